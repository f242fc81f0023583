package signup

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"pairbook/generator/internal/phrase"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/table"
	"pairbook/generator/internal/text"
)

// form is a sheet being read.
type form struct {
	Options
	sheet     *table.Table
	columns   []*column
	at        map[Field][]int // the columns of a field
	fixed     map[Field]bool  // fields whose column an answer names
	rivals    map[Field][]string
	unread    map[int][]NotRead // by column
	words     map[string]*word
	order     []*word
	cutters   map[Field]*cutter
	dates     phrase.Order      // as the dates are read
	least     bool              // of a range counts
	unlinked  bool              // links are left out
	bare      map[string]string // id → name of managers who did not sign up
	people    []*person
	leftOut   []LeftOut
	questions []Question
	answers   map[string]string // folded key → answer
	used      map[string]bool
	settled   map[string]string
	misuses   []error
}

// entry is a row of somebody. Cells are by the field that they give.
type entry struct {
	line   int
	name   string
	email  string
	parts  []string
	cells  map[Field]table.Cell
	signed []string // the days that it can be
}

// Read proposes how a sheet is read. Its error is an answer that cannot be.
func Read(sheet *table.Table, o Options) (*Proposal, error) {
	f := &form{
		Options: o, sheet: sheet, at: map[Field][]int{}, fixed: map[Field]bool{}, rivals: map[Field][]string{}, unread: map[int][]NotRead{},
		words: map[string]*word{}, cutters: map[Field]*cutter{}, answers: map[string]string{}, used: map[string]bool{}, settled: map[string]string{},
	}
	for key, answer := range o.Answers {
		f.answers[keyOf(key)] = answer
	}
	for key, standard := range map[string]string{"ids": f.waysOfIDs()[0], "capacity": "most", "managers": leaveOut, "links": "keep"} {
		if _, ok := f.answers[key]; !ok {
			f.settled[key] = standard // even if this sheet does not ask
		}
	}
	f.findColumns(sheet)
	for _, field := range fields() {
		if rivals := f.rivals[field]; rivals != nil && field != Signed && f.at[field] != nil {
			own := f.columns[f.at[field][0]].name
			f.ask("column:"+string(field), fmt.Sprintf("%s could be in %s", field, prose.List(quoted(append([]string{own}, rivals...)))), own, append([]string{own}, rivals...))
		}
	}
	f.makeCutters()
	entries := f.entries()
	f.askWords()
	f.identify(entries)
	f.arrange()
	p := &Proposal{Rows: len(sheet.Rows), Settled: f.settled}
	f.tables(p)
	p.Questions = append([]Question{}, f.questions...)
	p.Columns = f.described()
	slices.SortStableFunc(f.leftOut, func(a, b LeftOut) int { return a.Line - b.Line })
	p.LeftOut = append([]LeftOut{}, f.leftOut...)
	for _, key := range slices.Sorted(maps.Keys(o.Answers)) {
		switch {
		case !f.used[keyOf(key)]:
			p.Unused = append(p.Unused, key)
		case !ofSomebody(key):
			p.Settled[key] = o.Answers[key]
		}
	}
	return p, errors.Join(f.misuses...)
}

// ofSomebody reports whether a question is about a person, and not about the form.
func ofSomebody(key string) bool {
	return strings.HasPrefix(key, "same:") || strings.HasPrefix(key, "who:") || anAddress().MatchString(key)
}

func (f *form) answered(key string) (string, bool) {
	answer, ok := f.answers[keyOf(key)]
	f.used[keyOf(key)] = f.used[keyOf(key)] || ok
	return answer, ok
}

// ask returns the answer to a question or its default. A question that has no answer
// is in the proposal.
func (f *form) ask(key, about, standard string, choices []string) string {
	if answer, ok := f.answered(key); ok {
		if !slices.Contains(choices, answer) && !strings.HasPrefix(key, "column:") {
			f.misuse(key, answer, "choose one of "+strings.Join(choices, ", "))
		}
		return answer
	}
	f.questions = append(f.questions, Question{key, about, choices, standard})
	if !ofSomebody(key) && standard != "" {
		f.settled[key] = standard
	}
	return standard
}

