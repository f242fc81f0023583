package health_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/health"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// scene is a cohort with one weekly pairing, of ash and bay, and a coordinator,
// in which nothing needs attention.
type scene struct {
	program  *record.Program
	cohort   *record.Cohort
	pairing  *record.Pairing
	people   map[record.PersonID]*record.Person
	enrolled map[record.PersonID]*record.Enrolment
	more     []*record.Pairing
}

func newScene() *scene {
	s := &scene{
		program: &record.Program{ID: "together", Source: at("programs/together.yaml"), Format: record.Formal, Cadence: weekly, Coordinators: []record.PersonID{"cyd"},
			Health: rules},
		cohort: &record.Cohort{ID: "autumn", Source: at("cohorts/autumn/cohort.yaml"), Program: "together", State: record.CohortRunning, Starts: start, Ends: start.Add(180)},
		pairing: &record.Pairing{ID: "otter", Source: at("pairings/otter/pairing.yaml"), State: record.Active, Started: start,
			Mentors: []record.Member{{Person: "ash"}}, Mentees: []record.Member{{Person: "bay"}}},
		people:   map[record.PersonID]*record.Person{},
		enrolled: map[record.PersonID]*record.Enrolment{},
	}
	for _, id := range []record.PersonID{"ash", "bay", "cyd"} {
		s.people[id] = &record.Person{ID: id, Source: at("people/" + string(id) + ".yaml")}
	}
	s.enrol("ash", record.Enrolment{Mentor: &record.AsMentor{Capacity: 1}})
	s.enrol("bay", record.Enrolment{Mentee: &record.AsMentee{}})
	return s
}

func at(path string) record.Source { return record.Source{Path: path} }

func (s *scene) enrol(id record.PersonID, e record.Enrolment) {
	e.Person, e.Source = id, at("enrolments/"+string(id)+".yaml")
	if e.Status == "" {
		e.Status = record.Accepted
	}
	s.enrolled[id] = &e
}

// meet adds logs on days after the start.
func (s *scene) meet(days ...int) *scene {
	for _, n := range days {
		s.pairing.Sessions = append(s.pairing.Sessions, &record.Session{Date: start.Add(n), Source: at(fmt.Sprintf("sessions/%03d.md", n))})
	}
	return s
}

// alone adds logs that only some members attended.
func (s *scene) alone(who record.PersonID, days ...int) {
	for _, n := range days {
		s.meet(n)
		last := s.pairing.Sessions[len(s.pairing.Sessions)-1]
		last.Attended, last.Path = &[]record.PersonID{who}, fmt.Sprintf("sessions/%03d-2.md", n)
	}
}

func (s *scene) note(from, until int) {
	s.cohort.Attention = append(s.cohort.Attention, &record.Attention{Pairing: "otter", Date: start.Add(from), Until: start.Add(until), Note: "wrote",
		Source: at(fmt.Sprintf("attention/otter-%d.yaml", from))})
}

func (s *scene) attention(day int) []health.Entry {
	pairings := map[record.PairingID]*record.Pairing{"otter": s.pairing}
	for _, p := range s.more {
		pairings[p.ID] = p
	}
	s.cohort.Pairings, s.cohort.Enrolments = record.NewTable(pairings), record.NewTable(s.enrolled)
	repo := &record.Repository{
		Programs: record.NewTable(map[record.ProgramID]*record.Program{"together": s.program}),
		Cohorts:  record.NewTable(map[record.CohortID]*record.Cohort{"autumn": s.cohort}),
		People:   record.NewTable(s.people),
	}
	return health.Attention(repo, measure.Programme(repo, start.Add(day)))
}

// weeksUntil returns the days of weekly meetings.
func weeksUntil(day int) []int {
	var days []int
	for n := 0; n <= day; n += 7 {
		days = append(days, n)
	}
	return days
}

