package measure_test

import (
	"math"
	"slices"
	"time"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// The oracle computes every figure a second time, directly from the definitions:
// it walks from day to day and decides what holds on each. It shares no code with
// the package, not even month arithmetic.

// expected is a figure's numbers; NaN is null.
type expected struct{ value, numerator, denominator float64 }

func null() expected             { return expected{math.NaN(), math.NaN(), math.NaN()} }
func plain(v float64) expected   { return expected{v, math.NaN(), math.NaN()} }
func frac(n, d float64) expected { return expected{n / d, n, d} }
func fracOrNull(n, d int) expected {
	if d == 0 {
		return null()
	}
	return frac(float64(n), float64(d))
}

// pairOracle is a pairing as the oracle sees it.
type pairOracle struct {
	rec     *record.Pairing
	d, s, e when.Date // d is the day at which the figures stand
	today   when.Date
	started bool
	logs    []*record.Session // that count
	held    []*record.Session
	came    *record.Arrivals
	figures map[record.MetricID]expected
	gaps    []int
}

func onDay(m record.Member, d when.Date) bool {
	if m.From != 0 && d < m.From {
		return false
	}
	return m.Until == 0 || d <= m.Until
}

// who is the set of people of one side who attended.
func there(side, everybody []record.Member, s *record.Session) map[record.PersonID]bool {
	named := map[record.PersonID]bool{}
	if s.Attended == nil {
		for _, m := range everybody {
			if onDay(m, s.Date) {
				named[m.Person] = true
			}
		}
	} else {
		for _, id := range *s.Attended {
			named[id] = true
		}
	}
	set := map[record.PersonID]bool{}
	for _, m := range side {
		if onDay(m, s.Date) && named[m.Person] {
			set[m.Person] = true
		}
	}
	return set
}

func everybody(p *record.Pairing) []record.Member {
	return slices.Concat(p.Mentors, p.Mentees, p.Peers)
}

func oraclePairing(repo *record.Repository, p *record.Pairing, c *record.Cohort, d when.Date) *pairOracle {
	program := repo.Programs.Get(c.Program)
	today := d
	if c.Ends > 0 && d > c.Ends {
		d = c.Ends
	}
	o := &pairOracle{rec: p, d: d, today: today, s: p.Started, e: d, came: repo.Arrivals, figures: map[record.MetricID]expected{}}
	if p.Ended != 0 && p.Ended < d {
		o.e = p.Ended
	}
	if met := oracleFlash(p, o.e); len(met) > 0 && !oracleOver(p, d) {
		o.e = met[len(met)-1]
	}
	o.started = o.s != 0 && o.s <= d && o.e >= o.s
	if !o.started {
		for _, id := range pairingMetrics {
			o.figures[id] = null()
		}
		return o
	}
	for day := o.s; day <= o.e; day++ {
		for _, s := range p.Sessions {
			if s.Date != day {
				continue
			}
			o.logs = append(o.logs, s)
			all := everybody(p)
			if len(there(p.Mentors, all, s)) > 0 && len(there(p.Mentees, all, s)) > 0 || len(there(p.Peers, all, s)) >= 2 {
				o.held = append(o.held, s)
			}
		}
	}
	o.meetings()
	o.cadence(c, program)
	o.actions()
	o.plan(c, program)
	o.figures["log_lag"] = null()
	if waits := o.waits(); len(waits) > 0 {
		o.figures["log_lag"] = plain(middleOf(waits))
	}
	return o
}

// oracleFlash lists the days, up to one, on which a flash pairing met.
func oracleFlash(p *record.Pairing, until when.Date) (days []when.Date) {
	if p.Structure != record.Flash || p.Started == 0 {
		return nil
	}
	all := everybody(p)
	for day := p.Started; day <= until; day++ {
		for _, s := range p.Sessions {
			both := len(there(p.Mentors, all, s)) > 0 && len(there(p.Mentees, all, s)) > 0
			if s.Date == day && (both || len(there(p.Peers, all, s)) > 1) {
				days = append(days, day)
			}
		}
	}
	return days
}

func oracleOver(p *record.Pairing, d when.Date) bool {
	return (p.State == record.Completed || p.State == record.Ended) && p.Ended != 0 && p.Ended <= d
}

func (o *pairOracle) paused(day when.Date) bool {
	for _, b := range o.rec.Pauses {
		if b.From <= day && (b.Until == 0 || day <= b.Until) {
			return true
		}
	}
	return false
}

// between counts the days in (a, b] that are not in a break.
func (o *pairOracle) between(a, b when.Date) int {
	n := 0
	for day := a + 1; day <= b; day++ {
		if !o.paused(day) {
			n++
		}
	}
	return n
}

func (o *pairOracle) meetings() {
	minutes, timed := 0, 0
	for _, s := range o.held {
		minutes += int(s.Duration)
		if s.Duration != 0 {
			timed++
		}
	}
	n := len(o.held)
	o.figures["sessions_held"] = plain(float64(n))
	o.figures["hours"] = plain(float64(minutes) / 60)
	if n > 0 && timed == 0 {
		o.figures["hours"] = null()
	}
	o.figures["confirmed"] = o.confirm()
	o.figures["days_since_last"], o.figures["time_to_first"] = null(), null()
	dates := []when.Date{o.s}
	for _, s := range o.held {
		dates = append(dates, s.Date)
	}
	dates = append(dates, o.e)
	if n > 0 {
		o.figures["days_since_last"] = plain(float64(o.between(dates[n], o.e)))
		o.figures["time_to_first"] = plain(float64(dates[1] - o.s))
	}
	for i := 1; i < len(dates); i++ {
		o.gaps = append(o.gaps, o.between(dates[i-1], dates[i]))
	}
	o.figures["median_gap"] = plain(middleOf(o.gaps))
	o.figures["longest_gap"] = plain(float64(slices.Max(o.gaps)))
}

func middleOf[N int | float64](values []N) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	if n%2 == 1 {
		return float64(sorted[n/2])
	}
	return (float64(sorted[n/2-1]) + float64(sorted[n/2])) / 2
}

