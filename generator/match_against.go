package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"pairbook/generator/internal/match"
	"pairbook/generator/internal/record"
)

// against says what a change does to a proposal: of records since a commit, or
// of anything since a proposal was saved.
func (a *app) against(o *opened, cohort record.CohortID, after *match.Proposal, m matchFlags) error {
	side := a.sideAt
	if info, err := os.Stat(m.against); err == nil && info.Mode().IsRegular() {
		side = savedSide
	}
	before, err := side(o, cohort, m)
	if err != nil {
		return err
	}
	difference := match.Compare(before, after.Side())
	if m.format == "json" {
		return a.printJSON(differenceJSON(cohort, m.against, difference))
	}
	printDifference(a.stdout, cohort, m.against, difference)
	return nil
}

// savedSide reads what --format json wrote.
func savedSide(_ *opened, cohort record.CohortID, m matchFlags) (side match.Side, err error) {
	text, err := readPlain(m.against, mostTable)
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

// sideAt proposes from the records of a commit.
func (a *app) sideAt(o *opened, cohort record.CohortID, m matchFlags) (match.Side, error) {
	_, files, err := revision(o.root, "--against", m.against)
	if err != nil {
		return match.Side{}, err
	}
	run, err := o.Like(files)
	if err != nil {
		return match.Side{}, fmt.Errorf("%s: %w", m.against, err)
	}
	if !run.Repo.Cohorts.Has(cohort) {
		return match.Side{}, usagef("--against: %s has no cohort %q", m.against, cohort)
	}
	m.rematch = ""
	made, err := a.propose(&opened{Run: run, root: o.root, avoid: o.avoid}, cohort, m)
	if err != nil {
		return match.Side{}, err
	}
	return made.Proposal.Side(), nil
}

func printDifference(w io.Writer, cohort record.CohortID, against string, d *match.Difference) {
	b, f := d.Before, d.After
	fmt.Fprintf(w, "%s against %s\n", cohort, against)
	fmt.Fprintf(w, "  mentees with a mentor: %d → %d\n  proposed pairs: %d → %d\n  their total: %d → %d\n  their mean: %.1f → %.1f\n  their lowest: %d → %d\n",
		b.Matched, f.Matched, b.Pairs, f.Pairs, b.Total, f.Total, b.Mean(), f.Mean(), b.Lowest, f.Lowest)
	if len(d.Moves)+len(d.Gain)+len(d.Lose) == 0 {
		fmt.Fprintln(w, "Nobody's mentor changes.")
		return
	}
	line(w, "A place is gained by", d.Gain)
	line(w, "No place any more", d.Lose)
	if len(d.Moves) > 0 {
		fmt.Fprintln(w, "\nAnother mentor")
		printMoves(w, d.Moves)
	}
	var load []string
	for _, l := range d.Load {
		load = append(load, fmt.Sprintf("%s %d → %d", l.Mentor, l.Before, l.After))
	}
	line(w, "Mentees that a mentor has", load)
}

func differenceJSON(cohort record.CohortID, against string, d *match.Difference) any {
	type side struct {
		Matched int     `json:"matched"`
		Pairs   int     `json:"pairs"`
		Total   int64   `json:"total"`
		Mean    float64 `json:"mean"`
		Lowest  int     `json:"lowest"`
	}
	type load struct {
		Mentor string `json:"mentor"`
		Before int    `json:"before"`
		After  int    `json:"after"`
	}
	loads := []load{}
	for _, l := range d.Load {
		loads = append(loads, load(l))
	}
	of := func(s match.Side) side { return side{s.Matched, s.Pairs, s.Total, s.Mean(), s.Lowest} }
	return struct {
		Cohort  record.CohortID `json:"cohort"`
		Against string          `json:"against"`
		Before  side            `json:"before"`
		After   side            `json:"after"`
		Moves   []moveJSON      `json:"moves"`
		Gain    []string        `json:"gain"`
		Lose    []string        `json:"lose"`
		Load    []load          `json:"load"`
	}{cohort, against, of(d.Before), of(d.After), movesJSON(d.Moves), append([]string{}, d.Gain...), append([]string{}, d.Lose...), loads}
}
