package site

import "fmt"

// periodPage is what happened in the last weeks of a cohort.
type periodPage struct {
	Frame
	Cohort   *Cohort
	Recent   *Recent
	Calendar Drawing
}

func (b *builder) periodPage(f Frame, c *Cohort, p *Recent) any {
	f.Title = c.Name + ": the last " + p.Words
	f.Summary = fmt.Sprintf("What happened in %s from %s to %s.", c.Name, p.From.Long(), p.To.Long())
	f.Crumbs = []Link{home, {Words: "Cohorts", Path: "cohorts/index.html"}, {Words: c.Name, Path: c.Path}, {Words: "the last " + p.Words}}
	return &periodPage{f, c, p, drawCalendar(p.Daily, p.From, p.To)}
}
