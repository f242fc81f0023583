package when

import (
	"cmp"
	"slices"
	"time"
)

// Hours is somebody's weekly free time, by the clock of their zone.
type Hours struct {
	Zone  Zone
	Slots []Slot
}

// WorkingHours returns 09:00 to 17:00 from Monday to Friday.
func WorkingHours() []Slot {
	var slots []Slot
	for day := time.Monday; day <= time.Friday; day++ {
		slots = append(slots, Slot{day, 9 * 60, 17 * 60})
	}
	return slots
}

// Stretch is the time between two moments, From < Until.
type Stretch struct{ From, Until time.Time }

// Together returns the stretches in which everybody is free, in order. It looks
// at a number of days from the first moment of day in UTC. The error is
// [ErrNoZone].
func Together(day Date, days int, all []Hours) ([]Stretch, error) {
	common := []Stretch{{day.Time(), day.Add(days).Time()}}
	for _, hours := range all {
		free, err := hours.stretches(day, days)
		if err != nil {
			return nil, err
		}
		common = intersection(common, free)
	}
	return common, nil
}

// stretches returns somebody's free time, sorted and without overlap. An hour
// that the clock skips is left out; one that it shows twice lasts from its first
// beginning to its last end.
func (h Hours) stretches(day Date, days int) ([]Stretch, error) {
	zone, err := h.Zone.Location()
	if err != nil {
		return nil, err
	}
	var free []Stretch
	for n := -1; n <= days; n++ {
		d := day.Add(n).Time()
		for _, s := range h.Slots {
			if s.Day != d.Weekday() {
				continue
			}
			at := func(minutes int) time.Time {
				return time.Date(d.Year(), d.Month(), d.Day(), 0, minutes, 0, 0, zone).UTC()
			}
			if x := (Stretch{at(s.From), at(s.Until)}); x.From.Before(x.Until) {
				free = append(free, x)
			}
		}
	}
	slices.SortFunc(free, func(a, b Stretch) int { return cmp.Or(a.From.Compare(b.From), a.Until.Compare(b.Until)) })
	var merged []Stretch
	for _, s := range free {
		if n := len(merged); n > 0 && !s.From.After(merged[n-1].Until) {
			if s.Until.After(merged[n-1].Until) {
				merged[n-1].Until = s.Until
			}
			continue
		}
		merged = append(merged, s)
	}
	return merged, nil
}

// intersection returns the intersection of two sorted lists.
func intersection(a, b []Stretch) []Stretch {
	var common []Stretch
	for i, j := 0, 0; i < len(a) && j < len(b); {
		s := Stretch{a[i].From, a[i].Until}
		if b[j].From.After(s.From) {
			s.From = b[j].From
		}
		if b[j].Until.Before(s.Until) {
			s.Until = b[j].Until
		}
		if s.From.Before(s.Until) {
			common = append(common, s)
		}
		if a[i].Until.Before(b[j].Until) {
			i++
		} else {
			j++
		}
	}
	return common
}
