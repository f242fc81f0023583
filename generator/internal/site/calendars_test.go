package site

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// calendarDay is an event of a calendar as another's parser reads it.
type calendarDay struct{ UID, Title, Day, URL string }

// readCalendars reads the calendars of a site: path → events.
func readCalendars(t *testing.T, site map[string]string) map[string][]calendarDay {
	t.Helper()
	all := map[string][]calendarDay{}
	for file, body := range site {
		if !strings.HasSuffix(file, ".ics") {
			continue
		}
		c, err := ical.NewDecoder(strings.NewReader(body)).Decode()
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if err := ical.NewEncoder(&bytes.Buffer{}).Encode(c); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		for _, e := range c.Events() {
			starts, err := e.DateTimeStart(time.UTC)
			uid, _ := e.Props.Text("UID")
			title, _ := e.Props.Text("SUMMARY")
			address, _ := e.Props.Text("URL")
			if err != nil || uid == "" || title == "" {
				t.Errorf("%s has the event %v: %v", file, e.Props, err)
			}
			all[file] = append(all[file], calendarDay{uid, title, starts.Format(time.DateOnly), address})
		}
	}
	return all
}

func calendarsOf(t *testing.T, files fstest.MapFS, audience veil.Audience) map[string][]calendarDay {
	t.Helper()
	return readCalendars(t, render(t, input(t, files, audience)))
}

// daysIn writes the days of a calendar without UIDs.
func daysIn(events []calendarDay) (days []string) {
	for _, e := range events {
		days = append(days, e.Day+" "+e.Title)
	}
	return days
}

// TestCalendars lists all dates of the programme in miniature, for those who are
// told all of them and for everybody, where nothing is published.
func TestCalendars(t *testing.T) {
	open := map[string][]string{
		"calendar/next.ics":               {"2026-09-14 Met for the first time", "2026-10-07 How is it going?"},
		"calendar/spring.ics":             {"2026-03-02 Start together", "2026-03-09 Met for the first time", "2026-03-19 gatheringtitle", "2026-04-01 How is it going?", "2026-04-07 Meeting: lapwing", "2026-05-04 Half-way lunch"},
		"calendar/spring-idada-iddot.ics": {"2026-03-04 Meeting", "2026-03-09 Met for the first time"},
		"calendar/spring-lapwing.ics":     {"2026-03-03 Meeting", "2026-03-09 Met for the first time", "2026-03-10 Meeting", "2026-04-07 Meeting: lapwing"},
		"calendar/spring-tern.ics":        {"2026-03-09 Met for the first time"},
	}
	everybody := map[string][]string{
		"calendar/next.ics":           open["calendar/next.ics"],
		"calendar/spring.ics":         {"2026-03-02 Start together", "2026-03-09 Met for the first time", "2026-03-19 gatheringtitle", "2026-04-01 How is it going?", "2026-05-04 Half-way lunch"},
		"calendar/spring-lapwing.ics": {"2026-03-03 Meeting", "2026-03-10 Meeting"},
	}
	for audience, want := range map[veil.Audience]map[string][]string{veil.Coordinators: open, veil.Public: everybody} {
		got := map[string][]string{}
		for file, days := range calendarsOf(t, mini.Files(defaults), audience) {
			got[file] = daysIn(days)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("for %v: %s", audience, diff)
		}
	}
}

// TestCalendarsTellWhatIsPublished opens one thing at a time.
func TestCalendarsTellWhatIsPublished(t *testing.T) {
	const next, milestone = "2026-04-07 Meeting: lapwing", "2026-03-09 Met for the first time"
	for publish, want := range map[string][2]bool{
		"{}":                    {false, false},
		"{sessions: summaries}": {true, false},
		"{goals: true}":         {false, true},
		"{people: names, actions: true, health: true, attention: true, network: true, matching: true}": {false, false},
	} {
		all := calendarsOf(t, mini.Files(mini.Defaults+"publish: "+publish+"\n"), veil.Public)
		days := daysIn(all["calendar/spring-lapwing.ics"])
		if got := [2]bool{slices.Contains(days, next), slices.Contains(days, milestone)}; got != want {
			t.Errorf("publish %s: the calendar of the pairing has %q", publish, days)
		}
		if got := slices.Contains(daysIn(all["calendar/spring.ics"]), next); got != want[0] {
			t.Errorf("publish %s: the calendar of the cohort has the next meeting: %v", publish, got)
		}
	}
}

