package markdown

import (
	"bytes"
	"html/template"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestTypeset sets what a template has written of values, among other elements.
func TestTypeset(t *testing.T) {
	for page, want := range map[string]string{
		`<p>Sam&#39;s &#34;so&#34;</p>`:                                   `<p>Sam’s “so”</p>`,
		`<p><bdi>Sam</bdi>&#39;s</p><p>&#39;a&#39;</p>`:                   `<p><bdi>Sam</bdi>’s</p><p>‘a’</p>`,
		`<p>&#34;a</p><p>&#34;<b>b</b>&#34;</p>`:                          `<p>“a</p><p>“<b>b</b>”</p>`,
		`<p>a &#39;<em>90s</em> &amp; &#39;<em>b</em></p>`:                `<p>a ’<em>90s</em> &amp; ‘<em>b</em></p>`,
		`<p><code>it&#39;s</code>&#39;s</p><pre>it&#39;s</pre>`:           `<p><code>it&#39;s</code>’s</p><pre>it&#39;s</pre>`,
		`<a title="it&#39;s > &#39;a&#39;">it&#39;s</a>`:                  `<a title="it&#39;s > &#39;a&#39;">it’s</a>`,
		`<a title='"&#39;'>it&#39;s</a> &#39; 6&#34; <td>&#39;</td>&#39;`: `<a title='"&#39;'>it’s</a> &#39; 6&#34; <td>&#39;</td>&#39;`,
		`<p>it's &quot;so&quot; &#39;`:                                    `<p>it's &quot;so&quot; &#39;`,
		`<svg><text>it&#39;s</text></svg><title>it&#39;s</title>`:         `<svg><text>it’s</text></svg><title>it’s</title>`,
		`<script>&#39;</script><textarea>it&#39;s`:                        `<script>&#39;</script><textarea>it’s`,
		`it&#39;s <a "never closed`:                                       `it’s <a "never closed`,
		`it&#39;s <`:                                                      `it’s <`,
	} {
		if got := typeset(page); got != want {
			t.Errorf("%s\n got %s\nwant %s", page, got, want)
		}
	}
}

func typeset(page string) string {
	var set bytes.Buffer
	Typeset(&set, []byte(page))
	return set.String()
}

// TestTypesetAgrees holds that a value on a page reads like the same plain text, and that
// nothing else changes.
func TestTypesetAgrees(t *testing.T) {
	write := template.Must(template.New("").Parse(`<li title="{{.}}">{{.}}</li>`))
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringOfN(rapid.RuneFrom([]rune(`'"ab9 (.—é&<`)), 0, 30, -1).Draw(t, "words")
		var page strings.Builder
		if err := write.Execute(&page, words); err != nil {
			t.Fatal(err)
		}
		title := template.HTMLEscapeString(words)
		want := `<li title="` + title + `">` + template.HTMLEscapeString(Quotes(words)) + `</li>`
		if got := typeset(page.String()); got != want {
			t.Fatalf("%q\n got %s\nwant %s", words, got, want)
		}
	})
}

func FuzzTypeset(f *testing.F) {
	f.Add(`<p title="a">it&#39;s <code>&#34;</code></p>`)
	f.Fuzz(func(t *testing.T, page string) {
		set := typeset(page)
		for _, mark := range []struct{ set, written string }{{"‘", "&#39;"}, {"’", "&#39;"}, {"“", "&#34;"}, {"”", "&#34;"}} {
			page, set = strings.ReplaceAll(page, mark.set, mark.written), strings.ReplaceAll(set, mark.set, mark.written)
		}
		if set != page {
			t.Errorf("%q became %q", page, set)
		}
	})
}
