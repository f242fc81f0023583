package signup

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"pairbook/generator/internal/phrase"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/table"
	"pairbook/generator/internal/text"
)

// ofPeople and ofEnrolments are the headers of the tables, and where their cells come
// from; the fields of an enrolment depend on its part.
var (
	ofPeople     = []string{"id", "name", "github", "time_zone", "languages", "unit", "level", "publish", "about", "pronouns", "links", "manager"}
	ofEnrolments = []string{"person", "role", "capacity", "mentors", "topics", "goals", "availability", "prefers"}
	columnOf     = map[string]Field{"github": GitHub, "time_zone": Zone, "languages": Languages, "unit": Unit, "level": Level, "publish": Publish, "about": About, "pronouns": Pronouns, "links": Links, "manager": Manager,
		"mentors": Mentors, "goals": Goals, "availability": Hours, "prefers": Prefers}
)

// tables makes the tables of people and of enrolments.
func (f *form) tables(p *Proposal) {
	f.resolve()
	f.askRanges()
	f.askLinks()
	p.Addresses, p.Names = map[string]string{}, map[string]string{}
	p.PersonRows, p.EnrolmentRows = newTable(f.sheet.Path, ofPeople), newTable(f.sheet.Path, ofEnrolments)
	p.People = []Person{}
	for _, who := range f.people {
		shown := Person{ID: who.id, Name: who.name, Parts: []string{}, Known: who.known}
		f.personRow(p.PersonRows, who)
		for _, part := range []string{"mentor", "mentee", "peer"} {
			if f.enrolmentRow(p.EnrolmentRows, who, part) {
				shown.Parts = append(shown.Parts, part)
			}
		}
		for _, e := range who.entries {
			shown.Lines = append(shown.Lines, e.line)
		}
		slices.Sort(shown.Lines)
		p.People = append(p.People, shown)
		p.Names[who.id] = who.name
		if email := latest(who.entries, Email).Text; email != "" {
			p.Addresses[who.id] = email
		}
	}
	for _, id := range slices.Sorted(maps.Keys(f.bare)) {
		name := f.bare[id]
		p.Names[id] = name
		if f.Private {
			name = id
		}
		row := table.Row{Line: 1, Cells: []table.Cell{{Text: id}, {Text: name}}}
		row.Cells = append(row.Cells, make([]table.Cell, len(ofPeople)-2)...)
		p.PersonRows.Rows = append(p.PersonRows.Rows, row)
	}
}

func newTable(path string, header []string) *table.Table {
	t := &table.Table{Path: path}
	for _, name := range header {
		t.Header = append(t.Header, table.Cell{Text: name})
	}
	return t
}

func (f *form) personRow(t *table.Table, who *person) {
	last := who.entries[len(who.entries)-1]
	row := table.Row{Line: last.line}
	start := last.cells[Name]
	start.Lines = nil
	for _, name := range ofPeople {
		cell := latest(who.entries, columnOf[name])
		switch {
		case name == "id":
			cell = start
			cell.Text = who.id
		case (name == "about" || name == "links") && f.Private || name == "links" && f.unlinked:
			cell = table.Cell{}
		case name == "name" && who.known && !who.renamed:
		case name == "name":
			cell = start
			cell.Text = who.name
			if f.Private {
				cell.Text = who.id
			}
		}
		row.Cells = append(row.Cells, cell)
	}
	t.Rows = append(t.Rows, row)
}

// latest returns the latest cell of a field that is not empty.
func latest(entries []*entry, field Field) (cell table.Cell) {
	for _, e := range entries {
		if c := e.cells[field]; c.Text != "" && field != "" {
			cell = c
		}
	}
	return cell
}

