package site

import (
	"math"
	"strconv"
	"strings"
)

// roiPage is the benefit and the cost of each programme.
type roiPage struct {
	Frame
	Weighing string // the path of the script that weighs in the browser
	Worths   []*Worth
}

func (b *builder) addWorth(programme *node) {
	if len(b.shown.Worths) == 0 {
		return
	}
	b.page("roi.html", "roi", func(f Frame) (any, error) {
		f.Title, f.Summary = "Benefit and cost", "What the programme cost in a year, what it may have been worth, and every guess behind the two."
		f.Crumbs = []Link{home, {Words: f.Title}}
		return &roiPage{f, b.theme.assets["roi.js"].path, b.shown.Worths}, nil
	})
	programme.list("Benefit and cost", "roi.html")
	b.json(roiPath, func() any { return b.roiJSON() })
}

// The words for numbers below are those of roi.js, letter by letter.

// known writes a number, or says that nobody knows it.
func known(x *float64, write func(float64) string) string {
	if x == nil {
		return "not known"
	}
	return write(*x)
}

// rounded writes a number with so many decimals, its thousands apart and its
// sign in front; what rounds to nothing has none.
func rounded(x float64, decimals int) string {
	scale := math.Pow10(decimals)
	digits := strconv.FormatFloat(math.Round(math.Abs(x)*scale)/scale, 'f', decimals, 64)
	whole, rest, _ := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	if x < 0 && strings.Trim(digits, "0.") != "" {
		return "−" + whole
	}
	return whole
}

func money(x float64) string      { return rounded(x, 0) }
func tenths(x float64) string     { return rounded(x, 1) }
func hundredths(x float64) string { return rounded(x, 2) }
func points(x float64) string     { return rounded(x*100, 1) }

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

// roiJSON is api/v1/roi.json.
type roiJSON struct {
	AsOf     string      `json:"as_of"`
	Programs []worthJSON `json:"programs"`
}

type worthJSON struct {
	Program  string                  `json:"program"`
	From     string                  `json:"from"`
	To       string                  `json:"to"`
	Currency string                  `json:"currency"`
	Figures  []figureJSON            `json:"figures"`
	Cases    map[string]WorthNumbers `json:"cases"`
	Missing  []string                `json:"missing"`
}

func (b *builder) roiJSON() roiJSON {
	out := roiJSON{AsOf: b.shown.AsOf.String(), Programs: []worthJSON{}}
	for _, w := range b.shown.Worths {
		worth := worthJSON{w.Program.ID, w.From.String(), w.To.String(), w.Currency, figuresJSON(w.Figures), map[string]WorthNumbers{}, append([]string{}, w.Missing...)}
		for _, c := range w.Cases {
			worth.Cases[c.Name] = c.Numbers
		}
		out.Programs = append(out.Programs, worth)
	}
	return out
}
