package record

import (
	"net/url"

	"pairbook/generator/internal/forge"
	"pairbook/generator/internal/when"
)

// Site is program/site.yaml: what is built and who may see it. Forge is what has the
// repository, where the name of its host does not tell; Gitea is forgejo, too.
type Site struct {
	Source
	Format     int        `yaml:"format,required"`
	Title      string     `yaml:"title,required"`
	BaseURL    Address    `yaml:"base_url"`
	Repository Address    `yaml:"repository"`
	Forge      Forge      `yaml:"forge"`
	Branch     string     `yaml:"branch" default:"main"`
	Theme      string     `yaml:"theme" default:"default"`
	Visibility Visibility `yaml:"visibility" default:"internal"`
	Look       Look       `yaml:"look"`
	Publish    Publish    `yaml:"publish"`
}

func (Site) former() map[string]string {
	return map[string]string{"pages": "write to: pages under publish instead"}
}

// On returns the forge that has the repository.
func (s *Site) On() forge.Forge { return forge.Of(string(s.Forge), string(s.Repository)) }

// Look is what the site shows of those whose it is, whatever the theme. Logo and
// Favicon are paths of pictures, from content/ on. Accent is the colour of links
// and buttons on light pages; on dark ones it is made lighter. Each entry of Footer is
// a paragraph in Markdown.
type Look struct {
	Logo    Address  `yaml:"logo"`
	Favicon Address  `yaml:"favicon"`
	Accent  Colour   `yaml:"accent"`
	Footer  []string `yaml:"footer,single"`
}

// Publish is where a merge puts the site for everybody, and what it may show. Repository
// is the one that the site goes to, as OWNER/NAME. False is always the private choice.
type Publish struct {
	To           Destination   `yaml:"to" default:"artifact"`
	Repository   string        `yaml:"repository"`
	People       PeopleShown   `yaml:"people" default:"aliases"`
	Sessions     SessionsShown `yaml:"sessions" default:"counts"`
	Goals        bool          `yaml:"goals"`
	Actions      bool          `yaml:"actions"`
	Health       bool          `yaml:"health"`
	Attention    bool          `yaml:"attention"`
	Network      bool          `yaml:"network"`
	Matching     bool          `yaml:"matching"`
	MinimumGroup int           `yaml:"minimum_group" default:"5"`
}

// Topic is an entry of the vocabulary, program/topics/<topic>.yaml.
type Topic struct {
	Source
	ID      TopicID   `yaml:"-"`
	Name    string    `yaml:"name,required"`
	Aliases []string  `yaml:"aliases"`
	Within  []TopicID `yaml:"within,single"`
}

// Program is a programme's definition, program/programs/<program>.yaml.
type Program struct {
	Source
	ID           ProgramID     `yaml:"-"`
	Name         string        `yaml:"name,required"`
	Purpose      string        `yaml:"purpose"`
	Format       Format        `yaml:"format,required"`
	Structures   []Structure   `yaml:"structures"`
	Roles        []RoleID      `yaml:"roles"`
	Coordinators []PersonID    `yaml:"coordinators"`
	Help         Contact       `yaml:"help"`
	Safeguarding Contact       `yaml:"safeguarding"`
	Objectives   []Objective   `yaml:"objectives"`
	Cadence      when.Interval `yaml:"cadence"`
	Duration     when.Interval `yaml:"duration"`
	Retention    when.Interval `yaml:"retention"` // how long after the last cohort of a person their name is kept
	Levels       []string      `yaml:"levels"`
	Events       []Event       `yaml:"events"` // of every cohort that is on that day
	Milestones   []Milestone   `yaml:"milestones"`
	Requirements []Requirement `yaml:"requirements"`
	Training     []Training    `yaml:"training"`
	Surveys      []Survey      `yaml:"surveys"`
	Matching     Matching      `yaml:"matching"`
	Health       Health        `yaml:"health"`
	ROI          *ROI          `yaml:"roi"`
	LogTemplate  string        `yaml:"log_template"`
}

