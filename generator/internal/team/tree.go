package team

import "slices"

// tree walks through the teams of one leader and size that count more than they cost.
type tree struct {
	p      *Problem
	lead   int
	size   int
	pair   int64
	best   [][]int64 // by person: the sum of their best so many scores with others, in units
	over   *int64    // teams that do not count more over their cost are left out
	yield  func(Team, int64)
	left   *int // steps that may be taken still; below 0 the walk has been cut
	chosen []int
}

// each calls yield for the teams that a leader can have and that count more over their cost than
// a value, which may rise meanwhile. It reports whether it saw them all, in the steps left.
func (p *Problem) each(lead int, at *Prices, over *int64, left *int, yield func(Team, int64)) bool {
	open, alone, fixed := p.open(lead), p.alone(lead), int64(0)
	have := make([]Marks, len(p.Common))
	if lead >= 0 {
		fixed = -at.Lead[lead]
		for i, c := range p.Common {
			have[i] = c.Leads[lead]
		}
	}
	gain := make([]int64, len(open))
	for i, a := range open {
		gain[i] = alone[a] - at.Person[a] - at.Place
	}
	for size := p.Min; size <= p.Max; size++ {
		t := &tree{p: p, lead: lead, size: size, pair: p.pair(size), over: over, yield: yield, left: left, best: make([][]int64, p.Size)}
		for _, a := range open {
			t.best[a] = p.best(a, open, size, t.pair)
		}
		t.walk(fixed, open, gain, have)
	}
	return *left >= 0
}

// best lists the sums of a person's best no, one, two … scores with others, in units.
func (p *Problem) best(a int, open []int, size int, pair int64) []int64 {
	var scores []int64
	for _, b := range open {
		if b != a && p.Score[a][b] != Apart {
			scores = append(scores, pair*int64(p.Score[a][b]))
		}
	}
	slices.Sort(scores)
	slices.Reverse(scores)
	sums := make([]int64, 1, size)
	for k := range size - 1 {
		next := int64(0)
		if k < len(scores) {
			next = scores[k]
		}
		sums = append(sums, sums[k]+next)
	}
	return sums
}

// walk adds people to those chosen. open are who may come still, ascending, and gain what each would
// add now.
func (t *tree) walk(sum int64, open []int, gain []int64, have []Marks) {
	need := t.size - len(t.chosen)
	if need == 0 {
		if sum > *t.over && t.p.whole(t.chosen) {
			t.yield(Team{t.lead, slices.Clone(t.chosen)}, sum)
		}
		return
	}
	if *t.left -= len(open); *t.left < 0 {
		return
	}
	due := t.p.due(t.chosen)
	top := make([]int64, 0, t.size) // the most that the rest can add, half of their pairs with each other to each
	for i := len(open) - 1; i >= 0; i-- {
		a := open[i]
		most := gain[i] + t.best[a][need-1]/2
		if len(top) >= need-1 {
			bound := sum + most
			for _, v := range top[:need-1] {
				bound += v
			}
			if bound > *t.over && a <= due {
				t.choose(sum, open[i:], gain[i:], have)
			}
		}
		at, _ := slices.BinarySearchFunc(top, most, func(x, y int64) int {
			switch {
			case x > y:
				return -1
			case x < y:
				return 1
			}
			return 0
		})
		if at < t.size {
			if len(top) == t.size {
				top = top[:t.size-1]
			}
			top = slices.Insert(top, at, most)
		}
	}
}

// choose adds the first who may come.
func (t *tree) choose(sum int64, open []int, gain []int64, have []Marks) {
	a, p := open[0], t.p
	shared := make([]Marks, len(have))
	for i, c := range p.Common {
		if shared[i] = have[i].and(c.People[a]); shared[i] != nil && !shared[i].any() {
			return
		}
	}
	next, gains := make([]int, 0, len(open)-1), make([]int64, 0, len(open)-1)
	for i, b := range open[1:] {
		if s := p.Score[a][b]; s != Apart {
			next, gains = append(next, b), append(gains, gain[i+1]+t.pair*int64(s))
		}
	}
	t.chosen = append(t.chosen, a)
	t.walk(sum+gain[0], next, gains, shared)
	t.chosen = t.chosen[:len(t.chosen)-1]
}
