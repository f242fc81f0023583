package site

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
)

// timed is the programme in miniature with a cohort whose dates have times, some of
// which clocks show twice or skip.
func timed() fstest.MapFS {
	files := mini.Files(defaults)
	const career = "program/programs/career.yaml"
	files[career] = mini.File("%sevents:\n  - {id: all, name: For all, on: 2027-01-14, at: \"12:15\", zone: Europe/London, until: \"13:00\"}\n"+
		"  - {id: never, name: In no cohort, on: 2029-01-14}\n", files[career].Data)
	files["program/cohorts/dated/cohort.yaml"] = mini.File(`program: career
name: Dated
starts: 2026-09-01
ends: 2027-04-30
state: running
events:
  - {id: summer, name: Summer, on: 2026-10-24, at: "17:00", zone: Europe/London, until: "18:30"}
  - {id: winter, name: Winter, on: 2026-10-25, at: "17:00", zone: Europe/London}
  - {id: twice, name: Twice, on: 2026-10-25, at: "01:30", zone: Europe/London, until: "03:00"}
  - {id: second, name: Second, on: 2026-10-25, at: "01:30", zone: +00:00, until: "03:00"}
  - {id: skipped, name: Skipped, on: 2027-03-28, at: "01:30", zone: Europe/London, until: "03:00"}
  - {id: night, name: Night, on: 2026-12-31, at: "22:00", zone: America/New_York, until: "24:00"}
  - {id: back, name: Backwards, on: 2026-12-01, at: "12:00", zone: Africa/Nairobi, until: "11:00"}
  - {id: day, name: Whole day, on: 2026-12-02}
`)
	return files
}

// TestTimesOfEvents reads the moments of dates with another's parser, and the words in
// which the cohort's page tells them.
func TestTimesOfEvents(t *testing.T) {
	const page, dates = "cohorts/dated/index.html", "calendar/dated.ics"
	site := render(t, input(t, timed(), veil.Public), page, dates)
	c, err := ical.NewDecoder(strings.NewReader(site[dates])).Decode()
	if err != nil {
		t.Fatal(err)
	}
	if err := ical.NewEncoder(&bytes.Buffer{}).Encode(c); err != nil {
		t.Error(err)
	}
	var got []string
	for _, e := range c.Events() {
		title, _ := e.Props.Text("SUMMARY")
		starts, err := e.DateTimeStart(time.UTC)
		if err != nil {
			t.Error(err)
		}
		line := title + " " + starts.Format("2006-01-02T15:04Z")
		if e.Props.Get("DTEND") != nil {
			ends, err := e.DateTimeEnd(time.UTC)
			if err != nil {
				t.Error(err)
			}
			line += " " + ends.Format("2006-01-02T15:04Z")
		}
		got = append(got, line)
	}
	want := []string{
		"Met for the first time 2026-09-08T00:00Z 2026-09-09T00:00Z",
		"How is it going? 2026-10-01T00:00Z 2026-10-02T00:00Z",
		"Summer 2026-10-24T16:00Z 2026-10-24T17:30Z",
		"Twice 2026-10-25T00:30Z 2026-10-25T03:00Z",
		"Second 2026-10-25T01:30Z 2026-10-25T03:00Z",
		"Winter 2026-10-25T17:00Z",
		"Backwards 2026-12-01T09:00Z",
		"Whole day 2026-12-02T00:00Z 2026-12-03T00:00Z",
		"Night 2027-01-01T03:00Z 2027-01-01T05:00Z",
		"For all 2027-01-14T12:15Z 2027-01-14T13:00Z",
		"Skipped 2027-03-28T00:00Z 2027-03-29T00:00Z",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{
		"2026-10-24T17:00+01:00 Summer Sat 17:00–18:30 London time",
		"2026-10-25T01:30+01:00 Twice Sun 01:30–03:00 London time",
		"2026-10-25T01:30Z Second Sun 01:30–03:00 UTC+00:00",
		"2026-10-25T17:00Z Winter Sun 17:00 London time",
		"2026-12-01T12:00+03:00 Backwards Tue 12:00 Nairobi time",
		"2026-12-02 Whole day",
		"2026-12-31T22:00-05:00 Night Thu 22:00–24:00 New York time",
		"2027-01-14T12:15Z For all · Career mentoring Thu 12:15–13:00 London time",
		"2027-03-28 Skipped",
	}, datesOn(t, site[page])); diff != "" {
		t.Error(diff)
	}
}

// datesOn lists the dates of a page: when for machines, and what for people.
func datesOn(t *testing.T, page string) (dates []string) {
	for _, n := range nodes(t, page) {
		at, ok := attribute(n, "datetime")
		if !ok || n.Parent.Data != "li" || n.NextSibling == nil {
			continue
		}
		if list, _ := attribute(n.Parent.Parent, "class"); list == "dates" {
			var words []string
			for next := n.NextSibling; next != nil; next = next.NextSibling {
				words = append(words, strings.Fields(spacedWords(next))...)
			}
			dates = append(dates, at+" "+strings.Join(words, " "))
		}
	}
	return dates
}

// spacedWords is the text below a node, with a space for each element.
func spacedWords(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	words := " "
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		words += spacedWords(c)
	}
	return words
}

// TestDatesOfAProgramme has a date of a programme in each of its cohorts that is on
// that day under one UID, once on the home page, and on the programme's own page.
func TestDatesOfAProgramme(t *testing.T) {
	files := timed()
	files["program/cohorts/other/cohort.yaml"] = mini.File("program: career\nname: Other\nstarts: 2027-01-14\nends: 2027-04-30\nstate: running\n")
	site := render(t, input(t, files, veil.Public))
	uids := map[string]string{}
	for file, days := range readCalendars(t, site) {
		for _, d := range days {
			if d.Title == "For all" {
				uids[file] = d.UID
			}
		}
	}
	if len(uids) != 2 || uids["calendar/dated.ics"] != uids["calendar/other.ics"] {
		t.Errorf("the date is in the calendars %v", uids)
	}
	for page, want := range map[string][]string{
		"programs/career.html":     {"For all", "In no cohort"},
		"cohorts/dated/index.html": {"For all"}, "cohorts/other/index.html": {"For all"}, "cohorts/spring/index.html": nil,
	} {
		var got []string
		for _, d := range datesOn(t, site[page]) {
			for _, name := range []string{"For all", "In no cohort"} {
				if strings.Contains(d, name) {
					got = append(got, name)
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s has %q, want %q", page, got, want)
		}
	}
}
