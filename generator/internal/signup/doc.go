// Package signup proposes how the export of a sign-up form becomes people and
// enrolments.
//
// [Read] finds out which column holds which [Field], by its header in English,
// German, French or Spanish and by its cells, and what the words in the cells mean.
// What it cannot know it asks, by kind and not by row, with a default. The
// [Proposal] has two tables whose cells know where they come from, and every row
// is in them or is left out for a reason.
//
// This package knows tables and phrases, and no records. E-mail addresses are in
// [Proposal.Addresses] alone.
package signup

import "pairbook/generator/internal/table"

// Options are what is known besides the sheet.
type Options struct {
	Answers map[string]string // question → answer
	Dates   string            // the order of dates, dmy or mdy, if it is given
	Known   []Known           // who has a record already
	Taken   func(id string) bool
	Refused map[int]string // line → why its records cannot be written
	Private bool           // names stay out of the tables
}

// Known is somebody who has a record. Email is empty if it is not known.
type Known struct{ ID, Name, Email string }

// Proposal is how a sheet is read.
type Proposal struct {
	Columns   []Column   `json:"columns"`
	Questions []Question `json:"questions"`
	Rows      int        `json:"rows"`
	People    []Person   `json:"people"`
	LeftOut   []LeftOut  `json:"left_out"`

	PersonRows, EnrolmentRows *table.Table      `json:"-"`
	Addresses                 map[string]string `json:"-"` // by id
	Names                     map[string]string `json:"-"` // by id, of who is in the sheet
	Settled                   map[string]string `json:"-"` // answers about the form, given or by default
	Unused                    []string          `json:"-"` // answers to what nobody asks
}

// Column is a column and what it is taken for.
type Column struct {
	Header  string    `json:"header"`
	Field   Field     `json:"field"` // empty if it is left aside
	Reads   string    `json:"reads"` // how its cells are read, in words, or that it is left aside and names people
	NotRead []NotRead `json:"not_read"`
}

// NotRead is a cell that is not understood and is kept as not known. Text is empty
// where it contains an address.
type NotRead struct {
	Line int    `json:"line"`
	Text string `json:"text"`
}

// Question is something that the sheet does not say. One without choices wants a
// text; one without a default must be answered.
type Question struct {
	Key     string   `json:"key"`
	About   string   `json:"about"`
	Choices []string `json:"choices"`
	Default string   `json:"default"`
}

// Person is somebody who signed up, in one row or several.
type Person struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Parts []string `json:"parts"`
	Lines []int    `json:"lines"`
	Known bool     `json:"known"` // has a record already
}

// LeftOut is a row that becomes nobody.
type LeftOut struct {
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}

// Field is what a column is taken for.
type Field string

// The fields.
const (
	Name      Field = "name"
	First     Field = "first name"
	Last      Field = "last name"
	Email     Field = "email"
	Part      Field = "part"
	AsMentor  Field = "as mentor" // yes or no
	AsMentee  Field = "as mentee"
	Topics    Field = "topics"
	Offers    Field = "offers"
	Seeks     Field = "seeks"
	Goals     Field = "goals"
	Capacity  Field = "capacity"
	Mentors   Field = "mentors" // how many a mentee wants
	Zone      Field = "zone"
	Languages Field = "languages"
	Hours     Field = "hours"
	Unit      Field = "unit"
	Level     Field = "level"
	Manager   Field = "manager"
	Prefers   Field = "prefers"
	GitHub    Field = "github"
	Publish   Field = "publish"
	About     Field = "about"
	Pronouns  Field = "pronouns"
	Links     Field = "links"
	Signed    Field = "signed up" // the day
)

// joins reports whether a field can be in several columns.
func (f Field) joins() bool {
	switch f {
	case Topics, Offers, Seeks, Goals, Languages, Hours, Prefers, Links:
		return true
	}
	return false
}
