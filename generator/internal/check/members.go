package check

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// sides reports a pairing without members on one of its sides. One that looks for
// somebody, or did in vain, needs mentors alone.
func sides(c *checker) {
	for _, p := range c.pairings() {
		hint := "name mentors and mentees, or at least two peers"
		mentored := len(p.Mentors) + len(p.Mentees)
		switch {
		case mentored > 0 && len(p.Peers) > 0:
			c.errorf(p.KeyAt("peers"), hint, "peers: a pairing has mentors and mentees, or peers, and this one has both")
		case mentored == 0 && len(p.Peers) == 0:
			c.errorf(p.At(), hint, "the pairing has no members")
		case len(p.Peers) == 1:
			c.errorf(p.KeyAt("peers"), hint, "peers: one person cannot meet alone")
		case mentored > 0 && len(p.Mentors) == 0:
			c.errorf(p.At(), hint, "the pairing has no mentor")
		case p.State == record.Open && len(p.Mentees)+len(p.Peers) > 0:
			c.errorf(p.At("state"), "set state to proposed, or take them out", "state: open, but the pairing has somebody to meet its mentors")
		case mentored > 0 && len(p.Mentees) == 0 && p.State != record.Open && p.State != record.Declined:
			c.errorf(p.At(), hint, "the pairing has no mentee")
		}
	}
}

// selfPairing reports a person on both sides of a pairing.
func selfPairing(c *checker) {
	for _, p := range c.pairings() {
		for i, mentee := range p.Mentees {
			if slices.ContainsFunc(p.Mentors, func(m record.Member) bool { return m.Person == mentee.Person }) {
				c.errorf(p.At("mentees", i, "person"), "take one of the two out", "mentees: %q is a mentor of this pairing, too", mentee.Person)
			}
		}
	}
	for _, cohort := range c.repo.Cohorts.All() {
		for i, pin := range cohort.Pins {
			if pin.Mentor != "" && pin.Mentor == pin.Mentee {
				c.errorf(cohort.At("pins", i, "mentee"), "take the pin out", "pins: %q is to be paired with themself", pin.Mentee)
			}
		}
	}
}

// memberAs reports a part that its side does not have, and mentors of whom each stands
// by, so that nobody would come.
func memberAs(c *checker) {
	for _, p := range c.pairings() {
		for m := range membersOf(p) {
			if m.As != "" && m.party != record.Mentors {
				c.errorf(p.At(m.key, m.index, "as"), "take as out, or name them under mentors", "%s: %q is here as %s, and only a mentor can be", m.key, m.Person, m.As)
			}
		}
		if len(p.Mentors) > 0 && !slices.ContainsFunc(p.Mentors, func(m record.Member) bool { return !m.StandsBy() }) {
			c.errorf(p.KeyAt("mentors"), "add a mentor, or take as out", "mentors: each of them stands by, and nobody would come")
		}
	}
}

// memberTwice reports a person who is on one side of a pairing twice on one day.
func memberTwice(c *checker) {
	for _, p := range c.pairings() {
		for m := range membersOf(p) {
			twice := func(o record.Member) bool {
				return o.Person == m.Person && overlap(m.From, m.Until, o.From, o.Until)
			}
			if slices.ContainsFunc(m.members[:m.index], twice) {
				c.errorf(m.at(), "delete one of the two, or give them from and until that do not overlap", "%s: %q is here twice on the same days", m.key, m.Person)
			}
		}
	}
}

