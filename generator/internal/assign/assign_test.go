package assign

import (
	"fmt"
	"math"
	"math/rand"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// problem draws a small problem: sparse or dense, with many ties or few.
func problem(t *rapid.T) *Problem {
	rows, columns := rapid.IntRange(0, 8).Draw(t, "rows"), rapid.IntRange(0, 8).Draw(t, "columns")
	most := rapid.SampledFrom([]int{1, 1, 3}).Draw(t, "most wants")
	room := rapid.SampledFrom([]int{1, 2, 3}).Draw(t, "most room")
	scores := rapid.SampledFrom([]*rapid.Generator[int32]{
		rapid.Int32Range(0, 2), rapid.Int32Range(0, 100), rapid.Int32Range(-3, 3), rapid.Int32Range(-MaxScore, MaxScore),
	}).Draw(t, "scores")
	density := rapid.IntRange(1, 10).Draw(t, "density")
	p := &Problem{Start: []int{0}}
	for range columns {
		p.Capacity = append(p.Capacity, rapid.IntRange(0, room).Draw(t, "room"))
	}
	for range rows {
		p.Wants = append(p.Wants, rapid.IntRange(0, most).Draw(t, "wants"))
		for j := range columns {
			if rapid.IntRange(1, 10).Draw(t, "allowed") <= density {
				p.Column, p.Score = append(p.Column, int32(j)), append(p.Score, scores.Draw(t, "score"))
			}
		}
		p.Start = append(p.Start, len(p.Column))
	}
	if rapid.Bool().Draw(t, "some have enough") {
		for range rows {
			p.Enough = append(p.Enough, rapid.OneOf(scores, rapid.Just[int32](math.MaxInt32)).Draw(t, "enough"))
		}
	}
	return p
}

// answer is what objectives compare.
type answer struct {
	matched int
	total   int64
	lowest  int64 // the greatest number when there is no pair
	minded  int64 // the same of the pairs that Fair minds
}

// rank orders answers, the best highest.
func (a answer) rank(o Objective) [4]int64 {
	switch o {
	case Score:
		return [4]int64{a.total, int64(a.matched), a.lowest}
	case Fair:
		return [4]int64{int64(a.matched), a.minded, a.total, a.lowest}
	}
	return [4]int64{int64(a.matched), a.total, a.lowest}
}

// best tries every choice of pairs.
func best(p *Problem, o Objective) answer {
	room, found := slices.Clone(p.Capacity), answer{matched: -1}
	var try func(i, e, left int, a answer)
	try = func(i, e, left int, a answer) {
		if i == len(p.Wants) {
			if x, y := a.rank(o), found.rank(o); found.matched < 0 || slices.Compare(x[:], y[:]) > 0 {
				found = a
			}
			return
		}
		if e == p.Start[i+1] {
			if left < p.Wants[i] {
				a.matched++
			}
			next := 0
			if i+1 < len(p.Wants) {
				next = p.Wants[i+1]
			}
			try(i+1, e, next, a)
			return
		}
		try(i, e+1, left, a)
		if j := p.Column[e]; left > 0 && room[j] > 0 {
			room[j]--
			a.total += int64(p.Score[e])
			a.lowest = min(a.lowest, int64(p.Score[e]))
			a.minded = min(a.minded, p.minded(i, e))
			try(i, e+1, left-1, a)
			room[j]++
		}
	}
	first := 0
	if len(p.Wants) > 0 {
		first = p.Wants[0]
	}
	try(0, 0, first, answer{lowest: math.MaxInt64, minded: math.MaxInt64})
	return found
}

// minded is the score of a pair for Fair: one that is enough for its row counts
// as the highest.
func (p *Problem) minded(row, pair int) int64 {
	if p.Enough != nil && p.Score[pair] >= p.Enough[row] {
		return math.MaxInt64
	}
	return int64(p.Score[pair])
}

func (s *Solution) answer(p *Problem) answer {
	a := answer{s.Matched, s.Total, int64(s.Lowest), math.MaxInt64}
	if s.Pairs == 0 {
		a.lowest = math.MaxInt64
	}
	for i, columns := range s.Columns {
		for _, j := range columns {
			k, _ := slices.BinarySearch(p.Column[p.Start[i]:p.Start[i+1]], int32(j))
			a.minded = min(a.minded, p.minded(i, p.Start[i]+k))
		}
	}
	return a
}

func TestBestOfAll(t *testing.T) {
	for _, o := range []Objective{Coverage, Score, Fair} {
		t.Run(fmt.Sprint(o), rapid.MakeCheck(func(t *rapid.T) {
			p := problem(t)
			if len(p.Column) > 22 {
				t.Skip("too many choices to try")
			}
			s := Solve(p, o)
			s.Prove(p)
			if s.Gap != 0 {
				t.Fatalf("%+v %+v the gap is %d, of %d", p, s, s.Gap, s.Dual)
			}
			if got, want := s.answer(p).rank(o), best(p, o).rank(o); got != want {
				t.Fatalf("%v, and the best is %v", got, want)
			}
		}))
	}
}

// Which rows the answer with the highest lowest score matches is free, as long as
// it matches as many: here the first answer gives the second row the column of
// the first.
func TestLowestOfOtherRows(t *testing.T) {
	p := &Problem{Wants: []int{1, 1, 1}, Capacity: []int{1, 1}, Start: []int{0, 2, 4, 5},
		Column: []int32{0, 1, 0, 1, 0}, Score: []int32{2, 1, 0, 0, 1}}
	if s := Solve(p, Score); s.Total != 2 || s.Matched != 2 || s.Lowest != 1 {
		t.Errorf("%+v", s)
	}
}

// TestBothWays solves larger problems on a matrix and as a network.
func TestBothWays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Int64().Draw(t, "seed")
		p := random(seed, rapid.IntRange(1, 60).Draw(t, "rows"), rapid.IntRange(1, 60).Draw(t, "columns"),
			rapid.SampledFrom([]int{3, 30, 1000000}).Draw(t, "scores"), rapid.IntRange(30, 100).Draw(t, "percent"), rapid.IntRange(1, 3).Draw(t, "room"))
		p = p.clipped()
		var totals [2]int64
		for k := range totals {
			s := &Solution{Below: math.MinInt32, Alone: -p.bonus()}
			var chosen []int
			if slots, ok := p.slots(s.Alone); ok && k == 0 {
				chosen = p.onMatrix(s, slots)
			} else {
				chosen = p.onNetwork(s)
			}
			before := &Solution{RowPrice: s.RowPrice, ColumnPrice: s.ColumnPrice, Alone: s.Alone}
			before.collect(p, chosen)
			s.collect(p, p.improve(s, chosen, false))
			if _, gap := Check(p, s); gap != 0 || s.Total != before.Total || s.Matched != before.Matched || s.Lowest < before.Lowest {
				t.Fatalf("gap %d; %d of %d, at least %d, became %d of %d, at least %d",
					gap, before.Total, before.Matched, before.Lowest, s.Total, s.Matched, s.Lowest)
			}
			totals[k] = s.Total - s.Alone*int64(s.Matched)
		}
		if totals[0] != totals[1] {
			t.Fatalf("%d on a matrix, %d as a network", totals[0], totals[1])
		}
	})
}

