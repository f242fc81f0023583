package assign

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// answers lists, as the numbers of their pairs, all answers that are best.
func answers(p *Problem, o Objective) (all [][]int) {
	want, room := best(p, o).rank(o), slices.Clone(p.Capacity)
	left := slices.Clone(p.Wants)
	var try func(row, e int, chosen []int)
	try = func(row, e int, chosen []int) {
		for row < len(p.Wants) && e == p.Start[row+1] {
			row++
		}
		if e == len(p.Column) {
			a := answer{lowest: math.MaxInt64, minded: math.MaxInt64}
			at := 0
			for i := range p.Wants {
				begun := at
				for ; at < len(chosen) && chosen[at] < p.Start[i+1]; at++ {
					score := int64(p.Score[chosen[at]])
					a.total, a.lowest, a.minded = a.total+score, min(a.lowest, score), min(a.minded, p.minded(i, chosen[at]))
				}
				if at > begun {
					a.matched++
				}
			}
			if a.rank(o) == want {
				all = append(all, slices.Clone(chosen))
			}
			return
		}
		try(row, e+1, chosen)
		if j := p.Column[e]; left[row] > 0 && room[j] > 0 {
			left[row]--
			room[j]--
			try(row, e+1, append(chosen, e))
			left[row]++
			room[j]++
		}
	}
	try(0, 0, nil)
	return all
}

// tied draws a small problem with few scores and something to decide ties by.
func tied(t *rapid.T) *Problem {
	p := problem(t)
	if len(p.Column) > 13 {
		t.Skip("too many choices to try")
	}
	some := rapid.IntRange(0, 2)
	for i := range p.Wants {
		p.Ties.Rank = append(p.Ties.Rank, some.Draw(t, "rank"))
		p.Ties.Rows = append(p.Ties.Rows, uint64(rapid.IntRange(0, 99).Draw(t, "number"))*100+uint64(i))
	}
	for j := range p.Capacity {
		p.Ties.Load = append(p.Ties.Load, some.Draw(t, "load"))
		p.Ties.Columns = append(p.Ties.Columns, uint64(rapid.IntRange(0, 99).Draw(t, "number"))*100+uint64(j))
	}
	return p
}

func (p *Problem) has(pairs []int) (rows [][]int) {
	rows = make([][]int, len(p.Wants))
	for i := range rows {
		for _, e := range pairs {
			if e >= p.Start[i] && e < p.Start[i+1] {
				rows[i] = append(rows[i], int(p.Column[e]))
			}
		}
	}
	return rows
}

// unevenness is the sum of the squares of the loads.
func (p *Problem) unevenness(rows [][]int) (sum int) {
	load := slices.Clone(p.Ties.Load)
	for _, columns := range rows {
		for _, j := range columns {
			load[j]++
		}
	}
	for _, n := range load {
		sum += n * n
	}
	return sum
}

// TestTiesAreDecidedInOrder compares the answer with all that are as good: none gives a
// column to a row that comes before the first difference, and where each row has as many
// columns none has more even loads.
func TestTiesAreDecidedInOrder(t *testing.T) {
	for _, o := range []Objective{Coverage, Score, Fair} {
		t.Run(fmt.Sprint(o), rapid.MakeCheck(func(t *rapid.T) {
			p := tied(t)
			s := Solve(p, o)
			if s.Prove(p); s.Gap != 0 {
				t.Fatalf("the gap is %d", s.Gap)
			}
			order, _ := p.order()
			served := func(rows [][]int) (in []int) {
				for _, i := range order {
					in = append(in, min(1, len(rows[i])))
				}
				return in
			}
			for _, pairs := range answers(p, o) {
				other := p.has(pairs)
				same := slices.EqualFunc(other, s.Columns, func(a, b []int) bool { return len(a) == len(b) })
				if slices.Compare(served(other), served(s.Columns)) > 0 || same && p.unevenness(other) < p.unevenness(s.Columns) {
					t.Fatalf("%v, and %v is better, in the order %v", s.Columns, other, order)
				}
			}
		}))
	}
}

