package review

import (
	"slices"
	"strings"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// account is what a record says of a person's account, on the forge that has the base.
func (j *judge) account(p *record.Person) Author {
	on := j.in.Base.Site.On()
	return Author{p.Account(on), p.Number(on)}
}

// author returns the person of the base with the author's account: by its number
// where a record has one, else by the login, ignoring case. If there is none, why
// says so, and stranger reports that no record mentions the account at all.
func (j *judge) author(a Author) (person *record.Person, stranger bool, why Phrase) {
	if a.Login == "" {
		return nil, false, phrase("the author is not known, because --author was not given")
	}
	var numbered, named, others []*record.Person
	for _, p := range j.in.Base.People.All() {
		has := j.account(p)
		login := strings.EqualFold(has.Login, a.Login)
		switch {
		case has.ID != 0 && has.ID == a.ID:
			numbered = append(numbered, p)
		case login && has.ID != 0:
			others = append(others, p)
		case login:
			named = append(named, p)
		}
	}
	found := numbered
	if len(found) == 0 {
		found = named
	}
	switch {
	case len(numbered) == 0 && len(others) > 0 && a.ID == 0:
		return nil, false, phrase("the account's number is not known, and the record with this login has one")
	case len(numbered) == 0 && len(others) > 0:
		return nil, false, phrase("the login is in a record, but with the number of another account")
	case len(found) == 0:
		return nil, true, phrase("no record has this account")
	case len(found) > 1:
		return nil, false, phrase("several records have this account")
	case found[0].Left != 0 && found[0].Left <= j.in.AsOf:
		return nil, false, phrase("the author has left the programme")
	}
	return found[0], false, Phrase{}
}

// isAuthor reports whether a record that is not in the base names the account of an
// author who is a stranger.
func (j *judge) isAuthor(p *record.Person) bool {
	if p == nil {
		return false
	}
	a, has := j.in.Author, j.account(p)
	return strings.EqualFold(has.Login, a.Login) && (has.ID == 0 || has.ID == a.ID)
}

// coordinates reports whether the author coordinates a cohort, or any programme
// when the cohort is empty or not in the base.
func (j *judge) coordinates(cohort record.CohortID) bool {
	return j.person != nil && slices.Contains(j.coordinators(cohort), j.person.ID)
}

// coordinators lists who coordinates a cohort, or any programme when the cohort is
// empty or not in the base.
func (j *judge) coordinators(cohort record.CohortID) (ids []record.PersonID) {
	c := j.in.Base.Cohorts.Get(cohort)
	for _, p := range j.in.Base.Programs.All() {
		if c == nil || c.Program == p.ID {
			ids = append(ids, p.Coordinators...)
		}
	}
	if c != nil {
		ids = append(ids, c.Coordinators...)
	}
	return ids
}

// member reports whether the author belongs to a pairing on a day.
func (j *judge) member(p *record.Pairing, day when.Date) bool {
	return j.person != nil && p.HasOn(j.person.ID, day)
}

// isMentioned reports whether any record of the base mentions a person with that
// id. Taking such an id means taking what was meant for somebody else.
func (j *judge) isMentioned(id record.PersonID) bool {
	if j.mentioned == nil {
		j.mentioned = map[record.PersonID]bool{}
		for _, rec := range j.in.Base.Records() {
			if e, ok := rec.(*record.Enrolment); ok {
				j.mentioned[e.Person] = true
			}
			record.Each(rec, func(_ []any, value any) {
				if person, ok := value.(record.PersonID); ok {
					j.mentioned[person] = true
				}
			})
		}
	}
	return j.mentioned[id]
}
