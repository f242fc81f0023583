package phrase

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pairbook/generator/internal/when"
)

func said(slots []when.Slot) string {
	var all []string
	for _, s := range slots {
		all = append(all, s.String())
	}
	return strings.Join(all, ", ")
}

func TestHours(t *testing.T) {
	week := "Mon 09:00-17:00, Tue 09:00-17:00, Wed 09:00-17:00, Thu 09:00-17:00, Fri 09:00-17:00"
	evenings := "Mon 18:00-21:00, Tue 18:00-21:00, Wed 18:00-21:00, Thu 18:00-21:00, Fri 18:00-21:00"
	for s, want := range map[string]string{
		"Mon pm": "Mon 13:00-17:00", "Thursdays after 3": "Thu 15:00-18:00", "Tue 9-11": "Tue 09:00-11:00", "any": week, "Anytime!": week,
		"Do ab 15 Uhr": "Thu 15:00-18:00", "Mo bis Fr 9-17 Uhr": week, "Di 14:30–16:00 Uhr": "Tue 14:30-16:00", "am Montag ab 16 Uhr": "Mon 16:00-19:00",
		"Di und Do vormittags": "Tue 09:00-12:00, Thu 09:00-12:00", "abends": evenings, "Mi zwischen 9 und 11 Uhr": "Wed 09:00-11:00",
		"lundi matin": "Mon 09:00-12:00", "mardi après-midi": "Tue 13:00-17:00", "jeudi de 14h à 16h30": "Thu 14:00-16:30", "en semaine le soir": evenings,
		"martes por la tarde": "Tue 13:00-17:00", "miércoles por la mañana": "Wed 09:00-12:00", "viernes a partir de las 16": "Fri 16:00-19:00",
		"Mon, Wed 9-11 and Fri 2-4": "Mon 09:00-11:00, Wed 09:00-11:00, Fri 14:00-16:00", "Mon 9 until 11": "Mon 09:00-11:00", "Mi 14 bis 16 Uhr": "Wed 14:00-16:00", "Mon 9-11, 2-4": "Mon 09:00-11:00, Mon 14:00-16:00",
		"Mon/Wed 9am-12pm": "Mon 09:00-12:00, Wed 09:00-12:00", "Fridays 4-6pm": "Fri 16:00-18:00", "10am to 1pm on Tue": "Tue 10:00-13:00",
		"weekdays before noon": "Mon 08:00-12:00, Tue 08:00-12:00, Wed 08:00-12:00, Thu 08:00-12:00, Fri 08:00-12:00",
		"täglich 9-10":         "Mon 09:00-10:00, Tue 09:00-10:00, Wed 09:00-10:00, Thu 09:00-10:00, Fri 09:00-10:00, Sat 09:00-10:00, Sun 09:00-10:00",
		"Wed lunchtime":        "Wed 12:00-14:00", "weekends": "Sat 09:00-17:00, Sun 09:00-17:00", "Fri-Sun": "Fri 09:00-17:00, Sat 09:00-17:00, Sun 09:00-17:00",
		"Mon 09:00-12:00": "Mon 09:00-12:00", "Mon 9-12, Mon 11-13": "Mon 09:00-13:00", "Tue after 7pm": "Tue 19:00-22:00", "Tue after lunch": "Tue 14:00-18:00",
		"after 5": "Mon 17:00-20:00, Tue 17:00-20:00, Wed 17:00-20:00, Thu 17:00-20:00, Fri 17:00-20:00", "Mon evening 7-9": "Mon 19:00-21:00", "Mon 11-1": "Mon 11:00-13:00", "Sat 9-9pm": "Sat 09:00-21:00",
	} {
		if got, ok := Hours(s); !ok || said(got) != want {
			t.Errorf("%s: %s, %v; want %s", s, said(got), ok, want)
		}
	}
	for _, s := range []string{"", "it depends", "not Mondays", "Mon 25", "every second Tuesday", "ask me", "term time", "Mon?", "2", "14", "9, 11"} {
		if got, ok := Hours(s); ok {
			t.Errorf("%s: %s", s, said(got))
		}
	}
}

