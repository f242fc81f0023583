package team

import (
	"cmp"
	"maps"
	"slices"
)

// mends is how often an answer is mended at a time.
func (p *Problem) mends() int { return min(25*p.everybody(), 3000) }

// Solve returns the best answer that it finds, with its bound; nil if it finds none with all pins.
func Solve(p *Problem) *Solution {
	p = p.inBlocks()
	s := &Solution{Most: p.places(p.everybody()), Prices: p.plain(0).at}
	a := newAnswer(p, p.bonus()*int64(p.everybody()+1))
	a.put(p.start())
	r := new(draws)
	a.mend(p.mends(), r)
	if a.placed() < s.Most || !a.keeps() {
		a, s.Most = p.cover(a, s.Most)
		a.mend(p.mends(), r)
	}
	if !a.keeps() {
		return nil
	}
	for places := 0; places < a.placed(); {
		places = a.placed()
		b, program := p.program(places, a.full(), p.bonus())
		s.Prices = b.at
		a = p.dive(a, program, r)
		if a.placed() > places {
			continue // the bound was for fewer
		}
		teams, known := p.exact(&b, p.step(), a.worth(), p.everybody()-places, nil)
		if teams != nil {
			a = a.with(teams)
		}
		if s.Bound = b.total / p.step() * p.step(); known {
			s.Bound = a.worth()
		}
	}
	a.favour()
	s.fill(a)
	return s.inPeople(p)
}

// fill takes over an answer's teams.
func (s *Solution) fill(a *answer) {
	s.Teams, s.Alone = a.full(), a.alone
	slices.SortFunc(s.Teams, func(x, y Team) int { return cmp.Compare(x.Members[0], y.Members[0]) })
	s.Total, s.Placed = a.worth(), a.placed()
}

func (a *answer) full() (teams []Team) {
	for _, t := range a.teams {
		if len(t.Members) > 0 {
			teams = append(teams, t)
		}
	}
	return teams
}

func (a *answer) placed() int { return a.p.everybody() - a.p.heads(a.alone) }

// with returns an answer of such teams.
func (a *answer) with(teams []Team) *answer {
	b := newAnswer(a.p, a.bonus)
	b.put(teams)
	return b
}

// favour gives those who are alone the places of people of higher ranks, where nothing is lost by it.
func (a *answer) favour() {
	if a.p.Rank == nil {
		return
	}
	byRank := func(v, w int) int { return cmp.Compare(a.p.Rank[v], a.p.Rank[w]) }
	slices.SortStableFunc(a.alone, byRank)
	for swapped := true; swapped; {
		swapped = false
		for i, v := range a.alone {
			best, with, place := v, -1, Team{}
			for k, t := range a.teams {
				worth, _ := a.counts(t)
				for j, u := range t.Members {
					if byRank(u, best) <= 0 || a.p.pinned(u) {
						continue
					}
					other := Team{t.Lead, slices.Clone(t.Members)}
					other.Members[j] = v
					slices.Sort(other.Members)
					if w, allowed := a.counts(other); allowed && w >= worth {
						best, with, place = u, k, other
					}
				}
			}
			if with >= 0 {
				a.teams[with], a.alone[i], swapped = place, best, true
			}
		}
	}
	slices.Sort(a.alone)
}

// places is how many of so many people can have a team by its sizes and leaders alone.
func (p *Problem) places(people int) int {
	teams := 0
	for _, lead := range p.leads() {
		teams += min(p.room(lead), p.everybody()/p.Min)
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
	at := Prices{Person: make([]int64, p.Size), Lead: make([]int64, len(p.Leads)), Place: -1}
	all := p.greedy(&at)
	slices.SortStableFunc(all, func(a, b Team) int {
		x, _ := p.Worth(a)
		y, _ := p.Worth(b)
		return cmp.Or(cmp.Compare(p.of(b.Members), p.of(a.Members)), cmp.Compare(y*int64(p.heads(b.Members)), x*int64(p.heads(a.Members))))
	})
	return all
}

// dive returns an answer of the teams that a program uses most, or the one before if that is better.
func (p *Problem) dive(before *answer, l *linear, r *draws) *answer {
	used := l.used()
	pins := func(column int) int { return p.of(l.columns[column].team.Members) }
	columns := slices.SortedFunc(maps.Keys(used), func(c, d int) int {
		return cmp.Or(cmp.Compare(min(1, pins(d)), min(1, pins(c))), cmp.Compare(used[d], used[c]), cmp.Compare(c, d))
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
// there is.
func (p *Problem) cover(a *answer, most int) (*answer, int) {
	q := p.flat()
	unit := p.Unit()
	b, _ := q.program(p.everybody(), a.full(), 0)
	have := unit * int64(a.placed())
	if !a.keeps() {
		have = -unit // any answer with all pins is better
	}
	teams, known := q.exact(&b, unit, have, p.everybody(), &b.at.Place)
	if teams != nil {
		a = a.with(teams)
	}
	if known {
		return a, a.placed()
	}
	return a, p.places(min(most, int(b.total/unit)))
}