// Contact is whom to turn to: a page of the handbook that says more, and how to
// reach somebody. Hours is when, in words. A plain address stands for the page,
// and may be one that reaches somebody by itself.
type Contact struct {
	Page  Address   `yaml:"page,short"`
	Mail  Mailbox   `yaml:"mail"`
	Tel   Telephone `yaml:"tel"`
	Hours string    `yaml:"hours"`
}

// Contacts lists a programme's contacts by their keys.
func (p *Program) Contacts() map[string]Contact {
	return map[string]Contact{"help": p.Help, "safeguarding": p.Safeguarding}
}

// Given reports whether a contact has any address.
func (c Contact) Given() bool { return c.Page != "" || c.Mail != "" || c.Tel != "" }

// Reach returns the addresses outside the handbook: the mailbox, the telephone, and
// the page if it is elsewhere.
func (c Contact) Reach() []Address {
	var all []Address
	if c.Mail != "" {
		all = append(all, c.Mail.Address())
	}
	if c.Tel != "" {
		all = append(all, c.Tel.Address())
	}
	if u, err := url.Parse(string(c.Page)); err == nil && u.Scheme != "" {
		all = append(all, c.Page)
	}
	return all
}

// Objective is what a programme promises its sponsor.
type Objective struct {
	ID        ObjectiveID `yaml:"id,required"`
	Statement string      `yaml:"statement,required"`
	Metric    MetricID    `yaml:"metric"`
	Target    *float64    `yaml:"target"`
	// Unit and Better are for an objective without a metric, which has its own: what its
	// numbers are of, such as days, or share for 0.9 as 90 %; and which way they are to go.
	Unit   string    `yaml:"unit"`
	Better Direction `yaml:"better"`
}

// Direction says whether higher or lower values are better.
type Direction string

// The directions.
const (
	Higher Direction = "higher"
	Lower  Direction = "lower"
)

func (Direction) choices() []string { return []string{"higher", "lower"} }

// Milestone is something that a pairing is to reach, some time after its start. By is what
// proves it besides a plan that says so.
type Milestone struct {
	ID    MilestoneID   `yaml:"id,required"`
	Name  string        `yaml:"name,required"`
	After when.Interval `yaml:"after,required"`
	Owner Party         `yaml:"owner"`
	By    ProvenBy      `yaml:"by" default:"hand"`
}

// Day returns the day on which the milestone is due for what starts on one day, in a cohort
// with a last day, zero if it has none. Nobody meets for the last time after it.
func (m *Milestone) Day(start, last when.Date) when.Date {
	day := m.After.After(start, 1)
	if m.By == ByLastMeeting && last >= start && last < day {
		return last
	}
	return day
}

// ProvenBy is what proves that a milestone was reached.
type ProvenBy string

// What proves milestones.
const (
	ByHand         ProvenBy = "hand"          // nothing but the plan's word
	ByFirstMeeting ProvenBy = "first-meeting" // the first meeting logged
	ByAgreement    ProvenBy = "agreement"     // the signatures of all who are members then
	ByGoals        ProvenBy = "goals"         // the first goal of the plan
	ByHalfWay      ProvenBy = "half-way"      // the first meeting from four weeks before its day on
	ByLastMeeting  ProvenBy = "last-meeting"  // the last meeting, in the four weeks before the end
)

func (ProvenBy) choices() []string {
	return []string{"hand", "first-meeting", "agreement", "goals", "half-way", "last-meeting"}
}

// Requirement is something that must be cleared for somebody before they are matched.
type Requirement struct {
	ID   RequirementID `yaml:"id,required"`
	Name string        `yaml:"name,required"`
	Role RoleID        `yaml:"role"`
}

// Training is a module that a role takes.
type Training struct {
	ID       TrainingID `yaml:"id,required"`
	Title    string     `yaml:"title,required"`
	Page     Address    `yaml:"page"`
	Role     RoleID     `yaml:"role"`
	Required bool       `yaml:"required"`
}

// Survey is a form that members of one side are asked to fill in.
type Survey struct {
	ID        SurveyID      `yaml:"id,required"`
	Title     string        `yaml:"title,required"`
	For       Party         `yaml:"for"`
	At        Moment        `yaml:"at"`
	After     when.Interval `yaml:"after"`
	Every     when.Interval `yaml:"every"`
	URL       Address       `yaml:"url"` // of the form that people fill in
	Questions []Question    `yaml:"questions"`
}

