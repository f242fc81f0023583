package team

import (
	"fmt"
	"math/rand"
	"os"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/test/here"
)

func TestMain(m *testing.M) { os.Exit(here.Draws(m, 60, 1000)) }

// problem draws people with or without leaders: hours in common, languages, kinds, and some who must
// be apart.
func problem(t *rapid.T, most int) *Problem {
	p := &Problem{Size: rapid.IntRange(0, most).Draw(t, "size"), Min: rapid.IntRange(2, 3).Draw(t, "min")}
	p.Max = p.Min + rapid.IntRange(0, 2).Draw(t, "span")
	p.Together = rapid.IntRange(0, 100).Draw(t, "together")
	apart, high := rapid.IntRange(0, 4).Draw(t, "apart"), rapid.SampledFrom([]int32{1, 3, 100}).Draw(t, "high")
	score := func() int32 {
		if rapid.IntRange(1, 10).Draw(t, "may") <= apart {
			return Apart
		}
		return rapid.Int32Range(0, high).Draw(t, "score")
	}
	p.Score = make([][]int32, p.Size)
	for a := range p.Score {
		p.Score[a] = make([]int32, p.Size)
		for b := range a {
			p.Score[a][b] = score()
			p.Score[b][a] = p.Score[a][b]
		}
	}
	for range rapid.IntRange(0, 3).Draw(t, "leaders") {
		lead := Lead{Room: rapid.IntRange(0, 2).Draw(t, "room")}
		for range p.Size {
			lead.Score = append(lead.Score, score())
		}
		p.Leads = append(p.Leads, lead)
	}
	marks := func(n int) (all []Marks) {
		for range n {
			all = append(all, rapid.SampledFrom([]Marks{nil, {1}, {3}, {6}, {7}}).Draw(t, "marks"))
		}
		return all
	}
	for range rapid.IntRange(0, 2).Draw(t, "common") {
		p.Common = append(p.Common, Common{marks(p.Size), marks(len(p.Leads))})
	}
	if rapid.Bool().Draw(t, "kinds") {
		for range p.Size {
			p.Kind = append(p.Kind, rapid.IntRange(0, 2).Draw(t, "kind"))
		}
	}
	if rapid.Bool().Draw(t, "pins") {
		for range p.Size {
			p.Pin = append(p.Pin, rapid.SampledFrom([]int{0, 0, 0, 1, 2}).Draw(t, "pin"))
		}
	}
	if rapid.Bool().Draw(t, "ranks") {
		for range p.Size {
			p.Rank = append(p.Rank, rapid.IntRange(0, 2).Draw(t, "rank"))
		}
	}
	return p
}

// best tries all answers: how many have a team, and the highest total of those, with a member's score
// as the comment of the package has it; placed is -1 if no answer keeps the pins.
func best(p *Problem) (placed int, total float64) {
	room := make([]int, len(p.Leads))
	for k, lead := range p.Leads {
		room[k] = lead.Room
	}
	placed, total = -1, 0
	var try func(left []int, have int, sum float64)
	try = func(left []int, have int, sum float64) {
		if len(left) == 0 {
			if have > placed || have == placed && sum > total {
				placed, total = have, sum
			}
			return
		}
		if p.Pin == nil || p.Pin[left[0]] == 0 {
			try(left[1:], have, sum)
		}
		for set := 1; set < 1<<len(left); set += 2 {
			var members, rest []int
			for i, v := range left {
				if set>>i&1 == 1 {
					members = append(members, v)
				} else {
					rest = append(rest, v)
				}
			}
			for lead := -1; lead < len(p.Leads); lead++ {
				if lead < 0 != (len(p.Leads) == 0) || lead >= 0 && room[lead] == 0 {
					continue
				}
				if worth, ok := plainly(p, lead, members); ok {
					if lead >= 0 {
						room[lead]--
					}
					try(rest, have+len(members), sum+worth)
					if lead >= 0 {
						room[lead]++
					}
				}
			}
		}
	}
	all := make([]int, p.Size)
	for v := range all {
		all[v] = v
	}
	try(all, 0, 0)
	return placed, total
}

