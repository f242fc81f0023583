package site

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"pairbook/generator/internal/search"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
)

// indexed is what a site's index holds: its documents as they are shown, and the words
// that lead to each.
type indexed struct {
	shown []shownDocument
	words map[int]map[string]bool // by document
}

type shownDocument struct {
	kind                      int
	path, title, within, text string
}

// data are the data of a script of the index.
func data[T any](t *testing.T, site map[string]string, file string) T {
	t.Helper()
	body, found := site["assets/"+file]
	_, body, called := strings.Cut(strings.TrimSuffix(body, ");\n"), ",")
	var value T
	if err := json.Unmarshal([]byte(body), &value); !found || !called || err != nil {
		t.Fatalf("read %s: there %t, %v", file, found, err)
	}
	return value
}

// indexOf reads the index of a site.
func indexOf(t *testing.T, site map[string]string) indexed {
	t.Helper()
	directory := data[struct {
		Documents    int
		Words, Texts []string
	}](t, site, search.Directory)
	x := indexed{words: map[int]map[string]bool{}}
	for _, file := range directory.Texts {
		for _, d := range data[[][5]any](t, site, file) {
			x.shown = append(x.shown, shownDocument{int(d[0].(float64)), d[1].(string), d[2].(string), d[3].(string), d[4].(string)})
		}
	}
	for _, file := range directory.Words {
		for _, entry := range data[[][2]any](t, site, file) {
			for _, held := range entry[1].(map[string]any) {
				for document := range held.(map[string]any) {
					n := 0
					_ = json.Unmarshal([]byte(document), &n)
					if x.words[n] == nil {
						x.words[n] = map[string]bool{}
					}
					x.words[n][entry[0].(string)] = true
				}
			}
		}
	}
	if len(x.shown) != directory.Documents || len(x.words) == 0 {
		t.Fatalf("the index has %d documents and says %d, and %d with words", len(x.shown), directory.Documents, len(x.words))
	}
	return x
}

// searchTellsWhatPagesTell reads the index: all that it finds is there, at a place
// that is there, and no word leads to a page that does not show it.
func searchTellsWhatPagesTell(t *testing.T, site map[string]string) {
	x := indexOf(t, site)
	for i, d := range x.shown {
		u, err := url.Parse(d.path)
		if err != nil {
			t.Fatal(err)
		}
		page, there := site[u.Path]
		if !there {
			t.Errorf("%q is at %s, which is not there", d.title, d.path)
			continue
		}
		on, anchor := pageWords(t, page, u.Fragment)
		if !anchor {
			t.Errorf("%q is at %s, and the page has no such place", d.title, d.path)
		}
		if d.kind == topicKind { // what else a topic is called, the forms say
			more, _ := pageWords(t, site[formsFile(t, site)]+" sought by and offered by", "")
			on += more
		}
		if d.kind == pageKind || d.kind == pairingKind { // what joins two people, and what the navigation calls a page
			on += " and "
		}
		for word := range x.words[i] {
			if !strings.Contains(on, " "+word+" ") {
				t.Errorf("%q leads to %s, which does not show it", word, d.path)
			}
		}
	}
}

func formsFile(t *testing.T, site map[string]string) string {
	t.Helper()
	for file := range site {
		if strings.HasPrefix(file, "assets/forms-") {
			return file
		}
	}
	t.Fatal("there are no forms")
	return ""
}

// pageWords are the folded words of a page with a space around each, and whether an
// element has the id.
func pageWords(t *testing.T, page, id string) (words string, found bool) {
	t.Helper()
	found = id == ""
	var all strings.Builder
	for _, n := range nodes(t, page) {
		if n.Type == html.TextNode {
			all.WriteString(n.Data + " ")
		}
		for _, a := range n.Attr {
			if a.Key == "alt" {
				all.WriteString(a.Val + " ")
			}
			found = found || a.Key == "id" && a.Val == id
		}
	}
	return " " + strings.Join(strings.FieldsFunc(text.Unaccented(all.String()), notOfWord), " ") + " ", found
}

