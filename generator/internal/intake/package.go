package intake

import (
	"slices"
	"strings"

	"pairbook/generator/internal/record"
)

// Package is a Tabular Data Package, which says what the columns of tables mean.
type Package struct {
	Profile   string     `json:"profile"`
	Name      string     `json:"name"`
	Title     string     `json:"title"`
	Created   string     `json:"created"`
	Resources []Resource `json:"resources"`
}

// Resource is a table of a package.
type Resource struct {
	Profile     string      `json:"profile"`
	Name        string      `json:"name"`
	Path        string      `json:"path"`
	Description string      `json:"description,omitempty"`
	Format      string      `json:"format"`
	Mediatype   string      `json:"mediatype"`
	Encoding    string      `json:"encoding"`
	Schema      TableSchema `json:"schema"`
}

// TableSchema is the columns of a table, and those that tell its rows apart.
type TableSchema struct {
	Fields      []Field  `json:"fields"`
	PrimaryKey  []string `json:"primaryKey,omitempty"`
	ForeignKeys []any    `json:"foreignKeys,omitempty"`
}

// Field is a column.
type Field struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Description string       `json:"description,omitempty"`
	TrueValues  []string     `json:"trueValues,omitempty"`
	FalseValues []string     `json:"falseValues,omitempty"`
	Constraints *Constraints `json:"constraints,omitempty"`
}

// Constraints are what a value of a column must be.
type Constraints struct {
	Required bool     `json:"required,omitempty"`
	Enum     []string `json:"enum,omitempty"`
	Pattern  string   `json:"pattern,omitempty"`
	Minimum  *int     `json:"minimum,omitempty"`
	Maximum  *int     `json:"maximum,omitempty"`
}

// NewResource describes a CSV file of a package.
func NewResource(name, description string, fields ...Field) Resource {
	return Resource{
		Profile: "tabular-data-resource", Name: name, Path: name + ".csv", Description: description,
		Format: "csv", Mediatype: "text/csv", Encoding: "utf-8", Schema: TableSchema{Fields: fields},
	}
}

// meanings are the columns: the key of a record that each is, and what it says.
var meanings = map[Kind]map[string][2]string{
	People: {
		"id": {"", "the person, as other tables name them"}, "name": {"person.name", "as people call them"}, "alias": {"person.alias", "the name that a site may show"},
		"github": {"person.github", "the name of their account"}, "github_id": {"person.github_id", "the number of their account"},
		"gitlab": {"person.accounts.gitlab", "the name of their account on GitLab"}, "forgejo": {"person.accounts.forgejo", "the same on Forgejo or Gitea"}, "topics": {"person.topics", "what they know"},
		"time_zone": {"person.time_zone", "a name of the IANA database, or hours from UTC"}, "languages": {"person.languages", "what they speak, as codes"},
		"about": {"person.about", "what they say of themself"}, "pronouns": {"person.pronouns", "how to speak of them"},
		"links":   {"person.links", "where there is more of them: an address, or words and then the address in < and >"},
		"publish": {"person.publish", "no: a site shows nothing of them"}, "level": {"person.level", "how far they are, in the programme's words"}, "unit": {"person.unit", "where they work"},
		"manager": {"person.manager", "a person"}, "left": {"person.left", "the day on which they left the programme"},
		"formerly": {"person.formerly", "ids that they had before"}, "training": {"person.training", "modules that they took: MODULE on DAY"},
	},
	Enrolments: {
		"cohort": {"", "the cohort"}, "person": {"", "the person"}, "role": {"", "their part; each has a row"}, "capacity": {"enrolment.mentor.capacity", "how many pairings a mentor takes"},
		"mentors": {"enrolment.mentee.mentors", "how many mentors a mentee wants"}, "topics": {"enrolment.mentee.seeks", "what a mentor offers, a mentee seeks, peers share"},
		"goals": {"enrolment.mentee.goals", "what a mentee would like to reach"}, "availability": {"enrolment.availability", "hours of the week, by their own clock"},
		"prefers": {"enrolment.prefers", "people whom they would like to meet"}, "status": {"enrolment.status", "whether they have a place"}, "left": {"enrolment.left", "the day on which they left the cohort"},
		"cleared": {"enrolment.cleared", "what the programme requires of them and was seen: REQUIREMENT on DAY, and by PERSON where that is known"},
		"again":   {"enrolment.again", "whether they would take part again"},
	},
	Pairings: {
		"cohort": {"", "the cohort"}, "pairing": {"", "the pairing"}, "state": {"pairing.state", "as it is recorded"}, "mentors": {"pairing.mentors", "people, each alone or as PERSON from DAY until DAY"},
		"co_mentors": {"pairing.mentors", "mentors who are co-mentors"}, "advisers": {"pairing.mentors", "mentors who stand by with advice"}, "backups": {"pairing.mentors", "mentors who stand by to follow"}, "mentees": {"pairing.mentees", "people, with days as mentors have them"},
		"peers": {"pairing.peers", "people, with days as mentors have them"}, "title": {"pairing.title", "what they meet for"}, "summary": {"pairing.summary", "the same in a sentence or two"},
		"links": {"pairing.links", "where there is more of it: an address, or words and then the address in < and >"}, "reason": {"pairing.reason", "why it ended early"}, "started": {"pairing.started", "its first day"}, "ended": {"pairing.ended", "its last day"},
		"outcome":  {"pairing.outcome", "how it came out, in a coordinator's words"},
		"declined": {"pairing.declined.on", "the day on which the proposal was declined"}, "declined_by": {"pairing.declined.by", "who declined it"},
		"structure": {"pairing.structure", "what kind of pairing it is"}, "continues": {"pairing.continues", "the pairing that went before, as PAIRING or COHORT/PAIRING"}, "formerly": {"pairing.formerly", "ids that it had before"},
		"cadence":  {"pairing.cadence", "how often they mean to meet: days, weeks or months, as 2w, and 1mo from DAY where it changes"},
		"pauses":   {"pairing.pauses", "breaks: from DAY until DAY, or from DAY alone for one that goes on"},
		"accepted": {"pairing.accepted", "who agreed: PERSON on DAY"},
		"score":    {"pairing.match.score", "the score with which it was proposed"}, "lot": {"pairing.match.lot", "yes: it was decided by lot"}, "because": {"pairing.match.because", "why it was proposed"},
	},
	Sessions: {
		"cohort": {"", "the cohort"}, "pairing": {"", "the pairing"}, "date": {"session.date", "the day of the meeting"}, "duration": {"session.duration", "hours and minutes, as 1h30m"},
		"attended": {"session.attended", "people who came; [] is nobody, and an empty cell all members of that day but advisers and backups"}, "guests": {"session.guests", "people or words"},
		"format": {"session.format", "how they met"}, "told_by": {"session.told_by", "how the log came: by mail, or in the repository"}, "topics": {"session.topics", "what it was about"}, "introductions": {"session.introductions", "whom somebody was introduced to"},
		"next":      {"session.next", "the day of the next meeting"},
		"goals":     {"session.goals", "the goals that it was about: GOAL, or GOAL 40 %"},
		"actions":   {"session.actions", "what was agreed: WHO: WHAT by DAY, with [ID] in front where the id is not made of the words"},
		"done":      {"session.done", "the ids of actions that are done, and on DAY where it was another"},
		"dropped":   {"session.dropped", "the ids of actions that were given up"},
		"confirmed": {"session.confirmed", "people who say so, too"}, "notes": {"", "what they wrote, as plain lines"},
	},
	Gatherings: {
		"cohort": {"", "the cohort"}, "date": {"gathering.date", "its day"}, "title": {"gathering.title", "what it was"}, "duration": {"gathering.duration", "hours and minutes, as 1h30m"},
		"attended": {"gathering.attended", "people who came; [] is nobody, and an empty cell that nobody wrote it down"}, "notes": {"", "what was written, as plain lines"},
	},
}

