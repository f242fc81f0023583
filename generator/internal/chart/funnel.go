package chart

import (
	"fmt"
	"html/template"
	"strconv"

	"pairbook/generator/internal/prose"
)

// Funnel is steps of which each keeps some of the one before: a bar per step from
// zero, in front of one as long as the longest.
type Funnel struct {
	Heading
	What  string // heading of the labels in the table
	Unit  string // heading of the numbers
	Steps []FunnelStep
}

// FunnelStep is one of [Funnel].
type FunnelStep struct {
	Label string
	Value int
}

const barStep = 44

// HTML draws the steps.
func (f Funnel) HTML() template.HTML {
	most, whole := 0, 0
	for _, s := range f.Steps {
		most = max(most, s.Value)
	}
	d := &drawing{height: barStep * len(f.Steps)}
	t := Table{Head: []string{f.What, f.Unit, "share of the first"}}
	for i, s := range f.Steps {
		if i == 0 {
			whole = s.Value
		}
		note := ""
		if whole > 0 {
			note = share(float64(s.Value) / float64(whole))
		}
		d.bar(i*barStep, s.Label, joined(strconv.Itoa(s.Value), note))
		d.length("ghost", i*barStep+21, most, most)
		d.length("fill", i*barStep+21, s.Value, most)
		t.Rows = append(t.Rows, []string{s.Label, strconv.Itoa(s.Value), note})
	}
	return f.figure(d, t)
}

// bar writes the label and the number above a bar, cut to the width of a phone.
func (d *drawing) bar(y int, label, number string) {
	d.text(0, y+14, "", prose.Short(label, 24))
	d.text(100, y+14, "end", prose.Short(number, 16))
}

// length draws a bar in proportion to the longest.
func (d *drawing) length(class string, y, value, most int) {
	if value > 0 {
		d.add(`<rect class="%s" x="0" y="%d" width="%s%%" height="12" rx="2"/>`, class, y, num(percent(value, most)))
	}
}

func joined(count, note string) string {
	if note == "" {
		return count
	}
	return fmt.Sprintf("%s · %s", count, note)
}
