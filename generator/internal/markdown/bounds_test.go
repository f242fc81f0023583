package markdown

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"pairbook/generator/internal/diag"
)

// pattern is a shape of text that some Markdown parsers take too long over. It
// makes a text of about n bytes.
type pattern struct {
	name string
	make func(n int) string
	rule string // what refuses it at the size cap; "" when it is parsed
}

func again(unit string) func(int) string {
	return func(n int) string { return strings.Repeat(unit, n/len(unit)) }
}

func around(left, middle, right string) func(int) string {
	return func(n int) string {
		times := (n - len(middle)) / (len(left) + len(right))
		return strings.Repeat(left, times) + middle + strings.Repeat(right, times)
	}
}

func after(head, unit string) func(int) string {
	return func(n int) string { return head + strings.Repeat(unit, (n-len(head))/len(unit)) }
}

func counted(format, tail string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n-len(format)-10-len(tail); i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String() + tail
	}
}

func both(first, second func(int) string) func(int) string {
	return func(n int) string { return first(n/2-2) + "\n\n" + second(n/2-2) }
}

// patterns are those of cmark's pathological tests, then those that were found
// to be slow in the library by repeating each pair of its marks.
var patterns = []pattern{
	{"nested strong emphasis", around("*a **a ", "b", " a** a*"), TooComplex},
	{"emphasis closers without openers", again("a_ "), TooComplex},
	{"emphasis openers without closers", again("_a "), TooComplex},
	{"openers and closers multiple of 3", around("a**b", "", "c* "), TooComplex},
	{"mismatched openers and closers", again("*a_ "), TooComplex},
	{"mismatched, without spaces", again("*a_"), TooComplex},
	{"runs of stars", again("a***b**c*d"), TooComplex},
	{"one run of stars", again("*"), ""},
	{"link closers without openers", again("a]"), TooComplex},
	{"link openers without closers", again("[a"), TooComplex},
	{"brackets", again("["), TooComplex},
	{"image openers", again("!["), TooComplex},
	{"link ends", again("]("), TooComplex},
	{"empty brackets", again("[]"), TooComplex},
	{"empty brackets, line by line", again("[]\n"), TooComplex},
	{"nested brackets", around("[", "a", "]"), TooComplex},
	{"nested links", around("[", "a", "](b)"), TooComplex},
	{"nested images", around("![", "a", "](b)"), TooComplex},
	{"open destinations", again("[a](<b"), TooComplex},
	{"open destinations in parentheses", again("[a](((b"), TooComplex},
	{"open titles", again("[a](b 'c"), TooComplex},
	{"open titles, line by line", again("[a](b 'c\n"), TooComplex},
	{"open references", again("[a][b"), TooComplex},
	{"brackets around quotes", again("**x [a*b**c*](d)"), TooComplex},
	{"growing runs of backticks", func(n int) string {
		var b strings.Builder
		for i := 1; b.Len()+i < n-2; i++ {
			b.WriteString("e" + strings.Repeat("`", i))
		}
		return b.String()
	}, TooComplex},
	{"backticks", again("a`b``"), TooComplex},
	{"open comments", again("</<!--"), TooComplex},
	{"open processing instructions", again("a <?"), TooComplex},
	{"open declarations", again("a <!A "), TooComplex},
	{"open CDATA", again("a <![CDATA["), TooComplex},
	{"open tags", again("a <b c='"), TooComplex},
	{"tag with many attributes", after("a <b", " c"), ""},
	{"open comment blocks", again("<!--\n\n"), ""},
	{"nested quotes", again("> "), Nesting},
	{"nested quotes, without spaces", again(">"), Nesting},
	{"nested lists", func(n int) string { return again("- ")(n-1) + "a" }, Nesting},
	{"a rule, not lists", again("- "), ""},
	{"nested numbers", again("1. "), Nesting},
	{"nested lists and quotes", again("* > "), Nesting},
	{"nested by indentation", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len()+2*i < n-10; i++ {
			b.WriteString(strings.Repeat(" ", 2*i) + "- a\n")
		}
		return b.String()
	}, Nesting},
	{"nested, then blank lines", after(strings.Repeat("- ", 200)+"a\n", "\n"), Nesting},
	{"as deep as may be, then blank lines", after(strings.Repeat("- ", 16)+"a\n", "\n"), TooComplex},
	{"rule or list", again("- * "), Nesting},
	{"as many quotes as may be", again(strings.Repeat("> ", 16) + "a\n"), ""},
	{"lists one after another", again("- a\n+ a\n"), ""},
	{"definitions, line on line", again("[a]: b\n"), TooComplex},
	{"definitions with open titles", again("[a]: b 'x\n"), TooComplex},
	{"definitions apart", again("[a]: b\n\n"), ""},
	{"many definitions and uses", both(counted("[%d]: /x\n", ""), counted("[%d] ", "")), TooComplex},
	{"definition amplification", after("[a]: /"+strings.Repeat("x", 20_000)+"\n\n", "[a]\n\n"), TooComplex},
	{"definition amplification by title", after("[a]: / '"+strings.Repeat("x", 20_000)+"'\n\n", "[a]\n\n"), TooComplex},
	{"image amplification", after("[a]: /"+strings.Repeat("x", 20_000)+"\n\n", "![a]\n\n"), TooComplex},
	{"footnotes", both(counted("[^%d]: x\n", ""), counted("[^%d]\n\n", "")), TooComplex},
	{"one footnote, many uses", after("[^1]: x\n\n", "[^1]\n\n"), TooComplex},
	{"wide table", both(again("|a"), again("|-")), ""}, // two paragraphs: no table
	{"wide table, closed", func(n int) string { return again("|a")(n/2-2) + "|\n" + again("|-")(n/2-2) + "|\n" }, WideTable},
	{"table with short rows", after(strings.Repeat("|a", 20)+"\n"+strings.Repeat("|-", 20)+"\n", "a\n"), TooComplex},
	{"table of escaped pipes", after("|a|\n|-|\n", "`\\|`\n"), TooComplex},
	{"pipes", again("|"), ""},
	{"table rows without a table", again("a|b\n"), ""},
	{"headings", again("# a\n"), TooComplex},
	{"underlined headings", again("a\n=\n"), TooComplex},
	{"entities", again("&lt;"), ""},
	{"open entity", after("&", "a"), ""},
	{"ampersands", again("&"), ""},
	{"NUL", again("abc\x00"), ControlCharacter},
	{"words", again("abc "), ""},
	{"spaces", after("a", " "), ""},
	{"tabs", again("\t"), ""},
	{"hard breaks", again("a  \n"), ""},
	{"backslashes", again("\\"), ""},
	{"addresses", again("http://a.b/c "), ""},
	{"address of parentheses", after("http://a.b/", ")"), ""},
	{"e-mail addresses", again("a@b.c "), ""},
	{"definition lists", again("a\n: b\n\n"), ""},
	{"terms", func(n int) string { return again("a\n")(n-4) + ": b\n" }, ""},
	{"meanings", after("a\n", ": b\n"), ""},
	{"fences", again("```\na\n"), ""},
}

