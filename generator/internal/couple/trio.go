package couple

import (
	"cmp"
	"iter"
	"slices"
)

// solve finds the best answer for a part: in pairs, or with the trio that is best where one more
// person has somebody that way.
func (w *worth) solve(members []int) Part {
	pairs := newState(w)
	pairs.finish()
	part := Part{Members: members, Proof: pairs.proof()}
	best, trio := pairs, [3]int{-1, -1, -1}
	if slices.Contains(pairs.mate, -1) {
		value := pairs.value()
		try := func(c candidate) {
			s := pairs.clone()
			for _, v := range c.trio {
				s.remove(v)
			}
			s.finish()
			part.Cases = append(part.Cases, Case{c.trio, s.proof()})
			if v := s.value() + w.trio(c.trio); v > value {
				best, trio, value = s, c.trio, v
			}
		}
		first := candidate{bound: value}
		for first = range pairs.candidates(&first.bound) {
		}
		if first.bound > value {
			try(first)
		}
		for _, c := range slices.SortedStableFunc(pairs.candidates(&value), byBound) {
			if c.bound > value && c.trio != first.trio {
				try(c)
			}
		}
	}
	part.fill(best, trio)
	return part
}

// fill takes over who is with whom.
func (p *Part) fill(s *state, trio [3]int) {
	for i, mate := range s.mate {
		switch v := p.Members[i]; {
		case slices.Contains(trio[:], i):
			p.Trio = append(p.Trio, v)
		case mate < 0:
			p.Alone = append(p.Alone, v)
		case mate > i:
			p.Pairs = append(p.Pairs, [2]int{v, p.Members[mate]})
		}
	}
}

// value is what all pairs count.
func (s *state) value() (sum int64) {
	for v, mate := range s.mate {
		if mate > v {
			sum += s.worth.of[v][mate]
		}
	}
	return sum
}

func (s *state) proof() (p Proof) {
	p.Price = slices.Clone(s.price)
	for v, gone := range s.gone {
		if gone {
			p.Price[v] = 0
		}
	}
	for x := len(s.top); x < len(s.nodes); x++ {
		if b := &s.nodes[x]; len(b.kids) > 0 && b.price > 0 {
			p.Sets = append(p.Sets, Set{slices.Sorted(slices.Values(s.members(x, nil))), b.price})
		}
	}
	return p
}

// candidate is a trio with what an answer with it counts at most, by the prices for pairs.
type candidate struct {
	trio  [3]int
	bound int64
}

// byBound orders candidates, the highest bound first.
func byBound(a, b candidate) int { return cmp.Compare(b.bound, a.bound) }

// candidates lists the trios whose bound is over a value, which may rise meanwhile. A set that holds two
// or three of a trio has a pair fewer without it; and as sets lie within each other or apart, these are the
// sets of those two of the three who have most in common.
func (s *state) candidates(over *int64) iter.Seq[candidate] {
	w, n, proof := s.worth, len(s.top), s.proof()
	sum, shared := int64(0), proof.shared(n)
	for v := range n {
		sum += s.price[v]
	}
	for _, set := range proof.Sets {
		sum += set.Price * int64(len(set.Members)/2)
	}
	slack := func(a, b int) int64 { return s.slack(a, b) + shared[a*n+b] }
	return func(yield func(candidate) bool) {
		for a := range n {
			for b := a + 1; b < n; b++ {
				if x := 2*(sum-*over) - slack(a, b); w.of[a][b] == 0 || x+shared[a*n+b] <= 0 {
					continue
				}
				for c := b + 1; c < n; c++ {
					if w.of[a][c] == 0 || w.of[b][c] == 0 {
						continue
					}
					x, y, z := shared[a*n+b], shared[a*n+c], shared[b*n+c]
					twice := 2*sum + x + y + z - slack(a, b) - slack(a, c) - slack(b, c)
					if t := (candidate{[3]int{a, b, c}, twice/2 - max(x, y, z)}); t.bound > *over && !yield(t) {
						return
					}
				}
			}
		}
	}
}

// shared returns what sets that hold both of two people cost, by the first times n and the second.
func (p *Proof) shared(n int) []int64 {
	all := make([]int64, n*n)
	for _, set := range p.Sets {
		for _, a := range set.Members {
			for _, b := range set.Members {
				all[a*n+b] += set.Price
			}
		}
	}
	return all
}
