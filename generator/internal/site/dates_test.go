package site

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/calendar"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// rendered is a file of a site.
func rendered(t *testing.T, o Output) string {
	t.Helper()
	var body bytes.Buffer
	if err := o.Render(&body); err != nil {
		t.Fatal(err)
	}
	return body.String()
}

// TestTheNearestDatesAreKept as many as have room, one at least, in the order of their days.
func TestTheNearestDatesAreKept(t *testing.T) {
	t.Parallel()
	day := when.Day(2026, 3, 10)
	nine := day.Add(1).Time().Add(9 * time.Hour)
	events := []calendar.Event{{UID: "far", On: day.Add(30)}, {UID: "b", On: day.Add(-2)}, {UID: "a", On: day.Add(2)}, {UID: "today", On: day},
		{UID: "ten", Starts: nine.Add(time.Hour)}, {UID: "they", Starts: nine}, {UID: "the whole day", On: day.Add(1)}}
	for most, want := range map[int]string{0: "today", 250: "today", 499: "today", 500: "today|ten", 750: "today|the whole day|ten", 1000: "today|the whole day|they|ten",
		1250: "today|the whole day|they|ten|a", 1500: "b|today|the whole day|they|ten|a", 1750: "b|today|the whole day|they|ten|a|far", 9000: "b|today|the whole day|they|ten|a|far"} {
		var got []string
		for _, e := range nearest(slices.Clone(events), day, most) {
			got = append(got, e.UID)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("with room for %d bytes: %v, not %s", most, got, want)
		}
	}
	words := strings.Repeat("x", 50)
	for most, want := range map[int]int{799: 1, 800: 2} {
		if got := nearest([]calendar.Event{{UID: "a", On: day}, {UID: "b", On: day, Title: words, About: words, URL: words}}, day, most); len(got) != want {
			t.Errorf("of long texts, with room for %d bytes: %d", most, len(got))
		}
	}
}

// datesProgramme is a cohort with dates of each kind, and its builder.
func datesProgramme() (*builder, *view.Cohort) {
	at := time.Date(2026, 3, 9, 17, 0, 0, 0, time.UTC)
	of := view.Link{Words: "Spring"}
	c := &view.Cohort{ID: "spring", Name: "Spring", Path: "cohorts/spring/index.html",
		Events: []view.Event{{Key: "a", Name: "Start", On: when.Day(2026, 3, 2), Of: of}, {Key: "b", Name: "Call", On: when.Day(2026, 3, 9), Starts: at, Ends: at.Add(time.Hour), Of: of, Link: view.Link{Address: "https://b.example/call"}},
			{Key: "c", Name: "Some day", Of: of}, {Key: "a", Name: "Start again", On: when.Day(2026, 3, 3), Of: of, Link: view.Link{Path: "how é.html", Fragment: "s"}}},
		Planned: []view.PlannedDay{{ID: "met", Name: "Met", About: "A milestone.", On: when.Day(2026, 3, 16)}}}
	c.Pairings = []*view.Pairing{{ID: "lapwing", Path: "cohorts/spring/lapwing.html", People: "Ada and Bob", Held: 2, Next: when.Day(2026, 4, 7), Log: &view.LogForm{},
		Meetings:   []view.Meeting{{On: when.Day(2026, 3, 3), Held: true}, {On: when.Day(2026, 3, 5)}, {On: when.Day(2026, 3, 10), Held: true}},
		Milestones: []view.MilestoneDay{{ID: "met", Name: "Met", Day: when.Day(2026, 3, 9), Done: when.Day(2026, 3, 3)}, {ID: "half", Name: "Half", Day: when.Day(2026, 6, 1)}}},
		{ID: "tern", Path: "cohorts/spring/tern.html", Milestones: []view.MilestoneDay{{ID: "met", Name: "Met", Day: when.Day(2026, 3, 9), Due: true}, {ID: "half", Name: "Half", Day: when.Day(2026, 6, 1)}}}}
	b := &builder{shown: &view.Programme{Title: "Mini", Base: "https://m.example/", AsOf: when.Day(2026, 3, 10), Cohorts: []*view.Cohort{c}}, most: mostOnPage,
		calendars: map[string]string{}, suggestions: map[string][]string{}}
	return b, c
}

