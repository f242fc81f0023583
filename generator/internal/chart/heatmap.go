package chart

import (
	"fmt"
	"html/template"
	"math"
	"strconv"
)

// HeatMap is counts by two dimensions, such as weeks and weekdays: the higher the
// count, the stronger the colour. Each cell is also a number in the table.
type HeatMap struct {
	Heading
	Period  string   // heading of the columns' labels in the table: "week from"
	Rows    []string // at most three letters each, to fit on a phone
	Columns []HeatColumn
}

// HeatColumn is a column of a [HeatMap], with a value per row.
type HeatColumn struct {
	Label  string
	Values []int
}

const (
	heatStep   = 18 // pixels from row to row
	heatLabels = 11 // per cent of the width for the rows' labels
	heatLevels = 4  // the theme has the classes heat-1 to heat-4
	mostTicks  = 4  // labels along the time axis
	fewest     = 12 // columns that fill the width: fewer columns do not get wider
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

// level returns the colour level of a count, 0 for none.
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

// tickWidth is the width of a label on the time axis on a phone, in per cent.
const tickWidth = 19

// ticked reports whether the i-th of n positions along a time axis, step per cent
// apart and at x, gets a label: few do, without overlap, and inside the drawing.
func ticked(i, n int, step, x float64) bool {
	every := max((n+mostTicks-1)/mostTicks, int(math.Ceil(tickWidth/step)))
	return i%every == 0 && x <= 100-tickWidth
}
