package measure

import (
	"encoding/json"
	"slices"

	"pairbook/generator/internal/record"
)

// Figure is a metric's value with its origin. Value is Numerator ÷ Denominator
// when both are given; both are nil when the metric is not a ratio, and so is Interval but of retention.
// Records are the paths of the records that the value was computed from, sorted and unique,
// never nil. When Value is nil, Unavailable says why, in words for people.
type Figure struct {
	Metric
	Value, Numerator, Denominator *float64
	Interval                      *Interval
	Records                       []string
	Unavailable                   string
}

// MarshalJSON writes the figure as the API publishes it.
func (f Figure) MarshalJSON() ([]byte, error) {
	records := f.Records
	if records == nil {
		records = []string{}
	}
	return json.Marshal(struct {
		Metric      record.MetricID `json:"metric"`
		Value       *float64        `json:"value"`
		Numerator   *float64        `json:"numerator"`
		Denominator *float64        `json:"denominator"`
		Interval    *Interval       `json:"interval,omitempty"`
		Records     []string        `json:"records"`
		Unavailable string          `json:"unavailable,omitempty"`
	}{f.ID, f.Value, f.Numerator, f.Denominator, f.Interval, records, f.Unavailable})
}

// amount returns a figure that is not a ratio.
func amount(value float64, records []string) Figure {
	return Figure{Value: &value, Records: sortedUnique(records)}
}

// ratio returns the figure numerator ÷ denominator; when the denominator is 0 it
// has no value, for the reason nothing.
func ratio(numerator, denominator float64, records []string, nothing string) Figure {
	if denominator == 0 {
		return unavailable(nothing)
	}
	value := numerator / denominator
	return Figure{Value: &value, Numerator: &numerator, Denominator: &denominator, Interval: Wilson(numerator, denominator), Records: sortedUnique(records)}
}

// unavailable returns a figure without a value.
func unavailable(why string) Figure { return Figure{Records: []string{}, Unavailable: why} }

// sortedUnique sorts paths and removes duplicates and blanks, in place.
func sortedUnique(paths []string) []string {
	slices.Sort(paths)
	paths = slices.Compact(paths)
	if len(paths) > 0 && paths[0] == "" {
		paths = paths[1:]
	}
	if paths == nil {
		return []string{}
	}
	return paths
}

func findFigure(figures []Figure, id record.MetricID) Figure {
	i := slices.IndexFunc(figures, func(f Figure) bool { return f.ID == id })
	if i < 0 {
		return unavailable(noMetric)
	}
	return figures[i]
}

// median returns the median of values, the mean of the two middle ones when their
// number is even. It sorts values in place and needs at least one.
func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}