// TestDatesOfACohort are its events, its plan and its pairings' next meetings, each with a
// UID of its own and a way to where there is more of it.
func TestDatesOfACohort(t *testing.T) {
	t.Parallel()
	b, c := datesProgramme()
	got := b.datesOf(c)
	uids := map[string]bool{}
	for i := range got {
		uids[got[i].UID], got[i].UID = true, ""
	}
	const page = "https://m.example/cohorts/spring/index.html"
	at := time.Date(2026, 3, 9, 17, 0, 0, 0, time.UTC)
	want := []calendar.Event{
		{Title: "Start", About: "A date of Spring.", On: when.Day(2026, 3, 2), URL: page},
		{Title: "Call", About: "A date of Spring.", Starts: at, Ends: at.Add(time.Hour), URL: "https://b.example/call"},
		{Title: "Start again", About: "A date of Spring.", On: when.Day(2026, 3, 3), URL: "https://m.example/how%20%C3%A9.html#s"},
		{Title: "Met", About: "A milestone.", On: when.Day(2026, 3, 16), URL: page},
		{Title: "Meeting: lapwing", About: "A meeting that was agreed on.", On: when.Day(2026, 4, 7), URL: "https://m.example/cohorts/spring/lapwing.html"},
	}
	if diff := cmp.Diff(want, got); diff != "" || len(uids) != len(want) {
		t.Errorf("%d UIDs; -want +got:\n%s", len(uids), diff)
	}
	b.shown.Base = ""
	if got := b.datesOf(c); got[0].URL != "" || got[1].URL != "https://b.example/call" {
		t.Errorf("without an address the dates lead to %q and %q", got[0].URL, got[1].URL)
	}
}

