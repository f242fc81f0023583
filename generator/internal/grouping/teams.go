// Package grouping proposes who meets in other shapes than a mentor and a mentee: peers
// in pairs, with a trio where one would be alone; groups of a mentor and several mentees;
// and circles of peers, with somebody who facilitates or without. How well two people fit
// is what package fit says, both ways round; what holds of a whole team, an hour and a
// language that all have, is here. Pairs of peers are proven to be the best; of groups and
// circles it says how far from the best they can be.
package grouping

import (
	"cmp"
	"fmt"
	"slices"

	"pairbook/generator/internal/assign"
	"pairbook/generator/internal/couple"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/team"
)

// Teams is a proposal of something else than pairs of a mentor and a mentee. Points are in
// hundredths, so that means are told as they are.
type Teams struct {
	Cohort    record.CohortID
	Shape     record.MatchShape
	Members   int // who take part, including those in a pairing
	Mentors   int
	Placed    int // members with somebody, here or in a pairing that stays
	Most      int // how many more than are placed could be at most
	Total     int64
	Bound     int64 // what no answer with as many placed has more than
	Teams     []Team
	Kept      []KeptTeam
	Unmatched []Alone
	pool      *pool
}

// Team is people who are proposed to each other. Score is the mean of its members' scores,
// and Lowest that of the member who has the least.
type Team struct {
	Mentor        string
	Members       []string
	Score, Lowest int
	Because       []fit.Points
}

// Alone is a member without a team.
type Alone struct{ Member, Reason, Words string }

const hundredths = 100

// Propose makes the teams of a cohort and gives them their reasons. It fails for a pin of
// two who cannot be together, and step runs the steps score, solve and explain.
func Propose(repo *record.Repository, c *record.Cohort, program *record.Program, o fit.Options, step func(string, func() error) error) (*Teams, error) {
	var pool *pool
	err := step("score", func() (err error) {
		pool, err = newPool(repo, c, program, o)
		return err
	})
	if err != nil {
		return nil, err
	}
	s := &Teams{Cohort: c.ID, Shape: pool.shape, Mentors: len(pool.led.Mentors), Kept: pool.kept, pool: pool}
	for _, k := range pool.kept {
		s.Placed += len(k.Members)
	}
	s.Members = s.Placed + len(pool.others.Mentees)
	var teams []team.Team
	err = step("solve", func() error {
		if pool.shape == record.InPeers {
			teams = s.couple()
			return nil
		}
		teams = s.group()
		return pool.pinned(teams)
	})
	if err != nil {
		return nil, err
	}
	_ = step("explain", func() error { s.explain(teams); return nil })
	return s, s.Proven()
}

// Proven returns an error if pairs of peers are not proven to be the best by their prices.
func (s *Teams) Proven() error {
	if s.Shape == record.InPeers && s.Bound != s.Total {
		return fmt.Errorf("the certificate of the answer has a gap of %s, so nothing is proposed", pointsOf(s.Bound-s.Total))
	}
	return nil
}

// couple solves for peers in pairs.
func (s *Teams) couple() (teams []team.Team) {
	t, p := s.pool, s.pool.peers(s.pool.lot)
	answer := couple.Solve(p)
	s.take(p, answer)
	for _, members := range inTeams(answer) {
		found := team.Team{Lead: -1}
		for _, m := range members {
			found.Members = append(found.Members, t.lot[m])
		}
		teams = append(teams, found)
	}
	return teams
}

// inTeams lists the pairs and trios of an answer.
func inTeams(answer *couple.Solution) (teams [][]int) {
	for _, part := range answer.Parts {
		for _, pair := range part.Pairs {
			teams = append(teams, pair[:])
		}
		if part.Trio != nil {
			teams = append(teams, part.Trio)
		}
	}
	return teams
}

// peers is members in pairs as numbers, in an order.
func (t *pool) peers(members []int) *couple.Problem {
	p := &couple.Problem{Size: len(members)}
	for i, a := range members {
		for j, b := range members[:i] {
			if score, allowed := t.score(a, b); allowed && score >= t.matching.Minimum {
				p.Pairs = append(p.Pairs, couple.Pair{A: j, B: i, Score: int32(score)})
			}
		}
	}
	return p
}

// take takes over the sums of peers in pairs.
func (s *Teams) take(p *couple.Problem, answer *couple.Solution) {
	dual, _, _ := couple.Check(p, answer)
	s.Total, s.Bound = answer.Twice*hundredths/2, dual*hundredths/2
	for _, part := range answer.Parts {
		s.Placed += len(part.Members) - len(part.Alone)
	}
}

