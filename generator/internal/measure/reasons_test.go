package measure_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// reasons is every reason in reasons.go, by its constant's name.
func reasons(t *testing.T) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "reasons.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			words, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			all[spec.Names[0].Name] = words
		}
		return true
	})
	return all
}

// given is a case in which a reason is given, and its condition.
type given struct {
	reason string
	build  func(e *edge)
	asOf   string
	of     func(m *measure.Measured) measure.Figure
}

func ofPairing(id record.MetricID) func(*measure.Measured) measure.Figure {
	return func(m *measure.Measured) measure.Figure { return m.Cohorts[0].Pairings[0].Figure(id) }
}

func ofCohort(id record.MetricID) func(*measure.Measured) measure.Figure {
	return func(m *measure.Measured) measure.Figure { return m.Cohorts[0].Figure(id) }
}

// enrol adds an enrolment.
func (e *edge) enrol(en *record.Enrolment) {
	all := map[record.PersonID]*record.Enrolment{en.Person: en}
	for _, other := range e.cohort.Enrolments.All() {
		all[other.Person] = other
	}
	e.cohort.Enrolments = record.NewTable(all)
}

// ask adds a round of a survey with one question of a scale.
func (e *edge) ask(asked, answered int, counts map[int]int) {
	e.program.Surveys = []record.Survey{{ID: "month", Questions: []record.Question{{ID: "useful", Scale: 5}}}}
	e.cohort.Surveys = append(e.cohort.Surveys, &record.Answers{Source: at("program/cohorts/autumn/surveys/2026-09-20-month.yaml"), Survey: "month",
		Date: day(e.t, "2026-09-20"), Asked: asked, Answered: answered, Counts: map[record.QuestionID]map[int]int{"useful": counts}})
}

func (e *edge) over(date string) { e.pairing.State, e.pairing.Ended = record.Ended, day(e.t, date) }

func nothing(*edge) {}

