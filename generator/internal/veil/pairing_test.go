package veil

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestAPairingSpeaksWhereItsPeopleAreTold shows what a pairing says of itself only where
// each member is told by name or account.
func TestAPairingSpeaksWhereItsPeopleAreTold(t *testing.T) {
	for _, c := range []struct {
		people, members string
		want            bool
	}{
		{"aliases", "mentors: [idada]\nmentees: [idbob]", false},
		{"handles", "mentors: [idada]\nmentees: [idbob]", true},
		{"names", "mentors: [idada]\nmentees: [idbob]", true},
		{"handles", "mentors: [idada]\nmentees: [iddot]", false}, // who has an alias alone
		{"names", "mentors: [idada]\nmentees: [iddot]", true},
		{"handles", "mentors: [idada]\nmentees: [idbob, idcyd]", false}, // who withheld consent
		{"names", "mentors: [idada]\nmentees: [idbob, {person: idcyd, until: 2026-03-20}]", false},
		{"names", "mentors: [idada]\nmentees: [nobody]", false},
	} {
		files := mini.Files(mini.Defaults + "publish: {people: " + c.people + "}\n")
		files["program/cohorts/spring/pairings/lapwing/pairing.yaml"] = mini.File("%s\nstate: active\nstarted: 2026-03-02\ntitle: a\nsummary: b\nlinks: [https://example.org/]\n", c.members)
		for audience, want := range map[Audience]bool{Public: c.want, sponsor: c.want, Coordinators: true} {
			i := slices.IndexFunc(Show(input(t, files, audience)).Cohorts, func(c *view.Cohort) bool { return c.ID == "spring" })
			var p *view.Pairing
			for _, shown := range Show(input(t, files, audience)).Cohorts[i].Pairings {
				if shown.ID == "lapwing" {
					p = shown
				}
			}
			if p == nil || (p.Title == "a") != want || (p.Summary == "b") != want || (len(p.Links) == 1 && p.Links[0].Words == "example.org") != want {
				t.Errorf("%s, %s, to %d: %+v", c.people, c.members, audience, p)
			}
		}
	}
}

// TestLookingForSomebody lists mentors who look for somebody where each may be told by
// name or account, and until their cohort is closed or over.
func TestLookingForSomebody(t *testing.T) {
	for _, c := range []struct {
		people, mentors, cohort string
		want                    bool
	}{
		{"aliases", "[idada]", "spring", false},
		{"handles", "[idada]", "spring", true},
		{"handles", "[idada, iddot]", "spring", false},
		{"names", "[idada, iddot]", "spring", true},
		{"names", "[idcyd]", "spring", false},
		{"names", "[idada]", "over", false},
		{"names", "[idada]", "late", false},
	} {
		files := mini.Files(mini.Defaults + "publish: {people: " + c.people + "}\n")
		files["program/cohorts/over/cohort.yaml"] = mini.File("program: career\nname: Over\nstarts: 2026-03-02\nends: 2026-03-20\nstate: closed\n")
		files["program/cohorts/late/cohort.yaml"] = mini.File("program: career\nname: Late\nstarts: 2026-03-02\nends: 2026-03-20\nstate: running\n")
		files["program/cohorts/"+c.cohort+"/pairings/egret/pairing.yaml"] = mini.File("mentors: %s\nstate: open\n", c.mentors)
		for audience, want := range map[Audience]bool{Public: c.want, Coordinators: c.cohort == "spring"} {
			looking := 0
			for _, shown := range Show(input(t, files, audience)).Cohorts {
				looking += len(shown.Looking)
			}
			if (looking == 1) != want {
				t.Errorf("%+v, to %d: %d are listed", c, audience, looking)
			}
		}
	}
}

