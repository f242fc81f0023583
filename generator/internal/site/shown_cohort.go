package site

import "pairbook/generator/internal/when"

// Cohort is one run of a programme.
type Cohort struct {
	ID, Name, Path string
	Program        *Program
	Starts, Ends   when.Date
	State, Words   string // the record's word, and the one for people
	Week, Weeks    int    // of the run, while it lasts
	Coordinators   []Who
	ToAsk          []Who     // those of them who have not left, or else the programme's
	Opens, Closes  when.Date // for applications
	Events         []Event

	Figures     []Figure
	Funnel      []Stage
	Weekly      []Period
	Daily       []Period // the days on which somebody met
	Retention   []Survival
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
	Hello       []Look // worth a look, or a hello
	Matching    Link   // to its page, if there is one

	Before         Snapshot  // what Figures were, while the cohort runs
	Recent         []*Recent // its periods, while it runs
	Earlier        *Comparison
	RetentionWeeks []int
	RetentionRows  []RetentionRow
	Milestones     []MilestoneCount
}

// Event is a date of the whole cohort.
type Event struct {
	Name   string
	Link   Link
	On     when.Date
	Cohort Link
	Past   bool
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
// of them in it, and the share that still meets after it.
type Survival struct {
	Week, AtRisk, Endings, Censored int
	Share                           float64
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
	Satisfied Figure
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
	Reached           *bool  // the target, by the figure
	Note              string // what the figure leaves out, and the verdict does not
}

// Pairing is people who meet.
type Pairing struct {
	ID, Path       string
	Cohort         Link
	Program        *Program
	State, Words   string // the record's word, and the one for people
	Reason         string
	Health         *Health
	Members        []Member
	Structure      string
	Cadence        string
	Started, Ended when.Date
	From, Until    when.Date // of the timeline
	Next           when.Date
	Breaks         []Break
	Figures        []Figure
	Held, Logged   int       // how many meetings
	Last           when.Date // of the last that was held
	Meetings       []Meeting // by date, where their records tell their days
	Sessions       []Session // by date, where more than counts is shown
	Goals          []Goal
	GoalsKept      bool // single goals are not shown
	Milestones     []MilestoneDay
	Actions        []Action // open ones
	OpenActions    []Count  // by party
	Continues      Link
	Match          []string  // why these people, for coordinators
	Shared         []string  // for others: the topics they share
	Agenda         *Agenda   // of a pairing that goes on
	Together       *Together // nil where nobody may know
	Closing        *Closing  // of a completed one
	Log            *LogForm  // nil when none is wanted any more
	ToAsk          []Who     // the cohort's
}

// Health is how a pairing is doing, in a word of the project, in words for
// people, and for coordinators as a number.
type Health struct {
	State, Words string
	Score        string
}

// Break is a stretch without meetings that was agreed.
type Break struct {
	From, Until when.Date
	Months      string // instead of the days, where these may not be told
}

// Meeting is one meeting as a mark on the pairing's way.
type Meeting struct {
	On      when.Date
	Held    bool
	Counted bool // it lies within the pairing's time
	Peers   bool
}

// Session is what a meeting was about. What follows Notes is for coordinators.
type Session struct {
	Meeting
	Came          int
	Topics        []string
	Length        string
	Format        string
	Notes         *Notes
	Present       []Who
	Guests        []string
	Introductions []string
}

// Notes is the Markdown of a log and how its links resolve.
type Notes struct {
	file string
	text []byte
	link func(destination string) Link
}

// Goal is what a mentee wants to reach.
type Goal struct {
	Text                       string
	Set, Target, Done, Dropped when.Date
}

// MilestoneDay is a milestone of one pairing.
type MilestoneDay struct {
	Name      string
	Day, Done when.Date
	Due       bool
}

// Action is something agreed that is still open.
type Action struct {
	What    string
	Who     Who
	Due     when.Date
	Agreed  when.Date
	Overdue bool
}
