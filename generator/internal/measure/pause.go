package measure

import (
	"cmp"
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// span is the days from its first to its last, both included.
type span struct{ first, last when.Date }

// breaksUntil gives the pauses up to a day as spans that do not overlap, in
// order. A pause without an end goes on to that day.
func breaksUntil(end when.Date, pauses []record.Pause) []span {
	var spans []span
	for _, b := range pauses {
		last := end
		if b.Until != 0 {
			last = min(last, b.Until)
		}
		if b.From <= last {
			spans = append(spans, span{b.From, last})
		}
	}
	slices.SortFunc(spans, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last))
	})
	var apart []span
	for _, s := range spans {
		if n := len(apart); n > 0 && s.first <= apart[n-1].last {
			apart[n-1].last = max(apart[n-1].last, s.last)
			continue
		}
		apart = append(apart, s)
	}
	return apart
}

// daysBetween counts the days after the first up to and including the second
// that lie in no break.
func daysBetween(first, second when.Date, breaks []span) int {
	n := second.Sub(first)
	for _, b := range breaks {
		from, until := max(b.first, first.Add(1)), min(b.last, second)
		if from <= until {
			n -= until.Sub(from) + 1
		}
	}
	return n
}
