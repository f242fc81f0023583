package command

import (
	"slices"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/health"
)

func attentionCommand(a *app) *cobra.Command {
	var format string
	command := &cobra.Command{
		Use:     "attention",
		Short:   "List what a coordinator should look at, and the next step",
		Example: "  pairbook attention",
		Long: "attention lists, over all cohorts, who could use a hello and what else waits for a\n" +
			"coordinator: what was seen, in which records, and the next step. It is for coordinators.",
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			if format != "text" && format != "json" {
				return usagef("--format: %q is unknown; choose text or json", format)
			}
			return a.attention(format)
		},
	}
	command.Flags().StringVar(&format, "format", "text", "how to print: text or json")
	return command
}

// attention lists the pairings that need a coordinator's attention. It prints the
// errors in records, leaves those records out, and then returns errProblems.
func (a *app) attention(format string) error {
	ws, err := a.open()
	if err != nil {
		return err
	}
	dropped, err := a.dropInvalid(ws)
	if err != nil {
		return err
	}
	if _, _, err := a.readNames(ws); err != nil {
		return err
	}
	entries := ws.Attention()
	if format == "json" {
		err = a.printJSON(health.ListJSON(entries, ws.Repo.People, ws.AsOf))
	} else {
		health.ListText(a.stdout, entries, ws.Repo.People, ws.AsOf)
	}
	if err == nil && dropped {
		return errProblems
	}
	return err
}

// dropInvalid prints the errors in the records and leaves out the records that
// have one; it reports whether there were any.
func (a *app) dropInvalid(ws *workspace) (dropped bool, err error) {
	errors := slices.DeleteFunc(slices.Clone(ws.Problems()), func(p diag.Problem) bool { return p.Severity != diag.Error })
	return a.reportProblems(ws, errors, true)
}
