package measure_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
)

// reached is how many goals of a pairing are reached, and of how many.
type reached struct{ part, whole int }

// intervalOf measures a cohort of pairings with such goals.
func intervalOf(all []reached) *measure.Interval {
	pairings := map[record.PairingID]*record.Pairing{}
	for i, of := range all {
		id := record.PairingID(fmt.Sprintf("pairing-%03d", i))
		p := &record.Pairing{ID: id, State: record.Active, Started: benchDay - 100, Plan: &record.Plan{}, Source: at("%s.yaml", id),
			Mentors: []record.Member{{Person: "ada"}}, Mentees: []record.Member{{Person: "bo"}}}
		for n := range of.whole {
			goal := record.Goal{ID: record.GoalID(fmt.Sprint("g", n))}
			if n < of.part {
				goal.Done = benchDay - 10
			}
			p.Plan.Goals = append(p.Plan.Goals, goal)
		}
		pairings[id] = p
	}
	c := &record.Cohort{ID: "c", Pairings: record.NewTable(pairings), Source: at("c.yaml")}
	return measure.AsOf(&record.Repository{Cohorts: record.NewTable(map[record.CohortID]*record.Cohort{c.ID: c})}, c, benchDay).Figure("goal_progress").Interval
}

// drawReached draws n pairings, of which some reach more and some fewer.
func drawReached(seed uint64, n int) []reached {
	r := rand.New(rand.NewPCG(seed, 1))
	all := make([]reached, n)
	for i := range all {
		all[i].whole = 1 + r.IntN(6)
		for range all[i].whole {
			all[i].part += r.IntN(2+i%2) / (1 + i%2)
		}
	}
	return all
}

// chances gives the chance of each share that as many draws can have, by adding draw
// after draw to all sums that there can be.
func chances(all []reached) map[float64]float64 {
	sums := map[reached]float64{{}: 1}
	for range all {
		next := map[reached]float64{}
		for sum, chance := range sums {
			for _, of := range all {
				next[reached{sum.part + of.part, sum.whole + of.whole}] += chance / float64(len(all))
			}
		}
		sums = next
	}
	shares := map[float64]float64{}
	for sum, chance := range sums {
		shares[float64(sum.part)/float64(sum.whole)] += chance
	}
	return shares
}

// TestBootstrapLeavesOutTheTails computes how many draws lie beyond each end: one in
// forty, as nearly as 999 draws come to it.
func TestBootstrapLeavesOutTheTails(t *testing.T) {
	for seed := range uint64(20) {
		all := drawReached(seed, 10+int(seed))
		got := intervalOf(all)
		if got.Method != "bootstrap" {
			t.Fatalf("%v: %v", all, got)
		}
		below, upTo, above, from := 0.0, 0.0, 0.0, 0.0
		for share, chance := range chances(all) {
			for _, tail := range []struct {
				sum *float64
				in  bool
			}{{&below, share < got.Low-rounding}, {&upTo, share < got.Low+rounding}, {&above, share > got.High+rounding}, {&from, share > got.High-rounding}} {
				if tail.in {
					*tail.sum += chance
				}
			}
		}
		if max(below, above) > 0.04 || min(upTo, from) < 0.012 {
			t.Errorf("%v: of all draws %.4f lie below %v and %.4f above", all, below, got, above)
		}
	}
}

// TestBootstrapKnowsNoOrder puts the pairings in another order.
func TestBootstrapKnowsNoOrder(t *testing.T) {
	all := drawReached(1, 30)
	want := *intervalOf(all)
	slices.Reverse(all)
	if got := *intervalOf(all); got != want {
		t.Errorf("%v, and in another order %v", want, got)
	}
}

// TestFewOrAlikeCountAsOneEach expects of few pairings, and of such as did all the same,
// that the interval is of the number of pairings.
func TestFewOrAlikeCountAsOneEach(t *testing.T) {
	many := slices.Repeat([]reached{{4, 4}}, 12)
	for _, c := range []struct {
		all  []reached
		k, n float64
	}{{[]reached{{12, 12}}, 1, 1}, {many, 12, 12}, {many[:9], 9, 9}, {slices.Repeat([]reached{{1, 2}, {2, 4}}, 6), 6, 12}, {append(slices.Repeat([]reached{{0, 3}}, 6), many[:2]...), 8. * 8 / 26, 8}} {
		if got := *intervalOf(c.all); got != *measure.Wilson(c.k, c.n) {
			t.Errorf("%v: %v", c.all, got)
		}
	}
}

// TestAnswersAreDrawn expects of a question the interval that pairings with the same
// shares have.
func TestAnswersAreDrawn(t *testing.T) {
	counts := map[int]int{1: 2, 2: 1, 3: 4, 4: 6, 5: 7}
	var same []reached
	for answer, n := range counts {
		same = append(same, slices.Repeat([]reached{{answer - 1, 4}}, n)...)
	}
	program := &record.Program{ID: "p", Surveys: []record.Survey{{ID: "s", Questions: []record.Question{{ID: "q", Scale: 5}}}}, Source: at("p.yaml")}
	round := &record.Answers{Survey: "s", Date: benchDay, Asked: 20, Answered: 20, Counts: map[record.QuestionID]map[int]int{"q": counts}, Source: at("s.yaml")}
	c := &record.Cohort{ID: "c", Program: "p", Surveys: []*record.Answers{round}, Source: at("c.yaml")}
	repo := &record.Repository{Programs: record.NewTable(map[record.ProgramID]*record.Program{"p": program}), Cohorts: record.NewTable(map[record.CohortID]*record.Cohort{"c": c})}
	if got, want := measure.AsOf(repo, c, benchDay).Surveys[0].Questions[0].Satisfaction.Interval, intervalOf(same); *got != *want || want.Method != "bootstrap" {
		t.Errorf("%v, not %v", got, want)
	}
	counts[5] = 2_000_000_000 // which nobody waits for
	if got := measure.AsOf(repo, c, benchDay).Surveys[0].Questions[0].Satisfaction.Interval; got.Method != "wilson" || got.Low < 0.999 {
		t.Errorf("of two milliards of answers: %v", got)
	}
}

// TestBootstrapAgainstScipy compares with the percentiles of scipy, where there is one.
func TestBootstrapAgainstScipy(t *testing.T) {
	for _, n := range []int{20, 60, 200} {
		all := drawReached(uint64(n), n)
		var part, whole []int
		for _, of := range all {
			part, whole = append(part, of.part), append(whole, of.whole)
		}
		in, err := json.Marshal([][]int{part, whole})
		if err != nil {
			t.Fatal(err)
		}
		out := scipy(t, `
import numpy
from scipy.stats import bootstrap
part, whole = `+string(in)+`
c = bootstrap((part, whole), lambda p, w, axis=-1: numpy.sum(p, axis=axis) / numpy.sum(w, axis=axis), paired=True, method="percentile", random_state=1).confidence_interval
print(float(c.low), float(c.high))`)
		var low, high float64
		if _, err := fmt.Sscan(strings.TrimSpace(out), &low, &high); err != nil {
			t.Fatalf("%q: %v", out, err)
		}
		if got := intervalOf(all); math.Abs(got.Low-low) > (high-low)/8 || math.Abs(got.High-high) > (high-low)/8 {
			t.Errorf("%d pairings: %v, and scipy has %v to %v", n, got, low, high)
		}
	}
}
