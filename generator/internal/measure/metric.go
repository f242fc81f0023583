package measure

import (
	"slices"

	"pairbook/generator/internal/record"
)

// Metric is a definition: what is measured, in which unit, and whether higher or
// lower is better.
type Metric struct {
	ID         record.MetricID `json:"id"`
	Name       string          `json:"name"`
	Unit       string          `json:"unit"`
	Definition string          `json:"definition"`
	Better     Direction       `json:"better"`
}

// Direction says whether higher or lower values of a metric are better.
type Direction = record.Direction

// The directions.
const (
	Higher = record.Higher
	Lower  = record.Lower
)

// The units. A share is a number from 0 to 1.
const (
	meetings = "meetings"
	hourly   = "hours"
	daily    = "days"
	share    = "share"
	actions  = "actions"
	persons  = "people"
	yearly   = "years"
)

const (
	responseRateID   record.MetricID = "response_rate"
	satisfactionID   record.MetricID = "satisfaction"
	expectationMetID record.MetricID = "expectation_met"
	timeToFirstID    record.MetricID = "time_to_first"
)

// Metrics lists every metric in display order: first those of pairings, which
// cohorts have too, then those of cohorts alone.
func Metrics() []Metric {
	all := make([]Metric, len(registry))
	for i, m := range registry {
		all[i] = m.Metric
	}
	return all
}

// metricOf returns the metric with an id, of which there must be one.
func metricOf(id record.MetricID) Metric {
	return registry[slices.IndexFunc(registry, func(m metric) bool { return m.ID == id })].Metric
}

// OfPairings reports whether a metric is measured for each pairing.
func OfPairings(id record.MetricID) bool {
	return slices.ContainsFunc(registry, func(m metric) bool { return m.ID == id && m.pairing != nil })
}
