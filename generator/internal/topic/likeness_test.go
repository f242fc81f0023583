package topic

import (
	"fmt"
	"math/rand"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
)

func TestLikenessOfTwo(t *testing.T) {
	for _, c := range []struct {
		one, two string // aliases behind a slash
		want     string
	}{
		{"ML", "Machine learning", "same 97: “ML” is short for “machine learning”"},
		{"AI ethics", "Ethics of artificial intelligence", "same 97: “AI” is short for “artificial intelligence”"},
		{"AI/ML", "Artificial intelligence and machine learning", "same 97: “ML” is short for “machine learning”"},
		{"Postdocs", "Postdoctoral", "same 97: “Postdocs” is short for “postdoctoral”"},
		{"Offene Daten", "Open data", "same 97: “Daten” is “data” in another language"},
		{"QRP", "Questionable research practices", "same 84: “QRP” has the first letters of “Questionable research practices”"},
		{"WoL", "Way of life", "same 84: “WoL” has the first letters of “Way of life”"},
		{"Wol", "Way of life", ""},
		{"WL", "Way of life", "same 62: “WL” has the first letters of “Way of life”"},
		{"CV", "Computer vision", "same 87: “CV” is short for “computer vision”"},
		{"Responsive design", "Responsible design", "same 85: the same words in another form: responsible, responsive"},
		{"Coding", "Programming", "same 97: “Coding” is another word for “programming”"},
		{"Statistics", "Statistical", "same 92: the same words in another form: statistical, statistics"},
		{"Mentorship", "Mentoring", "same 85: the same words in another form: mentoring, mentorship"},
		{"Mice", "Mouse", "same 95: the same word, spelt another way: mice, mouse"},
		{"Organisation", "Organization", "same 95: the same word, spelt another way: organisation, organization"},
		{"Biología", "Biology", "same 85: the same word, spelt another way: biologia, biology"},
		{"Ökologie", "Ecology", "same 78: the same letters but for a slip: ecology, okologie"},
		{"Sustainabilty", "Sustainability", "same 78: the same letters but for a slip: sustainability, sustainabilty"},
		{"Bioinfo methods", "Bioinformatics methods", "same 97: “Bioinfo” is short for “bioinformatics”"},
		{"Psychometr", "Psychometrics", "same 92: the same words in another form: psychometr, psychometrics"},
		{"Management of data", "Data management", "same 100: the same words in another order"},
		{"Scope and limits", "Scope, limits", "same 100: the same words, but for small ones"},
		{"Binding books", "Bookbinding", "same 92: the same words, together and apart"},
		{"Pop art", "Artpop", "same 92: the same words, together and apart"},
		{"Base data", "Database", "same 92: the same words, together and apart"},
		{"Biology", "Biological sciences", "same 62: the same but for “sciences”"},
		{"Reading", "Reading techniques", "same 70: the same but for “techniques”"},
		{"Open", "Open science", ""},
		{"Remote sensing", "Satellite remote sensing", "one within two 60: “Satellite remote sensing” ends in “Remote sensing”"},
		{"Sensing", "Remote sensing", ""},
		{"Charts/plots", "Maps/plotting", "same 85: the same words in another form: plots, plotting"},
		{"Microeconomics", "Macroeconomics", ""},
		{"Mentoring", "Monitoring", ""},
		{"数据", "数据科学", ""},
	} {
		topics := named(strings.Split(c.one, "/"), strings.Split(c.two, "/"))
		if strings.Contains(c.one, "AI/") {
			topics = named([]string{c.one}, []string{c.two})
		}
		var got string
		for _, l := range Likenesses(topics) {
			got = fmt.Sprintf("%s %d: %s", l.Relation, l.Score, l.Because)
			if l.Relation == Within {
				got = strings.NewReplacer("t0000", "two", "t0001", "one").Replace(string(l.Topic)+" "+string(l.Relation)+" "+string(l.Other)) + fmt.Sprintf(" %d: %s", l.Score, l.Because)
			}
		}
		if got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.one, c.two, got, c.want)
		}
	}
}

// named makes topics t0000, t0001 and so on, each of a name and aliases.
func named(topics ...[]string) record.Table[record.TopicID, *record.Topic] {
	all := map[record.TopicID]*record.Topic{}
	for i, spellings := range topics {
		id := record.TopicID(fmt.Sprintf("t%04d", i))
		all[id] = &record.Topic{ID: id, Name: spellings[0], Aliases: spellings[1:]}
	}
	return record.NewTable(all)
}