// TestPatterns gives each pattern at the size cap to Parse. What it lets pass
// makes a bounded page; that it does not take long is for BenchmarkPatterns to show.
func TestPatterns(t *testing.T) {
	for _, p := range patterns {
		t.Run(p.name, func(t *testing.T) {
			text := p.make(Handbook.MaxBytes())
			if size := len(text); size > Handbook.MaxBytes() || size < Handbook.MaxBytes()-1000 {
				t.Fatalf("the pattern has %d bytes", size)
			}
			page, problems := Parse(Source{Path: "a.md", Text: []byte(text)})
			if got := refusal(page, problems); got != p.rule {
				t.Fatalf("refused by %q, want %q", got, p.rule)
			}
			if page == nil {
				return
			}
			out, err := page.Render(Options{})
			if err != nil || len(out) > maxOutput(len(text)) {
				t.Errorf("%d bytes became %d: %v", len(text), len(out), err)
			}
		})
	}
}

// refusal returns the rule that refused a page, or "".
func refusal(page *Page, problems diag.List) string {
	if page != nil {
		return ""
	}
	for _, p := range problems {
		switch p.Rule {
		case Oversize, Encoding, ControlCharacter, WideTable, Nesting, TooComplex:
			return p.Rule
		}
	}
	return "nothing"
}

func BenchmarkPatterns(b *testing.B) {
	for _, p := range patterns {
		text := []byte(p.make(Handbook.MaxBytes()))
		b.Run(p.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if page, _ := Parse(Source{Path: "a.md", Text: text}); page != nil {
					_, _ = page.Render(Options{})
				}
			}
		})
	}
}

