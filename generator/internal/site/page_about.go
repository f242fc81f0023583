package site

import "pairbook/generator/internal/view"

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
