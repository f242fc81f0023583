package measure

import (
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Goal is a goal set by D. Reached and Given report that it was done or dropped
// by D; a dropped goal does not count, done or not.
type Goal struct {
	record.Goal
	Reached bool
	Given   bool // given up
}

// Milestone is a point on the pairing's way: Day is S + after; Done is the day on
// which it was reached, zero if not by D. Due reports that Day ≤ E, Kept that it
// was reached by Day.
type Milestone struct {
	record.Milestone
	Day, Done when.Date
	Due, Kept bool
}

func (p *Pairing) observePlan(c *Cohort) {
	by := func(d when.Date) bool { return d != 0 && d <= p.AsOf }
	var plan record.Plan
	if p.Record.Plan != nil {
		plan = *p.Record.Plan
	}
	for _, g := range plan.Goals {
		if g.Set <= p.AsOf {
			p.Goals = append(p.Goals, Goal{g, by(g.Done), by(g.Dropped)})
		}
	}
	p.noMilestones = noMilestones(c, p.Record)
	for _, m := range c.milestones() {
		if m.After.IsZero() || p.noMilestones != "" {
			continue
		}
		here := Milestone{Milestone: m, Day: m.After.After(p.Start, 1)}
		for _, reached := range plan.Milestones {
			if reached.ID == m.ID && by(reached.Done) && (here.Done == 0 || reached.Done < here.Done) {
				here.Done = reached.Done
			}
		}
		here.Due = here.Day <= p.End
		here.Kept = here.Done != 0 && here.Done <= here.Day
		p.Milestones = append(p.Milestones, here)
	}
}

// noMilestones says why a pairing is not expected to reach milestones, "" if it
// is.
func noMilestones(c *Cohort, p *record.Pairing) string {
	switch {
	case len(c.milestones()) == 0:
	case p.Structure == record.Flash:
		return flashMilestones
	}
	return ""
}

func goalProgress(p *Pairing) Figure {
	reached, all := 0, 0
	for _, g := range p.Goals {
		if g.Given {
			continue
		}
		all++
		if g.Reached {
			reached++
		}
	}
	nothing := noGoal
	if len(p.Goals) > 0 {
		nothing = noGoalKept
	}
	return ratio(float64(reached), float64(all), append(p.planPath(), p.Record.Path), nothing)
}

func milestonesKept(p *Pairing) Figure {
	kept, due := 0, 0
	for _, m := range p.Milestones {
		if m.Due {
			due++
		}
		if m.Due && m.Kept {
			kept++
		}
	}
	nothing := noMilestoneDue
	switch {
	case p.noMilestones != "":
		nothing = p.noMilestones
	case len(p.Milestones) == 0:
		nothing = noMilestone
	}
	records := slices.Concat([]string{p.Record.Path}, p.rules, p.planPath())
	return ratio(float64(kept), float64(due), records, nothing)
}

func (p *Pairing) planPath() []string {
	if p.Record.Plan == nil {
		return nil
	}
	return []string{p.Record.Plan.Path}
}
