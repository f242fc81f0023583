package veil

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/health"
	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

func (r *revealer) pairing(m *measure.Cohort, c *view.Cohort, p *measure.Pairing) *view.Pairing {
	rec := p.Record
	link := r.pairingLink(m.Record, rec)
	shown := &view.Pairing{ID: link.Words, Path: link.Path, Cohort: view.Link{Words: c.Name, Path: c.Path}, Program: c.Program,
		State: string(p.State), Words: pairingStates[p.State], Structure: structureWords[rec.Structure],
		ToAsk: c.ToAsk}
	if rec.Structure == record.Flash {
		shown.Unasked = unaskedOfFlash
	}
	if rec.Started <= r.asOf {
		shown.Started = rec.Started
	}
	ended := p.State == record.Ended && !r.exact(rec)
	if rec.Ended <= r.asOf && !ended {
		shown.Ended = rec.Ended
	}
	shown.Former = r.former(m.Record, rec)
	shown.Over = p.State == record.Completed || p.State == record.Ended
	shown.Still = shown.Over || m.Over()
	shown.Cadence = r.cadence(m, p)
	shown.Members = r.members(rec)
	if r.tells(pairingWords) && r.identified(rec) {
		shown.Title, shown.Summary, shown.Links = rec.Title, rec.Summary, r.namedLinks(rec.Links)
	}
	shown.People = peopleOf(shown.Members, cmp.Or(shown.Ended, r.asOf))
	for _, b := range rec.Pauses {
		if b.From <= r.asOf {
			shown.Breaks = append(shown.Breaks, r.breakOf(rec, b))
		}
	}
	r.pairingFigures(shown, p, view.CohortAPI(c.ID), ended)
	r.pairingPrivate(m, shown, p)
	r.pairingPlan(shown, p)
	r.pairingSessions(shown, p)
	if ended {
		shown.Last = 0
	}
	r.pairingTime(m, shown, p)
	r.pairingActions(m.Record, shown, p)
	shown.Agenda, shown.Together, shown.Closing = r.agenda(m, shown, p), r.together(m, p), r.closing(m, shown, p)
	return shown
}

// pairingFigures shows the figures of a pairing, which a file has, too; ended says that the
// day of its ending is not told.
func (r *revealer) pairingFigures(shown *view.Pairing, p *measure.Pairing, api string, ended bool) {
	var among proofs
	for _, f := range p.Figures {
		if ended && f.ID == "days_since_last" && f.Value != nil {
			f = measure.Figure{Metric: f.Metric, Unavailable: "The day of an early ending is not told here, and neither is this, which ends with it."}
		}
		figure := r.figureAmong(f, api, &among)
		figure.AsOf = p.AsOf
		if shown.Still {
			figure.Label = cmp.Or(atTheEnd[figure.Metric.ID], figure.Label)
		}
		switch {
		case f.ID == "cadence_kept":
			figure = ofPairings(figure, []*measure.Pairing{p})
		case f.Value != nil && len(shown.Breaks) > 0 && slices.Contains(withoutBreaks, f.ID):
			figure.Of = "breaks left out"
		}
		shown.Figures = append(shown.Figures, figure)
	}
}

// former lists where a pairing's page was, if all its people go by name: an id of the
// past may be made of theirs.
func (r *revealer) former(c *record.Cohort, rec *record.Pairing) (paths []string) {
	for _, id := range rec.Formerly {
		was := *rec
		was.ID = id
		if !r.givesAway(&was) && !slices.ContainsFunc(rec.Members(), func(m record.Member) bool { return !r.named(m.Person) }) {
			paths = append(paths, pairingPath(c.ID, string(id)))
		}
	}
	return paths
}

// members lists mentors, mentees and peers, with the days on which they joined
// or were replaced.
func (r *revealer) members(rec *record.Pairing) (members []view.Member) {
	for party, side := range rec.Sides() {
		for _, who := range side {
			members = append(members, view.Member{Who: r.who(who.Person, party, ""), As: string(who.As), Aside: who.StandsBy(), From: who.From, Until: who.Until})
		}
	}
	return members
}

// mostInTitle is how many of a pairing's people its title names.
const mostInTitle = 4

