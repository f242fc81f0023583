package view

import "pairbook/generator/internal/when"

// Report is what a sponsor reads of a cohort: one page, without a name on it.
type Report struct {
	Site, Title, Programme, Purpose string
	Words                           string // how the cohort stands
	Starts, Ends, AsOf              when.Date
	Address                         string // of the cohort's page, "" without one
	Revision                        string

	Opening  []string // three sentences
	Funnel   []Stage  // empty where nobody is enrolled
	Promises []Promise
	Facts    []Fact
	Voices   []Voice
	Lessons  []Lesson // the newest first
	Unknown  []string
}

// Promise is an objective and what came of it. Verdict is empty where nothing
// can be compared.
type Promise struct {
	Statement, Target string
	Value, Of         string
	Verdict, Source   string
	Unknown           string // why there is no value
}

// Fact is a figure in words, with its n.
type Fact struct {
	Label, Value, Of string
}

// Voice is a round of a survey of which enough came back.
type Voice struct {
	Title, Response string
	On              when.Date
	Lines           []Fact
}

// Certificate says that somebody took part.
type Certificate struct {
	ID                            string // the person's
	Site, Name, Programme, Cohort string
	Parts                         []Took
	Logo                          string // a picture's path in the repository, "" for none
	Coordinators                  []string
	On                            when.Date
}

// Took is somebody's part in a pairing that completed. Hours is empty where no
// log says how long a meeting was.
type Took struct {
	Words       string
	From, Until when.Date
	Meetings    string
	Hours       string
}
