package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// mark stands in a test's text where a position is expected.
const mark = "‸"

// TestPositions finds each mark's line and column by splitting the text, takes
// the marks out, and expects Parse to report exactly those places.
func TestPositions(t *testing.T) {
	links := func(p *Page) (at []string) {
		for _, l := range p.Links {
			at = append(at, fmt.Sprintf("%d:%d", l.At.Line, l.At.Column))
		}
		return at
	}
	headings := func(p *Page) (at []string) {
		for _, h := range p.Headings {
			at = append(at, fmt.Sprintf("%d:%d", h.At.Line, h.At.Column))
		}
		return at
	}
	blocks := func(p *Page) (at []string) {
		for _, b := range p.Blocks {
			at = append(at, fmt.Sprintf("%d:%d", b.At.Line, b.At.Column))
		}
		return at
	}
	tests := []struct {
		name string
		of   func(*Page) []string
		text string
	}{
		{"plain", links, "See [a](‸a.md) and [b](‸b.md).\n"},
		{"after front matter", links, "\n\n\n\nSee [a](‸a.md)\n"},
		{"several bytes a character", links, "Über 日本語 👩‍🏫 [é](‸é.md) [b](‸b.md)\n"},
		{"angle brackets", links, "[a](<‸a b.md>) [b]( <‸b.md> 'title')\n"},
		{"destination on the next line", links, "[a](\n  ‸a.md\n)\n"},
		{"destination on the next line of a quote", links, "> [a](\n> ‸a.md)\n"},
		{"text over two lines", links, "> [a\n> b](‸a.md)\n"},
		{"list", links, "- x\n  - [a](‸a.md)\n  - y\n\n    [b](‸b.md)\n"},
		{"tabs", links, "-\t[a](‸a.md)\t[b](‸b.md)\n\n\t[c](‸c.md)\n"},
		{"quote in a list", links, "1. > x\n   > [a](‸a.md)\n"},
		{"lazy quote", links, "> x\n[a](‸a.md)\n"},
		{"table", links, "| é | b |\n|---|---|\n| é [a](‸a.md) | [b](‸b.md) |\n|  | `\\|` [c](‸c.md) |\n"},
		{"heading", links, "## é [a](‸a.md) ##\n\n[b](‸b.md)\n===\n"},
		{"definition list", links, "[t](‸t.md)\n: [a](‸a.md)\n"},
		{"footnote", links, "x[^1]\n\n[^1]: [a](‸a.md)\n\n    [b](‸b.md)\n"},
		{"footnote before the text", links, "[^1]: [a](‸a.md)\n\nx[^1] [b](‸b.md)\n"},
		{"reference at its use", links, "é ‸[a][r] ‸[r] ‸[r][]\n\n[r]: a.md\n"},
		{"image", links, "é ![a](‸a.png) ‸![b][r]\n\n[r]: b.png\n"},
		{"image in a link", links, "[![a](‸a.png)](‸b.md)\n"},
		{"emphasis", links, "**é [a](‸a.md)** _[b](‸b.md)_\n"},
		{"parentheses", links, "[a](‸a_(b).md) [c](‸c.md)\n"},
		{"brackets", links, "[x [y]](‸a.md) [`]`](‸b.md)\n"},
		{"autolink", links, "é <‸https://example.org> ‸https://example.org/b (‸https://example.org/c)\n"},
		{"autolink first", links, "‸https://example.org/a\n‸www.example.org\n"},
		{"autolink in emphasis", links, "*‸https://example.org/a*\n"},
		{"callout", links, "> [!NOTE]\n> [a](‸a.md)\n"},
		{"headings", headings, "‸# a\n\n  ‸## é\n\n> ‸### c\n\n- ‸# d\n\n‸e\n-\n"},
		{"underlined over two lines", headings, "x\n\n‸a\nb\n===\n"},
		{"block", blocks, "x\n\n```pairbook\n‸show: a\n```\n"},
		{"block in a list", blocks, "- é\n\n  ```pairbook\n  ‸show: a\n  ```\n"},
		{"empty block", blocks, "```pairbook\n‸```\n"},
	}
	for _, test := range tests {
		var want []string
		for i, line := range strings.Split(test.text, "\n") {
			for {
				before, after, found := strings.Cut(line, mark)
				if !found {
					break
				}
				want = append(want, fmt.Sprintf("%d:%d", i+1, len([]rune(before))+1))
				line = before + after
			}
		}
		lf := strings.ReplaceAll(test.text, mark, "")
		for name, text := range map[string]string{
			"LF": lf, "CRLF": strings.ReplaceAll(lf, "\n", "\r\n"), "BOM": "\uFEFF" + lf, "no end": strings.TrimSuffix(lf, "\n"),
		} {
			t.Run(test.name+"/"+name, func(t *testing.T) {
				page, problems := Parse(Source{Path: "a.md", Text: []byte(text)})
				if page == nil {
					t.Fatalf("refused: %v", problems)
				}
				if diff := cmp.Diff(want, test.of(page)); diff != "" {
					t.Errorf("%q: -want +got:\n%s", lf, diff)
				}
			})
		}
	}
}

