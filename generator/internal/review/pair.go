package review

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// ofPair judges a session, a plan or the end of an action, which belong to the pair.
func (j *judge) ofPair(d *Judged, c Change, id record.CohortID, pairing record.PairingID) {
	name := string(id) + "/" + string(pairing)
	d.Whose = phrase("the members of %s", name)
	cohort := j.in.Base.Cohorts.Get(id)
	var p *record.Pairing
	if cohort != nil {
		p = cohort.Pairings.Get(pairing)
	}
	switch {
	case p == nil:
		d.refuse(phrase("there is no pairing %s yet", name))
	case !j.member(p, j.in.AsOf):
		d.refuse(phrase("the author is no member of %s", name))
	case j.leftCohort(cohort):
		d.refuse(phrase("the author has left the cohort %s", string(id)))
	case c.Gone:
		d.refuse(phrase("deleting what was logged is for a coordinator"))
	default:
		refused, held := j.ofMember(c, p)
		d.Allowed, d.why = len(refused) == 0, slices.Concat(refused, held, j.overReasons(cohort, p, name))
	}
}

// ofPairing judges a pairing's own record: what it says of itself belongs to its
// members, and all else is for the coordinators.
func (j *judge) ofPairing(d *Judged, c Change, id record.CohortID, pairing record.PairingID) {
	was, edited := pairRecord(j.in.Base, c.Path).(*record.Pairing)
	is, readable := pairRecord(j.in.After, c.Path).(*record.Pairing)
	if c.Added || c.Gone || j.person == nil || !edited || !readable || !sameBesideWords(was, is) {
		ofCoordinators(d, id)
		return
	}
	j.ofPair(d, c, id, pairing)
}

// sameBesideWords reports whether the texts of two pairings differ only in what they
// say of themselves.
func sameBesideWords(a, b *record.Pairing) bool {
	var rest [2][]byte
	for i, p := range []*record.Pairing{a, b} {
		var err error
		if rest[i], err = record.SetKeys(p.Text(), &record.Pairing{}, "title", "summary", "links"); err != nil {
			return false
		}
	}
	return bytes.Equal(rest[0], rest[1])
}

// leftCohort reports whether the author has withdrawn from or left a cohort.
func (j *judge) leftCohort(c *record.Cohort) bool {
	e := c.Enrolments.Get(j.person.ID)
	return e != nil && (e.Status == record.Withdrawn || e.Left != 0 && e.Left <= j.in.AsOf)
}

// overReasons says whether a pairing or its cohort is over: its figures have been
// published.
func (j *judge) overReasons(c *record.Cohort, p *record.Pairing, name string) (held []Phrase) {
	switch {
	case c.State == record.CohortClosed:
		held = append(held, phrase("the cohort %s is closed", string(c.ID)))
	case c.Over(j.in.AsOf):
		held = append(held, phrase("the cohort %s is over", string(c.ID)))
	}
	if (p.State == record.Completed || p.State == record.Ended) && p.Ended <= j.in.AsOf || p.State == record.Declined {
		held = append(held, phrase("the pairing %s is over", name))
	}
	return held
}

// ofMember judges what a member writes: refused lists what is not theirs to say
// or to remove, held what else a person has to look at.
func (j *judge) ofMember(c Change, p *record.Pairing) (refused, held []Phrase) {
	was, is := pairRecord(j.in.Base, c.Path), pairRecord(j.in.After, c.Path)
	if why := unfitReason(is, c.Path, j.problems); !why.empty() {
		held = append(held, why)
	}
	switch {
	case is == nil || is.Where().Incomplete:
		return nil, held
	case c.Added:
	case slices.Contains(j.in.Meanwhile, c.Path):
		return nil, append(held, phrase("somebody else has changed this file meanwhile"))
	case was == nil || was.Where().Incomplete:
		return nil, append(held, phrase("what was there could not be read, so that nobody knows what is gone"))
	}
	switch is := is.(type) {
	case *record.Pairing:
		overlong := false
		record.Each(is, func(path []any, value any) { overlong = overlong || record.Overlong(is, path, value) > 0 })
		if overlong {
			held = append(held, phrase("its own words are longer than a page has room for"))
		}
	case *record.Session:
		held = append(held, j.ahead(is.Date)...)
		before, _ := was.(*record.Session)
		refused = j.ofSession(p, before, is)
	case *record.Plan:
		before, _ := was.(*record.Plan)
		refused = j.ofPlan(before, is)
	case *record.ActionEnd:
		for _, day := range []when.Date{is.Done, is.Dropped} {
			if day != 0 {
				held = append(held, j.ahead(day)...)
				refused = append(refused, j.notMember(p, day, "the day on which the action ended")...)
			}
		}
	}
	if !c.Added {
		refused = append(refused, removals(was, is)...)
	}
	return refused, held
}

