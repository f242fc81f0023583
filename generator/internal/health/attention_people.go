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

// people checks the people of a formal programme's open cohort.
func (l *lister) people() {
	l.coordinators()
	l.waiting()
	l.unmatched()
	for _, load := range l.c.MentorLoad {
		l.overCapacity(load)
	}
	for _, s := range l.seats() {
		l.clearance(s)
		l.training(s)
	}
}

// coordinators lists a cohort without a coordinator.
func (l *lister) coordinators() {
	rec, program := l.c.Record, l.c.Program
	records := []string{rec.Path, program.Path}
	for _, id := range slices.Concat(rec.Coordinators, program.Coordinators) {
		who := l.repo.People.Get(id)
		if who == nil {
			continue
		}
		if who.Left == 0 || who.Left > l.c.AsOf {
			return
		}
		records = append(records, who.Path)
	}
	seen := "neither the cohort nor the programme names a coordinator"
	if len(records) > 2 {
		seen = "all its coordinators have left"
	}
	l.add(NobodyCoordinates, Entry{Records: records, Next: Replace, Seen: seen})
}

// waiting lists applicants without an answer once the answers were due.
func (l *lister) waiting() {
	since := l.c.Record.Starts
	if a := l.c.Record.Applications; a != nil && a.Closes != 0 {
		since = min(since, a.Closes.Add(1))
	}
	if since > l.c.AsOf {
		return
	}
	free := l.freePlaces()
	for _, e := range l.c.Record.Enrolments.All() {
		if day, _ := l.leftOn(e.Person); e.Status != record.Waiting || day != 0 {
			continue
		}
		entry := Entry{Person: e.Person, Party: mainParty(e), Records: []string{e.Path, l.c.Record.Path}, Next: WriteHello,
			weight: float64(l.c.AsOf.Sub(since)), Seen: fmt.Sprintf("waiting since %s at the latest", since.Long())}
		if e.Mentee != nil && free > 0 && l.c.Program.MatchShape(l.c.Record) == record.InPairs {
			entry.Next = OtherMatch
			entry.Seen += fmt.Sprintf("; mentors have %s left (match --fill)", prose.Count(free, "place"))
		}
		l.add(IsWaiting, entry)
	}
}

// freePlaces counts the places that are left for who waits: those that mentors offer,
// less those that pairings use, that are proposed, and that accepted mentees without
// either come first for.
func (l *lister) freePlaces() int {
	free := 0
	for _, load := range l.c.MentorLoad {
		proposed := 0
		for _, p := range l.c.Pairings {
			if p.State == record.Proposed && slices.ContainsFunc(p.Record.Mentors, func(m record.Member) bool { return m.Person == load.Enrolment.Person && !m.StandsBy() }) {
				proposed++
			}
		}
		free += max(0, load.Capacity-len(load.Pairings)-proposed)
	}
	for _, e := range l.c.Unmatched {
		if e.Mentee != nil && l.proposal(e.Person) == nil {
			free--
		}
	}
	return free
}

// proposal returns a proposed pairing of somebody, or nil.
func (l *lister) proposal(who record.PersonID) *measure.Pairing {
	for _, p := range l.c.Pairings {
		if p.State == record.Proposed && p.Record.Has(who) {
			return p
		}
	}
	return nil
}

func mainParty(e *record.Enrolment) record.Party {
	switch {
	case e.Mentee != nil:
		return record.Mentees
	case e.Peer != nil:
		return record.Peers
	}
	return record.Mentors
}

func (l *lister) unmatched() {
	if l.c.Record.Starts > l.c.AsOf {
		return
	}
	for _, e := range l.c.Unmatched {
		seen := fmt.Sprintf("the cohort started on %s", l.c.Record.Starts.Long())
		records, next, party := []string{e.Path, l.c.Record.Path}, OtherMatch, mainParty(e)
		if parts := l.sought(e); len(parts) > 0 {
			party = parts[0]
		} else {
			seen, next = fmt.Sprintf("%s, and nobody is matched as a %s in it", seen, party), Call
		}
		if p := l.proposal(e.Person); p != nil {
			seen, next = seen+"; a match is proposed and ", Ask
			if p.Record.Undecided(l.c.AsOf) == nil {
				seen, next = seen+"all have said yes, and it ", Begin
			}
			seen += "has not begun"
			records = append(records, p.Record.Path)
		}
		l.add(IsUnmatched, Entry{Person: e.Person, Party: party, Records: records, Next: next,
			weight: float64(l.c.AsOf.Sub(l.c.Record.Starts)), Seen: seen})
	}
}

