package markdown

import "testing"

// TestLineBreaks has <br> in each of its spellings break a line wherever GitHub's does.
func TestLineBreaks(t *testing.T) {
	for text, want := range map[string]string{
		"a<br>b\n":                 "<p>a<br>b</p>\n",
		"a<br/>b\n":                "<p>a<br>b</p>\n",
		"a<BR />b\n":               "<p>a<br>b</p>\n",
		"a</br>b\n":                "<p>a<br>b</p>\n",
		"a<br clear=\"all\">b\n":   "<p>a<br>b</p>\n",
		"a<br\nid=x onclick=y>b\n": "<p>a<br>b</p>\n",
		"- a<br><br>b\n":           "<ul>\n<li>a<br><br>b</li>\n</ul>\n",
		"**a<br>b**\n":             "<p><strong>a<br>b</strong></p>\n",
		"`a<br>b`\n":               "<p><code>a&lt;br&gt;b</code></p>\n",
		"a\n\n<br>\n\nb\n":         "<p>a</p>\n<p>b</p>\n",
		"a\n\n<br><br/>\n\nb\n":    "<p>a</p>\n<p><br><br></p>\n<p>b</p>\n",
	} {
		page, problems := Parse(Source{Path: "a.md", Text: []byte(text)})
		if len(problems) > 0 {
			t.Errorf("%q: %v", text, problems)
		}
		if got, err := page.Render(Options{}); err != nil || string(got) != want {
			t.Errorf("%q: got %q, %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"a<brother>b\n", "a<b>r</b>\n", "<br><i>x</i>\n", "<br>\nhidden words\n"} {
		if _, problems := Parse(Source{Path: "a.md", Text: []byte(text)}); len(problems) == 0 {
			t.Errorf("%q: nothing is said of what is left out", text)
		}
	}
}

// TestLineBreaksPartWords has a line break part words where there are no lines.
func TestLineBreaksPartWords(t *testing.T) {
	page, _ := Parse(Source{Path: "a.md", Text: []byte("# One<br>two\n\nThree<br />four\n\n| five<br>six |\n|---|\n| seven<br>eight |\n")})
	if page.Title != "One two" || page.Summary() != "Three four" {
		t.Errorf("the title is %q and the summary %q", page.Title, page.Summary())
	}
	if got, want := page.Sections()[0].Text, "Three four five six · seven eight"; got != want {
		t.Errorf("the words are %q, want %q", got, want)
	}
}

// TestHyphensBreakNoCode keeps browsers from breaking a line within --format or time-zone.
func TestHyphensBreakNoCode(t *testing.T) {
	for text, want := range map[string]string{
		"`match --format json`\n":         "<p><code>match <span>--format</span> json</code></p>\n",
		"`--dry-run`, `-o`\n":             "<p><code><span>--dry-run</span></code>, <code><span>-o</span></code></p>\n",
		"`a\n--b=\"<c>\"`\n":              "<p><code>a <span>--b</span>=&quot;&lt;c&gt;&quot;</code></p>\n",
		"`time-zone: 2026-11-20`\n":       "<p><code><span>time-zone</span>: <span>2026-11-20</span></code></p>\n",
		"`a -- b - c`\n":                  "<p><code>a -- b - c</code></p>\n",
		"`a-name-too-long-for-a-phone`\n": "<p><code>a-name-too-long-for-a-phone</code></p>\n",
		"`a-word-of-24-letters-abc`\n":    "<p><code><span>a-word-of-24-letters-abc</span></code></p>\n",
		"`a-word-of-25-letters-abcd`\n":   "<p><code>a-word-of-25-letters-abcd</code></p>\n",
	} {
		page, _ := Parse(Source{Path: "a.md", Text: []byte(text)})
		if got, err := page.Render(Options{}); err != nil || string(got) != want {
			t.Errorf("%q: got %q, %v; want %q", text, got, err, want)
		}
	}
}
