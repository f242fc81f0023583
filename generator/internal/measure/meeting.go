package measure

import (
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// sessionsHeld counts meetings; of are the paths of the pairings, which record
// who was a member on the day of a log.
func sessionsHeld(held []*record.Session, of ...string) Figure {
	return amount(float64(len(held)), append(sessionPaths(held), of...))
}

// hours sums whole minutes before it divides, so that rounding errors do not add
// up.
func hours(held []*record.Session, of ...string) Figure {
	var timed []*record.Session
	var total when.Duration
	for _, s := range held {
		if s.Duration > 0 {
			timed = append(timed, s)
			total += s.Duration
		}
	}
	if len(held) > 0 && len(timed) == 0 {
		return unavailable(noDuration)
	}
	return amount(total.Hours(), append(sessionPaths(timed), of...))
}

func daysSinceLast(p *Pairing) Figure {
	if len(p.Held) == 0 {
		return unavailable(noMeeting)
	}
	return amount(float64(p.Idle()), []string{p.Record.Path, p.Held[len(p.Held)-1].Path})
}

// LastMet returns the day of the last meeting held, or else the start.
func (p *Pairing) LastMet() when.Date {
	if n := len(p.Held); n > 0 {
		return p.Held[n-1].Date
	}
	return p.Start
}

// Idle returns the days since then to E, less the days on a break.
func (p *Pairing) Idle() int { return daysBetween(p.LastMet(), p.End, p.breaks) }

func timeToFirst(p *Pairing) Figure {
	if len(p.Held) == 0 {
		return unavailable(noMeeting)
	}
	first := p.Held[0]
	return amount(float64(first.Date.Sub(p.Start)), []string{p.Record.Path, first.Path})
}

// promptDays is the number of days from its start within which a pairing should meet.
const promptDays = 14

// MetBy returns as due the pairings that started at least that many days before
// D, or the cohort's last day, whatever happened to them since, and as met those of them that met within
// that many days.
func (c *Cohort) MetBy(days int) (met, due []*Pairing) {
	for _, p := range c.started {
		if c.Until().Sub(p.Start) < days {
			continue
		}
		due = append(due, p)
		if len(p.Held) > 0 && p.Held[0].Date.Sub(p.Start) <= days {
			met = append(met, p)
		}
	}
	return met, due
}

// firstMeetings returns the paths of the records of states and first meetings.
func firstMeetings(pairings []*Pairing) []string {
	paths := pairingPaths(pairings)
	for _, p := range pairings {
		paths = appendSessions(paths, p.Held[:min(1, len(p.Held))])
	}
	return paths
}

func metWithin(c *Cohort) Figure {
	met, due := c.MetBy(promptDays)
	nothing := noneLongAgo
	if len(c.started) == 0 {
		nothing = noneStarted
	}
	return ratio(float64(len(met)), float64(len(due)), firstMeetings(due), nothing)
}

// gaps returns the days between neighbours among S, the held dates and E.
func (p *Pairing) gaps() []float64 {
	var days []float64
	before := p.Start
	for _, s := range p.Held {
		days = append(days, float64(daysBetween(before, s.Date, p.breaks)))
		before = s.Date
	}
	return append(days, float64(daysBetween(before, p.End, p.breaks)))
}

func medianGap(p *Pairing) Figure {
	return amount(median(p.gaps()), append(sessionPaths(p.Held), p.Record.Path))
}

func longestGap(p *Pairing) Figure {
	return amount(slices.Max(p.gaps()), append(sessionPaths(p.Held), p.Record.Path))
}

// ofLogs measures a pairing that has met where the history tells how logs came.
func ofLogs(of func(*Pairing) Figure) func(*Pairing) Figure {
	return func(p *Pairing) Figure {
		switch {
		case len(p.Held) == 0:
			return unavailable(noMeeting)
		case p.arrivals == nil:
			return unavailable(noHistory)
		case p.arrivals.Unknown != "":
			return unavailable(p.arrivals.Unknown)
		}
		return of(p)
	}
}

func logLag(p *Pairing) Figure {
	var logs []*record.Session
	var days []float64
	for _, s := range p.Held {
		if came := p.arrivals.Days[s.Path]; came != 0 && came <= p.AsOf {
			logs = append(logs, s)
			days = append(days, float64(max(0, came.Sub(s.Date))))
		}
	}
	if len(days) == 0 {
		return unavailable(noArrival)
	}
	return amount(median(days), append(sessionPaths(logs), p.Record.Path))
}

func confirmed(p *Pairing) Figure {
	n := 0
	for _, s := range p.Held {
		behind := slices.Concat(p.arrivals.By[s.Path], s.Confirmed)
		there := record.Attending(p.Record.Members(), s.Date, p.Record.Present(s))
		if len(filter(there, func(who record.PersonID) bool { return slices.Contains(behind, who) })) > 1 {
			n++
		}
	}
	return ratio(float64(n), float64(len(p.Held)), append(sessionPaths(p.Held), p.Record.Path), noMeeting)
}
