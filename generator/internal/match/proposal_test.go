package match

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
)

// drawTable draws a table of a few people, with pins that can be kept and mentees
// who already have a pairing.
func drawTable(t *rapid.T) *Table {
	mentees, mentors := rapid.IntRange(1, 4).Draw(t, "mentees"), rapid.IntRange(1, 4).Draw(t, "mentors")
	most := rapid.SampledFrom([]int{2, 100}).Draw(t, "most")
	table := &Table{Start: []int{0}}
	for range mentees {
		table.Ties.Rank = append(table.Ties.Rank, rapid.IntRange(0, 1).Draw(t, "rank"))
	}
	for j := range mentors {
		table.Mentors, table.Room = append(table.Mentors, fmt.Sprint("r", j)), append(table.Room, rapid.IntRange(0, 2).Draw(t, "room"))
	}
	wants, room := []int{}, slices.Clone(table.Room)
	for i := range mentees {
		table.Mentees, table.Wants = append(table.Mentees, fmt.Sprint("e", i)), append(table.Wants, rapid.IntRange(0, 2).Draw(t, "wants"))
		table.Has = append(table.Has, none)
		if rapid.IntRange(0, 3).Draw(t, "served") == 0 {
			table.Has[i] = int32(rapid.IntRange(0, most).Draw(t, "has"))
		}
		wants = append(wants, table.Wants[i])
		for j := range mentors {
			if rapid.IntRange(0, 3).Draw(t, "allowed") == 0 {
				continue
			}
			score := rapid.IntRange(0, most).Draw(t, "score")
			table.Mentor, table.Score = append(table.Mentor, int32(j)), append(table.Score, int32(score))
			if wants[i] > 0 && room[j] > 0 && rapid.IntRange(0, 5).Draw(t, "pin") == 0 {
				wants[i]--
				room[j]--
				table.Pins = append(table.Pins, Chosen{i, j, score, true})
			}
		}
		table.Start = append(table.Start, len(table.Mentor))
	}
	return table
}

// outcome is what objectives compare; lowest ignores pinned pairs, and for fair
// also pairs as good as one that the mentee already has.
type outcome struct {
	matched int
	total   int64
	lowest  int
}

func (o outcome) rank(objective record.ObjectiveKind) []int {
	switch objective {
	case "score":
		return []int{int(o.total), o.matched, o.lowest}
	case "fair":
		return []int{o.matched, o.lowest, int(o.total)}
	}
	return []int{o.matched, int(o.total), o.lowest}
}

// brute tries every answer that keeps the pins. It is independent of the solver.
func brute(t *Table, objective record.ObjectiveKind, pins []Chosen) outcome {
	wants, room := slices.Clone(t.Wants), slices.Clone(t.Room)
	has := make([]int, len(t.Mentees)) // pairs that match somebody who was not matched before
	enough := slices.Clone(t.Has)
	var free []Chosen
	start := outcome{lowest: math.MaxInt32}
	for _, c := range pins {
		wants[c.Mentee]--
		room[c.Mentor]--
		has[c.Mentee]++
		enough[c.Mentee] = min(enough[c.Mentee], int32(c.Score))
		start.total += int64(c.Score)
	}
	for i := range t.Mentees {
		if t.Has[i] != none {
			has[i]++
		}
		for k := t.Start[i]; k < t.Start[i+1]; k++ {
			c := Chosen{Mentee: i, Mentor: int(t.Mentor[k]), Score: int(t.Score[k])}
			if !slices.ContainsFunc(pins, func(p Chosen) bool { return p.Mentee == i && p.Mentor == c.Mentor }) {
				free = append(free, c)
			}
		}
	}
	before := 0
	for i := range has {
		if has[i] > 0 {
			before++
		}
	}
	var best *outcome
	var try func(k int, o outcome)
	try = func(k int, o outcome) {
		if k == len(free) {
			if best == nil || slices.Compare(o.rank(objective), best.rank(objective)) > 0 {
				best = &o
			}
			return
		}
		try(k+1, o)
		c := free[k]
		if wants[c.Mentee] == 0 || room[c.Mentor] == 0 {
			return
		}
		if has[c.Mentee] == 0 {
			o.matched++
		}
		o.total += int64(c.Score)
		if objective != "fair" || c.Score < int(enough[c.Mentee]) {
			o.lowest = min(o.lowest, c.Score)
		}
		wants[c.Mentee]--
		room[c.Mentor]--
		has[c.Mentee]++
		try(k+1, o)
		wants[c.Mentee]++
		room[c.Mentor]++
		has[c.Mentee]--
	}
	try(0, start)
	best.matched += before
	return *best
}

