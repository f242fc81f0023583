package site

import (
	"maps"
	"slices"

	"pairbook/generator/internal/view"
)

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
// and whether it reaches the threshold. Where the evidence of all cohorts is too much
// for a file, the figure is in another.
type evidenceJSON struct {
	Cohort  string      `json:"cohort"`
	Reached *bool       `json:"reached,omitempty"`
	Figure  *figureJSON `json:"figure,omitempty"`
	File    string      `json:"file,omitempty"`
}

// evidenceItem is the evidence of an expectation in one cohort.
type evidenceItem struct {
	role        *view.Role
	expectation *view.Expectation
	evidence    *view.Evidence
}

var evidenceList = listed[evidenceItem]{evidenceItem.words, evidenceItem.weight}

// addExpectationsAPI adds the evidence as one file, or, where that would be too
// large, in files of each cohort, which the first names.
func (b *builder) addExpectationsAPI() {
	var all []evidenceItem
	for _, role := range b.shown.Roles {
		for i := range role.Expectations {
			e := &role.Expectations[i]
			for k := range e.Ledger {
				all = append(all, evidenceItem{role, e, &e.Ledger[k]})
			}
		}
	}
	if evidenceList.total(all) <= b.most {
		b.json(view.ExpectationsPath, func() any { return b.expectationsJSON(nil) })
		return
	}
	b.divided[view.ExpectationsPath] = true
	of := map[string][]evidenceItem{}
	for _, item := range all {
		of[item.evidence.CohortID] = append(of[item.evidence.CohortID], item)
	}
	file := map[*view.Evidence]string{}
	for _, cohort := range slices.Sorted(maps.Keys(of)) {
		for _, part := range evidenceList.cut(view.ExpectationsOf(cohort), of[cohort], b.most) {
			for _, item := range part.Items {
				file[item.evidence] = part.Path
			}
			b.denseJSON(part.Path, func() any { return evidenceIn(part.Items) })
		}
	}
	b.denseJSON(view.ExpectationsPath, func() any { return b.expectationsJSON(file) })
}

func (i evidenceItem) words() string { return i.expectation.ID }

// weight estimates an expectation with its evidence in a cohort.
func (i evidenceItem) weight() int {
	weight := 375 + len(i.expectation.Statement) + len(i.evidence.Figure.Unavailable)
	for _, r := range i.evidence.Figure.Records {
		weight += 15 + len(r.Path)
	}
	return weight
}

// evidenceIn is some expectations, each with its evidence in one cohort.
func evidenceIn(items []evidenceItem) []expectationJSON {
	all := []expectationJSON{}
	for _, i := range items {
		out := newExpectationJSON(i.role, i.expectation)
		out.Cohorts = append(out.Cohorts, newEvidenceJSON(i.evidence))
		all = append(all, out)
	}
	return all
}

// expectationsJSON is every expectation. Figures that are in another file are not in
// this one.
func (b *builder) expectationsJSON(elsewhere map[*view.Evidence]string) []expectationJSON {
	all := []expectationJSON{}
	for _, role := range b.shown.Roles {
		for i := range role.Expectations {
			e := &role.Expectations[i]
			out := newExpectationJSON(role, e)
			for k := range e.Ledger {
				x := newEvidenceJSON(&e.Ledger[k])
				if x.File = elsewhere[&e.Ledger[k]]; x.File != "" {
					x.Figure = nil
				}
				out.Cohorts = append(out.Cohorts, x)
			}
			all = append(all, out)
		}
	}
	return all
}

func newExpectationJSON(role *view.Role, e *view.Expectation) expectationJSON {
	out := expectationJSON{Role: role.ID, Expectation: e.ID, Statement: e.Statement, Evidence: e.Kind,
		Survey: e.Survey, Question: e.Question, AtLeast: e.AtLeast, Cohorts: []evidenceJSON{}}
	if e.Metric != nil {
		out.Metric = e.Metric.ID
	}
	return out
}

func newEvidenceJSON(x *view.Evidence) evidenceJSON {
	return evidenceJSON{Cohort: x.CohortID, Reached: x.Reached, Figure: &figuresJSON([]view.Figure{x.Figure})[0]}
}
