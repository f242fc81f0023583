package assign

import (
	"math"
	"slices"
)

// Revise solves a problem from a solution of one that differs from it in rooms and, of some
// rows, in wants, pairs and whether they are served; nil stands for all rows. What the
// solution's prices no longer allow is put right by a shortest path each, a pair or a place
// at a time, as in D. R. Fulkerson, "An out-of-kilter method for minimal-cost flow
// problems", J. SIAM 9 (1961), 18-27. The answer is as good as that of [Solve] by the
// objective; [Ties] are not asked. It returns nil where the prices are no measure: Fair has
// another threshold, or a row is worth more.
func (p *Problem) Revise(o Objective, s *Solution, rows []int) *Solution {
	if o != Fair {
		return p.revise(o, s, rows)
	}
	q := p.from(s.Below)
	then := q.revise(Coverage, s, rows)
	if q.Enough = p.Enough; then == nil || !p.isThreshold(s.Below, q, then) {
		return nil
	}
	return then
}

// isThreshold reports whether a threshold is that of Fair: with the pairs from it on, as
// many rows are matched as with all, and not with those from the next score on.
func (p *Problem) isThreshold(below int32, from *Problem, s *Solution) bool {
	wanting, matched := 0, 0
	for i, wants := range p.Wants {
		if wants > 0 && !p.served(i) {
			wanting++
			matched += min(1, len(s.Columns[i]))
		}
	}
	if matched < wanting && matched < cover(p, lowestScore) {
		return false
	}
	above := int32(math.MaxInt32)
	for _, score := range from.Score {
		if score > below {
			above = min(above, score)
		}
	}
	if above == math.MaxInt32 && (p.Enough == nil || below == math.MaxInt32) {
		return true
	}
	return cover(from, above) < matched
}