// TestProblems expects each problem at its mark, in the order of the text.
func TestProblems(t *testing.T) {
	tests := []struct {
		name, text string
		kind       Kind
		want       []string // severity and rule
	}{
		{"raw HTML", "é ‸<b>x</b>\n\n  ‸<div>\nx\n</div>\n\n</p>\n", Handbook, []string{"warning raw-html", "warning raw-html"}},
		{"comments", "a <!-- x --> b\n\n<!--\nx\n\ny -->\n", Handbook, nil},
		{"comment then HTML", "‸<!-- x --><b>y</b>\n", Handbook, []string{"warning raw-html"}},
		{"not HTML", "`<b>` a < b > c &lt;b&gt; \\<b>\n\n    <b>\n", Handbook, nil},
		{"unsafe links", "é [a](‸javascript:x) ‸[b][r] <‸vbscript:x>\n\n[r]: //host/x\n", Handbook,
			[]string{"error unsafe-link", "error unsafe-link", "error unsafe-link"}},
		{"remote images", "![a](‸http://x/a.png) ![b](‸data:image/png,x) ![c](c.png)\n", Handbook,
			[]string{"error remote-image", "error remote-image"}},
		{"remote images in a log", "![a](‸https://x/a.png) ‸![b][r]\n\n[r]: data:image/png,x\n", Log,
			[]string{"error remote-image", "error remote-image"}},
		{"image without text", "é ‸![](a.png)\n", Handbook, []string{"warning alt-text"}},
		{"hidden character", "é a‸\u202Eb\n", Handbook, []string{"warning hidden-character"}},
		{"hidden character in a log", "é a‸\u200Bb\n", Log, []string{"error hidden-character"}},
		{"one a line", "a‸\u200Bb\u202Ec\nd‸\u200Be\n", Handbook, []string{"warning hidden-character", "warning hidden-character"}},
		{"mark inside", "a‸\uFEFFb\n", Handbook, []string{"warning hidden-character"}},
		{"joiners at home", "👩\u200D🏫 ❤\uFE0F\u200D🔥 می\u200Cخواهم क्\u200Dष\n", Handbook, nil},
		{"joiner abroad", "pay‸\u200Dpal\n", Handbook, []string{"warning hidden-character"}},
		{"control character", "é a‸\x07b\nc‸\x00\nd‸\u0085\n", Handbook,
			[]string{"error control-character", "error control-character", "error control-character"}},
		{"lone carriage return", "a‸\rb\r\n", Handbook, []string{"error control-character"}},
		{"invalid UTF-8", "é\nab‸\xE9c\n\xFF\n", Handbook, []string{"error encoding"}},
		{"half a character", "é‸\xE6\x97\n", Handbook, []string{"error encoding"}},
		{"UTF-16", "‸\xFF\xFEa\x00", Handbook, []string{"error encoding"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var want, got []string
			for i, line := range strings.Split(test.text, "\n") {
				for {
					before, after, found := strings.Cut(line, mark)
					if !found {
						break
					}
					want = append(want, fmt.Sprintf("%d:%d %s", i+1, len([]rune(before))+1, test.want[len(want)]))
					line = before + after
				}
			}
			_, problems := Parse(Source{Path: "a.md", Text: []byte(strings.ReplaceAll(test.text, mark, "")), Kind: test.kind})
			for _, p := range problems.Sorted() {
				got = append(got, fmt.Sprintf("%d:%d %v %s", p.Line, p.Column, p.Severity, p.Rule))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
