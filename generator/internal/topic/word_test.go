package topic

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/record"
)

// TestASlipIsOneLetterOrTwoThatChangedPlaces says which two words differ by a slip alone, either way round.
func TestASlipIsOneLetterOrTwoThatChangedPlaces(t *testing.T) {
	for two, want := range map[[2]string]bool{
		{"sustainability", "sustainabilty"}: true, {"statistic", "statistics"}: true, {"tatistics", "statistics"}: false, {"statics", "statistics"}: false,
		{"wriitng", "writing"}: true, {"rwiting", "writing"}: true, {"writign", "writing"}: true, {"wirting", "writinx"}: false, {"gritinw", "writing"}: false,
		{"ecology", "acology"}: true, {"ecology", "icology"}: true, {"ecology", "tcology"}: false, {"tecologe", "tecology"}: true, {"mocro", "micro"}: false, {"macro", "micro"}: false,
		{"ecolagy", "ecology"}: true, {"ecofogy", "ecology"}: false, {"statistisc", "statistics"}: true, {"statisticks", "statistisxs"}: false,
		{"statisfics", "statistics"}: true, {"statisfic", "statistic"}: false, {"sfatistics", "statistics"}: false,
		{"organazation", "organizatian"}: true, {"organazatin", "organizotion"}: true, {"abicodef", "abocidef"}: false, {"organazation", "organizaltian"}: false,
	} {
		if got, back := slip(two[0], two[1]), slip(two[1], two[0]); got != want || back != want {
			t.Errorf("%q: %v, and the other way round %v; want %v", two, got, back, want)
		}
	}
}

// TestAWordIsCutBehindAConsonant says which words people cut short, and to what.
func TestAWordIsCutBehindAConsonant(t *testing.T) {
	for two, want := range map[[2]string]bool{
		{"comp", "computation"}: true, {"comps", "computation"}: true, {"evol", "evolution"}: true, {"com", "computation"}: false, {"compu", "computation"}: false, {"math", "mathematics"}: true,
		{"prog", "programme"}: false, {"stat", "station"}: false, {"stat", "statists"}: true, {"stat", "statist"}: false, {"evol", "revolution"}: false,
	} {
		if got := clip(two[0], two[1]); got != want {
			t.Errorf("%q: %v, want %v", two, got, want)
		}
	}
}

