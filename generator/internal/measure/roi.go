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
//	benefit    = people × difference × cost of replacing one × share attributed to mentoring      (money)
//	net        = benefit − cost
//	ratio      = benefit ÷ cost
//	break-even = cost ÷ (people × cost of replacing one × share attributed)                       (share of people, by year)
//
// The base case is this. The low and the high case take every guess by the
// spread to its worse and its better side: an hour's cost, the difference, the
// cost of replacing somebody and the share attributed, which is never above 1.
//
// themes/default/assets/roi.js has the same formulas in the same order, so that
// the browser comes to the same numbers; a test compares the two.

// DefaultSpread is how far the low and the high case lie from the base, where
// the programme does not say.
const DefaultSpread = 0.25

// Input is one number that the weighing needs: its key in the programme's
// record, nil when the record does not give it.
type Input struct {
	Key   string
	Value *float64
}

// Case is one way to weigh benefit and cost, nil where an input is missing or
// where it makes no sense.
type Case struct {
	Name                                 string // low, base, high
	Cost, Benefit, Net, Ratio, BreakEven *float64
}

// Part is one thing that costs: its hours, nil for what costs money at once, and
// what it costs in the base case.
type Part struct {
	Name        string // tooling, coordination, meetings, around, training
	Hours, Cost *float64
}

// Lack says why there is no ratio.
type Lack string

// The lacks, in the order in which they are told.
const (
	NoPeople   Lack = "people"   // nobody took part
	NoHours    Lack = "hours"    // no log says how long a meeting was
	NoBaseline Lack = "baseline" // nobody knows what would have been without
	NoInput    Lack = "missing"  // another input is missing
	NoCost     Lack = "nothing"  // the cost is nothing
	NoSense    Lack = "large"    // a number is too large to be meant
)

// Worth is the benefit and the cost of a year.
type Worth struct {
	Effort  Effort
	Inputs  []Input // in the order of the record
	Missing []string
	Parts   [5]Part // of the cost
	Cases   [3]Case // low, base, high
	Lacks   []Lack
}

// Weigh sets the benefit against the cost of an effort. Without inputs all that
// needs one is missing.
func Weigh(e Effort, roi *record.ROI) Worth {
	if roi == nil {
		roi = &record.ROI{}
	}
	in := *roi
	w := Worth{Effort: e, Inputs: []Input{
		{"tooling", in.Tooling}, {"coordination_hours", in.CoordinationHours}, {"hour_cost", in.HourCost}, {"hours_around", in.HoursAround},
		{"training_hours", in.TrainingHours}, {"baseline_attrition", in.BaselineAttrition}, {"participants_attrition", in.ParticipantsAttrition},
		{"replacement_cost", in.ReplacementCost}, {"attributed", in.Attributed}, {"spread", in.Spread},
	}}
	if in.Spread == nil {
		spread := DefaultSpread
		in.Spread = &spread
		w.Inputs[len(w.Inputs)-1].Value = &spread
	}
	for _, i := range w.Inputs {
		if i.Value == nil {
			w.Missing = append(w.Missing, i.Key)
		}
	}
	for i, name := range []string{"low", "base", "high"} {
		w.Cases[i] = weighCase(name, e, in, float64(i-1)**in.Spread)
	}
	w.Parts = parts(e, in)
	w.Lacks = w.lacks(in)
	return w
}

// parts says what each thing costs.
func parts(e Effort, in record.ROI) [5]Part {
	parts := [5]Part{
		{Name: "tooling", Cost: in.Tooling},
		{Name: "coordination", Hours: in.CoordinationHours},
		{Name: "meetings", Hours: e.Hours()},
		{Name: "around", Hours: times(in.HoursAround, e.Attendances)},
		{Name: "training", Hours: times(in.TrainingHours, e.People)},
	}
	for i := range parts {
		if p := &parts[i]; i > 0 && all(p.Hours, in.HourCost) {
			p.Cost = sensible(*p.Hours * *in.HourCost)
		}
	}
	return parts
}

func times(hours *float64, n int) *float64 {
	if hours == nil {
		return nil
	}
	return sensible(*hours * float64(n))
}

// weighCase takes the guesses by lean to the worse side, or by a positive lean
// to the better. The conversions keep a machine that multiplies and adds in one
// step from rounding differently.
func weighCase(name string, e Effort, in record.ROI, lean float64) Case {
	c := Case{Name: name}
	hours := e.Hours()
	if all(hours, in.Tooling, in.CoordinationHours, in.HourCost, in.HoursAround, in.TrainingHours) {
		around := float64(*in.HoursAround * float64(e.Attendances))
		training := float64(*in.TrainingHours * float64(e.People))
		sum := float64(float64(float64(*in.CoordinationHours+*hours)+around) + training)
		c.Cost = sensible(*in.Tooling + float64(float64(sum**in.HourCost)*float64(1-lean)))
	}
	if e.People == 0 || !all(in.ReplacementCost, in.Attributed) {
		return c
	}
	if all(in.BaselineAttrition, in.ParticipantsAttrition) {
		difference := *in.BaselineAttrition - *in.ParticipantsAttrition
		better := 1 + lean
		if difference < 0 {
			better = 1 - lean
		}
		c.Benefit = sensible(float64(float64(e.People)*float64(difference*better)) * each(in, better))
	}
	if all(c.Cost, c.Benefit) {
		c.Net = sensible(*c.Benefit - *c.Cost)
	}
	if all(c.Cost, c.Benefit) && *c.Cost > 0 {
		c.Ratio = sensible(*c.Benefit / *c.Cost)
	}
	if gain := float64(e.People) * each(in, 1+lean); c.Cost != nil && gain > 0 {
		c.BreakEven = sensible(*c.Cost / gain)
	}
	return c
}

// each is what it is worth that one person stays, as far as mentoring made them.
func each(in record.ROI, better float64) float64 {
	return float64(*in.ReplacementCost*better) * min(1, float64(*in.Attributed*better))
}

func (w Worth) lacks(in record.ROI) []Lack {
	var lacks []Lack
	missing := len(w.Missing)
	if in.BaselineAttrition == nil {
		missing--
	}
	base := w.Cases[1]
	for _, l := range []struct {
		is   bool
		lack Lack
	}{
		{w.Effort.People == 0, NoPeople},
		{w.Effort.Hours() == nil, NoHours},
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

func all(values ...*float64) bool {
	for _, v := range values {
		if v == nil {
			return false
		}
	}
	return true
}

// sensible is a number that can be meant; one beyond a thousand million million
// is none.
func sensible(x float64) *float64 {
	if math.IsNaN(x) || math.Abs(x) >= 1e15 {
		return nil
	}
	return &x
}
