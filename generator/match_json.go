package main

import (
	"encoding/json"
	"fmt"

	"pairbook/generator/internal/match"
	"pairbook/generator/internal/record"
)

func (a *app) printProposal(p *match.Proposal, format string) error {
	if format == "json" {
		return a.printJSON(p.JSON())
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

// moveJSON is a mentee whose mentors change.
type moveJSON struct {
	Mentee string   `json:"mentee"`
	From   []string `json:"from"`
	To     []string `json:"to"`
}

func movesJSON(moves []match.Move) []moveJSON {
	all := []moveJSON{}
	for _, m := range moves {
		all = append(all, moveJSON{m.Mentee, append([]string{}, m.From...), append([]string{}, m.To...)})
	}
	return all
}

// whyJSON is the answer to --why.
func whyJSON(w *match.Why) any {
	type bar struct {
		Constraint record.ConstraintID `json:"constraint"`
		Because    string              `json:"because"`
	}
	bars := []bar{}
	for _, b := range w.Bars {
		bars = append(bars, bar{b.Constraint, b.Because})
	}
	return struct {
		Mentee    string                `json:"mentee"`
		Mentor    string                `json:"mentor"`
		Paired    bool                  `json:"paired"`
		Score     int                   `json:"score"`
		Criteria  []match.CriterionJSON `json:"criteria"`
		Forbidden []bar                 `json:"forbidden"`
		Minimum   int                   `json:"below_minimum"`
		Matched   int                   `json:"loss_matched"`
		Total     int64                 `json:"loss"`
		Lowest    int                   `json:"lowest_then"`
		Moves     []moveJSON            `json:"moves"`
	}{w.Mentee, w.Mentor, w.Paired, w.Score, match.CriteriaJSON(w.Criteria), bars, w.Below, w.Matched, w.Total, w.Lowest, movesJSON(w.Moves)}
}
