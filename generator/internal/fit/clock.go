package fit

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
	middleOfWeek  = minutesOfWeek / 2
)

// weeks are those that have a day of a cohort.
type weeks struct {
	begin when.Date // a Monday
	count int
}

func weeksOf(c *record.Cohort) weeks {
	w := weeks{begin: monday(c.Starts)}
	w.count = max(1, monday(c.Ends).Sub(w.begin)/7+1)
	return w
}

// monday returns the first day of the week of a day.
func monday(d when.Date) when.Date { return d.Add(-(int(d.Weekday()) + 6) % 7) }

// clock is a time zone in the weeks of a cohort. Weeks in which it shows the same
// have one face.
type clock struct {
	faces []face
	runs  []run
}

// face is a week of a clock, in parts with a constant offset from UTC.
type face []shift

type shift struct {
	Span
	ahead int
}

// Span is a part of a week, in minutes since its Monday, 00:00 UTC.
type Span struct{ From, Until int }

// run is weeks in a row of one kind, those before the week until.
type run struct{ kind, until int }

// extend adds weeks to runs; those of the last kind make it longer.
func extend(runs []run, r run) []run {
	if n := len(runs); n > 0 && runs[n-1].kind == r.kind {
		runs[n-1].until = r.until
		return runs
	}
	return append(runs, r)
}

// clock returns a time zone in the cohort's weeks, nil when unknown.
func (b *builder) clock(zone when.Zone) *clock {
	if c, ok := b.clocks[zone]; ok {
		return c
	}
	b.clocks[zone] = nil
	location, err := zone.Location()
	if err != nil {
		return nil
	}
	c, begin := &clock{}, b.weeks.begin.Time()
	for at := 0; at < b.weeks.count; {
		start := b.weeks.begin.Add(7 * at).Time().In(location)
		shown := weekFrom(start)
		kind := slices.IndexFunc(c.faces, func(f face) bool { return slices.Equal(f, shown) })
		if kind < 0 {
			kind, c.faces = len(c.faces), append(c.faces, shown)
		}
		until := min(b.weeks.count, max(at+1, int(steady(start).Sub(begin)/(minutesOfWeek*time.Minute))))
		c.runs, at = extend(c.runs, run{kind, until}), until
	}
	b.clocks[zone] = c
	return c
}

// weekFrom returns the week that begins at a moment.
func weekFrom(start time.Time) (f face) {
	for at := 0; at < minutesOfWeek; {
		t := start.Add(time.Duration(at) * time.Minute)
		until := min(minutesOfWeek, int((steady(t).Sub(start)+time.Minute-1)/time.Minute))
		_, seconds := t.Zone()
		if n := len(f); n > 0 && f[n-1].ahead == seconds/60 {
			f[n-1].Until = until
		} else {
			f = append(f, shift{Span{at, until}, seconds / 60})
		}
		at = until
	}
	return f
}

// steady returns a later moment before which a clock's offset does not change; it
// may not change for longer.
func steady(t time.Time) time.Time {
	switch _, end := t.ZoneBounds(); {
	case end.IsZero():
		return t.AddDate(100, 0, 0)
	case !end.After(t):
		return t.Add(24 * time.Hour) // a leap year's last day, which ZoneBounds does not count to the year
	default:
		return end
	}
}

// middle returns how many minutes the clock is ahead of UTC in the middle of the
// week.
func (f face) middle() int {
	return f[slices.IndexFunc(f, func(s shift) bool { return s.Until > middleOfWeek })].ahead
}

// spans returns the parts of the week in which the clock shows a time within one
// of the slots, sorted and without overlap.
func (f face) spans(slots []when.Slot) []Span {
	var all []Span
	for _, s := range slots {
		day := (int(s.Day) + 6) % 7 * minutesOfDay
		for _, part := range f {
			// East of UTC the week begins with the clock's Monday under way and
			// ends with the next one; west of it, with a Sunday.
			for _, week := range []int{-minutesOfWeek, 0, minutesOfWeek} {
				from, until := week+day+s.From-part.ahead, week+day+s.Until-part.ahead
				if from, until = max(from, part.From), min(until, part.Until); from < until {
					all = append(all, Span{from, until})
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b Span) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Until, b.Until)) })
	return merged(all)
}

