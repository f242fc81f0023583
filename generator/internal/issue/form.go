package issue

import (
	"slices"
	"sync"

	"pairbook/generator/internal/record"
)

// Form is a form for issues.
type Form struct {
	File        string // in .github/ISSUE_TEMPLATE
	Name        string
	Description string
	Lead        string // Markdown above the fields
	Fields      []Field
}

// Field asks for one thing. What it says comes from the site's form for the same.
type Field struct {
	ID       string // the name of the field in the site's form, and in addresses that fill it in
	Key      string // of the record, as in session.date; "" where none has it
	Label    string
	Help     string
	Example  string
	Rows     bool     // has several lines
	Required bool     // GitHub asks for it; a private repository's issues it lets pass
	Choices  []Choice // to choose one of, or with Many any of
	Many     bool
}

// Choice is a value of a record in the words of the form.
type Choice struct{ Value, Words string }

// everybody is what each form says first.
const everybody = "Everyone who can read this repository can read what you write here, now and later: no confidences, no names of third people, no e-mail addresses, no telephone numbers."

const listed = "One a line"

// WeMet is the form for the log of a meeting.
func WeMet() Form {
	return derived(Form{
		File: "we-met.yml", Name: "We met", Description: "Log a meeting: the day is enough. You need no git.",
		Lead: "The day and who was there make a complete log. Everything else is optional.\n\n" + everybody,
		Fields: []Field{
			{ID: "pairing", Label: "Which pairing?", Help: "The cohort and the code name. Leave it empty if you are in one pairing only.", Example: "2026-autumn/swift"},
			{ID: "date", Key: "session.date", Label: "The day you met", Example: "2026-11-12"},
			{ID: "attended", Key: "session.attended", Label: "Who was there?", Help: "Leave it empty if all of you were. If not, write the ids of those who were, with commas between, or “nobody” if it did not come about."},
			{ID: "duration", Key: "session.duration", Label: "How long? (optional)", Example: "45m, 1h or 1h30m"},
			{ID: "format", Key: "session.format", Label: "How?", Choices: []Choice{{"video", "by video"}, {"in-person", "in person"}, {"chat", "by chat"}}},
			{ID: "topics", Key: "session.topics", Label: "What was it about?", Help: "The programme’s topics, with commas between."},
			{ID: "actions", Key: "session.actions", Label: "What is to be done?", Help: listed + ". Who does it and by when can be said, too: “Noor: ask the planners by 2026-11-26”.", Rows: true},
			{ID: "guests", Key: "session.guests", Label: "Was somebody else there?", Help: listed + ", such as: a colleague from planning.", Rows: true},
			{ID: "introductions", Key: "session.introductions", Label: "Were you put in touch with somebody?", Help: listed + ", what kind of person, without their name.", Rows: true},
			{ID: "next", Key: "session.next", Label: "When do you meet next?", Example: "2026-11-26"},
			{ID: "notes", Label: "A few words, if you like", Help: everybody, Rows: true},
		},
	})
}

// Join is the form for a person's own record and their enrolment.
func Join() Form {
	return derived(Form{
		File: "join.yml", Name: "Join", Description: "Say who you are and what you would like to do in a cohort. You need no git.",
		Lead: "From this come two small files: one says who you are, and stays; the other says what you would like to do in a cohort. Your account on GitHub is written into the first, so that what you send later is known to be yours.\n\n" + everybody,
		Fields: []Field{
			{ID: "id", Label: "Your id", Help: "Small letters, digits and hyphens. It need not be your name, and it is the name of the file. If you took part before, write the id that you have.", Example: "noor", Required: true},
			{ID: "name", Key: "person.name", Label: "What you like to be called"},
			{ID: "alias", Key: "person.alias", Label: "A word that stands for you on the site", Help: "A bird, a tree, a colour: nothing that tells who you are."},
			{ID: "zone", Key: "person.time_zone", Label: "Your time zone", Example: "Europe/London"},
			{ID: "knows", Key: "person.topics", Label: "What you know about", Help: "The programme’s topics, with commas between."},
			{ID: "hide", Key: "person.publish", Label: "The site", Choices: []Choice{{"false", "I do not want to appear on the site"}}, Many: true},
			{ID: "cohort", Label: "Which cohort?", Help: "Leave it empty if only one can be joined.", Example: "2026-autumn"},
			{ID: "as", Label: "As what?", Choices: []Choice{{"mentor", "as a mentor"}, {"mentee", "as a mentee"}, {"peer", "as a peer"}}, Many: true},
			{ID: "seeks", Key: "mentee.seeks", Label: "What you would like to talk about", Help: "As a mentee: the programme’s topics, with commas between."},
			{ID: "goal", Key: "mentee.goals", Label: "A goal, in a sentence (optional)", Help: "As a mentee."},
			{ID: "offers", Key: "mentor.offers", Label: "What you can help with", Help: "As a mentor: the programme’s topics, with commas between. What your own record says, if you leave this empty."},
			{ID: "shares", Key: "peer.topics", Label: "What you would like to share as a peer", Help: "The programme’s topics, with commas between."},
		},
	})
}

// Forms are all forms.
func Forms() []Form { return []Form{WeMet(), Join()} }

// derived takes from the grammar of records what has to be written.
func derived(f Form) Form {
	for i := range f.Fields {
		if key, ok := grammar()[f.Fields[i].Key]; ok {
			f.Fields[i].Required = key.Required
		}
	}
	return f
}

// grammar is the keys that a form may ask for, by what Field.Key calls them.
var grammar = sync.OnceValue(func() map[string]record.Key {
	keys := map[string]record.Key{}
	add := func(prefix string, shape *record.Shape) {
		for _, key := range shape.Keys {
			keys[prefix+"."+key.Name] = key
		}
	}
	for _, k := range record.Kinds() {
		switch k.Name {
		case "session", "person":
			add(k.Name, k.Shape)
		case "enrolment":
			for _, part := range k.Shape.Keys {
				if slices.Contains([]string{"mentor", "mentee", "peer"}, part.Name) {
					add(part.Name, part.Value.Shape)
				}
			}
		}
	}
	return keys
})
