package review

import (
	"iter"
	"strings"

	"pairbook/generator/internal/record"
)

// confusables maps characters that look alike to one of them.
var confusables = strings.NewReplacer("0", "o", "1", "l", "i", "l", "5", "s", "8", "b", "rn", "m", "vv", "w", "-", "")

// skeletons returns the ids of people and pairings by their skeleton.
func skeletons(repo *record.Repository) map[string]string {
	seen := map[string]string{}
	for kind, id := range identities(repo) {
		seen[skeleton(kind, id)] = id
	}
	return seen
}

func skeleton(kind, id string) string { return kind + "\x00" + confusables.Replace(id) }

// identities yields the ids that somebody could imitate, with their kind:
// pairings of different cohorts may look alike.
func identities(repo *record.Repository) iter.Seq2[string, string] {
	return func(yield func(kind, id string) bool) {
		for _, id := range repo.People.IDs() {
			if !yield("person", string(id)) {
				return
			}
		}
		for _, c := range repo.Cohorts.All() {
			for _, id := range c.Pairings.IDs() {
				if !yield("pairing of "+string(c.ID), string(id)) {
					return
				}
			}
		}
	}
}

// lookAlikes finds new ids that look like an existing one.
func (j *judge) lookAlikes() (reasons []Phrase) {
	known := map[string]bool{}
	for kind, id := range identities(j.in.Base) {
		known[kind+"\x00"+id] = true
	}
	for kind, id := range identities(j.in.After) {
		if like := j.ids[skeleton(kind, id)]; like != "" && !known[kind+"\x00"+id] {
			reasons = append(reasons, phrase("the new id %s looks like %s, which is there already", id, like))
		}
	}
	return reasons
}
