package veil

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// events lists the dates of a cohort or programme. Ids that are there twice, which
// check reports, are told apart.
func (r *revealer) events(records []record.Event, owner string, of view.Link) (events []view.Event) {
	taken := map[string]bool{}
	for _, e := range records {
		id := string(e.ID)
		for n := 2; taken[id]; n++ {
			id = fmt.Sprintf("%s-%d", e.ID, n)
		}
		taken[id] = true
		shown := view.Event{Key: owner + "/event/" + id, Name: e.Name, Link: r.address(e.URL), On: e.On, Of: of, Past: e.On < r.asOf}
		if starts, ends := e.Moments(); !starts.IsZero() {
			shown.Starts, shown.Ends = starts, ends
			shown.Hours, shown.Clock = hours(starts, ends), clockName(e.Zone)
		}
		events = append(events, shown)
	}
	return inTurn(events)
}

// inTurn sorts events by when they are, those of a whole day first.
func inTurn(events []view.Event) []view.Event {
	slices.SortStableFunc(events, func(a, b view.Event) int {
		return cmp.Or(cmp.Compare(a.On, b.On), a.Starts.Compare(b.Starts), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Key, b.Key))
	})
	return events
}

// during picks the events of a programme that are on days of a cohort.
func during(events []view.Event, c *record.Cohort) (some []view.Event) {
	for _, e := range events {
		if c.Starts <= e.On && e.On <= c.Ends {
			some = append(some, e)
		}
	}
	return some
}

// hours writes when an event is on its day: "17:00–18:00".
func hours(starts, ends time.Time) string {
	words := starts.Format("15:04")
	if !ends.IsZero() {
		words += "–" + endWords(ends)
	}
	return words
}

// clockName says whose time that is: "London time", "UTC+02:00".
func clockName(z when.Zone) string {
	name := z.City()
	if name == "" || strings.HasPrefix(name, "UTC") || strings.HasPrefix(name, "Etc/") {
		return name
	}
	return name + " time"
}

// endWords writes when something ends, which is at 24:00 and never at 00:00.
func endWords(t time.Time) string {
	if words := t.Format("15:04"); words != "00:00" {
		return words
	}
	return "24:00"
}
