package record

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/when"
)

// TestWhatPathsSay gives records what their names say, and sorts the logs of a folder by day.
func TestWhatPathsSay(t *testing.T) {
	day := when.Day(2026, 1, 5)
	repo, problems, err := Load(files(
		CohortPath("c"), "program: p\nname: C\nstarts: 2026-01-01\nends: 2026-06-30\nstate: open\n", PairingPath("c", "x"), "mentors: [ada]\nmentees: [bo]\nstate: active\n",
		SignupPath("form"), "answers: [{key: zone, value: UTC}]\n", SurveyPath("c", day, "pulse-2"), "asked: 5\nanswered: 3\ncounts: {q: {1: 2, 2: 1}, r: {5: 3}}\n",
		"program/cohorts/c/attention/x-2026-01-05.yaml", "until: 2026-02-01\n", ActionPath("c", "x", "b"), "done: 2026-01-05\n", ActionPath("c", "x", "a"), "dropped: 2026-01-05\n",
		GatheringPath("c", "2026-01-05-10"), "---\ndate: 2026-01-05\n---\nLast.\n", GatheringPath("c", "2026-01-05-2"), "---\ndate: 2026-01-05\n---\nSecond.\n", GatheringPath("c", "2026-01-05"), "---\ndate: 2026-01-05\n---\n",
		SessionPath("c", "x", "2026-01-05"), "---\ndate: 2026-01-05\n---\nNotes.\n",
	))
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	if s := repo.Signups.Get("form"); s == nil || s.ID != "form" {
		t.Errorf("the form is %+v", s)
	}
	c := repo.Cohorts.Get("c")
	if len(c.Surveys) != 1 || c.Surveys[0].Date != day || c.Surveys[0].Survey != "pulse-2" || fmt.Sprint(c.Surveys[0].Counts) != "map[q:map[1:2 2:1] r:map[5:3]]" {
		t.Errorf("the surveys are %+v", c.Surveys)
	}
	if len(c.Attention) != 1 || c.Attention[0].Date != day || c.Attention[0].Pairing != "x" {
		t.Errorf("the attention is %+v", c.Attention)
	}
	x := c.Pairings.Get("x")
	if len(x.ActionEnds) != 2 || x.ActionEnds[0].ID != "a" || x.ActionEnds[1].ID != "b" || string(x.Sessions[0].Notes) != "\n\n\nNotes.\n" {
		t.Errorf("the actions are %+v, the notes %q", x.ActionEnds, x.Sessions[0].Notes)
	}
	var names []string
	for _, g := range c.Gatherings {
		names = append(names, g.Name+strings.TrimSpace(string(g.Notes)))
	}
	if want := []string{"2026-01-05", "2026-01-05-2Second.", "2026-01-05-10Last."}; !slices.Equal(names, want) {
		t.Errorf("the gatherings are %q, want %q", names, want)
	}
}

// TestWhatIsNotThere tells of a folder without its record, unless something that could be it lies there.
func TestWhatIsNotThere(t *testing.T) {
	fsys := files(EnrolmentPath("c", "ada"), "mentor: {}\n", SessionPath("d", "x", "2026-01-05"), "---\ndate: 2026-01-05\n---\n", CohortPath("d"), "name: [\n",
		EnrolmentPath("e", "ada"), "mentor: {}\n", "program/cohorts/e/cohort.yml", "name: E\n")
	delete(fsys, SitePath)
	repo, problems, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var missing []string
	for _, p := range problems.Sorted() {
		if p.Rule == "missing-file" {
			missing = append(missing, p.Path)
		}
	}
	if want := []string{CohortPath("c"), PairingPath("d", "x"), SitePath}; !slices.Equal(missing, want) {
		t.Errorf("missing are %q, want %q", missing, want)
	}
	if repo.Site.Branch != "main" || repo.Site.Publish.MinimumGroup != 5 || !repo.Site.Incomplete {
		t.Errorf("without a record, the site is %+v", repo.Site)
	}
}

