package topic

import (
	"maps"
	"slices"
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/spanish"
)

// alikeness is how two words are alike.
type alikeness int

const (
	equal alikeness = iota
	spelt
	formed
	slipped
	clipped
	alike
)

// sentences say how two words are alike, the first of them by the alphabet first.
var sentences = [...]string{
	spelt:   "the same word, spelt another way: %s, %s",
	formed:  "the same words in another form: %s, %s",
	slipped: "the same letters but for a slip: %s, %s",
	clipped: "“%s” begins “%s”",
	alike:   "many letters in common: %s, %s",
}

// bond is how two words are alike, and how surely, of 100.
type bond struct {
	kind  alikeness
	score int
}

// word is a word with what it is compared by.
type word struct {
	text  string    // folded
	base  string    // its singular, in one spelling
	bare  string    // the base without what languages write differently
	grams []string  // of bare
	stems [4]string // of base: English, German, French, Spanish
}

// words are the words of a vocabulary, each once.
type words struct {
	all    []word
	byText map[string]int
	like   []map[int]bond // by word, the others that are alike
}

func (ws *words) id(text string) int {
	id, known := ws.byText[text]
	if !known {
		id = len(ws.all)
		ws.byText[text] = id
		ws.all = append(ws.all, newWord(text))
	}
	return id
}

func newWord(text string) word {
	w := word{text: text, base: lexicon().root(text)}
	w.bare = lexicon().bare(w.base)
	w.grams = gramsOf(w.bare)
	for i, stem := range []func(*snowballstem.Env) bool{english.Stem, german.Stem, french.Stem, spanish.Stem} {
		env := snowballstem.NewEnv(w.base)
		stem(env)
		w.stems[i] = env.Current()
	}
	return w
}

// gramsOf lists the runs of four letters of a word whose ends are marked, each once.
func gramsOf(w string) []string {
	const n = 4
	w = "^" + w + "$"
	grams := []string{w[:min(n, len(w))]}
	for i := 1; i+n <= len(w); i++ {
		grams = append(grams, w[i:i+n])
	}
	slices.Sort(grams)
	return slices.Compact(grams)
}

// bond returns how two words are alike; its score is 0 if they are not.
func (ws *words) bond(a, b int) bond {
	if a == b {
		return bond{equal, perfect}
	}
	return ws.like[a][b]
}

// mostNear is with how many words before it in the alphabet a word is compared, of those
// that have the same four letters.
const mostNear = 50

// relate finds the words that are alike among those that share four letters in a row, or
// begin with the same three.
func (ws *words) relate() {
	ws.like = make([]map[int]bond, len(ws.all))
	with := map[string][]int{}
	for _, text := range slices.Sorted(maps.Keys(ws.byText)) {
		i, near := ws.byText[text], map[int]bool{}
		for _, g := range append([]string{"<" + text[:min(3, len(text))]}, ws.all[i].grams...) {
			for _, j := range with[g][max(0, len(with[g])-mostNear):] {
				near[j] = true
			}
			with[g] = append(with[g], i)
		}
		for j := range near {
			if is := compare(&ws.all[i], &ws.all[j]); is.score > 0 {
				ws.set(i, j, is)
				ws.set(j, i, is)
			}
		}
	}
}

func (ws *words) set(a, b int, is bond) {
	if ws.like[a] == nil {
		ws.like[a] = map[int]bond{}
	}
	ws.like[a][b] = is
}

// compare says how two words are alike.
func compare(a, b *word) bond {
	short := min(len(a.base), len(b.base))
	switch {
	case a.base == b.base:
		return bond{spelt, 95}
	case short < 4:
	case a.stems[0] == b.stems[0] && lexicon().related(a.base, b.base):
		return bond{formed, 92}
	case a.stems[0] == b.stems[0] || short >= 5 && lexicon().related(a.base, b.base):
		return bond{formed, 85}
	case a.bare == b.bare:
		return bond{spelt, 85}
	case short >= 5 && (a.stems[1] == b.stems[1] || a.stems[2] == b.stems[2] || a.stems[3] == b.stems[3]):
		return bond{formed, 80}
	case short >= 6 && (slip(a.text, b.text) || slip(a.bare, b.bare)):
		return bond{slipped, 78}
	case clip(a.text, b.text) || clip(b.text, a.text):
		return bond{clipped, 72}
	case short >= 6 && strings.HasPrefix(b.bare, a.bare[:min(3, len(a.bare))]):
		if dice := a.dice(b); dice >= 65 {
			return bond{alike, dice - 5}
		}
	}
	return bond{}
}

// dice returns how many grams two words share, of 100: the coefficient of Dice (1945).
func (w *word) dice(other *word) int {
	shared := 0
	for _, g := range w.grams {
		if _, found := slices.BinarySearch(other.grams, g); found {
			shared++
		}
	}
	return 200 * shared / (len(w.grams) + len(other.grams))
}

// slip reports whether one letter is missing, two neighbours have changed places, or
// only vowels differ. A consonant for another makes other words, as do other beginnings.
func slip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	same := len(a) == len(b)
	switch {
	case len(b) == len(a)+1 && a[i:] == b[i+1:]:
		return i > 0
	case same && i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]:
		return true
	case same && i < len(a) && a[i+1:] == b[i+1:]:
		return isVowel(a[i]) && isVowel(b[i]) && (i == 0 || i > 3) || i > 3 && len(a) >= 10
	}
	return i > 3 && len(a) >= 9 && strings.Map(consonant, a) == strings.Map(consonant, b)
}

// clip reports whether people may cut long short to it: behind a consonant, before a vowel.
func clip(short, long string) bool {
	short = strings.TrimSuffix(short, "s")
	return len(short) >= 4 && len(long) >= len(short)+4 && strings.HasPrefix(long, short) &&
		!isVowel(short[len(short)-1]) && isVowel(long[len(short)])
}

func isVowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

// consonant drops vowels in strings.Map.
func consonant(r rune) rune {
	if r < 0x80 && isVowel(byte(r)) {
		return -1
	}
	return r
}
