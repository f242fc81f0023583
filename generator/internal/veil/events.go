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
			shown.Starts, shown.Ends, shown.Time = starts, ends, timeWords(starts, ends, e.Zone)
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

// timeWords writes when an event is on its day: "17:00–18:00 London time".
func timeWords(starts, ends time.Time, zone when.Zone) string {
	words := starts.Format("15:04")
	if !ends.IsZero() {
		words += "–" + endWords(ends)
	}
	name := zoneName(zone)
	if !strings.HasPrefix(name, "UTC") {
		name += " time"
	}
	return words + " " + name
}

// endWords writes when something ends, which is at 24:00 and never at 00:00.
func endWords(t time.Time) string {
	if words := t.Format("15:04"); words != "00:00" {
		return words
	}
	return "24:00"
}
