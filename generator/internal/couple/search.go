package couple

import (
	"math"
	"slices"
)

// state is pairs and prices that fit each other: the prices of two people and of the sets that
// hold both are at least what the two count, and exactly that for a pair; a set has a pair
// fewer than halves. The answer is best once whoever is alone has the price 0.
type state struct {
	worth *worth
	price []int64 // by person
	mate  []int   // by person, -1 for nobody
	gone  []bool  // by person: not to be matched
	top   []int   // by person: the outermost node that holds them
	nodes []node  // the people, then the odd sets
	spare []int   // nodes that are not in use

	queue []int // people of outer nodes whose pairs have not been looked at
	near  []int // by person: the nearest in an outer node, -1 for none
}

// node is a person, or an odd set: nodes in a circle, of which the first holds the base and each
// of the others is matched with a neighbour. links[k] joins kids[k] to the next.
type node struct {
	kids   []int
	links  [][2]int
	inside int // the node that holds this one, -1 for none
	base   int // the person who is not matched inside
	price  int64

	mark    mark
	from    [2]int // by which it was reached: a person there, and one here
	nearest []int  // of an outer set, by person outside: the nearest inside, -1 for none
	closest [2]int // of an outer node: the pair with the least slack to another outer node
}

// mark is where a node stands in a search: at an even or an odd distance from its root.
type mark uint8

const (
	unreached mark = iota
	outer
	inner
)

func newState(w *worth) *state {
	n := len(w.of)
	s := &state{worth: w, price: make([]int64, n), mate: slices.Repeat([]int{-1}, n), gone: make([]bool, n),
		top: make([]int, n), nodes: make([]node, n), near: make([]int, n)}
	for v, row := range w.of {
		s.top[v], s.nodes[v] = v, node{inside: -1, base: v}
		s.price[v] = slices.Max(row) / 2
	}
	for v := range n {
		for u := v + 1; u < n && s.mate[v] < 0; u++ {
			if s.mate[u] < 0 && w.of[v][u] > 0 && s.slack(v, u) == 0 {
				s.mate[v], s.mate[u] = u, v
			}
		}
	}
	return s
}

// finish makes the answer best, one search for each person who is alone at a price.
func (s *state) finish() {
	for v := range s.price {
		for !s.gone[v] && s.mate[v] < 0 && s.price[v] > 0 {
			s.search(v)
		}
	}
}

func (s *state) slack(v, u int) int64 { return s.price[v] + s.price[u] - s.worth.of[v][u] }

// search finds somebody for a person, or has them or another stay alone at the price 0.
func (s *state) search(root int) {
	s.queue = s.queue[:0]
	for v := range s.top {
		s.near[v] = -1
		s.nodes[s.top[v]].mark = unreached
	}
	s.reach(s.top[root], outer, [2]int{-1, -1})
	for done := false; !done; {
		for len(s.queue) > 0 {
			v := s.queue[len(s.queue)-1]
			s.queue = s.queue[:len(s.queue)-1]
			s.look(v)
		}
		next := s.next()
		s.shift(next.by)
		done = s.act(next)
	}
	for v := range s.top {
		for b := s.top[v]; b >= len(s.top) && s.nodes[b].price == 0; b = s.top[v] {
			s.open(b)
		}
	}
}

// reach marks an outermost node. People of an outer one are to be looked at.
func (s *state) reach(x int, m mark, from [2]int) {
	b := &s.nodes[x]
	b.mark, b.from, b.closest = m, from, [2]int{-1, -1}
	if m != outer {
		return
	}
	if len(b.kids) > 0 {
		b.nearest = slices.Grow(b.nearest[:0], len(s.top))[:len(s.top)]
		for v := range b.nearest {
			b.nearest[v] = -1
		}
	}
	s.queue = s.members(x, s.queue)
}

// members adds the people of a node to a list.
func (s *state) members(x int, list []int) []int {
	if len(s.nodes[x].kids) == 0 {
		return append(list, x)
	}
	for _, kid := range s.nodes[x].kids {
		list = s.members(kid, list)
	}
	return list
}

