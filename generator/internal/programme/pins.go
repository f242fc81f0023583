package programme

import (
	"errors"
	"slices"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/match"
	"pairbook/generator/internal/record"
)

// PinHint says what to do about a pin that cannot be kept.
const PinHint = "change the pin, or what stands against it"

// pins reports the pins that no proposal can keep. Whether two may be together is known of
// records without errors only, and a place that has a problem with its pin is not told twice.
func (r *Run) pins(found diag.List) (more diag.List) {
	if broken, _ := found.Count(); broken > 0 {
		return nil
	}
	for _, c := range r.Repo.Cohorts.All() {
		for _, pin := range r.refused(c) {
			if !slices.ContainsFunc(found, func(p diag.Problem) bool { return isOf(p, c, pin) }) {
				more.Warnf(c.At("pins", pin.Index), "pins", PinHint, "pins: %v", pin)
			}
		}
	}
	return more
}

// refused returns the pins that the constraints or the room of a cohort rule out, if it is
// still to be matched.
func (r *Run) refused(c *record.Cohort) (all fit.PinErrors) {
	program := r.Repo.Program(c)
	if program != nil && len(c.Pins) > 0 && c.State.ToMatch() {
		errors.As(match.Pins(r.Repo, c, program, fit.Options{AsOf: r.AsOf}), &all)
	}
	return all
}

// isOf reports whether a problem is one of a pin or of a person in it.
func isOf(p diag.Problem, c *record.Cohort, pin fit.PinError) bool {
	places := []diag.Position{c.At("pins", pin.Index), c.At("pins", pin.Index, "mentor"), c.At("pins", pin.Index, "mentee")}
	for k := range pin.Pin.Peers {
		places = append(places, c.At("pins", pin.Index, "peers", k))
	}
	return p.Rule == "pins" && slices.Contains(places, p.Position)
}
