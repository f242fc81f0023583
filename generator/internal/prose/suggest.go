package prose

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Suggest returns the allowed word that somebody who wrote found probably meant,
// or "" when none is near: at most one slip per three characters, the nearest
// first, ties by the alphabet.
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
		distance := slips(strings.ToLower(found), strings.ToLower(word))
		if distance < least {
			best, least = word, distance
		}
	}
	return best
}

// slips returns the edit distance, in which two exchanged neighbours are one
// slip, not two.
func slips(a, b string) int {
	distance := levenshtein.ComputeDistance(a, b)
	if distance == 2 && len(a) == len(b) {
		i := 0
		for a[i] == b[i] {
			i++
		}
		if i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:] {
			return 1
		}
	}
	return distance
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
