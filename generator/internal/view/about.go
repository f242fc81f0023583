package view

// About is what the site says of itself.
type About struct {
	Audience string // whom it is for
	Records  Link   // the repository
	Commit   Link   // of its records; words without an address where it has none
	Modified bool   // the records differ from the commit
	Shows    []Shown
	Never    string
	Kept     []string // for how long names are
}

// Shown is what a site shows of people by a key of `publish`.
type Shown struct{ Key, Words string }
