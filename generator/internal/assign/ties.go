package assign

import (
	"cmp"
	"math"
	"slices"
)

// Ties decide among answers that the objective finds equally good. Who has a
// column is decided by Rank, the lowest first, then by the numbers in Rows; what a
// row has is decided by the loads of the columns, which are made as equal as they
// can be, then by the numbers of both. A list may be nil, and the order of the
// problem decides where numbers do not.
type Ties struct {
	Rank    []int    // by row
	Rows    []uint64 // by row
	Columns []uint64 // by column
	Load    []int    // by column: the rows that it has besides
}

// order returns the rows and the columns in the order in which they are preferred.
func (p *Problem) order() (rows, columns []int) {
	rows, columns = upTo(len(p.Wants)), upTo(len(p.Capacity))
	t := p.Ties
	slices.SortStableFunc(rows, func(a, b int) int { return cmp.Or(compare(t.Rank, a, b), compare(t.Rows, a, b)) })
	slices.SortStableFunc(columns, func(a, b int) int { return compare(t.Columns, a, b) })
	return rows, columns
}

func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func compare[T cmp.Ordered](of []T, a, b int) int {
	if of == nil {
		return 0
	}
	return cmp.Compare(of[a], of[b])
}

// reordered returns the problem with its rows and columns in another order.
func (p *Problem) reordered(rows, columns []int) *Problem {
	place := make([]int32, len(columns))
	for to, j := range columns {
		place[j] = int32(to)
	}
	q := &Problem{Wants: pick(p.Wants, rows), Capacity: pick(p.Capacity, columns), Start: make([]int, 1, len(p.Start)),
		Column: p.Column, Score: make([]int32, len(p.Score)), Served: pick(p.Served, rows), Enough: pick(p.Enough, rows),
		Ties: Ties{Load: pick(p.Ties.Load, columns)}}
	if p.complete() {
		for to, i := range rows {
			row := q.Score[to*len(columns) : (to+1)*len(columns)]
			for j, score := range p.Score[p.Start[i]:p.Start[i+1]] {
				row[place[j]] = score
			}
			q.Start = append(q.Start, (to+1)*len(columns))
		}
		return q
	}
	q.Column = make([]int32, 0, len(p.Column))
	score := make([]int32, len(columns))
	for _, i := range rows {
		begun := len(q.Column)
		for e := p.Start[i]; e < p.Start[i+1]; e++ {
			to := place[p.Column[e]]
			q.Column = append(q.Column, to)
			score[to] = p.Score[e]
		}
		slices.Sort(q.Column[begun:])
		for e := begun; e < len(q.Column); e++ {
			q.Score[e] = score[q.Column[e]]
		}
		q.Start = append(q.Start, len(q.Column))
	}
	return q
}

func pick[T any](of []T, order []int) []T {
	if of == nil {
		return nil
	}
	picked := make([]T, len(order))
	for to, i := range order {
		picked[to] = of[i]
	}
	return picked
}

// restore returns a solution of the reordered problem as one of the problem itself.
func (s *Solution) restore(rows, columns []int) {
	has, rowPrice, columnPrice := make([][]int, len(rows)), make([]int64, len(rows)), make([]int64, len(columns))
	for at, i := range rows {
		has[i], rowPrice[i] = pick(columns, s.Columns[at]), s.RowPrice[at]
		slices.Sort(has[i])
	}
	for at, j := range columns {
		columnPrice[j] = s.ColumnPrice[at]
	}
	s.Columns, s.RowPrice, s.ColumnPrice = has, rowPrice, columnPrice
}

// settle decides what the objective leaves open. Earlier rows are preferred.
func (f *face) settle() {
	lowest, _ := f.lowest()
	for k, score := range f.score {
		f.dead[k] = score < lowest
	}
	f.cover()
	for i, has := range f.rowHas {
		if has > 0 && !f.served(i) {
			f.rowLow[i] = max(f.rowLow[i], 1)
		}
	}
	f.spread()
}

// spread evens out the loads of columns: while a row can go from one to another
// that has at least two fewer, over rows that change theirs, it does. The columns
// from which no row can go any more keep their load while those with less are
// dealt with, so that once for each load is enough.
func (f *face) spread() {
	for load := f.mostBelow(math.MaxInt); load > 1; load = f.mostBelow(load) {
		for moved := true; moved; {
			moved, f.reached = false, make([]bool, len(f.colHas))
			for j, has := range f.colHas {
				if f.loadOf(int32(j)) == load && has > f.colLow[j] && !f.reached[j] {
					f.reached[j] = true
					moved = f.lighten(int32(j), load-2) || moved
				}
			}
		}
	}
}

// mostBelow returns the highest load of a column below another load, 0 for none.
func (f *face) mostBelow(load int) (most int) {
	for j := range f.colHas {
		if has := f.loadOf(int32(j)); has < load {
			most = max(most, has)
		}
	}
	return most
}

func (f *face) loadOf(column int32) int {
	if f.load == nil {
		return f.colHas[column]
	}
	return f.colHas[column] + f.load[column]
}

// turn is a column on the way to a lighter one, with how far it has been looked through.
type turn struct {
	over        int32 // the pair over which a row comes to the column
	column      int32
	held, other int // in byCol the pair of a row that may go on, and in byRow that over which it may
}

// lighten takes a row from a column and places it elsewhere: in a column with at most a
// load, or else in one that has another row placed elsewhere. It keeps a list in place of
// recursion, because a way through many columns outgrows the stack.
func (f *face) lighten(column int32, most int) bool {
	for way := []turn{{over: none, column: column}}; len(way) > 0; {
		at := &way[len(way)-1]
		pairs := f.byCol[at.column]
		switch {
		case at.held == len(pairs):
			way = way[:len(way)-1]
			continue
		case !f.used[pairs[at.held]] || f.fixed[pairs[at.held]]:
			at.held++
			continue
		}
		row := f.row[pairs[at.held]]
		if at.other == 0 {
			if k := f.lighter(row, most); k != none {
				f.flip(k)
				f.follow(way)
				return true
			}
		}
		if next, found := f.goOn(row, &at.other); found {
			way = append(way, next)
		} else {
			at.held, at.other = at.held+1, 0
		}
	}
	return false
}

// lighter returns the pair of a row with a column that has at most a load, none without.
func (f *face) lighter(row int32, most int) int32 {
	for _, k := range f.byRow[row] {
		if j := f.col[k]; f.free(k) && f.colHas[j] < f.colHigh[j] && f.loadOf(j) <= most {
			f.reached[j] = true
			return k
		}
	}
	return none
}

// goOn turns to the next column that a row may have.
func (f *face) goOn(row int32, from *int) (next turn, found bool) {
	for *from < len(f.byRow[row]) {
		k := f.byRow[row][*from]
		if *from++; f.free(k) {
			f.reached[f.col[k]] = true
			return turn{over: k, column: f.col[k]}, true
		}
	}
	return next, false
}

// free reports whether a pair may be taken and leads to a column that has not been reached.
func (f *face) free(k int32) bool { return !f.used[k] && !f.dead[k] && !f.reached[f.col[k]] }

// follow moves a row at each turn of a way.
func (f *face) follow(way []turn) {
	for _, at := range way {
		f.flip(f.byCol[at.column][at.held])
		if at.over != none {
			f.flip(at.over)
		}
	}
}
