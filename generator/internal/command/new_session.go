package command

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
	"pairbook/generator/internal/when"
)

func newSession() newRecord {
	return newRecord{
		name: "session", arg: "COHORT/PAIRING", short: "Log a meeting of a pairing",
		fields: []newField{
			{"date", "the day you met, such as 2026-11-12; today by default", oneValue},
			{"duration", "such as 45m or 1h30m", oneValue},
			{"attended", "ids of the members who were there; all of them by default", someIDs},
			{"guests", "who else was there, an id or a name", someTexts},
			{"format", "video, in-person or chat", oneValue},
			{"topics", "what it was about, ids of topics", someIDs},
			{"goals", "the goals it was about, their ids", someIDs},
			{"action", "something agreed: \"WHO: WHAT by 2026-11-26\", WHO and the day may be left out", someTexts},
			{"done", "ids of actions that are done", someIDs},
			{"next", "the day you will meet again", oneValue},
			{"notes", "anything that everybody with access may read", oneValue},
			{"second", "write another log of a day that has one", aSwitch},
		},
		make: makeSession,
	}
}

func makeSession(w *writing) (string, []byte, error) {
	cohort, id, err := w.pair()
	if err != nil {
		return "", nil, err
	}
	c, err := w.cohort(cohort)
	if err != nil {
		return "", nil, err
	}
	p := c.Pairings.Get(record.PairingID(id))
	if p == nil {
		return "", nil, usagef("there is no pairing %q in %s%s", id, cohort, prose.DidYouMean(record.PairingID(id), c.Pairings.IDs()))
	}
	s := &record.Session{
		Date:     w.date("date"),
		Duration: read(w, "duration", "write it as 45m, 1h or 1h30m", when.ParseDuration),
		Guests:   some[string](w, "guests"),
		Format:   record.Medium(w.one("format")),
		Topics:   w.topics("topics"),
		Actions:  w.actions(p),
		Next:     w.date("next"),
	}
	if s.Date == 0 {
		s.Date = w.o.AsOf
	}
	if _, given := w.values["attended"]; given {
		attended := slices.Concat([]record.PersonID{}, some[record.PersonID](w, "attended"))
		s.Attended = &attended
	}
	for _, goal := range some[record.GoalID](w, "goals") {
		s.Goals = append(s.Goals, record.GoalTouched{ID: goal})
	}
	for _, action := range some[record.ActionID](w, "done") {
		s.Done = append(s.Done, record.ActionDone{ID: action})
	}
	name, err := w.freeName(c, p, s.Date)
	if err != nil {
		return "", nil, err
	}
	w.warnUncounted(p, s.Date)
	text, err := record.MarshalSession(s, w.one("notes"))
	return record.SessionPath(c.ID, p.ID, name), text, err
}

// freeName is the name of the next log of a day. A second one must be meant:
// more often a command was sent twice.
func (w *writing) freeName(c *record.Cohort, p *record.Pairing, day when.Date) (string, error) {
	taken := func(name string) bool {
		return slices.ContainsFunc(p.Sessions, func(s *record.Session) bool { return s.Name == name })
	}
	name := day.String()
	if taken(name) && w.one("second") != "true" {
		there := fmt.Sprintf("a log of %s is there already: %s", day, record.SessionPath(c.ID, p.ID, name))
		if !w.answers.confirm(there + "; write another?") {
			return "", usagef("%s; --second writes another", there)
		}
	}
	for n := 2; taken(name); n++ {
		if n > 99 {
			return "", usagef("there are 99 logs of %s already", day)
		}
		name = fmt.Sprintf("%s-%d", day, n)
	}
	return name, nil
}

// warnUncounted says when a meeting lies where no figure counts it.
func (w *writing) warnUncounted(p *record.Pairing, day when.Date) {
	switch {
	case p.Started == 0:
		w.warnf("this pairing has not started, so no figure counts the meeting; pairing.yaml says when it does")
	case day < p.Started:
		w.warnf("%s is before this pairing started, on %s, so no figure counts the meeting", day, p.Started)
	case p.Ended != 0 && day > p.Ended:
		w.warnf("%s is after this pairing ended, on %s, so no figure counts the meeting", day, p.Ended)
	case day > w.o.AsOf:
		w.warnf("%s is after today, %s, so no figure counts the meeting before that day", day, w.o.AsOf)
	}
}

func (w *writing) warnf(format string, args ...any) {
	w.warnings = append(w.warnings, fmt.Sprintf(format, args...))
}

// actionForm is "WHO: WHAT by DAY", of which WHO and the day may be missing.
var actionForm = regexp.MustCompile(`^(?:([a-z0-9][a-z0-9-]*):\s*)?(.*?)(?:\s+by\s+(\d{4}-\d{2}-\d{2}))?$`)

// actions reads what was agreed. An action's id is made of its words, and no
// other action of the pairing has it.
func (w *writing) actions(p *record.Pairing) []record.Action {
	taken := map[record.ActionID]bool{}
	for _, s := range p.Sessions {
		for _, a := range s.Actions {
			taken[a.ID] = true
		}
	}
	var actions []record.Action
	for _, text := range some[string](w, "action") {
		m := actionForm.FindStringSubmatch(strings.Join(strings.Fields(text), " "))
		due, err := when.ParseDate(m[3])
		if m[3] != "" && err != nil && w.err == nil {
			w.err = usagef("--action: %v; write the day as 2026-11-26", err)
		}
		words := record.ActionID(topic.ID(m[2]))
		id := words
		for n := 2; taken[id]; n++ {
			id = record.ActionID(fmt.Sprintf("%s-%d", words, n))
		}
		taken[id] = true
		actions = append(actions, record.Action{ID: id, Who: record.PersonID(m[1]), What: m[2], Due: due})
	}
	return actions
}
