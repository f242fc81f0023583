package record

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/when"
)

// TestMarshalLog writes a log with its notes below the front matter, in LF line ends.
func TestMarshalLog(t *testing.T) {
	s := &Session{Date: when.Day(2026, 1, 5)}
	for notes, want := range map[string]string{
		"":                          "---\ndate: 2026-01-05\n---\n",
		" \n\n":                     "---\ndate: 2026-01-05\n---\n",
		"\r\n Notes.\r\nMore.\r\n ": "---\ndate: 2026-01-05\n---\n\nNotes.\nMore.\n",
	} {
		if got, err := MarshalLog(s, notes); err != nil || string(got) != want {
			t.Errorf("with the notes %q: %q, %v, want %q", notes, got, err, want)
		}
	}
}

// TestMarshal writes what is not the default, quotes what could be another type, and keeps
// short lists on a line.
func TestMarshal(t *testing.T) {
	long := []string{strings.Repeat("a", 43), strings.Repeat("b", 43)}
	longer := []string{strings.Repeat("a", 43), strings.Repeat("b", 44)}
	ninety := 90.5
	for name, x := range map[string]struct {
		rec  Record
		want string
	}{
		"nothing":          {&Plan{}, ""},
		"defaults":         {&Person{Name: "Ada", Publish: true}, "name: Ada\n"},
		"no":               {&Person{Name: "no", Alias: "12", Unit: " a"}, "name: \"no\"\nalias: \"12\"\npublish: false\nunit: \" a\"\n"},
		"a single word":    {&Topic{Name: "SQL", Within: []TopicID{"data"}}, "name: SQL\nwithin: data\n"},
		"two words":        {&Topic{Name: "SQL", Within: []TopicID{"data", "code"}}, "name: SQL\nwithin: [data, code]\n"},
		"a line":           {&Person{Name: "Ada", Publish: true, Languages: long}, "name: Ada\nlanguages: [" + long[0] + ", " + long[1] + "]\n"},
		"lines":            {&Person{Name: "Ada", Publish: true, Languages: longer}, "name: Ada\nlanguages:\n  - " + longer[0] + "\n  - " + longer[1] + "\n"},
		"an empty mapping": {&Enrolment{Mentor: &AsMentor{Capacity: 1}, Status: Accepted}, "mentor: {}\n"},
		"capacity":         {&Enrolment{Mentor: &AsMentor{Capacity: 2}, Status: Waiting}, "mentor:\n  capacity: 2\nstatus: waiting\n"},
		"a short member":   {&Pairing{Mentors: []Member{{Person: "ada"}}, State: Active}, "mentors: [ada]\nstate: active\n"},
		"a long member":    {&Pairing{Mentors: []Member{{Person: "ada", As: Backup}}, State: Active}, "mentors:\n  - person: ada\n    as: backup\nstate: active\n"},
		"nobody came":      {&Session{Date: when.Day(2026, 1, 5), Attended: &[]PersonID{}}, "date: 2026-01-05\nattended: []\n"},
		"counts":           {&Answers{Asked: 3, Answered: 2, Counts: map[QuestionID]map[int]int{"q": {2: 1, 1: 1, 10: 0}}}, "asked: 3\nanswered: 2\ncounts:\n  q: {1: 1, 2: 1, 10: 0}\n"},
		"a number":         {&Program{Name: "P", Format: Formal, Health: Health{SayHello{21, 1.5}, Quiet{Days: 35, Cadences: 3}, 3}, ROI: &ROI{Currency: "EUR", HourCost: &ninety}, Matching: Matching{Objective: "coverage"}}, "name: P\nformat: formal\nhealth:\n  quiet:\n    cadences: 3\nroi:\n  hour_cost: 90.5\n"},
		"the default ROI":  {&Program{Name: "P", Format: Formal, Health: Health{SayHello{21, 1.5}, Quiet{35, 2.5}, 3}, ROI: &ROI{Currency: "EUR"}, Matching: Matching{Objective: "coverage"}}, "name: P\nformat: formal\nroi: {}\n"},
		"no evidence":      {&Role{Name: "Mentor", Expectations: []Expectation{{ID: "a", Statement: "A"}}}, "name: Mentor\nexpectations:\n  - id: a\n    statement: A\n"},
	} {
		got, err := Marshal(x.rec)
		if err != nil || string(got) != x.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", name, err, got, x.want)
		}
	}
}

// TestATimeIsWrittenInQuotes because YAML of old reads 17:00 as a number.
func TestATimeIsWrittenInQuotes(t *testing.T) {
	at, err := when.ParseClock("17:00")
	if err != nil {
		t.Fatal(err)
	}
	p := &Program{Events: []Event{{At: at}}}
	if got, err := Marshal(p); err != nil || !strings.Contains(string(got), "    at: \"17:00\"\n") {
		t.Errorf("%v\n%s", err, got)
	}
}

