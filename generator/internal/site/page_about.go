package site

// About is what the site says of itself.
type About struct {
	Audience string // whom it is for
	Records  Link   // the repository
	Commit   Link   // of its records; words without an address where it has none
	Modified bool   // the records differ from the commit
	Shows    []Shown
	Never    string
}

// Shown is what a site shows of people by a key of `publish`.
type Shown struct{ Key, Words string }

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
