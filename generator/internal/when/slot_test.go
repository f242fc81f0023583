package when_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pairbook/generator/internal/when"
)

func TestParseSlot(t *testing.T) {
	for s, want := range map[string]when.Slot{
		"Mon 09:00-12:00": {Day: time.Monday, From: 540, Until: 720},
		"Sun 00:00-24:00": {Day: time.Sunday, From: 0, Until: 1440},
		"Sat 23:59-24:00": {Day: time.Saturday, From: 1439, Until: 1440},
	} {
		got, err := when.ParseSlot(s)
		if err != nil || got != want || got.String() != s {
			t.Errorf("%q is read as %v, %v", s, got, err)
		}
	}
	for _, s := range []string{
		"", "Mon", "mon 09:00-12:00", "Monday 09:00-12:00", "Mo 09:00-12:00", "Abc 09:00-12:00", "Mon 9:00-12:00", "Mon 09:00–12:00",
		"Mon  09:00-12:00", "Mon 12:00-09:00", "Mon 09:00-09:00", "Mon 23:00-01:00", "Mon 09:00-24:01", "Mon 24:00-24:30", "Mon 09:60-10:00",
		"Mon 25:00-26:00", "Mon 09:00-12:00\n",
	} {
		if got, err := when.ParseSlot(s); err == nil || got != (when.Slot{}) {
			t.Errorf("%q is read as %v, want an error", s, got)
		}
	}
}

func TestEverySlotIsReadAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.IntRange(0, 24*60-1).Draw(t, "from")
		until := rapid.IntRange(from+1, 24*60).Draw(t, "until")
		day := time.Weekday(rapid.IntRange(0, 6).Draw(t, "day"))
		text := fmt.Sprintf("%s %02d:%02d-%02d:%02d", day.String()[:3], from/60, from%60, until/60, until%60)
		got, err := when.ParseSlot(text)
		if err != nil || got != (when.Slot{Day: day, From: from, Until: until}) || got.String() != text {
			t.Fatalf("%q is read as %v, %v", text, got, err)
		}
	})
}

func FuzzParseSlot(f *testing.F) {
	for _, s := range []string{"Mon 09:00-12:00", "Sun 00:00-24:00", "Mon 24:00-24:30", "Xxx 09:00-12:00", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		slot, err := when.ParseSlot(s)
		if err != nil {
			return
		}
		if slot.String() != s || slot.From >= slot.Until || slot.Until > 24*60 {
			t.Fatalf("%q is read as %v", s, slot)
		}
	})
}