// enrolmentRow adds the row of a part, made of the rows in which somebody wants it.
func (f *form) enrolmentRow(t *table.Table, who *person, part string) bool {
	entries := slices.DeleteFunc(slices.Clone(who.entries), func(e *entry) bool { return !slices.Contains(e.parts, part) })
	if len(entries) == 0 {
		return false
	}
	row := table.Row{Line: entries[len(entries)-1].line}
	for _, name := range ofEnrolments {
		cell := latest(entries, columnOf[name])
		switch name {
		case "person":
			cell = table.Cell{Text: who.id}
		case "role":
			cell = latest(entries, Part)
			cell.Text, cell.Lines = part, nil
		case "topics":
			own := map[string]Field{"mentor": Offers, "mentee": Seeks}[part]
			cell = latest(entries, own)
			if cell.Text == "" {
				cell = latest(entries, Topics)
			}
		case "capacity":
			if part == "mentor" {
				cell = f.number(latest(entries, Capacity))
			}
		case "mentors":
			cell = f.number(cell)
		}
		if (name == "mentors" || name == "goals") && part != "mentee" {
			cell = table.Cell{}
		}
		row.Cells = append(row.Cells, cell)
	}
	t.Rows = append(t.Rows, row)
	return true
}

// number takes the most or the least of a range.
func (f *form) number(cell table.Cell) table.Cell {
	most, least, ranged := strings.Cut(cell.Text, "|")
	cell.Text = most
	if ranged && f.least {
		cell.Text = least
	}
	return cell
}

// askRanges asks whether a mentor's "1-2" is one or two.
func (f *form) askRanges() {
	n := 0
	for _, who := range f.people {
		for _, e := range who.entries {
			for part, field := range map[string]Field{"mentor": Capacity, "mentee": Mentors} {
				if slices.Contains(e.parts, part) && strings.Contains(e.cells[field].Text, "|") {
					n++
				}
			}
		}
	}
	if n > 0 {
		about := prose.CountOf(n, "number is a range such as 1-2", "numbers are ranges such as 1-2") + ": the most of it or the least"
		f.least = f.ask("capacity", about, "most", []string{"most", "least"}) == "least"
	}
}

// askLinks asks whether the links that people give become public with their names.
// Where names stay out of the records, so does what tells them: links, and what people
// say of themselves.
func (f *form) askLinks() {
	n := 0
	for _, who := range f.people {
		if latest(who.entries, Links).Text != "" {
			n++
		}
	}
	if n > 0 && !f.Private {
		about := prose.CountOf(n, "person gives", "people give") + " links, which a site shows where it names people: keep them, or leave them out"
		f.unlinked = f.ask("links", about, "keep", []string{"keep", leaveOut}) == leaveOut
	}
}

// resolve finds the managers, and whom people wish for.
func (f *form) resolve() {
	named := f.named()
	strangers := map[string]int{}
	for _, who := range f.people {
		for _, e := range who.entries {
			if id, _ := named(e.cells[Manager].Text); id == "" && looksLikeName(e.cells[Manager].Text) {
				strangers[e.cells[Manager].Text]++
			}
		}
	}
	f.makeManagers(strangers)
	named = f.named()
	for _, who := range f.people {
		for _, e := range who.entries {
			for _, field := range []Field{Manager, Prefers} {
				e.cells[field] = f.resolved(who, e, field, named)
			}
		}
	}
}

// makeManagers asks whether managers who did not sign up get a record.
func (f *form) makeManagers(strangers map[string]int) {
	f.bare = map[string]string{}
	names := slices.Sorted(maps.Keys(strangers))
	if len(names) == 0 {
		return
	}
	about := fmt.Sprintf("%s no record, such as %q: leave them out, or make one of the name alone", prose.CountOf(len(names), "manager has", "managers have"), names[0])
	if f.ask("managers", about, leaveOut, []string{leaveOut, "make"}) != "make" {
		return
	}
	has := map[string]bool{}
	for _, who := range f.people {
		has[who.id] = true
	}
	for _, name := range names {
		base := cmp.Or(text.ID(name), "person")
		if f.Private {
			base = "manager"
		}
		id := text.Free(base, func(id string) bool { return has[id] || f.Taken(id) })
		has[id], f.bare[id] = true, name
		f.Known = append(slices.Clone(f.Known), Known{ID: id, Name: name})
	}
}