// structure reports a pairing whose members do not fit the structure it names.
func structure(c *checker) {
	for cohort, p := range c.pairings() {
		if p.Structure == "" {
			continue
		}
		warn := func(hint, format string, args ...any) { c.warnf(p.At("structure"), hint, format, args...) }
		program := c.repo.Program(cohort)
		switch {
		case program != nil && !program.Incomplete && len(program.Structures) > 0 && !slices.Contains(program.Structures, p.Structure):
			warn("the programme has: "+list(program.Structures), "structure: %s is none of the programme %q", p.Structure, program.ID)
		case p.Structure == record.PeerPair && len(p.Peers) == 0:
			warn("name the members under peers, or choose another structure", "structure: peer, but there are mentors and mentees")
		case p.Structure != record.PeerPair && p.Structure != record.Group && p.Structure != record.Flash && len(p.Peers) > 0:
			warn("write peer, or leave structure out", "structure: %s, but the members are peers", p.Structure)
		case p.Structure == record.OneToOne && (atOnce(p.Mentors) > 1 || atOnce(p.Mentees) > 1):
			warn("write group; if one member followed another, give them until and from", "structure: one-to-one, but a side has more than one member on the same day")
		case p.Structure == record.Flash && meetings(p) > 1:
			warn("leave structure out, or choose another: a flash pairing counts as complete after the first meeting", "structure: flash, but %s are logged", prose.Count(meetings(p), "meeting"))
		}
	}
}

// meetings returns the number of a pairing's meetings that were held.
func meetings(p *record.Pairing) int {
	n := 0
	for _, s := range p.Sessions {
		if p.Held(s) {
			n++
		}
	}
	return n
}

