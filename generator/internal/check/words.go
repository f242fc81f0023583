package check

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"pairbook/generator/internal/diag"
)

// didYouMean closes a message with the known word that was probably meant, and
// is empty when none is near.
func didYouMean[S ~string](found S, known []S) string {
	if near := diag.Suggest(string(found), words(known)); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

func words[S ~string](list []S) []string {
	plain := make([]string, len(list))
	for i, s := range list {
		plain[i] = string(s)
	}
	return plain
}

// list writes words for a hint; a long list is cut short.
func list[S ~string](of []S) string {
	const longest = 30
	if len(of) > longest {
		return strings.Join(words(of[:longest]), ", ") + ", …"
	}
	return strings.Join(words(of), ", ")
}

// count writes a number with its noun: "1 pairing", "3 pairings".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
