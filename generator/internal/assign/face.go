package assign

import (
	"math"
	"slices"
)

// face holds the pairs with reduced cost 0 at the final prices. Every choice of
// them within the bounds of each row and column is an optimal answer, and every
// optimal answer is such a choice.
type face struct {
	pair     []int // indexes in the problem
	row, col []int32
	score    []int32
	fixed    []bool // chosen in every optimal answer
	served   func(row int) bool
	byRow    [][]int32
	byCol    [][]int32

	rowLow, rowHigh, colLow, colHigh []int
	matched                          int // rows that an answer must match

	used             []bool
	dead             []bool // below the score being tried
	rowHas, colHas   []int
	load             []int   // by column: rows that it has besides, or nil
	rowFrom, colFrom []int32 // in one search: the pair over which it was reached
	seen             []int   // rows, or columns, in the order in which they were reached
	closed           []bool  // by column: no row can get one over it, however often it is tried
	reached          []bool  // by column, while loads are evened out
}

// notReached marks what a search has not reached, root where it began.
const (
	notReached = -2
	root       = -1
)

// improve returns the optimal answer with the highest lowest score, and among these
// the one that the order of rows and the loads of columns decide; with cover it first
// maximises the number of matched rows.
func (p *Problem) improve(s *Solution, chosen []int, cover bool) []int {
	raise := cover || p.canImprove(s, chosen)
	if !raise && !p.open(chosen) {
		return chosen
	}
	f := p.face(s, chosen)
	if cover {
		f.matched = f.cover()
	}
	if raise {
		f.raise()
	}
	f.settle()
	return f.chosen()
}

func (f *face) chosen() (pairs []int) {
	for k, e := range f.pair {
		if f.used[k] {
			pairs = append(pairs, e)
		}
	}
	return pairs
}

// canImprove reports whether a pair with the lowest score might be replaced: not
// when its row has no better one that costs no more.
func (p *Problem) canImprove(s *Solution, chosen []int) bool {
	if len(chosen) == 0 {
		return false
	}
	lowest := p.Score[chosen[0]]
	for _, e := range chosen {
		lowest = min(lowest, p.Score[e])
	}
	row := 0
	for _, e := range chosen {
		for e >= p.Start[row+1] {
			row++
		}
		price := s.RowPrice[row]
		if p.Score[e] > lowest || p.Wants[row] != 1 || price <= s.alone(p, row) {
			continue
		}
		if !p.better(row, lowest, price, s.ColumnPrice) {
			return false
		}
	}
	return true
}

// open reports whether an answer leaves a row without a column, or a column with
// two rows, so that there may be something to decide.
func (p *Problem) open(chosen []int) bool {
	load := slices.Clone(p.Ties.Load)
	if load == nil {
		load = make([]int, len(p.Capacity))
	}
	has := make([]bool, len(p.Wants))
	row := 0
	for _, e := range chosen {
		for e >= p.Start[row+1] {
			row++
		}
		has[row] = true
		if load[p.Column[e]]++; load[p.Column[e]] > 1 {
			return true
		}
	}
	for i, wants := range p.Wants {
		if wants > 0 && !has[i] && !p.served(i) {
			return true
		}
	}
	return false
}

// better reports whether a row has a pair with a higher score that costs no more.
func (p *Problem) better(row int, than int32, price int64, columnPrice []int64) bool {
	for e := p.Start[row]; e < p.Start[row+1]; e++ {
		if p.Score[e] > than && int64(p.Score[e])-columnPrice[p.Column[e]] == price {
			return true
		}
	}
	return false
}

