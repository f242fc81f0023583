package site

import (
	"fmt"
	"slices"

	"pairbook/generator/internal/view"
)

// cohortsPage lists the cohorts.
type cohortsPage struct {
	Frame
	Cohorts []*view.Cohort
}

// cohortPage is a cohort's dashboard.
type cohortPage struct {
	Frame
	Cohort    *view.Cohort
	Tiles     []view.Figure
	More      []view.Figure
	Held      int
	Funnel    Drawing
	Weekly    Drawing
	Calendar  Drawing
	Retention Drawing
	Answers   Drawing // satisfaction, round by round
	Exports   []view.Link
	Coming    []view.Event
	Past      []view.Event
}

// tiles are the figures that open a dashboard, in this order.
var tiles = []string{"met", "cadence_kept", "follow_through", "sessions_held", "goal_progress", "met_within", "retention", "satisfaction"}

// Export is the way to a table as CSV, a link that leads nowhere when there is
// none of that name.
func (p *cohortPage) Export(name string) view.Link {
	for _, l := range p.Exports {
		if l.Words == name {
			return l
		}
	}
	return view.Link{}
}

func (b *builder) cohortsPage(f Frame) (any, error) {
	f.Title, f.Summary = "Cohorts", "The groups that start and finish together: now, next and before."
	f.Crumbs = []view.Link{home, {Words: "Cohorts"}}
	return &cohortsPage{f, b.cohortsIn()}, nil
}

func (b *builder) cohortPage(f Frame, c *view.Cohort) any {
	f.Title, f.Summary = c.Name, cohortSummary(c)
	f.Crumbs = []view.Link{home, {Words: "Cohorts", Path: "cohorts/index.html"}, {Words: c.Name}}
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
		p.Funnel = drawFunnel(c)
	}
	if p.Held > 0 {
		p.Weekly = drawWeekly(c, p.Held)
	}
	if len(c.Daily) > 0 {
		p.Calendar = drawCalendar(c.Daily, max(c.Starts, b.shown.AsOf.Add(1-mostCalendar)), min(c.Ends, b.shown.AsOf))
	}
	if len(c.Retention) > 1 {
		p.Retention = drawRetention(c)
	}
	p.Answers = drawAnswers(c)
	p.Exports = exportsOf(c)
	return p
}

func cohortSummary(c *view.Cohort) string {
	words := fmt.Sprintf("%s to %s, %s", c.Starts.Long(), c.Ends.Long(), c.Words)
	if c.Program != nil {
		words = c.Program.Name + ": " + words
	}
	return words + "."
}

// split puts the figures that are asked for into those of a list of ids, in its
// order, and the rest of those that are measured.
func split(figures []view.Figure, ids []string, asks func(metric string) bool) (first, rest []view.Figure) {
	for _, id := range ids {
		if i := slices.IndexFunc(figures, func(f view.Figure) bool { return f.Metric.ID == id }); i >= 0 && asks(id) {
			first = append(first, figures[i])
		}
	}
	for _, f := range figures {
		if !slices.Contains(ids, f.Metric.ID) && asks(f.Metric.ID) && f.Metric.ID != unmeasured {
			rest = append(rest, f)
		}
	}
	return first, rest
}

// unmeasured is the metric that no repository has a value of yet. The API says
// why; a page has no room for a row that nothing could fill.
const unmeasured = "log_lag"

// periodPage is what happened in the last weeks of a cohort.
type periodPage struct {
	Frame
	Cohort   *view.Cohort
	Recent   *view.Recent
	Calendar Drawing
}

func (b *builder) periodPage(f Frame, c *view.Cohort, p *view.Recent) any {
	f.Title = c.Name + ": the last " + p.Words
	f.Summary = fmt.Sprintf("What happened in %s from %s to %s.", c.Name, p.From.Long(), p.To.Long())
	f.Crumbs = []view.Link{home, {Words: "Cohorts", Path: "cohorts/index.html"}, {Words: c.Name, Path: c.Path}, {Words: "the last " + p.Words}}
	return &periodPage{f, c, p, drawCalendar(p.Daily, p.From, p.To)}
}
