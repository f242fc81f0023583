package measure_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
)

// TestRealProgrammesEqualTheOracle compares every figure of the pairings and
// sessions of two real programmes.
func TestRealProgrammesEqualTheOracle(t *testing.T) {
	repo := realRepository(t)
	sessions := 0
	for _, c := range repo.Cohorts.All() {
		for _, p := range c.Pairings.All() {
			sessions += len(p.Sessions)
		}
	}
	if sessions < 100 || repo.Cohorts.Len() < 9 {
		t.Fatalf("%d sessions of %d cohorts were read", sessions, repo.Cohorts.Len())
	}
	for _, d := range []string{"2020-03-01", "2021-07-01", "2022-06-30", "2023-08-15", "2026-11-20"} {
		compareAll(t, repo, day(t, d))
	}
}

// realRepository makes records from the tables, in a programme with a weekly
// cadence.
func realRepository(t *testing.T) *record.Repository {
	t.Helper()
	cohorts := map[record.CohortID]map[record.PairingID]*record.Pairing{}
	for _, r := range append(realRows(t, "gsoc-pairings.csv"), realRows(t, "open-seeds-pairings.csv")...) {
		mentors, mentees := members(r["mentors"]), members(r["mentees"])
		if len(mentors) == 0 || len(mentees) == 0 {
			continue
		}
		cohort, id := record.CohortID(r["year"]+r["cohort"]), record.PairingID(r["pairing"])
		if cohorts[cohort] == nil {
			cohorts[cohort] = map[record.PairingID]*record.Pairing{}
		}
		cohorts[cohort][id] = &record.Pairing{ID: id, Source: at("%s/%s/pairing.yaml", cohort, id), Mentors: mentors, Mentees: mentees,
			State: record.Completed, Started: day(t, r["first"]+r["first_week"]), Ended: day(t, r["last"]+r["last_week"])}
	}
	for _, r := range realRows(t, "gsoc-sessions.csv") {
		p := cohorts[record.CohortID(r["year"])][record.PairingID(r["pairing"])]
		date, err := when.ParseDate(r["file_date"])
		if p == nil || err != nil {
			continue
		}
		var there []record.PersonID
		for _, m := range members(r["attendees"]) {
			there = append(there, m.Person)
		}
		p.Sessions = append(p.Sessions, &record.Session{Date: date, Duration: 60, Attended: &there, Source: at("%s/sessions/%s.md", p.ID, date)})
	}
	all := map[record.CohortID]*record.Cohort{}
	for id, pairings := range cohorts {
		for _, p := range pairings {
			slices.SortStableFunc(p.Sessions, func(a, b *record.Session) int { return a.Date.Sub(b.Date) })
		}
		all[id] = &record.Cohort{ID: id, Source: at("%s/cohort.yaml", id), Program: "p", Pairings: record.NewTable(pairings)}
	}
	program := &record.Program{ID: "p", Source: at("p.yaml"), Format: record.Formal, Cadence: when.Interval{N: 1, Unit: when.Weeks}}
	return &record.Repository{Programs: record.NewTable(map[record.ProgramID]*record.Program{"p": program}), Cohorts: record.NewTable(all)}
}

func members(ids string) (all []record.Member) {
	for _, id := range strings.FieldsFunc(ids, func(c rune) bool { return c == '|' }) {
		all = append(all, record.Member{Person: record.PersonID(id)})
	}
	return all
}

func realRows(t *testing.T, name string) (rows []map[string]string) {
	t.Helper()
	f, err := os.Open(filepath.Join(here.Tables(t), name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil || len(lines) < 2 {
		t.Fatal(fmt.Errorf("read %s: %d lines, %w", name, len(lines), err))
	}
	for _, cells := range lines[1:] {
		row := map[string]string{}
		for i, cell := range cells {
			row[lines[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}
