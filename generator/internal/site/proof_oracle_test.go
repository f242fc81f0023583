package site

import (
	"io/fs"
	"math"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// The oracle recomputes a figure from the records that its proof names, and
// from nothing else: they are all that it loads. It follows the definitions of
// metrics.html and shares no code with the package measure.

// claim is what a page or the API says, and from which records.
type claim struct {
	where           string
	metric, pairing string    // pairing is a path's element, "" for a cohort
	from, asOf      when.Date // from is not 0 within a period
	label           string    // an expectation's statement
	guests          bool      // for a figure of the network
	numbers         numbers
	records         []string
}

// numbers are NaN where there is none.
type numbers struct{ value, numerator, denominator float64 }

func only(value float64) numbers { return numbers{value, math.NaN(), math.NaN()} }

func part(n, of float64) numbers {
	if of == 0 {
		return only(math.NaN())
	}
	return numbers{n / of, n, of}
}

// loadNamed loads the records of some paths. A folder stands for all that is in it.
func loadNamed(t *testing.T, files fs.FS, paths []string) *record.Repository {
	t.Helper()
	some := fstest.MapFS{}
	for _, p := range paths {
		err := fs.WalkDir(files, p, func(file string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				var body []byte
				body, err = fs.ReadFile(files, file)
				some[file] = &fstest.MapFile{Data: body}
			}
			return err
		})
		if err != nil {
			t.Errorf("the proof names %s: %v", p, err)
		}
	}
	repo, _, err := record.Load(some)
	if err != nil {
		t.Fatal(err)
	}
	return repo
}

// oracle is the named records on a day, and the days that count.
type oracle struct {
	repo     *record.Repository
	cohort   *record.Cohort
	program  *record.Program
	from, at when.Date // at is the day at which the figures stand
	today    when.Date
	pairs    []*pair
}

// pair is a pairing that has started.
type pair struct {
	*record.Pairing
	end  when.Date
	logs []*record.Session // dated from start to end
	held []*record.Session

	flashed bool // complete, because it has met
}

func newOracle(repo *record.Repository, cohort *record.Cohort, c claim) *oracle {
	o := &oracle{repo: repo, cohort: cohort, program: repo.Programs.Get(cohort.Program), from: c.from, at: c.asOf, today: c.asOf}
	if cohort.Ends > 0 {
		o.at = min(o.at, cohort.Ends)
	}
	for _, rec := range cohort.Pairings.All() {
		p := &pair{Pairing: rec, end: o.at}
		if rec.Ended != 0 && rec.Ended < o.at {
			p.end = rec.Ended
		}
		if rec.Started == 0 || rec.Started > p.end || c.pairing != "" && c.pairing != string(rec.ID) {
			continue
		}
		p.hold()
		// A flash pairing is complete with its meeting, unless a record ends it.
		if n := len(p.held); rec.Structure == record.Flash && n > 0 && !(o.recorded(p)) {
			p.flashed, p.end = true, p.held[n-1].Date
			p.hold()
		}
		o.pairs = append(o.pairs, p)
	}
	return o
}

// hold finds the logs that count, and those of meetings held.
func (p *pair) hold() {
	p.logs, p.held = nil, nil
	for _, s := range p.Sessions {
		if p.Started <= s.Date && s.Date <= p.end {
			p.logs = append(p.logs, s)
		}
	}
	slices.SortStableFunc(p.logs, func(a, b *record.Session) int { return int(a.Date - b.Date) })
	for _, s := range p.logs {
		mentors, mentees, peers := p.there(s, p.Mentors), p.there(s, p.Mentees), p.there(s, p.Peers)
		if len(mentors) > 0 && len(mentees) > 0 || len(peers) > 1 {
			p.held = append(p.held, s)
		}
	}
}

// recorded reports whether a record says that a pairing is over.
func (o *oracle) recorded(p *pair) bool {
	return (p.State == record.Completed || p.State == record.Ended) && p.Ended != 0 && p.Ended <= o.today
}

func belongs(m record.Member, day when.Date) bool {
	return m.From <= day && (m.Until == 0 || day <= m.Until)
}

// there is who of a side came to a meeting as a member.
func (p *pair) there(s *record.Session, side []record.Member) map[record.PersonID]bool {
	came := map[record.PersonID]bool{}
	for _, m := range side {
		if belongs(m, s.Date) && (s.Attended == nil && m.As != record.Adviser && m.As != record.Backup || s.Attended != nil && slices.Contains(*s.Attended, m.Person)) {
			came[m.Person] = true
		}
	}
	return came
}

func (p *pair) paused(day when.Date) bool {
	return slices.ContainsFunc(p.Pauses, func(b record.Pause) bool { return b.From <= day && (b.Until == 0 || day <= b.Until) })
}

// days counts those after the first up to the second that are on no break.
func (p *pair) days(first, second when.Date) float64 {
	n := 0.0
	for d := first + 1; d <= second; d++ {
		if !p.paused(d) {
			n++
		}
	}
	return n
}

// state is where a pairing stands on the day.
func (o *oracle) state(p *pair) record.PairingState {
	switch {
	case o.recorded(p):
		return p.State
	case p.flashed:
		return record.Completed
	case p.paused(o.today):
		return record.Paused
	}
	return record.Active
}

// recent reports whether something of a day counts.
func (o *oracle) recent(day when.Date) bool { return o.from <= day && day <= o.at }

func (o *oracle) meetings() (all []*record.Session) {
	for _, p := range o.pairs {
		for _, s := range p.held {
			if o.recent(s.Date) {
				all = append(all, s)
			}
		}
	}
	return all
}

