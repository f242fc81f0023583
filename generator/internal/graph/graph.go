// Package graph finds which nodes of a graph can reach each other, in time linear in its
// arcs, and however long a way is. It knows nothing of what nodes are.
package graph

// Arcs are, by node, the nodes to which one leads.
type Arcs [][]int32

// Add leads from a node to another.
func (g Arcs) Add(from, to int) { g[from] = append(g[from], int32(to)) }

// Components returns for each node the number of its strongly connected component, by
// the algorithm of R. Tarjan, SIAM J. Comput. 1 (1972), 146-160. It uses the arcs up, and
// a list in place of recursion, because a way through millions of nodes outgrows the stack.
func (g Arcs) Components() []int32 {
	c := &components{arcs: g, of: make([]int32, len(g)), number: make([]int32, len(g)), low: make([]int32, len(g))}
	for n := range g {
		if c.number[n] == 0 {
			c.enter(int32(n))
		}
		for len(c.way) > 0 {
			c.step()
		}
	}
	return c.of
}

type components struct {
	arcs           Arcs    // those that have not been followed
	of, number     []int32 // by node: its component, and when it was entered; 0 before
	low            []int32 // by node: the lowest number that it is known to reach
	way, open      []int32 // nodes that were entered: those not left, and those without a component
	entered, count int32
}

func (c *components) enter(n int32) {
	c.entered++
	c.number[n], c.low[n] = c.entered, c.entered
	c.way, c.open = append(c.way, n), append(c.open, n)
}

// step follows an arc from the end of the way, or leaves the node there if it has no more.
func (c *components) step() {
	last := len(c.way) - 1
	n := c.way[last]
	if len(c.arcs[n]) > 0 {
		to := c.arcs[n][0]
		c.arcs[n] = c.arcs[n][1:]
		if c.number[to] == 0 {
			c.enter(to)
		} else if c.of[to] == 0 {
			c.low[n] = min(c.low[n], c.low[to])
		}
		return
	}
	c.way = c.way[:last]
	if c.low[n] < c.number[n] {
		before := c.way[last-1]
		c.low[before] = min(c.low[before], c.low[n])
		return
	}
	c.count++
	for c.of[n] == 0 {
		end := len(c.open) - 1
		c.of[c.open[end]] = c.count
		c.open = c.open[:end]
	}
}
