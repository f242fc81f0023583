package record

import (
	"slices"

	"pairbook/generator/internal/when"
)

// Attending returns the members of one side of a pairing who were members on a day and
// present, without duplicates.
func Attending(side []Member, day when.Date, present []PersonID) []PersonID {
	var there []PersonID
	for _, m := range side {
		if m.On(day) && slices.Contains(present, m.Person) && !slices.Contains(there, m.Person) {
			there = append(there, m.Person)
		}
	}
	return there
}

// Held reports whether a session came about: a mentor and a mentee, or two peers,
// who were members on its day attended.
func (p *Pairing) Held(s *Session) bool {
	there := func(m Member) bool { return m.On(s.Date) && p.attended(s, m.Person) }
	if slices.ContainsFunc(p.Mentors, there) && slices.ContainsFunc(p.Mentees, there) {
		return true
	}
	one := slices.IndexFunc(p.Peers, there)
	return one >= 0 && slices.ContainsFunc(p.Peers[one:], func(m Member) bool { return m.Person != p.Peers[one].Person && there(m) })
}

// attended reports whether somebody is among those [Pairing.Present] at a session.
func (p *Pairing) attended(s *Session, who PersonID) bool {
	if s.Attended != nil {
		return slices.Contains(*s.Attended, who)
	}
	for _, side := range p.sides() {
		if slices.ContainsFunc(side, func(m Member) bool { return m.Person == who && m.Expected(s.Date) }) {
			return true
		}
	}
	return false
}

// FlashMet returns the first and the last day, up to a day, on which a flash
// pairing met since its start; none of any other pairing. A flash pairing is
// complete from the first on, whatever its recorded state says.
func (p *Pairing) FlashMet(until when.Date) (first, last when.Date) {
	if p.Structure != Flash || p.Started == 0 {
		return 0, 0
	}
	for _, s := range p.Sessions {
		if !s.Date.Within(p.Started, until) || !p.Held(s) {
			continue
		}
		if first == 0 || s.Date < first {
			first = s.Date
		}
		last = max(last, s.Date)
	}
	return first, last
}
