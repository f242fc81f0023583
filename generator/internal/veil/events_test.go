package veil

import (
	"slices"
	"testing"
	"time"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestDuring picks the programme's events from the first day of a cohort to its last.
func TestDuring(t *testing.T) {
	var got []string
	events := []view.Event{{Key: "before", On: 9}, {Key: "first", On: 10}, {Key: "last", On: 20}, {Key: "after", On: 21}}
	for _, e := range during(events, &record.Cohort{Starts: 10, Ends: 20}) {
		got = append(got, e.Key)
	}
	if want := []string{"first", "last"}; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}

// TestEventsOfAProgramme are among those of its cohorts, in turn: those of a whole day first,
// and those of one time by name.
func TestEventsOfAProgramme(t *testing.T) {
	files := mini.Files(mini.Everything)
	files[programFile].Data = append(files[programFile].Data, "events:\n  - {id: b, name: Breakfast, on: 2026-05-04, at: \"08:00\", zone: Europe/London, until: \"24:00\"}\n  - {id: w, name: Whole, on: 2026-05-04}\n  - {id: a, name: A lunch, on: 2026-05-04, at: \"12:30\", zone: Europe/London}\n  - {id: c, name: Christmas, on: 2026-12-25}\n"...)
	shown := Show(input(t, files, Public))
	var got []string
	for _, e := range shown.Cohorts[slices.IndexFunc(shown.Cohorts, func(c *view.Cohort) bool { return c.ID == "spring" })].Events {
		if e.On == when.Day(2026, 5, 4) {
			got = append(got, e.Name+" "+e.Hours+" "+e.Clock+" "+e.Of.Words)
		}
	}
	want := []string{"Whole   Career mentoring", "Breakfast 08:00–24:00 London time Career mentoring", "A lunch 12:30 London time Career mentoring", "Half-way lunch 12:30–14:00 London time Spring 2026"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
	if n := len(shown.Programs[0].Events); n != 4 {
		t.Errorf("the programme has %d events", n)
	}
}

// TestWhoseTime says it in a city's words, and of a zone without one by its name.
func TestWhoseTime(t *testing.T) {
	for zone, want := range map[when.Zone]string{"": "", "Europe/London": "London time", "America/New_York": "New York time", "+02:00": "UTC+02:00", "UTC": "UTC", "Etc/GMT+5": "Etc/GMT+5"} {
		if got := clockName(zone); got != want {
			t.Errorf("%q is %q, not %q", zone, got, want)
		}
	}
	midnight := time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	if got := hours(midnight.Add(time.Hour), midnight) + ", " + hours(midnight, time.Time{}) + ", " + endWords(midnight.Add(time.Minute)); got != "01:00–24:00, 00:00, 00:01" {
		t.Error(got)
	}
}