func (f *form) misuse(key, answer, why string) {
	f.misuses = append(f.misuses, fmt.Errorf("--answer %q: %s", key+"="+answer, why))
}

func quoted(all []string) []string {
	var q []string
	for _, s := range all {
		q = append(q, fmt.Sprintf("%q", s))
	}
	return q
}

// makeCutters learns how the lists of the columns are cut.
func (f *form) makeCutters() {
	known, spelt := map[string]int{}, map[string]string{}
	all := map[Field][]table.Cell{}
	for _, field := range []Field{Topics, Offers, Seeks} {
		for _, at := range f.at[field] {
			for _, row := range f.sheet.Rows {
				if row.Fault == nil {
					all[field] = append(all[field], row.Cells[at])
				}
			}
		}
		if all[field] == nil {
			continue
		}
		mark := ""
		if _, ok := f.answers["cut:"+string(field)]; ok {
			mark = f.ask("cut:"+string(field), "", "", cuts())
		}
		f.cutters[field] = newCutter(all[field], mark, known, spelt)
	}
	for _, field := range []Field{Topics, Offers, Seeks} {
		c, key := f.cutters[field], "cut:"+string(field)
		for _, cell := range all[field] {
			c.cut(cell)
		}
		if c == nil || len(c.whole) == 0 {
			continue
		}
		if _, ok := f.answers[key]; !ok {
			n := len(c.whole)
			f.ask(key, fmt.Sprintf("%s taken whole in spite of commas, such as %q", prose.Count(n, "answer"), c.whole[0]), "whole", cuts())
		}
	}
}

// cuts are the answers to how a list is cut.
func cuts() []string { return []string{"comma", "whole"} }

// entries reads the rows of somebody who takes a part; the others are left out.
func (f *form) entries() []*entry {
	var all []*entry
	standard, open := f.partOfAll()
	for i := range f.sheet.Rows {
		row := &f.sheet.Rows[i]
		switch reason, refused := f.Refused[row.Line]; {
		case row.Fault != nil:
			f.leave(row.Line, row.Fault.Message)
		case refused:
			f.leave(row.Line, reason)
		default:
			e := f.entry(row, standard)
			switch {
			case e.name == "":
				f.leave(row.Line, "there is no name")
			case len(e.parts) == 0 && !open:
				f.leave(row.Line, "it does not say which part somebody wants to take")
			default:
				all = append(all, e)
			}
		}
	}
	return all
}

func (f *form) leave(line int, reason string) {
	f.leftOut = append(f.leftOut, LeftOut{line, reason})
}

// partOfAll asks which part everybody takes where no column says it, and reports
// whether that is open.
func (f *form) partOfAll() (part string, open bool) {
	if f.has(Part) || f.has(AsMentor) || f.has(AsMentee) || f.has(Offers) && f.has(Seeks) {
		return "", false
	}
	part = f.ask("part", "no column says which part people take", "", []string{"mentor", "mentee", "both", "peer"})
	return part, part == ""
}

func (f *form) entry(row *table.Row, standard string) *entry {
	e := &entry{line: row.Line, cells: map[Field]table.Cell{}}
	for _, field := range fields() {
		if cell := f.cell(row, field); cell.Text != "" {
			e.cells[field] = cell
		}
	}
	e.name = table.Clean(e.cells[First].Text + " " + e.cells[Last].Text)
	if whole := e.cells[Name].Text; whole != "" {
		e.name = f.turned(whole)
	}
	e.email = strings.ToLower(e.cells[Email].Text)
	if days := e.cells[Signed].Text; days != "" {
		e.signed = strings.Split(days, "|")
	}
	part := e.cells[Part].Text
	switch {
	case f.has(Part):
	case standard != "":
		part = standard
	default:
		part = eitherOr(e.cells[AsMentor].Text == "yes", e.cells[AsMentee].Text == "yes")
		if !f.has(AsMentor) && !f.has(AsMentee) {
			part = eitherOr(e.cells[Offers].Text != "", e.cells[Seeks].Text != "")
		}
	}
	switch part {
	case "":
	case "both":
		e.parts = []string{"mentor", "mentee"}
	default:
		e.parts = []string{part}
	}
	return e
}

