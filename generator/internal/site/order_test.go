package site

import (
	"strings"
	"testing"

	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// A block that has nothing to show says so.
func TestNoFigureToShow(t *testing.T) {
	b := &builder{shown: &view.Programme{Cohorts: []*view.Cohort{{ID: "spring", State: "closed"}}}}
	if figures, words := b.liveFigure(view.Block{Metric: "met"}); figures != nil || !strings.Contains(words, "no figure to show") {
		t.Errorf("%v, %q", figures, words)
	}
}

// Dates to come are in their order, whichever cohort they are of; those of closed
// cohorts are shown where one is asked for.
func TestNextEvents(t *testing.T) {
	on := func(day int, words string) view.Event {
		return view.Event{Key: words, On: when.Day(2026, 4, day), Name: words}
	}
	past := on(1, "past")
	past.Past = true
	b := &builder{shown: &view.Programme{Cohorts: []*view.Cohort{
		{ID: "a", State: "running", Events: []view.Event{past, on(4, "fourth"), on(9, "ninth")}},
		{ID: "b", State: "open", Events: []view.Event{on(3, "third"), on(6, "sixth")}},
		{ID: "c", State: "closed", Events: []view.Event{on(5, "closed")}},
	}, Programs: []*view.Program{{Events: []view.Event{on(8, "of all")}}}}}
	for _, c := range b.shown.Cohorts[:2] {
		c.Events = append(c.Events, on(8, "of all"))
	}
	for _, c := range []struct {
		cohort string
		limit  int
		want   string
	}{{"", 0, "third fourth sixth of all ninth"}, {"", 2, "third fourth"}, {"a", 0, "fourth of all ninth"}, {"c", 0, "closed"}} {
		var got []string
		for _, e := range b.nextEvents(c.cohort, c.limit) {
			got = append(got, e.Name)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q, %d: %v, not %s", c.cohort, c.limit, got, c.want)
		}
	}
}

// In the file of a large cohort a pairing's figure names the pairing's folder,
// unless the page leaves records out and says that they are all in the file.
func TestWhatAPageLeavesOutIsInTheFile(t *testing.T) {
	const folder = "program/cohorts/large/pairings/otter"
	records := []view.Record{{Path: folder + "/pairing.yaml"}, {Path: folder + "/sessions/2026-01-01.md"}}
	otter := &view.Pairing{ID: "otter", Figures: []view.Figure{{Records: records}, {Records: records, More: 1}}}
	figures := newPairingsJSON([]*view.Pairing{otter}, false)[0].Figures
	if got := strings.Join(figures[0].Records, " "); got != folder {
		t.Errorf("what the page lists in full: %s", got)
	}
	if got := strings.Join(figures[1].Records, " "); got != records[0].Path+" "+records[1].Path {
		t.Errorf("what the page leaves out: %s", got)
	}
}
