package veil

import (
	"slices"
	"strings"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
)

// expectation shows what a role owes and what would show it.
func (r *revealer) expectation(e record.Expectation) view.Expectation {
	shown := view.Expectation{ID: string(e.ID), Statement: e.Statement, Why: e.Why, Evidence: r.evidenceWords(e.Evidence), Metric: r.metrics[e.Evidence.Metric],
		Kind: "none", Survey: string(e.Evidence.Survey), Question: string(e.Evidence.Question), AtLeast: e.Evidence.AtLeast}
	switch {
	case e.Evidence.Metric != "":
		shown.Kind = "metric"
	case e.Evidence.Survey != "":
		shown.Kind = "survey"
	}
	return shown
}

// evidenceWords says what would show that an expectation is met.
func (r *revealer) evidenceWords(e record.Evidence) string {
	words := ""
	switch {
	case e.Metric != "":
		words = string(e.Metric)
		if m := r.metrics[e.Metric]; m != nil {
			words = m.Name
		}
	case e.Survey != "":
		words = "Only a survey can show it: what people answer to “" + strings.TrimRight(r.questionText(e.Survey, e.Question), ".") + "”"
	default:
		return "None: no record can show this. It is something to talk about together."
	}
	if e.AtLeast == nil {
		return words
	}
	limit, after := view.Quantity(*e.AtLeast), ""
	m := r.metrics[e.Metric]
	if e.Survey != "" {
		m = r.metrics["satisfaction"]
	}
	side := "at least"
	if m != nil {
		limit, after = view.ValueWords(*e.AtLeast, m.Unit)
		if m.Better == string(measure.Lower) {
			side = "at most"
		}
	}
	return strings.TrimSpace(words + ", " + side + " " + limit + " " + after)
}

// addEvidence keeps the ledger: for each role's expectations, what every
// cohort shows. Beside the text stand the cohorts that run, or where none does
// the last one that closed.
func (r *revealer) addEvidence() {
	for _, c := range r.shown.Cohorts {
		m := r.measured.Cohort(record.CohortID(c.ID))
		if c.Started == 0 {
			continue
		}
		for _, x := range m.Expectations {
			role := r.roles[x.Role.ID]
			i := slices.IndexFunc(role.Expectations, func(e view.Expectation) bool { return e.ID == string(x.Expectation.ID) })
			if i < 0 || x.Expectation.Evidence.None() {
				continue
			}
			e := r.evidence(c, m, x)
			e.Figure.Label = strings.TrimRight(x.Expectation.Statement, ".") + ", " + c.Name
			role.Expectations[i].Ledger = append(role.Expectations[i].Ledger, e)
		}
	}
	for _, role := range r.shown.Roles {
		for i := range role.Expectations {
			role.Expectations[i].Measured = present(role.Expectations[i].Ledger)
		}
	}
}

// present picks the evidence that stands beside an expectation.
func present(ledger []view.Evidence) []view.Evidence {
	var running []view.Evidence
	for _, e := range ledger {
		if e.Running {
			running = append(running, e)
		}
	}
	if len(running) == 0 && len(ledger) > 0 {
		return ledger[:1]
	}
	return running
}

// evidence shows what a cohort's records say about an expectation.
func (r *revealer) evidence(c *view.Cohort, m *measure.Cohort, x measure.Expectation) view.Evidence {
	e := view.Evidence{Cohort: view.Link{Words: c.Name, Path: c.Path}, CohortID: c.ID, Running: c.State == string(record.CohortRunning), Role: x.Role.Name, What: x.Expectation.Statement}
	evidence := x.Expectation.Evidence
	switch {
	case evidence.Metric == responseRate:
		x.Figure = r.total(x.Figure, m.Surveys)
	case evidence.Survey != "":
		x = r.heard(m, x)
	}
	e.Figure = r.figure(x.Figure, view.ExpectationsPath)
	e.Figure.Label = x.Expectation.Statement
	if e.Figure.Value != nil {
		e.Reached = x.Reached
	}
	e.Words = reachedWords(m, e, evidence.AtLeast)
	return e
}

// reachedWords says whether a threshold is reached, gently.
func reachedWords(m *measure.Cohort, e view.Evidence, atLeast *float64) string {
	switch {
	case e.Figure.Value == nil:
		return e.Figure.Unavailable
	case e.Reached != nil:
		return judge(m, atLeast, e.Figure)
	}
	return ""
}
