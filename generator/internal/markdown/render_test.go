package markdown

import (
	"fmt"
	"html/template"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

func TestOptions(t *testing.T) {
	rewrite := func(l Link) (string, bool) {
		path, fragment := l.Target()
		return strings.TrimSuffix(path, ".md") + ".html#" + fragment, !strings.Contains(path, "lost")
	}
	const anchor = ` <a class="anchor" href="#%[1]s" aria-label="Link to this section: %[2]s">#</a>`
	heading := func(level int, id, text string) string {
		return fmt.Sprintf(`<h%d id="%s">%s`, level, id, text) + fmt.Sprintf(anchor, id, text) + fmt.Sprintf("</h%d>\n", level)
	}
	tests := []struct {
		name, text string
		options    Options
		want       string
	}{
		{"link", "[a *b*](c.md#d)\n", Options{Link: rewrite}, "<p><a href=\"c.html#d\">a <em>b</em></a></p>\n"},
		{"link without an address", "[a *b*](lost.md)\n", Options{Link: rewrite}, "<p>a <em>b</em></p>\n"},
		{"web link is not asked for", "[a](http://a.b)\n", Options{Link: func(Link) (string, bool) { return "", false }}, "<p><a href=\"http://a.b\">a</a></p>\n"},
		{"section is not asked for", "# A\n\n[a](#a) [b](#b)\n", Options{OmitTitle: true, Link: func(Link) (string, bool) { return "", false }}, "<p><a href=\"#a\">a</a> b</p>\n"},
		{"unsafe answer", "[a](b.md) ![c](d.png)\n", Options{
			Link:  func(Link) (string, bool) { return "javascript:alert(1)", true },
			Image: func(Link) (string, bool) { return "//evil.example/x", true },
		}, "<p>a c</p>\n"},
		{"odd answer", "[a](b.md)\n", Options{Link: func(Link) (string, bool) { return `x"y<z>&.html`, true }}, "<p><a href=\"x%22y%3Cz%3E&amp;.html\">a</a></p>\n"},
		{"image", "![a *b*](c.md \"t\")\n", Options{Image: rewrite}, "<p><img src=\"c.html#\" alt=\"a b\" title=\"t\"></p>\n"},
		{"images below the first", "![a](b.md) ![c](d.md)\n", Options{Image: rewrite, Size: func(l Link) (int, int) { return 40, len(l.Text) * strings.Index(l.Destination, "d") }},
			"<p><img src=\"b.html#\" alt=\"a\" width=\"40\" height=\"3\"> <img src=\"d.html#\" alt=\"c\" loading=\"lazy\"></p>\n"},
		{"image of one text of several", "![a](b.md)\n", Options{IDPrefix: "x"}, "<p><img src=\"b.md\" alt=\"a\" loading=\"lazy\"></p>\n"},
		{"image without an address", "![a *b*](lost.md)\n", Options{Image: rewrite}, "<p>a b</p>\n"},
		{"block", "```pairbook\nshow: x\n```\n", Options{Live: func(b Block) template.HTML { return template.HTML("<i>" + b.YAML + "</i>") }}, "<i>show: x\n</i>"},
		{"block as code", "```pairbook\nshow: x\n```\n", Options{}, "<pre tabindex=\"0\"><code class=\"language-pairbook\">show: x\n</code></pre>\n"},
		{"title", "# A\n\nb\n\n# C\n", Options{OmitTitle: true}, "<p>b</p>\n" + heading(1, "c", "C")},
		{"no title", "## A\n", Options{OmitTitle: true}, heading(2, "a", "A")},
		{"title in a quote", "> # A\n", Options{OmitTitle: true}, "<blockquote>\n" + heading(1, "a", "A") + "</blockquote>\n"},
		{"deeper", "# A\n\n##### B\n", Options{Deeper: 2}, heading(3, "a", "A") + heading(6, "b", "B")},
		{"prefix", "# A\n\n[a](#a) [b](#top)\n", Options{IDPrefix: "log-1-"}, heading(1, "log-1-a", "A") + "<p><a href=\"#log-1-a\">a</a> <a href=\"#top\">b</a></p>\n"},
		{"prefix of footnotes", "a[^1]\n\n[^1]: b\n", Options{IDPrefix: "x-"}, `<p>a<sup id="x-fnref:1"><a class="footnote-ref" href="#x-fn:1" aria-label="Footnote 1">1</a></sup></p>
<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">
<ol>
<li id="x-fn:1">
<p>b <a class="footnote-back" href="#x-fnref:1" aria-label="Back to the text">↩` + "\uFE0E" + `</a></p>
</li>
</ol>
</section>
`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page, problems := Parse(Source{Path: "a.md", Text: []byte(test.text)})
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			got, err := page.Render(test.options)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestLogHasNoBlocks keeps live data out of what a pair writes.
func TestLogHasNoBlocks(t *testing.T) {
	page, _ := Parse(Source{Path: "a.md", Text: []byte("```pairbook\nshow: x\n```\n"), Kind: Log})
	out, err := page.Render(Options{Live: func(Block) template.HTML { return "live" }})
	if err != nil || len(page.Blocks) != 0 || strings.Contains(string(out), "live") {
		t.Errorf("a log shows live data: %v %s %v", page.Blocks, out, err)
	}
}

func TestSummary(t *testing.T) {
	for text, want := range map[string]string{
		"# A\n\n![badge](b.png)\n\nFirst *words* with\na [link](a.md) &amp; `code`.\n\nSecond.\n": "First words with a link & code.",
		"# A\n\n> quoted\n\n- listed\n\nPlain.\n":                                                 "Plain.",
		"# A\n":          "",
		"":               "",
		"a &#1; b\n":     "a b",
		"\\*a\\* &lt;\n": "*a* <",
	} {
		page, problems := Parse(Source{Path: "a.md", Text: []byte(text)})
		if page == nil {
			t.Fatal(problems)
		}
		if got := page.Summary(); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestAnchor(t *testing.T) {
	page, _ := Parse(Source{Path: "a.md", Text: []byte("# A b\n\nx[^1]\n\n## Ü\n\n[^1]: y\n")})
	for fragment, want := range map[string]bool{"a-b": true, "ü": true, "fn:1": true, "fnref:1": true, "": true, "top": true, "A-b": false, "b": false} {
		if _, got := page.Anchor(fragment); got != want {
			t.Errorf("%q: got %t, want %t", fragment, got, want)
		}
	}
}

// TestHighlightKeepsTheCode reads marked-up code back: it is the code.
func TestHighlightKeepsTheCode(t *testing.T) {
	names := []string{"sh", "console", "yaml", "json", "toml", "ini", "go", "python", "js", "ts", "html", "css", "xml", "sql", "diff", "none"}
	pieces := []string{"a", "if", "é", " ", "\n", "\t", "\"", "'", "`", "#", "//", "/*", "*/", "<", ">", "&", "$x", "1.5", ":", "- ", "+ ", "{", "}", "[", "\\", "=", "<script>", "\n\n"}
	rapid.Check(t, func(t *rapid.T) {
		code := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 80).Draw(t, "pieces"), "") + "\n"
		name := rapid.SampledFrom(names).Draw(t, "language")
		page, problems := Parse(Source{Path: "a.md", Text: []byte("~~~ " + name + "\n" + code + "~~~\n")})
		if page == nil {
			t.Fatal(problems)
		}
		out, err := page.Render(Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := words(t, string(out)); got != code {
			t.Fatalf("%s: %q reads as %q:\n%s", name, code, got, out)
		}
	})
}

// words returns the text of the only pre element.
func words(t *rapid.T, out string) string {
	var b strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(strings.TrimSuffix(out, "\n")))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(tokens.Text())
		case html.StartTagToken:
			if name, _ := tokens.TagName(); string(name) != "pre" && string(name) != "code" && string(name) != "span" {
				t.Fatalf("code holds an element %s: %s", name, out)
			}
		}
	}
}