// TestEveryFreeTime finds each of the times at which two people are free in the
// next two weeks, up to four.
func TestEveryFreeTime(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Everything), Coordinators))
	london := when.Zone("Europe/London")
	for _, c := range []struct {
		slots []string
		want  int
	}{
		{[]string{"Mon 09:00-10:00"}, 2},
		{[]string{"Mon 09:00-10:00", "Tue 09:00-10:00"}, 4},
		{[]string{"Mon 09:00-09:20"}, 0},
	} {
		shared := when.Hours{Zone: london}
		for _, written := range c.slots {
			slot, err := when.ParseSlot(written)
			if err != nil {
				t.Fatal(err)
			}
			shared.Slots = append(shared.Slots, slot)
		}
		var shown view.Together
		r.fillTimes(&shown, []when.Hours{shared, shared}, []when.Zone{london})
		if len(shown.Times) != c.want {
			t.Errorf("of %s, %d times are shown, not %d: %+v", c.slots, len(shown.Times), c.want, shown.Times)
		}
		if (shown.Nothing != "") != (c.want == 0) {
			t.Errorf("of %s, with %d times, it says %q", c.slots, c.want, shown.Nothing)
		}
	}
}

// TestMembersCalledAlike numbers each of those who are called alike in the form.
func TestMembersCalledAlike(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults+"publish: {people: aliases}\n"), Public))
	members := []record.Member{{Person: "idbob"}, {Person: "idcyd"}, {Person: "ideve"}}
	var told []string
	for _, m := range r.formMembers(&record.Pairing{Mentors: []record.Member{{Person: "idada"}}, Mentees: members}) {
		told = append(told, m.Words)
	}
	if want := []string{"aliasotter", "a mentee (number 1)", "a mentee (number 2)", "a mentee (number 3)"}; !slices.Equal(told, want) {
		t.Errorf("the form has %q, not %q", told, want)
	}
}

// TestGoalsNotTalkedAbout reminds of goals under way that none of the last three
// meetings was about.
func TestGoalsNotTalkedAbout(t *testing.T) {
	about := func(ids ...record.GoalID) *record.Session {
		s := &record.Session{}
		for _, id := range ids {
			s.Goals = append(s.Goals, record.GoalTouched{ID: id})
		}
		return s
	}
	p := &measure.Pairing{Held: []*record.Session{about("first"), about("second"), about(), about("third")}}
	for _, id := range []record.GoalID{"first", "second", "third"} {
		p.Goals = append(p.Goals, measure.Goal{Goal: record.Goal{ID: id, Text: string(id)}})
	}
	p.Goals = append(p.Goals, measure.Goal{Goal: record.Goal{ID: "reached", Text: "reached"}, Reached: true}, measure.Goal{Goal: record.Goal{ID: "given", Text: "given"}, Given: true})
	if got := fmt.Sprint(untouched(p)); got != "[{Not talked about lately [first] 0}]" {
		t.Errorf("the agenda has %s", got)
	}
}

// TestThanks thanks each member of a completed pairing by name, or nobody.
func TestThanks(t *testing.T) {
	files := mini.Files(mini.Everything)
	files["program/cohorts/spring/pairings/idada-iddot/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [iddot]\nstate: completed\nstarted: 2026-03-02\nended: 2026-03-30\n")
	for audience, want := range map[Audience]int{Coordinators: 2, Public: 2} {
		for _, c := range Show(input(t, files, audience)).Cohorts {
			for _, p := range c.Pairings {
				if p.Closing == nil {
					continue
				}
				if len(p.Closing.Thanks) != want {
					t.Errorf("for audience %d, %d people are thanked, not %d", audience, len(p.Closing.Thanks), want)
				}
				want = -1
			}
		}
		if want >= 0 {
			t.Errorf("for audience %d, no pairing is closed", audience)
		}
	}
}

