package record

import (
	"slices"

	"pairbook/generator/internal/when"
)

// Gathering is a call or a meeting of a whole cohort, gatherings/<date>.md: front
// matter, then the notes in Markdown. Attended are those who came, of whom each is
// enrolled, a member of a pairing or a coordinator; without it, who came is not known.
// No figure counts it as a meeting of a pairing.
type Gathering struct {
	Source
	Name     string        `yaml:"-"` // the file's, without .md
	Date     when.Date     `yaml:"date,required"`
	Duration when.Duration `yaml:"duration"`
	Attended *[]PersonID   `yaml:"attended"`
	Title    string        `yaml:"title"`

	Notes []byte `yaml:"-"` // blank lines stand where the front matter was
}

// Log is what the logs of a meeting and of a gathering have in common.
type Log struct {
	*Source
	Name  string
	Date  when.Date
	Notes []byte
}

// LogOf returns what a record has as a log; ok is false for one of another kind.
func LogOf(rec Record) (log Log, ok bool) {
	switch rec := rec.(type) {
	case *Session:
		return Log{&rec.Source, rec.Name, rec.Date, rec.Notes}, true
	case *Gathering:
		return Log{&rec.Source, rec.Name, rec.Date, rec.Notes}, true
	}
	return Log{}, false
}

// Around lists the people of a cohort, sorted: those who are enrolled, members of a
// pairing or coordinators of it or of its programme, whether or not they have left.
func (r *Repository) Around(c *Cohort) []PersonID {
	ids := slices.Concat(c.Enrolments.IDs(), c.Coordinators)
	if program := r.Program(c); program != nil {
		ids = append(ids, program.Coordinators...)
	}
	for _, p := range c.Pairings.All() {
		for _, m := range p.Members() {
			ids = append(ids, m.Person)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