// look notes which pairs of a person in an outer node have the least slack.
func (s *state) look(v int) {
	x, row := s.top[v], s.worth.of[v]
	b := &s.nodes[x]
	for u, worth := range row {
		y := s.top[u]
		if worth == 0 || s.gone[u] || y == x {
			continue
		}
		if len(b.kids) > 0 && (b.nearest[u] < 0 || s.slack(v, u) < s.slack(b.nearest[u], u)) {
			b.nearest[u] = v
		}
		if s.nodes[y].mark == outer {
			s.note(b, v, u)
		} else if s.near[u] < 0 || s.slack(v, u) < s.slack(s.near[u], u) {
			s.near[u] = v
		}
	}
}

func (s *state) note(b *node, v, u int) {
	if c := b.closest; c[0] < 0 || s.slack(v, u) < s.slack(c[0], c[1]) {
		b.closest = [2]int{v, u}
	}
}

// event is what can happen once prices have shifted.
type event struct {
	kind what
	by   int64
	pair [2]int
	node int // for open; the person for stop
}

type what uint8

const (
	stop what = iota // the price of a person in an outer node is 0
	grow             // a pair leads to a node that was not reached
	meet             // a pair joins two outer nodes, and with their paths they are an odd set
	open             // the price of an inner set is 0
)

// next returns what the least shift of prices brings about.
func (s *state) next() event {
	e := event{by: math.MaxInt64}
	least := func(kind what, by int64, pair [2]int, node int) {
		if by < e.by {
			e = event{kind, by, pair, node}
		}
	}
	for v, x := range s.top {
		switch s.nodes[x].mark {
		case outer:
			least(stop, s.price[v], [2]int{}, v)
		case unreached:
			if u := s.near[v]; u >= 0 && !s.gone[v] {
				least(grow, s.slack(u, v), [2]int{u, v}, x)
			}
		}
	}
	for x := range s.nodes {
		b := &s.nodes[x]
		switch {
		case b.inside >= 0:
		case b.mark == inner && len(b.kids) > 0:
			least(open, b.price/2, [2]int{}, x)
		case b.mark == outer && b.closest[0] >= 0:
			least(meet, s.slack(b.closest[0], b.closest[1])/2, b.closest, x)
		}
	}
	return e
}

// shift lowers the prices of outer nodes' people and raises those of inner ones'. Sets make up for it
// inside.
func (s *state) shift(by int64) {
	if by == 0 {
		return
	}
	for v, x := range s.top {
		switch s.nodes[x].mark {
		case outer:
			s.price[v] -= by
		case inner:
			s.price[v] += by
		}
	}
	for x := len(s.top); x < len(s.nodes); x++ {
		switch b := &s.nodes[x]; {
		case b.inside >= 0:
		case b.mark == outer:
			b.price += 2 * by
		case b.mark == inner:
			b.price -= 2 * by
		}
	}
}

// act carries an event out and reports whether it ends the search.
func (s *state) act(e event) bool {
	switch e.kind {
	case stop:
		s.flip(e.node, -1)
		return true
	case open:
		s.unfold(e.node)
	case meet:
		s.join(e.pair)
	case grow:
		b := &s.nodes[e.node]
		if s.mate[b.base] < 0 {
			s.rebase(e.node, e.pair[1])
			s.flip(e.pair[0], e.pair[1])
			s.mate[e.pair[1]] = e.pair[0]
			return true
		}
		s.reach(e.node, inner, e.pair)
		mate := s.mate[s.nodes[e.node].base]
		s.reach(s.top[mate], outer, [2]int{s.nodes[e.node].base, mate})
	}
	return false
}

// flip gives a person of an outer node another mate, or none, and changes all pairs on the way back to
// the root.
func (s *state) flip(v, mate int) {
	for {
		x := s.top[v]
		back := s.nodes[x].from
		s.rebase(x, v)
		s.mate[v] = mate
		if back[0] < 0 {
			return
		}
		y := s.top[back[0]]
		v, mate = s.nodes[y].from[0], s.nodes[y].from[1]
		s.rebase(y, mate)
		s.mate[mate] = v
	}
}
