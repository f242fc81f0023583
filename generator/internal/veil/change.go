package veil

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/parallel"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// usual is over how many days the figures of a whole run are compared.
const usual = 28

// stretches are the periods that have a page of their own.
var stretches = []struct {
	days        int
	slug, words string
}{{28, "4-weeks", "4 weeks"}, {84, "12-weeks", "12 weeks"}}

// standing are the figures of how things are that a period's page opens with.
var standing = []record.MetricID{"met", "goal_progress", "retention", "met_lately", "actions_open", "unmatched"}

// cohortFigure shows a figure of a cohort as of the day it was measured for.
func (r *revealer) cohortFigure(m *measure.Cohort, f measure.Figure) view.Figure {
	api := view.CohortAPI(string(m.Record.ID))
	if f.ID == responseRate {
		f = r.total(f, m.Surveys)
	}
	shown := r.figure(f, api)
	if f.ID == "retention" && f.Value != nil {
		shown.Of = "of " + prose.Count(m.Started(), "pairing")
	}
	shown = ofPairings(ofPeople(shown, m), m.Pairings)
	shown.AsOf = m.Until()
	if m.Over() {
		shown.Label = cmp.Or(atTheEnd[shown.Metric.ID], shown.Label)
	}
	return shown
}

// earlierFigure shows a figure of another day. Its proof names the folders of
// the records: as of that day, no others count.
func (r *revealer) earlierFigure(m *measure.Cohort, f measure.Figure, from when.Date) view.Figure {
	f.Records = folders(f.Records)
	shown := r.cohortFigure(m, f)
	shown.From = from
	return shown
}

// folders names the folder of a cohort's records, or of people, instead of each.
func folders(files []string) []string {
	var short []string
	for _, file := range files {
		switch {
		case strings.HasPrefix(file, "program/cohorts/"):
			file = above(file, 4)
		case strings.HasPrefix(file, "program/people/"):
			file = above(file, 2)
		}
		if n := len(short); n == 0 || short[n-1] != file {
			short = append(short, file)
		}
	}
	return short
}

// above returns the folder of n elements that a file is in, or the file if its folder
// has fewer. It copies nothing, for a cohort has thousands of files.
func above(file string, n int) string {
	end := -1
	for range n {
		next := strings.IndexByte(file[end+1:], '/')
		if next < 0 {
			return file
		}
		end += 1 + next
	}
	return file[:end]
}

// growing are the figures that can only grow: of what was before, a reader wants to know
// what has come since.
var growing = []string{"sessions_held", "hours", "matched"}

// change says how a figure has moved, as it is shown, so that a reader comes to the same
// difference: up or down only where chance would not do it, and else what it was. With days on
// which the cohort had not begun nothing is compared.
func change(now, before view.Figure, begins when.Date) *view.Change {
	first := before.AsOf
	if before.From != 0 {
		first = before.From
	}
	if now.Value == nil || before.Value == nil || first < begins {
		return nil
	}
	then, since, on := before.AsOf.Long(), "since ", "on "
	if before.From != 0 {
		then, since, on = "the "+prose.Count((before.AsOf.Sub(before.From)+1)/7, "week")+" before", "against ", "in "
	}
	c := &view.Change{Before: &before}
	by := shownValue(now) - shownValue(before)
	switch {
	case math.Abs(by) < 0.05:
		c.Words = "unchanged from " + then
	case before.From == 0 && slices.Contains(growing, now.Metric.ID):
		c.Words = view.Quantity(by) + " of them since " + then
	case now.Interval == nil || before.Interval == nil:
		c.Words = strings.TrimSpace(before.Number+" "+before.After) + " " + on + then
	case !apart(now, before):
		c.Words = "can't be told apart from " + then
	default:
		direction := "up "
		if by < 0 {
			direction = "down "
		}
		c.Better = now.Metric.Better == string(measure.Higher) && by > 0 || now.Metric.Better == string(measure.Lower) && by < 0
		c.Words = direction + prose.Count(int(math.Abs(by)), "point") + " " + since + then
	}
	return c
}

// apart reports whether the interval of the difference of two shares leaves out 0. Of one
// cohort on two days it asks for more than it need, since most of what is counted is the
// same.
func apart(a, b view.Figure) bool {
	low, high := difference(a, b)
	return low > 0 || high < 0
}

