package measure_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/test/here"
)

// rounding is how far a number of four decimals is from itself at most.
const rounding = 5.0001e-5

// scipy runs a script of Python.
func scipy(t *testing.T, script string) string {
	t.Helper()
	return string(here.Scipy(t).Output(t, script, nil))
}

// TestWilson expects the intervals that R. G. Newcombe printed, Two-sided confidence
// intervals for the single proportion, Statistics in Medicine 17 (1998), table I.
func TestWilson(t *testing.T) {
	for _, c := range []struct{ k, n, low, high float64 }{
		{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}, {29, 29, 0.8830, 1},
	} {
		if got := measure.Wilson(c.k, c.n); got.Low != c.low || got.High != c.high {
			t.Errorf("%v of %v: %v, not %v to %v", c.k, c.n, got, c.low, c.high)
		}
	}
}

// TestWilsonSolvesItsEquation expects each end that is not 0 or 1 to be as far from
// the share that was seen as its own deviation allows, but for the fifth decimal.
func TestWilsonSolvesItsEquation(t *testing.T) {
	for n := 1.0; n <= 60; n++ {
		for k := 0.0; k <= n; k++ {
			got := measure.Wilson(k, n)
			low, high := got.Low, got.High
			if low < 0 || high > 1 || low > k/n || high < k/n {
				t.Fatalf("%v of %v: %v to %v", k, n, low, high)
			}
			for _, p := range []float64{low, high} {
				if away := math.Abs(k/n - p); p > 0 && p < 1 && math.Abs(away-1.959963984540054*math.Sqrt(p*(1-p)/n)) > 2e-4 {
					t.Errorf("%v of %v: %v is no end", k, n, p)
				}
			}
		}
	}
}

// TestWilsonAgainstScipy compares with scipy, where there is one.
func TestWilsonAgainstScipy(t *testing.T) {
	const script = `
from scipy.stats import binomtest
for n in range(1, 41):
    for k in range(n + 1):
        c = binomtest(k, n).proportion_ci(method="wilson")
        print(k, n, repr(float(c.low)), repr(float(c.high)))`
	for line := range strings.Lines(scipy(t, script)) {
		var k, n, low, high float64
		if _, err := fmt.Sscan(line, &k, &n, &low, &high); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if got := measure.Wilson(k, n); math.Abs(got.Low-low) > rounding || math.Abs(got.High-high) > rounding {
			t.Errorf("%v of %v: %v, and scipy has %v to %v", k, n, got, low, high)
		}
	}
}
