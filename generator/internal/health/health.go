// Package health says in a few gentle words how a pairing is doing.
//
// [Of] returns a [Health] for a pairing of a formal programme: its [State] as of
// the measured day, the words that everybody sees, and the sentence that only
// coordinators see. Informal and hybrid programmes have none, and neither has a cohort
// that is over.
//
// [Attention] lists what a coordinator should look at: each [Entry] with its
// [Kind], [Urgency], what was seen, the paths of the records that show it, and
// the next [Step] with a draft message. [Rules] are the definitions.
//
// [Try] says whether the states foresaw silences.
package health

import (
	"fmt"
	"slices"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// State is how a pairing is doing: one of the states below, or the recorded state
// of a pairing that is not active.
type State string

// The states of an active pairing, in the order in which they are tried.
const (
	TooEarly State = "too-early"
	Quiet    State = "quiet"
	SayHello State = "say-hello"
	OnTrack  State = "on-track"
)

// Health is how a pairing is doing on the measured day.
type Health struct {
	State State
	Words string // for readers
	Why   string // of a pairing that is quiet or could use a hello, for coordinators
}

// words are the readers' words for each state.
var words = map[State]string{
	State(record.Open):      "looking for somebody",
	State(record.Proposed):  "proposed",
	State(record.Paused):    "on a break",
	State(record.Completed): "completed",
	State(record.Ended):     "ended",
	State(record.Declined):  "declined",
	TooEarly:                "too early to say",
	Quiet:                   "no meeting logged lately",
	SayHello:                "could use a hello",
	OnTrack:                 "on track",
}

// notMet are the words for a pairing that never met, however early it is to say more of it.
const notMet = "not met yet"

// Of returns the health of a pairing of a cohort, nil if the programme is not
// formal or the cohort is over.
func Of(c *measure.Cohort, p *measure.Pairing) *Health {
	if c.Program == nil || c.Program.Format != record.Formal || c.Over() {
		return nil
	}
	h := &Health{State: state(p, c.Record.HealthFor(c.Program))}
	h.Words = words[h.State]
	if h.State == TooEarly && NeverMet(c, p) {
		h.Words = notMet
	}
	if h.State == Quiet || h.State == SayHello {
		h.Why = why(p)
	}
	return h
}

// state returns the first state that applies. A pairing that has never met is not on
// track.
func state(p *measure.Pairing, rules record.Health) State {
	silent := func(days int, cadences float64) bool {
		return float64(p.Idle()) > max(float64(days), cadences*p.Cadence().Approx())
	}
	switch {
	case p.State != record.Active:
		return State(p.State)
	case len(p.Windows) > 0 && p.End < p.Windows[0].Every.After(p.Start, rules.TooEarly):
		return TooEarly
	case silent(rules.Quiet.Days, rules.Quiet.Cadences):
		return Quiet
	case silent(rules.SayHello.Days, rules.SayHello.Cadences):
		return SayHello
	case len(p.Held) == 0:
		return TooEarly
	}
	return OnTrack
}

// why says how long no meeting was held, and how often they mean to meet.
func why(p *measure.Pairing) string {
	last, words := p.LastMet(), "by the logs they last met on"
	if len(p.Held) == 0 {
		words = "by the logs they have not met since the start on"
	}
	passed, idle := p.End.Sub(last), p.Idle()
	words += fmt.Sprintf(" %s, %s ago", last.Long(), prose.Count(passed, "day"))
	if idle != passed {
		words += fmt.Sprintf(" (%d without breaks)", idle)
	}
	if every := p.Cadence(); !every.IsZero() {
		words += ", and they mean to meet every " + every.Long()
	}
	return words
}

// NeverMet reports whether an active pairing has had a whole window of its
// cadence, or without one the days until it could use a hello, since its start and no
// meeting is logged.
func NeverMet(c *measure.Cohort, p *measure.Pairing) bool {
	waited := slices.ContainsFunc(p.Windows, measure.Window.Counts) ||
		len(p.Windows) == 0 && c.Program != nil && p.Idle() > c.Record.HealthFor(c.Program).SayHello.Days
	return p.State == record.Active && len(p.Held) == 0 && waited
}
