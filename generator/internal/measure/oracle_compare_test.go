package measure_test

import (
	"math"
	"os"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
)

func TestMain(m *testing.M) { os.Exit(here.Draws(m, 1000, 1000)) }

// failer is what a test and a property have in common.
type failer interface {
	Helper()
	Errorf(format string, args ...any)
}

func compare(t failer, where string, got measure.Figure, want expected) {
	t.Helper()
	of := func(v *float64) float64 {
		if v == nil {
			return math.NaN()
		}
		return *v
	}
	g := expected{of(got.Value), of(got.Numerator), of(got.Denominator)}
	if !same(g.value, want.value) || !same(g.numerator, want.numerator) || !same(g.denominator, want.denominator) {
		t.Errorf("%s: %s is %v, want %v (unavailable: %q)", where, got.ID, g, want, got.Unavailable)
	}
}

func same(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || a == b
}

// compareAll holds a measured repository against the oracle.
func compareAll(t failer, repo *record.Repository, d when.Date) {
	t.Helper()
	for _, c := range measure.Programme(repo, d).Cohorts {
		for _, p := range c.Pairings {
			want := oraclePairing(repo, p.Record, c.Record, d)
			if state := oracleState(p.Record, d); p.State != state {
				t.Errorf("%s at %s: the state is %s, want %s", p.Record.Path, d, p.State, state)
			}
			for _, id := range pairingMetrics {
				compare(t, p.Record.Path+" at "+d.String(), p.Figure(id), want.figures[id])
			}
		}
		want, survival := oracleCohort(repo, c.Record, d)
		for id, figure := range want {
			if id != "retention" || math.IsNaN(figure.value) {
				compare(t, c.Record.Path+" at "+d.String(), c.Figure(id), figure)
			}
		}
		compareRetention(t, c, survival)
	}
}

// compareRetention allows for the rounding of another order of operations.
func compareRetention(t failer, c *measure.Cohort, want curve) {
	t.Helper()
	if len(c.Retention) != len(want) {
		t.Errorf("%s: retention has %d weeks, want %d", c.Record.Path, len(c.Retention), len(want))
		return
	}
	for i, w := range c.Retention {
		if w.Week != i || math.Abs(w.Survival-want[i].share) > 1e-12 || math.Abs(w.Interval.Low-want[i].low) > rounding || math.Abs(w.Interval.High-want[i].high) > rounding {
			t.Errorf("%s: week %d survives %v in %v, want %v", c.Record.Path, i, w.Survival, *w.Interval, want[i])
		}
	}
	if n := len(want); n > 0 && (*c.Figure("retention").Value != c.Retention[n-1].Survival || c.Figure("retention").Interval != c.Retention[n-1].Interval) {
		t.Errorf("%s: %v is not the last of the weeks", c.Record.Path, c.Figure("retention"))
	}
}

func TestFiguresEqualTheOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		compareAll(t, drawRepository(t), drawDay(t, "as of"))
	})
}
