package when

import (
	"cmp"
	"slices"
	"time"
)

// Hours is when somebody is free, week after week, by the clock of their zone.
type Hours struct {
	Zone  Zone
	Slots []Slot
}

// WorkingHours are 09:00 to 17:00 from Monday to Friday.
func WorkingHours() []Slot {
	var slots []Slot
	for day := time.Monday; day <= time.Friday; day++ {
		slots = append(slots, Slot{day, 9 * 60, 17 * 60})
	}
	return slots
}

// Stretch is a time from one moment to another, From < Until.
type Stretch struct{ From, Until time.Time }

// Together finds the stretches of some days, from the first moment of a day in
// UTC, in which all of them are free, by time. The error is [ErrNoZone].
func Together(day Date, days int, all []Hours) ([]Stretch, error) {
	common := []Stretch{{day.Time(), day.Add(days).Time()}}
	for _, hours := range all {
		free, err := hours.stretches(day, days)
		if err != nil {
			return nil, err
		}
		common = both(common, free)
	}
	return common, nil
}

// stretches lists when somebody is free, sorted, nothing overlapping. An hour
// that the clock jumps over is not there; one that it shows twice is there
// from its first beginning to its last end.
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

// both lists what two sorted lists have in common.
func both(a, b []Stretch) []Stretch {
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