// TestHoursReadsWhatRecordsHold reads slots as records write them, in any number.
func TestHoursReadsWhatRecordsHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		slot := rapid.Custom(func(t *rapid.T) when.Slot {
			from := rapid.IntRange(0, 24*60-1).Draw(t, "from")
			return when.Slot{From: from, Until: rapid.IntRange(from+1, 24*60).Draw(t, "until")}
		})
		slots := rapid.SliceOfN(slot, 1, 4).Draw(t, "slots")
		for i := range slots {
			slots[i].Day = when.WorkingHours()[rapid.IntRange(0, 4).Draw(t, "day")].Day
		}
		want := merged(append([]when.Slot(nil), slots...))
		if got, ok := Hours(said(slots)); !ok || said(got) != said(want) {
			t.Fatalf("%s: %s, %v; want %s", said(slots), said(got), ok, said(want))
		}
	})
}

// TestATimeIsReadByWhatStandsBesideIt takes a time to the edges between morning and
// afternoon, and days, parts of the day and bounds together.
func TestATimeIsReadByWhatStandsBesideIt(t *testing.T) {
	for s, want := range map[string]string{
		// am and pm belong to the time before them, or to both ends.
		"Mon 6-8 am": "Mon 06:00-08:00", "Mon 7-9am": "Mon 07:00-09:00", "Mon 9-11pm": "Mon 21:00-23:00", "Mon 9-1pm": "Mon 09:00-13:00", "Mon 11-12pm": "Mon 11:00-12:00",
		"Mon 12am-2am": "Mon 00:00-02:00", "Mon 12:30am-2am": "Mon 00:30-02:00", "9am pm Mon": "Mon 09:00-10:00", "9 am-11 am Mon": "Mon 09:00-11:00", "Mon 2am-3am": "Mon 02:00-03:00",
		"am": "Mon 09:00-12:00, Tue 09:00-12:00, Wed 09:00-12:00, Thu 09:00-12:00, Fri 09:00-12:00", "Mon am": "Mon 09:00-12:00", "am Montag": "Mon 09:00-17:00",
		// From 1 to 6 it is after noon, but for 02:00; from seven on it is only after a word.
		"Mon 02:00": "Mon 02:00-03:00", "Mon 2:00": "Mon 14:00-15:00", "Mon 02": "Mon 14:00-15:00", "Mon 0-2": "Mon 00:00-14:00", "Mon 1-2": "Mon 13:00-14:00", "Mon 7-8": "Mon 07:00-08:00",
		"Mon after 7": "Mon 19:00-22:00", "Mon after 7:59": "Mon 19:59-22:00", "Mon after 8": "Mon 08:00-18:00", "Mon after 6:59": "Mon 18:59-21:59", "Mon after 07:30": "Mon 07:30-18:00", "Mon after 7-9": "Mon 19:00-21:00",
		"Mon between 6:30 and 7:30": "Mon 18:30-19:30", "Mon before 7": "Mon 06:00-07:00", "Mon evening 12": "Mon 12:00-13:00", "Mon afternoon 11": "Mon 23:00-24:00",
		// An end that is not after its beginning is after noon.
		"Mon 9-8": "Mon 09:00-20:00", "Mon 11-11": "Mon 11:00-23:00", "Mon 8 until midnight": "Mon 08:00-24:00", "before midnight Mon": "Mon 08:00-24:00",
		// What follows a stretch begins another, and a day keeps what was said with it.
		"Mon 9-11 2": "Mon 09:00-11:00, Mon 14:00-15:00", "Mon 3 Tue 5": "Mon 15:00-16:00, Tue 17:00-18:00", "Mon 9, Tue 10": "Mon 09:00-10:00, Tue 10:00-11:00", "Mon 9-11 Tue 2-4": "Mon 09:00-11:00, Tue 14:00-16:00",
		"Mon morning, afternoon": "Mon 09:00-12:00, Mon 13:00-17:00", "Mon morning and Tue": "Mon 09:00-12:00, Tue 09:00-17:00", "Mon morning Tue evening": "Mon 09:00-12:00, Tue 18:00-21:00",
		"Mon 9-10, 12-13, 11-12": "Mon 09:00-10:00, Mon 11:00-13:00", "Tue, Mon 9-10": "Mon 09:00-10:00, Tue 09:00-10:00", "Mon 9-10, Mon 10-11": "Mon 09:00-11:00",
		// Days together, and a range of days with a bound behind it.
		"weekdays and Sat 9-10": "Mon 09:00-10:00, Tue 09:00-10:00, Wed 09:00-10:00, Thu 09:00-10:00, Fri 09:00-10:00, Sat 09:00-10:00", "Sat weekdays 9": "Mon 09:00-10:00, Tue 09:00-10:00, Wed 09:00-10:00, Thu 09:00-10:00, Fri 09:00-10:00, Sat 09:00-10:00",
		"Mon bis Wed 9-10": "Mon 09:00-10:00, Tue 09:00-10:00, Wed 09:00-10:00", "Mon - Wed Fri 9-10": "Mon 09:00-10:00, Tue 09:00-10:00, Wed 09:00-10:00, Fri 09:00-10:00",
		"Mon bis Wed before 11": "Mon 08:00-11:00, Tue 08:00-11:00, Wed 08:00-11:00", "Sun - Tue 9-10": "Mon 09:00-10:00, Tue 09:00-10:00, Sun 09:00-10:00",
		"until 11 Mon": "Mon 08:00-11:00", "9 until 11 Mon": "Mon 09:00-11:00", "- 9-11 Sat": "Sat 09:00-11:00",
		"Mon between 9 and 11 and Tue": "Mon 09:00-11:00, Tue 09:00-17:00", "Mon after morning": "Mon 12:00-18:00", "Mon before evening": "Mon 09:00-18:00",
	} {
		if got, ok := Hours(s); !ok || said(got) != want {
			t.Errorf("%s: %s, %v; want %s", s, said(got), ok, want)
		}
	}
	for _, s := range []string{"Mon 24:30", "Mon 9:75", "Mon 99", "Mon 5-5", "Mon 12-12am", "Mon 14-12", "Mon 1pm-2am", "Mon 5-5, Tue 9-10"} {
		if got, ok := Hours(s); ok {
			t.Errorf("%s: %s", s, said(got))
		}
	}
}

