package site

import (
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

func (o *oracle) milestones() numbers {
	kept, due := 0.0, 0.0
	for _, p := range o.pairs {
		all := o.cohort.Milestones
		if p.Structure == record.Flash {
			continue
		}
		if len(all) == 0 && o.program != nil {
			all = o.program.Milestones
		}
		for _, m := range all {
			day := step(p.Started, m.After, 1)
			if m.By == record.ByLastMeeting && o.cohort.Ends >= p.Started && day > o.cohort.Ends {
				day = o.cohort.Ends
			}
			if m.After.N == 0 || day > p.end || !o.recent(day) {
				continue
			}
			due++
			if p.Plan != nil && slices.ContainsFunc(p.Plan.Milestones, func(d record.MilestoneDone) bool { return d.ID == m.ID && d.Done != 0 && d.Done <= day }) || o.shown(p, m.By, day) {
				kept++
			}
		}
	}
	return part(kept, due)
}

// shown reports whether records besides the plan's ticks show that a milestone was reached
// by a day.
func (o *oracle) shown(p *pair, by record.ProvenBy, day when.Date) bool {
	on := min(day, o.at)
	var first, last when.Date
	for _, s := range p.held {
		if first == 0 || s.Date < first {
			first = s.Date
		}
		last = max(last, s.Date)
	}
	switch by {
	case record.ByFirstMeeting:
		return first != 0 && first <= on
	case record.ByHalfWay:
		return slices.ContainsFunc(p.held, func(s *record.Session) bool { return s.Date <= on && day-s.Date <= 28 })
	case record.ByLastMeeting:
		state := o.state(p)
		over := o.cohort.Ends > 0 && o.today > o.cohort.Ends
		return (over || state == record.Completed || state == record.Ended) && last != 0 && last <= on && p.end-last <= 28
	}
	if p.Plan == nil {
		return false
	}
	if by == record.ByGoals {
		return slices.ContainsFunc(p.Plan.Goals, func(g record.Goal) bool { return g.Set != 0 && g.Set <= on })
	}
	// Each day on which somebody signs might be the one on which nobody lacks.
	return by == record.ByAgreement && slices.ContainsFunc(p.Plan.Agreement, func(s record.Signature) bool {
		signed := map[record.PersonID]bool{}
		for _, other := range p.Plan.Agreement {
			signed[other.Person] = signed[other.Person] || other.Signed <= s.Signed
		}
		return s.Signed <= on && !slices.ContainsFunc(p.Members(), func(m record.Member) bool { return m.On(s.Signed) && !m.StandsBy() && !signed[m.Person] })
	})
}
