package site

import (
	"cmp"
	"io"
	"strings"

	"pairbook/generator/internal/view"
)

// movedPage stands where a page of the handbook, a person's or a pairing's was, and leads
// on to it.
type movedPage struct {
	Frame
	Now view.Link // to the page
}

// addMoved adds a page at each former path that is still free. Nothing else knows of
// them: neither the search nor the navigation or the list of addresses.
func (b *builder) addMoved() {
	for _, p := range b.shown.Pages {
		b.addMovedTo(view.Link{Words: p.Title, Path: p.Path}, p.Former)
	}
	for _, p := range b.shown.People {
		b.addMovedTo(view.Link{Words: p.Name, Path: p.Path}, p.Former)
	}
	for _, c := range b.shown.Cohorts {
		for _, p := range c.Pairings {
			b.addMovedTo(view.Link{Words: p.ID, Path: p.Path}, p.Former)
		}
	}
}

func (b *builder) addMovedTo(now view.Link, former []string) {
	for _, path := range former {
		if !b.free(path) {
			continue
		}
		b.taken[strings.ToLower(path)] = path
		b.outputs = append(b.outputs, Output{path, func(w io.Writer) error {
			f := Frame{Path: path, Title: now.Words, Site: b.shown.Title, Style: b.theme.assets["style.css"].path, Scheme: b.theme.assets["scheme.js"].path,
				Icon: cmp.Or(b.shown.Look.Icon.Path, b.theme.assets["icon.svg"].path)}
			if b.shown.Base != "" {
				f.Address = b.address(now.Path)
			}
			return b.theme.render(w, "moved", &movedPage{f, now})
		}})
	}
}