func (o *oracle) hours() numbers {
	minutes, timed, all := 0.0, 0, o.meetings()
	for _, s := range all {
		minutes += float64(s.Duration)
		if s.Duration > 0 {
			timed++
		}
	}
	if len(all) > 0 && timed == 0 {
		return only(math.NaN())
	}
	return only(minutes / 60)
}

// ofPairs gives the middle, or the greatest, of what pairings that met have.
func (o *oracle) ofPairs(of func(*pair) []float64, pick func([]float64) float64, over func([]float64) float64) numbers {
	var values []float64
	for _, p := range o.pairs {
		if days := of(p); len(days) > 0 {
			values = append(values, pick(days))
		}
	}
	if len(values) == 0 {
		return only(math.NaN())
	}
	return only(over(values))
}

func half(values []float64) float64 {
	slices.Sort(values)
	if n := len(values); n%2 == 0 {
		return values[n/2-1]/2 + values[n/2]/2
	}
	return values[len(values)/2]
}

func greatest(values []float64) float64 { return slices.Max(values) }

func sinceLast(p *pair) []float64 {
	if n := len(p.held); n > 0 {
		return []float64{p.days(p.held[n-1].Date, p.end)}
	}
	return nil
}

func toFirst(p *pair) []float64 {
	if len(p.held) > 0 {
		return []float64{float64(p.held[0].Date - p.Started)}
	}
	return nil
}

func gaps(p *pair) []float64 {
	days, before := []float64{}, p.Started
	for _, s := range p.held {
		days, before = append(days, p.days(before, s.Date)), s.Date
	}
	return append(days, p.days(before, p.end))
}

// step is the day k intervals after another, months clamped to their end.
func step(from when.Date, every when.Interval, k int) when.Date {
	switch every.Unit {
	case when.Days:
		return from + when.Date(k*every.N)
	case when.Weeks:
		return from + when.Date(7*k*every.N)
	}
	first := from.Time().AddDate(0, 0, 1-from.Time().Day()).AddDate(0, k*every.N, 0)
	last := first.AddDate(0, 1, -1).Day()
	return when.DateOf(first.AddDate(0, 0, min(from.Time().Day(), last)-1).Add(time.Hour))
}

func (o *oracle) cadence() numbers {
	kept, all := 0.0, 0.0
	for _, p := range o.pairs {
		if o.program == nil || o.program.Format != record.Formal || p.Structure == record.Flash {
			continue
		}
		steps := append([]record.CadenceStep{}, p.Cadence...)
		slices.SortStableFunc(steps, func(a, b record.CadenceStep) int { return int(a.From - b.From) })
		every := o.program.Cadence
		if o.cohort.Cadence.N != 0 {
			every = o.cohort.Cadence
		}
		begin := p.Started
		for len(steps) > 0 && steps[0].From <= begin {
			every, steps = steps[0].Every, steps[1:]
		}
		for {
			until := p.end + 10000
			if len(steps) > 0 && steps[0].From <= p.end {
				until = steps[0].From
			}
			k, n := o.stretches(p, begin, until, every)
			kept, all = kept+k, all+n
			if until > p.end {
				break
			}
			begin, every, steps = until, steps[0].Every, steps[1:]
		}
	}
	return part(kept, all)
}

// stretches counts those of one rhythm that are over, and those with a meeting.
func (o *oracle) stretches(p *pair, begin, until when.Date, every when.Interval) (kept, all float64) {
	for i := 0; every.N != 0; i++ {
		first, next := step(begin, every, i), step(begin, every, i+1)
		if next > p.end || next > until {
			break
		}
		met, broken := false, !o.recent(next)
		for d := first; d < next; d++ {
			broken = broken || p.paused(d)
			met = met || slices.ContainsFunc(p.held, func(s *record.Session) bool { return s.Date == d })
		}
		if broken {
			continue
		}
		all++
		if met {
			kept++
		}
	}
	return kept, all
}

// agreed is what became of an action.
type agreed struct {
	due, done when.Date
	dropped   bool
}

func (o *oracle) actions(p *pair) map[record.ActionID]*agreed {
	all := map[record.ActionID]*agreed{}
	for _, s := range slices.Backward(p.logs) {
		for _, a := range slices.Backward(s.Actions) {
			all[a.ID] = &agreed{due: a.Due}
		}
	}
	for _, s := range p.logs {
		for _, d := range s.Done {
			on := d.On
			if on == 0 {
				on = s.Date
			}
			if a := all[d.ID]; a != nil && on <= o.at && (a.done == 0 || on < a.done) {
				a.done = on
			}
		}
		for _, id := range s.Dropped {
			if a := all[id]; a != nil {
				a.dropped = true
			}
		}
	}
	for _, end := range p.ActionEnds {
		a := all[end.ID]
		if a == nil {
			continue
		}
		if end.Done != 0 && end.Done <= o.at && (a.done == 0 || end.Done < a.done) {
			a.done = end.Done
		}
		a.dropped = a.dropped || end.Dropped != 0 && end.Dropped <= o.at
	}
	return all
}

func (o *oracle) followed() numbers {
	inTime, all := 0.0, 0.0
	for _, p := range o.pairs {
		for _, a := range o.actions(p) {
			if a.due == 0 || a.due > o.at || a.dropped || !o.recent(a.due) {
				continue
			}
			all++
			inTime += truth(a.done != 0 && a.done <= a.due)
		}
	}
	return part(inTime, all)
}

func (o *oracle) open(overdue bool) numbers {
	n := 0.0
	for _, p := range o.pairs {
		for _, a := range o.actions(p) {
			if a.done == 0 && !a.dropped && (!overdue || a.due != 0 && a.due < o.at) {
				n++
			}
		}
	}
	return only(n)
}
