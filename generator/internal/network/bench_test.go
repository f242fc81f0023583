package network_test

import (
	"fmt"
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/network"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// BenchmarkOf computes the ties of 2,000 pairings of one mentor and two mentees,
// each person in several, with ten meetings each.
func BenchmarkOf(b *testing.B) {
	const pairings, people = 2000, 1500
	day := when.Day(2026, 11, 20)
	all := map[record.PairingID]*record.Pairing{}
	for i := range pairings {
		id := record.PairingID(fmt.Sprintf("pair-%04d", i))
		who := func(n int) []record.Member {
			return []record.Member{{Person: record.PersonID(fmt.Sprintf("p%04d", n%people))}}
		}
		p := &record.Pairing{ID: id, State: record.Active, Started: day - 300, Source: at("program/cohorts/autumn/pairings/%s/pairing.yaml", id),
			Mentors: who(i), Mentees: append(who(i*7+1), who(i*11+2)...)}
		for n := range 10 {
			p.Sessions = append(p.Sessions, &record.Session{Date: p.Started + when.Date(14*n), Duration: 45,
				Source: at("program/cohorts/autumn/pairings/%s/sessions/%d.md", id, n)})
		}
		all[id] = p
	}
	cohort := &record.Cohort{ID: "autumn", Program: "together", Source: at("program/cohorts/autumn/cohort.yaml"), Pairings: record.NewTable(all)}
	repo := &record.Repository{
		Programs: record.NewTable(map[record.ProgramID]*record.Program{"together": {ID: "together", Format: record.Formal}}),
		Cohorts:  record.NewTable(map[record.CohortID]*record.Cohort{"autumn": cohort}),
	}
	cohorts := measure.Programme(repo, day).Cohorts
	b.ReportAllocs()
	for b.Loop() {
		n := network.Of(repo, cohorts, network.Options{})
		if len(n.Figures()) == 0 || len(n.Ties) < pairings {
			b.Fatal(len(n.Ties))
		}
	}
}
