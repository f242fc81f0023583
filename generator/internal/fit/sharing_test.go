package fit

import (
	"slices"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/test/sketch"
)

// TestSharing: what two share as mentee and mentor has nothing to do with what they named as peers.
func TestSharing(t *testing.T) {
	w := sketch.New().Vocabulary()
	_, ana := w.Mentee("ana")
	ben, both := w.Mentor("ben")
	ana.Mentee.Seeks, ana.Peer = []record.TopicID{"data", "presentations", "maps"}, &record.AsPeer{Topics: []record.TopicID{"writing", "maps"}}
	both.Mentor.Offers, both.Peer = []record.TopicID{"speaking", "data"}, &record.AsPeer{Topics: []record.TopicID{"writing"}}
	s := NewSharing(w.Repository())
	if got, want := s.Pair(ana, both), ids("data", "speaking"); !slices.Equal(got, want) {
		t.Errorf("as mentee and mentor they share %v, not %v", got, want)
	}
	if got, want := s.Peers(ana, both), ids("writing"); !slices.Equal(got, want) {
		t.Errorf("as peers they share %v, not %v", got, want)
	}
	ben.Topics, both.Mentor.Offers, both.Peer = ids("maps"), nil, nil
	if got, want := s.Pair(ana, both), ids("maps"); !slices.Equal(got, want) || s.Peers(ana, both) != nil || s.Pair(both, ana) != nil || s.Pair(nil, both) != nil {
		t.Errorf("they share %v, not %v", got, want)
	}
}
