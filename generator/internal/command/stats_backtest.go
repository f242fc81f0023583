package command

import (
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"

	"pairbook/generator/internal/health"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// The JSON of stats --backtest. Shares are from 0 to 1, the lead is in days, and
// a value that is not known is null.
type (
	backtestJSON struct {
		Tuning   sampleJSON    `json:"tuning"`
		Judging  sampleJSON    `json:"judging"`
		Set      settingJSON   `json:"set"`
		Tuned    settingJSON   `json:"tuned"`
		Verdicts []verdictJSON `json:"verdicts"`
	}
	sampleJSON struct {
		Cohorts  []record.CohortID `json:"cohorts"`
		Pairings int               `json:"pairings"`
		Days     int               `json:"days"`
		Risky    int               `json:"risky"`
		Silences int               `json:"silences"`
	}
	settingJSON struct {
		Below    int `json:"say_hello_below"`
		TooEarly int `json:"too_early"`
	}
	verdictJSON struct {
		Rule      string   `json:"rule"`
		Flagged   int      `json:"flagged"`
		Right     int      `json:"right"`
		Precision *float64 `json:"precision"`
		Recall    *float64 `json:"recall"`
		Seen      int      `json:"silences_seen"`
		Lead      *float64 `json:"lead"`
		Equal     *float64 `json:"precision_at_equal_recall"`
		At        *float64 `json:"threshold_at_equal_recall"`
	}
)

func backtestOf(b *health.Backtest) backtestJSON {
	out := backtestJSON{sampleJSON(b.Tuning), sampleJSON(b.Judging), settingJSON(b.Set), settingJSON(b.Tuned), []verdictJSON{}}
	for _, s := range []*sampleJSON{&out.Tuning, &out.Judging} {
		s.Cohorts = append([]record.CohortID{}, s.Cohorts...)
	}
	for _, v := range b.Verdicts {
		out.Verdicts = append(out.Verdicts, verdictJSON(v))
	}
	return out
}

func (a *app) printBacktest(b *health.Backtest, format string) error {
	if format == "json" {
		return a.printJSON(backtestOf(b))
	}
	return printBacktest(a.stdout, b)
}

func printBacktest(w io.Writer, b *health.Backtest) error {
	fmt.Fprintln(w, "Would a silence have been seen coming? Each pairing of the cohorts that are over is")
	fmt.Fprintln(w, "asked every week; a day is risky when no meeting was held in the 28 days after it.")
	if b.Judging.Days == 0 {
		fmt.Fprintln(w, "\nNot available: this needs at least two pairings with meetings in cohorts that are over.")
		return nil
	}
	fmt.Fprintf(w, "\nTuned on %s\nJudged on %s\n", sampleWords(b.Tuning), sampleWords(b.Judging))
	fmt.Fprintf(w, "As set: say_hello_below %d, too_early %d. Tuned: say_hello_below %d, too_early %d.\n\n", b.Set.Below, b.Set.TooEarly, b.Tuned.Below, b.Tuned.TooEarly)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "rule\tprecision\trecall\tsilences seen\tlead\tprecision at equal recall")
	for _, v := range b.Verdicts {
		fmt.Fprintf(table, "%s\t%s\t%s\t%d of %d\t%s\t%s\n", v.Rule, shareWords(v.Precision, v.Right, v.Flagged), shareWords(v.Recall, v.Right, b.Judging.Risky),
			v.Seen, b.Judging.Silences, leadWords(v.Lead), equalWords(v))
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("print the back-test: %w", err)
	}
	fmt.Fprintln(w, "\nThe lead is counted to the day on which a silence has lasted 28 days. Equal recall is that of")
	fmt.Fprintln(w, "our tuned rule; 90 and 21 idle days are two thresholds of one rule, and are equal there.")
	return nil
}

func sampleWords(s health.Sample) string {
	var ids []string
	for _, id := range s.Cohorts {
		ids = append(ids, string(id))
	}
	return fmt.Sprintf("%s of %s: %s asked, %d risky, in %s.", prose.Count(s.Pairings, "pairing"), strings.Join(ids, ", "), prose.Count(s.Days, "day"), s.Risky, prose.Count(s.Silences, "silence"))
}

func shareWords(value *float64, part, whole int) string {
	if value == nil {
		return fmt.Sprintf("none (of %d)", whole)
	}
	return fmt.Sprintf("%.0f %% (%d of %d)", 100**value, part, whole)
}

func leadWords(days *float64) string {
	if days == nil {
		return "none"
	}
	words := rounded(math.Abs(*days)) + " days"
	if math.Abs(*days) == 1 {
		words = "1 day"
	}
	if *days < 0 {
		words += " late"
	}
	return words
}

func equalWords(v health.Verdict) string {
	if v.Equal == nil {
		return "cannot be said"
	}
	return fmt.Sprintf("%.0f %% (at %s)", 100**v.Equal, rounded(*v.At))
}
