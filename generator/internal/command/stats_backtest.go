package command

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"pairbook/generator/internal/health"
)

func (a *app) printBacktest(b *health.Backtest, format string) error {
	if format == "json" {
		return a.printJSON(b)
	}
	fmt.Fprintln(a.stdout, "Would a silence have been seen coming? Each pairing of the cohorts that are over is asked")
	fmt.Fprintln(a.stdout, "every week, knowing only what was known then. A day lies before or in a silence when no")
	fmt.Fprintf(a.stdout, "meeting was held in the 28 days after it.\n%s\n", b.Rests())
	if len(b.Verdicts) == 0 {
		return nil
	}
	table := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\nwhat was said\tprecision\trecall\tsilences seen")
	for _, row := range b.Rows() {
		fmt.Fprintln(table, strings.Join(row, "\t"))
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("print the back-test: %w", err)
	}
	return nil
}
