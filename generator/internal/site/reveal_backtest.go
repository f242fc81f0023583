package site

import (
	"fmt"
	"math"
	"strings"

	"pairbook/generator/internal/health"
)

func (r *revealer) backtest(b *health.Backtest) *Backtest {
	shown := &Backtest{Tuning: r.sampleWords(b.Tuning), Judging: r.sampleWords(b.Judging), Set: settingWords(b.Set), Tuned: settingWords(b.Tuned)}
	if b.Judging.Days == 0 {
		return shown
	}
	for _, v := range b.Verdicts {
		row := BacktestRow{Rule: sentence(v.Rule), Precision: shareWords(v.Precision, v.Right, v.Flagged), Recall: shareWords(v.Recall, v.Right, b.Judging.Risky),
			Seen: fmt.Sprintf("%d of %d", v.Seen, b.Judging.Silences), Lead: "none seen", Equal: "cannot be said"}
		if v.Lead != nil {
			row.Lead = leadWords(*v.Lead)
		}
		if v.Equal != nil {
			row.Equal = percentage(*v.Equal) + " at " + quantity(*v.At)
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
	return fmt.Sprintf("%s of %s: %s, %d of them before %s", plural(s.Pairings, "pairing", "pairings"), strings.Join(names, ", "),
		plural(s.Days, "day asked", "days asked"), s.Risky, plural(s.Silences, "silence", "silences"))
}

func leadWords(days float64) string {
	number, unit := valueWords(math.Abs(days), "days")
	if days < 0 {
		unit += " late"
	}
	return number + " " + unit
}

func settingWords(s health.Setting) string {
	return fmt.Sprintf("below %d of 100, from %s on", s.Below, plural(s.TooEarly, "cadence", "cadences"))
}

func shareWords(value *float64, part, whole int) string {
	if value == nil {
		return "none"
	}
	return fmt.Sprintf("%s (%d of %d)", percentage(*value), part, whole)
}
