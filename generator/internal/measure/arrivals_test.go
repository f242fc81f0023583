package measure_test

import (
	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// untold is why a history cannot tell.
const untold = "The history lies elsewhere."

func drawArrivals(t *rapid.T, c *record.Cohort) *record.Arrivals {
	came := &record.Arrivals{Days: map[string]when.Date{}}
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
			}
		}
	}
	return came
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
