// Package assign solves the assignment problem exactly, and proves it.
//
// A [Problem] has rows, each of which wants some columns, columns, each with
// room for some rows, and a whole number for every pair that is allowed. A
// [Solution] gives each row its columns, and with them prices from which anyone
// can see that no other answer is better: [Check] does, and knows nothing of how
// the answer was found. What rows and columns are is not this package's
// business; of one problem there is one answer, always the same.
//
// # How
//
// Rows first bid for the column that is worth most to them, score − price, as
// in the augmenting row reduction of R. Jonker and A. Volgenant, "A shortest
// augmenting path algorithm for dense and sparse linear assignment problems",
// Computing 38 (1987), 325-340. Each row that is still without one then takes
// the shortest augmenting path by Dijkstra's algorithm on reduced costs, after
// J. Edmonds and R. M. Karp, "Theoretical improvements in algorithmic
// efficiency for network flow problems", J. ACM 19 (1972), 248-264. A matrix in
// which most pairs are allowed is scanned as it lies; otherwise, and where rows
// want several columns, paths are searched with a heap.
//
// Among the answers with the highest total, the one whose lowest score is
// highest is found on the pairs that cost nothing at the final prices: by
// complementary slackness the best answers are the feasible flows on these.
// For [Fair] the threshold is found by bisection with augmenting paths.
//
// # Cost
//
// With n rows, m columns and e allowed pairs, at most n·W searches are made (W
// what a row wants), each in O(n·m) on a matrix and O(e·log e) with the heap;
// memory is O(n·m) or O(e). Results of the benchmarks are in BENCHMARKS.md.
package assign

import (
	"fmt"
	"math"
	"slices"
)

// Objective says which answer is best.
type Objective int

// The objectives. Each decides first by what it is named for.
const (
	Coverage Objective = iota // most rows with a column, then the highest total, then the highest lowest score
	Score                     // the highest total, then most rows with a column, then the highest lowest score
	Fair                      // at full coverage the highest lowest score, Enough aside, then the highest total
)

// MaxScore bounds scores: they lie from −MaxScore to MaxScore.
const MaxScore = 1_000_000_000

// Problem is what is to be assigned. The pairs of row i are those from Start[i]
// to Start[i+1]; their columns ascend, and scores lie within ±MaxScore. A pair that is not there is forbidden,
// and no pair is chosen twice.
type Problem struct {
	Wants    []int // by row: how many columns it wants, 0 or more
	Capacity []int // by column: how many rows it has room for, 0 or more
	Start    []int // by row, and one more
	Column   []int32
	Score    []int32

	// Enough is, by row, a score that Fair minds no more than the lowest of all;
	// nil for rows that are all alike.
	Enough []int32
}

// Solution is the best answer, with its proof.
type Solution struct {
	Columns [][]int // by row, ascending
	Matched int     // rows with a column at least
	Pairs   int     // rows and columns chosen
	Total   int64   // of the scores of the pairs
	Lowest  int32   // of these, 0 when there is no pair

	// Below is the score under which Fair chose no pair, of a row that minds it;
	// MinInt32 elsewhere.
	Below int32

	// RowPrice and ColumnPrice are the dual values, in units of score.
	RowPrice    []int64
	ColumnPrice []int64
	// Dual is the bound that the prices give for Total, with as many rows
	// matched as here; Gap is Dual − Total, which is 0. Prove sets them.
	Dual, Gap int64

	alone int64 // what a row is given that stays without a column
}

// none stands for no row and no column.
const none = -1

// Solve gives the best answer, without its proof: [Solution.Prove] adds that.
// It panics when a problem is none, with lengths that do not fit, a negative
// number or a score out of range.
func Solve(p *Problem, o Objective) *Solution {
	p.mustHold()
	p = p.clipped()
	s := &Solution{Below: math.MinInt32}
	if o == Fair {
		s.Below = threshold(p)
		p = p.from(s.Below)
	}
	if o != Score {
		s.alone = -p.bonus()
	}
	chosen := p.optimise(s)
	s.collect(p, p.improve(s, chosen, o == Score))
	return s
}

// Prove sets Dual and Gap, after [Check].
func (s *Solution) Prove(p *Problem) {
	if s.Below > math.MinInt32 {
		p = p.from(s.Below)
	}
	s.Dual, s.Gap = Check(p, s)
}

// bonus is more than any exchange of columns can gain: what one more row
// with a column is worth under Coverage. An exchange changes a path of pairs,
// no longer than both sides allow.
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

// complete tells whether every pair is allowed.
func (p *Problem) complete() bool { return len(p.Score) == len(p.Wants)*len(p.Capacity) }

// clipped wants and offers no more than there are pairs for, which changes no
// answer.
func (p *Problem) clipped() *Problem {
	wants := slices.Clone(p.Wants)
	for i := range wants {
		wants[i] = min(wants[i], p.Start[i+1]-p.Start[i])
	}
	return &Problem{wants, p.rooms(), p.Start, p.Column, p.Score, p.Enough}
}

// rooms are the columns' capacities, as far as there are rows to use them.
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

// least is the lowest score that Fair chooses for a row at a threshold.
func (p *Problem) least(row int, below int32) int32 {
	if p.Enough == nil {
		return below
	}
	return min(below, p.Enough[row])
}

// from leaves out the pairs below a threshold.
func (p *Problem) from(below int32) *Problem {
	q := &Problem{Wants: p.Wants, Capacity: p.Capacity, Start: make([]int, 1, len(p.Start))}
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

func (p *Problem) mustHold() {
	if len(p.Start) != len(p.Wants)+1 || p.Start[0] != 0 || p.Start[len(p.Wants)] != len(p.Column) || len(p.Column) != len(p.Score) || p.Enough != nil && len(p.Enough) != len(p.Wants) {
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
