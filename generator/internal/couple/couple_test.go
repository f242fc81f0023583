package couple

import (
	"cmp"
	"fmt"
	"math/rand"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/test/here"
)

func TestMain(m *testing.M) { os.Exit(here.Draws(m, 300, 3000)) }

// problem draws a few people: sparse or dense, with many ties or few, in one part or several.
func problem(t *rapid.T) *Problem {
	p := &Problem{Size: rapid.IntRange(0, 10).Draw(t, "size")}
	scores := rapid.SampledFrom([]*rapid.Generator[int32]{
		rapid.Int32Range(0, 2), rapid.Int32Range(0, 100), rapid.Int32Range(-3, 3), rapid.Int32Range(-1e9, 1e9),
	}).Draw(t, "scores")
	if rapid.Bool().Draw(t, "some come first") {
		for range p.Size {
			p.Rank = append(p.Rank, rapid.IntRange(0, 3).Draw(t, "rank"))
		}
	}
	density := rapid.IntRange(1, 10).Draw(t, "density")
	for a := range p.Size {
		for b := range a {
			if rapid.IntRange(1, 10).Draw(t, "allowed") <= density {
				p.Pairs = append(p.Pairs, Pair{b, a, scores.Draw(t, "score")})
			}
		}
	}
	return p
}

// answer is what Solve makes as high as can be: how many have somebody, then twice the total,
// then how many of each rank, the lowest first.
type answer struct {
	have  int
	twice int64
	ranks [4]int
}

func (a answer) less(b answer) bool {
	return cmp.Or(cmp.Compare(a.have, b.have), cmp.Compare(a.twice, b.twice), slices.Compare(a.ranks[:], b.ranks[:])) < 0
}

// with is an answer with some more people, who count so much.
func (a answer) with(p *Problem, twice int64, people ...int) answer {
	a.have, a.twice = a.have+len(people), a.twice+twice
	for _, v := range people {
		if p.Rank != nil {
			a.ranks[p.Rank[v]]++
		}
	}
	return a
}

// best tries all pairs, and all trios of which no two are in one part.
func best(p *Problem) answer {
	score := map[[2]int]int64{}
	part := make([]int, p.Size) // by repeated spreading, where Solve joins trees
	for v := range part {
		part[v] = v
	}
	for range p.Size {
		for _, pair := range p.Pairs {
			score[[2]int{pair.A, pair.B}] = int64(pair.Score)
			score[[2]int{pair.B, pair.A}] = int64(pair.Score)
			low := min(part[pair.A], part[pair.B])
			part[pair.A], part[pair.B] = low, low
		}
	}
	taken, trio, found := make([]bool, p.Size), make([]bool, p.Size), answer{have: -1}
	var try func(v int, a answer)
	try = func(v int, a answer) {
		for v < p.Size && taken[v] {
			v++
		}
		if v == p.Size {
			if found.less(a) {
				found = a
			}
			return
		}
		taken[v] = true
		try(v+1, a)
		for u := v + 1; u < p.Size; u++ {
			x, ok := score[[2]int{v, u}]
			if taken[u] || !ok {
				continue
			}
			taken[u] = true
			try(v+1, a.with(p, 2*x, v, u))
			for w := u + 1; w < p.Size && !trio[part[v]]; w++ {
				y, ok := score[[2]int{v, w}]
				z, also := score[[2]int{u, w}]
				if !taken[w] && ok && also {
					taken[w], trio[part[v]] = true, true
					try(v+1, a.with(p, x+y+z, v, u, w))
					taken[w], trio[part[v]] = false, false
				}
			}
			taken[u] = false
		}
		taken[v] = false
	}
	try(0, answer{})
	return found
}

func (s *Solution) answer(p *Problem) (a answer) {
	for _, part := range s.Parts {
		for _, pair := range part.Pairs {
			a = a.with(p, 0, pair[:]...)
		}
		a = a.with(p, 0, part.Trio...)
	}
	a.twice = s.Twice
	return a
}

func TestAgainstEveryAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problem(t)
		s := Solve(p)
		dual, gap, err := Check(p, s)
		if a, b := s.answer(p), best(p); a != b || gap != 0 || dual != s.Twice || err != nil {
			t.Fatalf("%+v: %+v, and %+v is best; bound %d, gap %d, %v", p, a, b, dual, gap, err)
		}
	})
}

// TestSomeNeedSeveralTrios: whoever has the highest bound is not always the trio of the best answer,
// so that others are tried until none can be better.
func TestSomeNeedSeveralTrios(t *testing.T) {
	r, most := rand.New(rand.NewSource(5)), 0
	for range 300 {
		p := complete(r, 7, 30)
		s := Solve(p)
		if a, b := s.answer(p), best(p); a != b {
			t.Fatalf("%+v: %+v, and %+v is best", p, a, b)
		}
		if _, gap, err := Check(p, s); gap != 0 || err != nil {
			t.Fatalf("%+v: a gap of %d, %v", p, gap, err)
		}
		most = max(most, len(s.Parts[0].Cases))
	}
	if most < 3 {
		t.Errorf("of no problem were more than %d trios tried", most)
	}
}

