package match

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/test/sketch"
)

// TestProposeGoesInSteps names each step in order, and stops at the first that fails.
func TestProposeGoesInSteps(t *testing.T) {
	t.Parallel()
	w := sketch.New()
	w.Mentee("ana")
	w.Mentor("lee")
	broken := errors.New("interrupted")
	for stop, want := range map[string][]string{"": {"score", "solve", "explain"}, "score": {"score"}, "solve": {"score", "solve"}, "explain": {"score", "solve", "explain"}} {
		var steps []string
		o := Options{Options: fit.Options{AsOf: sketch.AsOf}, Step: func(name string, do func() error) error {
			if steps = append(steps, name); name == stop {
				return broken
			}
			return do()
		}}
		_, err := Propose(w.Repository(), "cohort", o)
		if !slices.Equal(steps, want) || errors.Is(err, broken) != (stop != "") {
			t.Errorf("stopped at %q: %v, want %v; %v", stop, steps, want, err)
		}
	}
}

// TestProposeTakesTheCohortsObjective unless another is asked for.
func TestProposeTakesTheCohortsObjective(t *testing.T) {
	t.Parallel()
	w := sketch.New()
	w.Mentee("ana")
	w.Mentor("lee")
	w.Program.Matching.Objective = "fair"
	for asked, want := range map[record.ObjectiveKind]record.ObjectiveKind{"": "fair", "score": "score"} {
		r, err := Propose(w.Repository(), "cohort", Options{Options: fit.Options{AsOf: sketch.AsOf}, Objective: asked})
		if err != nil || r.Proposal.Objective != want || r.Proposal.Cohort != "cohort" || len(r.Proposal.Pairs) != 1 {
			t.Errorf("asked for %q: %+v, %v", asked, r.Proposal, err)
		}
	}
}

// TestProposeSaysWhatStayingCosts, but to those who fill places: who has one keeps it then.
func TestProposeSaysWhatStayingCosts(t *testing.T) {
	t.Parallel()
	w := sketch.New()
	w.Mentee("ana")
	w.Mentor("lee")
	w.Pairings["heron"] = &record.Pairing{ID: "heron", State: record.Proposed, Mentors: sketch.Members("lee"), Mentees: sketch.Members("ana")}
	for _, fill := range []bool{false, true} {
		r, err := Propose(w.Repository(), "cohort", Options{Options: fit.Options{AsOf: sketch.AsOf, Fill: fill}})
		if err != nil || r.Proposal.Fill != fill || (r.Proposal.Staying != nil) == fill {
			t.Errorf("fill %v: %+v, %v", fill, r.Proposal, err)
		}
	}
}

// TestWhoWaitsGetsWhatIsLeft: a mentor whom a mentee with a place is to have has that place no more.
func TestWhoWaitsGetsWhatIsLeft(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		capacity int
		want     string
	}{{1, "cai with max"}, {2, "ben with lee, cai with max"}} {
		w := sketch.New(record.Criterion{ID: "preference", Kind: "preference", Weight: 1})
		_, ana := w.Mentee("ana")
		_, ben := w.Mentee("ben")
		_, cai := w.Mentee("cai")
		ana.Prefers, ben.Prefers, cai.Prefers = []record.PersonID{"lee"}, []record.PersonID{"lee"}, []record.PersonID{"max"}
		ben.Status, cai.Status = record.Waiting, record.Waiting
		_, lee := w.Mentor("lee")
		lee.Mentor.Capacity = test.capacity
		w.Mentor("max")
		steps := 0
		r, err := Propose(w.Repository(), "cohort", Options{Options: fit.Options{AsOf: sketch.AsOf, Fill: true}, Step: func(_ string, do func() error) error { steps++; return do() }})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range r.Proposal.Pairs {
			got = append(got, p.Mentee+" with "+p.Mentor)
		}
		if strings.Join(got, ", ") != test.want || steps != 3 {
			t.Errorf("lee takes %d: %q in %d steps, want %q", test.capacity, got, steps, test.want)
		}
	}
}

// TestProposeFails with what is wrong with the cohort, whoever is matched.
func TestProposeFails(t *testing.T) {
	t.Parallel()
	impossible := func(w *sketch.World) {
		w.Mentee("ana")
		w.Mentor("lee")
		w.Cohort.Pins = []record.Pin{{Mentee: "ben", Mentor: "lee"}}
	}
	for _, test := range []struct {
		cohort record.CohortID
		change func(w *sketch.World)
		fill   bool
		want   string
	}{
		{"winter", func(*sketch.World) {}, false, `there is no cohort "winter"`},
		{"winter", func(*sketch.World) {}, true, `there is no cohort "winter"`},
		{"cohort", impossible, false, "the pin of ben with lee cannot be kept"},
		{"cohort", impossible, true, "the pin of ben with lee cannot be kept"},
		{"cohort", func(w *sketch.World) { w.Program.Matching.Shape = record.InPeers }, true, `--fill is for pairs, and "cohort" is matched in peers`},
	} {
		w := sketch.New()
		test.change(w)
		_, err := Propose(w.Repository(), test.cohort, Options{Options: fit.Options{AsOf: sketch.AsOf, Fill: test.fill}})
		if !strings.HasPrefix(fmt.Sprint(err), test.want) {
			t.Errorf("%v, want %s", err, test.want)
		}
	}
}

// TestPinsShowBeforeSolving that they cannot be kept, in pairs as in circles.
func TestPinsShowBeforeSolving(t *testing.T) {
	t.Parallel()
	for shape, good := range map[record.MatchShape]record.Pin{record.InPairs: {Mentee: "ana", Mentor: "lee"}, record.InPeers: {Peers: []record.PersonID{"ana", "lee"}}} {
		w := sketch.New()
		w.Program.Matching.Shape = shape
		if w.Mentee("ana"); shape == record.InPairs {
			w.Mentor("lee")
		} else {
			w.Enrolment("ana").Peer, w.Enrolment("lee").Peer = &record.AsPeer{}, &record.AsPeer{}
		}
		for _, bad := range []bool{false, true} {
			if w.Cohort.Pins = []record.Pin{good}; bad {
				w.Cohort.Pins = []record.Pin{{Mentee: "ana", Mentor: "kim"}}
			}
			if err := Pins(w.Repository(), w.Cohort, w.Program, fit.Options{AsOf: sketch.AsOf}); (err != nil) != bad {
				t.Errorf("%s, %+v: %v", shape, w.Cohort.Pins, err)
			}
		}
	}
}

// TestOtherShapesAreTeams: a cohort of peers has teams, and neither a pool nor pairs.
func TestOtherShapesAreTeams(t *testing.T) {
	t.Parallel()
	w := sketch.New()
	w.Program.Matching.Shape = record.InPeers
	w.Enrolment("ana").Peer, w.Enrolment("lee").Peer = &record.AsPeer{}, &record.AsPeer{}
	r, err := Propose(w.Repository(), "cohort", Options{Options: fit.Options{AsOf: sketch.AsOf}})
	if err != nil || r.Teams == nil || r.Teams.Members != 2 || r.Pool != nil || r.Proposal != nil {
		t.Errorf("%+v, %v", r, err)
	}
}
