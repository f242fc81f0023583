package match

import (
	"slices"

	"pairbook/generator/internal/assign"
)

// withoutPin returns the best answer without a pin: by one path from the prices where
// these serve, else by solving again. Under fair the pin decides which scores are high
// enough, and the prices are of others.
func (a *Answer) withoutPin(pin Chosen, rest []Chosen) *Answer {
	if a.Objective != "fair" && a.cases == 0 {
		if b := a.loosened(pin, rest); b != nil {
			return b
		}
	}
	return a.Table.solve(a.Objective, rest)
}

// loosened returns nil where the prices do not serve.
func (a *Answer) loosened(pin Chosen, rest []Chosen) *Answer {
	t, people := a.Table, len(a.Table.Mentors)
	b := &Answer{Table: t, Objective: a.Objective, Pairs: slices.Clone(rest), problem: t.problem(rest, nil)}
	before := &assign.Solution{Below: a.solution.Below, Alone: a.solution.Alone, RowPrice: a.solution.RowPrice,
		ColumnPrice: slices.Clone(a.solution.ColumnPrice[:people]), Columns: make([][]int, len(t.Mentees))}
	for i, columns := range a.solution.Columns {
		of := slices.Clone(columns)
		own := len(of) > 0 && of[len(of)-1] >= people // a mentee's own column, which counts them as matched
		price := int64(0)
		if own {
			price = a.solution.ColumnPrice[of[len(of)-1]]
			of = of[:len(of)-1]
		}
		if i == pin.Mentee {
			of = append(of, pin.Mentor)
			slices.Sort(of)
		}
		if last := b.problem.Start[i+1] - 1; last >= b.problem.Start[i] && int(b.problem.Column[last]) >= people {
			of = append(of, int(b.problem.Column[last]))
			before.ColumnPrice = append(before.ColumnPrice, price)
			if !own {
				return nil
			}
		}
		before.Columns[i] = of
	}
	b.solution = b.problem.Loosen(objectives[a.Objective], before, pin.Mentee, pin.Mentor)
	if b.solution == nil {
		return nil
	}
	b.take()
	if _, _, any := b.mirrored(); any && !t.Mirrored {
		return nil
	}
	return b
}