// TestTheNextMilestone names the first that is not reached, by its day or, once that is past,
// to be ticked off; in a cohort that is over only one whose day came.
func TestTheNextMilestone(t *testing.T) {
	r := reporter(input(t, mini.Files(mini.Defaults), Public), Public)
	at := func(name string, day, done when.Date, due bool) measure.Milestone {
		return measure.Milestone{Milestone: &record.Milestone{Name: name}, Day: day, Done: done, Due: due}
	}
	reached, soon, late := at("Reached", mini.Day-20, mini.Day-20, true), at("Soon", mini.Day, 0, false), at("Late", mini.Day+9, 0, false)
	for _, c := range []struct {
		ends       when.Date
		milestones []measure.Milestone
		want       string
	}{
		{mini.Day, []measure.Milestone{reached, late, soon}, "[{Next on the way, by 1 Apr 2026 [Soon] 0}]"},
		{mini.Day, []measure.Milestone{late, at("Missed", mini.Day-1, 0, true)}, "[{Tick off, if it is done [Missed] 0}]"},
		{mini.Day, []measure.Milestone{reached}, "[]"},
		{mini.Day - 1, []measure.Milestone{soon, at("Missed", mini.Day-1, 0, true), late}, "[{Tick off, if it is done [Missed] 0}]"},
		{mini.Day - 1, []measure.Milestone{soon, late}, "[]"},
	} {
		m := &measure.Cohort{Record: &record.Cohort{Program: "career", Starts: mini.Day - 30, Ends: c.ends}, AsOf: mini.Day}
		if got := fmt.Sprint(r.ahead(m, &measure.Pairing{Milestones: c.milestones})); got != c.want {
			t.Errorf("of %+v in a cohort until %s: %s, not %s", c.milestones, c.ends, got, c.want)
		}
	}
}

// TestHowOftenAPairingMeets says the rhythm of the pairing, also before it begins, and none of
// a programme or a pairing that has none.
func TestHowOftenAPairingMeets(t *testing.T) {
	for _, c := range []struct{ format, pairing, want string }{
		{"formal", "state: active\nstarted: 2026-03-02", "every week"},
		{"formal", "state: active\nstarted: 2026-03-02\ncadence: 2w", "every 2 weeks"},
		{"formal", "state: proposed", "every week"},
		{"formal", "state: proposed\ncadence: 2w", "every 2 weeks"},
		{"formal", "state: active\nstarted: 2026-03-02\nstructure: flash", ""},
		{"formal", "state: proposed\nstructure: flash", ""},
		{"hybrid", "state: active\nstarted: 2026-03-02", ""},
		{"informal", "state: proposed", ""},
	} {
		files := mini.Files(mini.Everything)
		program := files["program/programs/career.yaml"]
		program.Data = []byte(strings.Replace(string(program.Data), "format: formal", "format: "+c.format, 1))
		files["program/cohorts/spring/pairings/idada-iddot/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [iddot]\n%s\n", c.pairing)
		r := newRevealer(input(t, files, Coordinators))
		m := r.measured.Cohort("spring")
		i := slices.IndexFunc(m.Pairings, func(p *measure.Pairing) bool { return p.Record.ID == "idada-iddot" })
		if got := r.cadence(m, m.Pairings[i]); got != c.want {
			t.Errorf("%s, %s: %q, not %q", c.format, c.pairing, got, c.want)
		}
	}
}

// TestOpenActionsInTurn lists open actions by the day by which they are to be done, which the
// day itself does not overrun, and those without one last; and counts whose they are.
func TestOpenActionsInTurn(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Everything), Coordinators))
	p := &measure.Pairing{Record: &record.Pairing{Mentors: []record.Member{{Person: "idada"}}, Mentees: []record.Member{{Person: "idbob"}}}}
	for _, a := range []*record.Action{{What: "some day"}, {What: "today", Who: "idbob", Due: mini.Day}, {What: "whenever", Who: "idbob"}, {What: "yesterday", Who: "idada", Due: mini.Day - 1}} {
		p.Actions = append(p.Actions, measure.Action{Action: a})
	}
	p.Actions = append(p.Actions, measure.Action{Action: &record.Action{What: "done"}, Done: mini.Day})
	shown := &view.Pairing{}
	r.pairingActions(r.repo.Cohorts.Get("spring"), shown, p)
	var got []string
	for _, a := range shown.Actions {
		got = append(got, fmt.Sprintf("%s, %s, late: %t", a.What, a.Who.Words, a.Overdue))
	}
	want := []string{"yesterday, Nameada Firthada, late: true", "today, Namebob Firthbob, late: false", "some day, somebody, late: false", "whenever, Namebob Firthbob, late: false"}
	if count := fmt.Sprint(shown.OpenActions); !slices.Equal(got, want) || count != "[{mentor 1} {mentee 2} {anyone 1}]" {
		t.Errorf("%q; %s", got, count)
	}
}
