package command

import (
	"cmp"
	"fmt"
	"slices"

	"pairbook/generator/internal/intake"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

func newSession() newRecord {
	return newRecord{
		name: "session", arg: "COHORT/PAIRING", example: "2026-autumn/swift --date 2026-11-18 --duration 45m --next 2026-12-02",
		short: "Log a meeting of a pairing",
		fields: []newField{
			{"date", "the day you met, such as 2026-11-12; today by default", valueField},
			{"duration", "such as 45m or 1h30m", valueField},
			{"attended", "ids of the members who were there; all of them by default", idsField},
			{"guests", "who else was there, an id or a name", textsField},
			{"format", "video, in-person or chat", valueField},
			{"topics", "what it was about, ids of topics", idsField},
			{"goals", "the goals it was about, their ids", idsField},
			{"action", "something agreed: \"WHO: WHAT by 2026-11-26\", WHO and the day may be left out", textsField},
			{"done", "ids of actions that are done", idsField},
			{"next", "the day you will meet again", valueField},
			{"notes", "anything that everybody with access may read", valueField},
			{"second", "write another log of a day that has one", switchField},
		},
		make: makeSession,
	}
}

func makeSession(d *draft) (string, []byte, error) {
	c, id, err := d.cohortAndID()
	if err != nil {
		return "", nil, err
	}
	p := c.Pairings.Get(record.PairingID(id))
	if p == nil {
		return "", nil, usagef("there is no pairing %q in %s%s", id, c.ID, prose.DidYouMean(record.PairingID(id), c.Pairings.IDs()))
	}
	s := d.session(p)
	var names []string
	for _, s := range p.Sessions {
		names = append(names, s.Name)
	}
	path := func(name string) string { return record.SessionPath(c.ID, p.ID, name) }
	name, err := d.freeName(s.Date, names, path)
	if err != nil {
		return "", nil, err
	}
	d.warnUncounted(p, s.Date)
	text, err := record.MarshalLog(s, d.value("notes"))
	return path(name), text, err
}

// session is what the fields say of a meeting.
func (d *draft) session(p *record.Pairing) *record.Session {
	s := &record.Session{
		Date:     cmp.Or(d.date("date"), d.o.AsOf),
		Duration: parseValue(d, "duration", "write it as 45m, 1h or 1h30m", when.ParseDuration),
		Guests:   valuesOf[string](d, "guests"),
		Format:   record.Medium(d.value("format")),
		Topics:   d.topics("topics"),
		Actions:  d.actions(p),
		Next:     d.date("next"),
	}
	if _, given := d.values["attended"]; given {
		attended := slices.Concat([]record.PersonID{}, valuesOf[record.PersonID](d, "attended"))
		s.Attended = &attended
	}
	for _, goal := range valuesOf[record.GoalID](d, "goals") {
		s.Goals = append(s.Goals, record.GoalTouched{ID: goal})
	}
	for _, action := range valuesOf[record.ActionID](d, "done") {
		s.Done = append(s.Done, record.ActionDone{ID: action})
	}
	return s
}

// freeName returns the name of the next log of a day, beside those of the given names. A second log of a day must
// be confirmed: more often a command was simply sent twice.
func (d *draft) freeName(day when.Date, taken []string, path func(name string) string) (string, error) {
	name := day.String()
	if slices.Contains(taken, name) && d.value("second") != "true" {
		there := fmt.Sprintf("a log of %s is there already: %s", day, path(name))
		if !d.prompter.confirm(there + "; write another?") {
			return "", usagef("%s; --second writes another", there)
		}
	}
	for n := 2; slices.Contains(taken, name); n++ {
		if n > 99 {
			return "", usagef("there are 99 logs of %s already", day)
		}
		name = fmt.Sprintf("%s-%d", day, n)
	}
	return name, nil
}

// warnUncounted warns of a meeting on a day that no figure counts.
func (d *draft) warnUncounted(p *record.Pairing, day when.Date) {
	switch {
	case p.Started == 0:
		d.warnf("this pairing has not started, so no figure counts the meeting; pairing.yaml says when it does")
	case day < p.Started:
		d.warnf("%s is before this pairing started, on %s, so no figure counts the meeting", day, p.Started)
	case p.Ended != 0 && day > p.Ended:
		d.warnf("%s is after this pairing ended, on %s, so no figure counts the meeting", day, p.Ended)
	case day > d.o.AsOf:
		d.warnf("%s is after today, %s, so no figure counts the meeting before that day", day, d.o.AsOf)
	}
}

func (d *draft) warnf(format string, args ...any) {
	d.warnings = append(d.warnings, fmt.Sprintf(format, args...))
}

// actions parses the agreed actions, whose ids are unique in the pairing.
func (d *draft) actions(p *record.Pairing) []record.Action {
	taken := intake.Actions(p)
	called := func(words string) (record.PersonID, bool) {
		if id := record.PersonID(words); d.o.Repo.People.Has(id) {
			return id, true
		}
		return intake.Called(p, d.o.Repo.People, words)
	}
	var actions []record.Action
	for _, text := range valuesOf[string](d, "action") {
		a, err := intake.Agreed(text, called)
		if err != nil && d.err == nil {
			d.err = usagef("--action: %v; write it as WHO: WHAT by 2026-11-26", err)
		}
		intake.Name(&a, taken)
		actions = append(actions, a)
	}
	return actions
}
