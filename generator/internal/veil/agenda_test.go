package veil

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// measuredPairing finds a pairing of the miniature's spring.
func measuredPairing(t *testing.T, r *revealer, id record.PairingID) (*measure.Cohort, *measure.Pairing) {
	t.Helper()
	m := r.measured.Cohort("spring")
	i := slices.IndexFunc(m.Pairings, func(p *measure.Pairing) bool { return p.Record.ID == id })
	if i < 0 {
		t.Fatalf("there is no pairing %s", id)
	}
	return m, m.Pairings[i]
}

// TestPlacesOfTheHandbook leads to the first place of a kind that the handbook has, called by
// its heading or else by its page.
func TestPlacesOfTheHandbook(t *testing.T) {
	files := mini.Files(mini.Defaults)
	files["content/meeting/agendas.md"] = mini.File("# Agendas\n\n## Half-way\n\n## The last meeting is another\n")
	files["content/meeting/ending.md"] = mini.File("---\ntitle: How to end\n---\n# Ending\n\n## After it\n")
	files["content/meeting/goals.md"] = mini.File("\xff\xfe no text\n")
	in := flawed(t, files)
	r := newRevealer(in)
	r.addHandbook(in)
	for kind, want := range map[string]view.Link{
		"half":  {Words: "Half-way", Path: "meeting/agendas.html", Fragment: "half-way"},
		"last":  {Words: "How to end", Path: "meeting/ending.html"},
		"after": {Words: "After it", Path: "meeting/ending.html", Fragment: "after-it"},
		"goals": {}, "first": {}, "where": {}, "group": {}, "nothing of the kind": {},
		"ordinary": {Words: "Agendas", Path: "meeting/agendas.html"},
	} {
		if got := r.toSection(kind); got != want {
			t.Errorf("%s leads to %+v, not to %+v", kind, got, want)
		}
	}
}

// TestKindsOfMeetings leads a pairing to its first meeting, to the one after a gap of two
// rhythms, to goals where it has none, and to meetings of several.
func TestKindsOfMeetings(t *testing.T) {
	const plan, three = "goals: [{id: a, text: A, set: 2026-03-02}]\n", "mentors: [idada]\nmentees: [iddot, idbob]\nstate: active\nstarted: 2026-03-02\n"
	for _, c := range []struct {
		plan, pairing, format string
		day                   int
		want                  string
	}{
		{"", "", "formal", 3, "[first ordinary]"},
		{"", "", "formal", 18, "[goals ordinary]"}, // 14 days since the last
		{"", "", "formal", 19, "[gap ordinary]"},
		{"", "", "hybrid", 19, "[goals ordinary]"},
		{plan, "", "formal", 18, "[ordinary]"},
		{plan, three, "formal", 18, "[group ordinary]"},
	} {
		files := mini.Files(mini.Everything)
		files[programFile].Data = []byte(replaced(string(files[programFile].Data), "format: formal", "format: "+c.format))
		if c.plan != "" {
			files["program/cohorts/spring/pairings/idada-iddot/plan.yaml"] = mini.File("%s", c.plan)
		}
		if c.pairing != "" {
			files["program/cohorts/spring/pairings/idada-iddot/pairing.yaml"] = mini.File("%s", c.pairing)
		}
		in := input(t, files, Coordinators)
		in.AsOf = when.Day(2026, 3, c.day)
		r := newRevealer(in)
		if got := fmt.Sprint(r.occasions(measuredPairing(t, r, "idada-iddot"))); got != c.want {
			t.Errorf("on %s, %+v: %s, not %s", in.AsOf, c, got, c.want)
		}
	}
}

// TestWhatIsLeftOver names four things of a kind and counts the rest, and counts alone what may
// not be told.
func TestWhatIsLeftOver(t *testing.T) {
	for n, want := range map[int]string{0: "[]", 4: "[{To do [1 2 3 4] 0}]", 6: "[{To do [1 2 3 4] 2}]"} {
		if got := fmt.Sprint(items("To do", []string{"1", "2", "3", "4", "5", "6"}[:n])); got != want {
			t.Errorf("of %d: %s, not %s", n, got, want)
		}
	}
	for audience, want := range map[Audience]string{Public: "[{Carry on with, or let go [1 action whose day has passed] 0}]", Coordinators: "[{Carry on with, or let go [actiontextword] 0}]"} {
		r := newRevealer(input(t, mini.Files(mini.Defaults), audience))
		_, lapwing := measuredPairing(t, r, "lapwing")
		_, other := measuredPairing(t, r, map[Audience]record.PairingID{Public: "tern", Coordinators: "idada-iddot"}[audience])
		if got := fmt.Sprint(r.overdue(lapwing)); got != want || r.overdue(other) != nil {
			t.Errorf("to %d: %s, not %s", audience, got, want)
		}
	}
}

