package view

import (
	"slices"
	"testing"
	"time"

	"pairbook/generator/internal/when"
)

// TestRounded rounds halves away from nothing, as the script of the page does.
func TestRounded(t *testing.T) {
	for _, c := range []struct {
		x        float64
		decimals int
		want     string
	}{
		{0, 0, "0"}, {-0.4, 0, "0"}, {-0.5, 0, "−1"}, {0.5, 0, "1"}, {999.5, 0, "1,000"}, {1234567.891, 2, "1,234,567.89"},
		{-1234.5678, 1, "−1,234.6"}, {100, 1, "100.0"}, {1e14, 0, "100,000,000,000,000"}, {-0.004, 2, "0.00"},
	} {
		if got := rounded(c.x, c.decimals); got != c.want {
			t.Errorf("%v with %d decimals is %q, not %q", c.x, c.decimals, got, c.want)
		}
	}
}

// TestMeetingsOfWhatIsOver counts those of a pairing that goes on so far, and of one that is
// over in all.
func TestMeetingsOfWhatIsOver(t *testing.T) {
	for over, want := range map[bool]string{false: "1 meeting so far. What was talked about stays with the pair.", true: "1 meeting in all. What was talked about stays with the pair."} {
		if got := (&Pairing{Held: 1, Over: over}).MeetingWords(); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// TestValueWords counts in the singular what reads as 1, and leaves a unit of its own as it is.
func TestValueWords(t *testing.T) {
	for _, c := range []struct {
		value               float64
		unit, number, after string
	}{
		{0.96, "hours", "1", "hour"}, {0.94, "hours", "0.9", "hours"}, {0, "days", "0", "days"}, {2, "people", "2", "people"},
		{1, "points", "1", "points"}, {0.745, "share", "75 %", ""},
	} {
		if number, after := ValueWords(c.value, c.unit); number != c.number || after != c.after {
			t.Errorf("%v %s is %q %q, not %q %q", c.value, c.unit, number, after, c.number, c.after)
		}
	}
	for n, want := range map[int]string{-1: "-1", 0: "no", 12: "twelve", 13: "13"} {
		if got := InWords(n); got != want {
			t.Errorf("%d is %q in words, not %q", n, got, want)
		}
	}
}

// TestWhenAnEventIs says the hours only where they are known.
func TestWhenAnEventIs(t *testing.T) {
	day := when.Day(2026, 5, 4)
	starts := time.Date(2026, 5, 4, 12, 30, 0, 0, time.FixedZone("", 3600))
	for want, e := range map[[2]string]Event{
		{"4 May 2026", "2026-05-04"}:                                      {On: day},
		{"4 May 2026, 12:30–14:00 London time", "2026-05-04T12:30+01:00"}: {On: day, Starts: starts, Hours: "12:30–14:00", Clock: "London time"},
	} {
		if got := [2]string{e.When(), e.Stamp()}; got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// TestWhatSomebodyHasBeen says it in the order in which it was, and for how long only where
// a log tells.
func TestWhatSomebodyHasBeen(t *testing.T) {
	hours := 1.25
	for want, who := range map[[2]string]Tied{
		{"mentor, mentee", "–"}:              {Mentor: true, Mentee: true},
		{"mentee, then mentor, peer", "1.3"}: {Mentor: true, Mentee: true, Became: true, Peer: true, Hours: &hours},
		{"guest", "–"}:                       {},
	} {
		if got := [2]string{who.Parts(), who.Length()}; got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// TestRowsOfBenefitAndCost has a cell in every row for every case.
func TestRowsOfBenefitAndCost(t *testing.T) {
	low, high := ROICase{"low", ROINumbers{}, "1", "2", "3", "4", "5"}, ROICase{"high", ROINumbers{}, "6", "7", "8", "9", "10"}
	roi := &ROI{Currency: "EUR", Cases: []ROICase{low, high}}
	var got []string
	for _, row := range roi.Rows() {
		got = append(got, row.Name, row.Unit)
		got = append(got, row.Cells...)
	}
	want := []string{"cost", "EUR", "1", "6", "benefit", "EUR", "2", "7", "net", "EUR", "3", "8", "ratio", "to 1", "4", "9", "break-even", "points", "5", "10"}
	if !slices.Equal(got, want) || !slices.Equal(roi.Names(), []string{"low", "high"}) {
		t.Errorf("%q, of %q", got, roi.Names())
	}
}
