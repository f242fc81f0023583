package site

import "pairbook/generator/internal/view"

// peoplePage lists everyone who may be shown, or a stretch of them.
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

// peopleIndex is where the list of people begins.
const peopleIndex = "people/index.html"

func (b *builder) addPeople(programme *node) {
	parts := listed[*view.Person]{func(p *view.Person) string { return p.Name }, weightOfPerson}.cut(peopleIndex, b.shown.People, b.most)
	addStretches(b, "", "people", parts, func(f Frame, part stretch[*view.Person]) any {
		f.Summary = "Who takes part, as far as they wish to be shown."
		f.headed("People", part.Words)
		return &peoplePage{f, part.Items, b.shown.Counts.People - len(b.shown.People)}
	})
	programme.list("People", peopleIndex)
	for _, p := range b.shown.People {
		b.pageUnder(peopleIndex, p.Path, "person", func(f Frame) (any, error) { return b.personPage(f, p), nil })
	}
}

// weightOfPerson estimates the row of somebody.
func weightOfPerson(p *view.Person) int {
	weight := 80 + len(p.Name) + len(p.Path)
	for _, t := range p.Topics {
		weight += len(t) + len(", ")
	}
	for _, part := range p.Parts {
		weight += 70 + len(part.Cohort.Words) + len(part.Cohort.Path)
	}
	return weight
}

func (b *builder) personPage(f Frame, p *view.Person) any {
	f.Title = p.Name
	f.Crumbs = []view.Link{home, {Words: "People", Path: peopleIndex}, {Words: p.Name}}
	return &personPage{f, p}
}
