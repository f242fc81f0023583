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
// the handbook page content/messages/KIND.md.
type MessageKind string

// The kinds of messages.
const (
	MessageMatched  MessageKind = "matched"  // they may meet
	MessageReminder MessageKind = "reminder" // something is open
	MessageSurvey   MessageKind = "survey"   // a survey is due
	MessageQuiet    MessageKind = "quiet"    // no meeting was logged lately
	MessageClosing  MessageKind = "closing"  // their time together ends
)

// MessageKinds lists the kinds, in the order of a pairing's life.
func MessageKinds() []MessageKind {
	return []MessageKind{MessageMatched, MessageReminder, MessageSurvey, MessageQuiet, MessageClosing}
}

// MessagePath returns the path of a kind's template.
func MessagePath(kind MessageKind) string { return "content/messages/" + string(kind) + ".md" }

// Placeholder is a name in braces in a template that a value replaces.
type Placeholder string

// The placeholders. Those of the second group are addresses.
const (
	ForName         Placeholder = "name"
	ForPartner      Placeholder = "partner"
	ForAs           Placeholder = "as" // what the reader is, who is not there as any mentor
	ForCohort       Placeholder = "cohort"
	ForProgramme    Placeholder = "programme"
	ForCoordinators Placeholder = "coordinators"
	ForTitle        Placeholder = "title" // of the survey
	ForEnds         Placeholder = "ends"  // the cohort's last day
	ForMeetings     Placeholder = "meetings"
	ForUnmet        Placeholder = "unmet_since" // the start of a pairing that never met
	ForGoals        Placeholder = "goals"
	ForOpen         Placeholder = "open"

	ForLog    Placeholder = "log"
	ForPlan   Placeholder = "plan"
	ForSurvey Placeholder = "survey"
	ForPage   Placeholder = "page"
)

// IsAddress reports whether an address replaces the placeholder.
func (p Placeholder) IsAddress() bool {
	return slices.Contains([]Placeholder{ForLog, ForPlan, ForSurvey, ForPage}, p)
}

func placeholders() []Placeholder {
	return []Placeholder{ForName, ForPartner, ForAs, ForCohort, ForProgramme, ForCoordinators, ForTitle, ForEnds,
		ForMeetings, ForUnmet, ForGoals, ForOpen, ForLog, ForPlan, ForSurvey, ForPage}
}

// Template is a message with placeholders: its subject and the lines of its text,
// without the page's heading.
type Template struct {
	Kind    MessageKind
	Subject []Piece
	Lines   [][]Piece
}

// Piece is literal text or a placeholder.
type Piece struct {
	Words       string
	Placeholder Placeholder
}

// template sets the template of a page that is one.
func (p *Page) template(problems *diag.List) {
	i := slices.IndexFunc(MessageKinds(), func(k MessageKind) bool { return MessagePath(k) == p.Path })
	if i < 0 || !utf8.Valid(p.Body) {
		return
	}
	t := &Template{Kind: MessageKinds()[i]}
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
