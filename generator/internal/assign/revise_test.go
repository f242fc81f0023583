package assign

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// changed draws what a problem may become: some rooms differ, and of one row its wants or
// its scores.
func changed(t *rapid.T, p *Problem) (q *Problem, rows []int) {
	q = &Problem{Wants: slices.Clone(p.Wants), Capacity: slices.Clone(p.Capacity), Start: p.Start, Column: p.Column, Score: slices.Clone(p.Score), Enough: p.Enough}
	for j := range q.Capacity {
		if rapid.IntRange(0, 3).Draw(t, "other room") == 0 {
			q.Capacity[j] = rapid.IntRange(0, 3).Draw(t, "room")
		}
	}
	if len(q.Wants) == 0 {
		return q, []int{}
	}
	row := rapid.IntRange(0, len(q.Wants)-1).Draw(t, "row")
	q.Wants[row] = rapid.IntRange(0, 3).Draw(t, "wants")
	for e := q.Start[row]; e < q.Start[row+1]; e++ {
		if rapid.Bool().Draw(t, "another score") {
			q.Score[e] = rapid.SampledFrom(p.Score).Draw(t, "score")
		}
	}
	return q, []int{row}
}

// TestRevisedIsBestOfAll revises solutions of small problems, and expects what a search
// of every choice finds; as a rule there is an answer.
func TestRevisedIsBestOfAll(t *testing.T) {
	t.Parallel()
	asked, answered := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := problem(t)
		if len(p.Column) > 22 {
			t.Skip("too many choices to try")
		}
		objective := rapid.SampledFrom([]Objective{Coverage, Score, Fair}).Draw(t, "objective")
		q, rows := changed(t, p)
		if rapid.IntRange(0, 3).Draw(t, "all rows") == 0 {
			rows = nil
		}
		asked++
		s := q.Revise(objective, Solve(p, objective), rows)
		if s == nil {
			return
		}
		answered++
		if got, want := s.answer(q).rank(objective), best(q, objective).rank(objective); got != want {
			t.Fatalf("%v of %+v, and the best is %v", got, q, want)
		}
	})
	if 2*answered < asked {
		t.Errorf("only %d of %d are answered", answered, asked)
	}
}
