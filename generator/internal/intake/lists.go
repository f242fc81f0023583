package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pairbook/generator/internal/phrase"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/when"
)

// each reads the values of a list. Read reports the problem of one that will not do.
func each[T any](r *row, field string, read func(words string) (T, bool)) (all []T, ok bool) {
	texts, ok := r.list(field)
	for _, words := range texts {
		value, sound := read(words)
		all, ok = append(all, value), ok && sound
	}
	return all, ok
}

// parsedEach is each with values that parse; hint says how to write one.
func parsedEach[T any](r *row, field, hint string, parse func(words string) (T, error)) ([]T, bool) {
	return each(r, field, func(words string) (T, bool) {
		value, err := parse(words)
		if err != nil {
			r.bad(field, hint, "%v", err)
		}
		return value, err == nil
	})
}

// marked reads a list of ids, each alone or with more behind mark, which parse takes.
func marked[T any](r *row, field, mark, hint string, parse func(id, more string) (T, error)) ([]T, bool) {
	return each(r, field, func(words string) (T, bool) {
		id, more, _ := strings.Cut(words, mark)
		value, err := parse(id, more)
		if !r.validID(field, id) {
			return value, false
		}
		if err != nil {
			r.bad(field, hint, "%v", err)
		}
		return value, err == nil
	})
}

// ids reads a list of ids.
func ids[ID ~string](r *row, field string) ([]ID, bool) {
	return each(r, field, func(id string) (ID, bool) { return ID(id), r.validID(field, id) })
}

// links reads links, each as record.ParseLink does.
func links(r *row, field string) ([]record.NamedLink, bool) {
	return parsedEach(r, field, record.LinkHint, record.ParseLink)
}

// done reads the actions that are done: an id, or "ID on 2026-11-26".
func done(r *row, field string) ([]record.ActionDone, bool) {
	return marked(r, field, " on ", "write it as draft-the-talk, or draft-the-talk on 2026-11-26", func(id, day string) (d record.ActionDone, err error) {
		d.ID = record.ActionID(id)
		if day != "" {
			d.On, err = when.ParseDate(day)
		}
		return d, err
	})
}

// touched reads the goals that a meeting was about: an id, or "ID 40 %".
func touched(r *row, field string) ([]record.GoalTouched, bool) {
	return marked(r, field, " ", "write it as speak-freely, or speak-freely 40 %", func(id, percent string) (record.GoalTouched, error) {
		g := record.GoalTouched{ID: record.GoalID(id)}
		if percent == "" {
			return g, nil
		}
		n, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(percent, "%")))
		if err != nil || n < 0 || n > 100 {
			return g, fmt.Errorf("%q is no percentage", percent)
		}
		g.Percent = &n
		return g, nil
	})
}

// training reads the modules that somebody took: "ID on 2026-11-26".
func training(r *row, field string) ([]record.Trained, bool) {
	return marked(r, field, " on ", "write it as safeguarding on 2026-11-26", func(id, day string) (record.Trained, error) {
		on, err := when.ParseDate(day)
		return record.Trained{Module: record.TrainingID(id), Completed: on}, err
	})
}

// cleared reads the requirements that somebody meets: "ID on 2026-11-26", or with
// "by PERSON" behind it.
func (p *pass) cleared(r *row, field string) ([]record.ClearedRecord, bool) {
	return marked(r, field, " on ", "write it as references on 2026-11-26, or references on 2026-11-26 by ada", func(id, more string) (c record.ClearedRecord, err error) {
		if more == "" {
			return c, fmt.Errorf("%q does not say on which day", id)
		}
		day, by, told := strings.Cut(more, " by ")
		c.Requirement = record.RequirementID(id)
		if told {
			if !p.Repository.People.Has(record.PersonID(by)) && !p.people[record.PersonID(by)] {
				return c, fmt.Errorf("nobody has the id %q", by)
			}
			c.By = record.PersonID(by)
		}
		c.On, err = when.ParseDate(day)
		return c, err
	})
}

// accepted reads who agreed to a pairing: "PERSON on 2026-11-26".
func (p *pass) accepted(r *row, field string) ([]record.Acceptance, bool) {
	return each(r, field, func(words string) (a record.Acceptance, known bool) {
		called, day, _ := strings.Cut(words, " on ")
		a.Person, known = p.who(r, field, called)
		on, err := when.ParseDate(day)
		if a.On = on; err != nil {
			r.bad(field, "write it as ada on 2026-11-26", "%v", err)
		}
		return a, known && err == nil
	})
}

