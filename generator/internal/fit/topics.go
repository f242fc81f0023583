package fit

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
)

// The weight of a near match of topics, in thousandths: by steps of kinship, and
// at most for words in common, which count no more than a parent.
const (
	whole     = 1000
	oneStep   = 600
	twoSteps  = 400
	threeStep = 200
	inWords   = oneStep
)

// subjects is one person's topics, sought or offered.
type subjects struct {
	ids    []int    // numbers of topics, sorted
	weight int      // sum of their rarities
	near   []uint16 // of a mentor, by number of topic, in thousandths
}

// topics compares what is sought with what is offered. How near each mentor comes to
// every topic is computed in advance, so that a pair costs a few additions.
type topics struct {
	lexicon
	names   []record.TopicID // by number
	number  map[record.TopicID]int
	rarity  []int
	mentees []subjects
	mentors []subjects
}

func (b *builder) topics() *topics {
	t := &topics{lexicon: b.pool.lexicon, number: map[record.TopicID]int{}}
	var sought, offered [][]record.TopicID
	for _, s := range b.pool.Mentees {
		sought = append(sought, unify(b.pool.vocabulary, s.Enrolment.Mentee.Seeks))
	}
	for _, g := range b.pool.Mentors {
		offered = append(offered, unify(b.pool.vocabulary, b.pool.repo.Offers(g.Enrolment)))
	}
	everything := slices.Concat(sought, offered)
	t.names = slices.Compact(slices.Sorted(slices.Values(slices.Concat(everything...))))
	rarity := topic.NewRarity(everything)
	for i, id := range t.names {
		t.number[id] = i
		t.rarity = append(t.rarity, rarity.Of(id))
	}
	t.mentees, t.mentors = t.side(sought), t.side(offered)
	t.approach(everything)
	return t
}

