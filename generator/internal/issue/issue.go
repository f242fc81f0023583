// Package issue has the forms of GitHub's issues with which people log a meeting or
// join without git, and makes records of what they wrote there.
//
// [Forms] are derived from the grammar of records, and [Form.YAML] is the file that
// GitHub reads. [Parse] reads what GitHub tells of an issue, and [Desk.Take] gives the
// records, or says all that is wrong. Who writes is known by the number of their
// account: neither its name, which can pass to somebody else, nor any word of the issue
// says that. Whether the records are right is for package check to say.
package issue

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
)

// Event is what GitHub tells of an issue that was opened or edited.
type Event struct {
	Issue struct {
		Number int     `json:"number"`
		Body   string  `json:"body"`
		User   Account `json:"user"`
	} `json:"issue"`
	Sender Account `json:"sender"` // who wrote the text as it is
}

// Account is an account on GitHub.
type Account struct {
	Login string `json:"login"`
	ID    int    `json:"id"`
}

// Parse reads the JSON that GitHub sends of an issue.
func Parse(data []byte) (*Event, error) {
	e := new(Event)
	if err := json.Unmarshal(data, e); err != nil {
		return nil, fmt.Errorf("it is not the JSON that GitHub sends of an issue: %w", err)
	}
	if e.Issue.Number <= 0 || e.Issue.User.ID <= 0 || e.Issue.User.Login == "" || e.Sender.ID <= 0 {
		return nil, errors.New("it does not say which issue it is, whose and who wrote it: issue.number, issue.user.login, issue.user.id and sender.id")
	}
	e.Issue.Body = string(text.Normalise([]byte(e.Issue.Body)))
	return e, nil
}

// Problem is what has to be mended: in a field of the form by its label, or "" for all
// of it.
type Problem struct{ Label, Message, Hint string }

// noAnswer is what GitHub writes where a field is left empty.
const noAnswer = "_No response_"

// answers are what somebody wrote into a form, by the fields' ids.
type answers struct {
	form  Form
	given map[string]string
	desk  *Desk
	found []Problem
}

// read takes the text of an issue apart by the headings that GitHub makes of the
// labels. Any other heading belongs to the words below which it stands.
func read(body string) (*answers, bool) {
	lines := strings.Split(strings.TrimLeft(body, "\n \t"), "\n")
	for _, form := range Forms() {
		if strings.TrimRight(lines[0], " \t") != form.Opening() {
			continue
		}
		a := &answers{form: form, given: map[string]string{}}
		under := map[string][]string{}
		at := ""
		for _, line := range lines {
			if field := form.headed(line); field == nil {
				under[at] = append(under[at], line)
			} else if at = field.ID; under[at] != nil {
				a.wrong(at, "write that line another way in your own words", "the heading %q stands there twice, so nobody knows which text is meant", field.Label)
			} else {
				under[at] = []string{}
			}
		}
		for id, lines := range under {
			if words := strings.TrimSpace(strings.Join(lines, "\n")); words != noAnswer {
				a.given[id] = words
			}
		}
		a.unseen()
		return a, true
	}
	return nil, false
}

// Opening is the first line of an issue that was made with the form.
func (f Form) Opening() string { return "### " + f.Fields[0].Label }

// headed returns the field that a line is the heading of, nil for another line.
func (f Form) headed(line string) *Field {
	label, ok := strings.CutPrefix(strings.TrimRight(line, " \t"), "### ")
	i := slices.IndexFunc(f.Fields, func(field Field) bool { return ok && label == field.Label })
	if i < 0 {
		return nil
	}
	return &f.Fields[i]
}

// wrong notes what is wrong with a field.
func (a *answers) wrong(id, hint, format string, args ...any) {
	label := ""
	if i := slices.IndexFunc(a.form.Fields, func(field Field) bool { return field.ID == id }); i >= 0 {
		label = a.form.Fields[i].Label
	}
	a.found = append(a.found, Problem{label, fmt.Sprintf(format, args...), hint})
}

// unseen notes characters that nobody sees: quoted in a record, they would pass.
func (a *answers) unseen() {
	for _, field := range a.form.Fields {
		for c := range text.Unseen([]byte(a.given[field.ID])) {
			format := record.HiddenMessage
			if c.Control {
				format = record.ControlMessage
			}
			a.wrong(field.ID, record.CharacterHint, format, c.Rune)
		}
	}
}

// words are what somebody wrote into a line, with one space between them.
func (a *answers) words(id string) string { return strings.Join(strings.Fields(a.given[id]), " ") }

// rows are the lines of a field.
func (a *answers) rows(id string) (all []string) {
	for line := range strings.Lines(a.given[id]) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// list is what stands in a field with commas between.
func (a *answers) list(id string) (all []string) {
	for part := range strings.FieldsFuncSeq(a.given[id], func(r rune) bool { return r == ',' || r == '\n' }) {
		if part = strings.Join(strings.Fields(part), " "); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// chosen are the values of the choices that somebody made.
func (a *answers) chosen(id string) (values []string) {
	for _, field := range a.form.Fields {
		if field.ID != id {
			continue
		}
		for _, words := range a.rows(id) {
			if box, rest, ok := strings.Cut(words, "] "); ok && strings.HasPrefix(box, "- [") {
				if box == "- [ " {
					continue
				}
				words = rest
			}
			values = append(values, field.valueOf(words))
		}
	}
	return values
}

// valueOf returns the value of a choice, other words as they are.
func (f Field) valueOf(words string) string {
	for _, c := range f.Choices {
		if c.Words == words {
			return c.Value
		}
	}
	return words
}
