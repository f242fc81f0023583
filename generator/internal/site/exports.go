package site

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"pairbook/generator/internal/parallel"
	"pairbook/generator/internal/table"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// exportTable is what an exports/*.csv holds; its rows are made of shown values, so
// that it tells no more than a page.
type exportTable struct {
	name string
	head []string
	rows [][]string
}

// addExports adds the tables of a cohort and keeps the ways to them. Each file of a
// long one begins with its head, and is called as it is without the ending: "sessions",
// and "sessions/2" for a further part. A cell is hardly longer in a file than here, so
// that a file has room for twice what a page has.
func (b *builder) addExports(c *view.Cohort) {
	rows := listed[[]string]{func(row []string) string { return row[0] }, weightOfRow}
	for _, t := range tablesOf(c) {
		for i, part := range rows.cut("exports/"+c.ID+"-"+t.name+".csv", t.rows, 2*b.most) {
			words := t.name
			if i > 0 {
				words = fmt.Sprintf("%s/%d", t.name, i+1)
			}
			b.exports[c.ID] = append(b.exports[c.ID], view.Link{Words: words, Path: part.Path})
			b.outputs = append(b.outputs, Output{part.Path, func(w io.Writer) error {
				return table.Write(w, t.head, part.Items)
			}})
		}
	}
}

// weightOfRow is how many bytes a row takes up, or a few more: quotes are written
// twice, and a cell stands between quotes and is followed by a comma.
func weightOfRow(row []string) int {
	weight := 1
	for _, cell := range row {
		weight += len(cell) + strings.Count(cell, `"`) + len(`"",`)
	}
	return weight
}

// tablesOf lists the tables of a cohort that have rows.
func tablesOf(c *view.Cohort) []exportTable {
	tables := []func(*view.Cohort) exportTable{pairingTable, metricTable, sessionTable, gatheringTable, topicTable, mentorTable, retentionTable, earlierTable}
	all := parallel.Map(tables, func(of func(*view.Cohort) exportTable) exportTable { return of(c) })
	return slices.DeleteFunc(all, func(t exportTable) bool { return len(t.rows) == 0 })
}

func pairingTable(c *view.Cohort) exportTable {
	t := exportTable{name: "pairings", head: []string{"pairing", "title", "mentors", "mentees", "peers", "state", "health", "started", "ended", "last_met"}}
	for i, p := range c.Pairings {
		health := ""
		if p.Health != nil {
			health = p.Health.State
		}
		row := []string{p.ID, p.Title, members(p, "mentor"), members(p, "mentee"), members(p, "peer"), p.State, health, day(p.Started), day(p.Ended), day(p.Last)}
		for _, f := range p.Figures {
			if i == 0 {
				t.head = append(t.head, f.Metric.ID)
			}
			row = append(row, number(f.Value))
		}
		t.rows = append(t.rows, row)
	}
	return t
}

func members(p *view.Pairing, party string) string {
	var words []string
	for _, m := range p.Members {
		if m.Party == party {
			words = append(words, m.Words)
		}
	}
	return strings.Join(words, "|")
}

func metricTable(c *view.Cohort) exportTable {
	t := exportTable{name: "metrics", head: []string{"metric", "name", "unit", "value", "numerator", "denominator", "low", "high", "method", "as_of", "unavailable"}}
	if c.Started == 0 {
		return t
	}
	for _, f := range c.Figures {
		low, high, method := interval(f.Interval)
		t.rows = append(t.rows, []string{f.Metric.ID, f.Metric.Name, f.Metric.Unit, number(f.Value), number(f.Numerator), number(f.Denominator), low, high, method, day(f.AsOf), f.Unavailable})
	}
	return t
}

// sessionTable is empty where more than counts is not shown.
func sessionTable(c *view.Cohort) exportTable {
	t := exportTable{name: "sessions", head: []string{"pairing", "date", "held", "counted", "came", "length", "format", "topics"}}
	for _, p := range c.Pairings {
		for _, s := range p.Sessions {
			t.rows = append(t.rows, []string{p.ID, day(s.On), strconv.FormatBool(s.Held), strconv.FormatBool(s.Counted),
				strconv.Itoa(s.Came), s.Length, s.Format, strings.Join(s.Topics, "|")})
		}
	}
	return t
}

func gatheringTable(c *view.Cohort) exportTable {
	t := exportTable{name: "gatherings", head: []string{"date", "title", "came", "length"}}
	for _, g := range c.Gatherings {
		came := ""
		if g.Came != nil {
			came = strconv.Itoa(*g.Came)
		}
		t.rows = append(t.rows, []string{day(g.On), g.Title, came, g.Length})
	}
	return t
}

func topicTable(c *view.Cohort) exportTable {
	t := exportTable{name: "topics", head: []string{"topic", "sought", "offered"}}
	for _, b := range c.Topics {
		t.rows = append(t.rows, []string{b.Topic, strconv.Itoa(b.Sought), strconv.Itoa(b.Offered)})
	}
	return t
}

func mentorTable(c *view.Cohort) exportTable {
	t := exportTable{name: "mentors", head: []string{"mentor", "taken", "offered", "pairings"}}
	for _, l := range c.Load {
		var pairings []string
		for _, p := range l.Pairings {
			pairings = append(pairings, p.Words)
		}
		t.rows = append(t.rows, []string{l.Mentor.Words, strconv.Itoa(l.Has), strconv.Itoa(l.Of), strings.Join(pairings, "|")})
	}
	return t
}

func retentionTable(c *view.Cohort) exportTable {
	t := exportTable{name: "retention", head: []string{"week", "at_risk", "ended", "censored", "share", "low", "high", "method"}}
	for _, w := range c.Retention {
		low, high, method := interval(w.Interval)
		t.rows = append(t.rows, []string{strconv.Itoa(w.Week), strconv.Itoa(w.AtRisk), strconv.Itoa(w.Endings), strconv.Itoa(w.Censored), number(&w.Share), low, high, method})
	}
	return t
}

func earlierTable(c *view.Cohort) exportTable {
	t := exportTable{name: "earlier", head: []string{"metric", "cohort", "as_of", "value", "numerator", "denominator", "low", "high", "method"}}
	if c.Earlier == nil {
		return t
	}
	for _, s := range c.Earlier.Cohorts {
		for _, f := range s.Figures {
			low, high, method := interval(f.Interval)
			t.rows = append(t.rows, []string{f.Metric.ID, s.ID, day(s.On), number(f.Value), number(f.Numerator), number(f.Denominator), low, high, method})
		}
	}
	return t
}

// interval gives the cells of an interval, empty without one.
func interval(i *view.Interval) (low, high, method string) {
	if i == nil {
		return "", "", ""
	}
	return number(&i.Low), number(&i.High), i.Method
}

func day(d when.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func number(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}
