package issue

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// body is the text of an issue, as GitHub makes it of a filled-in form.
func body(f Form, given map[string]string) string {
	var parts []string
	for _, field := range f.Fields {
		answer := given[field.ID]
		if answer == "" {
			answer = noAnswer
		}
		parts = append(parts, "### "+field.Label, answer)
	}
	return strings.Join(parts, "\n\n")
}

// eventOf is what GitHub sends of an issue.
func eventOf(t interface{ Fatal(...any) }, by Account, body string) *Event {
	data, err := json.Marshal(map[string]any{"issue": map[string]any{"number": 7, "body": body, "user": by}, "sender": by})
	if err != nil {
		t.Fatal(err)
	}
	e, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

var (
	bo = Account{"bo-example", 102}
	// pair is a programme in which bo is in the pairing otter and nowhere else.
	pair = map[string]string{
		"program/site.yaml":                                       "format: 1\ntitle: Mentoring\n",
		"program/programs/mentoring.yaml":                         "name: Mentoring\nformat: formal\n",
		"program/topics/public-speaking.yaml":                     "name: Public speaking\n",
		"program/people/ada.yaml":                                 "name: Ada\ngithub_id: 101\n",
		"program/people/bo.yaml":                                  "name: Bo\ngithub_id: 102\n",
		"program/people/cy.yaml":                                  "name: Cy\n",
		"program/cohorts/2026-spring/cohort.yaml":                 "program: mentoring\nname: Spring\nstarts: 2026-02-02\nends: 2026-07-31\nstate: open\n",
		"program/cohorts/2026-spring/pairings/otter/pairing.yaml": "mentors: [ada]\nmentees: [bo]\nstate: active\nstarted: 2026-02-02\n",
		"program/cohorts/2026-spring/pairings/heron/pairing.yaml": "mentors: [ada]\nmentees: [cy]\nstate: active\nstarted: 2026-02-02\n",
	}
)

func desk(t interface{ Fatal(...any) }) *Desk { return deskWith(t, nil) }

// deskWith is a desk where files of pair are others, or more.
func deskWith(t interface{ Fatal(...any) }, more map[string]string) *Desk {
	files := fstest.MapFS{}
	for _, texts := range []map[string]string{pair, more} {
		for path, text := range texts {
			files[path] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	repo, _, err := record.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return &Desk{repo, when.Day(2026, 5, 20)}
}

// What somebody wrote comes out as it went in, whatever lines stand in it.
func TestReadsWhatWasWritten(t *testing.T) {
	line := rapid.OneOf(rapid.StringMatching(`[^\r\n]{0,40}`), rapid.SampledFrom([]string{"### A heading", "###", "```", "<!-- x -->", "- [x] as a mentor", "---", noAnswer, "### ", "#### Your id"}))
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(Forms()).Draw(t, "form")
		given := map[string]string{}
		for _, field := range f.Fields {
			words := strings.TrimSpace(strings.Join(rapid.SliceOfN(line, 0, 4).Draw(t, field.ID), "\n"))
			if words = strings.TrimPrefix(words, "\uFEFF"); words != noAnswer {
				given[field.ID] = words
			}
		}
		text := body(f, given)
		if rapid.Bool().Draw(t, "as GitHub stores it") {
			text = strings.ReplaceAll(text, "\n", "\r\n")
		}
		a, ok := read(eventOf(t, bo, text).Issue.Body)
		if !ok || a.form.File != f.File {
			t.Fatalf("it is not read as %s", f.File)
		}
		for _, field := range f.Fields {
			if a.given[field.ID] != given[field.ID] {
				t.Errorf("%s: %q, and it was %q", field.ID, a.given[field.ID], given[field.ID])
			}
		}
	})
}

// A log by an issue has what was written, and each field says what is wrong with it.
func TestTakesALog(t *testing.T) {
	d := desk(t)
	taken := d.Take(eventOf(t, bo, body(WeMet(), map[string]string{"date": "2026-05-04", "topics": "public  Speaking", "notes": "Words."})))
	if len(taken.Problems) > 0 || len(taken.Files) != 1 || string(taken.Files[0].Data) != "---\ndate: 2026-05-04\ntopics: [public-speaking]\n---\n\nWords.\n" {
		t.Errorf("%+v", taken)
	}
	for _, c := range []struct{ id, given, label, want string }{
		{"date", "", "The day you met", `"date" is missing here`},
		{"date", "2026-02-30", "The day you met", `date: 2026-02-30`},
		{"date", "2026-01-30", "Which pairing?", "on that day you were in 0 pairings"},
		{"duration", "45", "How long? (optional)", `duration: "45"`},
		{"next", "x", "When do you meet next?", `next: "x"`},
		{"topics", "x", "What was it about?", `there is no topic "x"`},
		{"actions", "read by 2026-02-30", "What is to be done?", "2026-02-30"},
		{"guests", "a\u202eb", "Was somebody else there?", "the invisible character U+202E"},
		{"notes", "a\x07b", "A few words, if you like", "the control character U+0007"},
	} {
		given := map[string]string{"date": "2026-05-04"}
		given[c.id] = c.given
		taken := d.Take(eventOf(t, bo, body(WeMet(), given)))
		if len(taken.Problems) != 1 || taken.Problems[0].Label != c.label || !strings.HasPrefix(taken.Problems[0].Message, c.want) && c.id != "actions" {
			t.Errorf("%s %q: %+v", c.id, c.given, taken.Problems)
		}
	}
}

// placeOf is where an issue of bo's may put something.
var placeOf = map[string]*regexp.Regexp{
	"we-met.yml": regexp.MustCompile(`^program/cohorts/2026-spring/pairings/otter/sessions/\d{4}-\d\d-\d\d\.md$`),
	"join.yml":   regexp.MustCompile(`^program/cohorts/2026-spring/enrolments/bo\.yaml$`),
}

// Whatever stands in an issue, it writes for its author alone and in its place.
func FuzzTake(f *testing.F) {
	for _, form := range Forms() {
		f.Add(body(form, nil))
		f.Add(body(form, map[string]string{"id": "bo", "as": "- [x] as a mentee", "date": "2026-05-04", "cohort": "../2026-spring"}))
	}
	f.Add(body(WeMet(), map[string]string{"date": "2026-05-04", "pairing": "2026-spring/heron"}))
	f.Add(body(WeMet(), map[string]string{"date": "2026-05-04", "attended": "nobody", "actions": "bo: a by 2026-05-05", "notes": "### The day you met\n\n2026-05-05"}))
	f.Add(body(Join(), map[string]string{"id": "../../private/x", "as": "- [x] as a mentee"}))
	d := desk(f)
	f.Fuzz(func(t *testing.T, body string) {
		if taken := d.Take(eventOf(t, bo, body)); len(taken.Problems) == 0 {
			for _, file := range taken.Files {
				if !placeOf[taken.Form.File].MatchString(file.Path) || strings.Contains(string(file.Data), "github") && taken.Form.File == "join.yml" {
					t.Errorf("%s\n%s", file.Path, file.Data)
				}
			}
			if len(taken.Files) == 0 {
				t.Error("nothing is wrong, and nothing is written")
			}
		}
		somebody := Account{"bo", 666}
		if taken := d.Take(eventOf(t, somebody, body)); taken.Form.File == "we-met.yml" && len(taken.Problems) == 0 {
			t.Errorf("somebody else writes %+v", taken.Files)
		}
	})
}
