package health

import (
	"slices"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// horizon is the length in days of a silence.
const horizon = 28

// Backtest tells whether the health rule would have foreseen silences.
//
// It replays every formal cohort that is over and in which a meeting was logged.
// Each pairing is evaluated weekly from its start, as of that day and without
// what came after: is it flagged? The day is risky when no meeting was held in
// the 28 days after it. A day counts only when those 28 days lie before the
// planned end (the cohort's last day, or the day on which the pairing completed
// or had reached its goals early) and touch no break, and when the pairing was
// not yet recorded as over.
//
// Precision is the share of risky days among the flagged ones, recall the share
// of flagged days among the risky ones. A silence is a period without a meeting
// that has a risky day; it begins at the last meeting before it, or at the start,
// and is obvious 28 days later. The lead is how many days before that it was
// first flagged since it began, as the median over the flagged silences; it is
// negative when the flag came later.
//
// The thresholds of our rule are tuned on one half and all rules are judged on
// the other: cohorts alternate, by id; with a single cohort its pairings do.
type Backtest struct {
	Tuning, Judging Sample
	Set, Tuned      Setting // Set is of the judged half's first cohort
	Verdicts        []Verdict
}

// Sample describes one half: Days of Pairings of Cohorts, of which Risky are
// risky, in Silences.
type Sample struct {
	Cohorts                         []record.CohortID
	Pairings, Days, Risky, Silences int
}

// Setting holds the tuned thresholds: a pairing is flagged when its number is
// below Below and TooEarly cadences have passed.
type Setting struct{ Below, TooEarly int }

// Verdict is the result of a rule on the judged half. Precision is nil when
// nothing was flagged, Recall when nothing was risky, Lead (days) when no silence
// was flagged. Equal is the best precision of the rule at any threshold with at
// least the recall of our tuned rule, and At is that threshold (idle days, or a
// number); both are nil when no threshold reaches that recall, or when it is 0.
type Verdict struct {
	Rule              string
	Flagged, Right    int
	Precision, Recall *float64
	Seen              int // silences
	Lead              *float64
	Equal, At         *float64
}

// point is one pairing on one day.
type point struct {
	day, began when.Date // began: the last meeting, or the start
	idle       int       // days since then, less days on a break
	number     *float64
	elapsed    int // cadences passed since the start
	set        Setting
	risky      bool
}

// track is the points of one pairing, by day.
type track struct {
	cohort  record.CohortID
	pairing record.PairingID
	points  []point
}

// Try runs the back-test on measured cohorts.
func Try(m *measure.Measured) *Backtest {
	tuning, judging := split(tracks(m))
	b := &Backtest{Tuning: sampleOf(tuning), Judging: sampleOf(judging)}
	for _, t := range slices.Concat(judging, tuning) {
		b.Set = t.points[0].set
		break
	}
	b.Tuned = tune(tuning, b.Set)
	ours := ourRule("our rule, tuned", b.Tuned)
	rules := []rule{ourRule("our rule, as set", Setting{}), ours, idleRule("90 idle days", 90), idleRule("21 idle days", 21)}
	reference := judge(ours, judging, nil)
	for _, r := range rules {
		b.Verdicts = append(b.Verdicts, judge(r, judging, reference.Recall))
	}
	return b
}

// tracks follows every pairing of the cohorts that are over.
func tracks(m *measure.Measured) []track {
	var all []track
	for _, c := range m.Cohorts {
		over := c.Record.State == record.CohortClosed || c.Record.Ends < c.AsOf
		logged := slices.ContainsFunc(c.Pairings, func(p *measure.Pairing) bool { return len(p.Held) > 0 })
		if !over || !logged || c.Program == nil || c.Program.Format != record.Formal {
			continue
		}
		for _, p := range c.Pairings {
			if points := follow(c, p); len(points) > 0 {
				all = append(all, track{c.Record.ID, p.Record.ID, points})
			}
		}
	}
	return all
}

// follow evaluates a pairing weekly.
func follow(c *measure.Cohort, p *measure.Pairing) []point {
	if !p.Started || p.Record.Structure == record.Flash {
		return nil
	}
	rules := c.Program.Health
	if c.Record.Health != nil {
		rules = *c.Record.Health
	}
	end := min(plannedEnd(c, p.Record), c.AsOf)
	var points []point
	for day := p.Start.Add(7); day.Add(horizon) <= end; day = day.Add(7) {
		if p.Record.Ended != 0 && day >= p.Record.Ended || onBreak(p.Record, day, day.Add(horizon)) {
			continue
		}
		then := c.On(p.Record, day)
		pt := point{day: day, began: then.Start, number: number(parts(then, rules.Weights)), elapsed: elapsed(then),
			idle: then.Idle(), set: Setting{rules.SayHelloBelow, rules.TooEarly}, risky: silent(p, day)}
		if n := len(then.Held); n > 0 {
			pt.began = then.Held[n-1].Date
		}
		points = append(points, pt)
	}
	return points
}

// plannedEnd returns the cohort's last day, or the day on which the pairing
// reached its end earlier.
func plannedEnd(c *measure.Cohort, p *record.Pairing) when.Date {
	done := p.State == record.Completed || p.State == record.Ended && p.Reason == record.FinishedEarly
	if done && p.Ended != 0 {
		return min(p.Ended, c.Record.Ends)
	}
	return c.Record.Ends
}

func onBreak(p *record.Pairing, from, until when.Date) bool {
	return slices.ContainsFunc(p.Pauses, func(b record.Pause) bool { return b.From <= until && (b.Until == 0 || b.Until >= from) })
}

// silent reports whether no meeting was held in the horizon after a day.
func silent(p *measure.Pairing, day when.Date) bool {
	return !slices.ContainsFunc(p.Held, func(s *record.Session) bool { return s.Date > day && s.Date <= day.Add(horizon) })
}

// maxElapsed is the largest too_early that tuning tries.
const maxElapsed = 12

func elapsed(p *measure.Pairing) int {
	n := 0
	for n < maxElapsed && !tooEarly(p, n+1) {
		n++
	}
	return n
}

// split assigns cohorts, or the pairings of a single one, alternately.
func split(all []track) (tuning, judging []track) {
	var cohorts []record.CohortID
	for _, t := range all {
		if !slices.Contains(cohorts, t.cohort) {
			cohorts = append(cohorts, t.cohort)
		}
	}
	for i, t := range all {
		turn := i
		if len(cohorts) > 1 {
			turn = slices.Index(cohorts, t.cohort)
		}
		if turn%2 == 0 {
			tuning = append(tuning, t)
		} else {
			judging = append(judging, t)
		}
	}
	return tuning, judging
}

func sampleOf(tracks []track) Sample {
	s := Sample{Pairings: len(tracks)}
	for _, t := range tracks {
		if !slices.Contains(s.Cohorts, t.cohort) {
			s.Cohorts = append(s.Cohorts, t.cohort)
		}
		s.Days += len(t.points)
		for _, p := range t.points {
			if p.risky {
				s.Risky++
			}
		}
		s.Silences += len(silences(t))
	}
	return s
}

// silences returns the points of each silence of a pairing.
func silences(t track) [][]point {
	var all [][]point
	for i := 0; i < len(t.points); {
		j, risky := i, false
		for ; j < len(t.points) && t.points[j].began == t.points[i].began; j++ {
			risky = risky || t.points[j].risky
		}
		if risky {
			all = append(all, t.points[i:j])
		}
		i = j
	}
	return all
}
