package record

import (
	"cmp"
	"slices"

	"pairbook/generator/internal/diag"
)

// Repository is all records of a programme and the pages of its handbook.
type Repository struct {
	Site     *Site // of a repository that was loaded, never nil
	Topics   Table[TopicID, *Topic]
	Programs Table[ProgramID, *Program]
	Roles    Table[RoleID, *Role]
	People   Table[PersonID, *Person]
	Cohorts  Table[CohortID, *Cohort]
	Signups  Table[SignupID, *Signup]

	Pages  []*Page  // by path
	Assets []*Asset // by path
	Moves  []Move   // the former paths of pages, by page

	Spreadsheets []Spreadsheet   // those that may hold what does not belong here
	Keys         []diag.Position // private keys of age in files at the root
	Branches     []NamedBranch   // of workflows

	// Arrivals is for the caller of [Load] to set; nil where nobody asked the history.
	Arrivals *Arrivals

	unread unread
	moved  map[string]*Page // by the path in the repository that they had
	flawed map[string]bool  // the paths of files in which loading found something
}

// Page is a Markdown file under content/.
type Page struct {
	Source
	Title   string `yaml:"title"`
	Summary string `yaml:"summary"`
	Order   int    `yaml:"order"`
	Subject string `yaml:"subject"` // of the message that the page is a template of
	// To is whom that message goes to, if it is of a kind of the programme's own.
	To Recipients `yaml:"to"`
	// MovedFrom is the paths that the page had before, from content/ on.
	MovedFrom []string `yaml:"moved_from,single"`
	// For is whose page it is in the navigation, the page of a folder speaking for the
	// folder. It hides nothing: everybody who reads the site can read the page.
	For Reader `yaml:"for"`

	Template *Template      `yaml:"-"` // nil of any other page
	Foreign  []ForeignField `yaml:"-"` // in the order of the file

	Output string `yaml:"-"` // the page's path in the site
	// Body is the text, with blank lines in place of the front matter. It is nil if
	// the file is too large or not valid text.
	Body []byte `yaml:"-"`
}

// Reader is a group of people whom pages are for.
type Reader string

// Coordinators are those who run the programme.
const Coordinators Reader = "coordinators"

func (Reader) choices() []string { return []string{"coordinators"} }

// Records returns every record, sorted by path.
func (r *Repository) Records() []Record {
	all := r.files()
	slices.SortStableFunc(all, func(a, b Record) int { return cmp.Compare(a.Where().Path, b.Where().Path) })
	return all
}

// files returns every record, grouped by kind.
func (r *Repository) files() []Record {
	var all []Record
	if r.Site != nil {
		all = append(all, r.Site)
	}
	all = appendTable(all, r.Topics)
	all = appendTable(all, r.Programs)
	all = appendTable(all, r.Roles)
	all = appendTable(all, r.People)
	all = appendTable(all, r.Signups)
	for _, c := range r.Cohorts.All() {
		c.EachRecord(func(rec Record, _ *Pairing) { all = append(all, rec) })
	}
	for _, p := range r.Pages {
		all = append(all, p)
	}
	return all
}

// EachRecord calls visit for every record of a cohort, its own first, with the pairing
// that it belongs to, or nil.
func (c *Cohort) EachRecord(visit func(Record, *Pairing)) {
	visit(c, nil)
	for _, e := range c.Enrolments.All() {
		visit(e, nil)
	}
	for _, p := range c.Pairings.All() {
		visit(p, p)
		if p.Plan != nil {
			visit(p.Plan, p)
		}
		for _, s := range p.Sessions {
			visit(s, p)
		}
		for _, a := range p.ActionEnds {
			visit(a, p)
		}
	}
	for _, a := range c.Surveys {
		visit(a, nil)
	}
	for _, a := range c.Attention {
		visit(a, nil)
	}
	for _, g := range c.Gatherings {
		visit(g, nil)
	}
}

func appendTable[ID ~string, R Record](all []Record, t Table[ID, R]) []Record {
	for _, r := range t.All() {
		all = append(all, r)
	}
	return all
}

// Counts is the number of records of each kind.
type Counts struct {
	People     int `json:"people"`
	Enrolments int `json:"enrolments"`
	Pairings   int `json:"pairings"`
	Sessions   int `json:"sessions"`
	Pages      int `json:"pages"`
}

// Counts counts the files of each kind.
func (r *Repository) Counts() Counts {
	n := Counts{People: r.People.Len(), Pages: len(r.Pages)}
	for _, c := range r.Cohorts.All() {
		n.Enrolments += c.Enrolments.Len()
		n.Pairings += c.Pairings.Len()
		for _, p := range c.Pairings.All() {
			n.Sessions += len(p.Sessions)
		}
	}
	return n
}

// Named returns the person whose id is or, if there is none, was the given one; nil
// if nobody's was.
func (r *Repository) Named(id PersonID) *Person {
	if who := r.People.Get(id); who != nil {
		return who
	}
	for _, who := range r.People.All() {
		if slices.Contains(who.Formerly, id) {
			return who
		}
	}
	return nil
}

// Offers returns the topics that a mentor offers: the enrolment's, or else their own.
func (r *Repository) Offers(e *Enrolment) []TopicID {
	if len(e.Mentor.Offers) > 0 {
		return e.Mentor.Offers
	}
	if who := r.People.Get(e.Person); who != nil {
		return who.Topics
	}
	return nil
}

// Program returns the programme of a cohort, or nil.
func (r *Repository) Program(c *Cohort) *Program { return r.Programs.Get(c.Program) }
