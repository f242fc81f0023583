package record

import (
	"iter"
	"slices"

	"pairbook/generator/internal/when"
)

// LastDue returns the last day, up to the given one, on which a survey was due in a
// cohort: at its start or close, or some time after its start, and then at regular
// intervals until its end. It returns 0 if the survey has not been due yet or has no
// schedule.
func (c *Cohort) LastDue(s *Survey, day when.Date) when.Date {
	last := when.Date(0)
	for due := range c.Due(s) {
		if due > day {
			break
		}
		last = due
	}
	return last
}

// Due lists the days on which a survey is due in a cohort; none if it has no
// schedule.
func (c *Cohort) Due(s *Survey) iter.Seq[when.Date] {
	return func(yield func(when.Date) bool) {
		if s.At == "" && s.After.IsZero() && s.Every.IsZero() {
			return
		}
		first := c.Starts
		if s.At == AtClose {
			first = c.Ends
		}
		if !s.After.IsZero() {
			first = s.After.After(first, 1)
		}
		more := yield(first) && !s.Every.IsZero()
		for n := 1; more && s.Every.After(first, n) <= c.Ends; n++ {
			more = yield(s.Every.After(first, n))
		}
	}
}

// startDays is for how long a survey at the start may still ask.
const startDays = 28

// Asks reports whether a survey is to be sent out on a day: it was due, at the start no
// more than four weeks ago, nobody has answered since, and the cohort is not over, unless it
// asks at the close.
func (c *Cohort) Asks(s *Survey, day when.Date) bool {
	due := c.LastDue(s, day)
	late := s.At == AtStart && day.Sub(due) > startDays || s.At != AtClose && c.Over(day)
	return due != 0 && !late && c.Round(s, day) == nil
}

// Over reports whether the cohort's last day, if it is one, is past on a day.
func (c *Cohort) Over(day when.Date) bool { return c.Ends != 0 && c.Ends >= c.Starts && c.Ends < day }

// Ended reports whether the cohort is closed, or over on a day.
func (c *Cohort) Ended(day when.Date) bool { return c.State == CohortClosed || c.Over(day) }

// Round returns the latest answers to a survey since it was last due, or nil. A
// survey at the close may have been answered before the last day.
func (c *Cohort) Round(s *Survey, day when.Date) *Answers {
	due := c.LastDue(s, day)
	if s.At == AtClose {
		due = c.Starts
	}
	if due == 0 {
		return nil
	}
	var latest *Answers
	for _, a := range c.Surveys {
		if a.Survey == s.ID && a.Date >= due && a.Date <= day && (latest == nil || a.Date > latest.Date) {
			latest = a
		}
	}
	return latest
}

// SurveyRecipients returns the sorted ids of the people whom a survey asks on a
// day: the members, on the survey's side, of the pairings that are going on that
// day, without advisers and backups, and for a survey at the close also of those that are over. People who have
// left the programme or the cohort are not asked.
func (r *Repository) SurveyRecipients(c *Cohort, s *Survey, day when.Date) []PersonID {
	var asked []PersonID
	for _, p := range c.Pairings.All() {
		over := p.Ended != 0 && p.Ended < day
		if p.Started == 0 || p.Started > day || over && s.At != AtClose {
			continue
		}
		on := day
		if over {
			on = p.Ended
		}
		for _, m := range p.side(s.For) {
			if m.Expected(on) && !r.Gone(c, m.Person, day) {
				asked = append(asked, m.Person)
			}
		}
	}
	slices.Sort(asked)
	return slices.Compact(asked)
}

// side returns the members of a party; of all parties if it is empty.
func (p *Pairing) side(party Party) []Member {
	switch party {
	case Mentors:
		return p.Mentors
	case Mentees:
		return p.Mentees
	case Peers:
		return p.Peers
	}
	return p.Members()
}

// Gone reports whether somebody has left the programme or the cohort by a day.
func (r *Repository) Gone(c *Cohort, id PersonID, day when.Date) bool {
	who, e := r.People.Get(id), c.Enrolments.Get(id)
	return who != nil && who.Left != 0 && who.Left <= day ||
		e != nil && (e.Left != 0 && e.Left <= day || e.Status == Withdrawn)
}
