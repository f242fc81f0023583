package measure_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

func TestWindows(t *testing.T) {
	e := newEdge(t)
	weekly, fortnightly := when.Interval{N: 1, Unit: when.Weeks}, when.Interval{N: 2, Unit: when.Weeks}
	e.pairing.Cadence = []record.CadenceStep{
		{From: day(t, "2026-12-01"), Every: weekly}, // ahead: has not happened
		{Every: fortnightly},
		{From: day(t, "2026-10-10"), Every: weekly},
	}
	e.log("2026-09-09")
	e.log("2026-09-09").Path += "-2"
	e.log("2026-10-08")
	e.pause("2026-10-18", "2026-10-20")
	e.pause("2026-11-02", "") // ahead
	p := measure.Programme(e.repository(), day(t, "2026-11-01")).Cohorts[0].Pairings[0]
	var got []string
	for _, w := range p.Windows {
		got = append(got, fmt.Sprintf("%s to %s, every %s: %s, %d", w.From, w.To, w.Every, w.Outcome, len(w.Held)))
	}
	want := []string{
		"2026-09-07 to 2026-09-21, every 2w: kept, 2",
		"2026-09-21 to 2026-10-05, every 2w: missed, 0",
		"2026-10-05 to 2026-10-10, every 2w: cut, 1",
		"2026-10-10 to 2026-10-17, every 1w: missed, 0",
		"2026-10-17 to 2026-10-24, every 1w: paused, 0",
		"2026-10-24 to 2026-10-31, every 1w: missed, 0",
		"2026-10-31 to 2026-11-07, every 1w: open, 0",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("windows (-want +got):\n%s", diff)
	}
	if every := p.Cadence(); every != weekly {
		t.Errorf("the cadence in force is %v, want %v", every, weekly)
	}
}

// TestWindowsEndWithTheirCadence: a step on the day on which a stretch ends cuts none short, one on the measured day has begun,
// and one before the start is the pairing's from the start.
func TestWindowsEndWithTheirCadence(t *testing.T) {
	t.Parallel()
	weekly, monthly := when.Interval{N: 1, Unit: when.Weeks}, when.Interval{N: 1, Unit: when.Months}
	for _, test := range []struct {
		name  string
		steps []record.CadenceStep
		asOf  string
		want  []string
	}{
		{"on the last day of a stretch", []record.CadenceStep{{From: day(t, "2026-09-21"), Every: weekly}}, "2026-09-30",
			[]string{"2026-09-07 to 2026-09-21: missed", "2026-09-21 to 2026-09-28: missed", "2026-09-28 to 2026-10-05: open"}},
		{"on the measured day", []record.CadenceStep{{From: day(t, "2026-09-16"), Every: weekly}}, "2026-09-16",
			[]string{"2026-09-07 to 2026-09-16: cut", "2026-09-16 to 2026-09-23: open"}},
		{"a day after it", []record.CadenceStep{{From: day(t, "2026-09-17"), Every: weekly}}, "2026-09-16", []string{"2026-09-07 to 2026-09-21: open"}},
		{"a stretch that begins on the measured day", nil, "2026-09-21", []string{"2026-09-07 to 2026-09-21: missed", "2026-09-21 to 2026-10-05: open"}},
		{"before the start, and on it", []record.CadenceStep{{From: day(t, "2026-09-07"), Every: weekly}, {From: day(t, "2026-09-01"), Every: monthly}}, "2026-09-14",
			[]string{"2026-09-07 to 2026-09-14: missed", "2026-09-14 to 2026-09-21: open"}},
	} {
		e := newEdge(t)
		e.pairing.Cadence = test.steps
		p := measure.Programme(e.repository(), day(t, test.asOf)).Cohorts[0].Pairings[0]
		var got []string
		for _, w := range p.Windows {
			got = append(got, fmt.Sprintf("%s to %s: %s", w.From, w.To, w.Outcome))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// TestNobodyExpectsAMeeting of a pairing without a rhythm, or one that meets once.
func TestNobodyExpectsAMeeting(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(e *edge){
		"no rhythm":             func(e *edge) { e.program.Cadence = when.Interval{} },
		"once":                  func(e *edge) { e.pairing.Structure = record.Flash },
		"an informal programme": func(e *edge) { e.program.Format = record.Informal },
	} {
		e := newEdge(t)
		change(e)
		m := measure.Programme(e.repository(), day(t, "2026-11-01"))
		if every := m.Cohorts[0].Pairings[0].Cadence(); !every.IsZero() {
			t.Errorf("%s: a meeting is expected every %v", name, every)
		}
		if c := m.Cohort("autumn"); c == nil || c != m.Cohorts[0] || m.Cohort("winter") != nil {
			t.Errorf("%s: the cohort is not found by its id", name)
		}
	}
}

// TestOnAnEarlierDay: what came after the day has not happened.
func TestOnAnEarlierDay(t *testing.T) {
	t.Parallel()
	e := newEdge(t)
	e.log("2026-09-09")
	e.log("2026-10-08")
	c := measure.Programme(e.repository(), day(t, "2026-11-01")).Cohorts[0]
	for on, want := range map[string]int{"2026-09-08": 0, "2026-09-09": 1, "2026-10-08": 2} {
		if p := c.On(e.pairing, day(t, on)); len(p.Held) != want || len(c.Pairings[0].Held) != 2 {
			t.Errorf("on %s: %d logs, and now %d", on, len(p.Held), len(c.Pairings[0].Held))
		}
	}
	if c.Started() != 1 {
		t.Errorf("%d pairings have started", c.Started())
	}
}

// TestOpenActionsAreProven: a count of actions is of every log that speaks of some, the
// last one too, and of what became of them by the day.
func TestOpenActionsAreProven(t *testing.T) {
	t.Parallel()
	e := newEdge(t)
	e.log("2026-09-09").Actions = []record.Action{{ID: "read", What: "Read it"}}
	e.log("2026-09-16")
	e.log("2026-09-23").Done = []record.ActionDone{{ID: "read"}}
	e.log("2026-09-30").Dropped = []record.ActionID{"read"}
	e.end("write").Done = day(t, "2026-10-01")
	e.end("sing").Dropped = day(t, "2026-10-02") // ahead
	p := measure.Programme(e.repository(), day(t, "2026-10-01")).Cohorts[0].Pairings[0]
	const folder = "program/cohorts/autumn/pairings/otter/"
	want := []string{folder + "actions/write.yaml", folder + "pairing.yaml", folder + "sessions/2026-09-09.md", folder + "sessions/2026-09-23.md", folder + "sessions/2026-09-30.md"}
	if diff := cmp.Diff(want, p.Figure("actions_open").Records); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}
