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
	present := p.Present(s)
	mentors := Attending(p.Mentors, s.Date, present)
	mentees := Attending(p.Mentees, s.Date, present)
	return len(mentors) > 0 && len(mentees) > 0 || len(Attending(p.Peers, s.Date, present)) > 1
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
