package view

// Matching is what everybody may see of a cohort's matching, where it is
// published: who is proposed to whom, and the topics that one seeks and the
// other offers.
type Matching struct {
	ID        string // the cohort's
	Cohort    Link
	Path, API string
	Pairs     []Matched
}

// Matched is people who are proposed to each other. Topics are left out where
// somebody withheld consent.
type Matched struct {
	Pairing          Link
	Mentors, Mentees []Who
	Peers            []Who
	Words            string // how the pairing stands
	Topics           []string
}

// Proposal is what coordinators see of it. It holds scores and names, so no
// page for everybody may be able to hold it, which a test proves on the types.
type Proposal struct {
	Matching
	Failure string // why there is no proposal

	Counts       string // in words
	Nouns        string // what is proposed: pairs, groups or circles
	Proof        string
	Proposed     []ProposedPair // the lowest score first
	Staying      string         // what it costs that proposed pairings stay
	Unmatched    []NoPlace
	Blocking     []BlockingPair // the most striking first
	MoreBlocking int            // that are not among them
	Free         []FreeMentor
	NotOffered   []string
	Data         []DataFile // the same as JSON
}

// DataFile is data that is published as it is.
type DataFile struct {
	Path string // from the site's root
	Data []byte
}

// ProposedPair is a pair with its reasons; or a group or a circle, which has members in place
// of a mentee, and a mentor only if one leads it.
type ProposedPair struct {
	Mentee, Mentor Who
	Members        []Who
	Score          int
	Lot            bool              // an answer as good is without the pair, and it was decided by lot
	Lowest         int               // of a group's or circle's members
	Criteria       []CriterionPoints // what it has least of first
	Next           *OtherMentor      // who would suit the mentee next best, or better, of those with room
	Full           *OtherMentor      // who would suit them better and has no room
	Pin            string            // whose choice it is, and of a pair what it costs
	Unknown        string            // of how many criteria something is not known, "" for none
}

// Widest is the most points that a criterion can give the pair, at least 1.
func (p ProposedPair) Widest() int {
	widest := 1
	for _, c := range p.Criteria {
		widest = max(widest, c.Of)
	}
	return widest
}

// CriterionPoints is what a criterion gives a pair, and because of what.
type CriterionPoints struct {
	Criterion  string
	Points, Of int
	Because    string
}

// OtherMentor is a mentor with the score that a mentee would have with them.
type OtherMentor struct {
	Mentor Who
	Score  int
	Better bool
}

// NoPlace is a mentee without a mentor, and why.
type NoPlace struct {
	Mentee Who
	Words  string
}

// BlockingPair is two who would both score higher together than as proposed.
type BlockingPair struct {
	Mentee, Mentor Who
	Score          int
}

// FreeMentor is a mentor with room, and why nobody is proposed to them, if
// that can be said.
type FreeMentor struct {
	Mentor Who
	Room   int
	None   bool // no mentee at all
	Words  string
}
