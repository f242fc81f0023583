package record

import (
	"cmp"
	"maps"
	"slices"
)

// Table holds records of one kind by id. The zero Table is empty.
type Table[ID ~string, R any] struct {
	ids  []ID
	byID map[ID]R
}

// Len returns the number of records.
func (t Table[ID, R]) Len() int { return len(t.ids) }

// IDs returns the sorted ids. The caller must not change the slice.
func (t Table[ID, R]) IDs() []ID { return t.ids }

// Has reports whether the table has a record with an id.
func (t Table[ID, R]) Has(id ID) bool {
	_, ok := t.byID[id]
	return ok
}

// Get returns the record with an id, or the zero value.
func (t Table[ID, R]) Get(id ID) R { return t.byID[id] }

// All returns the records, sorted by id.
func (t Table[ID, R]) All() []R {
	all := make([]R, len(t.ids))
	for i, id := range t.ids {
		all[i] = t.byID[id]
	}
	return all
}

// NewTable returns a table of records by id.
func NewTable[ID ~string, R any](records map[ID]R) Table[ID, R] {
	return Table[ID, R]{slices.SortedFunc(maps.Keys(records), cmp.Compare), records}
}