func merged(sorted []Span) []Span {
	var all []Span
	for _, s := range sorted {
		if n := len(all); n > 0 && s.From <= all[n-1].Until {
			all[n-1].Until = max(all[n-1].Until, s.Until)
		} else {
			all = append(all, s)
		}
	}
	return all
}

// zones are people's clocks, as indexes of the list of all or -1, and any two of
// them side by side.
type zones struct {
	weeks            weeks
	clocks           []*clock
	mentees, mentors []int
	beside           [][]course
}

// zones puts the clocks of the pool's people side by side, once.
func (b *builder) zones() *zones {
	if b.sides != nil {
		return b.sides
	}
	z := &zones{weeks: b.weeks}
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
	for _, mentee := range z.clocks {
		var row []course
		for _, mentor := range z.clocks {
			row = append(row, sideBySide(mentee, mentor))
		}
		z.beside = append(z.beside, row)
	}
	b.sides = z
	return z
}

// course is a mentee's clock and a mentor's in the weeks of a cohort: which faces
// they have together, and in which order.
type course struct {
	kinds []facing
	runs  []run
}

// facing is the faces of two clocks, and in how many weeks they are these.
type facing struct{ mentee, mentor, weeks int }

func sideBySide(mentee, mentor *clock) (c course) {
	for i, j, at := 0, 0, 0; i < len(mentee.runs) && j < len(mentor.runs); {
		x, y := mentee.runs[i], mentor.runs[j]
		until := min(x.until, y.until)
		kind := slices.IndexFunc(c.kinds, func(f facing) bool { return f.mentee == x.kind && f.mentor == y.kind })
		if kind < 0 {
			kind, c.kinds = len(c.kinds), append(c.kinds, facing{x.kind, y.kind, 0})
		}
		c.kinds[kind].weeks += until - at
		c.runs, at = extend(c.runs, run{kind, until}), until
		if x.until == at {
			i++
		}
		if y.until == at {
			j++
		}
	}
	return c
}

// known reports whether both people's clocks are.
func (z *zones) known(mentee, mentor int) bool {
	return z.mentees[mentee] >= 0 && z.mentors[mentor] >= 0
}

// course returns the clocks of two people, both known.
func (z *zones) course(mentee, mentor int) *course {
	return &z.beside[z.mentees[mentee]][z.mentors[mentor]]
}

// mean returns the mean of a value of 0 to 100 over the weeks, from its sum in
// units of which most are 100.
func (w weeks) mean(sum, most int) int { return Rounded(100*sum, most*w.count) }

// mostSeasons is how many stretches of time a sentence tells one by one.
const mostSeasons = 4

// seasons says how minutes, given by kind of week, change in the course of the
// cohort. Of no minutes it says nothing unless they are always none.
func (w weeks) seasons(c *course, minutes []int) string {
	var told []run
	for _, r := range c.runs {
		told = extend(told, run{minutes[r.kind], r.until})
	}
	if len(told) == 1 {
		return lasting(told[0].kind)
	}
	if len(told) > mostSeasons {
		return lasting(slices.Min(minutes)) + " to " + lasting(slices.Max(minutes))
	}
	var parts []string
	from := 0
	for i, r := range told {
		first, last := w.begin.Add(7*from).Long(), w.begin.Add(7*r.until-1).Long()
		from = r.until
		switch words := lasting(r.kind); {
		case r.kind == 0:
		case i == 0:
			parts = append(parts, words+" until "+last)
		case i == len(told)-1:
			parts = append(parts, words+" from "+first)
		default:
			parts = append(parts, words+" from "+first+" to "+last)
		}
	}
	return prose.List(parts)
}
