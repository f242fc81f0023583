package record

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/when"
)

// kind is a kind of record with the pattern of its paths.
type kind struct {
	name    string
	pattern []string // path elements; * stands for an id
	limit   int64    // bytes
	new     func() Record
}

const (
	yamlLimit    = 64 << 10
	sessionLimit = 16 << 10
	pageLimit    = 256 << 10
	pathLimit    = 200
)

// kinds is the layout: every place under program/ where a record may lie.
var kinds = []kind{
	place("site", "program/site.yaml", yamlLimit, func() Record { return new(Site) }),
	place("topic", "program/topics/*.yaml", yamlLimit, func() Record { return new(Topic) }),
	place("program", "program/programs/*.yaml", yamlLimit, func() Record { return new(Program) }),
	place("role", "program/roles/*.yaml", yamlLimit, func() Record { return new(Role) }),
	place("person", "program/people/*.yaml", yamlLimit, func() Record { return new(Person) }),
	place("signup", "program/imports/*.yaml", yamlLimit, func() Record { return new(Signup) }),
	place("cohort", "program/cohorts/*/cohort.yaml", yamlLimit, func() Record { return new(Cohort) }),
	place("enrolment", "program/cohorts/*/enrolments/*.yaml", yamlLimit, func() Record { return new(Enrolment) }),
	place("pairing", "program/cohorts/*/pairings/*/pairing.yaml", yamlLimit, func() Record { return new(Pairing) }),
	place("plan", "program/cohorts/*/pairings/*/plan.yaml", yamlLimit, func() Record { return new(Plan) }),
	place("session", "program/cohorts/*/pairings/*/sessions/*.md", sessionLimit, func() Record { return new(Session) }),
	place("action", "program/cohorts/*/pairings/*/actions/*.yaml", yamlLimit, func() Record { return new(ActionEnd) }),
	place("survey", "program/cohorts/*/surveys/*.yaml", yamlLimit, func() Record { return new(Answers) }),
	place("gathering", "program/cohorts/*/gatherings/*.md", sessionLimit, func() Record { return new(Gathering) }),
	place("attention", "program/cohorts/*/attention/*.yaml", yamlLimit, func() Record { return new(Attention) }),
	place("page", "content", pageLimit, func() Record { return new(Page) }),
}

func place(name, pattern string, limit int64, fresh func() Record) kind {
	return kind{name, strings.Split(pattern, "/"), limit, fresh}
}

// isLog reports whether the records of a kind are logs, which are called by their day.
func (k *kind) isLog() bool { return strings.HasSuffix(k.pattern[len(k.pattern)-1], ".md") }

// match returns the kind of a path under program/ and what its stars stand for.
func match(file string) (k *kind, stars []string) {
	elements := strings.Split(file, "/")
	for i := range kinds {
		if stars, ok := kinds[i].fits(elements); ok {
			return &kinds[i], stars
		}
	}
	return nil, nil
}

func (k *kind) fits(elements []string) (stars []string, ok bool) {
	if len(elements) != len(k.pattern) {
		return nil, false
	}
	for i, want := range k.pattern {
		before, after, star := strings.Cut(want, "*")
		switch {
		case !star && elements[i] != want:
			return nil, false
		case star:
			id, found := strings.CutSuffix(elements[i], after)
			if !found || before != "" || id == "" {
				return nil, false
			}
			stars = append(stars, id)
		}
	}
	return stars, true
}

// pathOf returns the path of a record of a kind, with ids in place of its stars.
func pathOf(name string, ids ...string) string {
	k := &kinds[slices.IndexFunc(kinds, func(k kind) bool { return k.name == name })]
	p := strings.Join(k.pattern, "/")
	for _, id := range ids {
		p = strings.Replace(p, "*", id, 1)
	}
	return p
}

// SitePath is the one record that a repository must have.
const SitePath = "program/site.yaml"

