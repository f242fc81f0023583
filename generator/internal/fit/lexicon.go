package fit

import (
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
)

// lexicon has the names of topics and their kin.
type lexicon struct {
	table   record.Table[record.TopicID, *record.Topic]
	kinship *topic.Kinship
}

func newLexicon(topics record.Table[record.TopicID, *record.Topic]) lexicon {
	return lexicon{topics, topic.NewKinship(topics)}
}

// name returns the name of a topic, its id for an unknown one.
func (l lexicon) name(id record.TopicID) string {
	if known := l.table.Get(id); known != nil {
		return known.Name
	}
	return string(id)
}

// spellings lists the name of a topic and its aliases.
func (l lexicon) spellings(id record.TopicID) []string {
	all := []string{l.name(id)}
	if known := l.table.Get(id); known != nil {
		all = append(all, slices.Sorted(slices.Values(known.Aliases))...)
	}
	return all
}

// wordsOf lists the words of a topic and of its aliases.
func (l lexicon) wordsOf(id record.TopicID) (words []string) {
	for _, spelling := range l.spellings(id) {
		words = append(words, topic.Words(spelling)...)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// family lists the words of a topic and of its ancestors.
func (l lexicon) family(id record.TopicID) []string {
	words := l.wordsOf(id)
	for _, other := range l.kinship.Ancestors(id) {
		words = append(words, l.wordsOf(other)...)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// quoted lists the names of topics in quotation marks.
func (l lexicon) quoted(ids ...record.TopicID) string {
	var names []string
	for _, id := range ids {
		names = append(names, quote(l.name(id)))
	}
	return prose.List(names)
}

func quote(words string) string { return "“" + words + "”" }

// with names the spelling of a topic that has a word, "" when none has.
func (l lexicon) with(id record.TopicID, word string) string {
	for i, spelling := range l.spellings(id) {
		switch _, has := slices.BinarySearch(topic.Words(spelling), word); {
		case has && i == 0:
			return quote(spelling)
		case has:
			return quote(spelling) + ", another name of " + l.quoted(id)
		}
	}
	return ""
}

// source names what of the offered topics has a word: one of them, or else one that
// it lies within.
func (l lexicon) source(offered []record.TopicID, word string) string {
	for _, id := range offered {
		if named := l.with(id, word); named != "" {
			return named
		}
	}
	for _, id := range offered {
		for _, above := range l.kinship.Ancestors(id) {
			if named := l.with(above, word); named != "" {
				return named + ", which " + l.quoted(id) + " lies within"
			}
		}
	}
	return ""
}

// found is words that two people have in common, as the one writes them, and what of
// the other has them.
type found struct {
	words  []string
	source string
}

// finds groups words by what of the offered topics has them. written returns how the
// mentee writes one.
func (l lexicon) finds(offered []record.TopicID, words []string, written func(string) string) (all []found) {
	for _, word := range words {
		source := l.source(offered, word)
		at := slices.IndexFunc(all, func(f found) bool { return f.source == source })
		if at < 0 {
			at, all = len(all), append(all, found{source: source})
		}
		all[at].words = append(all[at].words, quote(written(word)))
	}
	return all
}

// written returns how a text writes a word: the first of its forms by their letters, so
// that order makes no difference.
func written(text, word string) string {
	forms := slices.DeleteFunc(topic.Fields(text), func(form string) bool { return !slices.Equal(topic.Words(form), []string{word}) })
	if len(forms) == 0 {
		return word
	}
	return slices.MinFunc(forms, strings.Compare)
}
