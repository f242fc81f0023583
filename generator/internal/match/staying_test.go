package match

import (
	"errors"
	"testing"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/test/sketch"
)

// TestStayingFollowsOnlyWhatIsProposed: a pairing that is released is open anyway, and an active one stays so.
func TestStayingFollowsOnlyWhatIsProposed(t *testing.T) {
	t.Parallel()
	w := sketch.New(record.Criterion{ID: "unit", Kind: "unit", Weight: 1})
	for _, two := range [][2]string{{"ana", "lee"}, {"ben", "max"}, {"cai", "ned"}} {
		w.Mentee(two[0])
		w.Mentor(two[1])
	}
	add := func(id record.PairingID, state record.PairingState, mentor, mentee record.PersonID) {
		w.Pairings[id] = &record.Pairing{ID: id, State: state, Started: sketch.AsOf, Mentors: sketch.Members(mentor), Mentees: sketch.Members(mentee)}
	}
	add("heron", record.Proposed, "lee", "ana")
	add("otter", record.Proposed, "max", "ben")
	add("robin", record.Active, "ned", "cai")
	for release, want := range map[record.PairingID]int{"": 2, "otter": 1} {
		o := fit.Options{AsOf: sketch.AsOf, Release: release}
		table := NewTable(poolOf(t, w, o))
		s, err := table.Solve("coverage").Staying(w.Repository(), "cohort", o)
		if err != nil || s == nil || s.Pairings != want || release == "" && s.Words() != "" {
			t.Errorf("with %q released: %+v, %v", release, s, err)
		}
	}
	w.Pairings = map[record.PairingID]*record.Pairing{"robin": w.Pairings["robin"]}
	o := fit.Options{AsOf: sketch.AsOf}
	table := NewTable(poolOf(t, w, o))
	if s, err := table.Solve("coverage").Staying(w.Repository(), "cohort", o); s != nil || err != nil {
		t.Errorf("nothing is proposed: %+v, %v", s, err)
	}
}

// TestStayingNeedsThePinsWithoutIt: nothing is said of opening pairings again where a pin has to have one of them,
// and pins that cannot be kept as it is are an error.
func TestStayingNeedsThePinsWithoutIt(t *testing.T) {
	t.Parallel()
	w := sketch.New()
	w.Mentee("ana")
	w.Mentee("ben")
	w.Mentor("lee")
	w.Pairings["heron"] = &record.Pairing{ID: "heron", State: record.Proposed, Mentors: sketch.Members("lee"), Mentees: sketch.Members("ana")}
	w.Cohort.Pins = []record.Pin{{Mentee: "ana", Mentor: "lee"}}
	o := fit.Options{AsOf: sketch.AsOf, Avoid: []fit.Avoid{{A: "ana", B: "lee"}}}
	table := NewTable(poolOf(t, w, o))
	a := table.Solve("coverage")
	if s, err := a.Staying(w.Repository(), "cohort", o); s != nil || err != nil {
		t.Errorf("the two are kept apart, but for their pairing: %+v, %v", s, err)
	}
	w.Cohort.Pins = []record.Pin{{Mentee: "ben", Mentor: "lee"}}
	if s, err := a.Staying(w.Repository(), "cohort", o); s != nil || !errors.As(err, new(fit.PinErrors)) {
		t.Errorf("lee is full: %+v, %v", s, err)
	}
}
