package markdown

import (
	"html/template"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

func TestSections(t *testing.T) {
	page, _ := Parse(Source{Path: "a.md", Text: []byte(strings.TrimLeft(`
Before *any* heading, [a link](b.md) and &amp; an im**por**tant word.

# The title

One[^1].

[^1]: A note.

## A & B

- a list
- ![a picture](p.png)

| a | b |
|---|---|
| c | d |

#### Deeper

Text below it.

> ## Quoted

`+"```pairbook\nshow: events\n```\n\n```go\nfunc main() {}\n```\n", "\n"))})
	want := []Section{
		{"", "", "Before any heading, a link and & an important word."},
		{"the-title", "The title", "One."},
		{"a--b", "A & B", "a list · a picture · a · b · c · d · Deeper · Text below it. Quoted · func main() {} A note."},
	}
	if diff := cmp.Diff(want, page.Sections()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if outline, _ := Outline(Source{Path: "a.md", Text: []byte("# A\n")}); outline.Sections() != nil {
		t.Error("an outline has sections")
	}
}

// TestSectionsPartWords leaves one space between words that a page sets apart, and a dot
// where an item ends without a mark of its own.
func TestSectionsPartWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"- a\n- b.\n- c\n\nd\n":                "a · b. c · d",
		"a ![b](c.png)d\n":                     "a b d",
		"a![b](c.png) d\n":                     "a b d",
		"a<br>b *c*d `e`f\n":                   "a b cd ef",
		"a\n: b\n: c\n":                        "a · b c",
		"a\n\nb\n***\nc\n":                     "a b c",
		"#### a\n\nb\n":                        "a · b",
		"1 &lt; 2 &amp;amp;\n":                 "1 < 2 &amp;",
		"> a\n\n- b\n\n  c\n- d\n":             "a b c · d",
		"a[^1][b](c.md)\n\n[^1]: d\n\n    e\n": "ab d e",
		"- 1\n- (2)\n- 3\n":                    "1 · (2) 3",
	} {
		page, _ := Parse(Source{Path: "a.md", Text: []byte(text)})
		var got []string
		for _, s := range page.Sections() {
			got = append(got, s.Text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}

// TestSectionsBeginAtHeadings of the first three levels, also at one without a text, and
// leave out nothing but what has neither.
func TestSectionsBeginAtHeadings(t *testing.T) {
	t.Parallel()
	page, _ := Parse(Source{Path: "a.md", Text: []byte("## A\n\n### B\n\nb\n\n###\n\n#### C\n\n## ![d](e.png)\n")})
	want := []Section{{"a", "A", ""}, {"b", "B", "b"}, {"section", "", "C"}}
	if diff := cmp.Diff(want, page.Sections()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestSectionsHoldAllWords looks at the test data; sound does so at all other texts.
func TestSectionsHoldAllWords(t *testing.T) {
	files, err := filepath.Glob("testdata/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test data: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		page, _ := Parse(Source{Path: file, Text: text})
		holdsAllWords(t, page)
	}
}

// holdsAllWords compares the words of a page's sections with those of the rendered
// page as another parser reads it.
func holdsAllWords(t interface{ Fatalf(string, ...any) }, page *Page) {
	var got strings.Builder
	for _, s := range page.Sections() {
		got.WriteString(s.Heading + " " + s.Text + " ")
	}
	rendered, err := page.Render(Options{Live: func(Block) template.HTML { return "" }})
	if err != nil {
		t.Fatalf("render: %v", err)
	}
	root, err := html.Parse(strings.NewReader(string(rendered)))
	if err != nil {
		t.Fatalf("parse %q: %v", rendered, err)
	}
	if diff := cmp.Diff(letters(seenWords(root, false)), letters(got.String())); diff != "" {
		t.Fatalf("%s: -rendered +sections:\n%s", rendered, diff)
	}
}

// letters leaves out white space and the dots between items.
func letters(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "·", "")), "")
}

// seenWords are the words of a page that are shown, and those of its pictures.
func seenWords(n *html.Node, inHeading bool) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var words strings.Builder
	for _, a := range n.Attr {
		switch {
		case a.Key == "class" && (a.Val == "anchor" || strings.HasPrefix(a.Val, "footnote-")):
			return ""
		case a.Key == "alt" && !inHeading:
			words.WriteString(a.Val)
		}
	}
	inHeading = inHeading || len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '3'
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		words.WriteString(seenWords(c, inHeading) + " ")
	}
	return words.String()
}
