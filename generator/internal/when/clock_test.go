package when_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"pairbook/generator/internal/when"
)

func TestParseClock(t *testing.T) {
	for c := when.Clock(1); c <= when.Midnight; c++ {
		if got, err := when.ParseClock(c.String()); err != nil || got != c {
			t.Errorf("%s is read as %s: %v", c, got, err)
		}
	}
	for _, s := range []string{"", "9:00", "17", "17:0", "17:000", "17.00", "17h00", "5pm", "05:00 pm", "24:01", "25:00", "12:60", " 12:00", "12:00\n", "-1:00", "١٢:٠٠", "12:00:00", "00:00Z"} {
		if c, err := when.ParseClock(s); err == nil {
			t.Errorf("%q is read as %s", s, c)
		}
	}
}

// TestMoments has times around changes of clocks: in Troll by two hours, on Lord Howe
// Island by half an hour, in Casablanca back for Ramadan, in Apia over a whole day.
func TestMoments(t *testing.T) {
	for _, c := range []struct {
		day, at  string
		zone     when.Zone
		moments  []string
		from, to string
	}{
		{"2027-01-12", "17:00", "Europe/London", []string{"2027-01-12T17:00:00Z"}, "", ""},
		{"2027-07-12", "17:00", "Europe/London", []string{"2027-07-12T16:00:00Z"}, "", ""},
		{"2027-03-28", "00:59", "Europe/London", []string{"2027-03-28T00:59:00Z"}, "", ""},
		{"2027-03-28", "01:00", "Europe/London", nil, "01:00", "02:00"},
		{"2027-03-28", "01:59", "Europe/London", nil, "01:00", "02:00"},
		{"2027-03-28", "02:00", "Europe/London", []string{"2027-03-28T01:00:00Z"}, "", ""},
		{"2026-10-25", "00:59", "Europe/London", []string{"2026-10-24T23:59:00Z"}, "", ""},
		{"2026-10-25", "01:00", "Europe/London", []string{"2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"}, "", ""},
		{"2026-10-25", "01:59", "Europe/London", []string{"2026-10-25T00:59:00Z", "2026-10-25T01:59:00Z"}, "", ""},
		{"2026-10-25", "02:00", "Europe/London", []string{"2026-10-25T02:00:00Z"}, "", ""},
		{"2026-10-25", "24:00", "Europe/London", []string{"2026-10-26T00:00:00Z"}, "", ""},
		{"2027-03-28", "02:30", "Antarctica/Troll", nil, "01:00", "03:00"},
		{"2026-10-04", "02:15", "Australia/Lord_Howe", nil, "02:00", "02:30"},
		{"2027-04-04", "01:45", "Australia/Lord_Howe", []string{"2027-04-03T14:45:00Z", "2027-04-03T15:15:00Z"}, "", ""},
		{"2026-02-15", "02:30", "Africa/Casablanca", []string{"2026-02-15T01:30:00Z", "2026-02-15T02:30:00Z"}, "", ""},
		{"2011-12-30", "12:00", "Pacific/Apia", nil, "00:00", "00:00"},
		{"2026-10-25", "01:30", "+01:00", []string{"2026-10-25T00:30:00Z"}, "", ""},
		{"2100-07-01", "00:00", "America/New_York", []string{"2100-07-01T04:00:00Z"}, "", ""},
		{"1970-01-01", "00:00", "UTC", []string{"1970-01-01T00:00:00Z"}, "", ""},
	} {
		day, _ := when.ParseDate(c.day)
		at, _ := when.ParseClock(c.at)
		moments, err := day.Moments(at, c.zone)
		if err != nil || len(moments) != len(c.moments) {
			t.Errorf("%s %s in %s is at %s: %v", c.day, c.at, c.zone, moments, err)
			continue
		}
		for i, m := range moments {
			if got := m.UTC().Format(time.RFC3339); got != c.moments[i] {
				t.Errorf("%s %s in %s is at %s, want %s", c.day, c.at, c.zone, got, c.moments[i])
			}
		}
		from, to := day.Skip(at, c.zone)
		if from.IsZero() != (c.from == "") || !from.IsZero() && (from.Format("15:04") != c.from || to.Format("15:04") != c.to) {
			t.Errorf("%s %s in %s is skipped from %s to %s", c.day, c.at, c.zone, from, to)
		}
	}
	if _, err := when.Day(2026, 1, 1).Moments(1, "nowhere"); err == nil {
		t.Error("a zone that is not there has moments")
	}
}

// TestMomentsShowTheTime compares the moments of any time with all moments of two
// days at which the zone's clocks show it.
func TestMomentsShowTheTime(t *testing.T) {
	names := when.ZoneNames()
	rapid.Check(t, func(t *rapid.T) {
		zone := when.Zone(rapid.SampledFrom(names).Draw(t, "zone"))
		place, err := zone.Location()
		if err != nil {
			t.Skip(err)
		}
		day := when.Day(rapid.IntRange(1975, 2090).Draw(t, "year"), 1, 1).Add(rapid.IntRange(0, 364).Draw(t, "day"))
		if _, change := day.Time().In(place).ZoneBounds(); !change.IsZero() && change.Year() < 2090 && rapid.Bool().Draw(t, "at a change") {
			day = when.DateOf(change.Add(-time.Hour))
		}
		at := when.Clock(rapid.IntRange(1, int(when.Midnight)).Draw(t, "minute"))
		var want []time.Time
		last := day.Time().AddDate(0, 0, 3)
		for m := day.Time().AddDate(0, 0, -2); m.Before(last); m = m.Add(time.Minute) {
			local := m.In(place)
			clock := when.Clock(local.Hour()*60 + local.Minute() + 1)
			if d := when.DateOf(local); local.Second() == 0 && (clock == at && d == day || at == when.Midnight && clock == 1 && d == day.Add(1)) {
				want = append(want, m)
			}
		}
		got, err := day.Moments(at, zone)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != len(want) {
			t.Fatalf("%s %s in %s: %s, want %s", day, at, zone, got, want)
		}
		for i := range got {
			if !got[i].Equal(want[i]) {
				t.Fatalf("%s %s in %s: %s, want %s", day, at, zone, got, want)
			}
		}
		if from, to := day.Skip(at, zone); from.IsZero() != (len(want) > 0) || !from.Equal(to) {
			t.Fatalf("%s %s in %s is skipped from %s to %s, and is at %s", day, at, zone, from, to, want)
		}
	})
}