var givens = []given{
	{"notStarted", nothing, "2026-09-06", ofPairing("hours")},
	{"notStarted", func(e *edge) { e.pairing.Started = 0 }, "2026-11-20", ofPairing("log_lag")},
	{"noneStarted", nothing, "2026-09-06", ofCohort("retention")},
	{"fewStarted", nothing, "2026-11-20", ofCohort("retention")},
	{"noneLongAgo", nothing, "2026-09-20", ofCohort("met_within")},
	{"noneHasIt", func(e *edge) {
		e.pairing.Plan = &record.Plan{Goals: []record.Goal{{ID: "g", Set: day(e.t, "2026-09-07"), Dropped: day(e.t, "2026-09-08")}}}
		e.other = &record.Pairing{ID: "wren", Started: day(e.t, "2026-09-07"), State: record.Active, Source: at("program/cohorts/autumn/pairings/wren/pairing.yaml")}
	}, "2026-11-20", ofCohort("goal_progress")},
	{"noMetric", nothing, "2026-11-20", ofPairing("retention")},
	{"noMetric", nothing, "2026-11-20", ofCohort("expectation_met")},
	{"noHistory", func(e *edge) { e.log("2026-09-10") }, "2026-11-20", ofPairing("log_lag")},
	{"noArrival", func(e *edge) { e.log("2026-09-10"); e.arrivals = &record.Arrivals{} }, "2026-11-20", ofCohort("log_lag")},
	{"notThen", func(e *edge) { e.came(e.log("2026-09-10"), "2026-09-10") }, "2026-11-20", func(m *measure.Measured) measure.Figure {
		c := m.Cohorts[0]
		for _, f := range c.Within(measure.Period{From: c.AsOf.Add(-7), To: c.AsOf}) {
			if f.ID == "confirmed" {
				return f
			}
		}
		return measure.Figure{}
	}},
	{"noMeeting", nothing, "2026-11-20", ofPairing("days_since_last")},
	{"noMeeting", func(e *edge) { e.log("2026-09-10", "ash"); e.log("2026-09-06"); e.log("2026-11-21") }, "2026-11-20", ofCohort("confirmed")},
	{"noDuration", func(e *edge) { e.log("2026-09-10"); e.log("2026-09-11", "ash").Duration = 60 }, "2026-11-20", ofPairing("hours")},
	{"onlyFormal", func(e *edge) { e.program.Format = record.Hybrid }, "2026-11-20", ofPairing("cadence_kept")},
	{"flashRhythm", func(e *edge) { e.pairing.Structure = record.Flash }, "2026-11-20", ofPairing("cadence_kept")},
	{"noRhythm", func(e *edge) { e.program.Cadence = when.Interval{} }, "2026-11-20", ofPairing("cadence_kept")},
	{"noRhythm", func(e *edge) {
		e.program.Cadence = when.Interval{}
		e.pairing.Cadence = []record.CadenceStep{{From: day(e.t, "2026-12-01"), Every: when.Interval{N: 2, Unit: when.Weeks}}}
	}, "2026-11-20", ofPairing("cadence_kept")},
	{"noStretch", nothing, "2026-09-10", ofPairing("cadence_kept")},
	{"noStretch", func(e *edge) { e.over("2026-09-12") }, "2026-11-20", ofPairing("cadence_kept")},
	{"noStretch", func(e *edge) { e.pause("2026-09-07", "") }, "2026-11-20", ofCohort("cadence_kept")},
	{"noAction", nothing, "2026-11-20", ofPairing("follow_through")},
	{"noAction", func(e *edge) {
		e.log("2026-09-10").Actions = []record.Action{{ID: "a", Due: day(e.t, "2026-09-12")}}
		e.log("2026-10-10").Dropped = []record.ActionID{"a"}
	}, "2026-11-20", ofPairing("follow_through")},
	{"noGoal", nothing, "2026-11-20", ofPairing("goal_progress")},
	{"noGoalKept", func(e *edge) {
		e.pairing.Plan = &record.Plan{Goals: []record.Goal{{ID: "g", Set: day(e.t, "2026-09-07"), Dropped: day(e.t, "2026-09-08")}}}
	}, "2026-11-20", ofPairing("goal_progress")},
	{"flashMilestones", func(e *edge) { e.pairing.Structure = record.Flash; e.milestone() }, "2026-11-20", ofPairing("milestones_kept")},
	{"noMilestone", nothing, "2026-11-20", ofPairing("milestones_kept")},
	{"noMilestoneDue", func(e *edge) { e.milestone() }, "2026-09-10", ofPairing("milestones_kept")},
	{"noMilestoneDue", func(e *edge) { e.milestone(); e.over("2026-09-12") }, "2026-11-20", ofPairing("milestones_kept")},
	{"noneGoesOn", func(e *edge) { e.log("2026-09-10"); e.over("2026-09-12") }, "2026-11-20", ofCohort("days_since_last")},
	{"noneLately", nothing, "2026-09-20", ofCohort("met_lately")},
	{"nobodyEnrolled", func(e *edge) {
		e.enrol(&record.Enrolment{Person: "bay", Status: record.Waiting, Mentee: &record.AsMentee{}})
		e.enrol(&record.Enrolment{Person: "ash", Status: record.Accepted, Mentor: &record.AsMentor{Capacity: 1}})
	}, "2026-11-20", ofCohort("match_rate")},
	{"nobodyMatched", nothing, "2026-11-20", ofCohort("met")}, // two are paired, without enrolments
	{"noPlace", nothing, "2026-11-20", ofCohort("mentor_load")},
	{"noPlace", func(e *edge) {
		e.enrol(&record.Enrolment{Person: "ash", Status: record.Accepted, Left: day(e.t, "2026-10-01"), Mentor: &record.AsMentor{Capacity: 1}})
	}, "2026-11-20", ofCohort("mentor_load")},
	{"nobodyAsked", nothing, "2026-11-20", ofCohort("response_rate")},
	{"nobodyAsked", func(e *edge) { e.ask(0, 0, nil) }, "2026-11-20", func(m *measure.Measured) measure.Figure { return m.Cohorts[0].Surveys[0].Response }},
	{"nobodyAnswered", func(e *edge) { e.ask(4, 0, nil) }, "2026-11-20", func(m *measure.Measured) measure.Figure { return m.Cohorts[0].Surveys[0].Questions[0].Satisfaction }},
	{"byQuestion", func(e *edge) { e.ask(4, 4, nil) }, "2026-11-20", ofCohort("satisfaction")},
	{"noAnswer", func(e *edge) {
		e.ask(4, 0, nil)
		e.program.Roles = []record.RoleID{"mentor"}
		e.role = &record.Role{ID: "mentor", Expectations: []record.Expectation{{ID: "there", Evidence: record.Evidence{Survey: "month", Question: "useful"}}}}
	}, "2026-11-20", func(m *measure.Measured) measure.Figure { return m.Cohorts[0].Expectations[0].Figure }},
	{"noEvidence", func(e *edge) {
		e.program.Roles = []record.RoleID{"mentor"}
		e.role = &record.Role{ID: "mentor", Expectations: []record.Expectation{{ID: "listen"}}}
	}, "2026-11-20", func(m *measure.Measured) measure.Figure { return m.Cohorts[0].Expectations[0].Figure }},
	{"nobodyTookPart", nothing, "2026-09-06", func(m *measure.Measured) measure.Figure { return m.Effort("together").Figures()[0] }},
	{"noMeetingThen", func(e *edge) { e.log("2026-09-10").Duration = 60 }, "2027-11-20", func(m *measure.Measured) measure.Figure { return m.Effort("together").Figures()[2] }},
	{"noDurationThen", func(e *edge) { e.log("2026-09-10").Duration = 60; e.log("2027-09-10") }, "2027-09-20", func(m *measure.Measured) measure.Figure { return m.Effort("together").Figures()[2] }},
}