// TestAnAgendaOfWhatGoesOn suggests nothing to a pairing that is over, and no goals or
// milestones that are not shown.
func TestAnAgendaOfWhatGoesOn(t *testing.T) {
	in := input(t, mini.Files(mini.Defaults), Public)
	r := reporter(in, Public)
	m, lapwing := measuredPairing(t, r, "lapwing")
	_, tern := measuredPairing(t, r, "tern")
	if got := r.agenda(m, &view.Pairing{}, tern); got != nil {
		t.Errorf("a pairing that ended has %+v", got)
	}
	for kept, want := range map[bool]int{true: 1, false: 2} {
		if got := r.agenda(m, &view.Pairing{GoalsKept: kept}, lapwing); len(got.Items) != want {
			t.Errorf("with goals kept back, %t: %+v", kept, got.Items)
		}
	}
}

// TestMilestonesThatNobodyAsksFor are not on the agenda of an informal programme, and what its
// roles expect is asked of those that there are.
func TestMilestonesThatNobodyAsksFor(t *testing.T) {
	files := mini.Files(mini.Everything)
	files[programFile].Data = []byte(replaced(string(files[programFile].Data), "format: formal", "format: informal", "roles: [mentor, mentee]", "roles: [gone, mentor]"))
	r := reporter(flawed(t, files), Coordinators)
	m, other := measuredPairing(t, r, "idada-iddot")
	other.Milestones = []measure.Milestone{{Milestone: &record.Milestone{Name: "Met"}, Day: mini.Day}}
	if got := r.ahead(m, other); got != nil {
		t.Errorf("the milestones are %+v", got)
	}
	want := []view.Evidence{{Role: "Mentor", What: "Hear people out."}, {Role: "Mentor", What: "Withhold judgement."}}
	if diff := cmp.Diff(want, r.prompts(m)); diff != "" {
		t.Error(diff)
	}
}

// closingOf shows what came of a pairing of the miniature with other lines and files.
func closingOf(t *testing.T, audience Audience, lines string, more fstest.MapFS) *view.Closing {
	t.Helper()
	files := mini.Files(mini.Everything)
	maps.Copy(files, more)
	files["program/cohorts/spring/pairings/lapwing/pairing.yaml"] = mini.File("%s\n", lines)
	files["program/cohorts/spring/enrolments/idbob.yaml"] = mini.File("mentee: {seeks: [knots]}\nagain: mentor\n")
	files["content/meeting/ending.md"] = mini.File("# Ending\n\n## After it\n")
	return pairingOf(t, input(t, files, audience), "lapwing").Closing
}

// TestWhatCameOfAPairing says it of a completed one alone, from when to when, and only what is
// known; who would take part again is for coordinators.
func TestWhatCameOfAPairing(t *testing.T) {
	const completed = "mentors: [idada]\nmentees: [idbob]\nstate: completed\nstarted: 2026-03-02\nended: 2026-03-30"
	ada, bob, dot := person("ada", record.Mentors), person("bob", record.Mentees), person("dot", record.Peers)
	more := view.Link{Words: "After it", Path: "meeting/ending.html", Fragment: "after-it"}
	whole := view.Closing{Words: []string{"2 meetings from 2 Mar 2026 to 30 Mar 2026, 0.8 hours in all.", "1 of 3 goals reached.", "1 of 1 milestone reached in time."}, Thanks: []view.Who{ada, bob}, Invite: true, More: more}
	full := whole
	full.Again = []view.Wish{{Who: ada, Words: "would take part again"}, {Who: bob, Words: "would like to mentor"}}
	for _, c := range []struct {
		audience Audience
		lines    string
		want     *view.Closing
	}{
		{Public, completed, &whole},
		{Coordinators, completed, &full},
		{Public, strings.Replace(completed, "completed", "active", 1), nil},
		{Public, strings.Replace(completed, "started: 2026-03-02\n", "", 1), nil},
		{Public, "mentors: [idada]\nmentees: [idbob, idcyd]\nstate: completed\nstarted: 2026-03-02\nended: 2026-03-02",
			&view.Closing{Words: []string{"0 meetings from 2 Mar 2026 to 2 Mar 2026.", "1 of 3 goals reached."}, Invite: true, More: more}},
	} {
		if diff := cmp.Diff(c.want, closingOf(t, c.audience, c.lines, nil)); diff != "" {
			t.Errorf("%q to %d: %s", c.lines, c.audience, diff)
		}
	}
	peers := closingOf(t, Public, "peers: [iddot, idbob]\nstructure: flash\nstate: completed\nstarted: 2026-03-02", fstest.MapFS{"program/cohorts/spring/pairings/lapwing/plan.yaml": mini.File("goals: []\n")})
	if peers == nil || peers.Invite || peers.Words[0] != "2 meetings from 2 Mar 2026 to 10 Mar 2026, 0.8 hours in all." || !slices.Contains(peers.Thanks, dot) {
		t.Errorf("of peers without a last day: %+v", peers)
	}
}
