package team

import "slices"

// tree walks through the teams of one leader and size that count more than they cost.
type tree struct {
	p      *Problem
	lead   int
	size   int
	pair   int64
	best   [][]int64 // by person: half the sum of their best scores with so many others, in units
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
	for size := p.Min; size <= p.Max; size++ {
		t := &tree{p: p, lead: lead, size: size, pair: p.pair(size), over: over, yield: yield, left: left, best: make([][]int64, p.Size)}
		for i, a := range open {
			gain[i] = alone[a] + t.pair*int64(p.within(a)) - at.Person[a] - at.Place*int64(p.weight(a))
			t.best[a] = p.best(a, open, size)
		}
		t.walk(fixed, open, gain, have)
	}
	return *left >= 0
}

// best lists half the sums of a person's best scores with no, one, two … others, in units. The people of
// another block have equal shares of its score.
func (p *Problem) best(a int, open []int, size int) []int64 {
	var scores []int64
	half := p.pair(size) / 2
	for _, b := range open {
		if b != a && p.Score[a][b] != Apart {
			for range p.weight(b) {
				scores = append(scores, share(half*int64(p.Score[a][b]), p.weight(b)))
			}
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
	need := t.size - t.p.heads(t.chosen)
	if need == 0 {
		if sum > *t.over && t.p.whole(t.chosen) {
			t.yield(Team{t.lead, slices.Clone(t.chosen)}, sum)
		}
		return
	}
	if *t.left -= len(open); *t.left < 0 {
		return
	}
	top := make([]int64, 0, t.size) // the most that each of the rest can add, half of their pairs with each other to each
	for i := len(open) - 1; i >= 0; i-- {
		weight := t.p.weight(open[i])
		if weight > need {
			continue
		}
		most := gain[i] + t.best[open[i]][need-weight]
		if len(top) >= need-weight {
			bound := sum + most
			for _, v := range top[:need-weight] {
				bound += v
			}
			if bound > *t.over {
				t.choose(sum, open[i:], gain[i:], have)
			}
		}
		for range weight {
			top = among(top, share(most, weight))
		}
	}
}

// share returns an equal share of a value for each of so many, rounded up.
func share(v int64, heads int) int64 {
	if v > 0 {
		v += int64(heads) - 1
	}
	return v / int64(heads)
}

// among returns the highest values with another among them, the highest first, as many as there is room for.
func among(top []int64, v int64) []int64 {
	if len(top) < cap(top) {
		top = append(top, v)
	} else if v <= top[len(top)-1] {
		return top
	}
	at := len(top) - 1
	for ; at > 0 && top[at-1] < v; at-- {
		top[at] = top[at-1]
	}
	top[at] = v
	return top
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
