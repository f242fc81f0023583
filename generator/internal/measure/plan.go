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

// Milestone is a point on the pairing's way: Day is S + after, and for the last meeting no
// later than the cohort's last day; Done is the day on which it was reached, as the plan
// says or as something proves, zero if nothing does by D. Due reports that Day ≤ E, Kept
// that it was reached by Day.
type Milestone struct {
	*record.Milestone
	Day, Done when.Date
	Due, Kept bool
	log       string // the path of the log that proves it, if one does
}

// aroundDays is how long before its day a meeting proves that half the way was
// reached, and before the end that it was the last.
const aroundDays = 28

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
	milestones := c.milestones()
	for i := range milestones {
		m := &milestones[i]
		if m.After.IsZero() || p.Record.Structure == record.Flash {
			continue
		}
		here := Milestone{Milestone: m, Day: m.Day(p.Start, c.Record.Ends)}
		here.Done, here.log = p.proven(c, plan, here)
		for _, reached := range plan.Milestones {
			if reached.ID == m.ID && by(reached.Done) && (here.Done == 0 || reached.Done < here.Done) {
				here.Done, here.log = reached.Done, ""
			}
		}
		here.Due = here.Day <= p.End
		here.Kept = here.Done != 0 && here.Done <= here.Day
		p.Milestones = append(p.Milestones, here)
	}
}

// proven returns the day on which records prove that a milestone was reached, zero if
// none do, and the log that does.
func (p *Pairing) proven(c *Cohort, plan record.Plan, m Milestone) (day when.Date, log string) {
	held := p.Held
	switch m.By {
	case record.ByAgreement:
		return p.agreed(plan), ""
	case record.ByGoals:
		for _, g := range p.Goals {
			if g.Set != 0 && (day == 0 || g.Set < day) {
				day = g.Set
			}
		}
		return day, ""
	case record.ByFirstMeeting:
	case record.ByHalfWay:
		held = slices.DeleteFunc(slices.Clone(held), func(s *record.Session) bool { return s.Date < m.Day.Add(-aroundDays) })
	case record.ByLastMeeting:
		over := c.Over() || p.State == record.Completed || p.State == record.Ended
		if n := len(held); !over || n == 0 || held[n-1].Date < p.End.Add(-aroundDays) {
			return 0, ""
		}
		held = held[len(held)-1:]
	default:
		return 0, ""
	}
	if len(held) == 0 {
		return 0, ""
	}
	return held[0].Date, held[0].Path
}

// agreed returns the first day on which all who are members then, but for who stands by,
// have signed the agreement.
func (p *Pairing) agreed(plan record.Plan) when.Date {
	days := make([]when.Date, 0, len(plan.Agreement))
	for _, s := range plan.Agreement {
		if s.Signed != 0 && s.Signed <= p.AsOf {
			days = append(days, s.Signed)
		}
	}
	slices.Sort(days)
	for _, day := range days {
		lacks := func(m record.Member) bool {
			return m.Expected(day) && !slices.ContainsFunc(plan.Agreement, func(s record.Signature) bool { return s.Person == m.Person && s.Signed != 0 && s.Signed <= day })
		}
		if !slices.ContainsFunc(p.Record.Members(), lacks) {
			return day
		}
	}
	return 0
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
	case p.Record.Structure == record.Flash:
		nothing = flashMilestones
	case len(p.Milestones) == 0:
		nothing = noMilestone
	}
	records := slices.Concat([]string{p.Record.Path}, p.rules, p.planPath())
	for _, m := range p.Milestones {
		if m.Due && m.log != "" {
			records = append(records, m.log)
		}
	}
	return ratio(float64(kept), float64(due), records, nothing)
}

func (p *Pairing) planPath() []string {
	if p.Record.Plan == nil {
		return nil
	}
	return []string{p.Record.Plan.Path}
}
