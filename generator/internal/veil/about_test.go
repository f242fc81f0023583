package veil

import (
	"strings"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

func TestAboutTellsHowLongNamesAreKept(t *testing.T) {
	months := func(n int) when.Interval { return when.Interval{N: n, Unit: when.Months} }
	program := func(name string, kept when.Interval) *record.Program {
		return &record.Program{Name: name, Retention: kept}
	}
	for _, c := range []struct {
		programs []*record.Program
		has, not []string
	}{
		{nil, []string{"No time is set"}, []string{"is kept for", "Who coordinates"}},
		{[]*record.Program{program("Pairs", when.Interval{}), program("Circles", when.Interval{})}, []string{"No time is set"}, []string{"is kept for", "Who coordinates", "Pairs"}},
		{[]*record.Program{program("Pairs", months(24)), program("Circles", months(24))}, []string{"kept for 24 months after the end of the last cohort", "Who coordinates a programme"}, []string{"Pairs", "No time"}},
		{[]*record.Program{program("Pairs", months(1))}, []string{"kept for a month after"}, nil},
		{[]*record.Program{program("Pairs", months(24)), program("Circles", months(6)), program("Lunches", when.Interval{}), program("Teas", months(6))},
			[]string{"Pairs: for 24 months.", "Circles and Teas: for 6 months.", "Lunches: no time is set", "as the longest of these says", "Who coordinates"}, []string{"No time is set after"}},
	} {
		said := strings.Join(kept(c.programs), "\n")
		for _, words := range append(c.has, "You may ask to be taken out at any time", "stays in its history") {
			if !strings.Contains(said, words) {
				t.Errorf("%q is not said:\n%s", words, said)
			}
		}
		for _, words := range c.not {
			if strings.Contains(said, words) {
				t.Errorf("%q is said:\n%s", words, said)
			}
		}
	}
}
