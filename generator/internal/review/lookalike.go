package review

import (
	"iter"
	"strings"

	"pairbook/generator/internal/record"
)

// alike maps letters that are taken for one another to one of them.
var alike = strings.NewReplacer("0", "o", "1", "l", "i", "l", "5", "s", "8", "b", "rn", "m", "vv", "w", "-", "")

// looks lists the ids of people and pairings by how they look.
func looks(repo *record.Repository) map[string]string {
	seen := map[string]string{}
	for kind, id := range named(repo) {
		seen[look(kind, id)] = id
	}
	return seen
}

func look(kind, id string) string { return kind + "\x00" + alike.Replace(id) }

// named yields the ids that somebody could pass themself off under, with what
// has them: two pairings of different cohorts may look alike.
func named(repo *record.Repository) iter.Seq2[string, string] {
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

// lookAlikes finds new ids that look like one that is there.
func (j *judge) lookAlikes() (reasons []Phrase) {
	known := map[string]bool{}
	for kind, id := range named(j.in.Base) {
		known[kind+"\x00"+id] = true
	}
	for kind, id := range named(j.in.After) {
		if like := j.ids[look(kind, id)]; like != "" && like != id && !known[kind+"\x00"+id] {
			reasons = append(reasons, say("the new id %s looks like %s, which is there already", id, like))
		}
	}
	return reasons
}
