package veil

import (
	"io/fs"
	"slices"
	"strings"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/programme"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// revealer makes shown values of records and figures, through the veil.
type revealer struct {
	*veil
	*places
	run       *programme.Run
	measured  *measure.Measured // of the run
	asOf      when.Date
	read      *markdown.Texts
	shown     *view.Programme
	metrics   map[record.MetricID]*view.Metric
	programs  map[record.ProgramID]*view.Program
	roles     map[record.RoleID]*view.Role
	cohorts   map[record.CohortID]*view.Cohort
	sharing   *fit.Sharing
	snapshots map[shift]snapshot
}

// Input is what is shown, and to whom.
type Input struct {
	Repo     *record.Repository
	AsOf     when.Date
	Folder   string               // of the programme in its repository; "." or "" for the top
	Revision string               // the commit of the records, with -modified after it where they differ; "" where it is not known
	Came     map[string]when.Date // the days on which files of the handbook came, where they are known
	Audience Audience
	Avoid    []fit.Avoid // people who must not meet, for the coordinators' proposals
	BaseURL  string      // the address of the site; "" for the one that site.yaml names, if any
	Files    fs.FS       // the repository's root, where the handbook's pictures are looked at; nil for none

	// Texts has the texts that were read before; nil for none.
	Texts *markdown.Texts

	// Step does a step of the run that figures, attention and proposals come of,
	// as in [programme.Options]; nil for plainly.
	Step func(name string, do func() error) error

	// Refused says why files were refused, by path. A page of the handbook
	// whose text cannot be shown gets a page that says so.
	Refused map[string][]string
}

// Show is what an audience may see of a programme.
func Show(in Input) *view.Programme {
	r := newRevealer(in)
	r.shown.Pages, r.shown.Assets = r.addHandbook(in)
	r.shown.Look = r.appearance()
	r.addMetrics()
	r.addRoles()
	r.addPrograms()
	for _, c := range r.measured.Cohorts {
		r.addCohort(in, c)
	}
	r.sortCohorts()
	r.addAttention()
	r.addEvidence()
	r.addPeople()
	r.addNetworks()
	r.addROIs()
	r.addForms()
	r.addAbout()
	return r.shown
}

// newRevealer is a revealer that has shown nothing yet but the site's title.
func newRevealer(in Input) *revealer {
	v := newVeil(in.Repo, in.Audience)
	p := newPlaces(v.repo, in.Folder, v.path)
	// What is computed is computed of what the audience may know.
	run := programme.Of(v.repo, programme.Options{AsOf: in.AsOf, Step: in.Step})
	r := &revealer{veil: v, places: p, run: run, measured: run.Measured(), asOf: in.AsOf, read: in.Texts,
		shown:     &view.Programme{Base: siteAddress(in), Source: p.source, AsOf: in.AsOf, Revision: in.Revision, Private: v.audience == Coordinators},
		metrics:   map[record.MetricID]*view.Metric{},
		programs:  map[record.ProgramID]*view.Program{},
		roles:     map[record.RoleID]*view.Role{},
		cohorts:   map[record.CohortID]*view.Cohort{},
		sharing:   fit.NewSharing(v.repo),
		snapshots: map[shift]snapshot{},
	}
	r.shown.Title = v.repo.Site.Title
	r.shown.Listed = v.repo.Site.Visibility == record.VisibilityPublic && v.audience != Coordinators
	r.shown.Counts = view.Counts(v.repo.Counts())
	return r
}

func (r *revealer) addMetrics() {
	for _, m := range measure.Metrics() {
		of := "Cohorts"
		if measure.OfPairings(m.ID) {
			of = "Pairings and cohorts"
		}
		r.addMetric(m, of)
	}
	for _, t := range measure.Terms() {
		r.shown.Terms = append(r.shown.Terms, view.Term(t))
	}
	if !r.asRecorded {
		r.shown.Terms = append(r.shown.Terms, view.Term{Name: "early ending, break", Meaning: "Where the day of an early ending or of a break may not be told, it is here on the first of the next month, " +
			"and every figure is computed as if that were its day. A break is here until the end of its last month; one that began and ended in the same month is not here."})
		r.shown.Terms = append(r.shown.Terms, view.Term{Name: "finished early", Meaning: "Why a pairing ended is not told here, so one that finished early, its goals reached, counts with the early endings."})
	}
	for i := range r.shown.Metrics {
		m := &r.shown.Metrics[i]
		r.metrics[record.MetricID(m.ID)] = m
	}
}

// addMetric shows a definition, under the words for what it is measured of.
func (r *revealer) addMetric(m measure.Metric, of string) {
	r.shown.Metrics = append(r.shown.Metrics, view.Metric{ID: string(m.ID), Name: m.Name, Unit: m.Unit, Definition: m.Definition, Better: string(m.Better), Of: of})
}

func (r *revealer) addRoles() {
	for _, rec := range r.repo.Roles.All() {
		role := &view.Role{ID: string(rec.ID), Name: rec.Name, Path: "roles/" + string(rec.ID) + ".html", Summary: rec.Summary, Benefits: rec.Benefits}
		for _, f := range rec.Facets {
			role.Facets = append(role.Facets, view.Facet{ID: string(f.ID), Name: f.Name, Summary: f.Summary, Practices: f.Practices})
		}
		for _, e := range rec.Expectations {
			role.Expectations = append(role.Expectations, r.expectation(e))
		}
		r.roles[rec.ID] = role
		r.shown.Roles = append(r.shown.Roles, role)
	}
}

func (r *revealer) questionText(survey record.SurveyID, question record.QuestionID) string {
	for _, p := range r.repo.Programs.All() {
		for _, s := range p.Surveys {
			for _, q := range s.Questions {
				if s.ID == survey && q.ID == question {
					return q.Text
				}
			}
		}
	}
	return string(question)
}

func (r *revealer) addPrograms() {
	for _, rec := range r.repo.Programs.All() {
		p := &view.Program{ID: string(rec.ID), Name: rec.Name, Path: "programs/" + string(rec.ID) + ".html", Purpose: rec.Purpose,
			Format: formatWords[rec.Format], Unasked: unasked[rec.Format], ToAsk: r.coordinators(r.here(rec.Coordinators)),
			Help: r.contact(rec.Help), Safeguarding: r.contact(rec.Safeguarding),
			Cadence: everyWords(rec.Cadence), Milestones: milestones(rec.Milestones)}
		if rec.Format != record.Formal {
			p.Cadence = ""
		}
		if rec.Format == record.Informal {
			p.Milestones = nil
		}
		if !rec.Duration.IsZero() {
			p.Duration = lengthWords(rec.Duration)
		}
		p.Events = r.events(rec.Events, "program/"+p.ID, view.Link{Words: p.Name, Path: p.Path})
		for _, s := range rec.Structures {
			p.Structures = append(p.Structures, structureWords[s])
		}
		for _, id := range rec.Roles {
			if role := r.roles[id]; role != nil {
				p.Roles = append(p.Roles, view.Link{Words: role.Name, Path: role.Path})
			}
		}
		for _, t := range rec.Training {
			title := r.address(t.Page)
			title.Words = t.Title
			p.Training = append(p.Training, view.Training{Title: title, Role: r.roleName(t.Role), Required: t.Required})
		}
		for _, o := range rec.Objectives {
			p.Objectives = append(p.Objectives, view.Objective{Statement: o.Statement, Metric: r.metrics[o.Metric], Target: r.target(o)})
		}
		r.programs[rec.ID] = p
		r.shown.Programs = append(r.shown.Programs, p)
	}
}

func (r *revealer) roleName(id record.RoleID) string {
	if role := r.roles[id]; role != nil {
		return role.Name
	}
	return string(id)
}

// target writes the value that an objective is to reach, as its metric is written, or as
// it says of itself.
func (r *revealer) target(o record.Objective) string {
	if o.Target == nil {
		return ""
	}
	unit, better := o.Unit, string(o.Better)
	if m := r.metrics[o.Metric]; m != nil {
		unit, better = m.Unit, m.Better
	}
	side := map[string]string{string(record.Higher): "at least ", string(record.Lower): "at most "}[better]
	return side + inUnit(*o.Target, unit)
}

// inUnit writes a number in a unit of its own, such as 90 % or 12 days.
func inUnit(value float64, unit string) string {
	if unit == "" {
		return view.AsWritten(value)
	}
	number, after := view.ValueWords(value, unit)
	return strings.TrimSpace(number + " " + after)
}

func milestones(recs []record.Milestone) []view.Milestone {
	var all []view.Milestone
	for _, m := range recs {
		all = append(all, view.Milestone{Name: m.Name, After: lengthWords(m.After), Owner: string(m.Owner)})
	}
	return all
}

// here leaves out who has left.
func (r *revealer) here(ids []record.PersonID) []record.PersonID {
	return slices.DeleteFunc(slices.Clone(ids), func(id record.PersonID) bool {
		who := r.repo.People.Get(id)
		return who != nil && who.Left != 0 && who.Left <= r.asOf
	})
}

func (r *revealer) coordinators(ids []record.PersonID) []view.Who {
	var all []view.Who
	unnamed := false
	for _, id := range ids {
		who := r.who(id, "", "a coordinator")
		if who.Path == "" && unnamed {
			continue
		}
		unnamed = unnamed || who.Path == ""
		all = append(all, who)
	}
	return all
}

// sortCohorts puts those that run first, then those that can be joined, then
// the closed ones, the newest of each first.
func (r *revealer) sortCohorts() {
	rank := map[string]int{"running": 0, "open": 1, "matching": 2, "closed": 3}
	slices.SortStableFunc(r.shown.Cohorts, func(a, b *view.Cohort) int {
		if d := rank[a.State] - rank[b.State]; d != 0 {
			return d
		}
		if d := b.Starts.Sub(a.Starts); d != 0 {
			return d
		}
		return strings.Compare(a.ID, b.ID)
	})
	for _, c := range r.shown.Cohorts {
		if c.Program != nil {
			c.Program.Cohorts = append(c.Program.Cohorts, c)
		}
	}
}

// everyWords says how often: "every 2 weeks", "every month".
func everyWords(i when.Interval) string {
	if i.IsZero() {
		return ""
	}
	return "every " + i.Long()
}

// lengthWords says how long: "2 weeks", "1 month".
func lengthWords(i when.Interval) string {
	if i.N == 1 {
		return "1 " + i.Long()
	}
	return i.Long()
}
