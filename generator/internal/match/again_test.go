package match

import (
	"math/rand"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestRevised compares answers by paths from the prices, without a pin, with another pair and without any pin, with
// full solves, and expects paths to serve most of the time.
func TestRevised(t *testing.T) {
	by, asked := map[string]int{}, map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		table := drawn(rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed"))))
		if rapid.Bool().Draw(t, "nobody is served") {
			table.Has = slices.Repeat([]int32{none}, len(table.Mentees))
		}
		objective := rapid.SampledFrom(Objectives()).Draw(t, "objective")
		a := table.Solve(objective)
		compare := func(pins, stay []Chosen, mentees []int) {
			asked[string(objective)]++
			other := *table
			other.Pins = pins
			b := a.revised(&other, pins, stay, mentees)
			if b == nil {
				return
			}
			by[string(objective)]++
			want := other.Solve(objective)
			if b.Matched() != want.Matched() || b.Total != want.Total || b.Lowest() != want.Lowest() || fits(b) != nil {
				t.Fatalf("%s: %d matched, %d in all, %d at least; solved again %d, %d, %d; %v", objective, b.Matched(), b.Total, b.Lowest(),
					want.Matched(), want.Total, want.Lowest(), fits(b))
			}
		}
		for k, pin := range table.Pins {
			compare(slices.Delete(slices.Clone(table.Pins), k, k+1), []Chosen{pin}, []int{pin.Mentee})
		}
		compare(nil, table.Pins, nil)
		for i := range table.Mentees {
			for k := table.Start[i]; k < table.Start[i+1]; k++ {
				forced := Chosen{i, int(table.Mentor[k]), int(table.Score[k]), true}
				if a.problem.Wants[i] > 0 && a.problem.Capacity[forced.Mentor] > 0 && !slices.Contains(a.Pairs, Chosen{i, forced.Mentor, forced.Score, true}) {
					compare(append(slices.Clone(table.Pins), forced), nil, []int{i})
				}
			}
		}
	})
	for objective, n := range asked {
		t.Logf("%s: %d of %d", objective, by[objective], n)
		if 2*by[objective] < n {
			t.Errorf("%s: only %d of %d are answered by paths", objective, by[objective], n)
		}
	}
}