// Question is a question of a survey, answered with a number from 1 to Scale.
type Question struct {
	ID    QuestionID `yaml:"id,required"`
	Text  string     `yaml:"text,required"`
	Scale int        `yaml:"scale" default:"5" min:"2" max:"10"`
}

// Health says after how long without a meeting a formal pairing could use a hello, and
// after how long it is quiet. TooEarly is how many cadences have to pass from the start
// before anything is said.
type Health struct {
	SayHello SayHello `yaml:"say_hello"`
	Quiet    Quiet    `yaml:"quiet"`
	TooEarly int      `yaml:"too_early" default:"3"`
}

func (Health) former() map[string]string {
	return map[string]string{
		"weights":         "leave it out: only the days without a meeting count",
		"say_hello_below": "write say_hello: {days: 21, cadences: 1.5} instead",
		"quiet_below":     "write quiet: {days: 35, cadences: 2.5} instead",
	}
}

// SayHello is the longer of so many days and so many of the pairing's own cadence, breaks
// left out.
type SayHello struct {
	Days     int     `yaml:"days" default:"21"`
	Cadences float64 `yaml:"cadences" default:"1.5"`
}

// Quiet is such a length, too, and no shorter.
type Quiet struct {
	Days     int     `yaml:"days" default:"35"`
	Cadences float64 `yaml:"cadences" default:"2.5"`
}

// ROI holds the inputs of the benefit-and-cost page, all for one year. Money is
// in units of Currency; the attritions, Attributed and Spread are shares from 0
// to 1. Whoever gives them publishes them: they stand on the page.
type ROI struct {
	Currency              string   `yaml:"currency" default:"EUR"`
	Tooling               *float64 `yaml:"tooling"`                // money
	CoordinationHours     *float64 `yaml:"coordination_hours"`     // of all coordinators
	HourCost              *float64 `yaml:"hour_cost"`              // money for an hour of anybody
	HoursAround           *float64 `yaml:"hours_around"`           // of each person around each meeting
	TrainingHours         *float64 `yaml:"training_hours"`         // of each person
	BaselineAttrition     *float64 `yaml:"baseline_attrition"`     // of comparable people who leave
	ParticipantsAttrition *float64 `yaml:"participants_attrition"` // of those who took part
	ReplacementCost       *float64 `yaml:"replacement_cost"`       // money for one person
	Attributed            *float64 `yaml:"attributed"`             // of the difference, to mentoring
	Spread                *float64 `yaml:"spread"`                 // of an hour's cost, the difference, the cost of replacing and Attributed, to either side; 0.25
}

// Role defines a mentor, a mentee or a peer and what is expected of them,
// program/roles/<role>.yaml.
type Role struct {
	Source
	ID           RoleID        `yaml:"-"`
	Name         string        `yaml:"name,required"`
	Summary      string        `yaml:"summary"`
	Facets       []Facet       `yaml:"facets"`
	Benefits     []string      `yaml:"benefits"`
	Expectations []Expectation `yaml:"expectations"`
}

// Facet is a role within the role, such as the devil's advocate.
type Facet struct {
	ID        FacetID  `yaml:"id,required"`
	Name      string   `yaml:"name,required"`
	Summary   string   `yaml:"summary"`
	Practices []string `yaml:"practices"`
}

// Expectation is what is expected of a role, why, and the evidence of it.
type Expectation struct {
	ID        ExpectationID `yaml:"id,required"`
	Statement string        `yaml:"statement,required"`
	Why       string        `yaml:"why"`
	Evidence  Evidence      `yaml:"evidence"`
}

// Evidence is a metric or a survey's question that is to reach AtLeast, or none
// where no record can show it.
type Evidence struct {
	Metric   MetricID   `yaml:"metric"`
	Survey   SurveyID   `yaml:"survey"`
	Question QuestionID `yaml:"question"`
	AtLeast  *float64   `yaml:"at_least"`
}

// None reports whether no record can show that the expectation is met.
func (e Evidence) None() bool { return e == Evidence{} }

// none returns the word for no evidence in a record.
func (Evidence) none() string { return "none" }
