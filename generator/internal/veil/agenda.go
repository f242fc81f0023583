package veil

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
)

// sections are the places of the handbook that a pairing is led to, the best
// first. A handbook need not have them; who writes one finds the places that
// are looked for here and in generator/README.md.
var sections = map[string][]string{
	"first":    {"content/meeting/first-meeting.md#the-hour", "content/meeting/first-meeting.md"},
	"gap":      {"content/meeting/when-it-stalls.md#the-meeting-after-a-gap", "content/meeting/when-it-stalls.md"},
	"goals":    {"content/meeting/goals.md#write-it-down", "content/meeting/goals.md"},
	"half":     {"content/meeting/agendas.md#half-way"},
	"last":     {"content/meeting/agendas.md#the-last-meeting", "content/meeting/ending.md#the-last-meeting", "content/meeting/ending.md"},
	"group":    {"content/meeting/agendas.md#a-group-of-one-mentor-and-several-mentees"},
	"ordinary": {"content/meeting/agendas.md#an-ordinary-hour", "content/meeting/agendas.md", "content/meeting/README.md"},
	"where":    {"content/meeting/README.md#where"},
	"after":    {"content/meeting/ending.md#after-it", "content/meeting/ending.md"},
}

// toSection links to the first place of a kind that the handbook has.
func (r *revealer) toSection(kind string) view.Link {
	for _, place := range sections[kind] {
		file, fragment, _ := strings.Cut(place, "#")
		page := r.repo.PageAt(file)
		if page == nil {
			continue
		}
		link := r.section(r.spelled.pages[page], fragment)
		text := r.texts[link.Path]
		if text == nil || link.Fragment != fragment {
			continue
		}
		link.Words = cmp.Or(page.Title, text.Title, titleOf(file))
		for _, h := range text.Headings {
			if h.ID == fragment {
				link.Words = h.Text
			}
		}
		return link
	}
	return view.Link{}
}

// agenda suggests what a pairing that goes on may talk about next.
func (r *revealer) agenda(m *measure.Cohort, shown *view.Pairing, p *measure.Pairing) *view.Agenda {
	if !p.State.GoesOn() {
		return nil
	}
	a := &view.Agenda{}
	for _, kind := range r.occasions(m, p) {
		if a.Plan = r.toSection(kind); a.Plan.Path != "" {
			break
		}
	}
	a.Items = r.overdue(p)
	if !shown.GoalsKept {
		a.Items = slices.Concat(a.Items, untouched(p), r.ahead(m, p))
	}
	if asked := r.prompts(m); len(asked) > 0 {
		x := asked[len(p.Held)%len(asked)]
		a.Prompt, a.Role = strings.TrimRight(x.What, "."), x.Role
	}
	return a
}

// How near to its turn a pairing is led there, in days.
const (
	nearEnd  = 35
	nearHalf = 10
)

// occasions are the kinds of meeting that the next one may be, the best first.
func (r *revealer) occasions(m *measure.Cohort, p *measure.Pairing) []string {
	var kinds []string
	half := p.Start.Add(m.Record.Ends.Sub(p.Start) / 2)
	since := p.Figure("days_since_last").Value
	every := p.Cadence()
	switch {
	case len(p.Held) == 0:
		kinds = append(kinds, "first")
	case m.Record.Ends.Sub(r.asOf) <= nearEnd:
		kinds = append(kinds, "last")
	case since != nil && !every.IsZero() && *since > float64(every.After(p.Start, 2).Sub(p.Start)):
		kinds = append(kinds, "gap")
	case max(half.Sub(r.asOf), r.asOf.Sub(half)) <= nearHalf:
		kinds = append(kinds, "half")
	case len(p.Goals) == 0:
		kinds = append(kinds, "goals")
	case len(p.Record.Mentees) > 1:
		kinds = append(kinds, "group")
	}
	return append(kinds, "ordinary")
}

// overdue lists actions whose day has passed, or how many there are.
func (r *revealer) overdue(p *measure.Pairing) []view.AgendaItem {
	late := p.OverdueActions()
	if len(late) == 0 {
		return nil
	}
	if !r.tells(lateActions) {
		return items("Carry on with, or let go", []string{prose.CountOf(len(late), "action whose day has passed", "actions whose day has passed")})
	}
	var about []string
	for _, a := range late {
		about = append(about, a.What)
	}
	return items("Carry on with, or let go", about)
}

// mostNamed is how many things of one kind an agenda names.
const mostNamed = 4

