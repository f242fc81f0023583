package chart

import (
	"cmp"
	"slices"
	"strings"
)

// arranged is where the people of a network stand. All of it is whole numbers,
// so that every machine comes to the same places.
type arranged struct {
	order   []Knot         // from the top
	ties    []Tie          // between these
	y       map[string]int // pixels, by key
	height  int
	longest int // pixels between the ends of the longest tie
}

// arrange puts groups one under the other, the largest first, and the people of
// a group so that ties are short.
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

// bend is how far the handles of an arc lie from its ends: an arc reaches three
// quarters of it. Short arcs bend more than their share, so as to be seen.
func (a *arranged) bend(from, to int) int {
	const widest = 1320
	return root(widest * widest * max(to-from, from-to) / a.longest)
}

// root is the whole part of a square root.
func root(x int) int {
	r := x
	for next := (r + 1) / 2; next < r; next = (r + x/r) / 2 {
		r = next
	}
	return r
}

// graph is the people of a network by number, sorted by key, and whom each is
// tied to, sorted and each once.
type graph struct {
	knots []Knot
	ties  []Tie
	near  [][]int
	down  [][2]int // ties with one arrow, from the one who mentors
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

// groups are the people who are tied to one another, the largest group first.
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

// choose takes as many whole groups as there is room for. Where not even the
// largest fits, it takes the best tied part of that.
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

// core begins with whoever is tied to most, and adds whoever is tied to most of
// those there already.
func (g *graph) core(group []int, most int) []int {
	first := slices.MaxFunc(group, func(a, b int) int { return len(g.near[a]) - len(g.near[b]) })
	beside := map[int]int{first: 0} // how many of the core each of those beside it is tied to
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

// rounds bounds the search for a better line.
const rounds = 12

// line orders a group: first by walking it from its loneliest end, then by
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

// walk goes deep first, the less tied before the more.
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
	at    []int // the place of each, -1 of the others
}

// improve moves each person in turn to the best place there is for them.
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

// move takes the person at one place to another; those between make room.
func (l *liner) move(from, to int) {
	who := l.order[from]
	l.order = slices.Insert(slices.Delete(l.order, from, from+1), to, who)
	for i := min(from, to); i <= max(from, to); i++ {
		l.at[l.order[i]] = i
	}
}

// cost is how long all ties are together.
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