// TestSentencesAreNotCompared compares topics of as many words as a name has, and none of
// more: their readings are too many.
func TestSentencesAreNotCompared(t *testing.T) {
	words := strings.Fields("amber birch coral dunlin egret finch gannet heron ibis jackdaw kestrel linnet merlin")
	for n, want := range map[int]int{12: 1, 13: 0} {
		back := slices.Clone(words[:n])
		slices.Reverse(back)
		if got := Likenesses(named([]string{strings.Join(words[:n], " ")}, []string{strings.Join(back, " ")})); len(got) != want {
			t.Errorf("of %d words: %+v", n, got)
		}
	}
}

// TestManyWordsOfTheSameLetters compares each of many words that are all alike with few others,
// and with those that are next to it in the alphabet.
func TestManyWordsOfTheSameLetters(t *testing.T) {
	var topics [][]string
	for i := range 900 {
		topics = append(topics, []string{fmt.Sprintf("internationalisation%03d", i)})
	}
	b := newBook(named(topics...))
	for i, like := range b.words.like {
		if len(like) > 500 {
			t.Fatalf("%q is compared with %d words", b.words.all[i].text, len(like))
		}
		if i > 0 && b.words.bond(i, i-1).score == 0 {
			t.Fatalf("%q is not compared with %q", b.words.all[i].text, b.words.all[i-1].text)
		}
	}
}

func TestRelatedTopicsAreNotOffered(t *testing.T) {
	topics := named([]string{"Statistics"}, []string{"Stats"}, []string{"Statistical"})
	topics.Get("t0001").Within = []record.TopicID{"t0002"}
	topics.Get("t0002").Within = []record.TopicID{"t0000"}
	for _, l := range Likenesses(topics) {
		t.Errorf("%+v", l)
	}
}

// TestSynonymsAreOffered counts how many of the pairs that people might write are
// offered in one vocabulary of all of them, and how many others are: those of friends.txt
// are false friends, and must not be.
func TestSynonymsAreOffered(t *testing.T) {
	var spellings [][]string
	synonyms, friends := pairsIn(t, "synonyms"), pairsIn(t, "friends")
	for _, pair := range slices.Concat(synonyms, friends) {
		for _, s := range pair {
			if !slices.ContainsFunc(spellings, func(known []string) bool { return Key(known[0]) == Key(s) }) {
				spellings = append(spellings, []string{s})
			}
		}
	}
	topics := named(spellings...)
	vocabulary := NewVocabulary(topics)
	offered := map[[2]record.TopicID]Likeness{}
	for _, l := range Likenesses(topics) {
		offered[[2]record.TopicID{l.Topic, l.Other}] = l
	}
	find := func(pairs [][2]string) (found, missed []string) {
		for _, pair := range pairs {
			one, _ := vocabulary.Lookup(pair[0])
			two, _ := vocabulary.Lookup(pair[1])
			if one == two { // an import takes them for one
				found = append(found, strings.Join(pair[:], " = "))
				continue
			}
			key := [2]record.TopicID{min(one, two), max(one, two)}
			if l, ok := offered[key]; ok && l.Relation == Same {
				found = append(found, strings.Join(pair[:], " = "))
				delete(offered, key)
			} else {
				missed = append(missed, strings.Join(pair[:], " = "))
			}
		}
		return found, missed
	}
	found, missed := find(synonyms)
	deceived, _ := find(friends)
	t.Logf("of %d synonyms %d are offered, and not %q", len(synonyms), len(found), missed)
	t.Logf("of %d false friends %d are offered: %q", len(friends), len(deceived), deceived)
	for _, l := range offered {
		t.Logf("and %s, %s: %s %d, %s", topics.Get(l.Topic).Name, topics.Get(l.Other).Name, l.Relation, l.Score, l.Because)
	}
	if len(found) < 79 || len(deceived) > 2 || len(offered) > 10 {
		t.Errorf("of %d topics %d synonyms, %d false friends and %d others are offered, want at least 79, and at most 2 and 10", topics.Len(), len(found), len(deceived), len(offered))
	}
}

// pairsIn reads a list of pairs from testdata.
func pairsIn(t *testing.T, name string) (pairs [][2]string) {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		if one, two, ok := strings.Cut(strings.TrimSpace(line), " | "); ok {
			pairs = append(pairs, [2]string{one, two})
		}
	}
	return pairs
}

