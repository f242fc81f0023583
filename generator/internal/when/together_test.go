package when

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestTogether compares with everybody's clocks, minute by minute. It avoids days
// on which a clock changes, when an hour occurs twice or never;
// TestTogetherInSpring covers these.
func TestTogether(t *testing.T) {
	zones := []Zone{"Europe/London", "Africa/Nairobi", "Asia/Kathmandu", "Pacific/Kiritimati", "-10:00", "America/St_Johns"}
	rapid.Check(t, func(t *rapid.T) {
		var all []Hours
		for range rapid.IntRange(1, 3).Draw(t, "people") {
			h := Hours{Zone: rapid.SampledFrom(zones).Draw(t, "zone")}
			for range rapid.IntRange(0, 6).Draw(t, "slots") {
				from := rapid.IntRange(0, 23*60).Draw(t, "from")
				h.Slots = append(h.Slots, Slot{time.Weekday(rapid.IntRange(0, 6).Draw(t, "day")), from, rapid.IntRange(from+1, 24*60).Draw(t, "until")})
			}
			all = append(all, h)
		}
		day, days := Day(2026, 11, 16).Add(rapid.IntRange(0, 20).Draw(t, "day")), rapid.IntRange(1, 8).Draw(t, "days")
		found, err := Together(day, days, all)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range found {
			if !s.From.Before(s.Until) || i > 0 && !found[i-1].Until.Before(s.From) {
				t.Fatalf("the stretches are %v", found)
			}
		}
		locations := make([]*time.Location, len(all))
		for i, h := range all {
			if locations[i], err = h.Zone.Location(); err != nil {
				t.Fatal(err)
			}
		}
		at := 0
		for m := day.Time(); m.Before(day.Add(days).Time()); m = m.Add(time.Minute) {
			for at < len(found) && !m.Before(found[at].Until) {
				at++
			}
			got := at < len(found) && !m.Before(found[at].From)
			if want := allFree(all, locations, m); got != want {
				t.Fatalf("at %s all are free: %t, not %t", m, got, want)
			}
		}
	})
}

func allFree(all []Hours, locations []*time.Location, m time.Time) bool {
	for i, h := range all {
		local, free := m.In(locations[i]), false
		minute, day := 60*local.Hour()+local.Minute(), local.Weekday()
		for _, s := range h.Slots {
			free = free || s.Day == day && s.From <= minute && minute < s.Until
		}
		if !free {
			return false
		}
	}
	return true
}

// TestTogetherInSpring follows a clock over the skipped hour: the common time of
// two clocks moves by an hour.
func TestTogetherInSpring(t *testing.T) {
	tuesdays := func(from, until int) []Slot { return []Slot{{time.Tuesday, from * 60, until * 60}} }
	found, err := Together(Day(2027, 3, 22), 14, []Hours{{"Europe/London", tuesdays(9, 12)}, {"Africa/Nairobi", tuesdays(13, 15)}})
	if err != nil || len(found) != 2 {
		t.Fatal(found, err)
	}
	for i, want := range []string{"2027-03-23T10:00:00Z 2027-03-23T12:00:00Z", "2027-03-30T10:00:00Z 2027-03-30T11:00:00Z"} {
		if got := found[i].From.Format(time.RFC3339) + " " + found[i].Until.Format(time.RFC3339); got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
	none, err := Together(Day(2027, 3, 28), 1, []Hours{{"Europe/London", []Slot{{time.Sunday, 60, 120}}}})
	if err != nil || len(none) > 0 {
		t.Errorf("the hour that does not exist is %v, %v", none, err)
	}
	if _, err := Together(Day(2027, 3, 28), 1, []Hours{{Zone: "Nowhere"}}); !errors.Is(err, ErrNoZone) {
		t.Errorf("an unknown zone: %v", err)
	}
}

func TestWorkingHours(t *testing.T) {
	found, err := Together(Day(2026, 11, 16), 7, []Hours{{"Europe/London", WorkingHours()}})
	if err != nil || len(found) != 5 || found[0].From != Day(2026, 11, 16).Time().Add(9*time.Hour) || found[4].Until != Day(2026, 11, 20).Time().Add(17*time.Hour) {
		t.Errorf("%v, %v", found, err)
	}
}
