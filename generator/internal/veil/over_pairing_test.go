package veil

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/network"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestAnEarlyEndingIsNotDated keeps its day back, with the last meeting and all that ends with
// it, but for coordinators.
func TestAnEarlyEndingIsNotDated(t *testing.T) {
	files := mini.Files(mini.Everything)
	files["program/cohorts/spring/pairings/tern/sessions/2026-03-05.md"] = mini.File("---\ndate: 2026-03-05\n---\n")
	for audience, c := range map[Audience]struct {
		ended, last, until when.Date
		reason, outcome    string
		days               string
	}{
		Public:       {0, 0, day(6, 1), "", "", "The day of an early ending is not told here, and neither is this, which ends with it."},
		Coordinators: {day(3, 20), day(3, 5), day(3, 20), "a different match", "outcomeword", ""},
	} {
		p := pairingOf(t, input(t, files, audience), "tern")
		f := p.Figure("days_since_last")
		if p.Ended != c.ended || p.Last != c.last || p.Until != c.until || p.Reason != c.reason || p.Outcome != c.outcome || f.Unavailable != c.days || (f.Value == nil) != (c.days != "") || !p.Over || p.Log != nil || p.Held != 1 {
			t.Errorf("to %d: ended %s, last %s, until %s, %q, %q, %+v", audience, p.Ended, p.Last, p.Until, p.Reason, p.Outcome, f)
		}
	}
}

// TestThePeopleOfTheLastDay call a completed pairing.
func TestThePeopleOfTheLastDay(t *testing.T) {
	files := mini.Files(mini.Everything)
	files[lapwingFile] = mini.File("mentors: [idada]\nmentees: [{person: iddot, until: 2026-03-20}, {person: idbob, until: 2026-03-31}]\nstate: completed\nstarted: 2026-03-02\nended: 2026-03-30\n")
	if got := pairingOf(t, input(t, files, Public), "lapwing").People; got != "Nameada Firthada and Namebob Firthbob" {
		t.Errorf("%q", got)
	}
}

// TestASingleMeetingHasNoDay where its pairing is called by a number, and nobody asks a rhythm
// of it.
func TestASingleMeetingHasNoDay(t *testing.T) {
	files := mini.Files(mini.Defaults)
	for _, id := range []string{"kite", "idada-x"} {
		folder := "program/cohorts/spring/pairings/" + id
		files[folder+"/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [idbob]\nstructure: flash\nstate: active\nstarted: 2026-03-02\n")
		files[folder+"/sessions/2026-03-04.md"] = mini.File("---\ndate: 2026-03-04\n---\n")
	}
	in := input(t, files, Public)
	v := newVeil(in.Repo, Public)
	hidden := v.labels[v.repo.Cohorts.Get("spring").Pairings.Get("idada-x")]
	for id, ended := range map[string]when.Date{"kite": day(3, 4), hidden: 0} {
		p := pairingOf(t, in, id)
		if p.Ended != ended || len(p.Meetings) != map[bool]int{true: 0, false: 1}[ended == 0] || p.Logged != 1 || p.Held != 1 || p.Structure != "a single meeting" || !slices.Equal(p.Unasked, unaskedOfFlash) || p.State != "completed" {
			t.Errorf("%s: ended %s, %+v", id, p.Ended, p)
		}
	}
}

// TestDaysOfMeetings are told by the names of logs, but not those of a pairing that is called by
// a number; more of a meeting goes by itself.
func TestDaysOfMeetings(t *testing.T) {
	files := mini.Files(mini.Defaults + "publish: {actions: true}\n")
	files["program/cohorts/spring/pairings/idada-iddot/sessions/2026-03-04.md"] = mini.File("---\ndate: 2026-03-04\nactions: [{id: write, what: Write., who: idada}]\n---\n")
	files["program/cohorts/spring/pairings/lapwing/sessions/2026-04-02.md"] = mini.File("---\ndate: 2026-04-02\n---\n")
	in := input(t, files, Public)
	lapwing, hidden := pairingOf(t, in, "lapwing"), pairingOf(t, in, "pairing-1")
	if got := fmt.Sprint(lapwing.Meetings, lapwing.Sessions, lapwing.Logged, lapwing.Held, lapwing.Last, lapwing.Next); got != "[{2026-03-03 true true false} {2026-03-10 true true false} {2026-03-17 false true false}] [] 3 2 2026-03-10 " {
		t.Errorf("%s", got)
	}
	if hidden.Meetings != nil || hidden.Logged != 1 || hidden.Held != 1 || hidden.Last != day(3, 4) || hidden.Title != "" {
		t.Errorf("%+v", hidden)
	}
	if a := hidden.Actions[0]; a.ID != "write" || a.Done != "" || a.Who.Words != "aliasotter" || a.Overdue {
		t.Errorf("%+v", a)
	}
}

