package veil

import (
	"cmp"
	"slices"
	"strings"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/parallel"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// shift is a cohort as of a day, the site's or another.
type shift struct {
	cohort record.CohortID
	day    when.Date
}

// snapshot is what is shown of a shift, and how many pairings had started by then.
type snapshot struct {
	view.Snapshot
	started int
}

// snapshotsAt shows some cohorts as they were at an age, in days. It keeps what is shown
// of them, for the next that is compared with them, and not their pairings.
func (r *revealer) snapshotsAt(age int, cohorts []*record.Cohort) []snapshot {
	at := func(rec *record.Cohort) shift { return shift{rec.ID, rec.Starts.Add(age)} }
	shown := parallel.Map(cohorts, func(rec *record.Cohort) snapshot {
		if known, found := r.snapshots[at(rec)]; found {
			return known
		}
		return r.snapshotOf(at(rec))
	})
	for i, rec := range cohorts {
		r.snapshots[at(rec)] = shown[i]
	}
	return shown
}

func (r *revealer) snapshotOf(s shift) snapshot {
	then := r.measured.Cohort(s.cohort)
	rec := then.Record
	if then.AsOf != s.day {
		then = measure.AsOf(r.repo, rec, s.day, compared...)
	}
	shown := snapshot{view.Snapshot{ID: string(rec.ID), On: then.AsOf, Cohort: view.Link{Words: rec.Name, Path: cohortPath(rec.ID)}}, then.Started()}
	for _, id := range compared {
		shown.Figures = append(shown.Figures, r.earlierFigure(then, then.Figure(id), 0))
	}
	return shown
}

// mostEarlier is with how many cohorts one is compared: the newest before it.
const mostEarlier = 3

// earlier lists the cohorts of the same programme that started before one
// that has something to compare.
func (r *revealer) earlier(m *measure.Cohort) []*record.Cohort {
	rec := m.Record
	if m.Started() == 0 || rec.Program == "" || m.AsOf < rec.Starts {
		return nil
	}
	var before []*record.Cohort
	for _, c := range r.repo.Cohorts.All() {
		if c.Program == rec.Program && c.Starts != 0 && c.Starts < rec.Starts {
			before = append(before, c)
		}
	}
	slices.SortStableFunc(before, func(a, b *record.Cohort) int { return cmp.Compare(b.Starts, a.Starts) })
	return before[:min(len(before), mostEarlier)]
}

// age is how many days a cohort has run, at most to its end.
func age(m *measure.Cohort) int { return min(m.AsOf, m.Record.Ends).Sub(m.Record.Starts) }

// compared are the metrics in which cohorts are put beside each other.
var compared = []record.MetricID{"matched", "met", "met_three", "sessions_held", "cadence_kept", "follow_through", "goal_progress", "retention", "met_lately", "early_endings"}

// addComparison puts a cohort beside the earlier ones of its programme as
// they were at its age.
func (r *revealer) addComparison(m *measure.Cohort, c *view.Cohort) {
	before := r.earlier(m)
	if len(before) == 0 {
		return
	}
	c.Earlier = &view.Comparison{Age: age(m)}
	var started []int
	for _, then := range r.snapshotsAt(age(m), append([]*record.Cohort{m.Record}, before...)) {
		c.Earlier.Cohorts = append(c.Earlier.Cohorts, then.Snapshot)
		started = append(started, then.started)
	}
	for i, id := range compared {
		if !c.Program.Asks(string(id)) {
			continue
		}
		row := view.ComparisonRow{Metric: *r.metrics[id]}
		for _, s := range c.Earlier.Cohorts {
			row.Figures = append(row.Figures, s.Figures[i])
		}
		row.Told = told(c.Earlier.Cohorts, started, row.Figures)
		c.Earlier.Rows = append(c.Earlier.Rows, row)
	}
}

// fewestCompared is of how many pairings a cohort is compared with another.
const fewestCompared = 10

// told says of the first of some figures whether it is higher or lower than each other,
// or cannot be told from it, and of a cohort of few pairings that they are too few.
func told(cohorts []view.Snapshot, started []int, figures []view.Figure) string {
	var words []string
	for i := 1; i < len(figures); i++ {
		now, then := figures[0], figures[i]
		if now.Interval == nil || then.Interval == nil {
			continue
		}
		than := "can't be told apart from "
		switch {
		case min(started[0], started[i]) < fewestCompared:
			than = "too few pairings to tell from "
		case !apart(now, then):
		case *now.Value > *then.Value:
			than = "higher than "
		default:
			than = "lower than "
		}
		words = append(words, than+cohorts[i].Cohort.Words)
	}
	return prose.Sentence(strings.Join(words, "; "))
}

// retentionStep is how many weeks are between the columns of the table.
const retentionStep = 4

// addRetention puts the curve of a cohort and of the earlier ones into a
// table, every four weeks.
func (r *revealer) addRetention(m *measure.Cohort, c *view.Cohort) {
	if m.Started() == 0 {
		return
	}
	longest := 1
	var curves []*measure.Cohort
	for _, rec := range append([]*record.Cohort{m.Record}, r.earlier(m)...) {
		if of := r.measured.Cohort(rec.ID); of.Started() > 0 {
			curves = append(curves, of)
			longest = max(longest, len(of.Retention))
		}
	}
	for week := 0; week < longest; week += retentionStep {
		c.RetentionWeeks = append(c.RetentionWeeks, week)
	}
	for _, of := range curves {
		row := view.RetentionRow{Cohort: view.Link{Words: of.Record.Name, Path: cohortPath(of.Record.ID)}}
		for _, week := range c.RetentionWeeks {
			row.Cells = append(row.Cells, retentionCell(of.Retention, week))
		}
		c.RetentionRows = append(c.RetentionRows, row)
	}
}

// retentionCell is the share that had not ended at the beginning of a week.
func retentionCell(weeks []measure.Week, week int) view.RetentionCell {
	switch {
	case week >= len(weeks):
		return view.RetentionCell{}
	case week == 0:
		return view.RetentionCell{Share: view.Percentage(1), AtRisk: weeks[0].AtRisk, Tint: 4}
	}
	share := weeks[week-1].Survival
	return view.RetentionCell{Share: view.Percentage(share), AtRisk: weeks[week].AtRisk, Tint: int(4*share + 0.5)}
}

func cohortPath(id record.CohortID) string { return "cohorts/" + string(id) + "/index.html" }

// addMilestones counts the pairings that reached each milestone.
func (r *revealer) addMilestones(m *measure.Cohort, c *view.Cohort) {
	if !c.Program.Asks("milestones_kept") {
		return
	}
	place := map[string]int{}
	for _, p := range m.Pairings {
		for _, at := range p.Milestones {
			i, known := place[string(at.ID)]
			if !known {
				i = len(c.Milestones)
				place[string(at.ID)] = i
				c.Milestones = append(c.Milestones, view.MilestoneCount{Name: at.Name})
			}
			if !at.Due {
				continue
			}
			c.Milestones[i].Due++
			if at.Done != 0 {
				c.Milestones[i].Reached++
			}
			if at.Kept {
				c.Milestones[i].Kept++
			}
		}
	}
}
