package message

import (
	"fmt"
	"slices"

	"pairbook/generator/internal/health"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// The numbers of days that count as new, as coming up, and as just over.
const (
	newDays      = 14
	meetingDays  = 7
	actionDays   = 7
	milestoneDay = 14
	overDays     = 28
	beforeDays   = 28 // before a cohort's first or last day
)

// recipient is somebody to write to, in their roles; in that of a pairing, if the message
// is about one.
type recipient struct {
	person  record.PersonID
	party   record.Party
	roles   []record.Party
	as      record.MemberAs
	aside   bool             // they stand by, and need not come
	pairing *measure.Pairing // nil when the message is not about one
	survey  *record.Survey
	values  map[record.Placeholder]string
}

// recipients lists whom to write to, and explains who is skipped. It never
// includes people who have left.
func (in Input) recipients() (all []recipient, skipped []string) {
	if why := in.notNow(); why != "" {
		return nil, []string{why}
	}
	switch in.Template.Kind {
	case record.MessageSurvey:
		return in.asked()
	case record.MessageKickoff:
		return in.enrolled(record.ToEverybody), nil
	case record.MessageWaiting, record.MessageNoPlace:
		return in.enrolled(record.ToWaiting), nil
	}
	if to := in.Template.To; to != "" && to != record.ToMembers {
		return in.enrolled(to), nil
	}
	for _, p := range in.Cohort.Pairings {
		if !in.concerns(p) {
			continue
		}
		if until := in.leftAlone(p); until != 0 {
			skipped = append(skipped, fmt.Sprintf("%s is left alone until %s, as its attention record says", p.Record.ID, until.Long()))
			continue
		}
		for _, r := range in.members(p) {
			reminded := in.Template.Kind == record.MessageReminder
			asked := r.aside && slices.Contains([]record.MessageKind{record.MessageQuiet, record.MessageEnding}, in.Template.Kind) // to meet
			switch {
			case asked, reminded && len(in.openItems(r)) == 0:
			case in.partner(r) == "":
				skipped = append(skipped, fmt.Sprintf("%s is left out: nobody whom they meet is in %s now", r.person, p.Record.ID))
			default:
				all = append(all, r)
			}
		}
	}
	return all, skipped
}

// notNow explains why it is not the time of the cohort's life for a kind of message, if
// it is not.
func (in Input) notNow() string {
	c, kind := in.Cohort.Record, in.Template.Kind
	left := c.Ends.Sub(in.AsOf)
	switch {
	case kind == record.MessageKickoff && (in.AsOf < c.Starts.Add(-beforeDays) || in.AsOf > c.Starts.Add(newDays)):
		return fmt.Sprintf("kickoff is for the weeks around a cohort's first day, and that of %s is %s", c.ID, c.Starts.Long())
	case kind == record.MessageNoPlace && in.AsOf < c.Starts.Add(-beforeDays):
		return fmt.Sprintf("no-place is for when others have a match, from four weeks before a cohort's first day, and that of %s is %s; until then, there is waiting", c.ID, c.Starts.Long())
	case kind == record.MessageNoPlace && in.AsOf < c.Starts && !slices.ContainsFunc(in.Cohort.Pairings, hasMatch):
		return fmt.Sprintf("no-place is for when others have a match, and nobody in %s has one yet; until then, there is waiting", c.ID)
	case kind == record.MessageEnding && (left < 1 || left > beforeDays):
		return fmt.Sprintf("ending is for the four weeks before a cohort's last day, and that of %s is %s", c.ID, c.Ends.Long())
	case in.Cohort.Over() && (slices.Contains([]record.MessageKind{record.MessageMatched, record.MessageWaiting, record.MessageReminder, record.MessageQuiet}, kind) ||
		kind == record.MessageNoPlace && -left > overDays):
		return fmt.Sprintf("%s ended on %s; what fits now is closing", c.ID, c.Ends.Long())
	}
	return ""
}

// hasMatch reports whether a pairing is more than somebody who looks for one.
func hasMatch(p *measure.Pairing) bool { return p.State == record.Proposed || p.Started }

// enrolled lists those of the cohort's people whom the readers are, by person. Whoever
// waits for an answer or a match is in no pairing of the cohort, and was in none.
func (in Input) enrolled(to record.Recipients) (all []recipient) {
	paired := map[record.PersonID]bool{}
	for _, p := range in.Cohort.Pairings {
		for _, m := range p.Record.Members() {
			paired[m.Person] = paired[m.Person] || p.State != record.Declined
		}
	}
	for _, e := range in.Cohort.Record.Enrolments.All() {
		waits := e.Status == record.Waiting || !paired[e.Person]
		accepted := e.Status != record.Waiting
		is := map[record.Recipients]bool{
			record.ToMentors: accepted && e.Mentor != nil, record.ToMentees: accepted && e.Mentee != nil,
			record.ToWaiting: waits, record.ToEverybody: accepted,
		}
		if is[to] && !in.Repo.Gone(in.Cohort.Record, e.Person, in.AsOf) {
			all = append(all, recipient{person: e.Person, roles: rolesOf(e)})
		}
	}
	return all
}

// rolesOf lists what somebody is enrolled as.
func rolesOf(e *record.Enrolment) (roles []record.Party) {
	if e.Mentor != nil {
		roles = append(roles, record.Mentors)
	}
	if e.Mentee != nil {
		roles = append(roles, record.Mentees)
	}
	if e.Peer != nil {
		roles = append(roles, record.Peers)
	}
	return roles
}

// concerns reports whether the kind of message applies to the state of a pairing.
func (in Input) concerns(p *measure.Pairing) bool {
	going := p.State.GoesOn()
	switch in.Template.Kind {
	case record.MessageMatched:
		fresh := p.State == record.Active && len(p.Held) == 0 && in.AsOf.Sub(p.Start) <= newDays
		return p.State == record.Proposed || fresh
	case record.MessageReminder:
		return p.State == record.Active
	case record.MessageQuiet:
		h := health.Of(in.Cohort, p)
		return h != nil && (h.State == health.Quiet || health.NeverMet(in.Cohort, p))
	case record.MessageEnding:
		return going
	case record.MessageClosing:
		over := p.State == record.Completed && in.AsOf.Sub(p.End) <= overDays
		return over || going && in.AsOf >= in.Cohort.Record.Ends
	}
	return going && in.Template.To == record.ToMembers
}

// leftAlone returns the day until which a coordinator wants a quiet pairing left
// alone, 0 if none.
func (in Input) leftAlone(p *measure.Pairing) when.Date {
	if in.Template.Kind != record.MessageQuiet {
		return 0
	}
	var until when.Date
	for _, a := range in.Cohort.Record.Attention {
		if a.Pairing == p.Record.ID && in.AsOf.Within(a.Date, a.Until) {
			until = max(until, a.Until)
		}
	}
	return until
}

// members lists the members of a pairing as of today, or of its last day.
func (in Input) members(p *measure.Pairing) []recipient {
	day := in.AsOf
	if p.Started {
		day = p.End
	}
	var all []recipient
	for party, members := range p.Record.Sides() {
		for _, m := range members {
			if m.On(day) && !in.Repo.Gone(in.Cohort.Record, m.Person, in.AsOf) {
				all = append(all, recipient{person: m.Person, party: party, roles: []record.Party{party}, as: m.As, aside: m.StandsBy(), pairing: p})
			}
		}
	}
	return all
}

// asked lists the people whom the surveys ask, but not in what: a survey needs an address.
func (in Input) asked() (all []recipient, skipped []string) {
	for _, s := range in.Surveys {
		if in.Address(s.URL) == "" {
			skipped = append(skipped, fmt.Sprintf("%s: the survey has no url that a letter could give, so nobody is asked", s.ID))
			continue
		}
		for _, id := range in.Repo.SurveyRecipients(in.Cohort.Record, s, in.AsOf) {
			r := in.askedAs(id, s)
			r.survey = s
			all = append(all, r)
		}
	}
	return all, skipped
}

// askedAs returns the role in which somebody is asked: that in their first
// pairing that the survey covers.
func (in Input) askedAs(id record.PersonID, s *record.Survey) recipient {
	for _, p := range in.Cohort.Pairings {
		over := p.Record.Ended != 0 && p.Record.Ended < in.AsOf
		if !p.Started || over && s.At != record.AtClose {
			continue
		}
		for _, m := range in.members(p) {
			if m.person == id && (s.For == "" || m.party == s.For) {
				return m
			}
		}
	}
	return recipient{person: id, party: s.For, roles: []record.Party{s.For}}
}