// TestLogOf has what the logs of meetings and of gatherings share.
func TestLogOf(t *testing.T) {
	day := when.Day(2026, 1, 5)
	session := &Session{Source: Source{Path: "s"}, Name: "2026-01-05", Date: day, Notes: []byte("Notes.")}
	gathering := &Gathering{Source: Source{Path: "g"}, Name: "2026-01-05-2", Date: day, Notes: []byte("More.")}
	if log, ok := LogOf(session); !ok || log.Source != &session.Source || log.Name != "2026-01-05" || log.Date != day || string(log.Notes) != "Notes." {
		t.Errorf("the log of a session is %+v, %t", log, ok)
	}
	if log, ok := LogOf(gathering); !ok || log.Source != &gathering.Source || log.Name != "2026-01-05-2" || log.Date != day || string(log.Notes) != "More." {
		t.Errorf("the log of a gathering is %+v, %t", log, ok)
	}
	if _, ok := LogOf(&Plan{}); ok {
		t.Error("a plan is a log")
	}
}

// TestBlocks reads what a page asks for, and finds what is wrong with it where it stands.
func TestBlocks(t *testing.T) {
	at := diag.Position{Path: "content/a.md", Line: 7, Column: 3}
	block, problems := DecodeBlock([]byte("show: figure\nmetric: pairs_met\ncohort: spring\nstate: running\nlimit: 3\n"), at)
	if want := (Block{Show: ShowFigure, Metric: "pairs_met", Cohort: "spring", State: CohortRunning, Limit: 3}); block != want || len(problems) > 0 {
		t.Errorf("the block is %+v, %v, want %+v", block, problems, want)
	}
	_, problems = DecodeBlock([]byte("show: metrics\nlimits: 3\nrole: A\n"), at)
	if want := "content/a.md:8:3 error there is no field \"limits\" here; did you mean \"limit\"?; content/a.md:9:9 error role: \"A\" is no id; an id has small letters, digits and hyphens, at most 64, a letter or digit first"; said(problems) != want {
		t.Errorf("it is said: %s\nwant: %s", said(problems), want)
	}
	if _, problems = DecodeBlock(nil, at); said(problems) != `content/a.md:7:3 error "show" is missing here` {
		t.Errorf("of an empty block it is said: %s", said(problems))
	}
	for _, show := range (Show("")).choices() {
		if block, problems := DecodeBlock([]byte("show: "+show), at); string(block.Show) != show || len(problems) > 0 {
			t.Errorf("%s: %+v, %v", show, block, problems)
		}
	}
}

// TestEach visits what is not zero, in the order of the fields, through lists and pointers.
func TestEach(t *testing.T) {
	zero := 0
	s := &Session{Date: when.Day(2026, 1, 5), Attended: &[]PersonID{"ada", "bo"}, Goals: []GoalTouched{{ID: "a"}, {ID: "b", Percent: &zero}}, Notes: []byte("Notes.")}
	var got []string
	Each(s, func(path []any, value any) { got = append(got, fmt.Sprintf("%v %T %v", path, value, value)) })
	want := []string{"[date] when.Date 2026-01-05", "[attended 0] record.PersonID ada", "[attended 1] record.PersonID bo", "[goals 0 id] record.GoalID a", "[goals 1 id] record.GoalID b"}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant\n%q", got, want)
	}
}

// TestOverlong finds what is too long for a page: names everywhere, and the words of pairings,
// people and gatherings.
func TestOverlong(t *testing.T) {
	for _, x := range []struct {
		rec  Record
		key  string
		room int
	}{
		{&Person{}, "name", 120}, {&Person{}, "alias", 120}, {&Pairing{}, "title", 120}, {&Gathering{}, "title", 120}, {&Person{}, "pronouns", 40},
		{&Pairing{}, "outcome", 80}, {&Pairing{}, "summary", 600}, {&Person{}, "about", 1000}, {&Topic{}, "name", 120},
	} {
		path := []any{"links", 0, x.key}
		if got := Overlong(x.rec, path, strings.Repeat("é", x.room)); got != 0 {
			t.Errorf("%s of %T: %d characters are more than %d", x.key, x.rec, x.room, got)
		}
		if got := Overlong(x.rec, path, strings.Repeat("é", x.room+1)); got != x.room {
			t.Errorf("%s of %T: there is room for %d, want %d", x.key, x.rec, got, x.room)
		}
	}
	long := strings.Repeat("a", 5000)
	for _, x := range []struct {
		rec   Record
		key   string
		value any
	}{{&Program{}, "title", long}, {&Role{}, "summary", long}, {&Person{}, "unit", long}, {&Person{}, "name", PersonID(long)}} {
		if got := Overlong(x.rec, []any{x.key}, x.value); got != 0 {
			t.Errorf("%s of %T has room for %d", x.key, x.rec, got)
		}
	}
}
