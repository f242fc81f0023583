package veil

import (
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/test/mini"
)

// placesOf knows the miniature, with its handbook and two more files.
func placesOf(t *testing.T) *places {
	t.Helper()
	files := mini.Files(mini.Defaults)
	files["content/meeting/form.zip"] = mini.File("packed")
	in := input(t, files, Public)
	r := newRevealer(in)
	r.addHandbook(in)
	return r.places
}

// TestWhatMayStandInALink lets pass addresses on the web, mailboxes and telephones, and
// nothing that could run.
func TestWhatMayStandInALink(t *testing.T) {
	for address, passes := range map[string]bool{
		"https://x.example/a?b#c": true, "http://x.example": true, "mailto:a@x.example": true, "tel:+44123": true,
		"": false, "/a": false, "a.html": false, "https:": false, "http:a": false, "mailto:": false, "tel:nobody": false, "tel:": false,
		"javascript:alert(1)": false, "data:text/html,a": false, "ftp://x.example/a": false, "https://x.example/%zz": false, "//x.example/a": false,
	} {
		want := ""
		if passes {
			want = address
		}
		if got := webAddress(address); got != want {
			t.Errorf("%q becomes %q, not %q", address, got, want)
		}
	}
}

// TestWhereRecordsLead follows an address of a record: elsewhere, to a page and its section,
// to a file that the site carries, or else into the repository as far as may be told.
func TestWhereRecordsLead(t *testing.T) {
	p := placesOf(t)
	const blob = "https://github.com/mini/mini/blob/main/"
	for address, want := range map[record.Address]view.Link{
		"":                              {},
		"https://example.org/a":         {Address: "https://example.org/a"},
		"mailto:a@x.example?subject=hi": {Words: "a@x.example", Address: "mailto:a@x.example?subject=hi"},
		"tel:+441632":                   {Words: "+441632", Address: "tel:+441632"},
		"meeting/README.md":             {Path: "meeting/index.html"},
		"meeting/README.md#when-something-is-wrong": {Path: "meeting/index.html", Fragment: "when-something-is-wrong"},
		"roles.md#nothing-of-the-kind":              {Path: "roles.html"},
		"meeting/knot.png":                          {Path: "meeting/knot.png"},
		"meeting/form.zip":                          {Address: blob + "content/meeting/form.zip"},
		"../program/topics/knots.yaml":              {Address: blob + "program/topics/knots.yaml"},
		"../program/people/idada.yaml":              {Address: "https://github.com/mini/mini/tree/main/program/people"},
		"nowhere.md":                                {},
		"people/index.html":                         {},
		"javascript:alert(1)":                       {},
	} {
		if got := p.address(address); got != want {
			t.Errorf("%q leads to %+v, not to %+v", address, got, want)
		}
	}
}

// TestLinksByTheirWords calls a link by its words, or else by its page, its mailbox or its
// address without what every address begins with.
func TestLinksByTheirWords(t *testing.T) {
	p := placesOf(t)
	got := p.namedLinks([]record.NamedLink{
		{Title: "Ours", URL: "https://example.org/a/"}, {URL: "https://example.org/a/"}, {URL: "meeting/README.md"}, {Title: "How", URL: "meeting/README.md"},
		{URL: "mailto:a@x.example"}, {URL: "nowhere.md"}, {URL: "meeting/knot.png"},
	})
	want := []view.Link{
		{Words: "Ours", Address: "https://example.org/a/"}, {Words: "example.org/a", Address: "https://example.org/a/"},
		{Words: "Meeting", Path: "meeting/index.html"}, {Words: "How", Path: "meeting/index.html"},
		{Words: "a@x.example", Address: "mailto:a@x.example"}, {Words: "nowhere.md"}, {Words: "meeting/knot.png", Path: "meeting/knot.png"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestHowToReachSomebody lists mailboxes and telephones, in the place of the page as well, and
// nothing that is none.
func TestHowToReachSomebody(t *testing.T) {
	p := placesOf(t)
	mail, tel := view.Link{Words: "a@x.example", Address: "mailto:a@x.example"}, view.Link{Words: "+44 (0)1632", Address: "tel:+441632"}
	page := view.Link{Path: "meeting/index.html"}
	for _, c := range []struct {
		contact record.Contact
		want    view.Contact
	}{
		{record.Contact{}, view.Contact{}},
		{record.Contact{Page: "meeting/README.md", Mail: "a@x.example", Tel: "+44 (0)1632", Hours: "9 to 5"}, view.Contact{Page: page, Hours: "9 to 5", Ways: []view.Link{mail, tel}}},
		{record.Contact{Page: "mailto:a@x.example"}, view.Contact{Ways: []view.Link{mail}}},
		{record.Contact{Page: "tel:+441632"}, view.Contact{Ways: []view.Link{{Words: "+441632", Address: "tel:+441632"}}}},
		{record.Contact{Page: "https://x.example/a"}, view.Contact{Page: view.Link{Address: "https://x.example/a"}}},
		{record.Contact{Mail: "nobody"}, view.Contact{}},
		{record.Contact{Mail: "a b@x.example"}, view.Contact{}},
		{record.Contact{Tel: "somewhere"}, view.Contact{}},
	} {
		if diff := cmp.Diff(c.want, p.contact(c.contact)); diff != "" {
			t.Errorf("%+v: %s", c.contact, diff)
		}
	}
}

// TestLinksOfATextLead follows the relative links of a text, to pages that the site alone
// makes only from the handbook, and leaves alone those within the text and elsewhere.
func TestLinksOfATextLead(t *testing.T) {
	const text = "# A\n\n[a](#a) [b](https://example.org/) [c](meeting/README.md) [d](people/index.html#b) [e](nowhere.md)\n"
	p := placesOf(t)
	page := view.Link{Path: "meeting/index.html"}
	for file, want := range map[string]map[string]view.Link{
		"content/index.md": {"meeting/README.md": page, "people/index.html#b": {Path: "people/index.html", Fragment: "b"}, "nowhere.md": {}},
		"program/a.md":     {"../content/meeting/README.md": page, "../content/people/index.html#b": {}, "nowhere.md": {Address: "https://github.com/mini/mini/blob/main/program/nowhere.md"}},
	} {
		written := text
		if !strings.HasPrefix(file, "content/") {
			written = strings.NewReplacer("(meeting", "(../content/meeting", "(people", "(../content/people").Replace(text)
		}
		parsed, _ := markdown.Parse(markdown.Source{Path: file, Text: []byte(written), Kind: markdown.Handbook})
		if got := p.links(file, parsed); !maps.Equal(got, want) {
			t.Errorf("%s links to %+v, not to %+v", file, got, want)
		}
	}
}

// TestAddressOfTheSite is the one that a build is given, or else that of site.yaml, and none
// that no path can follow.
func TestAddressOfTheSite(t *testing.T) {
	in := input(t, mini.Files(mini.Defaults), Public)
	for given, want := range map[string]string{"": "https://mini.example.org/handbook/", "https://x.example//": "https://x.example/", "https://x.example/?a": "", "https://x.example/#a": "", "tel:+441632": ""} {
		in.BaseURL = given
		if got := siteAddress(in); got != want {
			t.Errorf("given %q, the site is at %q, not %q", given, got, want)
		}
	}
}