// ahead says that a day has not come yet, with a day's grace for time zones ahead.
func (j *judge) ahead(day when.Date) []Phrase {
	if day > j.in.AsOf.Add(1) {
		return []Phrase{phrase("its day, %s, has not come yet", day.String())}
	}
	return nil
}

// notMember says that the author was no member of the pairing on a day, or that it
// had not begun or was over.
func (j *judge) notMember(p *record.Pairing, day when.Date, what string) []Phrase {
	if !j.member(p, day) || !day.Within(p.Started, p.Ended) {
		return []Phrase{phrase("the author was no member on %s, "+what, day.String())}
	}
	return nil
}

// ofSession refuses what a log says for others, and that it no longer counts; was
// is nil for a new one.
func (j *judge) ofSession(p *record.Pairing, was, is *record.Session) (refused []Phrase) {
	fresh := was == nil
	if fresh {
		was = &record.Session{Date: is.Date}
	}
	for _, day := range slices.Compact([]when.Date{was.Date, is.Date}) {
		refused = append(refused, j.notMember(p, day, "the day of the log")...)
	}
	before, after := j.others(was.Confirmed), j.others(is.Confirmed)
	for _, id := range after {
		if !slices.Contains(before, id) {
			refused = append(refused, phrase("it confirms the meeting in the name of %s, and each does that in a pull request of their own", string(id)))
		}
	}
	for _, id := range before {
		if !slices.Contains(after, id) {
			refused = append(refused, phrase("it takes back that %s confirmed the meeting", string(id)))
		}
	}
	if fresh {
		return refused
	}
	if len(before) > 0 && (was.Duration != is.Duration || !slices.Equal(present(p, was), present(p, is))) {
		refused = append(refused, phrase("it changes how long it was or who was there, which %s confirmed", string(before[0])))
	}
	if p.Held(was) && !p.Held(is) {
		refused = append(refused, phrase("the meeting counted, and would no longer"))
	}
	return refused
}

// speaks reports whether a pull request says what a person says of themselves: it
// is theirs, or they approve it.
func (j *judge) speaks(id record.PersonID) bool {
	return id == j.person.ID || j.with != nil && id == j.with.ID
}

// others returns the ids of those who do not speak, sorted and unique.
func (j *judge) others(ids []record.PersonID) []record.PersonID {
	ids = slices.DeleteFunc(slices.Clone(ids), j.speaks)
	slices.Sort(ids)
	return slices.Compact(ids)
}

// present returns the ids of those who were present, sorted and unique.
func present(p *record.Pairing, s *record.Session) []record.PersonID {
	ids := slices.Clone(p.Present(s))
	slices.Sort(ids)
	return slices.Compact(ids)
}