// difference is where the first of two shares less the second lies: R. G. Newcombe,
// Interval estimation for the difference between independent proportions, Statistics in
// Medicine 17 (1998), method 10.
func difference(a, b view.Figure) (low, high float64) {
	by := *a.Value - *b.Value
	return by - math.Hypot(*a.Value-a.Interval.Low, b.Interval.High-*b.Value), by + math.Hypot(a.Interval.High-*a.Value, *b.Value-b.Interval.Low)
}

// shownValue is a value as its words round it, a share in per cent.
func shownValue(f view.Figure) float64 {
	if f.Metric.Unit == "share" {
		return math.Round(100 * *f.Value)
	}
	return math.Round(10**f.Value) / 10
}

// addChanges gives the figures of a running cohort what they were before,
// and the cohort the pages of its periods.
func (r *revealer) addChanges(m *measure.Cohort, c *view.Cohort) {
	if !runs(m) {
		return
	}
	on := r.daysBefore(m)
	before := on[usual]
	c.Before = view.Snapshot{ID: c.ID, On: before.AsOf}
	for i, f := range c.Figures {
		was := r.earlierFigure(before, before.Figures[i], 0)
		c.Before.Figures = append(c.Before.Figures, was)
		c.Figures[i].Change = change(f, was, m.Record.Starts)
	}
	for _, s := range stretches {
		c.Recent = append(c.Recent, r.recent(m, on[s.days], c, s.days, s.slug, s.words))
	}
}

// daysBefore measures a cohort as of the days with which its pages compare it, by how
// long before they are.
func (r *revealer) daysBefore(m *measure.Cohort) map[int]*measure.Cohort {
	days := []int{usual}
	for _, s := range stretches {
		if !slices.Contains(days, s.days) {
			days = append(days, s.days)
		}
	}
	measured := parallel.Map(days, func(n int) *measure.Cohort { return measure.AsOf(r.repo, m.Record, m.AsOf.Add(-n)) })
	before := map[int]*measure.Cohort{}
	for i, n := range days {
		before[n] = measured[i]
	}
	return before
}

// runs reports whether a cohort is under way, so that its figures move: those of one that
// is over stand still, closed or not.
func runs(m *measure.Cohort) bool {
	return m.Record.State == record.CohortRunning && m.Started() > 0 && !m.Over()
}

func (r *revealer) recent(m, before *measure.Cohort, c *view.Cohort, days int, slug, words string) *view.Recent {
	now := measure.Period{From: m.AsOf.Add(1 - days), To: m.AsOf}
	then := measure.Period{From: before.AsOf.Add(1 - days), To: before.AsOf}
	s := &view.Recent{Slug: slug, Words: words, Path: c.Page(slug), From: now.From, To: now.To,
		Before: [2]view.Snapshot{{ID: c.ID, From: then.From, On: then.To}, {ID: c.ID, On: before.AsOf}}}
	were := before.Within(then)
	for i, f := range m.Within(now) {
		if !c.Program.Asks(string(f.ID)) {
			continue
		}
		shown, was := r.cohortFigure(m, f), r.earlierFigure(before, were[i], then.From)
		shown.From = now.From
		shown.Change = change(shown, was, m.Record.Starts)
		s.Flows, s.Before[0].Figures = append(s.Flows, shown), append(s.Before[0].Figures, was)
	}
	for _, id := range standing {
		if !c.Program.Asks(string(id)) {
			continue
		}
		shown, was := r.cohortFigure(m, m.Figure(id)), r.earlierFigure(before, before.Figure(id), 0)
		shown.Change = change(shown, was, m.Record.Starts)
		s.Stands, s.Before[1].Figures = append(s.Stands, shown), append(s.Before[1].Figures, was)
	}
	for _, day := range c.Daily {
		if day.From.Within(now.From, now.To) {
			s.Daily = append(s.Daily, day)
		}
	}
	r.recentPairings(m, c, s)
	return s
}

func (r *revealer) recentPairings(m *measure.Cohort, c *view.Cohort, s *view.Recent) {
	for _, p := range m.Pairings {
		if !p.State.GoesOn() {
			continue
		}
		shown := view.RecentPairing{}
		link := r.pairingLink(m.Record, p.Record)
		i := slices.IndexFunc(c.Pairings, func(p *view.Pairing) bool { return p.Path == link.Path })
		shown.Pairing = c.Pairings[i]
		for _, held := range p.Held {
			if held.Date.Within(s.From, s.To) {
				shown.Held++
			}
		}
		s.Pairings = append(s.Pairings, shown)
	}
	slices.SortFunc(s.Pairings, func(a, b view.RecentPairing) int { return strings.Compare(a.Pairing.Path, b.Pairing.Path) })
}
