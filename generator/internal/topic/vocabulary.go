package topic

import (
	"cmp"
	"maps"
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
)

// Vocabulary finds topics by their spellings.
type Vocabulary struct {
	topics record.Table[record.TopicID, *record.Topic]
	byKey  map[string]record.TopicID
}

// NewVocabulary indexes the names and aliases of topics. If two topics claim the
// same words, a name wins over an alias, then the lower id.
func NewVocabulary(topics record.Table[record.TopicID, *record.Topic]) *Vocabulary {
	v := &Vocabulary{topics: topics, byKey: map[string]record.TopicID{}}
	for _, t := range topics.All() {
		v.claim(t.ID, t.Name)
	}
	for _, t := range topics.All() {
		for _, alias := range t.Aliases {
			v.claim(t.ID, alias)
		}
	}
	return v
}

func (v *Vocabulary) claim(id record.TopicID, spelling string) {
	key := Key(spelling)
	if _, taken := v.byKey[key]; !taken && key != "" {
		v.byKey[key] = id
	}
}

// Lookup returns the topic of a spelling: the one whose name or alias has the
// same words, or else the one with that id.
func (v *Vocabulary) Lookup(spelling string) (record.TopicID, bool) {
	if id, ok := v.byKey[Key(spelling)]; ok {
		return id, true
	}
	if id := record.TopicID(spelling); v.topics.Has(id) {
		return id, true
	}
	return "", false
}

// Spellings lists all that topics are called: by their ids, names and aliases.
func (v *Vocabulary) Spellings() (all []string) {
	for _, t := range v.topics.All() {
		all = append(append(all, string(t.ID), t.Name), t.Aliases...)
	}
	return all
}

// Unify finds a topic for every spelling, and creates the missing ones. The
// spellings should be repeated as often as they occur: the most common one
// becomes the name of a new topic, the others with the same words its aliases.
// Spellings without words get no topic.
//
// The result does not depend on the order of the spellings. changed lists the
// topics that are new or have new aliases, by id; existing topics are copied, not
// modified.
func (v *Vocabulary) Unify(spellings []string) (ids map[string]record.TopicID, changed []*record.Topic) {
	ids = map[string]record.TopicID{}
	fresh := map[string]map[string]int{} // key → spelling → count
	more := map[record.TopicID][]string{}
	for _, s := range spellings {
		key := Key(s)
		if id, ok := v.Lookup(s); ok {
			if _, seen := ids[s]; !seen {
				ids[s] = id
				more[id] = append(more[id], s)
			}
		} else if key != "" {
			if fresh[key] == nil {
				fresh[key] = map[string]int{}
			}
			fresh[key][s]++
		}
	}
	for _, id := range slices.Sorted(maps.Keys(more)) {
		if t, ok := withAliases(v.topics.Get(id), more[id]); ok {
			changed = append(changed, t)
		}
	}
	for _, t := range v.newTopics(fresh) {
		ids[t.Name] = t.ID
		for _, alias := range t.Aliases {
			ids[alias] = t.ID
		}
		changed = append(changed, t)
	}
	slices.SortFunc(changed, func(a, b *record.Topic) int { return cmp.Compare(a.ID, b.ID) })
	return ids, changed
}

// withAliases returns a copy of t with the spellings added, and whether any was
// new.
func withAliases(t *record.Topic, spellings []string) (*record.Topic, bool) {
	var fresh []string
	for _, s := range slices.Sorted(slices.Values(spellings)) {
		if s != t.Name && s != string(t.ID) && !slices.Contains(t.Aliases, s) {
			fresh = append(fresh, s)
		}
	}
	if fresh == nil {
		return t, false
	}
	c := *t
	c.Aliases = slices.Concat(t.Aliases, fresh)
	return &c, true
}

// newTopics makes a topic of each group of spellings.
func (v *Vocabulary) newTopics(groups map[string]map[string]int) []*record.Topic {
	var coined []*record.Topic
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		times := groups[key]
		spellings := slices.SortedFunc(maps.Keys(times), func(a, b string) int {
			return cmp.Or(cmp.Compare(times[b], times[a]), cmp.Compare(a, b))
		})
		t := &record.Topic{Name: spellings[0]}
		if len(spellings) > 1 {
			t.Aliases = slices.Sorted(slices.Values(spellings[1:]))
		}
		coined = append(coined, t)
	}
	taken := map[record.TopicID]bool{}
	for _, t := range coined {
		t.ID = v.free(ID(t.Name), taken)
		taken[t.ID] = true
	}
	return coined
}

// free appends a number to an id until no topic has it.
func (v *Vocabulary) free(id record.TopicID, taken map[record.TopicID]bool) record.TopicID {
	return record.TopicID(text.Free(string(id), func(s string) bool {
		id := record.TopicID(s)
		return v.topics.Has(id) || taken[id] || reserved[id]
	}))
}

// reserved are names that files cannot have on every system.
var reserved = map[record.TopicID]bool{
	"con": true, "prn": true, "aux": true, "nul": true,
	"com1": true, "com2": true, "com3": true, "com4": true, "com5": true, "com6": true, "com7": true, "com8": true, "com9": true,
	"lpt1": true, "lpt2": true, "lpt3": true, "lpt4": true, "lpt5": true, "lpt6": true, "lpt7": true, "lpt8": true, "lpt9": true,
}
