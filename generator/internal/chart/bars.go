package chart

import (
	"fmt"
	"html/template"
	"strconv"

	"pairbook/generator/internal/prose"
)

// Bars are horizontal bars from zero, stacked, each with its label and its number
// above it.
type Bars struct {
	Heading
	What string // heading of the labels in the table
	Unit string // heading of the numbers
	Bars []Bar
}

// Bar is one of [Bars]. Note adds to the number, such as a share.
type Bar struct {
	Label string
	Value int
	Note  string
}

const barStep = 44

// HTML draws the bars.
func (b Bars) HTML() template.HTML {
	most, notes := 0, false
	for _, bar := range b.Bars {
		most = max(most, bar.Value)
		notes = notes || bar.Note != ""
	}
	d := &drawing{height: barStep * len(b.Bars)}
	t := Table{Head: []string{b.What, b.Unit}}
	if notes {
		t.Head = append(t.Head, "share")
	}
	for i, bar := range b.Bars {
		y := i * barStep
		count := strconv.Itoa(bar.Value)
		d.bar(y, bar.Label, joined(count, bar.Note))
		d.length("ground", y+21, 1, 1)
		d.length("fill", y+21, bar.Value, most)
		row := []string{bar.Label, count}
		if notes {
			row = append(row, bar.Note)
		}
		t.Rows = append(t.Rows, row)
	}
	return b.figure(d, t)
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
