// Package message writes the messages that coordinators send: one [Message] per
// person and occasion, from the programme's own templates.
//
// [Compose] selects the recipients (recipients.go) and fills the placeholders of
// each template (fill.go). It sends nothing. A message contains only what
// concerns its reader: their name, the names of those they meet, their own
// actions and the pair's dates, and an address only of somebody who shares it with
// a reader who does. A line with a placeholder that has no value for the reader is
// left out; a message whose subject has one is not written.
package message

import (
	"cmp"
	"fmt"
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
	Surveys  []*record.Survey                                 // the requested ones, for messages about surveys
	Names    map[record.PersonID]string                       // how to greet readers, if not by their name in the records
	Links    func(p *record.Pairing, meeting when.Date) Links // meeting is the day of the log
	Address  func(record.Address) string                      // absolute, "" if there is none
	Shared   map[record.PersonID]string                       // the e-mail addresses of those who let their partners have them
}

// Links are the addresses of a pairing's own pages, "" if there is none.
type Links struct {
	Log, Plan, Page string
}

// Message is a message to one person. Pairing is empty when it is not about one;
// Link is the address that the message is about.
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

// Mailing is all messages, by pairing or survey and then in the order of its
// members, with notes for the coordinator: who is skipped and why, and which
// placeholders had no value, with the number of messages.
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
		if _, missing := r.line(in.Template.Subject); len(missing) > 0 {
			skipped = append(skipped, fmt.Sprintf("%s is left out: the subject has {%s}, which is not known", r.person, missing[0]))
			continue
		}
		message, missing := in.fill(r)
		for _, p := range missing {
			if p != record.ForAs && !p.Keeps() { // some have it
				empty[p]++
			}
		}
		out.Messages = append(out.Messages, message)
	}
	out.Skipped = skipped
	for _, p := range slices.SortedFunc(maps.Keys(empty), cmp.Compare[record.Placeholder]) {
		out.Empty = append(out.Empty, Empty{p, empty[p]})
	}
	return out
}
