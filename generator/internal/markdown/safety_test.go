package markdown

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"pgregory.net/rapid"

	"pairbook/generator/internal/diag"
	normal "pairbook/generator/internal/text"
)

// allowed lists every element that a page may hold and its attributes.
var allowed = map[string][]string{
	"a": {"href", "title", "class", "aria-label"}, "aside": {"class", "role", "aria-label"}, "blockquote": nil, "br": nil,
	"code": {"class"}, "dd": nil, "del": nil, "div": {"class", "tabindex", "role", "aria-label"}, "dl": nil, "dt": nil,
	"em": nil, "h1": {"id"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"}, "hr": nil,
	"img": {"src", "alt", "title", "loading"}, "input": {"type", "checked", "disabled"}, "label": {"class"}, "li": {"id"},
	"ol": {"start"}, "p": {"class"}, "pre": {"class", "tabindex"}, "section": {"class", "role", "aria-label"},
	"span": {"class"}, "strong": nil, "sup": {"id"}, "table": nil, "tbody": nil, "td": {"class"},
	"th": {"class", "scope"}, "thead": nil, "tr": nil, "ul": nil,
}

var (
	scheme  = regexp.MustCompile(`^[a-z][a-z0-9+.-]*:`)
	address = regexp.MustCompile(`^(https?://[^/\\]|mailto:|tel:|[^/\\]|/[^/\\]|/?$)`)
)

// inspect reads HTML as a browser does and returns what must not be in it.
func inspect(out string) error {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(out), body)
	if err != nil {
		return err
	}
	ids := map[string]bool{}
	var visit func(n *html.Node) error
	visit = func(n *html.Node) error {
		if n.Type == html.CommentNode || n.Type == html.DoctypeNode {
			return fmt.Errorf("a node of type %d: %q", n.Type, n.Data)
		}
		if n.Type == html.ElementNode {
			if err := inspectElement(n, ids); err != nil {
				return err
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if err := visit(c); err != nil {
				return err
			}
		}
		return nil
	}
	for _, n := range nodes {
		if err := visit(n); err != nil {
			return err
		}
	}
	return nil
}

func inspectElement(n *html.Node, ids map[string]bool) error {
	attributes, ok := allowed[n.Data]
	if !ok {
		return fmt.Errorf("an element <%s>", n.Data)
	}
	for _, a := range n.Attr {
		if !slices.Contains(attributes, a.Key) {
			return fmt.Errorf("an attribute %s=%q of <%s>", a.Key, a.Val, n.Data)
		}
		switch a.Key {
		case "id":
			if ids[a.Val] || a.Val == "" || strings.ContainsAny(a.Val, " \t\n") {
				return fmt.Errorf("an id %q that is empty, spaced or not the first", a.Val)
			}
			ids[a.Val] = true
		case "href", "src":
			// Browsers drop tabs and line ends, trim, and take \ for /.
			v := strings.ToLower(strings.Trim(strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(a.Val), "\x00\x01 "))
			s := scheme.FindString(v)
			if !address.MatchString(v) || s != "" && !slices.Contains([]string{"http:", "https:", "mailto:", "tel:"}, s) {
				return fmt.Errorf("an address %q", a.Val)
			}
			if a.Key == "src" && s != "" {
				return fmt.Errorf("a remote image %q", a.Val)
			}
		}
	}
	return nil
}

// sound holds what is true of every text; it fails the test where it is not.
func sound(t interface{ Fatalf(string, ...any) }, text []byte, kind Kind) {
	plainly(t, text, kind)
	source := Source{Path: "a.md", Text: text, Kind: kind}
	page, problems := Parse(source)
	shortCuts(t, source, page, problems)
	for _, p := range problems {
		if p.Line < 1 || p.Column < 1 || p.Path != "a.md" || p.Rule == "" || p.Message == "" || p.Hint == "" {
			t.Fatalf("%q: a problem without a place or words: %+v", text, p)
		}
	}
	if page == nil {
		if refusal(nil, problems) == "nothing" {
			t.Fatalf("%q: refused without a reason: %v", text, problems)
		}
		return
	}
	out, err := page.Render(Options{})
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	if len(out) > maxOutput(len(text)) {
		t.Fatalf("%q: %d bytes became %d", text, len(text), len(out))
	}
	if err := inspect(string(out)); err != nil {
		t.Fatalf("%q: the page holds %v:\n%s", text, err, out)
	}
	if !utf8.ValidString(string(out)) {
		t.Fatalf("%q: the page is not UTF-8", text)
	}
	inside(t, text, page)
	holdsAllWords(t, page)
}

// shortCuts holds that an outline says what the page says, that a small text is
// refused for no other reason than a large one would be, and that what bounds the
// size of a page does.
func shortCuts(t interface{ Fatalf(string, ...any) }, source Source, page *Page, problems diag.List) {
	outline, told := Outline(source)
	if (outline == nil) != (page == nil) || !reflect.DeepEqual(told, problems) {
		t.Fatalf("%q: its outline says %v, and not %v", source.Text, told, problems)
	}
	if page == nil {
		return
	}
	if !reflect.DeepEqual(outline.Headings, page.Headings) || !reflect.DeepEqual(outline.Links, page.Links) ||
		!reflect.DeepEqual(outline.Blocks, page.Blocks) || !reflect.DeepEqual(outline.anchors, page.anchors) || outline.Title != page.Title || outline.Summary() != page.Summary() {
		t.Fatalf("%q: its outline is %+v, and not %+v", source.Text, outline, page)
	}
	r := report{path: source.Path, source: normal.Normalise(source.Text)}
	r.lines = lineStarts(r.source)
	if checkBounds(&r); r.refused {
		t.Fatalf("%q: its blocks alone are refused: %v", source.Text, r.problems)
	}
	plain, tree := collect(&r, source.Kind, parseTree(&r))
	plain.write(tree)
	if size := plain.size(); size > plain.most() || size > tree.most {
		t.Fatalf("%q: it has %d bytes; the bounds are %d and %d", source.Text, size, plain.most(), tree.most)
	}
}

// inside holds that positions lie in the text.
func inside(t interface{ Fatalf(string, ...any) }, text []byte, page *Page) {
	lines := strings.Split(strings.TrimPrefix(string(text), "\uFEFF"), "\n")
	for _, l := range page.Links {
		if l.At.Line > len(lines) || l.At.Column > utf8.RuneCountInString(lines[l.At.Line-1])+1 {
			t.Fatalf("%q: %v is outside the text", text, l.At)
		}
	}
	for _, h := range page.Headings {
		if h.At.Line > len(lines) || h.At.Column > utf8.RuneCountInString(lines[h.At.Line-1])+1 {
			t.Fatalf("%q: %v is outside the text", text, h.At)
		}
	}
}

func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.md")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	for _, p := range patterns {
		f.Add([]byte(p.make(24 << 10)[:300]))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		sound(t, text, Handbook)
		sound(t, text, Log)
	})
}

