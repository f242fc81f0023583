package check

import (
	"cmp"
	"slices"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// overCapacity reports pairings that exceed a mentor's capacity. Pairings under way
// count first, in the order of their starts, then proposals.
func overCapacity(c *checker) {
	for _, cohort := range c.repo.Cohorts.All() {
		taken := c.taken(cohort, "mentors")
		for _, e := range cohort.Enrolments.All() {
			if e.Incomplete || e.Mentor == nil {
				continue
			}
			for _, seat := range beyond(taken[e.Person], e.Mentor.Capacity) {
				c.say(seat.pairing.State, seat.at(), "raise capacity in their enrolment, if they agree, or choose another mentor",
					"mentors: %q offered %s in the cohort %q, and this is one more", e.Person, prose.Count(e.Mentor.Capacity, "pairing"), cohort.ID)
			}
		}
	}
}

// tooManyMentors reports a mentee in more pairings than they asked for.
func tooManyMentors(c *checker) {
	for _, cohort := range c.repo.Cohorts.All() {
		taken := c.taken(cohort, "mentees")
		for _, e := range cohort.Enrolments.All() {
			if e.Incomplete || e.Mentee == nil {
				continue
			}
			for _, seat := range beyond(taken[e.Person], e.Mentee.Mentors) {
				c.warnf(seat.at(), "raise mentors in their enrolment, if they agree",
					"mentees: %q asked for %s in the cohort %q, and this is one more", e.Person, prose.Count(e.Mentee.Mentors, "pairing"), cohort.ID)
			}
		}
	}
}

// seat is a person's membership of a pairing.
type seat struct {
	pairing *record.Pairing
	at      func() diag.Position
}

// taken returns the open pairings of a cohort that each person is a member of, on one
// side, not standing by, and with no last day.
func (c *checker) taken(cohort *record.Cohort, key string) map[record.PersonID][]seat {
	taken := map[record.PersonID][]seat{}
	for _, p := range cohort.Pairings.All() {
		if p.Incomplete || !open(p) {
			continue
		}
		for m := range membersOf(p) {
			seats := taken[m.Person]
			counted := len(seats) > 0 && seats[len(seats)-1].pairing == p
			if m.key == key && !m.StandsBy() && !counted && (m.Until == 0 || m.Until >= c.asOf) {
				taken[m.Person] = append(seats, seat{p, m.at})
			}
		}
	}
	for _, seats := range taken {
		slices.SortStableFunc(seats, func(a, b seat) int {
			return cmp.Or(cmp.Compare(rank(a.pairing), rank(b.pairing)), cmp.Compare(a.pairing.Started, b.pairing.Started))
		})
	}
	return taken
}

func rank(p *record.Pairing) int {
	if underWay(p) {
		return 0
	}
	return 1
}

func beyond(seats []seat, limit int) []seat {
	return seats[min(limit, len(seats)):]
}
