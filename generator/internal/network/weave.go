package network

import (
	"cmp"
	"math"
	"slices"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
)

// node identifies a person in the network, or, if apart, a person in one pairing.
type node struct {
	person  record.PersonID
	pairing *record.Pairing
}

// weaver builds a network, pairing by pairing.
type weaver struct {
	repo   *record.Repository
	o      Options
	n      *Network
	people map[node]*Person
	ties   map[[2]*Person]*Tie
}

// seat is a membership in a running pairing, with its first and last day as day
// numbers.
type seat struct {
	who         *Person
	member      record.Member
	party       record.Party
	first, last int
}

func (w *weaver) pairing(c *measure.Cohort, p *measure.Pairing) {
	var seats []seat
	for party, members := range p.Record.Sides() {
		for _, m := range members {
			s := seat{member: m, party: party, first: int(max(p.Start, m.From)), last: int(p.End)}
			if m.Until != 0 {
				s.last = int(min(p.End, m.Until))
			}
			if m.StandsBy() {
				s.first = firstMeeting(p, m)
			}
			if s.first > s.last {
				continue
			}
			s.who = w.person(m.Person, p.Record)
			s.who.addRole(s, p.Record.Path)
			seats = append(seats, s)
		}
	}
	for i, a := range seats {
		for _, b := range seats[i+1:] {
			if a.who != b.who && max(a.first, b.first) <= min(a.last, b.last) && tied(p, a, b) {
				w.tie(a.who, b.who).join(a, b, c.Record, p.Record)
			}
		}
	}
	for _, s := range p.Held {
		w.meeting(c, p.Record, s, seats)
	}
}

// firstMeeting is the first day on which a member was at a meeting, as a day number;
// never if they were at none.
func firstMeeting(p *measure.Pairing, m record.Member) int {
	for _, s := range p.Held {
		if m.On(s.Date) && slices.Contains(p.Record.Present(s), m.Person) {
			return int(s.Date)
		}
	}
	return math.MaxInt
}

// tied reports whether two members of a pairing on the same days are tied: who stands by
// is tied to those alone whom they met.
func tied(p *measure.Pairing, a, b seat) bool {
	return !a.member.StandsBy() && !b.member.StandsBy() || slices.ContainsFunc(p.Held, func(s *record.Session) bool {
		present := p.Record.Present(s)
		return a.member.On(s.Date) && b.member.On(s.Date) && slices.Contains(present, a.member.Person) && slices.Contains(present, b.member.Person)
	})
}

// person returns the person of an id, adding them if missing.
func (w *weaver) person(id record.PersonID, p *record.Pairing) *Person {
	at := node{person: id}
	if w.o.Apart != nil && w.o.Apart(id) {
		at.pairing = p
	}
	if found := w.people[at]; found != nil {
		return found
	}
	who := &Person{ID: id, Pairing: at.pairing, place: len(w.n.People)}
	if rec := w.repo.People.Get(id); rec != nil {
		who.Unit, who.record = rec.Unit, rec.Path
	}
	w.people[at] = who
	w.n.People = append(w.n.People, who)
	return who
}

// addRole adds the role of a person in a pairing.
func (p *Person) addRole(s seat, path string) {
	switch s.party {
	case record.Mentors:
		if !p.Mentor || s.first < p.first.mentor {
			p.first.mentor = s.first
		}
		p.Mentor = true
	case record.Mentees:
		if !p.Mentee || s.first < p.first.mentee {
			p.first.mentee = s.first
		}
		p.Mentee = true
	case record.Peers:
		p.Peer = true
		return
	}
	p.parts = append(p.parts, path)
}

func (w *weaver) tie(a, b *Person) *Tie {
	if a.place > b.place {
		a, b = b, a
	}
	key := [2]*Person{a, b}
	t := w.ties[key]
	if t == nil {
		t = &Tie{A: a, B: b}
		w.ties[key] = t
	}
	return t
}

// join adds the relation between two members of a pairing.
func (t *Tie) join(a, b seat, c *record.Cohort, p *record.Pairing) {
	switch {
	case a.party == record.Peers || b.party == record.Peers:
		t.Peers = true
	case a.party == b.party:
		t.Beside = true
	case (a.party == record.Mentors) == (t.A == a.who):
		t.AMentors = true
	default:
		t.BMentors = true
	}
	t.in(c, p)
}

