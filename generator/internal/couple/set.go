package couple

import "slices"

// join makes an odd set of the nodes on the two ways back from a pair of outer nodes to where they meet.
func (s *state) join(pair [2]int) {
	left, right := s.way(pair[0]), s.way(pair[1])
	meet := 0
	for k, x := range right {
		if at := slices.Index(left, x); at >= 0 {
			left, right, meet = left[:at], right[:k], x
			break
		}
	}
	var b node
	// From where they meet down the left way, across, and up the right one.
	b.kids = []int{meet}
	for k := len(left) - 1; k >= 0; k-- {
		b.links = append(b.links, s.nodes[left[k]].from)
		b.kids = append(b.kids, left[k])
	}
	b.links = append(b.links, pair)
	for _, x := range right {
		b.kids = append(b.kids, x)
		from := s.nodes[x].from
		b.links = append(b.links, [2]int{from[1], from[0]})
	}
	b.inside, b.base, b.mark, b.from, b.closest = -1, s.nodes[meet].base, outer, s.nodes[meet].from, [2]int{-1, -1}
	s.gather(s.store(b))
}

// way lists the nodes from a person's to the root.
func (s *state) way(v int) (all []int) {
	for v >= 0 {
		x := s.top[v]
		all = append(all, x)
		v = s.nodes[x].from[0]
	}
	return all
}

// store puts a node where there is room.
func (s *state) store(b node) int {
	if n := len(s.spare); n > 0 {
		x := s.spare[n-1]
		s.spare = s.spare[:n-1]
		b.nearest = s.nodes[x].nearest
		s.nodes[x] = b
		return x
	}
	s.nodes = append(s.nodes, b)
	return len(s.nodes) - 1
}

// gather takes over what the kids of a new outer set know of pairs to others. People of its inner kids
// become outer.
func (s *state) gather(x int) {
	b := &s.nodes[x]
	b.nearest = slices.Grow(b.nearest[:0], len(s.top))[:len(s.top)]
	for v := range b.nearest {
		b.nearest[v] = -1
	}
	take := func(v, u int) {
		if v >= 0 && (b.nearest[u] < 0 || s.slack(v, u) < s.slack(b.nearest[u], u)) {
			b.nearest[u] = v
		}
	}
	for _, kid := range b.kids {
		k := &s.nodes[kid]
		switch {
		case k.mark == inner:
			s.queue = s.members(kid, s.queue)
		case len(k.kids) > 0:
			for u, v := range k.nearest {
				take(v, u)
			}
		default:
			for u, worth := range s.worth.of[kid] {
				if worth > 0 && !s.gone[u] {
					take(kid, u)
				}
			}
		}
		k.inside = x
	}
	for _, v := range s.members(x, nil) {
		s.top[v] = x
	}
	for u, v := range b.nearest {
		if y := s.top[u]; v >= 0 && y != x && s.nodes[y].mark == outer {
			s.note(b, v, u)
		}
	}
}

// rebase leaves another person of a node without a mate inside it.
func (s *state) rebase(x, v int) {
	b := &s.nodes[x]
	if len(b.kids) == 0 || b.base == v {
		return
	}
	b.base = v
	kid := v
	for s.nodes[kid].inside != x {
		kid = s.nodes[kid].inside
	}
	at, n := slices.Index(b.kids, kid), len(b.kids)
	s.rebase(kid, v)
	// Each two nodes pair up on the way to the old base that has an even number of steps.
	from, to := 0, at
	if at%2 == 1 {
		from, to = at+1, n
	}
	for k := from; k < to; k += 2 {
		next := b.kids[(k+1)%n]
		s.rebase(b.kids[k], b.links[k][0])
		s.rebase(next, b.links[k][1])
		s.mate[b.links[k][0]], s.mate[b.links[k][1]] = b.links[k][1], b.links[k][0]
	}
	b.kids, b.links = rotated(b.kids, at), rotated(b.links, at)
}

func rotated[T any](list []T, by int) []T { return slices.Concat(list[by:], list[:by]) }

// open makes outermost nodes of a set's kids.
func (s *state) open(x int) (kids []int, links [][2]int) {
	b := &s.nodes[x]
	kids, links = b.kids, b.links
	*b = node{inside: -1, nearest: b.nearest}
	s.spare = append(s.spare, x)
	for _, kid := range kids {
		s.nodes[kid].inside, s.nodes[kid].mark = -1, unreached
		for _, v := range s.members(kid, nil) {
			s.top[v] = kid
		}
	}
	return kids, links
}

// unfold opens an inner set. The way through it, from where it was reached to its base, stays
// reached; the other kids do not.
func (s *state) unfold(x int) {
	from := s.nodes[x].from
	kids, links := s.open(x)
	n, at := len(kids), slices.Index(kids, s.top[from[1]])
	for {
		s.reach(kids[at%n], inner, from)
		switch {
		case at%n == 0:
			return
		case at%2 == 1:
			s.reach(kids[at+1], outer, links[at])
			from = links[at+1]
			at += 2
		default:
			s.reach(kids[at-1], outer, reversed(links[at-1]))
			from = reversed(links[at-2])
			at -= 2
		}
	}
}

func reversed(link [2]int) [2]int { return [2]int{link[1], link[0]} }

// remove takes a person out. A set with them has an even number of others left, who share its price.
func (s *state) remove(v int) {
	for {
		x := s.top[v]
		b := &s.nodes[x]
		if mate := s.mate[b.base]; mate >= 0 {
			s.mate[mate], s.mate[b.base] = -1, -1
		}
		if x == v {
			s.gone[v] = true
			return
		}
		s.rebase(x, v)
		s.mate[v] = -1
		for _, u := range s.members(x, nil) {
			s.price[u] += b.price / 2
		}
		s.open(x)
	}
}

// clone returns a copy to change.
func (s *state) clone() *state {
	c := *s
	c.price, c.mate, c.gone, c.top = slices.Clone(s.price), slices.Clone(s.mate), slices.Clone(s.gone), slices.Clone(s.top)
	c.nodes, c.spare = slices.Clone(s.nodes), slices.Clone(s.spare)
	c.near, c.queue = slices.Clone(s.near), nil
	for x := range c.nodes {
		c.nodes[x].nearest = nil
	}
	return &c
}
