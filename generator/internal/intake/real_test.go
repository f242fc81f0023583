package intake

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/test/here"
)

// data is where the tables of two real programmes lie, from this folder.
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

// The command's own test counts the imported records; this one checks the places
// and reasons of bad rows.
func TestRealProgrammes(t *testing.T) {
	files := repository(nil)
	bad := importAll(t, files)
	load(t, files)
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

// importAll runs the real commands with --skip-bad and returns the bad rows.
func importAll(t *testing.T, files fsys) []string {
	t.Helper()
	var bad []string
	for _, step := range realImports {
		text, err := os.ReadFile(filepath.Join(here.Tables(t), step.file))
		if err != nil {
			t.Fatal(err)
		}
		plan := mustPlan(t, files, spec{kind: step.kind, text: string(text), columns: step.columns, values: step.values, set: step.set, newPeople: step.newPeople, name: step.file, widen: true})
		for _, p := range plan.Bad {
			bad = append(bad, p.Position.String()+": "+p.Message)
		}
		files.apply(plan)
	}
	return bad
}

// badPairings finds the place and the reason of each bad row, by the commas of a
// line alone.
func badPairings(t *testing.T) []string {
	t.Helper()
	var want []string
	for _, name := range []string{"open-seeds-pairings.csv", "gsoc-pairings.csv"} {
		text, err := os.ReadFile(filepath.Join(here.Tables(t), name))
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
