package measure

import (
	"math"

	"pairbook/generator/internal/record"
)

// Benefit and cost of a programme in one year.
//
//	hours      = coordination + in meetings + around them × attendances + training × people        (h)
//	cost       = tooling + hours × cost of an hour                                                (money)
//	difference = baseline attrition − participants' attrition                                     (share of people, by year)
//	benefit    = years × difference × cost of replacing one × share attributed to mentoring      (money)
//	net        = benefit − cost
//	ratio      = benefit ÷ cost
//	break-even = cost ÷ (years × cost of replacing one × share attributed)                       (share of people, by year)
//
// People have the chance of a year to leave in a year, so the benefit counts each
// by the share of it in which they took part ([Effort.Years]). What may last after
// that counts nothing, as no record can tell it.
//
// This is the base case. The low and the high case move every estimate by the
// spread to its worse and its better side: an hour's cost, the difference, the
// cost of replacing somebody, and the share attributed, which is never above 1.
//
// themes/default/assets/roi.js has the same formulas in the same order, so that
// the browser gets the same numbers; a test compares the two.

// DefaultSpread is the distance of the low and the high case from the base,
// unless the programme sets one.
const DefaultSpread = 0.25

// Input is a number that the comparison needs, by its key in the programme's
// record; Value is nil when the record does not give it.
type Input struct {
	Key   string
	Value *float64
}

// Case is one comparison of benefit and cost; a number is nil where an input is
// missing or where it makes no sense.
type Case struct {
	Name                                 string // low, base, high
	Cost, Benefit, Net, Ratio, BreakEven *float64
}

// Part is an item of cost: its hours, nil for a direct expense, and its cost in
// the base case.
type Part struct {
	Name        string // tooling, coordination, meetings, around, training
	Hours, Cost *float64
}

// Lack is a reason why there is no ratio.
type Lack string

// The lacks, in the order in which they are shown.
const (
	NoPeople   Lack = "people"   // nobody took part
	NoHours    Lack = "hours"    // no log says how long a meeting was
	NoBaseline Lack = "baseline" // the baseline attrition is unknown
	NoInput    Lack = "missing"  // another input is missing
	NoCost     Lack = "nothing"  // the cost is 0 or less
	NoSense    Lack = "large"    // a number is too large to be meaningful
)

// ROI is the return on a programme in a year: its benefit and its cost.
type ROI struct {
	Effort  Effort
	Inputs  []Input // in the order of the record
	Missing []string
	Parts   [5]Part // of the cost
	Cases   [3]Case // low, base, high
	Lacks   []Lack
}

// NewROI compares the benefit of an effort with its cost. If inputs is nil, every
// input is missing.
func NewROI(e Effort, inputs *record.ROI) ROI {
	if inputs == nil {
		inputs = &record.ROI{}
	}
	in := *inputs
	roi := ROI{Effort: e, Inputs: []Input{
		{"tooling", in.Tooling}, {"coordination_hours", in.CoordinationHours}, {"hour_cost", in.HourCost}, {"hours_around", in.HoursAround},
		{"training_hours", in.TrainingHours}, {"baseline_attrition", in.BaselineAttrition}, {"participants_attrition", in.ParticipantsAttrition},
		{"replacement_cost", in.ReplacementCost}, {"attributed", in.Attributed}, {"spread", in.Spread},
	}}
	if in.Spread == nil {
		spread := DefaultSpread
		in.Spread = &spread
		roi.Inputs[len(roi.Inputs)-1].Value = &spread
	}
	for _, i := range roi.Inputs {
		if i.Value == nil {
			roi.Missing = append(roi.Missing, i.Key)
		}
	}
	for i, name := range []string{"low", "base", "high"} {
		roi.Cases[i] = compareCase(name, e, in, float64(i-1)**in.Spread)
	}
	roi.Parts = parts(e, in)
	roi.Lacks = roi.lacks(in)
	return roi
}

