package signup

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/phrase"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/text"
)

// person is somebody with their rows, the latest last.
type person struct {
	id      string
	name    string
	known   bool
	renamed bool // the record has another name
	entries []*entry
}

// email returns the latest address of somebody.
func (p *person) email() string {
	for _, e := range slices.Backward(p.entries) {
		if e.email != "" {
			return e.email
		}
	}
	return ""
}

// identify joins the rows of one person, and finds who has a record already: by the
// name and the address together, or by one of them where the other says nothing else.
func (f *form) identify(entries []*entry) {
	var names []string
	byName := map[string][]*entry{}
	for _, e := range entries {
		key := folded(e.name)
		if byName[key] == nil {
			names = append(names, key)
		}
		byName[key] = append(byName[key], e)
	}
	called := f.called()
	has := map[string]bool{} // ids that rows have
	for _, name := range names {
		known := called[name]
		clusters := f.clusters(byName[name], known)
		for _, rows := range clusters {
			p := &person{name: rows[len(rows)-1].name, entries: rows}
			p.id = f.find(p, known, has, len(clusters))
			p.known = p.id != ""
			has[p.id] = p.known || has[p.id]
			f.people = append(f.people, p)
		}
	}
	slices.SortStableFunc(f.people, func(a, b *person) int { return a.entries[0].line - b.entries[0].line })
	f.makeIDs(has)
}

// called returns who has a record by folded name, those of one name in the order of
// the ids.
func (f *form) called() map[string][]Known {
	by := map[string][]Known{}
	for _, k := range f.Known {
		by[folded(k.Name)] = append(by[folded(k.Name)], k)
	}
	for _, known := range by {
		slices.SortFunc(known, func(a, b Known) int {
			return cmp.Or(cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID))
		})
	}
	return by
}

// clusters divides the rows with one name into those of one person each. Rows that
// records do not tell apart are asked about; they are taken for one person's where
// they have the same address and nothing else contradicts it, as joining two people
// would lose one.
func (f *form) clusters(rows []*entry, known []Known) [][]*entry {
	each, addresses := [][]*entry{}, map[string]int{}
	same := [][]*entry{}
	for _, e := range rows {
		each = append(each, []*entry{e})
		at, again := addresses[e.email]
		if !again || e.email == "" {
			at = len(same)
			addresses[e.email] = at
			same = append(same, nil)
		}
		same[at] = append(same[at], e)
	}
	recorded := 0
	for _, cluster := range same {
		if slices.ContainsFunc(known, func(k Known) bool { return k.Email != "" && k.Email == cluster[0].email }) {
			recorded++
		}
	}
	switch {
	case len(rows) == 1:
		return each
	case len(known) == len(rows) && len(known) > recorded:
		return each // as they were told apart before
	case recorded == len(same) && len(known) == recorded:
		return same
	}
	ways, choices := [][][]*entry{{rows}, each}, []string{"one", "each"}
	if len(same) > 1 && len(same) < len(rows) {
		ways, choices = append(ways, same), append(choices, "address")
	}
	standard := len(ways) - 1
	if len(same) == 1 && len(differing(rows, Zone, GitHub)) == 0 {
		standard = 0
	}
	return ways[max(0, slices.Index(choices, f.ask("same:"+rows[0].name, aboutSame(rows, len(same)), choices[standard], choices)))]
}

// differing returns the fields of which rows say different things.
func differing(rows []*entry, fields ...Field) (differ []string) {
	for _, field := range fields {
		said := map[string]bool{}
		for _, e := range rows {
			if text := e.cells[field].Text; text != "" {
				said[text] = true
			}
		}
		if len(said) > 1 {
			differ = append(differ, string(field))
		}
	}
	return differ
}

// aboutSame says where rows with one name stand, and what tells them apart.
func aboutSame(rows []*entry, addresses int) string {
	var lines []string
	for _, e := range rows {
		lines = append(lines, fmt.Sprint(e.line))
	}
	about := fmt.Sprintf("lines %s have this name", prose.List(lines))
	switch {
	case rows[0].email == "":
	case addresses == 1:
		about += " and the same address"
	default:
		about += " and " + prose.CountOf(addresses, "address", "addresses")
	}
	if differ := differing(rows, Zone, Unit, Level, GitHub); len(differ) > 0 {
		about += ", and differ in " + prose.List(differ)
	}
	return about + ": one person, or a person each"
}

