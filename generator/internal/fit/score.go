package fit

import (
	"cmp"
	"fmt"
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// builder prepares the values that criteria and constraints compare.
type builder struct {
	pool    *Pool
	program *record.Program
	asOf    when.Date
	again   bool // pairs that were declined are allowed
	weeks   weeks
	clocks  map[when.Zone]*clock
	sides   *zones
}

// criterion scores a mentee and a mentor, given by their indexes.
type criterion interface {
	raw(mentee, mentor int) (raw int, known bool) // 0 to 100
	because(mentee, mentor int) (words string, shared []record.TopicID)
}

// constraint decides whether a mentee and a mentor may not be paired, and why.
type constraint interface {
	forbids(mentee, mentor int) bool
	because(mentee, mentor int) string // for a pair that it forbids
}

// weightedCriterion is a criterion with its share of 100 points, and what it gives a
// pair of which it is not known: the mean of those of which it is, or half.
type weightedCriterion struct {
	record.Criterion
	of   int
	mean int
	some bool // it is known of somebody
	criterion
}

type namedConstraint struct {
	record.Constraint
	constraint
}

// half is a criterion's raw value when it is known of no pair.
const half = 50

func (b *builder) criteria() []weightedCriterion {
	list := b.pool.Matching.Criteria
	weights := make([]int, len(list))
	for i, c := range list {
		weights[i] = max(0, c.Weight)
	}
	var all []weightedCriterion
	for i, of := range shares(weights) {
		if c := b.criterion(list[i]); c != nil {
			mean, some := b.pool.mean(c)
			all = append(all, weightedCriterion{list[i], of, mean, some, c})
		}
	}
	return all
}

// criterion returns the criterion of a kind. Loading the records has rejected
// every other kind.
func (b *builder) criterion(c record.Criterion) criterion {
	switch c.Kind {
	case "topics":
		return b.topics()
	case "goals":
		return b.goals()
	case "level":
		return b.level(c.Target, c.Tolerance)
	case "time-zone":
		return b.workday()
	case "languages":
		return b.languages()
	case "availability":
		return b.availability()
	case "preference":
		return b.preference()
	case "unit":
		return b.unit(c.Same)
	case "met-before":
		return again{b.metBefore(nil, true, false), c.Wish == record.Prefer}
	}
	return nil
}

// shares divides 100 in proportion to the weights, by largest remainder; ties go
// to the first. Without any weight all shares are 0.
func shares(weights []int) []int {
	total := 0
	for _, w := range weights {
		total += w
	}
	of, order := make([]int, len(weights)), make([]int, len(weights))
	if total == 0 {
		return of
	}
	rest := 100
	for i, w := range weights {
		of[i], order[i] = 100*w/total, i
		rest -= of[i]
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(100*weights[j]%total, 100*weights[i]%total) })
	for _, i := range order[:rest] {
		of[i]++
	}
	return of
}

// Score returns a pair's points from 0 to 100 and whether the pair is allowed; a
// forbidden pair has no points. Mentee and mentor are indexes of the pool's
// lists.
func (p *Pool) Score(mentee, mentor int) (score int, allowed bool) {
	for i := range p.apart[mentee] {
		if p.apart[mentee][i].mentor == mentor {
			return 0, false
		}
	}
	for i := range p.constraints {
		if p.constraints[i].forbids(mentee, mentor) {
			return 0, false
		}
	}
	return p.Sum(mentee, mentor), true
}

// Sum adds a pair's points, whether it is allowed or not.
func (p *Pool) Sum(mentee, mentor int) (score int) {
	for i := range p.criteria {
		c := &p.criteria[i]
		raw, _ := c.value(mentee, mentor)
		score += points(raw, c.of)
	}
	return score
}

// mean returns the mean raw value of the pairs of which a criterion is known, whether
// they are allowed or not, without those of somebody with themself; half when
// it is known of none.
func (p *Pool) mean(c criterion) (mean int, some bool) {
	if !p.blank(c) {
		return 0, true
	}
	sum, count := 0, 0
	for i, s := range p.Mentees {
		for j, g := range p.Mentors {
			if raw, known := c.raw(i, j); known && s.Person != g.Person {
				sum, count = sum+raw, count+1
			}
		}
	}
	if count == 0 {
		return half, false
	}
	return Rounded(sum, count), true
}

// blank reports whether a criterion is not known of some pair. What it needs of the
// mentee does not depend on the mentor, nor the other way round.
func (p *Pool) blank(c criterion) bool {
	for i := range p.Mentees {
		for j := range p.Mentors {
			if _, known := c.raw(i, j); !known {
				return true
			}
			if i > 0 {
				break
			}
		}
	}
	return false
}

// value returns a pair's raw value, the mean when it is not known.
func (c *weightedCriterion) value(mentee, mentor int) (raw int, known bool) {
	if raw, known = c.raw(mentee, mentor); !known {
		return c.mean, false
	}
	return raw, true
}

// because says why a pair has its points.
func (c *weightedCriterion) because(mentee, mentor int) (string, []record.TopicID) {
	words, shared := c.criterion.because(mentee, mentor)
	switch _, known := c.raw(mentee, mentor); {
	case known:
		return words, shared
	case c.some:
		return fmt.Sprintf("%s; it counts %d of 100, the mean where it is known", words, c.mean), nil
	}
	return words + "; it counts half, as it is known of no pair", nil
}

func points(raw, of int) int { return (raw*of + 50) / 100 }

// Explain returns a pair's points by criterion, in the programme's order, whether
// the pair is allowed or not.
func (p *Pool) Explain(mentee, mentor int) []Points {
	all := make([]Points, len(p.criteria))
	for i := range p.criteria {
		c := &p.criteria[i]
		raw, known := c.value(mentee, mentor)
		words, shared := c.because(mentee, mentor)
		all[i] = Points{c.ID, c.Kind, raw, known, points(raw, c.of), c.of, words, shared}
	}
	return all
}

// Forbidden lists every reason why two may not be paired; constraints come in the
// programme's order. The private list is given as a reason only when there is no
// other.
func (p *Pool) Forbidden(mentee, mentor int) []Bar {
	var bars, avoided []Bar
	for _, t := range p.apart[mentee] {
		switch bar := (Bar{"", t.kind, t.because}); {
		case t.mentor != mentor:
		case t.kind == standing:
			avoided = append(avoided, bar)
		default:
			bars = append(bars, bar)
		}
	}
	for _, c := range p.constraints {
		if c.forbids(mentee, mentor) {
			bars = append(bars, Bar{c.ID, string(c.Kind), c.constraint.because(mentee, mentor)})
		}
	}
	if len(bars) == 0 {
		return avoided
	}
	return bars
}

// ForbiddenTogether lists what forbids two who are members alike, whoever comes first; what
// only the private list knows where nothing else does.
func (p *Pool) ForbiddenTogether(a, b int) []Bar {
	all := append(p.Forbidden(a, b), p.Forbidden(b, a)...)
	avoided := func(b Bar) bool { return b.Kind == standing }
	if open := slices.DeleteFunc(slices.Clone(all), avoided); len(open) > 0 {
		return open
	}
	return all
}
