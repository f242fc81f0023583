package issue

import (
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
	"pairbook/generator/internal/when"
)

// Desk is where issues come in.
type Desk struct {
	Repo *record.Repository
	AsOf when.Date
}

// File is a record that an issue gives.
type File struct {
	Path string
	Data []byte
	Same bool // it is there already
}

// Taken is what came of an issue. With problems, the files are for package check to say
// what else is wrong.
type Taken struct {
	Form     Form
	Files    []File
	Problems []Problem
}

// Take makes the records of an issue.
func (d *Desk) Take(e *Event) Taken {
	a, ok := read(e.Issue.Body)
	if !ok {
		return Taken{Problems: []Problem{{"", "this issue was not made with a form of the programme", "choose New issue, then “We met” or “Join”"}}}
	}
	a.desk = d
	t := Taken{Form: a.form}
	who, why := d.person(e.Issue.User)
	switch {
	case e.Sender.ID != e.Issue.User.ID:
		why = &Problem{"", "somebody else has changed what the author of this issue wrote", "the author can edit it: what counts is what they have saved themself"}
	case why == nil && who == nil && a.form.File == "we-met.yml":
		why = &Problem{"", fmt.Sprintf("no record has the number of your account, %d", e.Issue.User.ID), "if you take part already, have a coordinator write it into your record; if not, choose New issue, then “Join”"}
	}
	switch {
	case why != nil:
		t.Problems = []Problem{*why}
		return t
	case a.form.File == "we-met.yml":
		t.Files = d.log(a, who)
	default:
		t.Files = d.newcomer(a, who, e.Issue.User)
	}
	t.Problems = a.found
	t.sort()
	return t
}

// Found adds what package check says of the files, in the field of the form that it is
// about.
func (t *Taken) Found(message, hint string) {
	if slices.ContainsFunc(t.Problems, func(p Problem) bool { return p.Message == message }) {
		return
	}
	p := Problem{Message: message, Hint: hint}
	key, _, _ := strings.Cut(message, ":")
	for _, field := range t.Form.Fields {
		if _, name, _ := strings.Cut(field.Key, "."); name == key {
			p.Label = field.Label
		}
	}
	t.Problems = append(t.Problems, p)
	t.sort()
}

// sort puts the problems in the order of the form's fields.
func (t *Taken) sort() {
	place := func(p Problem) int {
		return slices.IndexFunc(t.Form.Fields, func(f Field) bool { return f.Label == p.Label })
	}
	slices.SortStableFunc(t.Problems, func(a, b Problem) int { return place(a) - place(b) })
}

// person returns the person with the number of an account, nil if no record mentions
// the account at all.
func (d *Desk) person(account Account) (*record.Person, *Problem) {
	var numbered, named []*record.Person
	for _, p := range d.Repo.People.All() {
		switch {
		case p.GitHubID == account.ID:
			numbered = append(numbered, p)
		case strings.EqualFold(p.GitHub, account.Login):
			named = append(named, p)
		}
	}
	switch {
	case len(numbered) > 1:
		return nil, &Problem{"", "several records have the number of your account", "ask a coordinator which is right"}
	case len(numbered) == 1 && numbered[0].Left != 0 && numbered[0].Left <= d.AsOf:
		return nil, &Problem{"", fmt.Sprintf("your record says that you left on %s", numbered[0].Left), "ask a coordinator"}
	case len(numbered) == 1:
		return numbered[0], nil
	case len(named) == 0:
		return nil, nil
	case named[0].GitHubID != 0:
		return nil, &Problem{"", named[0].Path + " has the name of your account, and the number of another", "ask a coordinator which is right"}
	}
	return nil, &Problem{"", named[0].Path + " has the name of your account but not its number, and a name can pass to somebody else",
		fmt.Sprintf("have a coordinator add the line github_id: %d", account.ID)}
}

// topics finds topics by their words.
func (a *answers) topics(id string) (found []record.TopicID) {
	known := topic.NewVocabulary(a.desk.Repo.Topics)
	for _, words := range a.list(id) {
		t, ok := known.Lookup(words)
		if !ok {
			a.wrong(id, "choose one of the list, or leave it out", "there is no topic %q in the programme’s list%s", words, prose.DidYouMean(words, known.Spellings()))
			continue
		}
		if !slices.Contains(found, t) {
			found = append(found, t)
		}
	}
	return found
}

