package chart

import (
	"fmt"
	"html/template"
	"strconv"
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
	d.text(0, y+14, "", short(label, 24))
	d.text(100, y+14, "end", short(number, 16))
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

// Columns are vertical bars from zero along a time axis.
type Columns struct {
	Heading
	Period string // heading of the labels in the table: "week of"
	Unit   string // heading of the numbers
	Values []Column
}

// Column is one of [Columns].
type Column struct {
	Label string
	Value int
}

const (
	columnsTop    = 20
	columnsHeight = 110
	mostTicks     = 4
)

// HTML draws the columns.
func (c Columns) HTML() template.HTML {
	most := 1
	for _, v := range c.Values {
		most = max(most, v.Value)
	}
	base := columnsTop + columnsHeight
	d := &drawing{height: base + 24}
	d.text(0, 12, "quiet", strconv.Itoa(most)+" "+c.Unit)
	d.add(`<line class="axis" x1="0" x2="100%%" y1="%d" y2="%[1]d"/>`, columnsTop)
	t := Table{Head: []string{c.Period, c.Unit}}
	step := 100 / float64(max(len(c.Values), fewest))
	for i, v := range c.Values {
		x := float64(i) * step
		if v.Value > 0 {
			h := max(1, columnsHeight*v.Value/most)
			d.add(`<rect class="fill" x="%s%%" y="%d" width="%s%%" height="%d"><title>%s</title></rect>`,
				num(x), base-h, num(step*0.78), h, escape(fmt.Sprintf("%s: %d", v.Label, v.Value)))
		}
		if ticked(i, len(c.Values), step, x) {
			d.text(x, base+17, "quiet", v.Label)
		}
		t.Rows = append(t.Rows, []string{v.Label, strconv.Itoa(v.Value)})
	}
	d.add(`<line class="axis" x1="0" x2="100%%" y1="%d" y2="%[1]d"/>`, base)
	return c.figure(d, t)
}
