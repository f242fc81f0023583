// Package prose writes the small words around numbers and names: counts with
// their nouns, lists, capitals, and the word that somebody probably meant.
package prose

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Count writes a number with a noun that takes an s: "1 pair", "0 pairs".
func Count(n int, noun string) string { return CountOf(n, noun, noun+"s") }

// CountOf writes a number with one of two forms of a noun: "1 person", "3 people".
func CountOf(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// List joins items as a sentence does: "a, b and c".
func List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " and " + items[last]
}

// Sentence gives words a capital at their beginning.
func Sentence(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + words[size:]
}

// Strings gives words of any kind as plain ones.
func Strings[S ~string](words []S) []string {
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = string(w)
	}
	return plain
}

// DidYouMean closes a message with the known word that was probably meant, as
// in `; did you mean "ada"?`, and is empty when none is near.
func DidYouMean[S ~string](found S, known []S) string {
	if near := Suggest(string(found), Strings(known)); near != "" {
		return fmt.Sprintf("%s%q?", didYouMean, near)
	}
	return ""
}

const didYouMean = "; did you mean "

// WithoutMeant is a message without the end that [DidYouMean] gave it.
func WithoutMeant(message string) string {
	message, _, _ = strings.Cut(message, didYouMean)
	return message
}
