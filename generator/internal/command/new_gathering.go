package command

import (
	"cmp"
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

func newGathering() newRecord {
	return newRecord{
		name: "gathering", arg: "COHORT", example: "2026-autumn --date 2026-11-18 --title 'Half-way call' --everybody",
		short: "Write down a call or a meeting of a whole cohort",
		fields: []newField{
			{"date", "its day, such as 2026-11-12; today by default", valueField},
			{"title", "what it was, such as Half-way call", valueField},
			{"duration", "such as 45m or 1h30m", valueField},
			{"attended", "ids of those who came", idsField},
			{"notes", "anything that everybody with access may read", valueField},
			{"everybody", "write down everybody of the cohort; take out who did not come", switchField},
			{"second", "write another log of a day that has one", switchField},
		},
		make: makeGathering,
	}
}

func makeGathering(d *draft) (string, []byte, error) {
	c, err := d.cohort(d.arg)
	if err != nil {
		return "", nil, err
	}
	g := &record.Gathering{Title: d.value("title"), Date: cmp.Or(d.date("date"), d.o.AsOf), Duration: parseValue(d, "duration", record.DurationHint, when.ParseDuration)}
	attended := valuesOf[record.PersonID](d, "attended")
	if everybody := d.value("everybody") == "true"; everybody && attended != nil {
		return "", nil, usagef("--everybody and --attended: give one of the two")
	} else if everybody {
		gone := func(id record.PersonID) bool { return d.o.Repo.Gone(c, id, g.Date) }
		attended = slices.DeleteFunc(d.o.Repo.Around(c), gone)
	}
	if attended != nil {
		g.Attended = &attended
	}
	var names []string
	for _, other := range c.Gatherings {
		names = append(names, other.Name)
	}
	path := func(name string) string { return record.GatheringPath(c.ID, name) }
	name, err := d.freeName(g.Date, names, path)
	if err != nil {
		return "", nil, err
	}
	text, err := record.MarshalLog(g, d.value("notes"))
	return path(name), text, err
}
