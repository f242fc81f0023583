package review

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// maxEffects is how many pairings are listed.
const maxEffects = 30

// effects says what a merge would change, in counts only.
func effects(in Input) (lines []Phrase) {
	before, after := in.Before.Counts(), in.After.Counts()
	for _, c := range []struct {
		what     string
		was, now int
	}{
		{"people", before.People, after.People}, {"cohorts", in.Before.Cohorts.Len(), in.After.Cohorts.Len()},
		{"enrolments", before.Enrolments, after.Enrolments}, {"pairings", before.Pairings, after.Pairings}, {"gatherings", gatherings(in.Before), gatherings(in.After)},
	} {
		if c.was != c.now {
			lines = append(lines, phrase(fmt.Sprintf("%s: %d → %d", c.what, c.was, c.now)))
		}
	}
	touched := pairings(in.Changes)
	for k, t := range touched {
		if k == maxEffects {
			lines = append(lines, phrase("and "+prose.Count(len(touched)-k, "pairing")+" more"))
			break
		}
		if line := effect(t, measuredPairing(in.MeasuredBefore, t), measuredPairing(in.MeasuredAfter, t)); !line.empty() {
			lines = append(lines, line)
		}
	}
	return lines
}

func gatherings(repo *record.Repository) (n int) {
	for _, c := range repo.Cohorts.All() {
		n += len(c.Gatherings)
	}
	return n
}

// pairingRef names a pairing of a cohort.
type pairingRef struct {
	cohort  record.CohortID
	pairing record.PairingID
}

func (r pairingRef) String() string { return string(r.cohort) + "/" + string(r.pairing) }

// pairings lists those with changed files, in order.
func pairings(changes []Change) (refs []pairingRef) {
	for _, c := range changes {
		parts := strings.Split(c.Path, "/")
		if len(parts) < 6 || parts[0] != "program" || parts[1] != "cohorts" || parts[3] != "pairings" {
			continue
		}
		ref := pairingRef{record.CohortID(parts[2]), record.PairingID(parts[4])}
		if n := len(refs); n == 0 || refs[n-1] != ref { // changes are sorted by path
			refs = append(refs, ref)
		}
	}
	return refs
}

func measuredPairing(m *measure.Measured, ref pairingRef) *measure.Pairing {
	c := m.Cohort(ref.cohort)
	if c == nil {
		return nil
	}
	for _, p := range c.Pairings {
		if p.Record.ID == ref.pairing {
			return p
		}
	}
	return nil
}

// effect says what changes in a pairing.
func effect(ref pairingRef, before, after *measure.Pairing) Phrase {
	name := phrase("%s: ", ref.String())
	switch {
	case before == nil && after == nil:
		return Phrase{}
	case before == nil:
		return name.then(phrase(fmt.Sprintf("new, %s, with %s", after.State, prose.Count(len(after.Record.Sessions), "session"))))
	case after == nil:
		return name.then(phrase("gone, with " + prose.Count(len(before.Record.Sessions), "session")))
	}
	var parts []string
	if b, a := before.Record.State, after.Record.State; b != a {
		parts = append(parts, fmt.Sprintf("%s → %s", b, a))
	}
	if b, a := len(before.Record.Sessions), len(after.Record.Sessions); b != a {
		parts = append(parts, fmt.Sprintf("%d → %s%s", b, prose.Count(a, "session"), lastSession(after)))
	} else if b, a := len(before.Held), len(after.Held); b != a {
		parts = append(parts, fmt.Sprintf("sessions that count: %d → %d", b, a))
	}
	if b, a := len(before.OpenActions()), len(after.OpenActions()); b != a && len(before.Record.ActionEnds) != len(after.Record.ActionEnds) {
		parts = append(parts, fmt.Sprintf("%d → %s", b, prose.Count(a, "open action")))
	}
	for _, m := range []struct {
		id    record.MetricID
		words string
	}{{"follow_through", "%s of %s actions done in time"}, {"goal_progress", "%s of %s goals reached"}, {"milestones_kept", "%s of %s milestones reached in time"}} {
		b, a := before.Figure(m.id), after.Figure(m.id)
		if a.Value != nil && (b.Value == nil || *b.Numerator != *a.Numerator || *b.Denominator != *a.Denominator) {
			parts = append(parts, fmt.Sprintf(m.words, number(*a.Numerator), number(*a.Denominator)))
		}
	}
	if len(parts) == 0 {
		return name.then(phrase("no figure changes"))
	}
	return name.then(phrase(strings.Join(parts, "; ")))
}

// lastSession says when the last session was that counts.
func lastSession(p *measure.Pairing) string {
	if len(p.Held) == 0 {
		return ""
	}
	date := p.Held[len(p.Held)-1].Date
	switch p.AsOf.Sub(date) {
	case 0:
		return ", the last one today"
	case 1:
		return ", the last one yesterday"
	}
	return ", the last one on " + date.Long()
}

func number(v float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0") }

// cohort returns a cohort as it is after the change, or was before it.
func (in Input) cohort(id record.CohortID) *record.Cohort {
	if c := in.After.Cohorts.Get(id); c != nil {
		return c
	}
	return in.Before.Cohorts.Get(id)
}

// pages lists the pages of the site that the changed files affect.
func pages(in Input) (all []string) {
	add := func(page string) {
		if !slices.Contains(all, page) {
			all = append(all, page)
		}
	}
	for _, c := range in.Changes {
		parts := strings.Split(c.Path, "/")
		switch {
		case parts[0] == "content":
			for _, repo := range []*record.Repository{in.Before, in.After} {
				if p := repo.PageAt(c.Path); p != nil {
					add(p.Output)
				}
			}
		case len(parts) > 3 && parts[0] == "program" && parts[1] == "cohorts":
			cohort := in.cohort(record.CohortID(parts[2]))
			if cohort != nil {
				add(path.Join("cohorts", parts[2], "index.html"))
			}
			if cohort != nil && parts[3] == "gatherings" {
				add(path.Join("cohorts", parts[2], "gatherings.html"))
			}
			if cohort != nil && len(parts) > 5 && parts[3] == "pairings" && record.ValidID(parts[4]) {
				add(path.Join("cohorts", parts[2], "pairings", parts[4]+".html"))
			}
		case len(parts) == 3 && parts[0] == "program" && (parts[1] == "programs" || parts[1] == "roles"):
			add(path.Join(parts[1], stem(parts[2])+".html"))
		case len(parts) == 3 && parts[0] == "program" && parts[1] == "people":
			add("people/index.html")
		}
	}
	slices.Sort(all)
	return all
}
