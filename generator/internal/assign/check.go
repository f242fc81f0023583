package assign

import (
	"fmt"
	"slices"
)

// Check proves that a solution is optimal, or shows that it is not. It returns
// the bound that the prices set on Total for every answer that matches as many
// rows, and by how much Total falls short of it: 0 for an optimum.
//
// With λ the price of a row and π ≥ 0 that of a column, no answer exceeds Σ over
// rows of max(alone, λ, wants·λ), + Σ over columns of room·π, + Σ over pairs of
// max(0, score − π − λ); wants and room are limited to the number of pairs, and
// alone is the value for a row of having no column, 0 of one that is served. It panics when the solution
// breaks a rule of the problem.
func Check(p *Problem, s *Solution) (dual, gap int64) {
	mustFit(p, s)
	p = p.clipped()
	for i, wants := range p.Wants {
		price := s.RowPrice[i]
		if wants > 0 {
			dual += max(s.alone(p, i), price, int64(wants)*price)
		}
		for e := p.Start[i]; e < p.Start[i+1] && wants > 0; e++ {
			dual += max(0, int64(p.Score[e])-s.ColumnPrice[p.Column[e]]-price)
		}
	}
	for j, room := range p.Capacity {
		dual += int64(room) * s.ColumnPrice[j]
	}
	for i, wants := range p.Wants {
		if wants > 0 && len(s.Columns[i]) == 0 {
			dual -= s.alone(p, i)
		}
	}
	return dual, dual - s.Total
}

func mustFit(p *Problem, s *Solution) {
	room := slices.Clone(p.Capacity)
	total := int64(0)
	for i, columns := range s.Columns {
		if len(columns) > p.Wants[i] {
			panic(fmt.Sprintf("assign: row %d has %d columns and wants %d", i, len(columns), p.Wants[i]))
		}
		for k, j := range columns {
			e, allowed := slices.BinarySearch(p.Column[p.Start[i]:p.Start[i+1]], int32(j))
			if !allowed || k > 0 && columns[k-1] >= j {
				panic(fmt.Sprintf("assign: row %d has the column %d, which is forbidden or there twice", i, j))
			}
			total += int64(p.Score[p.Start[i]+e])
			if room[j]--; room[j] < 0 {
				panic(fmt.Sprintf("assign: column %d has more rows than room", j))
			}
		}
	}
	if total != s.Total || slices.ContainsFunc(s.ColumnPrice, func(v int64) bool { return v < 0 }) {
		panic("assign: the total is wrong, or a price is below 0")
	}
}
