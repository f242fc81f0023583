package command

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/health"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/table"
	"pairbook/generator/internal/when"
)

func statsCommand(a *app) *cobra.Command {
	var format string
	var backtest bool
	command := &cobra.Command{
		Use:     "stats [COHORT]",
		Short:   "Print the figures that the site shows, with what they were counted from",
		Example: "  pairbook stats 2026-autumn\n  pairbook stats --format csv",
		Long: "stats prints every figure of every cohort, or of one cohort and its pairings, as the\n" +
			"coordinators' site shows them: value, numerator, denominator and records.",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("stats takes one cohort or none, and %d were given", len(args))
			}
			if !slices.Contains([]string{"text", "json", "csv"}, format) {
				return usagef("--format: %q is unknown; choose text, json or csv", format)
			}
			if backtest && (len(args) > 0 || format == "csv") {
				return usagef("--backtest takes all cohorts that are over, and prints text or json")
			}
			return a.onSound(func(ws *workspace) error { return a.stats(ws, args, format, backtest) })
		},
	}
	command.Flags().StringVar(&format, "format", "text", "how to print: text, json or csv")
	command.Flags().BoolVar(&backtest, "backtest", false, "say instead whether silences would have been seen coming")
	return command
}

// stats prints the figures.
func (a *app) stats(ws *workspace, args []string, format string, backtest bool) error {
	if known := ws.all.Repo.Cohorts; len(args) == 1 && !known.Has(record.CohortID(args[0])) {
		return usagef("there is no cohort %q%s", args[0], prose.DidYouMean(record.CohortID(args[0]), known.IDs()))
	}
	if backtest {
		return a.printBacktest(ws.Backtest(), format)
	}
	a.setArrivals(ws)
	return a.printStats(ws.Measured().Cohorts, ws.AsOf, args, format)
}

func (a *app) printStats(cohorts []*measure.Cohort, asOf when.Date, args []string, format string) error {
	one := len(args) == 1
	if one {
		cohorts = slices.DeleteFunc(cohorts, func(c *measure.Cohort) bool { return string(c.Record.ID) != args[0] })
	}
	switch {
	case format == "csv":
		return table.Write(a.stdout, statsHeader, statsRows(cohorts))
	case format == "text":
		return printFigures(a.stdout, cohorts, asOf, one)
	case one && len(cohorts) == 1:
		return a.printJSON(cohortStats(cohorts[0]))
	}
	all := statsJSON{asOf, []cohortStatsJSON{}}
	for _, c := range cohorts {
		all.Cohorts = append(all.Cohorts, cohortStats(c))
	}
	return a.printJSON(all)
}

// The JSON of stats; a cohort is as in api/v1/cohorts/<cohort>.json.
type (
	statsJSON struct {
		AsOf    when.Date         `json:"as_of"`
		Cohorts []cohortStatsJSON `json:"cohorts"`
	}
	cohortStatsJSON struct {
		Cohort   record.CohortID    `json:"cohort"`
		Program  record.ProgramID   `json:"program"`
		Figures  []measure.Figure   `json:"figures"`
		Pairings []pairingStatsJSON `json:"pairings"`
	}
	pairingStatsJSON struct {
		Pairing record.PairingID    `json:"pairing"`
		State   record.PairingState `json:"state"`
		Health  *health.State       `json:"health"`
		Figures []measure.Figure    `json:"figures"`
	}
)

func cohortStats(c *measure.Cohort) cohortStatsJSON {
	out := cohortStatsJSON{Cohort: c.Record.ID, Figures: withSentences(c.Figures), Pairings: []pairingStatsJSON{}}
	if c.Program != nil {
		out.Program = c.Program.ID
	}
	for _, p := range c.Pairings {
		pairing := pairingStatsJSON{Pairing: p.Record.ID, State: p.State, Figures: withSentences(p.Figures)}
		if h := health.Of(c, p); h != nil && h.State != "" {
			pairing.Health = &h.State
		}
		out.Pairings = append(out.Pairings, pairing)
	}
	return out
}

// withSentences returns the figures with their reasons as sentences, as the site
// has them.
func withSentences(figures []measure.Figure) []measure.Figure {
	figures = slices.Clone(figures)
	for i := range figures {
		figures[i].Unavailable = prose.Sentence(figures[i].Unavailable)
	}
	return figures
}

// statsHeader names the columns; records are separated by |, and the pairing of a
// cohort's own figures is empty.
var statsHeader = []string{"cohort", "pairing", "metric", "value", "numerator", "denominator", "low", "high", "method", "records", "unavailable"}

func statsRows(cohorts []*measure.Cohort) [][]string {
	var rows [][]string
	for _, c := range cohorts {
		add := func(pairing record.PairingID, figures []measure.Figure) {
			for _, f := range withSentences(figures) {
				var low, high, method string
				if f.Interval != nil {
					low, high, method = number(&f.Interval.Low), number(&f.Interval.High), f.Interval.Method
				}
				rows = append(rows, []string{string(c.Record.ID), string(pairing), string(f.ID), number(f.Value), number(f.Numerator), number(f.Denominator),
					low, high, method, strings.Join(f.Records, "|"), f.Unavailable})
			}
		}
		add("", c.Figures)
		for _, p := range c.Pairings {
			add(p.Record.ID, p.Figures)
		}
	}
	return rows
}

// number formats a value in full, nil as "".
func number(value *float64) string {
	if value == nil {
		return ""
	}
	return strconv.FormatFloat(*value, 'f', -1, 64)
}

// printFigures prints each cohort's figures and, with pairings, those of each
// pairing.
func printFigures(w io.Writer, cohorts []*measure.Cohort, asOf when.Date, pairings bool) error {
	if len(cohorts) == 0 {
		fmt.Fprintln(w, "There is no cohort yet, so there is nothing to count.")
		return nil
	}
	fmt.Fprintf(w, "As of %s\n", asOf.Long())
	for _, c := range cohorts {
		fmt.Fprintf(w, "\n%s (%s), %s\n", c.Record.Name, c.Record.ID, prose.Count(len(c.Pairings), "pairing"))
		if err := printTable(w, c.Figures); err != nil {
			return err
		}
		if !pairings {
			continue
		}
		for _, p := range c.Pairings {
			fmt.Fprintf(w, "\n%s, %s\n", p.Record.ID, standingWords(c, p))
			if err := printTable(w, p.Figures); err != nil {
				return err
			}
		}
	}
	return nil
}

func standingWords(c *measure.Cohort, p *measure.Pairing) string {
	if h := health.Of(c, p); h != nil {
		return h.Words
	}
	return string(p.State)
}

func printTable(w io.Writer, figures []measure.Figure) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, f := range figures {
		fmt.Fprintf(table, "  %s\t%s\n", f.Name, figureWords(f))
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("print the figures: %w", err)
	}
	return nil
}

func figureWords(f measure.Figure) string {
	switch {
	case f.Value == nil:
		return prose.Sentence(f.Unavailable)
	case f.Unit == "share" && f.Denominator != nil:
		return fmt.Sprintf("%.0f %% (%s of %s)", 100**f.Value, rounded(*f.Numerator), rounded(*f.Denominator))
	case f.Unit == "share":
		return fmt.Sprintf("%.0f %%", 100**f.Value)
	case rounded(*f.Value) == "1":
		return "1 " + strings.TrimSuffix(strings.Replace(f.Unit, "people", "persons", 1), "s")
	}
	return rounded(*f.Value) + " " + f.Unit
}

// rounded formats a number with at most one decimal.
func rounded(x float64) string { return strconv.FormatFloat(math.Round(10*x)/10, 'f', -1, 64) }
