package assign

import (
	"math"
	"slices"
)

// threshold returns the highest score such that the pairs from it on match as
// many rows as all pairs do; MaxInt32 when Enough alone allows that.
func threshold(p *Problem) int32 {
	scores := slices.Clone(p.Score)
	slices.Sort(scores)
	scores = slices.Compact(scores)
	if len(scores) == 0 {
		return 0
	}
	if p.Enough != nil {
		scores = append(scores, math.MaxInt32)
	}
	full := cover(p, scores[0])
	low, high := 0, len(scores) // scores[low] is enough, scores[high] is not
	for low+1 < high {
		if middle := (low + high) / 2; cover(p, scores[middle]) == full {
			low = middle
		} else {
			high = middle
		}
	}
	return scores[low]
}

// coverer counts how many rows can have a column, by the algorithm of J. E.
// Hopcroft and R. M. Karp, SIAM J. Comput. 2 (1973), 225-231, with columns that
// have room for several rows.
type coverer struct {
	p     *Problem
	below int32
	held  [][]int // by column: rows
	has   []bool
	level []int // by row
	next  []int // by row: the next pair to try
}

func cover(p *Problem, below int32) (matched int) {
	c := &coverer{p: p, below: below, held: make([][]int, len(p.Capacity)), has: make([]bool, len(p.Wants)),
		level: make([]int, len(p.Wants)), next: make([]int, len(p.Wants))}
	for c.layer() {
		copy(c.next, p.Start)
		for i, wants := range p.Wants {
			if wants > 0 && !p.served(i) && !c.has[i] && c.find(i) {
				c.has[i] = true
				matched++
			}
		}
	}
	return matched
}

// layer computes the distances from rows without a column, and reports whether a
// column with room can be reached.
func (c *coverer) layer() (reachable bool) {
	var queue []int
	for i, wants := range c.p.Wants {
		c.level[i] = none
		if wants > 0 && !c.p.served(i) && !c.has[i] {
			c.level[i] = 0
			queue = append(queue, i)
		}
	}
	seen := make([]bool, len(c.p.Capacity))
	for n := 0; n < len(queue); n++ {
		i := queue[n]
		least := c.p.least(i, c.below)
		for e := c.p.Start[i]; e < c.p.Start[i+1]; e++ {
			j := c.p.Column[e]
			if c.p.Score[e] < least || seen[j] {
				continue
			}
			seen[j] = true
			reachable = reachable || len(c.held[j]) < c.p.Capacity[j]
			for _, k := range c.held[j] {
				if c.level[k] == none {
					c.level[k] = c.level[i] + 1
					queue = append(queue, k)
				}
			}
		}
	}
	return reachable
}

// find finds a column for a row along the layers.
func (c *coverer) find(i int) bool {
	least := c.p.least(i, c.below)
	for ; c.next[i] < c.p.Start[i+1]; c.next[i]++ {
		e := c.next[i]
		j := c.p.Column[e]
		if c.p.Score[e] < least {
			continue
		}
		if len(c.held[j]) < c.p.Capacity[j] {
			c.held[j] = append(c.held[j], i)
			return true
		}
		for n, k := range c.held[j] {
			if c.level[k] == c.level[i]+1 && c.find(k) {
				c.held[j][n] = i
				return true
			}
		}
	}
	return false
}
