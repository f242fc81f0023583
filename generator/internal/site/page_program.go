package site

import (
	"strings"

	"pairbook/generator/internal/view"
)

// rolesPage lists the roles.
type rolesPage struct {
	Frame
	Roles []*view.Role
}

// rolePage is one role, where the handbook has no page for it.
type rolePage struct {
	Frame
	Role *view.Role
}

// programsPage lists the programmes.
type programsPage struct {
	Frame
	Programs []*view.Program
}

// programPage is one programme.
type programPage struct {
	Frame
	Program *view.Program
	Coming  []view.Event
	Past    []view.Event
}

// metricsPage is every definition, and the words that they use.
type metricsPage struct {
	Frame
	Groups []metricGroup
	Terms  []view.Term
}

// metricGroup is the definitions of what is measured of the same.
type metricGroup struct {
	ID, Words string
	Metrics   []view.Metric
}

// notFoundPage is what a server shows for an address that leads nowhere.
type notFoundPage struct{ Frame }

func (b *builder) rolesPage(f Frame) (any, error) {
	f.Title, f.Summary, f.Reading = "Roles", "Who does what, and what each owes the others.", true
	f.Crumbs = []view.Link{home, {Words: "Roles"}}
	return &rolesPage{f, b.shown.Roles}, nil
}

func (b *builder) rolePage(f Frame, r *view.Role) any {
	f.Title, f.Summary, f.Reading = r.Name, r.Summary, true
	f.Crumbs = []view.Link{home, {Words: "Roles", Path: "roles/index.html"}, {Words: r.Name}}
	return &rolePage{f, r}
}

func (b *builder) programsPage(f Frame) (any, error) {
	f.Title, f.Summary = "Programmes", "What each programme is for, and how it works."
	f.Crumbs = []view.Link{home, {Words: "Programmes"}}
	return &programsPage{f, b.shown.Programs}, nil
}

func (b *builder) programPage(f Frame, p *view.Program) any {
	f.Title, f.Summary = p.Name, p.Purpose
	f.Crumbs = []view.Link{home, {Words: "Programmes", Path: "programs/index.html"}, {Words: p.Name}}
	past, coming := pastAndComing(p.Events)
	return &programPage{f, p, coming, past}
}

func (b *builder) metricsPage(f Frame) (any, error) {
	f.Title, f.Summary, f.Reading = "Figures", "What every figure says, and exactly how it is counted.", true
	f.Crumbs = []view.Link{home, {Words: "Figures"}}
	page := &metricsPage{Frame: f, Terms: b.shown.Terms}
	for _, m := range b.shown.Metrics {
		if last := len(page.Groups) - 1; last < 0 || page.Groups[last].Words != m.Of {
			page.Groups = append(page.Groups, metricGroup{ID: "pb-of-" + strings.ReplaceAll(strings.ToLower(m.Of), " ", "-"), Words: m.Of})
		}
		group := &page.Groups[len(page.Groups)-1]
		group.Metrics = append(group.Metrics, m)
	}
	return page, nil
}

// aboutPage says what the site is made of, and what it shows of people.
type aboutPage struct {
	Frame
	About *view.About
}

func (b *builder) aboutPage(f Frame) (any, error) {
	f.Title, f.Summary, f.Reading = "About this site", "What it is made of, and what it shows of people.", true
	f.Crumbs = []view.Link{home, {Words: "About this site"}}
	return &aboutPage{f, b.shown.About}, nil
}
