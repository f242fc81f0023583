package site

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
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

// TestNavigationByWhatPeopleDo finds each entry in the group of those who look for it.
func TestNavigationByWhatPeopleDo(t *testing.T) {
	files := mini.Files(defaults)
	files["content/messages/README.md"] = mini.File("# Messages\n\nLetters.\n")
	page := render(t, input(t, files, veil.Coordinators))["people/index.html"]
	_, nav, _ := strings.Cut(page, `<nav class="tree"`)
	nav, _, _ = strings.Cut(nav, "</nav>")
	last := 0
	for _, words := range []string{"<p>Take part</p>", ">Home<", ">Join<", ">We met<", "<p>Handbook</p>", "<p>This programme</p>", ">Cohorts<", ">People<", ">Network<",
		"<p>For coordinators</p>", ">Worth a look<", ">Figures<", ">Messages<"} {
		at := strings.Index(nav, words)
		if at < last {
			t.Errorf("%s is not there, or before what is to come first:\n%s", words, nav)
		}
		last = at
	}
}

// TestPagesForCoordinators have their own group in the navigation, a folder with all that
// is in it when its page says so; no folder stays behind empty, and nobody is kept out.
func TestPagesForCoordinators(t *testing.T) {
	files := mini.Files(defaults)
	for file, text := range map[string]string{
		"mixed/README.md": "# Mixed\n", "mixed/all.md": "# For all\n", "mixed/some.md": "---\nfor: coordinators\n---\n# For some\n",
		"alone/only/some.md": "---\nfor: coordinators\n---\n# Alone\n",
		"whole/README.md":    "---\nfor: coordinators\norder: 1\n---\n# Whole\n", "whole/page.md": "# Within\n",
		"mixed/inner/README.md": "---\nfor: coordinators\n---\n# Inner\n", "mixed/inner/deep/page.md": "---\nfor: coordinators\n---\n# Deep\n",
	} {
		files["content/"+file] = mini.File("%s\nText.\n", text)
	}
	site := render(t, input(t, files, veil.Public))
	_, nav, _ := strings.Cut(site["people/index.html"], `<nav class="tree"`)
	nav, _, _ = strings.Cut(nav, "</nav>")
	all, coordinators, _ := strings.Cut(nav, "<p>For coordinators</p>")
	for of, words := range map[*string][]string{
		&all:          {">Mixed<", ">For all<"},
		&coordinators: {">For some<", ">Alone<", "<summary>Whole<", ">Within<", "<summary>Inner<", "<summary>Deep<"},
	} {
		for _, w := range words {
			if !strings.Contains(*of, w) || strings.Count(nav, w) != 1 {
				t.Errorf("%s is not there, or somewhere else:\n%s", w, nav)
			}
		}
	}
	if strings.Contains(nav, "<ul></ul>") || strings.Contains(nav, ">Only<") {
		t.Errorf("a folder has nothing in it:\n%s", nav)
	}
	if !strings.Contains(site["mixed/some.html"], `<li>For some</li>`) || !strings.Contains(site["whole/page.html"], `<a href="index.html">Whole</a>`) {
		t.Error("the ways to these pages are not what the navigation says")
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

// TestNavigationOfALargeHandbook shows the top level, the way, and the folder of the
// page, and between them no more than each folder's own page.
func TestNavigationOfALargeHandbook(t *testing.T) {
	for pages, between := range map[int]int{mostListed: 5, mostListed + 1: 2} {
		root := &node{}
		top, middle, last := &node{title: "top"}, &node{title: "middle"}, &node{title: "last"}
		root.add(top)
		root.list("Beside", "beside.html")
		top.list(overview, "top/index.html")
		for _, name := range []string{"a", "b", "c"} {
			top.list(name, "top/"+name+".html")
		}
		top.add(middle)
		middle.list("In the middle", "top/middle/x.html")
		middle.add(last)
		last.list("One", "top/middle/last/1.html")
		last.list("Two", "top/middle/last/2.html")
		more := &node{title: "more"}
		root.add(more)
		for i := len(root.leaves()); i < pages; i++ {
			more.list("More", fmt.Sprintf("more/%d.html", i))
		}
		b := newBranch(root)
		items := b.items("top/middle/last/2.html")
		if len(items) != len(root.children) || len(items[0].Items) != between {
			t.Fatalf("of %d pages %d are shown at the top, and %d below", pages, len(items), len(items[0].Items))
		}
		way := items[0].Items[between-1]
		own := way.Items[len(way.Items)-1]
		if !way.Open || way.Title != "middle" || !own.Open || len(own.Items) != 2 {
			t.Errorf("the way is %+v", way)
		}
		if above := b.items("top/a.html")[0].Items; len(above) != 5 || above[4].Path == "" {
			t.Errorf("in its own folder a page shows %+v", above)
		}
	}
}

// TestNavigationOfALargeFolder follows the links of the navigation from the page of a
// folder: each page is reached, and none shows many others. The folder has pages, or
// folders of pages.
func TestNavigationOfALargeFolder(t *testing.T) {
	for _, c := range []struct{ size, below int }{{mostSiblings - 1, 0}, {mostSiblings, 0}, {700, 0}, {20_000, 0}, {mostSiblings, 40}, {700, 5}} {
		root, folder := &node{}, &node{title: "Folder", key: "folder"}
		root.add(folder)
		folder.list(overview, "folder/index.html")
		for i := range c.size {
			name := fmt.Sprintf("%05d", i)
			child := &node{title: "Page " + name, key: name, path: "folder/" + name + ".html"}
			if c.below > 0 {
				child.path = ""
			}
			for k := range c.below {
				child.add(&node{title: "Below", key: "below", path: fmt.Sprintf("folder/%s/%d.html", name, k)})
			}
			folder.add(child)
		}
		want := 1 + c.size*max(1, c.below)
		b := newBranch(root)
		if len(b.pages) != want || !slices.IsSortedFunc(b.pages[1:], func(a, b *node) int { return strings.Compare(path.Dir(a.path), path.Dir(b.path)) }) {
			t.Fatalf("of %d pages %d are there, or in another order", want, len(b.pages))
		}
		most, seen := 0, map[string]bool{"folder/index.html": true}
		for queue := []string{"folder/index.html"}; len(queue) > 0; queue = queue[1:] {
			items := b.items(queue[0])
			shown := map[string]bool{}
			paths(items, shown)
			if most = max(most, len(shown)); !shown[queue[0]] || !shown["folder/index.html"] {
				t.Fatalf("%s does not show itself and its folder: %+v", queue[0], items)
			}
			for path := range shown {
				if !seen[path] {
					seen[path] = true
					queue = append(queue, path)
				}
			}
		}
		if len(seen) != want || most > mostSiblings && want > mostOpen {
			t.Errorf("of %d pages %d are reached, and a page shows %d", want, len(seen), most)
		}
	}
}

// paths collects where the navigation leads.
func paths(items []NavItem, to map[string]bool) {
	for _, i := range items {
		if i.Path != "" {
			to[i.Path] = true
		}
		paths(i.Items, to)
	}
}

// TestStretchesInCrumbs names the folders that a page is in, and no stretches.
func TestStretchesInCrumbs(t *testing.T) {
	root, folder := &node{}, &node{title: "Folder", key: "folder"}
	root.add(folder)
	for i := range 3 * mostSiblings {
		folder.add(&node{title: fmt.Sprintf("Page %03d", i), key: "x", path: fmt.Sprintf("%03d.html", i)})
	}
	page := newBranch(root).page("222.html")
	if got := page.folders(); len(got) != 1 || got[0] != folder {
		t.Errorf("the folders are %v", got)
	}
	if got := page.folds(); len(got) != 2 || got[1].title != "Page 200 to Page 224" {
		t.Errorf("the folds are %v", got)
	}
}

// TestOrderInTheNavigation puts what has an order first, then titles, then names on the disk,
// and what is for coordinators last.
func TestOrderInTheNavigation(t *testing.T) {
	t.Parallel()
	page := func(file, title string, order int, coordinators bool) *view.Page {
		return &view.Page{File: "content/" + file, Path: strings.TrimSuffix(file, ".md") + ".html", Title: title, Order: order, ForCoordinators: coordinators}
	}
	root := tree([]*view.Page{page("z.md", "A", 0, false), page("y.md", "A", 0, false), page("c.md", "B", 2, false), page("b.md", "C", 1, false), page("a.md", "First", 1, true), page("some_folder-of/x.md", "X", 0, false), page("alone/w.md", "W", 0, true)})
	var got []string
	for _, n := range root.children {
		got = append(got, n.title+" "+n.key)
	}
	if want := "C content/b.md|B content/c.md|A content/y.md|A content/z.md|Some folder of some_folder-of|First content/a.md|W content/alone/w.md"; strings.Join(got, "|") != want {
		t.Errorf("%s, not %s", strings.Join(got, "|"), want)
	}
	if root.first() != "b.html" || root.index() != "b.html" || (&node{}).index() != "" {
		t.Errorf("the first is %s, and the folder's %s", root.first(), root.index())
	}
	fold := &node{}
	inner := &node{}
	inner.list("X", "x.html")
	fold.add(inner)
	if fold.index() != "x.html" {
		t.Errorf("a folder of folders leads to %q", fold.index())
	}
	fold.list("Y", "y.html")
	if fold.index() != "y.html" || fold.first() != "x.html" {
		t.Errorf("a folder with a page leads to %q, and its first is %q", fold.index(), fold.first())
	}
}

// TestLargeFoldersAreGathered beyond a number of entries, with the folder's own page beside.
func TestLargeFoldersAreGathered(t *testing.T) {
	t.Parallel()
	for pages, want := range map[int]string{mostSiblings: "100 pages, 0 stretches of 0", mostSiblings + 1: "0 pages, 5 stretches of 101", 625: "0 pages, 25 stretches of 625", 626: "0 pages, 2 stretches of 626"} {
		for _, own := range []bool{false, true} {
			root := &node{}
			if own {
				root.add(&node{title: overview, path: "index.html"})
			}
			for i := range pages {
				root.add(&node{title: fmt.Sprint(i), path: fmt.Sprintf("%d.html", i), key: "k"})
			}
			if own && pages == mostSiblings {
				continue
			}
			root.gather()
			count, stretches, within := 0, 0, 0
			for i, c := range root.children {
				switch {
				case own && i == 0:
					if c.path != "index.html" {
						t.Errorf("the folder's own page is in %s", c.title)
					}
				case c.stretch:
					stretches++
					within += len(c.leaves())
				default:
					count++
				}
			}
			if got := fmt.Sprintf("%d pages, %d stretches of %d", count, stretches, within); got != want {
				t.Errorf("of %d pages: %s, not %s", pages, got, want)
			}
		}
	}
}

// TestGroupsOfTheNavigation are by what people do.
func TestGroupsOfTheNavigation(t *testing.T) {
	t.Parallel()
	for want, nodes := range map[int][]*node{0: {{path: "index.html"}, {path: "join.html"}, {path: "log.html"}}, 3: {{path: "x.html", coordinators: true}, {path: "metrics.html"}, {path: "roi.html"}, {path: "attention.html"}, {key: "messages"}},
		2: {{path: "x.html", key: "messages"}, {path: "people/index.html"}, {key: "meeting"}}} {
		for _, n := range nodes {
			if got := groupOf(n, 2); got != want {
				t.Errorf("%+v is in group %d, not %d", n, got, want)
			}
		}
	}
	items := []NavItem{{Path: "a"}, {Items: []NavItem{{Path: "b"}, {Items: []NavItem{{Path: "c"}}}}}, {Path: "c"}, {}}
	if !markUnder(items, "c") || items[1].Items[1].Items[0].Mark == "" || !items[1].Open || !items[1].Items[1].Open || items[2].Mark != "" || items[0].Open {
		t.Errorf("%+v", items)
	}
	if markUnder(items, "") || markUnder(items, "nowhere") {
		t.Error("an entry that is not there is marked")
	}
}
