package life

import (
	"reflect"
	"testing"

	"pairbook/generator/internal/record"
)

// TestPinsOfOnePerson: once two people are one, a pin has them once, and none is of them alone.
func TestPinsOfOnePerson(t *testing.T) {
	peers := func(ids ...record.PersonID) record.Pin { return record.Pin{Peers: ids} }
	pins := []record.Pin{peers("ana", "ana"), peers("ana", "ben", "ana"), peers("ana", "ben"), {Mentor: "ana", Mentee: "ana"},
		{Mentor: "cai", Mentee: "ana"}, {Mentor: "cai", Peers: []record.PersonID{"ana", "ana"}}}
	want := []record.Pin{peers("ana", "ben"), {Mentor: "cai", Mentee: "ana"}, {Mentor: "cai", Peers: []record.PersonID{"ana"}}}
	if changed := uniquePins(&pins, "ana"); !changed || !reflect.DeepEqual(pins, want) {
		t.Errorf("%+v", pins)
	}
	if changed := uniquePins(&pins, "ana"); changed {
		t.Errorf("changed again: %+v", pins)
	}
}
