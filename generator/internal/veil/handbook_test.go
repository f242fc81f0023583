package veil

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// flawed loads a repository of whose records check has something to say.
func flawed(t *testing.T, files fs.FS) Input {
	t.Helper()
	repo, _, err := record.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return inputOf(repo, files, Public)
}

// TestFilesThatTheSiteCarries are pictures, documents and what a page links to: none whose
// name another takes for a system that ignores case, and none with a name too long.
func TestFilesThatTheSiteCarries(t *testing.T) {
	files := mini.Files(mini.Defaults)
	fits := "api/" + strings.Repeat("a", 183) + ".pdf" // below handbook/ in the site
	files["content/index.md"] = mini.File("# Home\n\n[Elsewhere](https://x.example/), [a file](linked.zip) and [a page](roles.md).\n")
	for _, name := range []string{"content/linked.zip", "content/lonely.zip", "content/A.png", "content/a.png", "content/" + fits, "content/" + strings.Replace(fits, "a.", "aa.", 1)} {
		files[name] = mini.File("a file")
	}
	in := flawed(t, files)
	want := []view.Asset{
		{File: "content/A.png", Path: "A.png"}, {File: "content/" + fits, Path: "handbook/" + fits},
		{File: "content/linked.zip", Path: "linked.zip"}, {File: "content/meeting/knot.png", Path: "meeting/knot.png"},
	}
	if diff := cmp.Diff(want, Show(in).Assets); diff != "" {
		t.Error(diff)
	}
	in.Files = nil
	if got := Show(in).Assets; got != nil {
		t.Errorf("without files the site carries %+v", got)
	}
}

// TestPagesOfTheHandbook say where they are from and when they changed, and why a text is not
// shown.
func TestPagesOfTheHandbook(t *testing.T) {
	files := mini.Files(mini.Defaults)
	files["content/index.md"] = mini.File("---\ntitle: A “title”\nsummary: A summary.\norder: 3\n---\n# Heading\n\nText.\n\n```pairbook\nshow: figure\nmetric: met\ncohort: spring\n```\n\n```pairbook\nshow: nothing of the kind\n```\n")
	files["content/plain.md"] = mini.File("---\nfor: coordinators\nmoved_from: [was.md, ../out.md]\n---\nNo heading here.\n")
	files["content/roles.md"] = mini.File("\xff\xfe no text\n")
	in := flawed(t, files)
	in.Repo.Arrivals = &record.Arrivals{Changed: map[string]when.Date{"content/index.md": mini.Day, "content/plain.md": mini.Day + 1}}
	in.Refused, in.Came = map[string][]string{"content/index.md": {"said before"}}, map[string]when.Date{"content/plain.md": 7}
	shown := map[string]*view.Page{}
	for _, p := range Show(in).Pages {
		shown[p.Path] = p
	}
	home, plain, roles := shown["index.html"], shown["plain.html"], shown["roles.html"]
	if home.Title != "A “title”" || home.Lead != "A summary." || home.Summary != "A summary." || home.Order != 3 || home.Updated != mini.Day || home.Came != 0 || home.Refused != nil || home.Text == nil ||
		home.File != "content/index.md" || home.Edit != "https://github.com/mini/mini/edit/main/content/index.md" || !home.Folder || home.ForCoordinators {
		t.Errorf("the first page is %+v", home)
	}
	if blocks := slices.Collect(maps.Values(home.Blocks)); !slices.Equal(blocks, []view.Block{{Show: "figure", Metric: "met", Cohort: "spring"}}) {
		t.Errorf("the first page has the blocks %+v", blocks)
	}
	if plain.Title != "Plain" || plain.Lead != "" || plain.Summary != "No heading here." || plain.Updated != 0 || plain.Came != 7 || !plain.ForCoordinators || plain.Folder || !slices.Equal(plain.Former, []string{"was.html"}) {
		t.Errorf("the plain page is %+v", plain)
	}
	if roles.Title != "Roles" || roles.Text != nil || !slices.Equal(roles.Refused, []string{"The file could not be read as a text."}) {
		t.Errorf("the page without a text is %+v", roles)
	}
	in.Refused = map[string][]string{"content/roles.md": {"said before"}}
	for _, p := range Show(in).Pages {
		if p.Path == "roles.html" && !slices.Equal(p.Refused, []string{"said before"}) {
			t.Errorf("the text is not shown because of %q", p.Refused)
		}
	}
}

// TestPagesOfOneSpelling gives pages whose names differ in case alone names of their own, and
// no folder the name of a file.
func TestPagesOfOneSpelling(t *testing.T) {
	files := mini.Files(mini.Defaults)
	for _, name := range []string{"Zoo.md", "zoo.md", "ZOO.md", "notes.html/ape.md", "notes.pdf/ape.md", "notes.pdf-2/ape.md", "notes.day/ape.md"} {
		files["content/"+name] = mini.File("# %s\n", name)
	}
	var got []string
	for _, p := range Show(flawed(t, files)).Pages {
		got = append(got, p.Path)
	}
	slices.Sort(got)
	if want := []string{"ZOO.html", "Zoo-2.html", "index.html", "meeting/index.html", "notes.day/ape.html", "notes.html-2/ape.html", "notes.pdf-2/ape-2.html", "notes.pdf-2/ape.html", "roles.html", "zoo-3.html"}; !slices.Equal(got, want) {
		t.Errorf("the pages are %q, not %q", got, want)
	}
}

// TestSubjectsOfMessages stand on the pages that messages are made of, and on no other.
func TestSubjectsOfMessages(t *testing.T) {
	files := mini.Files(mini.Defaults)
	for _, name := range []string{"messages/matched.md", "plain.md"} {
		files["content/"+name] = mini.File("---\nsubject: Hello\n---\n# Matched\n\nHello.\n")
	}
	for _, p := range Show(flawed(t, files)).Pages {
		if want := map[string]string{"messages/matched.html": "Hello"}[p.Path]; p.Subject != want {
			t.Errorf("%s has the subject %q, not %q", p.Path, p.Subject, want)
		}
	}
}
