package site

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"pairbook/generator/internal/chart"
	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/when"
)

// pairingPage is the people who meet, what they agreed and how it goes.
type pairingPage struct {
	Frame
	Pairing  *Pairing
	Timeline Drawing
	Tiles    []Figure
	More     []Figure
	Logs     []log // the newest first
}

// log is a meeting with its notes rendered.
type log struct {
	Session
	Text template.HTML
}

// LogAddress writes the way to the form for a log, with the pairing chosen.
func (p *pairingPage) LogAddress() string {
	return p.To("log.html") + "?pairing=" + p.Pairing.Log.Key
}

// pairingTiles are the figures that open a pairing's page, in this order.
var pairingTiles = []string{"sessions_held", "cadence_kept", "follow_through", "goal_progress", "days_since_last", "milestones_kept"}

func (b *builder) pairingPage(f Frame, c *Cohort, p *Pairing) (any, error) {
	f.Title = p.ID
	f.Summary = fmt.Sprintf("A pairing of %s, %s.", c.Name, p.Words)
	f.Crumbs = []Link{home, {Words: "Cohorts", Path: "cohorts/index.html"}, {Words: c.Name, Path: c.Path}, {Words: p.ID}}
	page := &pairingPage{Frame: f, Pairing: p}
	page.Tiles, page.More = split(p.Figures, pairingTiles, p.Asks)
	for _, s := range slices.Backward(p.Sessions) {
		text, err := s.notes(&page.Frame, len(page.Logs))
		if err != nil {
			return nil, fmt.Errorf("show the notes of %s: %w", s.On, err)
		}
		page.Logs = append(page.Logs, log{s, text})
	}
	if p.From != 0 {
		page.Timeline = p.drawTimeline(b.shown.AsOf)
	}
	return page, nil
}

// Owners puts open actions together by whose they are: the one whose is due
// first goes first.
func (p *Pairing) Owners() []Owner {
	var owners []Owner
	for _, a := range p.Actions {
		i := slices.IndexFunc(owners, func(o Owner) bool { return o.Who == a.Who })
		if i < 0 {
			i = len(owners)
			owners = append(owners, Owner{Who: a.Who})
		}
		owners[i].Actions = append(owners[i].Actions, a)
	}
	return owners
}

// notes renders what a log says; nothing when it is refused or not shown.
func (s Session) notes(f *Frame, n int) (template.HTML, error) {
	if s.Notes == nil {
		return "", nil
	}
	text, _ := markdown.Parse(markdown.Source{Path: s.Notes.file, Text: s.Notes.text, Kind: markdown.Log})
	if text == nil {
		return "", nil
	}
	return text.Render(markdown.Options{
		Link:   func(l markdown.Link) (string, bool) { return address(f, s.Notes.link, l.Destination) },
		Image:  func(l markdown.Link) (string, bool) { return picture(f, s.Notes.link, l.Destination) },
		Deeper: 2, IDPrefix: fmt.Sprintf("pb-log-%d-", n),
	})
}

// drawTimeline shows meetings, goals and milestones, where they are shown, from
// the pairing's start to its end, or to its cohort's.
func (p *Pairing) drawTimeline(asOf when.Date) Drawing {
	t := chart.Timeline{Heading: chart.Heading{ID: "pb-timeline", Title: "The way so far"}}
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
	if len(meetings.Marks) > 0 || !p.kept() {
		t.Lanes = append(t.Lanes, meetings)
	}
	t.Lanes = append(t.Lanes, p.goalLane(at)...)
	t.Lanes = append(t.Lanes, p.milestoneLane(at)...)
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
	t.Ticks = []chart.Tick{{At: 0, Label: p.From.Long()}, {At: 1, Label: p.Until.Long()}}
	if asOf < p.Until {
		t.Now = &chart.Tick{At: at(asOf), Label: asOf.Time().Format("2 Jan")}
	}
	t.Description = fmt.Sprintf("From %s to %s: %s.", p.From.Long(), p.Until.Long(), strings.Join(p.wayWords(), ", "))
	return t.HTML()
}

// kept tells that the days of the meetings are not shown.
func (p *Pairing) kept() bool { return len(p.Meetings) < p.Logged }

// MeetingWords says how many meetings there were, where no more is shown.
func (p *Pairing) MeetingWords() string {
	return sentence(plural(p.Held, "meeting", "meetings")) + " so far. What was talked about stays with the pair."
}

func (p *Pairing) wayWords() []string {
	words := []string{plural(p.Held, "meeting", "meetings")}
	if n := len(p.Goals); n > 0 {
		words = append(words, plural(n, "goal", "goals"))
	}
	if n := len(p.Milestones); n > 0 {
		words = append(words, plural(n, "milestone", "milestones"))
	}
	if n := len(p.Breaks); n > 0 {
		words = append(words, plural(n, "break", "breaks"))
	}
	return words
}

func (p *Pairing) goalLane(at func(when.Date) float64) []chart.Lane {
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

func (p *Pairing) milestoneLane(at func(when.Date) float64) []chart.Lane {
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

// Figure is the pairing's figure of a metric.
func (p *Pairing) Figure(metric string) Figure {
	return ofMetric(p.Figures, metric)
}

// Cell is a figure with the way to its proof on the pairing's page.
type Cell struct {
	Figure Figure
	Proof  Link
}

// Cell is the pairing's figure of a metric for a table.
func (p *Pairing) Cell(metric string) Cell {
	return Cell{p.Figure(metric), Link{Path: p.Path, Fragment: "pb-figure-" + metric}}
}

func ofMetric(figures []Figure, metric string) Figure {
	for _, f := range figures {
		if f.Metric.ID == metric {
			return f
		}
	}
	return Figure{Unavailable: "Not measured."}
}

// Good tells that the pairing is on track.
func (h *Health) Good() bool { return h.State == "on-track" }

// Care tells that somebody may want to say hello.
func (h *Health) Care() bool { return h.State == "quiet" || h.State == "say-hello" }

// TurnTo is whom a pairing's members may turn to: the coordinators of the
// cohort, and the programme's addresses.
func (p *Pairing) TurnTo() TurnTo {
	return TurnTo{p.ToAsk, p.Program.Help, p.Program.Safeguarding}
}