// resolved returns a cell with ids in place of what people are called.
func (f *form) resolved(who *person, e *entry, field Field, named func(string) (string, bool)) table.Cell {
	cell := e.cells[field]
	said := []string{cell.Text}
	if id, _ := named(cell.Text); field == Prefers && id == "" {
		said = split(strings.ReplaceAll(cell.Text, "\n", ";"), ",;|/")
	}
	var ids []string
	for _, one := range said {
		one = table.Clean(one)
		if one == "" {
			continue
		}
		id, _ := named(one)
		if id == "" || id == who.id {
			f.notRead(f.at[field][0], e.line, one)
			continue
		}
		ids = append(ids, id)
	}
	cell.Text, cell.Lines = strings.Join(ids, "|"), nil
	return cell
}

// described says of each column what it is taken for and how it is read.
func (f *form) described() []Column {
	var all []Column
	called := f.calls()
	for i, c := range f.columns {
		d := Column{Header: c.name, Field: c.field, NotRead: f.unread[i]}
		if d.NotRead == nil {
			d.NotRead = []NotRead{}
		}
		if c.field == "" {
			d.Reads = f.namesPeople(i, called)
		} else {
			d.Reads = f.howRead(c, len(c.cells)-len(f.unread[i]))
		}
		all = append(all, d)
	}
	return all
}

// howRead says how the cells of a field are read, of which some are understood.
func (f *form) howRead(c *column, understood int) string {
	switch cutter := f.cutters[c.field]; {
	case cutter != nil:
		return cutter.described()
	case c.field == Email:
		return "kept in private/ alone"
	case c.field == Goals:
		return "of mentees"
	case f.Private && (c.field == About || c.field == Links):
		return "left out, as names are private"
	case c.field == Hours:
		return fmt.Sprintf("%d of %s understood", understood, prose.Count(len(c.cells), "answer"))
	case c.field == Signed && f.dates != phrase.YearFirst:
		return "the latest row of a person counts; dates as " + string(f.dates)
	case c.field == Signed:
		return "the latest row of a person counts"
	case slices.Contains([]Field{Part, AsMentor, AsMentee, Zone, Languages, Capacity, Mentors, Publish}, c.field):
		return f.tally(c.field)
	}
	return ""
}

// tally says which words of a field mean what, and how many rows say so.
func (f *form) tally(field Field) string {
	rows, words := map[string]int{}, map[string][]string{}
	for _, w := range f.order {
		if w.field != field || len(w.means) == 0 {
			continue
		}
		means := w.means[0]
		rows[means] += len(w.lines)
		if !strings.EqualFold(w.text, means) {
			words[means] = append(words[means], fmt.Sprintf("%q", w.text))
		}
	}
	meanings := slices.SortedFunc(maps.Keys(rows), func(a, b string) int {
		return cmp.Or(cmp.Compare(rows[b], rows[a]), cmp.Compare(a, b))
	})
	var said []string
	for _, means := range meanings {
		joined := " or "
		if field == Languages {
			joined = " and "
		}
		one := fmt.Sprintf("%s: %d", strings.ReplaceAll(means, "|", joined), rows[means])
		if words[means] != nil {
			one += " (" + strings.Join(words[means], ", ") + ")"
		}
		said = append(said, one)
	}
	return strings.Join(said, "; ")
}

// described says how many values a list has, and where something was cut.
func (c *cutter) described() string {
	var at []string
	for _, m := range markNames {
		if c.at[m.name] {
			at = append(at, m.name)
		}
	}
	how := "and nothing to cut"
	if at != nil {
		how = "cut at " + prose.List(at) + ", outside of brackets"
	}
	return fmt.Sprintf("%s, %s", prose.Count(len(c.own), "value"), how)
}
