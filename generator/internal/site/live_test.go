package site

import (
	"fmt"
	"strings"
	"testing"

	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestWhatIsOverDoesNotRun shows in the handbook a cohort as running until its last day, and
// as closed from then on, whether somebody has closed it or not.
func TestWhatIsOverDoesNotRun(t *testing.T) {
	const cohorts, figures, closed = "No cohort is running at the moment.", "No cohort is running at the moment, so there is no figure to show.", "No cohort has closed yet."
	for day, over := range map[when.Date]bool{when.Day(2026, 6, 1): false, when.Day(2026, 6, 2): true} {
		files := mini.Files(everything)
		files["content/past.md"] = mini.File("# Past\n\n```pairbook\nshow: cohorts\nstate: closed\n```\n")
		in := input(t, files, veil.Public)
		in.AsOf = day
		pages := render(t, in, "index.html", "past.html")
		for _, words := range []string{cohorts, figures} {
			if strings.Contains(pages["index.html"], words) != over {
				t.Errorf("on %s, the page says %q: %t", day, words, !over)
			}
		}
		if strings.Contains(pages["past.html"], closed) == over {
			t.Errorf("on %s, the page of past cohorts says %q: %t", day, closed, over)
		}
	}
}

// liveProgramme has a running cohort and one that is closed, and something for each block.
func liveProgramme() *view.Programme {
	on := func(month int) when.Date { return when.Day(2026, 1, 1).Add(30 * month) }
	running := &view.Cohort{ID: "a", Name: "A", State: "running", Figures: []view.Figure{measured("met"), measured("kept")}, Events: []view.Event{{Key: "a1", On: on(3)}, {Key: "a0", On: on(1), Past: true}, {Key: "p", On: on(2)}}}
	closed := &view.Cohort{ID: "b", Name: "B", State: "closed", Figures: []view.Figure{measured("met")}, Events: []view.Event{{Key: "b1", On: on(1)}}}
	program := &view.Program{ID: "p", Milestones: []view.Milestone{{Name: "Met"}}, Events: []view.Event{{Key: "p", On: on(2)}, {Key: "q", On: on(4)}}}
	return &view.Programme{Cohorts: []*view.Cohort{running, closed}, Programs: []*view.Program{{ID: "o"}, program}, Metrics: []view.Metric{{ID: "met"}},
		Roles: []*view.Role{{ID: "peer"}, {ID: "mentor", Facets: []view.Facet{{}}, Benefits: []string{"b"}, Expectations: []view.Expectation{{}}}}}
}

// described is what a block shows, by ids.
func described(value any) string {
	switch value := value.(type) {
	case []*view.Cohort:
		var ids []string
		for _, c := range value {
			ids = append(ids, c.ID)
		}
		return strings.Join(ids, " ")
	case []view.Event:
		var keys []string
		for _, e := range value {
			keys = append(keys, e.Key)
		}
		return strings.Join(keys, " ")
	case []view.Figure:
		var labels []string
		for _, f := range value {
			labels = append(labels, f.Metric.ID+f.Label)
		}
		return strings.Join(labels, " ")
	case *view.Role:
		return value.ID
	}
	return fmt.Sprintf("%T", value)
}

// TestBlocksWithoutAnAnswer say why there is nothing, and others what there is.
func TestBlocksWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	b := &builder{shown: liveProgramme()}
	const noRole, noFigure = "There is nothing about this role yet.", "No cohort is running at the moment, so there is no figure to show."
	for _, c := range []struct {
		block view.Block
		want  string
	}{
		{view.Block{Show: "expectations", Role: "mentor"}, "mentor"}, {view.Block{Show: "facets", Role: "mentor"}, "mentor"}, {view.Block{Show: "benefits", Role: "mentor"}, "mentor"},
		{view.Block{Show: "expectations", Role: "peer"}, noRole}, {view.Block{Show: "facets", Role: "peer"}, noRole}, {view.Block{Show: "benefits", Role: "peer"}, noRole}, {view.Block{Show: "facets", Role: "x"}, noRole},
		{view.Block{Show: "figure", Metric: "met"}, "met, A"}, {view.Block{Show: "figure", Metric: "met", Cohort: "b"}, "met, B"}, {view.Block{Show: "figure", Metric: "kept", Cohort: "b"}, noFigure}, {view.Block{Show: "figure", Metric: "x"}, noFigure},
		{view.Block{Show: "cohorts"}, "a b"}, {view.Block{Show: "cohorts", State: "closed"}, "b"}, {view.Block{Show: "cohorts", Cohort: "a"}, "a"}, {view.Block{Show: "cohorts", State: "closed", Cohort: "a"}, "No cohort has closed yet."},
		{view.Block{Show: "cohorts", State: "open"}, "No cohort is open to join at the moment."}, {view.Block{Show: "cohorts", State: "matching"}, "No cohort is being matched at the moment."},
		{view.Block{Show: "events"}, "p a1 q"}, {view.Block{Show: "events", Limit: 2}, "p a1"}, {view.Block{Show: "events", Limit: 3}, "p a1 q"}, {view.Block{Show: "events", Cohort: "b"}, "b1"}, {view.Block{Show: "events", Cohort: "x"}, "No dates are set at the moment."},
		{view.Block{Show: "programs"}, "[]*view.Program"}, {view.Block{Show: "metrics"}, "[]view.Metric"}, {view.Block{Show: "milestones", Program: "p"}, "[]view.Milestone"},
		{view.Block{Show: "milestones", Program: "o"}, "This programme sets no milestones."}, {view.Block{Show: "milestones", Program: "x"}, "This programme sets no milestones."}, {view.Block{Show: "else"}, "There is nothing here yet."},
	} {
		value, nothing := b.liveValue(c.block)
		got := nothing
		if value != nil {
			got = described(value)
		}
		if got != c.want || (value == nil) == (nothing == "") {
			t.Errorf("%+v: %s, not %s", c.block, got, c.want)
		}
	}
	b.shown.Programs, b.shown.Cohorts[0].State = nil, "closed"
	for show, want := range map[string]string{"programs": "There is nothing here yet.", "figure": noFigure, "events": "No dates are set at the moment."} {
		if _, got := b.liveValue(view.Block{Show: show, Metric: "met"}); got != want {
			t.Errorf("%s: %q, not %q", show, got, want)
		}
	}
}
