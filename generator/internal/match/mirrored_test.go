package match

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestNobodyMentorsTheirMentor compares, for people who are all mentees and mentors, the
// answer with every one that has no two pairs of the same two people.
func TestNobodyMentorsTheirMentor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 4).Draw(t, "people")
		most := rapid.SampledFrom([]int{0, 2, 100}).Draw(t, "most")
		table := &Table{Mentees: names[:n], Mentors: names[:n], Start: []int{0}}
		for i := range n {
			table.Wants, table.Room = append(table.Wants, rapid.IntRange(0, 2).Draw(t, "wants")), append(table.Room, rapid.IntRange(0, 2).Draw(t, "room"))
			table.Has = append(table.Has, none)
			for j := range n {
				if i != j && rapid.IntRange(0, 4).Draw(t, "allowed") > 0 {
					table.Mentor, table.Score = append(table.Mentor, int32(j)), append(table.Score, int32(rapid.IntRange(0, most).Draw(t, "score")))
				}
			}
			table.Start = append(table.Start, len(table.Mentor))
		}
		objective := rapid.SampledFrom(Objectives()).Draw(t, "objective")
		a := table.Solve(objective)
		if _, _, any := a.mirrored(); any || fits(a) != nil {
			t.Fatalf("%v", a.Pairs)
		}
		var want []int
		var try func(k int, left *Table)
		try = func(k int, left *Table) {
			// Each two who may be paired both ways lose one way or the other.
			for ; k < len(left.Mentor); k++ {
				i := 0
				for k >= left.Start[i+1] {
					i++
				}
				c := Chosen{Mentee: i, Mentor: int(left.Mentor[k])}
				m, there := left.mirror(c)
				if !there || c.compare(m) > 0 {
					continue
				}
				for _, out := range []Chosen{c, m} {
					try(k, left.less(out))
				}
				return
			}
			if rank := brute(left, objective, nil).rank(objective); want == nil || slices.Compare(rank, want) > 0 {
				want = rank
			}
		}
		try(0, table)
		if got := a.outcome().rank(objective); !slices.Equal(got, want) {
			t.Fatalf("%v, and the best is %v", got, want)
		}
		if s := a.Explain(nil); s.Gap != 0 || (a.cases > 0) != strings.Contains(s.Proof(), "each other's mentors") {
			t.Fatalf("%d cases: %s", a.cases, s.Proof())
		}
	})
}

// less returns a table without a pair.
func (t *Table) less(out Chosen) *Table {
	left := *t
	left.Start, left.Mentor, left.Score = []int{0}, nil, nil
	for i := range t.Mentees {
		for k := t.Start[i]; k < t.Start[i+1]; k++ {
			if i != out.Mentee || int(t.Mentor[k]) != out.Mentor {
				left.Mentor, left.Score = append(left.Mentor, t.Mentor[k]), append(left.Score, t.Score[k])
			}
		}
		left.Start = append(left.Start, len(left.Mentor))
	}
	return &left
}

// TestMirroredIsSaid: that two would be each other's mentors is no matter of the total, and they are not told
// as two who would gain by it.
func TestMirroredIsSaid(t *testing.T) {
	table := &Table{Mentees: []string{"ana", "bo"}, Mentors: []string{"ana", "bo"}, Wants: []int{1, 1}, Room: []int{1, 1},
		Start: []int{0, 1, 2}, Mentor: []int32{1, 0}, Score: []int32{80, 70}}
	s := table.Solve("coverage").Explain(nil)
	if len(s.Unmatched) != 1 || s.Unmatched[0].Words != "they are the mentor of everybody who could be theirs; ana would suit best, with 70" || len(s.Blocking) > 0 {
		t.Errorf("%+v, %+v", s.Unmatched, s.Blocking)
	}
}

// TestWhatMayBeMirroredIsNotAsGood does not say of another mentor that an answer with them is as good where the
// two would be each other's mentors in it, whether or not the search came upon that answer.
func TestWhatMayBeMirroredIsNotAsGood(t *testing.T) {
	searched := map[bool]bool{}
	for _, mentors := range [][]string{{"ada", "ana", "bo"}, {"ana", "bo", "cy"}} {
		at := func(id string) int32 { return int32(slices.Index(mentors, id)) }
		free := at("ada") + at("cy") + 1 // who is no mentee
		table := &Table{Mentees: []string{"ana", "bo"}, Mentors: mentors, Wants: []int{1, 1}, Room: []int{1, 1, 1},
			Start: []int{0, 2, 3}, Mentor: []int32{min(at("bo"), free), max(at("bo"), free), at("ana")}, Score: []int32{50, 50, 50}}
		a := table.Solve("coverage")
		searched[a.cases > 0] = true
		if s := a.Explain(nil); len(s.Pairs) != 2 || s.Pairs[0].RunnerUp == nil || !s.Pairs[0].RunnerUp.Unknown || s.Pairs[0].RunnerUp.AsGood || s.Pairs[0].Lot {
			t.Errorf("of %v: %+v, %+v", mentors, s.Pairs, s.Pairs[0].RunnerUp)
		}
	}
	if len(searched) != 2 {
		t.Errorf("the search came upon it: %v", searched)
	}
}

// TestManyCasesHaveABound gives people scores that are the same both ways, so that the
// best of each two would be each other's mentors. Of twenty the best answer is found; of
// eighty one with a bound that none is below.
func TestManyCasesHaveABound(t *testing.T) {
	for people, open := range map[int]bool{20: false, 80: true} {
		table := &Table{Start: []int{0}, Wants: slices.Repeat([]int{1}, people), Room: slices.Repeat([]int{1}, people)}
		for i := range people {
			table.Mentees = append(table.Mentees, fmt.Sprintf("p%02d", i))
			for j := range people {
				if i != j {
					table.Mentor, table.Score = append(table.Mentor, int32(j)), append(table.Score, int32((min(i, j)+1)*7919%101*max(i, j)%101))
				}
			}
			table.Start = append(table.Start, len(table.Mentor))
		}
		table.Mentors = table.Mentees
		a := table.Solve("coverage")
		s := a.Explain(nil)
		if _, _, any := a.mirrored(); any || s.Gap < 0 || s.Open != open || s.Proven() != nil || fits(a) != nil || strings.HasPrefix(s.Proof(), "Not proven") != open {
			t.Errorf("%d people: %s %v", people, s.Proof(), a.Pairs)
		}
		free := *table
		free.Mirrored = true
		if most := free.Solve("coverage").Total; s.Dual > most || s.Dual < a.Total {
			t.Errorf("%d people: the bound is %d, and with mirrored pairs the best is %d", people, s.Dual, most)
		}
	}
}
