package record

import (
	"iter"
	"slices"
	"time"

	"pairbook/generator/internal/when"
)

// Cohort is one run of a programme, cohorts/<cohort>/cohort.yaml, and all
// that lies in its folder. Cadence, Milestones, Matching and Health override
// the programme's where they are given.
type Cohort struct {
	Source
	ID           CohortID      `yaml:"-"`
	Program      ProgramID     `yaml:"program,required"`
	Name         string        `yaml:"name,required"`
	Starts       when.Date     `yaml:"starts,required"`
	Ends         when.Date     `yaml:"ends,required"`
	State        CohortState   `yaml:"state,required"`
	Coordinators []PersonID    `yaml:"coordinators"`
	Applications *Applications `yaml:"applications"`
	Events       []Event       `yaml:"events"`
	Pins         []Pin         `yaml:"pins"`
	Results      []Result      `yaml:"results"`
	Changes      []Change      `yaml:"changes"`
	Cadence      when.Interval `yaml:"cadence"`
	Milestones   []Milestone   `yaml:"milestones"`
	Matching     *Matching     `yaml:"matching"`
	Health       *Health       `yaml:"health"`

	Enrolments Table[PersonID, *Enrolment] `yaml:"-"`
	Pairings   Table[PairingID, *Pairing]  `yaml:"-"`
	Surveys    []*Answers                  `yaml:"-"`
	Attention  []*Attention                `yaml:"-"`
	Gatherings []*Gathering                `yaml:"-"` // by date, then by number of the day
}

// Applications is when people could ask for a place, and how many did.
type Applications struct {
	Opens    when.Date `yaml:"opens"`
	Closes   when.Date `yaml:"closes"`
	Received int       `yaml:"received"`
}

// Event is a date of a whole cohort or programme: all day, or on that day from At to
// Until by the clocks of Zone.
type Event struct {
	ID    EventID    `yaml:"id,required"`
	Name  string     `yaml:"name,required"`
	On    when.Date  `yaml:"on,required"`
	At    when.Clock `yaml:"at"`
	Zone  when.Zone  `yaml:"zone"`
	Until when.Clock `yaml:"until"`
	URL   Address    `yaml:"url"`
}

// Moments returns when the event begins and when it ends: zeros for one of a whole day
// and for a beginning that cannot be understood, a zero end where none is given or
// it is not after the beginning. Of a time that clocks show twice it is the first.
func (e Event) Moments() (starts, ends time.Time) {
	if starts = first(e.On, e.At, e.Zone); starts.IsZero() {
		return starts, ends
	}
	if end := first(e.On, e.Until, e.Zone); end.After(starts) {
		ends = end
	}
	return starts, ends
}

// first is the first moment at which clocks of a zone show a time, zero if none does.
func first(on when.Date, at when.Clock, zone when.Zone) time.Time {
	if on == 0 || at == 0 || zone == "" {
		return time.Time{}
	}
	if all, err := on.Moments(at, zone); err == nil && len(all) > 0 {
		return all[0]
	}
	return time.Time{}
}

// Pin is a coordinator's choice: a mentor and a mentee are to be paired, or peers to be
// together, in circles with a mentor who facilitates theirs or without.
type Pin struct {
	Mentor PersonID   `yaml:"mentor"`
	Mentee PersonID   `yaml:"mentee"`
	Peers  []PersonID `yaml:"peers"`
	By     PersonID   `yaml:"by"`
}

// Result is the value reached for an objective, from a source outside the records.
type Result struct {
	Objective ObjectiveID `yaml:"objective,required"`
	Value     *float64    `yaml:"value,required"`
	On        when.Date   `yaml:"on,required"`
	Source    string      `yaml:"source"`
}

// Change is what was changed, and because of what people had said. It is shown to
// everybody.
type Change struct {
	On      when.Date `yaml:"on,required"`
	Because string    `yaml:"because"`
	What    string    `yaml:"what,required"`
}

// Pairing is people who meet, pairings/<pairing>/pairing.yaml, with the plan and the
// sessions in its folder. It has either mentors and mentees, or peers; while it is open,
// mentors alone, who still look for somebody, and it counts in no figure. Title, Summary
// and Links say what they meet for, such as a project, in words of their own. Outcome is
// how it came out, in a coordinator's words, and no site tells it to others.
type Pairing struct {
	Source
	ID        PairingID     `yaml:"-"`
	Title     string        `yaml:"title"`
	Summary   string        `yaml:"summary"`
	Links     []NamedLink   `yaml:"links"`
	Mentors   []Member      `yaml:"mentors"`
	Mentees   []Member      `yaml:"mentees"`
	Peers     []Member      `yaml:"peers"`
	State     PairingState  `yaml:"state,required"`
	Started   when.Date     `yaml:"started"`
	Ended     when.Date     `yaml:"ended"`
	Structure Structure     `yaml:"structure"`
	Continues PairingRef    `yaml:"continues"`
	Formerly  []PairingID   `yaml:"formerly"`
	Reason    Reason        `yaml:"reason"`
	Outcome   string        `yaml:"outcome"`
	Cadence   []CadenceStep `yaml:"cadence,single"`
	Pauses    []Pause       `yaml:"pauses"`
	Accepted  []Acceptance  `yaml:"accepted"`
	Declined  *Decline      `yaml:"declined"`
	Match     *MatchReason  `yaml:"match"`

	Plan       *Plan        `yaml:"-"`
	Sessions   []*Session   `yaml:"-"` // by date, then by number of the day
	ActionEnds []*ActionEnd `yaml:"-"` // by id
}

