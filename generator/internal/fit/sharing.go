package fit

import (
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
)

// Sharing lists the topics that two people share, in any spelling, by id. It reads nothing
// else about the two, so its result may be shown to more people than a score.
type Sharing struct {
	repo       *record.Repository
	vocabulary *topic.Vocabulary
}

// NewSharing compares the topics of people who take part.
func NewSharing(repo *record.Repository) *Sharing {
	return &Sharing{repo, topic.NewVocabulary(repo.Topics)}
}

// Pair lists what a mentee seeks and a mentor offers.
func (s *Sharing) Pair(mentee, mentor *record.Enrolment) []record.TopicID {
	if mentee == nil || mentee.Mentee == nil || mentor == nil || mentor.Mentor == nil {
		return nil
	}
	return s.both(mentee.Mentee.Seeks, s.repo.Offers(mentor))
}

// Peers lists what two peers named.
func (s *Sharing) Peers(one, other *record.Enrolment) []record.TopicID {
	if one == nil || one.Peer == nil || other == nil || other.Peer == nil {
		return nil
	}
	return s.both(one.Peer.Topics, other.Peer.Topics)
}

func (s *Sharing) both(one, other []record.TopicID) []record.TopicID {
	others := unify(s.vocabulary, other)
	return slices.DeleteFunc(unify(s.vocabulary, one), func(id record.TopicID) bool {
		_, there := slices.BinarySearch(others, id)
		return !there
	})
}
