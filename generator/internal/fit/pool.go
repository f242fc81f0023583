package fit

import (
	"cmp"
	"fmt"
	"slices"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
	"pairbook/generator/internal/when"
)

// NewPool gathers a cohort's people and prepares their comparison. It fails for
// an unknown cohort, programme, released pairing or enrolled person, and with
// [PinErrors] for pins that cannot be kept.
func NewPool(repo *record.Repository, cohort record.CohortID, o Options) (*Pool, error) {
	c := repo.Cohorts.Get(cohort)
	if c == nil {
		return nil, fmt.Errorf("there is no cohort %q", cohort)
	}
	program := repo.Program(c)
	if program == nil {
		return nil, fmt.Errorf("the cohort %q runs the programme %q, which is not there", cohort, c.Program)
	}
	released, err := release(c, o)
	if err != nil {
		return nil, err
	}
	p := &Pool{Cohort: c, Matching: program.MatchingOf(c)}
	p.setKept(o)
	if err := p.enrol(repo, o); err != nil {
		return nil, err
	}
	p.prepare(repo, program, released, o)
	if o.Fill { // those with a place come first, and pins are theirs
		return p, nil
	}
	if err := p.setPins(); err != nil {
		return nil, err
	}
	return p, nil
}

// prepare readies the pool's people for comparison.
func (p *Pool) prepare(repo *record.Repository, program *record.Program, released *record.Pairing, o Options) {
	b := &builder{pool: p, program: program, asOf: o.AsOf, again: o.Again, weeks: weeksOf(p.Cohort), clocks: map[when.Zone]*clock{}}
	p.repo = repo
	p.vocabulary, p.lexicon = topic.NewVocabulary(repo.Topics), newLexicon(repo.Topics)
	p.setApart(o.Avoid)
	p.setWaited(repo, o.AsOf)
	p.criteria = b.criteria()
	p.constraints = append(b.constraints(released), p.floors()...)
}

// Prepare readies the people of a pool that others have gathered, and compares them by its Cohort and Matching.
func (p *Pool) Prepare(repo *record.Repository, program *record.Program, o Options) {
	p.prepare(repo, program, nil, o)
}

// release returns the pairing to release, nil for none.
func release(c *record.Cohort, o Options) (*record.Pairing, error) {
	if o.Release == "" {
		return nil, nil
	}
	p := c.Pairings.Get(o.Release)
	if p == nil {
		return nil, fmt.Errorf("there is no pairing %q in the cohort %q", o.Release, c.ID)
	}
	if !IsOpen(p, o.AsOf) {
		return nil, fmt.Errorf("the pairing %q is over already, so there is nothing to release", o.Release)
	}
	return p, nil
}

// IsOpen reports whether a pairing is proposed or under way on a day. One that
// ended later is open; a flash pairing is over once it has met.
func IsOpen(p *record.Pairing, on when.Date) bool {
	if met, _ := p.FlashMet(on); met != 0 {
		return false
	}
	switch p.State {
	case record.Proposed, record.Active, record.Paused:
		return true
	}
	return p.Ended > on
}

// setKept lists the pairs of people who stay together.
func (p *Pool) setKept(o Options) {
	for _, pairing := range p.Cohort.Pairings.All() {
		if pairing.ID == o.Release || !IsOpen(pairing, o.AsOf) || o.Reopen && pairing.State == record.Proposed {
			continue
		}
		stays := func(m record.Member) bool {
			return pairing.State == record.Proposed || m.Until == 0 || m.Until >= o.AsOf
		}
		for _, mentee := range pairing.Mentees {
			for _, mentor := range pairing.Mentors {
				if !mentor.StandsBy() && stays(mentee) && stays(mentor) {
					p.Kept = append(p.Kept, Kept{mentee.Person, mentor.Person, pairing.ID})
				}
			}
		}
	}
	slices.SortFunc(p.Kept, func(a, b Kept) int {
		return cmp.Or(cmp.Compare(a.Mentee, b.Mentee), cmp.Compare(a.Mentor, b.Mentor), cmp.Compare(a.Pairing, b.Pairing))
	})
	p.Kept = slices.Compact(p.Kept)
}

// enrol lists the people who may be matched.
func (p *Pool) enrol(repo *record.Repository, o Options) error {
	asMentee, asMentor := map[record.PersonID]map[record.PairingID]bool{}, map[record.PersonID]map[record.PairingID]bool{}
	for _, k := range p.Kept {
		addPairing(asMentee, k.Mentee, k.Pairing)
		addPairing(asMentor, k.Mentor, k.Pairing)
	}
	for _, e := range p.Cohort.Enrolments.All() {
		who := repo.People.Get(e.Person)
		if who == nil {
			return fmt.Errorf("%q is enrolled in the cohort %q, and nobody has that id", e.Person, p.Cohort.ID)
		}
		if e.Status == record.Withdrawn || HasLeft(e.Left, o.AsOf) || HasLeft(who.Left, o.AsOf) {
			continue
		}
		waits := e.Status == record.Waiting
		if e.Mentee != nil && waits == o.Fill {
			p.Mentees = append(p.Mentees, Seeker{who, e, max(0, e.Mentee.Mentors-len(asMentee[e.Person]))})
		}
		if e.Mentor != nil && !waits {
			p.Mentors = append(p.Mentors, Giver{who, e, max(0, e.Mentor.Capacity-len(asMentor[e.Person])-o.Taken[e.Person])})
		}
	}
	return nil
}

