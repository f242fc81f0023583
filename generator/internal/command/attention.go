package command

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/health"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// attentionFlags are the flags of attention alone.
type attentionFlags struct {
	format, cohort, kind, idle string
}

func attentionCommand(a *app) *cobra.Command {
	var f attentionFlags
	command := &cobra.Command{
		Use:     "attention",
		Short:   "List what a coordinator should look at, and the next step",
		Example: "  pairbook attention\n  pairbook attention --cohort 2026-autumn --idle 30d",
		Long: "attention lists, over all cohorts, who could use a hello and what else waits for a\n" +
			"coordinator: what was seen, in which records, and the next step. It is for coordinators.",
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			if f.format != "text" && f.format != "json" {
				return usagef("--format: %q is unknown; choose text or json", f.format)
			}
			return a.onSound(func(ws *workspace) error { return a.attention(ws, f) })
		},
	}
	flags := command.Flags()
	flags.StringVar(&f.format, "format", "text", "how to print: text or json")
	flags.StringVar(&f.cohort, "cohort", "", "the `id` of the one cohort to list")
	flags.StringVar(&f.kind, "kind", "", "the one kind of entry to list, such as quiet")
	flags.StringVar(&f.idle, "idle", "", "list only pairings without a meeting for so long, such as 30d or 6w")
	return command
}

// chosen returns the entries that the flags ask for.
func (f attentionFlags) chosen(ws *workspace) ([]health.Entry, error) {
	cohort, kind, idle := record.CohortID(f.cohort), health.Kind(f.kind), 0
	if cohort != "" && !ws.Repo.Cohorts.Has(cohort) {
		return nil, usagef("--cohort: there is no cohort %q%s", cohort, prose.DidYouMean(cohort, ws.Repo.Cohorts.IDs()))
	}
	var kinds []health.Kind
	for _, r := range health.Rules() {
		kinds = append(kinds, r.Kind)
	}
	if kind != "" && !slices.Contains(kinds, kind) {
		return nil, usagef("--kind: %q is unknown; choose one of %s", kind, strings.Join(prose.Strings(kinds), ", "))
	}
	if f.idle != "" {
		interval, err := when.ParseInterval(f.idle)
		if err != nil {
			return nil, usagef("--idle: %w; write it as 30d, 6w or 2mo", err)
		}
		idle = interval.After(ws.AsOf, 1).Sub(ws.AsOf)
	}
	return slices.DeleteFunc(slices.Clone(ws.Attention()), func(e health.Entry) bool {
		return cohort != "" && e.Cohort.Record.ID != cohort || kind != "" && !e.Is(kind) ||
			f.idle != "" && (e.Pairing == nil || !e.Pairing.Started || e.Pairing.Idle() < idle)
	}), nil
}

// attention lists the pairings that need a coordinator's attention.
func (a *app) attention(ws *workspace, f attentionFlags) error {
	if _, err := a.readNames(ws); err != nil {
		return err
	}
	entries, err := f.chosen(ws)
	if err != nil {
		return err
	}
	switch {
	case f.format == "json":
		return a.printJSON(health.ListJSON(entries, ws.Repo.People, ws.AsOf))
	case len(entries) == 0 && f.cohort+f.kind+f.idle != "":
		fmt.Fprintf(a.stdout, "Nothing that was asked for waits for a coordinator as of %s.\n", ws.AsOf.Long())
	default:
		health.ListText(a.stdout, entries, ws.Repo.People, ws.AsOf)
	}
	return nil
}

// onSound opens the repository, prints the errors in records, and does work without those
// records. It returns errProblems if there are any.
func (a *app) onSound(work func(ws *workspace) error) error {
	ws, err := a.open()
	if err != nil {
		return err
	}
	errors := slices.DeleteFunc(slices.Clone(ws.Problems()), func(p diag.Problem) bool { return p.Severity != diag.Error })
	dropped, err := a.reportProblems(ws, errors, true)
	if err == nil {
		err = work(ws)
	}
	if err == nil && dropped {
		return errProblems
	}
	return err
}
