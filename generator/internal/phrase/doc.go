// Package phrase reads what people write into forms: hours of the week, time
// zones, languages, numbers, days and the part that somebody wants to take, in
// English, German, French and Spanish.
//
// What is not understood is reported as such, and never guessed. What can mean
// several things is returned with its meanings, so that somebody can be asked.
package phrase

import (
	"strings"
	"unicode"

	"pairbook/generator/internal/text"
)

// Fold returns the words of a text in lower case and without accents, with a space
// between two and everything else left out.
func Fold(s string) string {
	return strings.Join(strings.FieldsFunc(text.Unaccented(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// Has reports whether folded words stand in a folded text.
func Has(folded, words string) bool { return strings.Contains(" "+folded+" ", " "+words+" ") }

// HasAny reports whether one of the folded phrases stands in a folded text.
func HasAny(folded string, phrases ...string) bool {
	for _, p := range phrases {
		if Has(folded, p) {
			return true
		}
	}
	return false
}
