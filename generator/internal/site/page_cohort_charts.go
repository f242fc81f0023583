package site

import (
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/chart"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// The charts of a cohort's dashboard.

func drawFunnel(steps []view.Stage) Drawing {
	funnel := chart.Funnel{What: "step", Unit: "people", Heading: chart.Heading{ID: "pb-funnel", Title: "From enrolling to completing",
		Note: "Mentees and peers; each step counts by itself"}}
	var words []string
	for _, s := range steps {
		funnel.Steps = append(funnel.Steps, chart.FunnelStep{Label: s.Name, Value: s.Count})
		words = append(words, fmt.Sprintf("%s: %d", strings.ToLower(s.Name), s.Count))
	}
	funnel.Description = prose.Sentence(strings.Join(words, ", ")) + "."
	return funnel.HTML()
}

func drawRetention(c *view.Cohort) Drawing {
	steps := chart.Steps{Period: "week", AtRisk: "pairings at that point", EndWord: "not ended",
		Heading: chart.Heading{ID: "pb-retention", Title: "Not ended", Note: "Share of pairings by weeks since their start; an early ending lowers it. Whether they meet is not in it. " +
			"The band is where it lies, nineteen times of twenty; the line ends where fewer than five pairings are left"}}
	endings := 0
	for i, w := range c.Retention {
		if i == 0 {
			steps.Points = append(steps.Points, chart.Point{At: 0, Share: 1, N: w.AtRisk})
		}
		endings += w.Endings
		steps.Points = append(steps.Points, chart.Point{At: w.Week + 1, Share: w.Share, N: w.AtRisk - w.Endings, Low: w.Interval.Low, High: w.Interval.High})
	}
	last := c.Retention[len(c.Retention)-1]
	steps.Description = fmt.Sprintf("%s started, %s ended early in the first %s; an estimated %s had not ended by then, likely between %s and %s. Later fewer than five are left.",
		prose.Count(c.Started, "pairing"), view.InWords(endings), prose.Count(last.Week+1, "week"),
		view.Percentage(last.Share), view.Percentage(last.Interval.Low), view.Percentage(last.Interval.High))
	return steps.HTML()
}

// mostColumns is how many columns a calendar has: more would be too fine to see.
const mostColumns = 53

var weekdays = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}

// drawCalendar counts meetings by week and by day of the week; of a long time, by
// as many weeks together as make few enough columns. Days are in order; meetings
// beside the time from first to last are left out.
func drawCalendar(days []view.Period, first, last when.Date) Drawing {
	monday := first.Add(-(int(first.Weekday()) + 6) % 7)
	span := 7 * (last.Sub(monday)/7/mostColumns + 1)
	period := "week"
	if span > 7 {
		period = prose.Count(span/7, "week")
	}
	c := chart.HeatMap{Period: period + " from", Rows: weekdays, Heading: chart.Heading{ID: "pb-calendar", Title: "When people meet",
		Note: "Meetings by " + period + " and day of the week; the stronger, the more"}}
	for d := monday; d <= last; d = d.Add(span) {
		label := d.Time().Format("2 Jan")
		if span > 7 {
			label = d.Time().Format("Jan 2006")
		}
		c.Columns = append(c.Columns, chart.HeatColumn{Label: label, Values: make([]int, 7)})
	}
	all, byDay := 0, make([]int, 7)
	for _, day := range days {
		if !day.From.Within(first, last) {
			continue
		}
		since := day.From.Sub(monday)
		weekday := since % 7
		c.Columns[since/span].Values[weekday] += day.Held
		byDay[weekday] += day.Held
		all += day.Held
	}
	if all == 0 {
		return ""
	}
	most := slices.Index(byDay, slices.Max(byDay))
	c.Description = fmt.Sprintf("%s from %s to %s, most of them, %d, on a %s.", prose.Count(all, "meeting"), first.Long(), last.Long(), byDay[most], weekdays[most])
	return c.HTML()
}