// TestTheNextMeeting is one to come, of a pairing that goes on.
func TestTheNextMeeting(t *testing.T) {
	for _, c := range []struct {
		next, state string
		want        when.Date
	}{{"2026-04-02", "active", day(4, 2)}, {"2026-04-01", "active", 0}, {"2026-04-02", "completed\nended: 2026-03-30", 0}} {
		files := mini.Files(mini.Everything)
		files[lapwingFile] = mini.File("peers: [idbob, iddot]\nstarted: 2026-03-02\nstate: %s\n", c.state)
		files["program/cohorts/spring/pairings/lapwing/sessions/2026-03-03.md"] = mini.File("---\ndate: 2026-03-03\n---\n")
		files["program/cohorts/spring/pairings/lapwing/sessions/2026-03-17.md"] = mini.File("---\ndate: 2026-03-17\nnext: %s\n---\n", c.next)
		p := pairingOf(t, input(t, files, Public), "lapwing")
		if p.Next != c.want || !p.Meetings[0].Peers || p.Next == 0 && c.state != "active" && p.Log != nil {
			t.Errorf("%+v: the next is %s; %+v", c, p.Next, p.Meetings)
		}
	}
}

// TestFormerPagesOfPairings lead on where all its people go by name, and none of an id that
// names somebody.
func TestFormerPagesOfPairings(t *testing.T) {
	for _, c := range []struct {
		people, mentee string
		want           []string
	}{
		{"names", "idbob", []string{"cohorts/spring/pairings/heron.html"}}, {"names", "idcyd", nil}, {"handles", "idbob", nil},
	} {
		files := mini.Files(mini.Defaults + "publish: {people: " + c.people + "}\n")
		files[lapwingFile] = mini.File("mentors: [idada]\nmentees: [%s]\nstate: active\nstarted: 2026-03-02\nformerly: [heron, x-idcyd]\n", c.mentee)
		if got := pairingOf(t, input(t, files, Public), "lapwing").Former; !slices.Equal(got, c.want) {
			t.Errorf("by %s, with %s: %q, not %q", c.people, c.mentee, got, c.want)
		}
	}
}

// TestWhatAPairingContinues is one that is known to be over, or of any to coordinators.
func TestWhatAPairingContinues(t *testing.T) {
	tern, wigeon := view.Link{Words: "tern", Path: "cohorts/spring/pairings/tern.html"}, view.Link{Words: "wigeon, Autumn 2026", Path: "cohorts/next/pairings/wigeon.html"}
	swan := view.Link{Words: "swan", Path: "cohorts/spring/pairings/swan.html"}
	files := mini.Files(mini.Everything)
	files["program/cohorts/spring/pairings/swan/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [idbob]\nstate: completed\nstarted: 2026-03-02\nended: 2026-03-20\n")
	for _, c := range []struct {
		audience Audience
		day      when.Date
		want     map[record.PairingRef]view.Link
	}{
		{Public, day(4, 1), map[record.PairingRef]view.Link{"tern": tern, "swan": swan, "next/wigeon": {}, "gone": {}, "gone/tern": {}, "next/tern": {}, "lapwing": {}}},
		{Public, day(3, 31), map[record.PairingRef]view.Link{"tern": {}, "swan": swan}},
		{Coordinators, day(3, 19), map[record.PairingRef]view.Link{"tern": tern, "swan": swan, "next/wigeon": wigeon, "gone": {}}},
	} {
		in := input(t, files, c.audience)
		in.AsOf = c.day
		r := newRevealer(in)
		for ref, want := range c.want {
			if got := r.continued(r.measured.Cohort("spring"), ref); got != want {
				t.Errorf("to %d on %s, %s is %+v, not %+v", c.audience, c.day, ref, got, want)
			}
		}
	}
}

// TestMilestonesOfWhatIsOver are those whose day came, or that were reached, in turn.
func TestMilestonesOfWhatIsOver(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Everything), Public))
	at := func(id record.MilestoneID, day, done when.Date, due bool) measure.Milestone {
		return measure.Milestone{Milestone: &record.Milestone{ID: id}, Day: day, Done: done, Due: due}
	}
	p := &measure.Pairing{Milestones: []measure.Milestone{at("late", 30, 0, false), at("due", 20, 0, true), at("early", 40, 10, false)}}
	for _, c := range []struct {
		shown view.Pairing
		want  string
	}{{view.Pairing{}, "due late early "}, {view.Pairing{Still: true}, "due early "}, {view.Pairing{Unasked: []string{"milestones_kept"}}, ""}} {
		got := ""
		r.pairingPlan(&c.shown, p)
		for _, m := range c.shown.Milestones {
			got += m.ID + " "
		}
		if got != c.want || c.shown.GoalsKept {
			t.Errorf("%q, not %q", got, c.want)
		}
	}
}

