package measure

import (
	"encoding/json"
	"slices"

	"pairbook/generator/internal/record"
)

// Figure is a metric's value with what it was computed from. Value is
// Numerator ÷ Denominator when both are given, and both are nil when the
// metric is no ratio. Records are the paths of the records that the value was
// computed from, sorted, each once, never nil. A nil Value comes with
// Unavailable, which says why in words for people.
type Figure struct {
	Metric
	Value, Numerator, Denominator *float64
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
		Records     []string        `json:"records"`
		Unavailable string          `json:"unavailable,omitempty"`
	}{f.ID, f.Value, f.Numerator, f.Denominator, records, f.Unavailable})
}

// amount is a figure that is no ratio.
func amount(value float64, records []string) Figure {
	return Figure{Value: &value, Records: tidy(records)}
}

// ratio is a figure that is numerator ÷ denominator; a denominator of 0 gives
// the words for nothing yet.
func ratio(numerator, denominator float64, records []string, nothing string) Figure {
	if denominator == 0 {
		return unavailable(nothing)
	}
	value := numerator / denominator
	return Figure{Value: &value, Numerator: &numerator, Denominator: &denominator, Records: tidy(records)}
}

// unavailable is a figure without a value.
func unavailable(why string) Figure { return Figure{Records: []string{}, Unavailable: why} }

// tidy sorts paths and drops repetitions and blanks. It owns its argument.
func tidy(paths []string) []string {
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

func find(figures []Figure, id record.MetricID) (Figure, bool) {
	i := slices.IndexFunc(figures, func(f Figure) bool { return f.ID == id })
	if i < 0 {
		return unavailable(noMetric), false
	}
	return figures[i], true
}

// median is the middle of values, the mean of the two middle ones when their
// number is even. There is at least one value; they are sorted in place.
func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}