// peopleOf calls the members of a pairing on a day in a row, as a title does, without
// those who stand by; all of them when none is left on that day. Those of whom nothing
// may be said are counted.
func peopleOf(members []view.Member, day when.Date) string {
	gone := func(m view.Member) bool { return m.Aside || !day.Within(m.From, m.Until) }
	if now := slices.DeleteFunc(slices.Clone(members), gone); len(now) > 0 {
		members = now
	}
	var called, others []string
	for _, party := range []record.Party{record.Mentors, record.Mentees, record.Peers} {
		uncalled := 0
		for _, m := range members {
			switch {
			case m.Party != string(party):
			case m.Words == anonymous[party]:
				uncalled++
			default:
				called = append(called, m.Words)
			}
		}
		if uncalled == 1 {
			others = append(others, anonymous[party])
		} else if uncalled > 1 {
			others = append(others, view.InWords(uncalled)+" "+string(party)+"s")
		}
	}
	if len(called) == 0 {
		return prose.Sentence(prose.List(others))
	}
	if len(called) >= mostInTitle && len(called)+len(others) > mostInTitle {
		more := len(members) - mostInTitle + 1
		return prose.List(append(called[:mostInTitle-1], view.InWords(more)+" others"))
	}
	return prose.List(append(called, others...))
}

// cadence says how often the pairing means to meet, as of now.
func (r *revealer) cadence(m *measure.Cohort, p *measure.Pairing) string {
	if every := p.Cadence(); !every.IsZero() {
		return everyWords(every)
	}
	if m.Program != nil && m.Program.Format != record.Formal || p.Record.Structure == record.Flash {
		return ""
	}
	if len(p.Record.Cadence) > 0 {
		return everyWords(p.Record.Cadence[0].Every)
	}
	return everyWords(m.Record.CadenceFor(m.Program))
}

// pairingPrivate shows what is for coordinators, or only where it is published.
func (r *revealer) pairingPrivate(m *measure.Cohort, shown *view.Pairing, p *measure.Pairing) {
	if p.State == record.Ended && r.tells(endReason) {
		shown.Reason = reasonWords[p.Record.Reason]
	}
	if r.tells(outcomes) {
		shown.Outcome = p.Record.Outcome
	}
	if h := health.Of(m, p); h != nil && r.tells(pairHealth) {
		shown.Health = &view.Health{State: string(h.State), Words: h.Words}
		if r.tells(healthWhy) {
			shown.Health.Why = prose.Sentence(h.Why)
		}
	}
	if why := p.Record.Match; why != nil && r.tells(sharedTopics) {
		// The reasons speak of levels, units and free hours as well.
		if shown.Shared = r.topicsShared(m.Record, p.Record); r.tells(matchReasons) {
			shown.Match = why.Because
		}
	}
	if before := p.Record.Continues; before != "" {
		shown.Continues = r.continued(m, before)
	}
}

func (r *revealer) continued(m *measure.Cohort, ref record.PairingRef) view.Link {
	cohort, id, other := strings.Cut(string(ref), "/")
	if !other {
		cohort, id = string(m.Record.ID), string(ref)
	}
	c := r.repo.Cohorts.Get(record.CohortID(cohort))
	if c == nil || !c.Pairings.Has(record.PairingID(id)) {
		return view.Link{}
	}
	p := c.Pairings.Get(record.PairingID(id))
	if state := measure.StateAt(p, r.asOf); state != record.Completed && state != record.Ended && !r.tells(successors) {
		return view.Link{} // it would tell of the end before its time
	}
	link := r.pairingLink(c, p)
	if other {
		link.Words += ", " + c.Name
	}
	return link
}

// pairingPlan shows what is the pair's own: its goals, and what it reached when.
func (r *revealer) pairingPlan(shown *view.Pairing, p *measure.Pairing) {
	if !r.tells(pairGoals) {
		shown.GoalsKept = true
		return
	}
	for _, g := range p.Goals {
		goal := view.Goal{Text: g.Text, Set: g.Set, Target: g.Target}
		if g.Reached {
			goal.Done = g.Done
		}
		if g.Given {
			goal.Dropped = g.Dropped
		}
		shown.Goals = append(shown.Goals, goal)
	}
	if !shown.Asks("milestones_kept") {
		return
	}
	for _, m := range p.Milestones {
		if shown.Still && !m.Due && m.Done == 0 {
			continue // its day never came
		}
		shown.Milestones = append(shown.Milestones, view.MilestoneDay{ID: string(m.ID), Name: m.Name, Day: m.Day, Done: m.Done, Due: m.Due})
	}
	slices.SortStableFunc(shown.Milestones, func(a, b view.MilestoneDay) int { return cmp.Compare(a.Day, b.Day) })
}

