package command

import (
	"encoding/json"
	"fmt"
	"os"

	"pairbook/generator/internal/match"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/regular"
)

// compareProposal prints the differences to the proposal from the records of a
// commit, or to a saved proposal.
func (a *app) compareProposal(ws *workspace, cohort record.CohortID, after *match.Proposal, m matchFlags) error {
	side := a.sideAt
	if info, err := os.Stat(m.against); err == nil && info.Mode().IsRegular() {
		side = savedSide
	}
	before, err := side(ws, cohort, m)
	if err != nil {
		return err
	}
	difference := match.Compare(before, after.Side())
	if m.format == "json" {
		return a.printJSON(difference.JSON(cohort, m.against))
	}
	difference.Text(a.stdout, cohort, m.against)
	return nil
}

// savedSide reads a proposal that --format json wrote.
func savedSide(_ *workspace, cohort record.CohortID, m matchFlags) (side match.Side, err error) {
	text, err := regular.Read(m.against, maxTable)
	if err != nil {
		return side, usagef("--against %s: %v", m.against, err)
	}
	var saved match.ProposalJSON
	if err := json.Unmarshal(text, &saved); err != nil || saved.Objective == "" {
		return side, usagef("--against: %s is not what match --format json writes", m.against)
	}
	if saved.Cohort != string(cohort) {
		return side, usagef("--against: %s is about the cohort %q, not %s", m.against, saved.Cohort, cohort)
	}
	return saved.Side(), nil
}

// sideAt proposes from the records of the commit that --against names.
func (a *app) sideAt(ws *workspace, cohort record.CohortID, m matchFlags) (match.Side, error) {
	_, files, err := revision(ws.root, "--against", m.against)
	if err != nil {
		return match.Side{}, err
	}
	run, err := ws.Like(files)
	if err != nil {
		return match.Side{}, fmt.Errorf("%s: %w", m.against, err)
	}
	if !run.Repo.Cohorts.Has(cohort) {
		return match.Side{}, usagef("--against: %s has no cohort %q", m.against, cohort)
	}
	m.rematch = ""
	result, err := a.propose(&workspace{Run: run, root: ws.root, avoid: ws.avoid}, cohort, m)
	if err != nil {
		return match.Side{}, err
	}
	return result.Proposal.Side(), nil
}