func plainly(p *Problem, lead int, members []int) (worth float64, ok bool) {
	if len(members) < p.Min || len(members) > p.Max {
		return 0, false
	}
	for a, pin := range p.Pin {
		for _, b := range members {
			if pin > 0 && pin == p.Pin[b] && !slices.Contains(members, a) {
				return 0, false
			}
		}
	}
	kinds := map[int]int{}
	for _, a := range members {
		others := 0.0
		for _, b := range members {
			if a != b && p.Score[a][b] == Apart {
				return 0, false
			}
			if a != b {
				others += float64(p.Score[a][b])
			}
		}
		mean := others / float64(len(members)-1)
		if lead >= 0 {
			if p.Leads[lead].Score[a] == Apart {
				return 0, false
			}
			mean = float64(p.Together)/100*mean + float64(100-p.Together)/100*float64(p.Leads[lead].Score[a])
		}
		worth += mean
		if p.Kind != nil {
			kinds[p.Kind[a]]++
		}
	}
	for kind, n := range kinds {
		if n == 1 && kind != 0 {
			return 0, false
		}
	}
	for _, c := range p.Common {
		bits := uint64(7)
		for _, a := range members {
			if c.People[a] != nil {
				bits &= c.People[a][0]
			}
		}
		if lead >= 0 && c.Leads[lead] != nil {
			bits &= c.Leads[lead][0]
		}
		if bits == 0 {
			return 0, false
		}
	}
	return worth, true
}

// holds reports what is wrong with an answer by itself.
func holds(p *Problem, s *Solution) string {
	seen, room, total := make([]int, p.Size), make([]int, len(p.Leads)), 0.0
	for _, team := range s.Teams {
		worth, ok := plainly(p, team.Lead, team.Members)
		if !ok || (team.Lead < 0) != (len(p.Leads) == 0) {
			return fmt.Sprintf("the team %v is not allowed", team)
		}
		if team.Lead >= 0 {
			if room[team.Lead]++; room[team.Lead] > p.Leads[team.Lead].Room {
				return fmt.Sprintf("%d leads too many", team.Lead)
			}
		}
		total += worth
		for _, m := range team.Members {
			seen[m]++
		}
	}
	for _, m := range s.Alone {
		if seen[m]++; p.Pin != nil && p.Pin[m] > 0 {
			return fmt.Sprintf("%d is pinned, and alone", m)
		}
	}
	for m, n := range seen {
		if n != 1 {
			return fmt.Sprintf("%d is there %d times", m, n)
		}
	}
	if off := total*float64(p.Unit()) - float64(s.Total); off > 1 || off < -1 || s.Placed != p.Size-len(s.Alone) {
		return fmt.Sprintf("the total is %d, and should be %g; placed %d", s.Total, total*float64(p.Unit()), s.Placed)
	}
	return ""
}

func TestAgainstEveryAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problem(t, 9)
		placed, total := best(p)
		s := Solve(p)
		if (s == nil) != (placed < 0) {
			t.Fatalf("no answer was found: %v; best has %d placed", s == nil, placed)
		}
		if s == nil {
			return
		}
		if wrong := holds(p, s); wrong != "" {
			t.Fatal(wrong)
		}
		if two := p.unfair(s); two != nil {
			t.Fatalf("%d is alone, %d has waited less, and may be in place of the other", two[0], two[1])
		}
		if off := total*float64(p.Unit()) - float64(s.Total); s.Placed != placed || s.Most != placed || off > 1 || off < -1 || s.Bound != s.Total {
			t.Fatalf("%d placed of %d, total %d, bound %d; best are %d and %g", s.Placed, s.Most, s.Total, s.Bound, placed, total*float64(p.Unit()))
		}
	})
}

// unfair returns somebody who is alone, and somebody of a higher rank whose place they could take at no loss.
func (p *Problem) unfair(s *Solution) []int {
	for _, v := range s.Alone {
		for _, team := range s.Teams {
			worth, _ := plainly(p, team.Lead, team.Members)
			for i, u := range team.Members {
				other := slices.Clone(team.Members)
				other[i] = v
				if w, ok := plainly(p, team.Lead, other); ok && w > worth-1e-9 && p.Rank != nil && p.Rank[u] > p.Rank[v] && !p.pinned(u) {
					return []int{v, u}
				}
			}
		}
	}
	return nil
}

// TestSearchAlone asks the search for the best answer by the plain bound, with no other answer to begin with.
func TestSearchAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problem(t, 9)
		placed, total := best(p)
		if placed <= 0 {
			t.Skip("nobody can have a team")
		}
		p = p.inBlocks()
		b := p.plain(placed)
		teams, known := p.exact(&b, p.step(), -p.step(), p.everybody()-placed, nil)
		found := int64(0)
		for _, t := range teams {
			worth, _ := p.Worth(t)
			found += worth
		}
		if off := total*float64(p.Unit()) - float64(found); !known || teams == nil || off > 1 || off < -1 {
			t.Fatalf("%v, which count %d, known to be the best: %v; best is %g", teams, found, known, total*float64(p.Unit()))
		}
	})
}

