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
		Use:   "attention",
		Short: "List what a coordinator should look at, and the next step",
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

// attention lists what is sound; errors in records are printed, and make the
// exit status that of problems.
func (a *app) attention(format string) error {
	o, err := a.open()
	if err != nil {
		return err
	}
	broken, err := a.sound(o)
	if err != nil {
		return err
	}
	entries := o.Attention()
	if format == "json" {
		err = a.printJSON(health.ListJSON(entries, o.AsOf))
	} else {
		health.ListText(a.stdout, entries, o.AsOf)
	}
	if err == nil && broken {
		return errProblems
	}
	return err
}

// sound prints the errors, if there are any, and leaves out the records that
// have them.
func (a *app) sound(o *opened) (broken bool, err error) {
	errors := slices.DeleteFunc(slices.Clone(o.Problems()), func(p diag.Problem) bool { return p.Severity != diag.Error })
	return a.weigh(o, errors, true)
}
