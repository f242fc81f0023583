package issue

import (
	"fmt"
	"slices"

	"pairbook/generator/internal/intake"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// log makes the log of a meeting of somebody's pairing.
func (d *Desk) log(a *answers, who *record.Person) []File {
	if a.words("date") == "" {
		a.wrong("date", record.DateHint, record.RequiredMessage, "date")
	}
	day := parsed(a, "date", record.DateHint, when.ParseDate)
	c, p := d.pairing(a, who.ID, day)
	s := &record.Session{
		Date: day, Duration: parsed(a, "duration", record.DurationHint, when.ParseDuration),
		Guests: a.rows("guests"), Topics: a.topics("topics"), Introductions: a.rows("introductions"), Next: parsed(a, "next", record.DateHint, when.ParseDate),
	}
	if chosen := a.chosen("format"); len(chosen) > 0 {
		s.Format = record.Medium(chosen[0])
	}
	s.Attended = a.attended()
	if p == nil || day == 0 {
		return nil
	}
	name := day.String()
	i := slices.IndexFunc(p.Sessions, func(old *record.Session) bool { return old.Name == name })
	taken := intake.Actions(p)
	if i >= 0 {
		for _, action := range p.Sessions[i].Actions {
			delete(taken, action.ID) // this very log, perhaps
		}
	}
	s.Actions = d.actions(a, p, taken)
	data, err := record.MarshalLog(s, a.given["notes"])
	if err != nil {
		a.wrong("", "", "%v", err)
		return nil
	}
	f := File{Path: record.SessionPath(c.ID, p.ID, name), Data: data}
	if f.Same = i >= 0 && string(p.Sessions[i].Text()) == string(data); i >= 0 && !f.Same {
		a.wrong("date", fmt.Sprintf("if you met twice, add the second log as a file, %s-2.md, beside it", day), "that day has a log already, %s: it is one meeting, told by two", f.Path)
		return nil
	}
	return []File{f}
}

// attended reads who was there, nil where nothing is said.
func (a *answers) attended() *[]record.PersonID {
	present, ids := a.list("attended"), []record.PersonID{}
	if len(present) == 0 {
		return nil
	}
	if slices.Equal(present, []string{"nobody"}) {
		return &ids
	}
	for _, id := range present {
		ids = append(ids, record.PersonID(id))
	}
	return &ids
}

// actions reads what was agreed, one a line.
func (d *Desk) actions(a *answers, p *record.Pairing, taken map[record.ActionID]bool) (all []record.Action) {
	for _, words := range a.rows("actions") {
		action, err := intake.Agreed(words, func(called string) (record.PersonID, bool) { return intake.Called(p, d.Repo.People, called) })
		if err != nil {
			a.wrong("actions", "write “WHO: WHAT by 2026-11-26”; WHO and the day may be left out", "%v", err)
			continue
		}
		intake.Name(&action, taken)
		all = append(all, action)
	}
	return all
}

// pairing finds the pairing of a log among those of its author: the one that is named,
// or else the only one that goes on that day.
func (d *Desk) pairing(a *answers, who record.PersonID, day when.Date) (*record.Cohort, *record.Pairing) {
	type place struct {
		of *record.Cohort
		is *record.Pairing
	}
	var keys []string
	var on []place
	named := a.words("pairing")
	for _, c := range d.Repo.Cohorts.All() {
		for _, p := range c.Pairings.All() {
			i := slices.IndexFunc(p.Members(), func(m record.Member) bool { return m.Person == who })
			if i < 0 {
				continue
			}
			key := string(c.ID) + "/" + string(p.ID)
			if keys = append(keys, key); named == key {
				return c, p
			}
			if p.Members()[i].On(day) && p.Started != 0 && day.Within(p.Started, p.Ended) {
				on = append(on, place{c, p})
			}
		}
	}
	switch {
	case len(keys) == 0:
		a.wrong("pairing", "ask a coordinator", "you are in no pairing")
	case named != "":
		a.wrong("pairing", "write "+prose.List(keys), "pairing: you are in no pairing %q", named)
	case len(on) == 1:
		return on[0].of, on[0].is
	case day != 0:
		a.wrong("pairing", "write which it is: "+prose.List(keys), "on that day you were in %s", prose.Count(len(on), "pairing"))
	}
	return nil, nil
}
