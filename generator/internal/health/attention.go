package health

import (
	"cmp"
	"fmt"
	"slices"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Kind is the reason why an entry is on the attention list.
type Kind string

// The kinds, by descending urgency.
const (
	NobodyCoordinates Kind = "nobody-coordinates"
	ClearanceMissing  Kind = "clearance-missing"
	MemberLeft        Kind = "member-left"
	IsQuiet           Kind = Kind(Quiet)
	NotMet            Kind = "not-met"
	OneSided          Kind = "one-sided"
	CouldUseHello     Kind = Kind(SayHello)
	IsWaiting         Kind = "waiting"
	OverCapacity      Kind = "over-capacity"
	IsUnmatched       Kind = "unmatched"
	TrainingMissing   Kind = "training-missing"
	CohortOver        Kind = "cohort-over"
	AfterClose        Kind = "after-close"
	MilestoneLate     Kind = "milestone-late"
	ActionsOverdue    Kind = "actions-overdue"
)

// Urgency is how soon somebody should look: Now, ThisWeek or InTime.
type Urgency string

// The urgencies, in descending order.
const (
	Now      Urgency = "now"
	ThisWeek Urgency = "this-week"
	InTime   Urgency = "in-time"
)

// Step is a coordinator's possible next step.
type Step string

// The steps, from the lightest.
const (
	WriteHello Step = "hello"
	Call       Step = "call"
	Agenda     Step = "agenda"
	OtherMatch Step = "other-match"
	Ask        Step = "ask"
	Begin      Step = "begin"
	Replace    Step = "replace"
	Introduce  Step = "introduce"
	Clear      Step = "clear"
	ClearFirst Step = "clear-first" // of a pairing on a break
	Close      Step = "close"
)

// Rule is the definition of a kind.
type Rule struct {
	Kind    Kind
	Urgency Urgency
	Words   string // the kind, for readers
	Found   string // the definition
}

// Rules lists the kinds with their definitions, by descending urgency.
func Rules() []Rule { return slices.Clone(rules) }

// rules is the table behind the list. Each definition describes what the
// functions of attention_*.go do: change them together.
var rules = []Rule{
	{NobodyCoordinates, Now, "nobody coordinates it", "Neither the cohort nor its programme names a coordinator who has not left, and the cohort is not closed."},
	{ClearanceMissing, Now, "clearance not recorded", "Somebody is in a pairing that is active or on a break, and a requirement of their role is not cleared by the as-of date."},
	{MemberLeft, Now, "somebody has left", "A member left the cohort, or altogether, by the as-of date, and is still in a pairing that is active or on a break."},
	{IsQuiet, Now, words[Quiet], "No meeting was held for longer than the programme's quiet allows, breaks left out: so many days or so many of the pairing's own cadence, whichever is longer. It is not too early to say."},
	{NotMet, ThisWeek, notMet, "A whole stretch of the rhythm has passed since the start of an active pairing, no meeting is logged, and its state is neither quiet nor that it could use a hello."},
	{OneSided, ThisWeek, "only one side came", "In at least two of the last four logs only members of one side attended, each time the same side."},
	{CouldUseHello, ThisWeek, words[SayHello], "No meeting was held for longer than the programme's say_hello allows, reckoned as for quiet, and the pairing is not quiet yet."},
	{IsWaiting, ThisWeek, "waiting for a place", "An enrolment is still waiting after the applications closed, or after the cohort started, whichever was earlier."},
	{OverCapacity, ThisWeek, "more pairings than places", "A mentor is in more pairings that are active or on a break than the places they offer."},
	{IsUnmatched, ThisWeek, "without a pairing", "The cohort has started, and an accepted mentee or peer who has not left was in no pairing that started."},
	{TrainingMissing, ThisWeek, "training not recorded", "Somebody is in a pairing that is active or on a break, and has not completed a required training of their role by the as-of date."},
	{CohortOver, ThisWeek, "over, and not closed", "The cohort's last day is past, and it is not closed. Nothing else of it is listed."},
	{AfterClose, InTime, "goes on after the close", "The cohort is closed and its last day is past, and a pairing is still active or on a break, or has a log dated after the cohort's last day."},
	{MilestoneLate, InTime, "a milestone is past its day", "A milestone's day passed at least a week ago, neither the plan nor a log tells that it was reached, and the pairing is active."},
	{ActionsOverdue, InTime, "actions are past their day", "At least three actions of an active pairing are open and past their due day."},
}

// The limits in the definitions.
const (
	fewestOneSided  = 2
	lastLogs        = 4
	milestoneGrace  = 7 // days
	fewestOverdue   = 3
	replaceOneSided = 3
)

// RuleOf returns the rule of a kind.
func RuleOf(k Kind) Rule {
	if i := rank(k); i >= 0 {
		return rules[i]
	}
	return Rule{Kind: k, Words: string(k)}
}

// Entry is something that a coordinator may want to look at. It is about a
// pairing, about a person (with a Party if it concerns their role), or else about
// the cohort. All that there is about a pairing is one entry: of its most urgent kind,
// and Also of others. Seen describes the findings without naming anybody; Records are the
// sorted paths of the records that show them.
type Entry struct {
	Rule
	Cohort  *measure.Cohort
	Pairing *measure.Pairing
	Person  record.PersonID
	Party   record.Party
	Seen    string
	Records []string
	Next    Step
	Also    []Kind
	Snoozed *record.Attention // the note that somebody has looked at it, and until when it rests
	weight  float64           // entries of a kind are sorted by it, descending: by their extent, but the shortest silence first
}

// Attention lists what a coordinator should look at on the measured day:
// everything in formal programmes, only milestones in hybrid ones, nothing in
// informal ones. Of a cohort that is over and not closed it lists that alone.
// Entries come by urgency, and by kind as in Rules. Of silent pairings those come first that
// have been so for the shortest time, as a hello helps them most; of other kinds, those of the
// largest extent. Those that a record attention/<pairing>-<date>.yaml lets rest on the day come last.
func Attention(repo *record.Repository, m *measure.Measured) []Entry {
	var all []Entry
	for _, c := range m.Cohorts {
		if c.Program == nil || c.Program.Format == record.Informal {
			continue
		}
		l := &lister{repo: repo, c: c}
		l.list()
		all = append(all, l.entries...)
	}
	slices.SortStableFunc(all, byUrgency)
	return all
}

func byUrgency(a, b Entry) int {
	return cmp.Or(cmp.Compare(resting(a), resting(b)), cmp.Compare(rank(a.Kind), rank(b.Kind)), cmp.Compare(b.weight, a.weight),
		cmp.Compare(a.Cohort.Record.ID, b.Cohort.Record.ID), cmp.Compare(a.pairingID(), b.pairingID()), cmp.Compare(a.Person, b.Person))
}

func resting(e Entry) int {
	if e.Snoozed != nil {
		return 1
	}
	return 0
}

func rank(k Kind) int { return slices.IndexFunc(rules, func(r Rule) bool { return r.Kind == k }) }

func (e Entry) pairingID() record.PairingID {
	if e.Pairing == nil {
		return ""
	}
	return e.Pairing.Record.ID
}

// lister collects the entries of one cohort.
type lister struct {
	repo    *record.Repository
	c       *measure.Cohort
	entries []Entry
}

func (l *lister) list() {
	formal := l.c.Program.Format == record.Formal
	closed := l.c.Record.State == record.CohortClosed && l.c.Over()
	if l.c.Over() && !closed {
		l.over()
		return
	}
	for _, p := range l.c.Pairings {
		switch {
		case !p.Started:
		case closed && formal:
			l.afterClose(p)
		case closed:
		case formal:
			l.pairing(p)
		default:
			l.milestones(p)
		}
	}
	switch {
	case closed:
	case formal:
		l.people()
	default:
		l.unmatched()
	}
}

// over lists a cohort whose last day is past as one matter.
func (l *lister) over() {
	rec := l.c.Record
	l.add(CohortOver, Entry{Records: []string{rec.Path}, Next: Close, weight: float64(l.c.AsOf.Sub(rec.Ends)),
		Seen: fmt.Sprintf("%s ended on %s: close it with pairbook cohort close %s", rec.Name, rec.Ends.Long(), rec.ID)})
}

// fold makes one entry of those from index n on, which are about one pairing.
func (l *lister) fold(n int) {
	of := l.entries[n:]
	if len(of) < 2 {
		return
	}
	slices.SortStableFunc(of, byUrgency)
	for _, e := range of[1:] {
		of[0].Also = append(of[0].Also, e.Kind)
		of[0].Seen += "; " + e.Seen
		of[0].Records = append(of[0].Records, e.Records...)
	}
	slices.Sort(of[0].Records)
	of[0].Records = slices.Compact(of[0].Records)
	l.entries = l.entries[:n+1]
}

// Is reports whether an entry is of a kind, first or also.
func (e Entry) Is(k Kind) bool { return e.Kind == k || slices.Contains(e.Also, k) }

// add adds an entry, with the fields that all entries have.
func (l *lister) add(kind Kind, e Entry) {
	e.Rule, e.Cohort = RuleOf(kind), l.c
	slices.Sort(e.Records)
	e.Records = slices.Compact(e.Records)
	if e.Pairing != nil {
		e.Snoozed = l.snooze(e.Pairing.Record.ID)
	}
	l.entries = append(l.entries, e)
}

// snooze returns the record that lets a pairing rest on the measured day, the
// longest of several, or nil.
func (l *lister) snooze(id record.PairingID) *record.Attention {
	var longest *record.Attention
	for _, a := range l.c.Record.Attention {
		if a.Pairing == id && l.c.AsOf.Within(a.Date, a.Until) && a.Until != 0 && (longest == nil || a.Until > longest.Until) {
			longest = a
		}
	}
	return longest
}

// lapsed lists the notes on a pairing that were made since a day and have run
// out.
func (l *lister) lapsed(id record.PairingID, since when.Date) []*record.Attention {
	var notes []*record.Attention
	for _, a := range l.c.Record.Attention {
		if a.Pairing == id && a.Date > since && a.Date <= l.c.AsOf && a.Until < l.c.AsOf {
			notes = append(notes, a)
		}
	}
	return notes
}
