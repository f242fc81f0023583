package record

import (
	"io/fs"
	"strings"
	"testing"
)

const someLog = "program/cohorts/c/pairings/p/sessions/2026-11-12.md"

// TestWords breaks a file in one way: there is one problem, and it says what
// was found and what helps.
func TestWords(t *testing.T) {
	conflict := "name: Ada\n" + strings.Repeat("<", 7) + " HEAD\nunit: Quay\n" + strings.Repeat("=", 7) + "\nunit: Mill\n" + strings.Repeat(">", 7) + " other\n"
	for name, test := range map[string]struct{ path, text, want, hint string }{
		"no closing line":     {someLog, "---\ndate: 2026-11-12\n", "1:1: error: the front matter has no last line ---", "write a line --- between"},
		"four hyphens":        {someLog, "---\ndate: 2026-11-12\n----\n", "1:1: error: the front matter has no last line ---", "write a line --- between"},
		"blank first line":    {someLog, "\n---\ndate: 2026-11-12\n---\n", "1:1: error: the first line is empty", "delete it"},
		"no front matter":     {someLog, "We met.\n", "1:1: error: the log does not begin with its front matter", "begin the file"},
		"too large":           {PersonPath("ada"), "name: Ada\ngithub_id: 99999999999999999999\n", "2:12: error: github_id: 99999999999999999999 is too large", "1000000000 is the most"},
		"too small":           {PersonPath("ada"), "name: Ada\ngithub_id: -99999999999999999999\n", "2:12: error: github_id: -99999999999999999999 is too small", "0 is the least"},
		"year":                {PersonPath("ada"), "name: Ada\nleft: 3026-11-10\n", "the year 3026 is outside 1970 to 2199", "correct the year"},
		"no such day":         {PersonPath("ada"), "name: Ada\nleft: 2026-02-30\n", "2026-02-30 is not in the calendar", "February 2026 has 28 days"},
		"no such month":       {PersonPath("ada"), "name: Ada\nleft: 2026-30-02\n", "2026-30-02 is not in the calendar", "the month comes second, 01 to 12"},
		"no day":              {PersonPath("ada"), "name: Ada\nleft: 2026-02-00\n", "2026-02-00 is not in the calendar", "February 2026 has 28 days"},
		"another form":        {PersonPath("ada"), "name: Ada\nleft: 12.11.2026\n", `"12.11.2026" is not a date`, "write it as 2026-11-12"},
		"nothing for a text":  {PersonPath("ada"), "name: Ada\ngithub: ~\n", "github: ~ is text here", `leave the line out, or quote it: "~"`},
		"nothing for a date":  {PersonPath("ada"), "name: Ada\nleft: null\n", "2:7: error: left: null stands for no value", "leave the line out"},
		"nothing for a list":  {PersonPath("ada"), "name: Ada\ntopics: ~\n", "topics: ~ stands for no value", "leave the line out"},
		"a merge conflict":    {PersonPath("ada"), conflict, "2:1: error: a merge conflict is left in the file", "keep one of the two"},
		"a conflict in a log": {someLog, "---\ndate: 2026-11-12\n---\nNotes.\n" + conflict, "6:1: error: a merge conflict", "keep one of the two"},
		"an account":          {PersonPath("ada"), "name: Ada\ngithub: @foo\n", "2:1: error: this is not YAML", `quote it: "@foo"`},
		"a tab":               {TopicPath("x"), "name: X\naliases:\n\t- a\n", "3:2: error: this is not YAML: a tab indents this line", "indent the line with spaces"},
		"spaces and a tab":    {TopicPath("x"), "name: X\naliases:\n  \t- a\n", "a tab indents this line", "indent the line with spaces"},
		"a list of accounts":  {TopicPath("x"), "name: X\naliases: [a, `b, c]\n", "2:1: error: this is not YAML", "quote it: \"`b\""},
		"an item":             {TopicPath("x"), "name: X\naliases:\n  - %b # c\n", "error: this is not YAML", `quote it: "%b"`},
		"old line ends":       {PersonPath("ada"), "name: Ada\runit: Quay\rlevel: senior\r", "1:1: error: the lines end with U+000D alone", "LF"},
		"a log's line ends":   {someLog, "---\rdate: 2026-11-12\r---\r", "1:1: error: the lines end with U+000D alone", "LF"},
		"a page's line ends":  {"content/a.md", "# A\r\rText\r", "1:1: error: the lines end with U+000D alone", "LF"},
		"one of them":         {PersonPath("ada"), "name: Ada\rx\n", "1:10: error: the control character U+000D", "delete it"},
	} {
		t.Run(name, func(t *testing.T) {
			fsys := files(test.path, test.text)
			fsys[PairingPath("c", "p")] = files("x", "mentors: [ada]\nmentees: [bo]\nstate: active\n")["x"]
			fsys[CohortPath("c")] = files("x", "program: p\nname: C\nstarts: 2026-01-01\nends: 2026-12-31\nstate: open\n")["x"]
			got := report(t, fsys)
			if strings.Count(got, "error: ") != 1 || !strings.Contains(got, test.want) || !strings.Contains(got, "hint: ") || !strings.Contains(got[strings.Index(got, "hint: "):], test.hint) {
				t.Errorf("want %q and %q; reported is\n%s", test.want, test.hint, got)
			}
		})
	}
}

