package site

import (
	"bytes"
	"compress/gzip"
	"io"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pairbook/generator/internal/veil"
	"pairbook/generator/test/here"
	"pairbook/generator/test/mini"
	"pairbook/themes"
)

// TestSites renders each site once, and holds it to what is promised of all.
func TestSites(t *testing.T) {
	promises := map[string]func(*testing.T, map[string]string){
		"pages are sound": pagesAreSound, "every page is reached": everyPageIsReached,
		"search tells what pages tell": searchTellsWhatPagesTell, "search lists every page": searchListsEveryPage,
	}
	for name, in := range audiences {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := render(t, in(t))
			for promise, holds := range promises {
				t.Run(promise, func(t *testing.T) {
					if name == "for its coordinators" {
						here.OnlyWhole(t) // a small site for coordinators is among the others
					}
					holds(t, site)
				})
			}
			if strings.HasSuffix(name, "coordinators") {
				t.Run("the box is the list", func(t *testing.T) { theBoxIsTheList(t, site) })
			}
		})
	}
}

// pagesAreSound holds every page to what all pages promise: links that lead
// somewhere, elements in their places, ids that are unique, no script or style of its own, no request to
// elsewhere, little weight.
func pagesAreSound(t *testing.T, site map[string]string) {
	w := &walker{site: site, ids: map[string]map[string]bool{}, pages: map[string][]*html.Node{}}
	for _, file := range slices.Sorted(maps.Keys(site)) {
		if isPage(file) {
			w.read(t, file)
		}
	}
	for _, file := range slices.Sorted(maps.Keys(w.pages)) {
		w.follow(t, file)
	}
	t.Logf("gzip: no page weighs more than %d bytes", w.heaviest)
}

type walker struct {
	site  map[string]string
	pages map[string][]*html.Node
	ids   map[string]map[string]bool

	heaviest int // in bytes, packed
}

func (w *walker) read(t *testing.T, file string) {
	for _, fault := range invalid(t, w.site[file]) {
		t.Errorf("%s: %s", file, fault)
	}
	all := nodes(t, w.site[file])
	w.pages[file], w.ids[file] = all, map[string]bool{}
	for _, n := range all {
		if n.Type == html.TextNode && strings.ContainsAny(n.Data, `'"`) && !literal(n) {
			t.Errorf("%s: straight quotes in %q", file, strings.TrimSpace(n.Data))
		}
		if n.Type != html.ElementNode {
			continue
		}
		if id, ok := attribute(n, "id"); ok {
			if w.ids[file][id] || id == "" {
				t.Errorf("%s: the id %q is there twice", file, id)
			}
			w.ids[file][id] = true
		}
		still(t, file, n)
	}
	size := weigh(t, []byte(w.site[file]))
	w.heaviest = max(w.heaviest, size)
	if size > 24<<10 {
		t.Errorf("%s weighs %d bytes", file, size)
	}
	if strings.Contains(w.site[file], "ZgotmplZ") {
		t.Errorf("%s: html/template refused a value", file)
	}
}

// literal reports whether a text is code or no text for people.
func literal(n *html.Node) bool {
	for p := range n.Ancestors() {
		if slices.Contains([]string{"code", "pre", "textarea", "script", "style"}, p.Data) {
			return true
		}
	}
	return false
}

// still reports an element that runs, styles or loads by itself.
func still(t *testing.T, file string, n *html.Node) {
	t.Helper()
	for _, a := range n.Attr {
		if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" {
			t.Errorf("%s: %s", file, describe(n))
		}
		scheme, _, found := strings.Cut(a.Val, ":")
		if (a.Key == "href" || a.Key == "src") && found && a.Val[0] != '#' && !slices.Contains([]string{"http", "https", "mailto", "tel"}, scheme) {
			t.Errorf("%s: %s", file, describe(n))
		}
	}
	src, hasSrc := attribute(n, "src")
	switch n.Data {
	case "script":
		if !hasSrc || n.FirstChild != nil {
			t.Errorf("%s: an inline script", file)
		}
	case "style", "iframe", "object", "embed", "base":
		t.Errorf("%s: %s", file, describe(n))
	case "form":
		// Scripts make a file of what is written there; nothing is sent.
		if _, sends := attribute(n, "action"); sends {
			t.Errorf("%s: %s", file, describe(n))
		}
	}
	if hasSrc && strings.Contains(src, ":") {
		t.Errorf("%s loads from elsewhere: %s", file, describe(n))
	}
}

// follow looks up every address of a page that stays in the site. Those of 404.html
// begin at the root of a host, and TestNotFoundFromAnywhere follows them.
func (w *walker) follow(t *testing.T, file string) {
	if file == notFoundPlace {
		return
	}
	for _, n := range w.pages[file] {
		for _, key := range []string{"href", "src"} {
			address, ok := attribute(n, key)
			if !ok {
				continue
			}
			u, err := url.Parse(address)
			if err == nil && u.Scheme != "" {
				continue
			}
			if err != nil || strings.HasPrefix(address, "/") || address == "" {
				t.Errorf("%s: the link %q", file, address)
				continue
			}
			to := file
			if u.Path != "" {
				to = path.Join(path.Dir(file), u.Path)
			}
			if _, there := w.site[to]; !there {
				t.Errorf("%s links to %s, which is not there", file, to)
			} else if u.Fragment != "" && !w.ids[to][u.Fragment] {
				t.Errorf("%s links to %s, which has no id %q", file, to, u.Fragment)
			}
			if n.Data == "a" && path.Ext(to) == "" {
				t.Errorf("%s: the link %q names no file", file, address)
			}
		}
	}
}

