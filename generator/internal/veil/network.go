package veil

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/network"
	"pairbook/generator/internal/parallel"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
)

// addNetworks shows who is tied to whom: in all programmes, and in each where
// there is more than one.
func (r *revealer) addNetworks() {
	if !r.tells(ties) {
		return
	}
	full := r.tells(tiesInFull)
	for _, m := range network.Metrics() {
		if network.OfUnits(m.ID) && !full {
			continue
		}
		r.addMetric(m, "The network")
	}
	programs, cohorts := []*view.Program{nil}, [][]*measure.Cohort{r.measured.Cohorts}
	for _, p := range r.shown.Programs {
		of := slices.DeleteFunc(slices.Clone(r.measured.Cohorts), func(c *measure.Cohort) bool { return string(c.Record.Program) != p.ID })
		if len(of) > 0 && len(r.shown.Programs) > 1 {
			programs, cohorts = append(programs, p), append(cohorts, of)
		}
	}
	r.shown.Networks = make([]*view.Network, len(programs))
	for i, p := range programs {
		r.shown.Networks[i] = &view.Network{Program: p, ID: networkID(p)}
	}
	// The figures and the drawing of a network are each a network of their own.
	_ = parallel.Each(2*len(programs), func(i int) error {
		shown, of := r.shown.Networks[i/2], cohorts[i/2]
		if i%2 == 0 {
			r.measureNetwork(shown, of, full)
		} else {
			r.drawNetwork(shown, of, full)
		}
		return nil
	})
}

// networkID is the id of a network on its page: of all programmes, or of one.
func networkID(p *view.Program) string {
	if p == nil {
		return "pb-network"
	}
	return "pb-network-" + p.ID
}

// measureNetwork shows the figures of a network, which are of all people.
func (r *revealer) measureNetwork(shown *view.Network, cohorts []*measure.Cohort, full bool) {
	for _, f := range r.run.Network(cohorts, network.Options{Guests: full}).Figures() {
		if full || !network.OfUnits(f.ID) {
			shown.Figures = append(shown.Figures, r.figure(f, view.NetworkPath))
		}
	}
}

// drawNetwork shows the people of a network and their ties. Whoever may not be called
// anything stands once for each pairing, so that the drawing tells no more of them than
// the pairings' pages do.
func (r *revealer) drawNetwork(shown *view.Network, cohorts []*measure.Cohort, full bool) {
	n := r.run.Network(cohorts, network.Options{Guests: full,
		Apart: func(id record.PersonID) bool { return !r.named(id) && r.call(r.repo.People.Get(id)) == "" }})
	shown.Groups = slices.DeleteFunc(n.Groups(), func(size int) bool { return size < 2 })
	people := r.networkPeople(shown, n, full)
	for _, t := range n.Ties {
		shown.Ties = append(shown.Ties, r.tie(people[t.A], people[t.B], t))
	}
	slices.SortStableFunc(shown.Ties, func(a, b *view.Tie) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	if full {
		for _, a := range n.Alone {
			shown.Alone = append(shown.Alone, view.Alone{Who: r.who(a.Person, "", ""), Cohorts: r.cohortLinks(a.Cohorts)})
		}
		slices.SortStableFunc(shown.Alone, func(a, b view.Alone) int {
			return cmp.Compare(strings.ToLower(a.Who.Words), strings.ToLower(b.Who.Words))
		})
	}
}

// networkPeople shows the people who are tied, numbered in the order of what they and
// the pairings of those who are apart are called, which tells nothing of any id.
func (r *revealer) networkPeople(shown *view.Network, n *network.Network, full bool) map[*network.Person]*view.Tied {
	people, labels := map[*network.Person]*view.Tied{}, map[*view.Tied]string{}
	for _, p := range n.People {
		if len(p.Ties) == 0 {
			continue
		}
		who := &view.Tied{Who: r.who(p.ID, partOf(p), "somebody"), Mentor: p.Mentor, Mentee: p.Mentee, Peer: p.Peer, Became: p.Became,
			Meetings: p.Meetings, Hours: hoursOf(p.Minutes, p.Meetings, p.Timed)}
		if full {
			who.Units = p.Units()
		}
		shown.Apart = shown.Apart || p.Pairing != nil
		people[p], labels[who] = who, r.labels[p.Pairing]
		shown.People = append(shown.People, who)
	}
	slices.SortStableFunc(shown.People, func(a, b *view.Tied) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Words), strings.ToLower(b.Words)), cmp.Compare(a.Words, b.Words), cmp.Compare(labels[a], labels[b]))
	})
	for i, p := range shown.People {
		p.N = i + 1
	}
	for p, who := range people {
		for _, t := range p.Ties {
			who.To = append(who.To, people[t.Other(p)].Who)
		}
		slices.SortStableFunc(who.To, func(a, b view.Who) int { return cmp.Compare(strings.ToLower(a.Words), strings.ToLower(b.Words)) })
	}
	return people
}

// partOf is the part that somebody is shown in, where there is room for one.
func partOf(p *network.Person) record.Party {
	switch {
	case p.Mentor:
		return record.Mentors
	case p.Mentee:
		return record.Mentees
	case p.Peer:
		return record.Peers
	}
	return ""
}

// hoursOf are the hours of meetings, nil where there were some and no log says
// how long they were.
func hoursOf(minutes, meetings, timed int) *float64 {
	if meetings > 0 && timed == 0 {
		return nil
	}
	hours := math.Round(float64(minutes)/60*100) / 100
	return &hours
}

var strengthWords = map[network.Strength]string{network.Unmet: "unmet", network.Light: "light", network.Steady: "steady", network.Strong: "strong"}

func (r *revealer) tie(a, b *view.Tied, t *network.Tie) *view.Tie {
	aMentors, bMentors := t.AMentors, t.BMentors
	if a.N > b.N {
		a, b, aMentors, bMentors = b, a, bMentors, aMentors
	}
	shown := &view.Tie{A: a.N, B: b.N, Both: aMentors && bMentors, Meetings: t.Meetings, Hours: hoursOf(t.Minutes, t.Meetings, t.Timed),
		Strength: int(t.Strength()), StrengthWord: strengthWords[t.Strength()], Cohorts: r.cohortLinks(t.Cohorts)}
	for _, kind := range []struct {
		is    bool
		name  string
		words string
	}{
		{t.Mentoring(), "mentoring", "%s and %s mentor each other"},
		{t.Peers, "peers", "%s and %s, peers"},
		{t.Beside, "beside", "%s and %s, side by side"},
		{t.Guest, "guest", "%s and %s, one a guest"},
	} {
		if kind.is {
			shown.Kinds = append(shown.Kinds, kind.name)
			if shown.Words == "" {
				shown.Words = fmt.Sprintf(kind.words, a.Words, b.Words)
			}
		}
	}
	switch {
	case shown.Both:
	case aMentors:
		shown.Mentor, shown.Words = a.N, a.Words+" mentors "+b.Words
	case bMentors:
		shown.Mentor, shown.Words = b.N, b.Words+" mentors "+a.Words
	}
	shown.Words = prose.Sentence(shown.Words)
	return shown
}

func (r *revealer) cohortLinks(cohorts []*record.Cohort) []view.Link {
	var links []view.Link
	for _, c := range cohorts {
		if shown := r.cohorts[c.ID]; shown != nil {
			links = append(links, view.Link{Words: shown.Name, Path: shown.Path})
		}
	}
	return links
}
