package health

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// pairing checks a started pairing of a formal programme.
func (l *lister) pairing(p *measure.Pairing) {
	if p.State != record.Active && p.State != record.Paused {
		return
	}
	l.departed(p)
	if p.State != record.Active {
		return
	}
	l.silence(p)
	l.oneSided(p)
	if !NeverMet(p) { // their milestones wait for the first meeting
		l.milestones(p)
	}
	l.overdue(p)
}

// NeverMet reports whether an active pairing has had a whole window of its
// cadence, or three weeks without one, since its start and no meeting is logged.
func NeverMet(p *measure.Pairing) bool {
	waited := slices.ContainsFunc(p.Windows, measure.Window.Counts) || len(p.Windows) == 0 && p.Idle() > sayHelloDays
	return p.State == record.Active && len(p.Held) == 0 && waited
}

// silence lists a pairing whose health calls for attention, or that has never
// met. Each note made since the last meeting that has run out raises the next
// step.
func (l *lister) silence(p *measure.Pairing) {
	h := Of(l.c, p)
	ladder := []Step{WriteHello, Call, OtherMatch}
	step, kind := 0, CouldUseHello
	switch {
	case h.State == Quiet:
		step, kind = 1, IsQuiet
	case h.State == SayHello:
	case NeverMet(p):
		kind = NotMet
	default:
		return
	}
	if NeverMet(p) {
		ladder, step = []Step{Introduce, Call, OtherMatch}, 0
	}
	last := p.Start
	if n := len(p.Held); n > 0 {
		last = p.Held[n-1].Date
	}
	notes := l.lapsed(p.Record.ID, last)
	e := Entry{Pairing: p, Next: ladder[min(step+len(notes), len(ladder)-1)], Seen: sinceWords(p), weight: float64(p.End.Sub(p.Start)),
		Records: append([]string{p.Record.Path}, p.Figure("days_since_last").Records...)}
	if kind != NotMet && h.Number != nil {
		e.Health, e.weight = h, 100-*h.Number
		e.Seen += lackWords(h)
	}
	if kind == CouldUseHello && len(notes) == 0 && aboutAgreements(h) {
		e.Next = Agenda
	}
	for _, n := range notes {
		e.Records = append(e.Records, n.Path)
	}
	if len(notes) > 0 {
		e.Seen += fmt.Sprintf("; looked at %s since, and nothing is logged", times(len(notes)))
	}
	l.add(kind, e)
}

// sinceWords says how long ago the last meeting was.
func sinceWords(p *measure.Pairing) string {
	if len(p.Held) == 0 {
		return fmt.Sprintf("no meeting logged since the start on %s, %s ago", p.Start.Long(), ago(p.End.Sub(p.Start)))
	}
	last := p.Held[len(p.Held)-1].Date
	words := fmt.Sprintf("the last meeting was on %s, %s ago", last.Long(), ago(p.End.Sub(last)))
	if n := int(*p.Figure("days_since_last").Value); n != p.End.Sub(last) {
		words += fmt.Sprintf(" (%s without the break)", ago(n))
	}
	return words
}

// partWords names the parts of health for readers.
var partWords = map[string]string{
	"cadence":        "rhythm kept",
	"recency":        "time since the last meeting",
	"follow_through": "actions done in time",
	"goal_progress":  "goals reached",
}

// heaviest returns the part with the largest loss, its weight times what it lacks
// of 100; the first of equals, nil when nothing is lost.
func heaviest(h *Health) *Part {
	var heaviest *Part
	most := 0.0
	for i := range h.Parts {
		p := &h.Parts[i]
		if p.Value == nil {
			continue
		}
		if lacking := float64(p.Weight) * (100 - *p.Value); lacking > most {
			heaviest, most = p, lacking
		}
	}
	return heaviest
}

func lackWords(h *Health) string {
	p := heaviest(h)
	if p == nil {
		return ""
	}
	return fmt.Sprintf("; what weighs most: %s, %.0f of 100", partWords[p.Name], *p.Value)
}

// aboutAgreements reports whether the largest loss is in agreements or goals, not
// in meetings.
func aboutAgreements(h *Health) bool {
	p := heaviest(h)
	return p != nil && (p.Name == "follow_through" || p.Name == "goal_progress")
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
	var logs []*record.Session
	for _, s := range p.Record.Sessions {
		if s.Date.Within(p.Start, p.End) {
			logs = append(logs, s)
		}
	}
	slices.SortStableFunc(logs, func(a, b *record.Session) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(len(a.Path), len(b.Path)), cmp.Compare(a.Path, b.Path))
	})
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

// departed lists pairings that go on although a member has left.
func (l *lister) departed(p *measure.Pairing) {
	for _, side := range []struct {
		party   record.Party
		members []record.Member
	}{{record.Mentors, p.Record.Mentors}, {record.Mentees, p.Record.Mentees}, {record.Peers, p.Record.Peers}} {
		for _, m := range side.members {
			day, path := l.leftOn(m.Person)
			if !m.On(p.AsOf) || day == 0 {
				continue
			}
			e := Entry{Pairing: p, Person: m.Person, Party: side.party, Records: []string{p.Record.Path, path}, Next: Replace,
				weight: float64(p.AsOf.Sub(day)), Seen: fmt.Sprintf("the %s left on %s, and the pairing is not closed", side.party, day.Long())}
			if side.party == record.Mentees && len(p.Record.Mentees) == 1 {
				e.Next = OtherMatch
			}
			l.add(MemberLeft, e)
		}
	}
}

// leftOn returns the day on which somebody left the cohort or altogether, and the
// record that says so; zero if not by the measured day.
func (l *lister) leftOn(id record.PersonID) (when.Date, string) {
	happenedBy := func(d when.Date) bool { return d != 0 && d <= l.c.AsOf }
	if e := l.c.Record.Enrolments.Get(id); e != nil && happenedBy(e.Left) {
		return e.Left, e.Path
	}
	if who := l.repo.People.Get(id); who != nil && happenedBy(who.Left) {
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
	open := p.State == record.Active || p.State == record.Paused
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