// Of two rows for each of two columns the first by number has it, and of two columns for each of two rows
// the first is had.
func TestNumbersDecide(t *testing.T) {
	for order := range 24 {
		p := &Problem{Wants: []int{1, 1, 1, 1}, Capacity: []int{1, 1}, Start: []int{0, 1, 2, 3, 4}, Column: []int32{0, 0, 1, 1}, Score: []int32{5, 5, 5, 5}}
		numbers := []uint64{0, 1, 2, 3}
		for i := range 3 {
			j := i + order/[]int{1, 4, 12}[i]%(4-i)
			numbers[i], numbers[j] = numbers[j], numbers[i]
		}
		p.Ties.Rows = numbers
		for i, columns := range Solve(p, Coverage).Columns {
			if first := numbers[i] < numbers[i^1]; first != (len(columns) == 1) {
				t.Errorf("with the numbers %v row %d has %v", numbers, i, columns)
			}
		}
		p = &Problem{Wants: []int{1, 1}, Capacity: []int{1, 1, 1, 1}, Start: []int{0, 2, 4}, Column: []int32{0, 1, 2, 3}, Score: []int32{5, 5, 5, 5}, Ties: Ties{Columns: numbers}}
		for i, columns := range Solve(p, Coverage).Columns {
			if j := columns[0]; numbers[j] > numbers[j^1] {
				t.Errorf("with the numbers %v of columns row %d has %v", numbers, i, columns)
			}
		}
	}
}

// TestLoadsAreEven spreads rows that suit all columns alike.
func TestLoadsAreEven(t *testing.T) {
	for _, x := range []struct {
		rows, columns, room int
		load                []int
		want                []int
	}{{6, 6, 3, nil, []int{1, 1, 1, 1, 1, 1}}, {7, 3, 4, nil, []int{2, 2, 3}}, {4, 3, 4, []int{3, 0, 4}, []int{3, 4, 4}}} {
		p := &Problem{Start: []int{0}, Ties: Ties{Load: x.load}}
		p.Capacity = slices.Repeat([]int{x.room}, x.columns)
		for i := range x.rows {
			p.Wants = append(p.Wants, 1)
			for j := range x.columns {
				p.Column, p.Score = append(p.Column, int32(j)), append(p.Score, 50)
			}
			p.Start = append(p.Start, (i+1)*x.columns)
		}
		got := append(make([]int, 0, x.columns), x.load...)[:x.columns]
		for _, columns := range Solve(p, Coverage).Columns {
			got[columns[0]]++
		}
		slices.Sort(got)
		slices.Sort(x.want)
		if !slices.Equal(got, x.want) {
			t.Errorf("%d rows and %d columns: loads of %v, not %v", x.rows, x.columns, got, x.want)
		}
	}
}

// TestEquals compares what is said of equal answers with all of them: numbers decide
// where one has as many rows of each rank, and loads that are no less even.
func TestEquals(t *testing.T) {
	for _, o := range []Objective{Coverage, Score, Fair} {
		t.Run(fmt.Sprint(o), rapid.MakeCheck(func(t *rapid.T) {
			p := tied(t)
			s := Solve(p, o)
			e := p.Equals(s)
			ranks := func(rows [][]int) (of []int) {
				for i, columns := range rows {
					if len(columns) > 0 {
						of = append(of, p.Ties.Rank[i])
					}
				}
				slices.Sort(of)
				return of
			}
			all := answers(p, o)
			among := func(is func(rows [][]int) bool) (asGood, drawn bool) {
				for _, pairs := range all {
					if rows := p.has(pairs); len(pairs) == s.Pairs && is(rows) {
						asGood = true
						drawn = drawn || slices.Equal(ranks(rows), ranks(s.Columns)) && p.unevenness(rows) <= p.unevenness(s.Columns)
					}
				}
				return asGood, drawn
			}
			for i := range p.Wants {
				for at := p.Start[i]; at < p.Start[i+1]; at++ {
					j := int(p.Column[at])
					has := slices.Contains(s.Columns[i], j)
					want, wantDrawn := among(func(rows [][]int) bool { return slices.Contains(rows[i], j) != has })
					if asGood, drawn := e.Pair(i, j); asGood != want || drawn != wantDrawn {
						t.Fatalf("row %d with %d: as good is %v, drawn %v, not %v, %v; %v of %v", i, j, asGood, drawn, want, wantDrawn, s.Columns, all)
					}
				}
				want, wantDrawn := among(func(rows [][]int) bool { return len(s.Columns[i]) == 0 && len(rows[i]) > 0 })
				if asGood, drawn := e.Row(i); asGood != want || drawn != wantDrawn {
					t.Fatalf("row %d: as good is %v, drawn %v, not %v, %v; %v of %v", i, asGood, drawn, want, wantDrawn, s.Columns, all)
				}
			}
		}))
	}
}
