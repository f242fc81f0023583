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

// TestMeetingsOfWhatIsOver counts those of a pairing that goes on so far, and of one that is
// over in all.
func TestMeetingsOfWhatIsOver(t *testing.T) {
	for over, want := range map[bool]string{false: "1 meeting so far. What was talked about stays with the pair.", true: "1 meeting in all. What was talked about stays with the pair."} {
		if got := (&Pairing{Held: 1, Over: over}).MeetingWords(); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
