package measure

import (
	"cmp"
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Outcome is the result of a cadence window.
type Outcome string

// Kept and Missed windows count towards the cadence. The others do not: they
// share a day with a pause, are not over yet, or were cut short when the cadence
// changed.
const (
	Kept      Outcome = "kept"
	Missed    Outcome = "missed"
	OnABreak  Outcome = "paused"
	StillOpen Outcome = "open"
	CutShort  Outcome = "cut"
)

// Window is a period in which a session is expected, [From, To): To is the first
// day after it.
type Window struct {
	From, To when.Date
	Every    when.Interval
	Outcome  Outcome
	Held     []*record.Session
}

// Counts reports whether the window counts towards the cadence.
func (w Window) Counts() bool { return w.Outcome == Kept || w.Outcome == Missed }

// phase is a period with one cadence, [start, until); a zero until means that it
// goes on.
type phase struct {
	from, until when.Date
	every       when.Interval
}

// Cadence returns the interval in force on E, zero when no session is expected.
func (p *Pairing) Cadence() when.Interval {
	if n := len(p.Windows); n > 0 && p.noCadence == "" {
		return p.Windows[n-1].Every
	}
	return when.Interval{}
}

func (p *Pairing) observeCadence(c *Cohort) {
	if c.Program != nil && c.Program.Format != record.Formal && c.Program.Format != "" {
		p.noCadence = onlyFormal
		return
	}
	for _, ph := range p.phases(c.Record.CadenceFor(c.Program)) {
		p.observePhase(ph)
	}
	switch {
	case p.Record.Structure == record.Flash:
		// Keep the windows: they tell how long a meeting has been waited for.
		p.noCadence = flashRhythm
	case len(p.Windows) == 0:
		p.noCadence = noRhythm
	}
}

// phases returns the cadences from S to E in order. The first is the pairing's
// own for S, or else every.
func (p *Pairing) phases(every when.Interval) []phase {
	steps := slices.Clone(p.Record.Cadence)
	slices.SortStableFunc(steps, func(a, b record.CadenceStep) int { return cmp.Compare(a.From, b.From) })
	phases := []phase{{from: p.Start, every: every}}
	for _, step := range steps {
		last := &phases[len(phases)-1]
		switch {
		case step.From <= last.from:
			last.every = step.Every
		case step.From <= p.End:
			last.until = step.From
			phases = append(phases, phase{from: step.From, every: step.Every})
		}
	}
	return phases
}

func (p *Pairing) observePhase(ph phase) {
	if ph.every.IsZero() {
		return
	}
	for i := 0; ; i++ {
		w := Window{From: ph.every.After(ph.from, i), To: ph.every.After(ph.from, i+1), Every: ph.every}
		if w.From > p.End || ph.until != 0 && w.From >= ph.until {
			return
		}
		cut := ph.until != 0 && w.To > ph.until
		if cut {
			w.To = ph.until
		}
		w.Held = heldWithin(p.Held, w.From, w.To)
		w.Outcome = p.outcome(w, cut)
		p.Windows = append(p.Windows, w)
	}
}

func (p *Pairing) outcome(w Window, cut bool) Outcome {
	paused := slices.ContainsFunc(p.breaks, func(b span) bool { return b.first < w.To && b.last >= w.From })
	switch {
	case paused:
		return OnABreak
	case cut:
		return CutShort
	case w.To > p.End:
		return StillOpen
	case len(w.Held) > 0:
		return Kept
	}
	return Missed
}

// heldWithin returns the sessions dated in [from, to); sessions are sorted by
// date.
func heldWithin(sessions []*record.Session, from, to when.Date) []*record.Session {
	byDate := func(s *record.Session, d when.Date) int { return cmp.Compare(s.Date, d) }
	i, _ := slices.BinarySearchFunc(sessions, from, byDate)
	j, _ := slices.BinarySearchFunc(sessions, to, byDate)
	return sessions[i:j]
}

func cadenceKept(p *Pairing) Figure {
	if p.noCadence != "" {
		return unavailable(p.noCadence)
	}
	kept, all := 0, 0
	records := append([]string{p.Record.Path}, p.rules...)
	for _, w := range p.Windows {
		if !w.Counts() {
			continue
		}
		all++
		if w.Outcome == Kept {
			kept++
			records = appendSessions(records, w.Held)
		}
	}
	return ratio(float64(kept), float64(all), records, noStretch)
}
