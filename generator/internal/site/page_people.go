package site

import "pairbook/generator/internal/view"

// peoplePage lists everyone who may be shown.
type peoplePage struct {
	Frame
	People []*view.Person
	Others int // who take part and have no page
}

// personPage is one of them.
type personPage struct {
	Frame
	Person *view.Person
}

func (b *builder) peoplePage(f Frame) (any, error) {
	f.Title, f.Summary = "People", "Who takes part, as far as they wish to be shown."
	f.Crumbs = []view.Link{home, {Words: "People"}}
	return &peoplePage{f, b.shown.People, b.shown.Counts.People - len(b.shown.People)}, nil
}

func (b *builder) personPage(f Frame, p *view.Person) any {
	f.Title = p.Name
	f.Crumbs = []view.Link{home, {Words: "People", Path: "people/index.html"}, {Words: p.Name}}
	return &personPage{f, p}
}
