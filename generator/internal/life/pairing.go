package life

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Details are what a step of a pairing may need to know.
type Details struct {
	By     string        // who accepts, an id; or which side declines
	Until  when.Date     // the last day of a break; 0 if it is not known
	Reason record.Reason // of an early ending
	// Outcome is how it came out, "" where nobody says.
	Outcome string
	Person  record.PersonID
	With    record.PersonID // takes the place of Person, or is who was found
}

// Step is a step in the life of a pairing.
type Step struct {
	Verb string
	From []record.PairingState // the states in which it can be taken
	Says string                // about the pairing, with its day
	Next string                // what to do then; %[1]s is COHORT/PAIRING and %[2]s COHORT

	keys []string
	take func(p *record.Pairing, on when.Date, with Details) error
}

// Steps is the whole life of a pairing.
var Steps = []Step{
	{"accept", []record.PairingState{record.Proposed}, "accepted by %[3]s on %[2]s",
		"when all have said yes: pairbook pairing start %[1]s", []string{"accepted"}, accept},
	{"decline", []record.PairingState{record.Open, record.Proposed}, "declined on %[2]s, and it will not be proposed again in this cohort",
		"pairbook match %[2]s looks for another match", []string{"state", "declined"}, decline},
	{"start", []record.PairingState{record.Open, record.Proposed}, "under way from %[2]s on",
		"introduce them; pairbook messages %[2]s --kind matched has the letters", []string{"mentees", "state", "started"}, start},
	{"pause", []record.PairingState{record.Active}, "on a break from %[2]s on",
		"when they meet again: pairbook pairing resume %[1]s", []string{"state", "pauses"}, pause},
	{"resume", []record.PairingState{record.Paused}, "under way again from %[2]s on",
		"", []string{"state", "pauses"}, resume},
	{"end", []record.PairingState{record.Active, record.Paused}, "over, the last day is %[2]s",
		"thank them; pairbook messages %[2]s --kind closing has letters, and pairbook match %[2]s looks for a place for who still wants one", []string{"state", "pauses", "ended", "reason", "outcome"}, end},
	{"replace", []record.PairingState{record.Open, record.Proposed, record.Active, record.Paused}, "with %[3]s from %[2]s on",
		"introduce them", []string{"mentors", "mentees", "peers", "accepted", "match"}, replace},
}

// Pairing takes a step of a pairing.
func (d *Draft) Pairing(step Step, c *record.Cohort, p *record.Pairing, with Details) error {
	name := string(c.ID) + "/" + string(p.ID)
	if !slices.Contains(step.From, p.State) {
		return fmt.Errorf("%s: the state is %s, and to %s a pairing it has to be %s%s",
			p.Path, p.State, step.Verb, strings.Join(prose.Strings(step.From), " or "), instead(p.State, name))
	}
	fresh := *p
	if err := step.take(&fresh, d.Day, with); err != nil {
		return fmt.Errorf("%s: %w", p.Path, err)
	}
	if err := d.set(&fresh, step.keys...); err != nil {
		return err
	}
	who := with.With
	if step.Verb == "accept" {
		who = record.PersonID(with.By)
	}
	d.says("%s is %s.", name, expand(step.Says, name, d.Day.Long(), string(who)))
	next := step.Next
	if step.Verb == "accept" && fresh.Undecided(d.Day) == nil {
		next = "all have said yes: pairbook pairing start %[1]s"
	}
	if next != "" {
		d.next("%s", expand(next, name, string(c.ID)))
	}
	waiting := func(other *record.Pairing) bool { return other.ID != p.ID && other.State == record.Proposed }
	if step.Verb == "start" && c.State != record.CohortRunning && !slices.ContainsFunc(c.Pairings.All(), waiting) {
		d.next("no other pair is proposed; when nobody else is to join, write state: running in %s", c.Path)
	}
	return nil
}

// expand fills what a format asks for; it need not ask for all.
func expand(format string, args ...string) string {
	for i, arg := range args {
		format = strings.ReplaceAll(format, fmt.Sprintf("%%[%d]s", i+1), arg)
	}
	return format
}

// instead says what can be done with a pairing in a state.
func instead(state record.PairingState, name string) string {
	var verbs []string
	for _, step := range Steps {
		if slices.Contains(step.From, state) {
			verbs = append(verbs, step.Verb)
		}
	}
	if verbs == nil {
		return fmt.Sprintf("; %s is over, and a new one is made with pairbook new pairing", name)
	}
	return "; now you can " + strings.Join(verbs, ", ")
}

func accept(p *record.Pairing, on when.Date, with Details) error {
	who := record.PersonID(with.By)
	var ids []record.PersonID
	for _, m := range p.Members() {
		ids = append(ids, m.Person)
	}
	switch {
	case !slices.Contains(ids, who):
		return fmt.Errorf("--by %q is no member; write one of %s%s", who, strings.Join(prose.Strings(ids), ", "), prose.DidYouMean(who, ids))
	case slices.ContainsFunc(p.Accepted, func(a record.Acceptance) bool { return a.Person == who }):
		return fmt.Errorf("%s has accepted already", who)
	}
	p.Accepted = append(slices.Clone(p.Accepted), record.Acceptance{Person: who, On: on})
	return nil
}

