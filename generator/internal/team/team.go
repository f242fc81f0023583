// Package team puts people into teams of so many to so many, each with somebody who leads it or
// none, and says how far from the best its answer can be at most. It knows people as numbers,
// and nothing of mentoring.
//
// As many people as possible have a team; among these answers the total is highest. A member's
// score is the mean of their scores with the other members, mixed with that of their leader; a
// team's is the sum of its members', so that everybody counts alike. Pins, people whom somebody
// put together, have a team together in every answer.
//
// The best answer is hard to find, so [Solve] does three things, in which the people of a pin
// count as one. It bounds what any answer can have by the prices of a linear program over all
// teams (column generation), in whole numbers once the prices are there: the bound holds however
// they were found. It improves an answer by taking a few people out of their teams and putting
// them back in the best way, again and again, with draws from a fixed seed. And it searches all
// answers that the prices leave open, with a limit: up to 24 people that proves the answer best,
// and of more it may. [Check] repeats of this what prices can tell, by looking at all teams. The
// answer depends on the order of people and on nothing else.
package team

import (
	"math"
	"slices"
)

// Apart is the score of two who must not be in one team.
const Apart = math.MinInt32

// Problem is how many people there are, numbered from 0, and what teams they can form. Scores
// are at least 0.
type Problem struct {
	Size     int
	Min, Max int // how many members a team has, without its leader; Min is at least 2
	Score    [][]int32
	Leads    []Lead // who lead teams; if there are none, teams have no leader
	Together int    // how much of 100 a member's score with the others weighs, where there are leaders
	Common   []Common
	Kind     []int // by person, 0 for whatever: no team has only one of a kind; nil if it may
	Pin      []int // by person, 0 for none: who have the same are in one team; nil without pins
	Rank     []int // by person: who has a team rather where one can take another's place, the lowest first; nil for nobody

	block [][]int // the people that each number stands for, as inBlocks has them; nil where it is a person's
}

// Lead is somebody who leads up to Room teams.
type Lead struct {
	Room  int
	Score []int32 // by person
}

// Common is what all of a team must have something of: by person, and by leader, a set of marks;
// a nil one fits every other.
type Common struct{ People, Leads []Marks }

// Marks is a set of numbers, as bits.
type Marks []uint64

// Team is an answer's team: who is in it, ascending, and who leads it, -1 for nobody.
type Team struct {
	Lead    int
	Members []int
}

// Solution is an answer. No answer has more people in teams than Most, and none with as many as this
// one, Placed, has a total above Bound. Total and Bound are in units of [Problem.Unit]. The prices
// alone may prove less than Bound.
type Solution struct {
	Teams        []Team // by first member
	Alone        []int
	Placed, Most int
	Total, Bound int64
	Prices       Prices
}

// Prices is what people cost, those who lead, and each place in a team: no team counts more than
// what it costs. Only the price of a place, or of somebody who is pinned, may be below 0.
type Prices struct {
	Person []int64
	Lead   []int64
	Place  int64
}

// Unit is what one point of one member counts, so that means are whole numbers.
func (p *Problem) Unit() int64 {
	others := int64(1)
	for k := 2; k < p.Max; k++ {
		others = others / gcd(others, int64(k)) * int64(k)
	}
	return 100 * others
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// Worth returns a team's total and whether it is allowed.
func (p *Problem) Worth(t Team) (total int64, allowed bool) {
	heads := p.heads(t.Members)
	if heads < p.Min || heads > p.Max || !p.alike(t) || !p.whole(t.Members) {
		return 0, false
	}
	byLead, byPair := int64(0), int64(0)
	for i, a := range t.Members {
		if t.Lead >= 0 {
			if p.Leads[t.Lead].Score[a] == Apart {
				return 0, false
			}
			byLead += int64(p.Leads[t.Lead].Score[a])
		}
		within := p.within(a)
		for _, b := range t.Members[:i] {
			within = plus(within, p.Score[a][b])
		}
		if within == Apart {
			return 0, false
		}
		byPair += int64(within)
	}
	if byLead > 0 {
		byLead *= p.fit()
	}
	return byLead + byPair*p.pair(heads), true
}

// fit is what a point of a member with their leader counts, and pair one of two members with each
// other in a team of a size.
func (p *Problem) fit() int64 { return int64(100-p.Together) * (p.Unit() / 100) }

func (p *Problem) pair(size int) int64 {
	together := int64(100)
	if len(p.Leads) > 0 {
		together = int64(p.Together)
	}
	return 2 * together * (p.Unit() / 100) / int64(size-1)
}

// alone is what each could count without the others: what their score with a leader counts, 0 for none.
func (p *Problem) alone(lead int) []int64 {
	all := make([]int64, p.Size)
	if lead >= 0 {
		fit := p.fit()
		for a, s := range p.Leads[lead].Score {
			all[a] = fit * int64(s)
		}
	}
	return all
}

// open lists who may be in a team of a leader.
func (p *Problem) open(lead int) (all []int) {
	for a := range p.Size {
		if p.within(a) != Apart && (lead < 0 || p.Leads[lead].Score[a] != Apart) {
			all = append(all, a)
		}
	}
	return all
}

// alike reports whether a team has something in common of all that it must.
func (p *Problem) alike(t Team) bool {
	for _, c := range p.Common {
		var have Marks
		if t.Lead >= 0 && c.Leads != nil {
			have = c.Leads[t.Lead]
		}
		for _, m := range t.Members {
			have = have.and(c.People[m])
		}
		if have != nil && !have.any() {
			return false
		}
	}
	return true
}

// and returns what two sets share.
func (m Marks) and(n Marks) Marks {
	if m == nil || n == nil {
		if m == nil {
			return n
		}
		return m
	}
	both := make(Marks, len(m))
	for i := range m {
		both[i] = m[i] & n[i]
	}
	return both
}

func (m Marks) any() bool { return slices.ContainsFunc(m, func(word uint64) bool { return word != 0 }) }

// whole reports whether members have no loner among them, and all or none of each pin.
func (p *Problem) whole(members []int) bool {
	if p.Kind != nil {
		people := p.people(members)
		for _, a := range people {
			if p.Kind[a] != 0 && marked(p.Kind, people, p.Kind[a]) == 1 {
				return false
			}
		}
	}
	if p.Pin == nil || p.block != nil {
		return true
	}
	for _, a := range members {
		if p.pinned(a) && marked(p.Pin, members, p.Pin[a]) < p.pins(p.Pin[a]) {
			return false
		}
	}
	return true
}

// marked counts those of a list who have a mark.
func marked(by, list []int, mark int) (n int) {
	for _, a := range list {
		if by[a] == mark {
			n++
		}
	}
	return n
}

// pins counts the people of a pin.
func (p *Problem) pins(pin int) (n int) {
	for _, other := range p.Pin {
		if other == pin {
			n++
		}
	}
	return n
}

// pinned reports whether somebody has a team in every answer.
func (p *Problem) pinned(a int) bool { return p.Pin != nil && p.Pin[a] != 0 }

// leads lists who may lead: -1 where teams have no leader.
func (p *Problem) leads() (all []int) {
	if len(p.Leads) == 0 {
		return []int{-1}
	}
	for k, lead := range p.Leads {
		if lead.Room > 0 {
			all = append(all, k)
		}
	}
	return all
}

// room is how many teams somebody can lead.
func (p *Problem) room(lead int) int {
	if lead < 0 {
		return p.everybody() / p.Min
	}
	return p.Leads[lead].Room
}
