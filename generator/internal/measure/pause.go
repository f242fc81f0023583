package measure

import (
	"cmp"
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// span is a period of days, both ends included.
type span struct{ first, last when.Date }

// breaksUntil returns the pauses up to a day as ordered spans without overlap. A
// pause without an end lasts to that day.
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

// daysBetween counts the days in (first, second] that are not in a break.
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
