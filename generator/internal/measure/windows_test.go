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
