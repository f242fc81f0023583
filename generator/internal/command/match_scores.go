package command

import (
	"bufio"
	"fmt"
	"io"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/intake"
	"pairbook/generator/internal/match"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/regular"
)

// matchScores matches the rows of a file of scores, without any records.
func (a *app) matchScores(m matchFlags) error {
	var table *match.Table
	err := a.phase("read", func() (err error) {
		if table, err = a.readScores(m.scores); err == nil {
			table.Draw(m.lot)
		}
		return err
	})
	if err != nil {
		return err
	}
	if m.verify != "" {
		return a.verifySaved(table, nil, "", m)
	}
	objective := record.ObjectiveKind(m.objective)
	if objective == "" {
		objective = match.Objectives()[0]
	}
	_ = a.phase("score", func() error { return nil }) // the file has the scores; the phase is kept for --timing
	var answer *match.Answer
	_ = a.phase("solve", func() error { answer = table.Solve(objective); return nil })
	if m.why != "" {
		return a.explainPair(nil, answer, m)
	}
	var proposal *match.Proposal
	_ = a.phase("explain", func() error { proposal = answer.Explain(nil); return nil })
	if err := proposal.Proven(); err != nil {
		return err
	}
	return a.printProposal(proposal, m.format)
}

// openScores has a file of scores read, and tells how many rows are of one person alone.
func (a *app) openScores(name string, read func(io.Reader) (same int, problems diag.List)) error {
	f, err := regular.Open(name, maxScores)
	if err != nil {
		return usagef("--scores %s: %v", name, err)
	}
	defer f.Close()
	same, problems := read(bufio.NewReaderSize(f, 1<<20))
	if len(problems) > 0 {
		a.printLines(problems)
		return errProblems
	}
	if same > 0 {
		fmt.Fprintf(a.stderr, "%s: %s left out, because nobody is paired with themself\n", name, prose.Count(same, "row"))
	}
	return nil
}

func (a *app) readScores(name string) (*match.Table, error) {
	var scores *intake.Scores
	err := a.openScores(name, func(r io.Reader) (same int, problems diag.List) {
		if scores, problems = intake.ReadScores(name, r); scores != nil {
			same = scores.SamePerson
		}
		return same, problems
	})
	if err != nil {
		return nil, err
	}
	return &match.Table{Mentees: scores.Mentees, Mentors: scores.Mentors, Wants: scores.Wants, Room: scores.Room,
		Start: scores.Start, Mentor: scores.Mentor, Score: scores.Score, Mirrored: true}, nil
}
