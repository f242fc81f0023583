package team

import "math"

// column is a team with what it counts, the bonus of its places, and how many these are.
type column struct {
	team         Team
	cost, places float64
}

// linear is a linear program in the columns that were found: each person is in one team at most,
// each leader leads as many as they have room for, and so many people have a place. It is kept
// solved by the simplex method, with the inverse of the basis written out. Its numbers are
// rounded, and nothing that is said rests on them: prices become whole, and bounds are computed
// from those.
type linear struct {
	people  int
	columns []column
	limit   []float64 // by row
	basis   []int     // by row: a column, or -1 less a row whose limit is not reached
	inverse [][]float64
	value   []float64 // by row, of what is in the basis
	pivots  int
}

func newLinear(p *Problem, places int) *linear {
	rows := p.Size + len(p.Leads) + 1
	l := &linear{people: p.Size}
	for r := range rows {
		limit := 1.0
		switch {
		case r == rows-1:
			limit = float64(places)
		case r >= p.Size:
			limit = float64(p.most(r-p.Size, places))
		}
		// A little more room, to each another, keeps the method from going in circles.
		limit += 1e-7 * float64(r+1) / float64(rows)
		l.limit, l.value, l.basis = append(l.limit, limit), append(l.value, limit), append(l.basis, -1-r)
		l.inverse = append(l.inverse, make([]float64, rows))
		l.inverse[r][r] = 1
	}
	return l
}

// rows calls do for each row of a column and the number there.
func (l *linear) rows(c int, do func(row int, number float64)) {
	if c < 0 {
		do(-1-c, 1)
		return
	}
	t := l.columns[c].team
	for _, m := range t.Members {
		do(m, 1)
	}
	if t.Lead >= 0 {
		do(l.people+t.Lead, 1)
	}
	do(len(l.limit)-1, l.columns[c].places)
}

// solve makes the columns' program optimal, or less than that where it takes more than so many pivots,
// and returns the price of each row.
func (l *linear) solve(pivots int) []float64 {
	for last := l.pivots + pivots; ; {
		price := l.prices()
		enter, most := 0, 1e-6
		found := false
		consider := func(c int, worth float64) {
			if worth > most {
				enter, most, found = c, worth, true
			}
		}
		for r := range l.limit {
			consider(-1-r, -price[r])
		}
		for c, column := range l.columns {
			worth := column.cost - column.places*price[len(price)-1]
			for _, m := range column.team.Members {
				worth -= price[m]
			}
			if lead := column.team.Lead; lead >= 0 {
				worth -= price[l.people+lead]
			}
			consider(c, worth)
		}
		if !found || l.pivots > last || !l.pivot(enter) {
			return price
		}
	}
}

func (l *linear) prices() []float64 {
	price := make([]float64, len(l.limit))
	for r, c := range l.basis {
		if c >= 0 {
			for k, v := range l.inverse[r] {
				price[k] += l.columns[c].cost * v
			}
		}
	}
	return price
}

// pivot brings a column into the basis, for the one that reaches its limit first.
func (l *linear) pivot(enter int) bool {
	l.pivots++
	step := make([]float64, len(l.limit))
	l.rows(enter, func(row int, number float64) {
		for r := range step {
			step[r] += number * l.inverse[r][row]
		}
	})
	leave, least := -1, math.Inf(1)
	for r, s := range step {
		if s > 1e-9 && l.value[r]/s < least {
			leave, least = r, l.value[r]/s
		}
	}
	if leave < 0 {
		return false
	}
	for k := range l.inverse[leave] {
		l.inverse[leave][k] /= step[leave]
	}
	l.basis[leave], l.value[leave] = enter, least
	for r, s := range step {
		if r == leave || s == 0 {
			continue
		}
		l.value[r] = max(0, l.value[r]-s*least)
		for k, v := range l.inverse[leave] {
			l.inverse[r][k] -= s * v
		}
	}
	return true
}

// used returns the columns of the basis with how much of each.
func (l *linear) used() map[int]float64 {
	all := map[int]float64{}
	for r, c := range l.basis {
		if c >= 0 {
			all[c] = l.value[r]
		}
	}
	return all
}
