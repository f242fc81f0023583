package life

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// NewCohort makes a cohort like another: its programme, coordinators and rules, and an
// enrolment for each person who would take part again. Without a day it starts after the
// other, and lasts as long.
func (d *Draft) NewCohort(id record.CohortID, from *record.Cohort, name string, starts, ends when.Date) error {
	starts = cmp.Or(starts, max(d.Day, from.Ends.Add(1)))
	fresh := &record.Cohort{
		Program: from.Program, Name: cmp.Or(name, string(id)), Starts: starts, Ends: cmp.Or(ends, starts.Add(from.Ends.Sub(from.Starts))),
		State: record.CohortOpen, Coordinators: from.Coordinators, Cadence: from.Cadence, Milestones: from.Milestones, Matching: from.Matching, Health: from.Health,
	}
	if err := d.create(record.CohortPath(id), fresh); err != nil {
		return err
	}
	invited := 0
	for _, e := range from.Enrolments.All() {
		who := d.Repo.People.Get(e.Person)
		again := again(e)
		if again == nil || e.Incomplete || who == nil || who.Left != 0 && who.Left <= starts {
			continue
		}
		invited++
		if err := d.create(record.EnrolmentPath(id, e.Person), again); err != nil {
			return err
		}
	}
	d.says("%s is open, from %s to %s, with the programme, the coordinators and the rules of %s.", id, fresh.Starts.Long(), fresh.Ends.Long(), from.ID)
	d.says("%s who would take part again, or still waited, %s enrolled.", prose.CountOf(invited, "person", "people"), isAre(invited))
	d.next("read each enrolment as if it were yours, then invite others: pairbook new enrolment %s/PERSON, or import signups", id)
	return nil
}

