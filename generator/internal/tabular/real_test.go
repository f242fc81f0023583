package tabular

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
)

// data is where the tables of two real programmes lie, from this folder.
var data = filepath.Join("..", "..", "..", "..", "shared", "data")

// realImports are the commands with which the tables are imported.
var realImports = []struct {
	kind                 Kind
	file                 string
	columns, values, set []string
	newPeople            bool
}{
	{kind: People, file: "open-seeds-people.csv", columns: []string{"id=person", "time_zone=utc_offset", "topics=expertise"}},
	{kind: Enrolments, file: "open-seeds-enrolments.csv", columns: []string{"topics=keywords"}},
	{kind: Pairings, file: "open-seeds-pairings.csv", columns: []string{"state=outcome", "started=first_week", "ended=last_week"},
		values: []string{"state:graduated=completed", "state:not graduated=ended", "state:=ended"}, set: []string{"reason=unrecorded"}},
	{kind: Pairings, file: "gsoc-pairings.csv", columns: []string{"cohort=year", "started=first", "ended=last"},
		set: []string{"state=completed", "cadence=1w"}, newPeople: true},
	{kind: Sessions, file: "gsoc-sessions.csv", columns: []string{"cohort=year", "date=file_date", "attended=attendees"},
		set: []string{"duration=1h"}, newPeople: true},
}

// csvRows reads a table anew, by the names of its columns.
func csvRows(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(data, name))
	if err != nil {
		t.Skipf("the real tables are not here: %v", err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, cell := range cells {
			row[all[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

func TestRealProgrammes(t *testing.T) {
	people, enrolments := map[string]bool{}, map[string]bool{}
	for _, r := range csvRows(t, "open-seeds-people.csv") {
		people[r["person"]] = true
	}
	for _, r := range csvRows(t, "open-seeds-enrolments.csv") {
		enrolments[r["cohort"]+" "+r["person"]] = true
	}
	pairings := map[string]bool{}
	sessions := 0
	for name, cohort := range map[string]string{"open-seeds-pairings.csv": "cohort", "gsoc-pairings.csv": "year"} {
		for _, r := range csvRows(t, name) {
			mentors, mentees := strings.Split(r["mentors"], "|"), strings.Split(r["mentees"], "|")
			both := slices.ContainsFunc(mentees, func(m string) bool { return slices.Contains(mentors, m) })
			if r["mentors"] == "" || r["mentees"] == "" || both {
				continue
			}
			pairings[r[cohort]+"/"+r["pairing"]] = true
			for _, p := range slices.Concat(mentors, mentees) {
				people[p] = true
			}
		}
	}
	for _, r := range csvRows(t, "gsoc-sessions.csv") {
		if _, err := when.ParseDate(r["file_date"]); err != nil || !pairings[r["year"]+"/"+r["pairing"]] {
			continue
		}
		sessions++
		for _, p := range strings.Split(r["attendees"], "|") {
			if p != "" {
				people[p] = true
			}
		}
	}
	want := record.Counts{People: len(people), Enrolments: len(enrolments), Pairings: len(pairings), Sessions: sessions}

	files := repository(nil)
	bad := importAll(t, files)
	if got := load(t, files).Counts(); got != want {
		t.Errorf("imported %+v, the tables hold %+v", got, want)
	}
	for _, want := range badPairings(t) {
		if !slices.ContainsFunc(bad, func(line string) bool { return strings.HasPrefix(line, want) }) {
			t.Errorf("%q is not reported in\n%s", want, strings.Join(bad, "\n"))
		}
	}

	before := clone(files)
	if again := importAll(t, files); !slices.Equal(again, bad) {
		t.Errorf("the second run reports\n%s", strings.Join(again, "\n"))
	}
	if !equal(before, files) {
		t.Error("importing everything again changes something")
	}
}

// importAll runs the real commands with --skip-bad and returns what was bad.
func importAll(t *testing.T, files fsys) []string {
	t.Helper()
	var bad []string
	for _, step := range realImports {
		text, err := os.ReadFile(filepath.Join(data, step.file))
		if err != nil {
			t.Fatal(err)
		}
		plan := mustPlan(t, files, spec{step.kind, string(text), step.columns, step.values, step.set, step.newPeople, step.file})
		for _, p := range plan.Bad {
			bad = append(bad, p.Position.String()+": "+p.Message)
		}
		files.apply(plan)
	}
	return bad
}

// badPairings finds, by the commas of a line alone, the place and the reason
// of each row that must be refused.
func badPairings(t *testing.T) []string {
	t.Helper()
	var want []string
	for _, name := range []string{"open-seeds-pairings.csv", "gsoc-pairings.csv"} {
		text, err := os.ReadFile(filepath.Join(data, name))
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			cells := strings.Split(line, ",")
			if len(cells) < 4 {
				continue
			}
			mentors := 1 + len(cells[0]) + 1 + len(cells[1]) + 1
			if cells[2] == "" {
				want = append(want, fmt.Sprintf("%s:%d:%d: mentors: there is no mentor", name, i+1, mentors))
			}
			for _, person := range strings.Split(cells[3], "|") {
				if slices.Contains(strings.Split(cells[2], "|"), person) {
					want = append(want, fmt.Sprintf("%s:%d:%d: mentees: nobody mentors themself", name, i+1, mentors+len(cells[2])+1))
				}
			}
		}
	}
	if len(want) < 5 {
		t.Fatalf("only %d rows are found to be bad", len(want))
	}
	return want
}
