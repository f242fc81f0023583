package command

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"pairbook/generator/internal/match"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/regular"
)

// compareProposal prints the differences to the proposal from the records of a
// commit, or to a saved proposal.
func (a *app) compareProposal(ws *workspace, cohort record.CohortID, after *match.Proposal, m matchFlags) error {
	side := a.sideAt
	if m.againstFile() {
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

// againstFile reports whether --against names a file.
func (m matchFlags) againstFile() bool {
	info, err := os.Stat(m.against)
	return err == nil && info.Mode().IsRegular()
}

// savedSide reads a proposal that --format json wrote.
func savedSide(_ *workspace, cohort record.CohortID, m matchFlags) (side match.Side, err error) {
	saved, err := readProposal("--against", m.against, cohort)
	if err != nil {
		return side, err
	}
	return saved.Side(), nil
}

// readProposal reads what match --format json wrote of a cohort, "" of scores alone.
func readProposal(flag, name string, cohort record.CohortID) (saved match.ProposalJSON, err error) {
	text, err := regular.Read(name, maxTable)
	if err != nil {
		return saved, usagef("%s %s: %v", flag, name, err)
	}
	if err := json.Unmarshal(text, &saved); err != nil || saved.Objective == "" {
		return saved, usagef("%s: %s is not what match --format json writes", flag, name)
	}
	if o := record.ObjectiveKind(saved.Objective); !slices.Contains(match.Objectives(), o) {
		return saved, usagef("%s: %s has the objective %q, which is unknown; match writes coverage, score or fair", flag, name, o)
	}
	if saved.Cohort != string(cohort) {
		return saved, usagef("%s: %s is about the cohort %q, not %s", flag, name, saved.Cohort, cmp.Or(string(cohort), "scores alone"))
	}
	return saved, nil
}

// sideAt returns the proposal from the records of the commit that --against names.
func (a *app) sideAt(ws *workspace, cohort record.CohortID, m matchFlags) (match.Side, error) {
	result, err := a.proposeAt(ws, cohort, m)
	switch {
	case err != nil:
		return match.Side{}, err
	case result.Teams != nil:
		return match.Side{}, usagef("--against: in %s the shape of %s is %s", m.against, cohort, result.Teams.Shape)
	}
	return result.Proposal.Side(), nil
}

// proposeAt proposes from the records of the commit that --against names.
func (a *app) proposeAt(ws *workspace, cohort record.CohortID, m matchFlags) (result match.Result, err error) {
	_, files, err := revision(ws.root, "--against", m.against)
	if err != nil {
		return result, err
	}
	run, err := ws.Like(files)
	if err != nil {
		return result, fmt.Errorf("%s: %w", m.against, err)
	}
	if !run.Repo.Cohorts.Has(cohort) {
		return result, usagef("--against: %s has no cohort %q", m.against, cohort)
	}
	m.rematch = ""
	return a.propose(&workspace{Run: run, root: ws.root, avoid: ws.avoid}, cohort, m)
}