// face collects the pairs with reduced cost 0, and the bounds set by the prices.
func (p *Problem) face(s *Solution, chosen []int) *face {
	f := &face{served: p.served, byRow: make([][]int32, len(p.Wants)), byCol: make([][]int32, len(p.Capacity)),
		rowHas: make([]int, len(p.Wants)), colHas: make([]int, len(p.Capacity)),
		rowFrom: make([]int32, len(p.Wants)), colFrom: make([]int32, len(p.Capacity)),
		load: p.Ties.Load, closed: make([]bool, len(p.Capacity))}
	for i := range p.Wants {
		low, high := p.bounds(i, s)
		f.rowLow, f.rowHigh = append(f.rowLow, low), append(f.rowHigh, high)
		for e := p.Start[i]; e < p.Start[i+1]; e++ {
			gain := int64(p.Score[e]) - s.ColumnPrice[p.Column[e]] - s.RowPrice[i]
			used := len(chosen) > 0 && chosen[0] == e
			if used {
				chosen = chosen[1:]
			}
			if used || gain == 0 {
				f.add(e, i, int(p.Column[e]), p.Score[e], gain > 0, used)
			}
		}
	}
	for j, room := range p.Capacity {
		low := 0
		if s.ColumnPrice[j] > 0 {
			low = room
		}
		f.colLow, f.colHigh = append(f.colLow, low), append(f.colHigh, room)
	}
	f.dead = make([]bool, len(f.pair))
	return f
}

// bounds returns how many columns a row has in the optimal answers.
func (p *Problem) bounds(i int, s *Solution) (low, high int) {
	price, wants, alone := s.RowPrice[i], p.Wants[i], s.alone(p, i)
	switch {
	case wants == 0:
		return 0, 0
	case price > 0 && wants > 1 || price > alone && wants == 1:
		return wants, wants
	case wants > 1 && price == 0:
		high = wants
	case wants > 1 || price == alone:
		high = 1
	}
	if price > alone {
		low = 1
	}
	return low, high
}

func (f *face) add(pair, row, col int, score int32, fixed, used bool) {
	k := int32(len(f.pair))
	f.pair, f.row, f.col = append(f.pair, pair), append(f.row, int32(row)), append(f.col, int32(col))
	f.score, f.fixed, f.used = append(f.score, score), append(f.fixed, fixed), append(f.used, used)
	f.byRow[row], f.byCol[col] = append(f.byRow[row], k), append(f.byCol[col], k)
	if used {
		f.rowHas[row]++
		f.colHas[col]++
	}
}

func (f *face) flip(k int32) {
	by := 1
	if f.used[k] {
		by = -1
	}
	f.used[k] = !f.used[k]
	f.rowHas[f.row[k]] += by
	f.colHas[f.col[k]] += by
}

// cover matches as many rows as the optimal answers allow, the earliest where not
// all can be, and returns their number. A row that it has passed stays matched while
// it goes on, which loses none: the sets of rows that can be matched together form a
// matroid. Where one search ends in vain, no later one gets any further, since rows
// that it has passed give nothing up.
func (f *face) cover() (matched int) {
	low := f.rowLow
	defer func() { f.rowLow = low; clear(f.closed) }()
	f.rowLow = slices.Clone(low)
	for i := range f.rowHas {
		if f.served(i) {
			continue
		}
		if f.rowHas[i] == 0 && f.rowHigh[i] > 0 && !f.giveRow(i) {
			for j, from := range f.colFrom {
				f.closed[j] = f.closed[j] || from != notReached
			}
		}
		if f.rowHas[i] > 0 {
			f.rowLow[i] = max(f.rowLow[i], 1)
			matched++
		}
	}
	return matched
}

func (f *face) lowest() (lowest int32, any bool) {
	lowest = math.MaxInt32
	for k, u := range f.used {
		if u && f.score[k] < lowest {
			lowest, any = f.score[k], true
		}
	}
	return lowest, any
}

// raise finds, by bisection, the highest score below which an optimal answer
// needs no pair, and such an answer.
func (f *face) raise() {
	lowest, any := f.lowest()
	if !any {
		return
	}
	scores := slices.DeleteFunc(slices.Clone(f.score), func(s int32) bool { return s <= lowest })
	slices.Sort(scores)
	scores = append(slices.Compact(scores), math.MaxInt32) // no pair at all, where all that have one are served
	best := slices.Clone(f.used)
	for low, high := 0, len(scores); low < high; {
		middle := (low + high) / 2
		if f.excludeBelow(scores[middle]) {
			copy(best, f.used)
			low = middle + 1
		} else {
			high = middle
		}
		f.restore(best)
	}
}