// group solves for groups and circles.
func (s *Teams) group() (teams []team.Team) {
	t := s.pool
	p := t.problem()
	answer := team.Solve(p)
	s.Placed += answer.Placed
	s.Most = answer.Most - answer.Placed
	s.sum(answer.Total, answer.Bound, p.Unit())
	for _, found := range answer.Teams {
		for i, m := range found.Members {
			found.Members[i] = t.lot[m]
		}
		teams = append(teams, found)
	}
	if t.shape == record.InCircles {
		t.facilitate(teams)
	}
	return teams
}

// sum takes over a total and its bound, in so many units a point. However small a gap is, it is not 0.
func (s *Teams) sum(total, bound, unit int64) {
	s.Total = total * hundredths / unit
	s.Bound = s.Total + ((bound-total)*hundredths+unit-1)/unit
}

// pinned returns an error when a pin is not in an answer: no group that may be has the two, or it would
// take a place from more people.
func (t *pool) pinned(teams []team.Team) error {
	for k, pin := range t.cohort.Pins {
		mentee, there := t.led.Mentee(pin.Mentee)
		mentor, chosen := t.pins[mentee]
		if !there || !chosen {
			continue
		}
		if !slices.ContainsFunc(teams, func(g team.Team) bool { return g.Lead == mentor && slices.Contains(g.Members, mentee) }) {
			return &fit.PinError{Index: k, Mentor: pin.Mentor, Mentee: pin.Mentee, Why: "in the best groups that there are the two are not together"}
		}
	}
	return nil
}

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

// problem is groups or circles as numbers, members by their lot.
func (t *pool) problem() *team.Problem {
	p := &team.Problem{Size: len(t.lot), Min: t.size().Min, Max: t.size().Max, Together: t.together()}
	for _, a := range t.lot {
		row := make([]int32, len(t.lot))
		for j, b := range t.lot {
			score, allowed := t.score(a, b)
			if row[j] = int32(score); a != b && (!allowed || t.shape == record.InCircles && score < t.matching.Minimum) {
				row[j] = team.Apart
			}
		}
		p.Score = append(p.Score, row)
	}
	if t.shape == record.InGroups {
		for j, mentor := range t.led.Mentors {
			lead := team.Lead{Room: mentor.Room}
			for _, a := range t.lot {
				score, allowed := t.led.Score(a, j)
				if pin, pinned := t.pins[a]; !allowed || pinned && pin != j || !pinned && score < t.matching.Minimum {
					score = team.Apart
				}
				lead.Score = append(lead.Score, int32(score))
			}
			p.Leads = append(p.Leads, lead)
		}
		if len(p.Leads) == 0 {
			p.Leads = []team.Lead{{Score: make([]int32, len(t.lot))}} // nobody leads, so nobody has a group
		}
	}
	p.Common = t.common(len(p.Leads))
	if slices.ContainsFunc(t.matching.Constraints, func(c record.Constraint) bool { return c.Kind == "only-of-unit" }) {
		p.Kind = t.units()
	}
	return p
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
func (t *pool) common(leads int) (all []team.Common) {
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
			all = append(all, t.shared(leads, func(who int) team.Marks {
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
	return append(all, t.shared(leads, func(who int) team.Marks {
		tags := fit.Spoken(t.person(who))
		if len(tags) == 0 {
			return nil
		}
		return mark(spoken, func(tag string) bool { return slices.Contains(tags, tag) })
	}))
}

// shared gathers the marks of the members, by lot, and of so many mentors.
func (t *pool) shared(leads int, of func(who int) team.Marks) (c team.Common) {
	for _, a := range t.lot {
		c.People = append(c.People, of(a))
	}
	for j := range leads {
		var marks team.Marks
		if j < len(t.led.Mentors) {
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

// facilitate gives circles somebody who leads them, as many as can have one, and those who fit best. The
// circles are what they are without.
func (t *pool) facilitate(teams []team.Team) {
	p := &assign.Problem{Start: make([]int, 1)}
	for _, m := range t.led.Mentors {
		p.Capacity = append(p.Capacity, m.Room)
	}
	for _, circle := range teams {
		p.Wants = append(p.Wants, 1)
		for j := range t.led.Mentors {
			if score, allowed := t.fit(circle.Members, j); allowed {
				p.Column, p.Score = append(p.Column, int32(j)), append(p.Score, int32(score))
			}
		}
		p.Start = append(p.Start, len(p.Column))
	}
	for k, columns := range assign.Solve(p, assign.Coverage).Columns {
		if len(columns) > 0 {
			teams[k].Lead = columns[0]
		}
	}
}

// fit is how well a mentor fits members on average, and whether all may have them and can meet.
func (t *pool) fit(members []int, mentor int) (mean int, allowed bool) {
	for _, m := range members {
		score, may := t.led.Score(m, mentor)
		if !may {
			return 0, false
		}
		mean += score
	}
	return fit.Rounded(mean, len(members)), t.canMeet(append(slices.Clone(members), len(t.led.Mentees)+mentor)...)
}