// Member is a person in a pairing, from the day From to the day Until, or without
// them from its start and to its end. As is what a mentor is besides the others: a
// co-mentor meets and takes a place as any mentor does; an adviser or a backup stands
// by, takes no place, and was at a meeting only if its log names them.
type Member struct {
	Person PersonID  `yaml:"person,required,short"`
	As     MemberAs  `yaml:"as"`
	From   when.Date `yaml:"from"`
	Until  when.Date `yaml:"until"`
}

// On reports whether the member belongs to the pairing on a day.
func (m Member) On(d when.Date) bool { return d.Within(m.From, m.Until) }

// Overlaps reports whether two members of a pairing belong to it on the same day.
func (m Member) Overlaps(n Member) bool {
	return (m.Until == 0 || n.From <= m.Until) && (n.Until == 0 || m.From <= n.Until)
}

// StandsBy reports whether the member is an adviser or a backup, who need not come.
func (m Member) StandsBy() bool { return m.As == Adviser || m.As == Backup }

// Expected reports whether the member belongs to the pairing on a day and does not stand
// by, so that they count as present at a session whose log names nobody.
func (m Member) Expected(d when.Date) bool { return m.On(d) && !m.StandsBy() }

// CadenceStep is how often a pairing means to meet from the day From on, without it
// from the start.
type CadenceStep struct {
	From  when.Date     `yaml:"from"`
	Every when.Interval `yaml:"every,required,short"`
}

// Pause is a break. From and Until are its first and last day; without Until it has
// not ended.
type Pause struct {
	From  when.Date `yaml:"from,required"`
	Until when.Date `yaml:"until"`
}

// Acceptance says that a member agreed to the pairing.
type Acceptance struct {
	Person PersonID  `yaml:"person,required"`
	On     when.Date `yaml:"on,required"`
}

// Decline says who declined a proposed pairing, and when.
type Decline struct {
	By Decliner  `yaml:"by,required"`
	On when.Date `yaml:"on,required"`
}

// MatchReason is why a pairing was proposed: a score and reasons. Lot tells that an answer
// as good did without it, and that the lot decided.
type MatchReason struct {
	Score   int      `yaml:"score"`
	Lot     bool     `yaml:"lot"`
	Because []string `yaml:"because"`
}

// Plan is a pairing's plan, plan.yaml: its goals, agreement and milestones.
type Plan struct {
	Source
	Goals      []Goal          `yaml:"goals"`
	Agreement  []Signature     `yaml:"agreement"`
	Milestones []MilestoneDone `yaml:"milestones"`
}

// Goal is what the mentee wants to reach.
type Goal struct {
	ID      GoalID    `yaml:"id,required"`
	Text    string    `yaml:"text,required"`
	Set     when.Date `yaml:"set"`
	Target  when.Date `yaml:"target"`
	Done    when.Date `yaml:"done"`
	Dropped when.Date `yaml:"dropped"`
}

// Signature is a member's signature of the agreement.
type Signature struct {
	Person PersonID  `yaml:"person,required"`
	Signed when.Date `yaml:"signed,required"`
}

// MilestoneDone is a milestone that was reached.
type MilestoneDone struct {
	ID   MilestoneID `yaml:"id,required"`
	Done when.Date   `yaml:"done,required"`
}

// Session is the log of one meeting, sessions/<date>.md: front matter, then the
// notes in Markdown. Without Attended all members of that day were there, but for
// advisers and backups; where it is empty, nobody was.
type Session struct {
	Source
	Name          string        `yaml:"-"` // the file's, without .md
	Date          when.Date     `yaml:"date,required"`
	Duration      when.Duration `yaml:"duration"`
	Attended      *[]PersonID   `yaml:"attended"`
	Guests        []string      `yaml:"guests"`
	Format        Medium        `yaml:"format"`
	Topics        []TopicID     `yaml:"topics"`
	Goals         []GoalTouched `yaml:"goals"`
	Actions       []Action      `yaml:"actions"`
	Done          []ActionDone  `yaml:"done"`
	Dropped       []ActionID    `yaml:"dropped"`
	Introductions []string      `yaml:"introductions"`
	Confirmed     []PersonID    `yaml:"confirmed"`
	Next          when.Date     `yaml:"next"`
	ToldBy        Channel       `yaml:"told_by"`

	Notes []byte `yaml:"-"` // blank lines stand where the front matter was
}

// GoalTouched is a goal that the meeting was about; Percent is its progress.
type GoalTouched struct {
	ID      GoalID `yaml:"id,required,short"`
	Percent *int   `yaml:"percent" max:"100"`
}

