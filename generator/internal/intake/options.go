package intake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"pairbook/generator/internal/phrase"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/table"
)

// Kind is the kind of record in the rows of a table.
type Kind string

// The kinds of records that a spreadsheet can hold.
const (
	People     Kind = "people"
	Enrolments Kind = "enrolments"
	Pairings   Kind = "pairings"
	Sessions   Kind = "sessions"
	Gatherings Kind = "gatherings"
)

// Kinds lists the kinds in the best order for importing.
func Kinds() []Kind { return []Kind{People, Enrolments, Pairings, Sessions, Gatherings} }

// Fields lists the fields that a row of the kind can have, the required ones
// first.
func (k Kind) Fields() []string { return slices.Concat(k.required(), k.optional()) }

func (k Kind) required() []string {
	switch k {
	case People:
		return []string{"id"}
	case Enrolments:
		return []string{"cohort", "person", "role"}
	case Pairings:
		return []string{"cohort", "pairing", "state"}
	case Sessions:
		return []string{"cohort", "pairing", "date"}
	case Gatherings:
		return []string{"cohort", "date"}
	}
	return nil
}

func (k Kind) optional() []string {
	switch k {
	case People:
		return []string{"name", "alias", "github", "github_id", "gitlab", "forgejo", "topics", "time_zone", "languages", "about", "pronouns", "links", "publish", "formerly", "level", "unit", "manager", "training", "left"}
	case Enrolments:
		return []string{"capacity", "mentors", "topics", "goals", "availability", "prefers", "status", "left", "cleared", "again"}
	case Pairings:
		return []string{"mentors", "co_mentors", "advisers", "backups", "mentees", "peers", "title", "summary", "links", "reason", "started", "ended", "declined", "declined_by", "outcome", "structure", "continues", "formerly", "cadence", "pauses", "accepted", "score", "lot", "because"}
	case Sessions:
		return []string{"duration", "attended", "guests", "format", "topics", "goals", "actions", "done", "dropped", "introductions", "next", "confirmed", "told_by", "notes"}
	case Gatherings:
		return []string{"title", "duration", "attended", "notes"}
	}
	return nil
}

// lists are the fields that hold several values; name and notes are texts that several
// columns can give a part of.
var lists = []string{
	"topics", "languages", "goals", "availability", "prefers", "mentees", "peers", "attended", "guests", "introductions", "links",
	"co_mentors", "advisers", "backups", "actions", "done", "dropped", "confirmed", "cleared", "formerly", "training",
	"cadence", "pauses", "accepted", "because",
}

// IsList reports whether a field holds a list.
func (k Kind) IsList(field string) bool {
	return slices.Contains(lists, field) || k == Pairings && field == "mentors"
}

// joins reports whether a field can be in several columns.
func (k Kind) joins(field string) bool { return k.IsList(field) || field == "name" || field == "notes" }

// program is the field that no row has but --set can give: the programme of the
// cohorts that an import creates.
const program = "program"

// Options map the cells of a table to fields.
type Options struct {
	Columns map[string][]string          // field → headers, where they differ
	Values  map[string]map[string]string // field → whole value of a cell → its meaning
	Set     map[string]string            // field → its value in every row
	Split   map[string]string            // field of a list → what separates its values, where it is not "|"
	Dates   phrase.Order                 // of day and month in dates of numbers
	IDFrom  string                       // name, where the ids of people are made from their names
}

// Flags are the options as they are written on the command line.
type Flags struct {
	Columns, Values, Set, Split []string
	Dates, IDFrom               string
}

// ParseOptions parses the flags --column FIELD=HEADER, --value FIELD:FROM=TO,
// --set FIELD=VALUE, --split FIELD=SEPARATOR, --dates and --id-from. Its errors are
// usage errors.
func ParseOptions(kind Kind, f Flags) (Options, error) {
	o := Options{Columns: map[string][]string{}, Values: map[string]map[string]string{}, Set: map[string]string{}, Split: map[string]string{}}
	for _, parse := range []func(Kind, Flags) error{o.parseColumns, o.parseValues, o.parseSet, o.parseSplit, o.parseWays} {
		if err := parse(kind, f); err != nil {
			return o, err
		}
	}
	return o, nil
}

func (o *Options) parseColumns(kind Kind, f Flags) error {
	for _, flag := range f.Columns {
		field, header, ok := strings.Cut(flag, "=")
		if !ok || table.Clean(header) == "" {
			return fmt.Errorf("--column %q: write FIELD=HEADER", flag)
		}
		if err := kind.knows("--column", flag, field); err != nil {
			return err
		}
		if o.Columns[field] != nil && !kind.joins(field) {
			return fmt.Errorf("--column %q: %s is in the column %q already, and has one value", flag, field, o.Columns[field][0])
		}
		o.Columns[field] = append(o.Columns[field], table.Clean(header))
	}
	return nil
}

func (o *Options) parseValues(kind Kind, f Flags) error {
	for _, flag := range f.Values {
		field, mapping, ok := strings.Cut(flag, ":")
		from, to, also := strings.Cut(mapping, "=")
		if !ok || !also {
			return fmt.Errorf("--value %q: write FIELD:FROM=TO", flag)
		}
		if err := kind.knows("--value", flag, field); err != nil {
			return err
		}
		if o.Values[field] == nil {
			o.Values[field] = map[string]string{}
		}
		if to0, twice := o.Values[field][table.Clean(from)]; twice && to0 != table.Clean(to) {
			return fmt.Errorf("--value %q: %q means %q already", flag, from, to0)
		}
		o.Values[field][table.Clean(from)] = table.Clean(to)
	}
	return nil
}

