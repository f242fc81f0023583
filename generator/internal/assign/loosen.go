package assign

import "slices"

// Loosen returns what the best answer has without a proof, from a solution whose prices
// are right but for one pair that it has: that of a row and a column that had to take each
// other. One shortest path from the row to the column, over rows and columns that change
// theirs, shows what is gained without the pair. It returns nil where the prices are not
// right for others, too, or where the pair is forbidden. The objective is not Fair.
func (p *Problem) Loosen(o Objective, s *Solution, row, column int) *Solution {
	p = p.clipped()
	l := &loosening{network: newNetwork(p, s.Alone), from: make([]int, len(p.Capacity)+len(p.Wants)+1), has: make([]int, len(p.Wants))}
	l.nearest, l.over = append(l.nearest, never), append(l.over, none)
	l.rowPrice, l.columnPrice = slices.Clone(s.RowPrice), slices.Clone(s.ColumnPrice)
	pair := none
	for i, columns := range s.Columns {
		for _, j := range columns {
			k, allowed := slices.BinarySearch(p.Column[p.Start[i]:p.Start[i+1]], int32(j))
			if !allowed {
				return nil
			}
			l.choose(p.Start[i] + k)
			l.has[i]++
			if i == row && j == column {
				pair = p.Start[i] + k
			}
		}
	}
	if o == Coverage && p.bonus() > -s.Alone || !l.right(row, pair) {
		return nil
	}
	if lost := -l.gain(pair); lost > 0 {
		l.exchange(pair, lost)
	}
	var chosen []int
	for e, used := range l.used {
		if used {
			chosen = append(chosen, e)
		}
	}
	then := &Solution{Below: s.Below, Alone: s.Alone, RowPrice: l.rowPrice, ColumnPrice: l.columnPrice}
	if o == Score && p.open(chosen) || p.canImprove(then, chosen) {
		f := p.face(then, chosen)
		if o == Score {
			f.matched = f.cover()
		}
		f.raise()
		chosen = f.chosen()
	}
	then.collect(p, chosen)
	return then
}

// loosening is a network with one more node, the hub, at which ways end and begin: those
// over a place that is left or a place that is taken.
type loosening struct {
	*network
	from []int // by node: that from which it was reached
	has  []int // by row
}

// right sets the price of the row, and reports whether all prices but that of the pair are
// those of an optimum.
func (l *loosening) right(row, pair int) bool {
	for j, room := range l.room {
		if room < 0 || room > 0 && l.columnPrice[j] > 0 {
			return false
		}
	}
	price := l.worth(row)
	for e := l.p.Start[row]; e < l.p.Start[row+1]; e++ {
		if j := l.p.Column[e]; !l.used[e] && l.p.Capacity[j] > 0 {
			price = max(price, int64(l.p.Score[e])-l.columnPrice[j])
		}
	}
	l.rowPrice[row] = price
	for e := l.p.Start[row]; e < l.p.Start[row+1]; e++ {
		if e != pair && l.used[e] && l.gain(e) < 0 {
			return false
		}
	}
	return pair != none && l.has[row] <= l.p.Wants[row]
}

// worth is the value of a place that a row leaves.
func (l *loosening) worth(row int) int64 {
	if l.has[row] > 1 {
		return 0
	}
	return l.alone
}

// exchange gives up a pair for the shortest path from its row to its column, if that loses
// less than the pair does, and changes the prices.
func (l *loosening) exchange(pair int, most int64) {
	columns, hub := len(l.p.Capacity), len(l.p.Capacity)+len(l.p.Wants)
	start, end := columns+int(l.row[pair]), int(l.p.Column[pair])
	l.release(pair)
	l.step(start, none, none, 0)
	for l.heap.len() > 0 {
		node, distance := l.heap.pop()
		if distance >= most || node == end {
			break
		}
		if distance > l.nearest[node] {
			continue
		}
		switch {
		case node == hub:
			l.leaveHub(distance)
		case node < columns:
			l.leaveColumn(node, distance)
		default:
			l.leaveRow(node-columns, pair, distance)
		}
	}
	reach := min(most, l.nearest[end])
	if l.nearest[end] < most {
		for node := end; node != start; node = l.from[node] {
			if e := int(l.over[node]); e != none && node < columns {
				l.choose(e)
			} else if e != none {
				l.release(e)
			}
		}
	} else {
		l.choose(pair)
	}
	l.reprice(reach)
}

func (l *loosening) step(to, from, over int, distance int64) {
	if distance < l.nearest[to] {
		l.from[to] = from
		l.reach(to, distance, over)
	}
}

func (l *loosening) leaveRow(i, pair int, distance int64) {
	columns := len(l.p.Capacity)
	l.step(columns+len(l.p.Wants), columns+i, none, distance+l.rowPrice[i]-l.worth(i))
	for e := l.p.Start[i]; e < l.p.Start[i+1]; e++ {
		if j := int(l.p.Column[e]); !l.used[e] && e != pair && l.p.Capacity[j] > 0 {
			l.step(j, columns+i, e, distance-l.gain(e))
		}
	}
}

func (l *loosening) leaveColumn(j int, distance int64) {
	columns := len(l.p.Capacity)
	if l.room[j] > 0 {
		l.step(columns+len(l.p.Wants), j, none, distance)
	}
	for _, e := range l.held[j] {
		l.step(columns+int(l.row[e]), j, int(e), distance+l.gain(int(e)))
	}
}

// leaveHub goes on over rows with a place to take and columns that lose a row.
func (l *loosening) leaveHub(distance int64) {
	columns := len(l.p.Capacity)
	for i, has := range l.has {
		if has < l.p.Wants[i] {
			empty := int64(0)
			if has == 0 {
				empty = l.alone
			}
			l.step(columns+i, columns+len(l.p.Wants), none, distance+empty-l.rowPrice[i])
		}
	}
	for j, price := range l.columnPrice {
		if l.p.Capacity[j] > 0 {
			l.step(j, columns+len(l.p.Wants), none, distance+price)
		}
	}
}

// reprice changes the prices by the distances, so that the hub's worth stays as it is.
func (l *loosening) reprice(reach int64) {
	columns := len(l.p.Capacity)
	near := func(node int) int64 { return max(0, reach-l.nearest[node]) }
	hub := near(columns + len(l.p.Wants))
	for j := range l.columnPrice {
		l.columnPrice[j] = max(0, l.columnPrice[j]+near(j)-hub)
	}
	for i := range l.rowPrice {
		l.rowPrice[i] += hub - near(columns+i)
	}
}