// later returns the day k intervals later, by searching for the last existing day
// of the month.
func later(from when.Date, every when.Interval, k int) when.Date {
	switch every.Unit {
	case when.Days:
		return from + when.Date(k*every.N)
	case when.Weeks:
		return from + when.Date(k*every.N*7)
	}
	t := from.Time()
	year, month := t.Year(), int(t.Month())-1+k*every.N
	year, month = year+month/12, month%12+1
	for day := t.Day(); ; day-- {
		try := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
		if int(try.Month()) == month {
			return from + when.Date(try.Sub(t).Hours()/24)
		}
	}
}

// cadence walks through the days from S to E with the current window.
func (o *pairOracle) cadence(c *record.Cohort, program *record.Program) {
	o.figures["cadence_kept"] = null()
	if program.Format != record.Formal || o.rec.Structure == record.Flash {
		return
	}
	byDefault := program.Cadence
	if c.Cadence.N != 0 {
		byDefault = c.Cadence
	}
	inForce := func(day when.Date) (when.Interval, when.Date) {
		every, since := byDefault, when.Date(0)
		for _, step := range o.rec.Cadence {
			if step.From <= day && step.From >= since {
				every, since = step.Every, step.From
			}
		}
		return every, max(since, o.s)
	}
	kept, all := 0, 0
	var anchor, opened, closes when.Date
	windows := 0
	for day := o.s; day <= o.e; day++ {
		if closes != 0 && day == closes {
			met, broken := false, false
			for in := opened; in < day; in++ {
				met = met || slices.ContainsFunc(o.held, func(s *record.Session) bool { return s.Date == in })
				broken = broken || o.paused(in)
			}
			if !broken {
				all++
			}
			if met && !broken {
				kept++
			}
			windows++
			opened, closes = day, 0
		}
		every, since := inForce(day)
		if since != anchor {
			anchor, opened, windows = since, day, 0
		}
		if every.N != 0 {
			closes = later(anchor, every, windows+1)
		}
	}
	o.figures["cadence_kept"] = fracOrNull(kept, all)
}

func (o *pairOracle) actions() {
	type fate struct {
		due, done when.Date
		dropped   bool
	}
	fates := map[record.ActionID]*fate{}
	for _, s := range o.logs {
		for _, a := range s.Actions {
			if fates[a.ID] == nil {
				fates[a.ID] = &fate{due: a.Due}
			}
		}
	}
	for _, s := range o.logs {
		for _, done := range s.Done {
			day := done.On
			if day == 0 {
				day = s.Date
			}
			if f := fates[done.ID]; f != nil && day <= o.d && (f.done == 0 || day < f.done) {
				f.done = day
			}
		}
		for _, id := range s.Dropped {
			if f := fates[id]; f != nil {
				f.dropped = true
			}
		}
	}
	for _, file := range o.rec.ActionEnds {
		f := fates[file.ID]
		if f == nil {
			continue
		}
		if day := file.Done; day > 0 && day <= o.d && !(f.done > 0 && f.done <= day) {
			f.done = day
		}
		if day := file.Dropped; day > 0 && day <= o.d {
			f.dropped = true
		}
	}
	inTime, weighed, open, overdue := 0, 0, 0, 0
	for _, f := range fates {
		isOpen := f.done == 0 && !f.dropped
		if isOpen {
			open++
		}
		if isOpen && f.due != 0 && f.due < o.d {
			overdue++
		}
		if left := f.due - o.d; f.due == 0 || f.dropped || left > 0 {
			continue
		}
		weighed++
		if f.done != 0 && f.done-f.due < 1 {
			inTime++
		}
	}
	o.figures["follow_through"] = fracOrNull(inTime, weighed)
	o.figures["actions_open"] = plain(float64(open))
	o.figures["actions_overdue"] = plain(float64(overdue))
}

func oracleState(p *record.Pairing, d when.Date) record.PairingState {
	if oracleOver(p, d) {
		return p.State
	}
	if p.State == record.Open && p.Started == 0 {
		return record.Open
	}
	if p.Started == 0 || d < p.Started {
		return record.Proposed
	}
	if len(oracleFlash(p, d)) > 0 {
		return record.Completed
	}
	o := pairOracle{rec: p}
	if o.paused(d) {
		return record.Paused
	}
	return record.Active
}

var pairingMetrics = []record.MetricID{
	"sessions_held", "hours", "days_since_last", "time_to_first", "cadence_kept", "median_gap", "longest_gap",
	"follow_through", "actions_open", "actions_overdue", "goal_progress", "milestones_kept", "log_lag", "confirmed",
}
