package veil

import (
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/match"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestFiguresOfBefore finds each figure of a running cohort beside what it was,
// and in its periods all that happened.
func TestFiguresOfBefore(t *testing.T) {
	ids := func(figures []view.Figure) (all []string) {
		for _, f := range figures {
			all = append(all, f.Metric.ID)
		}
		return all
	}
	for _, c := range Show(input(t, mini.Files(mini.Everything), Coordinators)).Cohorts {
		if c.ID != "spring" {
			continue
		}
		if got, want := ids(c.Before.Figures), ids(c.Figures); !slices.Equal(got, want) {
			t.Errorf("of %v, %v are told of before", want, got)
		}
		flows := slices.DeleteFunc(ids(c.Figures), func(id string) bool { return !measure.IsFlow(record.MetricID(id)) || !c.Program.Asks(id) })
		for _, s := range c.Recent {
			if got := ids(s.Flows); !slices.Equal(got, flows) || !slices.Equal(ids(s.Before[0].Figures), flows) {
				t.Errorf("within %s, %v happened, not %v", s.Words, got, flows)
			}
		}
		if len(c.Recent) == 0 || len(flows) == 0 {
			t.Error("no periods are shown")
		}
	}
}

// TestWhomACohortAsks finds the programme's coordinators where a cohort has none
// of its own, or none who are still there.
func TestWhomACohortAsks(t *testing.T) {
	for coordinators, want := range map[string]string{"": "Nameboss Firthboss", "coordinators: [ideve]\n": "Nameboss Firthboss", "coordinators: [idada]\n": "Nameada Firthada"} {
		files := mini.Files(mini.Everything)
		cohort, eve := files["program/cohorts/spring/cohort.yaml"], files["program/people/ideve.yaml"]
		cohort.Data = append(cohort.Data, coordinators...)
		eve.Data = append(eve.Data, "left: 2026-03-31\n"...)
		for _, c := range Show(input(t, files, Coordinators)).Cohorts {
			if c.ID == "spring" && (len(c.ToAsk) != 1 || c.ToAsk[0].Words != want) {
				t.Errorf("with %q, questions go to %+v, not %s", coordinators, c.ToAsk, want)
			}
		}
	}
}

// TestEventsOfOneID tells events apart that have one id.
func TestEventsOfOneID(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	var keys []string
	for _, e := range r.events([]record.Event{{ID: "day", On: 1}, {ID: "day", On: 2}, {ID: "day-2", On: 3}, {ID: "day", On: 4}}, "spring", view.Link{}) {
		keys = append(keys, e.Key)
	}
	if want := []string{"spring/event/day", "spring/event/day-2", "spring/event/day-2-2", "spring/event/day-3"}; !slices.Equal(keys, want) {
		t.Errorf("the events are %v, not %v", keys, want)
	}
}

// TestResultsOfAnObjective tells the newest result, wherever it is written, and
// none of a day to come.
func TestResultsOfAnObjective(t *testing.T) {
	const old, newer, later = "{objective: stay, value: 0.5, on: 2026-03-10}", "{objective: stay, value: 0.95, on: 2026-03-30, source: sourceword}", "{objective: stay, value: 1, on: 2026-04-02}"
	for _, results := range []string{old + ", " + newer, newer + ", " + old, later + ", " + newer + ", " + old} {
		files := mini.Files(mini.Everything)
		cohort := files["program/cohorts/spring/cohort.yaml"]
		cohort.Data = []byte(strings.Replace(string(cohort.Data), newer, results, 1))
		told := 0
		for _, c := range Show(input(t, files, Coordinators)).Cohorts {
			for _, o := range c.Objectives {
				if c.ID != "spring" || o.Statement != "People stay." {
					continue
				}
				told++
				if o.Value != "95 %" || o.On != when.Day(2026, 3, 30) || o.Source != "sourceword" {
					t.Errorf("of %s, %s is told, of %s by %q", results, o.Value, o.On, o.Source)
				}
			}
		}
		if told != 1 {
			t.Errorf("the objective is told %d times", told)
		}
	}
}

// TestPastEvents counts an event of the day itself among those to come.
func TestPastEvents(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	for day, past := range map[when.Date]bool{mini.Day - 1: true, mini.Day: false, mini.Day + 1: false} {
		if e := r.events([]record.Event{{ID: "day", On: day}}, "spring", view.Link{}); e[0].Past != past {
			t.Errorf("on %s, an event of %s is past: %t", mini.Day, day, !past)
		}
	}
}

// TestTheWeakestPairFirst begins a proposal with the pair that fits least.
func TestTheWeakestPairFirst(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Coordinators))
	var shown view.Proposal
	if err := r.proposal(&shown, &match.Proposal{Pairs: []match.Pair{{Mentee: "idbob", Mentor: "idada", Score: 80}, {Mentee: "iddot", Mentor: "idada", Score: 10}}}); err != nil {
		t.Fatal(err)
	}
	if len(shown.Proposed) != 2 || shown.Proposed[0].Score != 10 {
		t.Errorf("%+v", shown.Proposed)
	}
}
