package intake

import (
	"maps"
	"slices"

	"pairbook/generator/internal/record"
)

// part is what the rows of one role say about a person in a cohort.
type part struct {
	draft    *draft
	party    record.Party
	capacity *int
	topics   []record.TopicID
	first    *row // the one with the capacity
}

// importEnrolments makes one enrolment of all rows of a person in a cohort.
func (p *pass) importEnrolments() {
	for _, r := range p.rows {
		p.enrolment(r)
	}
	for _, key := range slices.Sorted(maps.Keys(p.parts)) {
		p.parts[key].apply()
	}
}

func (p *pass) enrolment(r *row) {
	cohort, inCohort := p.cohort(r)
	person, named := id[record.PersonID](r, "person")
	party, cast := oneOf(r, "role", record.Mentors, record.Mentees, record.Peers)
	r.required("role")
	if !inCohort || !named || !cast || !p.known(r, "person", person) {
		return
	}
	path := record.EnrolmentPath(cohort, person)
	var known *record.Enrolment
	if c := p.Repository.Cohorts.Get(cohort); c != nil {
		known = c.Enrolments.Get(person)
	}
	if known != nil && !r.complete("person", &known.Source) {
		return
	}
	d, _ := draftOf(p, path, r, func() (*record.Enrolment, []byte) {
		if known != nil {
			c := *known
			return &c, known.Text()
		}
		return &record.Enrolment{Person: person, Status: record.Accepted}, nil
	})
	key := path + " " + string(party)
	if p.parts[key] == nil {
		p.parts[key] = &part{draft: d, party: party}
	}
	p.parts[key].add(p, r)
}

// add adds a row. Topics of several rows are concatenated.
func (t *part) add(p *pass, r *row) {
	topics, _ := p.topicsOf(r, "topics")
	for _, topic := range topics {
		if !slices.Contains(t.topics, topic) {
			t.topics = append(t.topics, topic)
		}
	}
	capacity, ok := whole(r, "capacity")
	switch {
	case !ok:
	case t.party != record.Mentors:
		if !r.isConstant("capacity") {
			r.bad("capacity", "leave the cell empty", "only a mentor has one, and the row is a %s's", t.party)
		}
	case t.capacity == nil:
		t.capacity, t.first = &capacity, r
	case *t.capacity != capacity:
		r.bad("capacity", "say the same in all rows of the person", "it is %d here and %d in line %d", capacity, *t.capacity, t.first.Line)
	}
}

// apply writes the part into the enrolment, after all its rows are added.
func (t *part) apply() {
	d, e := t.draft, t.draft.record.(*record.Enrolment)
	switch t.party {
	case record.Mentors:
		mentor := copyOr(e.Mentor, record.AsMentor{Capacity: 1})
		if t.capacity != nil {
			mentor.Capacity = *t.capacity
		}
		if t.topics != nil {
			mentor.Offers = t.topics
		}
		set(d, "mentor", &e.Mentor, mentor)
	case record.Mentees:
		mentee := copyOr(e.Mentee, record.AsMentee{Mentors: 1})
		if t.topics != nil {
			mentee.Seeks = t.topics
		}
		set(d, "mentee", &e.Mentee, mentee)
	case record.Peers:
		peer := copyOr(e.Peer, record.AsPeer{})
		if t.topics != nil {
			peer.Topics = t.topics
		}
		set(d, "peer", &e.Peer, peer)
	}
}

// copyOr returns a copy of what exists, or else of the default.
func copyOr[T any](there *T, standard T) *T {
	if there != nil {
		standard = *there
	}
	return &standard
}