func TestAttention(t *testing.T) {
	for _, c := range []struct {
		name  string
		day   int
		build func(s *scene)
		want  string // kind/next of each entry, with a star when it rests
		about string // what the first entry's words and records hold
	}{
		{"nothing", 60, func(s *scene) { s.meet(weeksUntil(60)...) }, "", ""},
		{"too early", 20, func(s *scene) { s.meet(1) }, "", ""},
		{"not met, and no stretch is over", 6, func(*scene) {}, "", ""},
		{"not met after the first stretch", 7, func(*scene) {}, "not-met/introduce", "by the logs they have not met since the start on 7 Sep 2026, 7 days ago, and they mean to meet every week | pairings/otter/pairing.yaml"},
		{"not met, looked at, and the note ran out", 20, func(s *scene) { s.note(8, 15) }, "not-met/call", "looked at once since | attention/otter-8.yaml"},
		{"not met, on a break", 20, func(s *scene) { s.pairing.Pauses = []record.Pause{{From: start.Add(3)}} }, "", ""},
		{"not met, and the first stretch was a break", 13, func(s *scene) { s.pairing.Pauses = []record.Pause{{From: start, Until: start.Add(6)}} }, "", ""},
		{"not met, and nobody came", 8, func(s *scene) { s.alone("dew", 3) }, "not-met/introduce", ""},
		{"not met, and a milestone is past", 20, func(s *scene) {
			s.program.Milestones = []record.Milestone{{ID: "m", Name: "Met", After: weekly}}
		}, "not-met/introduce", ""},
		{"met, and no stretch is over", 6, func(s *scene) { s.meet(1) }, "", ""},
		{"not met for three weeks", 21, func(*scene) {}, "not-met/introduce", ""},
		{"not met, and a mentee came later", 21, func(s *scene) {
			s.pairing.Mentees = []record.Member{{Person: "bay", Until: start.Add(19)}, {Person: "elm", From: start.Add(20)}}
		}, "not-met/introduce", "not met since the start on 7 Sep 2026, 21 days ago, and they mean to meet every week; a mentee joined on 27 Sep 2026 | pairings/otter/pairing.yaml"},
		{"quiet, and two came and a third went since they met", 40, func(s *scene) {
			s.meet(1)
			s.pairing.Mentors = append(s.pairing.Mentors, record.Member{Person: "cyd", From: start.Add(2)}, record.Member{Person: "fir", As: record.Backup, From: start.Add(3)})
			s.pairing.Mentees = []record.Member{{Person: "bay", From: start.Add(1)}, {Person: "elm", From: start.Add(20)}, {Person: "yew", From: start.Add(20), Until: start.Add(30)}, {Person: "oak", From: start.Add(41)}}
		}, "quiet/call", "and they mean to meet every week; a mentor joined on 9 Sep 2026 and a mentee joined on 27 Sep 2026 | sessions/001.md"},
		{"could use a hello, and never met", 22, func(*scene) {}, "say-hello/introduce", "22 days ago"},
		{"never met", 36, func(*scene) {}, "quiet/introduce", "by the logs they have not met since the start on 7 Sep 2026, 36 days ago | pairings/otter/pairing.yaml"},
		{"met long ago", 60, func(s *scene) { s.meet(1, 8) }, "quiet/call", "they last met on 15 Sep 2026, 52 days ago | sessions/008.md"},
		{"looked at once, and the note ran out", 60, func(s *scene) { s.meet(1, 8); s.note(30, 40) }, "quiet/other-match", "looked at once since | attention/otter-30.yaml"},
		{"looked at twice, and both notes ran out", 60, func(s *scene) { s.meet(1, 8); s.note(20, 25); s.note(30, 40) }, "quiet/other-match", "looked at twice since | attention/otter-20.yaml"},
		{"looked at three times", 60, func(s *scene) { s.meet(1, 8); s.note(20, 25); s.note(27, 29); s.note(30, 40) }, "quiet/other-match", "looked at 3 times since"},
		{"looked at before the last meeting", 60, func(s *scene) { s.meet(1, 8); s.note(5, 7) }, "quiet/call", ""},
		{"resting, on the last day", 60, func(s *scene) { s.meet(1, 8); s.note(50, 60) }, "quiet/call*", ""},
		{"rested until yesterday", 60, func(s *scene) { s.meet(1, 8); s.note(50, 59) }, "quiet/other-match", ""},
		{"a note of tomorrow", 60, func(s *scene) { s.meet(1, 8); s.note(61, 70) }, "quiet/call", ""},
		{"met a month ago", 36, func(s *scene) { s.meet(1, 13) }, "say-hello/hello", "23 days ago"},
		{"met a month ago, and looked at", 36, func(s *scene) { s.meet(1, 13); s.note(20, 30) }, "say-hello/call", ""},
		{"all of a pairing is one entry", 60, func(s *scene) {
			s.meet(1, 8)
			s.actions(3)
			s.people["ash"].Left = start.Add(20)
			s.program.Milestones = []record.Milestone{{ID: "m", Name: "Met", After: weekly}}
		}, "member-left+quiet+milestone-late+actions-overdue/replace", "the mentor left on 27 Sep 2026, and the pairing is not closed; by the logs they last met on 15 Sep 2026, 52 days ago, and they mean to meet every week; nobody has told of: “Met” (14 Sep 2026); 3 actions are open | sessions/008.md"},
		{"on a break", 60, func(s *scene) { s.meet(1); s.pairing.Pauses = []record.Pause{{From: start.Add(10)}} }, "", ""},
		{"a flash pairing that has met", 60, func(s *scene) { s.meet(1); s.pairing.Structure = record.Flash }, "", ""},
		{"a flash pairing that has not", 60, func(s *scene) { s.pairing.Structure = record.Flash }, "quiet/introduce", ""},
		{"one came alone once", 30, func(s *scene) { s.meet(weeksUntil(28)...); s.alone("bay", 29) }, "", ""},
		{"one came alone twice", 31, func(s *scene) { s.meet(weeksUntil(28)...); s.alone("bay", 29, 30) }, "one-sided/call", "2 of the last 4 meetings logged only the mentee's side | sessions/030-2.md"},
		{"one came alone three times", 32, func(s *scene) { s.meet(weeksUntil(28)...); s.alone("ash", 29, 30, 31) }, "one-sided/replace", "only the mentor's side"},
		{"each came alone", 33, func(s *scene) { s.meet(weeksUntil(28)...); s.alone("ash", 29, 30); s.alone("bay", 31, 32) }, "", ""},
		{"nobody came", 33, func(s *scene) { s.meet(weeksUntil(28)...); s.alone("dew", 29, 30) }, "", ""},
		{"a milestone six days late", 13, func(s *scene) {
			s.meet(1)
			s.program.Milestones = []record.Milestone{{ID: "m", Name: "Met", After: weekly}}
		}, "", ""},
		{"a milestone a week late", 14, func(s *scene) {
			s.meet(1)
			s.program.Milestones = []record.Milestone{{ID: "m", Name: "Met", After: weekly}}
		}, "milestone-late/agenda", "“Met” (14 Sep 2026) | pairings/otter/pairing.yaml"},
		{"a milestone reached late", 20, func(s *scene) {
			s.meet(1)
			s.program.Milestones = []record.Milestone{{ID: "m", Name: "Met", After: weekly}}
			s.pairing.Plan = &record.Plan{Milestones: []record.MilestoneDone{{ID: "m", Done: start.Add(19)}}}
		}, "", ""},
		{"hybrid: milestones only", 60, func(s *scene) {
			s.program.Format, s.program.Coordinators = record.Hybrid, nil
			s.program.Milestones = []record.Milestone{{ID: "m", Name: "Met", After: weekly}}
		}, "milestone-late/introduce", ""},
		{"informal: nothing", 60, func(s *scene) {
			s.program.Format, s.program.Coordinators = record.Informal, nil
			s.program.Milestones = []record.Milestone{{ID: "m", Name: "Met", After: weekly}}
		}, "", ""},
		{"two actions overdue", 20, func(s *scene) { s.meet(1, 8); s.actions(2) }, "", ""},
		{"three actions overdue", 20, func(s *scene) { s.meet(1, 8); s.actions(3) }, "actions-overdue/agenda", "3 actions are open and past their day, the oldest since 10 Sep 2026 | sessions/001.md"},
		{"the mentor left the cohort", 30, func(s *scene) { s.meet(weeksUntil(30)...); s.enrolled["ash"].Left = start.Add(30) }, "member-left/replace", "the mentor left on 7 Oct 2026 | enrolments/ash.yaml"},
		{"the mentee left altogether", 30, func(s *scene) { s.meet(weeksUntil(30)...); s.people["bay"].Left = start.Add(3) }, "member-left/other-match", "people/bay.yaml"},
		{"both left", 30, func(s *scene) {
			s.meet(weeksUntil(30)...)
			s.people["ash"].Left, s.people["bay"].Left = start.Add(3), start.Add(4)
		}, "member-left/other-match", "the mentor left on 10 Sep 2026 and the mentee left on 11 Sep 2026, and the pairing is not closed | people/bay.yaml"},
		{"the mentor leaves tomorrow", 30, func(s *scene) { s.meet(weeksUntil(30)...); s.people["ash"].Left = start.Add(31) }, "", ""},
		{"the mentor was replaced", 30, func(s *scene) {
			s.meet(weeksUntil(30)...)
			s.people["ash"].Left = start.Add(3)
			s.pairing.Mentors = []record.Member{{Person: "ash", Until: start.Add(3)}, {Person: "cyd", From: start.Add(4)}}
		}, "", ""},
		{"without a pairing", 7, func(s *scene) { s.meet(1); s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}}) }, "unmatched/other-match", "the cohort started on 7 Sep 2026 | enrolments/elm.yaml"},
		{"without a pairing before the start", -1, func(s *scene) { s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}}) }, "", ""},
		{"with a proposal", 7, func(s *scene) {
			s.meet(1)
			s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}})
			s.more = []*record.Pairing{{ID: "swan", Source: at("pairings/swan/pairing.yaml"), State: record.Proposed, Mentors: s.pairing.Mentors, Mentees: []record.Member{{Person: "elm"}}}}
		}, "unmatched/ask", "a match is proposed and has not begun | pairings/swan/pairing.yaml"},
		{"with a proposal to which all have said yes", 7, func(s *scene) {
			s.meet(1)
			s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}})
			s.more = []*record.Pairing{{ID: "swan", Source: at("pairings/swan/pairing.yaml"), State: record.Proposed, Mentors: s.pairing.Mentors, Mentees: []record.Member{{Person: "elm"}},
				Accepted: []record.Acceptance{{Person: "elm", On: start}, {Person: "ash", On: start}}}}
		}, "unmatched/begin", "a match is proposed and all have said yes, and it has not begun | pairings/swan/pairing.yaml"},
		{"with a proposal to which all but a backup have said yes", 7, func(s *scene) {
			s.meet(1)
			s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}})
			s.more = []*record.Pairing{{ID: "swan", Source: at("pairings/swan/pairing.yaml"), State: record.Proposed, Mentees: []record.Member{{Person: "elm"}},
				Mentors:  append(slices.Clone(s.pairing.Mentors), record.Member{Person: "fir", As: record.Backup}, record.Member{Person: "yew", Until: start.Add(1)}),
				Accepted: []record.Acceptance{{Person: "elm", On: start}, {Person: "ash", On: start}}}}
		}, "unmatched/begin", "a match is proposed and all have said yes, and it has not begun | pairings/swan/pairing.yaml"},
		{"with a proposal to which a stranger has said yes", 7, func(s *scene) {
			s.meet(1)
			s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}})
			s.more = []*record.Pairing{{ID: "swan", Source: at("pairings/swan/pairing.yaml"), State: record.Proposed, Mentors: s.pairing.Mentors, Mentees: []record.Member{{Person: "elm"}},
				Accepted: []record.Acceptance{{Person: "elm", On: start}, {Person: "yew", On: start}}}}
		}, "unmatched/ask", "a match is proposed and has not begun | pairings/swan/pairing.yaml"},
		{"with a proposal to which somebody will have said yes", 7, func(s *scene) {
			s.meet(1)
			s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}})
			s.more = []*record.Pairing{{ID: "swan", Source: at("pairings/swan/pairing.yaml"), State: record.Proposed, Mentors: s.pairing.Mentors, Mentees: []record.Member{{Person: "elm"}},
				Accepted: []record.Acceptance{{Person: "elm", On: start}, {Person: "ash", On: start.Add(365)}}}}
		}, "unmatched/ask", "a match is proposed and has not begun | pairings/swan/pairing.yaml"},
		{"without a pairing, and others have a proposal", 7, func(s *scene) {
			s.meet(1)
			s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}})
			s.enrol("fir", record.Enrolment{Mentee: &record.AsMentee{}})
			s.more = []*record.Pairing{{ID: "swan", Source: at("pairings/swan/pairing.yaml"), State: record.Proposed, Mentors: s.pairing.Mentors, Mentees: []record.Member{{Person: "fir"}}}}
		}, "unmatched/other-match unmatched/ask", "the cohort started on 7 Sep 2026 | enrolments/elm.yaml"},
		{"without a pairing, as what nobody is matched as", 7, func(s *scene) {
			s.meet(1)
			s.program.Matching.Shape = record.InPairs
			s.enrol("elm", record.Enrolment{Peer: &record.AsPeer{}})
		}, "unmatched/call", "the cohort started on 7 Sep 2026, and nobody is matched as a peer in it | enrolments/elm.yaml"},
		{"without a pairing, and one part of two is matched", 7, func(s *scene) {
			s.meet(1)
			s.program.Matching.Shape = record.InPeers
			s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}, Peer: &record.AsPeer{}})
		}, "unmatched/other-match", "the cohort started on 7 Sep 2026 | enrolments/elm.yaml"},
		{"waiting for a group, which --fill does not fill", 1, func(s *scene) {
			s.program.Matching.Shape = record.InGroups
			s.enrolled["ash"].Mentor.Capacity = 2
			s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}, Status: record.Waiting})
		}, "waiting/hello", "enrolments/elm.yaml"},
		{"waiting, and there is no place", 1, func(s *scene) { s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}, Status: record.Waiting}) }, "waiting/hello", "enrolments/elm.yaml"},
		{"waiting, and there is a place", 1, func(s *scene) {
			s.enrolled["ash"].Mentor.Capacity = 2
			s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}, Status: record.Waiting})
		}, "waiting/other-match", "1 place left"},
		{"waiting, and the place is proposed to another", 1, func(s *scene) {
			s.enrolled["ash"].Mentor.Capacity = 2
			s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}, Status: record.Waiting})
			s.more = []*record.Pairing{{ID: "swan", Source: at("pairings/swan/pairing.yaml"), State: record.Proposed, Mentors: s.pairing.Mentors, Mentees: []record.Member{{Person: "fir"}}}}
		}, "waiting/hello", ""},
		{"waiting, and an accepted mentee comes first", 1, func(s *scene) {
			s.enrolled["ash"].Mentor.Capacity = 2
			s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}, Status: record.Waiting})
			s.enrol("fir", record.Enrolment{Mentee: &record.AsMentee{}})
		}, "waiting/hello unmatched/other-match", ""},
		{"waiting, and the applications are open", -8, func(s *scene) {
			s.cohort.Applications = &record.Applications{Closes: start.Add(-8)}
			s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}, Status: record.Waiting})
		}, "", ""},
		{"waiting, and the applications have closed", -7, func(s *scene) {
			s.cohort.Applications = &record.Applications{Closes: start.Add(-8)}
			s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}, Status: record.Waiting})
		}, "waiting/hello", ""},
		{"over capacity", 7, func(s *scene) {
			s.meet(1)
			s.more = []*record.Pairing{{ID: "swan", Source: at("pairings/swan/pairing.yaml"), State: record.Active, Started: start, Mentors: s.pairing.Mentors, Mentees: []record.Member{{Person: "fir"}}}}
			s.more[0].Sessions = []*record.Session{{Date: start.Add(2), Source: at("sessions/002.md")}}
		}, "over-capacity/call", "in 2 pairings, and offered 1 place | pairings/swan/pairing.yaml"},
		{"clearance missing", 7, func(s *scene) {
			s.meet(1)
			s.program.Requirements = []record.Requirement{{ID: "talk", Name: "Talk", Role: "mentor"}, {ID: "all", Name: "All"}}
			s.enrolled["ash"].Cleared = []record.ClearedRecord{{Requirement: "all", On: start}}
			s.enrolled["bay"].Cleared = []record.ClearedRecord{{Requirement: "all", On: start.Add(7)}}
		}, "clearance-missing/clear", "not recorded as cleared: “Talk” | enrolments/ash.yaml"},
		{"clearance of tomorrow", 7, func(s *scene) {
			s.meet(1)
			s.program.Requirements = []record.Requirement{{ID: "talk", Name: "Talk", Role: "mentee"}}
			s.enrolled["bay"].Cleared = []record.ClearedRecord{{Requirement: "talk", On: start.Add(8)}}
		}, "clearance-missing/clear", ""},
		{"clearance missing on a break", 20, func(s *scene) {
			s.meet(1)
			s.program.Requirements = []record.Requirement{{ID: "talk", Name: "Talk", Role: "mentor"}}
			s.pairing.Pauses = []record.Pause{{From: start.Add(10)}}
		}, "clearance-missing/clear-first", ""},
		{"clearance missing, and one of two pairings on a break", 20, func(s *scene) {
			s.meet(1)
			s.enrolled["ash"].Mentor.Capacity = 2
			s.program.Requirements = []record.Requirement{{ID: "talk", Name: "Talk", Role: "mentor"}}
			s.pairing.Pauses = []record.Pause{{From: start.Add(10)}}
			s.more = []*record.Pairing{{ID: "swan", Source: at("pairings/swan/pairing.yaml"), State: record.Active, Started: start.Add(18), Mentors: s.pairing.Mentors, Mentees: []record.Member{{Person: "fir"}}}}
		}, "clearance-missing/clear", "“Talk” | pairings/swan/pairing.yaml"},
		{"clearance missing without an enrolment", 7, func(s *scene) {
			s.meet(1)
			s.program.Requirements = []record.Requirement{{ID: "talk", Name: "Talk", Role: "mentor"}}
			delete(s.enrolled, "ash")
		}, "clearance-missing/clear", ""},
		{"training missing", 7, func(s *scene) {
			s.meet(1)
			s.program.Training = []record.Training{{ID: "ear", Title: "Ear", Role: "mentor", Required: true}, {ID: "tongue", Title: "Tongue", Role: "mentor"}}
		}, "training-missing/hello", "“Ear” | people/ash.yaml"},
		{"training taken", 7, func(s *scene) {
			s.meet(1)
			s.program.Training = []record.Training{{ID: "ear", Title: "Ear", Role: "mentor", Required: true}}
			s.people["ash"].Training = []record.Trained{{Module: "ear", Completed: start}}
		}, "", ""},
		{"nobody coordinates", 7, func(s *scene) { s.meet(1); s.program.Coordinators = nil }, "nobody-coordinates/replace", "neither the cohort nor the programme | cohorts/autumn/cohort.yaml"},
		{"the coordinator left", 7, func(s *scene) { s.meet(1); s.people["cyd"].Left = start.Add(7) }, "nobody-coordinates/replace", "all its coordinators have left | people/cyd.yaml"},
		{"the cohort has its own", 7, func(s *scene) {
			s.meet(1)
			s.program.Coordinators, s.cohort.Coordinators = nil, []record.PersonID{"cyd"}
		}, "", ""},
		{"quiet on the cohort's last day", 180, func(s *scene) { s.meet(1) }, "quiet/call", ""},
		{"one matter once the cohort is over", 181, func(s *scene) { s.meet(1) }, "cohort-over/close", "close it with pairbook cohort close autumn | cohorts/autumn/cohort.yaml"},
		{"open on the last day of a closed cohort", 180, func(s *scene) { s.meet(weeksUntil(180)...); s.cohort.State = record.CohortClosed }, "", ""},
		{"open on the day after", 181, func(s *scene) { s.meet(weeksUntil(180)...); s.cohort.State = record.CohortClosed }, "after-close/hello", ""},
		{"open in a closed cohort", 200, func(s *scene) { s.meet(1); s.cohort.State = record.CohortClosed }, "after-close/hello", "the pairing is not closed | pairings/otter/pairing.yaml"},
		{"a log after a closed cohort", 200, func(s *scene) {
			s.meet(1, 190)
			s.cohort.State, s.pairing.State, s.pairing.Ended = record.CohortClosed, record.Completed, start.Add(180)
		}, "after-close/hello", "1 log after the cohort's last day | sessions/190.md"},
		{"all closed", 200, func(s *scene) {
			s.meet(1)
			s.cohort.State, s.pairing.State, s.pairing.Ended = record.CohortClosed, record.Completed, start.Add(180)
			s.program.Coordinators = nil
		}, "", ""},
		{"a closed cohort while it ran", 60, func(s *scene) {
			s.meet(1)
			s.cohort.State, s.pairing.State, s.pairing.Ended = record.CohortClosed, record.Completed, start.Add(180)
		}, "quiet/call", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene()
			c.build(s)
			entries := s.attention(c.day)
			if got := kinds(entries); got != c.want {
				t.Fatalf("got %q, want %q: %+v", got, c.want, entries)
			}
			if c.about == "" {
				return
			}
			if e := entries[0]; e.Next == health.Introduce && !strings.Contains(e.Message(), "may I introduce you") {
				t.Errorf("to people who never met: %q", e.Message())
			}
			if c.name == "without a pairing, and others have a proposal" && strings.Contains(entries[0].Seen, "proposed") {
				t.Errorf("somebody else's proposal is told as theirs: %q", entries[0].Seen)
			}
			words, path, _ := strings.Cut(c.about, " | ")
			if e := entries[0]; !strings.Contains(e.Seen+" "+strings.Join(e.Records, " "), words) || path != "" && !slices.Contains(e.Records, path) {
				t.Errorf("%q is not in %q, or %q not in %v", words, e.Seen, path, e.Records)
			}
		})
	}
}