// find returns the id of the record that somebody has, "" if they are new.
func (f *form) find(p *person, known []Known, has map[string]bool, clusters int) string {
	email := p.email()
	free := slices.DeleteFunc(slices.Clone(known), func(k Known) bool { return has[k.ID] })
	for _, k := range free {
		if k.Email == email && email != "" {
			return k.ID
		}
	}
	compatible := slices.DeleteFunc(slices.Clone(free), func(k Known) bool { return k.Email != "" && email != "" })
	if len(compatible) == 1 || len(compatible) > 0 && len(known) == clusters {
		return compatible[0].ID
	}
	about := fmt.Sprintf("line %d: somebody of this name has a record, and another address", p.entries[0].line)
	standard := "new"
	if len(compatible) > 0 {
		about = fmt.Sprintf("line %d: several records have this name", p.entries[0].line)
	}
	if len(known) == 0 && email != "" {
		for _, k := range f.Known {
			if k.Email == email && !has[k.ID] {
				free = append(free, k)
			}
		}
		if len(free) != 1 {
			return "" // an address of several people tells nothing
		}
		about = fmt.Sprintf("line %d: %s has this address, and another name", p.entries[0].line, free[0].ID)
		standard = free[0].ID
	}
	if len(free) == 0 {
		return ""
	}
	choices := []string{"new"}
	for _, k := range free {
		choices = append(choices, k.ID)
	}
	if id := f.ask("who:"+p.name, about, standard, choices); id != "new" {
		p.renamed = len(known) == 0
		return id
	}
	return ""
}

// waysOfIDs are what ids are made of, the default first: names that stay out of the
// records stay out of ids.
func (f *form) waysOfIDs() []string {
	if f.Private {
		return []string{"number", "name"}
	}
	return []string{"name", "number"}
}

// makeIDs makes the ids of who has no record.
func (f *form) makeIDs(has map[string]bool) {
	var fresh []*person
	for _, p := range f.people {
		if !p.known {
			fresh = append(fresh, p)
		}
	}
	if len(fresh) == 0 {
		return
	}
	ways := f.waysOfIDs()
	example := cmp.Or(text.ID(fresh[0].name), "person")
	way := f.ask("ids", fmt.Sprintf("%s made, of names such as %q or of numbers", prose.CountOf(len(fresh), "id is", "ids are"), example), ways[0], ways)
	taken := func(id string) bool { return has[id] || f.Taken(id) }
	for _, p := range fresh {
		if way == "name" {
			p.id = text.Free(cmp.Or(text.ID(p.name), "person"), taken)
		}
		for n := 1; p.id == ""; n++ {
			if id := fmt.Sprintf("person-%d", n); !taken(id) {
				p.id = id
			}
		}
		has[p.id] = true
	}
}

// arrange puts the rows of each person into the order in which they signed up: by
// their days, which are read in one order, and as the sheet has them.
func (f *form) arrange() {
	twice := slices.ContainsFunc(f.people, func(p *person) bool { return len(p.entries) > 1 })
	order := f.orderOfDays(twice)
	day := func(e *entry) string {
		if len(e.signed) == 2 && order == phrase.MonthFirst {
			return e.signed[1]
		}
		return append(e.signed, "")[0]
	}
	for _, p := range f.people {
		slices.SortStableFunc(p.entries, func(a, b *entry) int { return cmp.Compare(day(a), day(b)) })
		p.name = p.entries[len(p.entries)-1].name
	}
}

// orderOfDays returns the order of day and month that all dates of the sheet have,
// and asks if that can be both and somebody signed up twice.
func (f *form) orderOfDays(twice bool) phrase.Order {
	if f.Dates != "" || !f.has(Signed) {
		return phrase.Order(f.Dates)
	}
	dayFirst, monthFirst, both := 0, 0, 0
	for _, cell := range f.columns[f.at[Signed][0]].cells {
		date := beginning().FindString(cell)
		_, notDay := phrase.Day(date, phrase.DayFirst)
		_, notMonth := phrase.Day(date, phrase.MonthFirst)
		switch {
		case len(daysOf(cell)) == 2:
			both++
		case notDay == nil && (notMonth != nil || strings.Contains(date, ".")):
			dayFirst++
		case notDay != nil && notMonth == nil:
			monthFirst++
		}
	}
	switch {
	case dayFirst > monthFirst:
		f.dates = phrase.DayFirst
	case monthFirst > 0:
		f.dates = phrase.MonthFirst
	case both > 0 && twice:
		f.dates = phrase.Order(f.ask("days", prose.Count(both, "date")+" can be read with the day or the month first", "dmy", []string{"dmy", "mdy"}))
	}
	return f.dates
}

// named finds people by what a cell calls them: an id, a name or an address.
func (f *form) named() func(string) (id string, several bool) {
	ids := map[string][]string{}
	add := func(key, id string) {
		if key != "" && !slices.Contains(ids[key], id) {
			ids[key] = append(ids[key], id)
		}
	}
	for _, p := range f.people {
		for _, key := range []string{p.id, folded(p.name), p.email()} {
			add(key, p.id)
		}
	}
	for _, k := range f.Known {
		for _, key := range []string{k.ID, folded(k.Name), k.Email} {
			add(key, k.ID)
		}
	}
	return func(said string) (string, bool) {
		found := ids[folded(said)]
		if last, first, ok := strings.Cut(said, ","); ok && found == nil {
			found = ids[folded(first+" "+last)]
		}
		if isAddress(said) {
			found = ids[strings.ToLower(said)]
		}
		if len(found) == 1 {
			return found[0], false
		}
		return "", len(found) > 1
	}
}
