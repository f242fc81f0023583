package fit

import (
	"slices"
	"time"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

const (
	// fullOverlap is how many minutes in common in a week get full marks.
	fullOverlap = 120
	// workMinutes are the minutes of a working week, five days from 09:00 to
	// 17:00.
	workMinutes = 5 * 8 * 60
)

// overlap returns the minutes that two lists of spans have in common.
func overlap(a, b []Span) int {
	minutes := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		minutes += max(0, min(a[i].Until, b[j].Until)-max(a[i].From, b[j].From))
		if a[i].Until < b[j].Until {
			i++
		} else {
			j++
		}
	}
	return minutes
}

// availability compares free hours: each person's parts of the week by the face of
// their clock, nil when unknown.
type availability struct {
	*zones
	seekers, givers [][][]Span
}

func (b *builder) availability() *availability {
	a := &availability{zones: b.zones()}
	for _, s := range b.pool.Mentees {
		a.seekers = append(a.seekers, b.free(s.Person, s.Enrolment))
	}
	for _, g := range b.pool.Mentors {
		a.givers = append(a.givers, b.free(g.Person, g.Enrolment))
	}
	return a
}

// free returns somebody's free parts of the week by the face of their clock, nil when unknown.
func (b *builder) free(who *record.Person, e *record.Enrolment) (free [][]Span) {
	if c := b.clock(who.TimeZone); c != nil && len(e.Availability) > 0 {
		for _, f := range c.faces {
			free = append(free, f.spans(e.Availability))
		}
	}
	return free
}

func (a *availability) raw(mentee, mentor int) (int, bool) {
	x, y := a.seekers[mentee], a.givers[mentor]
	if x == nil || y == nil {
		return 0, false
	}
	sum := 0
	for _, k := range a.course(mentee, mentor).kinds {
		sum += k.weeks * min(fullOverlap, overlap(x[k.mentee], y[k.mentor]))
	}
	return a.weeks.mean(sum, fullOverlap), true
}

func (a *availability) because(mentee, mentor int) (string, []record.TopicID) {
	x, y := a.seekers[mentee], a.givers[mentor]
	if x == nil || y == nil {
		return unknown("free hours or time zone", x == nil, y == nil), nil
	}
	c := a.course(mentee, mentor)
	var minutes []int
	for _, k := range c.kinds {
		minutes = append(minutes, overlap(x[k.mentee], y[k.mentor]))
	}
	if slices.Max(minutes) == 0 {
		return "the hours that the two wrote down do not meet", nil
	}
	words := "for " + a.weeks.seasons(c, minutes)
	switch mine, theirs := a.days(mentee, mentor); {
	case mine != theirs:
		words = "both are free " + words + ": " + mine + " for the mentee, " + theirs + " for the mentor"
	case slices.Max(minutes) == slices.Min(minutes):
		words = "both are free " + words + " on " + mine
	default:
		words = "both are free on " + mine + ", " + words
	}
	if raw, _ := a.raw(mentee, mentor); raw < 100 {
		words += "; " + restWouldNeed + lasting(fullOverlap) + " in every week"
	}
	return words, nil
}

// days lists the days of the week on which two people are both free, by the clock of
// each.
func (a *availability) days(mentee, mentor int) (mine, theirs string) {
	var of [2][]string
	for i := range 7 {
		day := time.Weekday((i + 1) % 7)
		whole := []when.Slot{{Day: day, From: 0, Until: minutesOfDay}}
		var has [2]bool
		for _, k := range a.course(mentee, mentor).kinds {
			both := common(a.seekers[mentee][k.mentee], a.givers[mentor][k.mentor])
			for side, f := range []face{a.clocks[a.mentees[mentee]].faces[k.mentee], a.clocks[a.mentors[mentor]].faces[k.mentor]} {
				has[side] = has[side] || overlap(f.spans(whole), both) > 0
			}
		}
		for side := range of {
			if has[side] {
				of[side] = append(of[side], day.String()+"s")
			}
		}
	}
	return prose.List(of[0]), prose.List(of[1])
}

// common returns the intersection of two lists of spans.
func common(a, b []Span) []Span {
	var all []Span
	for _, s := range a {
		for _, t := range b {
			if from, until := max(s.From, t.From), min(s.Until, t.Until); from < until {
				all = append(all, Span{from, until})
			}
		}
	}
	return all
}

