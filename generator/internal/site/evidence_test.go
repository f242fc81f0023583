package site

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
	"pairbook/generator/test/mini"
)

func ledger(t *testing.T, site map[string]string) map[string]expectationJSON {
	t.Helper()
	var all []expectationJSON
	if err := json.Unmarshal([]byte(site[view.ExpectationsPath]), &all); err != nil {
		t.Fatal(err)
	}
	by := map[string]expectationJSON{}
	for _, e := range all {
		by[e.Role+"/"+e.Expectation] = e
	}
	return by
}

// TestLedger counts by hand what the miniature shows of the mentors'
// expectation to keep the rhythm: of the three pairings that started, the
// windows of lapwing are kept in 2 of 3 (the break's week is none), of
// pairing-1 in 1 of 4, and of tern in 0 of 2.
func TestLedger(t *testing.T) {
	site := render(t, input(t, mini.Files(defaults), veil.Public))
	by := ledger(t, site)
	rhythm := by["mentor/rhythm"]
	if rhythm.Evidence != "metric" || rhythm.Metric != "cadence_kept" || *rhythm.AtLeast != 0.5 || len(rhythm.Cohorts) != 1 {
		t.Fatalf("the entry is %+v", rhythm)
	}
	f := rhythm.Cohorts[0].Figure
	if rhythm.Cohorts[0].Cohort != "spring" || f.Metric != "expectation_met" || *f.Numerator != 1 || *f.Denominator != 3 || len(f.Records) == 0 {
		t.Errorf("the evidence is %+v", f)
	}
	if e := by["mentor/judge"]; e.Evidence != "none" || len(e.Cohorts) != 0 {
		t.Errorf("what cannot be shown has evidence: %+v", e)
	}
	for _, file := range []string{"roles/mentor.html"} {
		for _, words := range []string{
			">33 %</data>  1 of 3 pairings", "Keep the rhythm, Spring 2026: how this is counted",
			"Only a survey can show it: what people answer to “Our meetings are worth the time”, at least 70 %",
			"None: no record can show this.", "No round has five answers to this, so nothing is shown.",
		} {
			if !strings.Contains(site[file], words) {
				t.Errorf("%s: %q is not there", file, words)
			}
		}
	}
}

// TestLedgerKeepsSmallGroups tells neither a value nor whether it reaches the
// threshold before enough people have answered.
func TestLedgerKeepsSmallGroups(t *testing.T) {
	for minimum, told := range map[int]bool{3: true, 4: false} {
		heard := ledger(t, render(t, input(t, mini.Files(defaults+fmt.Sprintf("publish: {minimum_group: %d}\n", minimum)), veil.Public)))["mentor/heard"].Cohorts[0]
		if (heard.Figure.Value != nil) != told || (heard.Reached != nil) != told || (len(heard.Figure.Records) > 0) != told {
			t.Errorf("of at least %d answers: %+v", minimum, heard)
		}
	}
}

// TestRoundOfTwo says how many of two answered, of whom a percentage would tell nothing.
func TestRoundOfTwo(t *testing.T) {
	files := mini.Files(defaults + "publish: {minimum_group: 1}\n")
	files["program/cohorts/spring/surveys/2026-03-25-check-in.yaml"] = mini.File("asked: 2\nanswered: 1\ncounts: {useful: {4: 1}}\n")
	if page := render(t, input(t, files, veil.Public))["cohorts/spring/evidence.html"]; !strings.Contains(page, "· 1 of 2 people asked answered<") {
		t.Errorf("%.300s", page[strings.Index(page, "What people answered"):])
	}
}

// TestLedgerOfTheLast falls back on the last cohort that closed, and says
// nothing where none has begun.
func TestLedgerOfTheLast(t *testing.T) {
	files := mini.Files(defaults)
	cohort := string(files["program/cohorts/spring/cohort.yaml"].Data)
	files["program/cohorts/spring/cohort.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(cohort, "running", "closed", 1))}
	if page := render(t, input(t, files, veil.Public))["roles/mentor.html"]; !strings.Contains(page, "1 of 3 pairings") {
		t.Error("the last cohort's evidence is not beside the expectation")
	}
	for file := range files {
		if strings.HasPrefix(file, "program/cohorts/spring/") {
			delete(files, file)
		}
	}
	files[record.SitePath] = &fstest.MapFile{Data: []byte(defaults)}
	site := render(t, input(t, files, veil.Public))
	if strings.Contains(site["roles/mentor.html"], "pairings</p>") || len(ledger(t, site)["mentor/rhythm"].Cohorts) != 0 {
		t.Error("there is evidence of cohorts that have not begun")
	}
}