// parsed is what stands in a field, or the zero value with what is wrong noted.
func parsed[T any](a *answers, id, hint string, parse func(string) (T, error)) (value T) {
	words := a.words(id)
	if words == "" {
		return value
	}
	value, err := parse(words)
	if err != nil {
		a.wrong(id, hint, "%s: %v", id, err)
	}
	return value
}

// newcomer makes the record of somebody new, and the enrolment.
func (d *Desk) newcomer(a *answers, who *record.Person, account Account) (files []File) {
	id := record.PersonID(a.words("id"))
	switch {
	case who != nil && id != who.ID:
		a.wrong("id", "write that as your id; what your record says is changed there", "%s is your record already", who.Path)
		return nil
	case who == nil && !record.ValidID(string(id)):
		a.wrong("id", "", record.IDMessage, "id", id, record.IDAllowed)
		return nil
	case who == nil && d.Repo.People.Has(id):
		a.wrong("id", "choose another", "the id %q is somebody else’s", id)
		return nil
	case who == nil:
		files = append(files, d.file(a, record.PersonPath(id), nil, &record.Person{
			Name: a.words("name"), Alias: a.words("alias"), GitHub: account.Login, GitHubID: account.ID,
			Topics: a.topics("knows"), TimeZone: when.Zone(a.words("zone")), Publish: !slices.Contains(a.chosen("hide"), "false"),
		})...)
	}
	return append(files, d.enrolment(a, id)...)
}

// enrolment makes the enrolment of somebody in a cohort that is open.
func (d *Desk) enrolment(a *answers, id record.PersonID) []File {
	e := &record.Enrolment{Status: record.Accepted}
	for _, part := range a.chosen("as") {
		switch record.Party(part) {
		case record.Mentors:
			e.Mentor = &record.AsMentor{Capacity: 1, Offers: a.topics("offers")}
		case record.Mentees:
			e.Mentee = &record.AsMentee{Mentors: 1, Seeks: a.topics("seeks")}
			if goal := a.words("goal"); goal != "" {
				e.Mentee.Goals = []string{goal}
			}
		case record.Peers:
			e.Peer = &record.AsPeer{Topics: a.topics("shares")}
		default:
			a.wrong("as", "", "as: %q is none of mentor, mentee, peer", part)
		}
	}
	if len(e.Parties()) == 0 {
		a.wrong("as", "tick at least one", record.PartyMessage)
	}
	a.unasked(e)
	c := d.cohort(a)
	if c == nil {
		return nil
	}
	var there record.Record
	if old := c.Enrolments.Get(id); old != nil {
		there = old
	}
	return d.file(a, record.EnrolmentPath(c.ID, id), there, e)
}

// unasked notes what is said of a part that was not ticked: it would be lost.
func (a *answers) unasked(e *record.Enrolment) {
	ticked := map[string]bool{"mentor": e.Mentor != nil, "mentee": e.Mentee != nil, "peer": e.Peer != nil}
	for _, field := range a.form.Fields {
		part, _, _ := strings.Cut(field.Key, ".")
		if is, ofPart := ticked[part]; ofPart && !is && a.words(field.ID) != "" {
			a.wrong(field.ID, "tick it under “As what?”, or leave this empty", "this is for a part that you did not tick, as a %s", part)
		}
	}
}

// cohort finds the cohort to join.
func (d *Desk) cohort(a *answers) *record.Cohort {
	var open []*record.Cohort
	var ids []string
	for _, c := range d.Repo.Cohorts.All() {
		if c.State == record.CohortOpen {
			open, ids = append(open, c), append(ids, string(c.ID))
		}
	}
	named := a.words("cohort")
	switch {
	case len(open) == 0:
		a.wrong("cohort", "ask a coordinator whether there is a place", "no cohort can be joined at the moment")
		return nil
	case named == "" && len(open) == 1:
		return open[0]
	}
	for _, c := range open {
		if named == string(c.ID) || strings.EqualFold(named, c.Name) {
			return c
		}
	}
	a.wrong("cohort", "write one of "+prose.List(ids), "cohort: %q cannot be joined", named)
	return nil
}

// file writes a record; there is the one that lies in its place.
func (d *Desk) file(a *answers, path string, there, rec record.Record) []File {
	data, err := record.Marshal(rec)
	if err != nil {
		a.wrong("", "", "%v", err)
		return nil
	}
	f := File{Path: path, Data: data}
	if there != nil {
		if f.Same = string(there.Where().Text()) == string(data); !f.Same {
			a.wrong("", "change it there, or ask a coordinator", "%s is there already", path)
			return nil
		}
	}
	return []File{f}
}
