package veil

import (
	"cmp"
	"slices"
	"strings"

	"pairbook/generator/internal/health"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/view"
)

// addAttention shows the list of attention, and each cohort its part of it.
// Coordinators see all. Others see, where it is published, which pairings could
// use a hello: the words alone, sorted by place so that no order tells who has not met
// for longer, and nobody who is being looked after already.
func (r *revealer) addAttention() {
	if !r.tells(hello) {
		return
	}
	full := r.tells(attentionList)
	shown := &view.Attention{}
	for _, e := range r.run.Attention() {
		look := r.gentle(e)
		if full {
			look = r.look(e)
		}
		switch {
		case look.Words == "" || e.Snoozed != nil && !full:
		case e.Snoozed != nil:
			shown.Resting = append(shown.Resting, look)
		default:
			shown.Entries = append(shown.Entries, look)
		}
	}
	if full {
		for _, rule := range health.Rules() {
			shown.Rules = append(shown.Rules, view.LookRule{Words: prose.Sentence(rule.Words), When: rule.Urgency.Words(), Found: rule.Found})
		}
		tried := r.run.Backtest()
		shown.Backtest = &view.Backtest{Rests: tried.Rests(), Rows: tried.Rows()}
	} else {
		slices.SortFunc(shown.Entries, func(a, b view.Look) int { return cmp.Compare(a.Pairing.Path, b.Pairing.Path) })
	}
	for _, look := range shown.Entries {
		for _, c := range r.shown.Cohorts {
			if c.Path == look.Cohort.Path {
				c.Hello = append(c.Hello, look)
			}
		}
	}
	r.shown.Attention = shown
}

// gentle says of an entry no more than its pairing's health does: nothing but whether it
// is quiet or could use a hello.
func (r *revealer) gentle(e health.Entry) view.Look {
	var l view.Look
	for _, kind := range []health.Kind{health.IsQuiet, health.CouldUseHello} {
		if e.Is(kind) {
			l = r.about(e)
			l.Kind, l.Words = string(kind), health.RuleOf(kind).Words
		}
	}
	return l
}

func (r *revealer) about(e health.Entry) view.Look {
	c := r.cohorts[e.Cohort.Record.ID]
	l := view.Look{CohortID: c.ID, Cohort: view.Link{Words: c.Name, Path: c.Path}, Kind: string(e.Kind), Words: e.Words}
	if e.Pairing != nil {
		l.Pairing = r.pairingLink(e.Cohort.Record, e.Pairing.Record)
	}
	return l
}

// look shows an entry to coordinators.
func (r *revealer) look(e health.Entry) view.Look {
	l := r.about(e)
	if e.Person != "" {
		who := r.who(e.Person, e.Party, "")
		l.Person, l.ID = &who, string(e.Person)
	} else if e.Pairing != nil {
		l.People = peopleOf(r.members(e.Pairing.Record), r.asOf)
	}
	l.Urgency, l.When = string(e.Urgency), e.Urgency.Words()
	l.Seen, l.Step, l.Next = prose.Sentence(e.Seen), string(e.Next), e.Next.Words()
	l.Message = strings.Split(e.Message(), "\n\n")
	l.Records = r.records(e.Records)
	l.Groups, _ = new(proofs).group(r, l.Records)
	for _, kind := range e.Also {
		l.Also = append(l.Also, string(kind))
	}
	if e.Snoozed != nil {
		l.Until, l.Note = e.Snoozed.Until, e.Snoozed.Note
	}
	return l
}
