package veil

import (
	"cmp"
	"slices"
	"strings"

	"pairbook/generator/internal/parallel"
	"pairbook/generator/internal/phrase"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
)

// addPeople shows everyone who has a page.
func (r *revealer) addPeople() {
	parts := map[record.PersonID][]view.Part{}
	pairings := map[record.PersonID][]view.PersonPairing{}
	for _, shown := range r.shown.Cohorts {
		c := r.repo.Cohorts.Get(record.CohortID(shown.ID))
		for _, e := range c.Enrolments.All() {
			if r.pages[e.Person] != "" {
				parts[e.Person] = append(parts[e.Person], r.parts(shown, e)...)
			}
		}
		r.collectPairings(c, shown, pairings)
	}
	placed := slices.DeleteFunc(r.repo.People.All(), func(rec *record.Person) bool { return r.pages[rec.ID] == "" })
	r.shown.People = parallel.Map(placed, func(rec *record.Person) *view.Person {
		p := r.person(rec)
		p.Parts, p.Pairings = parts[rec.ID], pairings[rec.ID]
		return p
	})
	slices.SortFunc(r.shown.People, func(a, b *view.Person) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.Path, b.Path))
	})
}

func (r *revealer) person(rec *record.Person) *view.Person {
	p := &view.Person{Name: r.call(rec), Path: r.pages[rec.ID], Topics: r.topicNames(rec.Topics), Languages: languagesOf(rec)}
	if name := r.account(rec); name != "" && !r.byAlias() {
		p.Profile = r.source.Profile(name)
	}
	if r.named(rec.ID) {
		p.Zone, p.About, p.Pronouns, p.Links = clockName(rec.TimeZone), rec.About, rec.Pronouns, r.namedLinks(rec.Links)
		for _, id := range rec.Formerly {
			p.Former = append(p.Former, "people/"+string(id)+".html")
		}
	}
	if !r.tells(personDetails) {
		return p
	}
	p.ID, p.Level, p.Unit, p.Left = string(rec.ID), rec.Level, rec.Unit, rec.Left
	if rec.Manager != "" {
		manager := r.who(rec.Manager, "", "")
		p.Manager = &manager
	}
	for _, t := range rec.Training {
		p.Training = append(p.Training, view.Completed{Title: r.trainingTitle(t.Module), On: t.Completed})
	}
	return p
}

// languagesOf names the languages of a person, each once.
func languagesOf(rec *record.Person) string {
	var names []string
	for _, code := range rec.Languages {
		if name := phrase.LanguageName(code); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

func (r *revealer) trainingTitle(id record.TrainingID) string {
	for _, p := range r.repo.Programs.All() {
		for _, t := range p.Training {
			if t.ID == id {
				return t.Title
			}
		}
	}
	return string(id)
}

// parts shows what somebody does in a cohort. Who waits or withdrew is not
// shown to others than coordinators.
func (r *revealer) parts(c *view.Cohort, e *record.Enrolment) []view.Part {
	full := r.tells(enrolmentDetails)
	if e.Status != record.Accepted && !full {
		return nil
	}
	var parts []view.Part
	for _, party := range e.Parties() {
		part := view.Part{Cohort: view.Link{Words: c.Name, Path: c.Path}, Party: string(party)}
		switch party {
		case record.Mentors:
			part.Topics, part.Capacity = r.topicNames(r.repo.Offers(e)), e.Mentor.Capacity
		case record.Mentees:
			part.Topics = r.topicNames(e.Mentee.Seeks)
			if r.tells(hopes) {
				part.Goals = e.Mentee.Goals
			}
		case record.Peers:
			part.Topics = r.topicNames(e.Peer.Topics)
		}
		if full {
			part.Status, part.Left = string(e.Status), e.Left
			for _, slot := range e.Availability {
				part.Availability = append(part.Availability, slot.String())
			}
			for _, id := range e.Prefers {
				part.Prefers = append(part.Prefers, r.who(id, "", ""))
			}
		}
		parts = append(parts, part)
	}
	return parts
}

func (r *revealer) collectPairings(c *record.Cohort, shown *view.Cohort, of map[record.PersonID][]view.PersonPairing) {
	states := map[string]string{}
	for _, p := range shown.Pairings {
		states[p.Path] = p.Words
	}
	byLabel := func(a, b *record.Pairing) int { return strings.Compare(r.labels[a], r.labels[b]) }
	for _, p := range slices.SortedFunc(slices.Values(c.Pairings.All()), byLabel) {
		link := r.pairingLink(c, p)
		for _, m := range p.Members() {
			of[m.Person] = append(of[m.Person], view.PersonPairing{Pairing: link, Cohort: view.Link{Words: shown.Name, Path: shown.Path}, State: states[link.Path], As: cmp.Or(m.As.Words(), "a "+string(p.PartyOf(m.Person)))})
		}
	}
}
