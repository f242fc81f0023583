package veil

import (
	"cmp"
	"fmt"
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
)

// gatherings shows those that have been. Each is a date of the cohort, too: the event of
// its name and day, or else one of its own.
func (r *revealer) gatherings(rec *record.Cohort, c *view.Cohort) {
	logged := map[string]bool{} // events, by key
	for _, g := range rec.Gatherings {
		if g.Date > r.asOf || g.Date == 0 {
			continue
		}
		shown := view.Gathering{ID: "pb-gathering-" + g.Name, Title: cmp.Or(g.Title, "Gathering"), On: g.Date}
		came := ""
		if g.Attended != nil {
			n := len(*g.Attended)
			shown.Came, came = &n, fmt.Sprintf("%d came", n)
		}
		if r.showsMeetings() {
			shown.Length, shown.Notes = g.Duration.String(), r.notes(g)
		}
		if g.Attended != nil && r.showsAttendance() {
			shown.Present = r.whos(*g.Attended)
		}
		c.Gatherings = append(c.Gatherings, shown)
		entry := view.Link{Words: shown.Title, Path: c.Page("gatherings"), Fragment: shown.ID}
		i := slices.IndexFunc(c.Events, func(e view.Event) bool {
			return e.On == g.Date && e.Name == g.Title && !e.Unannounced && !logged[e.Key]
		})
		if i < 0 {
			own := view.Link{Words: c.Name, Path: c.Path}
			c.Events = append(c.Events, view.Event{Key: c.ID + "/gathering/" + g.Name, Name: shown.Title, On: g.Date, Link: entry, Of: own, Past: true, Unannounced: true, Came: came})
			continue
		}
		e := &c.Events[i]
		e.Past, e.Came, logged[e.Key] = true, came, true
		if e.Link.Path == "" && e.Link.Address == "" {
			e.Link = entry
		}
	}
	slices.Reverse(c.Gatherings)
}