// again is an enrolment as it would be repeated, nil for somebody who would not.
func again(e *record.Enrolment) *record.Enrolment {
	next := *e
	next.Again, next.Left = "", 0
	switch {
	case e.Again == "yes", e.Status == record.Waiting && e.Again == "":
	case e.Again == "mentor" && e.Mentor == nil:
		next.Mentee, next.Peer, next.Mentor = nil, nil, &record.AsMentor{Capacity: 1}
	case e.Again == "mentor":
		next.Mentee, next.Peer = nil, nil
	default:
		return nil
	}
	if e.Again != "" && (e.Left != 0 || e.Status == record.Withdrawn) {
		return nil
	}
	return &next
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// OpenCohort lets people join a cohort, also one that was closed.
func (d *Draft) OpenCohort(c *record.Cohort) error {
	switch {
	case c.State == record.CohortOpen:
		return fmt.Errorf("%s: it is open already", c.Path)
	case c.Over(d.Day):
		return fmt.Errorf("%s: it ended on %s; let it end later in the record, or start the next one: pairbook cohort new ID --from %s", c.Path, c.Ends, c.ID)
	}
	fresh := *c
	was := fresh.State
	fresh.State = record.CohortOpen
	if err := d.set(&fresh, "state"); err != nil {
		return err
	}
	d.says("%s is open; it was %s. Its pairings are as they were.", c.ID, was)
	d.next("invite people, and when you have enough: pairbook match %s", c.ID)
	return nil
}

// CloseCohort closes a cohort, its pairings with it: who has met and came to the cohort's
// end has completed, as has a flash pairing that met; any other ends with a reason. A proposal that nobody
// answered is declined by the coordinator.
func (d *Draft) CloseCohort(c *record.Cohort, reason record.Reason) error {
	if c.State == record.CohortClosed {
		return fmt.Errorf("%s: it is closed already", c.Path)
	}
	early := d.Day < c.Ends
	fresh := *c
	fresh.State, fresh.Ends = record.CohortClosed, min(c.Ends, d.Day)
	if fresh.Ends < c.Starts {
		return fmt.Errorf("%s: it starts on %s, which is after %s; give a later day with --on, or delete the cohort's folder", c.Path, c.Starts, d.Day)
	}
	if err := d.set(&fresh, "state", "ends"); err != nil {
		return err
	}
	if early {
		d.says("%s is closed, and ends on %s instead of %s.", c.ID, fresh.Ends.Long(), c.Ends.Long())
	} else {
		d.says("%s is closed. It ended on %s.", c.ID, fresh.Ends.Long())
	}
	for _, p := range c.Pairings.All() {
		if err := d.closePairing(c, p, fresh.Ends, early, reason); err != nil {
			return err
		}
	}
	d.stillOpen(c)
	d.next("write what was reached under results in %s, and thank people: pairbook messages %s --kind closing", c.Path, c.ID)
	d.next("the next one: pairbook cohort new ID --from %s", c.ID)
	return nil
}

func (d *Draft) closePairing(c *record.Cohort, p *record.Pairing, last when.Date, early bool, reason record.Reason) error {
	fresh := *p
	met := false
	for _, s := range p.Sessions {
		if s.Date <= d.Day {
			met, last = met || p.Held(s), max(last, s.Date)
		}
	}
	keys := []string{"state", "pauses", "ended", "reason"}
	switch p.State {
	case record.Open, record.Proposed:
		fresh.State, fresh.Declined, keys = record.Declined, &record.Decline{By: "coordinator", On: d.Day}, []string{"state", "declined"}
	case record.Active, record.Paused:
		with := Details{Reason: reason}
		first, once := p.FlashMet(d.Day)
		if first != 0 {
			last = once
		}
		if met && !early || first != 0 {
			with.Reason = ""
		}
		if err := end(&fresh, max(last, p.Started), with); err != nil {
			return fmt.Errorf("%s: %w", p.Path, err)
		}
	default:
		return nil
	}
	words := map[record.PairingState]string{
		record.Declined: "never began, and is declined by the coordinator", record.Completed: "has completed, on " + fresh.Ended.Long(),
		record.Ended: fmt.Sprintf("ended on %s, reason: %s", fresh.Ended.Long(), fresh.Reason),
	}
	d.says("%s/%s %s.", c.ID, p.ID, words[fresh.State])
	return d.set(&fresh, keys...)
}

// stillOpen says what nobody has finished: actions, waiting people, results and surveys.
func (d *Draft) stillOpen(c *record.Cohort) {
	waiting := 0
	for _, e := range c.Enrolments.All() {
		if e.Status == record.Waiting {
			waiting++
		}
	}
	var open []string
	if actions := openActions(c); actions > 0 {
		open = append(open, prose.Count(actions, "action")+" that nobody marked as done")
	}
	if waiting > 0 {
		open = append(open, prose.CountOf(waiting, "person", "people")+" who still waited for a place")
	}
	if program := d.Repo.Program(c); program != nil {
		for _, o := range program.Objectives {
			if o.Metric == "" && !slices.ContainsFunc(c.Results, func(r record.Result) bool { return r.Objective == o.ID }) {
				open = append(open, "a result for the objective "+string(o.ID))
			}
		}
		for i := range program.Surveys {
			if s := &program.Surveys[i]; s.At == record.AtClose && c.Round(s, d.Day) == nil {
				open = append(open, "the answers to the survey "+string(s.ID))
			}
		}
	}
	if open != nil {
		d.says("Still open: %s.", strings.Join(open, "; "))
	}
}

// openActions counts the actions of a cohort that nobody marked as done or dropped.
func openActions(c *record.Cohort) (actions int) {
	for _, p := range c.Pairings.All() {
		over := map[record.ActionID]bool{}
		for _, e := range p.ActionEnds {
			over[e.ID] = true
		}
		for _, s := range p.Sessions {
			for _, done := range s.Done {
				over[done.ID] = true
			}
			for _, id := range s.Dropped {
				over[id] = true
			}
		}
		for _, s := range p.Sessions {
			for _, a := range s.Actions {
				if !over[a.ID] {
					actions++
				}
			}
		}
	}
	return actions
}
