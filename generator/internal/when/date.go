// Package when is the project's calendar: days without a zone, intervals and
// durations as written in records, time zones with their own data, and weekly
// availability.
//
// A [Date] is a day, an [Interval] a step between days (10d, 2w, 1mo), a
// [Duration] a length in minutes (45m, 1h30m), a [Zone] a checked time zone, a
// [Slot] a part of a week. All parse strictly, print what they parse, and are
// plain comparable values whose zero value means "absent". Nothing here reads the
// clock or the machine's zone files.
package when

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Date is a day of the Gregorian calendar, counted from 1 January of year 1,
// which is 1. Days can be compared with < and ==; the zero Date is absent.
type Date int32

// FirstYear and LastYear bound the years in records: any other year is a typing
// error.
const (
	FirstYear = 1970
	LastYear  = 2199
)

// The errors for a text that is not a date or a duration, as formats of package
// fmt; the site's forms use them, too.
const (
	NoDate       = "%q is not a date"
	NoDay        = "%s is not in the calendar"
	NoYear       = "the year %d is outside %d to %d"
	NoDuration   = "%q is not a duration"
	LongDuration = "%q is longer than %s"
)

const (
	layout = "2006-01-02"
	day    = 24 * 60 * 60
)

var origin = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()

// Day returns the date of a year, month and day; values outside their range are
// normalised as in [time.Date].
func Day(year int, month time.Month, d int) Date {
	return DateOf(time.Date(year, month, d, 0, 0, 0, 0, time.UTC))
}

// DateOf returns the day of t in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date((time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()-origin)/day) + 1
}

// ParseDate parses a day written as 2026-11-12, and no other form.
func ParseDate(s string) (Date, error) {
	if !hasDateForm(s) {
		return 0, fmt.Errorf(NoDate, s)
	}
	t, err := time.Parse(layout, s)
	if err != nil {
		return 0, fmt.Errorf(NoDay, s)
	}
	if t.Year() < FirstYear || t.Year() > LastYear {
		return 0, fmt.Errorf(NoYear, t.Year(), FirstYear, LastYear)
	}
	return DateOf(t), nil
}

// hasDateForm reports whether a text is digits and hyphens as 2026-11-12 is. Every log
// has several dates, and a pattern takes longer than the parsing.
func hasDateForm(s string) bool {
	for i, c := range []byte(s) {
		if hyphen := i == 4 || i == 7; hyphen != (c == '-') || !hyphen && (c < '0' || c > '9') {
			return false
		}
	}
	return len(s) == len(layout)
}

// Time returns the first moment of the day in UTC.
func (d Date) Time() time.Time { return time.Unix(origin+int64(d-1)*day, 0).UTC() }

// String formats the day as 2026-11-12, the zero Date as "".
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(layout)
}

// Long formats the day for readers: 12 Nov 2026.
func (d Date) Long() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format("2 Jan 2006")
}

// MarshalText formats the day as 2026-11-12.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// Add returns the day n days later.
func (d Date) Add(n int) Date { return d + Date(n) }

// Sub returns the number of days from e to d.
func (d Date) Sub(e Date) int { return int(d - e) }

// Within reports whether d lies in [from, until]; a zero bound is open.
func (d Date) Within(from, until Date) bool {
	return d >= from && (until == 0 || d <= until)
}

// Unit is the unit of an interval.
type Unit byte

// The units, written in records as d, w, mo.
const (
	Days   Unit = 'd'
	Weeks  Unit = 'w'
	Months Unit = 'm'
)

// Interval is a step between days. The zero Interval is absent.
type Interval struct {
	N    int
	Unit Unit
}

var intervalForm = regexp.MustCompile(`^([1-9]\d{0,3})(d|w|mo)$`)

// ParseInterval parses 10d, 2w or 1mo.
func ParseInterval(s string) (Interval, error) {
	m := intervalForm.FindStringSubmatch(s)
	if m == nil {
		return Interval{}, fmt.Errorf("%q is not an interval", s)
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return Interval{}, fmt.Errorf("read the interval %q: %w", s, err)
	}
	return Interval{n, Unit(m[2][0])}, nil
}

// IsZero reports whether the interval is absent.
func (i Interval) IsZero() bool { return i.N == 0 }

func (i Interval) String() string {
	switch i.Unit {
	case Days, Weeks:
		return strconv.Itoa(i.N) + string(i.Unit)
	case Months:
		return strconv.Itoa(i.N) + "mo"
	}
	return ""
}

// MarshalText formats the interval as in a record.
func (i Interval) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// Long formats the interval for readers: "2 weeks", "month".
func (i Interval) Long() string {
	word := map[Unit]string{Days: "day", Weeks: "week", Months: "month"}[i.Unit]
	if i.N == 1 {
		return word
	}
	return fmt.Sprintf("%d %ss", i.N, word)
}

// Term is Long as a stretch of time, such as "24 months" or "a month".
func (i Interval) Term() string {
	if i.N == 1 {
		return "a " + i.Long()
	}
	return i.Long()
}

// After returns the day k intervals after d. Months count from d itself and are
// clamped to the end of the month: 31 January is followed by 28 February and 31
// March.
func (i Interval) After(d Date, k int) Date {
	switch i.Unit {
	case Days:
		return d.Add(i.N * k)
	case Weeks:
		return d.Add(7 * i.N * k)
	}
	y, m, dd := d.Time().Date()
	first := time.Date(y, m+time.Month(i.N*k), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return DateOf(first).Add(min(dd, last) - 1)
}

// Approx returns the interval's length in days, with 30.44 days a month, only for
// comparing intervals.
func (i Interval) Approx() float64 {
	return float64(i.N) * map[Unit]float64{Days: 1, Weeks: 7, Months: 30.44}[i.Unit]
}

// Duration is a length in minutes. The zero Duration is absent.
type Duration int

var durationForm = regexp.MustCompile(`^(?:([1-9]\d?)h)?(?:([1-9]\d{0,3})m)?$`)

// LongestDuration is the longest that String formats in the form that
// ParseDuration parses: 99h59m.
const LongestDuration Duration = 100*60 - 1

// ParseDuration parses 45m, 1h or 1h30m, up to 99h59m.
func ParseDuration(s string) (Duration, error) {
	m := durationForm.FindStringSubmatch(s)
	if m == nil || s == "" {
		return 0, fmt.Errorf(NoDuration, s)
	}
	hours, _ := strconv.Atoi("0" + m[1])
	minutes, _ := strconv.Atoi("0" + m[2])
	d := Duration(60*hours + minutes)
	if d > LongestDuration {
		return 0, fmt.Errorf(LongDuration, s, LongestDuration)
	}
	return d, nil
}

// Hours returns the length in hours.
func (d Duration) Hours() float64 { return float64(d) / 60 }

func (d Duration) String() string {
	h, m := d/60, d%60
	switch {
	case d == 0:
		return ""
	case m == 0:
		return fmt.Sprintf("%dh", h)
	case h == 0:
		return fmt.Sprintf("%dm", m)
	}
	return fmt.Sprintf("%dh%dm", h, m)
}

// MarshalText formats the duration as in a record.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }
