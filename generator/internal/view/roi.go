package view

import (
	"strconv"
	"strings"

	"pairbook/generator/internal/when"
)

// ROI is the return on a programme in a year: its benefit and its cost.
type ROI struct {
	Program  *Program
	ID       string // of its part of the page
	Given    bool   // the programme gives inputs
	Record   Record // of the programme
	From, To when.Date
	Currency string
	Figures  []Figure
	Inputs   []ROIInput
	Parts    []ROIPart
	Cases    []ROICase // low, base, high
	Lacks    []ROILack
	Missing  []string // labels of inputs

	// What the script computes with.
	People, Days, Attendances int
	Hours                     *float64
}

// ROIInput is an input as people read and write it: a share in per cent.
type ROIInput struct {
	Key, Label, Unit string
	Share            bool
	Value            string // "" when it is not given
	Default          string // what holds then, "" for nothing
}

// ROIPart is an item of cost.
type ROIPart struct {
	Name, Words string
	Hours, Cost string
}

// ROICase is one comparison of benefit and cost, in words.
type ROICase struct {
	Name                                 string
	Numbers                              ROINumbers
	Cost, Benefit, Net, Ratio, BreakEven string
}

// ROINumbers is one comparison of benefit and cost; a number that is not known is
// nil.
type ROINumbers struct {
	Cost      *float64 `json:"cost"`
	Benefit   *float64 `json:"benefit"`
	Net       *float64 `json:"net"`
	Ratio     *float64 `json:"ratio"`
	BreakEven *float64 `json:"break_even"`
}

// ROILack is a reason why there is no ratio; Holds reports whether it applies to
// the inputs that the programme gives.
type ROILack struct {
	Name, Words string
	Holds       bool
}

// Row is one line of the comparison, with a cell for each case.
type Row struct {
	Name, Words, Unit string
	Cells             []string
}

// Rows returns the comparison line by line.
func (roi *ROI) Rows() []Row {
	rows := []Row{
		{Name: "cost", Words: "Cost", Unit: roi.Currency},
		{Name: "benefit", Words: "Benefit", Unit: roi.Currency},
		{Name: "net", Words: "Net return", Unit: roi.Currency},
		{Name: "ratio", Words: "Ratio", Unit: "to 1"},
		{Name: "break-even", Words: "Break-even", Unit: "points"},
	}
	for _, c := range roi.Cases {
		for i, cell := range []string{c.Cost, c.Benefit, c.Net, c.Ratio, c.BreakEven} {
			rows[i].Cells = append(rows[i].Cells, cell)
		}
	}
	return rows
}

// HoursData returns the hours in meetings as the script reads them, "" if they are
// unknown.
func (roi *ROI) HoursData() string {
	if roi.Hours == nil {
		return ""
	}
	return strconv.FormatFloat(*roi.Hours, 'g', -1, 64)
}

// MissingWords returns the labels of the missing inputs.
func (roi *ROI) MissingWords() string { return strings.Join(roi.Missing, "; ") }

// Names returns the names of the cases, in order.
func (roi *ROI) Names() []string {
	var names []string
	for _, c := range roi.Cases {
		names = append(names, c.Name)
	}
	return names
}