func (e *edge) milestone() {
	e.program.Milestones = []record.Milestone{{ID: "plan", After: when.Interval{N: 2, Unit: when.Weeks}}}
}

// TestEveryReasonIsGiven lists each reason with its condition, and with further
// conditions that its words must not contradict.
func TestEveryReasonIsGiven(t *testing.T) {
	all, seen := reasons(t), map[string]bool{}
	for _, g := range givens {
		e := newEdge(t)
		g.build(e)
		f := g.of(measure.Programme(e.repository(), day(t, g.asOf)))
		if f.Value != nil || f.Unavailable != all[g.reason] || all[g.reason] == "" {
			t.Errorf("%s: %v, %q, want %q", g.reason, f.Value, f.Unavailable, all[g.reason])
		}
		seen[g.reason] = true
	}
	for name := range all {
		if !seen[name] {
			t.Errorf("no case gives the reason %s", name)
		}
	}
}

// TestReasonsAreTrue draws programmes and checks each given reason against the
// records, by the oracle.
func TestReasonsAreTrue(t *testing.T) {
	all := reasons(t)
	words := func(name string) string { return all[name] }
	rapid.Check(t, func(t *rapid.T) {
		repo, d := drawRepository(t), drawDay(t, "as of")
		c, program := repo.Cohorts.All()[0], repo.Programs.All()[0]
		m := measure.Programme(repo, d).Cohorts[0]
		var started []*pairOracle
		for i, p := range m.Pairings {
			o := oraclePairing(repo, c.Pairings.All()[i], c, d)
			if o.started {
				started = append(started, o)
			}
			for _, f := range p.Figures {
				if f.Value == nil && !o.says(words, f, c, program) {
					t.Errorf("%s of %s: %q is not true", f.ID, p.Record.ID, f.Unavailable)
				}
			}
		}
		for _, f := range m.Figures {
			if f.Value == nil && !cohortSays(words, f, m, started, program) {
				t.Errorf("%s: %q is not true", f.ID, f.Unavailable)
			}
		}
	})
}

// says reports whether a reason is true of a pairing.
func (o *pairOracle) says(words func(string) string, f measure.Figure, c *record.Cohort, program *record.Program) bool {
	flash := o.rec.Structure == record.Flash
	milestones := c.Milestones
	if len(milestones) == 0 {
		milestones = program.Milestones
	}
	switch f.Unavailable {
	case words("notStarted"):
		return !o.started
	case words("noHistory"):
		return o.came == nil
	case words("noArrival"):
		return o.came.Unknown == "" && len(o.waits()) == 0
	case untold:
		return o.came.Unknown == untold
	case words("noMeeting"):
		return len(o.held) == 0
	case words("noDuration"):
		return len(o.held) > 0 && !slices.ContainsFunc(o.held, func(s *record.Session) bool { return s.Duration > 0 })
	case words("onlyFormal"):
		return program.Format != record.Formal
	case words("flashRhythm"):
		return flash
	case words("noRhythm"):
		return c.Cadence.IsZero() && program.Cadence.IsZero() && !slices.ContainsFunc(o.rec.Cadence, func(s record.CadenceStep) bool { return s.From <= o.e })
	case words("noStretch"):
		return math.IsNaN(o.figures["cadence_kept"].value) && !flash && program.Format == record.Formal
	case words("noAction"):
		return !o.anyActionDue()
	case words("noGoal"), words("noGoalKept"):
		return o.goalsSay(f.Unavailable == words("noGoal"))
	case words("flashMilestones"):
		return flash
	case words("noMilestone"):
		return len(milestones) == 0
	case words("noMilestoneDue"):
		return !slices.ContainsFunc(milestones, func(m record.Milestone) bool { return later(o.s, m.After, 1) <= o.e })
	}
	return false
}

