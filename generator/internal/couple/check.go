package couple

import (
	"errors"
	"fmt"
	"slices"
)

// Check proves that a solution is optimal, or shows that it is not. It returns what twice the
// total can be at most where as many people have somebody, and by how much the solution falls
// short of it: 0 for an optimum. It fails when the solution breaks a rule of the problem, says
// what it has otherwise than it is, or has prices that cannot be. It shares nothing with [Solve]
// but the [Scale].
//
// It asks each part for a bound on what all its answers count. Nobody is in two pairs, and a set
// holds half as many pairs as people, rounded down; so pairs count together no more than the
// prices of people, those of sets for each of their pairs, and what these lack of what two count.
// Without three people their own prices are saved, and of each set that holds two of them its
// price.
func Check(p *Problem, s *Solution) (dual, gap int64, err error) {
	c := newChecker(p)
	twice, lacks := int64(0), int64(0)
	for k := range s.Parts {
		part := &s.Parts[k]
		value, double, err := c.value(part)
		if err != nil {
			return 0, 0, err
		}
		bound, err := c.bound(part, value)
		if err != nil {
			return 0, 0, err
		}
		twice, lacks = twice+double, lacks+bound-value
	}
	switch {
	case len(s.Parts) != c.parts || slices.Contains(c.seen, false):
		return 0, 0, errors.New("the parts are not those of the pairs")
	case twice != s.Twice:
		return 0, 0, fmt.Errorf("twice the total is %d, not %d", twice, s.Twice)
	}
	half := c.Point / 2
	gap = (lacks + half - 1) / half
	return s.Twice + gap, gap, nil
}

// checker is a problem as Check sees it: by two people what they count as a pair, 0 where they
// are not allowed, by person their part, and whether an answer has them.
type checker struct {
	Scale
	worth [][]int64
	part  []int
	parts int
	seen  []bool
}

func newChecker(p *Problem) *checker {
	c := &checker{Scale: p.Scale(), worth: make([][]int64, p.Size), part: make([]int, p.Size), seen: make([]bool, p.Size)}
	for v := range c.worth {
		c.worth[v] = make([]int64, p.Size)
	}
	for _, pair := range p.Pairs {
		counts := c.Point*int64(pair.Score) + c.Somebody[pair.A] + c.Somebody[pair.B]
		c.worth[pair.A][pair.B], c.worth[pair.B][pair.A] = counts, counts
	}
	for v := range c.part {
		if c.part[v] > 0 {
			continue
		}
		c.parts++
		for reached := []int{v}; len(reached) > 0; {
			u := reached[0]
			reached, c.part[u] = reached[1:], c.parts
			for w, counts := range c.worth[u] {
				if counts > 0 && c.part[w] == 0 {
					reached, c.part[w] = append(reached, w), c.parts
				}
			}
		}
	}
	return c
}

// value returns what a part counts, and twice its total.
func (c *checker) value(part *Part) (value, twice int64, err error) {
	teams := [][]int{part.Trio}
	for _, pair := range part.Pairs {
		teams = append(teams, pair[:])
	}
	for _, v := range part.Alone {
		teams = append(teams, []int{v})
	}
	there := 0
	for _, team := range teams {
		others := int64(len(team) - 1)
		for i, a := range team {
			if !slices.Contains(part.Members, a) || c.part[a] != c.part[part.Members[0]] || c.seen[a] {
				return 0, 0, fmt.Errorf("%d is there twice, or in two parts", a)
			}
			c.seen[a] = true
			there++
			for _, b := range team[:i] {
				if c.worth[a][b] == 0 {
					return 0, 0, fmt.Errorf("%d and %d are not allowed together", a, b)
				}
				value += c.worth[a][b] / others
				twice += (c.worth[a][b] - c.Somebody[a] - c.Somebody[b]) / c.Point * 2 / others
			}
		}
	}
	if there != len(part.Members) {
		return 0, 0, fmt.Errorf("of %d people of a part %d are there", len(part.Members), there)
	}
	return value, twice, nil
}

// bound is what no answer for a part counts more than.
func (c *checker) bound(part *Part, value int64) (int64, error) {
	n, price := len(part.Members), part.Proof.Price
	pairs, shared, err := c.atMost(part.Members, &part.Proof, nil)
	if err != nil {
		return 0, err
	}
	most := max(value, pairs)
	if n%2 == 0 && part.Trio == nil && part.Alone == nil {
		return most, nil // with a trio somebody would be alone
	}
	trio := func(i, j, k int) int64 {
		a, b, d := part.Members[i], part.Members[j], part.Members[k]
		if x, y, z := c.worth[a][b], c.worth[a][d], c.worth[b][d]; x > 0 && y > 0 && z > 0 {
			return (x + y + z) / 2
		}
		return 0
	}
	known := map[[3]int]bool{}
	for _, t := range part.Cases {
		rest, _, err := c.atMost(part.Members, &t.Proof, t.Trio[:])
		if err != nil {
			return 0, err
		}
		known[t.Trio], most = true, max(most, trio(t.Trio[0], t.Trio[1], t.Trio[2])+rest)
	}
	for i := range n {
		for j := i + 1; j < n; j++ {
			for k := j + 1; k < n; k++ {
				counts, saved := trio(i, j, k), max(shared[i*n+j], shared[i*n+k], shared[j*n+k])
				if with := pairs + counts - price[i] - price[j] - price[k] - saved; counts > 0 && with > most && !known[[3]int{i, j, k}] {
					most = with
				}
			}
		}
	}
	return most, nil
}

// atMost is what no pairs of members without some of them count more than, and what the sets
// that hold both of two cost. Members and sets are given by place.
func (c *checker) atMost(members []int, p *Proof, without []int) (sum int64, shared []int64, err error) {
	n := len(members)
	if len(p.Price) != n {
		return 0, nil, fmt.Errorf("%d people of a part of %d have a price", len(p.Price), n)
	}
	shared = make([]int64, n*n)
	add := func(price, times int64) {
		if price < 0 || price > mostCounted/max(1, times) || sum > mostCounted {
			err = errors.New("a price is below 0, or too high")
			return
		}
		sum += price * times
	}
	for _, price := range p.Price {
		add(price, 1)
	}
	for _, set := range p.Sets {
		add(set.Price, int64(len(set.Members)/2))
		for i, a := range set.Members {
			if slices.Contains(set.Members[:i], a) {
				err = errors.New("a set has somebody twice")
			}
			for _, b := range set.Members {
				shared[a*n+b] += set.Price
			}
		}
	}
	for i, a := range members {
		for j, b := range members[:i] {
			if counts := c.worth[a][b]; counts > 0 && !slices.Contains(without, i) && !slices.Contains(without, j) {
				sum += max(0, counts-p.Price[i]-p.Price[j]-shared[i*n+j])
			}
		}
	}
	return sum, shared, err
}
