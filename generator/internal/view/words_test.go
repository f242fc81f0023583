package view

import "testing"

// TestRounded rounds halves away from nothing, as the script of the page does.
func TestRounded(t *testing.T) {
	for _, c := range []struct {
		x        float64
		decimals int
		want     string
	}{
		{0, 0, "0"}, {-0.4, 0, "0"}, {-0.5, 0, "−1"}, {0.5, 0, "1"}, {999.5, 0, "1,000"}, {1234567.891, 2, "1,234,567.89"},
		{-1234.5678, 1, "−1,234.6"}, {100, 1, "100.0"}, {1e14, 0, "100,000,000,000,000"}, {-0.004, 2, "0.00"},
	} {
		if got := rounded(c.x, c.decimals); got != c.want {
			t.Errorf("%v with %d decimals is %q, not %q", c.x, c.decimals, got, c.want)
		}
	}
}
