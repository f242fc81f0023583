package measure_test

import (
	"fmt"

	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Random programmes: small enough to hit the same days and ids often.

const (
	year  = 2026
	reach = 200 // days in which everything happens
)

var (
	firstDay  = when.Day(year-1, 10, 20)
	intervals = []when.Interval{
		{N: 3, Unit: when.Days}, {N: 10, Unit: when.Days}, {N: 1, Unit: when.Weeks}, {N: 2, Unit: when.Weeks},
		{N: 1, Unit: when.Months}, {N: 2, Unit: when.Months},
	}
	crowd = []record.PersonID{"ash", "bay", "cob", "dew", "elm", "fir", "guest"}
)

func drawDay(t *rapid.T, label string) when.Date {
	return firstDay + when.Date(rapid.IntRange(0, reach).Draw(t, label))
}

// maybe draws a day, or none as often.
func maybe(t *rapid.T, label string) when.Date {
	if rapid.Bool().Draw(t, label+" given") {
		return drawDay(t, label)
	}
	return 0
}

func drawRepository(t *rapid.T) *record.Repository {
	people := map[record.PersonID]*record.Person{}
	for _, id := range crowd {
		people[id] = &record.Person{ID: id, Name: string(id), Source: at("program/people/%s.yaml", id)}
	}
	people["fir"].Left = maybe(t, "fir left")
	program := drawProgram(t)
	c := drawCohort(t)
	return &record.Repository{
		People:   record.NewTable(people),
		Programs: record.NewTable(map[record.ProgramID]*record.Program{program.ID: program}),
		Cohorts:  record.NewTable(map[record.CohortID]*record.Cohort{c.ID: c}),
	}
}

func at(format string, args ...any) record.Source {
	return record.Source{Path: fmt.Sprintf(format, args...)}
}

func drawProgram(t *rapid.T) *record.Program {
	p := &record.Program{ID: "together", Format: record.Formal, Source: at("program/programs/together.yaml")}
	if rapid.IntRange(0, 5).Draw(t, "format") == 0 {
		p.Format = rapid.SampledFrom([]record.Format{record.Informal, record.Hybrid}).Draw(t, "other format")
	}
	if rapid.IntRange(0, 3).Draw(t, "cadence") > 0 {
		p.Cadence = rapid.SampledFrom(intervals).Draw(t, "program cadence")
	}
	p.Milestones = drawMilestones(t)
	return p
}

func drawMilestones(t *rapid.T) []record.Milestone {
	var all []record.Milestone
	for i := range rapid.IntRange(0, 3).Draw(t, "milestones") {
		all = append(all, record.Milestone{
			ID:    record.MilestoneID(fmt.Sprint("m", i)),
			After: rapid.SampledFrom(intervals).Draw(t, "after"),
		})
	}
	return all
}

func drawCohort(t *rapid.T) *record.Cohort {
	c := &record.Cohort{ID: "autumn", Program: "together", Source: at("program/cohorts/autumn/cohort.yaml")}
	if rapid.IntRange(0, 3).Draw(t, "overrides") == 0 {
		c.Cadence = rapid.SampledFrom(intervals).Draw(t, "cohort cadence")
		c.Milestones = drawMilestones(t)
	}
	enrolments := map[record.PersonID]*record.Enrolment{}
	for _, id := range crowd {
		if e := drawEnrolment(t, id); e.Mentor != nil || e.Mentee != nil || e.Peer != nil {
			enrolments[id] = e
		}
	}
	c.Enrolments = record.NewTable(enrolments)
	pairings := map[record.PairingID]*record.Pairing{}
	for i := range rapid.IntRange(0, 3).Draw(t, "pairings") {
		p := drawPairing(t, record.PairingID(fmt.Sprint("pair", i)))
		pairings[p.ID] = p
	}
	c.Pairings = record.NewTable(pairings)
	return c
}

func drawEnrolment(t *rapid.T, id record.PersonID) *record.Enrolment {
	e := &record.Enrolment{Person: id, Source: at("program/cohorts/autumn/enrolments/%s.yaml", id), Left: maybe(t, "left")}
	e.Status = rapid.SampledFrom([]record.Status{record.Accepted, record.Accepted, record.Waiting, record.Withdrawn}).Draw(t, "status")
	parties := rapid.IntRange(0, 7).Draw(t, "parties")
	if parties&1 != 0 {
		e.Mentor = &record.AsMentor{Capacity: rapid.IntRange(1, 2).Draw(t, "capacity")}
	}
	if parties&2 != 0 {
		e.Mentee = &record.AsMentee{}
	}
	if parties&4 != 0 {
		e.Peer = &record.AsPeer{}
	}
	return e
}

func drawPairing(t *rapid.T, id record.PairingID) *record.Pairing {
	folder := "program/cohorts/autumn/pairings/" + string(id)
	p := &record.Pairing{ID: id, Source: at("%s/pairing.yaml", folder)}
	p.State = rapid.SampledFrom([]record.PairingState{
		record.Proposed, record.Active, record.Active, record.Paused, record.Completed, record.Ended,
	}).Draw(t, "state")
	if rapid.IntRange(0, 9).Draw(t, "started") > 0 {
		p.Started = firstDay + when.Date(rapid.IntRange(0, reach/3).Draw(t, "start"))
	}
	if rapid.IntRange(0, 2).Draw(t, "has an end") == 0 {
		p.Ended = drawDay(t, "end")
	}
	if rapid.IntRange(0, 3).Draw(t, "peers") == 0 {
		p.Peers = drawMembers(t, 2, 4)
	} else {
		p.Mentors, p.Mentees = drawMembers(t, 1, 2), drawMembers(t, 1, 3)
	}
	for range rapid.IntRange(0, 3).Draw(t, "pauses") {
		p.Pauses = append(p.Pauses, drawPause(t))
	}
	for range rapid.IntRange(0, 2).Draw(t, "cadences") {
		p.Cadence = append(p.Cadence, record.CadenceStep{From: maybe(t, "cadence from"), Every: rapid.SampledFrom(intervals).Draw(t, "every")})
	}
	for i := range rapid.IntRange(0, 10).Draw(t, "sessions") {
		p.Sessions = append(p.Sessions, drawSession(t, folder, i))
	}
	if rapid.Bool().Draw(t, "plan") {
		p.Plan = drawPlan(t, folder)
	}
	return p
}

func drawPause(t *rapid.T) record.Pause {
	b := record.Pause{From: drawDay(t, "pause from")}
	if rapid.IntRange(0, 3).Draw(t, "open pause") > 0 {
		b.Until = b.From + when.Date(rapid.IntRange(-1, 30).Draw(t, "pause length"))
	}
	return b
}

func drawMembers(t *rapid.T, least, most int) []record.Member {
	var members []record.Member
	for range rapid.IntRange(least, most).Draw(t, "members") {
		m := record.Member{Person: rapid.SampledFrom(crowd[:6]).Draw(t, "member")}
		if rapid.IntRange(0, 2).Draw(t, "part of the time") == 0 {
			m.From, m.Until = maybe(t, "member from"), maybe(t, "member until")
		}
		members = append(members, m)
	}
	return members
}

func drawSession(t *rapid.T, folder string, i int) *record.Session {
	s := &record.Session{Date: drawDay(t, "session")}
	s.Name = fmt.Sprintf("%s-%d", s.Date, i)
	s.Source = at("%s/sessions/%s.md", folder, s.Name)
	s.Duration = when.Duration(rapid.SampledFrom([]int{0, 0, 20, 45, 90}).Draw(t, "duration"))
	if rapid.IntRange(0, 2).Draw(t, "attended given") > 0 {
		attended := rapid.SliceOfN(rapid.SampledFrom(crowd), 0, 6).Draw(t, "attended")
		s.Attended = &attended
	}
	s.Confirmed = rapid.SliceOfN(rapid.SampledFrom(crowd), 0, 2).Draw(t, "confirmed")
	action := rapid.Custom(func(t *rapid.T) record.ActionID {
		return record.ActionID(fmt.Sprint("a", rapid.IntRange(0, 5).Draw(t, "action")))
	})
	for range rapid.IntRange(0, 2).Draw(t, "actions") {
		s.Actions = append(s.Actions, record.Action{ID: action.Draw(t, "agreed"), Due: maybe(t, "due")})
	}
	for range rapid.IntRange(0, 2).Draw(t, "done") {
		s.Done = append(s.Done, record.ActionDone{ID: action.Draw(t, "done"), On: maybe(t, "done on")})
	}
	if rapid.IntRange(0, 3).Draw(t, "drops") == 0 {
		s.Dropped = append(s.Dropped, action.Draw(t, "dropped"))
	}
	return s
}

func drawPlan(t *rapid.T, folder string) *record.Plan {
	plan := &record.Plan{Source: at("%s/plan.yaml", folder)}
	for i := range rapid.IntRange(0, 4).Draw(t, "goals") {
		plan.Goals = append(plan.Goals, record.Goal{
			ID:  record.GoalID(fmt.Sprint("g", i)),
			Set: maybe(t, "set"), Done: maybe(t, "reached"), Dropped: maybe(t, "given up"),
		})
	}
	for range rapid.IntRange(0, 3).Draw(t, "reached") {
		plan.Milestones = append(plan.Milestones, record.MilestoneDone{
			ID:   record.MilestoneID(fmt.Sprint("m", rapid.IntRange(0, 2).Draw(t, "milestone"))),
			Done: drawDay(t, "milestone done"),
		})
	}
	return plan
}
