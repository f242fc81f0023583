package view

import (
	"cmp"
	"strings"

	"pairbook/generator/internal/when"
)

// Sum is the value again with the numbers that it is made of.
func (f Figure) Sum() string {
	if f.Metric.ID == "satisfaction" && f.Denominator != nil {
		return Quantity(*f.Numerator) + " points, from 0 to 1 an answer, " + f.Of
	}
	if f.Of != "" && f.Denominator != nil && !f.Few() {
		return f.Of
	}
	if f.After != "" && f.Of != "" {
		return f.Number + " " + f.After + ", " + f.Of
	}
	return strings.Join(strings.Fields(f.Number+" "+f.After+" "+f.Of), " ")
}

// Parts are the two numbers of a ratio in words.
func (f Figure) Parts() string { return Quantity(*f.Numerator) + " of " + Quantity(*f.Denominator) }

// Ratio is the two numbers of a ratio, where there is no room for what they count.
func (f Figure) Ratio() string { return Quantity(*f.Numerator) + "/" + Quantity(*f.Denominator) }

// Few reports whether the figure is a share of fewer than three, of which a percentage
// tells nothing: the number is "1 of 2" then.
func (f Figure) Few() bool { return f.Denominator != nil && *f.Denominator < 3 }

// Likely is the interval in words, empty without one or where there are few.
func (f Figure) Likely() string {
	if f.Interval == nil || f.Few() {
		return ""
	}
	return "likely between " + Percentage(f.Interval.Low) + " and " + Percentage(f.Interval.High)
}

// Beside is what stands beside the number in a table.
func (f Figure) Beside() string {
	switch {
	case f.Denominator == nil:
		return cmp.Or(f.After, f.Of)
	case f.Metric.ID == "satisfaction":
		return f.Of
	case f.Few():
		return ""
	}
	return f.Ratio()
}

// Figure is a metric's value with its proof. Label is what it is called where
// it stands. Number and After are the value in words: "71 %", "12" and
// "meetings"; Of is "10 of 14", or of few only what they are. Without a value, Unavailable says why.
type Figure struct {
	Metric                        Metric
	Label                         string
	Value, Numerator, Denominator *float64
	Interval                      *Interval
	Number, After, Of             string
	Records                       []Record
	Groups                        []RecordGroup
	More                          int // records that are not in Groups
	API                           string
	Unavailable                   string
	From, AsOf                    when.Date // what it is of; From only within a period
	Change                        *Change
}

// Interval is where a share lies with a confidence of Level.
type Interval struct {
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Level  float64 `json:"level"`
	Method string  `json:"method"`
}

// Record is a record that a figure was computed from: its path as it may be
// told, and its address, "" when there is no repository to link to.
type Record struct {
	Path, Address string
}

// RecordGroup is the records of one folder, in short words.
type RecordGroup struct {
	Folder  string
	Records []Link
}

// Metric is a definition.
type Metric struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Unit       string `json:"unit"`
	Definition string `json:"definition"`
	Better     string `json:"better"`
	Of         string `json:"-"` // what it is measured of, in a heading's words
}

// Of returns the figure of a metric; one without a value where there is none.
func Of(figures []Figure, metric string) Figure {
	for _, f := range figures {
		if f.Metric.ID == metric {
			return f
		}
	}
	return Figure{Unavailable: "Not measured."}
}

// Change is how a figure has moved, in words: which way, by how much and since when.
// Better tells that it has moved to the better side.
type Change struct {
	Words  string
	Better bool
	Before *Figure
}

// Snapshot is a cohort's figures as of another day; From is not 0 when they
// are of what happened from then on.
type Snapshot struct {
	Cohort   Link
	ID       string // the cohort's
	From, On when.Date
	Figures  []Figure
}

// Figure is the snapshot's figure of a metric; one without a value when it has
// none.
func (s Snapshot) Figure(metric string) Figure { return Of(s.Figures, metric) }