// unify maps all spellings of a topic to its id; an unknown id stands for itself.
func unify(v *topic.Vocabulary, ids []record.TopicID) []record.TopicID {
	var all []record.TopicID
	for _, id := range ids {
		if known, ok := v.Lookup(string(id)); ok {
			id = known
		}
		all = append(all, id)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (t *topics) side(people [][]record.TopicID) []subjects {
	all := make([]subjects, len(people))
	for i, ids := range people {
		for _, id := range ids {
			n := t.number[id]
			all[i].ids = append(all[i].ids, n)
			all[i].weight += t.rarity[n]
		}
	}
	return all
}

// approach fills in how near each mentor comes to every topic: by words first, then by
// kinship where that is nearer. everything has the topics of all people, mentees first.
func (t *topics) approach(everything [][]record.TopicID) {
	own, all := make([][]string, len(t.names)), make([][]string, len(t.names))
	for n, id := range t.names {
		own[n], all[n] = topic.Words(t.name(id)), t.wordsOf(id)
	}
	vocabularies := make([][]string, len(everything))
	for i, ids := range everything {
		for _, id := range ids {
			vocabularies[i] = append(vocabularies[i], all[t.number[id]]...)
		}
		slices.Sort(vocabularies[i])
		vocabularies[i] = slices.Compact(vocabularies[i])
	}
	rarity, having, weight := topic.NewRarity(vocabularies), map[string][]int{}, make([]int, len(t.names))
	for n, words := range own {
		for _, w := range words {
			having[w] = append(having[w], n)
			weight[n] += rarity.Of(w)
		}
	}
	kin := t.kin()
	for j := range t.mentors {
		person, common := &t.mentors[j], make([]int, len(t.names))
		for _, w := range vocabularies[len(t.mentees)+j] {
			for _, n := range having[w] {
				common[n] += rarity.Of(w)
			}
		}
		person.near = make([]uint16, len(t.names))
		for n, c := range common {
			if c > 0 {
				person.near[n] = uint16(Rounded(inWords*c, weight[n]))
			}
		}
		for _, have := range person.ids {
			for n, steps := range kin[have] {
				person.near[n] = max(person.near[n], byStep(steps))
			}
		}
	}
}

// kin finds the kin of every topic that is in use, by number.
func (t *topics) kin() []map[int]int {
	all := make([]map[int]int, len(t.names))
	for n, id := range t.names {
		all[n] = map[int]int{}
		for other, steps := range t.kinship.Kin(id) {
			if m, ok := t.number[other]; ok {
				all[n][m] = steps
			}
		}
	}
	return all
}

func byStep(steps int) uint16 {
	switch steps {
	case 0:
		return whole
	case 1:
		return oneStep
	case 2:
		return twoSteps
	case 3:
		return threeStep
	}
	return 0
}

// Rounded returns a / b, rounded half up; b is above 0.
func Rounded(a, b int) int {
	n, rest := (2*a+b)/(2*b), (2*a+b)%(2*b)
	if rest < 0 {
		return n - 1
	}
	return n
}

func (t *topics) raw(mentee, mentor int) (int, bool) {
	seeks, gives := &t.mentees[mentee], &t.mentors[mentor]
	if seeks.weight == 0 {
		return 0, true
	}
	sum := 0
	for _, n := range seeks.ids {
		sum += t.rarity[n] * int(gives.near[n])
	}
	return Rounded(100*sum, whole*seeks.weight), true
}

func (t *topics) because(mentee, mentor int) (string, []record.TopicID) {
	seeks, gives := &t.mentees[mentee], &t.mentors[mentor]
	switch {
	case len(seeks.ids) == 0:
		return "no topics that the mentee seeks are written down yet", nil
	case len(gives.ids) == 0:
		return "no topics that the mentor offers are written down yet", nil
	}
	var sought, shared, missing []record.TopicID
	var parts []string
	for _, n := range seeks.ids {
		id, value := t.names[n], gives.near[n]
		sought = append(sought, id)
		if value == whole {
			shared = append(shared, id)
			continue
		}
		missing = append(missing, id)
		switch closest, steps := t.closest(id, gives); {
		case steps > 0 && value == byStep(steps):
			parts = append(parts, t.relation(id, closest, steps))
		case value > 0:
			parts = append(parts, t.inCommon(id, gives))
		}
	}
	switch {
	case len(shared) == len(sought):
		return "the mentee seeks " + t.quoted(shared...) + ", and the mentor offers " + pronoun(len(shared)), shared
	case len(shared) > 0:
		parts = slices.Insert(parts, 0, "the mentor offers "+t.quoted(shared...)+", which the mentee seeks")
	case len(parts) == 0:
		return "the mentee seeks " + t.quoted(sought...) + "; the mentor offers other topics", nil
	}
	return strings.Join(append(parts, restWouldNeed+t.quoted(missing...)), "; "), shared
}

// offered lists a mentor's topics, by id.
func (t *topics) offered(gives *subjects) (ids []record.TopicID) {
	for _, n := range gives.ids {
		ids = append(ids, t.names[n])
	}
	return ids
}

// relation says which kin of a sought topic is offered.
func (t *topics) relation(sought, offered record.TopicID, steps int) string {
	words := "for " + t.quoted(sought) + " the mentor offers "
	switch common := t.kinship.Common(sought, offered); {
	case common == offered:
		return words + "the wider " + t.quoted(offered)
	case common == sought:
		return words + "the narrower " + t.quoted(offered)
	case steps == 2:
		return words + "its sibling " + t.quoted(offered) + ", both within " + t.quoted(common)
	default:
		return words + t.quoted(offered) + ", both within " + t.quoted(common)
	}
}

// inCommon says which words of a sought topic those offered have.
func (t *topics) inCommon(sought record.TopicID, gives *subjects) string {
	offered := t.offered(gives)
	words := slices.DeleteFunc(topic.Words(t.name(sought)), func(word string) bool {
		return !slices.ContainsFunc(offered, func(id record.TopicID) bool { return t.with(id, word) != "" })
	})
	var parts []string
	for _, f := range t.finds(offered, words, func(word string) string { return written(t.name(sought), word) }) {
		parts = append(parts, "the "+wordOrWords(f.words)+" with "+f.source)
	}
	return t.quoted(sought) + " shares " + prose.List(parts)
}

// closest returns the offered topic with the fewest steps to a sought one; steps
// is 0 when there is none.
func (t *topics) closest(id record.TopicID, gives *subjects) (closest record.TopicID, steps int) {
	kin := t.kinship.Kin(id)
	var found []record.TopicID
	for other := range maps.Keys(kin) {
		if n, ok := t.number[other]; ok && other != id {
			if _, has := slices.BinarySearch(gives.ids, n); has {
				found = append(found, other)
			}
		}
	}
	if found == nil {
		return "", 0
	}
	closest = slices.MinFunc(found, func(a, b record.TopicID) int {
		return cmp.Or(cmp.Compare(kin[a], kin[b]), cmp.Compare(a, b))
	})
	return closest, kin[closest]
}

// NotOffered lists the topics that are sought and not offered by anybody.
func (p *Pool) NotOffered() (topics []record.TopicID) {
	var sought, offered []record.TopicID
	for _, m := range p.Mentees {
		sought = append(sought, m.Enrolment.Mentee.Seeks...)
	}
	for _, m := range p.Mentors {
		offered = append(offered, p.repo.Offers(m.Enrolment)...)
	}
	offered = unify(p.vocabulary, offered)
	return slices.DeleteFunc(unify(p.vocabulary, sought), func(id record.TopicID) bool {
		_, there := slices.BinarySearch(offered, id)
		return there
	})
}

// Sought lists what a mentee seeks, by id.
func (p *Pool) Sought(mentee int) []record.TopicID {
	return unify(p.vocabulary, p.Mentees[mentee].Enrolment.Mentee.Seeks)
}

// TopicName returns the name of a topic, its id for an unknown one.
func (p *Pool) TopicName(id record.TopicID) string { return p.lexicon.name(id) }

// Quoted lists the names of topics in quotation marks.
func (p *Pool) Quoted(ids ...record.TopicID) string { return p.lexicon.quoted(ids...) }