func decline(p *record.Pairing, on when.Date, with Details) error {
	sides := map[string][]record.Member{"mentor": p.Mentors, "mentee": p.Mentees, "peer": p.Peers}
	if with.By != "coordinator" && len(sides[with.By]) == 0 {
		return fmt.Errorf("--by %q is no side of this pairing; write who declined: %s or coordinator", with.By, sidesOf(p))
	}
	p.State, p.Declined = record.Declined, &record.Decline{By: record.Decliner(with.By), On: on}
	return nil
}

func sidesOf(p *record.Pairing) string {
	switch {
	case len(p.Peers) > 0:
		return "peer"
	case p.State == record.Open:
		return "mentor"
	}
	return "mentor, mentee"
}

func start(p *record.Pairing, on when.Date, with Details) error {
	switch {
	case p.State == record.Open && with.With == "":
		return errors.New("it still looks for somebody; give who was found with --with PERSON")
	case p.State == record.Open:
		p.Mentees = []record.Member{{Person: with.With}}
	case with.With != "":
		return errors.New("--with is for a pairing that looks for somebody, and this one has found them; pairbook pairing replace changes a member")
	}
	if len(p.Sessions) > 0 && p.Sessions[0].Date < on {
		return fmt.Errorf("a meeting of %s is logged, before the first day, %s; give --on that day or an earlier one", p.Sessions[0].Date, on)
	}
	p.State, p.Started = record.Active, on
	return nil
}

func pause(p *record.Pairing, on when.Date, with Details) error {
	if with.Until != 0 && with.Until < on {
		return fmt.Errorf("--until %s is before the break begins, %s", with.Until, on)
	}
	p.State, p.Pauses = record.Paused, append(slices.Clone(p.Pauses), record.Pause{From: on, Until: with.Until})
	return nil
}

// resume ends the last break on the day before; one that would have had no day was none.
func resume(p *record.Pairing, on when.Date, _ Details) error {
	p.State, p.Pauses = record.Active, slices.Clone(p.Pauses)
	last := len(p.Pauses) - 1
	switch {
	case last < 0:
	case on <= p.Pauses[last].From:
		p.Pauses = p.Pauses[:last]
	case p.Pauses[last].Until == 0 || p.Pauses[last].Until >= on:
		p.Pauses[last].Until = on.Add(-1)
	}
	return nil
}

func end(p *record.Pairing, on when.Date, with Details) error {
	if on < p.Started {
		return fmt.Errorf("%s is before the first day, %s; give the last day with --on", on, p.Started)
	}
	for _, s := range p.Sessions {
		if s.Date > on {
			return fmt.Errorf("a meeting of %s is logged, after the last day, %s; give --on that day or a later one, or correct the log", s.Date, on)
		}
	}
	p.State, p.Ended, p.Reason = record.Completed, on, with.Reason
	if with.Reason != "" {
		p.State = record.Ended
	}
	if with.Outcome != "" {
		p.Outcome = with.Outcome
	}
	p.Pauses = slices.Clone(p.Pauses)
	for i, b := range p.Pauses {
		if b.From <= on && (b.Until == 0 || b.Until > on) {
			p.Pauses[i].Until = on
		}
	}
	return nil
}

// replace puts somebody else in a member's place. Of a proposal, whose reasons are about
// the other, nothing else is left.
func replace(p *record.Pairing, on when.Date, with Details) error {
	for _, side := range []*[]record.Member{&p.Mentors, &p.Mentees, &p.Peers} {
		i := slices.IndexFunc(*side, func(m record.Member) bool { return m.Person == with.Person && m.On(on) })
		if i < 0 {
			continue
		}
		if p.HasOn(with.With, on) {
			return fmt.Errorf("--with %s is a member already", with.With)
		}
		members := slices.Clone(*side)
		if !p.Begun() || on <= max(p.Started, members[i].From) {
			members[i].Person = with.With
		} else {
			newcomer := record.Member{Person: with.With, As: members[i].As, From: on, Until: members[i].Until}
			members[i].Until = on.Add(-1)
			members = slices.Insert(members, i+1, newcomer)
		}
		*side = members
		if !p.Begun() {
			p.Match, p.Accepted = nil, nil
		}
		return nil
	}
	var ids []record.PersonID
	for _, m := range p.Members() {
		if m.On(on) {
			ids = append(ids, m.Person)
		}
	}
	return fmt.Errorf("--person %q is no member on %s; write one of %s%s", with.Person, on, strings.Join(prose.Strings(ids), ", "), prose.DidYouMean(with.Person, ids))
}
