package measure

import (
	"cmp"
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Pairing is the figures of a pairing by the as-of date.
type Pairing struct {
	Record *record.Pairing
	State  record.PairingState // at D
	AsOf   when.Date           // D, or the cohort's last day if that is past

	// Started reports that S ≤ D and S ≤ E. Start and End are then S and E;
	// otherwise they are zero, and all the fields below but Figures are empty.
	Started    bool
	Start, End when.Date

	Figures    []Figure          // one per pairing metric, in display order
	Counted    []*record.Session // logs dated from S to E, by date
	Held       []*record.Session // by date
	Windows    []Window          // of the cadence, in order, up to E
	Actions    []Action          // agreed by E, by the date of their log
	Goals      []Goal            // set by D, in the plan's order
	Milestones []Milestone       // in the programme's order

	breaks    []span           // the pauses up to E
	noCadence string           // why no session is expected, if so
	rules     []string         // the paths of the records that set cadence and milestones
	arrivals  *record.Arrivals // nil where nobody asked the history
}

// Figure returns the pairing's figure of a metric; it has no value when the
// metric is not measured for pairings.
func (p *Pairing) Figure(id record.MetricID) Figure { return findFigure(p.Figures, id) }

// StateAt returns the state of a pairing on a day: completed, ended or declined from the
// recorded day, on a break during a pause, active from the start, and proposed
// before, or open while it looks for somebody. A flash pairing is completed from its first meeting on.
func StateAt(p *record.Pairing, day when.Date) record.PairingState {
	met, _ := p.FlashMet(day)
	switch {
	case overBy(p, day), p.State == record.Declined && p.Declined != nil && p.Declined.On <= day:
		return p.State
	case p.State == record.Open && p.Started == 0:
		return record.Open
	case p.Started == 0 || p.Started > day:
		return record.Proposed
	case met != 0:
		return record.Completed
	case slices.ContainsFunc(p.Pauses, func(b record.Pause) bool { return day.Within(b.From, b.Until) }):
		return record.Paused
	}
	return record.Active
}

// On measures one of the cohort's pairings as of another day, ignoring everything
// after it.
func (c *Cohort) On(p *record.Pairing, day when.Date) *Pairing {
	then := *c
	then.AsOf = day
	return measurePairing(&then, p)
}

// overBy reports whether a pairing is recorded as over by a day.
func overBy(p *record.Pairing, day when.Date) bool {
	over := p.State == record.Completed || p.State == record.Ended
	return over && p.Ended != 0 && p.Ended <= day
}

// endOf returns E: the earlier of D and the recorded end. A flash pairing without
// a recorded end ends on the day of its last meeting, if any.
func endOf(p *record.Pairing, d when.Date) when.Date {
	end := d
	if p.Ended != 0 {
		end = min(end, p.Ended)
	}
	if _, last := p.FlashMet(end); last != 0 && !overBy(p, d) {
		return last
	}
	return end
}

func measurePairing(c *Cohort, rec *record.Pairing) *Pairing {
	p := &Pairing{Record: rec, State: StateAt(rec, c.AsOf), AsOf: c.Until()}
	end := endOf(rec, p.AsOf)
	if rec.Started != 0 && rec.Started <= end {
		p.Started, p.Start, p.End = true, rec.Started, end
		p.observe(c)
	}
	p.Figures = make([]Figure, 0, len(c.ofPairings))
	for _, m := range c.ofPairings {
		f := unavailable(notStarted)
		if p.Started {
			f = c.stands(m.pairing(p))
		}
		f.Metric = m.Metric
		p.Figures = append(p.Figures, f)
	}
	return p
}

// observe computes everything that the figures are computed from.
func (p *Pairing) observe(c *Cohort) {
	for _, s := range p.Record.Sessions {
		if s.Date.Within(p.Start, p.End) {
			p.Counted = append(p.Counted, s)
		}
	}
	slices.SortStableFunc(p.Counted, byDate)
	for _, s := range p.Counted {
		if p.Record.Held(s) {
			p.Held = append(p.Held, s)
		}
	}
	p.breaks = breaksUntil(p.End, p.Record.Pauses)
	p.rules, p.arrivals = c.rules(), c.arrivals
	p.observeCadence(c)
	p.observeActions()
	p.observePlan(c)
}

// byDate orders logs by date; on the same day the path without a number comes
// first, and 2 comes before 10.
func byDate(a, b *record.Session) int {
	return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(len(a.Path), len(b.Path)), cmp.Compare(a.Path, b.Path))
}

func sessionPaths(sessions []*record.Session) []string {
	return appendSessions(make([]string, 0, len(sessions)+1), sessions)
}

func appendSessions(paths []string, sessions []*record.Session) []string {
	for _, s := range sessions {
		paths = append(paths, s.Path)
	}
	return paths
}
