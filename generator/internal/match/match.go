// Package match proposes pairs for an enrolled cohort: of all answers that package fit
// allows it finds one that none is better than, proves that, and gives it its reasons.
// Among answers as good as each other those who have waited come first, and then a lot
// decides. What another shape than pairs needs is package grouping's; [Propose] answers for
// every cohort.
//
// A [Table] is the problem, of people or not. [Table.Solve] gives an [Answer] with its
// prices, [Answer.Explain] a [Proposal], [Answer.Why] what another pair would cost, and
// [ProposalJSON.Verify] a proof that shares nothing with how the answer was found. The
// answer depends only on the records and the day, never on the order of people or files.
package match

import (
	"fmt"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/grouping"
	"pairbook/generator/internal/record"
)

// Options are the inputs of a run besides the records.
type Options struct {
	fit.Options
	Objective record.ObjectiveKind                     // "" for the cohort's own
	Step      func(name string, do func() error) error // runs a step; nil to call it directly
}

// Result is a cohort's proposal with the pool and the answer that it comes from; or, for
// another shape than pairs, its teams alone.
type Result struct {
	Pool     *fit.Pool
	Answer   *Answer
	Proposal *Proposal
	Teams    *grouping.Teams
}

// Propose gathers a cohort's people, scores, solves and explains. It fails as
// [fit.NewPool] does, and when the answer's own prices do not prove it
// optimal. o.Step, if set, runs the steps score, solve and explain.
func Propose(repo *record.Repository, cohort record.CohortID, o Options) (result Result, err error) {
	step := o.step()
	if c := repo.Cohorts.Get(cohort); c != nil {
		if program := repo.Program(c); program != nil && program.MatchShape(c) != record.InPairs {
			if o.Fill {
				return result, fmt.Errorf("--fill is for pairs, and %q is matched in %s", cohort, program.MatchShape(c))
			}
			result.Teams, err = grouping.Propose(repo, c, program, o.Options, step)
			return result, err
		}
	}
	if o.Fill {
		if o.Taken, err = taken(repo, cohort, o); err != nil {
			return result, err
		}
	}
	var table *Table
	err = step("score", func() (err error) {
		if result.Pool, err = fit.NewPool(repo, cohort, o.Options); err == nil {
			table = NewTable(result.Pool)
		}
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
		result.Proposal.Staying, err = result.Answer.Staying(repo, cohort, o.Options)
		return err
	})
	if err != nil {
		return result, err
	}
	return result, result.Proposal.Proven()
}

// Pins returns [fit.PinErrors] if no proposal can keep some pins of a cohort, as far as that
// shows before solving, and fails as [Propose] does.
func Pins(repo *record.Repository, c *record.Cohort, program *record.Program, o fit.Options) error {
	if program.MatchShape(c) != record.InPairs {
		return grouping.Pins(repo, c, program, o)
	}
	_, err := fit.NewPool(repo, c.ID, o)
	return err
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
