package grouping

import (
	"cmp"
	"slices"
	"strings"

	"pairbook/generator/internal/couple"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
)

// Peers makes the best pairs of peers of whom nothing is known but scores. Of answers as good as each
// other a lot decides, which another word draws anew.
func Peers(names []string, pairs []couple.Pair, word string) *Teams {
	order, place := byLot(names, pairs, word), make([]int, len(names))
	for at, i := range order {
		place[i] = at
	}
	p := &couple.Problem{Size: len(names)}
	for _, pair := range pairs {
		p.Pairs = append(p.Pairs, couple.Pair{A: place[pair.A], B: place[pair.B], Score: pair.Score})
	}
	answer := couple.Solve(p)
	s := &Teams{Shape: record.InPeers, Members: len(names)}
	s.take(p, answer)
	score := map[[2]int]int{}
	for _, pair := range pairs {
		score[[2]int{pair.A, pair.B}], score[[2]int{pair.B, pair.A}] = int(pair.Score), int(pair.Score)
	}
	placed := map[int]bool{}
	for _, members := range inTeams(answer) {
		for k, at := range members {
			members[k] = order[at]
		}
		slices.Sort(members)
		var found Team
		found.Score, found.Lowest = means(members, 100, func(a, b int) int { return score[[2]int{a, b}] }, func(int) int { return 0 })
		for _, a := range members {
			placed[a] = true
			found.Members = append(found.Members, names[a])
		}
		s.Teams = append(s.Teams, found)
	}
	slices.SortFunc(s.Teams, func(a, b Team) int { return slices.Compare(a.Members, b.Members) })
	for i, name := range names {
		if !placed[i] {
			s.Unmatched = append(s.Unmatched, Alone{name, "left-over", "not all who have a score with somebody can be in pairs at once"})
		}
	}
	return s
}

// byLot orders peers by the lots that are drawn from their names and scores.
func byLot(names []string, pairs []couple.Pair, word string) (order []int) {
	rows, lots := make([]int32, 0, 3*len(pairs)), make([]uint64, len(names))
	for _, pair := range pairs {
		rows = append(rows, int32(pair.A), int32(pair.B), pair.Score)
	}
	file := fit.StandIn([]byte(strings.Join(names, "\n")), rows)
	for i, name := range names {
		lots[i], order = fit.Lot(file, word, name), append(order, i)
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(lots[a], lots[b]) })
	return order
}