// TestUIDsStay changes what dates say and when they are. Each is the same date to
// whoever has taken it into their calendar.
func TestUIDsStay(t *testing.T) {
	uids := func(change func(text string) string) map[string][]string {
		files := mini.Files(mini.Everything)
		for name, f := range files {
			if name != "program/site.yaml" {
				files[name] = mini.File("%s", change(string(f.Data)))
			}
		}
		all := map[string][]string{}
		for file, days := range calendarsOf(t, files, veil.Public) {
			for _, d := range days {
				all[file] = append(all[file], d.UID)
			}
			slices.Sort(all[file])
		}
		return all
	}
	before := uids(func(text string) string { return text })
	for _, change := range []*strings.Replacer{
		strings.NewReplacer("Half-way lunch", "Lunch", "2026-05-04", "2026-05-05"),
		strings.NewReplacer("Met for the first time", "Met", "after: 1w", "after: 2w"),
		strings.NewReplacer("Spring 2026", "Spring", "next: 2026-04-07", "next: 2026-04-09"),
		strings.NewReplacer("How is it going?", "Well?", "after: 30d", "after: 31d"),
	} {
		if diff := cmp.Diff(before, uids(change.Replace)); diff != "" {
			t.Error(diff)
		}
	}
}

// TestAgreedMeetingIsTheOneHeld logs the meeting that was agreed on, a day late.
func TestAgreedMeetingIsTheOneHeld(t *testing.T) {
	files := mini.Files(mini.Everything)
	uid := func(day string) string {
		in := input(t, files, veil.Coordinators)
		in.AsOf = when.Day(2026, 4, 9)
		if day == "2026-04-07" {
			in.AsOf = when.Day(2026, 4, 1)
		}
		for _, d := range readCalendars(t, render(t, in))["calendar/spring-lapwing.ics"] {
			if d.Day == day {
				return d.UID
			}
		}
		t.Fatalf("there is no meeting on %s", day)
		return ""
	}
	agreed := uid("2026-04-07")
	files["program/cohorts/spring/pairings/lapwing/sessions/2026-04-08.md"] = mini.File("---\ndate: 2026-04-08\n---\n")
	if held := uid("2026-04-08"); held != agreed {
		t.Errorf("the meeting that was agreed on is %s, and the one that was held is %s", agreed, held)
	}
}

// TestCalendarsOfOneName has a cohort that is called as the calendar of another's
// pairing would be, and ids that are there twice.
func TestCalendarsOfOneName(t *testing.T) {
	files := mini.Files(defaults)
	files["program/cohorts/spring-lapwing/cohort.yaml"] = mini.File("%s", strings.Replace(aCohort, "id: closing", "id: info", 1))
	all := calendarsOf(t, files, veil.Public)
	if got := daysIn(all["calendar/spring-lapwing-2.ics"]); !slices.Contains(got, "2026-03-03 Meeting") {
		t.Errorf("the pairing's calendar has %q", got)
	}
	got := daysIn(all["calendar/spring-lapwing.ics"])
	if !slices.Contains(got, "2026-10-28 Info session") || !slices.Contains(got, "2027-02-20 Closing") {
		t.Errorf("the cohort's calendar has %q", got)
	}
}

// TestHostileCalendars has texts that would be lines of a calendar.
func TestHostileCalendars(t *testing.T) {
	site := poisoned(t, func(n int) string {
		return fmt.Sprintf("x%d\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:evil;,\\\u2028DTSTART:20260101\x00", n)
	})
	plain := readCalendars(t, poisoned(t, func(n int) string { return fmt.Sprintf("x%d", n) }))
	for file, days := range readCalendars(t, site) {
		if len(days) != len(plain[file]) {
			t.Errorf("%s has %d dates, not %d", file, len(days), len(plain[file]))
		}
		for _, d := range days {
			if strings.Contains(d.UID, "evil") {
				t.Errorf("%s has the UID %q", file, d.UID)
			}
		}
	}
	if len(plain) < 4 {
		t.Errorf("there are %d calendars", len(plain))
	}
}

// TestLargeCalendars leaves out what is far away, and says how much.
func TestLargeCalendars(t *testing.T) {
	files := mini.Files(defaults)
	files["program/cohorts/dated/cohort.yaml"] = mini.File("%s", aCohort)
	in := input(t, files, veil.Public)
	dated := in.Repo.Cohorts.Get("dated")
	for n := range 3000 {
		dated.Events = append(dated.Events, record.Event{ID: record.EventID(fmt.Sprint("e", n)), Name: strings.Repeat("Ü;", 20), On: when.Day(2025, 1, 1).Add(n)})
	}
	body := render(t, in, "calendar/dated.ics")["calendar/dated.ics"]
	days := readCalendars(t, map[string]string{"a.ics": body})["a.ics"]
	if len(body) > 500_000 || len(days) < 100 {
		t.Errorf("%d bytes, %d dates", len(body), len(days))
	}
	if !strings.Contains(strings.ReplaceAll(body, "\r\n ", ""), fmt.Sprintf("the %d dates nearest", len(days))) {
		t.Errorf("it does not say what it leaves out: %.400s", body)
	}
	if first := days[0].Day; first <= "2025-01-01" || !slices.Contains(daysIn(days), "2026-04-01 "+strings.Repeat("Ü;", 20)) {
		t.Errorf("the first day that is kept is %s", first)
	}
}
