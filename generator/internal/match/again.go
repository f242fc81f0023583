package match

import "slices"

// again returns the best answer with other pins, of a table with the same people, by
// shortest paths from the prices of this answer where these serve, and else by solving
// again. Pairs that may stay are taken to begin with; the mentees are those of whom anything
// is different, nil for all.
func (a *Answer) again(t *Table, pins, stay []Chosen, mentees []int) *Answer {
	if b := a.revised(t, pins, stay, mentees); b != nil {
		return b
	}
	return t.solve(a.Objective, pins)
}

// revised returns nil where the prices do not serve.
func (a *Answer) revised(t *Table, pins, stay []Chosen, mentees []int) *Answer {
	if a.cases > 0 {
		return nil
	}
	b := &Answer{Table: t, Objective: a.Objective, Pairs: slices.Clone(pins), problem: t.problem(pins, nil)}
	before := *a.solution
	before.Columns = slices.Clone(before.Columns)
	for _, c := range stay {
		before.Columns[c.Mentee] = append(slices.Clone(before.Columns[c.Mentee]), c.Mentor)
	}
	if b.solution = b.problem.Revise(objectives[a.Objective], &before, mentees); b.solution == nil {
		return nil
	}
	b.take()
	if _, _, any := b.mirrored(); any && !t.Mirrored {
		return nil
	}
	return b
}
