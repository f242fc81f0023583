package markdown

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// single resolves entities and makes white space single.
func single(text string) string { return strings.Join(strings.Fields(html.UnescapeString(text)), " ") }

var tag = regexp.MustCompile(`<[^>]*>`)

// TestQuotesAreSet sets quotes in a page, among marks and in code, and in a plain text.
func TestQuotesAreSet(t *testing.T) {
	for written, want := range map[string]string{
		`Don't say "no" to O'Brien.`:                     `Don’t say “no” to O’Brien.`,
		`the mentors'`:                                   `the mentors’`,
		`What we don't`:                                  `What we don’t`,
		`'the text' and 'em and '90s, rock 'n' roll`:     `‘the text’ and ’em and ’90s, rock ’n’ roll`,
		`"'Hello,' she said."`:                           `“‘Hello,’ she said.”`,
		`*"so"* and "*so*" and ("**so**"), "so".`:        `“so” and “so” and (“so”), “so”.`,
		`"[so](x.md)," he said—"so."`:                    `“so,” he said—“so.”`,
		`6" of snow, 5'3", a "6" b`:                      `6" of snow, 5’3", a “6” b`,
		"`\"code'`, \\\"straight\\' and &quot;too&quot;": `"code', "straight' and "too"`,
		"<https://a.example/it's> it's":                  `https://a.example/it's it’s`,
		`l'heure, "… so", and ' alone '`:                 `l’heure, “… so”, and ' alone '`,
		"\"over\nlines\" 'and\nso'":                      "“over\nlines” ‘and\nso’",
		`"Ægir's" 'ñandú' "الآن"`:                        `“Ægir’s” ‘ñandú’ “الآن”`,
		"| \"a\" | it's |\n|---|---|\n| 'b' | \"c |":     "“a” it’s ‘b’ “c",
		"> \"one\n>\n> \"two\"":                          "\n“one\n“two”\n",
		"a[^1] \"b\"\n\n[^1]: It's \"so\".":              "a1 “b” It’s “so”. ↩\uFE0E",
		"![it's \"x\"](x.png)":                           ``,
		"- [ ] it's\n- \"b\"":                            `it’s “b”`,
		"**\"Bold,\"** 'a-b' \"c-d\" e\"f":               `“Bold,” ‘a-b’ “c-d” e"f`,
	} {
		page, _ := Parse(Source{Path: "a.md", Text: []byte(written), Kind: Handbook})
		body, err := page.Render(Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := single(tag.ReplaceAllString(string(body), ""))
		if want := single(want); got != want {
			t.Errorf("%s\n got %s\nwant %s", written, got, want)
		}
	}
}

var straight = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`)

// TestQuotesChangeNothingElse holds that a text is the same but for its quotes, that its
// ids are those of the straight text, and that a page and a plain text agree.
func TestQuotesChangeNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := "x " + strings.TrimSpace(rapid.StringOfN(rapid.RuneFrom([]rune(`'"ab9s (),.—é`)), 1, 40, -1).Draw(t, "words"))
		set := Quotes(words)
		if straight.Replace(set) != words {
			t.Fatalf("%q became %q", words, set)
		}
		page, _ := Parse(Source{Path: "a.md", Text: []byte("## " + words + "\n"), Kind: Handbook})
		if want := strings.Join(strings.Fields(Quotes(words)), " "); page.Headings[0].Text != want {
			t.Fatalf("a heading is %q, and a text %q", page.Headings[0].Text, want)
		}
		if want := slug(strings.TrimRight(words, " ")); page.Headings[0].ID != want {
			t.Fatalf("the id is %q, and not %q", page.Headings[0].ID, want)
		}
	})
}
