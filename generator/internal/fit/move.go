package fit

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Move is a mentee whose mentors change.
type Move struct {
	Mentee   string
	From, To []string
}

// Moves lists the mentees whose mentors differ, by id.
func Moves(before, after map[string][]string) (moved []Move) {
	both := map[string]bool{}
	for id := range before {
		both[id] = true
	}
	for id := range after {
		both[id] = true
	}
	for id := range both {
		from, to := slices.Sorted(slices.Values(before[id])), slices.Sorted(slices.Values(after[id]))
		if !slices.Equal(from, to) {
			moved = append(moved, Move{id, from, to})
		}
	}
	slices.SortFunc(moved, func(a, b Move) int { return cmp.Compare(a.Mentee, b.Mentee) })
	return moved
}

// PrintMoves prints a line a move.
func PrintMoves(w io.Writer, moves []Move) {
	for _, m := range moves {
		fmt.Fprintf(w, "  %s: %s → %s\n", m.Mentee, idsOrNobody(m.From), idsOrNobody(m.To))
	}
}

func idsOrNobody(ids []string) string {
	if len(ids) == 0 {
		return "nobody"
	}
	return strings.Join(ids, ", ")
}
