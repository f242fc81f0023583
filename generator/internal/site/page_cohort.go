package site

import (
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/view"
)

// cohortsPage lists the cohorts.
type cohortsPage struct {
	Frame
	Cohorts []*view.Cohort
}

// cohortFrame is what each page of a cohort has around its own.
type cohortFrame struct {
	Frame
	Cohort  *view.Cohort
	Tabs    []view.Link // to the cohort's pages
	Exports []view.Link
}

// cohortPage is a cohort in one view, or a further stretch of its pairings.
type cohortPage struct {
	cohortFrame
	Pairings []*view.Pairing
	Hello    []view.Look
	MoreLook int // that are not in Hello
	Tiles    []view.Figure
	Funnel   Drawing
	Calendar Drawing
	Dates    string // the path of the calendar, "" without one
	Coming   []view.Event
	Past     []view.Event
}

// evidencePage is what was expected and what people answered.
type evidencePage struct {
	cohortFrame
}

// comparePage is which pairings last, and the cohort beside earlier ones.
type comparePage struct {
	cohortFrame
	Retention Drawing
}

// figuresPage is every figure of the cohort, with its proof, and what there is to
// match; or a further stretch of that.
type figuresPage struct {
	cohortFrame
	Figures []view.Figure
	Supply  supply
}

// periodPage is what happened in the last weeks of a cohort, or a further stretch
// of the pairings that are on.
type periodPage struct {
	cohortFrame
	Pairings []view.RecentPairing
	Recent   *view.Recent
	Calendar Drawing
}

// headlines are the figures that a cohort's page opens with: the first
// mostHeadlines of these that its programme asks for.
var headlines = []string{"met", "cadence_kept", "follow_through", "sessions_held", "goal_progress", "met_within", "retention", "met_lately"}

const mostHeadlines = 4

// Export lists the ways to a table as CSV, one for each file that it is cut into;
// none when there is no table of that name.
func (p *cohortFrame) Export(name string) []view.Link {
	var parts []view.Link
	for _, l := range p.Exports {
		if l.Words == name || strings.HasPrefix(l.Words, name+"/") {
			parts = append(parts, l)
		}
	}
	return parts
}

// cohortTab is a page of a cohort, with what adds it and those that go on with it.
type cohortTab struct {
	view.Link
	add func()
}

// tabsOf lists the pages of a cohort: its own, and those that have something to
// show.
func (b *builder) tabsOf(c *view.Cohort) []cohortTab {
	tabs := []cohortTab{{view.Link{Words: overview, Path: c.Path}, func() { b.addCohortPage(c) }}}
	add := func(words, path string, add func()) {
		tabs = append(tabs, cohortTab{view.Link{Words: words, Path: path}, add})
	}
	page := func(words, template string, make func(Frame) any) {
		path := c.Page(template)
		add(words, path, func() {
			b.pageUnder(c.Path, path, template, func(f Frame) (any, error) { return make(f), nil })
		})
	}
	if c.Started > 0 && len(c.Evidence)+len(c.Rounds) > 0 {
		page("Evidence", "evidence", func(f Frame) any { return b.evidencePage(f, c) })
	}
	if c.Started > 0 {
		page("Compare", "compare", func(f Frame) any { return b.comparePage(f, c) })
	}
	figures := c.Page("figures")
	if c.Started > 0 || c.Supply() == figures && len(c.Topics)+len(c.Load)+len(c.Waiting) > 0 {
		add("All figures", figures, func() { b.addFiguresPage(c, figures) })
	}
	if c.Matching.Path != "" {
		add(c.Matching.Words, c.Matching.Path, func() { b.addMatching(c) })
	}
	if len(c.Gatherings) > 0 {
		add("Gatherings", c.Page("gatherings"), func() { b.addGatherings(c, c.Page("gatherings")) })
	}
	for _, p := range c.Recent {
		add("Last "+p.Words, p.Path, func() { b.addPeriodPage(c, p) })
	}
	return tabs
}

// addCohorts adds the pages of all cohorts and of their pairings.
func (b *builder) addCohorts(programme *node) {
	b.page("cohorts/index.html", "cohorts", b.cohortsPage)
	fold := &node{title: "Cohorts"}
	fold.list(overview, "cohorts/index.html")
	for _, c := range b.shown.Cohorts {
		fold.list(c.Name, c.Path)
		b.addExports(c)
		for _, t := range b.tabsOf(c) {
			t.add()
		}
		for _, p := range c.Pairings {
			b.pageUnder(c.Path, p.Path, "pairing", func(f Frame) (any, error) { return b.pairingPage(f, c, p) })
		}
	}
	programme.add(fold)
}

// cohortFrame makes the frame of a page of a cohort, which is called by words; ""
// on the cohort's own.
func (b *builder) cohortFrame(f Frame, c *view.Cohort, words string) cohortFrame {
	f.Title, f.Crumbs = c.Name, []view.Link{home, {Words: "Cohorts", Path: "cohorts/index.html"}}
	if words == "" {
		f.Crumbs = append(f.Crumbs, view.Link{Words: c.Name})
	} else {
		f.Title += ": " + words
		f.Crumbs = append(f.Crumbs, view.Link{Words: c.Name, Path: c.Path}, view.Link{Words: prose.Sentence(words)})
	}
	shown := cohortFrame{Frame: f, Cohort: c, Exports: b.exports[c.ID]}
	for _, t := range b.tabsOf(c) {
		shown.Tabs = append(shown.Tabs, t.Link)
	}
	return shown
}