func TestSingular(t *testing.T) {
	for word, want := range map[string]string{
		"maps": "map", "ontologies": "ontology", "ties": "tie", "classes": "class", "wishes": "wish", "matches": "match", "boxes": "box", "prizes": "priz",
		"class": "class", "status": "status", "analysis": "analysis", "gas": "gas", "data": "data", "lens": "len",
	} {
		if got := singular(word); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

func TestStem(t *testing.T) {
	for word, want := range map[string]string{
		"planning": "plan", "planned": "plan", "passing": "pass", "string": "string", "king": "king", "bleed": "bleed", "sharing": "shar", "share": "shar", "case": "case", "writing": "writ", "üüüing": "üüü",
	} {
		if got := stem(word); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

// TestGramsAreFourLettersEachOnce marks the ends of a word, and counts what two have in common.
func TestGramsAreFourLettersEachOnce(t *testing.T) {
	for word, want := range map[string]string{"": "^$", "r": "^r$", "open": "^ope open pen$", "nananana": "^nan anan ana$ nana"} {
		got := gramsOf(word)
		fields := strings.Fields(want)
		slices.Sort(fields)
		if !slices.Equal(got, fields) {
			t.Errorf("%q: %q, want %q", word, got, fields)
		}
	}
	open, opened := newWord("open"), newWord("opera")
	if got := open.dice(&opened); got != 2*100/7 {
		t.Errorf("two words share %d of 100", got)
	}
}

func TestASpellingInBracketsIsTakenApart(t *testing.T) {
	for spelling, want := range map[string][]string{
		"Machine learning (ML)":          {"Machine learning", "ML"},
		"Quality of life (QOL)":          {"Quality of life", "QOL"},
		"Quality of life (QL)":           {"Quality of life", "QL"},
		"Machine learning (ML) projects": {"Machine learning (ML) projects"},
		"Machine learning (ML":           {"Machine learning (ML"},
		"Machine learning (AI)":          {"Machine learning (AI)"},
		"Machine learning":               {"Machine learning"},
		"Rust (R)":                       {"Rust (R)"},
	} {
		if got := unbracket(spelling); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", spelling, got, want)
		}
	}
}

func TestFirstLetters(t *testing.T) {
	for spelling, want := range map[string][]string{
		"Way of life": {"wol", "wl"}, "Machine learning": {"ml"}, "Art of": {"ao"}, "Rust": nil, "Ökologie und Ethik": {"oue", "oe"},
	} {
		if got := firstLetters(spelling); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", spelling, got, want)
		}
	}
}

// TestALikenessSaysHowLikelyItIs takes scores to the edges between its words.
func TestALikenessSaysHowLikelyItIs(t *testing.T) {
	for _, c := range []struct {
		relation Relation
		score    int
		want     string
	}{
		{Within, 100, "may lie within"}, {Same, 100, "is most likely the same as"}, {Same, 90, "is most likely the same as"}, {Same, 89, "may well be the same as"},
		{Same, 70, "may well be the same as"}, {Same, 69, "may be the same as"},
	} {
		if got := (Likeness{Relation: c.relation, Score: c.score}).Words(); got != c.want {
			t.Errorf("%s %d: %q, want %q", c.relation, c.score, got, c.want)
		}
	}
}

// TestATopicLiesWithinOneOther offers the likelier of two that it may lie within.
func TestATopicLiesWithinOneOther(t *testing.T) {
	topics := named([]string{"Remote sensing"}, []string{"Satellite remote sensing"}, []string{"Satelite remote sensing"}, []string{"Remote-sensing data"})
	var got []string
	for _, l := range Likenesses(topics) {
		if l.Relation == Within {
			got = append(got, string(l.Topic)+" "+string(l.Other))
		}
	}
	if want := []string{"t0001 t0000", "t0002 t0000"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestSpellings(t *testing.T) {
	v := vocabulary(&record.Topic{ID: "c", Name: "C++", Aliases: []string{"cpp", "C plus plus"}}, &record.Topic{ID: "ml", Name: "Machine learning"})
	if got, want := v.Spellings(), []string{"c", "C++", "cpp", "C plus plus", "ml", "Machine learning"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestAWordOfALastTopicIsFound looks up what the last topic is called, and what no topic is.
func TestAWordOfALastTopicIsFound(t *testing.T) {
	v := vocabulary(&record.Topic{ID: "a", Name: "...", Aliases: []string{"rust"}}, &record.Topic{ID: "z", Name: "Rust", Aliases: []string{"crab"}})
	for spelling, want := range map[string]record.TopicID{"crabs": "z", "rust": "z", "z": "z", "!!": "", "": "", "crab apple": ""} {
		if got, ok := v.Lookup(spelling); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v; want %q", spelling, got, ok, want)
		}
	}
}

// TestNewTopicsHaveIDsOfTheirOwn makes two of words that would have one id.
func TestNewTopicsHaveIDsOfTheirOwn(t *testing.T) {
	ids, changed := vocabulary().Unify([]string{"C#", "C++", "C"})
	got := []record.TopicID{ids["C"], ids["C#"], ids["C++"]}
	slices.Sort(got)
	if want := []record.TopicID{"c", "c-2", "c-3"}; !slices.Equal(got, want) || len(changed) != 3 {
		t.Errorf("%v, want %v", ids, want)
	}
}

// TestWhatTheLastPersonHasCounts weighs what both of two people have.
func TestWhatTheLastPersonHasCounts(t *testing.T) {
	if got := NewRarity([][]string{{"a"}, {"a"}}).Of("a"); got != 693 {
		t.Errorf("it weighs %d, want 693", got)
	}
}

// TestTheSameIsSaidOnce names the lower id first, and the likelier of two places.
func TestTheSameIsSaidOnce(t *testing.T) {
	for _, c := range []struct {
		topics [][]string
		want   string
	}{
		{[][]string{{"Questionable research practices"}, {"QRP"}}, "t0000 same t0001 84"},
		{[][]string{{"QRP"}, {"Questionable research practices"}}, "t0000 same t0001 84"},
		{[][]string{{"Organization design"}, {"Modern organisation design"}}, "t0001 within t0000 55"},
		{[][]string{{"Organisation design"}, {"Organization design"}, {"Modern organisation design"}}, "t0000 same t0001 95, t0002 within t0000 60"},
	} {
		var all []string
		for _, l := range Likenesses(named(c.topics...)) {
			all = append(all, fmt.Sprintf("%s %s %s %d", l.Topic, l.Relation, l.Other, l.Score))
		}
		if got := strings.Join(all, ", "); got != c.want {
			t.Errorf("%q: %s, want %s", c.topics, got, c.want)
		}
	}
}

// TestWordsAreAlikeByForms says how two words are alike and how surely, either way round.
func TestWordsAreAlikeByForms(t *testing.T) {
	for two, want := range map[[2]string]bond{
		{"mice", "mouse"}: {spelt, 95}, {"statistics", "statistical"}: {formed, 92}, {"biologia", "biology"}: {spelt, 85}, {"art", "arts"}: {spelt, 95}, {"rust", "rusk"}: {},
		{"evol", "evolution"}: {clipped, 72}, {"ecology", "okologie"}: {slipped, 78},
	} {
		one, other := newWord(two[0]), newWord(two[1])
		if got, back := compare(&one, &other), compare(&other, &one); got != want || back != want {
			t.Errorf("%q: %v, and the other way round %v; want %v", two, got, back, want)
		}
	}
}
