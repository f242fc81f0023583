// Package prose formats numbers and names in sentences: counts with their nouns,
// lists, capitals, cuts, and suggestions for a misspelt word.
package prose

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Count formats a number with a noun that takes an s: "1 pair", "0 pairs".
func Count(n int, noun string) string { return CountOf(n, noun, noun+"s") }

// CountOf formats a number with a form of a noun: "1 person", "3 people".
func CountOf(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// List joins items as in a sentence: "a, b and c".
func List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " and " + items[last]
}

// Sentence capitalises the first letter of a text.
func Sentence(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + words[size:]
}

// Short returns words cut to at most that many characters, with … at the end of a cut.
func Short(words string, most int) string {
	all := []rune(words)
	if len(all) <= most {
		return words
	}
	return strings.TrimSpace(string(all[:most-1])) + "…"
}

// Strings converts words of any string type.
func Strings[S ~string](words []S) []string {
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = string(w)
	}
	return plain
}

// DidYouMean returns an ending for a message that suggests the nearest known
// word, as in `; did you mean "ada"?`, or "" when none is near.
func DidYouMean[S ~string](found S, known []S) string {
	if near := Suggest(string(found), Strings(known)); near != "" {
		return fmt.Sprintf("%s%q?", didYouMean, near)
	}
	return ""
}

const didYouMean = "; did you mean "

// WithoutMeant returns a message without the ending from [DidYouMean].
func WithoutMeant(message string) string {
	message, _, _ = strings.Cut(message, didYouMean)
	return message
}

// HaveOrHas is the verb of "1 of 4 mentees has" and "2 of 4 mentees have".
func HaveOrHas(some, all int) string {
	if some == 1 || all == 1 {
		return "has"
	}
	return "have"
}
