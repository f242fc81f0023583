package grouping

import (
	"slices"
	"testing"

	"pairbook/generator/internal/couple"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/test/sketch"
)

// peersOf are peers with the topics of each.
func peersOf(shape record.MatchShape, minimum, atLeast int, topics map[string][]record.TopicID) *sketch.World {
	w := sketch.New(record.Criterion{ID: "topics", Kind: "topics", Weight: 1, AtLeast: atLeast}).Vocabulary()
	w.Program.Matching.Shape, w.Program.Matching.Minimum, w.Program.Matching.Size = shape, minimum, record.Size{Min: 2, Max: 3}
	for id, named := range topics {
		w.Person(id)
		w.Enrolment(id).Peer = &record.AsPeer{Topics: named}
	}
	return w
}

// TestTheListHidesBehindAnotherReason: where one of two may not be with the other for
// something else, the private list changes no word, whoever is named first.
func TestTheListHidesBehindAnotherReason(t *testing.T) {
	for _, shape := range []record.MatchShape{record.InPeers, record.InCircles} {
		for _, two := range [][2]string{{"ana", "ben"}, {"ben", "ana"}} {
			w := peersOf(shape, 0, 60, map[string][]record.TopicID{"ana": {"data"}, "ben": {"data", "radio", "law", "music"}})
			var said []*TeamWhy
			for _, o := range []fit.Options{{}, {Avoid: []fit.Avoid{{A: "ana", B: "ben"}}}} {
				why, err := teams(w, t, o).Why(two[0], two[1])
				if err != nil || len(why.Bars) == 0 {
					t.Fatalf("%s: %+v, %v", shape, why, err)
				}
				said = append(said, why)
			}
			if !slices.Equal(said[0].Bars, said[1].Bars) {
				t.Errorf("%s, %v: %q, and with the list %q", shape, two, said[0].Bars, said[1].Bars)
			}
		}
	}
}

// TestAPinUnderTheMinimumCosts: two whom only a pin lets be together have nobody without it,
// and can be together with it.
func TestAPinUnderTheMinimumCosts(t *testing.T) {
	for _, shape := range []record.MatchShape{record.InPeers, record.InCircles} {
		w := peersOf(shape, 50, 0, map[string][]record.TopicID{"ana": {"data"}, "ben": {"radio"}})
		why, err := teams(w, t, fit.Options{}).Why("ana", "ben")
		if err != nil || len(why.Bars) > 0 || why.Cost == nil || why.Cost.Members != -2 {
			t.Errorf("%s: without the pin %+v, %v", shape, why, err)
		}
		w.Cohort.Pins = []record.Pin{{Peers: []record.PersonID{"ana", "ben"}}}
		why, err = teams(w, t, fit.Options{}).Why("ana", "ben")
		if err != nil || !why.Pinned || why.Cost == nil || why.Cost.Members != -2 {
			t.Errorf("%s: with the pin %+v, %v", shape, why, err)
		}
	}
}

// TestAPinTwice counts once.
func TestAPinTwice(t *testing.T) {
	for _, shape := range []record.MatchShape{record.InPeers, record.InCircles} {
		w := peersOf(shape, 0, 0, map[string][]record.TopicID{"ana": {"data"}, "ben": {"radio"}})
		w.Cohort.Pins = []record.Pin{{Peers: []record.PersonID{"ana", "ben"}}, {Peers: []record.PersonID{"ben", "ana"}}}
		if s := teams(w, t, fit.Options{}); len(s.Teams) != 1 || len(s.Teams[0].Pinned) != 1 {
			t.Errorf("%s: %+v", shape, s.Teams)
		}
	}
	of := &Peers{Names: []string{"ana", "ben"}, Pairs: []couple.Pair{{A: 0, B: 1, Score: 7}}, Pins: [][]string{{"ana", "ben"}, {"ben", "ana"}}}
	if s, err := of.Propose(directly); err != nil || len(s.Teams) != 1 || s.Total != 700 {
		t.Errorf("of scores: %+v, %v", s, err)
	}
}

// TestPinsThatAreOne: pins that share somebody are one team, and what cannot be a team is
// said of the pin that makes it so, without a search.
func TestPinsThatAreOne(t *testing.T) {
	two := func(a, b, lead record.PersonID) record.Pin {
		return record.Pin{Peers: []record.PersonID{a, b}, Mentor: lead}
	}
	for _, c := range []struct {
		pins []record.Pin
		want string
	}{
		{[]record.Pin{two("ana", "ben", "lee"), two("ben", "cai", ""), two("cai", "dee", "max")}, "the pin of cai and dee with max cannot be kept: ben is pinned to lee, too, and can be in one circle only"},
		{[]record.Pin{two("ana", "ben", ""), two("cai", "dee", ""), two("ben", "cai", "")}, "the pin of ben and cai cannot be kept: pins put 4 together, and a circle has at most 3"},
		{[]record.Pin{two("ana", "fay", ""), two("ana", "ben", ""), two("ben", "eli", "")}, "the pin of ana and fay cannot be kept: fay is not to be matched as a peer (not enrolled as one, not accepted, in a circle already, or no longer here). The pin of ben and eli cannot be kept: with it ana and eli would be together: how the two stand to each other rules it out"},
		{[]record.Pin{two("dee", "ben", ""), two("ben", "cai", "lee")}, "the pin of ben and cai with lee cannot be kept: with it dee and lee would be together: how the two stand to each other rules it out"},
		{[]record.Pin{{Peers: []record.PersonID{"ana", "ben", "eli"}}}, "the pin of ana, ben and eli cannot be kept: with it ana and eli would be together: how the two stand to each other rules it out"},
		{[]record.Pin{two("eli", "ana", "")}, "the pin of eli and ana cannot be kept: how the two stand to each other rules it out"},
	} {
		w := peersOf(record.InCircles, 0, 0, map[string][]record.TopicID{"ana": {"data"}, "ben": {"data"}, "cai": {"data"}, "dee": {"data"}, "eli": {"data"}})
		w.Mentor("lee")
		w.Mentor("max")
		w.Person("dee").Manager = "lee"
		w.Cohort.Pins = c.pins
		_, err := newPool(w.Repository(), w.Cohort, w.Program, fit.Options{AsOf: sketch.AsOf, Avoid: []fit.Avoid{{A: "ana", B: "eli"}}})
		if err == nil || err.Error() != c.want {
			t.Errorf("%v: %v, want %s", c.pins, err, c.want)
		}
	}
}
