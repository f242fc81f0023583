package site

import "pairbook/generator/internal/view"

// roiPage is the benefit and the cost of each programme.
type roiPage struct {
	Frame
	Weighing string // the path of the script that weighs in the browser
	Worths   []*view.ROI
}

func (b *builder) addWorth(programme *node) {
	if len(b.shown.ROIs) == 0 {
		return
	}
	b.page("roi.html", "roi", func(f Frame) (any, error) {
		f.Title, f.Summary = "Benefit and cost", "What the programme cost in a year, what it may have been worth, and every guess behind the two."
		f.Crumbs = []view.Link{home, {Words: f.Title}}
		return &roiPage{f, b.theme.assets["roi.js"].path, b.shown.ROIs}, nil
	})
	programme.list("Benefit and cost", "roi.html")
	b.json(view.ROIPath, func() any { return b.roiJSON() })
}

// roiJSON is api/v1/roi.json.
type roiJSON struct {
	AsOf     string      `json:"as_of"`
	Programs []worthJSON `json:"programs"`
}

type worthJSON struct {
	Program  string                     `json:"program"`
	From     string                     `json:"from"`
	To       string                     `json:"to"`
	Currency string                     `json:"currency"`
	Figures  []figureJSON               `json:"figures"`
	Cases    map[string]view.ROINumbers `json:"cases"`
	Missing  []string                   `json:"missing"`
}

func (b *builder) roiJSON() roiJSON {
	out := roiJSON{AsOf: b.shown.AsOf.String(), Programs: []worthJSON{}}
	for _, roi := range b.shown.ROIs {
		worth := worthJSON{roi.Program.ID, roi.From.String(), roi.To.String(), roi.Currency, figuresJSON(roi.Figures), map[string]view.ROINumbers{}, append([]string{}, roi.Missing...)}
		for _, c := range roi.Cases {
			worth.Cases[c.Name] = c.Numbers
		}
		out.Programs = append(out.Programs, worth)
	}
	return out
}
