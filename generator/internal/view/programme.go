package view

import (
	"slices"

	"pairbook/generator/internal/when"
)

// Programme is all that may appear on the site.
type Programme struct {
	Title    string
	Base     string // the address of the site with a slash at its end, or ""
	Source   Source
	AsOf     when.Date
	Revision string // a commit, with -modified after it where the records differ from it
	Private  bool   // for coordinators
	Listed   bool   // search engines may list it

	Look     Appearance
	Pages    []*Page // of the handbook, by path
	Assets   []Asset
	Programs []*Program
	Roles    []*Role
	Cohorts  []*Cohort
	People   []*Person
	ROIs     []*ROI     // benefit and cost, of those programmes that show them
	Networks []*Network // of all programmes, then of each; none where it is not shown
	Metrics  []Metric
	Terms    []Term
	Counts   Counts
	Forms    *FormData
	About    *About

	Attention *Attention // nil when it is not for this audience

	Matchings []*Matching // for everybody; or, for coordinators,
	Proposals []*Proposal
}

// Counts is how many files of each kind there are.
type Counts struct {
	People     int `json:"people"`
	Enrolments int `json:"enrolments"`
	Pairings   int `json:"pairings"`
	Sessions   int `json:"sessions"`
	Pages      int `json:"pages"`
}

// Member is somebody in a pairing, From and Until for a part of it. As is what they are
// besides other mentors, "" for nothing; Aside, who need not come.
type Member struct {
	Who
	As          string
	Aside       bool
	From, Until when.Date
}

// Program is a programme's definition.
type Program struct {
	ID, Name, Path, Purpose string
	Format                  string
	Unasked                 []string // metrics of which the format asks nothing
	Structures              []string
	Roles                   []Link
	ToAsk                   []Who // its coordinators, without who has left
	Help, Safeguarding      Contact
	Cadence, Duration       string
	Milestones              []Milestone
	Training                []Training
	Objectives              []Objective
	Events                  []Event
	Cohorts                 []*Cohort
}

// TurnTo is whom to turn to.
type TurnTo struct {
	ToAsk              []Who // coordinators
	Help, Safeguarding Contact
}

// Contact is how to reach somebody, Ways, and when, in words; Page says more.
type Contact struct {
	Ways  []Link
	Hours string
	Page  Link
}

// Milestone is a point on every pairing's way.
type Milestone struct {
	Name, After, Owner string
}

// Training is a module that a role takes.
type Training struct {
	Title    Link
	Role     string
	Required bool
}

// Objective is what a programme promised.
type Objective struct {
	Statement string
	Metric    *Metric
	Target    string
}

// Role is what somebody in it is, may get and owes.
type Role struct {
	ID, Name, Path, Summary string
	Facets                  []Facet
	Benefits                []string
	Expectations            []Expectation
}

// Facet is a role within the role.
type Facet struct {
	ID, Name, Summary string
	Practices         []string
}

// Expectation is what a role owes; Evidence says in words what would show it,
// and Measured what the running cohorts show.
type Expectation struct {
	ID, Statement, Why string
	Evidence           string
	Metric             *Metric
	Measured           []Evidence
	Ledger             []Evidence // of every cohort that has started

	Kind, Survey, Question string // of the evidence: metric, survey or none
	AtLeast                *float64
}

// Evidence is an expectation's support in one cohort.
type Evidence struct {
	Cohort   Link
	CohortID string
	Running  bool
	Reached  *bool  // the threshold, where it is one of the cohort's figure
	Role     string // its name
	What     string // the expectation's statement
	Figure   Figure
	Words    string // "met in 11 of 16 pairings", or why nothing can be said
}

// Person is somebody who may be shown. What follows Level is for coordinators.
type Person struct {
	ID, Name, Path  string
	Former          []string // paths that the page had
	Profile         Link     // on their forge
	Topics          []string
	Languages, Zone string
	About, Pronouns string // what they say of themself, with their name alone
	Links           []Link
	Parts           []Part
	Pairings        []PersonPairing

	Level, Unit string
	Manager     *Who
	Training    []Completed
	Left        when.Date
}

// Part is what a person does in a cohort. Status, Cleared and the like are
// empty but for coordinators.
type Part struct {
	Cohort       Link
	Party        string // mentor, mentee, peer
	Topics       []string
	Goals        []string
	Status       string
	Capacity     int
	Availability []string
	Prefers      []Who
	Left         when.Date
}

// TakesPart lists the parts that somebody takes: who waits or withdrew takes none.
func (p *Person) TakesPart() []Part {
	return slices.DeleteFunc(slices.Clone(p.Parts), func(part Part) bool { return part.Status != "" && part.Status != "accepted" })
}

// PersonPairing is a pairing of a person.
type PersonPairing struct {
	Pairing, Cohort Link
	State           string
	As              string // what they are in it, such as "a mentor"
}

// Completed is a module that somebody has taken.
type Completed struct {
	Title string
	On    when.Date
}

// Term is a word that definitions use.
type Term struct{ Name, Meaning string }

// Asks reports whether the programme's format asks for what a figure measures.
func (p *Program) Asks(metric string) bool {
	return p == nil || !slices.Contains(p.Unasked, metric)
}
