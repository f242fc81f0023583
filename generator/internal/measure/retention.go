package measure

import (
	"pairbook/generator/internal/record"
)

// Week is a row of the retention table, counted from each pairing's start: week 0
// is the first seven days. AtRisk is how many pairings reached the week; Events
// of them ended early in it, Censored completed or finished early in it, or were
// observed until E in it. Survival is the Kaplan-Meier estimate of the share still going after the
// week: the product of 1 − Events ÷ AtRisk up to it.
type Week struct {
	Week, AtRisk, Events, Censored int
	Survival                       float64
	Interval                       *Interval
}

// fewestAtRisk is how many pairings a week needs to be told.
const fewestAtRisk = 5

// observeRetention follows E. L. Kaplan and P. Meier, Nonparametric estimation
// from incomplete observations, JASA 53 (1958), with time in whole weeks.
func (c *Cohort) observeRetention() {
	atRisk, survival, spread := len(c.started), 1.0, 0.0
	for week := 0; atRisk >= fewestAtRisk; week++ {
		w := Week{Week: week, AtRisk: atRisk}
		for _, p := range c.started {
			switch lasted := p.End.Sub(p.Start) / 7; {
			case lasted == week && p.endedEarly():
				w.Events++
			case lasted == week:
				w.Censored++
			}
		}
		left := float64(atRisk - w.Events)
		survival *= left / float64(atRisk)
		spread += float64(w.Events) / (left * float64(atRisk))
		w.Survival, w.Interval = survival, logLog(survival, spread, float64(atRisk))
		c.Retention = append(c.Retention, w)
		atRisk -= w.Events + w.Censored
	}
}

func retention(c *Cohort) Figure {
	switch {
	case len(c.started) == 0:
		return unavailable(noneStarted)
	case len(c.Retention) == 0:
		return unavailable(fewStarted)
	}
	last := c.Retention[len(c.Retention)-1]
	f := amount(last.Survival, pairingPaths(c.started))
	f.Interval = last.Interval
	return f
}

func earlyEndings(c *Cohort) Figure {
	ended := filter(c.started, (*Pairing).endedEarly)
	return ratio(float64(len(ended)), float64(len(c.started)), pairingPaths(c.started), noneStarted)
}

// endedEarly reports whether a pairing ended and had not finished early, which is a
// success.
func (p *Pairing) endedEarly() bool {
	return p.State == record.Ended && p.Record.Reason != record.FinishedEarly
}

// latelyDays is the number of days within which a pairing has met lately.
const latelyDays = 42

func metLately(c *Cohort) Figure {
	met := 0
	var records []string
	going := filter(c.started, func(p *Pairing) bool { return p.State == record.Active && p.End.Sub(p.Start) >= latelyDays })
	for _, p := range going {
		records = append(records, p.Record.Path)
		if n := len(p.Held); n > 0 && p.End.Sub(p.Held[n-1].Date) < latelyDays {
			met++
			records = append(records, p.Held[n-1].Path)
		}
	}
	return ratio(float64(met), float64(len(going)), records, noneLately)
}
