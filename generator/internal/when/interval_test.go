package when_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"pairbook/generator/internal/when"
)

func TestParseInterval(t *testing.T) {
	for s, want := range map[string]when.Interval{
		"1d": {N: 1, Unit: when.Days}, "10d": {N: 10, Unit: when.Days}, "2w": {N: 2, Unit: when.Weeks},
		"1mo": {N: 1, Unit: when.Months}, "9999d": {N: 9999, Unit: when.Days},
	} {
		got, err := when.ParseInterval(s)
		if err != nil || got != want || got.String() != s || got.IsZero() {
			t.Errorf("%q is read as %v, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "d", "0d", "01d", "-1d", "1.5w", "2 w", "2W", "2m", "1y", "10000d", "1w2d", "2w\n", " 2w", "２w"} {
		if got, err := when.ParseInterval(s); err == nil || !got.IsZero() {
			t.Errorf("%q is read as %v, want an error", s, got)
		}
	}
}

func TestIntervalWords(t *testing.T) {
	for s, want := range map[string]string{"1d": "day", "10d": "10 days", "1w": "week", "2w": "2 weeks", "1mo": "month", "6mo": "6 months"} {
		i, err := when.ParseInterval(s)
		if err != nil || i.Long() != want {
			t.Errorf("%s in words is %q, %v, want %q", s, i.Long(), err, want)
		}
	}
	if s := (when.Interval{}).String(); s != "" {
		t.Errorf("no interval is written %q", s)
	}
}

func TestMonthsAreClampedToTheirEnd(t *testing.T) {
	for _, c := range []struct {
		from string
		n, k int
		want string
	}{
		{"2026-01-31", 1, 1, "2026-02-28"},
		{"2026-01-31", 1, 2, "2026-03-31"},
		{"2024-01-31", 1, 1, "2024-02-29"},
		{"2024-02-29", 12, 1, "2025-02-28"},
		{"2024-02-29", 12, 4, "2028-02-29"},
		{"2026-08-31", 3, 1, "2026-11-30"},
		{"2026-12-31", 2, 1, "2027-02-28"},
		{"2026-12-15", 1, 0, "2026-12-15"},
	} {
		from, err := when.ParseDate(c.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := (when.Interval{N: c.n, Unit: when.Months}).After(from, c.k).String(); got != c.want {
			t.Errorf("%d times %d months after %s is %s, want %s", c.k, c.n, c.from, got, c.want)
		}
	}
}

// The oracle for months walks from day to day, counts the firsts that it passes,
// and stops at the last day that is not beyond the wanted one.
func TestAfterEqualsWalking(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := anyDay(t)
		i := when.Interval{N: rapid.IntRange(1, 14).Draw(t, "n"), Unit: rapid.SampledFrom([]when.Unit{when.Days, when.Weeks, when.Months}).Draw(t, "unit")}
		k := rapid.IntRange(0, 8).Draw(t, "k")
		if got, want := i.After(from, k), walk(from, i, k); got != want {
			t.Fatalf("%d times %v after %v is %v, want %v", k, i, from, got, want)
		}
		if next := i.After(from, k+1); next <= i.After(from, k) {
			t.Fatalf("%d times %v after %v does not come before %d times", k, i, from, k+1)
		}
	})
}

func walk(from when.Date, i when.Interval, k int) when.Date {
	d := from.Time()
	if i.Unit != when.Months {
		days := k * i.N * map[when.Unit]int{when.Days: 1, when.Weeks: 7}[i.Unit]
		for range days {
			d = d.Add(24 * time.Hour)
		}
		return when.DateOf(d)
	}
	wanted, months := d.Day(), 0
	for months < k*i.N {
		if d = d.AddDate(0, 0, 1); d.Day() == 1 {
			months++
		}
	}
	for next := d.AddDate(0, 0, 1); d.Day() < wanted && next.Month() == d.Month(); next = d.AddDate(0, 0, 1) {
		d = next
	}
	return when.DateOf(d)
}

func TestApproxOrdersIntervals(t *testing.T) {
	order := []string{"1d", "1w", "10d", "2w", "1mo", "5w", "2mo", "9w"}
	for n := range order[1:] {
		a, _ := when.ParseInterval(order[n])
		b, _ := when.ParseInterval(order[n+1])
		if a.Approx() >= b.Approx() {
			t.Errorf("%s is about %v days, %s about %v", order[n], a.Approx(), order[n+1], b.Approx())
		}
	}
}

func FuzzParseInterval(f *testing.F) {
	for _, s := range []string{"10d", "2w", "1mo", "0d", "01w", "9999mo", "10000d", "", "1m"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		i, err := when.ParseInterval(s)
		if (err == nil) == i.IsZero() {
			t.Fatalf("%q is read as %v, %v", s, i, err)
		}
		if err == nil && i.String() != s {
			t.Fatalf("%q is written back as %q", s, i.String())
		}
	})
}

func TestParseDuration(t *testing.T) {
	for s, want := range map[string]struct {
		minutes when.Duration
		written string
	}{
		"45m": {45, "45m"}, "1h": {60, "1h"}, "1h30m": {90, "1h30m"}, "90m": {90, "1h30m"}, "120m": {120, "2h"},
		"99h": {5940, "99h"}, "5999m": {5999, "99h59m"}, "1h5m": {65, "1h5m"},
	} {
		got, err := when.ParseDuration(s)
		if err != nil || got != want.minutes || got.String() != want.written {
			t.Errorf("%q is read as %d minutes, written %q, %v", s, got, got, err)
		}
	}
	for _, s := range []string{"", "h", "m", "0m", "0h", "0h30m", "1h0m", "01h", "1.5h", "30", "30s", "1h 30m", "30m1h", "-5m", "1H", "45m\n", "100h", "6000m", "99h60m", "9999m"} {
		if got, err := when.ParseDuration(s); err == nil || got != 0 {
			t.Errorf("%q is read as %v, want an error", s, got)
		}
	}
	if h := when.Duration(50).Hours(); h != 50.0/60 {
		t.Errorf("50 minutes are %v hours", h)
	}
}

// A written length must be read as the same length, so that records can be
// rewritten.
func FuzzParseDuration(f *testing.F) {
	for _, s := range []string{"45m", "1h", "1h30m", "99h59m", "9999m", "99h9999m", "0m", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := when.ParseDuration(s)
		if err != nil {
			return
		}
		again, err := when.ParseDuration(d.String())
		if d <= 0 || err != nil || again != d {
			t.Fatalf("%q is read as %d, written %q and read as %d, %v", s, d, d, again, err)
		}
	})
}
