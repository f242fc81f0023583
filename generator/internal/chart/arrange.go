package chart

import (
	"cmp"
	"slices"
	"strings"
)

// arranged is the layout of a network. All coordinates are whole numbers, so that
// every machine gets the same layout.
type arranged struct {
	order   []Knot         // from the top
	ties    []Tie          // between these
	y       map[string]int // pixels, by key
	height  int
	longest int // pixels between the ends of the longest tie
}

// arrange stacks the groups, the largest first, and orders the people of a group
// so that ties are short.
func arrange(n Network, most int) *arranged {
	g := graphOf(n)
	a := &arranged{y: map[string]int{}, longest: 1}
	y := knotStep / 2
	for i, group := range g.choose(most) {
		if i > 0 {
			y += groupGap
		}
		for _, at := range g.line(group) {
			a.order = append(a.order, g.knots[at])
			a.y[g.knots[at].Key] = y
			y += knotStep
		}
	}
	a.height = max(y-knotStep/2, knotStep)
	for _, t := range g.ties {
		from, drawn := a.y[t.A]
		to, too := a.y[t.B]
		if drawn && too {
			a.ties = append(a.ties, t)
			a.longest = max(a.longest, to-from, from-to)
		}
	}
	return a
}

// widest is the bend of the longest arc.
const widest = 1320

// bend returns how far the control points of an arc lie from its ends; the arc
// extends to three quarters of that. Short arcs bend more than in proportion, to
// stay visible.
func (a *arranged) bend(from, to int) int {
	return root(widest * widest * max(to-from, from-to) / a.longest)
}

// root returns the integer part of a square root.
func root(x int) int {
	r := x
	for next := (r + 1) / 2; next < r; next = (r + x/r) / 2 {
		r = next
	}
	return r
}

// graph is the people of a network by index, sorted by key, with their
// neighbours, sorted and unique.
type graph struct {
	knots []Knot
	ties  []Tie
	near  [][]int
	down  [][2]int // ties with one arrow, from the mentor
}

func graphOf(n Network) *graph {
	g := &graph{knots: slices.Clone(n.Knots)}
	slices.SortStableFunc(g.knots, func(a, b Knot) int { return strings.Compare(a.Key, b.Key) })
	number := map[string]int{}
	for i, k := range g.knots {
		number[k.Key] = i
	}
	g.near = make([][]int, len(g.knots))
	for _, t := range sortedTies(n.Ties) {
		a, known := number[t.A]
		b, too := number[t.B]
		if !known || !too || a == b {
			continue
		}
		g.ties = append(g.ties, t)
		g.near[a], g.near[b] = append(g.near[a], b), append(g.near[b], a)
		switch {
		case t.ArrowB && !t.ArrowA:
			g.down = append(g.down, [2]int{a, b})
		case t.ArrowA && !t.ArrowB:
			g.down = append(g.down, [2]int{b, a})
		}
	}
	for i := range g.near {
		slices.Sort(g.near[i])
		g.near[i] = slices.Compact(g.near[i])
	}
	return g
}

// groups returns the connected groups of people, in descending size.
func (g *graph) groups() [][]int {
	seen := make([]bool, len(g.knots))
	var all [][]int
	for i := range g.knots {
		var group []int
		for queue := []int{i}; len(queue) > 0; queue = queue[1:] {
			if at := queue[0]; !seen[at] {
				seen[at] = true
				group = append(group, at)
				queue = append(queue, g.near[at]...)
			}
		}
		if group != nil {
			slices.Sort(group)
			all = append(all, group)
		}
	}
	slices.SortStableFunc(all, func(a, b []int) int { return len(b) - len(a) })
	return all
}

// choose takes as many whole groups as fit. If not even the largest fits, it
// takes the core of that.
func (g *graph) choose(most int) [][]int {
	var chosen [][]int
	for _, group := range g.groups() {
		switch {
		case len(group) <= most:
			chosen = append(chosen, group)
			most -= len(group)
		case len(chosen) == 0:
			return [][]int{g.core(group, most)}
		default:
			return chosen
		}
	}
	return chosen
}

// core starts with the person with the most ties, and adds whoever has the most
// ties to those already chosen.
func (g *graph) core(group []int, most int) []int {
	first := slices.MaxFunc(group, func(a, b int) int { return len(g.near[a]) - len(g.near[b]) })
	beside := map[int]int{first: 0} // the number of ties to the core, by neighbour
	var core []int
	taken := map[int]bool{}
	for len(core) < most && len(beside) > 0 {
		best := -1
		for at, n := range beside {
			if best < 0 || cmp.Or(n-beside[best], len(g.near[at])-len(g.near[best]), best-at) > 0 {
				best = at
			}
		}
		delete(beside, best)
		core, taken[best] = append(core, best), true
		for _, other := range g.near[best] {
			if !taken[other] {
				beside[other]++
			}
		}
	}
	slices.Sort(core)
	return core
}

// rounds limits the search for a better order.
const rounds = 12

// line orders a group: first by walking it from its least connected end, then by
// moving one person at a time to where the ties are shortest. Of the two
// directions it takes the one in which more arrows point down.
func (g *graph) line(group []int) []int {
	l := &liner{g: g, order: g.walk(group), at: slices.Repeat([]int{-1}, len(g.knots))}
	for i, k := range l.order {
		l.at[k] = i
	}
	for range rounds {
		if !l.improve() {
			break
		}
	}
	up := 0
	for _, t := range g.down {
		if a, b := l.at[t[0]], l.at[t[1]]; a >= 0 && b >= 0 {
			up += cmp.Compare(a, b)
		}
	}
	if up > 0 {
		slices.Reverse(l.order)
	}
	return l.order
}

// walk goes depth first, from less to more connected people.
func (g *graph) walk(group []int) []int {
	inside := map[int]bool{}
	for _, at := range group {
		inside[at] = true
	}
	lonely := func(a, b int) int { return cmp.Or(len(g.near[a])-len(g.near[b]), a-b) }
	var order []int
	stack := []int{slices.MinFunc(group, lonely)}
	for len(stack) > 0 {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !inside[at] {
			continue
		}
		delete(inside, at)
		order = append(order, at)
		next := slices.Clone(g.near[at])
		slices.SortFunc(next, lonely)
		slices.Reverse(next)
		stack = append(stack, next...)
	}
	return order
}

// liner is an order that is being improved.
type liner struct {
	g     *graph
	order []int
	at    []int // the index of each in the order, -1 for others
}

// improve moves each person in turn to the best place.
func (l *liner) improve() (better bool) {
	for _, who := range slices.Sorted(slices.Values(l.order)) {
		from, cost := l.at[who], l.cost()
		best := from
		for to := range l.order {
			l.move(l.at[who], to)
			if c := l.cost(); c < cost {
				best, cost = to, c
			}
		}
		l.move(l.at[who], best)
		better = better || best != from
	}
	return better
}

// move moves the person at one index to another; those between shift.
func (l *liner) move(from, to int) {
	who := l.order[from]
	l.order = slices.Insert(slices.Delete(l.order, from, from+1), to, who)
	for i := min(from, to); i <= max(from, to); i++ {
		l.at[l.order[i]] = i
	}
}

// cost returns the total length of the ties.
func (l *liner) cost() int {
	sum := 0
	for i, k := range l.order {
		for _, other := range l.g.near[k] {
			if j := l.at[other]; j > i {
				sum += j - i
			}
		}
	}
	return sum
}
