package view

import "pairbook/generator/internal/when"

// Attention is what somebody may want to look at. Others than coordinators see
// which pairings could use a hello, by name and in no order of need; then
// Resting and Rules are empty.
type Attention struct {
	Entries []Look // for coordinators by urgency
	Resting []Look
	Rules   []LookRule

	Backtest *Backtest // for coordinators, otherwise nil
}

// Backtest says whether silences would have been seen coming, in cohorts that
// are over: what it rests on, and where that is enough, a row for each state with
// precision, recall and the silences seen.
type Backtest struct {
	Rests string
	Rows  [][]string
}

// Look is an entry of the list: a pairing, a person or, with neither, a cohort.
// What follows Words is for coordinators.
type Look struct {
	CohortID        string
	Cohort, Pairing Link
	Kind, Words     string

	Also    []string // the words of the project for what else there is
	People  string   // of the pairing, where it is not about one person
	Person  *Who
	ID      string // the person's
	Urgency string // the word of the project
	When    string // the urgency in words
	Seen    string
	Step    string // the word of the project
	Next    string // the step in words
	Message []string
	Records []Record
	Groups  []RecordGroup
	Until   when.Date // until which it rests
	Note    string
}

// LookRule is how entries of a kind are found.
type LookRule struct {
	Words, When, Found string
}

// About is what the entry is about, in words.
func (l Look) About() string {
	switch {
	case l.Pairing.Words != "":
		return l.Pairing.Words
	case l.Person != nil:
		return l.Person.Words
	}
	return l.Cohort.Words
}
