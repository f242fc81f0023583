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
	capacity *int // of a mentor; of a mentee, how many mentors
	topics   []record.TopicID
	goals    []string
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
	person, named := p.one(r, "person")
	r.required("person")
	party, cast := oneOf(record.Mentors, record.Mentees, record.Peers)(r, "role")
	r.required("role")
	if !inCohort || !named || !cast {
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
	d, enrolment := draftOf(p, path, r, func() (*record.Enrolment, []byte) {
		if known != nil {
			c := *known
			return &c, known.Text()
		}
		return &record.Enrolment{Person: person, Status: record.Accepted}, nil
	})
	setField(d, r, "availability", &enrolment.Availability, hours)
	setField(d, r, "prefers", &enrolment.Prefers, p.everybody)
	setField(d, r, "status", &enrolment.Status, oneOf(record.Accepted, record.Waiting, record.Withdrawn))
	setField(d, r, "left", &enrolment.Left, date)
	setField(d, r, "cleared", &enrolment.Cleared, p.cleared)
	setField(d, r, "again", &enrolment.Again, oneOf[record.Again]("yes", "no", "mentor"))
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
	if goals, ok := r.list("goals"); ok && t.owns(r, "goals", record.Mentees) {
		t.goals = unique(append(t.goals, goals...))
	}
	t.number(r, "capacity", record.Mentors)
	t.number(r, "mentors", record.Mentees)
}

// owns reports whether a field is one of the part, and reports a problem of a row
// that gives it to another.
func (t *part) owns(r *row, field string, party record.Party) bool {
	if t.party != party && !r.isConstant(field) {
		r.bad(field, "leave the cell empty", "only a %s has it, and the row is a %s's", party, t.party)
	}
	return t.party == party
}

// number reads how many pairings a mentor has room for, or how many mentors a mentee
// wants.
func (t *part) number(r *row, field string, party record.Party) {
	n, ok := whole(r, field)
	switch {
	case !ok || !t.owns(r, field, party):
	case t.capacity == nil:
		t.capacity, t.first = &n, r
	case *t.capacity != n:
		r.bad(field, "say the same in all rows of the person", "it is %d here and %d in line %d", n, *t.capacity, t.first.Line)
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
		if t.goals != nil {
			mentee.Goals = t.goals
		}
		if t.capacity != nil {
			mentee.Mentors = *t.capacity
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
