package measure

import (
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Period is the days from From to To, both included.
type Period struct{ From, To when.Date }

// flows are the metrics that count what happens, so a period has a share of them.
// The others describe a state on a day.
var flows = []record.MetricID{"sessions_held", "hours", "cadence_kept", "follow_through", "milestones_kept", "confirmed"}

// IsFlow reports whether a metric can be measured within a period.
func IsFlow(id record.MetricID) bool { return slices.Contains(flows, id) }

// Within computes the figures of what happened in a period that ends by D.
// Meetings belong to their day, milestones and actions to the day on which they
// are due, a window of the cadence to the first day after it. The figures of
// consecutive periods add up to the whole.
func (c *Cohort) Within(in Period) []Figure {
	part := Cohort{Record: c.Record, Program: c.Program, AsOf: c.AsOf}
	for _, p := range c.started {
		part.started = append(part.started, p.within(in))
	}
	var figures []Figure
	for _, m := range registry {
		if IsFlow(m.ID) {
			f := m.cohort(&part)
			if f.Value == nil && c.Figure(m.ID).Value != nil {
				f = unavailable(notThen)
			}
			f.Metric = m.Metric
			figures = append(figures, f)
		}
	}
	return figures
}

// within returns the pairing with only what happened in a period.
func (p *Pairing) within(in Period) *Pairing {
	part := *p
	part.Held = heldWithin(p.Held, in.From, in.To.Add(1))
	part.Windows = filter(p.Windows, func(w Window) bool { return w.To.Within(in.From, in.To) })
	part.Actions = filter(p.Actions, func(a Action) bool { return a.Due.Within(in.From, in.To) })
	part.Milestones = filter(p.Milestones, func(m Milestone) bool { return m.Day.Within(in.From, in.To) })
	part.Figures = nil
	for _, m := range registry {
		if m.pairing == nil || !IsFlow(m.ID) {
			continue
		}
		f := m.pairing(&part)
		f.Metric = m.Metric
		part.Figures = append(part.Figures, f)
	}
	return &part
}

func filter[T any](all []T, which func(T) bool) []T {
	var some []T
	for _, x := range all {
		if which(x) {
			some = append(some, x)
		}
	}
	return some
}