// pairingSessions counts the meetings. Their days are shown where the names of
// the logs, which prove the figures, tell them anyway.
func (r *revealer) pairingSessions(shown *view.Pairing, p *measure.Pairing) {
	told := r.showsMeetings()
	for _, s := range p.Record.Sessions {
		if s.Date > r.asOf {
			continue
		}
		shown.Logged++
		m := view.Meeting{On: s.Date, Held: slices.Contains(p.Held, s), Counted: p.Started && s.Date.Within(p.Start, p.End), Peers: len(p.Record.Peers) > 0}
		if m.Held {
			shown.Held++
			shown.Last = s.Date
		}
		if told || r.path(s.Path) == s.Path {
			shown.Meetings = append(shown.Meetings, m)
		}
		if !told {
			continue
		}
		shown.Sessions = append(shown.Sessions, r.session(p.Record, s, m))
		if m.Held && s.Next > r.asOf && p.State != record.Completed {
			shown.Next = s.Next
		}
	}
}

func (r *revealer) session(p *record.Pairing, s *record.Session, m view.Meeting) view.Session {
	present := p.Present(s)
	shown := view.Session{Meeting: m, ID: meetingID(s.Name), Came: len(present), Topics: r.topicNames(s.Topics), Length: s.Duration.String(), Format: mediumWords[s.Format]}
	shown.Notes = r.notes(s)
	if r.showsAttendance() {
		shown.Present = r.whos(present)
		for _, guest := range s.Guests {
			shown.Guests = append(shown.Guests, r.guest(guest))
		}
		shown.Introductions = s.Introductions
	}
	return shown
}

// showsAttendance reports whether pages say who came.
func (r *revealer) showsAttendance() bool { return r.tells(attendance) }

func (r *revealer) whos(ids []record.PersonID) (all []view.Who) {
	for _, id := range ids {
		all = append(all, r.who(id, "", ""))
	}
	return all
}

// notes shows what a log says, nil for nothing.
func (r *revealer) notes(rec record.Record) *view.Notes {
	log, _ := record.LogOf(rec)
	if len(strings.TrimSpace(string(log.Notes))) == 0 {
		return nil
	}
	notes := &view.Notes{File: log.Path, Text: log.Notes}
	if !markdown.IsPlain(log.Notes) {
		if notes.Page = r.read.Page(markdown.Source{Path: log.Path, Text: log.Notes, Kind: markdown.Log}); notes.Page == nil {
			return nil
		}
		notes.Links = r.links(log.Path, notes.Page)
	}
	return notes
}

// guest is a person's id or words.
func (r *revealer) guest(guest string) string {
	if who := r.repo.People.Get(record.PersonID(guest)); who != nil {
		return r.call(who)
	}
	return guest
}

func (r *revealer) pairingActions(c *record.Cohort, shown *view.Pairing, p *measure.Pairing) {
	open, told := p.OpenActions(), r.tells(pairActions)
	byParty := map[string]int{}
	for _, a := range open {
		party := p.Record.PartyOf(a.Who)
		words := string(party)
		if words == "" {
			words = "anyone"
		}
		byParty[words]++
		if told {
			action := view.Action{What: a.What, Who: r.who(a.Who, party, "somebody"), Due: a.Due, Overdue: a.Due != 0 && a.Due < r.asOf}
			if shown.Log != nil && r.tellsAction(a.ID) {
				action.ID = string(a.ID)
				if file := record.ActionPath(c.ID, p.Record.ID, a.ID); r.path(file) == file {
					action.Done = r.source.Add(path.Dir(file), path.Base(file), "done: "+r.asOf.String()+"\n")
				}
			}
			shown.Actions = append(shown.Actions, action)
		}
	}
	for _, words := range []string{"mentor", "mentee", "peer", "anyone"} {
		if n := byParty[words]; n > 0 {
			shown.OpenActions = append(shown.OpenActions, view.Count{Words: words, Count: n})
		}
	}
	slices.SortStableFunc(shown.Actions, func(a, b view.Action) int {
		if (a.Due == 0) != (b.Due == 0) {
			return cmp.Compare(b.Due, a.Due)
		}
		return cmp.Compare(a.Due, b.Due)
	})
}

// pairingTime says how long the timeline is, and where a meeting can be logged.
func (r *revealer) pairingTime(m *measure.Cohort, shown *view.Pairing, p *measure.Pairing) {
	if !p.Started {
		return
	}
	shown.From, shown.Until = p.Start, max(m.Record.Ends, p.End)
	// A flash pairing ends with its meeting, whose day may not be told.
	if p.State == record.Completed && p.Record.Ended == 0 && len(shown.Meetings) == shown.Logged {
		shown.Ended = p.End
	}
	if shown.Ended != 0 {
		shown.Until = shown.Ended
	}
	if p.State.GoesOn() {
		shown.Log = r.logForm(m, shown, p)
	}
}
