package veil

import (
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/view"
)

// TestVerdict judges a share by its interval, and another value by itself.
func TestVerdict(t *testing.T) {
	share := func(n, of float64, better string) view.Figure {
		value := n / of
		return view.Figure{Value: &value, Interval: (*view.Interval)(measure.Wilson(n, of)), Metric: view.Metric{Better: better}}
	}
	plain := func(value float64, better string) view.Figure {
		return view.Figure{Value: &value, Metric: view.Metric{Better: better}}
	}
	for _, c := range []struct {
		figure view.Figure
		target float64
		want   string
	}{
		{share(1, 4, "higher"), 0.75, "not yet"},
		{share(2, 4, "higher"), 0.75, "unclear"},
		{share(3, 4, "higher"), 0.75, "likely"},
		{share(4, 4, "higher"), 0.75, "likely"},
		{share(20, 20, "higher"), 0.75, "as hoped for"},
		{share(0, 40, "lower"), 0.1, "as hoped for"},
		{share(1, 10, "lower"), 0.1, "likely"},
		{share(2, 10, "lower"), 0.1, "unclear"},
		{share(9, 10, "lower"), 0.1, "not yet"},
		{plain(14, "lower"), 14, "as hoped for"},
		{plain(15, "lower"), 14, "not yet"},
		{plain(0.95, "higher"), 0.9, "as hoped for"},
	} {
		if got := verdict(&c.target, c.figure); got != c.want {
			t.Errorf("%v, hoped to be %s than %v: %s, not %s", *c.figure.Value, c.figure.Metric.Better, c.target, got, c.want)
		}
	}
	if got := verdict(nil, share(1, 2, "higher")); got != "" {
		t.Errorf("without a target: %q", got)
	}
}