// TestNotationOfOddRecords refuses keys that are no words, too many of them, a colour that is a
// comment, and what is nested as no record is.
func TestNotationOfOddRecords(t *testing.T) {
	var many strings.Builder
	for n := range maxKeys - 1 {
		fmt.Fprintf(&many, "  %d: 1\n", n+1)
	}
	const counts = "asked: 5\nanswered: 3\ncounts:\n "
	full := counts + " q:\n" + strings.ReplaceAll(many.String(), "  ", "    ")
	for name, x := range map[string]struct{ path, text, want string }{
		"a colour":         {SitePath, minimalSite + "look:\n  accent: #0A5E73\n", `program/site.yaml:4:10 error accent: there is no colour, because # begins a comment`},
		"another colour":   {SitePath, minimalSite + "look:\n  accent: \"0A5E73\"\n", `program/site.yaml:4:11 error accent: "0A5E73" is not a colour`},
		"a former key":     {SitePath, minimalSite + "pages: true\n", `program/site.yaml:3:1 error there is no field "pages" here`},
		"a list for a key": {PersonPath("ada"), "name: Ada\n? [a]\n: b\n", "program/people/ada.yaml:2:3 error a key must be a word"},
		"no table":         {SurveyPath("c", when.Day(2026, 1, 5), "s"), "asked: 5\nanswered: 3\ncounts: [q]\n", "program/cohorts/c/surveys/2026-01-05-s.yaml:3:9 error counts: this is a list, and it must be keys and values"},
		"deeper than all":  {PersonPath("ada"), strings.Repeat("[", 12000), "program/people/ada.yaml:1:1 error the record is nested too deeply: 32 levels are the most"},
		"most keys":        {SurveyPath("c", when.Day(2026, 1, 5), "s"), full + "    500: 1\n", ""},
		"too many keys":    {SurveyPath("c", when.Day(2026, 1, 5), "s"), full + "    500: 1\n    501: 1\n", "program/cohorts/c/surveys/2026-01-05-s.yaml:5:5 error the mapping has 501 keys, and 500 are the most"},
	} {
		repo, problems, err := Load(files(CohortPath("c"), "program: p\nname: C\nstarts: 2026-01-01\nends: 2026-06-30\nstate: open\n", x.path, x.text))
		if err != nil || said(problems) != x.want {
			t.Errorf("%s: %v\n%s\nwant %s", name, err, said(problems), x.want)
		}
		if name == "a former key" && problems[0].Hint != "write to: pages under publish instead" {
			t.Errorf("the hint is %q", problems[0].Hint)
		}
		if name == "most keys" && len(repo.Cohorts.Get("c").Surveys[0].Counts["q"]) != 500 {
			t.Error("not all keys are there")
		}
	}
}

