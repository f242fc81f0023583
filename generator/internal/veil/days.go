package veil

import (
	"slices"
	"time"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// A site for everybody is made of records in which early endings, breaks and
// leavings have the first of the next month for their day. Every figure, table
// and comparison is computed from these, so that what is published of two
// programmes that differ in the exact day alone is the same: no sum, difference
// or older build tells it.

// exact reports whether a pairing's days may be told as they are: to coordinators,
// and where its meetings are told of and all its members by name.
func (v *veil) exact(p *record.Pairing) bool {
	var members []record.PersonID
	for _, m := range p.Members() {
		members = append(members, m.Person)
	}
	return v.exactOf(members...)
}

// exactOf reports whether days of people may be told as they are.
func (v *veil) exactOf(people ...record.PersonID) bool {
	return v.tells(exactDays) && !slices.ContainsFunc(people, func(id record.PersonID) bool { return !v.named(id) })
}

// told is the repository as the audience may know it.
func (v *veil) told(repo *record.Repository) *record.Repository {
	if v.asRecorded {
		return repo
	}
	told := *repo
	told.People = each(repo.People, v.toldPerson)
	told.Cohorts = each(repo.Cohorts, func(c *record.Cohort) *record.Cohort {
		told := *c
		told.Enrolments = each(c.Enrolments, v.toldEnrolment)
		told.Pairings = each(c.Pairings, v.toldPairing)
		if !v.tells(refusals) {
			told.Pairings = begun(told.Pairings)
		}
		return &told
	})
	return &told
}

func each[ID ~string, R any](t record.Table[ID, R], of func(R) R) record.Table[ID, R] {
	all := map[ID]R{}
	for _, id := range t.IDs() {
		all[id] = of(t.Get(id))
	}
	return record.NewTable(all)
}

// begun returns the pairings that were not declined.
func begun(all record.Table[record.PairingID, *record.Pairing]) record.Table[record.PairingID, *record.Pairing] {
	kept := map[record.PairingID]*record.Pairing{}
	for _, p := range all.All() {
		if p.State != record.Declined {
			kept[p.ID] = p
		}
	}
	return record.NewTable(kept)
}

func (v *veil) toldPerson(p *record.Person) *record.Person {
	left := v.toldLeft(p.ID, p.Left)
	if left == p.Left {
		return p
	}
	told := *p
	told.Left = left
	return &told
}

func (v *veil) toldEnrolment(e *record.Enrolment) *record.Enrolment {
	left := v.toldLeft(e.Person, e.Left)
	if left == e.Left {
		return e
	}
	told := *e
	told.Left = left
	return &told
}

// toldLeft is when somebody left: places and people without a pairing are
// counted by it.
func (v *veil) toldLeft(id record.PersonID, left when.Date) when.Date {
	if left == 0 || v.exactOf(id) {
		return left
	}
	return nextMonth(left)
}

func (v *veil) toldPairing(p *record.Pairing) *record.Pairing {
	told := *p
	if p.Reason == record.FinishedEarly && !v.tells(earlyFinish) {
		// No figure may tell it from the other reasons.
		told.Reason = record.Unrecorded
		v.finished[&told] = true
	}
	if v.exact(p) {
		return &told
	}
	told.Pauses = toldPauses(p.Pauses)
	if p.Ended == 0 || p.State == record.Completed {
		return &told
	}
	told.Ended = nextMonth(p.Ended)
	if p.Ended < p.Started {
		told.Started = 0 // it never has
	}
	for _, side := range []*[]record.Member{&told.Mentors, &told.Mentees, &told.Peers} {
		*side = toldMembers(*side, nextMonth(p.Ended.Add(1-p.Ended.Time().Day()).Add(-1)))
	}
	return &told
}

// toldMembers leaves out a last day in the month of the ending, which is as
// good as the ending's, unless somebody else took over.
func toldMembers(side []record.Member, month when.Date) []record.Member {
	told := slices.Clone(side)
	for i, m := range told {
		replaced := slices.ContainsFunc(side, func(other record.Member) bool { return other.From > m.Until })
		if m.Until >= month && !replaced {
			told[i].Until = 0
		}
	}
	return told
}

// toldPauses has each break begin on the first of the next month and end with a
// month. One that began and ended in the same month is not told.
func toldPauses(pauses []record.Pause) []record.Pause {
	var told []record.Pause
	for _, b := range pauses {
		b.From = nextMonth(b.From)
		if b.Until != 0 {
			b.Until = nextMonth(b.Until).Add(-1)
		}
		if b.Until == 0 || b.From < b.Until {
			told = append(told, b)
		}
	}
	return told
}

// breakOf shows a break that has begun: by its days, or by its months.
func (v *veil) breakOf(p *record.Pairing, b record.Pause) view.Break {
	shown := view.Break{From: b.From, Until: b.Until}
	if v.exact(p) {
		return shown
	}
	shown.Months = b.From.Add(-1).Time().Format("January 2006") + " on"
	if b.Until != 0 {
		shown.Months = b.From.Add(-1).Time().Format("January 2006") + " to " + b.Until.Time().Format("January 2006")
	}
	return shown
}

// nextMonth is the first of the month after a day's.
func nextMonth(d when.Date) when.Date {
	year, month, _ := d.Time().Date()
	return when.DateOf(time.Date(year, month+1, 1, 0, 0, 0, 0, time.UTC))
}

// counted lists the parts of a cohort's people whose topics count: not of those
// who are not to be told of, and of those without a name for the site only
// where there are enough in the same part that nobody's can be told.
func (v *veil) counted(c *record.Cohort) map[record.Party][]*record.Enrolment {
	all, nameless := map[record.Party][]*record.Enrolment{}, map[record.Party][]*record.Enrolment{}
	for _, e := range c.Enrolments.All() {
		who := v.repo.People.Get(e.Person)
		if e.Status != record.Accepted || !v.consents(who) {
			continue
		}
		for _, party := range e.Parties() {
			if v.named(e.Person) || v.call(who) != "" {
				all[party] = append(all[party], e)
			} else {
				nameless[party] = append(nameless[party], e)
			}
		}
	}
	for party, some := range nameless {
		if len(some) >= v.minimumGroup {
			all[party] = append(all[party], some...)
		}
	}
	return all
}
