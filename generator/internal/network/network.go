package network

import (
	"slices"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
)

// Options say whom a network is about.
type Options struct {
	// Guests ties those who came to a meeting as a guest to those who were there.
	Guests bool
	// Apart picks people who stand once for each pairing they are in, so that
	// nobody can follow them from one to the next; nil picks nobody.
	Apart func(record.PersonID) bool
}

// Network is people and ties, each of them once.
type Network struct {
	People []*Person // in the order in which cohorts, pairings and members name them
	Ties   []*Tie    // by A, then by B, in the order of People
	Alone  []Alone   // by person

	introductions int      // that logs of meetings held mention
	introduced    []string // paths of these logs and of their pairings
}

// Person is somebody who was in a pairing that started, or came as a guest.
type Person struct {
	ID                   record.PersonID
	Pairing              *record.Pairing // the only one, of somebody who stands apart
	Unit                 string
	Mentor, Mentee, Peer bool // what they have been

	// Became tells that they were a mentee first and a mentor later: their first
	// day as a mentor comes after their first day as a mentee.
	Became bool

	Ties     []*Tie // in the order of the others
	Meetings int    // held ones that they attended as a member or a guest
	Minutes  int    // of those whose log gives a duration
	Timed    int    // how many these are

	place  int      // among People
	record string   // the person's path
	parts  []string // paths of the pairings in which they were a mentor or a mentee
	first  struct{ mentor, mentee int }
}

// Tie is two people. What holds of one pairing holds of the tie: in a reverse
// pairing later on, both may have been the other's mentor.
type Tie struct {
	A, B                 *Person // A comes first in People
	AMentors, BMentors   bool    // one is or was the other's mentor
	Peers, Beside, Guest bool

	Cohorts  []*record.Cohort // by id
	Meetings int              // held ones that both attended
	Minutes  int              // of those whose log gives a duration
	Timed    int              // how many these are

	pairings, sessions []string // paths
}

// Mentoring tells whether one of the two is or was the other's mentor.
func (t *Tie) Mentoring() bool { return t.AMentors || t.BMentors }

// Other is the one of the two that is not p.
func (t *Tie) Other(p *Person) *Person {
	if t.A == p {
		return t.B
	}
	return t.A
}

// Strength is how strong a tie is, by meetings and hours: the one that says
// more counts, so that a log without a duration does not weaken a tie.
type Strength int

// The strengths: no meeting is logged yet; fewer than three; from three meetings
// or three hours on; from ten meetings or ten hours on.
const (
	Unmet Strength = iota
	Light
	Steady
	Strong
)

// Strength weighs a tie.
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

// Alone is somebody with an accepted enrolment who is tied to nobody and has
// not left, and the cohorts that they are enrolled in.
type Alone struct {
	Person  record.PersonID
	Cohorts []*record.Cohort
	records []string
}

// Of finds the network of cohorts of a repository.
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

// Units lists the units of those whom a person is tied to, each once, but for
// the person's own; people without one are not counted.
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

// Groups counts the people who are tied to one another, directly or through
// others, in groups: the largest first.
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
