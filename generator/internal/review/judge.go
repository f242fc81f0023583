package review

import (
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
)

// judge decides about changes, given the base and the author.
type judge struct {
	in       Input
	person   *record.Person // nil when the base does not know the author
	with     *record.Person // the author, where person approves
	stranger bool           // if so: no record mentions the account
	why      Phrase         // if so
	moved    map[string]string
	ids      map[string]string // ids of the base by their skeleton
	problems diag.List         // new in the pull request

	mentioned map[record.PersonID]bool // by the base; nil until needed
	reached   map[record.PersonID]bool // who can approve, of those asked for
}

func newJudge(in Input) *judge {
	j := &judge{in: in, moved: moves(in.Changes), problems: in.Problems.New(), reached: map[record.PersonID]bool{}}
	j.person, j.stranger, j.why = j.author(in.Author)
	j.ids = skeletons(in.Base)
	return j
}

// moves finds deleted files that were added elsewhere with the same bytes: new
// path → old path.
func moves(changes []Change) map[string]string {
	gone := map[string]string{}
	for _, c := range changes {
		if c.Gone {
			gone[c.Was] = c.Path
		}
	}
	moved := map[string]string{}
	for _, c := range changes {
		if from, found := gone[c.Is]; c.Added && found {
			moved[c.Path] = from
		}
	}
	return moved
}

// judge decides whose a file is, and whether the author may change it.
func (j *judge) judge(c Change) Judged {
	d := Judged{Path: c.Path, Change: "edited"}
	switch {
	case c.Added:
		d.Change = "added"
	case c.Gone:
		d.Change = "deleted"
	}
	parts := strings.Split(c.Path, "/")
	cohort := cohortOf(parts)
	switch fileKind(parts) {
	case "session", "plan", "action":
		j.ofPair(&d, c, cohort, record.PairingID(parts[4]))
	case "pairing":
		j.ofPairing(&d, c, cohort, record.PairingID(parts[4]))
	case "person":
		j.ofPerson(&d, c, record.PersonID(stem(parts[2])))
	case "enrolment":
		j.ofEnrolment(&d, c, cohort, record.PersonID(stem(parts[4])))
	default:
		ofCoordinators(&d, cohort)
	}
	j.obstacles(&d, c)
	if !d.Allowed && j.coordinates(cohort) {
		d.allow(phrase("a coordinator changes it"))
	}
	return d
}

// cohortOf returns the cohort whose folder holds a file, "" for another.
func cohortOf(parts []string) record.CohortID {
	if len(parts) > 3 && parts[0] == "program" && parts[1] == "cohorts" {
		return record.CohortID(parts[2])
	}
	return ""
}

// fileKind returns the kind of a file, "" for another, by its path alone.
func fileKind(parts []string) string {
	p := strings.Join(parts, "/")
	match := func(pattern string) bool { ok, _ := path.Match(pattern, p); return ok }
	switch {
	case match("program/cohorts/*/pairings/*/sessions/*.md"):
		return "session"
	case match("program/cohorts/*/pairings/*/pairing.yaml"):
		return "pairing"
	case match("program/cohorts/*/pairings/*/plan.yaml"):
		return "plan"
	case match("program/cohorts/*/pairings/*/actions/*.yaml"):
		return "action"
	case match("program/people/*.yaml"):
		return "person"
	case match("program/cohorts/*/enrolments/*.yaml"):
		return "enrolment"
	}
	return ""
}