func (b *builder) cohortsPage(f Frame) (any, error) {
	f.Title, f.Summary = "Cohorts", "The groups that start and finish together: now, next and before."
	f.Crumbs = []view.Link{home, {Words: "Cohorts"}}
	return &cohortsPage{f, b.cohortsIn()}, nil
}

// A cohort's page is to have 150 KB. Of what may stand in a file, this is the part
// of its pairings, and of what is worth a hello.
const (
	partOfPairings = 5
	partOfHello    = 20
)

func (b *builder) addCohortPage(c *view.Cohort) {
	parts := listed[*view.Pairing]{func(p *view.Pairing) string { return p.ID }, weightOfPairing}.cut(c.Path, c.Pairings, b.most/partOfPairings)
	addStretches(b, "", "cohort", parts, func(f Frame, part stretch[*view.Pairing]) any {
		if f.First() {
			return b.cohortPage(f, c, part.Items)
		}
		f.Summary = fmt.Sprintf("The pairings of %s from %s.", c.Name, part.Words)
		return &cohortPage{cohortFrame: b.cohortFrame(f, c, "pairings "+part.Words), Pairings: part.Items}
	})
}

// weightOfPairing estimates the row of a pairing.
func weightOfPairing(p *view.Pairing) int {
	weight := 550 + 4*len(p.ID)
	for _, m := range p.Members {
		weight += weightOfWho(m.Who)
	}
	return weight
}

// cohortPage makes the first page, with the pairings that stand on it.
func (b *builder) cohortPage(f Frame, c *view.Cohort, pairings []*view.Pairing) any {
	f.Summary, f.Next = cohortSummary(c), view.Link{} // the way on stands with the pairings
	p := &cohortPage{cohortFrame: b.cohortFrame(f, c, ""), Pairings: pairings}
	looks := listed[view.Look]{view.Look.About, func(l view.Look) int { return lookItem{l, false}.weight() }}
	p.Hello = looks.cut("", c.Hello, b.most/partOfHello)[0].Items
	p.MoreLook = len(c.Hello) - len(p.Hello)
	p.Dates = b.calendars[c.Path]
	p.Tiles, _ = split(c.Figures, headlines, c.Program.Asks)
	p.Tiles = p.Tiles[:min(len(p.Tiles), mostHeadlines)]
	p.Past, p.Coming = pastAndComing(c.Events)
	if len(c.Funnel) > 0 && c.Funnel[0].Count > 0 {
		p.Funnel = drawFunnel(c.Funnel)
	}
	if n := len(c.Daily); n > 0 {
		p.Calendar = drawCalendar(c.Daily, min(c.Starts, c.Daily[0].From), max(min(c.Ends, b.shown.AsOf), c.Daily[n-1].From))
	}
	return p
}

func cohortSummary(c *view.Cohort) string {
	words := fmt.Sprintf("%s to %s, %s", c.Starts.Long(), c.Ends.Long(), c.Words)
	if c.Program != nil {
		words = c.Program.Name + ": " + words
	}
	return words + "."
}

func (b *builder) evidencePage(f Frame, c *view.Cohort) any {
	f.Summary = fmt.Sprintf("What was expected in %s, what the records show of it, and what people answered.", c.Name)
	return &evidencePage{b.cohortFrame(f, c, "evidence")}
}

func (b *builder) comparePage(f Frame, c *view.Cohort) any {
	f.Summary = fmt.Sprintf("How long the pairings of %s last, and how the cohort stands beside earlier ones.", c.Name)
	p := &comparePage{cohortFrame: b.cohortFrame(f, c, "comparison")}
	if len(c.Retention) > 1 {
		p.Retention = drawRetention(c)
	}
	return p
}

// addFiguresPage adds the page of all figures, and the supply unless the matching has it.
func (b *builder) addFiguresPage(c *view.Cohort, path string) {
	var entries []listEntry
	if c.Supply() == path {
		entries = supplyEntries(c)
	}
	addStretches(b, c.Path, "figures", cutEntries(path, entries, b.most), func(f Frame, part stretch[listEntry]) any {
		f.Summary = fmt.Sprintf("Every figure of %s, with the records that it was counted from.", c.Name)
		p := &figuresPage{cohortFrame: b.cohortFrame(f, c, f.called("all figures", part.Words))}
		if c.Supply() == path {
			p.Supply = supplyIn(c, part, f.First())
		}
		if f.First() {
			first, rest := split(c.Figures, headlines, c.Program.Asks)
			p.Figures = append(first, rest...)
		}
		return p
	})
}

func (b *builder) addPeriodPage(c *view.Cohort, p *view.Recent) {
	words, title := func(p view.RecentPairing) string { return p.Pairing.ID }, "the last "+p.Words
	parts := listed[view.RecentPairing]{words, func(p view.RecentPairing) int { return weightOfPairing(p.Pairing) }}.cut(p.Path, p.Pairings, b.most)
	addStretches(b, c.Path, "period", parts, func(f Frame, part stretch[view.RecentPairing]) any {
		f.Summary = fmt.Sprintf("What happened in %s from %s to %s.", c.Name, p.From.Long(), p.To.Long())
		if f.First() {
			f.Next = view.Link{}
			return &periodPage{b.cohortFrame(f, c, title), part.Items, p, drawCalendar(p.Daily, p.From, p.To)}
		}
		return &periodPage{cohortFrame: b.cohortFrame(f, c, title+", pairings "+part.Words), Pairings: part.Items, Recent: p}
	})
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
		if !slices.Contains(ids, f.Metric.ID) && asks(f.Metric.ID) {
			rest = append(rest, f)
		}
	}
	return first, rest
}
