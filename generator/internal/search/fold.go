package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pairbook/generator/internal/text"
)

// longestWord is how many characters of a word are looked at.
const longestWord = 40

// words finds the folded words of texts.
type words struct {
	use    func(word []byte) // the word is valid until use returns
	buffer []byte
}

// of finds the words of a text, in order.
func (w *words) of(s string) {
	for chunk := range strings.SplitSeq(s, " ") {
		if !w.plain(chunk) {
			w.folded(chunk)
		}
	}
}

// plain finds the words of a text of ASCII alone, which most are.
func (w *words) plain(chunk string) bool {
	for i := range len(chunk) {
		if chunk[i] >= utf8.RuneSelf {
			return false
		}
	}
	w.buffer = w.buffer[:0]
	for i := range len(chunk) {
		c := chunk[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			if len(w.buffer) < longestWord {
				w.buffer = append(w.buffer, c)
			}
		case len(w.buffer) > 0:
			w.use(w.buffer)
			w.buffer = w.buffer[:0]
		}
	}
	if len(w.buffer) > 0 {
		w.use(w.buffer)
	}
	return true
}

// folded finds the words of any text. Where a script has no spaces between words,
// each two neighbouring characters are one.
func (w *words) folded(chunk string) {
	for _, run := range strings.FieldsFunc(text.Unaccented(chunk), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) }) {
		all := []rune(run)
		for len(all) > 0 {
			n := 0
			if !unspaced(all[0]) {
				for n < len(all) && !unspaced(all[n]) {
					n++
				}
				w.use([]byte(string(all[:min(n, longestWord)])))
			} else {
				n = w.pairs(all)
			}
			all = all[n:]
		}
	}
}

// pairs finds the pairs at the beginning of characters, and says how many they are.
// Marks belong to the character before them.
func (w *words) pairs(all []rune) int {
	starts, n := []int{0}, 1
	for ; n < len(all) && (unspaced(all[n]) || unicode.Is(unicode.M, all[n])); n++ {
		if unspaced(all[n]) {
			starts = append(starts, n)
		}
	}
	starts = append(starts, n)
	for i := range max(1, len(starts)-2) {
		w.use([]byte(string(all[starts[i]:starts[min(i+2, len(starts)-1)]])))
	}
	return n
}

// unspaced reports whether a character's script has no spaces between words.
func unspaced(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) && !unicode.Is(unicode.M, r)
}
