package match

import (
	"cmp"
	"slices"
	"time"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

const (
	minutesOfDay  = 24 * 60
	minutesOfWeek = 7 * minutesOfDay
	// fullOverlap is how many minutes in common get full marks.
	fullOverlap = 120
	// workMinutes are the minutes of a working week, five days from 09:00 to
	// 17:00.
	workMinutes = 5 * 8 * 60
)

// span is a part of the as-of week, in minutes since its Monday, 00:00 UTC.
type span struct{ from, until int }

// clock is a time zone in the as-of week.
type clock struct {
	parts []shift
	noon  int // minutes ahead of UTC at noon UTC of the as-of day
}

// shift is a part of the week with a constant offset from UTC.
type shift struct {
	span
	ahead int
}

// monday returns the first day of the week of a day.
func monday(d when.Date) when.Date { return d.Add(-(int(d.Weekday()) + 6) % 7) }

// clock returns a time zone in the as-of week, nil when unknown.
func (b *builder) clock(zone when.Zone) *clock {
	if c, ok := b.clocks[zone]; ok {
		return c
	}
	b.clocks[zone] = nil
	if zone == "" {
		return nil
	}
	location, err := zone.Location()
	if err != nil {
		return nil
	}
	c := &clock{noon: ahead(b.asOf.Time().Add(12 * time.Hour).In(location))}
	start := monday(b.asOf).Time()
	for at := 0; at < minutesOfWeek; {
		t := start.Add(time.Duration(at) * time.Minute).In(location)
		until := minutesOfWeek
		if _, end := t.ZoneBounds(); !end.IsZero() {
			until = min(until, int((end.Sub(start)+time.Minute-1)/time.Minute))
		}
		c.parts = append(c.parts, shift{span{at, until}, ahead(t)})
		at = until
	}
	b.clocks[zone] = c
	return c
}

func ahead(t time.Time) int {
	_, seconds := t.Zone()
	return seconds / 60
}

// spans returns the parts of the as-of week in which a clock shows a time within
// one of the slots, sorted and without overlap.
func (c *clock) spans(slots []when.Slot) []span {
	var all []span
	for _, s := range slots {
		day := (int(s.Day) + 6) % 7 * minutesOfDay
		for _, part := range c.parts {
			// East of UTC the week begins with the clock's Monday under way and
			// ends with the next one; west of it, with a Sunday.
			for _, week := range []int{-minutesOfWeek, 0, minutesOfWeek} {
				from, until := week+day+s.From-part.ahead, week+day+s.Until-part.ahead
				if from, until = max(from, part.from), min(until, part.until); from < until {
					all = append(all, span{from, until})
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b span) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.until, b.until)) })
	return merged(all)
}

func merged(sorted []span) []span {
	var all []span
	for _, s := range sorted {
		if n := len(all); n > 0 && s.from <= all[n-1].until {
			all[n-1].until = max(all[n-1].until, s.until)
		} else {
			all = append(all, s)
		}
	}
	return all
}

// overlap returns the minutes that two lists of spans have in common.
func overlap(a, b []span) int {
	minutes := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		minutes += max(0, min(a[i].until, b[j].until)-max(a[i].from, b[j].from))
		if a[i].until < b[j].until {
			i++
		} else {
			j++
		}
	}
	return minutes
}

// availability compares free hours.
type availability struct{ mentees, mentors []free }

// free is a person's free time, nil when unknown, and their clock.
type free struct {
	spans []span
	clock *clock
	known bool
}

func (b *builder) availability() *availability {
	a := &availability{}
	of := func(who *record.Person, e *record.Enrolment) free {
		c := b.clock(who.TimeZone)
		if c == nil || len(e.Availability) == 0 {
			return free{}
		}
		return free{c.spans(e.Availability), c, true}
	}
	for _, s := range b.pool.Mentees {
		a.mentees = append(a.mentees, of(s.Person, s.Enrolment))
	}
	for _, g := range b.pool.Mentors {
		a.mentors = append(a.mentors, of(g.Person, g.Enrolment))
	}
	return a
}

