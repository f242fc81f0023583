package match

import (
	"fmt"

	"pairbook/generator/internal/record"
)

// Made is a cohort's proposal with what it was made of.
type Made struct {
	Pool     *Pool
	Answer   *Answer
	Proposal *Proposal
}

// Propose gathers a cohort's people, scores, solves and explains. It fails as
// [NewPool] and [Pool.Table] do, and with an answer that its own prices do not
// prove. The steps score, solve and explain are done by o.Step, where it is given.
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

// Proven fails for a proposal that its own prices do not prove to be best.
func (p *Proposal) Proven() error {
	if p.Gap != 0 {
		return fmt.Errorf("the certificate of the answer has a gap of %d, so nothing is proposed", p.Gap)
	}
	return nil
}