// The shortest silence comes first.
func TestWhoMayStillBeHelpedComesFirst(t *testing.T) {
	s := newScene()
	s.meet(1)
	for id, met := range map[record.PairingID]int{"heron": 40, "wren": 20} {
		p := *s.pairing
		p.ID, p.Sessions = id, []*record.Session{{Date: start.Add(met), Source: at("sessions/" + string(id) + ".md")}}
		s.more = append(s.more, &p)
	}
	s.enrolled["ash"].Mentor.Capacity = 3
	var order []record.PairingID
	for _, e := range s.attention(90) {
		order = append(order, e.Pairing.Record.ID)
	}
	if want := []record.PairingID{"heron", "wren", "otter"}; !slices.Equal(order, want) {
		t.Errorf("%v come in this order, not %v", order, want)
	}
}

// TestPartOfWhoIsAlone expects the role of somebody who is waiting or has no
// pairing: mentor, mentee or peer.
func TestPartOfWhoIsAlone(t *testing.T) {
	for part, e := range map[record.Party]record.Enrolment{
		record.Mentors: {Mentor: &record.AsMentor{Capacity: 1}},
		record.Mentees: {Mentee: &record.AsMentee{}, Mentor: &record.AsMentor{Capacity: 1}},
		record.Peers:   {Peer: &record.AsPeer{}},
	} {
		for status, kind := range map[record.Status]health.Kind{record.Waiting: health.IsWaiting, record.Accepted: health.IsUnmatched} {
			s := newScene()
			s.meet(1)
			e.Status = status
			s.enrol("elm", e)
			entries := s.attention(7)
			if kind == health.IsUnmatched && part == record.Mentors {
				if len(entries) > 0 {
					t.Errorf("a mentor with a place to give is nobody to look after: %+v", entries)
				}
				continue
			}
			if len(entries) != 1 || entries[0].Kind != kind || entries[0].Party != part {
				t.Errorf("%s of the %s: %+v", status, part, entries)
			}
		}
	}
}

