package site

import (
	"fmt"

	"pairbook/generator/internal/view"
)

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