func eitherOr(mentor, mentee bool) string {
	switch {
	case mentor && mentee:
		return "both"
	case mentor:
		return "mentor"
	case mentee:
		return "mentee"
	}
	return ""
}

// lastFirst matches the folded headers of names that begin with the last one.
var lastFirst = text.Pattern(`^(your |dein |ihr |votre )?(last name|surname|family name|nachname|familienname|name|nom|apellidos?) `)

// turned turns "Last, First" around where most names are written so, or the header is.
func (f *form) turned(name string) string {
	last, first, one := strings.Cut(name, ",")
	names, header := f.columns[f.at[Name][0]].cells, phrase.Fold(f.columns[f.at[Name][0]].header)
	if words := strings.Fields(name); !one && len(words) == 2 && lastFirst().MatchString(header) && says(header, First) {
		return words[1] + " " + words[0]
	}
	if one && !strings.Contains(first, ",") && 2*share(names, func(s string) bool { return strings.Count(s, ",") == 1 }) >= 1 {
		return table.Clean(first + " " + last)
	}
	return name
}

// cell returns what a row says of a field: values of a list between line feeds, hours
// and languages between bars.
func (f *form) cell(row *table.Row, field Field) table.Cell {
	var values []string
	var made table.Cell
	for _, at := range f.at[field] {
		cell := row.Cells[at]
		if cell.Text == "" {
			continue
		}
		if made.At.Line == 0 {
			made.At = cell.At
		}
		values = append(values, f.read(field, at, cell, row.Line)...)
	}
	separator := "|"
	if f.cutters[field] != nil || field == Goals {
		made.Lines, separator = values, "\n"
	}
	made.Text = strings.Join(values, separator)
	return made
}

// read returns the values of a cell.
func (f *form) read(field Field, at int, cell table.Cell, line int) (values []string) {
	switch c := f.cutters[field]; {
	case c != nil:
		for _, value := range c.cut(cell) {
			if anAddress().MatchString(value) || len([]rune(value)) > 80 {
				f.notRead(at, line, value)
				continue
			}
			values = append(values, value)
		}
	case field == Goals:
		for goal := range strings.SplitSeq(lines(cell), "\n") {
			if goal = strings.TrimSpace(bullet().ReplaceAllString(goal, "")); anAddress().MatchString(goal) {
				f.notRead(at, line, goal)
				continue
			}
			values = append(values, goal)
		}
	case field == Manager, field == Prefers:
		return []string{cell.Text}
	case field == Email && !isAddress(cell.Text):
		f.notRead(at, line, "")
	case field == Email:
		return []string{cell.Text}
	case field == Signed:
		if days := daysOf(cell.Text); days != nil {
			return []string{strings.Join(days, "|")}
		}
		f.notRead(at, line, cell.Text)
	default:
		said := strings.ReplaceAll(lines(cell), "\n", "; ")
		if field == About {
			said = cell.Text
		}
		if value := f.value(field, at, f.ofGrid(field, at)+said, line); value != "" {
			values = []string{value}
		}
	}
	return values
}

// ofGrid returns the day in the header of a grid, as in "When are you free? [Mon]".
func (f *form) ofGrid(field Field, at int) string {
	_, label, ok := strings.Cut(f.columns[at].header, "[")
	label = strings.TrimSuffix(label, "]")
	if _, day := phrase.Hours(label); ok && day && field == Hours {
		return label + " "
	}
	return ""
}
