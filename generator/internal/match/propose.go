package match

import (
	"fmt"

	"pairbook/generator/internal/record"
)

// Result is a cohort's proposal with the pool and the answer that it comes from; or, for
// another shape than pairs, its teams alone.
type Result struct {
	Pool     *Pool
	Answer   *Answer
	Proposal *Proposal
	Teams    *Teams
}

// Propose gathers a cohort's people, scores, solves and explains. It fails as
// [NewPool] and [Pool.Table] do, and when the answer's own prices do not prove it
// optimal. o.Step, if set, runs the steps score, solve and explain.
func Propose(repo *record.Repository, cohort record.CohortID, o Options) (result Result, err error) {
	step := o.step()
	if c := repo.Cohorts.Get(cohort); c != nil {
		if program := repo.Program(c); program != nil && program.MatchShape(c) != record.InPairs {
			if o.Fill {
				return result, fmt.Errorf("--fill is for pairs, and %q is matched in %s", cohort, program.MatchShape(c))
			}
			result.Teams, err = proposeTeams(repo, c, program, o)
			return result, err
		}
	}
	if o.Fill {
		if o.taken, err = taken(repo, cohort, o); err != nil {
			return result, err
		}
	}
	var table *Table
	err = step("score", func() (err error) {
		if result.Pool, err = NewPool(repo, cohort, o); err != nil {
			return err
		}
		table, err = result.Pool.Table()
		return err
	})
	if err != nil {
		return result, err
	}
	objective := o.Objective
	if objective == "" {
		objective = result.Pool.Matching.Objective
	}
	if err = step("solve", func() error { result.Answer = table.Solve(objective); return nil }); err != nil {
		return result, err
	}
	err = step("explain", func() (err error) {
		result.Proposal = result.Answer.Explain(result.Pool)
		if result.Proposal.Fill = o.Fill; o.Fill {
			return nil
		}
		result.Proposal.Staying, err = result.Answer.Staying(repo, cohort, o)
		return err
	})
	if err != nil {
		return result, err
	}
	return result, result.Proposal.Proven()
}

// step returns what runs a step.
func (o Options) step() func(string, func() error) error {
	if o.Step != nil {
		return o.Step
	}
	return func(_ string, do func() error) error { return do() }
}

// taken counts the room that mentors leave to those who have a place and no mentor yet.
func taken(repo *record.Repository, cohort record.CohortID, o Options) (map[record.PersonID]int, error) {
	o.Fill, o.Step = false, nil
	first, err := Propose(repo, cohort, o)
	if err != nil {
		return nil, err
	}
	room := map[record.PersonID]int{}
	for _, c := range first.Answer.Pairs {
		room[record.PersonID(first.Answer.Table.Mentors[c.Mentor])]++
	}
	return room, nil
}

// Proven returns an error if the proposal's prices do not prove it optimal.
func (p *Proposal) Proven() error {
	if p.Gap != 0 && !p.Open {
		return fmt.Errorf("the certificate of the answer has a gap of %d, so nothing is proposed", p.Gap)
	}
	return nil
}
