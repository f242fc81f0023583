package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/health"
	"pairbook/generator/internal/when"
)

func attentionCommand(a *app) *cobra.Command {
	var format string
	command := &cobra.Command{
		Use:   "attention",
		Short: "List what a coordinator should look at, and the next step",
		Long: "attention lists, over all cohorts, who could use a hello and what else waits for a\n" +
			"coordinator: what was seen, in which records, and the next step. It is for coordinators.",
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			if format != "text" && format != "json" {
				return usagef("--format: %q is unknown; choose text or json", format)
			}
			return a.attention(format)
		},
	}
	command.Flags().StringVar(&format, "format", "text", "how to print: text or json")
	return command
}

// attention lists what is sound; errors in records are printed, and make the
// exit status that of problems.
func (a *app) attention(format string) error {
	o, err := a.open()
	if err != nil {
		return err
	}
	broken, err := a.sound(o)
	if err != nil {
		return err
	}
	entries := o.Attention()
	if format == "json" {
		err = a.printJSON(attentionOf(entries, o.AsOf))
	} else {
		printAttention(a.stdout, entries, o.AsOf)
	}
	if err == nil && broken {
		return errProblems
	}
	return err
}

// sound prints the errors, if there are any, and leaves out the records that
// have them.
func (a *app) sound(o *opened) (broken bool, err error) {
	errors := slices.DeleteFunc(slices.Clone(o.Problems()), func(p diag.Problem) bool { return p.Severity != diag.Error })
	return a.weigh(o, errors, true)
}

// The JSON of attention. Lists are never null; who or what an entry is not
// about is left out.
type (
	attentionJSON struct {
		AsOf    when.Date   `json:"as_of"`
		Entries []entryJSON `json:"entries"`
	}
	entryJSON struct {
		Cohort  string      `json:"cohort"`
		Pairing string      `json:"pairing,omitempty"`
		Person  string      `json:"person,omitempty"`
		Party   string      `json:"party,omitempty"`
		Kind    string      `json:"kind"`
		Words   string      `json:"words"`
		Urgency string      `json:"urgency"`
		Seen    string      `json:"seen"`
		Records []string    `json:"records"`
		Next    string      `json:"next"`
		Message string      `json:"message"`
		Health  *numberJSON `json:"health,omitempty"`
		Snoozed *snoozeJSON `json:"snoozed,omitempty"`
	}
	numberJSON struct {
		Number *float64         `json:"number"`
		Parts  []healthPartJSON `json:"parts"`
	}
	healthPartJSON struct {
		Name        string   `json:"name"`
		Weight      int      `json:"weight"`
		Value       *float64 `json:"value"`
		Unavailable string   `json:"unavailable,omitempty"`
	}
	snoozeJSON struct {
		Until  when.Date `json:"until"`
		Note   string    `json:"note"`
		Record string    `json:"record"`
	}
)

func attentionOf(entries []health.Entry, asOf when.Date) attentionJSON {
	out := attentionJSON{asOf, []entryJSON{}}
	for _, e := range entries {
		j := entryJSON{Cohort: string(e.Cohort.Record.ID), Person: string(e.Person), Party: string(e.Party), Kind: string(e.Kind),
			Words: e.Words, Urgency: string(e.Urgency), Seen: e.Seen, Records: e.Records, Next: string(e.Next), Message: e.Message()}
		if e.Pairing != nil {
			j.Pairing = string(e.Pairing.Record.ID)
		}
		if e.Health != nil {
			j.Health = &numberJSON{e.Health.Number, []healthPartJSON{}}
			for _, p := range e.Health.Parts {
				j.Health.Parts = append(j.Health.Parts, healthPartJSON(p))
			}
		}
		if s := e.Snoozed; s != nil {
			j.Snoozed = &snoozeJSON{s.Until, s.Note, s.Path}
		}
		out.Entries = append(out.Entries, j)
	}
	return out
}

func printAttention(w io.Writer, entries []health.Entry, asOf when.Date) {
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
			fmt.Fprintf(w, "\n%s\n", strings.ToUpper(under[:1])+under[1:])
		}
		printEntry(w, e)
	}
}

func printEntry(w io.Writer, e health.Entry) {
	fmt.Fprintf(w, "\n  %s: %s", about(e), e.Words)
	if e.Health != nil {
		fmt.Fprintf(w, " (%.0f of 100)", *e.Health.Number)
	}
	fmt.Fprintf(w, "\n    seen: %s\n    next: %s\n", e.Seen, e.Next.Words())
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

// about names what an entry is about: COHORT/PAIRING, a person, or the cohort.
func about(e health.Entry) string {
	words := string(e.Cohort.Record.ID)
	if e.Pairing != nil {
		words += "/" + string(e.Pairing.Record.ID)
	}
	if e.Person != "" {
		words += ", " + string(e.Person)
	}
	return words
}