// addPairing adds a pairing to a person's. A group is one pairing, because
// capacity counts pairings.
func addPairing(of map[record.PersonID]map[record.PairingID]bool, who record.PersonID, pairing record.PairingID) {
	if of[who] == nil {
		of[who] = map[record.PairingID]bool{}
	}
	of[who][pairing] = true
}

// HasLeft reports whether somebody who leaves on a day has left as of another; 0 is never.
func HasLeft(on, asOf when.Date) bool { return on != 0 && on <= asOf }

// Mentee returns the index of a mentee, and whether there is one of that id.
func (p *Pool) Mentee(id record.PersonID) (int, bool) {
	return slices.BinarySearchFunc(p.Mentees, id, func(s Seeker, id record.PersonID) int { return cmp.Compare(s.Enrolment.Person, id) })
}

// Mentor returns the index of a mentor, and whether there is one of that id.
func (p *Pool) Mentor(id record.PersonID) (int, bool) {
	return slices.BinarySearchFunc(p.Mentors, id, func(g Giver, id record.PersonID) int { return cmp.Compare(g.Enrolment.Person, id) })
}

func (p *Pool) isKept(mentee, mentor record.PersonID) bool {
	return slices.ContainsFunc(p.Kept, func(k Kept) bool { return k.Mentee == mentee && k.Mentor == mentor })
}

// setPins resolves the people of the cohort's pins. Of two pins for one pair the
// first counts.
func (p *Pool) setPins() error {
	var refused PinErrors
	wants, room := map[int]int{}, map[int]int{}
	for k, pin := range p.Cohort.Pins {
		if p.isKept(pin.Mentee, pin.Mentor) {
			continue
		}
		mentee, isMentee := p.Mentee(pin.Mentee)
		mentor, isMentor := p.Mentor(pin.Mentor)
		twice := func(q Pin) bool { return q.Mentee == mentee && q.Mentor == mentor }
		if isMentee && isMentor && slices.ContainsFunc(p.Pins, twice) {
			continue
		}
		why := ""
		switch {
		case len(pin.Peers) > 0:
			why = "here mentors and mentees are paired, and no peers"
		case !isMentee:
			why = string(pin.Mentee) + " is not to be matched as a mentee (not enrolled as one, not accepted, or no longer here)"
		case !isMentor:
			why = string(pin.Mentor) + " is not to be matched as a mentor (not enrolled as one, not accepted, or no longer here)"
		default:
			why = p.againstPin(mentee, mentor, wants[mentee], room[mentor])
		}
		if why != "" {
			refused = append(refused, PinError{k, pin, why})
			continue
		}
		wants[mentee]++
		room[mentor]++
		p.Pins = append(p.Pins, Pin{mentee, mentor, pin.By})
	}
	slices.SortFunc(p.Pins, func(a, b Pin) int { return cmp.Or(cmp.Compare(a.Mentee, b.Mentee), cmp.Compare(a.Mentor, b.Mentor)) })
	return refused.OrNil()
}

// againstPin says what stands against a pin of two, of whom earlier pins give the mentee has
// mentors and the mentor led pairings, "" for nothing.
func (p *Pool) againstPin(mentee, mentor, has, led int) string {
	if bars := Discreet(p.Forbidden(mentee, mentor)); len(bars) > 0 {
		return bars[0].Because
	}
	switch {
	case has >= p.Mentees[mentee].Wants:
		return fmt.Sprintf("%s has as many mentors as they asked for", p.Mentees[mentee].Person.ID)
	case led >= p.Mentors[mentor].Room:
		return fmt.Sprintf("%s has no room for one more", p.Mentors[mentor].Person.ID)
	}
	return ""
}

// PinErrors are the pins of a cohort that cannot be kept, in its order. As an error it has one
// at least.
type PinErrors []PinError

// PinError reports a pin that cannot be kept. Index is its place in the cohort's
// pins.
type PinError struct {
	Index int
	Pin   record.Pin
	Why   string
}

// OrNil returns the errors, nil if there are none.
func (all PinErrors) OrNil() error {
	if len(all) == 0 {
		return nil
	}
	return all
}

// Error returns a sentence for each, because what stands against a pin may have a semicolon.
func (all PinErrors) Error() string {
	words := all[0].Error()
	for _, e := range all[1:] {
		words += ". " + prose.Sentence(e.Error())
	}
	return words
}

func (e PinError) Error() string {
	who := prose.Strings(e.Pin.Peers)
	if len(who) == 0 {
		who = []string{string(e.Pin.Mentee)}
	}
	words := prose.List(who)
	if e.Pin.Mentor != "" {
		words += " with " + string(e.Pin.Mentor)
	}
	return fmt.Sprintf("the pin of %s cannot be kept: %s", words, e.Why)
}
