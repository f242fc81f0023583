package check

import (
	"fmt"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// dateOrder reports a pair of dates of which the end is before the beginning.
func dateOrder(c *checker) {
	for _, p := range c.places {
		switch rec := p.record.(type) {
		case *record.Cohort:
			c.ordered(rec, rec.Starts, rec.Ends, "starts", "ends")
			if a := rec.Applications; a != nil {
				c.ordered(rec, a.Opens, a.Closes, "opens", "closes", "applications")
			}
		case *record.Pairing:
			c.ordered(rec, rec.Started, rec.Ended, "started", "ended")
			for i, pause := range rec.Pauses {
				c.orderedIn(rec, "pauses", i, pause.From, pause.Until)
			}
			for m := range membersOf(rec) {
				c.orderedIn(rec, m.key, m.index, m.From, m.Until)
			}
			c.actionOrder(rec)
		case *record.Attention:
			if rec.Until != 0 && rec.Until < rec.Date {
				c.errorf(rec.At("until"), "until is the day on which to look again", "until: %s is before the day in the file's name, %s", rec.Until, rec.Date)
			}
		}
	}
}

// ordered reports two dates in the mapping at parents that are in the wrong order.
func (c *checker) ordered(rec record.Record, first, last when.Date, firstKey, lastKey string, parents ...any) {
	if first != 0 && last != 0 && first > last {
		c.errorf(rec.Where().At(append(parents, lastKey)...), "correct one of the two", "%s: %s is before %s, %s", lastKey, last, firstKey, first)
	}
}

func (c *checker) orderedIn(rec record.Record, list string, i int, from, until when.Date) {
	if from != 0 && until != 0 && from > until {
		c.errorf(rec.Where().At(list, i, "until"), "correct one of the two", "until: %s is before from, %s", until, from)
	}
}

// goalDates reports a goal that was done before it was set, or both reached and
// dropped.
func goalDates(c *checker) {
	for _, p := range c.places {
		plan, ok := p.record.(*record.Plan)
		if !ok {
			continue
		}
		for i, g := range plan.Goals {
			for _, d := range []struct {
				key string
				day when.Date
			}{{"target", g.Target}, {"done", g.Done}, {"dropped", g.Dropped}} {
				if d.day != 0 && d.day < g.Set {
					c.errorf(plan.At("goals", i, d.key), "correct one of the two", "%s: %s is before the goal was set, %s", d.key, d.day, g.Set)
				}
			}
			if g.Done != 0 && g.Dropped != 0 {
				c.errorf(plan.At("goals", i, "dropped"), "keep the one that is true", "dropped: the goal %q is both done and dropped", g.ID)
			}
		}
	}
}

// fileDate reports a log whose name and date differ: people see the name, and figures
// use the date.
func fileDate(c *checker) {
	c.eachLog(func(_ place, log record.Log) {
		named, err := record.LogDate(log.Name)
		if err == nil && log.Date != 0 && named != log.Date {
			c.errorf(log.At("date"), fmt.Sprintf("write %s, or rename the file to %s.md", named, log.Date),
				"date: %s, but the file's name says %s", log.Date, named)
		}
	})
}

// eachDated visits every log of a meeting whose name and date agree, because anything else wrong
// with a date that differs is the same mistake.
func (f *facts) eachDated(visit func(place, *record.Session)) {
	f.eachSession(func(p place, s *record.Session) {
		if wellDated(s.Name, s.Date) {
			visit(p, s)
		}
	})
}

// wellDated reports whether a log's name and date agree.
func wellDated(name string, date when.Date) bool {
	named, err := record.LogDate(name)
	return err == nil && named == date
}

// eachLog visits every log of a meeting or a gathering.
func (f *facts) eachLog(visit func(place, record.Log)) {
	for _, p := range f.places {
		if log, ok := record.LogOf(p.record); ok {
			visit(p, log)
		}
	}
}

// eachSession visits every log of a meeting.
func (f *facts) eachSession(visit func(place, *record.Session)) {
	for _, p := range f.places {
		if s, ok := p.record.(*record.Session); ok {
			visit(p, s)
		}
	}
}

// sessionAfterEnd reports a meeting after its cohort's last day.
func sessionAfterEnd(c *checker) {
	c.eachDated(func(p place, s *record.Session) {
		if afterEnd(p, s.Date) {
			c.errorf(s.At("date"), record.AfterEndHint, record.AfterEndMessage, s.Date, p.cohort.ID, p.cohort.Ends)
		}
	})
}

// outsideCohort reports a gathering before its cohort's first day or after its last.
func outsideCohort(c *checker) {
	c.eachLog(func(p place, log record.Log) {
		starts, ends := p.cohort.Starts, p.cohort.Ends
		if p.pairing == nil && wellDated(log.Name, log.Date) && starts != 0 && ends >= starts && !log.Date.Within(starts, ends) {
			c.warnf(log.At("date"), "correct the date, or the cohort's first or last day", "date: %s is outside of the cohort %q, from %s to %s", log.Date, p.cohort.ID, starts, ends)
		}
	})
}

func afterEnd(p place, day when.Date) bool {
	return day > p.cohort.Ends && p.cohort.Ends != 0 && p.cohort.Ends >= p.cohort.Starts
}

// notCounted reports a meeting before its pairing's start or after its end, which no
// figure counts.
func notCounted(c *checker) {
	c.eachDated(func(p place, s *record.Session) {
		pairing := p.pairing
		switch {
		case pairing.Incomplete || afterEnd(p, s.Date) || pairing.Ended != 0 && pairing.Ended < pairing.Started:
		case pairing.Started != 0 && s.Date < pairing.Started:
			c.warnf(s.At("date"), record.BeforeStartHint, record.BeforeStartMessage, s.Date, pairing.Started)
		case pairing.Ended != 0 && s.Date > pairing.Ended:
			c.warnf(s.At("date"), "correct the date, or let the pairing end later",
				"date: %s is after the pairing ended, %s, so no figure counts the meeting", s.Date, pairing.Ended)
		}
	})
}

// happened is the set of keys of dates on which something was done.
var happened = map[string]bool{
	"date": true, "done": true, "dropped": true, "set": true, "signed": true, "on": true, "completed": true,
}

// future reports a date of something done that is more than a day ahead; the day
// allows for time zones.
func future(c *checker, s spot, value any) {
	day, ok := value.(when.Date)
	if !ok || day <= c.asOf.Add(1) {
		return
	}
	if len(s.path) > 0 && (!happened[s.field()] || s.path[0] == "events") {
		return
	}
	const hint = record.FutureHint
	if log, ok := record.LogOf(s.record); ok && s.field() == "date" {
		switch {
		case !wellDated(log.Name, log.Date) || afterEnd(s.place, day):
			return
		case s.pairing != nil:
			c.warnf(s.at(), hint, record.FutureMessage, day)
			return
		}
	}
	c.warnf(s.at(), hint, "%s%s has not come yet", s.prefix(), day)
}

// plannedBack reports a plan for a day before the plan was made.
func plannedBack(c *checker) {
	c.eachDated(func(_ place, s *record.Session) {
		if s.Next != 0 && s.Next <= s.Date {
			c.warnf(s.At("next"), record.NextBackHint, record.NextBackMessage, s.Next, s.Date)
		}
		for i, a := range s.Actions {
			if a.Due != 0 && a.Due < s.Date {
				c.warnf(s.At("actions", i, "due"), record.DueBackHint, record.DueBackMessage, a.Due, s.Date)
			}
		}
	})
}

// pauses reports breaks that overlap or lie outside the pairing's days.
func pauses(c *checker) {
	for _, p := range c.pairings() {
		if p.Ended != 0 && p.Ended < p.Started {
			continue // date-order speaks of it
		}
		for i, pause := range p.Pauses {
			at := func() diag.Position { return p.At("pauses", i, "from") }
			switch {
			case p.Started != 0 && pause.From < p.Started:
				c.errorf(at(), "correct one of the two", "from: the break begins %s, before the pairing started, %s", pause.From, p.Started)
			case p.Ended != 0 && pause.From > p.Ended:
				c.errorf(at(), "correct one of the two", "from: the break begins %s, after the pairing ended, %s", pause.From, p.Ended)
			}
			for _, other := range p.Pauses[:i] {
				if overlap(pause.From, pause.Until, other.From, other.Until) {
					c.errorf(at(), "make one break of the two, or end the first with until", "from: the break overlaps with the one from %s", other.From)
					break
				}
			}
		}
	}
}

// overlap reports whether two ranges of days have a day in common; a zero date is an
// open end.
func overlap(from, until, otherFrom, otherUntil when.Date) bool {
	return (otherUntil == 0 || from <= otherUntil) && (until == 0 || otherFrom <= until)
}

// cadenceOrder reports steps of a cadence in the wrong order.
func cadenceOrder(c *checker) {
	for _, p := range c.pairings() {
		for i := 1; i < len(p.Cadence); i++ {
			step, before := p.Cadence[i], p.Cadence[i-1]
			if step.From == 0 || step.From <= before.From {
				c.errorf(p.At("cadence", i), "give the steps in the order of their days", "cadence: step %d must say from which day it holds, after %s", i+1, fromWhen(before.From))
			}
		}
	}
}

func fromWhen(day when.Date) string {
	if day == 0 {
		return "the start"
	}
	return day.String()
}