// sought is what a match can be looked for somebody as, besides as a mentor.
func (l *lister) sought(e *record.Enrolment) []record.Party {
	useless := l.c.Program.OfNoUse(l.c.Record, e)
	return slices.DeleteFunc(e.Parties(), func(p record.Party) bool { return p == record.Mentors || slices.Contains(useless, p) })
}

func (l *lister) overCapacity(load measure.Load) {
	if len(load.Pairings) <= load.Capacity {
		return
	}
	records := []string{load.Enrolment.Path}
	for _, p := range load.Pairings {
		records = append(records, p.Record.Path)
	}
	l.add(OverCapacity, Entry{Person: load.Enrolment.Person, Party: record.Mentors, Records: records, Next: Call,
		weight: float64(len(load.Pairings) - load.Capacity),
		Seen:   fmt.Sprintf("in %d pairings, and offered %s", len(load.Pairings), prose.Count(load.Capacity, "place"))})
}

// seat is a person in a role, with their pairings in it.
type seat struct {
	who
	pairings []string // paths
	meets    bool     // at least one of them is not on a break
}

type who struct {
	person record.PersonID
	party  record.Party
}

// seats lists the people in a pairing that is active or on a break.
func (l *lister) seats() []*seat {
	var seats []*seat
	known := map[who]*seat{}
	for _, p := range l.c.Pairings {
		if !p.State.GoesOn() {
			continue
		}
		for party, members := range p.Record.Sides() {
			for _, m := range members {
				if !m.On(l.c.AsOf) {
					continue
				}
				w := who{m.Person, party}
				if known[w] == nil {
					known[w] = &seat{who: w}
					seats = append(seats, known[w])
				}
				known[w].pairings = append(known[w].pairings, p.Record.Path)
				known[w].meets = known[w].meets || p.State == record.Active
			}
		}
	}
	return seats
}

// appliesTo reports whether a requirement of a role applies to a party.
func appliesTo(of record.RoleID, party record.Party) bool {
	return of == "" || string(of) == string(party)
}

func (l *lister) clearance(s *seat) {
	records := append(slices.Clone(s.pairings), l.c.Program.Path)
	e := l.c.Record.Enrolments.Get(s.person)
	if e != nil {
		records = append(records, e.Path)
	}
	var missing []string
	for _, r := range l.c.Program.Uncleared(e, s.party, l.c.AsOf) {
		missing = append(missing, r.Quoted())
	}
	next := ClearFirst
	if s.meets {
		next = Clear
	}
	l.missing(ClearanceMissing, s, next, "not recorded as cleared: ", missing, records)
}

func (l *lister) training(s *seat) {
	var taken []record.Trained
	records := append(slices.Clone(s.pairings), l.c.Program.Path)
	if who := l.repo.People.Get(s.person); who != nil {
		taken, records = who.Training, append(records, who.Path)
	}
	var missing []string
	for _, t := range l.c.Program.Training {
		done := slices.ContainsFunc(taken, func(d record.Trained) bool { return d.Module == t.ID && happenedBy(d.Completed, l.c.AsOf) })
		if t.Required && appliesTo(t.Role, s.party) && !done {
			missing = append(missing, "“"+cmp.Or(t.Title, string(t.ID))+"”")
		}
	}
	l.missing(TrainingMissing, s, WriteHello, "not recorded as completed: ", missing, records)
}

// happenedBy reports whether something has happened by a day.
func happenedBy(on, day when.Date) bool { return on != 0 && on <= day }

func (l *lister) missing(kind Kind, s *seat, next Step, words string, missing, records []string) {
	if len(missing) == 0 {
		return
	}
	l.add(kind, Entry{Person: s.person, Party: s.party, Records: records, Next: next, weight: float64(len(missing)),
		Seen: words + strings.Join(missing, ", ")})
}
