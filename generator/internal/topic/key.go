package topic

import (
	"cmp"
	"strings"
	"unicode"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
)

// Key returns what all spellings of the same words have in common. It is empty
// for a text without words.
func Key(spelling string) string {
	words := strings.FieldsFunc(fold(spelling), isSeparator)
	var key strings.Builder
	for _, w := range words {
		key.WriteString(singular(strings.TrimFunc(w, isPunctuation)))
	}
	return key.String()
}

// ID returns the preferred id for a topic of these words.
func ID(words string) record.TopicID { return record.TopicID(cmp.Or(text.ID(words), "topic")) }

// fold lowers the case and removes accents. Each byte that is not UTF-8 becomes a
// replacement character, as in functions that change case.
func fold(s string) string { return text.Unaccented(string([]rune(s))) }

// isSeparator reports whether r separates words: a space, hyphen, dash or
// underscore.
func isSeparator(r rune) bool {
	return unicode.IsSpace(r) || r == '_' || unicode.Is(unicode.Pd, r) || r == '\u00ad'
}

// isPunctuation reports whether r is punctuation around a word; C++ and C# keep
// theirs.
func isPunctuation(r rune) bool { return strings.ContainsRune(".,;:!?'\"()[]’‘“”«»", r) }

// singular removes the simple English plural from a word. It may be wrong about a
// word, but then changes both forms alike, so that they still have equal keys.
func singular(w string) string {
	switch {
	case len(w) < 4:
		return w
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case hasAnySuffix(w, "sses", "shes", "ches", "xes", "zes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !hasAnySuffix(w, "ss", "us", "is"):
		return w[:len(w)-1]
	}
	return w
}

func hasAnySuffix(w string, suffixes ...string) bool {
	for _, s := range suffixes {
		if strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}
