package match

import (
	"fmt"

	"pairbook/generator/internal/record"
)

// Made is a cohort's proposal with its intermediate results.
type Made struct {
	Pool     *Pool
	Answer   *Answer
	Proposal *Proposal
}

// Propose gathers a cohort's people, scores, solves and explains. It fails as
// [NewPool] and [Pool.Table] do, and when the answer's own prices do not prove it
// optimal. o.Step, if set, runs the steps score, solve and explain.
func Propose(repo *record.Repository, cohort record.CohortID, o Options) (made Made, err error) {
	step := o.Step
	if step == nil {
		step = func(_ string, do func() error) error { return do() }
	}
	var table *Table
	err = step("score", func() (err error) {
		if made.Pool, err = NewPool(repo, cohort, o); err != nil {
			return err
		}
		table, err = made.Pool.Table()
		return err
	})
	if err != nil {
		return made, err
	}
	objective := o.Objective
	if objective == "" {
		objective = made.Pool.Matching.Objective
	}
	if err = step("solve", func() error { made.Answer = table.Solve(objective); return nil }); err != nil {
		return made, err
	}
	err = step("explain", func() (err error) {
		made.Proposal = made.Answer.Explain(made.Pool)
		made.Proposal.Staying, err = made.Answer.Staying(repo, cohort, o)
		return err
	})
	if err != nil {
		return made, err
	}
	return made, made.Proposal.Proven()
}

// Proven returns an error if the proposal's prices do not prove it optimal.
func (p *Proposal) Proven() error {
	if p.Gap != 0 {
		return fmt.Errorf("the certificate of the answer has a gap of %d, so nothing is proposed", p.Gap)
	}
	return nil
}
