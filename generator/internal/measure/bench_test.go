package measure_test

import (
	"fmt"
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

var benchDay = when.Day(2026, 11, 20)

// manyPairings returns cohorts of 500 pairings that meet about every two weeks
// for more than half a year.
func manyPairings(n int) *record.Repository {
	program := &record.Program{
		ID: "together", Format: record.Formal, Cadence: when.Interval{N: 2, Unit: when.Weeks}, Source: at("program/programs/together.yaml"),
		Milestones: []record.Milestone{{ID: "first", After: when.Interval{N: 2, Unit: when.Weeks}}},
	}
	cohorts := map[record.CohortID]*record.Cohort{}
	for first := 0; first < n; first += 500 {
		id := record.CohortID(fmt.Sprintf("cohort-%03d", first/500))
		folder := "program/cohorts/" + string(id)
		c := &record.Cohort{ID: id, Program: "together", Source: at("%s/cohort.yaml", folder)}
		enrolments, pairings := map[record.PersonID]*record.Enrolment{}, map[record.PairingID]*record.Pairing{}
		for i := first; i < min(n, first+500); i++ {
			p := manySessions(folder, i)
			pairings[p.ID] = p
			mentor, mentee := p.Mentors[0].Person, p.Mentees[0].Person
			enrolments[mentor] = &record.Enrolment{Person: mentor, Status: record.Accepted, Mentor: &record.AsMentor{Capacity: 1}, Source: at("%s/enrolments/%s.yaml", folder, mentor)}
			enrolments[mentee] = &record.Enrolment{Person: mentee, Status: record.Accepted, Mentee: &record.AsMentee{}, Source: at("%s/enrolments/%s.yaml", folder, mentee)}
		}
		c.Enrolments, c.Pairings = record.NewTable(enrolments), record.NewTable(pairings)
		cohorts[id] = c
	}
	return &record.Repository{
		Programs: record.NewTable(map[record.ProgramID]*record.Program{program.ID: program}),
		Cohorts:  record.NewTable(cohorts),
	}
}

func manySessions(folder string, i int) *record.Pairing {
	id := record.PairingID(fmt.Sprintf("pairing-%05d", i))
	p := &record.Pairing{
		ID: id, State: record.Active, Started: benchDay - 200 + when.Date(i%60), Source: at("%s/pairings/%s/pairing.yaml", folder, id),
		Mentors: []record.Member{{Person: record.PersonID(fmt.Sprint("mentor-", i))}},
		Mentees: []record.Member{{Person: record.PersonID(fmt.Sprint("mentee-", i))}},
	}
	if i%10 == 0 {
		p.State, p.Reason, p.Ended = record.Ended, record.NoTime, p.Started+100
	}
	for n := range 13 {
		day := p.Started + when.Date(14*n+(i*n)%9)
		s := &record.Session{Date: day, Duration: 45, Source: at("%s/pairings/%s/sessions/%s.md", folder, id, day)}
		s.Actions = []record.Action{{ID: record.ActionID(fmt.Sprint("a", n)), Due: day + 10}}
		if n > 0 {
			s.Done = []record.ActionDone{{ID: record.ActionID(fmt.Sprint("a", n-1))}}
		}
		p.Sessions = append(p.Sessions, s)
	}
	return p
}

func BenchmarkProgramme20000Pairings(b *testing.B) {
	repo := manyPairings(20_000)
	b.ReportAllocs()
	for b.Loop() {
		measure.Programme(repo, benchDay)
	}
}
