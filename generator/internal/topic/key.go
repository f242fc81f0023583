package topic

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"pairbook/generator/internal/record"
)

// longestID leaves room for the number that keeps two ids apart.
const longestID = 60

// Key is what all spellings of the same words have in common. It is empty for
// a text without any word in it.
func Key(spelling string) string {
	words := strings.FieldsFunc(fold(spelling), separates)
	var key strings.Builder
	for _, w := range words {
		key.WriteString(singular(strings.TrimFunc(w, surrounds)))
	}
	return key.String()
}

// ID is the id that a topic of these words gets when no other has it: the
// words with accents folded, cut at 60 characters.
func ID(words string) record.TopicID {
	id := strings.Trim(notInID.ReplaceAllString(fold(words), "-"), "-")
	if len(id) > longestID {
		id = strings.TrimRight(id[:longestID], "-")
	}
	if id == "" {
		id = "topic"
	}
	return record.TopicID(id)
}

var notInID = regexp.MustCompile(`[^a-z0-9]+`)

// fold lowers the case, and takes the accents off letters. Each byte that is no
// UTF-8 becomes a replacement character, as functions that change case make it.
func fold(s string) string {
	return letters.Replace(strings.Map(func(r rune) rune {
		if r >= 0x0300 && r <= 0x036f {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(string([]rune(s)))))
}

// letters are those that Unicode does not take apart into a plain one and an accent.
var letters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i")

// separates tells what stands between words: any space, hyphen, dash or underscore.
func separates(r rune) bool {
	return unicode.IsSpace(r) || r == '_' || unicode.Is(unicode.Pd, r) || r == '\u00ad'
}

// surrounds tells what is no part of a word at its ends; C++ and C# keep theirs.
func surrounds(r rune) bool { return strings.ContainsRune(".,;:!?'\"()[]’‘“”«»", r) }

// singular takes the simple English plural off a word. Both forms of a word
// that it gets wrong are changed alike, so that they still meet.
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
