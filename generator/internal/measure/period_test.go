package measure_test

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// TestPeriodsAddUp cuts the time up to a day into random periods, whose figures
// must add up.
func TestPeriodsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		repo, d := drawRepository(t), drawDay(t, "as of")
		cuts := []when.Date{firstDay - 1000}
		for range below(t, "cuts", 5) {
			cuts = append(cuts, min(d, drawDay(t, "cut")))
		}
		cuts = slices.Compact(slices.Sorted(slices.Values(append(cuts, d))))
		for _, c := range measure.Programme(repo, d).Cohorts {
			sums := map[record.MetricID]*[2]float64{}
			for i := 1; i < len(cuts); i++ {
				for _, f := range c.Within(measure.Period{From: cuts[i-1] + 1, To: cuts[i]}) {
					addUp(sums, f)
				}
			}
			for id, sum := range sums {
				whole := map[record.MetricID]*[2]float64{id: {}}
				addUp(whole, c.Figure(id))
				if math.Abs(sum[0]-whole[id][0]) > 1e-9 || sum[1] != whole[id][1] {
					t.Errorf("%s: the periods between %v have %v, and the whole %v", id, cuts, *sum, *whole[id])
				}
			}
		}
	})
}

func addUp(sums map[record.MetricID]*[2]float64, f measure.Figure) {
	if sums[f.ID] == nil {
		sums[f.ID] = &[2]float64{}
	}
	switch sum := sums[f.ID]; {
	case f.Denominator != nil:
		sum[0] += *f.Numerator
		sum[1] += *f.Denominator
	case f.Value != nil:
		sum[0] += *f.Value
	}
}

// TestOneCohortAsOfADay expects a cohort to measure the same alone as among
// others.
func TestOneCohortAsOfADay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		repo, d := drawRepository(t), drawDay(t, "as of")
		one := &measure.Measured{AsOf: d}
		for _, rec := range repo.Cohorts.All() {
			one.Cohorts = append(one.Cohorts, measure.AsOf(repo, rec, d))
		}
		if got, want := text(t, one), text(t, measure.Programme(repo, d)); got != want {
			t.Errorf("by itself:\n%s\namong the others:\n%s", got, want)
		}
	})
}

// TestSomeMetricsOfACohort expects the figures of a few metrics to be what they are among
// all, and no others to be there, in whatever order they are named.
func TestSomeMetricsOfACohort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		repo, d := drawRepository(t), drawDay(t, "as of")
		for _, whole := range measure.Programme(repo, d).Cohorts {
			var ids []record.MetricID
			for _, f := range whole.Figures {
				ids = append(ids, f.ID)
			}
			some := rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 1, 5, rapid.ID).Draw(t, "metrics")
			part := measure.AsOf(repo, whole.Record, d, some...)
			if len(part.Figures) != len(some) || part.Expectations != nil {
				t.Errorf("of %v there are %d figures, and %d expectations", some, len(part.Figures), len(part.Expectations))
			}
			for _, id := range some {
				if diff := cmp.Diff(whole.Figure(id), part.Figure(id)); diff != "" {
					t.Errorf("%s alone (-whole +alone):\n%s", id, diff)
				}
			}
		}
	})
}

// TestAPeriodsEdges checks on which day each event counts.
func TestAPeriodsEdges(t *testing.T) {
	e := newEdge(t)
	e.log("2026-10-05")
	e.log("2026-10-12")
	c := measure.Programme(e.repository(), day(t, "2026-11-20")).Cohorts[0]
	for _, of := range []struct {
		from, to string
		held     float64
	}{{"2026-10-05", "2026-10-05", 1}, {"2026-10-06", "2026-10-11", 0}, {"2026-10-06", "2026-10-12", 1}, {"2026-10-05", "2026-10-12", 2}} {
		f := c.Within(measure.Period{From: day(t, of.from), To: day(t, of.to)})[0]
		if f.ID != "sessions_held" || f.Value == nil || *f.Value != of.held {
			t.Errorf("from %s to %s: %s is %v, not %v", of.from, of.to, f.ID, f.Value, of.held)
		}
	}
}
