package match

import (
	"errors"
	"slices"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
)

// Staying is the cost of keeping the proposed pairings: how the answer would
// differ if all were open again.
type Staying struct {
	Pairings     int // that are proposed
	Agreed       int // of these, to which all have said yes
	Matched      int // how many more mentees would have a mentor
	Total        int64
	Lowest, Then int // the lowest score of all proposed pairs, now and then
}

// Staying looks for the best answer without the pairings that are only proposed. It returns
// nil when there are none, or when the pins cannot be kept without them. The
// records and options must be those of the answer.
func (a *Answer) Staying(repo *record.Repository, cohort record.CohortID, o fit.Options) (*Staying, error) {
	s := &Staying{}
	proposed := map[record.PairingID]bool{}
	for _, p := range repo.Cohorts.Get(cohort).Pairings.All() {
		if p.State == record.Proposed && p.ID != o.Release {
			proposed[p.ID] = true
			if p.Undecided(o.AsOf) == nil {
				s.Agreed++
			}
		}
	}
	if s.Pairings = len(proposed); s.Pairings == 0 {
		return nil, nil
	}
	now, err := fit.NewPool(repo, cohort, o)
	if err != nil {
		return nil, err
	}
	o.Reopen = true
	pool, err := fit.NewPool(repo, cohort, o)
	if errors.As(err, new(fit.PinErrors)) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	table := NewTable(pool)
	var kept []Chosen
	for _, k := range now.Kept {
		i, isMentee := pool.Mentee(k.Mentee)
		j, isMentor := pool.Mentor(k.Mentor)
		if proposed[k.Pairing] && isMentee && isMentor {
			score, _ := pool.Score(i, j)
			kept = append(kept, Chosen{Mentee: i, Mentor: j, Score: score})
		}
	}
	all, then := slices.Concat(a.Pairs, kept), a.again(table, table.Pins, kept, nil)
	s.Matched, s.Total = then.Matched()-a.Matched(), then.Total
	s.Lowest, s.Then = (&Answer{Pairs: all}).Lowest(), then.Lowest()
	for _, c := range all {
		s.Total -= int64(c.Score)
	}
	return s, nil
}

// Words say what opening the pairings again would change, "" for nothing.
func (s *Staying) Words() string { return Changes(s.Matched, s.Total, s.Lowest, s.Then) }