func items(words string, about []string) []view.AgendaItem {
	if len(about) == 0 {
		return nil
	}
	named := min(len(about), mostNamed)
	return []view.AgendaItem{{Words: words, About: about[:named], More: len(about) - named}}
}

// lately is how many meetings back a goal counts as worked on.
const lately = 3

// untouched lists goals under way that none of the last meetings was about.
func untouched(p *measure.Pairing) []view.AgendaItem {
	touched := map[record.GoalID]bool{}
	for _, s := range p.Held[max(0, len(p.Held)-lately):] {
		for _, g := range s.Goals {
			touched[g.ID] = true
		}
	}
	var about []string
	for _, g := range p.Goals {
		if !g.Reached && !g.Given && !touched[g.ID] {
			about = append(about, g.Text)
		}
	}
	return items("Not talked about lately", about)
}

// ahead is the next milestone that is not reached, in a cohort that is over of those that
// were due in its time.
func (r *revealer) ahead(m *measure.Cohort, p *measure.Pairing) []view.AgendaItem {
	if !r.programs[m.Record.Program].Asks("milestones_kept") {
		return nil
	}
	open := slices.DeleteFunc(slices.Clone(p.Milestones), func(its measure.Milestone) bool { return its.Done != 0 || m.Over() && !its.Due })
	if len(open) == 0 {
		return nil
	}
	next := slices.MinFunc(open, func(a, b measure.Milestone) int { return cmp.Compare(a.Day, b.Day) })
	words := "Next on the way, by " + next.Day.Long()
	if next.Day < r.asOf {
		words = "Tick off, if it is done"
	}
	return items(words, []string{next.Name})
}

// prompts are the expectations that are for the two to talk about: no figure
// of the records could weigh them.
func (r *revealer) prompts(m *measure.Cohort) []view.Evidence {
	if m.Program == nil {
		return nil
	}
	var all []view.Evidence
	for _, id := range m.Program.Roles {
		role := r.repo.Roles.Get(id)
		if role == nil {
			continue
		}
		for _, e := range role.Expectations {
			if e.Evidence.Metric == "" {
				all = append(all, view.Evidence{Role: role.Name, What: e.Statement})
			}
		}
	}
	return all
}

// closing says what came of a completed pairing, from the figures that are
// shown of it.
func (r *revealer) closing(m *measure.Cohort, shown *view.Pairing, p *measure.Pairing) *view.Closing {
	if p.State != record.Completed || !p.Started {
		return nil
	}
	c := &view.Closing{More: r.toSection("after"), Invite: len(p.Record.Mentees) > 0}
	met := prose.Count(shown.Held, "meeting") + " since " + p.Start.Long()
	if shown.Ended != 0 {
		met = fmt.Sprintf("%s from %s to %s", prose.Count(shown.Held, "meeting"), p.Start.Long(), shown.Ended.Long())
	}
	if f := shown.Figure("hours"); f.Value != nil && *f.Value > 0 {
		met += ", " + f.Number + " " + f.After + " in all"
	}
	c.Words = append(c.Words, met+".")
	if f := shown.Figure("goal_progress"); f.Value != nil {
		c.Words = append(c.Words, fmt.Sprintf("%s of %s reached.", view.Quantity(*f.Numerator), prose.Count(int(*f.Denominator), "goal")))
	}
	if f := shown.Figure("milestones_kept"); f.Value != nil && *f.Numerator > 0 {
		c.Words = append(c.Words, fmt.Sprintf("%s of %s reached in time.", view.Quantity(*f.Numerator), prose.Count(int(*f.Denominator), "milestone")))
	}
	if !slices.ContainsFunc(shown.Members, func(m view.Member) bool { return m.Path == "" }) {
		for _, member := range shown.Members {
			c.Thanks = append(c.Thanks, member.Who)
		}
	}
	if r.tells(wishes) {
		c.Again = r.whoWishes(m, p)
	}
	return c
}

var wishWords = map[record.Again]string{
	"yes":    "would take part again",
	"no":     "would rather not, this time",
	"mentor": "would like to mentor",
}

func (r *revealer) whoWishes(m *measure.Cohort, p *measure.Pairing) []view.Wish {
	var all []view.Wish
	for _, member := range p.Record.Members() {
		e := m.Record.Enrolments.Get(member.Person)
		if e == nil || e.Again == "" {
			continue
		}
		all = append(all, view.Wish{Who: r.who(member.Person, p.Record.PartyOf(member.Person), ""), Words: wishWords[e.Again]})
	}
	return all
}