// actions adds a number of actions that are due on day 3 and later.
func (s *scene) actions(n int) {
	for i := range n {
		s.pairing.Sessions[0].Actions = append(s.pairing.Sessions[0].Actions, record.Action{ID: record.ActionID(fmt.Sprint("a", i)), Due: start.Add(3 + i)})
	}
}

func kinds(entries []health.Entry) string {
	var all []string
	for _, e := range entries {
		words := strings.Join(append([]string{string(e.Kind)}, prose.Strings(e.Also)...), "+") + "/" + string(e.Next)
		if e.Snoozed != nil {
			words += "*"
		}
		all = append(all, words)
	}
	return strings.Join(all, " ")
}

// Every kind needs a rule, words and a message, and every step and urgency words.
func TestEveryKindHasItsWords(t *testing.T) {
	for _, r := range health.Rules() {
		e := health.Entry{Rule: r}
		if r.Words == "" || r.Found == "" || r.Urgency.Words() == "" || !strings.HasPrefix(e.Message(), "Hello") {
			t.Errorf("%s: %+v, %q", r.Kind, r, e.Message())
		}
	}
	for _, s := range []health.Step{health.WriteHello, health.Call, health.Agenda, health.OtherMatch, health.Ask, health.Begin, health.Replace} {
		if s.Words() == "" {
			t.Errorf("the step %q has no words", s)
		}
		if unmatched := (health.Entry{Rule: health.RuleOf(health.IsUnmatched), Next: s}); slices.Contains([]health.Step{health.Ask, health.Begin, health.Call}, s) == strings.Contains(unmatched.Message(), "no match yet") {
			t.Errorf("%s: %q", s, unmatched.Message())
		}
	}
}

