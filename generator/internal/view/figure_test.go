package view

import "testing"

// TestFewHaveNoPercentage expects of fewer than three the numbers alone, and of more
// the interval, too.
func TestFewHaveNoPercentage(t *testing.T) {
	value, one, two, three := 0.5, 1.0, 2.0, 3.0
	f := Figure{Value: &value, Numerator: &one, Denominator: &two, Number: "1 of 2", Of: "goals", Interval: &Interval{Low: 0.1, High: 0.9}}
	if f.Sum() != "1 of 2 goals" || f.Beside() != "" || f.Likely() != "" {
		t.Errorf("of two: %q, %q, %q", f.Sum(), f.Beside(), f.Likely())
	}
	f.Denominator, f.Of = &three, "1 of 3 goals"
	if f.Sum() != "1 of 3 goals" || f.Beside() != "1/3" || f.Likely() != "likely between 10 % and 90 %" {
		t.Errorf("of three: %q, %q, %q", f.Sum(), f.Beside(), f.Likely())
	}
}

// TestNumbersInARow sets apart what a value is counted in and what it is of, and leaves no
// share without what it is of.
func TestNumbersInARow(t *testing.T) {
	value := 8.0
	for _, x := range []struct{ number, after, of, sum, beside string }{
		{"8", "days", "typical of 9 pairings", "8 days, typical of 9 pairings", "days"},
		{"44", "meetings", "", "44 meetings", "meetings"},
		{"89 %", "", "of 10 pairings", "89 % of 10 pairings", "of 10 pairings"},
	} {
		f := Figure{Value: &value, Number: x.number, After: x.after, Of: x.of}
		if f.Sum() != x.sum || f.Beside() != x.beside {
			t.Errorf("%q and %q, not %q and %q", f.Sum(), f.Beside(), x.sum, x.beside)
		}
	}
	points, people := 2.5, 3.0
	f := Figure{Metric: Metric{ID: "satisfaction"}, Numerator: &points, Denominator: &people, Number: "83 %", Of: "from 3 people"}
	if f.Sum() != "2.5 points, from 0 to 1 an answer, from 3 people" || f.Beside() != "from 3 people" {
		t.Errorf("of answers: %q and %q", f.Sum(), f.Beside())
	}
}
