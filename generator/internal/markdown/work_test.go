package markdown

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/yuin/goldmark/text"

	"pairbook/generator/internal/diag"
)

// guarded is a guard of a text with so much work left.
func guarded(source string, left int) *guard {
	return &guard{report: &report{path: "a.md", source: []byte(source), lines: lineStarts([]byte(source))}, left: left}
}

// TestWorkOfBlocks counts what the blocks of a text cost, before its words are read.
func TestWorkOfBlocks(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]int{
		"a\n":                      0,
		"> a\n":                    0,
		"> a\n> b\n> c\n":          2 * lineWork,
		"- a\n- b\n":               lineWork,
		"a\n: b\n: c\n":            lineWork,
		"[a]: b\n":                 len("[a]: b\n"),
		"[a]: b\n  [c]: d\n":       2 * len("[a]: b\n[c]: d\n"),
		"[a]: b\nc\n":              len("[a]: b\nc\n"),
		"|a|b|\n|-|-|\n|c|d|\n":    500 * 2 * 3,
		"x\n|a|\n|-|\n":            500 * 1 * 3,
		"x\n|a|b|\n|-|-|\n|-|-|\n": 500 * 2 * 4,
	} {
		g := guarded(source, maxWork)
		g.blocks()
		if got := maxWork - g.left; got != want || g.refused {
			t.Errorf("%q costs %d, not %d", source, got, want)
		}
	}
}

// TestWorkOfWords is marks times bytes, and references times footnotes, of all lines.
func TestWorkOfWords(t *testing.T) {
	t.Parallel()
	source := "a *b* [c]\nd[^1] [^2]\n"
	for footnotes, want := range map[int]int{0: 8 * len(source), 3: 8*len(source) + 2*2*3} {
		lines := text.NewSegments()
		lines.Append(text.NewSegment(0, 10))
		lines.Append(text.NewSegment(10, len(source)))
		g := guarded(source, maxWork)
		g.spendOn(lines, footnotes)
		if got := maxWork - g.left; got != want {
			t.Errorf("with %d footnotes: %d, not %d", footnotes, got, want)
		}
	}
	if got := countMarks([]byte("a[b]c*d_e~f(g<h`i)j>k\\l!")); got != 8 {
		t.Errorf("%d marks", got)
	}
}

// TestWorkMayBeSpentToTheLast refuses once, at the place that goes beyond it.
func TestWorkMayBeSpentToTheLast(t *testing.T) {
	t.Parallel()
	g := guarded("ab\ncd\n", 10)
	for i, c := range []struct {
		n, offset int
		fits      bool
		problems  string
	}{{4, 0, true, ""}, {6, 0, true, ""}, {1, 4, false, "2:2"}, {1, 0, false, "2:2"}} {
		fits, told := g.spend(c.n, c.offset), ""
		for _, p := range g.problems {
			told += fmt.Sprintf("%d:%d", p.Line, p.Column)
		}
		if fits != c.fits || told != c.problems || g.refused != (c.problems != "") {
			t.Errorf("%d: fits %t, problems at %q", i, fits, told)
		}
	}
}

// TestPlacesAreFoundInAnyOrder goes forwards and back, in a line and between lines, and
// takes what is outside for the ends.
func TestPlacesAreFoundInAnyOrder(t *testing.T) {
	t.Parallel()
	source := "é日b\n\nxyz"
	r := guarded(source, 0).report
	for _, c := range []struct {
		offset int
		want   string
	}{{0, "1:1"}, {2, "1:2"}, {5, "1:3"}, {5, "1:3"}, {2, "1:2"}, {6, "1:4"}, {7, "2:1"}, {9, "3:2"}, {8, "3:1"}, {7, "2:1"}, {-5, "1:1"}, {100, "3:4"}, {9, "3:2"}, {5, "1:3"}} {
		if at := r.at(c.offset); fmt.Sprintf("%d:%d", at.Line, at.Column) != c.want || at.Path != "a.md" {
			t.Errorf("%d is at %v, not %s", c.offset, at, c.want)
		}
	}
}

// TestColumnsOfTables counts those of a second row, and of a header with escaped pipes.
func TestColumnsOfTables(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]int{"|-|": 1, "-": 1, "---|---": 2, " | :-: | -: | :--- | \n": 3, "|": 0, "||": 0, "|-||": 0, ":|-": 0, "|-|a|": 0, "": 0, "|::|": 0, "-a-": 0} {
		if got := delimiterColumns([]byte(line)); got != want {
			t.Errorf("%q has %d columns, not %d", line, got, want)
		}
	}
	for line, want := range map[string]int{"|a|b|": 2, "a|b": 2, `|a\|b|c|`: 2, "a": 1, " |a|b| \n": 2, `a\|`: 1} {
		if got := headerColumns([]byte(line)); got != want {
			t.Errorf("%q has %d columns, not %d", line, got, want)
		}
	}
}