func (a *availability) raw(mentee, mentor int) int {
	x, y := &a.mentees[mentee], &a.mentors[mentor]
	if !x.known || !y.known {
		return half
	}
	return rounded(100*min(fullOverlap, overlap(x.spans, y.spans)), fullOverlap)
}

func (a *availability) because(mentee, mentor int) (string, []record.TopicID) {
	x, y := a.mentees[mentee], a.mentors[mentor]
	if !x.known || !y.known {
		return unknown("free hours or time zone", !x.known, !y.known), nil
	}
	minutes := overlap(x.spans, y.spans)
	if minutes == 0 {
		return "the hours that the two wrote down do not meet", nil
	}
	words := "both are free for " + lasting(minutes)
	mine, theirs := days(x.clock, x.spans, y.spans), days(y.clock, x.spans, y.spans)
	if mine == theirs {
		return words + " on " + mine, nil
	}
	return words + ": " + mine + " for the mentee, " + theirs + " for the mentor", nil
}

// days lists the days of the week, by a clock, on which two people are both free.
func days(c *clock, a, b []span) string {
	var names []string
	for i := range 7 {
		day := time.Weekday((i + 1) % 7)
		of := c.spans([]when.Slot{{Day: day, From: 0, Until: minutesOfDay}})
		if overlap(of, common(a, b)) > 0 {
			names = append(names, day.String()+"s")
		}
	}
	return prose.List(names)
}

// common returns the intersection of two lists of spans.
func common(a, b []span) []span {
	var all []span
	for _, s := range a {
		for _, t := range b {
			if from, until := max(s.from, t.from), min(s.until, t.until); from < until {
				all = append(all, span{from, until})
			}
		}
	}
	return all
}

// workday compares the working hours of two people's clocks.
type workday struct {
	zones
	minutes [][]int // by number of the two clocks
}

// zones is everybody's clock as an index into the list of all, or -1.
type zones struct {
	clocks           []*clock
	mentees, mentors []int
}

func (b *builder) zones() zones {
	var z zones
	number := map[when.Zone]int{}
	of := func(zone when.Zone) int {
		c := b.clock(zone)
		if c == nil {
			return -1
		}
		if _, ok := number[zone]; !ok {
			number[zone] = len(z.clocks)
			z.clocks = append(z.clocks, c)
		}
		return number[zone]
	}
	for _, s := range b.pool.Mentees {
		z.mentees = append(z.mentees, of(s.Person.TimeZone))
	}
	for _, g := range b.pool.Mentors {
		z.mentors = append(z.mentors, of(g.Person.TimeZone))
	}
	return z
}

func (b *builder) workday() *workday {
	w := &workday{zones: b.zones()}
	var slots []when.Slot
	for day := time.Monday; day <= time.Friday; day++ {
		slots = append(slots, when.Slot{Day: day, From: 9 * 60, Until: 17 * 60})
	}
	var hours [][]span
	for _, c := range w.clocks {
		hours = append(hours, c.spans(slots))
	}
	for _, a := range hours {
		var row []int
		for _, b := range hours {
			row = append(row, overlap(a, b))
		}
		w.minutes = append(w.minutes, row)
	}
	return w
}

func (w *workday) raw(mentee, mentor int) int {
	a, b := w.mentees[mentee], w.mentors[mentor]
	if a < 0 || b < 0 {
		return half
	}
	return rounded(100*w.minutes[a][b], workMinutes)
}

func (w *workday) because(mentee, mentor int) (string, []record.TopicID) {
	a, b := w.mentees[mentee], w.mentors[mentor]
	if a < 0 || b < 0 {
		return unknown("time zone", a < 0, b < 0), nil
	}
	switch minutes := w.minutes[a][b]; minutes {
	case 0:
		return "the hours from 09:00 to 17:00 on weekdays never meet", nil
	case workMinutes:
		return "the hours from 09:00 to 17:00 on weekdays are the same for both", nil
	default:
		return "of the 40 h from 09:00 to 17:00 on weekdays, " + lasting(minutes) + " are the same for both", nil
	}
}
