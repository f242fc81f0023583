package measure

import (
	"slices"

	"pairbook/generator/internal/record"
)

// The figures below are made of those of the pairings that started.

// pooled adds up numerators and denominators, so that each counted thing
// weighs the same and not each pairing.
func pooled(id record.MetricID) func(*Cohort) Figure {
	return func(c *Cohort) Figure {
		var numerator, denominator float64
		of, records := c.available(id)
		for _, f := range of {
			numerator += *f.Numerator
			denominator += *f.Denominator
		}
		return ratio(numerator, denominator, records, c.nothing(id))
	}
}

// summed adds up values.
func summed(id record.MetricID) func(*Cohort) Figure {
	return overall(id, func(values []float64) float64 {
		total := 0.0
		for _, v := range values {
			total += v
		}
		return total
	})
}

func middle(id record.MetricID) func(*Cohort) Figure { return overall(id, median) }

func highest(id record.MetricID) func(*Cohort) Figure {
	return overall(id, func(values []float64) float64 { return slices.Max(values) })
}

func overall(id record.MetricID, of func(values []float64) float64) func(*Cohort) Figure {
	return func(c *Cohort) Figure {
		figures, records := c.available(id)
		if len(figures) == 0 {
			return unavailable(c.nothing(id))
		}
		var values []float64
		for _, f := range figures {
			values = append(values, *f.Value)
		}
		return amount(of(values), records)
	}
}

// overHeld measures the held sessions of all pairings that started at once.
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

// available lists the pairings' figures that have a value, and their records.
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

// nothing says why no pairing has a figure: in the pairings' own words when
// all of them say the same.
func (c *Cohort) nothing(id record.MetricID) string {
	if len(c.started) == 0 {
		return noneStarted
	}
	why := c.started[0].Figure(id).Unavailable
	for _, p := range c.started {
		if p.Figure(id).Unavailable != why {
			return noneHasIt
		}
	}
	return why
}
