package match

import (
	"iter"
	"maps"
	"strings"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// world is a repository under construction, with one programme and one cohort.
type world struct {
	program  *record.Program
	cohort   *record.Cohort
	topics   map[record.TopicID]*record.Topic
	people   map[record.PersonID]*record.Person
	enrolled map[record.PersonID]*record.Enrolment
	pairings map[record.PairingID]*record.Pairing
	before   map[record.PairingID]*record.Pairing // of an earlier cohort
}

func newWorld(criteria ...record.Criterion) *world {
	return &world{
		program:  &record.Program{ID: "program", Matching: record.Matching{Criteria: criteria}, Levels: []string{"student", "early", "experienced", "senior", "lead"}},
		cohort:   &record.Cohort{ID: "cohort", Program: "program", Starts: asOf, Ends: asOf.Add(60)},
		topics:   map[record.TopicID]*record.Topic{},
		people:   map[record.PersonID]*record.Person{},
		enrolled: map[record.PersonID]*record.Enrolment{},
		pairings: map[record.PairingID]*record.Pairing{},
		before:   map[record.PairingID]*record.Pairing{},
	}
}

func (w *world) person(id string) *record.Person {
	if w.people[record.PersonID(id)] == nil {
		w.people[record.PersonID(id)] = &record.Person{ID: record.PersonID(id), Name: id}
	}
	return w.people[record.PersonID(id)]
}

func (w *world) enrolment(id string) *record.Enrolment {
	w.person(id)
	if w.enrolled[record.PersonID(id)] == nil {
		w.enrolled[record.PersonID(id)] = &record.Enrolment{Person: record.PersonID(id), Status: record.Accepted}
	}
	return w.enrolled[record.PersonID(id)]
}

func (w *world) mentee(id string) (*record.Person, *record.Enrolment) {
	e := w.enrolment(id)
	e.Mentee = &record.AsMentee{Mentors: 1}
	return w.person(id), e
}

func (w *world) mentor(id string) (*record.Person, *record.Enrolment) {
	e := w.enrolment(id)
	e.Mentor = &record.AsMentor{Capacity: 1}
	return w.person(id), e
}

func (w *world) repository() *record.Repository {
	w.cohort.Enrolments, w.cohort.Pairings = record.NewTable(w.enrolled), record.NewTable(w.pairings)
	earlier := &record.Cohort{ID: "earlier", Program: "program", Pairings: record.NewTable(w.before)}
	return &record.Repository{
		Topics:   record.NewTable(w.topics),
		Programs: record.NewTable(map[record.ProgramID]*record.Program{"program": w.program}),
		People:   record.NewTable(w.people),
		Cohorts:  record.NewTable(map[record.CohortID]*record.Cohort{"cohort": w.cohort, "earlier": earlier}),
	}
}

// asOf is a Wednesday in winter.
var asOf = when.Day(2026, 11, 18)

func (w *world) pool(t testing.TB, o Options) *Pool {
	t.Helper()
	if o.AsOf == 0 {
		o.AsOf = asOf
	}
	p, err := NewPool(w.repository(), "cohort", o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// zoneAndSlot parses "Europe/London Mon 09:00-12:00", in which either part may be
// missing.
func zoneAndSlot(t testing.TB, text string) (when.Zone, []when.Slot) {
	t.Helper()
	zone, slot, _ := strings.Cut(text, " ")
	if slot == "" {
		return when.Zone(zone), nil
	}
	s, err := when.ParseSlot(slot)
	if err != nil {
		t.Fatal(err)
	}
	return when.Zone(zone), []when.Slot{s}
}

func keysOf[K comparable, V any](m map[K]V) iter.Seq[K] { return maps.Keys(m) }
