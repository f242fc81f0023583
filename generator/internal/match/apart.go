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
	samePerson = "same-person"
	paired     = "paired"
	standing   = "standing" // towards each other
)

// standingWords is all that is said of a pair that the private list keeps
// apart. Who is above whom is nobody else's business either, so that the words
// do not tell which it is.
const standingWords = "how the two stand to each other rules it out"

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
		add(a.A, a.B, standing, standingWords)
		add(a.B, a.A, standing, standingWords)
	}
	for _, s := range p.Mentees {
		add(s.Enrolment.Person, s.Enrolment.Person, samePerson, "nobody is their own mentor")
	}
	for _, k := range p.Kept {
		add(k.Mentee, k.Mentor, paired, "the two are a pair already: "+string(k.Pairing))
	}
}

// discreet is what may be said of the reasons against a pair: where managers
// are among them that is one of them, without its constraint, as it is of a
// pair of the private list.
func discreet(bars []Bar) (said []Bar) {
	for _, b := range bars {
		if b.Kind == "manager" || b.Kind == "same-manager" {
			b = Bar{"", standing, standingWords}
		}
		if !slices.Contains(said, b) {
			said = append(said, b)
		}
	}
	return said
}
