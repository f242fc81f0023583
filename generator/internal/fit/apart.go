package fit

import (
	"slices"

	"pairbook/generator/internal/record"
)

// tie forbids a mentor for a mentee, whatever the constraints.
type tie struct {
	mentor        int
	kind, because string
}

// The kinds of ties, as in [Bar.Kind].
const (
	samePerson = "same-person"
	paired     = "paired"
	mirrored   = "mirrored"
	standing   = "standing" // towards each other, by the private list
)

// StandingWords is the only explanation for a pair that the private list keeps
// apart. Pairs kept apart by their managers get the same words, so that the words
// do not reveal which it is.
const StandingWords = "how the two stand to each other rules it out"

// setApart gathers the ties: pairs to avoid, everybody with themself, and
// existing pairs.
func (p *Pool) setApart(avoid []Avoid) {
	p.apart = make([][]tie, len(p.Mentees))
	add := func(mentee, mentor record.PersonID, kind, because string) {
		i, isMentee := p.Mentee(mentee)
		j, isMentor := p.Mentor(mentor)
		t := tie{j, kind, because}
		if isMentee && isMentor && !slices.Contains(p.apart[i], t) {
			p.apart[i] = append(p.apart[i], t)
		}
	}
	for _, a := range avoid {
		add(a.A, a.B, standing, StandingWords)
		add(a.B, a.A, standing, StandingWords)
	}
	for _, s := range p.Mentees {
		add(s.Enrolment.Person, s.Enrolment.Person, samePerson, "nobody is their own mentor")
	}
	for _, k := range p.Kept {
		add(k.Mentee, k.Mentor, paired, "the two are a pair already: "+string(k.Pairing))
		if !p.Matching.Mirrored && k.Mentee != k.Mentor {
			add(k.Mentor, k.Mentee, mirrored, "the two are a pair already, the other way round: "+string(k.Pairing))
		}
	}
}

// Discreet returns the bars as they may be published: those about managers become
// one without a constraint, the same as for a pair of the private list.
func Discreet(bars []Bar) (said []Bar) {
	for _, b := range bars {
		if b.Kind == "manager" || b.Kind == "same-manager" {
			b = Bar{"", standing, StandingWords}
		}
		if !slices.Contains(said, b) {
			said = append(said, b)
		}
	}
	return said
}
