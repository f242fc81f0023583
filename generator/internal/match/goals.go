package match

import (
	"slices"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
)

// goals compares the words of a mentee's goals with those of a mentor's topics.
// Words that no mentor's topics have are ignored, because they cannot tell
// mentors apart.
type goals struct {
	written []bool
	mentees [][]int // numbers of words, sorted
	mentors [][]bool
	rarity  []int
	number  map[string]int
	offered [][]offer
}

// offer is a mentor's topic with its words.
type offer struct {
	name  string
	words []string
}

func (b *builder) goals() *goals {
	g := &goals{number: map[string]int{}}
	t := &topics{table: b.repo.Topics, kinship: topic.NewKinship(b.repo.Topics)}
	wordsOf := map[record.TopicID][]string{}
	var known [][]string
	for _, giver := range b.pool.Mentors {
		var words []string
		var offered []offer
		for _, id := range unify(b.pool.vocabulary, offers(giver)) {
			if wordsOf[id] == nil {
				wordsOf[id] = t.family(id)
			}
			words = append(words, wordsOf[id]...)
			offered = append(offered, offer{t.name(id), wordsOf[id]})
		}
		slices.Sort(words)
		known, g.offered = append(known, slices.Compact(words)), append(g.offered, offered)
	}
	words := slices.Compact(slices.Sorted(slices.Values(slices.Concat(known...))))
	rarity := topic.NewRarity(known)
	for i, w := range words {
		g.number[w] = i
		g.rarity = append(g.rarity, rarity.Of(w))
	}
	for _, own := range known {
		has := make([]bool, len(words))
		for _, w := range own {
			has[g.number[w]] = true
		}
		g.mentors = append(g.mentors, has)
	}
	for _, s := range b.pool.Mentees {
		g.written = append(g.written, len(s.Enrolment.Mentee.Goals) > 0)
		g.mentees = append(g.mentees, g.numbers(s.Enrolment.Mentee.Goals))
	}
	return g
}

// family lists the words of a topic and of its ancestors.
func (t *topics) family(id record.TopicID) []string {
	words := t.wordsOf(id)
	for _, other := range t.kinship.Ancestors(id) {
		words = append(words, t.wordsOf(other)...)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

func (g *goals) numbers(texts []string) []int {
	var all []int
	for _, text := range texts {
		for _, w := range topic.Words(text) {
			if n, ok := g.number[w]; ok {
				all = append(all, n)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
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
	return rounded(100*met, sought), true
}

func (g *goals) because(mentee, mentor int) (string, []record.TopicID) {
	if !g.written[mentee] {
		return "no goals of the mentee are written down yet", nil
	}
	var names []string
	for _, o := range g.offered[mentor] {
		if slices.ContainsFunc(g.mentees[mentee], func(n int) bool { return slices.ContainsFunc(o.words, func(w string) bool { return g.number[w] == n }) }) {
			names = append(names, "“"+o.name+"”")
		}
	}
	if names == nil {
		return "the mentee's goals and the mentor's topics have no words in common", nil
	}
	return "the mentee's goals speak of what the mentor offers: " + prose.List(names), nil
}
