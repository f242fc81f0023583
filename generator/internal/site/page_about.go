package site

// aboutPage says what the site is made of, and what it shows of people.
type aboutPage struct {
	Frame
	About *About
}

func (b *builder) aboutPage(f Frame) (any, error) {
	f.Title, f.Summary, f.Reading = "About this site", "What it is made of, and what it shows of people.", true
	f.Crumbs = []Link{home, {Words: "About this site"}}
	return &aboutPage{f, b.shown.About}, nil
}
