package measure_test

import (
	"fmt"
	"math"
	"os/exec"
	"strings"
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/test/here"
)

// TestWilson expects the intervals that R. G. Newcombe printed, Two-sided confidence
// intervals for the single proportion, Statistics in Medicine 17 (1998), table I.
func TestWilson(t *testing.T) {
	for _, c := range []struct{ k, n, low, high float64 }{
		{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}, {29, 29, 0.8830, 1},
	} {
		low, high := measure.Wilson(c.k, c.n)
		if math.Abs(low-c.low) > 5e-5 || math.Abs(high-c.high) > 5e-5 {
			t.Errorf("%v of %v: %v to %v, not %v to %v", c.k, c.n, low, high, c.low, c.high)
		}
	}
}

// TestWilsonSolvesItsEquation expects each end that is not 0 or 1 to be as far from
// the share that was seen as its own deviation allows.
func TestWilsonSolvesItsEquation(t *testing.T) {
	for n := 1.0; n <= 60; n++ {
		for k := 0.0; k <= n; k++ {
			low, high := measure.Wilson(k, n)
			if low < 0 || high > 1 || low > k/n || high < k/n {
				t.Fatalf("%v of %v: %v to %v", k, n, low, high)
			}
			for _, p := range []float64{low, high} {
				if away := math.Abs(k/n - p); p > 0 && p < 1 && math.Abs(away-1.959963984540054*math.Sqrt(p*(1-p)/n)) > 1e-9 {
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
	out, err := exec.Command("python3", "-c", script).Output()
	if err != nil {
		here.Lacks(t, "PAIRBOOK_NEED_SCIPY", "python3 with scipy is not here: "+err.Error())
	}
	for line := range strings.Lines(string(out)) {
		var k, n, low, high float64
		if _, err := fmt.Sscan(line, &k, &n, &low, &high); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if gotLow, gotHigh := measure.Wilson(k, n); math.Abs(gotLow-low) > 1e-12 || math.Abs(gotHigh-high) > 1e-12 {
			t.Errorf("%v of %v: %v to %v, and scipy has %v to %v", k, n, gotLow, gotHigh, low, high)
		}
	}
}
