package record

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/text"
)

// MessageKind is an occasion on which coordinators write to people. Its template is
// the handbook page content/messages/KIND.md. A programme adds kinds of its own with
// pages that say in "to" whom they go to.
type MessageKind string

// The kinds of messages whose readers follow from the records.
const (
	MessageKickoff  MessageKind = "kickoff"  // a cohort begins
	MessageMatched  MessageKind = "matched"  // they may meet
	MessageWaiting  MessageKind = "waiting"  // nobody is found for them yet
	MessageNoPlace  MessageKind = "no-place" // nobody was found for them
	MessageReminder MessageKind = "reminder" // something is open
	MessageSurvey   MessageKind = "survey"   // a survey is due
	MessageQuiet    MessageKind = "quiet"    // no meeting was logged lately
	MessageEnding   MessageKind = "ending"   // their time together is about to end
	MessageClosing  MessageKind = "closing"  // it has ended
)

// MessageKinds lists the kinds, in the order of a pairing's life.
func MessageKinds() []MessageKind {
	return []MessageKind{MessageKickoff, MessageMatched, MessageWaiting, MessageNoPlace, MessageReminder, MessageSurvey, MessageQuiet, MessageEnding, MessageClosing}
}

// MessagePath returns the path of a kind's template.
func MessagePath(kind MessageKind) string { return messageFolder + string(kind) + ".md" }

const messageFolder = "content/messages/"

// Recipients are those whom a programme's own kind of message goes to.
type Recipients string

// The recipients of messages.
const (
	ToMentors   Recipients = "mentors"   // accepted as mentors
	ToMentees   Recipients = "mentees"   // accepted as mentees
	ToMembers   Recipients = "members"   // of pairings that go on
	ToWaiting   Recipients = "waiting"   // in no pairing
	ToEverybody Recipients = "everybody" // accepted
)

func (Recipients) choices() []string {
	return []string{"mentors", "mentees", "members", "waiting", "everybody"}
}

// Placeholder is a name in braces in a template that a value replaces.
type Placeholder string

// The placeholders. Those of the second group are addresses; those of the third stand
// for nothing, in lines that only such readers get.
const (
	ForName         Placeholder = "name"
	ForPartner      Placeholder = "partner"
	ForAs           Placeholder = "as" // what the reader is, who is not there as any mentor
	ForCohort       Placeholder = "cohort"
	ForProgramme    Placeholder = "programme"
	ForCoordinators Placeholder = "coordinators"
	ForTitle        Placeholder = "title"   // of the survey
	ForStarts       Placeholder = "starts"  // the cohort's first day, if it is to come
	ForEnds         Placeholder = "ends"    // its last day, if it is to come
	ForWhy          Placeholder = "why"     // what speaks for the match
	ForAddress      Placeholder = "address" // the partner's, if both share theirs
	ForMeetings     Placeholder = "meetings"
	ForUnmet        Placeholder = "unmet_since" // the start of a pairing that never met
	ForGoals        Placeholder = "goals"
	ForOpen         Placeholder = "open"

	ForLog    Placeholder = "log"
	ForPlan   Placeholder = "plan"
	ForSurvey Placeholder = "survey"
	ForPage   Placeholder = "page"
	ForHome   Placeholder = "home"

	OfMentors Placeholder = "to mentors"
	OfMentees Placeholder = "to mentees"
	OfPeers   Placeholder = "to peers"
	// OfUndecided are those who have not said yes to a proposed match yet; OfUnsettled all
	// of a match to which somebody has not.
	OfUndecided Placeholder = "to undecided"
	OfUnsettled Placeholder = "to unsettled"
)

// IsAddress reports whether an address replaces the placeholder.
func (p Placeholder) IsAddress() bool {
	return slices.Contains([]Placeholder{ForLog, ForPlan, ForSurvey, ForPage, ForHome}, p)
}

// Keeps reports whether the placeholder stands for nothing and keeps its line for some
// readers.
func (p Placeholder) Keeps() bool {
	return slices.Contains([]Placeholder{OfMentors, OfMentees, OfPeers, OfUndecided, OfUnsettled}, p)
}

