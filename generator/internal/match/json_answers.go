package match

import (
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
)

// moveJSON is a mentee whose mentors change.
type moveJSON struct {
	Mentee string   `json:"mentee"`
	From   []string `json:"from"`
	To     []string `json:"to"`
}

func movesJSON(moves []fit.Move) []moveJSON {
	all := []moveJSON{}
	for _, m := range moves {
		all = append(all, moveJSON{m.Mentee, append([]string{}, m.From...), append([]string{}, m.To...)})
	}
	return all
}

// JSON returns the answer as JSON data. Lists are never null.
func (w *Why) JSON() any {
	type bar struct {
		Constraint record.ConstraintID `json:"constraint"`
		Because    string              `json:"because"`
	}
	bars := []bar{}
	for _, b := range w.Bars {
		bars = append(bars, bar{b.Constraint, b.Because})
	}
	return struct {
		Mentee    string          `json:"mentee"`
		Mentor    string          `json:"mentor"`
		Paired    bool            `json:"paired"`
		Score     int             `json:"score"`
		Criteria  []CriterionJSON `json:"criteria"`
		Forbidden []bar           `json:"forbidden"`
		Minimum   int             `json:"below_minimum"`
		Matched   int             `json:"loss_matched"`
		Total     int64           `json:"loss"`
		Lowest    int             `json:"lowest_then"`
		Moves     []moveJSON      `json:"moves"`
	}{w.Mentee, w.Mentor, w.Paired, w.Score, CriteriaJSON(w.Criteria), bars, w.Below, w.Matched, w.Total, w.Lowest, movesJSON(w.Moves)}
}

// JSON returns the difference as JSON data; against names what the proposal was
// compared with. Lists are never null.
func (d *Difference) JSON(cohort record.CohortID, against string) any {
	type side struct {
		Matched int     `json:"matched"`
		Pairs   int     `json:"pairs"`
		Total   int64   `json:"total"`
		Mean    float64 `json:"mean"`
		Lowest  int     `json:"lowest"`
	}
	type load struct {
		Mentor string `json:"mentor"`
		Before int    `json:"before"`
		After  int    `json:"after"`
	}
	loads := []load{}
	for _, l := range d.Load {
		loads = append(loads, load(l))
	}
	of := func(s Side) side { return side{s.Matched, s.Pairs, s.Total, s.Mean(), s.Lowest} }
	return struct {
		Cohort  record.CohortID `json:"cohort"`
		Against string          `json:"against"`
		Before  side            `json:"before"`
		After   side            `json:"after"`
		Moves   []moveJSON      `json:"moves"`
		Gain    []string        `json:"gain"`
		Lose    []string        `json:"lose"`
		Load    []load          `json:"load"`
	}{cohort, against, of(d.Before), of(d.After), movesJSON(d.Moves), append([]string{}, d.Gain...), append([]string{}, d.Lose...), loads}
}