// TestBracketsOfCode counts what makes colouring slow.
func TestBracketsOfCode(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]int{"": 0, "a[b]c{d}e(f)": 6, "/* a */ /*": 2, "<>/ *": 0} {
		if got := brackets(code); got != want {
			t.Errorf("%q has %d, not %d", code, got, want)
		}
	}
}

// TestHowMuchIsColoured colours blocks up to each limit, and later ones that fit where an
// earlier one does not.
func TestHowMuchIsColoured(t *testing.T) {
	t.Parallel()
	fence := func(language, code string) string { return "```" + language + "\n" + code + "\n```\n\n" }
	words := func(n int) string { return "\"" + strings.Repeat("x", n-3) + "\"" } // with the end of its line, n bytes
	for name, c := range map[string]struct {
		text string
		want int
	}{
		"a block of the largest size": {fence("go", words(maxHighlighted)), 1},
		"a larger one":                {fence("go", words(maxHighlighted+1)), 0},
		"as many as a page has":       {strings.Repeat(fence("go", words(maxHighlighted)), 8), 8},
		"one more":                    {strings.Repeat(fence("go", words(maxHighlighted)), 9), 8},
		"a smaller one after it":      {strings.Repeat(fence("go", words(2000)), 9) + fence("go", words(300)), 9},
		"as many brackets as may be":  {fence("go", "1"+strings.Repeat("(", maxBrackets)), 1},
		"one more bracket":            {fence("go", "1"+strings.Repeat("(", maxBrackets+1)), 0},
		"capitals in the language":    {fence("GO", "1"), 1},
		"another language":            {fence("cobol", "1") + fence("", "1") + fence("go", "1"), 1},
	} {
		page, problems := Parse(Source{Path: "a.md", Text: []byte(c.text)})
		if page == nil {
			t.Fatal(name, problems)
		}
		if got := strings.Count(page.html, `<pre class="chroma"`); got != c.want {
			t.Errorf("%s: %d are coloured, not %d", name, got, c.want)
		}
	}
}

// TestColoursTakeNoMoreThanThereIsRoomFor leaves a block plain that would add too much.
func TestColoursTakeNoMoreThanThereIsRoomFor(t *testing.T) {
	t.Parallel()
	added := len(`<span class="m"></span>`)
	for spare, want := range map[int]string{
		added - 1: "1\n2\n",
		added:     `<pre class="chroma" tabindex="0"><code class="language-go"><span class="m">1</span>` + "\n</code></pre>\n2\n",
		2 * added: `<pre class="chroma" tabindex="0"><code class="language-go"><span class="m">1</span>` + "\n</code></pre>\n" +
			`<pre class="chroma" tabindex="0"><code class="language-go"><span class="m">2</span>` + "\n</code></pre>\n",
	} {
		p := &Page{html: "1\n2\n"}
		p.colour([]code{{0, 2, "1\n", "go"}, {2, 4, "2\n", "go"}}, spare)
		if p.html != want {
			t.Errorf("with %d bytes to spare: %q, not %q", spare, p.html, want)
		}
	}
}

// TestColoursOfTokens gives a class to each kind of token that has one.
func TestColoursOfTokens(t *testing.T) {
	t.Parallel()
	for token, want := range map[chroma.TokenType]string{
		chroma.NameTag: "nt", chroma.NameAttribute: "na", chroma.NameFunction: "nf", chroma.GenericDeleted: "gd", chroma.GenericInserted: "gi",
		chroma.GenericHeading: "gh", chroma.GenericSubheading: "gh", chroma.Comment: "c", chroma.CommentSingle: "c", chroma.Keyword: "k", chroma.KeywordType: "k",
		chroma.LiteralString: "s", chroma.LiteralStringDouble: "s", chroma.LiteralNumber: "m", chroma.LiteralNumberFloat: "m", chroma.NameVariable: "nv",
		chroma.Text: "", chroma.Name: "", chroma.NameBuiltin: "", chroma.Punctuation: "", chroma.Operator: "", chroma.Literal: "",
	} {
		if got := highlightClass(token); got != want {
			t.Errorf("%v has the class %q, not %q", token, got, want)
		}
	}
}

// TestEditsMoveHoles keeps each hole beside the letters that it stood at.
func TestEditsMoveHoles(t *testing.T) {
	t.Parallel()
	p := &Page{html: "abcdefghij", holes: []hole{{at: 0}, {at: 2, skip: 6}, {at: 4}, {at: 7}, {at: 10}}}
	p.edit(nil)
	if p.html != "abcdefghij" {
		t.Fatal(p.html)
	}
	p.edit([]edit{{2, 4, "123456"}, {5, 7, ""}})
	want := []hole{{at: 0}, {at: 2, skip: 8}, {at: 8}, {at: 9}, {at: 12}}
	if p.html != "ab123456ehij" || !reflect.DeepEqual(p.holes, want) {
		t.Errorf("%s with the holes %v", p.html, p.holes)
	}
}

