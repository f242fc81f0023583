package match

import (
	"math"
	"slices"

	"pairbook/generator/internal/assign"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
)

// Table is a matching problem, of people or not: how many mentors each mentee
// wants, how many mentees each mentor has room for, and a score for every allowed
// pair. Mentees and Mentors ascend; the pairs of mentee i are those from Start[i]
// to Start[i+1], by mentor. Ties decide between answers that are equally good; their
// Load is, by mentor, the pairings that exist, without pins. Has, if not nil, is by mentee
// the lowest score of their existing pairings, or none: a mentee with one counts as
// matched, and another pair does not add to the matched.
type Table struct {
	Mentees, Mentors []string
	Wants, Room      []int
	Start            []int
	Mentor           []int32
	Score            []int32
	Pins             []Chosen
	Has              []int32
	Ties             assign.Ties
	Mirrored         bool // whether two may be each other's mentors
}

// none is the lowest score of no pairings, above any score.
const none = math.MaxInt32

// Chosen is a pair of a table, by index. Pinned marks a coordinator's choice.
type Chosen struct {
	Mentee, Mentor, Score int
	Pinned                bool
}

// NewTable scores every pair of a pool. A pair below the minimum is not allowed unless it is
// pinned. Pins take their room first.
func NewTable(p *fit.Pool) *Table {
	t := &Table{Start: make([]int, 1, len(p.Mentees)+1), Mirrored: p.Matching.Mirrored}
	for _, m := range p.Mentors {
		t.Mentors, t.Room = append(t.Mentors, string(m.Person.ID)), append(t.Room, m.Room)
	}
	for i, m := range p.Mentees {
		t.Mentees, t.Wants = append(t.Mentees, string(m.Person.ID)), append(t.Wants, m.Wants)
		for j := range p.Mentors {
			if score, allowed := p.Score(i, j); allowed && score >= p.Matching.Minimum {
				t.Mentor, t.Score = append(t.Mentor, int32(j)), append(t.Score, int32(score))
			}
		}
		t.Start = append(t.Start, len(t.Mentor))
	}
	t.Has = slices.Repeat([]int32{none}, len(p.Mentees))
	for _, k := range p.Kept {
		if i, there := p.Mentee(k.Mentee); there {
			t.Has[i] = min(t.Has[i], keptScore(p, i, k.Mentor))
		}
	}
	t.Ties = ties(p)
	for _, pin := range p.Pins {
		score, _ := p.Score(pin.Mentee, pin.Mentor)
		t.Pins = append(t.Pins, Chosen{pin.Mentee, pin.Mentor, score, true})
	}
	return t
}

// keptScore returns the score that a kept pair would have today, even if
// forbidden now; 0, the lowest possible, with a mentor who is no longer in the
// pool.
func keptScore(p *fit.Pool, mentee int, mentor record.PersonID) int32 {
	if j, there := p.Mentor(mentor); there {
		return int32(p.Sum(mentee, j))
	}
	return 0
}

// scoreOf returns the score of a pair and whether it is allowed.
func (t *Table) scoreOf(mentee, mentor int) (score int, allowed bool) {
	k, allowed := slices.BinarySearch(t.Mentor[t.Start[mentee]:t.Start[mentee+1]], int32(mentor))
	if !allowed {
		return 0, false
	}
	return int(t.Score[t.Start[mentee]+k]), true
}

// problem returns the solver's problem without the pins and the room they take, and
// without other pairs. A mentee who has a mentor, by a pin or a pairing, is served: the
// solver counts them as matched and gives them no mentor whom an unmatched mentee could
// have. The fair objective allows them another mentor who is as good as their lowest; it
// does not revisit pairs that it left out before the others were recorded.
func (t *Table) problem(pins, without []Chosen) *assign.Problem {
	p := &assign.Problem{Wants: slices.Clone(t.Wants), Capacity: slices.Clone(t.Room), Start: t.Start, Column: t.Mentor, Score: t.Score,
		Enough: t.lowestScores(pins), Ties: t.Ties}
	for _, lowest := range p.Enough {
		p.Served = append(p.Served, lowest != none)
	}
	if len(pins) == 0 && len(without) == 0 {
		return p
	}
	p.Ties.Load = append(make([]int, 0, len(t.Room)), t.Ties.Load...)[:len(t.Room)]
	for _, c := range pins {
		p.Wants[c.Mentee]--
		p.Capacity[c.Mentor]--
		p.Ties.Load[c.Mentor]++
	}
	twice := without // what could be chosen, and must not be
	for _, c := range pins {
		if p.Wants[c.Mentee] > 0 && p.Capacity[c.Mentor] > 0 {
			twice = append(twice[:len(twice):len(twice)], c)
		}
	}
	if len(twice) == 0 {
		return p
	}
	of := make([][]int32, len(t.Mentees))
	for _, c := range twice {
		of[c.Mentee] = append(of[c.Mentee], int32(c.Mentor))
	}
	p.Start, p.Column, p.Score = make([]int, 1, len(t.Start)), make([]int32, 0, len(t.Mentor)), make([]int32, 0, len(t.Score))
	for i := range t.Mentees {
		begun, end := t.Start[i], t.Start[i+1]
		if of[i] == nil {
			p.Column, p.Score, begun = append(p.Column, t.Mentor[begun:end]...), append(p.Score, t.Score[begun:end]...), end
		}
		for e := begun; e < end; e++ {
			if !slices.Contains(of[i], t.Mentor[e]) {
				p.Column, p.Score = append(p.Column, t.Mentor[e]), append(p.Score, t.Score[e])
			}
		}
		p.Start = append(p.Start, len(p.Column))
	}
	return p
}

