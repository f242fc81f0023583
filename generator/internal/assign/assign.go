// Package assign solves the assignment problem exactly and proves the answer
// optimal.
//
// A [Problem] has rows, each of which wants some columns, columns, each with room
// for some rows, and an integer score for every allowed pair. A [Solution]
// assigns columns to each row and has prices from which anyone can see that no
// other answer is better: [Check] does so without knowing how the answer was
// found. The meaning of rows and columns is left to the caller. A problem always
// has the same answer.
//
// # Algorithm
//
// Rows first bid for the column with the highest profit for them, score − price,
// as in the augmenting row reduction of R. Jonker and A. Volgenant, "A shortest
// augmenting path algorithm for dense and sparse linear assignment problems",
// Computing 38 (1987), 325-340. Each row that is still unassigned then takes the
// shortest augmenting path by Dijkstra's algorithm on reduced costs, after J.
// Edmonds and R. M. Karp, "Theoretical improvements in algorithmic efficiency for
// network flow problems", J. ACM 19 (1972), 248-264. A matrix in which most pairs
// are allowed is scanned in place; otherwise, and where rows want several
// columns, paths are searched with a heap.
//
// Among the answers with the highest total, the one with the highest lowest score
// is found on the pairs with reduced cost 0 at the final prices: by complementary
// slackness the optimal answers are the feasible flows on these. For [Fair] the
// threshold is found by bisection with augmenting paths.
//
// # Cost
//
// With n rows, m columns, e allowed pairs and W columns wanted per row, at most
// n·W searches are made, each in O(n·m) on a matrix and O(e·log e) with the heap;
// memory is O(n·m) or O(e). Benchmark results are in BENCHMARKS.md.
package assign

import (
	"fmt"
	"math"
	"slices"
)

// Objective defines which answer is best.
type Objective int

// The objectives, with their criteria in order.
const (
	Coverage Objective = iota // most rows with a column, then the highest total, then the highest lowest score
	Score                     // the highest total, then most rows with a column, then the highest lowest score
	Fair                      // at full coverage the highest lowest score, Enough aside, then the highest total, then the highest lowest score of all
)

// MaxScore is the largest magnitude of a score.
const MaxScore = 1_000_000_000

// Problem is an assignment problem. The pairs of row i are those from Start[i] to
// Start[i+1]; their columns ascend, and scores lie within ±MaxScore. A missing
// pair is forbidden, and no pair is chosen twice.
type Problem struct {
	Wants    []int // by row: how many columns it wants, at least 0
	Capacity []int // by column: how many rows it has room for, at least 0
	Start    []int // by row, with a final entry
	Column   []int32
	Score    []int32

	// Served tells, by row, that it counts as matched without a column, so that one adds no more than its score; nil
	// for none.
	Served []bool

	// Enough is, by row, a score from which Fair accepts a pair even below its
	// threshold; nil applies the threshold to every row.
	Enough []int32

	Ties Ties
}

// Solution is an optimal answer with its proof.
type Solution struct {
	Columns [][]int // by row, ascending
	Matched int     // rows with at least one column
	Pairs   int     // rows and columns chosen
	Total   int64   // of the scores of the pairs
	Lowest  int32   // of these, 0 when there is no pair

	// Below is Fair's threshold: no pair scores less, except of a row whose Enough
	// is lower. It is MinInt32 with the other objectives.
	Below int32

	// RowPrice and ColumnPrice are the dual values, in units of score.
	RowPrice    []int64
	ColumnPrice []int64
	// Dual is the bound on Total from the prices, for as many matched rows; Gap
	// is Dual − Total, which is 0. Prove sets them.
	Dual, Gap int64

	Alone int64 // the value for a row that is not served of staying without a column
}

// none means no row or no column.
const none = -1

const lowestScore = math.MinInt32

// Solve returns an optimal answer without its proof, which [Solution.Prove] adds.
// It panics on an invalid problem: lengths that do not match, a negative number
// or a score out of range.
func Solve(p *Problem, o Objective) *Solution {
	p.mustBeValid()
	rows, columns := p.order()
	s := p.reordered(rows, columns).clipped().solve(o)
	s.restore(rows, columns)
	return s
}

