package measure_test

import (
	"slices"

	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// untold is why a history cannot tell.
const untold = "The history lies elsewhere."

func drawArrivals(t *rapid.T, c *record.Cohort) *record.Arrivals {
	came := &record.Arrivals{Days: map[string]when.Date{}, By: map[string][]record.PersonID{}}
	switch below(t, "history", 8) {
	case 0:
		return nil
	case 1:
		came.Unknown = untold
	}
	for _, p := range c.Pairings.All() {
		for _, s := range p.Sessions {
			if below(t, "committed", 4) > 0 {
				came.Days[s.Path] = s.Date + when.Date(between(t, "days until the commit", -3, 60))
				came.By[s.Path] = someOf(t, "by", 3, append([]record.PersonID{""}, crowd...))
			}
		}
	}
	return came
}

// confirm counts the meetings that two or more of those who were there stand behind.
func (o *pairOracle) confirm() expected {
	if o.came == nil || o.came.Unknown != "" {
		return null()
	}
	n := 0
	for _, s := range o.held {
		behind := 0
		for who := range there(everybody(o.rec), everybody(o.rec), s) {
			if slices.Contains(s.Confirmed, who) || slices.Contains(o.came.By[s.Path], who) {
				behind++
			}
		}
		if behind >= 2 {
			n++
		}
	}
	return fracOrNull(n, len(o.held))
}

// waits counts, for each meeting whose log has come, the days on which it was missing.
func (o *pairOracle) waits() (all []int) {
	if o.came == nil || o.came.Unknown != "" {
		return nil
	}
	for _, s := range o.held {
		n := 0
		for day := s.Date; day < o.came.Days[s.Path]; day++ {
			n++
		}
		if came, known := o.came.Days[s.Path]; known && came-1 < o.d {
			all = append(all, n)
		}
	}
	return all
}
