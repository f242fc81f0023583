package view

import (
	"path"
	"time"

	"pairbook/generator/internal/when"
)

// Cohort is one run of a programme.
type Cohort struct {
	ID, Name, Path string
	Program        *Program
	Starts, Ends   when.Date
	Over           bool   // the last day is past
	State, Words   string // the record's word, closed when it is over, and the one for people
	Week, Weeks    int    // of the run, while it lasts
	Coordinators   []Who
	ToAsk          []Who     // those of them who have not left, or else the programme's
	Opens, Closes  when.Date // for applications
	Events         []Event
	Gatherings     []Gathering  // the newest first
	Planned        []PlannedDay // of milestones and surveys, by the plan of its programme
	Lessons        []Lesson     // the newest first

	Started     int // pairings that have
	Figures     []Figure
	Funnel      []Stage
	Daily       []Period   // the days on which somebody met
	Retention   []Survival // as long as enough pairings are left
	States      []Count
	Endings     []Count
	EndingsNote string // why Endings are not shown
	Load        []MentorLoad
	Waiting     []Who // for a match
	Rounds      []Round
	Topics      []TopicBalance
	Evidence    []Evidence
	Objectives  []Outcome
	Pairings    []*Pairing
	Looking     []*Pairing // mentors who look for somebody, where each may be told by name or account
	Hello       []Look     // worth a look, or a hello
	Matching    Link       // to its page, if there is one

	Before         Snapshot  // what Figures were, while the cohort runs
	Recent         []*Recent // its periods, while it runs
	Earlier        *Comparison
	RetentionWeeks []int
	RetentionRows  []RetentionRow
	Milestones     []MilestoneCount
}

// Event is a date of a whole cohort or programme.
type Event struct {
	Key          string // no other event has it; it stays when anything else changes
	Name         string
	Link         Link
	On           when.Date
	Starts, Ends time.Time // by the clocks of its place; zero for a whole day, or without an end
	Hours, Clock string    // "17:00–18:00", "London time"; "" for a whole day
	Of           Link      // the cohort or programme
	Past         bool
	Came         string // "17 came", of one that was written down
	Unannounced  bool   // nobody knew of it before it was written down
}

// Lesson is what was changed, and because of what people had said.
type Lesson struct {
	On            when.Date
	What, Because string
}

// Gathering is a call or a meeting of a whole cohort that was written down. What
// follows Notes is for coordinators.
type Gathering struct {
	ID, Title string // ID of its entry on the page of gatherings
	On        when.Date
	Came      *int // nil where nobody wrote it down
	Length    string
	Notes     *Notes
	Present   []Who
}

// Stamp is when the event begins, as HTML writes it.
func (e Event) Stamp() string {
	if e.Starts.IsZero() {
		return e.On.String()
	}
	return e.Starts.Format("2006-01-02T15:04Z07:00")
}

// When is the event's day and time in words.
func (e Event) When() string {
	if e.Hours == "" {
		return e.On.Long()
	}
	return e.On.Long() + ", " + e.Hours + " " + e.Clock
}

// PlannedDay is a day in the plan of a cohort. ID is made of that of the milestone, or
// of the survey and its round, and stays when the day changes.
type PlannedDay struct {
	ID, Name, About string
	On              when.Date
}

// Stage is a step of the funnel.
type Stage struct {
	Name  string
	Count int
}

// Period is how many meetings were held from a day on, up to the next period.
type Period struct {
	From when.Date
	Held int
}

// Survival is how many pairings reached a week since their start, what became
// of them in it, and the share that has not ended early after it.
type Survival struct {
	Week, AtRisk, Endings, Censored int
	Share                           float64
	Interval                        *Interval
}

// Count is how many there are of something.
type Count struct {
	Words string
	Count int
}

// MentorLoad is how many pairings a mentor has, of how many offered.
type MentorLoad struct {
	Mentor   Who
	Has, Of  int
	Pairings []Link
}

// Round is a survey's round; Hidden says why its answers are not shown.
type Round struct {
	Title     string
	On        when.Date
	For       string // mentor, mentee, peer or ""
	Response  Figure
	Questions []Question
	Hidden    string
}

// Question is what a round answered to one line of the survey: Counts[i] people
// chose i+1.
type Question struct {
	Text         string
	Counts       []int
	N            int
	Satisfaction Figure
	Since        string // how it differs from the answers at the start
	Hidden       string
}

// TopicBalance is how many seek and offer a topic.
type TopicBalance struct {
	Topic           string
	Sought, Offered int
}

// Outcome is what came of an objective: a figure, or a value from outside the
// records.
type Outcome struct {
	Statement, Target string
	Figure            *Figure
	Value, Source     string
	On                when.Date
	Verdict           string // whether the target is reached
	Note              string // what the figure leaves out, and the verdict does not
}

// TurnTo is whom the cohort's people may turn to.
func (c *Cohort) TurnTo() TurnTo {
	return TurnTo{c.ToAsk, c.Program.Help, c.Program.Safeguarding}
}

// API is where the cohort's figures lie as data.
func (c *Cohort) API() string { return CohortAPI(c.ID) }

// Page is the path of a page that stands beside the cohort's own.
func (c *Cohort) Page(name string) string { return path.Join(path.Dir(c.Path), name+".html") }

// Supply is the path of the page that says what there is to match: the matching
// while there is one, and else that of the figures.
func (c *Cohort) Supply() string {
	if c.Matching.Path != "" {
		return c.Matching.Path
	}
	return c.Page("figures")
}
