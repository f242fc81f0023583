package network

import (
	"slices"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
)

// Options configure Of.
type Options struct {
	// Guests ties guests of a meeting to the others at it.
	Guests bool
	// Apart selects people who appear once for each of their pairings, so that
	// nobody can follow them from one to the next; nil selects nobody.
	Apart func(record.PersonID) bool
}

// Network is people and the ties between them, without duplicates.
type Network struct {
	People []*Person // in the order of cohorts, pairings and members
	Ties   []*Tie    // by A, then by B, in the order of People
	Alone  []Alone   // by person

	introductions int      // mentioned in logs of held meetings
	introduced    []string // paths of these logs and of their pairings
}

// Person is somebody in a started pairing, or a guest.
type Person struct {
	ID                   record.PersonID
	Pairing              *record.Pairing // the only one, for somebody who is apart
	Unit                 string
	Mentor, Mentee, Peer bool // their roles so far

	// Became reports that they were a mentee first: their first day as a mentor
	// is after their first day as a mentee.
	Became bool

	Ties     []*Tie // in the order of the others
	Meetings int    // held ones that they attended as a member or a guest
	Minutes  int    // over those whose log gives a duration
	Timed    int    // the number of these

	place  int      // index in People
	record string   // the person's path
	parts  []string // paths of the pairings in which they were a mentor or a mentee
	first  struct{ mentor, mentee int }
}

// Tie is two tied people. It combines all their pairings: with a reverse pairing
// later on, each may have been the other's mentor.
type Tie struct {
	A, B                 *Person // A comes first in People
	AMentors, BMentors   bool    // one is or was the other's mentor
	Peers, Beside, Guest bool

	Cohorts  []*record.Cohort // by id
	Meetings int              // held ones that both attended
	Minutes  int              // over those whose log gives a duration
	Timed    int              // the number of these

	pairings, sessions []string // paths
}

// Mentoring reports whether one of the two is or was the other's mentor.
func (t *Tie) Mentoring() bool { return t.AMentors || t.BMentors }

// Other returns the one of the two that is not p.
func (t *Tie) Other(p *Person) *Person {
	if t.A == p {
		return t.B
	}
	return t.A
}

// Strength is the strength of a tie by meetings or hours, whichever is higher, so
// that a log without a duration does not weaken a tie.
type Strength int

// The strengths: no logged meeting; fewer than three; from three meetings or
// three hours; from ten meetings or ten hours.
const (
	Unmet Strength = iota
	Light
	Steady
	Strong
)

// Strength returns the strength of a tie.
func (t *Tie) Strength() Strength {
	switch {
	case t.Meetings >= 10 || t.Minutes >= 10*60:
		return Strong
	case t.Meetings >= 3 || t.Minutes >= 3*60:
		return Steady
	case t.Meetings > 0:
		return Light
	}
	return Unmet
}

// Alone is somebody with an accepted enrolment, who is tied to nobody and has not
// left, with their cohorts.
type Alone struct {
	Person  record.PersonID
	Cohorts []*record.Cohort
}

// Of computes the network of cohorts of a repository.
func Of(repo *record.Repository, cohorts []*measure.Cohort, o Options) *Network {
	w := &weaver{repo: repo, o: o, n: &Network{}, people: map[node]*Person{}, ties: map[[2]*Person]*Tie{}}
	for _, c := range cohorts {
		for _, p := range c.Pairings {
			if p.Started {
				w.pairing(c, p)
			}
		}
	}
	w.finish()
	w.alone(cohorts)
	return w.n
}

// Units lists the units of the people tied to a person, without duplicates and
// without the person's own; people without a unit do not count.
func (p *Person) Units() []string {
	var units []string
	for _, t := range p.Ties {
		if u := t.Other(p).Unit; u != "" && u != p.Unit {
			units = append(units, u)
		}
	}
	slices.Sort(units)
	return slices.Compact(units)
}

// Groups returns the sizes of the connected groups of people, in descending
// order.
func (n *Network) Groups() []int {
	seen := make([]bool, len(n.People))
	var sizes []int
	for _, p := range n.People {
		size, queue := 0, []*Person{p}
		for ; len(queue) > 0; queue = queue[1:] {
			if seen[queue[0].place] {
				continue
			}
			seen[queue[0].place] = true
			size++
			for _, t := range queue[0].Ties {
				queue = append(queue, t.Other(queue[0]))
			}
		}
		if size > 0 {
			sizes = append(sizes, size)
		}
	}
	slices.Sort(sizes)
	slices.Reverse(sizes)
	return sizes
}
