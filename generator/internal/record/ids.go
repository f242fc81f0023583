package record

import (
	"fmt"
	"strings"

	"pairbook/generator/internal/forge"
	"pairbook/generator/internal/text"
)

// The ids of records, one type for each kind. An id is the name of the record's file
// or folder, without extension.
type (
	TopicID   string
	ProgramID string
	RoleID    string
	PersonID  string
	CohortID  string
	PairingID string
	SignupID  string

	// The ids below are defined inside a record and are valid in its scope: a
	// programme's in its cohorts, a plan's in its sessions, a session's actions
	// in the pairing.
	ObjectiveID   string
	MilestoneID   string
	RequirementID string
	TrainingID    string
	SurveyID      string
	QuestionID    string
	CriterionID   string
	ConstraintID  string
	FacetID       string
	ExpectationID string
	EventID       string
	GoalID        string
	ActionID      string

	// MetricID names a metric; package measure defines them.
	MetricID string

	// PairingRef names a pairing of the same cohort by its id, or of another
	// as COHORT/PAIRING.
	PairingRef string
)

var (
	idForm = text.Pattern(`^[a-z0-9][a-z0-9-]{0,63}$`)
	// metricForm allows the underscores that the metrics' own names have.
	metricForm     = text.Pattern(`^[a-z0-9][a-z0-9_-]{0,63}$`)
	pairingRefForm = text.Pattern(`^[a-z0-9][a-z0-9-]{0,63}(/[a-z0-9][a-z0-9-]{0,63})?$`)
)

// ValidID reports whether s can be the id of a record.
func ValidID(s string) bool { return idForm().MatchString(s) }

// Address is a link that a record holds: http(s), mailto, tel, or a page of the
// handbook relative to content/.
type Address string

// NamedLink is a link with its words, or without them the address alone.
type NamedLink struct {
	Title string  `yaml:"title"`
	URL   Address `yaml:"url,required,short"`
}

// LinkHint says how a link is written in a line.
const LinkHint = "write an address, or words and then the address, as in The project <https://example.org/project>"

// ParseLink reads a link in a line: an address, or words and then the address in angle
// brackets.
func ParseLink(s string) (NamedLink, error) {
	l := NamedLink{URL: Address(s)}
	if at := strings.LastIndexByte(s, '<'); at >= 0 && strings.HasSuffix(s, ">") {
		l.Title, l.URL = strings.TrimSpace(s[:at]), Address(s[at+1:len(s)-1])
	}
	if !SafeAddress(string(l.URL)) {
		return NamedLink{}, fmt.Errorf("%q is no link", s)
	}
	return l, nil
}

// String writes the link as [ParseLink] reads it.
func (l NamedLink) String() string {
	if l.Title == "" {
		return string(l.URL)
	}
	return l.Title + " <" + string(l.URL) + ">"
}

// Mailbox is an address of e-mail, and Telephone a number as people write it:
// +44 1632 960 123.
type (
	Mailbox   string
	Telephone string
)

var (
	mailboxForm   = text.Pattern(`^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(\.[A-Za-z0-9][A-Za-z0-9-]{0,62})+$`)
	telephoneForm = text.Pattern(`^\+?[0-9(][0-9 ()./-]{1,30}[0-9]$`)
	// dialled matches what follows tel: in an address.
	dialled = text.Pattern(`^\+?[0-9(][0-9().-]{1,30}$`)
)

// Colour is a colour of sRGB, such as #0A5E73.
type Colour string

var colourForm = text.Pattern(`^#[0-9A-Fa-f]{6}$`)

const colourHint = `write it in quotes, as in "#0A5E73"`

// Address returns the address that a link to the mailbox has.
func (m Mailbox) Address() Address { return Address("mailto:" + string(m)) }

