package review

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"pairbook/generator/internal/record"
)

// Owner says whether those who own the changed files stand behind a commit.
type Owner struct {
	State  OwnerState `json:"state"`
	Needed []string   `json:"needed"` // accounts of owners who have not approved what waits for one; sorted
	Why    Phrase     `json:"why"`
}

// OwnerState is the state of the commit status that follows from it.
type OwnerState string

// The states.
const (
	OwnerSuccess OwnerState = "success"
	OwnerPending OwnerState = "pending"
)

// owner decides whether an owner of each change, other than the author, has
// approved the head. The routine lane needs nobody.
func (r *Report) owner(in Input, j *judge) Owner {
	switch {
	case r.Lane == Routine:
		return Owner{OwnerSuccess, []string{}, phrase("it changes what is the author’s own, in the routine lane")}
	case len(in.Changes) == 0:
		return Owner{OwnerPending, []string{}, phrase("the pull request changes no file")}
	case in.Author.Login == "":
		return Owner{OwnerPending, []string{}, phrase("the author is not known, and their own approval would not count")}
	}
	approved := map[record.PersonID]bool{}
	for _, a := range in.Approved {
		if p, _, _ := j.author(a); p != nil && !in.Author.same(a) {
			approved[p.ID] = true
		}
	}
	var waits, orphans []string
	needed := map[string]bool{}
	for _, c := range in.Changes {
		owners := j.owners(c)
		if slices.ContainsFunc(owners, func(p *record.Person) bool { return approved[p.ID] }) {
			continue
		}
		if waits = append(waits, c.Path); len(owners) == 0 {
			orphans = append(orphans, c.Path)
		}
		for _, p := range owners {
			needed[j.account(p).name()] = true
		}
	}
	if len(waits) == 0 {
		return Owner{OwnerSuccess, []string{}, phrase("an owner of every changed file has approved this commit")}
	}
	why := phrase("one of the owners has to approve this commit: ").then(firstOf(waits))
	if len(orphans) > 0 {
		why = phrase("nobody can approve this, as the author may not; name another coordinator, with an account: ").then(firstOf(orphans))
	}
	return Owner{OwnerPending, append([]string{}, slices.Sorted(maps.Keys(needed))...), why}
}

// same reports whether two accounts are one: by their number where both have one,
// and by their login in any case.
func (a Author) same(b Author) bool {
	return a.ID != 0 && a.ID == b.ID || strings.EqualFold(a.Login, b.Login)
}

// name is an account's login, or its number where the record has no other.
func (a Author) name() string {
	if a.Login == "" {
		return strconv.Itoa(a.ID)
	}
	return a.Login
}

// owners lists the people of the base who may approve a change: the coordinators,
// and whom the file is about, for what they may change themselves without a
// coordinator. It leaves out the author, and who has no account or has left. Of
// an author whom the records do not know only coordinators may approve a change:
// it may be somebody's second account.
func (j *judge) owners(c Change) (owners []*record.Person) {
	parts := strings.Split(c.Path, "/")
	cohort := cohortOf(parts)
	about := []record.PersonID{}
	if j.person != nil && !j.unread(c) {
		about = j.about(parts)
	}
	for _, id := range append(j.coordinators(cohort), about...) {
		p := j.in.Base.People.Get(id)
		if p == nil || j.person != nil && p.ID == j.person.ID || slices.Contains(owners, p) || !j.reachable(p) {
			continue
		}
		if as := j.as(p); as.coordinates(cohort) || as.judge(c).Allowed {
			owners = append(owners, p)
		}
	}
	return owners
}

// about lists whom a file is about: the members of a pairing, or the person of a
// record.
func (j *judge) about(parts []string) (ids []record.PersonID) {
	switch fileKind(parts) {
	case "session", "plan", "action", "pairing":
		if c := j.in.Base.Cohorts.Get(cohortOf(parts)); c != nil {
			if p := c.Pairings.Get(record.PairingID(parts[4])); p != nil {
				for _, m := range p.Members() {
					ids = append(ids, m.Person)
				}
			}
		}
	case "person":
		ids = append(ids, record.PersonID(stem(parts[2])))
	}
	return ids
}

// unread reports whether a merge may hold what no approval of the head has seen:
// where the base has changed the file, too, or nothing reads it as a record.
func (j *judge) unread(c Change) bool {
	if slices.Contains(j.in.Meanwhile, c.Path) {
		return true
	}
	parts := strings.Split(c.Path, "/")
	if fileKind(parts) == "person" {
		return false // judged as a whole
	}
	is := pairRecord(j.in.After, c.Path)
	return is == nil || is.Where().Incomplete
}

// reachable reports whether a person can approve: they have an account, which is
// nobody else's, and have not left.
func (j *judge) reachable(p *record.Person) bool {
	known, asked := j.reached[p.ID]
	if !asked {
		has := j.account(p)
		if has.Login == "" {
			has.Login = "#" // the number decides
		}
		found, _, _ := j.author(has)
		known = found != nil && found.ID == p.ID
		j.reached[p.ID] = known
	}
	return known
}

// as returns a judge of the same pull request for somebody who approves it: they
// and its author speak for themselves.
func (j *judge) as(p *record.Person) *judge {
	as := *j
	as.person, as.stranger, as.why = p, false, Phrase{}
	as.with = j.person
	return &as
}
