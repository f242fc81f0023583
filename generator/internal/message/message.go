// Package message writes what coordinators send to people: one [Message] a
// person and an occasion, from the programme's own templates.
//
// [Compose] decides who is written to (recipients.go) and fills each template's
// placeholders (fill.go). Nothing is sent. A message tells its reader only
// what is theirs: their name, the names of those they meet, their own actions
// and the pair's dates; how somebody else can be reached is in none. A line
// with a placeholder that has nothing to say for this reader is left out.
package message

import (
	"cmp"
	"maps"
	"slices"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Input is what messages are written from.
type Input struct {
	Repo     *record.Repository
	Cohort   *measure.Cohort
	AsOf     when.Date
	Template *record.Template
	Surveys  []*record.Survey                                 // those asked for, for messages about surveys
	Names    map[record.PersonID]string                       // how readers are greeted, where it is not by their records
	Links    func(p *record.Pairing, meeting when.Date) Links // the day of the log
	Address  func(record.Address) string                      // absolute, "" where there is none
}

// Links are the addresses of a pairing's own places, "" where there is none.
type Links struct {
	Log, Plan, Page string
}

// Message is what one person is to read. Pairing is empty when it is not about
// one; Link is the address that the message is about.
type Message struct {
	Person        record.PersonID
	Name          string
	Pairing       record.PairingID
	Survey        record.SurveyID
	Subject, Body string
	Link          string
	Log, Plan     string
	Form, Page    string
}

// Mailing is all messages, by pairing or survey and then as its members come,
// and what a coordinator should know: who is left alone and why, and which
// placeholders had nothing to say, with the number of messages.
type Mailing struct {
	Messages []Message
	Skipped  []string
	Empty    []Empty
}

// Empty is a placeholder whose lines are missing from some messages.
type Empty struct {
	Placeholder record.Placeholder
	Messages    int
}

// Compose writes the messages of a template.
func Compose(in Input) Mailing {
	var out Mailing
	empty := map[record.Placeholder]int{}
	recipients, skipped := in.recipients()
	for _, r := range recipients {
		r.values = in.values(r)
		message, missing := in.fill(r)
		for _, p := range missing {
			empty[p]++
		}
		out.Messages = append(out.Messages, message)
	}
	out.Skipped = skipped
	for _, p := range slices.SortedFunc(maps.Keys(empty), cmp.Compare[record.Placeholder]) {
		out.Empty = append(out.Empty, Empty{p, empty[p]})
	}
	return out
}