func notOfWord(r rune) bool { return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789", r) }

// TestSearchByDefault holds nobody's name and nobody who withheld consent, where
// nothing is published; everything published, those who may be named.
func TestSearchByDefault(t *testing.T) {
	plain := indexOf(t, render(t, input(t, mini.Files(defaults), veil.Public)))
	open := indexOf(t, render(t, input(t, mini.Files(everything), veil.Public)))
	titles := func(x indexed, kind int) (all []string) {
		for _, d := range x.shown {
			if d.kind == kind {
				all = append(all, d.title)
			}
		}
		return all
	}
	leads := func(x indexed, word string) bool {
		for _, words := range x.words {
			if words[word] {
				return true
			}
		}
		return false
	}
	if got := titles(plain, personKind); !slices.Contains(got, "AliasOtter") && !slices.Contains(got, "aliasotter") {
		t.Errorf("the people are %q", got)
	}
	for _, word := range []string{"nameada", "firthada", "idada", "namebob", "levelword", "unitword", "noteword", "goaltextword", "actiontextword", "guestword", "attentionword", "becauseword", "titleword", "aboutword"} {
		if leads(plain, word) {
			t.Errorf("%s is in the index by default", word)
		}
	}
	for _, word := range []string{"namecyd", "idcyd", "aliascyd", "handlecyd", "levelword", "unitword", "guestword", "attentionword", "becauseword", "sourceword", "outcomeword"} {
		if leads(open, word) {
			t.Errorf("%s is in the index for everybody", word)
		}
	}
	if !leads(open, "nameada") || !leads(open, "titleword") || !leads(open, "aboutword") || !leads(open, "summaryword") || !leads(plain, "aliasotter") || !leads(plain, "mentor") {
		t.Error("words that may be found are not in the index")
	}
}

// searchListsEveryPage looks for every page in the list of a site without a script.
func searchListsEveryPage(t *testing.T, site map[string]string) {
	listed := map[string]int{}
	for _, n := range nodes(t, site["search.html"]) {
		if class, _ := attribute(n, "class"); n.Data != "ul" || class != "titles" {
			continue
		}
		for d := range n.Descendants() {
			if href, is := attribute(d, "href"); is {
				path, err := url.PathUnescape(href)
				if err != nil {
					t.Error(err)
				}
				listed[path]++
			}
		}
	}
	for file, page := range site {
		if strings.HasSuffix(file, ".html") && !leadsOn(page) && file != "404.html" && file != "search.html" && listed[file] != 1 {
			t.Errorf("%s is listed %d times", file, listed[file])
		}
	}
}

// TestSearchByLetters lists every page once, without a script, and cuts a long list.
func TestSearchByLetters(t *testing.T) {
	files := mini.Files(everything)
	for _, title := range []string{"Ängste", "42 questions", "zebra", "Żar", "日本"} {
		files["content/more/"+title+".md"] = &fstest.MapFile{Data: []byte("# " + title + "\n\nText.\n")}
	}
	in := input(t, files, veil.Public)
	page := render(t, in)["search.html"]
	for _, want := range []string{`<h3 id="pb-letter-1">Other</h3>`, `>A</h3>`, `>Z</h3>`, `>日</h3>`, `<a href="people/idada.html">`} {
		if !strings.Contains(page, want) {
			t.Errorf("search.html does not hold %s", want)
		}
	}
	theme, err := defaultTheme()
	if err != nil {
		t.Fatal(err)
	}
	all, err := build(veil.Show(in), theme, in.Files, 1500)
	if err != nil {
		t.Fatal(err)
	}
	cut := renderAll(t, all)
	linked, parts := 0, 0
	for file, body := range cut {
		if file == "search.html" || strings.HasPrefix(file, "search/") {
			parts++
			linked += strings.Count(body, "</a> <span class=\"muted\">")
		}
	}
	if whole := strings.Count(page, "</a> <span class=\"muted\">"); parts < 3 || whole < 20 || linked < whole {
		t.Errorf("%d pages list %d titles, and one lists %d", parts, linked, whole)
	}
}
