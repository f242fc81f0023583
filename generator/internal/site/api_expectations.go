package site

import "pairbook/generator/internal/view"

// expectationJSON is an expectation of a role with its evidence in every cohort
// that has started. Evidence is metric, survey or none.
type expectationJSON struct {
	Role        string         `json:"role"`
	Expectation string         `json:"expectation"`
	Statement   string         `json:"statement"`
	Evidence    string         `json:"evidence"`
	Metric      string         `json:"metric,omitempty"`
	Survey      string         `json:"survey,omitempty"`
	Question    string         `json:"question,omitempty"`
	AtLeast     *float64       `json:"at_least,omitempty"`
	Cohorts     []evidenceJSON `json:"cohorts"`
}

// evidenceJSON is one cohort's: a share of pairings, or a figure of the cohort
// and whether it reaches the threshold.
type evidenceJSON struct {
	Cohort  string     `json:"cohort"`
	Reached *bool      `json:"reached,omitempty"`
	Figure  figureJSON `json:"figure"`
}

func (b *builder) expectationsJSON() []expectationJSON {
	all := []expectationJSON{}
	for _, role := range b.shown.Roles {
		for _, e := range role.Expectations {
			out := expectationJSON{Role: role.ID, Expectation: e.ID, Statement: e.Statement, Evidence: e.Kind,
				Survey: e.Survey, Question: e.Question, AtLeast: e.AtLeast, Cohorts: []evidenceJSON{}}
			if e.Metric != nil {
				out.Metric = e.Metric.ID
			}
			for _, x := range e.Ledger {
				out.Cohorts = append(out.Cohorts, evidenceJSON{x.CohortID, x.Reached, figuresJSON([]view.Figure{x.Figure})[0]})
			}
			all = append(all, out)
		}
	}
	return all
}
