package measure

import (
	"slices"

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
}

// observeRetention follows E. L. Kaplan and P. Meier, Nonparametric estimation
// from incomplete observations, JASA 53 (1958), with time in whole weeks.
func (c *Cohort) observeRetention() {
	if len(c.started) == 0 {
		return
	}
	lasted := func(p *Pairing) int { return p.End.Sub(p.Start) / 7 }
	longest := slices.MaxFunc(c.started, func(a, b *Pairing) int { return lasted(a) - lasted(b) })
	c.Retention = make([]Week, lasted(longest)+1)
	for _, p := range c.started {
		if w := &c.Retention[lasted(p)]; p.endedEarly() {
			w.Events++
		} else {
			w.Censored++
		}
	}
	atRisk, survival := len(c.started), 1.0
	for i := range c.Retention {
		w := &c.Retention[i]
		w.Week, w.AtRisk = i, atRisk
		survival *= float64(atRisk-w.Events) / float64(atRisk)
		w.Survival = survival
		atRisk -= w.Events + w.Censored
	}
}

func retention(c *Cohort) Figure {
	if len(c.Retention) == 0 {
		return unavailable(noneStarted)
	}
	return amount(c.Retention[len(c.Retention)-1].Survival, pairingPaths(c.started))
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