func (a *Answer) outcome() outcome {
	o := outcome{a.Matched(), a.Total, math.MaxInt32}
	enough := slices.Clone(a.Table.Has)
	for _, c := range a.Pairs {
		if c.Pinned {
			enough[c.Mentee] = min(enough[c.Mentee], int32(c.Score))
		}
	}
	for _, c := range a.Pairs {
		if !c.Pinned && (a.Objective != "fair" || c.Score < int(enough[c.Mentee])) {
			o.lowest = min(o.lowest, c.Score)
		}
	}
	return o
}

// fits reports whether an answer obeys the table's rules.
func fits(a *Answer) error {
	t := a.Table
	wants, room := slices.Clone(t.Wants), slices.Clone(t.Room)
	for k, c := range a.Pairs {
		wants[c.Mentee]--
		room[c.Mentor]--
		score, allowed := t.scoreOf(c.Mentee, c.Mentor)
		if wants[c.Mentee] < 0 || room[c.Mentor] < 0 || !allowed || score != c.Score || k > 0 && a.Pairs[k-1].compare(c) >= 0 {
			return fmt.Errorf("%v does not fit", c)
		}
	}
	for _, pin := range t.Pins {
		if !slices.Contains(a.Pairs, pin) {
			return fmt.Errorf("the pin %v is not kept", pin)
		}
	}
	return nil
}

func TestAnswerIsBest(t *testing.T) {
	for _, objective := range Objectives() {
		t.Run(string(objective), rapid.MakeCheck(func(t *rapid.T) {
			table := drawTable(t)
			a := table.Solve(objective)
			if err := fits(a); err != nil {
				t.Fatal(err)
			}
			if got, want := a.outcome(), brute(table, objective, table.Pins); got != want {
				t.Fatalf("%+v of %+v, and the best is %+v", got, table, want)
			}
			if f := a.floor(); objective == "fair" && (f.None != (a.outcome().lowest == math.MaxInt32) || !f.None && f.Score != a.outcome().lowest) {
				t.Fatalf("the floor is %+v, of %+v", f, a.outcome())
			}
			if dual, gap := a.Certificate(); gap != 0 || dual != a.Total {
				t.Fatalf("the bound is %d and the gap %d, of %d", dual, gap, a.Total)
			}
		}))
	}
}

func TestPinCost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		objective := rapid.SampledFrom(Objectives()).Draw(t, "objective")
		s := table.Solve(objective).Explain(nil)
		now := brute(table, objective, table.Pins)
		for _, p := range s.Pairs {
			k := slices.IndexFunc(table.Pins, func(c Chosen) bool { return table.Mentees[c.Mentee] == p.Mentee && table.Mentors[c.Mentor] == p.Mentor })
			if (k >= 0) != (p.Pin != nil) {
				t.Fatalf("%+v", p)
			}
			if k < 0 {
				continue
			}
			without := brute(table, objective, slices.Delete(slices.Clone(table.Pins), k, k+1))
			if p.Pin.Matched != without.matched-now.matched || p.Pin.Total != without.total-now.total {
				t.Fatalf("the pin costs %+v; with it %+v, without %+v", p.Pin, now, without)
			}
		}
	})
}

// TestBlocking compares the blocking pairs with their definition: two who are not
// paired, may be, and each have a place that is empty or goes to somebody with a
// lower score.
func TestBlocking(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		a := table.Solve(rapid.SampledFrom(Objectives()).Draw(t, "objective"))
		want := map[string]bool{}
		for i, mentee := range table.Mentees {
			for j, mentor := range table.Mentors {
				score, allowed := table.scoreOf(i, j)
				paired, menteeScores, mentorScores := false, []int{}, []int{}
				for _, c := range a.Pairs {
					paired = paired || c.Mentee == i && c.Mentor == j
					if c.Mentee == i {
						menteeScores = append(menteeScores, c.Score)
					}
					if c.Mentor == j {
						mentorScores = append(mentorScores, c.Score)
					}
				}
				would := func(scores []int, places int) bool {
					return len(scores) < places || places > 0 && slices.Min(scores) < score
				}
				if allowed && !paired && would(menteeScores, table.Wants[i]) && would(mentorScores, table.Room[j]) {
					want[mentee+" "+mentor] = true
				}
			}
		}
		found := a.Explain(nil).Blocking
		for k, b := range found {
			if !want[b.Mentee+" "+b.Mentor] || k > 0 && found[k-1].Gain < b.Gain {
				t.Fatalf("%+v is not a blocking pair, or out of order, in %+v", b, a.Pairs)
			}
			delete(want, b.Mentee+" "+b.Mentor)
		}
		if len(want) > 0 {
			t.Fatalf("%v are missing", want)
		}
	})
}

