package assign

// augment fills one more place of a row by the shortest path, which ends at a
// column with room or at a row's place that is best left empty.
func (n *network) augment(start int) {
	columns := len(n.p.Capacity)
	end, last := int64(never), none
	n.reach(columns+start, 0, none)
	for n.heap.len() > 0 {
		node, distance := n.heap.pop()
		if distance >= end {
			break
		}
		if distance > n.nearest[node] {
			continue // it has been reached on a shorter path since
		}
		n.settled = append(n.settled, node)
		if node < columns {
			for _, e := range n.held[node] {
				i := int(n.row[e])
				n.reach(columns+i, distance+n.gain(int(e)), int(e))
			}
			continue
		}
		i := node - columns
		if !n.lonely[i] {
			if empty := distance + n.rowPrice[i] - n.emptied(i); empty < end {
				end, last = empty, node
			}
		}
		for e := n.p.Start[i]; e < n.p.Start[i+1]; e++ {
			j := int(n.p.Column[e])
			if n.used[e] || n.p.Capacity[j] == 0 {
				continue
			}
			to := distance - n.gain(e)
			if to >= end || to >= n.nearest[j] {
				continue
			}
			if n.room[j] > 0 {
				end, last = to, j
				n.nearest[j], n.over[j] = to, int32(e)
				n.touched = append(n.touched, j)
				continue
			}
			n.reach(j, to, e)
		}
	}
	n.finish(end, last)
}

// gain returns a pair's score minus the prices of its row and column.
func (n *network) gain(e int) int64 {
	return int64(n.p.Score[e]) - n.columnPrice[n.p.Column[e]] - n.rowPrice[n.row[e]]
}

func (n *network) reach(node int, distance int64, over int) {
	if distance < n.nearest[node] {
		n.nearest[node], n.over[node] = distance, int32(over)
		n.touched = append(n.touched, node)
		n.heap.push(node, distance)
	}
}

// finish changes the prices of the nodes settled nearer than the end, and the
// pairs on the path to it.
func (n *network) finish(end int64, last int) {
	columns := len(n.p.Capacity)
	for _, node := range n.settled {
		by := end - n.nearest[node]
		if node < columns {
			n.columnPrice[node] += by
		} else {
			n.rowPrice[node-columns] -= by
		}
	}
	if last >= columns {
		if i := last - columns; n.spare[i] > 0 {
			n.spare[i]--
		} else {
			n.lonely[i] = true
		}
	}
	n.flip(last)
	for _, node := range n.touched {
		n.nearest[node] = never
	}
	n.touched, n.settled = n.touched[:0], n.settled[:0]
	n.heap.clear()
}

// flip walks back from the end and flips every pair on the path: those over which
// a column was reached become chosen, those over which a row was reached do not.
func (n *network) flip(node int) {
	columns := len(n.p.Capacity)
	for n.over[node] != none {
		e := int(n.over[node])
		if node < columns {
			n.choose(e)
			node = columns + int(n.row[e])
		} else {
			n.release(e)
			node = int(n.p.Column[e])
		}
	}
}

// heap is a binary heap of nodes by distance.
type heap struct {
	node     []int
	distance []int64
}

func (h *heap) len() int { return len(h.node) }

func (h *heap) clear() { h.node, h.distance = h.node[:0], h.distance[:0] }

func (h *heap) push(node int, distance int64) {
	h.node, h.distance = append(h.node, node), append(h.distance, distance)
	for k := len(h.node) - 1; k > 0; {
		above := (k - 1) / 2
		if h.distance[above] <= h.distance[k] {
			return
		}
		h.swap(k, above)
		k = above
	}
}

func (h *heap) pop() (node int, distance int64) {
	node, distance = h.node[0], h.distance[0]
	last := len(h.node) - 1
	h.swap(0, last)
	h.node, h.distance = h.node[:last], h.distance[:last]
	for k := 0; 2*k+1 < last; {
		below := 2*k + 1
		if below+1 < last && h.distance[below+1] < h.distance[below] {
			below++
		}
		if h.distance[k] <= h.distance[below] {
			break
		}
		h.swap(k, below)
		k = below
	}
	return node, distance
}

func (h *heap) swap(a, b int) {
	h.node[a], h.node[b] = h.node[b], h.node[a]
	h.distance[a], h.distance[b] = h.distance[b], h.distance[a]
}
