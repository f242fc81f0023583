// Package measure computes figures from records: what a pairing and a cohort did
// by a day, with the numbers behind every value and the records behind every
// number.
//
// [Metrics] lists every definition; they are part of the product. [Programme]
// measures a whole repository as of a day and returns a [Measured]: a [Cohort]
// with its [Pairing]s, each with one [Figure] per metric and the data of charts
// and lists (held sessions, cadence windows, actions, goals, milestones; the
// funnel, retention, mentors' load, surveys, evidence for expectations). [AsOf]
// measures one cohort as of another day, and [Cohort.Within] computes the figures
// of what happened in a [Period].
//
// Days have no zone. D is the as-of date, S the start of a pairing, E the earliest
// of D, its end and the cohort's last day. What is dated after D is ignored, and of
// a cohort that is over what is dated after its last day, but for how pairings came
// to their end and what surveys were answered. The result depends only on
// the records and D, never on the order of files. A figure that cannot be
// computed has no value and says why; it is never 0 or NaN.
package measure

import (
	"pairbook/generator/internal/parallel"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Measured holds a repository's figures as of a day.
type Measured struct {
	AsOf    when.Date
	Cohorts []*Cohort // by id
}

// Cohort returns the measured cohort with that id, or nil.
func (m *Measured) Cohort(id record.CohortID) *Cohort {
	for _, c := range m.Cohorts {
		if c.Record.ID == id {
			return c
		}
	}
	return nil
}

// Programme measures every cohort and pairing of a repository as of a day.
func Programme(repo *record.Repository, asOf when.Date) *Measured {
	m := &Measured{AsOf: asOf}
	var pairings []func()
	for _, rec := range repo.Cohorts.All() {
		c := newCohort(repo, rec, asOf, nil)
		for i, p := range rec.Pairings.All() {
			pairings = append(pairings, func() { c.Pairings[i] = measurePairing(c, p) })
		}
		m.Cohorts = append(m.Cohorts, c)
	}
	_ = parallel.Each(len(pairings), func(i int) error {
		pairings[i]()
		return nil
	})
	_ = parallel.Each(len(m.Cohorts), func(i int) error {
		m.Cohorts[i].measure(repo)
		return nil
	})
	return m
}

// AsOf measures one cohort as of a day. If metrics are named, the cohort has figures of
// these alone, no evidence of expectations, and surveys only for a metric that is of them.
func AsOf(repo *record.Repository, rec *record.Cohort, day when.Date, only ...record.MetricID) *Cohort {
	c := newCohort(repo, rec, day, only)
	for i, p := range rec.Pairings.All() {
		c.Pairings[i] = measurePairing(c, p)
	}
	c.measure(repo)
	return c
}

// newCohort returns a cohort with room for its pairings.
func newCohort(repo *record.Repository, rec *record.Cohort, asOf when.Date, only []record.MetricID) *Cohort {
	c := &Cohort{Record: rec, Program: repo.Program(rec), AsOf: asOf, Pairings: make([]*Pairing, rec.Pairings.Len()), arrivals: repo.Arrivals, only: only}
	for _, m := range registry {
		if m.pairing != nil && c.wants(m.ID) {
			c.ofPairings = append(c.ofPairings, m)
		}
	}
	return c
}