// BenchmarkPage parses and renders a page of common size and make.
func BenchmarkPage(b *testing.B) {
	text, err := os.ReadFile("testdata/tour.md")
	if err != nil {
		b.Fatal(err)
	}
	text = []byte(strings.Repeat(string(text)+"\n", 6))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		page, _ := Parse(Source{Path: "a.md", Text: text})
		if _, err := page.Render(Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestOrdinary lets pass what honest pages hold, however large.
func TestOrdinary(t *testing.T) {
	row := strings.Repeat("| [a](b.md) ", 5) + "|\n"
	tests := map[string]string{
		"page of prose at the cap":    again("Some words, a [link](to/a.md \"t\"), *marks* and `code` (all of it honest).\nMore words.\n\n")(256 << 10),
		"long paragraph":              again("Some words, a [link](to/a.md), *marks* and `code`.\n")(30 << 10),
		"long table":                  strings.Repeat("| a ", 5) + "|\n" + strings.Repeat("|---", 5) + "|\n" + strings.Repeat(row, 2000),
		"many link definitions":       counted("[name-%d]: https://example.org/some/path\n", "")(40 << 10),
		"long list":                   again("- [a](b.md) and *more*\n  - below\n")(100 << 10),
		"many footnotes":              both(counted("[^%d]: x\n\n", ""), counted("[^%d]\n\n", ""))(30 << 10),
		"20 columns":                  strings.Repeat("|a", 20) + "|\n" + strings.Repeat("|-", 20) + "|\n",
		"16 quotes":                   strings.Repeat("> ", 16) + "a\n",
		"8 lists in 8 quotes":         strings.Repeat("> - ", 8) + "a\n",
		"wide table in a fence":       "```\n" + strings.Repeat("|a", 50) + "|\n" + strings.Repeat("|-", 50) + "|\n```\n",
		"wide table, indented":        "    " + strings.Repeat("|a", 50) + "|\n    " + strings.Repeat("|-", 50) + "|\n",
		"wide rows that are no table": strings.Repeat("|a", 50) + "|\n" + strings.Repeat("|-", 49) + "|\n",
		"line of pipes":               "a\n\n" + strings.Repeat("|-", 50) + "\n",
		"deep quote marks in a fence": "```\n" + strings.Repeat("> ", 50) + "\n```\n",
		"rule of spaced dashes":       strings.Repeat("- ", 50) + "\n",
		"code with many brackets":     "```\n" + strings.Repeat("[[((**__``\n", 20_000) + "```\n",
		"empty":                       "",
		"blank lines":                 "\n\n\n",
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			if page, problems := Parse(Source{Path: "a.md", Text: []byte(text)}); page == nil {
				t.Errorf("refused: %v", problems)
			}
		})
	}
}

// TestLimits puts each limit between the last that passes and the first that does not.
func TestLimits(t *testing.T) {
	wide := strings.Repeat("|a", 21) + "|\n" + strings.Repeat("|-", 21) + "|\n"
	tests := []struct {
		name, text string
		kind       Kind
		want       string
	}{
		{"page at the cap", strings.Repeat("a", 256<<10), Handbook, ""},
		{"page over the cap", strings.Repeat("a", 256<<10+1), Handbook, "1:1 " + Oversize},
		{"log at the cap", strings.Repeat("a", 16<<10), Log, ""},
		{"log over the cap", strings.Repeat("a", 16<<10+1), Log, "1:1 " + Oversize},
		{"32 live blocks", strings.Repeat("```pairbook\nshow: x\n```\n", 32), Handbook, ""},
		{"33 live blocks", strings.Repeat("```pairbook\nshow: x\n```\n", 33), Handbook, "98:1 " + TooComplex},
		{"live blocks in a log are code", strings.Repeat("```pairbook\nshow: x\n```\n", 200), Log, ""},
		{"21 columns", "x\n\n" + wide, Handbook, "3:1 " + WideTable},
		{"21 columns below other words", "x\n" + wide, Handbook, "2:1 " + WideTable},
		{"21 columns in a quote", "> " + strings.Replace(wide, "\n", "\n> ", 1), Handbook, "1:3 " + WideTable},
		{"17 quotes", "x\n\n" + strings.Repeat("> ", 17) + "a\n", Handbook, "3:33 " + Nesting},
		{"17 lists", strings.Repeat("- ", 17) + "a\n", Handbook, "1:33 " + Nesting},
		{"definition lists count", "a\n: " + strings.Repeat("> ", 16) + "b\n", Handbook, "2:33 " + Nesting},
		{"footnotes count", "[^1]: " + strings.Repeat("> ", 16) + "b\n\nx[^1]\n", Handbook, "1:37 " + Nesting},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page, problems := Parse(Source{Path: "a.md", Text: []byte(test.text), Kind: test.kind})
			got := ""
			if page == nil {
				got = fmt.Sprintf("%d:%d %s", problems[0].Line, problems[0].Column, problems[0].Rule)
			}
			if got != test.want || len(problems) > 1 {
				t.Errorf("got %q, want %q: %v", got, test.want, problems)
			}
		})
	}
}
