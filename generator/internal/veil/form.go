package veil

import (
	"fmt"
	"path"
	"strings"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// addressLimit is how long an address may be, encoded, that opens a form of
// the repository's host: it refuses longer ones.
const addressLimit = 7500

// addForms collects what the forms know; the pairings have been shown.
func (r *revealer) addForms() {
	data := &view.FormData{Said: sentences(), IDs: idForm(), Alphabet: text.TheAlphabet(), Aliases: r.byAlias(),
		Limits: view.FormLimits{Log: record.LogLimit, Record: record.RecordLimit, Address: addressLimit, FirstYear: when.FirstYear, LastYear: when.LastYear, Minutes: int(when.LongestDuration)},
		People: r.folder("program/people"), Pairings: map[string]*view.LogForm{}, Cohorts: map[string]view.JoinForm{}, Topics: []view.FormTopic{}}
	for _, t := range r.repo.Topics.All() {
		data.Topics = append(data.Topics, view.FormTopic{ID: string(t.ID), Name: t.Name, Aliases: t.Aliases})
	}
	for _, c := range r.shown.Cohorts {
		for _, p := range c.Pairings {
			if p.Log != nil {
				data.Pairings[p.Log.Key] = p.Log
			}
		}
		if c.State == string(record.CohortOpen) {
			join := view.JoinForm{Name: c.Name, Folder: r.folder("program/cohorts/" + c.ID + "/enrolments")}
			rec, program := r.repo.Cohorts.Get(record.CohortID(c.ID)), &record.Program{}
			if known := r.repo.Program(rec); known != nil {
				program = known
			}
			join.Parties, join.Mail = prose.Strings(program.PartiesIn(rec)), string(program.Help.Mail)
			data.Cohorts[c.ID] = join
		}
	}
	r.shown.Forms = data
}

// sentences are what the forms say in the words of `check`.
func sentences() map[string]view.Sentence {
	return map[string]view.Sentence{
		"required":     {Message: record.RequiredMessage, Hint: record.RequiredHint, Plain: "This is missing."},
		"date":         {Message: when.NoDate, Hint: record.DateHint, Plain: "This is not a day of the calendar."},
		"day":          {Message: when.NoDay, Hint: record.DateHint, Plain: "This is not a day of the calendar."},
		"year":         {Message: when.NoYear, Hint: record.YearHint, Plain: "This year cannot be right: %d."},
		"duration":     {Message: when.NoDuration, Hint: record.DurationHint, Plain: "Write how long it took as 45m, 1h or 1h30m."},
		"longDuration": {Message: when.LongDuration, Hint: record.DurationHint, Plain: "%q is longer than a meeting can be: %s is the most."},
		"id":           {Message: record.IDMessage, Hint: record.IDAllowed},
		"empty":        {Message: record.EmptyTextMessage, Plain: "There is nothing to read in it."},
		"oversize":     {Message: record.OversizeMessage, Hint: record.OversizeHint, Plain: "This makes a log of %s, and %s is the most."},
		"control":      {Message: record.ControlMessage, Hint: record.CharacterHint, Plain: "A character in it cannot be seen (U+%04X): delete it."},
		"hidden":       {Message: record.HiddenMessage, Hint: record.CharacterHint, Plain: "A character in it cannot be seen (U+%04X): delete it."},
		"afterEnd":     {Message: record.AfterEndMessage, Hint: record.AfterEndHint, Plain: "%s is after %q ends, on %s."},
		"beforeStart":  {Message: record.BeforeStartMessage, Hint: record.BeforeStartHint, Plain: "%s is before you started, %s, so no figure counts the meeting.", Warning: true},
		"future":       {Message: record.FutureMessage, Hint: record.FutureHint, Plain: "%s has not come yet, so no figure counts the meeting.", Warning: true},
		"nextBack":     {Message: record.NextBackMessage, Hint: record.NextBackHint, Plain: "%s is not after this meeting, on %s.", Warning: true},
		"dueBack":      {Message: record.DueBackMessage, Hint: record.DueBackHint, Plain: "%s is before this meeting, on %s.", Warning: true},
		"account":      {Message: record.AccountMessage, Hint: record.AccountHint, Plain: "%q cannot be the name of an account on %s."},
		"party":        {Message: record.PartyMessage, Hint: record.PartyHint, Plain: "Say as what you would like to take part."},
	}
}

// idForm is the form of a person's id, as the grammar has it.
func idForm() string {
	for _, k := range record.Kinds() {
		for _, key := range k.Shape.Keys {
			if k.Name == "session" && key.Name == "attended" {
				return key.Value.Of.Pattern
			}
		}
	}
	return ""
}

func (r *revealer) folder(file string) view.FormFolder {
	return view.FormFolder{Path: file, New: r.source.New(file), See: r.source.File(file)}
}

// logForm is what the form for a log knows of a pairing that goes on.
func (r *revealer) logForm(m *measure.Cohort, shown *view.Pairing, p *measure.Pairing) *view.LogForm {
	rec := p.Record
	form := &view.LogForm{Key: string(m.Record.ID) + "/" + shown.ID, Words: shown.ID, People: shown.People, Cohort: string(m.Record.ID), Within: shown.Cohort.Words,
		Page: shown.Path, Started: rec.Started, Ends: m.Record.Ends, Members: r.formMembers(rec), Actions: r.formActions(p), Goals: r.formGoals(p)}
	if m.Record.Ends < m.Record.Starts {
		form.Ends = 0
	}
	if form.Exact = r.path(rec.Path) == rec.Path; form.Exact {
		form.Folder = r.folder(path.Join(path.Dir(rec.Path), "sessions"))
		form.Record = r.source.File(rec.Path)
		if len(form.Goals) > 0 {
			form.Plan = r.source.Edit(rec.Plan.Path)
		}
	} else {
		folder := r.path(rec.Path)
		form.Folder = view.FormFolder{Path: folder, See: r.source.File(folder)}
	}
	if m.Program != nil {
		form.Template, form.Mail = m.Program.LogTemplate, string(m.Program.Help.Mail)
	}
	return form
}

// formMembers lists the members. Those who are called alike are numbered in
// the order of the record.
func (r *revealer) formMembers(rec *record.Pairing) []view.FormMember {
	var all []view.FormMember
	alike := map[string]int{}
	for _, m := range rec.Members() {
		who := r.who(m.Person, rec.PartyOf(m.Person), "")
		member := view.FormMember{Words: who.Words, Party: who.Party, Aside: m.StandsBy(), From: m.From, Until: m.Until}
		if r.named(m.Person) {
			member.ID = string(m.Person)
		}
		alike[who.Words]++
		all = append(all, member)
	}
	seen := map[string]int{}
	for i := range all {
		if words := all[i].Words; alike[words] > 1 {
			seen[words]++
			all[i].Words = fmt.Sprintf("%s (number %d)", words, seen[words])
		}
		if as := rec.Members()[i].As; as != "" {
			all[i].Words += ", " + string(as)
		}
	}
	return all
}

// formActions lists what is open, where its ids may be told.
func (r *revealer) formActions(p *measure.Pairing) []view.FormAction {
	var all []view.FormAction
	for _, a := range p.OpenActions() {
		if r.tellsAction(a.ID) {
			all = append(all, view.FormAction{ID: string(a.ID), What: a.What, Who: r.who(a.Who, p.Record.PartyOf(a.Who), "somebody").Words})
		}
	}
	return all
}

// formGoals lists the goals under way, where goals are published, without those whose
// id holds the id of somebody who is not named.
func (r *revealer) formGoals(p *measure.Pairing) []view.FormGoal {
	if !r.tells(goalsToMove) {
		return nil
	}
	var all []view.FormGoal
	for _, g := range p.Goals {
		if !g.Reached && !g.Given && !r.holdsID(strings.Split(string(g.ID), "-")) {
			all = append(all, view.FormGoal{ID: string(g.ID), Text: g.Text})
		}
	}
	return all
}
