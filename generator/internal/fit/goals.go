package fit

import (
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
)

// goals compares the words of a mentee's goals with those of a mentor's topics.
// Words that no mentor's topics have are ignored, because they cannot tell
// mentors apart.
type goals struct {
	lexicon
	texts   [][]string // by mentee
	mentees [][]int    // numbers of words, sorted
	mentors [][]bool
	words   []string // by number
	rarity  []int
	offered [][]record.TopicID // by mentor
}

func (b *builder) goals() *goals {
	g := &goals{lexicon: b.pool.lexicon}
	wordsOf := map[record.TopicID][]string{}
	var known [][]string
	for _, giver := range b.pool.Mentors {
		var words []string
		offered := unify(b.pool.vocabulary, b.pool.repo.Offers(giver.Enrolment))
		for _, id := range offered {
			if wordsOf[id] == nil {
				wordsOf[id] = g.family(id)
			}
			words = append(words, wordsOf[id]...)
		}
		slices.Sort(words)
		known, g.offered = append(known, slices.Compact(words)), append(g.offered, offered)
	}
	g.words = slices.Compact(slices.Sorted(slices.Values(slices.Concat(known...))))
	rarity := topic.NewRarity(known)
	for _, w := range g.words {
		g.rarity = append(g.rarity, rarity.Of(w))
	}
	for _, own := range known {
		has := make([]bool, len(g.words))
		for _, w := range own {
			n, _ := slices.BinarySearch(g.words, w)
			has[n] = true
		}
		g.mentors = append(g.mentors, has)
	}
	for _, s := range b.pool.Mentees {
		g.texts, g.mentees = append(g.texts, s.Enrolment.Mentee.Goals), append(g.mentees, g.numbers(s.Enrolment.Mentee.Goals))
	}
	return g
}

func (g *goals) numbers(texts []string) (all []int) {
	for _, w := range topic.Words(strings.Join(texts, "\n")) {
		if n, ok := slices.BinarySearch(g.words, w); ok {
			all = append(all, n)
		}
	}
	return all
}

func (g *goals) raw(mentee, mentor int) (int, bool) {
	met, sought := 0, 0
	for _, n := range g.mentees[mentee] {
		sought += g.rarity[n]
		if g.mentors[mentor][n] {
			met += g.rarity[n]
		}
	}
	if sought == 0 {
		return 0, true
	}
	return Rounded(100*met, sought), true
}

func (g *goals) because(mentee, mentor int) (string, []record.TopicID) {
	if len(g.texts[mentee]) == 0 {
		return "no goals of the mentee are written down yet", nil
	}
	asWritten := func(word string) string { return written(strings.Join(g.texts[mentee], "\n"), word) }
	var met, missing []string
	for _, n := range g.mentees[mentee] {
		if word := g.words[n]; g.mentors[mentor][n] {
			met = append(met, word)
		} else {
			missing = append(missing, quote(asWritten(word)))
		}
	}
	if met == nil {
		return "the mentee's goals and the mentor's topics have no words in common", nil
	}
	var parts []string
	for _, f := range g.finds(g.offered[mentor], met, asWritten) {
		parts = append(parts, "the "+wordOrWords(f.words)+" with "+f.source)
	}
	if missing != nil {
		parts = append(parts, restWouldNeed+prose.List(missing))
	}
	return "the mentee's goals share " + strings.Join(parts, "; "), nil
}
