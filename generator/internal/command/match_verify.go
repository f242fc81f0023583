package command

import (
	"fmt"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/grouping"
	"pairbook/generator/internal/match"
	"pairbook/generator/internal/record"
)

// verifyProposal verifies a saved proposal with the scores that the records give today.
func (a *app) verifyProposal(ws *workspace, cohort record.CohortID, m matchFlags) error {
	c := ws.Repo.Cohorts.Get(cohort)
	if program := ws.Repo.Program(c); program.MatchShape(c) != record.InPairs {
		verifier, err := grouping.NewVerifier(ws.Repo, c, program, m.options(ws).Options)
		if err != nil {
			return a.refusePins(ws, cohort, err)
		}
		return a.verifyTeams(verifier, cohort, m)
	}
	pool, err := fit.NewPool(ws.Repo, cohort, m.options(ws).Options)
	if err != nil {
		return a.refusePins(ws, cohort, err)
	}
	return a.verifySaved(match.NewTable(pool), pool, cohort, m)
}

func (a *app) verifySaved(table *match.Table, pool *fit.Pool, cohort record.CohortID, m matchFlags) error {
	saved, err := readProposal("--verify", m.verify, cohort)
	if err != nil {
		return err
	}
	proven, wrong := saved.Verify(table, pool)
	return a.sayVerified(m, proven, wrong)
}

// sayVerified prints what is proven, or what is wrong.
func (a *app) sayVerified(m matchFlags, proven string, wrong []string) error {
	for _, words := range wrong {
		fmt.Fprintf(a.stderr, "%s: %s\n", m.verify, words)
	}
	if len(wrong) > 0 {
		return errProblems
	}
	fmt.Fprintln(a.stdout, proven)
	return nil
}