// The paths of records, from the root.
func TopicPath(id TopicID) string     { return pathOf("topic", string(id)) }
func ProgramPath(id ProgramID) string { return pathOf("program", string(id)) }
func RolePath(id RoleID) string       { return pathOf("role", string(id)) }
func PersonPath(id PersonID) string   { return pathOf("person", string(id)) }
func SignupPath(id SignupID) string   { return pathOf("signup", string(id)) }
func CohortPath(id CohortID) string   { return pathOf("cohort", string(id)) }
func EnrolmentPath(c CohortID, p PersonID) string {
	return pathOf("enrolment", string(c), string(p))
}
func PairingPath(c CohortID, p PairingID) string { return pathOf("pairing", string(c), string(p)) }
func PlanPath(c CohortID, p PairingID) string    { return pathOf("plan", string(c), string(p)) }

// SessionPath is the path of a log; name is its day, with -2 for a second one.
func SessionPath(c CohortID, p PairingID, name string) string {
	return pathOf("session", string(c), string(p), name)
}

// GatheringPath is the path of a gathering; name is its day, with -2 for a second one.
func GatheringPath(c CohortID, name string) string { return pathOf("gathering", string(c), name) }

// ActionPath is the path of the file that says what became of an action.
func ActionPath(c CohortID, p PairingID, a ActionID) string {
	return pathOf("action", string(c), string(p), string(a))
}

// SurveyPath is the path of a survey's answers; day is that of its round.
func SurveyPath(c CohortID, day when.Date, s SurveyID) string {
	return pathOf("survey", string(c), day.String()+"-"+string(s))
}

var (
	sessionForm = text.Pattern(`^(\d{4}-\d{2}-\d{2})(-([2-9]|[1-9]\d))?$`)
	surveyForm  = text.Pattern(`^(\d{4}-\d{2}-\d{2})-(.+)$`)
	noticeForm  = text.Pattern(`^(.+)-(\d{4}-\d{2}-\d{2})$`)
	// reserved matches the names that some systems reserve for devices.
	reserved = text.Pattern(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$`)
)

// LogDate returns the day that a log's file name stands for.
func LogDate(name string) (when.Date, error) {
	if day, err := when.ParseDate(name); err == nil {
		return day, nil // as almost every name is
	}
	m := sessionForm().FindStringSubmatch(name)
	if m == nil {
		return 0, fmt.Errorf("%q is not a day", name)
	}
	return when.ParseDate(m[1])
}

// portable reports whether every system can store a name, and adds a problem if not.
func portable(file string, problems *diag.List) bool {
	name := path.Base(file)
	hint, message := unportable(file, name)
	if message == "" {
		return true
	}
	at := diag.Position{Path: printable(file), Line: 1, Column: 1}
	if len(at.Path) > pathLimit && utf8.ValidString(name) {
		at.Path = strings.ToValidUTF8(at.Path[:pathLimit], "") + "…"
	}
	problems.Errorf(at, "path", hint, "%s", message)
	return false
}

// unportable says why not every system can store a name, and what to do; "" if each
// can.
func unportable(file, name string) (hint, message string) {
	switch {
	case !utf8.ValidString(name):
		return "rename it, in letters that every system can write", fmt.Sprintf("the name %q is not UTF-8, and nothing was read from it", name)
	case len(file) > pathLimit:
		return "choose shorter names", fmt.Sprintf("the path has %d bytes, and %d are the most", len(file), pathLimit)
	case strings.ContainsFunc(name, text.Control) || strings.ContainsAny(name, "\n\t\\:*?\"<>|"):
		return "rename the file", "the name holds a character that not every system allows"
	case text.HasUnseen(name):
		return "rename the file", "the name holds an invisible character"
	case device(name):
		return "rename the file", fmt.Sprintf("Windows keeps the name %q for a device", name)
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") || strings.HasPrefix(name, " "):
		return "rename the file", "the name begins or ends with a space or ends with a dot, which not every system allows"
	}
	return "", ""
}

// Unportable says why not every system can store the last name of a path; "" if each
// can.
func Unportable(file string) string {
	_, message := unportable(file, path.Base(file))
	return message
}

// device reports whether Windows reserves a name.
func device(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	return (len(stem) == 3 || len(stem) == 4) && reserved().MatchString(name)
}

// printable returns a path without characters that could control a terminal.
func printable(file string) string {
	file = string(text.Mark([]byte(strings.ToValidUTF8(file, "?")), '?'))
	return strings.NewReplacer("\n", "?", "\t", "?").Replace(file)
}
