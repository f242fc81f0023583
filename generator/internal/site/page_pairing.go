package site

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"pairbook/generator/internal/chart"
	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// pairingPage is the people who meet, what they agreed and how it goes.
type pairingPage struct {
	Frame
	Pairing  *view.Pairing
	Dates    string     // the path of the calendar, "" without one
	Free     []freeTime // when all are free
	Timeline Drawing
	Tiles    []view.Figure
	More     []view.Figure
	Logs     []log // the newest first
	Scripts  []string
}

// freeTime is a time at which all of a pairing are free, in words by each clock, and the
// path of a calendar that holds a meeting then.
type freeTime struct {
	By       []string
	Calendar string
}

// log is a meeting with its notes rendered. The default theme names Session and Meeting,
// because a template takes long to find a field that is promoted.
type log struct {
	view.Session
	Text template.HTML
}

// LogAddress writes the way to the form for a log, with the pairing chosen.
func (p *pairingPage) LogAddress() string {
	return p.To("log.html") + "?pairing=" + p.Pairing.Log.Key
}

// pairingTiles are the figures that say how a pairing is going, in this order.
var pairingTiles = []string{"sessions_held", "cadence_kept", "follow_through", "goal_progress", "days_since_last", "milestones_kept"}

func (b *builder) pairingPage(f Frame, c *view.Cohort, p *view.Pairing) (any, error) {
	f.Title = p.People + ", " + p.ID
	f.Summary = fmt.Sprintf("%s in %s, %s.", p.People, c.Name, p.Words)
	f.Crumbs = []view.Link{home, {Words: "Cohorts", Path: "cohorts/index.html"}, {Words: c.Name, Path: c.Path}, {Words: p.People}}
	page := &pairingPage{Frame: f, Pairing: p, Dates: b.calendars[p.Path]}
	if slices.ContainsFunc(p.Actions, func(a view.Action) bool { return a.Done != "" }) {
		page.Scripts = []string{b.theme.assets["done.js"].path}
	}
	for i, to := range b.suggestions[p.Path] {
		page.Free = append(page.Free, freeTime{p.Together.Times[i].By, to})
	}
	page.Tiles, page.More = split(p.Figures, pairingTiles, p.Asks)
	for _, s := range slices.Backward(p.Sessions) {
		page.Logs = append(page.Logs, log{s, b.renderNotes(s.Notes, &page.Frame, len(page.Logs))})
	}
	if p.From != 0 {
		page.Timeline = drawTimeline(p, b.shown.AsOf)
	}
	return page, nil
}

// renderNotes renders what a log says; nothing when it is refused or not shown.
func (b *builder) renderNotes(notes *view.Notes, f *Frame, n int) template.HTML {
	if notes == nil {
		return ""
	}
	text := notes.Page
	if text == nil {
		text, _ = markdown.Parse(markdown.Source{Path: notes.File, Text: notes.Text, Kind: markdown.Log})
	}
	rendered, _ := text.Render(markdown.Options{
		Link:   func(l markdown.Link) (string, bool) { return address(f, notes.Links[l.Destination]) },
		Image:  func(l markdown.Link) (string, bool) { return imageAddress(f, notes.Links[l.Destination]) },
		Size:   func(l markdown.Link) (width, height int) { return b.sizeOf(notes.Links[l.Destination]) },
		Deeper: 2, IDPrefix: fmt.Sprintf("pb-log-%d-", n),
	}) // which fails of an outline alone
	return rendered
}

// drawTimeline shows meetings, goals and milestones, where they are shown, from
// the pairing's start to its end, or to its cohort's.
func drawTimeline(p *view.Pairing, asOf when.Date) Drawing {
	t := chart.Timeline{Heading: chart.Heading{ID: "pb-timeline"}}
	at := func(d when.Date) float64 { return float64(d.Sub(p.From)) / float64(max(1, p.Until.Sub(p.From))) }
	meetings := chart.Lane{Label: "Meetings"}
	for _, s := range p.Meetings {
		if !s.Counted {
			continue
		}
		mark := chart.Mark{At: at(s.On), Date: s.On.Long(), Words: "meeting", Shape: chart.Pair}
		switch {
		case !s.Held:
			mark.Shape, mark.Words = chart.Missed, "meeting that did not come about"
		case s.Peers:
			mark.Shape = chart.Equals
		}
		meetings.Marks = append(meetings.Marks, mark)
	}
	if len(meetings.Marks) > 0 || !daysKept(p) {
		t.Lanes = append(t.Lanes, meetings)
	}
	t.Lanes = append(t.Lanes, goalLane(p, at)...)
	t.Lanes = append(t.Lanes, milestoneLane(p, at)...)
	for _, b := range p.Breaks {
		until := b.Until
		if until == 0 {
			until = p.Until
		}
		t.Bands = append(t.Bands, chart.Band{From: at(b.From), Until: at(until), Label: "a break"})
	}
	if len(t.Lanes) == 0 {
		return ""
	}
	var labels []string
	for _, lane := range t.Lanes {
		labels = append(labels, strings.ToLower(lane.Label))
	}
	t.Title = prose.Sentence(prose.List(labels))
	t.Ticks = []chart.Tick{{At: 0, Label: p.From.Long()}, {At: 1, Label: p.Until.Long()}}
	if asOf < p.Until {
		t.Now = &chart.Tick{At: at(asOf), Label: asOf.Time().Format("2 Jan")}
	}
	t.Description = fmt.Sprintf("From %s to %s: %s.", p.From.Long(), p.Until.Long(), strings.Join(wayWords(p), ", "))
	return t.HTML()
}

// daysKept tells that the days of the meetings are not shown.
func daysKept(p *view.Pairing) bool { return len(p.Meetings) < p.Logged }

func wayWords(p *view.Pairing) []string {
	words := []string{prose.Count(p.Held, "meeting")}
	if n := len(p.Goals); n > 0 {
		words = append(words, prose.Count(n, "goal"))
	}
	if n := len(p.Milestones); n > 0 {
		words = append(words, prose.Count(n, "milestone"))
	}
	if n := len(p.Breaks); n > 0 {
		words = append(words, prose.Count(n, "break"))
	}
	return words
}

func goalLane(p *view.Pairing, at func(when.Date) float64) []chart.Lane {
	lane := chart.Lane{Label: "Goals"}
	for _, g := range p.Goals {
		name := g.Text
		if name == "" {
			name = "goal"
		}
		if g.Set != 0 {
			lane.Marks = append(lane.Marks, chart.Mark{At: at(g.Set), Date: g.Set.Long(), Words: name + ": set", Shape: chart.Goal})
		}
		if g.Done != 0 {
			lane.Marks = append(lane.Marks, chart.Mark{At: at(g.Done), Date: g.Done.Long(), Words: name + ": reached", Shape: chart.GoalDone})
		}
	}
	return some(lane)
}

func milestoneLane(p *view.Pairing, at func(when.Date) float64) []chart.Lane {
	lane := chart.Lane{Label: "Milestones"}
	for _, m := range p.Milestones {
		mark := chart.Mark{At: at(m.Day), Date: m.Day.Long(), Words: m.Name + ": due", Shape: chart.Mile}
		if m.Done != 0 {
			mark = chart.Mark{At: at(m.Done), Date: m.Done.Long(), Words: m.Name + ": reached", Shape: chart.MileDone}
		}
		lane.Marks = append(lane.Marks, mark)
	}
	return some(lane)
}

// some leaves out a lane without marks.
func some(lane chart.Lane) []chart.Lane {
	if len(lane.Marks) == 0 {
		return nil
	}
	return []chart.Lane{lane}
}
