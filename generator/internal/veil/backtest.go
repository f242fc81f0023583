package veil

import (
	"fmt"
	"math"
	"strings"

	"pairbook/generator/internal/health"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/view"
)

func (r *revealer) backtest(b *health.Backtest) *view.Backtest {
	shown := &view.Backtest{Tuning: r.sampleWords(b.Tuning), Judging: r.sampleWords(b.Judging), Set: settingWords(b.Set), Tuned: settingWords(b.Tuned)}
	if b.Judging.Days == 0 {
		return shown
	}
	for _, v := range b.Verdicts {
		row := view.BacktestRow{Rule: prose.Sentence(v.Rule), Precision: shareWords(v.Precision, v.Right, v.Flagged), Recall: shareWords(v.Recall, v.Right, b.Judging.Risky),
			Seen: fmt.Sprintf("%d of %d", v.Seen, b.Judging.Silences), Lead: "none seen", Equal: "cannot be said"}
		if v.Lead != nil {
			row.Lead = leadWords(*v.Lead)
		}
		if v.Equal != nil {
			row.Equal = view.Percentage(*v.Equal) + " at " + view.Quantity(*v.At)
		}
		shown.Rows = append(shown.Rows, row)
	}
	return shown
}

// sampleWords say what rules were tried on.
func (r *revealer) sampleWords(s health.Sample) string {
	var names []string
	for _, id := range s.Cohorts {
		names = append(names, r.cohorts[id].Name)
	}
	return fmt.Sprintf("%s of %s: %s, %d of them before %s", prose.Count(s.Pairings, "pairing"), strings.Join(names, ", "),
		prose.CountOf(s.Days, "day asked", "days asked"), s.Risky, prose.Count(s.Silences, "silence"))
}

func leadWords(days float64) string {
	number, unit := view.ValueWords(math.Abs(days), "days")
	if days < 0 {
		unit += " late"
	}
	return number + " " + unit
}

func settingWords(s health.Setting) string {
	return fmt.Sprintf("below %d of 100, from %s on", s.Below, prose.Count(s.TooEarly, "cadence"))
}

func shareWords(value *float64, part, whole int) string {
	if value == nil {
		return "none"
	}
	return fmt.Sprintf("%s (%d of %d)", view.Percentage(*value), part, whole)
}
