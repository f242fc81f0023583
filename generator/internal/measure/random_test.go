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

// below draws a number from 0 to n-1, uniformly: rapid itself prefers small
// numbers, which makes empty programmes. It shrinks to 0.
func below(t *rapid.T, label string, n int) int {
	return int(rapid.Uint64().Draw(t, label) * 0x9E3779B97F4A7C15 >> 33 % uint64(n))
}

// between draws a number from low to high.
func between(t *rapid.T, label string, low, high int) int { return low + below(t, label, high-low+1) }

func oneOf[V any](t *rapid.T, label string, values []V) V {
	return values[below(t, label, len(values))]
}

func someOf[V any](t *rapid.T, label string, most int, values []V) []V {
	var some []V
	for range between(t, label+" count", 0, most) {
		some = append(some, oneOf(t, label, values))
	}
	return some
}

func drawDay(t *rapid.T, label string) when.Date {
	return firstDay + when.Date(between(t, label, 0, reach))
}

// maybe draws a day, or none with equal probability.
func maybe(t *rapid.T, label string) when.Date {
	if below(t, label+" given", 2) == 1 {
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
		Arrivals: drawArrivals(t, c),
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
	if between(t, "format", 0, 5) == 0 {
		p.Format = oneOf(t, "other format", []record.Format{record.Informal, record.Hybrid})
	}
	if between(t, "cadence", 0, 3) > 0 {
		p.Cadence = oneOf(t, "program cadence", intervals)
	}
	p.Milestones = drawMilestones(t)
	return p
}

func drawMilestones(t *rapid.T) []record.Milestone {
	var all []record.Milestone
	for i := range between(t, "milestones", 0, 3) {
		all = append(all, record.Milestone{
			ID:    record.MilestoneID(fmt.Sprint("m", i)),
			After: oneOf(t, "after", intervals),
			By:    oneOf(t, "by", []record.ProvenBy{record.ByHand, record.ByFirstMeeting, record.ByAgreement, record.ByGoals, record.ByHalfWay, record.ByLastMeeting}),
		})
	}
	return all
}

func drawCohort(t *rapid.T) *record.Cohort {
	c := &record.Cohort{ID: "autumn", Program: "together", Source: at("program/cohorts/autumn/cohort.yaml")}
	if between(t, "has an end", 0, 2) == 0 {
		c.Ends = drawDay(t, "cohort's end")
	}
	if between(t, "overrides", 0, 3) == 0 {
		c.Cadence = oneOf(t, "cohort cadence", intervals)
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
	most := 3
	if below(t, "a large cohort", 5) == 0 {
		most = 10
	}
	for i := range between(t, "pairings", 0, most) {
		p := drawPairing(t, record.PairingID(fmt.Sprint("pair", i)))
		pairings[p.ID] = p
	}
	c.Pairings = record.NewTable(pairings)
	return c
}

func drawEnrolment(t *rapid.T, id record.PersonID) *record.Enrolment {
	e := &record.Enrolment{Person: id, Source: at("program/cohorts/autumn/enrolments/%s.yaml", id), Left: maybe(t, "left")}
	e.Status = oneOf(t, "status", []record.Status{record.Accepted, record.Accepted, record.Waiting, record.Withdrawn})
	parties := between(t, "parties", 0, 7)
	if parties&1 != 0 {
		e.Mentor = &record.AsMentor{Capacity: between(t, "capacity", 1, 2)}
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
	p.State = oneOf(t, "state", []record.PairingState{
		record.Proposed, record.Active, record.Active, record.Paused, record.Completed, record.Ended,
	})
	if between(t, "started", 0, 9) > 0 {
		p.Started = firstDay + when.Date(between(t, "start", 0, reach/3))
	}
	if between(t, "has an end", 0, 2) == 0 {
		p.Ended = drawDay(t, "end")
		p.Reason = oneOf(t, "reason", []record.Reason{record.FinishedEarly, record.MovedOn, ""})
	}
	if between(t, "a single meeting", 0, 5) == 0 {
		p.Structure = record.Flash
	}
	if between(t, "peers", 0, 3) == 0 {
		p.Peers = drawMembers(t, 2, 4)
	} else {
		p.Mentors, p.Mentees = drawMembers(t, 1, 2), drawMembers(t, 1, 3)
	}
	for range between(t, "pauses", 0, 3) {
		p.Pauses = append(p.Pauses, drawPause(t))
	}
	for range between(t, "cadences", 0, 2) {
		p.Cadence = append(p.Cadence, record.CadenceStep{From: maybe(t, "cadence from"), Every: oneOf(t, "every", intervals)})
	}
	for i := range between(t, "sessions", 0, 14) {
		p.Sessions = append(p.Sessions, drawSession(t, folder, i))
	}
	for i := range between(t, "ends of actions", 0, 3) {
		end := &record.ActionEnd{Source: at("%s/actions/a%d.yaml", folder, 3*i), ID: record.ActionID(fmt.Sprint("a", 3*i)), Done: maybe(t, "ended on")}
		if between(t, "given up without a log", 0, 3) == 0 {
			end.Dropped = drawDay(t, "given up on")
		}
		p.ActionEnds = append(p.ActionEnds, end)
	}
	if below(t, "plan", 3) > 0 {
		p.Plan = drawPlan(t, folder)
	}
	return p
}

func drawPause(t *rapid.T) record.Pause {
	b := record.Pause{From: drawDay(t, "pause from")}
	if between(t, "open pause", 0, 3) > 0 {
		b.Until = b.From + when.Date(between(t, "pause length", -1, 30))
	}
	return b
}

func drawMembers(t *rapid.T, least, most int) []record.Member {
	var members []record.Member
	for range between(t, "members", least, most) {
		m := record.Member{Person: oneOf(t, "member", crowd[:6])}
		if between(t, "part of the time", 0, 2) == 0 {
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
	s.Duration = when.Duration(oneOf(t, "duration", []int{0, 0, 20, 45, 90}))
	if between(t, "attended given", 0, 2) > 0 {
		attended := append([]record.PersonID{}, someOf(t, "attended", 6, crowd)...)
		s.Attended = &attended
	}
	s.Confirmed = someOf(t, "confirmed", 2, crowd)
	action := func(label string) record.ActionID {
		return record.ActionID(fmt.Sprint("a", between(t, label, 0, 9)))
	}
	for range between(t, "actions", 0, 2) {
		s.Actions = append(s.Actions, record.Action{ID: action("agreed"), Due: maybe(t, "due")})
	}
	for range between(t, "done", 0, 2) {
		s.Done = append(s.Done, record.ActionDone{ID: action("done"), On: maybe(t, "done on")})
	}
	if between(t, "drops", 0, 3) == 0 {
		s.Dropped = append(s.Dropped, action("dropped"))
	}
	return s
}

func drawPlan(t *rapid.T, folder string) *record.Plan {
	plan := &record.Plan{Source: at("%s/plan.yaml", folder)}
	for i := range between(t, "goals", 0, 4) {
		plan.Goals = append(plan.Goals, record.Goal{
			ID:  record.GoalID(fmt.Sprint("g", i)),
			Set: maybe(t, "set"), Done: maybe(t, "reached"), Dropped: maybe(t, "given up"),
		})
	}
	for range between(t, "reached", 0, 3) {
		plan.Milestones = append(plan.Milestones, record.MilestoneDone{
			ID:   record.MilestoneID(fmt.Sprint("m", between(t, "milestone", 0, 2))),
			Done: drawDay(t, "milestone done"),
		})
	}
	for range between(t, "signatures", 0, 6) {
		plan.Agreement = append(plan.Agreement, record.Signature{Person: oneOf(t, "signs", crowd), Signed: drawDay(t, "signed")})
	}
	return plan
}
