package site

// Owner is whose actions are open, with the actions.
type Owner struct {
	Who     Who
	Actions []Action
}

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
// by the clock of each zone.
type Together struct {
	Weekly  string
	Assumed bool // somebody's hours are not written down, and working hours stand in
	Zones   []string
	Times   [][]string // each in the order of Zones
	Nothing string     // why there are no times
	Advice  Link
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
