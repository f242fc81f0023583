package message

import (
	"fmt"

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
)

// recipient is somebody to write to, in their role.
type recipient struct {
	person  record.PersonID
	party   record.Party
	as      record.MemberAs
	aside   bool             // they stand by, and need not come
	pairing *measure.Pairing // nil when the message is not about one
	survey  *record.Survey
	values  map[record.Placeholder]string
}

// recipients lists whom to write to, and explains who is skipped. It never
// includes people who have left.
func (in Input) recipients() (all []recipient, skipped []string) {
	if in.Template.Kind == record.MessageSurvey {
		return in.asked(), nil
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
			asked := r.aside && in.Template.Kind == record.MessageQuiet // why they don't meet
			if !asked && (!reminded || len(in.openItems(r)) > 0) {
				all = append(all, r)
			}
		}
	}
	return all, skipped
}

// concerns reports whether the kind of message applies to the state of a pairing. Once
// its cohort is over, only the closing one does.
func (in Input) concerns(p *measure.Pairing) bool {
	if in.Cohort.Over() && in.Template.Kind != record.MessageClosing {
		return false
	}
	going := p.State == record.Active || p.State == record.Paused
	switch in.Template.Kind {
	case record.MessageMatched:
		fresh := p.State == record.Active && len(p.Held) == 0 && in.AsOf.Sub(p.Start) <= newDays
		return p.State == record.Proposed || fresh
	case record.MessageReminder:
		return p.State == record.Active
	case record.MessageQuiet:
		h := health.Of(in.Cohort, p)
		return h != nil && (h.State == health.Quiet || health.NeverMet(p))
	case record.MessageClosing:
		over := p.State == record.Completed && in.AsOf.Sub(p.End) <= overDays
		return going || over
	}
	return false
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
	for _, side := range []struct {
		party   record.Party
		members []record.Member
	}{{record.Mentors, p.Record.Mentors}, {record.Mentees, p.Record.Mentees}, {record.Peers, p.Record.Peers}} {
		for _, m := range side.members {
			if m.On(day) && !in.Repo.Gone(in.Cohort.Record, m.Person, in.AsOf) {
				all = append(all, recipient{person: m.Person, party: side.party, as: m.As, aside: m.StandsBy(), pairing: p})
			}
		}
	}
	return all
}

// asked lists the people whom the surveys ask.
func (in Input) asked() []recipient {
	var all []recipient
	for _, s := range in.Surveys {
		for _, id := range in.Repo.SurveyRecipients(in.Cohort.Record, s, in.AsOf) {
			r := in.askedAs(id, s)
			r.survey = s
			all = append(all, r)
		}
	}
	return all
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
	return recipient{person: id, party: s.For}
}
