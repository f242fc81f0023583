package veil

import (
	"strings"
	"testing"

	"pairbook/generator/internal/health"
	"pairbook/generator/internal/measure"
	"pairbook/generator/test/mini"
)

// A cohort whose programme is not there has nothing to ask its pairings.
func TestPromptsWithoutAProgramme(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Everything), Coordinators))
	if all := r.prompts(&measure.Cohort{}); all != nil {
		t.Errorf("%+v", all)
	}
}

// Without days to judge, the back-test shows what it was tried on and no verdict.
func TestBacktestWithoutDays(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Everything), Coordinators))
	shown := r.backtest(&health.Backtest{Verdicts: []health.Verdict{{Rule: "ours"}}})
	if shown == nil || len(shown.Rows) > 0 || !strings.Contains(shown.Judging, "0 pairings") {
		t.Errorf("%+v", shown)
	}
}

// The form lets a log be of a day up to the cohort's last, or of any later day
// where the last is before the first, which check says.
func TestLastDayOfTheForm(t *testing.T) {
	for ends, want := range map[string]string{"2026-06-01": "2026-06-01", "2026-01-01": ""} {
		files := mini.Files(mini.Everything)
		cohort := files["program/cohorts/spring/cohort.yaml"]
		cohort.Data = []byte(strings.Replace(string(cohort.Data), "ends: 2026-06-01", "ends: "+ends, 1))
		forms := 0
		for _, form := range Show(input(t, files, Coordinators)).Forms.Pairings {
			if form.Cohort != "spring" {
				continue
			}
			forms++
			if got := form.Ends.String(); form.Ends != 0 && got != want || form.Ends == 0 && want != "" {
				t.Errorf("ends: %s; the form lets %s be last", ends, got)
			}
		}
		if forms == 0 {
			t.Error("there is no form")
		}
	}
}