// TestAttentionHolds draws scenes: the list does not depend on the order of notes
// and logs, names its records, and is sorted as documented; a note hides nothing
// but moves its pairing's entries to the end.
func TestAttentionHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newScene()
		day := rapid.IntRange(1, 220).Draw(t, "day")
		s.meet(rapid.SliceOfNDistinct(rapid.IntRange(0, 200), 0, 8, rapid.ID[int]).Draw(t, "met")...)
		s.alone(rapid.SampledFrom([]record.PersonID{"ash", "bay"}).Draw(t, "who"), rapid.SliceOfNDistinct(rapid.IntRange(0, 200), 0, 4, rapid.ID[int]).Draw(t, "alone")...)
		s.cohort.State = rapid.SampledFrom([]record.CohortState{record.CohortRunning, record.CohortClosed}).Draw(t, "state")
		s.program.Milestones = []record.Milestone{{ID: "m", Name: "Met", After: when.Interval{N: rapid.IntRange(1, 9).Draw(t, "after"), Unit: when.Weeks}}}
		if rapid.Bool().Draw(t, "left") {
			s.people["bay"].Left = start.Add(rapid.IntRange(0, 220).Draw(t, "left on"))
		}
		if rapid.Bool().Draw(t, "waits") {
			s.enrol("elm", record.Enrolment{Mentee: &record.AsMentee{}, Status: record.Waiting})
		}
		before := s.attention(day)
		promised(t, before)
		slices.Reverse(s.pairing.Sessions)
		if got := kinds(s.attention(day)); got != kinds(before) {
			t.Fatalf("in another order %q, not %q", got, kinds(before))
		}
		s.note(day, day+rapid.IntRange(0, 30).Draw(t, "rests"))
		after := s.attention(day)
		promised(t, after)
		if a, b := tally(before), tally(after); !maps.Equal(a, b) {
			t.Fatalf("with a note %v, without %v", b, a)
		}
		for _, e := range after {
			if (e.Snoozed != nil) != (e.Pairing != nil) {
				t.Fatalf("%s rests: %t", e.Kind, e.Snoozed != nil)
			}
		}
	})
}

func tally(entries []health.Entry) map[string]int {
	n := map[string]int{}
	for _, e := range entries {
		n[string(e.Kind)+e.Seen]++
	}
	return n
}

func promised(t *rapid.T, entries []health.Entry) {
	order := map[health.Urgency]int{health.Now: 0, health.ThisWeek: 1, health.InTime: 2}
	for i, e := range entries {
		if len(e.Records) == 0 || slices.Contains(e.Records, "") || !slices.IsSorted(e.Records) || e.Seen == "" {
			t.Fatalf("%s is shown by %q in %q", e.Kind, e.Seen, e.Records)
		}
		if i == 0 {
			continue
		}
		before := entries[i-1]
		rests, rested := e.Snoozed != nil, before.Snoozed != nil
		if rested && !rests || rests == rested && order[before.Urgency] > order[e.Urgency] {
			t.Fatalf("%s comes after %s", e.Kind, before.Kind)
		}
	}
}
