package view

import (
	"slices"
	"time"

	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/when"
)

// Agenda is what a pairing may talk about next: what is left over, a plan for
// the meeting in the handbook, and one of the things that are expected, as a
// question to each other.
type Agenda struct {
	Items  []AgendaItem
	Plan   Link
	Prompt string
	Role   string // whose the prompt is
}

// AgendaItem is what is left over of one kind; More is how many there are
// beyond those that are named.
type AgendaItem struct {
	Words string
	About []string
	More  int
}

// Together is when all of a pairing are free: hours a week, and the next times
// by the clocks of its people.
type Together struct {
	Weekly  string
	Assumed bool // somebody's hours are not written down, and working hours stand in
	Clocks  []Clock
	Times   []FreeTime
	Nothing string // why there are no times
	Advice  Link
}

// Clock is a time zone, by its city, and who lives by it.
type Clock struct {
	City   string
	People []Who
}

// FreeTime is a stretch of time, and the same in words by each clock.
type FreeTime struct {
	From, Until time.Time
	By          []string // in the order of the clocks
}

// Closing is what came of a completed pairing. Again is for coordinators.
type Closing struct {
	Words  []string
	Thanks []Who // nobody, where one could not be named
	Invite bool  // there are mentees, who may become mentors
	More   Link
	Again  []Wish
}

// Wish is what somebody said about another time.
type Wish struct {
	Who   Who
	Words string
}

// Pairing is people who meet.
type Pairing struct {
	ID, Path       string
	Former         []string // paths in the site that lead on to the page
	People         string   // its members in a row, as a title
	Title, Summary string   // what they meet for, in their own words, and
	Links          []Link   // where there is more of it
	Cohort         Link
	Program        *Program
	State, Words   string // the record's word, and the one for people
	Over           bool   // it has completed or ended
	Still          bool   // its figures stand still: it or its cohort is over
	Reason         string
	Outcome        string // for coordinators
	Health         *Health
	Members        []Member
	Structure      string
	Unasked        []string // metrics of which the structure asks nothing
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
// people, and for coordinators why, where it is not well.
type Health struct {
	State, Words, Why string
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
	ID            string // of its entry on the pairing's page
	Came          int
	Topics        []string
	Length        string
	Format        string
	Notes         *Notes
	Present       []Who
	Guests        []string
	Introductions []string
}

// Notes is the Markdown of a log. Page is nil for plain text, which is parsed when it is
// rendered; Links is where the relative links of others lead, by their destination.
type Notes struct {
	File  string
	Text  []byte
	Page  *markdown.Page
	Links map[string]Link
}

// Goal is what a mentee wants to reach.
type Goal struct {
	Text                       string
	Set, Target, Done, Dropped when.Date
}

// MilestoneDay is a milestone of one pairing.
type MilestoneDay struct {
	ID, Name  string
	Day, Done when.Date
	Due       bool
}

// Action is something agreed that is still open.
type Action struct {
	ID      string // "" where it is not told, or the pairing is over
	Done    string // the address at which it is said to be done, "" without one
	What    string
	Who     Who
	Due     when.Date
	Overdue bool
}

// Figure is the pairing's figure of a metric.
func (p *Pairing) Figure(metric string) Figure {
	return Of(p.Figures, metric)
}

// Cell is a figure with the way to its proof on the pairing's page.
type Cell struct {
	Figure Figure
	Proof  Link
}

// Cell is the pairing's figure of a metric for a table.
func (p *Pairing) Cell(metric string) Cell {
	return Cell{p.Figure(metric), Link{Path: p.Path, Fragment: "pb-figure-" + metric}}
}

// TurnTo is whom a pairing's members may turn to: the coordinators of the
// cohort, and the programme's addresses.
func (p *Pairing) TurnTo() TurnTo {
	return TurnTo{p.ToAsk, p.Program.Help, p.Program.Safeguarding}
}

// MeetingWords says how many meetings there were, where no more is shown.
func (p *Pairing) MeetingWords() string {
	far := " so far"
	if p.Over {
		far = " in all"
	}
	return prose.Count(p.Held, "meeting") + far + ". What was talked about stays with the pair."
}

// Good reports whether the pairing is on track.
func (h *Health) Good() bool { return h.State == "on-track" }

// Care reports whether somebody may want to say hello.
func (h *Health) Care() bool { return h.State == "quiet" || h.State == "say-hello" }

// Asks reports whether anything is expected of the pairing that a figure measures.
func (p *Pairing) Asks(metric string) bool {
	return !slices.Contains(p.Unasked, metric) && p.Program.Asks(metric)
}
