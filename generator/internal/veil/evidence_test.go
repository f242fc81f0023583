package veil

import (
	"fmt"
	"strings"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/test/mini"
)

// TestWhatAnExpectationRestsOn says what would show it, by a figure, by a question or by
// nothing.
func TestWhatAnExpectationRestsOn(t *testing.T) {
	half, ten := 0.5, 10.0
	r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	r.addMetrics()
	for _, c := range []struct {
		evidence record.Evidence
		want     string
	}{
		{record.Evidence{}, "none: None: no record can show this. It is something to talk about together."},
		{record.Evidence{Metric: "cadence_kept"}, "metric: Rhythm kept"},
		{record.Evidence{Metric: "cadence_kept", AtLeast: &half}, "metric: Rhythm kept, at least 50 %"},
		{record.Evidence{Metric: "gone", AtLeast: &ten}, "metric: gone, at least 10"},
		{record.Evidence{Survey: "check-in", Question: "useful"}, "survey: Only a survey can show it: what people answer to “Our meetings are worth the time”"},
		{record.Evidence{Survey: "check-in", Question: "useful", AtLeast: &half}, "survey: Only a survey can show it: what people answer to “Our meetings are worth the time”, at least 50 %"},
		{record.Evidence{Survey: "check-in", Question: "gone"}, "survey: Only a survey can show it: what people answer to “gone”"},
		{record.Evidence{Survey: "gone", Question: "useful"}, "survey: Only a survey can show it: what people answer to “useful”"},
	} {
		shown := r.expectation(record.Expectation{ID: "a", Evidence: c.evidence})
		if got := strings.ReplaceAll(shown.Kind+": "+shown.Evidence, "\u00a0", " "); got != c.want || (shown.Metric != nil) != (c.evidence.Metric == "cadence_kept") {
			t.Errorf("%q, not %q", got, c.want)
		}
	}
}

// TestEvidenceBesideARole is that of the cohorts that run, or else of the newest, and the
// ledger keeps that of each that has started.
func TestEvidenceBesideARole(t *testing.T) {
	at := func(name string, running bool) view.Evidence { return view.Evidence{CohortID: name, Running: running} }
	for _, c := range []struct {
		ledger []view.Evidence
		want   string
	}{
		{nil, ""},
		{[]view.Evidence{at("a", false), at("b", false)}, "a "},
		{[]view.Evidence{at("a", true), at("b", false), at("c", true)}, "a c "},
		{[]view.Evidence{at("a", false), at("b", true)}, "b "},
	} {
		got := ""
		for _, e := range present(c.ledger) {
			got += e.CohortID + " "
		}
		if got != c.want {
			t.Errorf("of %+v: %q, not %q", c.ledger, got, c.want)
		}
	}
	files := mini.Files(mini.Everything)
	files["program/cohorts/old/cohort.yaml"] = mini.File("program: career\nname: Old\nstarts: 2025-03-02\nends: 2025-06-01\nstate: closed\n")
	files["program/cohorts/old/pairings/auk/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [idbob]\nstate: completed\nstarted: 2025-03-02\nended: 2025-06-01\n")
	for _, role := range Show(input(t, files, Public)).Roles {
		for _, e := range role.Expectations {
			got := fmt.Sprint(e.ID, len(e.Ledger), len(e.Measured))
			if want := map[string]string{"rhythm": "rhythm2 1", "heard": "heard2 1", "judge": "judge0 0", "worth": "worth2 1"}[e.ID]; got != want {
				t.Errorf("%s, not %s", got, want)
			}
			for _, kept := range e.Ledger {
				if want := strings.TrimRight(e.Statement, ".") + ", " + kept.Cohort.Words; kept.Figure.Label != want || kept.Running != (kept.CohortID == "spring") {
					t.Errorf("%q, not %q", kept.Figure.Label, want)
				}
			}
		}
	}
}

// TestEvidenceOfAnswers gives no total over rounds that would tell of one, and whether a
// threshold is reached only with the figure.
func TestEvidenceOfAnswers(t *testing.T) {
	for group, told := range map[int]bool{3: false, 1: true} {
		files := mini.Files(mini.Defaults + fmt.Sprintf("publish: {minimum_group: %d}\n", group))
		files["program/cohorts/spring/surveys/2026-03-27-check-in.yaml"] = mini.File("asked: 9\nanswered: 2\n")
		files["program/roles/mentor.yaml"] = mini.File("name: Mentor\nexpectations:\n  - {id: back, statement: Answer., evidence: {metric: response_rate, at_least: 0.1}}\n")
		e := cohortOf(t, input(t, files, Public), "spring").Evidence[0]
		if (e.Figure.Value != nil) != told || (e.Reached != nil) != told || e.Words != map[bool]string{true: "as hoped for", false: "One round has fewer than three answers, and a total would tell it."}[told] {
			t.Errorf("in groups of %d: %+v, reached %v, %q", group, e.Figure.Value, e.Reached, e.Words)
		}
	}
}
