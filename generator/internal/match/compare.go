package match

import (
	"maps"
	"slices"

	"pairbook/generator/internal/fit"
)

// Side is one of two proposals to compare: who has whom, and the sums.
type Side struct {
	Mentors map[string][]string // by mentee, including pairings that stay
	Matched int
	Pairs   int // new ones only; Total and Lowest are of these
	Total   int64
	Lowest  int
}

// Difference is the effect of a change of policy, pins or enrolments.
type Difference struct {
	Before, After Side
	Moves         []fit.Move // mentees in both whose mentors change
	Gain, Lose    []string   // mentees with a place only after, or only before
	Load          []Load     // mentors whose number of mentees changes
}

// Load is the number of a mentor's mentees, including proposed ones.
type Load struct {
	Mentor        string
	Before, After int
}

// Mean returns the mean score of the pairs, 0 without pairs.
func (s Side) Mean() float64 {
	if s.Pairs == 0 {
		return 0
	}
	return float64(s.Total) / float64(s.Pairs)
}

// Side returns the sums of a proposal.
func (s *Proposal) Side() Side {
	side := Side{Mentors: map[string][]string{}, Matched: s.Matched, Pairs: len(s.Pairs), Total: s.Total}
	for _, u := range s.Unmatched {
		side.Mentors[u.Mentee] = nil
	}
	for _, k := range s.Kept {
		side.Mentors[string(k.Mentee)] = append(side.Mentors[string(k.Mentee)], string(k.Mentor))
	}
	for k, p := range s.Pairs {
		side.Mentors[p.Mentee] = append(side.Mentors[p.Mentee], p.Mentor)
		if k == 0 || p.Score < side.Lowest {
			side.Lowest = p.Score
		}
	}
	return side
}

// Compare returns the differences between two proposals.
func Compare(before, after Side) *Difference {
	d := &Difference{Before: before, After: after}
	for _, m := range fit.Moves(before.Mentors, after.Mentors) {
		switch {
		case len(m.From) == 0:
			d.Gain = append(d.Gain, m.Mentee)
		case len(m.To) == 0:
			d.Lose = append(d.Lose, m.Mentee)
		default:
			d.Moves = append(d.Moves, m)
		}
	}
	was, is := load(before.Mentors), load(after.Mentors)
	both := maps.Clone(was)
	maps.Copy(both, is)
	for _, mentor := range slices.Sorted(maps.Keys(both)) {
		if was[mentor] != is[mentor] {
			d.Load = append(d.Load, Load{mentor, was[mentor], is[mentor]})
		}
	}
	return d
}

func load(mentors map[string][]string) map[string]int {
	count := map[string]int{}
	for _, all := range mentors {
		for _, mentor := range all {
			count[mentor]++
		}
	}
	return count
}
