package message

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/health"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// values returns the value of each placeholder for one reader.
func (in Input) values(r recipient) map[record.Placeholder]string {
	c := in.Cohort
	values := map[record.Placeholder]string{
		record.ForName:         oneLine(cmp.Or(in.Names[r.person], in.name(r.person))),
		record.ForCohort:       oneLine(c.Record.Name),
		record.ForCoordinators: in.coordinators(),
		record.ForStarts:       in.toCome(c.Record.Starts),
		record.ForEnds:         in.toCome(c.Record.Ends),
		record.ForHome:         in.Address(in.Repo.Site.BaseURL),
	}
	for party, placeholder := range ofRole {
		if slices.Contains(r.roles, party) {
			values[placeholder] = string(party)
		}
	}
	if c.Program != nil {
		values[record.ForProgramme] = oneLine(c.Program.Name)
	}
	if s := cmp.Or(r.survey, in.closingSurvey(r)); s != nil {
		values[record.ForTitle], values[record.ForSurvey] = oneLine(s.Title), in.Address(s.URL)
	}
	if r.pairing == nil {
		return values
	}
	links := in.Links(r.pairing.Record, cmp.Or(in.nextMeeting(r.pairing), in.AsOf))
	values[record.ForLog], values[record.ForPlan], values[record.ForPage] = links.Log, links.Plan, links.Page
	values[record.ForPartner], values[record.ForAs], values[record.ForOpen] = in.partner(r), r.as.Words(), strings.Join(in.openItems(r), "\n")
	if undecided := r.pairing.Record.Undecided(in.AsOf); r.pairing.State == record.Proposed && undecided != nil {
		values[record.OfUnsettled] = "yes"
		if slices.Contains(undecided, r.person) {
			values[record.OfUndecided] = "yes"
		}
	}
	values[record.ForWhy], values[record.ForAddress] = in.why(r), in.shared(r)
	if n := meetings(r); n > 0 {
		values[record.ForMeetings] = prose.Count(n, "meeting")
	}
	if health.NeverMet(in.Cohort, r.pairing) {
		values[record.ForUnmet] = r.pairing.Start.Long()
	}
	if f := r.pairing.Figure("goal_progress"); f.Value != nil && *f.Value > 0 && !r.aside {
		values[record.ForGoals] = fmt.Sprintf("%.0f of %s", *f.Numerator, prose.Count(int(*f.Denominator), "goal"))
	}
	return values
}

// ofRole is the placeholder that keeps a line for each role.
var ofRole = map[record.Party]record.Placeholder{record.Mentors: record.OfMentors, record.Mentees: record.OfMentees, record.Peers: record.OfPeers}

// toCome is a day in words, if it is not past.
func (in Input) toCome(day when.Date) string {
	if day < in.AsOf {
		return ""
	}
	return day.Long()
}

// meetings counts those of a pairing that the reader came to.
func meetings(r recipient) (n int) {
	for _, s := range r.pairing.Held {
		if slices.Contains(r.pairing.Record.Present(s), r.person) {
			n++
		}
	}
	return n
}

// shared is the addresses of those a reader meets who share theirs, for a reader who does.
func (in Input) shared(r recipient) string {
	if in.Shared[r.person] == "" {
		return ""
	}
	var all []string
	for _, m := range in.others(r) {
		if address := in.Shared[m.person]; address != "" {
			all = append(all, address)
		}
	}
	return prose.List(all)
}

// closingSurvey returns the survey that a closing message also links to.
func (in Input) closingSurvey(r recipient) *record.Survey {
	if in.Template.Kind != record.MessageClosing || in.Cohort.Program == nil || r.aside {
		return nil
	}
	for i, s := range in.Cohort.Program.Surveys {
		if s.At == record.AtClose && (s.For == "" || s.For == r.party) {
			return &in.Cohort.Program.Surveys[i]
		}
	}
	return nil
}

// name returns a person's name in the records.
func (in Input) name(id record.PersonID) string {
	if p := in.Repo.People.Get(id); p != nil {
		return oneLine(p.Name)
	}
	return string(id)
}

func (in Input) coordinators() string {
	ids := in.Cohort.Record.Coordinators
	if len(ids) == 0 && in.Cohort.Program != nil {
		ids = in.Cohort.Program.Coordinators
	}
	return in.listNames(ids)
}

// partner names the people whom a reader meets: the other side, or the other peers. It
// says what mentors are who are not there as any mentor, and names those last. Who stands
// by is named when the two are introduced.
func (in Input) partner(r recipient) string {
	var others, apart []string
	for _, m := range in.others(r) {
		if m.aside && in.Template.Kind != record.MessageMatched {
			continue
		}
		if m.as != "" {
			apart = append(apart, in.name(m.person)+" ("+string(m.as)+")")
			continue
		}
		others = append(others, in.name(m.person))
	}
	return prose.List(append(others, apart...))
}