func (p *Problem) revise(o Objective, s *Solution, rows []int) *Solution {
	if o == Coverage && p.bonus() > -s.Alone {
		return nil
	}
	p = p.clipped()
	nodes := len(p.Capacity) + len(p.Wants) + 1
	v := &revision{network: newNetwork(p, s.Alone), from: make([]int, nodes), has: make([]int, len(p.Wants)), hub: nodes - 1}
	v.nearest, v.over = append(v.nearest, never), append(v.over, none)
	v.rowPrice, v.columnPrice = slices.Clone(s.RowPrice), slices.Clone(s.ColumnPrice)
	if lost := v.take(s); rows != nil {
		rows = append(lost, rows...)
	} else {
		rows = upTo(len(p.Wants))
	}
	for _, i := range rows {
		for p.Wants[i] > 0 && v.mendRow(i) {
		}
	}
	for j := range p.Capacity {
		for v.room[j] > 0 && v.columnPrice[j] > 0 {
			v.push(v.hub, j, v.columnPrice[j])
		}
	}
	var chosen []int
	for e, used := range v.used {
		if used {
			chosen = append(chosen, e)
		}
	}
	then := &Solution{Below: s.Below, Alone: s.Alone, RowPrice: v.rowPrice, ColumnPrice: v.columnPrice}
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

// revision is a network with one more node, the hub, at which ways end and begin: those
// over a place that is left or a place that is taken.
type revision struct {
	*network
	from []int // by node: that from which it was reached
	has  []int // by row: its columns, before what is being pushed
	hub  int
}

// take chooses the pairs of a solution that there may be, and returns the rows that lose one.
func (v *revision) take(s *Solution) (lost []int) {
	p := v.p
	for i, columns := range s.Columns {
		for _, j := range columns {
			k, allowed := slices.BinarySearch(p.Column[p.Start[i]:p.Start[i+1]], int32(j))
			if !allowed || v.has[i] == p.Wants[i] || v.room[j] == 0 {
				lost = append(lost, i)
				continue
			}
			v.choose(p.Start[i] + k)
			v.has[i]++
		}
	}
	return lost
}

// mendRow raises the price of a row above what it could have, puts right a pair or a place
// of it that does not fit that, and reports whether there was one.
func (v *revision) mendRow(i int) bool {
	row := len(v.p.Capacity) + i
	if v.has[i] == 0 {
		v.rowPrice[i] = v.empty(i)
	}
	raised, worst := int64(0), none
	for e := v.p.Start[i]; e < v.p.Start[i+1]; e++ {
		switch gain := int64(v.p.Score[e]) - v.columnPrice[v.p.Column[e]] - v.rowPrice[i]; {
		case v.used[e]:
			if worst == none || gain < v.gain(worst) {
				worst = e
			}
		case gain > raised && v.p.Capacity[v.p.Column[e]] > 0:
			raised = gain
		}
	}
	v.rowPrice[i] += raised
	if worst != none && v.gain(worst) < 0 {
		lost := -v.gain(worst)
		if v.release(worst); !v.push(row, int(v.p.Column[worst]), lost) {
			v.choose(worst)
		}
		return true
	}
	if more := v.rowPrice[i] - v.empty(i); v.has[i] < v.p.Wants[i] && more > 0 {
		v.push(row, v.hub, more)
		return true
	}
	if less := v.worth(i) - v.rowPrice[i]; v.has[i] > 0 && less > 0 {
		v.push(v.hub, row, less)
		return true
	}
	return false
}

// empty is the value of a place that a row does not take, and worth that of one that it leaves.
func (v *revision) empty(row int) int64 { return v.last(row, 0) }
func (v *revision) worth(row int) int64 { return v.last(row, 1) }

func (v *revision) last(row, has int) int64 {
	if v.has[row] > has || v.p.served(row) {
		return 0
	}
	return v.alone
}

// push goes the shortest way from a node to another, if that loses less than a limit, over
// rows and columns that change theirs, and changes the prices. It reports whether there was one.
func (v *revision) push(start, end int, most int64) (found bool) {
	columns := len(v.p.Capacity)
	v.step(start, none, none, 0, 0)
	for v.heap.len() > 0 {
		node, distance := v.heap.pop()
		if distance >= most || node == end {
			break
		}
		switch {
		case distance > v.nearest[node]:
		case node == v.hub:
			v.leaveHub(distance)
		case node < columns:
			v.leaveColumn(node, distance)
		default:
			v.leaveRow(node-columns, distance)
		}
	}
	if found = v.nearest[end] < most; found {
		for node := end; node != start; node = v.from[node] {
			if e := int(v.over[node]); e != none && node < columns {
				v.choose(e)
			} else if e != none {
				v.release(e)
			}
		}
	}
	v.reprice(min(most, v.nearest[end]))
	for _, node := range v.touched {
		v.nearest[node] = never
	}
	v.touched = v.touched[:0]
	v.heap.clear()
	if found {
		clear(v.has)
		for _, held := range v.held {
			for _, e := range held {
				v.has[v.row[e]]++
			}
		}
	}
	return found
}

// step reaches a node at a cost; one below 0 is of what is still to be put right, and costs nothing.
func (v *revision) step(to, from, over int, distance, cost int64) {
	if distance += max(0, cost); distance < v.nearest[to] {
		v.from[to] = from
		v.reach(to, distance, over)
	}
}

func (v *revision) leaveRow(i int, distance int64) {
	columns := len(v.p.Capacity)
	v.step(v.hub, columns+i, none, distance, v.rowPrice[i]-v.worth(i))
	for e := v.p.Start[i]; e < v.p.Start[i+1]; e++ {
		if j := int(v.p.Column[e]); !v.used[e] && v.p.Capacity[j] > 0 {
			v.step(j, columns+i, e, distance, -v.gain(e))
		}
	}
}

func (v *revision) leaveColumn(j int, distance int64) {
	if v.room[j] > 0 {
		v.step(v.hub, j, none, distance, -v.columnPrice[j])
	}
	for _, e := range v.held[j] {
		v.step(len(v.p.Capacity)+int(v.row[e]), j, int(e), distance, v.gain(int(e)))
	}
}

// leaveHub goes on over rows with a place to take and columns that lose a row.
func (v *revision) leaveHub(distance int64) {
	for i, has := range v.has {
		if has < v.p.Wants[i] {
			v.step(len(v.p.Capacity)+i, v.hub, none, distance, v.empty(i)-v.rowPrice[i])
		}
	}
	for j, price := range v.columnPrice {
		if v.p.Capacity[j] > 0 {
			v.step(j, v.hub, none, distance, price)
		}
	}
}

// reprice changes the prices by the distances, so that the hub's worth stays as it is.
func (v *revision) reprice(reach int64) {
	columns := len(v.p.Capacity)
	near := func(node int) int64 { return max(0, reach-v.nearest[node]) }
	hub := near(v.hub)
	for j := range v.columnPrice {
		v.columnPrice[j] = max(0, v.columnPrice[j]+near(j)-hub)
	}
	for i := range v.rowPrice {
		v.rowPrice[i] += hub - near(columns+i)
	}
}
