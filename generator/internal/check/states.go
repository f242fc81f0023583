package check

import (
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// started reports a pairing that has met or is active without the day it started.
func started(c *checker) {
	for _, p := range c.pairings() {
		switch {
		case p.State == record.Declined && p.Started != 0:
			c.errorf(p.At("started"), "take started out, or set state to ended", "started: %s, but the state is declined, as of a pairing that never began", p.Started)
		case p.State == record.Open && p.Started != 0:
			c.errorf(p.At("started"), "take started out, or name who was found and set state to active", "started: %s, but the state is open, as of a pairing that has not begun", p.Started)
		case p.Begun() && p.Started == 0:
			c.errorf(p.At("state"), "add started, the first day of the pairing", "state: %s, but started is missing", p.State)
		}
	}
}

// ended reports a pairing that is over without a last day, or has one and is not over.
func ended(c *checker) {
	for _, p := range c.pairings() {
		over := p.State == record.Completed || p.State == record.Ended
		switch {
		case over && p.Ended == 0:
			c.errorf(p.At("state"), "add ended, the last day of the pairing", "state: %s, but ended is missing", p.State)
		case !over && p.Ended != 0:
			c.errorf(p.At("ended"), "set state to completed or ended, or take ended out", "ended: %s, but the state is %s", p.Ended, p.State)
		}
	}
}

// reason reports an early ending without a reason, and a reason without one.
func reason(c *checker) {
	for _, p := range c.pairings() {
		switch {
		case p.State == record.Ended && p.Reason == "":
			c.errorf(p.At("state"), "add reason; unrecorded will do when nobody knows", "state: ended, but reason is missing")
		case p.State != record.Ended && p.Reason != "":
			c.warnf(p.At("reason"), "take it out, or set state to ended", "reason: %s, but the state is %s", p.Reason, p.State)
		}
	}
}

// outcome reports an outcome of a pairing that has not begun.
func outcome(c *checker) {
	for _, p := range c.pairings() {
		if p.Outcome != "" && (p.State == record.Open || p.State == record.Proposed) {
			c.warnf(p.At("outcome"), "take it out, or set state to what became of the pairing", "outcome is there, but the state is %s", p.State)
		}
	}
}

// declined reports a proposal that was declined without who did it and when, and a
// pairing that has this and is in another state.
func declined(c *checker) {
	for _, p := range c.pairings() {
		switch {
		case p.State == record.Declined && p.Declined == nil:
			c.errorf(p.At("state"), "add declined: {by: mentee, on: DATE}, with mentor, mentee, peer or coordinator", "state: declined, but declined is missing")
		case p.State != record.Declined && p.Declined != nil:
			c.warnf(p.At("declined"), "take it out, or set state to declined", "declined is there, but the state is %s", p.State)
		}
	}
}

// closedCohort reports a pairing under way in a closed cohort.
func closedCohort(c *checker) {
	for cohort, p := range c.pairings() {
		if cohort.State != record.CohortClosed {
			continue
		}
		switch {
		case underWay(p):
			c.errorf(p.At("state"), "set state to completed or ended, with its day, or let the cohort run on", "state: %s, but the cohort %q is closed", p.State, cohort.ID)
		case p.State == record.Proposed || p.State == record.Open:
			c.warnf(p.At("state"), "set state to declined if it never began, or delete the pairing's folder", "state: %s, but the cohort %q is closed", p.State, cohort.ID)
		}
	}
}

// metAlready reports a pairing that has not begun, perhaps a declined one, whose people
// have met.
func metAlready(c *checker) {
	for _, p := range c.pairings() {
		if p.State != "" && !p.Begun() && len(p.Sessions) > 0 {
			c.warnf(p.At("state"), "set state to active and add started", "state: %s, but %s in its folder", p.State, logs(len(p.Sessions)))
		}
	}
}

func logs(n int) string {
	if n == 1 {
		return "a meeting is logged"
	}
	return prose.Count(n, "meeting") + " are logged"
}

// pausedSince reports a paused pairing without the day its break began, which figures
// count as active.
func pausedSince(c *checker) {
	for _, p := range c.pairings() {
		if p.State == record.Paused && len(p.Pauses) == 0 {
			c.warnf(p.At("state"), "add pauses: [{from: …}] with the first day of the break", "state: paused, but pauses does not say since when")
		}
	}
}
