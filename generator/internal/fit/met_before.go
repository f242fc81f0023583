package fit

import (
	"slices"
	"strings"

	"pairbook/generator/internal/record"
)

// metBefore forbids two people who have been mentor and mentee before, or were not to
// become it in this cohort.
type metBefore struct{ ties [][]tie } // by mentee

func (b *builder) metBefore(released *record.Pairing, history, declined bool) *metBefore {
	m := &metBefore{make([][]tie, len(b.pool.Mentees))}
	if released != nil {
		m.add(b.pool, released, "the two are in "+string(released.ID)+", which is released")
	}
	for _, c := range b.pool.repo.Cohorts.All() {
		for _, p := range c.Pairings.All() {
			if declined && c == b.pool.Cohort && p.State == record.Declined {
				m.add(b.pool, p, "it was declined, in "+string(p.ID))
			}
			if history && p != released && p.Started != 0 && p.Started <= b.asOf {
				m.history(b, c, p)
			}
		}
	}
	return m
}

// history ties those who were in a pairing together, and says whether a log has them meet.
func (m *metBefore) history(b *builder, c *record.Cohort, p *record.Pairing) {
	at, ids := string(c.ID)+"/"+string(p.ID), map[[2]record.PersonID]bool{}
	for _, s := range p.Sessions {
		present := p.Present(s)
		for i, one := range present {
			for _, other := range present[:i] {
				if s.Date.Within(p.Started, b.asOf) {
					ids[[2]record.PersonID{one, other}], ids[[2]record.PersonID{other, one}] = true, true
				}
			}
		}
	}
	m.tie(b.pool, p, func(one, other record.Member) string {
		switch {
		case ids[[2]record.PersonID{one.Person, other.Person}]:
			return "the two have met before, in " + at
		case IsOpen(p, b.asOf) && one.On(b.asOf) && other.On(b.asOf):
			return "the two are together in " + at
		}
		return "the two were together in " + at
	})
}

// add ties the mentors and mentees of a pairing, in both directions.
func (m *metBefore) add(p *Pool, pairing *record.Pairing, because string) {
	m.tie(p, pairing, func(record.Member, record.Member) string { return because })
}

// tie ties the mentors and mentees of a pairing, or its peers, in both directions.
func (m *metBefore) tie(p *Pool, pairing *record.Pairing, because func(one, other record.Member) string) {
	tied := func(a, b record.Member) {
		i, isMentee := p.Mentee(a.Person)
		j, isMentor := p.Mentor(b.Person)
		if isMentee && isMentor && a.Person != b.Person {
			m.ties[i] = append(m.ties[i], tie{j, "met-before", because(a, b)})
		}
	}
	for _, mentor := range pairing.Mentors {
		for _, mentee := range pairing.Mentees {
			if mentor.Overlaps(mentee) {
				tied(mentor, mentee)
				tied(mentee, mentor)
			}
		}
	}
	for _, a := range pairing.Peers {
		for _, b := range pairing.Peers {
			if a.Overlaps(b) {
				tied(a, b)
			}
		}
	}
}

func (m *metBefore) forbids(mentee, mentor int) bool {
	return slices.ContainsFunc(m.ties[mentee], func(t tie) bool { return t.mentor == mentor })
}

// because names every pairing that ties the two.
func (m *metBefore) because(mentee, mentor int) string {
	var all []string
	for _, t := range m.ties[mentee] {
		if t.mentor == mentor && !slices.Contains(all, t.because) {
			all = append(all, t.because)
		}
	}
	return strings.Join(all, "; ")
}
