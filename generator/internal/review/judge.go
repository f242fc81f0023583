package review

import (
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
)

// judge knows the base and the author.
type judge struct {
	in       Input
	person   *record.Person // nil when the author is nobody the base knows
	stranger bool           // then: no record has anything of the account
	why      Phrase         // then
	moved    map[string]string
	ids      map[string]string // ids of the base, as they look → as they are
	problems diag.List         // that the pull request brings

	mentioned map[record.PersonID]bool // by the base; nil until it is asked for
}

func newJudge(in Input) *judge {
	j := &judge{in: in, moved: moves(in.Changes), problems: in.Problems.New()}
	j.person, j.stranger, j.why = j.author(in.Author)
	j.ids = looks(in.Base)
	return j
}

// moves finds files that are gone and stand elsewhere with the same bytes: new
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

// judge says whose a file is, and whether the author may change it.
func (j *judge) judge(c Change) Judged {
	d := Judged{Path: c.Path, Change: "edited"}
	switch {
	case c.Added:
		d.Change = "added"
	case c.Gone:
		d.Change = "deleted"
	}
	parts := strings.Split(c.Path, "/")
	var cohort record.CohortID
	if strings.HasPrefix(c.Path, "program/cohorts/") && len(parts) > 3 {
		cohort = record.CohortID(parts[2])
	}
	switch place(parts) {
	case "session", "plan":
		j.ofPair(&d, c, cohort, record.PairingID(parts[4]))
	case "person":
		j.ofPerson(&d, c, record.PersonID(stem(parts[2])))
	case "enrolment":
		j.ofEnrolment(&d, c, cohort, record.PersonID(stem(parts[4])))
	default:
		ofCoordinators(&d, cohort)
	}
	j.obstacles(&d, c)
	if !d.Allowed && j.coordinates(cohort) {
		d.allow(say("a coordinator changes it"))
	}
	return d
}

// place says what a path is, by its folders alone.
func place(parts []string) string {
	p := strings.Join(parts, "/")
	match := func(pattern string) bool { ok, _ := path.Match(pattern, p); return ok }
	switch {
	case match("program/cohorts/*/pairings/*/sessions/*.md"):
		return "session"
	case match("program/cohorts/*/pairings/*/plan.yaml"):
		return "plan"
	case match("program/people/*.yaml"):
		return "person"
	case match("program/cohorts/*/enrolments/*.yaml"):
		return "enrolment"
	}
	return ""
}

func stem(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

// obstacles are what nobody may do without a coordinator, wherever it is.
func (j *judge) obstacles(d *Judged, c Change) {
	from := j.moved[c.Path]
	switch {
	case !c.Gone && !c.plain():
		d.refuse(say("it is no ordinary file"))
	case from != "":
		d.refuse(say("it was moved here from %s", from))
	case c.Added && slices.Contains(j.in.Meanwhile, c.Path):
		d.refuse(say("somebody else has added this file meanwhile"))
	}
}

func (d *Judged) refuse(why Phrase) { d.Allowed, d.why = false, []Phrase{why} }

func (d *Judged) allow(why Phrase) { d.Allowed, d.why = true, []Phrase{why} }

// ofPerson is for a person's own record, but the line for coordinators.
func (j *judge) ofPerson(d *Judged, c Change, id record.PersonID) {
	d.Whose = say("that person, and the coordinators")
	switch known := j.in.Base.People.Get(id); {
	case c.Gone:
		d.refuse(say("deleting a person is for a coordinator"))
	case known == nil:
		j.ofNewcomer(d, id)
	case j.person == nil || j.person.ID != id:
		d.refuse(say("it is somebody else's record"))
	default:
		j.ofOneself(d, j.in.Before.People.Get(id), j.in.After.People.Get(id))
	}
}

// ofNewcomer is for a person whom the base does not have.
func (j *judge) ofNewcomer(d *Judged, id record.PersonID) {
	switch after := j.in.After.People.Get(id); {
	case j.person != nil:
		d.refuse(say("the author has a record already, and this is somebody else's"))
	case !j.stranger:
		d.refuse(j.why)
	case !j.isAuthor(after):
		d.refuse(say("it is not the author's own account"))
	case after.Incomplete || coordinatorsLine(&record.Person{}, after):
		d.refuse(say("level, unit, manager, training, left and formerly are for the coordinators"))
	case j.spoken(id):
		d.refuse(say("the records speak of %s already, and it may be somebody else", string(id)))
	default:
		d.allow(say("somebody new: say welcome"))
	}
}

// ofOneself is for what people change in their own record.
func (j *judge) ofOneself(d *Judged, before, after *record.Person) {
	switch {
	case before == nil || after == nil || before.Incomplete || after.Incomplete:
		d.refuse(say("the record could not be read, so a coordinator looks at it"))
	case coordinatorsLine(before, after):
		d.refuse(say("level, unit, manager, training, left and formerly are for the coordinators"))
	case before.GitHub != after.GitHub || before.GitHubID != after.GitHubID:
		d.refuse(say("a change of account hands over all that this person may do"))
	default:
		d.allow(say("a person's own record"))
	}
}

// coordinatorsLine tells whether what coordinators keep of a person differs.
func coordinatorsLine(a, b *record.Person) bool {
	return a.Level != b.Level || a.Unit != b.Unit || a.Manager != b.Manager || a.Left != b.Left || !slices.Equal(a.Training, b.Training) ||
		!slices.Equal(a.Formerly, b.Formerly)
}

// ofEnrolment is for filing one's own while the cohort is open.
func (j *judge) ofEnrolment(d *Judged, c Change, cohort record.CohortID, id record.PersonID) {
	d.Whose = say("the coordinators of %s, and who files their own while it is open", string(cohort))
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
		d.refuse(say("it is somebody else's enrolment"))
	case !c.Added:
		d.refuse(say("changing an enrolment that is filed is for a coordinator"))
	case base == nil || base.State != record.CohortOpen:
		d.refuse(say("the cohort is not open"))
	case filed == nil || filed.Incomplete:
		d.refuse(say("the record could not be read, so a coordinator looks at it"))
	case len(filed.Cleared) > 0 || filed.Left != 0:
		d.refuse(say("cleared and left are for the coordinators"))
	default:
		d.allow(say("a new enrolment: say whether there is a place"))
	}
}

func ofCoordinators(d *Judged, cohort record.CohortID) {
	d.Whose = say("the coordinators")
	if cohort != "" {
		d.Whose = say("the coordinators of %s", string(cohort))
	}
	d.refuse(say("it is for the coordinators"))
}