// anyActionDue reports whether an action in the logs, not dropped, has fallen due.
func (o *pairOracle) anyActionDue() bool {
	due, dropped := map[record.ActionID]when.Date{}, map[record.ActionID]bool{}
	for _, s := range o.logs {
		for _, a := range s.Actions {
			if _, known := due[a.ID]; !known {
				due[a.ID] = a.Due
			}
		}
		for _, id := range s.Dropped {
			dropped[id] = true
		}
	}
	for _, file := range o.rec.ActionEnds {
		dropped[file.ID] = dropped[file.ID] || file.Dropped != 0 && file.Dropped <= o.d
	}
	for id, day := range due {
		if day != 0 && !dropped[id] && day <= o.d {
			return true
		}
	}
	return false
}

// goalsSay reports whether a pairing has no goals, or else only dropped ones.
func (o *pairOracle) goalsSay(none bool) bool {
	set, kept := 0, 0
	if o.rec.Plan != nil {
		for _, g := range o.rec.Plan.Goals {
			if g.Set > o.d {
				continue
			}
			set++
			if g.Dropped == 0 || g.Dropped > o.d {
				kept++
			}
		}
	}
	return kept == 0 && none == (set == 0)
}

// cohortSays reports whether a reason is true of a cohort: its own reason, or one
// that is true of every started pairing.
func cohortSays(words func(string) string, f measure.Figure, m *measure.Cohort, started []*pairOracle, program *record.Program) bool {
	accepted := slices.DeleteFunc(slices.Clone(m.Record.Enrolments.All()), func(e *record.Enrolment) bool { return e.Status != record.Accepted })
	seeks := func(e *record.Enrolment) bool { return e.Mentee != nil || e.Peer != nil }
	stands := m.AsOf
	if m.Record.Ends != 0 && m.Record.Ends < stands {
		stands = m.Record.Ends
	}
	switch f.Unavailable {
	case words("noHistory"):
		return len(started) > 0 && started[0].came == nil
	case untold:
		return len(started) > 0 && started[0].came.Unknown == untold
	case words("fewStarted"):
		return f.ID == "retention" && len(started) > 0 && len(started) < 5
	case words("noneStarted"):
		return len(started) == 0
	case words("noneLongAgo"):
		return len(started) > 0 && !slices.ContainsFunc(started, func(o *pairOracle) bool { return o.d.Sub(o.s) >= 14 })
	case words("noneHasIt"):
		return !slices.ContainsFunc(m.Pairings, func(p *measure.Pairing) bool { return p.Figure(f.ID).Value != nil })
	case words("nobodyEnrolled"):
		return !slices.ContainsFunc(accepted, seeks)
	case words("nobodyMatched"):
		return !slices.ContainsFunc(accepted, func(e *record.Enrolment) bool { return seeks(e) && pairedIn(started, e.Person) })
	case words("noPlace"):
		return !slices.ContainsFunc(accepted, func(e *record.Enrolment) bool {
			return e.Mentor != nil && e.Mentor.Capacity > 0 && (e.Left == 0 || e.Left > stands) && e.Person != "fir"
		})
	case words("nobodyAsked"):
		return len(m.Record.Surveys) == 0
	case words("byQuestion"):
		return f.ID == "satisfaction"
	case words("noneGoesOn"):
		return !slices.ContainsFunc(started, func(o *pairOracle) bool {
			state := oracleState(o.rec, o.today)
			return (state == record.Active || state == record.Paused) && len(o.held) > 0
		})
	case words("noneLately"):
		return !slices.ContainsFunc(started, func(o *pairOracle) bool {
			return oracleState(o.rec, o.today) == record.Active && o.e.Sub(o.s) >= 6*7
		})
	}
	if f.ID == "hours" {
		return f.Unavailable == words("noDuration") && len(started) > 0 && math.IsNaN(oracleHours(started).value)
	}
	return len(started) > 0 && !slices.ContainsFunc(started, func(o *pairOracle) bool { return !o.says(words, f, m.Record, program) })
}

// pairedIn reports whether somebody was a mentee or peer of a pairing on a day in
// its course.
func pairedIn(started []*pairOracle, who record.PersonID) bool {
	for _, o := range started {
		for _, member := range slices.Concat(o.rec.Mentees, o.rec.Peers) {
			for d := o.s; d <= o.e; d++ {
				if member.Person == who && onDay(member, d) {
					return true
				}
			}
		}
	}
	return false
}
