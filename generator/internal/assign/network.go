package assign

// network solves any problem by path search with a heap.
//
// A pair's gain is its score minus the prices of its row and column: at most 0 if
// it is not chosen, at least 0 if it is. An empty place of a row has a value, too:
// −bonus for the last one, 0 for the others.
type network struct {
	p           *Problem
	alone       int64
	used        []bool
	rowPrice    []int64
	columnPrice []int64
	room        []int     // by column: free places
	held        [][]int32 // by column: the chosen pairs
	row         []int32   // by pair
	spare       []int     // by row: places that can stay empty without loss
	lonely      []bool    // by row: the last place is empty, too

	// State of one search.
	heap    heap
	nearest []int64 // by node: columns, then rows
	over    []int32 // by node: the pair over which it was reached
	settled []int   // nodes
	touched []int   // nodes with a distance
}

func newNetwork(p *Problem, alone int64) *network {
	rows, columns := len(p.Wants), len(p.Capacity)
	n := &network{p: p, alone: alone, used: make([]bool, len(p.Score)), rowPrice: make([]int64, rows), columnPrice: make([]int64, columns),
		room: append([]int(nil), p.Capacity...), held: make([][]int32, columns), row: make([]int32, len(p.Score)),
		spare: make([]int, rows), lonely: make([]bool, rows), nearest: make([]int64, columns+rows), over: make([]int32, columns+rows)}
	for k := range n.nearest {
		n.nearest[k] = never
	}
	for i, wants := range p.Wants {
		n.spare[i] = max(wants-1, 0)
		for e := p.Start[i]; e < p.Start[i+1]; e++ {
			n.row[e] = int32(i)
		}
	}
	return n
}

// emptied returns the value of an empty place of a row.
func (n *network) emptied(row int) int64 {
	if n.spare[row] > 0 || n.p.served(row) {
		return 0
	}
	return n.alone
}

// solve fills the places of one row after the other.
func (n *network) solve() {
	for _, i := range n.bid() {
		for range n.p.Wants[i] {
			n.augment(i)
		}
	}
}

// bid does the same as on a matrix, for rows that want one column.
func (n *network) bid() (waiting []int) {
	var several, lost []int
	for i, wants := range n.p.Wants {
		switch {
		case wants > 1:
			several = append(several, i)
		case wants == 1:
			waiting = append(waiting, i)
		}
	}
	for round, left := 0, 20*len(waiting); round < 8 && len(waiting) > 0; round++ {
		lost = nil
		for _, i := range waiting {
			out, again := n.offer(i)
			for ; again && left > 0; left-- {
				out, again = n.offer(out)
			}
			if out != none {
				lost = append(lost, out)
			}
		}
		waiting = lost
	}
	return append(waiting, several...)
}

// offer gives a row its best column. A column with room for several rows is free
// until it is full; then a search has to decide whose place it is.
func (n *network) offer(i int) (out int, again bool) {
	best, second, e := n.twoBest(i)
	n.rowPrice[i] = best
	if e == none {
		n.lonely[i] = true
		return none, false
	}
	j := n.p.Column[e]
	if n.p.Capacity[j] > 1 {
		if n.room[j] == 0 {
			return i, false
		}
		n.choose(e)
		return none, false
	}
	if n.room[j] == 0 && best == second {
		return i, false
	}
	n.rowPrice[i] = second
	n.columnPrice[j] += best - second
	out = none
	if n.room[j] == 0 {
		last := int(n.held[j][0])
		out = int(n.row[last])
		n.release(last)
	}
	n.choose(e)
	return out, out != none
}

// twoBest returns the pair with the highest profit for a row, none when an empty
// place has, with that profit and the second highest.
func (n *network) twoBest(i int) (best, second int64, pair int) {
	best, second, pair = n.emptied(i), -never, none
	for e := n.p.Start[i]; e < n.p.Start[i+1]; e++ {
		j := n.p.Column[e]
		if n.p.Capacity[j] == 0 {
			continue
		}
		profit := int64(n.p.Score[e]) - n.columnPrice[j]
		switch {
		case profit > best || profit == best && (pair == none || n.room[j] > 0 && n.room[n.p.Column[pair]] == 0):
			best, second, pair = profit, best, e
		case profit > second:
			second = profit
		}
	}
	return best, second, pair
}

func (n *network) choose(e int) {
	j := n.p.Column[e]
	n.used[e] = true
	n.room[j]--
	n.held[j] = append(n.held[j], int32(e))
}

func (n *network) release(e int) {
	j := n.p.Column[e]
	n.used[e] = false
	n.room[j]++
	for k, other := range n.held[j] {
		if int(other) == e {
			last := len(n.held[j]) - 1
			n.held[j][k] = n.held[j][last]
			n.held[j] = n.held[j][:last]
			return
		}
	}
}
