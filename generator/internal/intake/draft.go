package intake

import (
	"bytes"
	"cmp"
	"reflect"
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/table"
)

// draft is a record that rows create or change.
type draft struct {
	record record.Record
	before []byte   // nil for a new record
	above  string   // a comment above a new record
	keys   []string // with changed values
	notes  string   // of a new log
	rows   []*row
}

// by records that rows contribute to the record.
func (d *draft) by(rows ...*row) {
	for _, r := range rows {
		if !slices.Contains(d.rows, r) {
			d.rows = append(d.rows, r)
		}
	}
}

// set sets a key of the record.
func set[T any](d *draft, key string, target *T, value T) {
	if reflect.DeepEqual(*target, value) {
		return
	}
	*target = value
	if !slices.Contains(d.keys, key) {
		d.keys = append(d.keys, key)
	}
}

// setField sets the key named like a field, if the row has that field.
func setField[T any](d *draft, r *row, field string, target *T, read func(*row, string) (T, bool)) {
	if value, ok := read(r, field); ok {
		set(d, field, target, value)
	}
}

// setText is setField for a text, whose line ends and spaces a table does not tell apart.
func setText(d *draft, r *row, field string, target *string) {
	if value, ok := r.text(field); ok && value != table.Clean(*target) {
		set(d, field, target, value)
	}
}

// bytes returns the record's file, nil when it does not change.
func (d *draft) bytes() ([]byte, error) {
	if d.before == nil {
		if _, ok := record.LogOf(d.record); ok {
			return record.MarshalLog(d.record, d.notes)
		}
		text, err := record.Marshal(d.record)
		return slices.Concat([]byte(d.above), text), err
	}
	if len(d.keys) == 0 {
		return nil, nil
	}
	after, err := record.SetKeys(d.before, d.record, d.keys...)
	if err != nil || bytes.Equal(after, d.before) {
		return nil, err
	}
	return after, nil
}

// files returns every draft as a file, in the order of paths. A record that
// cannot be changed in place is reported at its rows.
func (p *pass) files() []File {
	var files []File
	for path, d := range p.drafts {
		after, err := d.bytes()
		if err != nil {
			for _, r := range d.rows {
				r.problems.Errorf(r.start(), Rule, "write the record with a key on each line", "%s cannot be changed: %v", path, err)
			}
			continue
		}
		if after == nil {
			continue
		}
		f := File{Path: path, Before: d.before, After: after}
		for _, r := range d.rows {
			f.Rows = append(f.Rows, r.start())
		}
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return files
}

// draftOf returns the draft at a path. It creates it with begin, which returns
// the record and its text if it exists.
func draftOf[R record.Record](p *pass, path string, r *row, begin func() (R, []byte)) (*draft, R) {
	d := p.drafts[path]
	if d == nil {
		rec, before := begin()
		d = &draft{record: rec, before: before}
		p.drafts[path] = d
	}
	d.by(r)
	return d, d.record.(R)
}

// complete reports whether a record could be read completely, and reports a
// problem if not: a row must not change what nobody can read.
func (r *row) complete(field string, src *record.Source) bool {
	if src.Incomplete {
		r.bad(field, "run check, and mend it first", "there is a problem in %s", src.Path)
		return false
	}
	return true
}

// once reports whether a row is the first for a record, and reports a problem if
// a later one differs.
func (p *pass) once(path, field string, r *row) bool {
	first, again := p.first[path]
	if !again {
		p.first[path] = r
		return true
	}
	if first.contents() != r.contents() {
		value, _ := r.value(field)
		value = cmp.Or(string(r.made), value)
		r.bad(field, "make one row of the two", "%q is in line %d already, with other values", value, first.Line)
	}
	return false
}
