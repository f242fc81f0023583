package command

import (
	"github.com/spf13/cobra"

	"pairbook/generator/internal/life"
	"pairbook/generator/internal/record"
)

func personCommand(a *app) *cobra.Command {
	return group("person", "Give a person another id, make one of two, or record that they leave",
		"Change what the records say of a person, wherever they say it: their record, enrolments,\npairings, logs, pins, the private lists.",
		personRename(a), personMerge(a), personLeave(a))
}

func personRename(a *app) *cobra.Command {
	return lifeCommand(a, "rename OLD NEW", "Give a person another id, everywhere", "person rename amy-lee amy-jones", []string{"OLD", "NEW"},
		func(ws *workspace, d *life.Draft, args []string) error {
			who, err := findPerson(ws, args[0])
			if err != nil {
				return err
			}
			return d.Rename(who, record.PersonID(args[1]))
		})
}

func personMerge(a *app) *cobra.Command {
	command := lifeCommand(a, "merge A B", "Make one person of two records: A becomes B", "person merge j-smith john-smith", []string{"A", "B"},
		func(ws *workspace, d *life.Draft, args []string) error {
			from, err := findPerson(ws, args[0])
			if err != nil {
				return err
			}
			into, err := findPerson(ws, args[1])
			if err != nil {
				return err
			}
			return d.Merge(from, into)
		})
	command.Long = "Make one person of two records. B gets what only A had; where both have a value, B's stays,\nand the other is printed. Lists are joined. A's id is kept under formerly."
	return command
}

func personLeave(a *app) *cobra.Command {
	var reason string
	command := lifeCommand(a, "leave PERSON", "Record that a person leaves, with their enrolments and pairings", "person leave grace --on 2026-11-20 --reason moved-on", []string{"PERSON"},
		func(ws *workspace, d *life.Draft, args []string) error {
			who, err := findPerson(ws, args[0])
			if err != nil {
				return err
			}
			why, err := readReason(reason, record.MovedOn)
			if err != nil {
				return err
			}
			return d.Leave(who, why)
		})
	command.Flags().StringVar(&reason, "reason", "", "of pairings that end with it (default: moved-on)")
	return command
}
