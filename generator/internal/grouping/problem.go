package grouping

import (
	"cmp"
	"slices"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/team"
)

// Sizes of groups and circles where none are given.
var (
	groupSize  = record.Size{Min: 2, Max: 4}
	circleSize = record.Size{Min: 3, Max: 6}
)

// size is how many members a group or a circle has.
func (t *pool) size() record.Size {
	usual := groupSize
	if t.shape == record.InCircles {
		usual = circleSize
	}
	size := record.Size{Min: cmp.Or(t.matching.Size.Min, usual.Min), Max: cmp.Or(t.matching.Size.Max, usual.Max)}
	if t.matching.Size.Max == 0 {
		size.Max = max(size.Min, size.Max)
	}
	size.Min = min(size.Min, size.Max)
	return size
}

// together is how much of 100 it weighs in a group how its mentees fit each other.
func (t *pool) together() int { return cmp.Or(t.matching.Together, 50) }

// problem is groups or circles as numbers, members by their lot. Of each who may lead, leaders has the
// mentor's number; -1 is nobody, in circles of which a pin names who leads some.
func (t *pool) problem() (p *team.Problem, leaders []int) {
	p = &team.Problem{Size: len(t.lot), Min: t.size().Min, Max: t.size().Max, Together: t.together(), Rank: t.ranks(t.lot)}
	for _, a := range t.lot {
		row := make([]int32, len(t.lot))
		for j, b := range t.lot {
			score, allowed := t.may(a, b)
			if row[j] = int32(score); a != b && !allowed {
				row[j] = team.Apart
			}
		}
		p.Score = append(p.Score, row)
	}
	leaders = t.leaders()
	for _, j := range leaders {
		p.Leads = append(p.Leads, t.lead(j))
	}
	if t.shape == record.InCircles {
		p.Together = 100
	} else if len(leaders) == 0 {
		p.Leads = []team.Lead{{Score: make([]int32, len(t.lot))}} // nobody leads, so nobody has a group
	}
	p.Pin = t.pinned()
	p.Common = t.common(leaders)
	if t.apartByUnit() {
		p.Kind = t.units()
	}
	return p, leaders
}

// lead is somebody who leads teams, and nobody for -1: those who are pinned to another have no place with
// them. In circles it does not count how well they fit.
func (t *pool) lead(j int) team.Lead {
	lead, groups := team.Lead{Room: len(t.lot)}, t.shape == record.InGroups
	if j >= 0 {
		lead.Room = t.led.Mentors[j].Room
	}
	for _, a := range t.lot {
		score, allowed := 0, true
		if j >= 0 {
			score, allowed = t.led.Score(a, j)
		}
		chosen := slices.IndexFunc(t.pins, func(p pin) bool { return p.lead >= 0 && slices.Contains(p.members, a) })
		switch {
		case !allowed, chosen >= 0 && t.pins[chosen].lead != j, groups && chosen < 0 && score < t.matching.Minimum:
			score = team.Apart
		case !groups:
			score = 0
		}
		lead.Score = append(lead.Score, int32(score))
	}
	return lead
}

// apartByUnit reports whether nobody may be the only one of their unit in a team.
func (t *pool) apartByUnit() bool {
	return slices.ContainsFunc(t.matching.Constraints, func(c record.Constraint) bool { return c.Kind == "only-of-unit" })
}

// units numbers the members' units, 0 where none is known.
func (t *pool) units() (all []int) {
	number := map[string]int{"": 0}
	for _, a := range t.lot {
		unit := fit.Folded(t.others.Mentees[a].Person.Unit)
		if _, ok := number[unit]; !ok {
			number[unit] = len(number)
		}
		all = append(all, number[unit])
	}
	return all
}

// common is what all of a team must share: for each week of the cohort that differs from the one before,
// a time at which they can meet, and a language.
func (t *pool) common(leaders []int) (all []team.Common) {
	weeks := 0
	for _, h := range t.hours {
		weeks = max(weeks, len(h))
	}
	var before [][]fit.Span
	for week := range weeks {
		now := make([][]fit.Span, len(t.hours))
		for i, h := range t.hours {
			if h != nil {
				now[i] = h[week]
			}
		}
		if before == nil || !slices.EqualFunc(before, now, slices.Equal) {
			minutes := starts(t.hours, week)
			all = append(all, t.shared(leaders, func(who int) team.Marks {
				if t.hours[who] == nil {
					return nil
				}
				return mark(minutes, func(minute int) bool { return t.hours[who].canStart(week, minute) })
			}))
		}
		before = now
	}
	var spoken []string
	for who := range t.hours {
		spoken = append(spoken, fit.Spoken(t.person(who))...)
	}
	slices.Sort(spoken)
	spoken = slices.Compact(spoken)
	return append(all, t.shared(leaders, func(who int) team.Marks {
		tags := fit.Spoken(t.person(who))
		if len(tags) == 0 {
			return nil
		}
		return mark(spoken, func(tag string) bool { return slices.Contains(tags, tag) })
	}))
}

// shared gathers the marks of the members, by lot, and of mentors.
func (t *pool) shared(leaders []int, of func(who int) team.Marks) (c team.Common) {
	for _, a := range t.lot {
		c.People = append(c.People, of(a))
	}
	for _, j := range leaders {
		var marks team.Marks
		if j >= 0 {
			marks = of(len(t.lot) + j)
		}
		c.Leads = append(c.Leads, marks)
	}
	return c
}

// person returns a member, or after these a mentor.
func (t *pool) person(who int) *record.Person {
	if n := len(t.led.Mentees); who >= n {
		return t.led.Mentors[who-n].Person
	}
	return t.led.Mentees[who].Person
}

// mark has a bit for each thing.
func mark[T any](things []T, has func(T) bool) team.Marks {
	marks := make(team.Marks, len(things)/64+1)
	for i, thing := range things {
		if has(thing) {
			marks[i/64] |= 1 << (i % 64)
		}
	}
	return marks
}