// TestCheckSeesLess: of a solution that is not the best, no prices prove that it is.
func TestCheckSeesLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problem(t)
		s := Solve(p)
		k := rapid.IntRange(0, max(0, len(s.Parts)-1)).Draw(t, "part")
		if len(s.Parts) == 0 || len(s.Parts[k].Pairs) == 0 {
			t.Skip("nobody is in a pair")
		}
		part := &s.Parts[k]
		pair := part.Pairs[0]
		for _, q := range p.Pairs {
			if q.A == pair[0] && q.B == pair[1] {
				s.Twice -= 2 * int64(q.Score)
			}
		}
		part.Alone, part.Pairs = append(part.Alone, pair[:]...), part.Pairs[1:]
		for v := range part.Proof.Price {
			part.Proof.Price[v] = max(0, part.Proof.Price[v]+rapid.Int64Range(-3, 3).Draw(t, "price"))
		}
		if _, gap, err := Check(p, s); gap <= 0 || err != nil {
			t.Fatalf("%+v: two who are alone and might be a pair, and a gap of %d, %v", p, gap, err)
		}
	})
}

// TestAnyPricesBound: whatever the prices, sets and cases, no bound is below the best.
func TestAnyPricesBound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problem(t)
		s := Solve(p)
		proof := func(n int) (f Proof) {
			for range n {
				f.Price = append(f.Price, rapid.Int64Range(0, 400).Draw(t, "price"))
			}
			for range rapid.IntRange(0, 3).Draw(t, "sets") {
				members := rapid.SliceOfDistinct(rapid.IntRange(0, n-1), rapid.ID[int]).Draw(t, "set")
				f.Sets = append(f.Sets, Set{members, rapid.Int64Range(0, 400).Draw(t, "price of a set")})
			}
			return f
		}
		for k := range s.Parts {
			part := &s.Parts[k]
			n := len(part.Members)
			part.Proof = proof(n)
			for c := range part.Cases {
				part.Cases[c].Proof = proof(n)
			}
		}
		if dual, _, err := Check(p, s); dual < s.Twice || err != nil {
			t.Fatalf("%+v: a bound of %d, and twice the total is %d; %v", p, dual, s.Twice, err)
		}
	})
}

func TestCheckRefuses(t *testing.T) {
	p := &Problem{Size: 5, Pairs: []Pair{{0, 1, 3}, {1, 2, 4}, {0, 2, 8}, {2, 3, 5}}}
	for want, spoil := range map[string]func(*Part){
		"twice the total is 0, not 16":         func(q *Part) { q.Pairs, q.Alone = nil, q.Members },
		"1 is there twice, or in two parts":    func(q *Part) { q.Alone = []int{1} },
		"of 4 people of a part 2 are there":    func(q *Part) { q.Pairs = q.Pairs[:1] },
		"4 is there twice, or in two parts":    func(q *Part) { q.Alone = []int{4} },
		"3 and 0 are not allowed together":     func(q *Part) { q.Pairs[0] = [2]int{0, 3} },
		"a price is below 0, or too high":      func(q *Part) { q.Proof.Price[1] = -1 },
		"a set has somebody twice":             func(q *Part) { q.Proof.Sets = []Set{{[]int{0, 1, 0}, 1}} },
		"3 people of a part of 4 have a price": func(q *Part) { q.Proof.Price = q.Proof.Price[1:] },
		"the parts are not those of the pairs": func(q *Part) { *q = Part{} },
	} {
		s := Solve(p)
		spoil(&s.Parts[0])
		if _, _, err := Check(p, s); err == nil || err.Error() != want {
			t.Errorf("%v, not %s", err, want)
		}
	}
}

func complete(r *rand.Rand, n int, most int32) *Problem {
	p := &Problem{Size: n}
	for a := range n {
		for b := range a {
			p.Pairs = append(p.Pairs, Pair{b, a, r.Int31n(most + 1)})
		}
	}
	return p
}

func TestLargeOnesAreProven(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	for _, most := range []int32{1, 30, 1_000_000} {
		for _, n := range []int{60, 61, 150, 151} {
			p := complete(r, n, most)
			r.Shuffle(len(p.Pairs), func(i, j int) { p.Pairs[i], p.Pairs[j] = p.Pairs[j], p.Pairs[i] })
			p.Pairs = p.Pairs[:len(p.Pairs)/(1+r.Intn(12))]
			s := Solve(p)
			if _, gap, err := Check(p, s); gap != 0 || err != nil {
				t.Errorf("%d people, scores to %d: a gap of %d", n, most, gap)
			}
			slices.Reverse(p.Pairs)
			if a, b := fmt.Sprint(s), fmt.Sprint(Solve(p)); a != b {
				t.Errorf("%d people, scores to %d: another answer when pairs come in another order", n, most)
			}
		}
	}
}

func BenchmarkSolve(b *testing.B) {
	for _, n := range []int{500, 1000, 1001} {
		for _, most := range []int32{1, 100, 1_000_000} {
			p := complete(rand.New(rand.NewSource(1)), n, most)
			b.Run(fmt.Sprintf("%d to %d", n, most), func(b *testing.B) {
				for range b.N {
					Solve(p)
				}
			})
		}
	}
}

// TestRanksAreLeftOutFromTheTop: what all ranks add together may be the most that can
// be counted, and no more; then the highest rank adds nothing.
func TestRanksAreLeftOutFromTheTop(t *testing.T) {
	t.Parallel()
	p := &Problem{Size: 4, Rank: []int{1, 2, 2, 3}}
	for _, test := range []struct {
		most int64
		want []int64
		all  int64
	}{
		{5, []int64{3, 1, 1, 0}, 5},
		{4, []int64{1, 0, 0, 0}, 1},
		{1, []int64{1, 0, 0, 0}, 1},
		{0, []int64{0, 0, 0, 0}, 0},
	} {
		if got, all := p.ranks(test.most); !slices.Equal(got, test.want) || all != test.all {
			t.Errorf("with at most %d the ranks add %v, %d in all; want %v, %d", test.most, got, all, test.want, test.all)
		}
	}
}
