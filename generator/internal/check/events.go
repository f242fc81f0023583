package check

import (
	"fmt"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// eventTime reports times of events that do not say when an event is: without a zone,
// in the wrong order, or not there by the clocks of that day. A time that clocks show
// twice is a warning, because it may have been clear before a country changed its
// rules.
func eventTime(c *checker) {
	for _, p := range c.places {
		var events []record.Event
		switch rec := p.record.(type) {
		case *record.Cohort:
			events = rec.Events
		case *record.Program:
			events = rec.Events
		}
		if p.record.Where().Incomplete {
			continue // what is missing may be what could not be read
		}
		for i, e := range events {
			c.eventTime(p.record, i, e)
		}
	}
}

func (c *checker) eventTime(rec record.Record, i int, e record.Event) {
	at := func(key string) diag.Position { return rec.Where().At("events", i, key) }
	switch {
	case e.At == 0 && e.Until != 0:
		c.errorf(at("until"), "write when it begins, or leave until out", "until: without at, %q lasts all day", e.ID)
	case e.At == 0 && e.Zone != "":
		c.errorf(at("zone"), "write when it begins, or leave zone out", "zone: without at, %q lasts all day", e.ID)
	case e.At == 0:
	case e.Zone == "":
		c.errorf(at("at"), "add the zone, such as zone: Europe/London", "at: %s is another moment in every time zone", e.At)
	case e.At == when.Midnight:
		c.errorf(at("at"), fmt.Sprintf("write at: \"00:00\" on %s", e.On.Add(1)), "at: nothing begins at %s, the end of a day", e.At)
	case e.Until != 0 && e.Until <= e.At:
		c.errorf(at("until"), `correct one of the two; one that goes on into the night has until: "24:00"`, "until: %s is not after at, %s", e.Until, e.At)
	case c.onClock(e, "at", e.At, at) && e.Until != 0:
		c.onClock(e, "until", e.Until, at)
	}
}

// onClock reports a time of an event that clocks do not show once that day, and
// whether they show it at all.
func (c *checker) onClock(e record.Event, key string, shown when.Clock, at func(string) diag.Position) bool {
	all, err := e.On.Moments(shown, e.Zone)
	switch {
	case err != nil:
		return false // the zone is reported already
	case len(all) == 0:
		from, to := e.On.Skip(shown, e.Zone)
		c.errorf(at(key), "write a time before or after that", "%s: there is no %s on %s in %s, where clocks are put forward from %s to %s",
			key, shown, e.On, e.Zone, from.Format(clockFormat), to.Format(clockFormat))
	case len(all) > 1:
		c.warnf(at(key), fmt.Sprintf("write the zone as %s for the first, or as %s for the second", all[0].Format(offsetFormat), all[1].Format(offsetFormat)),
			"%s: clocks in %s show %s twice on %s, and the first is taken", key, e.Zone, shown, e.On)
	}
	return len(all) > 0
}

// How times are written in a record.
const (
	clockFormat  = "15:04"
	offsetFormat = "-07:00"
)
