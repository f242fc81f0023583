package chart

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
)

// Lines are series of values along a time axis, each with its label at its end.
// The base line is 0 and the upper line is Top.
type Lines struct {
	Heading
	Across string // heading of the points' labels in the table
	Top    float64
	TopAs  string // Top in words
	Series []Series
}

// Series is one of [Lines]. Only three are distinguishable.
type Series struct {
	Label  string
	Points []LinePoint // by At
}

// LinePoint is a value at a share of the time from 0 to 1. Label is the time in
// words, Tick the same on the axis, As the value.
type LinePoint struct {
	At, Value       float64
	Label, Tick, As string
}

const (
	lineTop    = 22
	lineHeight = 120
	lineWidth  = 54 // per cent of the width; the rest is for the lines' labels
	labelStep  = 17 // pixels between labels that would otherwise overlap
)

// strokes are the styles of lines and marks; they differ by more than colour.
var strokes = []struct{ class, mark string }{
	{"stroke", `<circle class="fill" r="4"/>`},
	{"stroke stroke-2", `<rect class="fill-2" x="-4" y="-4" width="8" height="8"/>`},
	{"stroke stroke-3", `<path class="mark" d="M0-5 5 0 0 5-5 0Z"/>`},
}

// HTML draws the lines.
func (l Lines) HTML() template.HTML {
	base := lineTop + lineHeight
	d := &drawing{height: base + 24}
	d.text(0, 13, "quiet", l.TopAs)
	for _, y := range []int{lineTop, base} {
		d.add(`<line class="axis" x1="0" x2="%d%%" y1="%d" y2="%[2]d"/>`, lineWidth, y)
	}
	t := Table{Head: []string{l.Across, "which", "value"}}
	for i, s := range l.Series {
		d.line(l, s, strokes[i%len(strokes)].class, strokes[i%len(strokes)].mark)
		for _, p := range s.Points {
			t.Rows = append(t.Rows, []string{p.Label, s.Label, p.As})
		}
	}
	for _, end := range l.ends() {
		if to := end.y - 4; to != end.of || end.at < 1 {
			d.add(`<line class="now" x1="%s%%" x2="%d%%" y1="%d" y2="%d"/>`, num(lineWidth*end.at), lineWidth+4, end.of, to)
		}
		d.text(lineWidth+5, end.y, "", end.words)
	}
	if first, last := l.span(); first != "" {
		d.text(0, base+17, "quiet", first)
		if last != first {
			d.text(lineWidth, base+17, "quiet end", last)
		}
	}
	return l.figure(d, t)
}

func (d *drawing) line(l Lines, s Series, class, mark string) {
	var path strings.Builder
	for i, p := range s.Points {
		verb := "L"
		if i == 0 {
			verb = "M"
		}
		fmt.Fprintf(&path, "%s%s %s", verb, num(1000*clamp(p.At)), num(100*(1-l.share(p.Value))))
	}
	if len(s.Points) > 1 {
		d.add(`<svg x="0" y="%d" width="%d%%" height="%d" viewBox="0 0 1000 100" preserveAspectRatio="none"><path class="%s" d="%s"/></svg>`,
			lineTop, lineWidth, lineHeight, class, path.String())
	}
	for _, p := range s.Points {
		d.add(`<svg x="%s%%" y="%d" overflow="visible"><g><title>%s</title>%s</g></svg>`,
			num(lineWidth*clamp(p.At)), l.y(p.Value), escape(s.Label+", "+p.Label+": "+p.As), mark)
	}
}

// share returns the position of a value between 0 and Top.
func (l Lines) share(value float64) float64 {
	if l.Top <= 0 {
		return 0
	}
	return clamp(value / l.Top)
}

func (l Lines) y(value float64) int { return lineTop + int((1-l.share(value))*lineHeight) }

type lineEnd struct {
	y     int // of the label
	words string
	at    float64 // where the line ends
	of    int
}

// ends places the lines' labels beside their ends, from top to bottom, without
// overlap and inside the drawing. A hairline leads to a label that had to move.
func (l Lines) ends() []lineEnd {
	var ends []lineEnd
	for _, s := range l.Series {
		if n := len(s.Points); n > 0 {
			last := s.Points[n-1]
			ends = append(ends, lineEnd{l.y(last.Value) + 4, prose.Short(s.Label+" "+last.As, 12), clamp(last.At), l.y(last.Value)})
		}
	}
	slices.SortStableFunc(ends, func(a, b lineEnd) int { return cmp.Compare(a.y, b.y) })
	lowest := lineTop + lineHeight + 4
	for i := len(ends) - 1; i >= 0; i-- {
		ends[i].y = min(ends[i].y, lowest)
		lowest = ends[i].y - labelStep
	}
	highest := 13
	for i := range ends {
		ends[i].y = max(ends[i].y, highest)
		highest = ends[i].y + labelStep
	}
	return ends
}

// span returns the first and the last tick.
func (l Lines) span() (first, last string) {
	low, high := 2.0, -1.0
	for _, s := range l.Series {
		for _, p := range s.Points {
			if p.At < low {
				low, first = p.At, prose.Short(p.Tick, 8)
			}
			if p.At > high {
				high, last = p.At, prose.Short(p.Tick, 8)
			}
		}
	}
	return first, last
}