// others lists the people whom a reader meets.
func (in Input) others(r recipient) []recipient {
	return slices.DeleteFunc(in.members(r.pairing), func(m recipient) bool {
		return m.person == r.person || m.party == r.party && r.party != record.Peers
	})
}

func (in Input) listNames(ids []record.PersonID) string {
	var names []string
	for _, id := range ids {
		names = append(names, in.name(id))
	}
	return prose.List(names)
}

// openItems lists, a line each, what is open for a reader: the agreed meeting, their
// own actions, and the milestones of their side; of who stands by, their actions alone.
func (in Input) openItems(r recipient) []string {
	p := r.pairing
	var lines []string
	if next := in.nextMeeting(p); next != 0 && next <= in.AsOf.Add(meetingDays) && !r.aside {
		lines = append(lines, fmt.Sprintf("- you meet on %s", next.Long()))
	}
	actions := p.OpenActions()
	slices.SortStableFunc(actions, func(a, b measure.Action) int { return cmp.Compare(a.Due, b.Due) })
	for _, a := range actions {
		if (a.Who == r.person || a.Who == "" && !r.aside) && a.Due != 0 && a.Due <= in.AsOf.Add(actionDays) {
			lines = append(lines, fmt.Sprintf("- %s (%s)", oneLine(a.What), in.dueWords(a.Due)))
		}
	}
	for _, m := range p.Milestones {
		if m.Done == 0 && !r.aside && (m.Owner == "" || m.Owner == r.party) && m.Day <= in.AsOf.Add(milestoneDay) {
			lines = append(lines, fmt.Sprintf("- %s (%s)", oneLine(m.Name), in.dueWords(m.Day)))
		}
	}
	return lines
}

// nextMeeting returns the day of the next meeting according to the last log, 0
// when it is past or there is none.
func (in Input) nextMeeting(p *measure.Pairing) when.Date {
	if n := len(p.Held); n > 0 && p.Held[n-1].Next > in.AsOf {
		return p.Held[n-1].Next
	}
	return 0
}

func (in Input) dueWords(day when.Date) string {
	if day < in.AsOf {
		return "it was for " + day.Long()
	}
	return "by " + day.Long()
}

// fill writes a reader's message, and returns the placeholders of the template
// that had no value.
func (in Input) fill(r recipient) (Message, []record.Placeholder) {
	m := Message{Person: r.person, Name: r.values[record.ForName],
		Log: r.values[record.ForLog], Plan: r.values[record.ForPlan], Form: r.values[record.ForSurvey], Page: r.values[record.ForPage]}
	if r.pairing != nil {
		m.Pairing = r.pairing.Record.ID
	}
	if r.survey != nil {
		m.Survey = r.survey.ID
	}
	m.Link = r.values[mainLink[in.Template.Kind]]
	subject, missing := r.line(in.Template.Subject)
	m.Subject = oneLine(subject)
	var body []string
	for _, pieces := range in.Template.Lines {
		line, without := r.line(pieces)
		missing = append(missing, without...)
		blank := strings.TrimSpace(line) == ""
		if len(without) > 0 || blank && (len(body) == 0 || body[len(body)-1] == "") {
			continue
		}
		body = append(body, strings.TrimRight(line, " "))
	}
	m.Body = strings.TrimSpace(strings.Join(body, "\n"))
	slices.Sort(missing)
	return m, slices.Compact(missing)
}

// mainLink is the link of each kind of message.
var mainLink = map[record.MessageKind]record.Placeholder{
	record.MessageKickoff:  record.ForHome,
	record.MessageMatched:  record.ForPage,
	record.MessageWaiting:  record.ForHome,
	record.MessageNoPlace:  record.ForHome,
	record.MessageReminder: record.ForLog,
	record.MessageSurvey:   record.ForSurvey,
	record.MessageQuiet:    record.ForLog,
	record.MessageEnding:   record.ForPage,
	record.MessageClosing:  record.ForPage,
}

// line fills in a line. What stands before the words of a role is not part of them.
func (r recipient) line(pieces []record.Piece) (line string, missing []record.Placeholder) {
	var b strings.Builder
	for _, p := range pieces {
		value := r.values[p.Placeholder]
		switch {
		case p.Placeholder == "" && b.Len() == 0 && len(pieces) > 1 && pieces[0].Placeholder.Keeps():
			b.WriteString(strings.TrimLeft(p.Words, " "))
		case p.Placeholder == "":
			b.WriteString(p.Words)
		case value == "":
			missing = append(missing, p.Placeholder)
		case !p.Placeholder.Keeps():
			b.WriteString(value)
		}
	}
	return b.String(), missing
}

// oneLine keeps text from a record on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
