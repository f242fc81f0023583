package inbox

import (
	"fmt"
	"maps"
	"slices"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// join returns the place of what somebody writes who joins: their own record, or their
// enrolment in the cohort that it names. Neither changes what is there, and what
// coordinators say of people does not come by mail.
func (in *Inbox) join(log Log, fields string, values map[string]string, rest string) (*Placed, error) {
	id := record.PersonID(values["person"])
	if !record.ValidID(string(id)) {
		return nil, fmt.Errorf(record.IDMessage, "person", id, record.IDAllowed)
	}
	p := &Placed{Log: log, Path: record.PersonPath(id), Data: []byte(fields), Rest: rest}
	theirs := []string{"name", "alias", "github", "accounts", "topics", "time_zone", "languages", "about", "pronouns", "links", "publish"}
	there := ""
	if person := in.Repo.People.Get(id); person != nil {
		there = string(person.Text())
	}
	if named, enrols := values["cohort"]; enrols {
		c := in.Repo.Cohorts.Get(record.CohortID(named))
		if c == nil || c.State != record.CohortOpen {
			return nil, fmt.Errorf("cohort: %q cannot be joined%s", named, prose.DidYouMean(record.CohortID(named), in.open()))
		}
		p.Path, theirs, there = record.EnrolmentPath(c.ID, id), []string{"mentor", "mentee", "peer", "availability", "prefers"}, ""
		if enrolment := c.Enrolments.Get(id); enrolment != nil {
			there = string(enrolment.Text())
		}
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if key != "person" && key != "cohort" && !slices.Contains(theirs, key) {
			return nil, fmt.Errorf("%s is nothing that somebody who joins says by mail: take that line out; a coordinator can add it to %s", key, p.Path)
		}
	}
	if p.Same = there == fields; there != "" && !p.Same {
		return nil, fmt.Errorf("%s is there already: what is to change is changed there", p.Path)
	}
	return p, nil
}

// open lists the cohorts that can be joined.
func (in *Inbox) open() (ids []record.CohortID) {
	for _, c := range in.Repo.Cohorts.All() {
		if c.State == record.CohortOpen {
			ids = append(ids, c.ID)
		}
	}
	return ids
}