// TestDaysOfAPairing are the meetings that were held, the next one, and the milestones that
// were reached, are due or may yet come.
func TestDaysOfAPairing(t *testing.T) {
	t.Parallel()
	b, c := datesProgramme()
	for id, want := range map[int][]calendar.Event{
		0: {
			{UID: b.meeting(c, c.Pairings[0], 1), Title: "Meeting", About: "A meeting of lapwing.", On: when.Day(2026, 3, 3)},
			{UID: b.meeting(c, c.Pairings[0], 2), Title: "Meeting", About: "A meeting of lapwing.", On: when.Day(2026, 3, 10)},
			{UID: b.meeting(c, c.Pairings[0], 3), Title: "Meeting: lapwing", About: "A meeting that was agreed on.", On: when.Day(2026, 4, 7)},
			{Title: "Met", About: "A milestone of lapwing. It was reached on 3 Mar 2026.", On: when.Day(2026, 3, 9)},
			{Title: "Half", About: "A milestone of lapwing.", On: when.Day(2026, 6, 1)},
		},
		1: {{Title: "Met", About: "A milestone of tern.", On: when.Day(2026, 3, 9)}},
	} {
		got := b.daysOf(c, c.Pairings[id])
		for i := range got {
			if got[i].URL != "https://m.example/cohorts/spring/"+c.Pairings[id].ID+".html" {
				t.Errorf("%s leads to %s", got[i].Title, got[i].URL)
			}
			got[i].URL = ""
			if strings.HasPrefix(got[i].About, "A milestone") {
				got[i].UID = ""
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
}

// TestACalendarSaysWhatItHasNoRoomFor and is not there without dates.
func TestACalendarSaysWhatItHasNoRoomFor(t *testing.T) {
	t.Parallel()
	for most, want := range map[int]string{300: "DESCRIPTION:Mini. These are the 1 dates nearest to 10 Mar 2026\\; it has no room for 1 others.\r\n", 9000: "DESCRIPTION:Mini\r\n"} {
		b, _ := datesProgramme()
		b.most = most
		taken := map[string]bool{}
		b.addCalendar(taken, "a.html", "a", "A", nil)
		b.addCalendar(taken, "b.html", "B", "The name", []calendar.Event{{UID: "x", On: b.shown.AsOf, Title: "X"}, {UID: "y", On: b.shown.AsOf.Add(1), Title: "Y"}})
		b.addCalendar(taken, "c.html", "b", "C", []calendar.Event{{UID: "x", On: b.shown.AsOf}})
		b.addCalendar(taken, "d.html", "b", "D", []calendar.Event{{UID: "x", On: b.shown.AsOf}})
		if got := fmt.Sprint(b.calendars); got != "map[b.html:calendar/B.ics c.html:calendar/b-2.ics d.html:calendar/b-3.ics]" || len(b.outputs) != 3 {
			t.Errorf("%d calendars: %s", len(b.outputs), got)
		}
		body := strings.ReplaceAll(rendered(t, b.outputs[0]), "\r\n ", "")
		if !strings.Contains(body, want) || !strings.Contains(body, "NAME:The name\r\n") || !strings.Contains(body, "DTSTAMP:20260310") {
			t.Errorf("no %q in %s", want, body)
		}
	}
}

// TestTimesAreSuggestedForAnHour at most, as the meeting after those that were held.
func TestTimesAreSuggestedForAnHour(t *testing.T) {
	t.Parallel()
	b, c := datesProgramme()
	p, from := c.Pairings[0], time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)
	b.addSuggestions(map[string]bool{}, c, p, "lapwing")
	if len(b.outputs) > 0 {
		t.Error("times are suggested where nobody knows them")
	}
	p.Together = &view.Together{}
	for _, minutes := range []time.Duration{30, 60, 90} {
		p.Together.Times = append(p.Together.Times, view.FreeTime{From: from, Until: from.Add(minutes * time.Minute)})
		from = from.AddDate(0, 0, 1)
	}
	b.addSuggestions(map[string]bool{}, c, p, "lapwing")
	if got := strings.Join(b.suggestions[p.Path], " "); got != "calendar/lapwing-2026-04-01-0900.ics calendar/lapwing-2026-04-02-0900.ics calendar/lapwing-2026-04-03-0900.ics" {
		t.Errorf("the calendars are %s", got)
	}
	for i, want := range []string{"DTEND:20260401T093000Z", "DTEND:20260402T100000Z", "DTEND:20260403T100000Z"} {
		if body := rendered(t, b.outputs[i]); !strings.Contains(body, want) || !strings.Contains(body, "UID:"+b.meeting(c, p, 3)) || !strings.Contains(body, "SUMMARY:Meeting: Ada and Bob") {
			t.Errorf("no %s in %s", want, body)
		}
	}
}

// TestNewsOfACohort are told from their day on.
func TestNewsOfACohort(t *testing.T) {
	t.Parallel()
	c := &view.Cohort{ID: "spring", Name: "Spring", Path: "cohorts/spring/index.html", Opens: when.Day(2026, 1, 1), Closes: when.Day(2026, 2, 1), Starts: when.Day(2026, 3, 2), Ends: when.Day(2026, 8, 31)}
	own := view.Link{Path: c.Path}
	c.Events = []view.Event{{Key: "spring/event/early", Name: "Early", On: when.Day(2026, 2, 10), Of: own}, {Key: "spring/event/call", Name: "Call", On: when.Day(2026, 5, 1), Of: own},
		{Key: "spring/gathering/g", Name: "Gathering", On: when.Day(2026, 4, 1), Of: own, Unannounced: true}, {Key: "p/event/x", Name: "Of all", On: when.Day(2026, 3, 3), Of: view.Link{Path: "programs/p.html"}}}
	all := []string{"2026-01-01 applications: Spring: applications (From 1 Jan 2026 to 1 Feb 2026.)", "2026-03-02 starts: Spring has started (It runs from 2 Mar 2026 to 31 Aug 2026.)",
		"2026-09-01 ends: Spring has come to its end (It ran from 2 Mar 2026 to 31 Aug 2026. Its page says what came of it.)", "2026-02-10 event/early: Early, 10 Feb 2026 (A date of Spring.)",
		"2026-03-02 event/call: Call, 1 May 2026 (A date of Spring.)", "2026-04-01 gathering/g: Gathering, 1 Apr 2026 (A date of Spring.)"}
	told := func(asOf when.Date) (told []string) {
		b := &builder{shown: &view.Programme{Base: "https://m.example/", AsOf: asOf}}
		for _, e := range b.entriesOf(c) {
			told = append(told, fmt.Sprintf("%s %s: %s (%s)", e.Updated[:10], strings.TrimPrefix(e.ID, "https://m.example/feed.xml#spring/"), e.Title, e.Summary))
			if e.Link.Href != "https://m.example/cohorts/spring/index.html" {
				t.Errorf("%s leads to %s", e.Title, e.Link.Href)
			}
		}
		return told
	}
	for _, asOf := range []when.Date{when.Day(2025, 12, 31), when.Day(2026, 1, 1), when.Day(2026, 3, 1), when.Day(2026, 3, 2), when.Day(2026, 4, 1), when.Day(2026, 8, 31), when.Day(2026, 9, 1)} {
		var want []string
		for _, entry := range all {
			if entry[:10] <= asOf.String() {
				want = append(want, entry)
			}
		}
		if diff := cmp.Diff(want, told(asOf)); diff != "" {
			t.Errorf("on %s: -want +got:\n%s", asOf, diff)
		}
	}
	c.Closes, c.Ends = 0, 0
	if got := told(when.Day(2027, 1, 1)); got[0] != "2026-01-01 applications: Spring: applications (From 1 Jan 2026 on.)" || strings.Contains(strings.Join(got, ""), "has come to its end") {
		t.Errorf("of a cohort without an end: %q", got)
	}
}

// TestAFeedHoldsTheNewest up to its limit, and is of the day of the first, or of the site.
func TestAFeedHoldsTheNewest(t *testing.T) {
	t.Parallel()
	b := &builder{shown: &view.Programme{Title: "Mini", Base: "https://m.example/", AsOf: when.Day(2026, 11, 20)}}
	if f := b.feed(); f.Updated != "2026-11-20T00:00:00Z" || len(f.Entries) > 0 || f.Title != "Mini" || f.Author != "Mini" || f.Links[0].Href != "https://m.example/feed.xml" {
		t.Errorf("without news: %+v", f)
	}
	for i := range mostEntries + 5 {
		b.shown.Pages = append(b.shown.Pages, &view.Page{Path: fmt.Sprintf("p%02d.html", i), Title: "P", Came: when.Day(2026, 1, 1).Add(i), Text: pageText(t, "x")})
	}
	b.shown.Pages = append(b.shown.Pages, &view.Page{Path: "letter.html", Came: b.shown.AsOf, Subject: "s", Text: pageText(t, "x")}, &view.Page{Path: "refused.html", Came: b.shown.AsOf})
	f := b.feed()
	if len(f.Entries) != mostEntries || f.Entries[0].ID != "https://m.example/feed.xml#page/p44.html" || f.Entries[mostEntries-1].ID != "https://m.example/feed.xml#page/p05.html" || f.Updated != f.Entries[0].Updated {
		t.Errorf("%d entries: %v", len(f.Entries), f)
	}
	if e := f.Entries[0]; e.Summary != "A page that was not there before." || e.Link.Href != "https://m.example/p44.html" || e.Title != "New in the handbook: P" {
		t.Errorf("%+v", e)
	}
}

// TestASitemapIsCut into parts that the first names, and has no page that is at no address.
func TestASitemapIsCut(t *testing.T) {
	t.Parallel()
	for most, want := range map[int][]string{
		9000: {"sitemap.xml https://m.example/a.html 2026-03-02 https://m.example/b%20c.html"},
		100:  {"sitemap-1.xml https://m.example/a.html 2026-03-02", "sitemap-2.xml https://m.example/b%20c.html", "sitemap.xml https://m.example/sitemap-1.xml https://m.example/sitemap-2.xml"},
	} {
		b := &builder{most: most, taken: map[string]string{"b c.html": "b c.html", "a.html": "a.html", notFoundPlace: notFoundPlace},
			shown: &view.Programme{Base: "https://m.example/", Pages: []*view.Page{{Path: "a.html", Updated: when.Day(2026, 3, 2)}, {Path: "b c.html"}}}}
		b.addSitemap()
		var got []string
		for _, o := range b.outputs {
			words := strings.NewReplacer("<loc>", " ", "</loc>", " ", "<lastmod>", " ", "</lastmod>", " ").Replace(rendered(t, o))
			words = o.Path + " " + strings.Join(slices.DeleteFunc(strings.Fields(words), func(s string) bool { return !strings.HasPrefix(s, "https:") && !strings.HasPrefix(s, "2026") }), " ")
			got = append(got, words)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
}