// workday compares the working hours of two people's clocks.
type workday struct {
	*zones
	minutes [][][]int // by number of the two clocks, then by kind of week
	share   [][]int   // of the working hours, 0 to 100
}

func (b *builder) workday() *workday {
	w := &workday{zones: b.zones()}
	var hours [][][]Span
	for _, c := range w.clocks {
		var own [][]Span
		for _, f := range c.faces {
			own = append(own, f.spans(when.WorkingHours()))
		}
		hours = append(hours, own)
	}
	for a, row := range w.beside {
		var minutes [][]int
		var shares []int
		for b, c := range row {
			var own []int
			sum := 0
			for _, k := range c.kinds {
				own = append(own, min(workMinutes, overlap(hours[a][k.mentee], hours[b][k.mentor])))
				sum += k.weeks * own[len(own)-1]
			}
			minutes, shares = append(minutes, own), append(shares, w.weeks.mean(sum, workMinutes))
		}
		w.minutes, w.share = append(w.minutes, minutes), append(w.share, shares)
	}
	return w
}

func (w *workday) raw(mentee, mentor int) (int, bool) {
	if !w.known(mentee, mentor) {
		return 0, false
	}
	return w.share[w.mentees[mentee]][w.mentors[mentor]], true
}

func (w *workday) because(mentee, mentor int) (string, []record.TopicID) {
	a, b := w.mentees[mentee], w.mentors[mentor]
	if !w.known(mentee, mentor) {
		return unknown("time zone", a < 0, b < 0), nil
	}
	minutes := w.minutes[a][b]
	switch {
	case slices.Max(minutes) == 0:
		return "the hours from 09:00 to 17:00 on weekdays never meet", nil
	case slices.Min(minutes) == workMinutes:
		return "the hours from 09:00 to 17:00 on weekdays are the same for both", nil
	}
	return "of the 40 h from 09:00 to 17:00 on weekdays, " + w.weeks.seasons(w.course(mentee, mentor), minutes) + " are the same for both", nil
}

// gap forbids two people whose clocks are too far apart in some week.
type gap struct {
	*zones
	apart [][][]int // minutes, by number of the two clocks, then by kind of week
	most  int
}

func (b *builder) gap(hours int) *gap {
	g := &gap{zones: b.zones(), most: 60 * hours}
	for a, row := range g.beside {
		var all [][]int
		for b, c := range row {
			var own []int
			for _, k := range c.kinds {
				own = append(own, apart(g.clocks[a].faces[k.mentee].middle(), g.clocks[b].faces[k.mentor].middle()))
			}
			all = append(all, own)
		}
		g.apart = append(g.apart, all)
	}
	return g
}

// apart returns the minutes between two clocks, at most half a day: 23 hours
// behind is one hour ahead for people who want to meet.
func apart(a, b int) int {
	d := max(a-b, b-a) % minutesOfDay
	return min(d, minutesOfDay-d)
}

func (g *gap) forbids(mentee, mentor int) bool {
	if !g.known(mentee, mentor) {
		return false
	}
	for _, minutes := range g.apart[g.mentees[mentee]][g.mentors[mentor]] {
		if minutes > g.most {
			return true
		}
	}
	return false
}

func (g *gap) because(mentee, mentor int) string {
	minutes := g.apart[g.mentees[mentee]][g.mentors[mentor]]
	words := g.weeks.seasons(g.course(mentee, mentor), minutes)
	if slices.Min(minutes) == slices.Max(minutes) {
		words = "are " + words + " apart"
	} else {
		words = "differ by " + words
	}
	return "their clocks " + words + "; the programme allows " + lasting(g.most)
}

// Hours are when each mentee and, after these, each mentor is free, by week of the cohort; nil where that is
// not known.
func (p *Pool) Hours() (all [][][]Span) {
	b := &builder{pool: p, weeks: weeksOf(p.Cohort), clocks: map[when.Zone]*clock{}}
	for _, m := range p.Mentees {
		all = append(all, b.hours(m.Person, m.Enrolment))
	}
	for _, m := range p.Mentors {
		all = append(all, b.hours(m.Person, m.Enrolment))
	}
	return all
}

// hours returns when somebody is free, by week of the cohort, nil when unknown.
func (b *builder) hours(who *record.Person, e *record.Enrolment) (all [][]Span) {
	free := b.free(who, e)
	if free == nil {
		return nil
	}
	for _, r := range b.clock(who.TimeZone).runs {
		for len(all) < r.until {
			all = append(all, free[r.kind])
		}
	}
	return all
}
