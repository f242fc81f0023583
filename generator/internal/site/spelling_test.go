package site

import (
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/veil"
)

// TestOnePlaceOnEverySystem builds handbooks whose files would meet where case
// does not count, or where a folder has the name of a page: every page has a
// place, and no two places meet.
func TestOnePlaceOnEverySystem(t *testing.T) {
	for name, c := range map[string]struct {
		files []string
		want  []string // outputs among others
	}{
		"a folder twice":          {[]string{"MEETING/z.md", "meeting/a.md", "meeting/b.md"}, []string{"meeting/z.html", "meeting/a.html", "meeting/b.html"}},
		"as many files each":      {[]string{"GUIDE/a.md", "guide/b.md"}, []string{"GUIDE/a.html", "GUIDE/b.html"}},
		"the same page below":     {[]string{"GUIDE/a.md", "guide/a.md"}, []string{"GUIDE/a.html", "GUIDE/a-2.html"}},
		"folders in folders":      {[]string{"x/Y/a.md", "X/y/b.md", "x/c.md", "x/Y/d.md"}, []string{"x/Y/a.html", "x/Y/b.html", "x/c.html"}},
		"a picture":               {[]string{"GUIDE/a.png", "guide/b.md", "guide/c.md"}, []string{"guide/a.png", "guide/b.html"}},
		"a folder of the site":    {[]string{"Roles/a.md", "Roles/b.md", "Assets/c.md", "API/d.md", "Handbook/e.md"}, []string{"roles/a.html", "assets/c.html", "handbook/API/d.html", "handbook/e.html"}},
		"a part of a list":        {[]string{"Network/2.md", "Network/ties.md", "people/Index/3.md", "people/index/b.md"}, []string{"handbook/Network/2.html", "network/ties.html", "handbook/people/Index/3.html", "people/index/b.html"}},
		"another Unicode form":    {[]string{"e\u0301/a.md", "\u00e9/b.md", "\u00e9/c.md"}, []string{"\u00e9/a.html", "\u00e9/b.html"}},
		"a folder called a page":  {[]string{"a.md", "a.html/b.md"}, []string{"a.html", "a.html-2/b.html"}},
		"a folder called a file":  {[]string{"feed.xml/a.md", "manifest.json/b.md", "roles/index.html/c.md", "p.png/d.md", "P.png"}, []string{"feed.xml-2/a.html", "P.png"}},
		"a folder called so, too": {[]string{"a.html/b.md", "a.html-2/b.md"}, []string{"a.html-2/b.html", "a.html-2/b-2.html"}},
	} {
		files := fstest.MapFS{record.SitePath: {Data: []byte(defaults)}, "program/roles/mentor.yaml": {Data: []byte("name: Mentor\n")}}
		for _, file := range c.files {
			files["content/"+file] = &fstest.MapFile{Data: []byte("# A page\n")}
		}
		repo, _, err := record.Load(files)
		if err != nil {
			t.Fatal(err)
		}
		outputs := slices.Sorted(maps.Keys(render(t, inputOf(repo, files, veil.Public))))
		for _, want := range c.want {
			if !slices.Contains(outputs, want) {
				t.Errorf("%s: %s is not among %q", name, want, outputs)
			}
		}
		apart(t, name, outputs)
	}
}

// apart holds all files and folders to names of their own.
func apart(t *testing.T, name string, outputs []string) {
	t.Helper()
	spelled := map[string]string{"manifest.json": "manifest.json"}
	for _, file := range outputs {
		for at := file; at != "."; at = path.Dir(at) {
			kind := at
			if at != file {
				kind += "/"
			}
			key := strings.ToLower(at)
			if other, taken := spelled[key]; taken && other != kind {
				t.Errorf("%s: %s and %s are one name", name, other, kind)
			}
			spelled[key] = kind
		}
	}
}