// atOnce returns the largest number of members on one day, without those who stand by.
func atOnce(members []record.Member) int {
	most := 0
	for _, m := range members {
		n := 0
		for _, o := range members {
			if o.Expected(m.From) {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

// oneSided reports a pairing under way whose last mentor or mentee is to leave
// it, or has left.
func oneSided(c *checker) {
	for _, p := range c.pairings() {
		if !underWay(p) {
			continue
		}
		for _, s := range sidesOf(p) {
			if len(s.members) == 0 {
				continue
			}
			var last when.Date
			stays := slices.ContainsFunc(s.members, func(m record.Member) bool {
				if !m.StandsBy() {
					last = max(last, m.Until)
				}
				return m.Until == 0 && !m.StandsBy()
			})
			if !stays && last != 0 {
				c.warnf(p.KeyAt(s.key), "add who follows, or end the pairing", "%s: after %s there is none", s.key, last)
			}
		}
	}
}

// outsider reports somebody at a meeting who was not a member on that day, and a
// confirmation or a signature by somebody who is not a member. It skips pairings with
// unknown members, because anybody may be meant by one.
func outsider(c *checker) {
	c.eachSession(func(at place, s *record.Session) {
		p := at.pairing
		if p.Incomplete || s.Date == 0 || !c.knowsMembers(p) {
			return
		}
		if s.Attended != nil {
			for i, id := range *s.Attended {
				if c.repo.People.Has(id) && !p.HasOn(id, s.Date) {
					c.errorf(s.At("attended", i), "write them under guests, or correct the pairing's members", "attended: %q is no member of %q on %s; say guests", id, p.ID, s.Date)
				}
			}
		}
		for i, id := range s.Confirmed {
			if c.repo.People.Has(id) && !p.HasOn(id, s.Date) {
				c.warnf(s.At("confirmed", i), "only a member can confirm a meeting", "confirmed: %q is no member of %q on %s", id, p.ID, s.Date)
			}
		}
	})
	c.gatheringOutsiders()
	for _, p := range c.pairings() {
		if !c.knowsMembers(p) {
			continue
		}
		for i, a := range p.Accepted {
			if c.repo.People.Has(a.Person) && !p.Has(a.Person) {
				c.warnf(p.At("accepted", i, "person"), "only members accept a pairing", "accepted: %q is no member of %q", a.Person, p.ID)
			}
		}
		if p.Plan == nil {
			continue
		}
		for i, a := range p.Plan.Agreement {
			if c.repo.People.Has(a.Person) && !p.Has(a.Person) {
				c.warnf(p.Plan.At("agreement", i, "person"), "only members sign the agreement", "agreement: %q is no member of %q", a.Person, p.ID)
			}
		}
	}
}

// gatheringOutsiders reports somebody at a gathering who is not of its cohort: a warning,
// because coordinators change.
func (c *checker) gatheringOutsiders() {
	for _, cohort := range c.repo.Cohorts.All() {
		if len(cohort.Gatherings) == 0 || !c.knowsPeople(cohort) {
			continue
		}
		people := c.repo.Around(cohort)
		for _, g := range cohort.Gatherings {
			if g.Attended == nil {
				continue
			}
			for i, id := range *g.Attended {
				if _, found := slices.BinarySearch(people, id); c.repo.People.Has(id) && !found {
					c.warnf(g.At("attended", i), "add their enrolment; a guest is written into the notes", "attended: %q is not enrolled in %q, nor a member or a coordinator there", id, cohort.ID)
				}
			}
		}
	}
}

// knowsPeople reports whether all of a cohort that says who belongs to it could be read.
func (f *facts) knowsPeople(c *record.Cohort) bool {
	program := f.repo.Program(c)
	broken := func(p *record.Pairing) bool { return p.Incomplete || !f.knowsMembers(p) }
	return !c.Incomplete && program != nil && !program.Incomplete && f.repo.ReadWholly(path.Dir(c.Path)) && !slices.ContainsFunc(c.Pairings.All(), broken)
}

// knowsMembers reports whether all members of a pairing have a record.
func (f *facts) knowsMembers(p *record.Pairing) bool {
	return !slices.ContainsFunc(p.Members(), func(m record.Member) bool { return !f.repo.People.Has(m.Person) })
}

// notEnrolled reports a member who is not enrolled on their side. It reports a cohort
// without any enrolments once.
func notEnrolled(c *checker) {
	for _, cohort := range c.repo.Cohorts.All() {
		if cohort.Pairings.Len() > 0 && cohort.Enrolments.Len() == 0 && c.repo.ReadWholly(path.Dir(record.EnrolmentPath(cohort.ID, "any"))) {
			c.warnf(cohort.At(), "add enrolments/PERSON.yaml for each", "nobody is enrolled in the cohort %q, though people are paired in it", cohort.ID)
		}
	}
	for cohort, p := range c.pairings() {
		if cohort.Enrolments.Len() == 0 {
			continue
		}
		for m := range membersOf(p) {
			e := cohort.Enrolments.Get(m.Person)
			switch {
			case !c.repo.People.Has(m.Person):
			case e == nil && c.repo.MayLieAt(record.EnrolmentPath(cohort.ID, m.Person)):
			case e == nil:
				c.warnf(m.at(), "add "+record.EnrolmentPath(cohort.ID, m.Person), "%s: %q is not enrolled in the cohort %q", m.key, m.Person, cohort.ID)
			case !e.Incomplete && !onEnrolledSide(p, e):
				c.warnf(m.at(), fmt.Sprintf("add %s: {} to their enrolment", m.party), "%s: %q is enrolled as %s only", m.key, m.Person, strings.Join(prose.Strings(e.Parties()), " and "))
			}
		}
	}
}

// onEnrolledSide reports whether a person is enrolled on their side of a
// pairing. The rule self-pairing reports people on both sides.
func onEnrolledSide(p *record.Pairing, e *record.Enrolment) bool {
	for m := range membersOf(p) {
		if m.Person == e.Person && slices.Contains(e.Parties(), m.party) {
			return true
		}
	}
	return false
}

// noPlace reports a member who has withdrawn or waits for a place.
func noPlace(c *checker) {
	for cohort, p := range c.pairings() {
		if !upcoming(p) {
			continue
		}
		for m := range membersOf(p) {
			e := cohort.Enrolments.Get(m.Person)
			if e == nil || e.Status == record.Accepted || m.Until != 0 {
				continue
			}
			found := "has withdrawn from the cohort"
			if e.Status == record.Waiting {
				found = "still waits for a place in the cohort"
			}
			c.say(p.State, m.at(), "set status to accepted in their enrolment, or take them out", "%s: %q %s %q", m.key, m.Person, found, cohort.ID)
		}
	}
}

// left reports a member who has left the programme or the cohort.
func left(c *checker) {
	for cohort, p := range c.pairings() {
		if !upcoming(p) {
			continue
		}
		for m := range membersOf(p) {
			day, what := c.leaving(cohort, m.Person)
			if day != 0 && (m.Until == 0 || m.Until > day) {
				c.say(p.State, m.at(), "give the member until, end the pairing, or take left out", "%s: %q left %s on %s", m.key, m.Person, what, day)
			}
		}
	}
}

// leaving returns the day on which somebody leaves, 0 if they do not, and what they
// leave.
func (c *checker) leaving(cohort *record.Cohort, id record.PersonID) (day when.Date, what string) {
	if p := c.repo.People.Get(id); p != nil && p.Left != 0 {
		return p.Left, "the programme"
	}
	if e := cohort.Enrolments.Get(id); e != nil && e.Left != 0 {
		return e.Left, "the cohort"
	}
	return 0, ""
}

// manager reports a manager who is paired with their direct report, because neither
// can speak freely.
func manager(c *checker) {
	for _, p := range c.pairings() {
		if !open(p) {
			continue
		}
		for m := range membersOf(p) {
			person := c.repo.People.Get(m.Person)
			if person == nil || person.Manager == "" || person.Manager == m.Person || m.Until != 0 {
				continue
			}
			manages := func(o record.Member) bool { return o.Person == person.Manager && o.Until == 0 }
			if slices.ContainsFunc(p.Members(), manages) {
				c.say(p.State, m.at(), "look for another match", "%s: %q is the manager of %q", m.key, person.Manager, m.Person)
			}
		}
	}
}

// cleared reports a member with an uncleared requirement, and a requirement that
// applies to nobody. The rule future reports a day to come. Pairings on a break are
// skipped, because they do not meet.
func cleared(c *checker) {
	for _, p := range c.repo.Programs.All() {
		for i, r := range p.Requirements {
			asksNobody := r.Role != "" && !slices.Contains([]record.Party{record.Mentors, record.Mentees, record.Peers}, record.Party(r.Role))
			if asksNobody && !p.Incomplete && c.repo.Roles.Has(r.Role) {
				c.warnf(p.At("requirements", i, "role"), "write mentor, mentee or peer, or leave role out to ask everybody",
					"requirements: nobody is enrolled as %q, so nobody is asked for %s", r.Role, r.Quoted())
			}
		}
	}
	for cohort, p := range c.pairings() {
		program := c.repo.Program(cohort)
		if program == nil || program.Incomplete || !upcoming(p) || p.State == record.Paused {
			continue
		}
		for m := range membersOf(p) {
			e, file := cohort.Enrolments.Get(m.Person), record.EnrolmentPath(cohort.ID, m.Person)
			unread := e == nil && c.repo.MayLieAt(file) || e != nil && e.Incomplete
			if unread || m.Until != 0 || !c.repo.People.Has(m.Person) {
				continue
			}
			var names, lines []string
			for _, r := range program.Uncleared(e, m.party, 0) {
				names, lines = append(names, r.Quoted()), append(lines, fmt.Sprintf("{requirement: %s, on: DATE}", r.ID))
			}
			instead := "pause the pairing until it is there"
			if p.State == record.Proposed {
				instead = "look for another match"
			}
			if names != nil {
				c.say(p.State, m.at(), fmt.Sprintf("add %s under cleared in %s, or %s", strings.Join(lines, " and "), file, instead),
					"%s: %q is not cleared yet: %s", m.key, m.Person, strings.Join(names, ", "))
			}
		}
	}
}
