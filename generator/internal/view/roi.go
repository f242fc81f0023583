package view

import (
	"strconv"
	"strings"

	"pairbook/generator/internal/when"
)

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

// Row is one line of the weighing, through all cases.
type Row struct {
	Name, Words, Unit string
	Cells             []string
}

// Rows are the weighing, line by line.
func (w *Worth) Rows() []Row {
	rows := []Row{
		{Name: "cost", Words: "Cost", Unit: w.Currency},
		{Name: "benefit", Words: "Benefit", Unit: w.Currency},
		{Name: "net", Words: "Net return", Unit: w.Currency},
		{Name: "ratio", Words: "Ratio", Unit: "to 1"},
		{Name: "break-even", Words: "Break-even", Unit: "points"},
	}
	for _, c := range w.Cases {
		for i, cell := range []string{c.Cost, c.Benefit, c.Net, c.Ratio, c.BreakEven} {
			rows[i].Cells = append(rows[i].Cells, cell)
		}
	}
	return rows
}

// HoursData is the hours in meetings for the script, "" when nobody knows them.
func (w *Worth) HoursData() string {
	if w.Hours == nil {
		return ""
	}
	return strconv.FormatFloat(*w.Hours, 'g', -1, 64)
}

// MissingWords are the inputs that are missing.
func (w *Worth) MissingWords() string { return strings.Join(w.Missing, "; ") }

// Names are the cases' in order.
func (w *Worth) Names() []string {
	var names []string
	for _, c := range w.Cases {
		names = append(names, c.Name)
	}
	return names
}
