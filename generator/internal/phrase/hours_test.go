package phrase

import (
	"strings"
	"testing"

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