func placeholders() []Placeholder {
	return []Placeholder{ForName, ForPartner, ForAs, ForCohort, ForProgramme, ForCoordinators, ForTitle, ForStarts, ForEnds,
		ForWhy, ForAddress, ForMeetings, ForUnmet, ForGoals, ForOpen, ForLog, ForPlan, ForSurvey, ForPage, ForHome, OfMentors, OfMentees, OfPeers, OfUndecided, OfUnsettled}
}

// Template is a message with placeholders: its subject and the lines of its text,
// without the page's heading.
type Template struct {
	Kind    MessageKind
	To      Recipients // "" of a kind whose readers follow from the records
	Subject []Piece
	Lines   [][]Piece
}

// Piece is literal text or a placeholder.
type Piece struct {
	Words       string
	Placeholder Placeholder
}

// LetterKind returns the kind of message that the page would be a template of, by its
// path; ok is false if it lies elsewhere.
func (p *Page) LetterKind() (kind MessageKind, ok bool) {
	name, inside := strings.CutPrefix(p.Path, messageFolder)
	name, isPage := strings.CutSuffix(name, ".md")
	return MessageKind(name), inside && isPage && !strings.Contains(name, "/") && name != "README"
}

// template sets the template of a page that is one.
func (p *Page) template(problems *diag.List) {
	kind, inside := p.LetterKind()
	ours := slices.Contains(MessageKinds(), kind)
	if p.To != "" && ours {
		problems.Errorf(p.At("to"), "message", "take it out, or give a letter of your own another name", "to: whom %s goes to follows from the records", kind)
	}
	if !inside || !ours && p.To == "" || !utf8.Valid(p.Body) {
		return
	}
	t := &Template{Kind: kind, To: p.To}
	at := p.At("subject")
	if strings.TrimSpace(p.Subject) == "" {
		problems.Errorf(diag.Position{Path: p.Path, Line: 1, Column: 1}, "message", "begin the file with front matter: subject: …", "the message has no subject")
	}
	t.Subject = pieces(p.Subject, func(int) diag.Position { return at }, problems)
	for _, piece := range t.Subject {
		if piece.Placeholder.IsAddress() {
			problems.Errorf(at, "message", "put it into the text", "{%s} is an address, and has no place in a subject", piece.Placeholder)
		}
	}
	for n, line := range strings.Split(string(p.Body), "\n") {
		if len(t.Lines) == 0 && (strings.TrimSpace(line) == "" || strings.HasPrefix(line, "# ")) {
			continue
		}
		t.Lines = append(t.Lines, pieces(line, func(at int) diag.Position {
			return diag.Position{Path: p.Path, Line: n + 1, Column: at + 1}
		}, problems))
	}
	if len(t.Lines) == 0 {
		problems.Errorf(diag.Position{Path: p.Path, Line: 1, Column: 1}, "message", "write what people are to read below the front matter", "the message has no text")
	}
	p.Template = t
}

var braces = text.Pattern(`\{([^{}]*)\}`)

// pieces splits a line into pieces; at returns the position of its nth character.
func pieces(line string, at func(int) diag.Position, problems *diag.List) []Piece {
	var all []Piece
	rest := 0
	for _, m := range braces().FindAllStringSubmatchIndex(line, -1) {
		word := Placeholder(line[m[2]:m[3]])
		if !slices.Contains(placeholders(), word) {
			known := make([]string, 0, len(placeholders()))
			for _, p := range placeholders() {
				known = append(known, string(p))
			}
			meant := ""
			if near := prose.Suggest(string(word), known); near != "" {
				meant = "; did you mean {" + near + "}?"
			}
			problems.Errorf(at(utf8.RuneCountInString(line[:m[0]])), "placeholder", "known here: {"+strings.Join(known, "}, {")+"}", "nothing takes the place of {%s}%s", word, meant)
			continue
		}
		if m[0] > rest {
			all = append(all, Piece{Words: line[rest:m[0]]})
		}
		all, rest = append(all, Piece{Placeholder: word}), m[1]
	}
	if rest < len(line) {
		all = append(all, Piece{Words: line[rest:]})
	}
	return all
}
