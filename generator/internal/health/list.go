package health

import (
	"fmt"
	"io"
	"slices"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// The JSON of attention. Lists are never null; the keys of what an entry is not
// about are left out.
type (
	listJSON struct {
		AsOf         when.Date   `json:"as_of"`
		Coordinators []string    `json:"coordinators"` // accounts of those who coordinate what is listed
		Entries      []entryJSON `json:"entries"`
	}
	entryJSON struct {
		Cohort  string      `json:"cohort"`
		Pairing string      `json:"pairing,omitempty"`
		Person  string      `json:"person,omitempty"`
		Names   []string    `json:"names,omitempty"`
		Party   string      `json:"party,omitempty"`
		Kind    string      `json:"kind"`
		Also    []Kind      `json:"also,omitempty"`
		Words   string      `json:"words"`
		Urgency string      `json:"urgency"`
		Seen    string      `json:"seen"`
		Records []string    `json:"records"`
		Next    string      `json:"next"`
		Message string      `json:"message"`
		Snoozed *snoozeJSON `json:"snoozed,omitempty"`
	}
	snoozeJSON struct {
		Until  when.Date `json:"until"`
		Note   string    `json:"note"`
		Record string    `json:"record"`
	}
)

// ListJSON returns a list of entries as JSON data, for coordinators, with the names
// of people.
func ListJSON(entries []Entry, people record.Table[record.PersonID, *record.Person], asOf when.Date) any {
	out := listJSON{asOf, accounts(entries, people, asOf), []entryJSON{}}
	for _, e := range entries {
		j := entryJSON{Cohort: string(e.Cohort.Record.ID), Person: string(e.Person), Names: names(e, people), Party: string(e.Party), Kind: string(e.Kind), Also: e.Also,
			Words: e.Words, Urgency: string(e.Urgency), Seen: e.Seen, Records: e.Records, Next: string(e.Next), Message: e.Message()}
		if e.Pairing != nil {
			j.Pairing = string(e.Pairing.Record.ID)
		}
		if s := e.Snoozed; s != nil {
			j.Snoozed = &snoozeJSON{s.Until, s.Note, s.Path}
		}
		out.Entries = append(out.Entries, j)
	}
	return out
}

// accounts returns the accounts of those who coordinate the cohorts of entries, and have
// not left.
func accounts(entries []Entry, people record.Table[record.PersonID, *record.Person], asOf when.Date) []string {
	all := []string{}
	for _, e := range entries {
		ids := e.Cohort.Record.Coordinators
		if e.Cohort.Program != nil {
			ids = slices.Concat(ids, e.Cohort.Program.Coordinators)
		}
		for _, id := range ids {
			if p := people.Get(id); p != nil && p.GitHub != "" && (p.Left == 0 || p.Left > asOf) {
				all = append(all, p.GitHub)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// ListText prints a list of entries for a coordinator, with the names of people.
func ListText(w io.Writer, entries []Entry, people record.Table[record.PersonID, *record.Person], asOf when.Date) {
	if len(entries) == 0 {
		fmt.Fprintf(w, "Nothing waits for a coordinator as of %s.\n", asOf.Long())
		return
	}
	resting := 0
	for _, e := range entries {
		if e.Snoozed != nil {
			resting++
		}
	}
	fmt.Fprintf(w, "As of %s: %d to look at", asOf.Long(), len(entries)-resting)
	if resting > 0 {
		fmt.Fprintf(w, ", %d resting", resting)
	}
	fmt.Fprintln(w, ".")
	heading := ""
	for _, e := range entries {
		under := e.Urgency.Words()
		if e.Snoozed != nil {
			under = "looked at, and resting"
		}
		if under != heading {
			heading = under
			fmt.Fprintf(w, "\n%s\n", prose.Sentence(under))
		}
		printEntry(w, e, people)
	}
}

func printEntry(w io.Writer, e Entry, people record.Table[record.PersonID, *record.Person]) {
	fmt.Fprintf(w, "\n  %s: %s\n    seen: %s\n    next: %s\n", about(e, people), e.Words, e.Seen, e.Next.Words())
	if s := e.Snoozed; s != nil {
		fmt.Fprintf(w, "    rests until %s", s.Until.Long())
		if s.Note != "" {
			fmt.Fprintf(w, ": %s", s.Note)
		}
		fmt.Fprintln(w)
	}
	for _, r := range e.Records {
		fmt.Fprintf(w, "    %s\n", r)
	}
}

// about returns what an entry is about: COHORT/PAIRING, a person, or the cohort, with
// the names of whom it is about.
func about(e Entry, people record.Table[record.PersonID, *record.Person]) string {
	words := string(e.Cohort.Record.ID)
	if e.Pairing != nil {
		words += "/" + string(e.Pairing.Record.ID)
	}
	if e.Person != "" {
		words += ", " + string(e.Person)
	}
	if names := names(e, people); len(names) > 0 {
		words += " (" + prose.List(names) + ")"
	}
	return words
}

// names returns the names of whom an entry is about: the person, or else the
// members of the pairing on the day who do not stand by. Who has only an id is left out.
func names(e Entry, people record.Table[record.PersonID, *record.Person]) (names []string) {
	var ids []record.PersonID
	switch {
	case e.Person != "":
		ids = append(ids, e.Person)
	case e.Pairing != nil:
		for _, m := range e.Pairing.Record.Members() {
			if m.Expected(e.Cohort.AsOf) {
				ids = append(ids, m.Person)
			}
		}
	}
	for _, id := range ids {
		if p := people.Get(id); p != nil && p.Name != string(id) {
			names = append(names, p.Name)
		}
	}
	return names
}
