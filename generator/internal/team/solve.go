package team

import (
	"cmp"
	"maps"
	"slices"
)

// mends is how often an answer is mended at a time.
func (p *Problem) mends() int { return min(25*p.Size, 3000) }

// Solve returns the best answer that it finds, with its bound.
func Solve(p *Problem) *Solution {
	s := &Solution{Most: p.places(p.Size)}
	a := newAnswer(p, p.bonus()*int64(p.Size+1))
	a.put(p.start())
	r := new(draws)
	a.mend(p.mends(), r)
	if a.placed() < s.Most {
		a, s.Most = p.cover(a, s.Most)
		a.mend(p.mends(), r)
	}
	for places := 0; places < a.placed(); {
		places = a.placed()
		b, program := p.program(places, a.full(), p.bonus())
		a = p.dive(a, program, r)
		if a.placed() > places {
			continue // the bound was for fewer
		}
		teams, known := p.exact(&b, p.step(), a.total-a.bonus*int64(places), p.Size-places, nil)
		if teams != nil {
			a = a.with(teams)
		}
		if s.Bound = b.total / p.step() * p.step(); known {
			s.Bound = a.total - a.bonus*int64(places)
		}
	}
	s.fill(a)
	return s
}

// fill takes over an answer's teams.
func (s *Solution) fill(a *answer) {
	s.Teams, s.Alone = a.full(), a.alone
	slices.SortFunc(s.Teams, func(x, y Team) int { return cmp.Compare(x.Members[0], y.Members[0]) })
	for _, t := range s.Teams {
		worth, _ := a.p.Worth(t)
		s.Total += worth
		s.Placed += len(t.Members)
	}
}

func (a *answer) full() (teams []Team) {
	for _, t := range a.teams {
		if len(t.Members) > 0 {
			teams = append(teams, t)
		}
	}
	return teams
}

func (a *answer) placed() int { return a.p.Size - len(a.alone) }

// with returns an answer of such teams.
func (a *answer) with(teams []Team) *answer {
	b := newAnswer(a.p, a.bonus)
	b.put(teams)
	return b
}

// places is how many of so many people can have a team by its sizes and leaders alone.
func (p *Problem) places(people int) int {
	teams := 0
	for _, lead := range p.leads() {
		teams += min(p.room(lead), p.Size/p.Min)
	}
	for n := min(people, teams*p.Max); n > 0; n-- {
		if k := (n + p.Max - 1) / p.Max; k <= teams && k*p.Min <= n {
			return n
		}
	}
	return 0
}

// start lists teams that grow from each person, the best first.
func (p *Problem) start() []Team {
	at := prices{person: make([]int64, p.Size), lead: make([]int64, len(p.Leads)), place: -1}
	all := p.greedy(&at)
	slices.SortStableFunc(all, func(a, b Team) int {
		x, _ := p.Worth(a)
		y, _ := p.Worth(b)
		return cmp.Compare(y*int64(len(b.Members)), x*int64(len(a.Members)))
	})
	return all
}

// dive returns an answer of the teams that a program uses most, or the one before if that is better.
func (p *Problem) dive(before *answer, l *linear, r *draws) *answer {
	used := l.used()
	columns := slices.SortedFunc(maps.Keys(used), func(c, d int) int {
		return cmp.Or(cmp.Compare(used[d], used[c]), cmp.Compare(c, d))
	})
	a := before.with(nil)
	for _, c := range columns {
		a.put([]Team{l.columns[c].team})
	}
	a.put(p.start())
	a.mend(p.mends(), r)
	before.mend(p.mends(), r)
	if a.total > before.total {
		return a
	}
	return before
}

// cover bounds how many people can have a team, and returns an answer in which more have one where
// there is. To every two who may be together it gives one point, so that a total counts people.
func (p *Problem) cover(a *answer, most int) (*answer, int) {
	q := *p
	q.Score, q.Leads, q.Together = alike(p.Score), nil, 100
	for _, lead := range p.Leads {
		q.Leads = append(q.Leads, Lead{lead.Room, alike([][]int32{lead.Score})[0]})
	}
	unit := p.Unit()
	b, _ := q.program(p.Size, a.full(), 0)
	teams, known := q.exact(&b, unit, unit*int64(a.placed()), p.Size, &b.at.place)
	if teams != nil {
		a = a.with(teams)
	}
	if known {
		return a, a.placed()
	}
	return a, p.places(min(most, int(b.total/unit)))
}

// alike is scores of 1 where two may be together.
func alike(scores [][]int32) [][]int32 {
	all := make([][]int32, len(scores))
	for i, row := range scores {
		for _, s := range row {
			if s != Apart {
				s = 1
			}
			all[i] = append(all[i], s)
		}
	}
	return all
}
