package network_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/network"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// one is a cohort with pairings, and with people who are enrolled and in none.
type one struct {
	id       record.CohortID
	pairings []*record.Pairing
	enrolled []record.PersonID
}

// met returns a meeting on a day of the programme.
func met(day int, minutes when.Duration, attended ...record.PersonID) *record.Session {
	s := &record.Session{Date: dayOne + when.Date(day), Duration: minutes, Source: at("sessions/%d.md", day)}
	if attended != nil {
		s.Attended = &attended
	}
	return s
}

// paired returns a pairing from a day of the programme on.
func paired(id record.PairingID, from int, mentors, mentees []record.Member, sessions ...*record.Session) *record.Pairing {
	return &record.Pairing{ID: id, State: record.Active, Started: dayOne + when.Date(from), Mentors: mentors, Mentees: mentees, Sessions: sessions, Source: at("pairings/%s", id)}
}

func members(ids ...record.PersonID) (all []record.Member) {
	for _, id := range ids {
		all = append(all, record.Member{Person: id})
	}
	return all
}

// woven is the network of cohorts, in their order, of people with units.
func woven(units map[record.PersonID]string, guests bool, cohorts ...one) *network.Network {
	people := map[record.PersonID]*record.Person{}
	for id, unit := range units {
		people[id] = &record.Person{ID: id, Unit: unit, Source: at("people/%s", id)}
	}
	table := map[record.CohortID]*record.Cohort{}
	for _, c := range cohorts {
		pairings, enrolments := map[record.PairingID]*record.Pairing{}, map[record.PersonID]*record.Enrolment{}
		for _, p := range c.pairings {
			pairings[p.ID] = p
		}
		for _, id := range c.enrolled {
			enrolments[id] = &record.Enrolment{Person: id, Status: record.Accepted, Source: at("enrolments/%s", id)}
		}
		table[c.id] = &record.Cohort{ID: c.id, Program: "together", Pairings: record.NewTable(pairings), Enrolments: record.NewTable(enrolments)}
	}
	program := &record.Program{ID: "together", Format: record.Formal}
	repo := &record.Repository{People: record.NewTable(people), Cohorts: record.NewTable(table), Programs: record.NewTable(map[record.ProgramID]*record.Program{program.ID: program})}
	measured := measure.Programme(repo, dayOne+span).Cohorts
	slices.SortFunc(measured, func(a, b *measure.Cohort) int {
		place := func(c *measure.Cohort) int {
			return slices.IndexFunc(cohorts, func(o one) bool { return o.id == c.Record.ID })
		}
		return place(a) - place(b)
	})
	return network.Of(repo, measured, network.Options{Guests: guests})
}

// proofs returns by metric the records that its figure rests on.
func proofs(n *network.Network) map[record.MetricID][]string {
	all := map[record.MetricID][]string{}
	for _, f := range n.Figures() {
		all[f.ID] = f.Records
	}
	return all
}