func (f *face) restore(best []bool) {
	for k, u := range best {
		if f.used[k] != u {
			f.flip(int32(k))
		}
	}
}

// excludeBelow tries to find an optimal answer without the pairs below a score
// that matches as many rows as it must.
func (f *face) excludeBelow(below int32) bool {
	for k, s := range f.score {
		f.dead[k] = s < below
		if f.dead[k] && f.used[k] {
			if f.fixed[k] {
				return false
			}
			f.flip(int32(k))
		}
	}
	for i, low := range f.rowLow {
		for f.rowHas[i] < low {
			if !f.giveRow(i) {
				return false
			}
		}
	}
	for j, low := range f.colLow {
		for f.colHas[j] < low {
			if !f.giveColumn(j) {
				return false
			}
		}
	}
	return f.matched == 0 || f.cover() == f.matched
}

// giveRow finds another column for a row: one with room, over rows that change
// theirs, or one of a row that can do with one fewer.
func (f *face) giveRow(start int) bool {
	f.begin(f.rowFrom, f.colFrom)
	f.rowFrom[start], f.seen = root, append(f.seen[:0], start)
	for n := 0; n < len(f.seen); n++ {
		for _, k := range f.byRow[f.seen[n]] {
			j := f.col[k]
			if f.used[k] || f.dead[k] || f.closed[j] || f.colFrom[j] != notReached {
				continue
			}
			f.colFrom[j] = k
			if f.colHas[j] < f.colHigh[j] {
				f.flipPath(k, f.row, f.rowFrom, f.col, f.colFrom)
				return true
			}
			if last := f.reachHolders(f.byCol[j], f.row, f.rowFrom, f.rowHas, f.rowLow); last != none {
				f.flip(int32(last))
				f.flipPath(k, f.row, f.rowFrom, f.col, f.colFrom)
				return true
			}
		}
	}
	return false
}

// giveColumn is giveRow with rows and columns exchanged.
func (f *face) giveColumn(start int) bool {
	f.begin(f.rowFrom, f.colFrom)
	f.colFrom[start], f.seen = root, append(f.seen[:0], start)
	for n := 0; n < len(f.seen); n++ {
		for _, k := range f.byCol[f.seen[n]] {
			i := f.row[k]
			if f.used[k] || f.dead[k] || f.rowFrom[i] != notReached {
				continue
			}
			f.rowFrom[i] = k
			if f.rowHas[i] < f.rowHigh[i] {
				f.flipPath(k, f.col, f.colFrom, f.row, f.rowFrom)
				return true
			}
			if last := f.reachHolders(f.byRow[i], f.col, f.colFrom, f.colHas, f.colLow); last != none {
				f.flip(int32(last))
				f.flipPath(k, f.col, f.colFrom, f.row, f.rowFrom)
				return true
			}
		}
	}
	return false
}

func (f *face) begin(sides ...[]int32) {
	for _, from := range sides {
		for n := range from {
			from[n] = notReached
		}
	}
}

// reachHolders reaches the holders of the chosen ones among pairs. It stops at a
// holder that can do with one fewer, and returns their pair.
func (f *face) reachHolders(pairs, holder, from []int32, has, low []int) (last int) {
	for _, k := range pairs {
		h := holder[k]
		if !f.used[k] || f.fixed[k] || from[h] != notReached {
			continue
		}
		if has[h] > low[h] {
			return int(k)
		}
		from[h] = k
		f.seen = append(f.seen, int(h))
	}
	return none
}

// flipPath flips every pair on the path back to the root, beginning with a pair
// from a side near to a side far.
func (f *face) flipPath(k int32, near, nearFrom, far, farFrom []int32) {
	for k != root {
		f.flip(k)
		held := nearFrom[near[k]]
		if held == root {
			return
		}
		f.flip(held)
		k = farFrom[far[held]]
	}
}
