package measure_test

import (
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

func (o *pairOracle) plan(c *record.Cohort, program *record.Program) {
	var plan record.Plan
	if o.rec.Plan != nil {
		plan = *o.rec.Plan
	}
	reached, set := 0, 0
	for _, g := range plan.Goals {
		if g.Set > o.d || g.Dropped != 0 && g.Dropped <= o.d {
			continue
		}
		set++
		if g.Done != 0 && g.Done <= o.d {
			reached++
		}
	}
	o.figures["goal_progress"] = fracOrNull(reached, set)
	milestones := program.Milestones
	if len(c.Milestones) > 0 {
		milestones = c.Milestones
	}
	if o.rec.Structure == record.Flash {
		milestones = nil
	}
	kept, due := 0, 0
	for _, m := range milestones {
		day := later(o.s, m.After, 1)
		if m.By == record.ByLastMeeting && c.Ends >= o.s {
			day = min(day, c.Ends)
		}
		if day > o.e {
			continue
		}
		due++
		told := slices.ContainsFunc(plan.Milestones, func(d record.MilestoneDone) bool { return d.ID == m.ID && d.Done <= day })
		if told || o.shown(m.By, plan, day, c.Ends > 0 && o.today > c.Ends) {
			kept++
		}
	}
	o.figures["milestones_kept"] = fracOrNull(kept, due)
}

// shown tries every day on which something happened, up to the due one, for something that
// shows a milestone reached.
func (o *pairOracle) shown(by record.ProvenBy, plan record.Plan, due when.Date, over bool) bool {
	signed := func(id record.PersonID, day when.Date) bool {
		return slices.ContainsFunc(plan.Agreement, func(s record.Signature) bool { return s.Person == id && s.Signed <= day })
	}
	var days []when.Date
	for _, s := range plan.Agreement {
		days = append(days, s.Signed)
	}
	for _, g := range plan.Goals {
		days = append(days, g.Set)
	}
	last := when.Date(0)
	for _, s := range o.held {
		last = max(last, s.Date)
		days = append(days, s.Date)
	}
	state := oracleState(o.rec, o.today)
	ended := over || state == record.Completed || state == record.Ended
	for _, day := range days {
		if day == 0 || day > due || day > o.d {
			continue
		}
		met := slices.ContainsFunc(o.held, func(s *record.Session) bool { return s.Date == day })
		goal := slices.ContainsFunc(plan.Goals, func(g record.Goal) bool { return g.Set == day })
		agreed := slices.ContainsFunc(plan.Agreement, func(s record.Signature) bool { return s.Signed == day })
		for _, m := range everybody(o.rec) {
			agreed = agreed && (!onDay(m, day) || m.As == record.Adviser || m.As == record.Backup || signed(m.Person, day))
		}
		switch {
		case by == record.ByFirstMeeting && met, by == record.ByHalfWay && met && due-day <= 28, by == record.ByGoals && goal,
			by == record.ByAgreement && agreed,
			by == record.ByLastMeeting && met && ended && day == last && o.e-day <= 28:
			return true
		}
	}
	return false
}
