package fit

import (
	"slices"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/test/sketch"
)

// TestOpposed: a pairing stays although two of its members are kept apart, as long as they are in it together.
func TestOpposed(t *testing.T) {
	t.Parallel()
	manager := func(of string, id record.PersonID) func(*sketch.World) {
		return func(w *sketch.World) { w.Person(of).Manager = id }
	}
	keeps := func(kinds ...record.ConstraintKind) func(*sketch.World) {
		return func(w *sketch.World) {
			for _, kind := range kinds {
				w.Program.Matching.Constraints = append(w.Program.Matching.Constraints, record.Constraint{ID: record.ConstraintID(kind), Kind: kind})
			}
		}
	}
	shape := func(s record.MatchShape) func(*sketch.World) {
		return func(w *sketch.World) { w.Program.Matching.Shape = s }
	}
	pairing := func(change func(p *record.Pairing)) func(*sketch.World) {
		return func(w *sketch.World) { change(w.Pairings["otter"]) }
	}
	type changes = []func(*sketch.World)
	both := Options{Avoid: []Avoid{{"kim", "ben"}, {"ben", "ana"}}}
	for _, test := range []struct {
		name   string
		o      Options
		change changes
		want   bool
	}{
		{"strangers", Options{Avoid: []Avoid{{"ana", "kim"}}}, changes{keeps("manager", "same-manager")}, false},
		{"to be avoided", both, nil, true},
		{"to be avoided, said the other way round", Options{Avoid: []Avoid{{"ana", "ben"}}}, nil, true},
		{"to be avoided, and standing by", both, changes{pairing(func(p *record.Pairing) { p.Mentors[0].As = record.Adviser })}, true},
		{"the manager", Options{}, changes{keeps("manager"), manager("ana", "ben")}, true},
		{"the manager's manager", Options{}, changes{keeps("manager"), manager("ana", "cai"), manager("cai", "ben")}, true},
		{"the mentee manages the mentor", Options{}, changes{keeps("manager"), manager("ben", "ana")}, true},
		{"the manager, and another rule", Options{}, changes{keeps("same-manager"), manager("ana", "ben")}, false},
		{"the manager stands by", Options{}, changes{keeps("manager"), manager("ana", "ben"), pairing(func(p *record.Pairing) { p.Mentors[0].As = record.Adviser })}, false},
		{"the led one stands by", Options{}, changes{keeps("manager"), manager("ben", "ana"), pairing(func(p *record.Pairing) { p.Mentors[0].As = record.Backup })}, false},
		{"their own manager", Options{}, changes{keeps("manager"), manager("ana", "ana"), manager("ben", "ben")}, false},
		{"one manager", Options{}, changes{keeps("same-manager"), manager("ana", "cai"), manager("ben", "cai")}, true},
		{"one manager, and another rule", Options{}, changes{keeps("manager"), manager("ana", "cai"), manager("ben", "cai")}, false},
		{"two managers", Options{}, changes{keeps("same-manager"), manager("ana", "cai"), manager("ben", "dee")}, false},
		{"no managers", Options{}, changes{keeps("same-manager")}, false},
		{"in a group", Options{}, changes{shape(record.InGroups), manager("ana", "ben")}, true},
		{"in a circle", Options{}, changes{shape(record.InCircles), manager("ana", "ben")}, true},
		{"as peers", Options{}, changes{shape(record.InPeers), manager("ana", "ben")}, false},
		{"a record that is not there", Options{}, changes{keeps("same-manager"), manager("ana", "cai"), func(w *sketch.World) { delete(w.People, "ben") }}, false},
		{"of another", Options{}, changes{keeps("same-manager"), manager("ben", "cai"), func(w *sketch.World) { delete(w.People, "ana") }}, false},
		{"over", both, changes{pairing(func(p *record.Pairing) { p.State, p.Ended = record.Ended, sketch.AsOf })}, false},
		{"released", Options{Avoid: both.Avoid, Release: "otter"}, nil, false},
		{"until today", both, changes{pairing(func(p *record.Pairing) { p.Mentees[0].Until = sketch.AsOf })}, true},
		{"until yesterday", both, changes{pairing(func(p *record.Pairing) { p.Mentees[0].Until = sketch.AsOf.Add(-1) })}, false},
		{"proposed, whatever the days", both, changes{pairing(func(p *record.Pairing) { p.State, p.Mentees[0].Until = record.Proposed, sketch.AsOf.Add(-1) })}, true},
		{"one after the other", both, changes{pairing(func(p *record.Pairing) { p.Mentees[0].Until, p.Mentors[0].From = sketch.AsOf, sketch.AsOf.Add(1) })}, false},
		{"without a programme", both, changes{func(w *sketch.World) { w.Cohort.Program = "gone" }}, false},
	} {
		w := sketch.New()
		w.Person("ana")
		w.Person("ben")
		for _, id := range []record.PairingID{"heron", "otter"} {
			w.Pairings[id] = &record.Pairing{ID: id, State: record.Active, Started: sketch.AsOf.Add(-9), Mentors: sketch.Members("ben"), Mentees: sketch.Members("ana")}
		}
		w.Pairings["heron"].Mentees = sketch.Members("kit")
		for _, change := range test.change {
			change(w)
		}
		test.o.AsOf = sketch.AsOf
		got := Opposed(w.Repository(), w.Cohort, test.o)
		if want := []record.PairingID{"otter"}; test.want && !slices.Equal(got, want) || !test.want && len(got) > 0 {
			t.Errorf("%s: %v, and the two are kept apart: %v", test.name, got, test.want)
		}
	}
}
