package topic

import (
	"maps"
	"slices"

	"pairbook/generator/internal/record"
)

// farthest is the greatest number of steps between related topics.
const farthest = 3

// Kinship holds which topics lie within which. It tolerates cycles and topics
// that do not exist.
type Kinship struct {
	above map[record.TopicID]map[record.TopicID]int // steps up, 0 to itself
	below map[record.TopicID][]record.TopicID       // all descendants
}

// NewKinship reads the `within` of all topics.
func NewKinship(topics record.Table[record.TopicID, *record.Topic]) *Kinship {
	k := &Kinship{map[record.TopicID]map[record.TopicID]int{}, map[record.TopicID][]record.TopicID{}}
	for _, id := range topics.IDs() {
		steps := map[record.TopicID]int{id: 0}
		for queue := []record.TopicID{id}; len(queue) > 0; queue = queue[1:] {
			at := queue[0]
			t := topics.Get(at)
			if t == nil || steps[at] == farthest {
				continue
			}
			for _, parent := range t.Within {
				if _, seen := steps[parent]; !seen {
					steps[parent] = steps[at] + 1
					queue = append(queue, parent)
				}
			}
		}
		k.above[id] = steps
		for ancestor := range maps.Keys(steps) {
			k.below[ancestor] = append(k.below[ancestor], id)
		}
	}
	return k
}

// Kin returns the topics within 3 steps of a topic, itself included at 0. A step
// leads from a topic to one that it lies within, or back, and the path goes up
// and then down: the parent and the children are 1 step away, the other children
// of the parent 2.
func (k *Kinship) Kin(id record.TopicID) map[record.TopicID]int {
	kin := map[record.TopicID]int{id: 0}
	for ancestor, up := range k.above[id] {
		for _, other := range k.below[ancestor] {
			steps := up + k.above[other][ancestor]
			if known, ok := kin[other]; steps <= farthest && (!ok || steps < known) {
				kin[other] = steps
			}
		}
	}
	return kin
}

// Ancestors lists the topics that a topic lies within, up to 3 steps above it, by
// id.
func (k *Kinship) Ancestors(id record.TopicID) []record.TopicID {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(k.above[id])), func(other record.TopicID) bool { return other == id })
}

// Common returns the topic that two topics lie within, or that one of them is, by the
// fewest steps and then by id; "" when they are no kin.
func (k *Kinship) Common(a, b record.TopicID) (common record.TopicID) {
	fewest := farthest + 1
	for _, id := range slices.Sorted(maps.Keys(k.above[a])) {
		if down, ok := k.above[b][id]; ok && k.above[a][id]+down < fewest {
			common, fewest = id, k.above[a][id]+down
		}
	}
	return common
}
