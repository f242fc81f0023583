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

// Len returns how many records there are.
func (t Table[ID, R]) Len() int { return len(t.ids) }

// IDs lists the ids in order. The slice is the table's own.
func (t Table[ID, R]) IDs() []ID { return t.ids }

// Has tells whether there is a record of that id.
func (t Table[ID, R]) Has(id ID) bool {
	_, ok := t.byID[id]
	return ok
}

// Get returns the record of that id, or the zero of its type.
func (t Table[ID, R]) Get(id ID) R { return t.byID[id] }

// All lists the records in the order of their ids.
func (t Table[ID, R]) All() []R {
	all := make([]R, len(t.ids))
	for i, id := range t.ids {
		all[i] = t.byID[id]
	}
	return all
}

// NewTable makes a table of records by id.
func NewTable[ID ~string, R any](records map[ID]R) Table[ID, R] {
	return Table[ID, R]{slices.SortedFunc(maps.Keys(records), cmp.Compare), records}
}