func weigh(t *testing.T, b []byte) int {
	t.Helper()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Len()
}

func TestWeightOfAssets(t *testing.T) {
	theme, err := loadTheme(themes.Default())
	if err != nil {
		t.Fatal(err)
	}
	script, log, others, search, style := 0, 0, 0, 0, 0 // what every page loads, what the largest form does, what other pages do, what a search does
	for name, a := range theme.assets {
		switch path.Ext(name) {
		case ".js":
			switch name {
			case "site.js", "scheme.js":
				script += weigh(t, a.body)
			case "search.js", "finder.js", "minisearch.js":
				search += weigh(t, a.body)
			case "form.js", "sending.js", "log.js":
				log += weigh(t, a.body)
			default:
				others += weigh(t, a.body)
			}
		case ".css":
			style += weigh(t, a.body)
		}
	}
	t.Logf("gzip: scripts of every page %d bytes, style %d; the search %d when it is opened, MiniSearch %d of them; the log form %d, other forms %d", script, style, search, weigh(t, theme.assets["minisearch.js"].body), log, others)
	if script == 0 || script > 3<<10+512 || log == 0 || log > 12<<10 || others == 0 || others > 4<<10 || search == 0 || search > 14<<10 || style == 0 || style > 8<<10 {
		t.Errorf("scripts weigh %d bytes, those of the log form %d, other forms %d, those of the search %d and styles %d", script, log, others, search, style)
	}
}

// leadsOn reports whether a page stands where another was.
func leadsOn(page string) bool { return strings.Contains(page, `http-equiv="refresh"`) }

// everyPageIsReached follows the links from the home page.
func everyPageIsReached(t *testing.T, site map[string]string) {
	seen := map[string]bool{"index.html": true}
	for queue := []string{"index.html"}; len(queue) > 0; queue = queue[1:] {
		for _, n := range nodes(t, site[queue[0]]) {
			address, _ := attribute(n, "href")
			u, err := url.Parse(address)
			if err != nil || n.Data != "a" || u.Scheme != "" || u.Path == "" {
				continue
			}
			if to := path.Join(path.Dir(queue[0]), u.Path); isPage(to) && !seen[to] {
				seen[to] = true
				queue = append(queue, to)
			}
		}
	}
	for file, page := range site {
		if isPage(file) && file != "404.html" && !leadsOn(page) && !seen[file] {
			t.Errorf("no way leads to %s", file)
		}
	}
}

// TestSameBytes renders a site twice, the second time backwards and each file
// beside the others.
func TestSameBytes(t *testing.T) {
	first := render(t, input(t, mini.Files(everything), veil.Public))
	again := outputs(t, input(t, mini.Files(everything), veil.Public))
	type rendered struct{ path, body string }
	done := make(chan rendered)
	for _, o := range slices.Backward(again) {
		go func() {
			var b strings.Builder
			if err := o.Render(&b); err != nil {
				b.WriteString(err.Error())
			}
			done <- rendered{o.Path, b.String()}
		}()
	}
	for range again {
		if r := <-done; first[r.path] != r.body {
			t.Errorf("%s differs", r.path)
		}
	}
	if len(first) != len(again) {
		t.Errorf("%d files, then %d", len(first), len(again))
	}
}

// TestFailingWriter passes on what a writer says.
func TestFailingWriter(t *testing.T) {
	for _, o := range outputs(t, input(t, mini.Files(defaults), veil.Public)) {
		if err := o.Render(broken{}); err == nil {
			t.Errorf("%s: the writer's error is lost", o.Path)
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// TestTurnTo goes the way of somebody in trouble: from a pairing, a programme
// and a page of the handbook each page that is named leads to a mailbox or a
// telephone, and none of what says whom to turn to leads to its own page.
func TestTurnTo(t *testing.T) {
	for _, people := range []string{"aliases", "handles", "names"} {
		for _, audience := range []veil.Audience{veil.Public, veil.Coordinators} {
			site := render(t, input(t, mini.Files(defaults+"publish: {people: "+people+"}\n"), audience))
			seen := 0
			for from, body := range site {
				if from != "meeting/index.html" && from != "index.html" && from != "programs/career.html" && from != "cohorts/spring/index.html" && !(strings.Contains(from, "/pairings/") && isPage(from)) {
					continue
				}
				seen++
				ways := turnTo(t, from, body)
				if !slices.Contains(ways, "mailto:safe@example.org") || !slices.Contains(ways, "tel:+441632960123") || !slices.Contains(ways, "mailto:help@example.org") {
					t.Errorf("%s, %s: %q", people, from, ways)
				}
			}
			if seen < 6 {
				t.Errorf("only %d pages say whom to turn to", seen)
			}
		}
	}
}

// turnTo gives the links that say whom to turn to on a page.
func turnTo(t *testing.T, page, body string) (ways []string) {
	t.Helper()
	for _, n := range nodes(t, body) {
		href, ok := attribute(n, "href")
		if !ok || n.Data != "a" || !inClass(n, "people") {
			continue
		}
		if before, _, _ := strings.Cut(href, "#"); before == "" || path.Join(path.Dir(page), before) == page {
			t.Errorf("%s leads to itself, as %q", page, href)
		}
		ways = append(ways, href)
	}
	return ways
}

// inClass reports whether an element stands in one of a class.
func inClass(n *html.Node, class string) bool {
	for at := n.Parent; at != nil; at = at.Parent {
		if got, _ := attribute(at, "class"); got == class {
			return true
		}
	}
	return false
}