// TestUnmatchedReasons checks that each reason is true: who could have a place in an
// answer as good is told so.
func TestUnmatchedReasons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		a := table.Solve(rapid.SampledFrom(Objectives()).Draw(t, "objective"))
		s := a.Explain(nil)
		if s.Matched+len(s.Unmatched) != s.Mentees {
			t.Fatalf("%d matched and %d not, of %d", s.Matched, len(s.Unmatched), s.Mentees)
		}
		now := brute(table, a.Objective, table.Pins)
		for _, u := range s.Unmatched {
			i := slices.Index(table.Mentees, u.Mentee)
			roomy, asGood := false, false
			for e := table.Start[i]; e < table.Start[i+1] && table.Wants[i] > 0; e++ {
				forced := Chosen{i, int(table.Mentor[e]), int(table.Score[e]), true}
				if table.Room[forced.Mentor] == pinsOf(table, forced.Mentor) {
					continue
				}
				roomy = true
				then := brute(table, a.Objective, append(slices.Clone(table.Pins), forced))
				then.lowest = min(then.lowest, forced.Score)
				asGood = asGood || then == now
			}
			want := []string{"outbid"}
			switch {
			case table.Wants[i] == 0:
				want = []string{"none-wanted"}
			case table.Start[i+1] == table.Start[i]:
				want = []string{"excluded"}
			case !roomy:
				want = []string{"no-room"}
			case asGood:
				want = []string{"lot", "waited"}
			}
			if !slices.Contains(want, u.Reason) || u.Nearest != nil && table.Room[slices.Index(table.Mentors, u.Nearest.ID)] == pinsOf(table, slices.Index(table.Mentors, u.Nearest.ID)) {
				t.Fatalf("%+v, want %s", u, want)
			}
		}
	})
}

func pinsOf(table *Table, mentor int) (n int) {
	for _, pin := range table.Pins {
		if pin.Mentor == mentor {
			n++
		}
	}
	return n
}

// TestUnmatchedInWords has an unmatched mentee of each kind.
func TestUnmatchedInWords(t *testing.T) {
	pinned := func(mentee, mentor int) Chosen { return Chosen{mentee, mentor, 50, true} }
	for _, x := range []struct {
		start         []int
		mentor, score []int32
		room          []int
		pins          []Chosen
		objective     record.ObjectiveKind
		want          string
	}{
		{[]int{0, 1, 2}, []int32{0, 0}, []int32{50, 40}, []int{1}, nil, "coverage", "outbid: the only mentor they may be paired with is proposed to others, and the whole comes out best like this"},
		{[]int{0, 1, 2}, []int32{0, 0}, []int32{50, 40}, []int{1}, []Chosen{pinned(0, 0)}, "coverage", "no-room: no mentor they may be paired with has room; r0 would suit best, with 40"},
		{[]int{0, 2, 4, 6}, []int32{0, 1, 0, 1, 0, 1}, []int32{50, 50, 50, 50, 40, 40}, []int{1, 1}, nil, "coverage", "outbid: the mentors they may be paired with are proposed to others, and the whole comes out best like this"},
		{[]int{0, 2, 4, 6}, []int32{0, 1, 0, 1, 0, 1}, []int32{50, 50, 50, 50, 40, 40}, []int{1, 1}, []Chosen{pinned(0, 0)}, "coverage", "outbid: the mentors they may be paired with are full or proposed to others, and the whole comes out best like this"},
		{[]int{0, 1, 2}, []int32{0, 0}, []int32{50, 50}, []int{1}, nil, "coverage", "lot: an answer as good exists in which they have a place, and it was decided by lot; r0 would suit best, with 50"},
		{[]int{0, 1, 2}, []int32{0, 0}, []int32{50, -1}, []int{2}, nil, "score", "lowers-total: every pair that is left would lower the total"},
		{[]int{0, 1, 1}, []int32{0}, []int32{50}, []int{2}, nil, "coverage", "excluded: "},
	} {
		n := len(x.start) - 1
		table := &Table{Mentees: []string{"e0", "e1", "e2"}[:n], Mentors: []string{"r0", "r1"}[:len(x.room)], Wants: []int{1, 1, 1}[:n], Has: []int32{none, none, none}[:n],
			Room: x.room, Start: x.start, Mentor: x.mentor, Score: x.score, Pins: x.pins}
		left := table.Solve(x.objective).Explain(nil).Unmatched
		if len(left) != 1 || left[0].Mentee != table.Mentees[n-1] || !strings.HasPrefix(left[0].Reason+": "+left[0].Words, x.want) {
			t.Errorf("%+v, not %s", left, x.want)
		}
	}
}

