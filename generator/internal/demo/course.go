package demo

import (
	"time"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// course is how a pairing goes: its dates, how it ends, and how likely it is to meet
// on each day.
type course struct {
	state   record.PairingState
	started when.Date
	ended   when.Date
	reason  record.Reason
	pauses  []record.Pause
	likely  []int // by day from started: 10 on a working day, 0 in a silence
}

// weight returns the sum of the pairing's likelihoods, which its number of sessions is
// proportional to.
func (c *course) weight() int {
	sum := 0
	for _, n := range c.likely {
		sum += n
	}
	return sum
}

const workingDay = 10

var reasons = []record.Reason{
	record.FinishedEarly, record.MovedOn, record.MovedOn, record.NoTime, record.NoTime, record.NoTime, record.DifferentMatch, record.Unrecorded, record.OtherReason,
}

// course draws how the l-th pairing of a cohort goes. It returns the same course each
// time.
func (p *programme) course(h *cohort, l int) course {
	c := newChance(p.Seed, ofCourse, h.first+l)
	if h.state == record.CohortMatching || h.state == record.CohortRunning && l > 0 && c.in(3) {
		state := pick(c, []record.PairingState{record.Proposed, record.Proposed, record.Open})
		if h.circles { // peers look for nobody
			state = record.Proposed
		}
		return course{state: state}
	}
	drawn := course{started: min(h.starts.Add(c.between(0, 12)), p.AsOf)}
	until := h.ends
	switch early := c.in(14); {
	case early:
		until = drawn.started.Add(c.between(25, 140))
		drawn.state, drawn.ended, drawn.reason = record.Ended, until, pick(c, reasons)
	case h.state == record.CohortClosed:
		until = h.ends.Add(-c.between(0, 9))
		drawn.state, drawn.ended = record.Completed, until
	}
	if until > p.AsOf || drawn.state == "" {
		drawn.state, drawn.ended, drawn.reason = record.Active, 0, ""
		until = p.AsOf
	}
	drawn.likely = make([]int, until.Sub(drawn.started)+1)
	for i := range drawn.likely {
		drawn.likely[i] = ordinary(drawn.started.Add(i))
	}
	drawn.pause(c)
	drawn.fallSilent(c, l == 0)
	return drawn
}

// ordinary returns how likely people are to meet on a day: rarely at weekends, and
// never around the turn of the year and in the middle of August.
func ordinary(day when.Date) int {
	t := day.Time()
	switch holiday := t.Month() == time.December && t.Day() > 20 || t.Month() == time.January && t.Day() < 6 || t.Month() == time.August && t.Day() < 22; {
	case holiday:
		return 0
	case t.Weekday() == time.Saturday || t.Weekday() == time.Sunday:
		return 1
	}
	return workingDay
}

// pause adds a break to some pairings; for some that are active it has not ended.
func (c *course) pause(by chance) {
	days := len(c.likely)
	if days < 40 || !by.in(12) {
		return
	}
	from := by.between(20, days-15)
	length := by.between(10, 28)
	if c.state == record.Active && from+length >= days {
		c.state = record.Paused
		c.pauses = []record.Pause{{From: c.started.Add(from)}}
	} else {
		length = min(length, days-1-from)
		c.pauses = []record.Pause{{From: c.started.Add(from), Until: c.started.Add(from + length)}}
	}
	c.silence(from, length)
}

// fallSilent draws periods without meetings. A steady pairing has none; the first of
// each cohort is steady, so that some pairing can always meet.
func (c *course) fallSilent(by chance, steady bool) {
	days := len(c.likely)
	switch kind := by.IntN(100); {
	case steady || kind < 55:
	case kind < 75: // a silence on the way
		c.silence(by.between(days/4, max(days*3/4, days/4)), by.between(18, 50))
	case kind < 85: // a late beginning
		c.silence(0, by.between(15, 40))
	case kind < 96: // no more after a while
		c.silence(by.between(days/5, max(days*3/5, days/5)), days)
	default: // never
		c.silence(0, days)
	}
}

func (c *course) silence(from, length int) {
	for i := from; i <= from+length && i < len(c.likely); i++ {
		c.likely[i] = 0
	}
}

// meetings returns n different days in order. It spreads them evenly over the
// cumulative likelihood of the days and moves each a little at random.
func (c *course) meetings(by chance, n int) []when.Date {
	all := c.weight()
	offsets := make([]int, n)
	day, sum := 0, 0
	for k := range offsets {
		place := (all*(100*k+30) + all*by.between(-25, 40)) / (100 * n)
		for day < len(c.likely)-1 && sum+c.likely[day] <= place {
			sum += c.likely[day]
			day++
		}
		offsets[k] = day
	}
	dates := make([]when.Date, n)
	for k, at := range offsets {
		if k > 0 {
			at = max(at, offsets[k-1]+1)
		}
		at = min(at, len(c.likely)-(n-k))
		offsets[k] = at
		dates[k] = c.started.Add(at)
	}
	return dates
}