// TestARefusedEntryOfATable is left out with its value, and the entries beside it are there.
func TestARefusedEntryOfATable(t *testing.T) {
	for text, want := range map[string]string{"{q: {1: 2, two: 1, 3: 4}}": "map[]", "{q: {1: x}, R: {1: 1}, s: {1: 5}}": "map[s:map[1:5]]"} {
		answers := &Answers{}
		if problems := decodeAs(answers, []byte("asked: 5\nanswered: 3\ncounts: "+text+"\n")); len(problems) == 0 || !answers.Incomplete {
			t.Errorf("%s: no problem", text)
		}
		if got := fmt.Sprint(answers.Counts); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// TestDefaultsWithinRecords gives mappings in lists and behind pointers what absent keys mean.
func TestDefaultsWithinRecords(t *testing.T) {
	p, e := &Program{}, &Enrolment{}
	text := "name: P\nformat: formal\nmatching: {criteria: [{id: a, kind: topics}]}\nsurveys: [{id: s, title: S, questions: [{id: q, text: Q}]}]\nmilestones: [{id: m, name: M, after: 1w}]\nroi: {}\n"
	if problems := append(decodeAs(p, []byte(text)), decodeAs(e, []byte("mentor: {}\nmentee: {}\n"))...); len(problems) > 0 {
		t.Fatal(problems)
	}
	if c := p.Matching.Criteria[0]; c.Weight != 1 || c.Wish != "avoid" || p.Surveys[0].Questions[0].Scale != 5 || p.Milestones[0].By != ByHand || p.ROI.Currency != "EUR" {
		t.Errorf("%+v, %+v", p.Matching, p.Surveys)
	}
	if e.Mentor.Capacity != 1 || e.Mentee.Mentors != 1 || e.Status != Accepted {
		t.Errorf("%+v", e)
	}
	if who := (&Person{}); len(decodeAs(who, []byte("name: Ada\n"))) > 0 || !who.Publish {
		t.Errorf("%+v", who)
	}
}

// TestHintsOfDates says what is wrong with a day: its form, its year, its month or itself.
func TestHintsOfDates(t *testing.T) {
	const month = "the month comes second, 01 to 12, and the day last"
	for text, want := range map[string]string{
		"2026-02-30": "February 2026 has 28 days", "2024-02-30": "February 2024 has 29 days", "1970-04-31": "April 1970 has 30 days", "2199-12-32": "December 2199 has 31 days", "2026-01-00": "January 2026 has 31 days",
		"1969-02-30": YearHint, "2200-02-30": YearHint, "2026-13-01": month, "2026-00-01": month,
		"2o26-01-01": DateHint, "2026-o1-01": DateHint, "2026-01-o1": DateHint, "2026-1-105": "January 2026 has 31 days", "2026.01.01": DateHint, "2026-01-1": DateHint,
	} {
		if got := dateHint(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestConflictsInPagesAndRecords begins at the first line of a conflict, which in notes is no line
// that underlines a heading.
func TestConflictsInPagesAndRecords(t *testing.T) {
	less, more, equal := strings.Repeat("<", 7), strings.Repeat(">", 7), strings.Repeat("=", 7)
	for text, want := range map[string][2]int{
		"a\n" + less + " HEAD\n": {2, 2}, "a\nb\n" + more + "\n": {3, 3}, equal + "\n": {1, 0}, "a\n" + equal + "\n" + more + " x\n": {2, 3}, "a " + less + "\n": {}, less + "<\n": {}, "": {},
	} {
		if got := [2]int{conflictLine("a.yaml", []byte(text)), conflictLine("a.md", []byte(text))}; got != want {
			t.Errorf("%q: in a record and in a page on %v, want %v", text, got, want)
		}
	}
}

// TestCharactersOfPages warns of what nobody sees in a page's front matter, and refuses in it what
// is no character of a text.
func TestCharactersOfPages(t *testing.T) {
	_, problems, err := Load(files("content/a.md", "---\ntitle: A\u200bB\nsummary: \"\\u0007\"\n---\n# A\n"))
	const want = "content/a.md:2:9 warning the character U+200B cannot be seen and may make the page read differently from what it says; content/a.md:3:10 error the text holds U+0007 by an escape, which is not allowed in a record"
	if err != nil || said(problems) != want || problems.Sorted()[0].Rule != "hidden-character" || problems.Sorted()[1].Rule != "control-character" {
		t.Errorf("%v: %s\nwant %s", err, said(problems), want)
	}
}

// TestSizesOfFiles lets a file have its limit, and no byte more.
func TestSizesOfFiles(t *testing.T) {
	for size, want := range map[int]string{yamlLimit: "", yamlLimit + 1: "program/people/ada.yaml:1:1 error the file has 64.0 KiB, and 64 KiB is the most", yamlLimit + 2048: "program/people/ada.yaml:1:1 error the file has 66 KiB, and 64 KiB is the most"} {
		_, problems, err := Load(files(PersonPath("ada"), "name: Ada\n"+strings.Repeat("#", size-10)))
		if err != nil || said(problems) != want {
			t.Errorf("of %d bytes: %v, %s", size, err, said(problems))
		}
	}
}

// TestBrokenFilesAreIncomplete marks records of which something could not be read, so that no rule
// about the whole record is held against them.
func TestBrokenFilesAreIncomplete(t *testing.T) {
	conflict := strings.Repeat("<", 7) + " HEAD\n"
	for _, text := range []string{"name: \xff\n", "name: Ada\rx: y\r", "name: Ada\n" + conflict, "name: Ada\nleft: never\n", "name: [\n", "unit: Quay\n", "name: Ada\nunit: \"\\u0007\"\n"} {
		repo, problems, err := Load(files(PersonPath("ada"), text))
		if err != nil || len(problems) == 0 || !repo.People.Get("ada").Incomplete {
			t.Errorf("%q: %v, %v", text, err, problems)
		}
	}
	repo, _, _ := Load(files(SessionPath("c", "x", "2026-01-05"), "no front matter\n"))
	if s := repo.Cohorts.Get("c").Pairings.Get("x").Sessions[0]; !s.Incomplete || s.Notes != nil {
		t.Errorf("a log without front matter is %+v", s)
	}
}