// TestFreeIsWhatNobodyTook recounts the room of each mentor.
func TestFreeIsWhatNobodyTook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		a := table.Solve(rapid.SampledFrom(Objectives()).Draw(t, "objective"))
		var want []string
		for j, mentor := range table.Mentors {
			has := 0
			for _, c := range a.Pairs {
				if c.Mentor == j {
					has++
				}
			}
			if left := table.Room[j] - has; left > 0 {
				want = append(want, fmt.Sprint(mentor, " ", left, " ", has == 0))
			}
		}
		var got []string
		for _, f := range a.Explain(nil).Free {
			got = append(got, fmt.Sprint(f.Mentor, " ", f.Room, " ", f.None))
		}
		if !slices.Equal(want, got) {
			t.Fatalf("free: %v, not %v", got, want)
		}
	})
}

// TestProofSaysWhatStays expects the proof to mention pairs that were not
// computed.
func TestProofSaysWhatStays(t *testing.T) {
	for _, stays := range []bool{false, true} {
		for _, objective := range Objectives() {
			s := &Proposal{Objective: objective}
			if stays {
				s.Pairs = []Pair{{}, {Pin: &PinCost{}}}
			}
			if got := s.Proof(); strings.Contains(got, "with the pairings and pins that stay, ") != stays || !strings.HasPrefix(got, "Proven: ") {
				t.Errorf("%s: %s", objective, got)
			}
		}
	}
}

// TestSplit puts the parts of a proposal together again.
func TestSplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		j := ProposalJSON{Cohort: "autumn", Matched: 3, Pairs: []pairJSON{}, Unmatched: []unmatchedJSON{}}
		for i := range rapid.IntRange(0, 25).Draw(t, "pairs") {
			j.Pairs = append(j.Pairs, pairJSON{Mentee: fmt.Sprint("m", i)})
		}
		for i := range rapid.IntRange(0, 50).Draw(t, "unmatched") {
			j.Unmatched = append(j.Unmatched, unmatchedJSON{Mentee: fmt.Sprint("u", i)})
		}
		size := rapid.IntRange(1, 10).Draw(t, "size")
		parts := j.Split(size, func(number int) string { return fmt.Sprint("part", number) })
		whole := parts[0].(ProposalJSON)
		for i := range len(parts) - 1 {
			if len(whole.Parts) != len(parts)-1 || whole.Parts[i] != fmt.Sprint("part", i+2) {
				t.Fatalf("%d parts are named %v", len(parts), whole.Parts)
			}
		}
		for i, part := range parts {
			pairs, unmatched := whole.Pairs, whole.Unmatched
			if i > 0 {
				p := part.(partJSON)
				pairs, unmatched = p.Pairs, p.Unmatched
				whole.Pairs, whole.Unmatched = append(whole.Pairs, pairs...), append(whole.Unmatched, unmatched...)
			}
			if len(pairs) > size || len(unmatched) > 2*size || i > 0 && len(pairs)+len(unmatched) == 0 {
				t.Errorf("part %d of parts of %d has %d pairs and %d without", i, size, len(pairs), len(unmatched))
			}
		}
		whole.Parts = nil
		if diff := cmp.Diff(j, whole); diff != "" {
			t.Error(diff)
		}
	})
}