// ofPlan refuses changes to the signatures of others; was is nil for a new plan.
func (j *judge) ofPlan(was, is *record.Plan) (refused []Phrase) {
	signed := func(plan *record.Plan) map[record.PersonID][]when.Date {
		days := map[record.PersonID][]when.Date{}
		if plan == nil {
			return days
		}
		for _, s := range plan.Agreement {
			if !j.speaks(s.Person) {
				days[s.Person] = append(days[s.Person], s.Signed)
			}
		}
		return days
	}
	before, after := signed(was), signed(is)
	for _, id := range slices.Sorted(maps.Keys(after)) {
		switch {
		case before[id] == nil:
			refused = append(refused, phrase("it signs in the name of %s, and each does that in a pull request of their own", string(id)))
		case !slices.Equal(before[id], after[id]):
			refused = append(refused, phrase("it changes the day on which %s signed", string(id)))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(before)) {
		if after[id] == nil {
			refused = append(refused, phrase("it takes the signature of %s away", string(id)))
		}
	}
	return refused
}

// removals says what is removed completely from a record of a pair: a filled field,
// all goals, milestones or actions, or most of the notes.
func removals(was, is record.Record) (refused []Phrase) {
	before, after := parts(was), parts(is)
	for _, field := range slices.Sorted(maps.Keys(before)) {
		if !slices.ContainsFunc(before[field], func(part any) bool { return slices.Contains(after[field], part) }) {
			refused = append(refused, phrase("it takes away all that was under %s", field))
		}
	}
	if was, ok := was.(*record.Session); ok && mostGone(string(was.Notes), string(is.(*record.Session).Notes)) {
		refused = append(refused, phrase("it takes most of the notes away"))
	}
	return refused
}

// parts returns by field the ids of its entries, or one nil for a field without
// ids. It leaves out people: presence, confirmations and signatures have their
// own rules.
func parts(rec record.Record) map[string][]any {
	of := map[string][]any{}
	record.Each(rec, func(path []any, value any) {
		field := path[0].(string)
		switch value.(type) {
		case record.GoalID, record.MilestoneID, record.ActionID:
			of[field] = append(of[field], value)
		case record.Address:
			of[field] = []any{nil}
		case record.PersonID:
		default:
			if len(path) < 3 {
				of[field] = []any{nil}
			}
		}
	})
	return of
}

// mostGone reports whether fewer than half of the words are left.
func mostGone(was, is string) bool {
	left := map[string]int{}
	for _, word := range strings.Fields(is) {
		left[word]++
	}
	words, kept := strings.Fields(was), 0
	for _, word := range words {
		if left[word] > 0 {
			left[word]--
			kept++
		}
	}
	return 2*kept < len(words)
}

// markup matches what no routine log contains: HTML, an image, or the start of
// either.
var markup = regexp.MustCompile(`<[a-zA-Z/!?]|!\[|&#`)

// unfitReason says why a record of a pair needs to be read. It does not repeat what
// the checks report.
func unfitReason(rec record.Record, file string, problems diag.List) Phrase {
	if rec == nil || rec.Where().Incomplete {
		if slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Path == file && p.Severity == diag.Error }) {
			return Phrase{}
		}
		return phrase("nothing reads it as a record")
	}
	marked := markup.Match(rec.Where().Text())
	record.Each(rec, func(_ []any, value any) {
		text, ok := value.(string)
		marked = marked || ok && markup.MatchString(text)
	})
	if marked {
		return phrase("it holds HTML or an image")
	}
	return Phrase{}
}

// pairRecord returns the pairing, the log, the plan or the end of an action that is read
// from a file, or nil.
func pairRecord(repo *record.Repository, file string) record.Record {
	parts := strings.Split(file, "/")
	if kind := fileKind(parts); !slices.Contains([]string{"pairing", "session", "plan", "action"}, kind) {
		return nil
	}
	c := repo.Cohorts.Get(record.CohortID(parts[2]))
	if c == nil {
		return nil
	}
	p := c.Pairings.Get(record.PairingID(parts[4]))
	if p == nil {
		return nil
	}
	if p.Path == file {
		return p
	}
	if p.Plan != nil && p.Plan.Path == file {
		return p.Plan
	}
	for _, s := range p.Sessions {
		if s.Path == file {
			return s
		}
	}
	for _, a := range p.ActionEnds {
		if a.Path == file {
			return a
		}
	}
	return nil
}