// Action is something that the members agreed to do.
type Action struct {
	ID   ActionID  `yaml:"id,required"`
	Who  PersonID  `yaml:"who"`
	What string    `yaml:"what,required"`
	Due  when.Date `yaml:"due"`
}

// ActionDone is a completed action. On is the day, without it that of the meeting.
type ActionDone struct {
	ID ActionID  `yaml:"id,required,short"`
	On when.Date `yaml:"on"`
}

// ActionEnd says without a log what became of an action, actions/<action>.yaml: the
// day on which it was done, or the day on which it was given up.
type ActionEnd struct {
	Source
	ID      ActionID  `yaml:"-"` // of the file's name
	Done    when.Date `yaml:"done"`
	Dropped when.Date `yaml:"dropped"`
}

// Answers is the answers to a survey, surveys/<date>-<survey>.yaml: the number of
// people asked, of those who answered, and of each answer to each question.
type Answers struct {
	Source
	Date     when.Date                  `yaml:"-"` // of the file's name
	Survey   SurveyID                   `yaml:"-"` // of the file's name
	Asked    int                        `yaml:"asked,required"`
	Answered int                        `yaml:"answered,required"`
	Counts   map[QuestionID]map[int]int `yaml:"counts"`
}

// Attention is a coordinator's note that a pairing is being looked after,
// attention/<pairing>-<date>.yaml.
type Attention struct {
	Source
	Pairing PairingID `yaml:"-"` // of the file's name
	Date    when.Date `yaml:"-"` // of the file's name
	Until   when.Date `yaml:"until,required"`
	Note    string    `yaml:"note"`
}

// Members lists the members of all sides, mentors first.
func (p *Pairing) Members() []Member { return slices.Concat(p.Mentors, p.Mentees, p.Peers) }

// sides are the members of each side, mentors first.
func (p *Pairing) sides() [3][]Member { return [3][]Member{p.Mentors, p.Mentees, p.Peers} }

// Has reports whether somebody is a member, on whatever day.
func (p *Pairing) Has(id PersonID) bool { return p.PartyOf(id) != "" }

// HasOn reports whether somebody is a member on a day.
func (p *Pairing) HasOn(id PersonID, day when.Date) bool {
	return slices.ContainsFunc(p.Members(), func(m Member) bool { return m.Person == id && m.On(day) })
}

// Together reports whether two people are members on the same day.
func (p *Pairing) Together(one, other PersonID) bool {
	return slices.ContainsFunc(p.Members(), func(m Member) bool {
		return m.Person == one && slices.ContainsFunc(p.Members(), func(n Member) bool { return n.Person == other && m.Overlaps(n) })
	})
}

// PartyOf returns the first side that has somebody as a member, "" if none does.
func (p *Pairing) PartyOf(id PersonID) Party {
	for party, members := range p.Sides() {
		if slices.ContainsFunc(members, func(m Member) bool { return m.Person == id }) {
			return party
		}
	}
	return ""
}

// Undecided lists the members on a day who have not said yes to the pairing by then, but
// for those who stand by: nobody waits for them.
func (p *Pairing) Undecided(day when.Date) (ids []PersonID) {
	for _, m := range p.Members() {
		yes := func(a Acceptance) bool { return a.Person == m.Person && a.On <= day }
		if m.Expected(day) && !slices.ContainsFunc(p.Accepted, yes) {
			ids = append(ids, m.Person)
		}
	}
	return ids
}

// Sides ranges over the sides of a pairing with their members, mentors first.
func (p *Pairing) Sides() iter.Seq2[Party, []Member] {
	return func(yield func(Party, []Member) bool) {
		_ = yield(Mentors, p.Mentors) && yield(Mentees, p.Mentees) && yield(Peers, p.Peers)
	}
}

// Present returns the people who attended a session of the pairing: those that the
// log names, or if it names none all members on that day but those who stand by.
func (p *Pairing) Present(s *Session) []PersonID {
	if s.Attended != nil {
		return *s.Attended
	}
	var present []PersonID
	for _, side := range p.sides() {
		for _, m := range side {
			if m.Expected(s.Date) {
				present = append(present, m.Person)
			}
		}
	}
	return present
}

// Begun reports whether a pairing's state is one of those that come after its beginning.
func (p *Pairing) Begun() bool {
	return p.State != Open && p.State != Proposed && p.State != Declined
}

// CadenceFor returns the interval that a pairing starts with: its own, the
// cohort's, or the programme's; zero when none is expected.
func (c *Cohort) CadenceFor(program *Program) when.Interval {
	if !c.Cadence.IsZero() {
		return c.Cadence
	}
	if program == nil {
		return when.Interval{}
	}
	return program.Cadence
}

// HealthFor returns when pairings could use a hello and are quiet: as the cohort says, or
// else the programme.
func (c *Cohort) HealthFor(program *Program) Health {
	if c.Health != nil {
		return *c.Health
	}
	return program.Health
}

// GoesOn reports whether a pairing is active or on a break.
func (s PairingState) GoesOn() bool { return s == Active || s == Paused }
