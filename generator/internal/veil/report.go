package veil

import (
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// Report makes a cohort's report for a sponsor, who sees no more than
// everybody may, but for the sources of results. There must be such a cohort.
func Report(in Input, cohort record.CohortID) *view.Report {
	r := reporter(in, sponsor)
	m := r.measured.Cohort(cohort)
	r.addCohort(in, m)
	return r.report(m, r.cohorts[cohort])
}

// reporter is a revealer that has shown what cohorts refer to.
func reporter(in Input, audience Audience) *revealer {
	in.Audience = audience
	r := newRevealer(in)
	r.addMetrics()
	r.addRoles()
	r.addPrograms()
	return r
}

// facts are the figures of a report that no promise is about, in this order.
var facts = []string{"enrolled", "match_rate", "met_within", "met", "met_three", "sessions_held", "hours", "cadence_kept", "follow_through", "goal_progress", "retention", "met_lately", "early_endings", "completed"}

func (r *revealer) report(m *measure.Cohort, c *view.Cohort) *view.Report {
	report := &view.Report{Site: r.shown.Title, Title: c.Name, Words: c.Words, Starts: c.Starts, Ends: c.Ends, AsOf: r.asOf, Revision: shortRevision(r.shown.Revision), Lessons: c.Lessons}
	if c.Week > 0 {
		report.Words += fmt.Sprintf(", week %d of %d", c.Week, c.Weeks)
	}
	if c.Program != nil {
		report.Programme, report.Purpose = c.Program.Name, c.Program.Purpose
	}
	if r.shown.Base != "" {
		report.Address = r.shown.Base + view.EscapePath(c.Path)
	}
	report.Opening = opening(m, c)
	if enrolled := view.Of(c.Figures, "enrolled"); enrolled.Value != nil && *enrolled.Value > 0 {
		report.Funnel = c.Funnel
	}
	promised := map[string]bool{}
	for _, o := range c.Objectives {
		report.Promises = append(report.Promises, promise(o, m))
		if o.Figure != nil {
			promised[o.Figure.Metric.ID] = true
		}
	}
	for _, id := range facts {
		i := slices.IndexFunc(c.Figures, func(f view.Figure) bool { return f.Metric.ID == id })
		if i < 0 || promised[id] || !c.Program.Asks(id) || id == "met_lately" && m.Over() { // it looks back from now
			continue
		}
		f := c.Figures[i]
		if f.Value == nil {
			report.Unknown = append(report.Unknown, f.Label+": "+f.Unavailable)
			continue
		}
		report.Facts = append(report.Facts, fact(f.Label, f, m))
	}
	r.voices(report, m, c)
	r.unknown(report, m, c)
	return report
}

// fact gives every figure an n: what is no ratio says how many pairings it is from.
func fact(label string, f view.Figure, m *measure.Cohort) view.Fact {
	shown := view.Fact{Label: label, Value: strings.TrimSpace(f.Number + " " + f.After), Of: f.Of}
	n := 0
	for _, p := range m.Pairings {
		if p.Figure(record.MetricID(f.Metric.ID)).Value != nil {
			n++
		}
	}
	if shown.Of == "" && n > 0 {
		shown.Of = "from " + prose.Count(n, "pairing")
	}
	return shown
}

func promise(o view.Outcome, m *measure.Cohort) view.Promise {
	p := view.Promise{Statement: o.Statement, Target: o.Target, Source: o.Source, Verdict: o.Verdict}
	switch {
	case o.Target == "":
		p.Target = "no number was set"
	case o.Figure != nil:
		p.Target = o.Figure.Metric.Name + ": " + o.Target
	}
	switch {
	case o.Figure != nil && o.Figure.Value != nil:
		f := fact("", *o.Figure, m)
		p.Value, p.Of = f.Value, f.Of
		if likely := o.Figure.Likely(); likely != "" && p.Verdict != "" {
			p.Of += ", " + likely
		}
		if o.Note != "" {
			p.Of += "; " + o.Note
		}
	case o.Figure != nil && o.Note != "":
		p.Value, p.Of = "no meeting yet", o.Note
	case o.Figure != nil:
		p.Unknown = o.Figure.Unavailable
	case o.Value != "":
		p.Value, p.Of = o.Value, "on "+o.On.Long()
	default:
		p.Unknown = "No result is recorded yet."
	}
	return p
}

// voices shows of each survey the last round that enough people answered, and
// says of those that too few did that they are unknown.
func (r *revealer) voices(report *view.Report, m *measure.Cohort, c *view.Cohort) {
	for _, round := range c.Rounds {
		if round.Hidden != "" {
			report.Unknown = append(report.Unknown, fmt.Sprintf("%s, %s: %s", round.Title, round.On.Long(), round.Hidden))
			continue
		}
		voice := view.Voice{Title: round.Title, On: round.On, Response: round.Response.Sum()}
		for _, q := range round.Questions {
			switch {
			case q.Hidden != "":
				report.Unknown = append(report.Unknown, fmt.Sprintf("%s, %s, “%s”: %s", round.Title, round.On.Long(), q.Text, q.Hidden))
			case q.Satisfaction.Value != nil:
				line := fact(q.Text, q.Satisfaction, m)
				if q.Since != "" {
					line.Of += "; " + q.Since
				}
				voice.Lines = append(voice.Lines, line)
			}
		}
		report.Voices = slices.DeleteFunc(report.Voices, func(earlier view.Voice) bool { return earlier.Title == voice.Title })
		report.Voices = append(report.Voices, voice)
	}
}

// unknown says what no figure of the report tells.
func (r *revealer) unknown(report *view.Report, m *measure.Cohort, c *view.Cohort) {
	say := func(format string, args ...any) {
		report.Unknown = append(report.Unknown, fmt.Sprintf(format, args...))
	}
	if f := view.Of(c.Figures, "response_rate"); f.Value != nil && *f.Denominator > *f.Numerator {
		say("What those think who did not answer: %s of %s came.", view.Quantity(*f.Numerator), prose.Count(int(*f.Denominator), "answer"))
	}
	if n := silent(m); n > 0 {
		say("How %s of %d got on: no meeting of theirs is logged, and they may have met all the same.", prose.Count(n, "pairing"), m.Started())
	}
	if len(m.EarlyEndings) > 0 {
		say("How many of the early endings came because all goals were reached, which is a success: reasons are not told one by one, so they count with the others.")
	}
	if c.EndingsNote != "" {
		say("Why some pairings ended early: %s", c.EndingsNote)
	}
	none := 0
	for _, x := range m.Expectations {
		if x.Expectation.Evidence.None() {
			none++
		}
	}
	if none > 0 {
		say("Whether people met %d of the %s of the roles: no record could show it.", none, prose.Count(len(m.Expectations), "expectation"))
	}
	say("What would have happened without the programme: people who join differ from those who do not, so nothing here says that one thing came of another.")
}

// Certificates are for everybody who completed a pairing in a cohort, by their
// id. They are for coordinators, to hand each to the one it names: nobody else
// is named on it but them. There must be such a cohort.
func Certificates(in Input, cohort record.CohortID) []*view.Certificate {
	r := reporter(in, Coordinators)
	m := r.measured.Cohort(cohort)
	r.addCohort(in, m)
	parts := map[record.PersonID][]view.Took{}
	for _, p := range m.Pairings {
		if p.State != record.Completed || !p.Started {
			continue
		}
		for _, member := range p.Record.Members() {
			if member.On(p.End) {
				parts[member.Person] = append(parts[member.Person], took(p, member.Person))
			}
		}
	}
	var all []*view.Certificate
	for _, id := range r.repo.People.IDs() {
		if len(parts[id]) > 0 {
			all = append(all, r.certificate(r.cohorts[cohort], r.repo.People.Get(id), parts[id]))
		}
	}
	return all
}

func (r *revealer) certificate(c *view.Cohort, who *record.Person, parts []view.Took) *view.Certificate {
	shown := &view.Certificate{ID: string(who.ID), Site: r.shown.Title, Name: who.Name, Cohort: c.Name, Parts: parts, On: r.asOf,
		Logo: r.pictureFile(r.repo.Site.Look.Logo)}
	if c.Program != nil {
		shown.Programme = c.Program.Name
	}
	for _, w := range c.Coordinators {
		shown.Coordinators = append(shown.Coordinators, w.Words)
	}
	return shown
}

// took says what somebody did in a pairing: the meetings that they came to, from the day
// on which they joined it.
func took(p *measure.Pairing, id record.PersonID) view.Took {
	meetings := 0
	var length when.Duration
	for _, s := range p.Held {
		if slices.Contains(p.Record.Present(s), id) {
			meetings++
			length += s.Duration
		}
	}
	joined := p.End
	for _, m := range p.Record.Members() {
		if m.Person == id {
			joined = min(joined, m.From)
		}
	}
	t := view.Took{Words: "as " + anonymous[p.Record.PartyOf(id)], From: max(p.Start, joined), Until: p.End, Meetings: prose.Count(meetings, "meeting")}
	if length > 0 {
		number, unit := view.ValueWords(length.Hours(), "hours")
		t.Hours = number + " " + unit
	}
	return t
}
