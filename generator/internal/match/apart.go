package match

import (
	"slices"

	"pairbook/generator/internal/record"
)

// tie is a mentor with whom a mentee is not paired, whatever the constraints.
type tie struct {
	mentor        int
	kind, because string
}

// The kinds of ties; a Bar has them.
const (
	samePerson   = "same-person"
	paired       = "paired"
	notAvailable = "not-available"
)

// setApart gathers the ties: people who are to be kept apart, everybody and
// themself, and pairs that there are already.
func (p *Pool) setApart(avoid []Avoid) {
	p.apart = make([][]tie, len(p.Mentees))
	add := func(mentee, mentor record.PersonID, kind, because string) {
		i, isMentee := p.mentee(mentee)
		j, isMentor := p.mentor(mentor)
		t := tie{j, kind, because}
		if isMentee && isMentor && !slices.Contains(p.apart[i], t) {
			p.apart[i] = append(p.apart[i], t)
		}
	}
	for _, a := range avoid {
		add(a.A, a.B, notAvailable, "")
		add(a.B, a.A, notAvailable, "")
	}
	for _, s := range p.Mentees {
		add(s.Enrolment.Person, s.Enrolment.Person, samePerson, "nobody is their own mentor")
	}
	for _, k := range p.Kept {
		add(k.Mentee, k.Mentor, paired, "the two are a pair already: "+string(k.Pairing))
	}
}

func (p *Pool) avoided(mentee, mentor int) bool {
	return slices.ContainsFunc(p.apart[mentee], func(t tie) bool { return t.mentor == mentor && t.kind == notAvailable })
}