// lowestScores returns by mentee the lowest score of their pairings and pins, or
// none.
func (t *Table) lowestScores(pins []Chosen) []int32 {
	has := slices.Clone(t.Has)
	if has == nil {
		has = slices.Repeat([]int32{none}, len(t.Mentees))
	}
	for _, c := range pins {
		has[c.Mentee] = min(has[c.Mentee], int32(c.Score))
	}
	return has
}

func (t *Table) served(mentee int) bool { return len(t.Has) > 0 && t.Has[mentee] != none }

// objectives maps a record's objective to the solver's.
var objectives = map[record.ObjectiveKind]assign.Objective{
	"coverage": assign.Coverage, "score": assign.Score, "fair": assign.Fair,
}

// Answer is the chosen pairs: an optimum for the objective, given the pins.
type Answer struct {
	Table     *Table
	Objective record.ObjectiveKind
	Pairs     []Chosen // by mentee, then mentor
	Total     int64    // of the pairs' scores, pins included

	problem  *assign.Problem
	solution *assign.Solution
	without  []Chosen // pairs that were left out, as others mirror them
	cases    int      // that were solved for that
	bound    *Answer  // where these were not all, one that no answer is better than
}

// Solve finds an optimal answer.
func (t *Table) Solve(objective record.ObjectiveKind) *Answer { return t.solve(objective, t.Pins) }

func (t *Table) solve(objective record.ObjectiveKind, pins []Chosen) *Answer {
	a := t.solveWithout(objective, pins, nil)
	if _, _, any := a.mirrored(); any && !t.Mirrored {
		return t.unmirror(a, objective, pins)
	}
	return a
}

func (t *Table) solveWithout(objective record.ObjectiveKind, pins, without []Chosen) *Answer {
	a := &Answer{Table: t, Objective: objective, Pairs: slices.Clone(pins), problem: t.problem(pins, without), without: without}
	a.solution = assign.Solve(a.problem, objectives[objective])
	a.take()
	return a
}

// take takes the pairs of the solution, besides those that are there.
func (a *Answer) take() {
	t := a.Table
	for i, mentors := range a.solution.Columns {
		for _, j := range mentors {
			score, _ := t.scoreOf(i, j)
			a.Pairs = append(a.Pairs, Chosen{Mentee: i, Mentor: j, Score: score})
		}
	}
	for _, c := range a.Pairs {
		a.Total += int64(c.Score)
	}
	slices.SortFunc(a.Pairs, Chosen.compare)
}

func (c Chosen) compare(d Chosen) int {
	if c.Mentee != d.Mentee {
		return c.Mentee - d.Mentee
	}
	return c.Mentor - d.Mentor
}

// Matched returns the number of mentees with a pair here or a pairing.
func (a *Answer) Matched() (n int) {
	k := 0
	for i := range a.Table.Mentees {
		here := k < len(a.Pairs) && a.Pairs[k].Mentee == i
		for k < len(a.Pairs) && a.Pairs[k].Mentee == i {
			k++
		}
		if here || a.Table.served(i) {
			n++
		}
	}
	return n
}

// Lowest returns the lowest score of a pair, 0 without pairs.
func (a *Answer) Lowest() int {
	lowest := 0
	for k, c := range a.Pairs {
		if k == 0 || c.Score < lowest {
			lowest = c.Score
		}
	}
	return lowest
}

// Certificate proves the answer optimal: no other that keeps the pins and matches
// as many mentees has a total above dual, and gap, dual less Total, is 0. With
// the objective fair this holds among the answers that keep the [Floor].
func (a *Answer) Certificate() (dual, gap int64) {
	a.solution.Prove(a.problem)
	return a.solution.Dual + a.Total - a.solution.Total, a.solution.Gap
}

// Floor is the score below which fair adds no pair: the highest that all who are
// matched now can reach. A mentee who has a pair already may have another one
// that is as good as the lowest of theirs.
type Floor struct {
	Score   int
	None    bool // nobody is newly matched, so only what each has decides
	Further bool // somebody may have another pair below Score
}

func (a *Answer) floor() (f Floor) {
	f.Score, f.None = int(a.solution.Below), true
	for i, columns := range a.solution.Columns {
		switch {
		case a.problem.Enough == nil || a.problem.Enough[i] == none:
			f.None = f.None && len(columns) == 0
		case a.problem.Wants[i] > 0 && int(a.problem.Enough[i]) < f.Score:
			f.Further = true
		}
	}
	return f
}

// better returns what a has more of than b, by the objective.
func (a *Answer) better(b *Answer) (matched int, total int64) {
	return a.Matched() - b.Matched(), a.Total - b.Total
}

// Objectives returns the objectives by name.
func Objectives() []record.ObjectiveKind {
	return []record.ObjectiveKind{"coverage", "score", "fair"}
}
