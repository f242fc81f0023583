package veil

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/parallel"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

func (r *revealer) addCohort(in Input, m *measure.Cohort) {
	rec := m.Record
	c := &view.Cohort{ID: string(rec.ID), Name: rec.Name, Path: cohortPath(rec.ID),
		Program: r.programs[rec.Program], Starts: rec.Starts, Ends: rec.Ends,
		State: string(rec.State), Words: cohortStates[rec.State]}
	if c.Over = m.Over(); c.Over && rec.State != record.CohortClosed {
		c.State, c.Words = string(record.CohortClosed), "over, and not closed yet"
	}
	c.Week, c.Weeks = weekOf(rec, r.asOf)
	c.Coordinators, c.ToAsk = r.coordinators(rec.Coordinators), r.coordinators(r.here(rec.Coordinators))
	if program := r.repo.Program(rec); program != nil && c.Coordinators == nil {
		c.Coordinators = r.coordinators(program.Coordinators)
	}
	if c.ToAsk == nil && c.Program != nil {
		c.ToAsk = c.Program.ToAsk
	}
	if a := rec.Applications; a != nil {
		c.Opens, c.Closes = a.Opens, a.Closes
	}
	c.Planned = r.planned(rec, c.Program)
	c.Events = r.events(rec.Events, string(rec.ID), view.Link{Words: c.Name, Path: c.Path})
	if c.Program != nil {
		c.Events = append(c.Events, during(c.Program.Events, rec)...)
	}
	r.gatherings(rec, c)
	c.Events = inTurn(c.Events)
	c.Lessons = r.lessons(rec.Changes)
	r.cohorts[rec.ID] = c
	r.shown.Cohorts = append(r.shown.Cohorts, c)
	r.cohortPairings(m, c)
	r.cohortFigures(m, c)
	r.cohortPeople(m, c)
	r.addChanges(m, c)
	r.addComparison(m, c)
	r.addRetention(m, c)
	r.addMilestones(m, c)
	r.cohortPromises(m, c)
	r.addMatching(in, m, c)
}

// cohortPairings shows the pairings, and which of them look for somebody.
func (r *revealer) cohortPairings(m *measure.Cohort, c *view.Cohort) {
	c.Pairings = parallel.Map(m.Pairings, func(p *measure.Pairing) *view.Pairing { return r.pairing(m, c, p) })
	for i, p := range m.Pairings {
		if p.State == record.Open && !m.Record.Ended(r.asOf) && r.identified(p.Record) {
			c.Looking = append(c.Looking, c.Pairings[i])
		}
	}
	byPath := func(a, b *view.Pairing) int { return cmp.Compare(a.Path, b.Path) }
	slices.SortFunc(c.Pairings, byPath)
	slices.SortFunc(c.Looking, byPath)
}

// lessons are the changes up to the day, the newest first.
func (r *revealer) lessons(records []record.Change) (lessons []view.Lesson) {
	for _, c := range records {
		if c.On <= r.asOf {
			lessons = append(lessons, view.Lesson{On: c.On, What: c.What, Because: c.Because})
		}
	}
	slices.SortStableFunc(lessons, func(a, b view.Lesson) int { return cmp.Compare(b.On, a.On) })
	return lessons
}

// weekOf counts the weeks of a cohort that is on: the one of a day, and all.
func weekOf(c *record.Cohort, day when.Date) (week, of int) {
	if c.State != record.CohortRunning || !day.Within(c.Starts, c.Ends) {
		return 0, 0
	}
	return day.Sub(c.Starts)/7 + 1, c.Ends.Sub(c.Starts)/7 + 1
}

// responseRate is the metric that is a total over rounds of surveys.
const responseRate record.MetricID = "response_rate"