// vocabularies draws topics of a few words that resemble each other.
func vocabularies(t *rapid.T) [][]string {
	word := rapid.SampledFrom(strings.Fields("data Data methods ML machine learning statistics statistical stats of book binding bookbinding books " +
		"RNA organisation organization ecology Ökologie open science write writing writers (ML) R 数据 &"))
	spelling := rapid.Map(rapid.SliceOfN(word, 1, 4), func(w []string) string { return strings.Join(w, " ") })
	return rapid.SliceOfN(rapid.SliceOfN(spelling, 1, 2), 2, 12).Draw(t, "topics")
}

// TestLikenessesAreThoseOfAllPairs compares with a walk over all pairs of phrases.
func TestLikenessesAreThoseOfAllPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := newBook(named(vocabularies(t)...))
		for i := range b.phrases {
			near := b.candidates(i)
			for j := range b.phrases {
				p, q := &b.phrases[i], &b.phrases[j]
				if l := b.compare(p, q); p.topic != q.topic && l.Score >= least && !slices.Contains(near, j) {
					t.Fatalf("%q and %q are alike, %+v, and are not compared", p.spelling, q.spelling, l)
				}
			}
		}
	})
}

// TestLikenessesDoNotGoByIDs gives the same topics other ids.
func TestLikenessesDoNotGoByIDs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spellings := vocabularies(t)
		said := func(spellings [][]string) (all []string) {
			topics := named(spellings...)
			for _, l := range Likenesses(topics) {
				if l.Relation == Same {
					one, two := fmt.Sprint(topics.Get(l.Topic).Name, topics.Get(l.Topic).Aliases), fmt.Sprint(topics.Get(l.Other).Name, topics.Get(l.Other).Aliases)
					all = append(all, fmt.Sprint(min(one, two), " ", max(one, two), l.Score))
				}
			}
			slices.Sort(all)
			return all
		}
		before := said(spellings)
		shuffled := slices.Clone(spellings)
		rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed"))).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if diff := cmp.Diff(before, said(shuffled)); diff != "" {
			t.Fatalf("in another order (-before +after):\n%s", diff)
		}
	})
}

func TestLexicon(t *testing.T) {
	words := lexicon()
	if len(words.readings) < 200 || len(words.roots) < 100 || len(words.endings) < 10 || len(words.little) < 20 || len(words.general) < 10 || len(words.fields) < 5 {
		t.Errorf("a section of lexicon.txt is not read: %d short, %d forms, %d classes of endings", len(words.readings), len(words.roots), len(words.endings))
	}
	for w, all := range words.readings {
		for _, r := range all {
			if w != strings.Join(sentence(w), " ") || r.words != fold(r.words) || w == r.words {
				t.Errorf("%q = %q: write words folded, with spaces between", w, r.words)
			}
		}
	}
}

func FuzzLikenesses(f *testing.F) {
	for _, pair := range [][2]string{{"ML", "Machine learning (ML)"}, {"(", "()"}, {"Ökologie ", "ecology\x80"}, {"数据", "ckckie ckckia"}, {"X&Y", "x y"}} {
		f.Add(pair[0], pair[1])
	}
	f.Fuzz(func(t *testing.T, one, two string) {
		forth, back := Likenesses(named([]string{one}, []string{two})), Likenesses(named([]string{two}, []string{one}))
		if len(forth) != len(back) || len(forth) == 1 && (forth[0].Score != back[0].Score || forth[0].Because != back[0].Because) {
			t.Errorf("%q, %q: %+v, and the other way round %+v", one, two, forth, back)
		}
	})
}

// BenchmarkLikenesses compares 5,000 topics, of words in many combinations.
func BenchmarkLikenesses(b *testing.B) {
	var words []string
	for _, all := range lexicon().readings {
		words = append(words, strings.Fields(all[0].words)...)
	}
	slices.Sort(words)
	words = slices.Compact(words)
	random := rand.New(rand.NewSource(1))
	one := func() string { return words[random.Intn(len(words))] }
	var topics [][]string
	for i := range 5000 {
		topics = append(topics, []string{fmt.Sprint(one(), " ", one()), fmt.Sprint(one(), " ", one(), " ", one()), fmt.Sprint(one(), i)})
	}
	table := named(topics...)
	for b.Loop() {
		Likenesses(table)
	}
}
