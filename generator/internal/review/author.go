package review

import (
	"slices"
	"strings"

	"pairbook/generator/internal/record"
)

// author is the person of the base whose account this is: by the number of the
// account where the record has one, else by the login, which has no case. Why
// says what keeps somebody from being found.
func (j *judge) author(a Author) (person *record.Person, why string) {
	if a.Login == "" {
		return nil, "the author is not known, because --author was not given"
	}
	var found []*record.Person
	for _, p := range j.in.Base.People.All() {
		login := p.GitHub != "" && strings.EqualFold(p.GitHub, a.Login)
		switch {
		case p.GitHubID != 0 && a.ID != 0 && p.GitHubID == a.ID:
			return p, ""
		case p.GitHubID != 0 && login && a.ID == 0:
			why = "the account's number is not known, and the record of that login has one"
		case p.GitHubID != 0 && login:
			why = "the login is in a record, but with another account's number"
		case p.GitHubID == 0 && login:
			found = append(found, p)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], ""
	case len(found) > 1:
		return nil, "several records have this login"
	case why == "":
		why = "no record has this account"
	}
	return nil, why
}

// coordinates tells whether the author looks after a cohort, or, without one,
// after any programme.
func (j *judge) coordinates(cohort record.CohortID) bool {
	if j.person == nil {
		return false
	}
	for _, p := range j.in.Base.Programs.All() {
		c := j.in.Base.Cohorts.Get(cohort)
		if (c == nil || c.Program == p.ID) && slices.Contains(p.Coordinators, j.person.ID) {
			return true
		}
	}
	c := j.in.Base.Cohorts.Get(cohort)
	return c != nil && slices.Contains(c.Coordinators, j.person.ID)
}

// member tells whether the author belongs to a pairing, and has not left it.
func (j *judge) member(p *record.Pairing) bool {
	if j.person == nil || p == nil {
		return false
	}
	return slices.ContainsFunc(p.Members(), func(m record.Member) bool {
		return m.Person == j.person.ID && (m.Until == 0 || m.Until >= j.in.MeasuredAfter.AsOf)
	})
}
