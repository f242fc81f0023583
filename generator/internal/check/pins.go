package check

import (
	"slices"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// pins reports a pin of people who cannot be together, and one of too few or too many.
func pins(c *checker) {
	for _, cohort := range c.repo.Cohorts.All() {
		c.pinsTogether(cohort)
		for i, pin := range cohort.Pins {
			if c.pinOfAnotherShape(cohort, i, pin) {
				continue
			}
			enrolled := func(person record.PersonID, party record.Party, path ...any) {
				e := cohort.Enrolments.Get(person)
				known := c.repo.People.Has(person) && (pin.Mentor != pin.Mentee || len(pin.Peers) > 0) && !c.repo.MayLieAt(record.EnrolmentPath(cohort.ID, person))
				if known && (e == nil || !e.Incomplete && !slices.Contains(e.Parties(), party)) {
					c.errorf(cohort.At(append([]any{"pins", i}, path...)...), "enrol them first, or take the pin out", "%s: %q is not enrolled as %s in the cohort %q", path[0], person, party, cohort.ID)
				}
			}
			enrolled(pin.Mentor, record.Mentors, "mentor")
			enrolled(pin.Mentee, record.Mentees, "mentee")
			for k, peer := range pin.Peers {
				if slices.Contains(pin.Peers[:k], peer) {
					c.errorf(cohort.At("pins", i, "peers", k), "name somebody else, or take them out", "peers: %q is here twice", peer)
				}
				enrolled(peer, record.Peers, "peers", k)
			}
			few := len(pin.Peers) == 0 && (pin.Mentor == "" || pin.Mentee == "") || len(pin.Peers) == 1 && pin.Mentor == ""
			if !cohort.Incomplete && (few || len(pin.Peers) > 0 && pin.Mentee != "") {
				c.errorf(cohort.At("pins", i), "write mentor and mentee, or two peers or more", "pins: the pin is neither of a mentor and a mentee nor of peers")
			}
		}
	}
}

// pinOfAnotherShape reports a pin of peers where mentors and mentees are matched, or one of a mentee
// where peers are.
func (c *checker) pinOfAnotherShape(cohort *record.Cohort, i int, pin record.Pin) bool {
	program := c.repo.Program(cohort)
	if cohort.Incomplete || program == nil || program.Incomplete || pin.Mentee != "" && len(pin.Peers) > 0 {
		return false
	}
	shape := program.MatchShape(cohort)
	mentored := slices.Contains(shape.Parties(), record.Mentees)
	switch {
	case !mentored && pin.Mentee != "":
		c.errorf(cohort.At("pins", i), "write peers: [ID, ID], or take the pin out", "pins: a pin of a mentee has no place in the cohort %q, which is matched in %s", cohort.ID, shape)
	case mentored && len(pin.Peers) > 0:
		c.errorf(cohort.At("pins", i), "write mentor and mentee, or take the pin out", "pins: a pin of peers has no place in the cohort %q, which is matched in %s", cohort.ID, shape)
	default:
		return false
	}
	return true
}

// pinsTogether reports, in a cohort that is still to be matched, a pin that is there already,
// and one for which a mentor has no room, or which gives a mentee more mentors than they asked for.
func (c *checker) pinsTogether(cohort *record.Cohort) {
	program := c.repo.Program(cohort)
	if cohort.Incomplete || program == nil || program.Incomplete || !cohort.State.ToMatch() {
		return
	}
	shape := program.MatchShape(cohort)
	mentors, mentees := c.taken(cohort, "mentors"), c.taken(cohort, "mentees")
	led, has := map[record.PersonID]int{}, map[record.PersonID]int{}
	for i, pin := range cohort.Pins {
		same := func(q record.Pin) bool {
			return q.Mentor == pin.Mentor && q.Mentee == pin.Mentee && slices.Equal(slices.Sorted(slices.Values(q.Peers)), slices.Sorted(slices.Values(pin.Peers)))
		}
		if k := slices.IndexFunc(cohort.Pins[:i], same); k >= 0 {
			c.warnf(cohort.At("pins", i), "take one of the two out", "pins: these people are pinned in line %d already", cohort.At("pins", k).Line)
			continue
		}
		met := slices.ContainsFunc(mentees[pin.Mentee], func(s seat) bool { return s.pairing.PartyOf(pin.Mentor) == record.Mentors })
		mentor, mentee := cohort.Enrolments.Get(pin.Mentor), cohort.Enrolments.Get(pin.Mentee)
		c.pinnedElsewhere(cohort, i, pin, shape)
		c.pinnedToManager(cohort, i, pin)
		if shape != record.InPairs || met || mentor == nil || mentor.Mentor == nil || mentee == nil || mentee.Mentee == nil || mentor.Incomplete || mentee.Incomplete {
			continue
		}
		if led[pin.Mentor]++; led[pin.Mentor]+len(mentors[pin.Mentor]) > mentor.Mentor.Capacity {
			c.errorf(cohort.At("pins", i, "mentor"), "raise capacity in their enrolment, if they agree, or take the pin out",
				"mentor: %q offered %s in the cohort %q, and this is one more", pin.Mentor, prose.Count(mentor.Mentor.Capacity, "pairing"), cohort.ID)
		}
		if has[pin.Mentee]++; has[pin.Mentee]+len(mentees[pin.Mentee]) > mentee.Mentee.Mentors {
			c.errorf(cohort.At("pins", i, "mentee"), "raise mentors in their enrolment, if they agree, or take the pin out",
				"mentee: %q asked for %s in the cohort %q, and this is one more", pin.Mentee, prose.Count(mentee.Mentee.Mentors, "pairing"), cohort.ID)
		}
	}
}

// pinnedElsewhere reports somebody whom an earlier pin has, and who can be in one pair or group only.
func (c *checker) pinnedElsewhere(cohort *record.Cohort, i int, pin record.Pin, shape record.MatchShape) {
	for k, peer := range pin.Peers {
		before := slices.IndexFunc(cohort.Pins[:i], func(q record.Pin) bool { return slices.Contains(q.Peers, peer) })
		if shape == record.InPeers && before >= 0 {
			c.warnf(cohort.At("pins", i, "peers", k), "take one of the two pins out", "peers: %q is pinned in line %d already, and peers are in one pair only", peer, cohort.At("pins", before).Line)
		}
	}
	before := slices.IndexFunc(cohort.Pins[:i], func(q record.Pin) bool { return pin.Mentee != "" && q.Mentee == pin.Mentee })
	if shape == record.InGroups && before >= 0 {
		c.warnf(cohort.At("pins", i, "mentee"), "take one of the two pins out", "mentee: %q is pinned in line %d already, and mentees are in one group only", pin.Mentee, cohort.At("pins", before).Line)
	}
}

// pinnedToManager reports a manager who is pinned to their report.
func (c *checker) pinnedToManager(cohort *record.Cohort, i int, pin record.Pin) {
	all := append(slices.Clone(pin.Peers), pin.Mentor, pin.Mentee)
	for _, id := range all {
		if who := c.repo.People.Get(id); who != nil && who.Manager != "" && who.Manager != id && slices.Contains(all, who.Manager) {
			c.warnf(cohort.At("pins", i), "take the pin out, or choose others", "pins: %q is the manager of %q", who.Manager, id)
		}
	}
}