// TestGuests are called as people are, and by the words of the log where they are none.
func TestGuests(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Coordinators))
	if got := r.guest("idada") + ", " + r.guest("Somebody else"); got != "Nameada Firthada, Somebody else" {
		t.Error(got)
	}
}

// TestFiguresOfWhatIsOver stand at the last day of the cohort.
func TestFiguresOfWhatIsOver(t *testing.T) {
	in := input(t, mini.Files(mini.Everything), Public)
	in.AsOf = day(7, 1)
	c := cohortOf(t, in, "spring")
	for _, f := range slices.Concat(c.Figures, c.Pairings[1].Figures) {
		if f.AsOf != day(6, 1) || f.API != "api/v1/cohorts/spring.json" || f.From != 0 {
			t.Errorf("%s is of %s, at %s", f.Metric.ID, f.AsOf, f.API)
		}
	}
	r, share := newRevealer(in), 0.9
	kept := r.cohortFigure(r.measured.Cohort("spring"), measure.Figure{Metric: measure.Metric{ID: "retention", Unit: "share"}, Value: &share})
	if got := strings.ReplaceAll(kept.Of, "\u00a0", " "); got != "of 3 pairings" {
		t.Errorf("the share that stayed is %q", got)
	}
	if len(c.RetentionRows) != 1 || c.RetentionRows[0].Cohort != (view.Link{Words: "Spring 2026", Path: c.Path}) || len(c.RetentionRows[0].Cells) != len(c.RetentionWeeks) {
		t.Errorf("%+v", c.RetentionRows)
	}
}

// TestNetworksToShow are that of all, and one of each programme with cohorts where there are
// several; ties across units are defined for coordinators alone.
func TestNetworksToShow(t *testing.T) {
	for audience, units := range map[Audience]bool{Public: false, Coordinators: true} {
		files := mini.Files(mini.Defaults + "publish: {network: true}\n")
		p := Show(input(t, files, audience))
		for _, m := range network.Metrics() {
			got, want := view.Metric{}, units || !network.OfUnits(m.ID)
			if i := slices.IndexFunc(p.Metrics, func(shown view.Metric) bool { return shown.ID == string(m.ID) }); i >= 0 {
				got = p.Metrics[i]
			}
			if (got.ID != "") != want || want && got.Of != "The network" {
				t.Errorf("to %d: %s is defined as %+v, and is to be shown: %t", audience, m.ID, got, want)
			}
		}
		if len(p.Networks) != 1 || p.Networks[0].ID != "pb-network" {
			t.Errorf("to %d: %d networks", audience, len(p.Networks))
		}
		files["program/programs/empty.yaml"] = mini.File("%s", strings.Replace(string(files[programFile].Data), "Career", "Empty", 1))
		var ids []string
		for _, n := range Show(input(t, files, audience)).Networks {
			ids = append(ids, n.ID)
		}
		if !slices.Equal(ids, []string{"pb-network", "pb-network-career"}) {
			t.Errorf("to %d: %q", audience, ids)
		}
	}
}

// TestAGatheringOfAnEvent keeps the link that the event has.
func TestAGatheringOfAnEvent(t *testing.T) {
	files := mini.Files(mini.Everything)
	files["program/cohorts/spring/gatherings/2026-05-04.md"] = mini.File("---\ndate: 2026-05-04\ntitle: Half-way lunch\n---\n")
	files["program/cohorts/spring/gatherings/2026-05-05.md"] = mini.File("---\ndate: 2026-05-05\n---\n")
	in := input(t, files, Public)
	in.AsOf = day(5, 5)
	var got []string
	for _, e := range cohortOf(t, in, "spring").Events {
		if e.On >= day(5, 4) {
			got = append(got, fmt.Sprint(e.Name, " ", e.Link.Path, " ", e.Link.Fragment, " ", e.Of.Words, " ", e.Key, " ", e.Past))
		}
	}
	want := []string{"Half-way lunch meeting/index.html  Spring 2026 spring/event/half true", "Gathering cohorts/spring/gatherings.html pb-gathering-2026-05-05 Spring 2026 spring/gathering/2026-05-05 true"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