func (t *Tie) in(c *record.Cohort, p *record.Pairing) {
	if !slices.Contains(t.Cohorts, c) {
		t.Cohorts = append(t.Cohorts, c)
	}
	if !slices.Contains(t.pairings, p.Path) {
		t.pairings = append(t.pairings, p.Path)
	}
}

// meeting counts a held meeting for each person and each pair of people who
// attended it.
func (w *weaver) meeting(c *measure.Cohort, p *record.Pairing, s *record.Session, seats []seat) {
	if len(s.Introductions) > 0 {
		w.n.introductions += len(s.Introductions)
		w.n.introduced = append(w.n.introduced, s.Path, p.Path)
	}
	present := p.Present(s)
	var there []*Person
	for _, x := range seats {
		if x.member.On(s.Date) && slices.Contains(present, x.member.Person) && !slices.Contains(there, x.who) {
			there = append(there, x.who)
		}
	}
	members := len(there)
	if w.o.Guests {
		for _, g := range s.Guests {
			if id := record.PersonID(g); w.repo.People.Has(id) {
				if who := w.person(id, p); !slices.Contains(there, who) {
					there = append(there, who)
				}
			}
		}
	}
	for i, a := range there {
		a.meet(s)
		for j, b := range there[i+1:] {
			guest := i+1+j >= members
			if guest && i >= members {
				continue // guests are not tied to each other
			}
			t := w.tie(a, b)
			if guest {
				t.Guest = true
				t.in(c.Record, p)
			}
			t.meet(s)
		}
	}
}

func (p *Person) meet(s *record.Session) {
	p.Meetings++
	p.Minutes += int(s.Duration)
	if s.Duration > 0 {
		p.Timed++
	}
}

func (t *Tie) meet(s *record.Session) {
	t.Meetings++
	t.Minutes += int(s.Duration)
	if s.Duration > 0 {
		t.Timed++
	}
	t.sessions = append(t.sessions, s.Path)
}

// finish sorts the ties.
func (w *weaver) finish() {
	for _, t := range w.ties {
		slices.SortFunc(t.Cohorts, func(a, b *record.Cohort) int { return cmp.Compare(a.ID, b.ID) })
		w.n.Ties = append(w.n.Ties, t)
	}
	slices.SortFunc(w.n.Ties, func(x, y *Tie) int {
		return cmp.Or(cmp.Compare(x.A.place, y.A.place), cmp.Compare(x.B.place, y.B.place))
	})
	for _, t := range w.n.Ties {
		t.A.Ties = append(t.A.Ties, t)
		t.B.Ties = append(t.B.Ties, t)
	}
	for _, p := range w.n.People {
		slices.SortFunc(p.Ties, func(x, y *Tie) int { return cmp.Compare(x.Other(p).place, y.Other(p).place) })
		p.Became = p.Mentor && p.Mentee && p.first.mentee < p.first.mentor
	}
}

// alone finds the enrolled people who are tied to nobody.
func (w *weaver) alone(cohorts []*measure.Cohort) {
	tied := map[record.PersonID]bool{}
	for _, p := range w.n.People {
		tied[p.ID] = tied[p.ID] || len(p.Ties) > 0
	}
	found := map[record.PersonID]*Alone{}
	for _, c := range cohorts {
		for _, e := range c.Record.Enrolments.All() {
			if e.Status != record.Accepted && e.Status != "" || tied[e.Person] || w.hasLeft(c, e) {
				continue
			}
			a := found[e.Person]
			if a == nil {
				a = &Alone{Person: e.Person}
				found[e.Person] = a
			}
			a.Cohorts = append(a.Cohorts, c.Record)
		}
	}
	for _, a := range found {
		w.n.Alone = append(w.n.Alone, *a)
	}
	slices.SortFunc(w.n.Alone, func(a, b Alone) int { return cmp.Compare(a.Person, b.Person) })
}

func (w *weaver) hasLeft(c *measure.Cohort, e *record.Enrolment) bool {
	if e.Left != 0 && e.Left <= c.AsOf {
		return true
	}
	who := w.repo.People.Get(e.Person)
	return who != nil && who.Left != 0 && who.Left <= c.AsOf
}