func (r *revealer) cohortFigures(m *measure.Cohort, c *view.Cohort) {
	for _, f := range m.Figures {
		c.Figures = append(c.Figures, r.cohortFigure(m, f))
	}
	for _, s := range m.Funnel {
		c.Funnel = append(c.Funnel, view.Stage{Name: s.Name, Count: s.Count()})
	}
	c.Started = m.Started()
	for _, w := range m.Retention {
		c.Retention = append(c.Retention, view.Survival{Week: w.Week, AtRisk: w.AtRisk, Endings: w.Events, Censored: w.Censored, Share: w.Survival, Interval: (*view.Interval)(w.Interval)})
	}
	c.States = counts(m.States, func(s measure.StateCount) string { return pairingStates[s.State] },
		func(s measure.StateCount) int { return len(s.Pairings) })
	c.Daily = daily(m)
	r.endings(m, c)
}

// daily counts held meetings by the day, whoever met.
func daily(m *measure.Cohort) []view.Period {
	held := map[when.Date]int{}
	for _, p := range m.Pairings {
		for _, s := range p.Held {
			held[s.Date]++
		}
	}
	var days []view.Period
	for _, day := range slices.Sorted(maps.Keys(held)) {
		days = append(days, view.Period{From: day, Held: held[day]})
	}
	return days
}

func (r *revealer) cohortPeople(m *measure.Cohort, c *view.Cohort) {
	c.Topics = r.topicBalance(m.Record)
	if r.tells(vacancies) {
		for _, l := range m.MentorLoad {
			load := view.MentorLoad{Mentor: r.who(l.Enrolment.Person, record.Mentors, ""), Has: len(l.Pairings), Of: l.Capacity}
			for _, p := range l.Pairings {
				load.Pairings = append(load.Pairings, r.pairingLink(m.Record, p.Record))
			}
			c.Load = append(c.Load, load)
		}
		for _, e := range m.Unmatched {
			party := record.Mentees
			if e.Mentee == nil {
				party = record.Peers
			}
			c.Waiting = append(c.Waiting, r.who(e.Person, party, ""))
		}
	}
}

func (r *revealer) topicBalance(c *record.Cohort) []view.TopicBalance {
	sought, offered := map[record.TopicID]int{}, map[record.TopicID]int{}
	of := r.counted(c)
	for _, e := range of[record.Mentors] {
		for _, t := range r.repo.Offers(e) {
			offered[t]++
		}
	}
	for _, e := range of[record.Mentees] {
		for _, t := range e.Mentee.Seeks {
			sought[t]++
		}
	}
	var balance []view.TopicBalance
	for _, t := range r.repo.Topics.IDs() {
		if sought[t]+offered[t] > 0 {
			balance = append(balance, view.TopicBalance{Topic: r.topicName(t), Sought: sought[t], Offered: offered[t]})
		}
	}
	slices.SortStableFunc(balance, func(a, b view.TopicBalance) int {
		return cmp.Or(b.Sought-a.Sought, b.Offered-a.Offered, cmp.Compare(a.Topic, b.Topic))
	})
	return balance
}

func (r *revealer) cohortPromises(m *measure.Cohort, c *view.Cohort) {
	for _, x := range m.Expectations {
		if !x.Expectation.Evidence.None() {
			c.Evidence = append(c.Evidence, r.evidence(c, m, x))
		}
	}
	for _, s := range m.Surveys {
		c.Rounds = append(c.Rounds, r.round(m, c, s))
	}
	if m.Program == nil {
		return
	}
	for _, o := range m.Program.Objectives {
		c.Objectives = append(c.Objectives, r.outcome(m, c, o))
	}
}

