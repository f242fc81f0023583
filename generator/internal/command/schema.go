package command

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/schema"
)

func schemaCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "schema [KIND]",
		Short:   "Print the JSON Schema of a kind of record, or of all",
		Example: "  pairbook schema person",
		Long: "Print the JSON Schema of a kind of record, for an editor that completes and\nchecks while you write, or of all kinds in one document.\nThe kinds: " +
			strings.Join(schema.Kinds(), ", ") + ".",
		Args: func(command *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("schema takes one kind of record; %s --help lists them", command.CommandPath())
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.printJSON(schema.All())
			}
			s := schema.Of(args[0])
			if s == nil {
				return unknownKind(args[0])
			}
			return a.printJSON(s)
		},
	}
}

func unknownKind(kind string) error {
	kinds := schema.Kinds()
	return usagef("there is no kind of record %q%s", kind, cmp.Or(prose.DidYouMean(kind, kinds), "; the kinds are "+strings.Join(kinds, ", ")))
}
