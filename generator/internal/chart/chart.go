// Package chart draws small charts as SVG, each a <figure> with a title, a
// description and the same numbers as a table.
//
// A [Funnel] is bars of which each keeps some of the one before, [Lines] are values
// along a time axis, a [HeatMap] counts by two dimensions, [Steps] are a decreasing
// share (a survival curve), a [Timeline] is marks along a time axis, a [Network] is
// people and their ties. Each has the method HTML and takes positions and lengths as
// plain numbers.
//
// A drawing fills the width of its container: horizontal positions are in per
// cent, vertical ones and font sizes in CSS pixels, so nothing shrinks on a
// phone. Colours are classes, which the theme's style sheet defines; there are no
// style attributes and no scripts. All text is escaped. The same values give the
// same bytes.
package chart

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
)

// Heading is the heading of a chart, of the third level in its page. ID is an HTML
// id, unique in the page; Note is a line under the title, or empty; Description
// describes the drawing to those who do not see it.
type Heading struct {
	ID, Title, Note, Description string
}

// Table is the numbers of a chart: the first cell of a row is its label, the
// others are numbers.
type Table struct {
	Head []string
	Rows [][]string
}

// drawing collects SVG elements for a drawing of a given height in pixels.
type drawing struct {
	strings.Builder
	height int
}

// add adds fixed markup; text from records goes through the method text.
func (d *drawing) add(format string, args ...any) { fmt.Fprintf(d, format, args...) }

// text adds words at x per cent and y pixels; class holds classes of the theme.
func (d *drawing) text(x float64, y int, class, words string) {
	d.add(`<text x="%s%%" y="%d"`, num(x), y)
	if class != "" {
		d.add(` class="%s"`, class)
	}
	d.add(`>%s</text>`, escape(words))
}

// figure puts a drawing and its table into the common frame.
func (h Heading) figure(d *drawing, t Table) template.HTML {
	var b strings.Builder
	fmt.Fprintf(&b, `<figure class="chart" id="%s"><figcaption><h3>%s</h3>`, escape(h.ID), escape(h.Title))
	if h.Note != "" {
		fmt.Fprintf(&b, `<span>%s</span>`, escape(h.Note))
	}
	fmt.Fprintf(&b, `</figcaption><svg role="img" aria-labelledby="%[1]s-title %[1]s-text" width="100%%" height="%[2]d"><title id="%[1]s-title">%[3]s</title><desc id="%[1]s-text">%[4]s</desc>`,
		escape(h.ID), d.height, escape(h.Title), escape(h.Description))
	b.WriteString(d.String())
	b.WriteString(`</svg><details><summary>Show the numbers</summary>`)
	t.write(&b, h.Title)
	b.WriteString(`</details></figure>`)
	return template.HTML(b.String())
}

func (t Table) write(b *strings.Builder, title string) {
	fmt.Fprintf(b, `<div class="table-scroll" tabindex="0" role="region" aria-label="%s"><table><thead><tr>`, escape("Numbers: "+title))
	for i, head := range t.Head {
		fmt.Fprintf(b, `<th scope="col"%s>%s</th>`, numeric(i), escape(head))
	}
	b.WriteString(`</tr></thead><tbody>`)
	for _, row := range t.Rows {
		b.WriteString(`<tr>`)
		for i, cell := range row {
			if i == 0 {
				fmt.Fprintf(b, `<th scope="row">%s</th>`, escape(cell))
			} else {
				fmt.Fprintf(b, `<td%s>%s</td>`, numeric(i), escape(cell))
			}
		}
		b.WriteString(`</tr>`)
	}
	b.WriteString(`</tbody></table></div>`)
}

func numeric(column int) string {
	if column == 0 {
		return ""
	}
	return ` class="n"`
}

func escape(s string) string { return template.HTMLEscapeString(s) }

// num formats a number with at most two decimals.
func num(x float64) string {
	s := strconv.FormatFloat(x, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// percent returns part of whole in per cent, 0 when whole is 0.
func percent(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * float64(part) / float64(whole)
}

// clamp limits a position to [0,1].
func clamp(at float64) float64 { return max(0, min(1, at)) }
