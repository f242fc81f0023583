package fit

import (
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
)

// Sharing returns a function that lists the topics that a mentee seeks and a
// mentor offers, or that two peers named, in any spelling, by id. It reads nothing else about the two, so
// its result may be shown to more people than a score.
func Sharing(repo *record.Repository) func(mentee, mentor *record.Enrolment) []record.TopicID {
	vocabulary := topic.NewVocabulary(repo.Topics)
	return func(mentee, mentor *record.Enrolment) []record.TopicID {
		if mentee != nil && mentee.Peer != nil && mentor != nil && mentor.Peer != nil {
			named := unify(vocabulary, mentor.Peer.Topics)
			return slices.DeleteFunc(unify(vocabulary, mentee.Peer.Topics), func(id record.TopicID) bool {
				return !slices.Contains(named, id)
			})
		}
		if mentee == nil || mentee.Mentee == nil || mentor == nil || mentor.Mentor == nil {
			return nil
		}
		who := repo.People.Get(mentor.Person)
		if who == nil {
			return nil
		}
		offered := unify(vocabulary, offers(Giver{Person: who, Enrolment: mentor}))
		return slices.DeleteFunc(unify(vocabulary, mentee.Mentee.Seeks), func(id record.TopicID) bool {
			_, there := slices.BinarySearch(offered, id)
			return !there
		})
	}
}
