package site

import (
	"cmp"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"pairbook/generator/internal/calendar"
	"pairbook/generator/internal/parallel"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// addCalendars adds a calendar for each cohort and each pairing that has dates, and one
// for each time that is suggested to a pairing. It comes before the pages, which link
// to them.
func (b *builder) addCalendars() {
	taken := map[string]bool{}
	for _, c := range b.shown.Cohorts {
		b.addCalendar(taken, c.Path, c.ID, c.Name, b.datesOf(c))
	}
	for _, c := range b.shown.Cohorts {
		days := parallel.Map(c.Pairings, func(p *view.Pairing) []calendar.Event { return b.daysOf(c, p) })
		for i, p := range c.Pairings {
			name := strings.TrimSuffix(path.Base(p.Path), ".html")
			b.addCalendar(taken, p.Path, c.ID+"-"+name, p.ID+", "+c.Name, days[i])
			b.addSuggestions(taken, c, p, c.ID+"-"+name)
		}
	}
}

// addCalendar adds the calendar of a page. Where a cohort and a pairing of another
// would have the same file, the pairing's is numbered.
func (b *builder) addCalendar(taken map[string]bool, page, file, name string, events []calendar.Event) {
	if len(events) == 0 {
		return
	}
	c := calendar.Calendar{Name: name, About: b.shown.Title, AsOf: b.shown.AsOf}
	c.Events = nearest(events, b.shown.AsOf, b.most)
	if more := len(events) - len(c.Events); more > 0 {
		c.About += fmt.Sprintf(". These are the %d dates nearest to %s; it has no room for %d others.", len(c.Events), b.shown.AsOf.Long(), more)
	}
	b.calendars[page] = b.placeCalendar(taken, file, c)
}

// placeCalendar adds a calendar as the file of a name, or a number after it where that
// is taken, and returns its path.
func (b *builder) placeCalendar(taken map[string]bool, file string, c calendar.Calendar) string {
	to := "calendar/" + file + ".ics"
	for n := 2; taken[strings.ToLower(to)]; n++ {
		to = fmt.Sprintf("calendar/%s-%d.ics", file, n)
	}
	taken[strings.ToLower(to)] = true
	b.outputs = append(b.outputs, Output{to, func(w io.Writer) error {
		if err := calendar.Write(w, c); err != nil {
			return fmt.Errorf("make %s: %w", to, err)
		}
		return nil
	}})
	return to
}

// longestSuggested is how long a meeting is suggested for, however long all are free.
const longestSuggested = time.Hour

// addSuggestions adds a calendar for each time at which all of a pairing are free. It
// is the next meeting: who takes another time moves that.
func (b *builder) addSuggestions(taken map[string]bool, c *view.Cohort, p *view.Pairing, file string) {
	if p.Together == nil {
		return
	}
	for _, t := range p.Together.Times {
		until := t.Until
		if t.Until.Sub(t.From) > longestSuggested {
			until = t.From.Add(longestSuggested)
		}
		e := calendar.Event{UID: b.meeting(c, p, p.Held+1), Title: "Meeting: " + p.People, About: "A time at which all are free, as far as they have written down.",
			Starts: t.From, Ends: until, URL: b.whole(view.Link{Path: p.Path})}
		to := b.placeCalendar(taken, file+"-"+t.From.UTC().Format("2006-01-02-1504"), calendar.Calendar{Name: p.People, About: b.shown.Title, AsOf: b.shown.AsOf, Events: []calendar.Event{e}})
		b.suggestions[p.Path] = append(b.suggestions[p.Path], to)
	}
}

// nearest keeps the events that are nearest to a day until they weigh more than
// most, one at least, and sorts what is kept by day.
func nearest(events []calendar.Event, day when.Date, most int) []calendar.Event {
	on := func(e calendar.Event) when.Date { return cmp.Or(e.On, when.DateOf(e.Starts)) }
	away := func(e calendar.Event) int { return max(on(e).Sub(day), day.Sub(on(e))) }
	slices.SortFunc(events, func(a, b calendar.Event) int {
		return cmp.Or(cmp.Compare(away(a), away(b)), cmp.Compare(a.UID, b.UID))
	})
	kept, weight := 0, 0
	for ; kept < len(events); kept++ {
		e := events[kept]
		if weight += 250 + 2*(len(e.Title)+len(e.About)+len(e.URL)); weight > most && kept > 0 {
			break
		}
	}
	slices.SortFunc(events[:kept], func(a, b calendar.Event) int {
		return cmp.Or(cmp.Compare(on(a), on(b)), a.Starts.Compare(b.Starts), cmp.Compare(a.UID, b.UID))
	})
	return events[:kept]
}

// datesOf lists the dates of a cohort: its events, its plan, and the next meetings of
// its pairings where these are shown.
func (b *builder) datesOf(c *view.Cohort) []calendar.Event {
	page := b.whole(view.Link{Path: c.Path})
	var all dates
	for _, e := range c.Events {
		date := calendar.Event{Title: e.Name, About: "A date of " + e.Of.Words + ".", URL: cmp.Or(b.whole(e.Link), page)}
		if e.Starts.IsZero() {
			date.On = e.On
		} else {
			date.Starts, date.Ends = e.Starts, e.Ends
		}
		all.add(b.uuid("date/"+e.Key), date)
	}
	for _, d := range c.Planned {
		all.add(b.uuid("date/"+c.ID+"/"+d.ID), calendar.Event{Title: d.Name, About: d.About, On: d.On, URL: page})
	}
	for _, p := range c.Pairings {
		b.addNext(&all, c, p)
	}
	return all.events
}

// daysOf lists the days of a pairing that are shown: its meetings, the next one, and
// the milestones on its way. Who has come to the end has none to come.
func (b *builder) daysOf(c *view.Cohort, p *view.Pairing) []calendar.Event {
	page := b.whole(view.Link{Path: p.Path})
	var all dates
	met := 0
	for _, m := range p.Meetings {
		if m.Held {
			met++
			all.add(b.meeting(c, p, met), calendar.Event{Title: "Meeting", About: "A meeting of " + p.ID + ".", On: m.On, URL: page})
		}
	}
	b.addNext(&all, c, p)
	for _, m := range p.Milestones {
		about := "A milestone of " + p.ID + "."
		switch {
		case m.Done != 0:
			about += " It was reached on " + m.Done.Long() + "."
		case !m.Due && p.Log == nil:
			continue
		}
		all.add(b.uuid("date/"+c.ID+"/"+p.ID+"/milestone/"+m.ID), calendar.Event{Title: m.Name, About: about, On: m.Day, URL: page})
	}
	return all.events
}

// addNext adds the meeting that a pairing agreed on, if it is shown.
func (b *builder) addNext(all *dates, c *view.Cohort, p *view.Pairing) {
	if p.Next != 0 {
		all.add(b.meeting(c, p, p.Held+1), calendar.Event{Title: "Meeting: " + p.ID, About: "A meeting that was agreed on.", On: p.Next, URL: b.whole(view.Link{Path: p.Path})})
	}
}

// meeting is the UID of a pairing's first, second or further meeting. It stays when
// the meeting that was agreed on is held, on whatever day.
func (b *builder) meeting(c *view.Cohort, p *view.Pairing, n int) string {
	return b.uuid(fmt.Sprintf("date/%s/%s/meeting/%d", c.ID, p.ID, n))
}

// whole is the address that a link leads to from outside of the site, "" where
// nobody knows.
func (b *builder) whole(l view.Link) string {
	if l.Path == "" || b.shown.Base == "" {
		return l.Address
	}
	return b.shown.Base + view.EscapePath(l.Path) + fragment(l)
}

// dates are events, each with a UID of its own. Ids that are there twice, which check
// reports, are told apart in their order.
type dates struct {
	events []calendar.Event
	taken  map[string]int
}

func (d *dates) add(uid string, e calendar.Event) {
	if e.On == 0 && e.Starts.IsZero() {
		return
	}
	if d.taken == nil {
		d.taken = map[string]int{}
	}
	e.UID = uid
	if d.taken[uid]++; d.taken[uid] > 1 {
		e.UID += fmt.Sprintf("-%d", d.taken[uid])
	}
	d.events = append(d.events, e)
}
