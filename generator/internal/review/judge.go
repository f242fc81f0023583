package review

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/record"
)

// judge knows the base and the author.
type judge struct {
	in     Input
	person *record.Person // nil when the author is nobody the base knows
	why    string         // then
	moved  map[string]string
	ids    map[string]string // ids of the base, as they look → as they are
}

func newJudge(in Input) *judge {
	j := &judge{in: in, moved: moves(in.Changes)}
	j.person, j.why = j.author(in.Author)
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
	switch place(parts) {
	case "session":
		j.ofPair(&d, c, parts[2], parts[4])
	case "plan":
		j.ofPair(&d, c, parts[2], parts[4])
	case "person":
		j.ofPerson(&d, c, record.PersonID(stem(parts[2])))
	case "enrolment":
		j.ofEnrolment(&d, c, record.CohortID(parts[2]), record.PersonID(stem(parts[4])))
	case "cohort":
		j.ofCoordinators(&d, record.CohortID(parts[2]))
	default:
		j.ofCoordinators(&d, "")
	}
	if !c.plain() && !c.Gone {
		d.Allowed, d.why = false, "it is no ordinary file"
	}
	if from := j.moved[c.Path]; from != "" {
		d.Allowed, d.why = false, "it was moved here from "+from
	}
	if c.Added && slices.Contains(j.in.Meanwhile, c.Path) {
		d.Allowed, d.why = false, "somebody else has added this file meanwhile"
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
	case strings.HasPrefix(p, "program/cohorts/") && len(parts) > 3:
		return "cohort"
	}
	return ""
}

func stem(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

// ofPair is for a session or the plan: the pair's.
func (j *judge) ofPair(d *Judged, c Change, cohort, pairing string) {
	d.Whose = fmt.Sprintf("the members of %s/%s", cohort, pairing)
	var p *record.Pairing
	if in := j.in.Base.Cohorts.Get(record.CohortID(cohort)); in != nil {
		p = in.Pairings.Get(record.PairingID(pairing))
	}
	switch {
	case p == nil:
		d.why = fmt.Sprintf("there is no pairing %s/%s yet", cohort, pairing)
	case !j.member(p):
		d.why = fmt.Sprintf("the author is no member of %s/%s", cohort, pairing)
	case c.Gone:
		d.why = "deleting what was logged is for a coordinator"
	default:
		d.Allowed, d.routine = true, true
	}
	if !d.Allowed && j.coordinates(record.CohortID(cohort)) {
		d.Allowed = true
	}
}

// ofPerson is for a person's own record, but the line for coordinators.
func (j *judge) ofPerson(d *Judged, c Change, id record.PersonID) {
	d.Whose = "that person, and the coordinators"
	before, after := j.in.Before.People.Get(id), j.in.After.People.Get(id)
	known := j.in.Base.People.Get(id)
	switch {
	case c.Gone:
		d.why = "deleting a person is for a coordinator"
	case known == nil && j.person != nil:
		d.why = "the author has a record already, and this is somebody else's"
	case known == nil && after != nil && !j.isAuthor(after):
		d.why = "it is not the author's own account"
	case known == nil && after != nil && coordinatorsLine(&record.Person{}, after):
		d.why = "level, unit, manager, training and left are for the coordinators"
	case known == nil:
		d.Allowed, d.why = true, "somebody new: say welcome"
	case j.person == nil || j.person.ID != id:
		d.why = "it is somebody else's record"
	case before == nil || after == nil || coordinatorsLine(before, after):
		d.why = "level, unit, manager, training and left are for the coordinators"
	case before.GitHub != after.GitHub || before.GitHubID != after.GitHubID:
		d.why = "a change of account hands everything over that this person may do"
	default:
		d.Allowed, d.why = true, "a person's own record"
	}
	if !d.Allowed && j.coordinates("") {
		d.Allowed = true
	}
}

// isAuthor tells whether a new record names the author's account.
func (j *judge) isAuthor(p *record.Person) bool {
	a := j.in.Author
	return a.Login != "" && strings.EqualFold(p.GitHub, a.Login) && (p.GitHubID == 0 || p.GitHubID == a.ID)
}

// coordinatorsLine tells whether what coordinators keep of a person differs.
func coordinatorsLine(a, b *record.Person) bool {
	return a.Level != b.Level || a.Unit != b.Unit || a.Manager != b.Manager || a.Left != b.Left || !slices.Equal(a.Training, b.Training) ||
		!slices.Equal(a.Formerly, b.Formerly)
}

// ofEnrolment is for filing one's own while the cohort is open.
func (j *judge) ofEnrolment(d *Judged, c Change, cohort record.CohortID, id record.PersonID) {
	d.Whose = "the coordinators of " + string(cohort) + ", and who files their own while it is open"
	base := j.in.Base.Cohorts.Get(cohort)
	own := j.person != nil && j.person.ID == id
	if known := j.in.Base.People.Get(id); j.person == nil && known == nil {
		after := j.in.After.People.Get(id)
		own = after != nil && j.isAuthor(after)
	}
	var filed *record.Enrolment
	if after := j.in.After.Cohorts.Get(cohort); after != nil {
		filed = after.Enrolments.Get(id)
	}
	switch {
	case !own:
		d.why = "it is somebody else's enrolment"
	case !c.Added:
		d.why = "changing an enrolment that is filed is for a coordinator"
	case base == nil || base.State != record.CohortOpen:
		d.why = "the cohort is not open"
	case filed == nil || len(filed.Cleared) > 0 || filed.Left != 0:
		d.why = "cleared and left are for the coordinators"
	default:
		d.Allowed, d.why = true, "a new enrolment: say whether there is a place"
	}
	if !d.Allowed && j.coordinates(cohort) {
		d.Allowed = true
	}
}

func (j *judge) ofCoordinators(d *Judged, cohort record.CohortID) {
	d.Whose, d.why = "the coordinators", "it is for the coordinators"
	if cohort != "" {
		d.Whose += " of " + string(cohort)
	}
	d.Allowed = j.coordinates(cohort)
}
