package diag

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Suggest returns the allowed word that somebody who wrote found probably
// meant, or "" when none is near: at most one slip in three characters, the
// nearest first, the first in the alphabet among equals.
func Suggest(found string, allowed []string) string {
	const longest = 100
	if len(found) > longest {
		return ""
	}
	words := slices.Sorted(slices.Values(allowed))
	best, least := "", max(1, len([]rune(found))/3)+1
	for _, word := range words {
		if abs(len(word)-len(found)) > 2*least {
			continue
		}
		distance := levenshtein.ComputeDistance(strings.ToLower(found), strings.ToLower(word))
		if distance < least {
			best, least = word, distance
		}
	}
	return best
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