// TestBoundIsNeverBelow asks for the bounds alone, without the search that closes them.
func TestBoundIsNeverBelow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problem(t, 9)
		placed, total := best(p)
		if placed <= 0 {
			t.Skip("nobody can have a team")
		}
		p, unit := p.inBlocks(), float64(p.Unit())
		if b := p.plain(placed); float64(b.total)+1 < total*unit {
			t.Errorf("the plain bound is %d, and an answer has %g", b.total, total*unit)
		}
		if b, _ := p.program(placed, nil, p.bonus()); float64(b.total)+1 < total*unit {
			t.Errorf("the program's bound is %d, and an answer has %g", b.total, total*unit)
		}
	})
}

// people draws so many with coarse or fine scores, all together or in clusters.
func people(r *rand.Rand, n, leaders int, high int32, apart float64) *Problem {
	p := &Problem{Size: n, Min: 3, Max: 6, Together: 50, Score: make([][]int32, n)}
	score := func() int32 {
		if r.Float64() < apart {
			return Apart
		}
		return r.Int31n(high+1) * 100 / high
	}
	for a := range n {
		p.Score[a] = make([]int32, n)
		for b := range a {
			p.Score[a][b] = score()
			p.Score[b][a] = p.Score[a][b]
		}
	}
	for range leaders {
		lead := Lead{Room: 1}
		for range n {
			lead.Score = append(lead.Score, score())
		}
		p.Leads = append(p.Leads, lead)
	}
	return p
}

// pinned puts so many pairs together.
func pinned(p *Problem, r *rand.Rand, pairs int) {
	p.Pin = make([]int, p.Size)
	for pin := 1; pin <= pairs; {
		if a, b := r.Intn(p.Size), r.Intn(p.Size); a != b && p.Score[a][b] != Apart && p.Pin[a]+p.Pin[b] == 0 {
			p.Pin[a], p.Pin[b] = pin, pin
			pin++
		}
	}
}

func TestUpTo24AreExact(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	for range here.Cases(6, 60) {
		n := 18 + r.Intn(7)
		apart := []float64{0, 0.1, 0.4}[r.Intn(3)]
		p := people(r, n, []int{0, 0, 6}[r.Intn(3)], []int32{2, 5, 100}[r.Intn(3)], apart)
		if apart < 0.4 { // else there may be no answer with all pins
			pinned(p, r, r.Intn(4))
		}
		s := Solve(p)
		if wrong := holds(p, s); wrong != "" {
			t.Fatal(wrong)
		}
		if s.Placed != s.Most || s.Bound != s.Total {
			t.Errorf("%d people, %d leaders: %d of %d placed, total %d, bound %d", n, len(p.Leads), s.Placed, s.Most, s.Total, s.Bound)
		}
		if again := Solve(p); !reflect.DeepEqual(s, again) {
			t.Errorf("another answer the second time")
		}
	}
}

// TestMoreAreBounded: nothing is said of more people but what holds.
func TestMoreAreBounded(t *testing.T) {
	r := rand.New(rand.NewSource(9))
	for _, leaders := range []int{0, 8} {
		p := people(r, 36+r.Intn(8), leaders, 100, 0.2)
		pinned(p, r, 5)
		s := Solve(p)
		if wrong := holds(p, s); wrong != "" {
			t.Fatal(wrong)
		}
		if s.Placed > s.Most || s.Bound < s.Total || s.Bound > s.Total+s.Total/10 {
			t.Errorf("%d people, %d leaders: %d of %d placed, total %d, bound %d", p.Size, leaders, s.Placed, s.Most, s.Total, s.Bound)
		}
	}
}

func BenchmarkSolve(b *testing.B) {
	for _, n := range []int{24, 60} {
		for _, leaders := range []int{0, n / 4} {
			for _, high := range []int32{4, 100} {
				p := people(rand.New(rand.NewSource(1)), n, leaders, high, 0.1)
				b.Run(fmt.Sprintf("%d people, %d leaders, to %d", n, leaders, high), func(b *testing.B) {
					var s *Solution
					for range b.N {
						s = Solve(p)
					}
					b.ReportMetric(100*float64(s.Bound-s.Total)/float64(s.Bound), "gap%")
					b.ReportMetric(float64(s.Total)/float64(p.Unit())/float64(s.Placed), "mean")
					b.ReportMetric(float64(s.Placed), "placed")
				})
			}
		}
	}
}
