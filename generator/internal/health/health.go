// Package health describes in a few gentle words how a pairing is doing.
//
// [Of] returns a [Health] for a pairing of a formal programme: its [State] as of
// the measured day, the words that everybody sees, and the number with its
// [Part]s that only coordinators see. Informal and hybrid programmes have none, and
// neither has a cohort that is over.
//
// [Attention] lists what a coordinator should look at: each [Entry] with its
// [Kind], [Urgency], what was seen, the paths of the records that show it, and
// the next [Step] with a draft message. [Rules] are the definitions.
package health

import (
	"slices"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
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
	State State  // empty when nothing is known
	Words string // for readers

	// Number is Σ weight × part ÷ Σ weight over the available parts, from 0 to
	// 100. It is nil when no part is available or all weights are 0, and for a
	// pairing that has not started or has no cadence.
	Number *float64
	Parts  []Part
}

// Part is a component of health from 0 to 100, nil when unavailable.
type Part struct {
	Name        string
	Weight      int
	Value       *float64
	Unavailable string
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

// Of returns the health of a pairing of a cohort, nil if the programme is not
// formal or the cohort is over.
func Of(c *measure.Cohort, p *measure.Pairing) *Health {
	if c.Program == nil || c.Program.Format != record.Formal || c.Over() {
		return nil
	}
	rules := c.Program.Health
	if c.Record.Health != nil {
		rules = *c.Record.Health
	}
	h := &Health{}
	if len(p.Windows) > 0 {
		h.Parts = parts(p, rules.Weights)
		h.Number = number(h.Parts)
	}
	h.State = state(p, rules, h.Number)
	h.Words = words[h.State]
	if h.State == "" {
		h.Words = "nothing to go by yet"
	}
	return h
}

// state returns the first state that applies.
func state(p *measure.Pairing, rules record.Health, number *float64) State {
	switch {
	case p.State != record.Active:
		return State(p.State)
	case p.Started && tooEarly(p, rules.TooEarly):
		return TooEarly
	case p.Started && len(p.Windows) == 0:
		return stateByDays(p)
	case number == nil:
		return ""
	case *number < float64(rules.QuietBelow):
		return Quiet
	case *number < float64(rules.SayHelloBelow):
		return SayHello
	}
	return OnTrack
}

// The days without a meeting, less those on a break, after which a pairing without a
// cadence could use a hello, and is quiet.
const (
	sayHelloDays = 21
	quietDays    = 35
)

// stateByDays returns the state of a pairing without a cadence; as long as it has
// not met, it is not on track.
func stateByDays(p *measure.Pairing) State {
	switch idle := p.Idle(); {
	case idle > quietDays:
		return Quiet
	case idle > sayHelloDays:
		return SayHello
	case len(p.Held) == 0:
		return TooEarly
	}
	return OnTrack
}

// tooEarly reports whether fewer than that many of the first cadence lie between
// S and E.
func tooEarly(p *measure.Pairing, cadences int) bool {
	if len(p.Windows) == 0 {
		return false
	}
	return p.End < p.Windows[0].Every.After(p.Start, cadences)
}

func parts(p *measure.Pairing, weights record.HealthWeights) []Part {
	return []Part{
		part("cadence", weights.Cadence, lastWindows(p), "no whole stretch of the rhythm has passed outside a break"),
		part("recency", weights.Recency, recency(p), noRecency(p)),
		figurePart("follow_through", weights.FollowThrough, p.Figure("follow_through")),
		part("goal_progress", weights.GoalProgress, goalsDue(p), "no goal's day has come"),
	}
}

// noRecency returns the reason why recency is unavailable.
func noRecency(p *measure.Pairing) string {
	if len(p.Held) == 0 {
		return "no meeting that counts has been logged"
	}
	return "no rhythm of meetings is set for these days"
}

func part(name string, weight int, value *float64, nothing string) Part {
	if value != nil {
		nothing = ""
	}
	return Part{name, weight, value, nothing}
}

func figurePart(name string, weight int, f measure.Figure) Part {
	if f.Value == nil {
		return Part{name, weight, nil, f.Unavailable}
	}
	value := 100 * *f.Value
	return Part{name, weight, &value, ""}
}

// lastWindows returns the share kept of the last four windows that count.
func lastWindows(p *measure.Pairing) *float64 {
	kept, all := 0, 0
	for _, w := range slices.Backward(p.Windows) {
		if all == 4 {
			break
		}
		if !w.Counts() {
			continue
		}
		all++
		if w.Outcome == measure.Kept {
			kept++
		}
	}
	if all == 0 {
		return nil
	}
	value := 100 * float64(kept) / float64(all)
	return &value
}

// recency returns 100 until one cadence after the last meeting, 0 from three on,
// and a linear value in between; days on a break do not count.
func recency(p *measure.Pairing) *float64 {
	every, since := p.Cadence(), p.Figure("days_since_last").Value
	if every.IsZero() || since == nil {
		return nil
	}
	last := p.Held[len(p.Held)-1].Date
	one, three := days(every, last, 1), days(every, last, 3)
	value := 100 * min(1, max(0, (three-*since)/(three-one)))
	return &value
}

// goalsDue returns the share reached of the goals whose target has come, so that a
// new goal lowers nothing.
func goalsDue(p *measure.Pairing) *float64 {
	reached, due := 0, 0
	for _, g := range p.Goals {
		if g.Given || g.Target == 0 || g.Target > p.AsOf {
			continue
		}
		due++
		if g.Reached {
			reached++
		}
	}
	if due == 0 {
		return nil
	}
	value := 100 * float64(reached) / float64(due)
	return &value
}

func days(every when.Interval, from when.Date, n int) float64 {
	return float64(every.After(from, n).Sub(from))
}

// number returns the weighted mean of the available parts. The conversions
// prevent a fused multiply-add, which would round differently on some machines.
func number(parts []Part) *float64 {
	sum, weights := 0.0, 0
	for _, p := range parts {
		if p.Value != nil && p.Weight > 0 {
			sum += float64(float64(p.Weight) * *p.Value)
			weights += p.Weight
		}
	}
	if weights == 0 {
		return nil
	}
	value := sum / float64(weights)
	return &value
}
