package when_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pairbook/generator/internal/when"
)

func TestParseDate(t *testing.T) {
	for _, s := range []string{"1970-01-01", "2024-02-29", "2026-11-12", "2199-12-31"} {
		d, err := when.ParseDate(s)
		if err != nil || d.String() != s {
			t.Errorf("%q is read as %v, %v", s, d, err)
		}
	}
	for s, want := range map[string]string{
		"":                     "is not a date",
		"2026-11-1":            "is not a date",
		"2026/11/12":           "is not a date",
		"12-11-2026":           "is not a date",
		" 2026-11-12":          "is not a date",
		"2026-11-12\n":         "is not a date",
		"2026-11-12T00:00:00Z": "is not a date",
		"+026-11-12":           "is not a date",
		"２０２６-11-12":           "is not a date",
		"2026-02-30":           "is not in the calendar",
		"2026-13-01":           "is not in the calendar",
		"2026-00-10":           "is not in the calendar",
		"2026-01-00":           "is not in the calendar",
		"2023-02-29":           "is not in the calendar",
		"2100-02-29":           "is not in the calendar",
		"3026-11-12":           "outside 1970 to 2199",
		"0000-01-01":           "outside 1970 to 2199",
		"1969-12-31":           "outside 1970 to 2199",
	} {
		d, err := when.ParseDate(s)
		if err == nil || d != 0 || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is read as %v, %v; want no day and %q", s, d, err, want)
		}
	}
}

// Every day that a record may name is counted one by one, and must equal that of
// the standard library.
func TestEveryDay(t *testing.T) {
	clock := time.Date(when.FirstYear, 1, 1, 0, 0, 0, 0, time.UTC)
	d := when.Day(when.FirstYear, 1, 1)
	for ; clock.Year() <= when.LastYear; d, clock = d+1, clock.AddDate(0, 0, 1) {
		s := clock.Format(time.DateOnly)
		got, err := when.ParseDate(s)
		if err != nil || got != d || got.String() != s || !got.Time().Equal(clock) || got.Weekday() != clock.Weekday() {
			t.Fatalf("%s is read as %v (%d), %v, want %d", s, got, got, err, d)
		}
	}
}

func TestDateOfIsTheDayOfTheTimesOwnZone(t *testing.T) {
	east := time.FixedZone("east", 14*3600)
	moment := time.Date(2026, 11, 12, 23, 30, 0, 0, time.UTC)
	if got := when.DateOf(moment).String(); got != "2026-11-12" {
		t.Errorf("in UTC the day is %s", got)
	}
	if got := when.DateOf(moment.In(east)).String(); got != "2026-11-13" {
		t.Errorf("fourteen hours east the day is %s", got)
	}
}

func TestDateWords(t *testing.T) {
	d := when.Day(2026, 11, 2)
	text, err := d.MarshalText()
	if d.Long() != "2 Nov 2026" || string(text) != "2026-11-02" || err != nil {
		t.Errorf("the day is %q in words and %q in a record, %v", d.Long(), text, err)
	}
	var none when.Date
	if none.String() != "" || none.Long() != "" {
		t.Errorf("no day is %q and %q", none.String(), none.Long())
	}
}

func TestWithin(t *testing.T) {
	d := when.Day(2026, 11, 12)
	for _, c := range []struct {
		from, until when.Date
		want        bool
	}{{0, 0, true}, {d, d, true}, {d, 0, true}, {0, d, true}, {d + 1, 0, false}, {0, d - 1, false}, {d + 1, d - 1, false}} {
		if got := d.Within(c.from, c.until); got != c.want {
			t.Errorf("%v within [%v, %v] is %v", d, c.from, c.until, got)
		}
	}
}

func TestAddAndSub(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay(t)
		n := rapid.IntRange(-5000, 5000).Draw(t, "days")
		if got, want := d.Add(n).Time(), d.Time().AddDate(0, 0, n); !got.Equal(want) || d.Add(n).Sub(d) != n {
			t.Fatalf("%v and %d days is %v, want %v", d, n, got, want)
		}
	})
}

func anyDay(t *rapid.T) when.Date {
	first, last := when.Day(when.FirstYear, 1, 1), when.Day(when.LastYear, 12, 31)
	return when.Date(rapid.IntRange(int(first), int(last)).Draw(t, "day"))
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-11-12", "2024-02-29", "2026-02-30", "3026-01-01", "", "2026-11-12 ", "٢٠٢٦-11-12"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := when.ParseDate(s)
		clock, wrong := time.Parse(time.DateOnly, s)
		known := wrong == nil && clock.Year() >= when.FirstYear && clock.Year() <= when.LastYear
		if known != (err == nil) {
			t.Fatalf("%q: %v, the standard library says %v", s, err, wrong)
		}
		if err == nil && (d.String() != s || !d.Time().Equal(clock)) {
			t.Fatalf("%q is read as %v", s, d)
		}
	})
}

func TestTerm(t *testing.T) {
	for interval, want := range map[string]string{"1mo": "a month", "24mo": "24 months", "1w": "a week", "10d": "10 days"} {
		i, err := when.ParseInterval(interval)
		if err != nil || i.Term() != want {
			t.Errorf("%s is %q, %v, want %q", interval, i.Term(), err, want)
		}
	}
}
