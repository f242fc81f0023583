// Package couple puts people of one kind into pairs, the best that there are, and one whom
// that would leave over into a trio. It knows people as numbers, and nothing of mentoring.
//
// As many people as possible have somebody; among these answers the total is highest. A pair
// counts its score, a trio one and a half times the mean of its three, so that everybody
// counts alike. Where not all can have somebody, of answers as good as each other those come
// first in which people of the lowest ranks have. People fall into parts, so that no allowed
// pair joins two of them; each part has at most one trio, and has it only where more of the
// part then have somebody.
//
// [Solve] finds maximum-weight matchings with Edmonds' blossoms, one search a person, each of
// O(n²) steps. It works with whole numbers alone: everything counts twice, for the halves of
// trios, and that makes its prices whole, too. [Check] proves from these prices that no other
// answer is better. Of one problem there is one answer; among equally good ones the order of
// the people decides, and a caller who wants a lot shuffles them first.
package couple

import "slices"

// Problem is how many people there are, numbered from 0, and the pairs that are allowed,
// each once. Rank is, by person, who comes first where all else is equal, the lowest first;
// nil if nobody does.
type Problem struct {
	Size  int
	Pairs []Pair
	Rank  []int
}

// Pair is two people and their score.
type Pair struct {
	A, B  int
	Score int32
}

// Solution is an answer, part by part. Twice is twice its total, a whole number.
type Solution struct {
	Parts []Part
	Twice int64
}

// Part is people whom no allowed pair joins with anybody else, ascending. Its pairs are of
// members' numbers in the problem, and so is the trio, nil for none. Proof holds for answers in
// pairs; if not all of the part are in pairs, it holds for those with a trio, too, but for the
// trios that are cases.
type Part struct {
	Members []int
	Pairs   [][2]int
	Trio    []int
	Alone   []int
	Proof   Proof
	Cases   []Case
}

// Proof is prices by place in [Part.Members], and of odd sets of places: the prices of two people
// and of the sets that hold both are never less than what the two count together.
type Proof struct {
	Price []int64
	Sets  []Set
}

// Set is an odd number of members, by place, with the price that two of them have in common.
type Set struct {
	Members []int
	Price   int64
}

// Case is a trio, by places, and the proof for everybody else in the part.
type Case struct {
	Trio [3]int
	Proof
}

// Solve returns the best answer.
func Solve(p *Problem) *Solution {
	s := &Solution{}
	scale := p.Scale()
	for _, members := range p.parts() {
		w := newWorth(p, members, scale)
		part := w.solve(members)
		for _, pair := range part.Pairs {
			s.Twice += 2 * int64(w.score(pair))
		}
		if t := part.Trio; t != nil {
			for _, pair := range [3][2]int{{t[0], t[1]}, {t[0], t[2]}, {t[1], t[2]}} {
				s.Twice += int64(w.score(pair))
			}
		}
		s.Parts = append(s.Parts, part)
	}
	return s
}

// Scale is what a pair counts: a point of it Point, and of each of the two that they have
// somebody what is theirs in Somebody. A trio counts half a point for each of its three
// scores, so that one of its members counts what one of a pair does.
type Scale struct {
	Point    int64
	Somebody []int64 // by person
}

// Scale returns what the prices of a solution are measured in. One person more outweighs all
// that scores can make up, and half a point all ranks.
func (p *Problem) Scale() Scale {
	low, high := int64(0), int64(0)
	for k, pair := range p.Pairs {
		if s := int64(pair.Score); k == 0 {
			low, high = s, s
		} else {
			low, high = min(low, s), max(high, s)
		}
	}
	bonus := int64(p.Size)*(high-low) + 1 - low
	rank, all := p.ranks(mostCounted / (4 * int64(p.Size+1) * (bonus + max(high, 0))))
	s := Scale{Point: 2 * (2*all + 1)}
	for _, adds := range rank {
		s.Somebody = append(s.Somebody, s.Point/2*bonus+2*adds)
	}
	return s
}

// mostCounted is more than an answer may count.
const mostCounted = 1 << 60

// ranks returns by person what it adds that they have somebody, and what it adds if all have.
// One person adds more than all of higher ranks together. Where that would be more than a number
// can be, the highest ranks add nothing.
func (p *Problem) ranks(most int64) (adds []int64, all int64) {
	adds = make([]int64, p.Size)
	if p.Rank == nil {
		return adds, 0
	}
	ranks := slices.Compact(slices.Sorted(slices.Values(p.Rank)))
	for len(ranks) > 1 {
		ranks = ranks[:len(ranks)-1] // the last need add nothing
		all = 0
		for _, rank := range slices.Backward(ranks) {
			each := all + 1
			for v, r := range p.Rank {
				if r == rank && all <= most {
					adds[v], all = each, all+each
				}
			}
		}
		if all <= most {
			return adds, all
		}
		clear(adds)
	}
	return adds, 0
}

// parts lists the parts by their first member.
func (p *Problem) parts() (all [][]int) {
	first := make([]int, p.Size)
	for v := range first {
		first[v] = v
	}
	find := func(v int) int {
		for first[v] != v {
			first[v] = first[first[v]]
			v = first[v]
		}
		return v
	}
	for _, pair := range p.Pairs {
		a, b := find(pair.A), find(pair.B)
		first[max(a, b)] = min(a, b)
	}
	at := make([]int, p.Size)
	for v := range p.Size {
		root := find(v)
		if root == v {
			at[v] = len(all)
			all = append(all, nil)
		}
		all[at[root]] = append(all[at[root]], v)
	}
	return all
}

// worth is what each two of a part count, by place, and 0 for a pair that is not allowed.
type worth struct {
	members []int
	scale   Scale
	of      [][]int64
}

func newWorth(p *Problem, members []int, scale Scale) *worth {
	w := &worth{members, scale, make([][]int64, len(members))}
	for i := range members {
		w.of[i] = make([]int64, len(members))
	}
	place := func(v int) (int, bool) { return slices.BinarySearch(members, v) }
	for _, pair := range p.Pairs {
		a, here := place(pair.A)
		if b, _ := place(pair.B); here {
			w.of[a][b] = scale.Point*int64(pair.Score) + scale.Somebody[pair.A] + scale.Somebody[pair.B]
			w.of[b][a] = w.of[a][b]
		}
	}
	return w
}

// score returns the score of two members.
func (w *worth) score(pair [2]int) int {
	a, _ := slices.BinarySearch(w.members, pair[0])
	b, _ := slices.BinarySearch(w.members, pair[1])
	return int((w.of[a][b] - w.scale.Somebody[pair[0]] - w.scale.Somebody[pair[1]]) / w.scale.Point)
}

// trio is what three people count, 0 where two of them are not allowed.
func (w *worth) trio(t [3]int) int64 {
	x, y, z := w.of[t[0]][t[1]], w.of[t[0]][t[2]], w.of[t[1]][t[2]]
	if x == 0 || y == 0 || z == 0 {
		return 0
	}
	return (x + y + z) / 2
}
