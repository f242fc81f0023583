package command

import (
	"fmt"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/match"
	"pairbook/generator/internal/record"
)

// verifyProposal verifies a saved proposal with the scores that the records give today.
func (a *app) verifyProposal(ws *workspace, cohort record.CohortID, m matchFlags) error {
	pool, err := fit.NewPool(ws.Repo, cohort, m.options(ws).Options)
	if err != nil {
		return a.refusePin(ws, cohort, err)
	}
	table, err := match.NewTable(pool)
	if err != nil {
		return a.refusePin(ws, cohort, err)
	}
	return a.verifySaved(table, cohort, m)
}

func (a *app) verifySaved(table *match.Table, cohort record.CohortID, m matchFlags) error {
	saved, err := readProposal("--verify", m.verify, cohort)
	if err != nil {
		return err
	}
	proven, wrong := saved.Verify(table)
	for _, words := range wrong {
		fmt.Fprintf(a.stderr, "%s: %s\n", m.verify, words)
	}
	if len(wrong) > 0 {
		return errProblems
	}
	fmt.Fprintln(a.stdout, proven)
	return nil
}
