package intake

import (
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/topic"
	"pairbook/generator/internal/when"
)

// agreedForm is "[ID] WHO: WHAT by DAY"; all but WHAT may be left out.
var agreedForm = text.Pattern(`^(?:\[([a-z0-9][a-z0-9-]{0,63})\] ?)?((?:([^:]+): ?)?(.*?))(?: by (\d{4}-\d{2}-\d{2}))?$`)

// Agreed parses an action as people write it: "WHO: WHAT by 2026-11-26", where WHO and
// the day may be left out. WHO is who of the pairing is called so; other words before a
// colon belong to WHAT. An action has an id only where "[ID]" stands in front.
func Agreed(words string, called func(string) (record.PersonID, bool)) (record.Action, error) {
	m := agreedForm().FindStringSubmatch(strings.Join(strings.Fields(words), " "))
	a := record.Action{ID: record.ActionID(m[1]), What: m[2]}
	if m[3] != "" && m[4] != "" {
		if who, ok := called(m[3]); ok {
			a.Who, a.What = who, m[4]
		}
	}
	if a.What == "" {
		return a, fmt.Errorf("%q does not say what was agreed", words)
	}
	if m[5] != "" {
		var err error
		if a.Due, err = when.ParseDate(m[5]); err != nil {
			return a, err
		}
	}
	return a, nil
}

// Name gives an action an id of its words unless it has one, and another one where the
// id is taken; it is taken then.
func Name(a *record.Action, taken map[record.ActionID]bool) {
	if a.ID == "" || taken[a.ID] {
		a.ID = record.ActionID(text.Free(string(actionID(a.What)), func(id string) bool { return taken[record.ActionID(id)] }))
	}
	taken[a.ID] = true
}

func actionID(what string) record.ActionID { return record.ActionID(topic.ID(what)) }

// agreedWords writes an action as Agreed parses it, with the id where it is not made of
// the words.
func agreedWords(a record.Action) string {
	if a.ID != actionID(a.What) {
		return "[" + string(a.ID) + "] " + agreedText(a)
	}
	return agreedText(a)
}

// agreedText writes an action as Agreed parses it, without its id.
func agreedText(a record.Action) string {
	words := a.What
	if a.Who != "" {
		words = string(a.Who) + ": " + words
	}
	if a.Due != 0 {
		words += " by " + a.Due.String()
	}
	return strings.Join(strings.Fields(words), " ")
}

// Called returns the member of a pairing with an id or a name, or the only one with a
// first name.
func Called(p *record.Pairing, people record.Table[record.PersonID, *record.Person], called string) (record.PersonID, bool) {
	var first []record.PersonID
	for _, m := range p.Members() {
		if string(m.Person) == called {
			return m.Person, true
		}
		person := people.Get(m.Person)
		if person == nil {
			continue
		}
		name, wanted := text.Unaccented(person.Name), text.Unaccented(called)
		if name == wanted {
			return m.Person, true
		}
		if given, _, _ := strings.Cut(name, " "); given == wanted {
			first = append(first, m.Person)
		}
	}
	if len(first) != 1 {
		return "", false
	}
	return first[0], true
}

// agreed returns the actions in a row of a log. Those of the log that the row repeats
// stay as they are.
func (p *pass) agreed(d *day, r *row, s *record.Session) ([]record.Action, bool) {
	texts, ok := r.list("actions")
	var actions []record.Action
	taken, before := Actions(d.pairing), slices.Clone(s.Actions)
	for _, id := range p.drawn[d.pairing] {
		taken[id] = true
	}
	for _, words := range texts {
		a, err := Agreed(words, func(called string) (record.PersonID, bool) { return Called(d.pairing, p.Repository.People, called) })
		if err != nil {
			r.bad("actions", `write "WHO: WHAT by 2026-11-26"; WHO and the day may be left out`, "%v", err)
			return nil, false
		}
		i := slices.IndexFunc(before, func(b record.Action) bool { return agreedText(b) == agreedText(a) && a.ID == b.ID })
		if i < 0 && (a.ID == "" || taken[a.ID]) {
			i = slices.IndexFunc(before, func(b record.Action) bool { return agreedText(b) == agreedText(a) })
		}
		if i >= 0 {
			a = before[i]
			before = slices.Delete(before, i, i+1)
		} else {
			Name(&a, taken)
		}
		actions = append(actions, a)
	}
	return actions, ok
}

// Actions returns the ids of the actions in a pairing's logs.
func Actions(pairing *record.Pairing) map[record.ActionID]bool {
	taken := map[record.ActionID]bool{}
	for _, s := range pairing.Sessions {
		for _, a := range s.Actions {
			taken[a.ID] = true
		}
	}
	return taken
}
