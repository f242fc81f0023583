package check

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
)

// list joins words for a hint; a long list is shortened.
func list[S ~string](of []S) string {
	const longest = 30
	if len(of) > longest {
		return strings.Join(prose.Strings(of[:longest]), ", ") + ", …"
	}
	return strings.Join(prose.Strings(of), ", ")
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
