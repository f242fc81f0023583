package topic

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"pairbook/generator/internal/record"
)

// book is a vocabulary taken apart for comparing.
type book struct {
	phrases []phrase
	words   *words
	at      map[int][]int // the phrases with a word
}

// phrase is one way to read a spelling of a topic: as it is, with a word read as what it
// stands for, or with two words as one.
type phrase struct {
	topic    record.TopicID
	spelling string // as the record has it
	words    []int
	read     string // how a word was read, in a sentence
	unsure   bool   // it can be read in other ways
	joined   bool
}

// mostWords is how many words a spelling may have to be compared; what is longer is a sentence.
const mostWords = 12

func newBook(topics record.Table[record.TopicID, *record.Topic]) *book {
	b := &book{words: &words{byText: map[string]int{}}, at: map[int][]int{}}
	for _, t := range topics.All() {
		for _, spelling := range append([]string{t.Name}, t.Aliases...) {
			for _, part := range unbracket(spelling) {
				b.read(phrase{topic: t.ID, spelling: part})
			}
		}
	}
	b.join()
	b.words.relate()
	for i, p := range b.phrases {
		for _, w := range p.words {
			b.at[w] = append(b.at[w], i)
		}
	}
	return b
}

// unbracket takes "Machine learning (ML)" apart.
func unbracket(spelling string) []string {
	before, rest, found := strings.Cut(spelling, " (")
	inside, after, closed := strings.Cut(rest, ")")
	if found && closed && after == "" && slices.Contains(firstLetters(before), strings.ToLower(inside)) {
		return []string{before, inside}
	}
	return []string{spelling}
}

// read adds the phrases of a spelling: as it is, with each word read as what it stands for,
// and with all of them.
func (b *book) read(p phrase) {
	plain := content(p.spelling)
	if len(plain) == 0 || len(plain) > mostWords {
		return
	}
	b.add(p, plain)
	if whole := sentence(p.spelling); len(whole) > 1 {
		for _, r := range lexicon().read(strings.Join(whole, " ")) {
			p.read = fmt.Sprintf(r.says, p.spelling, r.words)
			b.add(p, content(r.words))
		}
	}
	every, read := []string{}, 0
	for i, w := range plain {
		readings := lexicon().read(w)
		for _, r := range slices.Backward(readings) {
			p.read, p.unsure = fmt.Sprintf(r.says, asWritten(p.spelling, w), r.words), len(readings) > 1
			b.add(p, slices.Concat(plain[:i], content(r.words), plain[i+1:]))
		}
		if readings == nil {
			every = append(every, w)
			continue
		}
		every = append(every, content(readings[0].words)...)
		read++
	}
	if read > 1 {
		b.add(p, every)
	}
}

// asWritten returns a folded word as a spelling has it.
func asWritten(spelling, folded string) string {
	for _, w := range Fields(spelling) {
		if fold(w) == folded {
			return w
		}
	}
	return folded
}

func (b *book) add(p phrase, words []string) {
	p.words = nil
	for _, w := range words {
		p.words = append(p.words, b.words.id(w))
	}
	b.phrases = append(b.phrases, p)
}

// join adds the phrases in which two neighbours are one word, in either order, where
// another spelling has a word that begins like it.
func (b *book) join() {
	beginnings := map[string]bool{}
	for _, w := range b.words.all {
		for n := range w.text {
			beginnings[w.text[:n]] = true
		}
		beginnings[w.text] = true
	}
	for _, p := range b.phrases {
		for i := 0; i+1 < len(p.words) && p.read == ""; i++ {
			one, two := b.words.all[p.words[i]].text, b.words.all[p.words[i+1]].text
			for _, parts := range [][2]string{{singular(one), two}, {singular(two), one}} {
				joined := parts[0] + parts[1]
				if len(parts[0]) < 3 || len(parts[1]) < 3 || !beginnings[joined[:len(parts[0])+3]] {
					continue
				}
				q := p
				q.words, q.joined = slices.Concat(p.words[:i], []int{b.words.id(joined)}, p.words[i+2:]), true
				b.phrases = append(b.phrases, q)
			}
		}
	}
}

// candidates lists the phrases with a word that is like the rarest of a phrase.
func (b *book) candidates(i int) (rarest []int) {
	for n, w := range b.phrases[i].words {
		found := slices.Clone(b.at[w])
		for other := range b.words.like[w] {
			found = append(found, b.at[other]...)
		}
		if n == 0 || len(found) < len(rarest) {
			rarest = found
		}
	}
	return rarest
}

// initialsOf is what first letters score, by how many they are.
var initialsOf = [...]int{2: 62, 3: 84}

// capitals are written as first letters are: "HPC", "R&D", "AtW", "APIs".
var capitals = regexp.MustCompile(`^[A-Za-z]*[A-Z][A-Za-z&/]*[A-Z]s?$`)

// initials finds the spellings in capitals that are the first letters of another's words.
func (b *book) initials(keep func(Likeness)) {
	short := map[string][]*phrase{}
	for i := range b.phrases {
		if p := &b.phrases[i]; p.read == "" && !p.joined && capitals.MatchString(p.spelling) {
			letters := strings.ToLower(strings.NewReplacer("&", "", "/", "").Replace(strings.TrimSuffix(p.spelling, "s")))
			short[letters] = append(short[letters], p)
		}
	}
	for i := range b.phrases {
		q := &b.phrases[i]
		if q.read != "" || q.joined {
			continue
		}
		for _, letters := range firstLetters(q.spelling) {
			for _, p := range short[letters] {
				if p.topic != q.topic {
					because := fmt.Sprintf("“%s” has the first letters of “%s”", p.spelling, q.spelling)
					keep(Likeness{p.topic, q.topic, Same, initialsOf[min(len(letters), 3)], because})
				}
			}
		}
	}
}

// firstLetters are those of all words and of those that say something, from two on.
func firstLetters(spelling string) []string {
	var all [2][]rune
	for _, w := range sentence(spelling) {
		first := []rune(w)[0]
		all[0] = append(all[0], first)
		if !lexicon().little[w] {
			all[1] = append(all[1], first)
		}
	}
	letters := slices.Compact([]string{string(all[0]), string(all[1])})
	return slices.DeleteFunc(letters, func(s string) bool { return len(s) < 2 })
}

// content returns the words of a spelling that say what it is about, or all if none does.
func content(spelling string) []string {
	all := sentence(spelling)
	words := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return lexicon().little[w] })
	if len(words) == 0 {
		return all
	}
	return words
}

// sentence returns the words of a spelling, folded, in order.
func sentence(spelling string) []string { return Fields(fold(spelling)) }