// Describe says what the columns of a kind's table are, from the types of the records.
func Describe(kind Kind) Resource {
	r := NewResource(string(kind), "")
	for _, name := range kind.Fields() {
		meaning := meanings[kind][name]
		f := Field{Name: name, Type: "string", Description: meaning[1], Constraints: &Constraints{Required: slices.Contains(kind.required(), name)}}
		switch {
		case meaning[0] != "":
			f.typed(valueAt(meaning[0]))
		case name == "role":
			f.Constraints.Enum = []string{string(record.Mentors), string(record.Mentees), string(record.Peers)}
		case name != "notes":
			f.typed(record.Value{Form: record.ID, Pattern: `^[a-z0-9][a-z0-9-]{0,63}$`})
		}
		if c := f.Constraints; !c.Required && c.Enum == nil && c.Pattern == "" && c.Maximum == nil {
			f.Constraints = nil
		}
		r.Schema.Fields = append(r.Schema.Fields, f)
	}
	r.Schema.PrimaryKey = map[Kind][]string{People: {"id"}, Enrolments: {"cohort", "person", "role"}, Pairings: {"cohort", "pairing"}}[kind]
	return r
}

// valueAt returns the value of a record's key, such as person.name.
func valueAt(key string) record.Value {
	kind, path, _ := strings.Cut(key, ".")
	kinds := record.Kinds()
	value := record.Value{Shape: kinds[slices.IndexFunc(kinds, func(k record.KindOfRecord) bool { return k.Name == kind })].Shape}
	for step := range strings.SplitSeq(path, ".") {
		keys := value.Shape.Keys
		value = keys[slices.IndexFunc(keys, func(k record.Key) bool { return k.Name == step })].Value
	}
	return value
}

// typed gives a column the type and the constraints of a value.
func (f *Field) typed(v record.Value) {
	switch v.Form {
	case record.Date:
		f.Type = "date"
	case record.Whole:
		f.Type, f.Constraints.Minimum, f.Constraints.Maximum = "integer", &v.Min, &v.Max
	case record.YesNo:
		f.Type, f.TrueValues, f.FalseValues = "boolean", []string{"yes"}, []string{"no"}
	case record.Choice:
		f.Constraints.Enum = v.Choices
	case record.ID:
		f.Constraints.Pattern = v.Pattern
	case record.List:
		f.Description += "; several have a | between"
	}
}
