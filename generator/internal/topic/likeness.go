package topic

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"pairbook/generator/internal/record"
)

// Relation is what two topics may be to each other.
type Relation string

// A topic may be the same as another, or lie within it.
const (
	Same   Relation = "same"
	Within Relation = "within"
)

// Likeness says that two topics may be related: that Topic may be the same as Other, or lie
// within it. What may be the same is so either way round, and stands here once, the lower
// id first.
type Likeness struct {
	Topic, Other record.TopicID
	Relation     Relation
	Score        int    // of 100, how much the letters say
	Because      string // what the two have in common
}

// What a likeness scores when all words are the same, and what it loses for less.
const (
	perfect   = 100
	forRead   = 3  // a word stands for others
	forUnsure = 10 // and may stand for more than these
	forJoined = 8  // two words are one
	forMore   = 30 // one topic has a general word more, such as "methods"
	forWithin = 40 // one topic has another word more
	least     = 55 // the lowest score that is worth somebody's time
)

// The scores from which two topics are most likely the same, or may well be.
const (
	Likely    = 90
	Plausible = 70
)

// Words is the likeness as what it says of Topic.
func (l Likeness) Words() string {
	switch {
	case l.Relation == Within:
		return "may lie within"
	case l.Score >= Likely:
		return "is most likely the same as"
	case l.Score >= Plausible:
		return "may well be the same as"
	}
	return "may be the same as"
}

// Likenesses lists the topics that may be the same or within one another, the likeliest
// first. It goes by the letters of names and aliases alone, but for what is as long as a
// sentence, and leaves out two topics of which one lies within the other already. A topic
// may lie within one other at most.
func Likenesses(topics record.Table[record.TopicID, *record.Topic]) []Likeness {
	b := newBook(topics)
	best := map[[2]record.TopicID]Likeness{}
	keep := func(l Likeness) {
		if l.Relation == Same && l.Topic > l.Other {
			l.Topic, l.Other = l.Other, l.Topic
		}
		two := [2]record.TopicID{min(l.Topic, l.Other), max(l.Topic, l.Other)}
		if known, found := best[two]; l.Score >= least && (!found || l.compare(known) < 0) {
			best[two] = l
		}
	}
	for i := range b.phrases {
		for _, j := range b.candidates(i) {
			if p, q := &b.phrases[i], &b.phrases[j]; p.topic != q.topic {
				keep(b.compare(p, q))
			}
		}
	}
	b.initials(keep)
	kin := NewKinship(topics)
	maps.DeleteFunc(best, func(two [2]record.TopicID, _ Likeness) bool {
		return kin.above[two[0]][two[1]] > 0 || kin.above[two[1]][two[0]] > 0
	})
	placed := map[record.TopicID]bool{}
	return slices.DeleteFunc(slices.SortedFunc(maps.Values(best), Likeness.compare), func(l Likeness) bool {
		again := l.Relation == Within && placed[l.Topic]
		placed[l.Topic] = placed[l.Topic] || l.Relation == Within
		return again
	})
}

// compare orders likenesses: the likelier first, and no two are equal.
func (l Likeness) compare(m Likeness) int {
	return cmp.Or(cmp.Compare(m.Score, l.Score), cmp.Compare(l.Topic, m.Topic), cmp.Compare(l.Other, m.Other),
		cmp.Compare(l.Relation, m.Relation), cmp.Compare(l.Because, m.Because))
}

// compare says what two phrases are to each other if all words of p are in q. Where q has
// one word more, the two may be the same if it is a general one, and q may lie within p
// if it ends in p's words. The score is 0 if they are nothing to each other.
func (b *book) compare(p, q *phrase) Likeness {
	if len(p.words) > len(q.words) || len(q.words) > len(p.words)+1 || p.read != "" && p.read == q.read {
		return Likeness{}
	}
	m, ok := b.match(p, q)
	l := Likeness{Topic: p.topic, Other: q.topic, Relation: Same, Score: m.bond.score}
	switch {
	case !ok:
		return Likeness{}
	case m.rest < 0:
		l.Because, l.Score = b.because(m, p, q), l.Score-m.loss(p, q)
	case m.rest == len(q.words)-1 && generic(b.words.all[q.words[m.rest]].text, m.bond.score < perfect):
		l.Because, l.Score = fmt.Sprintf("the same but for “%s”", b.words.all[q.words[m.rest]].text), l.Score-forMore
	case m.rest == 0 && len(p.words) > 1 && m.inOrder:
		l = Likeness{q.topic, p.topic, Within, l.Score - forWithin, fmt.Sprintf("“%s” ends in “%s”", q.spelling, p.spelling)}
	default:
		return Likeness{}
	}
	return l
}

// pairs is how the words of one phrase are found in another.
type pairs struct {
	bond     bond // of the least alike
	one, two int  // these
	rest     int  // the place of a word that was not needed, or -1
	inOrder  bool
}

// match finds a word of q for each of p.
func (b *book) match(p, q *phrase) (m pairs, ok bool) {
	m = pairs{bond: bond{equal, perfect}, rest: -1, inOrder: true}
	taken, last := make([]bool, len(q.words)), -1
	for _, w := range p.words {
		best, at := bond{}, -1
		for i, v := range q.words {
			if is := b.words.bond(w, v); !taken[i] && is.score > best.score {
				best, at = is, i
			}
		}
		if at < 0 {
			return m, false
		}
		taken[at], m.inOrder, last = true, m.inOrder && at > last, at
		if best.score < m.bond.score {
			m.bond, m.one, m.two = best, w, q.words[at]
		}
	}
	m.rest = slices.Index(taken, false)
	return m, true
}

func (m pairs) loss(p, q *phrase) int {
	switch {
	case p.unsure || q.unsure:
		return forRead + forUnsure
	case p.read != "" || q.read != "":
		return forRead
	case p.joined || q.joined:
		return forJoined
	}
	return 0
}

// because says why two phrases may be the same.
func (b *book) because(m pairs, p, q *phrase) string {
	one, two := b.words.all[max(m.one, m.two)].text, b.words.all[min(m.one, m.two)].text
	switch {
	case p.read != "":
		return p.read
	case q.read != "":
		return q.read
	case m.bond.kind != equal:
		return fmt.Sprintf(sentences[m.bond.kind], min(one, two), max(one, two))
	case p.joined || q.joined:
		return "the same words, together and apart"
	case m.inOrder:
		return "the same words, but for small ones"
	}
	return "the same words in another order"
}