// parts returns the items of cost.
func parts(e Effort, in record.ROI) [5]Part {
	parts := [5]Part{
		{Name: "tooling", Cost: in.Tooling},
		{Name: "coordination", Hours: in.CoordinationHours},
		{Name: "meetings", Hours: e.Hours()},
		{Name: "around", Hours: scaleHours(in.HoursAround, e.Attendances)},
		{Name: "training", Hours: scaleHours(in.TrainingHours, e.People)},
	}
	for i := range parts {
		if p := &parts[i]; i > 0 && allKnown(p.Hours, in.HourCost) {
			p.Cost = plausible(*p.Hours * *in.HourCost)
		}
	}
	return parts
}

func scaleHours(hours *float64, n int) *float64 {
	if hours == nil {
		return nil
	}
	return plausible(*hours * float64(n))
}

// compareCase compares benefit and cost with the estimates moved by lean: to their
// worse side when negative, to their better side when positive. The conversions
// prevent a fused multiply-add, which would round differently on some machines.
func compareCase(name string, e Effort, in record.ROI, lean float64) Case {
	c := Case{Name: name}
	hours := e.Hours()
	if allKnown(hours, in.Tooling, in.CoordinationHours, in.HourCost, in.HoursAround, in.TrainingHours) {
		around := float64(*in.HoursAround * float64(e.Attendances))
		training := float64(*in.TrainingHours * float64(e.People))
		sum := float64(float64(float64(*in.CoordinationHours+*hours)+around) + training)
		c.Cost = plausible(*in.Tooling + float64(float64(sum**in.HourCost)*float64(1-lean)))
	}
	if e.People == 0 || !allKnown(in.ReplacementCost, in.Attributed) {
		return c
	}
	if allKnown(in.BaselineAttrition, in.ParticipantsAttrition) {
		difference := *in.BaselineAttrition - *in.ParticipantsAttrition
		better := 1 + lean
		if difference < 0 {
			better = 1 - lean
		}
		c.Benefit = plausible(float64(difference*better) * retentionValue(e, in, better))
	}
	if allKnown(c.Cost, c.Benefit) {
		c.Net = plausible(*c.Benefit - *c.Cost)
	}
	if allKnown(c.Cost, c.Benefit) && *c.Cost > 0 {
		c.Ratio = plausible(*c.Benefit / *c.Cost)
	}
	if gain := retentionValue(e, in, 1+lean); c.Cost != nil && gain > 0 {
		c.BreakEven = plausible(*c.Cost / gain)
	}
	return c
}

// retentionValue is what it would be worth if nobody left for as long as they took
// part, times the share attributed to mentoring.
func retentionValue(e Effort, in record.ROI, better float64) float64 {
	return e.Years() * float64(float64(*in.ReplacementCost*better)*min(1, float64(*in.Attributed*better)))
}

func (roi ROI) lacks(in record.ROI) []Lack {
	var lacks []Lack
	missing := len(roi.Missing)
	if in.BaselineAttrition == nil {
		missing--
	}
	base := roi.Cases[1]
	for _, l := range []struct {
		is   bool
		lack Lack
	}{
		{roi.Effort.People == 0, NoPeople},
		{roi.Effort.Hours() == nil, NoHours},
		{in.BaselineAttrition == nil, NoBaseline},
		{missing > 0, NoInput},
		{base.Cost != nil && *base.Cost <= 0, NoCost},
	} {
		if l.is {
			lacks = append(lacks, l.lack)
		}
	}
	if lacks == nil && base.Ratio == nil {
		lacks = []Lack{NoSense}
	}
	return lacks
}

func allKnown(values ...*float64) bool {
	for _, v := range values {
		if v == nil {
			return false
		}
	}
	return true
}

// plausible returns x, or nil when x is NaN or at least 10^15 and so cannot be
// meant.
func plausible(x float64) *float64 {
	if math.IsNaN(x) || math.Abs(x) >= 1e15 {
		return nil
	}
	return &x
}