func (o *Options) parseSet(kind Kind, f Flags) error {
	for _, flag := range f.Set {
		field, value, ok := strings.Cut(flag, "=")
		if !ok || table.Clean(value) == "" {
			return fmt.Errorf("--set %q: write FIELD=VALUE", flag)
		}
		if err := kind.knows("--set", flag, field); err != nil && (field != program || kind == People) {
			return err
		}
		if headers, twice := o.Columns[field]; twice {
			return fmt.Errorf("--set %q: --column says that %s is in the column %q; keep one of the two", flag, field, headers[0])
		}
		if before, twice := o.Set[field]; twice {
			return fmt.Errorf("--set %q: %s is %q already", flag, field, before)
		}
		o.Set[field] = table.Clean(value)
	}
	return nil
}

func (o *Options) parseSplit(kind Kind, f Flags) error {
	for _, flag := range f.Split {
		field, separator, ok := strings.Cut(flag, "=")
		if separator = strings.TrimSpace(separator); !ok || separator == "" {
			return fmt.Errorf("--split %q: write FIELD=SEPARATOR, such as topics=,", flag)
		}
		if err := kind.knows("--split", flag, field); err != nil {
			return err
		}
		if !kind.IsList(field) {
			return fmt.Errorf("--split %q: %s has one value", flag, field)
		}
		if before, twice := o.Split[field]; twice {
			return fmt.Errorf("--split %q: %s is split at %q already", flag, field, before)
		}
		o.Split[field] = separator
	}
	return nil
}

func (o *Options) parseWays(kind Kind, f Flags) error {
	o.Dates, o.IDFrom = phrase.Order(f.Dates), f.IDFrom
	if !slices.Contains([]phrase.Order{phrase.YearFirst, phrase.DayFirst, phrase.MonthFirst}, o.Dates) {
		return fmt.Errorf("--dates %q: write dmy or mdy", f.Dates)
	}
	if f.IDFrom != "" && (f.IDFrom != "name" || kind != People) {
		return fmt.Errorf("--id-from %q: the ids of people can be made from their names: import people FILE --id-from name", f.IDFrom)
	}
	return nil
}

// knows returns an error if a flag names a field that the kind does not have.
func (k Kind) knows(name, flag, field string) error {
	fields := k.Fields()
	if slices.Contains(fields, field) {
		return nil
	}
	return fmt.Errorf("%s %q: there is no field %q%s", name, flag, field,
		cmp.Or(prose.DidYouMean(field, fields), fmt.Sprintf("; the fields of %s are %s", k, strings.Join(fields, ", "))))
}

// Binding maps the fields of a kind to the columns of a table.
type Binding struct {
	Kind    Kind
	Ignored []string // the headers of columns without a field
	sheet   *table.Table
	options Options
	column  map[string][]int
}

// Bind finds the column of every field. Its errors are usage errors: a missing
// column, two with the same name, a required field without a source.
func Bind(kind Kind, sheet *table.Table, options Options) (*Binding, error) {
	b := &Binding{Kind: kind, sheet: sheet, options: options, column: map[string][]int{}}
	used := map[int]bool{}
	for _, field := range kind.Fields() {
		if _, set := options.Set[field]; set {
			continue
		}
		if err := b.find(field); err != nil {
			return nil, err
		}
		for _, at := range b.column[field] {
			used[at] = true
		}
	}
	for _, field := range slices.Sorted(maps.Keys(options.Values)) {
		if _, ok := b.column[field]; !ok {
			return nil, fmt.Errorf("--value %s:…: no column holds %s (the columns are %s)", field, field, sheet.Headers())
		}
	}
	for i, cell := range sheet.Header {
		if !used[i] {
			b.Ignored = append(b.Ignored, cmp.Or(cell.Text, fmt.Sprintf("(column %d, without a name)", i+1)))
		}
	}
	return b, nil
}

// find finds the columns of a field.
func (b *Binding) find(field string) error {
	headers, named := b.options.Columns[field]
	if !named {
		headers = []string{field}
	}
	for _, header := range headers {
		at, err := b.sheet.Column(header)
		if !named && err == nil && at < 0 {
			at, err = b.likely(field)
		}
		switch {
		case err != nil:
			return fmt.Errorf("find the column of %s: %w", field, err)
		case at < 0 && named:
			return fmt.Errorf("find the column of %s: %w", field, b.sheet.NoColumn(header))
		case at < 0 && field == "id" && b.options.IDFrom != "":
		case at < 0 && slices.Contains(b.Kind.required(), field):
			return fmt.Errorf("no column is called %q: say where it is with --column %s=HEADER, or --set %s=VALUE%s (the columns are %s)",
				field, field, field, b.Kind.otherID(field), b.sheet.Headers())
		case at >= 0:
			b.column[field] = append(b.column[field], at)
		}
	}
	return nil
}

// likely returns the column with a header that differs from the field in case, accents
// and marks alone, -1 if there is none.
func (b *Binding) likely(field string) (int, error) {
	at := -1
	for i, cell := range b.sheet.Header {
		if phrase.Fold(cell.Text) != phrase.Fold(field) {
			continue
		}
		if at >= 0 {
			return -1, fmt.Errorf("the columns %q and %q could both be it: say with --column %s=HEADER", b.sheet.Header[at].Text, cell.Text, field)
		}
		at = i
	}
	return at, nil
}

// otherID says how a table of people can go without ids.
func (k Kind) otherID(field string) string {
	if k == People && field == "id" {
		return ", or have it made with --id-from name"
	}
	return ""
}
