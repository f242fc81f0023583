package when

import (
	"fmt"
	"regexp"
	"slices"
	"time"
)

// Clock is a time of day as a clock shows it. Its number is that of the minute,
// from 1 at 00:00 to 1441 at 24:00, which is the end of the day. Times can be
// compared with < and ==; the zero Clock is absent.
type Clock int

var clockForm = regexp.MustCompile(`^([01]\d|2[0-3]):([0-5]\d)$`)

// Midnight is 24:00, the end of a day.
const Midnight Clock = 24*60 + 1

// ParseClock parses a time written as 17:00, from 00:00 to 24:00.
func ParseClock(s string) (Clock, error) {
	if s == Midnight.String() {
		return Midnight, nil
	}
	m := clockForm.FindStringSubmatch(s)
	if m == nil {
		return 0, fmt.Errorf("%q is not a time of day", s)
	}
	return Clock(minutes(m[1], m[2]) + 1), nil
}

// String formats the time as 17:00, the zero Clock as "".
func (c Clock) String() string {
	if c == 0 {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", (c-1)/60, (c-1)%60)
}

// MarshalText formats the time as in a record.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// Moments returns the moments at which clocks of a zone show a time of a day, in
// order: one, two where they are put back over it, none where they are put forward.
// The error is [ErrNoZone].
func (d Date) Moments(c Clock, z Zone) ([]time.Time, error) {
	place, err := z.Location()
	if err != nil {
		return nil, err
	}
	shown := d.shown(c)
	near := time.Date(shown.Year(), shown.Month(), shown.Day(), shown.Hour(), shown.Minute(), 0, 0, place)
	from, until := near.ZoneBounds()
	var all []time.Time
	for _, about := range []time.Time{near, from.Add(-time.Second), until} { // one of each offset that there may be
		_, offset := about.Zone()
		at := shown.Add(-time.Duration(offset) * time.Second).In(place)
		if _, then := at.Zone(); then == offset && !slices.ContainsFunc(all, at.Equal) {
			all = append(all, at)
		}
	}
	slices.SortFunc(all, time.Time.Compare)
	return all, nil
}

// Skip returns the moment at which clocks of a zone are put forward over a time of a
// day, as they show it before and after. It returns zeros where they show that time,
// and where there is no such zone.
func (d Date) Skip(c Clock, z Zone) (from, to time.Time) {
	all, err := d.Moments(c, z)
	if err != nil || len(all) > 0 {
		return time.Time{}, time.Time{}
	}
	place, err := z.Location()
	if err != nil {
		return time.Time{}, time.Time{}
	}
	shown := d.shown(c)
	near := time.Date(shown.Year(), shown.Month(), shown.Day(), shown.Hour(), shown.Minute(), 0, 0, place)
	before, after := near.ZoneBounds()
	change := before
	if wall(near).Before(shown) { // near is before the change
		change = after
	}
	_, offset := change.Add(-time.Second).Zone()
	return change.In(time.FixedZone("", offset)), change
}

// shown is a time of the day by a clock that shows UTC.
func (d Date) shown(c Clock) time.Time { return d.Time().Add(time.Duration(c-1) * time.Minute) }

// wall is the moment at which a clock that shows UTC shows what t's own shows.
func wall(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}
