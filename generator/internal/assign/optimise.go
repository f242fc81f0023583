package assign

import (
	"slices"
)

// optimise finds an answer with the highest total, including −s.Alone for each
// matched row, and the prices that prove it. It returns the chosen pairs,
// ascending.
func (p *Problem) optimise(s *Solution) (chosen []int) {
	if slots, ok := p.slots(s.Alone); ok {
		chosen = p.onMatrix(s, slots)
	} else {
		chosen = p.onNetwork(s)
	}
	p.closeFull(s)
	return chosen
}

// closeFull prices columns without room out of the market, which costs nothing.
func (p *Problem) closeFull(s *Solution) {
	if !slices.Contains(p.Capacity, 0) {
		return
	}
	for i, wants := range p.Wants {
		for e := p.Start[i]; e < p.Start[i+1] && wants > 0; e++ {
			if j := p.Column[e]; p.Capacity[j] == 0 {
				s.ColumnPrice[j] = max(s.ColumnPrice[j], int64(p.Score[e])-s.RowPrice[i])
			}
		}
	}
}

func (p *Problem) onNetwork(s *Solution) (chosen []int) {
	n := newNetwork(p, s.Alone)
	n.solve()
	s.RowPrice, s.ColumnPrice = n.rowPrice, n.columnPrice
	for e, used := range n.used {
		if used {
			chosen = append(chosen, e)
		}
	}
	return chosen
}

// slots returns as many slots per column as it has room for. ok reports whether a
// matrix is the better form: when rows want one column, and a quarter of all
// pairs is allowed.
func (p *Problem) slots(alone int64) (columns []int, ok bool) {
	rows := len(p.Wants)
	if rows == 0 || slices.Max(p.Wants) > 1 || -alone > greatest {
		return nil, false
	}
	for j, room := range p.Capacity {
		for range room {
			if len(columns) == mostSlots {
				return nil, false
			}
			columns = append(columns, j)
		}
	}
	const most = 1 << 26 // cells
	cells := rows * len(columns)
	return columns, cells > 0 && cells <= most && 4*len(p.Score) >= rows*len(p.Capacity)
}

func (p *Problem) onMatrix(s *Solution, slots []int) (chosen []int) {
	alone := make([]int64, len(p.Wants))
	for i := range alone {
		alone[i] = s.alone(p, i)
	}
	d := newDense(len(p.Wants), len(slots), p.matrix(slots), alone)
	d.solve()
	s.ColumnPrice = make([]int64, len(p.Capacity))
	for k, j := range slots {
		s.ColumnPrice[j] = d.price[k] >> shift // all slots of a column cost the same
	}
	s.RowPrice = make([]int64, len(p.Wants))
	for i, k := range d.slotOf {
		s.RowPrice[i] = alone[i]
		if k == none {
			continue
		}
		e, _ := slices.BinarySearch(p.Column[p.Start[i]:p.Start[i+1]], int32(slots[k]))
		e += p.Start[i]
		chosen = append(chosen, e)
		s.RowPrice[i] = int64(p.Score[e]) - s.ColumnPrice[slots[k]]
	}
	return chosen
}

// matrix returns the scores as a matrix, without copying when all pairs are
// allowed and each column has room for one row.
func (p *Problem) matrix(slots []int) []int32 {
	if p.complete() && slices.Min(p.Wants) == 1 && oneEach(slots, len(p.Capacity)) {
		return p.Score
	}
	m := make([]int32, len(p.Wants)*len(slots))
	byColumn := make([]int32, len(p.Capacity))
	for i, wants := range p.Wants {
		for j := range byColumn {
			byColumn[j] = forbidden
		}
		for e := p.Start[i]; e < p.Start[i+1] && wants > 0; e++ {
			byColumn[p.Column[e]] = p.Score[e]
		}
		row := m[i*len(slots) : (i+1)*len(slots)]
		for k, j := range slots {
			row[k] = byColumn[j]
		}
	}
	return m
}

func oneEach(slots []int, columns int) bool {
	for k, j := range slots {
		if k != j {
			return false
		}
	}
	return len(slots) == columns
}

// collect stores the chosen pairs.
func (s *Solution) collect(p *Problem, chosen []int) {
	s.Columns = make([][]int, len(p.Wants))
	row := 0
	for k, e := range chosen {
		for e >= p.Start[row+1] {
			row++
		}
		if len(s.Columns[row]) == 0 {
			s.Matched++
		}
		s.Columns[row] = append(s.Columns[row], int(p.Column[e]))
		s.Total += int64(p.Score[e])
		if k == 0 || p.Score[e] < s.Lowest {
			s.Lowest = p.Score[e]
		}
	}
	s.Pairs = len(chosen)
}
