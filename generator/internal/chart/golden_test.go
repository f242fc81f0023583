package chart

import (
	"flag"
	"html/template"
	"path/filepath"
	"strings"
	"testing"

	"pairbook/generator/test/here"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// examples are a drawing or two of each kind, small enough to be followed by hand: what is
// at an end, in the middle, nothing, and more than there is room for.
func examples() map[string]template.HTML {
	return map[string]template.HTML{
		"funnel": Funnel{Heading{"f", "F & co", "a note", "three bars"}, "step", "people",
			[]FunnelStep{{"asked", 8}, {"asked again, with a friend", 12}, {"came", 4}, {"none", 0}}}.HTML(),
		"funnel-of-nobody": Funnel{Heading{"f", "F", "", ""}, "step", "people", []FunnelStep{{"asked", 0}, {"came", 0}}}.HTML(),
		"heatmap":          heatMap(14).HTML(),
		"heatmap-narrow":   heatMap(3).HTML(),
		"lines": Lines{Heading{"l", "L", "", "four lines"}, "round", 4, "4", []Series{
			{"mentors", []LinePoint{{0, 1, "1 March", "1 Mar", "1"}, {0.5, 3, "1 April", "1 Apr", "3"}, {1, 2, "1 May", "1 May", "2"}}},
			{"mentees", []LinePoint{{0.25, 2, "15 March", "15 Mar", "2"}, {0.75, 4, "15 April", "15 Apr", "4"}}},
			{"peers", []LinePoint{{1, 2, "1 May", "1 May", "2"}}},
			{"a line too many", []LinePoint{{0, 0, "1 March", "1 Mar", "0"}, {1, 9, "1 May", "1 May", "9"}}},
			{"without points", nil}}}.HTML(),
		"lines-of-a-day": Lines{Heading{"l", "L", "", ""}, "round", 0, "", []Series{{"mentors", []LinePoint{{1, 1, "1 May", "1 May", "1"}}}}}.HTML(),
		"lines-of-none":  Lines{Heading: Heading{"l", "L", "", ""}, TopAs: "100 %"}.HTML(),
		"steps": Steps{Heading{"s", "S", "", "a line"}, "week", "at risk", "still meet",
			[]Point{{2, 1, 8, 0, 0}, {4, 0.75, 8, 0.5, 0.9}, {10, 0.5, 4, 0.25, 0.75}}}.HTML(),
		"steps-to-nothing": Steps{Heading{"s", "S", "", ""}, "week", "at risk", "still meet", []Point{{0, 1, 2, 1, 1}, {3, 0, 2, 0, 0.5}}}.HTML(),
		"steps-of-none":    Steps{Heading: Heading{"s", "S", "", ""}, Period: "week", AtRisk: "at risk"}.HTML(),
		"timeline": Timeline{Heading: Heading{"t", "T", "", "two lanes"},
			Lanes: []Lane{{"Meetings", []Mark{{-1, Pair, "1 May", "met"}, {0.5, Equals, "2 May", "met"}, {2, Missed, "3 May", "missed"}}},
				{"Goals", []Mark{{0.1, Goal, "1 May", "set"}, {0.2, GoalDone, "2 May", "reached"}, {0.3, Mile, "3 May", "due"}, {0.4, MileDone, "4 May", "reached"}}}},
			Bands: []Band{{0.25, 0.5, "break"}, {0.75, 3, "summer"}, {0.5, 0.25, "none"}},
			Ticks: []Tick{{0, "May"}, {0.15, "June"}, {0.16, "July"}, {0.85, "August"}, {0.86, "September"}}, Now: &Tick{0.5, "today"}}.HTML(),
		"timeline-without-now": Timeline{Heading: Heading{"t", "T", "", ""}, Lanes: []Lane{{"Meetings", nil}}}.HTML(),
		"network":              ring().HTML(),
		"network-of-nobody":    Network{Heading: Heading{"n", "N", "", ""}, Head: []string{"tie"}}.HTML(),
	}
}

// heatMap is counts of so many weeks, of which the last lacks a day.
func heatMap(weeks int) HeatMap {
	h := HeatMap{Heading{"h", "H", "", "cells"}, "week from", []string{"Mon", "Tue"}, nil}
	for i := range weeks - 1 {
		h.Columns = append(h.Columns, HeatColumn{"week " + string(rune('a'+i)), []int{i % 5, 0}})
	}
	h.Columns = append(h.Columns, HeatColumn{"the last", []int{8}})
	return h
}

// ring is four people with a tie of each kind, two others, and one too many to be drawn.
func ring() Network {
	return Network{Heading: Heading{"n", "N", "Ties.", "people"}, Head: []string{"tie", "meetings"}, Most: 6,
		Knots: []Knot{{"a", "Ada", true, false, false}, {"b", "Ben", false, true, false}, {"c", "Cy", true, true, true}, {"d", "Di", false, false, true},
			{"e", "Eve", false, false, false}, {"f", "Fay <b>", true, false, true}, {"g", "Gus", false, false, false}},
		Ties: []Tie{{A: "a", B: "b", ArrowB: true, Weight: 0, Words: "Ada mentors Ben", Numbers: []string{"1"}},
			{A: "c", B: "b", Line: Dashed, Weight: 1, Words: "Cy and Ben", Numbers: []string{"2"}},
			{A: "c", B: "d", Line: Dotted, ArrowA: true, ArrowB: true, Weight: 3, Words: "Cy and Di", Numbers: []string{"3"}},
			{A: "d", B: "a", Line: DashDot, Weight: 7, Words: "Di and Ada", Numbers: []string{"4"}},
			{A: "f", B: "e", Line: 9, ArrowA: true, Weight: -1, Words: "Fay and Eve", Numbers: []string{"5"}}}}
}

// TestGolden compares each example with its file in testdata, an element a line.
func TestGolden(t *testing.T) {
	t.Parallel()
	for name, chart := range examples() {
		got := strings.ReplaceAll(string(chart), "><", ">\n<") + "\n"
		here.Golden(t, filepath.Join("testdata", name+".html"), got, *update)
	}
}