// TestPlainTextsHaveNoProblems makes texts that are almost always plain.
func TestPlainTextsHaveNoProblems(t *testing.T) {
	pieces := []string{"a", "é", " ", "  ", "\n", "\n\n", "\n- ", "- ", "-", "1", "1. ", ".", ")", "(", "'", "\"", ":", "/", ",", ";", "?", "%", "www", "http", "w", "\t", "="}
	plain := 0
	rapid.Check(t, func(t *rapid.T) {
		text := []byte("a" + strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(t, "pieces"), ""))
		if IsPlain(text) {
			plain++
		}
		plainly(t, text, rapid.SampledFrom([]Kind{Handbook, Log}).Draw(t, "kind"))
	})
	if plain == 0 {
		t.Error("no text was plain")
	}
	for _, notes := range []string{"", "We met, at half past 3: well-being first.\n\n- Ask Ines (about \"it\")\n- Züge / Wege; 30% done?\n"} {
		if !IsPlain([]byte(notes)) {
			t.Errorf("%q is not plain", notes)
		}
	}
}

// plainly holds that a text which is called plain has no link, no heading, and no
// problem but those of characters.
func plainly(t interface{ Fatalf(string, ...any) }, text []byte, kind Kind) {
	if !IsPlain(text) {
		return
	}
	page, problems := Outline(Source{Path: "a.md", Text: text, Kind: kind})
	for _, p := range problems {
		switch p.Rule {
		case Encoding, ControlCharacter, HiddenCharacter:
		default:
			t.Fatalf("%q is called plain: %v", text, p)
		}
	}
	if page != nil && len(page.Links)+len(page.Headings) > 0 {
		t.Fatalf("%q is called plain: %v, %v", text, page.Links, page.Headings)
	}
}

// fragments are pieces of Markdown and of attacks on it.
var fragments = []string{
	"a", "é", " ", "  ", "\n", "\n\n", "\n> ", "\n- ", "\n1. ", "\n    ", "\t", "# ", "## ", "\n===\n", "---", "```", "\n```yaml\n", "\n```pairbook\n",
	"[", "]", "(", ")", "![", "](", "[a](b.md)", "[a][b]", "\n[b]: c.md 't'\n", "[^1]", "\n[^1]: x\n", "\n[^2]: > ", "[^2]", "*", "**", "_", "~~", "`", "\\",
	"|", "\n|-|-|\n", "\n|a|b|\n|-|:-:|\n", "\n: ", "[ ] ", "[x] ", "[!NOTE]", "> [!TIP]\n> ", "<", ">", "<b>", "</b>", "<script>", "<!--", "-->", "<?", "]]>",
	"<a href='x' onclick=y>", "<http://a.b>", "http://a.b/c", "www.a.b", "a@b.c", "javascript:", "data:", "//", "\\\\", "&#106;", "&Tab;", "&#1;", "&amp;", "&lt;", "\"", "'",
	"onload=", "{style=x}", "%6A", "%0A", "\r\n", "\u202E", "\u200D", "\uFEFF", "style=\"x\"", "</code>", "</pre>",
}