// TestControlCharactersAreDropped from the HTML of a page and from what callers give.
func TestControlCharactersAreDropped(t *testing.T) {
	t.Parallel()
	p := &Page{html: "a\x01é\u0085b\n", holes: []hole{{at: 2}, {at: 6}}}
	p.dropControls()
	if p.html != "aéb\n" || p.holes[0].at != 1 || p.holes[1].at != 3 {
		t.Errorf("%q %v", p.html, p.holes)
	}
	for s, want := range map[string]string{"a\x01é\u0085b\n": "aéb\n", "plain": "plain"} {
		if got := dropControls(s); got != want {
			t.Errorf("%q becomes %q", s, got)
		}
	}
}

// TestThePageIsBoundedByItsText refuses a page that is more than 16 times as large.
func TestThePageIsBoundedByItsText(t *testing.T) {
	t.Parallel()
	for source, want := range map[int]int{0: 65536, 10: 65696} {
		if got := maxOutput(source); got != want {
			t.Errorf("of %d bytes: %d", source, got)
		}
	}
	page := &Page{html: "abc", Links: []Link{{Destination: "1234", Title: "12"}}, holes: []hole{{kind: linkHole}, {kind: endHole}, {kind: imageHole, text: "x"}, {kind: prefixHole}}}
	if got, want := page.most(), 3+4*64+1+2*6*6; got != want {
		t.Errorf("it has at most %d bytes, and not %d", got, want)
	}
	problems := func(mark string) diag.List {
		_, problems := Parse(Source{Path: "a.md", Text: []byte(strings.Repeat(mark, 2000))})
		return problems
	}
	escaped := "[a]: /" + strings.Repeat("&", 5000) + "\n\n" + strings.Repeat("[a] ", 20) // each & takes five bytes in the page, and one in the addresses
	if page, told := Parse(Source{Path: "a.md", Text: []byte(escaped)}); page != nil || len(told) != 1 || told[0].Rule != TooComplex {
		t.Errorf("long addresses: %v", told)
	}
	if got := problems("# a\n"); len(got) != 1 || got[0].Rule != TooComplex || got[0].Line != 1 {
		t.Errorf("many headings: %v", got)
	}
}

// TestIDsAreUnique gives a number to the second of a name, which no other has.
func TestIDsAreUnique(t *testing.T) {
	t.Parallel()
	u, got := ids{}, []string{}
	for _, id := range []string{"a", "a", "a", "a-1", "a-1", "", "", "b"} {
		got = append(got, u.unique(id))
	}
	if want := "a a-1 a-2 a-1-1 a-1-2 section section-1 b"; strings.Join(got, " ") != want {
		t.Errorf("%v, not %s", got, want)
	}
}

// TestPlainTextsAreTold from those that have to be parsed.
func TestPlainTextsAreTold(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"a": true, "A": true, "z": true, "Z": true, "0": true, "9": true, "é": true, "- a": true, "- é\n": true, "a-b": true, "a.": true, "a)": true, "a b": true, "\n\na": true,
		"(a": false, "- ": false, "- \n": false, "-a": false, " a": false, "a*": false, "a_b": false, "a -b": false, "a- b": false, "a-": false, "1.": false, "0)": false, "9.": false,
		"a@b": false, "a[": false, "a`": false, "a{": false, "a|b": false, "a~b": false, "a://b": false, "www.a": false, "a=b": false, "a\tb": false, "a#": false, "a(b": true, "a/b%": true,
		strings.Repeat("a", smallText): true, strings.Repeat("a", smallText+1): false,
	} {
		if got := IsPlain([]byte(text)); got != want {
			t.Errorf("%.20q: plain %t", text, got)
		}
	}
}

// TestAParagraphAlone is a page that needs no block around it.
func TestAParagraphAlone(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"a *b*\nc\n": true, "a\n\nb\n": false, "": false, "- a\n": false, "a\n\n- b\n": false, "# a\n": false, "> a\n": false} {
		page, _ := Parse(Source{Path: "a.md", Text: []byte(text)})
		if got := page.IsParagraph(); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}

// TestContents has the headings of two levels that stand in the page itself.
func TestContents(t *testing.T) {
	t.Parallel()
	page, _ := Parse(Source{Path: "a.md", Text: []byte("# a\n\n## b\n\n### c\n\n#### d\n\n> ## e\n\n- ### f\n\n## g\n")})
	var got []string
	for _, h := range page.Contents() {
		got = append(got, fmt.Sprint(h.Level, h.Text))
	}
	if want := "2b 3c 2g"; strings.Join(got, " ") != want {
		t.Errorf("%v, not %s", got, want)
	}
}