func random(seed int64, rows, columns, scores, percent, room int) *Problem {
	r := rand.New(rand.NewSource(seed))
	p := &Problem{Start: []int{0}}
	for range columns {
		p.Capacity = append(p.Capacity, 1+r.Intn(room))
	}
	for range rows {
		p.Wants = append(p.Wants, 1)
		for j := range columns {
			if r.Intn(100) < percent {
				p.Column, p.Score = append(p.Column, int32(j)), append(p.Score, int32(r.Intn(scores)))
			}
		}
		p.Start = append(p.Start, len(p.Column))
	}
	return p
}

func TestOneAnswer(t *testing.T) {
	p := random(1, 80, 70, 5, 60, 2)
	want := fmt.Sprint(Solve(p, Coverage).Columns)
	for range 5 {
		if got := fmt.Sprint(Solve(p, Coverage).Columns); got != want {
			t.Fatal("the same problem has another answer")
		}
	}
}

func TestOneColumnForManyRows(t *testing.T) {
	for _, room := range []int{0, 1, 7, 10000} {
		p := &Problem{Capacity: []int{room}, Start: []int{0}}
		for i := range 10000 {
			p.Wants = append(p.Wants, 1)
			p.Column, p.Score = append(p.Column, 0), append(p.Score, int32(i%100))
			p.Start = append(p.Start, i+1)
		}
		for _, o := range []Objective{Coverage, Score, Fair} {
			s := Solve(p, o)
			if s.Prove(p); s.Matched != room || s.Gap != 0 {
				t.Errorf("with room for %d: %d matched, gap %d", room, s.Matched, s.Gap)
			}
		}
	}
}