// TestComposed checks texts made of fragments, which meet in more ways than
// random bytes do.
func TestComposed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(fragments), 0, 60).Draw(t, "fragments"), "")
		sound(t, []byte(text), rapid.SampledFrom([]Kind{Handbook, Log}).Draw(t, "kind"))
	})
}

// TestLineEnds expects the same bytes and the same places for LF, CRLF and a
// leading byte order mark.
func TestLineEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lf := strings.ReplaceAll(strings.Join(rapid.SliceOfN(rapid.SampledFrom(fragments), 0, 60).Draw(t, "fragments"), ""), "\r\n", "\n")
		lf = strings.TrimPrefix(lf, "\uFEFF")
		want := fingerprint(lf)
		for _, text := range []string{strings.ReplaceAll(lf, "\n", "\r\n"), "\uFEFF" + lf} {
			if got := fingerprint(text); got != want {
				t.Fatalf("%q gives\n%s\nbut %q gives\n%s", lf, want, text, got)
			}
		}
	})
}

// fingerprint is a page's bytes, its links and its problems in one text.
func fingerprint(text string) string {
	page, problems := Parse(Source{Path: "a.md", Text: []byte(text)})
	if page == nil {
		return fmt.Sprint(problems.Sorted())
	}
	out, err := page.Render(Options{})
	return fmt.Sprint(out, err, page.Links, page.Headings, page.Blocks, problems.Sorted())
}

// payloads are put in every place of a page where words go.
var payloads = []string{
	`<script>alert(1)</script>`, `"><script>alert(1)</script>`, `' onmouseover='alert(1)`, `" onerror="alert(1)`, `" style="color:red`,
	`javascript:alert(1)`, `{style=color:red onclick=alert(1)}`, `</code></pre><script>alert(1)</script>`, `<img src=x onerror=alert(1)>`,
	`--><script>alert(1)</script><!--`, `</title><svg/onload=alert(1)>`, `&lt;script&gt;alert(1)&lt;/script&gt;`, `&#x6A;avascript:alert(1)`,
}

// TestPayloads puts each payload in each place: nothing of it may become HTML.
func TestPayloads(t *testing.T) {
	places := []string{
		"%s", "# %s", "%s\n===", "[%s](a.md)", "[a](%s)", "[a](<%s>)", "[a](b.md \"%s\")", "[a](b.md '%s')", "[a][r]\n\n[r]: %s", "[a][r]\n\n[r]: b.md '%s'",
		"![%s](a.png)", "![a](%s)", "![a](b.png \"%s\")", "<%s>", "http://a.b/%s", "`%s`", "```%s\nx\n```", "```go\n%s\n```", "```html\n%s\n```", "    %s",
		"> [!%s]\n> x", "> [!NOTE]\n> %s", "|%s|\n|-|\n|%s|", "- [ ] %s", "%s\n: %s", "x[^1]\n\n[^1]: %s", "x[^%s]\n\n[^%s]: y", "**%s**", "<!-- %s -->", "<div %s>", "a <b %s> c",
	}
	for _, place := range places {
		for _, payload := range payloads {
			text := strings.ReplaceAll(place, "%s", payload)
			sound(t, []byte(text), Handbook)
			sound(t, []byte(text), Log)
		}
	}
}

// TestConcurrent renders one page in several goroutines, with different options.
func TestConcurrent(t *testing.T) {
	text, err := os.ReadFile("testdata/tour.md")
	if err != nil {
		t.Fatal(err)
	}
	page, _ := Parse(Source{Path: "tour.md", Text: text})
	want := map[bool]string{}
	for _, omit := range []bool{true, false} {
		out, err := page.Render(Options{OmitTitle: omit})
		if err != nil {
			t.Fatal(err)
		}
		want[omit] = string(out)
	}
	var group sync.WaitGroup
	for i := range 16 {
		group.Go(func() {
			if out, err := page.Render(Options{OmitTitle: i%2 == 0}); err != nil || string(out) != want[i%2 == 0] {
				t.Errorf("a page rendered differently beside others: %v", err)
			}
		})
	}
	group.Wait()
}
