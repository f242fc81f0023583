package network_test

import (
	"fmt"

	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Random programmes, small enough that people meet again in other pairings.

var (
	dayOne = when.Day(2026, 1, 1)
	crowd  = []record.PersonID{"ash", "bay", "cob", "dew", "elm", "fir", "gum"}
)

const span = 60 // days in which everything happens

func at(format string, args ...any) record.Source {
	return record.Source{Path: fmt.Sprintf(format, args...)}
}

func drawDay(t *rapid.T, label string) when.Date {
	return dayOne + when.Date(rapid.IntRange(0, span).Draw(t, label))
}

func maybeDay(t *rapid.T, label string) when.Date {
	if rapid.Bool().Draw(t, label+" given") {
		return drawDay(t, label)
	}
	return 0
}

func drawRepository(t *rapid.T) *record.Repository {
	people := map[record.PersonID]*record.Person{}
	for _, id := range crowd {
		people[id] = &record.Person{ID: id, Source: at("program/people/%s.yaml", id), Left: maybeDay(t, "left"),
			Unit: rapid.SampledFrom([]string{"", "north", "south"}).Draw(t, "unit")}
	}
	cohorts := map[record.CohortID]*record.Cohort{}
	for _, id := range []record.CohortID{"autumn", "spring"} {
		c := &record.Cohort{ID: id, Program: "together", Source: at("program/cohorts/%s/cohort.yaml", id)}
		pairings := map[record.PairingID]*record.Pairing{}
		for i := range rapid.IntRange(0, 3).Draw(t, "pairings") {
			p := drawPairing(t, c, i)
			pairings[p.ID] = p
		}
		c.Pairings = record.NewTable(pairings)
		enrolments := map[record.PersonID]*record.Enrolment{}
		for _, who := range crowd {
			if rapid.Bool().Draw(t, "enrolled") {
				enrolments[who] = &record.Enrolment{Person: who, Mentee: &record.AsMentee{}, Left: maybeDay(t, "left the cohort"),
					Status: rapid.SampledFrom([]record.Status{record.Accepted, record.Waiting}).Draw(t, "status"), Source: at("program/cohorts/%s/enrolments/%s.yaml", id, who)}
			}
		}
		c.Enrolments = record.NewTable(enrolments)
		cohorts[id] = c
	}
	program := &record.Program{ID: "together", Format: record.Formal, Source: at("program/programs/together.yaml")}
	return &record.Repository{People: record.NewTable(people), Cohorts: record.NewTable(cohorts),
		Programs: record.NewTable(map[record.ProgramID]*record.Program{program.ID: program})}
}

func drawPairing(t *rapid.T, c *record.Cohort, i int) *record.Pairing {
	id := record.PairingID(fmt.Sprint("pair", i))
	folder := fmt.Sprintf("program/cohorts/%s/pairings/%s", c.ID, id)
	p := &record.Pairing{ID: id, State: record.Active, Started: maybeDay(t, "start"), Source: at("%s/pairing.yaml", folder)}
	if p.Ended = maybeDay(t, "end"); p.Ended != 0 {
		p.State = record.Ended
	}
	order := rapid.Permutation(crowd).Draw(t, "people")
	next := func(label string, least, most int) (side []record.Member) {
		n := rapid.IntRange(least, most).Draw(t, label)
		for _, who := range order[:n] {
			m := record.Member{Person: who}
			if rapid.IntRange(0, 2).Draw(t, "part of the time") == 0 {
				m.From, m.Until = maybeDay(t, "from"), maybeDay(t, "until")
			}
			side = append(side, m)
		}
		order = order[n:]
		return side
	}
	if rapid.IntRange(0, 3).Draw(t, "peers") == 0 {
		p.Peers = next("peers", 2, 4)
	} else {
		p.Mentors, p.Mentees = next("mentors", 1, 2), next("mentees", 1, 3)
		for i := range p.Mentors {
			p.Mentors[i].As = rapid.SampledFrom([]record.MemberAs{"", "", record.CoMentor, record.Adviser, record.Backup}).Draw(t, "as")
		}
	}
	for n := range rapid.IntRange(0, 12).Draw(t, "sessions") {
		s := &record.Session{Date: drawDay(t, "session"), Duration: when.Duration(rapid.SampledFrom([]int{0, 30, 90}).Draw(t, "duration")),
			Source: at("%s/sessions/%d.md", folder, n)}
		if rapid.Bool().Draw(t, "attended given") {
			attended := rapid.SliceOfDistinct(rapid.SampledFrom(crowd), rapid.ID).Draw(t, "attended")
			s.Attended = &attended
		}
		for range rapid.IntRange(0, 2).Draw(t, "guests") {
			s.Guests = append(s.Guests, string(rapid.SampledFrom(append([]record.PersonID{"somebody in planning"}, crowd...)).Draw(t, "guest")))
		}
		for range rapid.IntRange(0, 2).Draw(t, "introductions") {
			s.Introductions = append(s.Introductions, "a planner")
		}
		p.Sessions = append(p.Sessions, s)
	}
	return p
}
