package topic

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
)

func TestKeyOfTheSameWords(t *testing.T) {
	for _, spellings := range [][]string{
		{"Open source", "open-source", "Open_Source", "OPEN  SOURCE", "open – source", "Opensource", "open sources", "Open source;"},
		{"Ontology", "ontologies", "“Ontologies”."},
		{"Data bases", "database", "Databases"},
		{"Code of Conduct", "codes of conduct"},
		{"Café", "cafe", "Cafés", "CAFE\u0301"},
		{"Straße", "strasse"},
		{"Smørrebrød", "smorrebrod"},
		{"Λόγος", "ΛΟΓΟΣ"},
		{"C++", "c++", "C++."},
		{"Boss", "bosses"},
		{"数据", "数据。"[:len("数据")]},
	} {
		for _, s := range spellings {
			if Key(s) != Key(spellings[0]) {
				t.Errorf("Key(%q) = %q, but Key(%q) = %q", s, Key(s), spellings[0], Key(spellings[0]))
			}
		}
	}
}

func TestKeyTellsWordsApart(t *testing.T) {
	words := []string{"C", "C++", "C#", "R", "analysis", "analyst", "bus", "boss", "open science", "open source", "statistics", "status", "数据", "科学"}
	seen := map[string]string{}
	for _, w := range words {
		if other, ok := seen[Key(w)]; ok {
			t.Errorf("%q and %q have the key %q", w, other, Key(w))
		}
		seen[Key(w)] = w
	}
	for _, empty := range []string{"", "  ", " - ", "...", "(_)"} {
		if Key(empty) != "" {
			t.Errorf("Key(%q) = %q, want none", empty, Key(empty))
		}
	}
}

func TestID(t *testing.T) {
	for words, want := range map[string]record.TopicID{
		"Machine learning":                       "machine-learning",
		"  Área de investigación: ":              "area-de-investigacion",
		"C++":                                    "c",
		"数据":                                     "topic",
		"Bioinformatics / computational biology": "bioinformatics-computational-biology",
		strings.Repeat("a", 70):                  record.TopicID(strings.Repeat("a", 60)),
		"Applied machine learning projects in biochemical engineering, yes": "applied-machine-learning-projects-in-biochemical-engineering",
	} {
		if got := ID(words); got != want {
			t.Errorf("ID(%q) = %q, want %q", words, got, want)
		}
	}
}

func vocabulary(topics ...*record.Topic) *Vocabulary {
	byID := map[record.TopicID]*record.Topic{}
	for _, topic := range topics {
		byID[topic.ID] = topic
	}
	return NewVocabulary(record.NewTable(byID))
}

func TestUnify(t *testing.T) {
	v := vocabulary(
		&record.Topic{ID: "ml", Name: "Machine learning"},
		&record.Topic{ID: "c", Name: "C++", Aliases: []string{"cpp"}},
	)
	ids, changed := v.Unify([]string{
		"machine-learning", "ml", "Machine learning", "CPP", "C", "Open Science", "Open science", "open science", "open science", "Con", "...",
	})
	wantIDs := map[string]record.TopicID{
		"machine-learning": "ml", "ml": "ml", "Machine learning": "ml", "CPP": "c", "C": "c-2", "Con": "con-2",
		"Open Science": "open-science", "Open science": "open-science", "open science": "open-science",
	}
	if diff := cmp.Diff(wantIDs, ids); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
	want := []*record.Topic{
		{ID: "c", Name: "C++", Aliases: []string{"cpp", "CPP"}},
		{ID: "c-2", Name: "C"},
		{ID: "con-2", Name: "Con"},
		{ID: "ml", Name: "Machine learning", Aliases: []string{"machine-learning"}},
		{ID: "open-science", Name: "open science", Aliases: []string{"Open Science", "Open science"}},
	}
	if diff := cmp.Diff(want, changed, cmpopts.IgnoreTypes(record.Source{})); diff != "" {
		t.Errorf("topics (-want +got):\n%s", diff)
	}
}

// spelling draws one of many spellings of a few words.
func spelling(t *rapid.T) string {
	words := rapid.SampledFrom([]string{"open source", "data base", "école", "policy", "c++", "c", "fish", "x-ray", "日本"}).Draw(t, "words")
	if rapid.Bool().Draw(t, "upper") {
		words = strings.ToUpper(words)
	}
	if rapid.Bool().Draw(t, "plural") {
		words += "s"
	}
	space := rapid.SampledFrom([]string{" ", "-", "_", "  ", ""}).Draw(t, "space")
	return strings.ReplaceAll(words, " ", space) + rapid.SampledFrom([]string{"", ".", ";", " "}).Draw(t, "end")
}

func TestUnifyProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spellings := rapid.SliceOf(rapid.Custom(spelling)).Draw(t, "spellings")
		ids, topics := vocabulary().Unify(spellings)

		for _, a := range spellings {
			for _, b := range spellings {
				if (Key(a) == Key(b)) != (ids[a] == ids[b]) {
					t.Fatalf("%q is %q and %q is %q", a, ids[a], b, ids[b])
				}
			}
		}
		for _, topic := range topics {
			if !record.ValidID(string(topic.ID)) {
				t.Fatalf("%q is no id", topic.ID)
			}
			if slices.Contains(topic.Aliases, topic.Name) {
				t.Fatalf("%q is an alias of itself", topic.Name)
			}
		}
		shuffled := slices.Clone(spellings)
		rand.New(rand.NewSource(1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		again, topicsAgain := vocabulary().Unify(shuffled)
		if fmt.Sprint(ids) != fmt.Sprint(again) || !cmp.Equal(topics, topicsAgain, cmpopts.IgnoreTypes(record.Source{})) {
			t.Fatal("the order of the spellings changes the topics")
		}
		if same, changed := vocabulary(topics...).Unify(spellings); len(changed) > 0 || fmt.Sprint(same) != fmt.Sprint(ids) {
			t.Fatalf("unifying the same spellings again changes %v", changed)
		}
	})
}

func FuzzID(f *testing.F) {
	f.Add("Machine learning")
	f.Add("İstanbul ﬁsh ǅ")
	f.Add("\xf6ǅ")
	f.Add("\xff\xffé\xc3")
	f.Fuzz(func(t *testing.T, words string) {
		if id := ID(words); !record.ValidID(string(id)) || len(id) > 60 {
			t.Errorf("ID(%q) = %q", words, id)
		}
		if key := Key(words); key != Key(strings.ToLower(words)) && key != Key(strings.ToUpper(words)) {
			t.Errorf("the case of %q changes its key", words)
		}
	})
}
