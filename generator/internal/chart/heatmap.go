package chart

import (
	"fmt"
	"html/template"
	"math"
	"strconv"
)

// HeatMap is counts by two things at once, such as weeks and days of the week:
// the more there were, the stronger the colour. Each cell is also a number in
// the table.
type HeatMap struct {
	Heading
	Period  string   // heads the columns' labels in the table: "week from"
	Unit    string   // what is counted: "meetings"
	Rows    []string // at most three letters each: there is no more room on a phone
	Columns []HeatColumn
}

// HeatColumn is a column of a [HeatMap], a value for each row.
type HeatColumn struct {
	Label  string
	Values []int
}

const (
	heatStep   = 18 // pixels from row to row
	heatLabels = 11 // per cent of the width that the rows' labels take
	heatLevels = 4  // the theme has the classes heat-1 to heat-4
	fewest     = 12 // columns that fill the width: fewer do not grow wider
)

// HTML draws the cells.
func (h HeatMap) HTML() template.HTML {
	foot := heatStep * len(h.Rows)
	d := &drawing{height: foot + 20}
	for i, row := range h.Rows {
		d.text(0, i*heatStep+13, "quiet tiny", row)
	}
	most := h.most()
	step := (100 - heatLabels) / float64(max(len(h.Columns), fewest))
	t := Table{Head: append([]string{h.Period}, h.Rows...)}
	for i, column := range h.Columns {
		x := heatLabels + float64(i)*step
		cells := []string{column.Label}
		for j := range h.Rows {
			n := 0
			if j < len(column.Values) {
				n = column.Values[j]
			}
			d.cell(x, j*heatStep, step, level(n, most), fmt.Sprintf("%s, %s: %d", column.Label, h.Rows[j], n))
			cells = append(cells, strconv.Itoa(n))
		}
		t.Rows = append(t.Rows, cells)
		if ticked(i, len(h.Columns), step, x) {
			d.text(x, foot+15, "quiet", column.Label)
		}
	}
	return h.figure(d, t)
}

func (h HeatMap) most() int {
	most := 0
	for _, c := range h.Columns {
		for _, n := range c.Values {
			most = max(most, n)
		}
	}
	return most
}

// level is how strong the colour of a count is, 0 for none.
func level(n, most int) int {
	if n <= 0 || most <= 0 {
		return 0
	}
	return (heatLevels*n + most - 1) / most
}

func (d *drawing) cell(x float64, y int, width float64, level int, words string) {
	class := "ground"
	if level > 0 {
		class = "heat-" + strconv.Itoa(level)
	}
	d.add(`<rect class="%s" x="%s%%" y="%d" width="%s%%" height="%d" rx="2"><title>%s</title></rect>`,
		class, num(x), y, num(width*0.86), heatStep-2, escape(words))
}

// tickWidth is the per cent of the width that a label at the foot needs on a phone.
const tickWidth = 19

// ticked tells whether the i-th of n places along a time, step per cent from
// each other and itself at x, has its label at the foot: few do, none on
// another, and none that would leave the drawing.
func ticked(i, n int, step, x float64) bool {
	every := max((n+mostTicks-1)/mostTicks, int(math.Ceil(tickWidth/step)))
	return i%every == 0 && x <= 100-tickWidth
}
