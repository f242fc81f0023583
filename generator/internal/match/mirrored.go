package match

import (
	"cmp"
	"slices"

	"pairbook/generator/internal/record"
)

// mirror returns the pair of the same two people the other way round, if there is one.
func (t *Table) mirror(c Chosen) (m Chosen, there bool) {
	i, isMentee := slices.BinarySearch(t.Mentees, t.Mentors[c.Mentor])
	j, isMentor := slices.BinarySearch(t.Mentors, t.Mentees[c.Mentee])
	if !isMentee || !isMentor {
		return m, false
	}
	score, allowed := t.scoreOf(i, j)
	return Chosen{Mentee: i, Mentor: j, Score: score}, allowed
}

// mirrored returns the first two pairs of an answer that mirror each other and are not
// both pinned.
func (a *Answer) mirrored() (one, other Chosen, any bool) {
	for _, c := range a.Pairs {
		m, there := a.Table.mirror(c)
		if k, chosen := slices.BinarySearchFunc(a.Pairs, m, Chosen.compare); there && chosen && !(c.Pinned && a.Pairs[k].Pinned) {
			return c, a.Pairs[k], true
		}
	}
	return one, other, false
}

// mostCases bounds how many times a table is solved to find its best answer without
// mirrored pairs.
const mostCases = 200

// unmirror returns the best answer without mirrored pairs. Each case leaves out some
// pairs; one whose best answer has two that mirror each other becomes two, each without
// one of them. The best case is first, so that an answer is best once no open case is
// better. Where that takes too many, the best answer found has a bound: the best open
// case.
func (t *Table) unmirror(first *Answer, objective record.ObjectiveKind, pins []Chosen) *Answer {
	found, cases := t.dive(first, objective, pins)
	open := []*Answer{first}
	for len(open) > 0 {
		slices.SortStableFunc(open, func(a, b *Answer) int { return a.rank(b) })
		a := open[len(open)-1]
		if a.rank(found) <= 0 {
			break
		}
		if cases >= mostCases {
			found.bound = a
			break
		}
		open = open[:len(open)-1]
		one, other, any := a.mirrored()
		if !any {
			found = a
			continue
		}
		for _, c := range []Chosen{one, other} {
			if !c.Pinned {
				open = append(open, t.solveWithout(objective, pins, append(slices.Clone(a.without), c)))
				cases++
			}
		}
	}
	found.cases = cases
	return found
}

// dive finds an answer without mirrored pairs fast: it leaves out the lower one of all
// that mirror each other, until none do.
func (t *Table) dive(a *Answer, objective record.ObjectiveKind, pins []Chosen) (found *Answer, cases int) {
	for cases = 1; ; cases++ {
		without := slices.Clone(a.without)
		for _, c := range a.Pairs {
			m, there := t.mirror(c)
			k, chosen := slices.BinarySearchFunc(a.Pairs, m, Chosen.compare)
			if !there || !chosen || c.Pinned {
				continue
			}
			if a.Pairs[k].Pinned || cmp.Or(cmp.Compare(c.Score, m.Score), t.drawn(m, c)) < 0 {
				without = append(without, c)
			}
		}
		if len(without) == len(a.without) {
			return a, cases
		}
		a = t.solveWithout(objective, pins, without)
	}
}

// drawn orders two pairs by the numbers of their mentees, or their places.
func (t *Table) drawn(c, d Chosen) int {
	if t.Ties.Rows == nil {
		return c.compare(d)
	}
	return cmp.Compare(t.Ties.Rows[c.Mentee], t.Ties.Rows[d.Mentee])
}

// rank compares two answers by their objective, the better one higher.
func (a *Answer) rank(b *Answer) int {
	matched, total := cmp.Compare(a.Matched(), b.Matched()), cmp.Compare(a.Total, b.Total)
	switch a.Objective {
	case "score":
		return cmp.Or(total, matched, cmp.Compare(a.solution.Lowest, b.solution.Lowest))
	case "fair":
		return cmp.Or(matched, cmp.Compare(a.solution.Below, b.solution.Below), total)
	}
	return cmp.Or(matched, total, cmp.Compare(a.solution.Lowest, b.solution.Lowest))
}

// mirrors reports whether two are a pair the other way round, and must not be one this way too.
func (e *explainer) mirrors(mentee, mentor int) bool {
	m, there := e.Table.mirror(Chosen{Mentee: mentee, Mentor: mentor})
	return !e.Table.Mirrored && there && slices.ContainsFunc(e.of[m.Mentee], func(c Chosen) bool { return c.Mentor == m.Mentor })
}

// mayMirror reports whether an answer as good might have mirrored pairs.
func (e *explainer) mayMirror() bool {
	t := e.Table
	in := func(c Chosen) bool {
		asGood, _ := e.equals.Pair(c.Mentee, c.Mentor)
		return asGood || slices.ContainsFunc(e.of[c.Mentee], func(d Chosen) bool { return d.Mentor == c.Mentor })
	}
	for i := range t.Mentees {
		if _, both := slices.BinarySearch(t.Mentors, t.Mentees[i]); !both {
			continue
		}
		for k := t.Start[i]; k < t.Start[i+1]; k++ {
			c := Chosen{Mentee: i, Mentor: int(t.Mentor[k])}
			if in(c) {
				if m, there := t.mirror(c); there && in(m) {
					return true
				}
			}
		}
	}
	return false
}
