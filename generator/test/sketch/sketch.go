// Package sketch draws up a programme for tests, one record after the other: one cohort,
// of people by id, and an earlier one. It can be drawn by chance, with every case, or large.
package sketch

import (
	"strings"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// World is a repository under construction, with one programme and one cohort.
type World struct {
	Program  *record.Program
	Cohort   *record.Cohort
	Topics   map[record.TopicID]*record.Topic
	People   map[record.PersonID]*record.Person
	Enrolled map[record.PersonID]*record.Enrolment
	Pairings map[record.PairingID]*record.Pairing
	Before   map[record.PairingID]*record.Pairing // of an earlier cohort
}

// New begins with no people, and a programme with some criteria.
func New(criteria ...record.Criterion) *World {
	return &World{
		Program:  &record.Program{ID: "program", Matching: record.Matching{Criteria: criteria}, Levels: []string{"student", "early", "experienced", "senior", "lead"}},
		Cohort:   &record.Cohort{ID: "cohort", Program: "program", Starts: AsOf, Ends: AsOf.Add(60)},
		Topics:   map[record.TopicID]*record.Topic{},
		People:   map[record.PersonID]*record.Person{},
		Enrolled: map[record.PersonID]*record.Enrolment{},
		Pairings: map[record.PairingID]*record.Pairing{},
		Before:   map[record.PairingID]*record.Pairing{},
	}
}

// Person returns somebody, who is there from then on.
func (w *World) Person(id string) *record.Person {
	if w.People[record.PersonID(id)] == nil {
		w.People[record.PersonID(id)] = &record.Person{ID: record.PersonID(id), Name: id}
	}
	return w.People[record.PersonID(id)]
}

// Enrolment returns how somebody takes part, accepted and in no part yet.
func (w *World) Enrolment(id string) *record.Enrolment {
	w.Person(id)
	if w.Enrolled[record.PersonID(id)] == nil {
		w.Enrolled[record.PersonID(id)] = &record.Enrolment{Person: record.PersonID(id), Status: record.Accepted}
	}
	return w.Enrolled[record.PersonID(id)]
}

// Mentee has somebody take part as a mentee.
func (w *World) Mentee(id string) (*record.Person, *record.Enrolment) {
	e := w.Enrolment(id)
	e.Mentee = &record.AsMentee{Mentors: 1}
	return w.Person(id), e
}

// Mentor has somebody take part as a mentor.
func (w *World) Mentor(id string) (*record.Person, *record.Enrolment) {
	e := w.Enrolment(id)
	e.Mentor = &record.AsMentor{Capacity: 1}
	return w.Person(id), e
}

// Repository returns the records as they are so far.
func (w *World) Repository() *record.Repository {
	w.Cohort.Enrolments, w.Cohort.Pairings = record.NewTable(w.Enrolled), record.NewTable(w.Pairings)
	earlier := &record.Cohort{ID: "earlier", Program: "program", Pairings: record.NewTable(w.Before)}
	return &record.Repository{
		Topics:   record.NewTable(w.Topics),
		Programs: record.NewTable(map[record.ProgramID]*record.Program{"program": w.Program}),
		People:   record.NewTable(w.People),
		Cohorts:  record.NewTable(map[record.CohortID]*record.Cohort{"cohort": w.Cohort, "earlier": earlier}),
	}
}

// AsOf is a Wednesday in winter.
var AsOf = when.Day(2026, 11, 18)

// ZoneAndSlot parses "Europe/London Mon 09:00-12:00", in which either part may be
// missing.
func ZoneAndSlot(t testing.TB, text string) (when.Zone, []when.Slot) {
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

// Members are people who take part in a pairing from its first day to its last.
func Members(ids ...record.PersonID) (all []record.Member) {
	for _, id := range ids {
		all = append(all, record.Member{Person: id})
	}
	return all
}

// Vocabulary makes the topics that the tests use: statistics and charts lie within
// data, maps within charts.
func (w *World) Vocabulary() *World {
	for id, within := range map[record.TopicID][]record.TopicID{
		"data": nil, "statistics": {"data"}, "charts": {"data"}, "maps": {"charts"}, "speaking": nil, "writing": nil, "open-data": nil,
	} {
		w.Topics[id] = &record.Topic{ID: id, Name: map[record.TopicID]string{
			"data": "Working with numbers", "statistics": "Statistics", "charts": "Charts", "maps": "Maps",
			"speaking": "Public speaking", "writing": "Writing plainly", "open-data": "Open numbers",
		}[id], Within: within}
	}
	w.Topics["speaking"].Aliases = []string{"presentations"}
	return w
}
