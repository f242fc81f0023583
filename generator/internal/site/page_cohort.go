package site

import (
	"fmt"
	"strings"

	"pairbook/generator/internal/chart"
)

// cohortsPage lists the cohorts.
type cohortsPage struct {
	Frame
	Cohorts []*Cohort
}

// cohortPage is a cohort's dashboard.
type cohortPage struct {
	Frame
	Cohort    *Cohort
	Tiles     []Figure
	More      []Figure
	Held      int
	Funnel    Drawing
	Weekly    Drawing
	Retention Drawing
	Coming    []Event
	Past      []Event
}

// tiles are the figures that open a dashboard, in this order.
var tiles = []string{"met", "cadence_kept", "follow_through", "sessions_held", "goal_progress", "time_to_first", "retention", "satisfaction"}

func (b *builder) cohortsPage(f Frame) (any, error) {
	f.Title, f.Summary = "Cohorts", "The groups that start and finish together: now, next and before."
	f.Crumbs = []Link{home, {Words: "Cohorts"}}
	return &cohortsPage{f, b.cohortsIn()}, nil
}

func (b *builder) cohortPage(f Frame, c *Cohort) any {
	f.Title, f.Summary = c.Name, c.summary()
	f.Crumbs = []Link{home, {Words: "Cohorts", Path: "cohorts/index.html"}, {Words: c.Name}}
	p := &cohortPage{Frame: f, Cohort: c}
	p.Tiles, p.More = split(c.Figures, tiles, c.Program.Asks)
	for _, e := range c.Events {
		if e.Past {
			p.Past = append(p.Past, e)
		} else {
			p.Coming = append(p.Coming, e)
		}
	}
	for _, w := range c.Weekly {
		p.Held += w.Held
	}
	if len(c.Funnel) > 0 && c.Funnel[0].Count > 0 {
		p.Funnel = c.drawFunnel()
	}
	if p.Held > 0 {
		p.Weekly = c.drawWeekly(p.Held)
	}
	if len(c.Retention) > 1 {
		p.Retention = c.drawRetention()
	}
	return p
}

func (c *Cohort) summary() string {
	words := fmt.Sprintf("%s to %s, %s", c.Starts.Long(), c.Ends.Long(), c.Words)
	if c.Program != nil {
		words = c.Program.Name + ": " + words
	}
	return words + "."
}

func (c *Cohort) drawFunnel() Drawing {
	chartOf := chart.Bars{What: "step", Unit: "people", Heading: chart.Heading{ID: "pb-funnel", Title: "From enrolling to completing",
		Note: "Mentees and peers; each step counts by itself"}}
	var words []string
	whole := c.Funnel[0].Count
	for i, s := range c.Funnel {
		bar := chart.Bar{Label: s.Name, Value: s.Count}
		if i > 0 {
			bar.Note = percentage(float64(s.Count) / float64(whole))
		}
		chartOf.Bars = append(chartOf.Bars, bar)
		words = append(words, fmt.Sprintf("%s: %d", strings.ToLower(s.Name), s.Count))
	}
	chartOf.Description = sentence(strings.Join(words, ", ")) + "."
	return chartOf.HTML()
}

func (c *Cohort) drawWeekly(held int) Drawing {
	monthly := len(c.Weekly) > 1 && c.Weekly[1].From.Sub(c.Weekly[0].From) > 7
	title, period := "Meetings a week", "week from"
	if monthly {
		title, period = "Meetings a month", "month from"
	}
	columns := chart.Columns{Period: period, Unit: "meetings", Heading: chart.Heading{ID: "pb-weekly", Title: title,
		Note: "Counted from " + c.Starts.Long()}}
	most := c.Weekly[0]
	for _, w := range c.Weekly {
		label := w.From.Time().Format("2 Jan")
		if monthly {
			label = w.From.Time().Format("Jan 2006")
		}
		columns.Values = append(columns.Values, chart.Column{Label: label, Value: w.Held})
		if w.Held > most.Held {
			most = w
		}
	}
	columns.Description = fmt.Sprintf("%s in all; the most, %d, from %s.", plural(held, "meeting", "meetings"), most.Held, most.From.Long())
	return columns.HTML()
}

func (c *Cohort) drawRetention() Drawing {
	steps := chart.Steps{Period: "week", AtRisk: "pairings at that point", EndWord: "still meeting",
		Heading: chart.Heading{ID: "pb-retention", Title: "Still meeting", Note: "Share of pairings by weeks since their start; an early ending lowers it"}}
	endings := 0
	for i, w := range c.Retention {
		if i == 0 {
			steps.Points = append(steps.Points, chart.Point{At: 0, Share: 1, N: w.AtRisk})
		}
		endings += w.Endings
		steps.Points = append(steps.Points, chart.Point{At: w.Week + 1, Share: w.Share, N: w.AtRisk - w.Endings})
	}
	last := c.Retention[len(c.Retention)-1]
	steps.Description = fmt.Sprintf("%s started, %s ended early; after week %d an estimated %s still meet.",
		plural(c.Retention[0].AtRisk, "pairing", "pairings"), inWords(endings), last.Week+1, percentage(last.Share))
	return steps.HTML()
}

// TurnTo is whom the cohort's people may turn to.
func (c *Cohort) TurnTo() TurnTo {
	return TurnTo{c.Coordinators, c.Program.Help, c.Program.Safeguarding}
}

// API is where the cohort's figures lie as data.
func (c *Cohort) API() string { return apiPath(c.ID) }

// Started tells whether any pairing has, so that there is something to count.
func (c *Cohort) Started() bool { return len(c.Retention) > 0 }