func stem(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

// obstacles refuses what needs a coordinator in any file.
func (j *judge) obstacles(d *Judged, c Change) {
	from := j.moved[c.Path]
	switch {
	case !c.Gone && !c.plain():
		d.refuse(phrase("it is no ordinary file"))
	case from != "":
		d.refuse(phrase("it was moved here from %s", from))
	case c.Added && slices.Contains(j.in.Meanwhile, c.Path):
		d.refuse(phrase("somebody else has added this file meanwhile"))
	}
}

func (d *Judged) refuse(why Phrase) { d.Allowed, d.why = false, []Phrase{why} }

func (d *Judged) allow(why Phrase) { d.Allowed, d.why = true, []Phrase{why} }

// ofPerson judges a person's record: it is their own, except for the
// coordinators' fields.
func (j *judge) ofPerson(d *Judged, c Change, id record.PersonID) {
	d.Whose = phrase("that person, and the coordinators")
	switch known := j.in.Base.People.Get(id); {
	case c.Gone:
		d.refuse(phrase("deleting a person is for a coordinator"))
	case known == nil:
		j.ofNewcomer(d, id)
	case j.person == nil || j.person.ID != id:
		d.refuse(phrase("it is somebody else's record"))
	default:
		j.ofOneself(d, j.in.Before.People.Get(id), j.in.After.People.Get(id))
	}
}

// ofNewcomer judges the record of a person who is not in the base.
func (j *judge) ofNewcomer(d *Judged, id record.PersonID) {
	switch after := j.in.After.People.Get(id); {
	case j.person != nil:
		d.refuse(phrase("the author has a record already, and this is somebody else's"))
	case !j.stranger:
		d.refuse(j.why)
	case !j.isAuthor(after):
		d.refuse(phrase("it is not the author's own account"))
	case after.Incomplete || coordinatorsLine(&record.Person{}, after):
		d.refuse(phrase("level, unit, manager, training, left and formerly are for the coordinators"))
	case j.isMentioned(id):
		d.refuse(phrase("the records speak of %s already, and it may be somebody else", string(id)))
	default:
		d.allow(phrase("somebody new: say welcome"))
	}
}

// ofOneself judges a change to the author's own record.
func (j *judge) ofOneself(d *Judged, before, after *record.Person) {
	switch {
	case before == nil || after == nil || before.Incomplete || after.Incomplete:
		d.refuse(phrase("the record could not be read, so a coordinator looks at it"))
	case coordinatorsLine(before, after):
		d.refuse(phrase("level, unit, manager, training, left and formerly are for the coordinators"))
	case before.GitHub != after.GitHub || before.GitHubID != after.GitHubID || before.Accounts != after.Accounts:
		d.refuse(phrase("a change of account hands over all that this person may do"))
	default:
		d.allow(phrase("a person's own record"))
	}
}

// coordinatorsLine reports whether a field that coordinators keep differs.
func coordinatorsLine(a, b *record.Person) bool {
	return a.Level != b.Level || a.Unit != b.Unit || a.Manager != b.Manager || a.Left != b.Left || !slices.Equal(a.Training, b.Training) ||
		!slices.Equal(a.Formerly, b.Formerly)
}

// ofEnrolment judges an enrolment: people may file their own while the cohort is
// open.
func (j *judge) ofEnrolment(d *Judged, c Change, cohort record.CohortID, id record.PersonID) {
	d.Whose = phrase("the coordinators of %s, and who files their own while it is open", string(cohort))
	base := j.in.Base.Cohorts.Get(cohort)
	own := j.person != nil && j.person.ID == id
	if j.stranger && j.in.Base.People.Get(id) == nil {
		own = j.isAuthor(j.in.After.People.Get(id))
	}
	var filed *record.Enrolment
	if after := j.in.After.Cohorts.Get(cohort); after != nil {
		filed = after.Enrolments.Get(id)
	}
	switch {
	case !own:
		d.refuse(phrase("it is somebody else's enrolment"))
	case !c.Added:
		d.refuse(phrase("changing an enrolment that is filed is for a coordinator"))
	case base == nil || base.State != record.CohortOpen:
		d.refuse(phrase("the cohort is not open"))
	case filed == nil || filed.Incomplete:
		d.refuse(phrase("the record could not be read, so a coordinator looks at it"))
	case len(filed.Cleared) > 0 || filed.Left != 0:
		d.refuse(phrase("cleared and left are for the coordinators"))
	default:
		d.allow(phrase("a new enrolment: say whether there is a place"))
	}
}

func ofCoordinators(d *Judged, cohort record.CohortID) {
	d.Whose = phrase("the coordinators")
	if cohort != "" {
		d.Whose = phrase("the coordinators of %s", string(cohort))
	}
	d.refuse(phrase("it is for the coordinators"))
}