// Address returns the address that a link to the number has. It leaves out a (0) after
// the country's code, which is dialled only within the country.
func (t Telephone) Address() Address {
	s := string(t)
	if strings.HasPrefix(s, "+") {
		s = strings.ReplaceAll(s, "(0)", "")
	}
	number := strings.Map(func(r rune) rune {
		if r == '+' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s)
	return Address("tel:" + number)
}

// The types of fields that hold one of a few words.
type (
	Visibility     string
	Destination    string
	Forge          string
	PeopleShown    string
	SessionsShown  string
	Format         string
	Structure      string
	Party          string
	Moment         string
	MatchShape     string
	ObjectiveKind  string
	CriterionKind  string
	ConstraintKind string
	Wish           string
	CohortState    string
	Status         string
	Again          string
	PairingState   string
	Reason         string
	Decliner       string
	MemberAs       string
	Medium         string
	Channel        string
)

// The words that other packages refer to.
const (
	VisibilityInternal Visibility = "internal"
	VisibilityPublic   Visibility = "public"

	ToPages      Destination = "pages"
	ToRepository Destination = "repository"
	ToArtifact   Destination = "artifact"

	ShowAliases PeopleShown = "aliases"
	ShowHandles PeopleShown = "handles"
	ShowNames   PeopleShown = "names"

	ShowCounts    SessionsShown = "counts"
	ShowSummaries SessionsShown = "summaries"

	Formal   Format = "formal"
	Informal Format = "informal"
	Hybrid   Format = "hybrid"

	OneToOne Structure = "one-to-one"
	Group    Structure = "group"
	PeerPair Structure = "peer"
	Reverse  Structure = "reverse"
	Flash    Structure = "flash"

	Prefer Wish = "prefer"

	Mentors Party = "mentor"
	Mentees Party = "mentee"
	Peers   Party = "peer"

	InPairs   MatchShape = "pairs"
	InGroups  MatchShape = "groups"
	InPeers   MatchShape = "peers"
	InCircles MatchShape = "circles"

	AtStart Moment = "start"
	AtClose Moment = "close"

	CohortOpen     CohortState = "open"
	CohortMatching CohortState = "matching"
	CohortRunning  CohortState = "running"
	CohortClosed   CohortState = "closed"

	Accepted  Status = "accepted"
	Waiting   Status = "waiting"
	Withdrawn Status = "withdrawn"

	Open      PairingState = "open" // mentors alone, who still look for somebody
	Proposed  PairingState = "proposed"
	Active    PairingState = "active"
	Paused    PairingState = "paused"
	Completed PairingState = "completed"
	Ended     PairingState = "ended"
	Declined  PairingState = "declined"

	CoMentor MemberAs = "co-mentor"
	Adviser  MemberAs = "adviser"
	Backup   MemberAs = "backup"

	FinishedEarly  Reason = "finished-early"
	MovedOn        Reason = "moved-on"
	NoTime         Reason = "time"
	DifferentMatch Reason = "different-match"
	Unrecorded     Reason = "unrecorded"
	OtherReason    Reason = "other"
)

// choices returns the words that a type of field may hold, in display order.
func (Visibility) choices() []string    { return []string{"internal", "public"} }
func (Destination) choices() []string   { return []string{"artifact", "pages", "repository"} }
func (Forge) choices() []string         { return forge.Names() }
func (PeopleShown) choices() []string   { return []string{"aliases", "handles", "names"} }
func (SessionsShown) choices() []string { return []string{"counts", "summaries"} }
func (Format) choices() []string        { return []string{"formal", "informal", "hybrid"} }
func (Structure) choices() []string {
	return []string{"one-to-one", "group", "peer", "reverse", "flash"}
}
func (Party) choices() []string         { return []string{"mentor", "mentee", "peer"} }
func (Moment) choices() []string        { return []string{"start", "close"} }
func (MatchShape) choices() []string    { return []string{"pairs", "groups", "peers", "circles"} }
func (ObjectiveKind) choices() []string { return []string{"coverage", "score", "fair"} }
func (CriterionKind) choices() []string {
	return []string{"topics", "goals", "level", "time-zone", "languages", "availability", "preference", "unit", "met-before"}
}
func (ConstraintKind) choices() []string {
	return []string{"manager", "same-manager", "languages", "time-zone-gap", "met-before", "cleared", "trained", "level", "unit", "only-of-unit"}
}
func (Wish) choices() []string        { return []string{"prefer", "avoid"} }
func (CohortState) choices() []string { return []string{"open", "matching", "running", "closed"} }
func (Status) choices() []string      { return []string{"accepted", "waiting", "withdrawn"} }
func (Again) choices() []string       { return []string{"yes", "no", "mentor"} }
func (PairingState) choices() []string {
	return []string{"open", "proposed", "active", "paused", "completed", "ended", "declined"}
}
func (Decliner) choices() []string { return []string{"mentor", "mentee", "peer", "coordinator"} }
func (MemberAs) choices() []string { return []string{"co-mentor", "adviser", "backup"} }
func (Reason) choices() []string {
	return []string{"finished-early", "moved-on", "time", "different-match", "unrecorded", "other"}
}
func (Channel) choices() []string { return []string{"mail"} }
func (Medium) choices() []string  { return []string{"video", "in-person", "chat"} }

// Words is what somebody is called to be, "" for who is there as any mentor.
func (as MemberAs) Words() string {
	switch as {
	case "":
		return ""
	case Adviser:
		return "an adviser"
	}
	return "a " + string(as)
}