// TestTiesAreInTheOrderOfPeople, the first of the two first, and each with its cohorts by id
// and once, whichever way round they were in a pairing.
func TestTiesAreInTheOrderOfPeople(t *testing.T) {
	n := woven(nil, false,
		one{id: "spring", pairings: []*record.Pairing{paired("a", 1, members("ash"), members("bay", "cob")), paired("b", 1, members("bay"), members("ash", "dew"))}},
		one{id: "autumn", pairings: []*record.Pairing{paired("c", 1, members("dew"), members("bay", "ash"))}})
	var got []string
	for _, tie := range n.Ties {
		words := fmt.Sprintf("%s %s", tie.A.ID, tie.B.ID)
		for _, c := range tie.Cohorts {
			words += " " + string(c.ID)
		}
		got = append(got, fmt.Sprint(words, " ", tie.AMentors, tie.BMentors, tie.Beside, tie.Mentoring()))
	}
	if diff := cmp.Diff([]string{
		"ash bay autumn spring true true true true", "ash cob spring true false false true", "ash dew autumn spring false true true true",
		"bay cob spring false false true false", "bay dew autumn spring true true false true",
	}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	got = nil
	for _, p := range n.People {
		words := string(p.ID) + ":"
		for _, tie := range p.Ties {
			words += " " + string(tie.Other(p).ID)
		}
		got = append(got, words)
	}
	if diff := cmp.Diff([]string{"ash: bay cob dew", "bay: ash cob dew", "cob: ash bay", "dew: ash bay"}, got); diff != "" {
		t.Errorf("people (-want +got):\n%s", diff)
	}
}

// TestWhoStandsByIsTiedToWhomTheyMet as a member: not to somebody who was there before they
// were one, nor to somebody who stayed away.
func TestWhoStandsByIsTiedToWhomTheyMet(t *testing.T) {
	adviser := record.Member{Person: "fir", As: record.Adviser, From: dayOne + 10}
	n := woven(nil, false, one{id: "spring", pairings: []*record.Pairing{paired("a", 1, append(members("ash"), adviser), members("bay"),
		met(5, 0, "ash", "bay", "fir"), met(12, 0, "bay", "fir"), met(14, 0, "ash", "bay"))}})
	ties := found(n)
	if ties[[2]record.PersonID{"bay", "fir"}] == nil || ties[[2]record.PersonID{"ash", "fir"}] != nil {
		t.Errorf("fir met bay alone: %+v", n.Ties)
	}
}

// TestWhoBecameAMentor was a mentee on an earlier day, and not on the same.
func TestWhoBecameAMentor(t *testing.T) {
	for day, want := range map[int]record.PersonID{4: "bay", 5: "", 6: "ash"} {
		n := woven(nil, false, one{id: "spring", pairings: []*record.Pairing{paired("a", 5, members("bay"), members("ash")), paired("b", day, members("ash"), members("bay"))}})
		for _, p := range n.People {
			if p.Became != (p.ID == want) {
				t.Errorf("one pairing from day 5, the reverse from day %d: that %s became a mentor is %t", day, p.ID, p.Became)
			}
		}
	}
}

// TestFiguresRestOnTheirRecords: on pairings, with the meetings that make ties hold, with a
// guest's own record, and on no log that says nothing of it.
func TestFiguresRestOnTheirRecords(t *testing.T) {
	introduced := met(3, 30)
	introduced.Introductions = []string{"a planner"}
	visited := met(4, 0)
	visited.Guests = []string{"elm"}
	units := map[record.PersonID]string{"ash": "north", "bay": "south", "elm": ""}
	in := one{id: "spring", pairings: []*record.Pairing{paired("a", 1, members("ash"), members("bay"), met(2, 60), introduced, visited)}}
	alone := proofs(woven(units, false, in))
	logs := []string{"pairings/a", "sessions/2.md", "sessions/3.md", "sessions/4.md"}
	both := []string{"pairings/a", "people/ash", "people/bay"}
	if diff := cmp.Diff(map[record.MetricID][]string{
		"network_people": {"pairings/a"}, "network_ties": {"pairings/a"}, "ties_steady": logs, "tied_to_several": {"pairings/a"},
		"ties_across_units": both, "ties_across_units_by_chance": both, "became_mentors": {"pairings/a"}, "introductions": {"pairings/a", "sessions/3.md"},
	}, alone); diff != "" {
		t.Errorf("without guests (-want +got):\n%s", diff)
	}
	n := woven(units, true, in)
	if diff := cmp.Diff([]string{"pairings/a", "people/ash", "people/bay", "people/elm", "sessions/4.md"}, proofs(n)["network_ties"]); diff != "" {
		t.Errorf("with a guest (-want +got):\n%s", diff)
	}
	for _, f := range n.Figures() {
		if share := f.Numerator != nil; share != (f.Unit == "share") || (f.Interval != nil) != (share && f.ID != "ties_across_units_by_chance") {
			t.Errorf("%s of %v has the interval %v", f.ID, f.Numerator, f.Interval)
		}
	}
}

// TestTiesCountWhatIsLogged: all meetings, and of their lengths those that a log gives.
func TestTiesCountWhatIsLogged(t *testing.T) {
	n := woven(nil, false, one{id: "spring", pairings: []*record.Pairing{paired("a", 1, members("ash"), members("bay"), met(2, 60), met(3, 0), met(4, 15))}})
	if len(n.Ties) != 1 || n.Ties[0].Meetings != 3 || n.Ties[0].Minutes != 75 || n.Ties[0].Timed != 2 {
		t.Errorf("%+v, want 3 meetings, 75 minutes of 2", n.Ties)
	}
}

// TestWhoIsAloneStandsThereOnce, with all of their cohorts.
func TestWhoIsAloneStandsThereOnce(t *testing.T) {
	n := woven(nil, false, one{id: "spring", enrolled: []record.PersonID{"cob", "bay"}}, one{id: "winter", enrolled: []record.PersonID{"bay", "ash"}})
	var got []string
	for _, a := range n.Alone {
		words := string(a.Person)
		for _, c := range a.Cohorts {
			words += " " + string(c.ID)
		}
		got = append(got, words)
	}
	if diff := cmp.Diff([]string{"ash winter", "bay spring winter", "cob spring"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestUnitsOfThoseWhomOneIsTiedTo are in order, each once, without one's own.
func TestUnitsOfThoseWhomOneIsTiedTo(t *testing.T) {
	p := &network.Person{Unit: "north"}
	for _, unit := range []string{"west", "", "north", "east", "west"} {
		p.Ties = append(p.Ties, &network.Tie{A: p, B: &network.Person{Unit: unit}}, &network.Tie{A: &network.Person{Unit: unit}, B: p})
	}
	if diff := cmp.Diff([]string{"east", "west"}, p.Units()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestFiguresOfUnits are two, and the coordinators' alone.
func TestFiguresOfUnits(t *testing.T) {
	var got []record.MetricID
	for _, m := range network.Metrics() {
		if network.OfUnits(m.ID) {
			got = append(got, m.ID)
		}
	}
	if diff := cmp.Diff([]record.MetricID{"ties_across_units", "ties_across_units_by_chance"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
