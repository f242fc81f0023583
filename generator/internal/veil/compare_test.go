package veil

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestMilestonesAreCounted counts by milestone the pairings whose day has come, those who
// reached it and those who did in time, and shows it with the cohort.
func TestMilestonesAreCounted(t *testing.T) {
	half, end := &record.Milestone{ID: "half", Name: "Half the way"}, &record.Milestone{ID: "end", Name: "The end"}
	m := &measure.Cohort{Pairings: []*measure.Pairing{
		{Milestones: []measure.Milestone{{Milestone: half, Due: true, Done: 9, Kept: true}, {Milestone: end, Done: 9}}},
		{Milestones: []measure.Milestone{{Milestone: half, Due: true, Done: 9}, {Milestone: end, Due: true}}},
		{Milestones: []measure.Milestone{{Milestone: half, Due: true}, {Milestone: end}}},
	}}
	r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	c := &view.Cohort{Program: &view.Program{}}
	r.addMilestones(m, c)
	want := []view.MilestoneCount{{Name: "Half the way", Due: 3, Kept: 1, Reached: 2}, {Name: "The end", Due: 1}}
	if diff := cmp.Diff(want, c.Milestones); diff != "" {
		t.Error(diff)
	}

	for _, c := range Show(input(t, mini.Files(mini.Everything), Coordinators)).Cohorts {
		if c.ID == "spring" && (len(c.Milestones) == 0 || c.Milestones[0].Due == 0) {
			t.Errorf("the cohort has %+v", c.Milestones)
		}
	}
}

// TestRetentionEveryFourWeeks has a column for the beginning of every fourth week that is
// known, and none after the last.
func TestRetentionEveryFourWeeks(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Everything), Coordinators))
	m := r.measured.Cohort("spring")
	for known, want := range map[int][]int{0: {0}, 1: {0}, 4: {0}, 5: {0, 4}, 8: {0, 4}, 9: {0, 4, 8}} {
		m.Retention = slices.Repeat([]measure.Week{{AtRisk: 2, Survival: 1}}, known)
		c := &view.Cohort{}
		r.addRetention(m, c)
		if !slices.Equal(c.RetentionWeeks, want) {
			t.Errorf("of %d weeks, %v are told, not %v", known, c.RetentionWeeks, want)
		}
	}
}

// TestPlannedOfOneDay plans a cohort of a single day, and none that ends before it begins.
func TestPlannedOfOneDay(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Everything), Coordinators))
	for ends, want := range map[when.Date]bool{mini.Day: true, mini.Day - 1: false} {
		days := r.planned(&record.Cohort{Program: "career", Starts: mini.Day, Ends: ends}, &view.Program{})
		if (len(days) > 0) != want {
			t.Errorf("from %s until %s, %+v is planned", mini.Day, ends, days)
		}
	}
}

// TestWhatWouldShowIt says at most of what is better the lower it is.
func TestWhatWouldShowIt(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	r.addMetrics()
	ten := 10.0
	for metric, want := range map[record.MetricID]string{
		"time_to_first": "Days to the first meeting, at most 10 days",
		"sessions_held": "Meetings held, at least 10 meetings",
	} {
		if got := r.evidenceWords(record.Evidence{Metric: metric, AtLeast: &ten}); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// TestCoordinatorsWithoutNames are one for the reader, however many they are.
func TestCoordinatorsWithoutNames(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	if all := r.coordinators([]record.PersonID{"idboss", "ideve", "idboss"}); len(all) != 1 || all[0].Words != "a coordinator" {
		t.Errorf("%+v", all)
	}
}
