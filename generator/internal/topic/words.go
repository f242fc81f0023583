package topic

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// Words returns the words of a text, sorted and unique, folded like spellings and
// reduced to their stems, so that "Planning a project" and "plan the projects"
// share two. It omits words that every text has, such as "the", "take" and
// "people".
func Words(text string) []string {
	var words []string
	for _, w := range Fields(fold(text)) {
		w = singular(w)
		if root := stem(w); !filler[w] && !filler[root] {
			words = append(words, root)
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// Fields splits a text into its words as they are written.
func Fields(text string) []string { return strings.FieldsFunc(text, isWordSeparator) }

// isWordSeparator reports whether r separates words in a sentence; C++ and C# keep theirs.
func isWordSeparator(r rune) bool {
	return r != '+' && r != '#' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

// stem removes the commonest English verb endings. It may cut a word wrongly, but
// then cuts its forms alike, so that they still match.
func stem(w string) string {
	for _, ending := range []string{"ing", "ed"} {
		if root := strings.TrimSuffix(w, ending); root != w && len(root) >= 4 {
			w = undouble(root)
			break
		}
	}
	if len(w) >= 5 {
		w = strings.TrimSuffix(w, "e")
	}
	return w
}

func undouble(w string) string {
	if n := len(w); w[n-1] == w[n-2] && w[n-1] < unicode.MaxASCII && w[n-1] != 's' {
		return w[:n-1]
	}
	return w
}

// filler are words that say nothing about the subject of a text.
var filler = set("a about after all also an and any are as at back be been before better but by can could do etc few find first for " +
	"from get give good have help how i if in into is it know learn like make making me more most my new not of on one or " +
	"our out over own people s show small so some start take that the their them there they thing this through time to two " +
	"understand up use using via want we what when where which who will with without work would year you your")

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(words) {
		all[w] = true
	}
	return all
}

// Rarity weighs how much it tells that two people share something that few have.
type Rarity[K comparable] struct {
	people int
	have   map[K]int
}

// NewRarity counts who has what; people holds a set for each person.
func NewRarity[K comparable](people [][]K) Rarity[K] {
	r := Rarity[K]{len(people), map[K]int{}}
	for _, things := range people {
		for _, k := range things {
			r.have[k]++
		}
	}
	return r
}

// Of returns the weight of a thing in thousandths: 1000·ln(1 + n/k) where k of n
// people have it, the inverse document frequency of Spärck Jones (1972) kept
// above 0. It is an integer, so that sums do not depend on the machine. A thing
// that nobody has weighs as much as one that one person has.
func (r Rarity[K]) Of(k K) int {
	return int(math.Round(1000 * math.Log1p(float64(r.people)/float64(max(1, r.have[k])))))
}
