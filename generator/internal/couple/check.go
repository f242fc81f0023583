package couple

import (
	"fmt"
	"slices"
)

// Check proves that a solution is optimal, or shows that it is not. It returns what twice the
// total can be at most where as many people have somebody, and by how much the solution falls
// short of it: 0 for an optimum. It panics when the solution breaks a rule of the problem.
//
// It asks each part for a bound on what all its answers count. Nobody is in two pairs, and a set
// holds half as many pairs as people, rounded down; so pairs count together no more than the
// prices of people, those of sets for each of their pairs, and what these lack of what two count.
// Without three people their own prices are saved, and of each set that holds two of them its
// price.
func Check(p *Problem, s *Solution) (dual, gap int64) {
	values := mustFit(p, s)
	for k := range s.Parts {
		part := &s.Parts[k]
		gap += newWorth(p, part.Members, p.bonus()).bound(part, values[k]) - values[k]
	}
	return s.Twice + gap, gap
}

func (w *worth) bound(part *Part, value int64) int64 {
	n, price := len(part.Members), part.Proof.Price
	pairs, shared := w.atMost(&part.Proof, [3]int{-1, -1, -1})
	most := max(value, pairs)
	if n%2 == 0 && part.Trio == nil && part.Alone == nil {
		return most // with a trio somebody would be alone
	}
	known := map[[3]int]bool{}
	for _, c := range part.Cases {
		rest, _ := w.atMost(&c.Proof, c.Trio)
		known[c.Trio], most = true, max(most, w.trio(c.Trio)+rest)
	}
	for a := range n {
		for b := a + 1; b < n; b++ {
			for c := b + 1; c < n; c++ {
				counts, saved := w.trio([3]int{a, b, c}), max(shared[a*n+b], shared[a*n+c], shared[b*n+c])
				if with := pairs + counts - price[a] - price[b] - price[c] - saved; counts > 0 && with > most && !known[[3]int{a, b, c}] {
					most = with
				}
			}
		}
	}
	return most
}

// atMost is what no pairs without three people count more than, and what the sets that hold both
// of two people cost.
func (w *worth) atMost(p *Proof, trio [3]int) (sum int64, shared []int64) {
	n := len(w.of)
	shared = make([]int64, n*n)
	for _, price := range p.Price {
		sum += price
	}
	for _, set := range p.Sets {
		sum += set.Price * int64(len(set.Members)/2)
		for _, a := range set.Members {
			for _, b := range set.Members {
				shared[a*n+b] += set.Price
			}
		}
	}
	for a, row := range w.of {
		for b, counts := range row[:a] {
			if counts > 0 && !slices.Contains(trio[:], a) && !slices.Contains(trio[:], b) {
				sum += max(0, counts-p.Price[a]-p.Price[b]-shared[a*n+b])
			}
		}
	}
	return sum, shared
}

// mustFit returns what each part counts.
func mustFit(p *Problem, s *Solution) (values []int64) {
	part, has := make([]int, p.Size), make([]int, p.Size)
	for k := range s.Parts {
		q := &s.Parts[k]
		w := newWorth(p, q.Members, p.bonus())
		place := map[int]int{}
		for i, v := range q.Members {
			part[v], place[v] = k, i
		}
		value := int64(0)
		add := func(count int64, who ...int) {
			for _, v := range who {
				if has[v]++; has[v] > 1 || part[v] != k || count == 0 && len(who) > 1 {
					panic(fmt.Sprintf("couple: %v are not allowed together, or one of them is there twice", who))
				}
			}
			value += count
		}
		for _, pair := range q.Pairs {
			add(w.of[place[pair[0]]][place[pair[1]]], pair[0], pair[1])
		}
		if t := q.Trio; t != nil {
			add(w.trio([3]int{place[t[0]], place[t[1]], place[t[2]]}), t...)
		}
		for _, v := range q.Alone {
			add(0, v)
		}
		values = append(values, value)
		q.Proof.mustFit()
		for _, c := range q.Cases {
			c.mustFit()
		}
	}
	for _, pair := range p.Pairs {
		if part[pair.A] != part[pair.B] || has[pair.A] != 1 || has[pair.B] != 1 {
			panic(fmt.Sprintf("couple: %v joins two parts, or one of them is nowhere", pair))
		}
	}
	return values
}

func (p *Proof) mustFit() {
	if slices.ContainsFunc(p.Price, func(v int64) bool { return v < 0 }) || slices.ContainsFunc(p.Sets, func(s Set) bool { return s.Price < 0 }) {
		panic("couple: a price is below 0")
	}
}
