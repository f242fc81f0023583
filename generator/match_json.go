package main

import (
	"encoding/json"
	"fmt"

	"pairbook/generator/internal/match"
	"pairbook/generator/internal/record"
)

// The JSON of match is what the contract says; lists are never null.
type (
	proposalJSON struct {
		Cohort        string           `json:"cohort"`
		Objective     string           `json:"objective"`
		Mentees       int              `json:"mentees"`
		Mentors       int              `json:"mentors"`
		Matched       int              `json:"matched"`
		Unmatched     []unmatchedJSON  `json:"unmatched"`
		Total         int64            `json:"total"`
		Certificate   certificateJSON  `json:"certificate"`
		BlockingPairs int              `json:"blocking_pairs"`
		Pairs         []pairJSON       `json:"pairs"`
		Kept          []keptJSON       `json:"kept"`
		NotOffered    []record.TopicID `json:"topics_not_offered"`
	}
	certificateJSON struct {
		Dual int64 `json:"dual"`
		Gap  int64 `json:"gap"`
	}
	unmatchedJSON struct {
		Mentee  string     `json:"mentee"`
		Reason  string     `json:"reason"`
		Kind    string     `json:"kind"`
		Nearest *otherJSON `json:"nearest"`
	}
	otherJSON struct {
		Mentor string `json:"mentor"`
		Score  int    `json:"score"`
	}
	pairJSON struct {
		Mentee   string          `json:"mentee"`
		Mentor   string          `json:"mentor"`
		Score    int             `json:"score"`
		Criteria []criterionJSON `json:"criteria"`
		RunnerUp *otherJSON      `json:"runner_up"`
		Pin      *pinJSON        `json:"pin,omitempty"`
	}
	criterionJSON struct {
		ID      record.CriterionID `json:"id"`
		Points  int                `json:"points"`
		Of      int                `json:"of"`
		Because string             `json:"because"`
	}
	pinJSON struct {
		By      record.PersonID `json:"by"`
		Matched int             `json:"matched_without"`
		Total   int64           `json:"total_without"`
	}
	keptJSON struct {
		Mentee  record.PersonID  `json:"mentee"`
		Mentor  record.PersonID  `json:"mentor"`
		Pairing record.PairingID `json:"pairing"`
	}
)

func (a *app) printProposal(p *match.Proposal, format string) error {
	if format == "json" {
		return a.printJSON(jsonOf(p))
	}
	printText(a.stdout, p)
	return nil
}

func (a *app) printJSON(v any) error {
	encoder := json.NewEncoder(a.stdout)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return fmt.Errorf("print the answer: %w", err)
	}
	return nil
}

func jsonOf(p *match.Proposal) proposalJSON {
	j := proposalJSON{
		Cohort: string(p.Cohort), Objective: string(p.Objective), Mentees: p.Mentees, Mentors: p.Mentors, Matched: p.Matched,
		Total: p.Total, Certificate: certificateJSON{p.Dual, p.Gap}, BlockingPairs: len(p.Blocking),
		Unmatched: []unmatchedJSON{}, Pairs: []pairJSON{}, Kept: []keptJSON{}, NotOffered: []record.TopicID{},
	}
	for _, u := range p.Unmatched {
		j.Unmatched = append(j.Unmatched, unmatchedJSON{u.Mentee, u.Words, u.Reason, other(u.Nearest)})
	}
	for _, pair := range p.Pairs {
		j.Pairs = append(j.Pairs, pairOf(pair, p.Total, p.Matched))
	}
	for _, k := range p.Kept {
		j.Kept = append(j.Kept, keptJSON(k))
	}
	j.NotOffered = append(j.NotOffered, p.NotOffered...)
	return j
}

func pairOf(p match.Pair, total int64, matched int) pairJSON {
	j := pairJSON{Mentee: p.Mentee, Mentor: p.Mentor, Score: p.Score, RunnerUp: other(p.RunnerUp), Criteria: criteriaOf(p.Criteria)}
	if p.Pin != nil {
		j.Pin = &pinJSON{p.Pin.By, matched + p.Pin.Matched, total + p.Pin.Total}
	}
	return j
}

func criteriaOf(points []match.Points) []criterionJSON {
	all := []criterionJSON{}
	for _, c := range points {
		all = append(all, criterionJSON{c.Criterion, c.Points, c.Of, c.Because})
	}
	return all
}

func other(o *match.Other) *otherJSON {
	if o == nil {
		return nil
	}
	return &otherJSON{o.ID, o.Score}
}

// whyJSON is the answer to --why.
func whyJSON(w *match.Why) any {
	type bar struct {
		Constraint record.ConstraintID `json:"constraint"`
		Because    string              `json:"because"`
	}
	type move struct {
		Mentee string   `json:"mentee"`
		From   []string `json:"from"`
		To     []string `json:"to"`
	}
	bars, moves := []bar{}, []move{}
	for _, b := range w.Bars {
		bars = append(bars, bar{b.Constraint, b.Because})
	}
	for _, m := range w.Moves {
		moves = append(moves, move{m.Mentee, append([]string{}, m.From...), append([]string{}, m.To...)})
	}
	return struct {
		Mentee    string          `json:"mentee"`
		Mentor    string          `json:"mentor"`
		Paired    bool            `json:"paired"`
		Score     int             `json:"score"`
		Criteria  []criterionJSON `json:"criteria"`
		Forbidden []bar           `json:"forbidden"`
		Minimum   int             `json:"below_minimum"`
		Matched   int             `json:"loss_matched"`
		Total     int64           `json:"loss"`
		Moves     []move          `json:"moves"`
	}{w.Mentee, w.Mentor, w.Paired, w.Score, criteriaOf(w.Criteria), bars, w.Below, w.Matched, w.Total, moves}
}