// TestStretchesThatMeetAreOne sorts them by day, Monday first, and time.
func TestStretchesThatMeetAreOne(t *testing.T) {
	slot := func(day, from, until int) when.Slot {
		return when.Slot{Day: time.Weekday(day), From: from * 60, Until: until * 60}
	}
	got := merged([]when.Slot{slot(0, 9, 10), slot(2, 9, 12), slot(2, 10, 11), slot(1, 12, 13), slot(1, 9, 10), slot(1, 10, 11), slot(2, 13, 14)})
	if want := "Mon 09:00-11:00, Mon 12:00-13:00, Tue 09:00-12:00, Tue 13:00-14:00, Sun 09:00-10:00"; said(got) != want {
		t.Errorf("%s, want %s", said(got), want)
	}
}

func FuzzHours(f *testing.F) {
	for _, seed := range []string{"Mon pm", "Do ab 15 Uhr", "9-11,", "-", "mo-", "am pm", "tue 9-11 9-11", "24-24"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		slots, ok := Hours(s)
		if ok && len(slots) == 0 {
			t.Fatal("understood as nothing")
		}
		for _, slot := range slots {
			if again, err := when.ParseSlot(slot.String()); ok && (err != nil || again != slot) {
				t.Fatalf("%q: %v is no slot: %v", s, slot, err)
			}
		}
	})
}
