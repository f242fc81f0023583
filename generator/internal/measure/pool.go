package measure

import (
	"slices"

	"pairbook/generator/internal/record"
)

// The figures below are computed from those of the started pairings.

// pooled sums numerators and denominators, so that every counted thing has the
// same weight, not every pairing. What is counted of one pairing may be alike.
func pooled(id record.MetricID) func(*Cohort) Figure {
	return func(c *Cohort) Figure {
		var numerator, denominator float64
		var tallies []tally
		of, records := c.available(id)
		for _, f := range of {
			numerator += *f.Numerator
			denominator += *f.Denominator
			tallies = append(tallies, tally{int(*f.Numerator), int(*f.Denominator)})
		}
		f := ratio(numerator, denominator, records, c.noValueReason(id))
		if f.Value != nil {
			f.Interval = bootstrap(tallies)
		}
		return f
	}
}

// summed sums values.
func summed(id record.MetricID) func(*Cohort) Figure {
	return overall(id, func(values []float64) float64 {
		total := 0.0
		for _, v := range values {
			total += v
		}
		return total
	})
}

// medianGoing returns the median over the pairings that go on.
func medianGoing(id record.MetricID) func(*Cohort) Figure {
	return func(c *Cohort) Figure {
		going := filter(c.started, func(p *Pairing) bool { return p.State.GoesOn() })
		f := medianOf(id)(&Cohort{started: going})
		if f.Value == nil && len(c.started) > 0 {
			return unavailable(noneGoesOn)
		}
		return f
	}
}

func medianOf(id record.MetricID) func(*Cohort) Figure { return overall(id, median) }

func highest(id record.MetricID) func(*Cohort) Figure {
	return overall(id, func(values []float64) float64 { return slices.Max(values) })
}

func overall(id record.MetricID, of func(values []float64) float64) func(*Cohort) Figure {
	return func(c *Cohort) Figure {
		figures, records := c.available(id)
		if len(figures) == 0 {
			return unavailable(c.noValueReason(id))
		}
		var values []float64
		for _, f := range figures {
			values = append(values, *f.Value)
		}
		return amount(of(values), records)
	}
}

// overHeld measures the held sessions of all started pairings together.
func overHeld(of func(held []*record.Session, pairings ...string) Figure) func(*Cohort) Figure {
	return func(c *Cohort) Figure {
		if len(c.started) == 0 {
			return unavailable(noneStarted)
		}
		var held []*record.Session
		for _, p := range c.started {
			held = append(held, p.Held...)
		}
		return of(held, pairingPaths(c.started)...)
	}
}

// available returns the pairings' figures that have a value, and their records.
func (c *Cohort) available(id record.MetricID) ([]Figure, []string) {
	figures := make([]Figure, 0, len(c.started))
	n := 0
	for _, p := range c.started {
		if f := p.Figure(id); f.Value != nil {
			figures = append(figures, f)
			n += len(f.Records)
		}
	}
	records := make([]string, 0, n)
	for _, f := range figures {
		records = append(records, f.Records...)
	}
	return figures, records
}

// noValueReason says why no pairing has a figure: the common reason, if there is one, of
// those that have met, or else of all.
func (c *Cohort) noValueReason(id record.MetricID) string {
	if len(c.started) == 0 {
		return noneStarted
	}
	why := noMeeting
	for _, p := range c.started {
		switch its := p.Figure(id).Unavailable; {
		case why == noMeeting:
			why = its
		case its != noMeeting && its != why:
			return noneHasIt
		}
	}
	return why
}
