package site

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"pairbook/generator/internal/view"
)

// recordsInATemplate is what Records writes, as a theme would say it.
var recordsInATemplate = template.Must(template.New("").Parse(`<dl>{{range .It.Groups}}<dt>{{.Folder}}</dt><dd>{{range .Records}}<span>{{with $.Href .}}<a href="{{.}}">{{end}}{{.Words}}{{if $.Href .}}</a>{{end}}</span> {{end}}</dd>{{end}}</dl>`))

// TestRecordsAgree compares the records behind a figure with what a template makes of
// them, in which everything is escaped by html/template. An address that a template does
// not pass is no link.
func TestRecordsAgree(t *testing.T) {
	words := rapid.SampledFrom([]string{"", "2026-11-02", `<b>"x"</b>`, "a&amp;b", "a+b", "'", "\x00", "é", "</span>"})
	paths := rapid.SampledFrom([]string{"", "cohorts/a/pairings/b.html", "a b/c.html", `x"><script>.html`, "ä.html", "a:b.html", "100%.html"})
	addresses := rapid.SampledFrom([]string{"", "", "https://example.org/a?b=c&d=e", `https://example.org/"><i>`, "http://example.org/", "javascript:alert(1)", "JaVaScRiPt:x"})
	link := rapid.Custom(func(t *rapid.T) view.Link {
		return view.Link{Words: words.Draw(t, "words"), Path: paths.Draw(t, "path"), Fragment: words.Draw(t, "fragment"), Address: addresses.Draw(t, "address")}
	})
	group := rapid.Custom(func(t *rapid.T) view.RecordGroup {
		return view.RecordGroup{Folder: words.Draw(t, "folder"), Records: rapid.SliceOfN(link, 0, 3).Draw(t, "records")}
	})
	rapid.Check(t, func(t *rapid.T) {
		in := (&Frame{Path: "cohorts/a/index.html"}).With(view.Figure{Groups: rapid.SliceOfN(group, 0, 3).Draw(t, "groups")})
		var want strings.Builder
		if err := recordsInATemplate.Execute(&want, in); err != nil {
			t.Fatal(err)
		}
		got, wanted := found(t, string(in.Records(in.It.(view.Figure).Groups))), found(t, want.String())
		if got != wanted {
			t.Errorf("written:\n%s\na template writes:\n%s", got, wanted)
		}
	})
}

// found tells what a browser finds in HTML: elements, texts, and where links lead.
func found(t *rapid.T, text string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for n := range root.Descendants() {
		href, _ := attribute(n, "href")
		to, err := url.PathUnescape(href)
		if err != nil {
			to = href
		}
		if n.Data == "a" && to == "#ZgotmplZ" {
			continue
		}
		fmt.Fprintf(&out, "%d %q %q %d\n", n.Type, n.Data, to, len(n.Attr))
	}
	return out.String()
}
