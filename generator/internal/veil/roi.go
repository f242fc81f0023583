package veil

import (
	"math"
	"slices"
	"strconv"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
)

// addROIs shows benefit and cost: to everybody where a programme gives the
// inputs, which is its choice to tell them; to coordinators of every programme,
// so that they see what is missing and can try numbers.
func (r *revealer) addROIs() {
	for _, p := range r.shown.Programs {
		rec := r.repo.Programs.Get(record.ProgramID(p.ID))
		if rec.ROI == nil && !r.tells(worthInputs) {
			continue
		}
		r.shown.ROIs = append(r.shown.ROIs, r.roi(p, rec))
	}
	if len(r.shown.ROIs) == 0 {
		return
	}
	for _, m := range measure.EffortMetrics() {
		r.addMetric(m, "Benefit and cost")
	}
}

// inputWords are the inputs as people read them, in the order of the record.
var inputWords = []view.ROIInput{
	{Key: "tooling", Label: "Tools in a year", Unit: "money"},
	{Key: "coordination_hours", Label: "Coordinators’ hours in a year", Unit: "h"},
	{Key: "hour_cost", Label: "Cost of an hour", Unit: "money"},
	{Key: "hours_around", Label: "Hours each person spends around a meeting", Unit: "h"},
	{Key: "training_hours", Label: "Hours each person is trained", Unit: "h"},
	{Key: "baseline_attrition", Label: "Comparable people who leave in a year", Unit: "%", Share: true},
	{Key: "participants_attrition", Label: "Participants who leave in a year", Unit: "%", Share: true},
	{Key: "replacement_cost", Label: "Cost of replacing somebody", Unit: "money"},
	{Key: "attributed", Label: "Share of the difference that is mentoring’s", Unit: "%", Share: true},
	{Key: "spread", Label: "How far low and high lie from the base", Unit: "%", Share: true},
}

var partWords = map[string]string{"tooling": "Tools", "coordination": "Coordination", "meetings": "Time in meetings",
	"around": "Time around meetings", "training": "Training"}

var lackWords = []view.ROILack{
	{Name: "people", Words: "Nobody took part in this year, so there is nothing to set against the cost."},
	{Name: "hours", Words: "No log of these meetings says how long it was, so nobody knows what the time cost."},
	{Name: "baseline", Words: "There is no baseline: how many comparable people leave in a year without the programme. Without it nobody can say what would have happened, so there is no ratio."},
	{Name: "missing", Words: "There is no ratio until these are given:"},
	{Name: "nothing", Words: "It cost nothing, so there is no ratio."},
	{Name: "large", Words: "One of the numbers is too large to be meant, so there is no ratio."},
}

func (r *revealer) roi(p *view.Program, rec *record.Program) *view.ROI {
	effort := r.measured.Effort(rec.ID)
	roi := measure.NewROI(effort, inPerCent(rec.ROI))
	shown := &view.ROI{Program: p, ID: "pb-roi-" + p.ID, Given: rec.ROI != nil, Record: r.record(rec.Path), From: effort.Year.From, To: effort.Year.To,
		Currency: "EUR", People: effort.People, Days: effort.Days, Attendances: effort.Attendances, Hours: effort.Hours()}
	if rec.ROI != nil && rec.ROI.Currency != "" {
		shown.Currency = rec.ROI.Currency
	}
	for _, f := range effort.Figures() {
		shown.Figures = append(shown.Figures, r.figure(f, view.ROIPath))
	}
	for i, input := range roi.Inputs {
		in := inputWords[i]
		if in.Unit == "money" {
			in.Unit = shown.Currency
		}
		if input.Value != nil {
			in.Value = plainNumber(*input.Value, in.Share)
		}
		if in.Key == "spread" {
			in.Default = plainNumber(measure.DefaultSpread, true)
		}
		shown.Inputs = append(shown.Inputs, in)
		if slices.Contains(roi.Missing, input.Key) {
			shown.Missing = append(shown.Missing, in.Label)
		}
	}
	for _, part := range roi.Parts {
		hours := ""
		if part.Name != "tooling" {
			hours = view.Known(part.Hours, view.Tenths)
		}
		shown.Parts = append(shown.Parts, view.ROIPart{Name: part.Name, Words: partWords[part.Name], Hours: hours, Cost: view.Known(part.Cost, view.Money)})
	}
	for _, c := range roi.Cases {
		shown.Cases = append(shown.Cases, view.ROICase{Name: c.Name, Numbers: view.ROINumbers{Cost: c.Cost, Benefit: c.Benefit, Net: c.Net, Ratio: c.Ratio, BreakEven: c.BreakEven},
			Cost: view.Known(c.Cost, view.Money), Benefit: view.Known(c.Benefit, view.Money), Net: view.Known(c.Net, view.Money), Ratio: view.Known(c.Ratio, view.Hundredths), BreakEven: view.Known(c.BreakEven, view.Points)})
	}
	for _, l := range lackWords {
		l.Holds = slices.Contains(roi.Lacks, measure.Lack(l.Name))
		shown.Lacks = append(shown.Lacks, l)
	}
	return shown
}

// inPerCent takes every share for the per cent that people read, so that what
// the browser reads there is the number that is computed with here.
func inPerCent(roi *record.ROI) *record.ROI {
	if roi == nil {
		return nil
	}
	read := *roi
	for _, share := range []**float64{&read.BaselineAttrition, &read.ParticipantsAttrition, &read.Attributed, &read.Spread} {
		if *share != nil {
			x := toPerCent(**share) / 100
			*share = &x
		}
	}
	return &read
}

func toPerCent(share float64) float64 { return math.Round(share*1e8) / 1e6 }

// plainNumber writes a number as an input of a page holds it.
func plainNumber(x float64, share bool) string {
	if share {
		x = toPerCent(x)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}
