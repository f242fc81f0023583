package match

import (
	"math/rand"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestLoosened compares the answer without a pin by one path with a full solve.
func TestLoosened(t *testing.T) {
	by, pins := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		table := drawn(rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed"))))
		if rapid.Bool().Draw(t, "nobody is served") {
			table.Has = slices.Repeat([]int32{none}, len(table.Mentees))
		}
		a := table.Solve(rapid.SampledFrom(Objectives()[:2]).Draw(t, "objective"))
		for k, pin := range table.Pins {
			rest := slices.Delete(slices.Clone(table.Pins), k, k+1)
			pins++
			b := a.loosened(pin, rest)
			if b == nil {
				continue
			}
			by++
			want := table.solve(a.Objective, rest)
			if b.Matched() != want.Matched() || b.Total != want.Total || b.Lowest() != want.Lowest() {
				t.Fatalf("%d matched, %d in all, %d at least; solved again %d, %d, %d", b.Matched(), b.Total, b.Lowest(), want.Matched(), want.Total, want.Lowest())
			}
		}
	})
	if 2*by < pins {
		t.Errorf("only %d of %d pins are loosened by one path", by, pins)
	}
	t.Logf("%d of %d", by, pins)
}