// everybody returns the people whom a list names.
func (p *pass) everybody(r *row, field string) ([]record.PersonID, bool) {
	people, ok := each(r, field, func(called string) (record.PersonID, bool) { return p.who(r, field, called) })
	return unique(people), ok
}

// spanForm is "WHAT from DAY until DAY"; each part may be left out.
var spanForm = text.Pattern(`^(.*?)(?:(?:^| )from (\S*\d\S*))?(?:(?:^| )until (\S*\d\S*))?$`)

// spanned parses what is so on some days; a day that is not given is 0.
func (r *row) spanned(words string) (what string, from, until when.Date, err error) {
	m := spanForm().FindStringSubmatch(words)
	for i, day := range []*when.Date{&from, &until} {
		if m[i+2] != "" && err == nil {
			*day, err = phrase.Day(m[i+2], r.bound.options.Dates)
		}
	}
	return m[1], from, until, err
}

// spannedWords writes what is so on some days as spanned parses it.
func spannedWords(what string, from, until when.Date) string {
	if from != 0 {
		what += " from " + from.String()
	}
	if until != 0 {
		what += " until " + until.String()
	}
	return strings.TrimSpace(what)
}

// pauses reads breaks: "from 2026-11-12 until 2026-11-26", or without an end.
func pauses(r *row, field string) ([]record.Pause, bool) {
	return parsedEach(r, field, "write it as from 2026-11-12 until 2026-11-26", func(words string) (record.Pause, error) {
		what, from, until, err := r.spanned(words)
		if err == nil && (what != "" || from == 0) {
			err = fmt.Errorf("%q does not say from which day", words)
		}
		return record.Pause{From: from, Until: until}, err
	})
}

// cadence reads how often people mean to meet: "2w", and "1mo from 2026-11-26" where it
// changes.
func cadence(r *row, field string) ([]record.CadenceStep, bool) {
	return parsedEach(r, field, "write it as 10d, 2w or 1mo, and behind a | 1mo from 2026-11-26 where it changes", func(words string) (record.CadenceStep, error) {
		what, from, until, err := r.spanned(words)
		if until != 0 {
			what = words
		}
		every, unread := when.ParseInterval(what)
		return record.CadenceStep{From: from, Every: every}, cmp.Or(err, unread)
	})
}

// mentorsAs are what a mentor can be, in the order in which a new record has them.
var mentorsAs = []record.MemberAs{"", record.CoMentor, record.Adviser, record.Backup}

// side sets the members under a key that are there as something, each a person or
// "PERSON from DAY until DAY". Who is there already keeps their days where the row has
// none. Named, if not nil, holds the fields of the key by the people whom they name
// without days: nobody may be in another, too.
func (p *pass) side(d *draft, r *row, field, key string, as record.MemberAs, target *[]record.Member, named map[record.PersonID]string) {
	given, ok := each(r, field, func(words string) (record.Member, bool) {
		called, from, until, err := r.spanned(words)
		if err != nil {
			r.bad(field, "write it as ada from 2026-11-12 until 2026-11-26", "%v", err)
			return record.Member{}, false
		}
		person, known := p.who(r, field, called)
		return record.Member{Person: person, As: as, From: from, Until: until}, known
	})
	if !ok {
		return
	}
	var there, others, members []record.Member
	for _, m := range *target {
		if m.As == as {
			there = append(there, m)
		} else if dated(m) || !slices.ContainsFunc(given, func(g record.Member) bool { return g.Person == m.Person && !dated(g) }) {
			others = append(others, m)
		}
	}
	for _, m := range unique(given) {
		of := func(o record.Member) bool { return o.Person == m.Person }
		if before := named[m.Person]; before != "" && before != field {
			r.bad(field, "leave each in one of the two, or say from and until which day", "%s is among the %s already", m.Person, before)
			return
		}
		if named != nil && !dated(m) {
			named[m.Person] = field
		}
		known := slices.DeleteFunc(slices.Clone(there), func(o record.Member) bool { return !of(o) })
		if dated(m) || len(known) == 0 || slices.ContainsFunc(given, func(o record.Member) bool { return of(o) && dated(o) }) {
			known = []record.Member{m}
		}
		members = append(members, known...)
	}
	if !slices.Equal(there, members) {
		members = append(members, others...)
		slices.SortStableFunc(members, func(a, b record.Member) int { return slices.Index(mentorsAs, a.As) - slices.Index(mentorsAs, b.As) })
		set(d, key, target, members)
	}
}

// dated reports whether somebody is a member on some days of a pairing alone.
func dated(m record.Member) bool { return m.From != 0 || m.Until != 0 }
