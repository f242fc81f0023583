package review

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// ofPair is for a session or the plan: the pair's.
func (j *judge) ofPair(d *Judged, c Change, id record.CohortID, pairing record.PairingID) {
	name := string(id) + "/" + string(pairing)
	d.Whose = say("the members of %s", name)
	cohort := j.in.Base.Cohorts.Get(id)
	var p *record.Pairing
	if cohort != nil {
		p = cohort.Pairings.Get(pairing)
	}
	switch {
	case p == nil:
		d.refuse(say("there is no pairing %s yet", name))
	case !j.member(p, j.in.AsOf):
		d.refuse(say("the author is no member of %s", name))
	case j.leftCohort(cohort):
		d.refuse(say("the author has left the cohort %s", string(id)))
	case c.Gone:
		d.refuse(say("deleting what was logged is for a coordinator"))
	default:
		refused, held := j.ofMember(c, p)
		d.Allowed, d.why = len(refused) == 0, slices.Concat(refused, held, j.over(cohort, p, name))
	}
}

// leftCohort tells whether the author's place in a cohort is given up.
func (j *judge) leftCohort(c *record.Cohort) bool {
	e := c.Enrolments.Get(j.person.ID)
	return e != nil && (e.Status == record.Withdrawn || e.Left != 0 && e.Left <= j.in.AsOf)
}

// over says what of a pairing is at its end: its figures have been told.
func (j *judge) over(c *record.Cohort, p *record.Pairing, name string) (held []Phrase) {
	switch {
	case c.State == record.CohortClosed:
		held = append(held, say("the cohort %s is closed", string(c.ID)))
	case c.Ends != 0 && c.Ends < j.in.AsOf:
		held = append(held, say("the cohort %s is over", string(c.ID)))
	}
	if (p.State == record.Completed || p.State == record.Ended) && p.Ended <= j.in.AsOf {
		held = append(held, say("the pairing %s is over", name))
	}
	return held
}

// ofMember is for what a member writes: what is not theirs to say or to take
// away, and what else somebody has to see.
func (j *judge) ofMember(c Change, p *record.Pairing) (refused, held []Phrase) {
	was, is := find(j.in.Base, c.Path), find(j.in.After, c.Path)
	if why := unfit(is, c.Path, j.problems); !why.empty() {
		held = append(held, why)
	}
	switch {
	case is == nil || is.Where().Incomplete:
		return nil, held
	case c.Added:
	case slices.Contains(j.in.Meanwhile, c.Path):
		return nil, append(held, say("somebody else has changed this file meanwhile"))
	case was == nil || was.Where().Incomplete:
		return nil, append(held, say("what was there could not be read, so that nobody knows what is gone"))
	}
	switch is := is.(type) {
	case *record.Session:
		if is.Date > j.in.AsOf.Add(1) { // a day's grace for those whose day begins earlier
			held = append(held, say("its day, %s, has not come yet", is.Date.String()))
		}
		before, _ := was.(*record.Session)
		refused = j.ofSession(p, before, is)
	case *record.Plan:
		before, _ := was.(*record.Plan)
		refused = j.ofPlan(before, is)
	}
	if !c.Added {
		refused = append(refused, emptied(was, is)...)
	}
	return refused, held
}

// ofSession is for what a log says of others, and whether it counts as before;
// was is nil for a new one.
func (j *judge) ofSession(p *record.Pairing, was, is *record.Session) (refused []Phrase) {
	fresh := was == nil
	if fresh {
		was = &record.Session{Date: is.Date}
	}
	for _, day := range slices.Compact([]when.Date{was.Date, is.Date}) {
		if !j.member(p, day) || !day.Within(p.Started, p.Ended) {
			refused = append(refused, say("the author was no member on %s, the day of the log", day.String()))
		}
	}
	before, after := j.others(was.Confirmed), j.others(is.Confirmed)
	for _, id := range after {
		if !slices.Contains(before, id) {
			refused = append(refused, say("it confirms the meeting in the name of %s, and each does that in a pull request of their own", string(id)))
		}
	}
	for _, id := range before {
		if !slices.Contains(after, id) {
			refused = append(refused, say("it takes back that %s confirmed the meeting", string(id)))
		}
	}
	if fresh {
		return refused
	}
	if len(before) > 0 && (was.Duration != is.Duration || !slices.Equal(present(p, was), present(p, is))) {
		refused = append(refused, say("it changes how long it was or who was there, which %s confirmed", string(before[0])))
	}
	if p.Held(was) && !p.Held(is) {
		refused = append(refused, say("the meeting counted, and would no longer"))
	}
	return refused
}

