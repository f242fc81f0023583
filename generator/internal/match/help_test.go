package match

import (
	"pairbook/generator/internal/fit"
	"pairbook/generator/test/sketch"

	"pgregory.net/rapid"
)

// poolOf gathers the people of a cohort that is drawn up for a test.
func poolOf(t rapid.TB, w *sketch.World, o fit.Options) *fit.Pool {
	t.Helper()
	if o.AsOf == 0 {
		o.AsOf = sketch.AsOf
	}
	p, err := fit.NewPool(w.Repository(), "cohort", o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
