package command

import (
	"github.com/spf13/cobra"

	"pairbook/generator/internal/life"
	"pairbook/generator/internal/record"
)

func cohortCommand(a *app) *cobra.Command {
	return group("cohort", "Open or close a cohort, or start the next",
		"Start a cohort like another, let people join one, or close one with all its pairings.",
		cohortNew(a), cohortOpen(a), cohortClose(a))
}

func cohortNew(a *app) *cobra.Command {
	var from, name, starts, ends string
	command := lifeCommand(a, "new ID", "Make a cohort like another, with the people who would take part again", "cohort new 2027-autumn --from 2026-autumn --name 'Autumn 2027'", []string{"ID"},
		func(ws *workspace, d *life.Draft, args []string) error {
			if from == "" {
				return usagef("say with --from which cohort it is like; pairbook new cohort %s makes one from nothing", args[0])
			}
			old, err := findCohort(ws, from)
			if err != nil {
				return err
			}
			if err := validID(args[0]); err != nil {
				return err
			}
			first, err := optionalDay("--starts", starts)
			if err != nil {
				return err
			}
			last, err := optionalDay("--ends", ends)
			if err != nil {
				return err
			}
			return d.NewCohort(record.CohortID(args[0]), old, name, first, last)
		})
	command.Flags().StringVar(&from, "from", "", "the `cohort` that it is like")
	command.Flags().StringVar(&name, "name", "", "as people call it (default: the id)")
	command.Flags().StringVar(&starts, "starts", "", "its first `day` (default: after the other)")
	command.Flags().StringVar(&ends, "ends", "", "its last `day` (default: it lasts as long as the other)")
	return command
}

func cohortOpen(a *app) *cobra.Command {
	return lifeCommand(a, "open COHORT", "Let people join a cohort, again if it was closed", "cohort open 2027-spring", []string{"COHORT"},
		func(ws *workspace, d *life.Draft, args []string) error {
			c, err := findCohort(ws, args[0])
			if err != nil {
				return err
			}
			return d.OpenCohort(c)
		})
}

func cohortClose(a *app) *cobra.Command {
	var reason string
	command := lifeCommand(a, "close COHORT", "Close a cohort: its pairings end, and what is still open is listed", "cohort close 2026-autumn --on 2027-03-07", []string{"COHORT"},
		func(ws *workspace, d *life.Draft, args []string) error {
			c, err := findCohort(ws, args[0])
			if err != nil {
				return err
			}
			why, err := readReason(reason, record.Unrecorded)
			if err != nil {
				return err
			}
			return d.CloseCohort(c, why)
		})
	command.Long = "Close a cohort. A pairing that has met has completed, if the cohort's last day has come;\n" +
		"any other ends early with the --reason, and a mere proposal is declined. Closing\nbefore the last day makes that day the last."
	command.Flags().StringVar(&reason, "reason", "", "of pairings that end early (default: unrecorded)")
	return command
}
