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

// TestWhatFollowsAQuote is the text after it in the same line, across elements, and no more
// than the longest word that begins with an apostrophe needs.
func TestWhatFollowsAQuote(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]string{
		"twas night": "twas n", "a<b>b</b>c": "abc", "a<p>b": "a", "a</li>b": "a", "<em>90</em>s": "90s", "": "", "<code>x</code>y": "y", "<a": "", "<b>": "",
	} {
		if got := string(following([]byte(page))); got != want {
			t.Errorf("%q: %q, not %q", page, got, want)
		}
	}
}

// TestTagsArePassed to their ends, past marks within attributes, and past the text of
// elements that hold none.
func TestTagsArePassed(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]string{
		`<b>x`: "x in line", `</b>x`: "x in line", `<h2>x`: "x", `<sub9>x`: "x", `<p a="1>2">x`: "x", `<i a='"' b=">">x`: "x in line", `<p a="1>2`: "",
		`<i a='`: " in line", `<p`: "", `<`: "", `</`: "", `<pre>a<b></pre>x`: "</pre>x", `<code>a</code>x`: "</code>x in line", `</code>x`: "x in line", `<kbd>a</kbd>x`: "</kbd>x in line",
		`<style>a</style>x`: "</style>x", `<script>a`: "a", `<B>x`: "x", `<br>x`: "x", `<bdi lang="de">x`: "x in line",
	} {
		end, inline := pastTag([]byte(page), 0)
		got := page[end:]
		if inline {
			got += " in line"
		}
		if got != want {
			t.Errorf("%s: %q, not %q", page, got, want)
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