// A space after the three hyphens is nobody's business.
func TestSpacesAfterTheFirstLine(t *testing.T) {
	front, body, ok := SplitFrontMatter([]byte("--- \t\ndate: 2026-11-12\n--- \nNotes.\n"))
	if !ok || string(front) != "date: 2026-11-12\n" || string(body) != "\n\n\nNotes.\n" {
		t.Errorf("split into %q and %q, %v", front, body, ok)
	}
}

// A log of a wrong name is told the right one, if it says its day.
func TestTheNameOfALogIsSuggested(t *testing.T) {
	folder := "program/cohorts/c/pairings/p/sessions/"
	for text, want := range map[string]string{
		"---\ndate: 2026-10-05\n---\n":         "name it 2026-10-05.md",
		"---\nformat: chat\ndate: 2026-10-06 ": "name it 2026-10-06.md",
		"---\ndate: 2026-10-07\n---\n":         "name it 2026-10-07-2.md",
		"---\ndate: 2026-10-32\n---\n":         "name it 2026-11-12.md, or 2026-11-12-2.md",
		"---\ndate: yesterday\n---\n":          "name it 2026-11-12.md, or 2026-11-12-2.md",
		strings.Repeat("#", sessionLimit+1):    "name it 2026-11-12.md, or 2026-11-12-2.md",
	} {
		got := report(t, files(folder+"5-10-2026.md", text, folder+"2026-10-07.md", "---\ndate: 2026-10-07\n---\n"))
		if !strings.Contains(got, "5-10-2026.md:1:1: error: the name") || !strings.Contains(got, "  hint: "+want) {
			t.Errorf("%q: want %q in\n%s", text, want, got)
		}
	}
}

// Two names that look the same are told apart by what they are made of.
func TestTwoFormsOfOneName(t *testing.T) {
	got := report(t, files("content/caf\u00e9.md", "# One\n", "content/cafe\u0301.md", "# Two\n"))
	if !strings.Contains(got, `cafe\u0301.md`) || !strings.Contains(got, `caf\u00e9.md`) {
		t.Errorf("the code points are not in\n%s", got)
	}
}

// A pipe in the place of the site's record is one problem.
func TestASiteThatIsAPipe(t *testing.T) {
	fsys := files()
	fsys[SitePath].Mode = fs.ModeNamedPipe | 0o644
	if got := report(t, fsys); strings.Count(got, "error: ") != 1 {
		t.Errorf("reported is\n%s", got)
	}
}
