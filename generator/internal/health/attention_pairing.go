package health

import (
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// pairing checks a started pairing of a formal programme, and makes one entry of all that
// there is to look at.
func (l *lister) pairing(p *measure.Pairing) {
	if !p.State.GoesOn() {
		return
	}
	n := len(l.entries)
	l.departed(p)
	if p.State == record.Active {
		l.silence(p)
		l.oneSided(p)
		if !NeverMet(l.c, p) { // their milestones wait for the first meeting
			l.milestones(p)
		}
		l.overdue(p)
	}
	l.fold(n)
}

// silence lists a pairing that has not met for long, or never. Each note made since the
// last meeting that has run out raises the next step.
func (l *lister) silence(p *measure.Pairing) {
	kind, ladder := Kind(state(p, l.c.Record.HealthFor(l.c.Program))), []Step{WriteHello, Call, OtherMatch}
	switch unmet := NeverMet(l.c, p); {
	case unmet:
		ladder[0] = Introduce
		if kind != IsQuiet && kind != CouldUseHello {
			kind = NotMet
		}
	case kind == IsQuiet:
		ladder = ladder[1:]
	case kind != CouldUseHello:
		return
	}
	notes := l.lapsed(p.Record.ID, p.LastMet())
	e := Entry{Pairing: p, Next: ladder[min(len(notes), len(ladder)-1)], Seen: why(p) + joined(p), weight: -float64(p.Idle()),
		Records: append([]string{p.Record.Path}, p.Figure("days_since_last").Records...)}
	for _, n := range notes {
		e.Records = append(e.Records, n.Path)
	}
	if len(notes) > 0 {
		e.Seen += fmt.Sprintf("; looked at %s since, and nothing is logged", times(len(notes)))
	}
	l.add(kind, e)
}

// joined says which members came after the last meeting, or after the start if there was none.
func joined(p *measure.Pairing) string {
	var said []string
	for party, members := range p.Record.Sides() {
		for _, m := range members {
			if m.From > p.LastMet() && m.Expected(p.AsOf) {
				said = append(said, fmt.Sprintf("a %s joined on %s", party, m.From.Long()))
			}
		}
	}
	if said == nil {
		return ""
	}
	return "; " + prose.List(said)
}

// sides reports which sides of a pairing had a member present at a session.
func sides(p *record.Pairing, s *record.Session) (mentors, mentees, peers bool) {
	present := p.Present(s)
	came := func(side []record.Member) bool {
		return slices.ContainsFunc(side, func(m record.Member) bool { return m.On(s.Date) && slices.Contains(present, m.Person) })
	}
	return came(p.Mentors), came(p.Mentees), came(p.Peers)
}

// oneSided lists meetings that only one side attended.
func (l *lister) oneSided(p *measure.Pairing) {
	logs := p.Counted
	logs = logs[max(0, len(logs)-lastLogs):]
	var mentorsAlone, menteesAlone []string
	for _, s := range logs {
		switch mentors, mentees, peers := sides(p.Record, s); {
		case peers:
		case mentors && !mentees:
			mentorsAlone = append(mentorsAlone, s.Path)
		case mentees && !mentors:
			menteesAlone = append(menteesAlone, s.Path)
		}
	}
	alone, came, missed := mentorsAlone, "mentor", record.Mentees
	if len(menteesAlone) > len(mentorsAlone) {
		alone, came, missed = menteesAlone, "mentee", record.Mentors
	}
	if len(alone) < fewestOneSided || len(mentorsAlone) == len(menteesAlone) {
		return
	}
	e := Entry{Pairing: p, Party: missed, Records: append(alone, p.Record.Path), Next: Call, weight: float64(len(alone)),
		Seen: fmt.Sprintf("to %d of the last %d meetings logged only the %s's side came", len(alone), len(logs), came)}
	if len(alone) >= replaceOneSided {
		e.Next = Replace
	}
	l.add(OneSided, e)
}

// milestones lists those that are more than a week late.
func (l *lister) milestones(p *measure.Pairing) {
	if p.State != record.Active {
		return
	}
	var late []string
	longest := 0
	for _, m := range p.Milestones {
		if days := p.AsOf.Sub(m.Day); m.Due && m.Done == 0 && days >= milestoneGrace {
			late = append(late, fmt.Sprintf("“%s” (%s)", m.Name, m.Day.Long()))
			longest = max(longest, days)
		}
	}
	if len(late) == 0 {
		return
	}
	next := Agenda
	if len(p.Held) == 0 {
		next = Introduce
	}
	l.add(MilestoneLate, Entry{Pairing: p, Next: next, Records: p.Figure("milestones_kept").Records, weight: float64(longest),
		Seen: "nobody has told of: " + strings.Join(late, ", ")})
}

func (l *lister) overdue(p *measure.Pairing) {
	actions := p.OverdueActions()
	if len(actions) < fewestOverdue {
		return
	}
	oldest := actions[0].Due
	for _, a := range actions {
		oldest = min(oldest, a.Due)
	}
	l.add(ActionsOverdue, Entry{Pairing: p, Next: Agenda, Records: append([]string{p.Record.Path}, p.Figure("actions_overdue").Records...),
		weight: float64(len(actions)), Seen: fmt.Sprintf("%d actions are open and past their day, the oldest since %s", len(actions), oldest.Long())})
}

// departed lists a pairing that goes on although members have left. The entry is about
// somebody who left alone.
func (l *lister) departed(p *measure.Pairing) {
	e := Entry{Pairing: p, Next: Replace, Records: []string{p.Record.Path}}
	var seen []string
	for party, members := range p.Record.Sides() {
		for _, m := range members {
			day, path := l.leftOn(m.Person)
			if !m.On(p.AsOf) || day == 0 {
				continue
			}
			seen = append(seen, fmt.Sprintf("the %s left on %s", party, day.Long()))
			e.Person, e.Party, e.Records = m.Person, party, append(e.Records, path)
			e.weight = max(e.weight, float64(p.AsOf.Sub(day)))
			if party == record.Mentees && len(p.Record.Mentees) == 1 {
				e.Next = OtherMatch
			}
		}
	}
	if len(seen) == 0 {
		return
	}
	if len(seen) > 1 {
		e.Person, e.Party = "", ""
	}
	e.Seen = prose.List(seen) + ", and the pairing is not closed"
	l.add(MemberLeft, e)
}

// leftOn returns the day on which somebody left the cohort or altogether, and the
// record that says so; zero if not by the measured day.
func (l *lister) leftOn(id record.PersonID) (when.Date, string) {
	if e := l.c.Record.Enrolments.Get(id); e != nil && happenedBy(e.Left, l.c.AsOf) {
		return e.Left, e.Path
	}
	if who := l.repo.People.Get(id); who != nil && happenedBy(who.Left, l.c.AsOf) {
		return who.Left, who.Path
	}
	return 0, ""
}

// afterClose lists pairings of a closed cohort that are still open, or that have
// logs after its last day.
func (l *lister) afterClose(p *measure.Pairing) {
	var late []string
	ends := l.c.Record.Ends
	for _, s := range p.Record.Sessions {
		if s.Date > ends && s.Date <= l.c.AsOf {
			late = append(late, s.Path)
		}
	}
	open := p.State.GoesOn()
	var seen []string
	if open {
		seen = append(seen, "the pairing is not closed")
	}
	if len(late) > 0 {
		seen = append(seen, fmt.Sprintf("%s after the cohort's last day", prose.Count(len(late), "log")))
	}
	if len(seen) == 0 {
		return
	}
	l.add(AfterClose, Entry{Pairing: p, Next: WriteHello, Records: append(late, p.Record.Path, l.c.Record.Path), weight: float64(len(late)),
		Seen: fmt.Sprintf("the cohort closed on %s; %s", ends.Long(), strings.Join(seen, ", and it has "))})
}
