package intake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

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
)

// Kinds lists the kinds in the best order for importing.
func Kinds() []Kind { return []Kind{People, Enrolments, Pairings, Sessions} }

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
	}
	return nil
}

func (k Kind) optional() []string {
	switch k {
	case People:
		return []string{"name", "alias", "github", "github_id", "topics", "time_zone", "languages", "level", "unit", "manager"}
	case Enrolments:
		return []string{"capacity", "topics"}
	case Pairings:
		return []string{"mentors", "mentees", "peers", "reason", "started", "ended", "cadence"}
	case Sessions:
		return []string{"duration", "attended", "guests", "format", "topics"}
	}
	return nil
}

// program is the field that no row has but --set can give: the programme of the
// cohorts that an import creates.
const program = "program"

// Options map the cells of a table to fields.
type Options struct {
	Columns map[string]string            // field → header, where they differ
	Values  map[string]map[string]string // field → whole value of a cell → its meaning
	Set     map[string]string            // field → its value in every row
}

// ParseOptions parses the flags --column FIELD=HEADER, --value FIELD:FROM=TO and
// --set FIELD=VALUE. Its errors are usage errors.
func ParseOptions(kind Kind, columns, values, sets []string) (Options, error) {
	o := Options{Columns: map[string]string{}, Values: map[string]map[string]string{}, Set: map[string]string{}}
	for _, flag := range columns {
		field, header, ok := strings.Cut(flag, "=")
		if !ok || table.Clean(header) == "" {
			return o, fmt.Errorf("--column %q: write FIELD=HEADER", flag)
		}
		if err := kind.knows("--column", flag, field); err != nil {
			return o, err
		}
		o.Columns[field] = table.Clean(header)
	}
	for _, flag := range values {
		field, mapping, ok := strings.Cut(flag, ":")
		from, to, also := strings.Cut(mapping, "=")
		if !ok || !also {
			return o, fmt.Errorf("--value %q: write FIELD:FROM=TO", flag)
		}
		if err := kind.knows("--value", flag, field); err != nil {
			return o, err
		}
		if o.Values[field] == nil {
			o.Values[field] = map[string]string{}
		}
		o.Values[field][table.Clean(from)] = table.Clean(to)
	}
	for _, flag := range sets {
		field, value, ok := strings.Cut(flag, "=")
		if !ok || table.Clean(value) == "" {
			return o, fmt.Errorf("--set %q: write FIELD=VALUE", flag)
		}
		if err := kind.knows("--set", flag, field); err != nil && (field != program || kind == People) {
			return o, err
		}
		if header, twice := o.Columns[field]; twice {
			return o, fmt.Errorf("--set %q: --column says that %s is in the column %q; keep one of the two", flag, field, header)
		}
		o.Set[field] = table.Clean(value)
	}
	return o, nil
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
	column  map[string]int
}

// Bind finds the column of every field. Its errors are usage errors: a missing
// column, two with the same name, a required field without a source.
func Bind(kind Kind, sheet *table.Table, options Options) (*Binding, error) {
	b := &Binding{Kind: kind, sheet: sheet, options: options, column: map[string]int{}}
	used := map[int]bool{}
	for _, field := range kind.Fields() {
		if _, set := options.Set[field]; set {
			continue
		}
		header, named := options.Columns[field]
		if !named {
			header = field
		}
		at, err := sheet.Column(header)
		switch {
		case err != nil:
			return nil, fmt.Errorf("find the column of %s: %w", field, err)
		case at < 0 && named:
			return nil, fmt.Errorf("find the column of %s: %w", field, sheet.NoColumn(header))
		case at < 0 && slices.Contains(kind.required(), field):
			return nil, fmt.Errorf("no column is called %q: say where it is with --column %s=HEADER, or --set %s=VALUE (the columns are %s)",
				field, field, field, sheet.Headers())
		case at >= 0:
			b.column[field] = at
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
