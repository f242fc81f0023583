package site

import (
	"path"
	"regexp"
	"strings"
	"testing"

	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
	"pairbook/themes"
)

var entry = regexp.MustCompile(`<a href="([^"]*)"( aria-current="([a-z]*)")?>`)

// TestNavigationOfEachPage looks at every page: of the navigation's entries none but
// the page's own says that it is the current page, and where the page is no entry, the
// one that it is under is marked.
func TestNavigationOfEachPage(t *testing.T) {
	for _, audience := range []veil.Audience{veil.Public, veil.Coordinators} {
		marked := map[string]int{}
		for file, text := range render(t, input(t, mini.Files(defaults), audience)) {
			if path.Ext(file) != ".html" {
				continue
			}
			_, text, _ = strings.Cut(text, `<nav class="tree"`)
			text, _, _ = strings.Cut(text, "</nav>")
			entries := map[string]string{}
			for _, m := range entry.FindAllStringSubmatch(text, -1) {
				to := path.Join(path.Dir(file), m[1])
				entries[to] = m[3]
				marked[m[3]]++
			}
			own, listed := entries[file]
			if listed != (own == "page") {
				t.Errorf("%s is an entry: %v, and marked %q", file, listed, own)
			}
			for to, mark := range entries {
				if to != file && mark == "page" || listed && mark == "true" {
					t.Errorf("on %s the entry %s is marked %q", file, to, mark)
				}
			}
		}
		if marked["page"] == 0 || marked["true"] == 0 {
			t.Errorf("entries by their mark: %v", marked)
		}
	}
}

// TestNavigationIsTheSameFromEveryFolder writes the navigation anew for each page and
// compares it with the one that is kept, also when more are asked for than are kept.
func TestNavigationIsTheSameFromEveryFolder(t *testing.T) {
	theme, err := loadTheme(themes.Default())
	if err != nil {
		t.Fatal(err)
	}
	home, programme := &node{}, &node{title: "Programme"}
	var paths []string
	for _, folder := range strings.Split("abcdefgh", "") {
		for _, below := range strings.Split("abcdefghijk", "") {
			fold := &node{title: folder + below}
			for _, page := range []string{"one", "two"} {
				paths = append(paths, folder+"/"+below+"/"+page+".html")
				fold.list(page, paths[len(paths)-1])
			}
			home.add(fold)
		}
	}
	programme.list("People", "people.html")
	kept := &builder{theme: theme, handbook: newBranch(home), programme: newBranch(programme)}
	for range 2 {
		for _, page := range append(paths, "people.html", "people/one.html") {
			anew := &builder{theme: theme, handbook: kept.handbook, programme: kept.programme}
			want, err := anew.nav(page, "people.html")
			got, again := kept.nav(page, "people.html")
			if err != nil || again != nil || got != want {
				t.Fatalf("%s: %v, %v\n%s\nwant\n%s", page, err, again, got, want)
			}
		}
	}
}
