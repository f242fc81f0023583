package when

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// Slot is a part of a week in somebody's own time, within one day: From and Until
// are minutes since midnight, From < Until ≤ 24·60.
type Slot struct {
	Day         time.Weekday
	From, Until int
}

var (
	weekdays = []string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}
	slotForm = regexp.MustCompile(`^([A-Z][a-z]{2}) ([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$`)
)

// ParseSlot parses "Mon 09:00-12:00".
func ParseSlot(s string) (Slot, error) {
	m := slotForm.FindStringSubmatch(s)
	if m == nil {
		return Slot{}, fmt.Errorf("%q is not a stretch of a week", s)
	}
	d := slices.Index(weekdays, m[1])
	if d < 0 {
		return Slot{}, fmt.Errorf("%q is not a day of the week", m[1])
	}
	slot := Slot{time.Weekday(d), minutes(m[2], m[3]), minutes(m[4], m[5])}
	if slot.Until > 24*60 || slot.From >= slot.Until {
		return Slot{}, fmt.Errorf("%q does not end after it begins, on the same day", s)
	}
	return slot, nil
}

func minutes(h, m string) int {
	hours, _ := strconv.Atoi(h)
	mins, _ := strconv.Atoi(m)
	return 60*hours + mins
}

func (s Slot) String() string {
	if s == (Slot{}) {
		return ""
	}
	return fmt.Sprintf("%s %02d:%02d-%02d:%02d", weekdays[s.Day], s.From/60, s.From%60, s.Until/60, s.Until%60)
}

// MarshalText formats the slot as in a record.
func (s Slot) MarshalText() ([]byte, error) { return []byte(s.String()), nil }