func (r *revealer) outcome(m *measure.Cohort, c *view.Cohort, o record.Objective) view.Outcome {
	shown := view.Outcome{Statement: o.Statement, Target: r.target(o)}
	if o.Metric != "" {
		i := slices.IndexFunc(c.Figures, func(f view.Figure) bool { return f.Metric.ID == string(o.Metric) })
		if i >= 0 {
			shown.Figure = &c.Figures[i]
			if f := shown.Figure; f.Value != nil {
				shown.Verdict = judge(m, o.Target, *f)
			}
		}
		if o.Metric == "time_to_first" && o.Target != nil {
			shown.Note, shown.Verdict = metBy(m, int(*o.Target))
		}
	}
	for _, res := range m.Record.Results {
		if res.Objective == o.ID && res.Value != nil && res.On <= r.asOf && res.On >= shown.On {
			shown.Value, shown.On = inUnit(*res.Value, o.Unit), res.On
			if o.Metric == "" && o.Better != "" {
				shown.Verdict = judge(m, o.Target, view.Figure{Value: res.Value, Metric: view.Metric{Better: string(o.Better)}})
			}
			if r.tells(sources) {
				shown.Source = res.Source
			}
		}
	}
	return shown
}

// metBy judges a promise of so many days to the first meeting by all pairings
// that have had these days, because the figure knows only those that have met: half
// of them are to have met by then. Without such a pairing there is nothing to judge yet.
func metBy(m *measure.Cohort, days int) (note, judged string) {
	met, due := m.MetBy(days)
	if len(due) == 0 {
		return "", ""
	}
	half, n, all := 0.5, float64(len(met)), float64(len(due))
	share := n / all
	judged = judge(m, &half, view.Figure{Value: &share, Interval: (*view.Interval)(measure.Wilson(n, all))})
	return fmt.Sprintf("%d of the %s that started at least %s ago met within that time", len(met), prose.Count(len(due), "pairing"), prose.Count(days, "day")), judged
}

// judge gives a verdict on a figure of a cohort, of which nothing is to come once the
// cohort is over.
func judge(m *measure.Cohort, target *float64, f view.Figure) string {
	if v := verdict(target, f); v != notYet || !m.Over() {
		return v
	}
	return inTheEnd
}

// The verdicts on what falls short, while a cohort goes on and when it is over.
const (
	notYet   = "not yet"
	inTheEnd = "not as hoped for"
)

// verdict says whether what was hoped for is reached: of a share by the interval in
// which it lies, since few can have been lucky, and of another value by that alone. It
// is empty where no number was hoped for.
func verdict(target *float64, f view.Figure) string {
	if target == nil {
		return ""
	}
	there := func(value float64) bool {
		if f.Metric.Better == string(record.Lower) {
			return value <= *target
		}
		return value >= *target
	}
	low, high := *f.Value, *f.Value
	if f.Interval != nil {
		low, high = f.Interval.Low, f.Interval.High
	}
	switch {
	case there(low) && there(high):
		return "as hoped for"
	case there(*f.Value):
		return "likely"
	case there(low) || there(high):
		return "unclear"
	}
	return notYet
}

func (r *revealer) round(m *measure.Cohort, c *view.Cohort, s measure.Survey) view.Round {
	shown := view.Round{Title: string(s.Answers.Survey), On: s.Answers.Date}
	if s.Definition != nil {
		shown.Title = s.Definition.Title
		shown.For = string(s.Definition.For)
		if s.Definition.For != "" {
			shown.Title += " (" + string(s.Definition.For) + "s)"
		}
	}
	if shown.Hidden = r.few(s.Answers.Answered); shown.Hidden != "" {
		return shown
	}
	shown.Response = r.figure(s.Response, view.CohortAPI(c.ID))
	shown.Response.Label = shown.Title + ": how many answered"
	for _, a := range s.Questions {
		q := view.Question{Text: a.Question.Text, Hidden: r.few(a.N)}
		if q.Hidden == "" {
			q.Counts, q.N, q.Satisfaction = a.Counts, a.N, r.figure(a.Satisfaction, view.CohortAPI(c.ID))
			q.Satisfaction.Label = a.Question.Text
			q.Since = r.since(m, s, a)
		}
		shown.Questions = append(shown.Questions, q)
	}
	return shown
}

func (r *revealer) pairingLink(c *record.Cohort, p *record.Pairing) view.Link {
	return view.Link{Words: r.labels[p], Path: pairingPath(c.ID, r.labels[p])}
}
