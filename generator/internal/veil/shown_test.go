package veil

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// replaced replaces parts of a text, each of which must be there.
func replaced(text string, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			panic("there is no " + pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

const (
	cohortFile  = "program/cohorts/spring/cohort.yaml"
	programFile = "program/programs/career.yaml"
	lapwingFile = "program/cohorts/spring/pairings/lapwing/pairing.yaml"
)

func day(month, d int) when.Date { return when.Day(2026, time.Month(month), d) }

func person(name string, party record.Party) view.Who {
	return view.Who{Words: "Name" + name + " Firth" + name, Path: "people/id" + name + ".html", Party: string(party)}
}

// lapwingShown is what everybody is shown of a pairing that goes on, where all is published.
func lapwingShown() *view.Pairing {
	const sessions, meeting = "program/cohorts/spring/pairings/lapwing/sessions", "../../../../../../content/meeting/README.md"
	ada, bob := person("ada", record.Mentors), person("bob", record.Mentees)
	met := func(d int) view.Meeting { return view.Meeting{On: day(3, d), Held: d < 17, Counted: true} }
	return &view.Pairing{ID: "lapwing", Path: "cohorts/spring/pairings/lapwing.html", Former: []string{"cohorts/spring/pairings/heron.html"}, People: "Nameada Firthada and Namebob Firthbob",
		Title: "titleword", Summary: "summaryword", Links: []view.Link{{Words: "linkword", Address: "https://example.org/project"}, {Words: "Meeting", Path: "meeting/index.html"}},
		Cohort: view.Link{Words: "Spring 2026", Path: "cohorts/spring/index.html"}, State: "active", Words: "active", Health: &view.Health{State: "say-hello", Words: "could use a hello"},
		Members: []view.Member{{Who: ada}, {Who: bob, From: day(3, 1)}}, Structure: "one to one", Cadence: "every week", Started: day(3, 2), From: day(3, 2), Until: day(6, 1), Next: day(4, 7),
		Breaks: []view.Break{{From: day(3, 23), Until: day(3, 29)}}, Held: 2, Logged: 3, Last: day(3, 10), Meetings: []view.Meeting{met(3), met(10), met(17)},
		Sessions: []view.Session{
			{Meeting: met(3), ID: "pb-meeting-2026-03-03", Came: 2, Topics: []string{"Tidetopicword"}, Length: "45m", Format: "by video",
				Notes: &view.Notes{File: sessions + "/2026-03-03.md", Links: map[string]view.Link{meeting: {Path: "meeting/index.html"}}}},
			{Meeting: met(10), ID: "pb-meeting-2026-03-10", Came: 2}, {Meeting: met(17), ID: "pb-meeting-2026-03-17"}},
		Goals: []view.Goal{{Text: "goaltextword", Set: day(3, 12), Target: day(5, 1)}, {Text: "donegoaltext", Set: day(3, 12), Target: day(3, 20), Done: day(3, 18)},
			{Text: "lategoaltext", Set: day(3, 12), Target: day(3, 25)}, {Text: "droppedgoaltext", Set: day(3, 12), Dropped: day(3, 19)}},
		Milestones: []view.MilestoneDay{{ID: "met", Name: "Met for the first time", Day: day(3, 9), Done: day(3, 6), Due: true}},
		Actions: []view.Action{{ID: "actionidword", Done: atRepo + "new/main/program/cohorts/spring/pairings/lapwing/actions?filename=actionidword.yaml&value=done%3A+2026-04-01%0A",
			What: "actiontextword", Who: bob, Due: day(3, 10), Overdue: true}},
		OpenActions: []view.Count{{Words: "mentee", Count: 1}}, Shared: []string{"Knots"},
		Agenda: &view.Agenda{Items: []view.AgendaItem{{Words: "Carry on with, or let go", About: []string{"actiontextword"}}, {Words: "Not talked about lately", About: []string{"goaltextword", "lategoaltext"}}},
			Plan: view.Link{Words: "Meeting", Path: "meeting/index.html"}, Prompt: "Hear people out", Role: "Mentor"},
		Together: &view.Together{Clocks: []view.Clock{{City: "Nairobi", People: []view.Who{ada}}}, Nothing: "No times can be suggested: not everybody's time zone is written down."},
		Log: &view.LogForm{Key: "spring/lapwing", Words: "lapwing", People: "Nameada Firthada and Namebob Firthbob", Cohort: "spring", Within: "Spring 2026", Page: "cohorts/spring/pairings/lapwing.html",
			Folder: view.FormFolder{Path: sessions, New: atRepo + "new/main/" + sessions + "?filename={name}&value={text}", See: atRepo + "tree/main/" + sessions}, Exact: true,
			Record: atRepo + "blob/main/" + lapwingFile, Started: day(3, 2), Ends: day(6, 1), Members: []view.FormMember{{Words: ada.Words, Party: "mentor", ID: "idada"}, {Words: bob.Words, Party: "mentee", ID: "idbob", From: day(3, 1)}},
			Actions: []view.FormAction{{ID: "actionidword", What: "actiontextword", Who: bob.Words}}, Goals: []view.FormGoal{{ID: "goalidword", Text: "goaltextword"}, {ID: "late-goal", Text: "lategoaltext"}},
			Plan: atRepo + "edit/main/program/cohorts/spring/pairings/lapwing/plan.yaml", Template: "What we talked about:\n", Mail: "logs@example.org"},
		ToAsk: []view.Who{{Words: "Nameboss Firthboss", Path: "people/idboss.html"}}}
}

// TestWhatIsShownOfAPairing is all that is published of it, and to coordinators who came, why
// it could use a hello, and why these people were matched.
func TestWhatIsShownOfAPairing(t *testing.T) {
	files := mini.Files(mini.Everything)
	lapwing, plan, program := files[lapwingFile], files["program/cohorts/spring/pairings/lapwing/plan.yaml"], files[programFile]
	lapwing.Data = append([]byte(replaced(string(lapwing.Data), "[idbob]", "[{person: idbob, from: 2026-03-01}]")), "formerly: [heron]\nstructure: one-to-one\n"...)
	plan.Data = []byte(replaced(string(plan.Data), "goals:\n", "goals:\n  - {id: dropped-goal, text: droppedgoaltext, set: 2026-03-12, dropped: 2026-03-19}\n"))
	program.Data = []byte(replaced(string(program.Data), "help: mailto:help@example.org", "help: {mail: logs@example.org}"))
	full := lapwingShown()
	full.Health.Why, full.Match = "By the logs they last met on 10 Mar 2026, 22 days ago (15 without breaks), and they mean to meet every week", []string{"becauseword"}
	here := []view.Who{person("ada", ""), person("bob", "")}
	full.Sessions[0].Present, full.Sessions[0].Guests, full.Sessions[0].Introductions = here, []string{"guestword"}, []string{"introductionword"}
	full.Sessions[1].Present = here
	for audience, want := range map[Audience]*view.Pairing{Public: lapwingShown(), Coordinators: full} {
		got := pairingOf(t, input(t, files, audience), "lapwing")
		got.Figures, got.Program = nil, nil
		slices.SortStableFunc(got.Goals, func(a, b view.Goal) int { return int(a.Dropped - b.Dropped) })
		notes := got.Sessions[0].Notes
		if notes.Page == nil || !strings.Contains(string(notes.Text), "Noteword") {
			t.Errorf("to %d the notes are %q", audience, notes.Text)
		}
		notes.Page, notes.Text = nil, nil
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("to %d: %s", audience, diff)
		}
	}
}