// others lists whom the author is not, each once, sorted.
func (j *judge) others(ids []record.PersonID) []record.PersonID {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id record.PersonID) bool { return id == j.person.ID })
	slices.Sort(ids)
	return slices.Compact(ids)
}

// present lists who was there, each once, sorted.
func present(p *record.Pairing, s *record.Session) []record.PersonID {
	ids := slices.Clone(p.Present(s))
	slices.Sort(ids)
	return slices.Compact(ids)
}

// ofPlan is for the signatures of others; was is nil for a new plan.
func (j *judge) ofPlan(was, is *record.Plan) (refused []Phrase) {
	signed := func(plan *record.Plan) map[record.PersonID][]when.Date {
		days := map[record.PersonID][]when.Date{}
		if plan == nil {
			return days
		}
		for _, s := range plan.Agreement {
			if s.Person != j.person.ID {
				days[s.Person] = append(days[s.Person], s.Signed)
			}
		}
		return days
	}
	before, after := signed(was), signed(is)
	for _, id := range slices.Sorted(maps.Keys(after)) {
		switch {
		case before[id] == nil:
			refused = append(refused, say("it signs in the name of %s, and each does that in a pull request of their own", string(id)))
		case !slices.Equal(before[id], after[id]):
			refused = append(refused, say("it changes the day on which %s signed", string(id)))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(before)) {
		if after[id] == nil {
			refused = append(refused, say("it takes the signature of %s away", string(id)))
		}
	}
	return refused
}

// emptied says what of a log or a plan is gone altogether: a field that was
// filled, all goals, milestones or actions that were there, or most of the notes.
func emptied(was, is record.Record) (refused []Phrase) {
	before, after := parts(was), parts(is)
	for _, field := range slices.Sorted(maps.Keys(before)) {
		if !slices.ContainsFunc(before[field], func(part any) bool { return slices.Contains(after[field], part) }) {
			refused = append(refused, say("it takes away all that was under %s", field))
		}
	}
	if was, ok := was.(*record.Session); ok && mostGone(string(was.Notes), string(is.(*record.Session).Notes)) {
		refused = append(refused, say("it takes most of the notes away"))
	}
	return refused
}

// parts lists, by field, the ids of what is in it, and one part for a field of
// what has none. Who was there, confirmed or signed has rules of its own.
func parts(rec record.Record) map[string][]any {
	of := map[string][]any{}
	record.Each(rec, func(path []any, value any) {
		field := path[0].(string)
		switch value.(type) {
		case record.GoalID, record.MilestoneID, record.ActionID:
			of[field] = append(of[field], value)
		case record.PersonID:
		default:
			if len(path) < 3 {
				of[field] = []any{nil}
			}
		}
	})
	return of
}

// mostGone tells whether fewer than half of the words are left.
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

// markup is what no routine log has: HTML, an image, or the start of either.
var markup = regexp.MustCompile(`<[a-zA-Z/!?]|!\[|&#`)

// unfit says what of a log or a plan has to be seen by somebody. What the checks
// say of it already is not said again.
func unfit(rec record.Record, file string, problems diag.List) Phrase {
	if rec == nil || rec.Where().Incomplete {
		if slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Path == file && p.Severity == diag.Error }) {
			return Phrase{}
		}
		return say("nothing reads it as a log or a plan")
	}
	marked := markup.Match(rec.Where().Text())
	record.Each(rec, func(_ []any, value any) {
		text, ok := value.(string)
		marked = marked || ok && markup.MatchString(text)
	})
	if marked {
		return say("it holds HTML or an image")
	}
	return Phrase{}
}

// find gives the log or the plan that a file is read as, or nil.
func find(repo *record.Repository, file string) record.Record {
	parts := strings.Split(file, "/")
	if kind := place(parts); kind != "session" && kind != "plan" {
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
	if p.Plan != nil && p.Plan.Path == file {
		return p.Plan
	}
	for _, s := range p.Sessions {
		if s.Path == file {
			return s
		}
	}
	return nil
}
