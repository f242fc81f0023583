package site

import "pairbook/generator/internal/when"

// Worth is the benefit and the cost of a programme in a year.
type Worth struct {
	Program  *Program
	ID       string // of its part of the page
	Given    bool   // the programme gives inputs
	Record   Record // of the programme
	From, To when.Date
	Currency string
	Figures  []Figure
	Inputs   []WorthInput
	Parts    []WorthPart
	Cases    []WorthCase // low, base, high
	Lacks    []WorthLack
	Missing  []string // labels of inputs

	// What the script computes with.
	People, Attendances int
	Hours               *float64
}

// WorthInput is an input as people read and write it: a share in per cent.
type WorthInput struct {
	Key, Label, Unit string
	Share            bool
	Value            string // "" when it is not given
	Default          string // what holds then, "" for nothing
}

// WorthPart is something that costs.
type WorthPart struct {
	Name, Words string
	Hours, Cost string
}

// WorthCase is one way to weigh, in words.
type WorthCase struct {
	Name                                 string
	Numbers                              WorthNumbers
	Cost, Benefit, Net, Ratio, BreakEven string
}

// WorthNumbers is one way to weigh in numbers, nil what is not known.
type WorthNumbers struct {
	Cost      *float64 `json:"cost"`
	Benefit   *float64 `json:"benefit"`
	Net       *float64 `json:"net"`
	Ratio     *float64 `json:"ratio"`
	BreakEven *float64 `json:"break_even"`
}

// WorthLack is a reason why there is no ratio; Holds tells that it is so with
// the inputs that the programme gives.
type WorthLack struct {
	Name, Words string
	Holds       bool
}
