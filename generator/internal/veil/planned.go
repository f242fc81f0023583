package veil

import (
	"cmp"
	"fmt"
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
)

// planned lists the days of milestones and surveys in a cohort: what its programme
// says, applied to the cohort's own days.
func (r *revealer) planned(rec *record.Cohort, shown *view.Program) (days []view.PlannedDay) {
	program := r.repo.Program(rec)
	if program == nil || rec.Starts == 0 || rec.Ends < rec.Starts {
		return nil
	}
	milestones := program.Milestones
	if len(rec.Milestones) > 0 {
		milestones = rec.Milestones
	}
	for _, m := range milestones {
		if m.After.IsZero() || !shown.Asks("milestones_kept") {
			continue
		}
		about := "A milestone, for pairings that started on the first day of the cohort. Others have it later."
		if m.Owner != "" {
			about += " It is for the " + string(m.Owner) + " to see to."
		}
		days = append(days, view.PlannedDay{ID: "milestone/" + string(m.ID), Name: m.Name, On: m.Day(rec.Starts, rec.Ends), About: about})
	}
	for i := range program.Surveys {
		s := &program.Surveys[i]
		about := "The survey is due."
		if s.For != "" {
			about = "The survey of the " + string(s.For) + "s is due."
		}
		round := 0 // the next day may change, and stays that of this round
		for due := range rec.Due(s) {
			round++
			days = append(days, view.PlannedDay{ID: fmt.Sprintf("survey/%s/%d", s.ID, round), Name: s.Title, On: due, About: about})
		}
	}
	slices.SortStableFunc(days, func(a, b view.PlannedDay) int { return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.ID, b.ID)) })
	return days
}