func (p *Problem) solve(o Objective) *Solution {
	s := &Solution{Below: math.MinInt32}
	if o == Fair {
		s.Below = threshold(p)
		p = p.from(s.Below)
	}
	if o != Score {
		s.Alone = -p.bonus()
	}
	chosen := p.optimise(s)
	s.collect(p, p.improve(s, chosen, o == Score))
	return s
}

// Prove sets Dual and Gap by [Check].
func (s *Solution) Prove(p *Problem) {
	if s.Below > math.MinInt32 {
		p = p.from(s.Below)
	}
	s.Dual, s.Gap = Check(p, s)
}

// bonus returns more than any exchange of columns can gain: the value of one more
// matched row under Coverage. An exchange changes a path of pairs, whose length
// is limited by the smaller side.
func (p *Problem) bonus() int64 {
	low, high := int32(0), int32(0)
	for _, s := range p.Score {
		low, high = min(low, s), max(high, s)
	}
	if low < -MaxScore || high > MaxScore {
		panic(fmt.Sprintf("assign: a score is out of range; they go from %d to %d", low, high))
	}
	steps := int64(2*min(len(p.Wants), len(p.Capacity)) + 2)
	return (int64(high)-int64(low)+1)*steps + 1
}

// served reports whether a row counts as matched without a column.
func (p *Problem) served(row int) bool { return p.Served != nil && p.Served[row] }

// alone returns the value for a row of staying without a column.
func (s *Solution) alone(p *Problem, row int) int64 {
	if p.served(row) {
		return 0
	}
	return s.Alone
}

// complete reports whether every pair is allowed.
func (p *Problem) complete() bool { return len(p.Score) == len(p.Wants)*len(p.Capacity) }

// clipped returns the problem without wants and room beyond the number of pairs,
// which does not change the answer.
func (p *Problem) clipped() *Problem {
	wants := slices.Clone(p.Wants)
	for i := range wants {
		wants[i] = min(wants[i], p.Start[i+1]-p.Start[i])
	}
	return &Problem{wants, p.rooms(), p.Start, p.Column, p.Score, p.Served, p.Enough, p.Ties}
}

// rooms returns the columns' capacities, limited to the rows that could use them.
func (p *Problem) rooms() []int {
	asked := make([]int, len(p.Capacity))
	rows := 0
	for i, wants := range p.Wants {
		if wants == 0 {
			continue
		}
		rows++
		for e := p.Start[i]; e < p.Start[i+1] && !p.complete(); e++ {
			asked[p.Column[e]]++
		}
	}
	for j, room := range p.Capacity {
		if p.complete() {
			asked[j] = rows
		}
		asked[j] = min(asked[j], room)
	}
	return asked
}

// least returns the lowest score that Fair chooses for a row at a threshold.
func (p *Problem) least(row int, below int32) int32 {
	if p.Enough == nil {
		return below
	}
	return min(below, p.Enough[row])
}

// from returns the problem without the pairs below a threshold.
func (p *Problem) from(below int32) *Problem {
	q := &Problem{Wants: p.Wants, Capacity: p.Capacity, Start: make([]int, 1, len(p.Start)), Served: p.Served, Ties: p.Ties}
	for i := range p.Wants {
		least := p.least(i, below)
		for e := p.Start[i]; e < p.Start[i+1]; e++ {
			if p.Score[e] >= least {
				q.Column, q.Score = append(q.Column, p.Column[e]), append(q.Score, p.Score[e])
			}
		}
		q.Start = append(q.Start, len(q.Column))
	}
	return q
}

func (p *Problem) mustBeValid() {
	if len(p.Start) != len(p.Wants)+1 || p.Start[0] != 0 || p.Start[len(p.Wants)] != len(p.Column) || len(p.Column) != len(p.Score) || p.Enough != nil && len(p.Enough) != len(p.Wants) || p.Served != nil && len(p.Served) != len(p.Wants) {
		panic("assign: the lengths of the problem do not fit")
	}
	for _, n := range p.Wants {
		if n < 0 {
			panic(fmt.Sprintf("assign: a row wants %d columns", n))
		}
	}
	for _, n := range p.Capacity {
		if n < 0 {
			panic(fmt.Sprintf("assign: a column has room for %d rows", n))
		}
	}
}
