package measure_test

import (
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

func day(t *testing.T, s string) when.Date {
	t.Helper()
	d, err := when.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// edge builds a pairing of "ash" (mentor) and "bay" (mentee), with methods named
// after a record's keys.
type edge struct {
	t       *testing.T
	pairing *record.Pairing
	cohort  *record.Cohort
	program *record.Program
	other   *record.Pairing // a second one
	role    *record.Role

	arrivals *record.Arrivals
}

func newEdge(t *testing.T) *edge {
	pairing := &record.Pairing{
		ID: "otter", State: record.Active, Started: day(t, "2026-09-07"), Source: at("program/cohorts/autumn/pairings/otter/pairing.yaml"),
		Mentors: []record.Member{{Person: "ash"}}, Mentees: []record.Member{{Person: "bay"}},
	}
	return &edge{
		t: t, pairing: pairing,
		cohort:  &record.Cohort{ID: "autumn", Program: "together", Source: at("program/cohorts/autumn/cohort.yaml")},
		program: &record.Program{ID: "together", Format: record.Formal, Cadence: when.Interval{N: 2, Unit: when.Weeks}, Source: at("program/programs/together.yaml")},
	}
}

// log adds the log of a day; without names it does not say who attended.
func (e *edge) log(date string, attended ...record.PersonID) *record.Session {
	s := &record.Session{Date: day(e.t, date), Source: at("program/cohorts/autumn/pairings/otter/sessions/%s.md", date)}
	if attended != nil {
		s.Attended = &attended
	}
	e.pairing.Sessions = append(e.pairing.Sessions, s)
	return s
}

// end adds a file that says what became of an action.
func (e *edge) end(id record.ActionID) *record.ActionEnd {
	end := &record.ActionEnd{ID: id, Source: at("program/cohorts/autumn/pairings/otter/actions/%s.yaml", id)}
	e.pairing.ActionEnds = append(e.pairing.ActionEnds, end)
	return end
}

func (e *edge) pause(from, until string) {
	b := record.Pause{From: day(e.t, from)}
	if until != "" {
		b.Until = day(e.t, until)
	}
	e.pairing.Pauses = append(e.pairing.Pauses, b)
}

func (e *edge) repository() *record.Repository {
	pairings := map[record.PairingID]*record.Pairing{e.pairing.ID: e.pairing}
	if e.other != nil {
		pairings[e.other.ID] = e.other
	}
	e.cohort.Pairings = record.NewTable(pairings)
	roles := map[record.RoleID]*record.Role{}
	if e.role != nil {
		roles[e.role.ID] = e.role
	}
	return &record.Repository{
		Roles:    record.NewTable(roles),
		Programs: record.NewTable(map[record.ProgramID]*record.Program{e.program.ID: e.program}),
		Cohorts:  record.NewTable(map[record.CohortID]*record.Cohort{e.cohort.ID: e.cohort}),
		Arrivals: e.arrivals,
	}
}

// came has the log of a day come on another.
func (e *edge) came(s *record.Session, date string) {
	if e.arrivals == nil {
		e.arrivals = &record.Arrivals{Days: map[string]when.Date{}, By: map[string][]record.PersonID{}}
	}
	e.arrivals.Days[s.Path] = day(e.t, date)
}

// stand adds the log of a day, and who stands behind it there and in its commit.
func (e *edge) stand(date string, confirmed []record.PersonID, by ...record.PersonID) {
	s := e.log(date)
	s.Confirmed = confirmed
	e.came(s, date)
	e.arrivals.By[s.Path] = by
}

// of is a ratio's expected value.
func of(numerator, denominator float64) expected { return frac(numerator, denominator) }

type figures map[record.MetricID]expected

var edges = []struct {
	name  string
	build func(e *edge)
	asOf  string
	want  figures
}{
	{"not started before its first day", func(e *edge) {}, "2026-09-06",
		figures{"sessions_held": null(), "median_gap": null(), "actions_open": null(), "goal_progress": null()}},
	{"started on its first day", func(e *edge) {}, "2026-09-07",
		figures{"sessions_held": plain(0), "hours": plain(0), "days_since_last": null(), "cadence_kept": null(), "median_gap": plain(0)}},
	{"without a start", func(e *edge) { e.pairing.Started = 0 }, "2026-11-20", figures{"sessions_held": null(), "longest_gap": null()}},
	{"an end before the start", func(e *edge) { e.pairing.Ended = e.pairing.Started - 1 }, "2026-11-20", figures{"sessions_held": null()}},
	{"an end after the day is not there yet", func(e *edge) { e.pairing.Ended = e.pairing.Started + 300; e.log("2026-09-10") }, "2026-09-20",
		figures{"sessions_held": plain(1), "days_since_last": plain(10)}},
	{"nobody attended", func(e *edge) { e.log("2026-09-10").Attended = &[]record.PersonID{} }, "2026-09-20", figures{"sessions_held": plain(0)}},
	{"one side attended", func(e *edge) { e.log("2026-09-10", "ash") }, "2026-09-20", figures{"sessions_held": plain(0)}},
	{"with a guest instead of the mentee", func(e *edge) { e.log("2026-09-10", "ash", "guest") }, "2026-09-20", figures{"sessions_held": plain(0)}},
	{"a log on the as-of date counts, one a day later does not", func(e *edge) { e.log("2026-09-20"); e.log("2026-09-21") }, "2026-09-20", figures{"sessions_held": plain(1)}},
	{"a log before the start does not count", func(e *edge) { e.log("2026-09-06") }, "2026-09-20", figures{"sessions_held": plain(0)}},
	{"a log after the end does not count", func(e *edge) { e.pairing.Ended = e.pairing.Started + 1; e.log("2026-09-09") }, "2026-09-20", figures{"sessions_held": plain(0)}},
	{"a replaced mentor no longer counts", func(e *edge) {
		e.pairing.Mentors = []record.Member{{Person: "ash", Until: day(e.t, "2026-09-10")}, {Person: "cob", From: day(e.t, "2026-09-11")}}
		e.log("2026-09-10", "ash", "bay")
		e.log("2026-09-11", "ash", "bay")
		e.log("2026-09-12", "cob", "bay")
		e.log("2026-09-13")
	}, "2026-09-20", figures{"sessions_held": plain(3)}},
	{"between two mentors nobody is there", func(e *edge) {
		e.pairing.Mentors = []record.Member{{Person: "ash", Until: day(e.t, "2026-09-10")}, {Person: "cob", From: day(e.t, "2026-09-13")}}
		e.log("2026-09-11")
	}, "2026-09-20", figures{"sessions_held": plain(0)}},
	{"two peers, and one named twice", func(e *edge) {
		e.pairing.Mentors, e.pairing.Mentees = nil, nil
		e.pairing.Peers = []record.Member{{Person: "ash"}, {Person: "bay"}, {Person: "cob"}}
		e.log("2026-09-10", "ash", "cob")
		e.log("2026-09-11", "ash", "ash")
	}, "2026-09-20", figures{"sessions_held": plain(1)}},
	{"hours of meetings that give none", func(e *edge) { e.log("2026-09-10") }, "2026-09-20", figures{"hours": null()}},
	{"hours of some", func(e *edge) { e.log("2026-09-10").Duration = 50; e.log("2026-09-11") }, "2026-09-20", figures{"hours": plain(50.0 / 60)}},
	{"a window is over on the day after its last", func(e *edge) { e.log("2026-09-20") }, "2026-09-21", figures{"cadence_kept": of(1, 1)}},
	{"a window is not over on its last day", func(e *edge) { e.log("2026-09-20") }, "2026-09-20", figures{"cadence_kept": null()}},
	{"the first day after a window belongs to the next", func(e *edge) { e.log("2026-09-21") }, "2026-10-05", figures{"cadence_kept": of(1, 2)}},
	{"a pause of a window's last day takes the window out", func(e *edge) { e.pause("2026-09-20", "2026-09-20") }, "2026-10-05", figures{"cadence_kept": of(0, 1)}},
	{"a pause of one day between two windows takes one out", func(e *edge) { e.pause("2026-09-21", "2026-09-21") }, "2026-10-05", figures{"cadence_kept": of(0, 1)}},
	{"a kept window with a pause does not count", func(e *edge) { e.log("2026-09-08"); e.pause("2026-09-10", "2026-09-12") }, "2026-10-05", figures{"cadence_kept": of(0, 1)}},
	{"an open pause takes all that follows out", func(e *edge) { e.log("2026-09-08"); e.pause("2026-09-22", "") }, "2026-12-31",
		figures{"cadence_kept": of(1, 1), "days_since_last": plain(13)}},
	{"a pause ahead changes nothing", func(e *edge) { e.log("2026-09-08"); e.pause("2026-09-22", "") }, "2026-09-21",
		figures{"cadence_kept": of(1, 1), "days_since_last": plain(13)}},
	{"months are clamped and counted from the start", func(e *edge) {
		e.pairing.Started = day(e.t, "2027-01-31")
		e.program.Cadence = when.Interval{N: 1, Unit: when.Months}
		e.log("2027-02-28")
		e.log("2027-03-30")
	}, "2027-03-31", figures{"cadence_kept": of(1, 2)}},
	{"a change of cadence restarts and cuts the window before", func(e *edge) {
		e.pairing.Cadence = []record.CadenceStep{
			{Every: when.Interval{N: 1, Unit: when.Weeks}},
			{From: day(e.t, "2026-09-17"), Every: when.Interval{N: 2, Unit: when.Weeks}},
		}
		e.log("2026-09-16")
		e.log("2026-09-30")
	}, "2026-10-01", figures{"cadence_kept": of(1, 2)}},
	{"a change of cadence ahead changes nothing", func(e *edge) {
		e.pairing.Cadence = []record.CadenceStep{{From: day(e.t, "2026-09-22"), Every: when.Interval{N: 1, Unit: when.Weeks}}}
	}, "2026-09-21", figures{"cadence_kept": of(0, 1)}},
	{"the cohort's cadence overrides the programme's", func(e *edge) { e.cohort.Cadence = when.Interval{N: 1, Unit: when.Weeks} }, "2026-09-21", figures{"cadence_kept": of(0, 2)}},
	{"an informal programme expects no cadence", func(e *edge) { e.program.Format = record.Informal }, "2026-11-20", figures{"cadence_kept": null(), "longest_gap": plain(74)}},
	{"a hybrid programme expects no cadence", func(e *edge) { e.program.Format = record.Hybrid }, "2026-11-20", figures{"cadence_kept": null()}},
	{"the median of an even number of gaps", func(e *edge) { e.log("2026-09-10") }, "2026-09-20",
		figures{"median_gap": plain(6.5), "longest_gap": plain(10), "time_to_first": plain(3)}},
	{"two meetings of one day are no days apart", func(e *edge) { e.log("2026-09-10"); e.log("2026-09-10").Path += "-2" }, "2026-09-13",
		figures{"sessions_held": plain(2), "median_gap": plain(3), "longest_gap": plain(3)}},
	{"pause days: after the first date, up to and with the second", func(e *edge) { e.log("2026-09-10"); e.pause("2026-09-10", "2026-09-12") }, "2026-09-20",
		figures{"days_since_last": plain(8), "longest_gap": plain(8), "median_gap": plain(5), "time_to_first": plain(3)}},
	{"pauses that overlap count once", func(e *edge) {
		e.log("2026-09-10")
		e.pause("2026-09-11", "2026-09-14")
		e.pause("2026-09-13", "2026-09-16")
		e.pause("2026-09-12", "2026-09-13")
	}, "2026-09-20", figures{"days_since_last": plain(4)}},
}

func TestEdges(t *testing.T) {
	for _, c := range edges {
		t.Run(c.name, func(t *testing.T) { checkEdge(t, c.build, c.asOf, c.want) })
	}
}

func checkEdge(t *testing.T, build func(e *edge), asOf string, want figures) {
	t.Helper()
	e := newEdge(t)
	build(e)
	d, repo := day(t, asOf), e.repository()
	p := measure.Programme(repo, d).Cohorts[0].Pairings[0]
	for id, w := range want {
		compare(t, asOf, p.Figure(id), w)
	}
	own := 1
	if ends := repo.Cohorts.Get("autumn").Ends; ends != 0 && ends < d {
		own++ // the cohort's, which says that it is over
	}
	if f := p.Figure("sessions_held"); f.Value != nil && len(f.Records) != int(*f.Value)+own {
		t.Errorf("%v meetings held come with %d records, where %d and one a meeting were expected", *f.Value, len(f.Records), own)
	}
	compareAll(t, repo, d)
}

var actionEdges = []struct {
	name  string
	build func(e *edge)
	asOf  string
	want  figures
}{
	{"due on the day counts, is open and not overdue", func(e *edge) {
		e.log("2026-09-10").Actions = []record.Action{{ID: "read", Due: day(e.t, "2026-09-20")}}
	}, "2026-09-20", figures{"actions_open": plain(1), "actions_overdue": plain(0), "follow_through": of(0, 1)}},
	{"due the day before is overdue", func(e *edge) {
		e.log("2026-09-10").Actions = []record.Action{{ID: "read", Due: day(e.t, "2026-09-19")}}
	}, "2026-09-20", figures{"actions_open": plain(1), "actions_overdue": plain(1), "follow_through": of(0, 1)}},
	{"done on the due date is in time", func(e *edge) {
		e.log("2026-09-10").Actions = []record.Action{{ID: "read", Due: day(e.t, "2026-09-19")}}
		e.log("2026-09-20").Done = []record.ActionDone{{ID: "read", On: day(e.t, "2026-09-19")}}
	}, "2026-09-20", figures{"actions_open": plain(0), "follow_through": of(1, 1)}},
	{"without a day it is done on the log's", func(e *edge) {
		e.log("2026-09-10").Actions = []record.Action{{ID: "read", Due: day(e.t, "2026-09-19")}}
		e.log("2026-09-20").Done = []record.ActionDone{{ID: "read"}}
	}, "2026-09-20", figures{"follow_through": of(0, 1)}},
	{"due ahead counts neither open nor done", func(e *edge) {
		e.log("2026-09-10").Actions = []record.Action{{ID: "read", Due: day(e.t, "2026-12-24")}, {ID: "write", Due: day(e.t, "2026-12-24")}}
		e.log("2026-09-20").Done = []record.ActionDone{{ID: "read"}}
	}, "2026-09-20", figures{"follow_through": null(), "actions_open": plain(1)}},
	{"done early counts once it is due", func(e *edge) {
		e.log("2026-09-10").Actions = []record.Action{{ID: "read", Due: day(e.t, "2026-12-24")}, {ID: "write", Due: day(e.t, "2026-12-24")}}
		e.log("2026-09-20").Done = []record.ActionDone{{ID: "read"}}
	}, "2026-12-24", figures{"follow_through": of(1, 2), "actions_overdue": plain(0)}},
	{"done on a day ahead is not done", func(e *edge) {
		e.log("2026-09-10").Actions = []record.Action{{ID: "read", Due: day(e.t, "2026-09-19")}}
		e.log("2026-09-12").Done = []record.ActionDone{{ID: "read", On: day(e.t, "2026-09-21")}}
	}, "2026-09-20", figures{"actions_open": plain(1), "follow_through": of(0, 1)}},
	{"a file of its own says that it is done", func(e *edge) {
		e.log("2026-09-10").Actions = []record.Action{{ID: "read", Due: day(e.t, "2026-09-19")}, {ID: "write", Due: day(e.t, "2026-09-19")}, {ID: "call", Due: day(e.t, "2026-09-19")}}
		e.end("read").Done = day(e.t, "2026-09-19")
		e.end("write").Dropped = day(e.t, "2026-09-20")
		e.end("call").Done = day(e.t, "2026-09-21")
		e.end("unknown").Done = day(e.t, "2026-09-19")
	}, "2026-09-20", figures{"actions_open": plain(1), "actions_overdue": plain(1), "follow_through": of(1, 2)}},
	{"the earlier of a log and a file counts", func(e *edge) {
		e.log("2026-09-10").Actions = []record.Action{{ID: "read", Due: day(e.t, "2026-09-15")}}
		e.log("2026-09-20").Done = []record.ActionDone{{ID: "read"}}
		e.end("read").Done = day(e.t, "2026-09-15")
	}, "2026-09-20", figures{"actions_open": plain(0), "follow_through": of(1, 1)}},
	{"dropped is neither open nor weighed", func(e *edge) {
		e.log("2026-09-10").Actions = []record.Action{{ID: "read", Due: day(e.t, "2026-09-12")}, {ID: "write"}}
		e.log("2026-09-15").Dropped = []record.ActionID{"read"}
	}, "2026-09-20", figures{"actions_open": plain(1), "actions_overdue": plain(0), "follow_through": null()}},
	{"dropped in a log ahead is still open", func(e *edge) {
		e.log("2026-09-10").Actions = []record.Action{{ID: "read", Due: day(e.t, "2026-09-12")}}
		e.log("2026-09-25").Dropped = []record.ActionID{"read"}
	}, "2026-09-20", figures{"actions_open": plain(1), "follow_through": of(0, 1)}},
	{"agreed in a log where nobody met counts", func(e *edge) {
		s := e.log("2026-09-10", "ash")
		s.Actions = []record.Action{{ID: "read"}}
	}, "2026-09-20", figures{"sessions_held": plain(0), "actions_open": plain(1)}},
	{"agreed twice is one action, as agreed first", func(e *edge) {
		e.log("2026-09-10").Actions = []record.Action{{ID: "read", Due: day(e.t, "2026-09-12")}}
		e.log("2026-09-14").Actions = []record.Action{{ID: "read", Due: day(e.t, "2026-09-30")}}
	}, "2026-09-20", figures{"actions_open": plain(1), "actions_overdue": plain(1)}},
	{"goals: set, reached and dropped by the day", func(e *edge) {
		d := func(s string) when.Date { return day(e.t, s) }
		e.pairing.Plan = &record.Plan{Source: at("program/cohorts/autumn/pairings/otter/plan.yaml"), Goals: []record.Goal{
			{ID: "always"}, {ID: "reached", Done: d("2026-09-20")}, {ID: "ahead", Set: d("2026-09-21")},
			{ID: "later", Done: d("2026-09-21")}, {ID: "dropped", Dropped: d("2026-09-20"), Done: d("2026-09-10")},
			{ID: "not yet dropped", Dropped: d("2026-09-21")},
		}}
	}, "2026-09-20", figures{"goal_progress": of(1, 4)}},
	{"milestones: due on the day, kept on their day", func(e *edge) {
		e.program.Milestones = []record.Milestone{
			{ID: "one", After: when.Interval{N: 1, Unit: when.Weeks}}, {ID: "two", After: when.Interval{N: 2, Unit: when.Weeks}},
			{ID: "three", After: when.Interval{N: 15, Unit: when.Days}},
		}
		e.pairing.Plan = &record.Plan{Source: at("program/cohorts/autumn/pairings/otter/plan.yaml"), Milestones: []record.MilestoneDone{
			{ID: "one", Done: day(e.t, "2026-09-14")}, {ID: "two", Done: day(e.t, "2026-09-22")}, {ID: "three", Done: day(e.t, "2026-09-10")},
		}}
	}, "2026-09-21", figures{"milestones_kept": of(1, 2)}},
	{"milestones after the end are not due", func(e *edge) {
		e.program.Milestones = []record.Milestone{{ID: "one", After: when.Interval{N: 1, Unit: when.Weeks}}}
		e.pairing.State, e.pairing.Ended = record.Ended, day(e.t, "2026-09-13")
	}, "2026-11-20", figures{"milestones_kept": null()}},
	{"the last meeting is due on the cohort's last day at the latest", func(e *edge) {
		e.cohort.Ends = day(e.t, "2026-10-30")
		e.program.Milestones = []record.Milestone{{ID: "last", After: when.Interval{N: 26, Unit: when.Weeks}, By: record.ByLastMeeting}}
		e.log("2026-10-15")
	}, "2026-11-20", figures{"milestones_kept": of(1, 1)}},
	{"a meeting long before the end was not for goodbye", func(e *edge) {
		e.cohort.Ends = day(e.t, "2026-10-30")
		e.program.Milestones = []record.Milestone{{ID: "last", After: when.Interval{N: 26, Unit: when.Weeks}, By: record.ByLastMeeting}}
		e.log("2026-10-01")
	}, "2026-11-20", figures{"milestones_kept": of(0, 1)}},
	{"a log that came before, on, and after its day, and later than today", func(e *edge) {
		for log, came := range map[string]string{"2026-09-08": "2026-09-07", "2026-09-09": "2026-09-09", "2026-09-10": "2026-09-20", "2026-09-11": "2026-09-21"} {
			e.came(e.log(log), came)
		}
		e.came(e.log("2026-09-12", "ash"), "2026-09-20") // no meeting
		e.log("2026-09-13")
	}, "2026-09-20", figures{"log_lag": plain(0)}},
	{"logs that came in the middle", func(e *edge) {
		e.came(e.log("2026-09-08"), "2026-09-09")
		e.came(e.log("2026-09-09"), "2026-09-14")
	}, "2026-09-20", figures{"log_lag": plain(3)}},
	{"logs of which none had come", func(e *edge) { e.came(e.log("2026-09-08"), "2026-09-21") }, "2026-09-20", figures{"log_lag": null()}},
	{"confirmed by two who were there", func(e *edge) {
		e.stand("2026-09-08", nil, "ash", "bay")
		e.stand("2026-09-09", []record.PersonID{"bay"}, "ash")
		e.stand("2026-09-10", []record.PersonID{"ash", "bay", "ash"})
		e.stand("2026-09-11", []record.PersonID{"bay"}, "bay", "", "")
		e.stand("2026-09-12", []record.PersonID{"guest"}, "ash", "cy")
		e.stand("2026-09-13", nil)
		e.log("2026-09-14").Confirmed = []record.PersonID{"ash", "bay"} // not committed
		e.log("2026-09-15", "ash", "guest").Confirmed = []record.PersonID{"ash", "guest"}
	}, "2026-09-20", figures{"confirmed": of(4, 7)}},
	{"confirmed where nobody asked the history", func(e *edge) {
		e.log("2026-09-10").Confirmed = []record.PersonID{"ash", "bay"}
	}, "2026-09-20", figures{"confirmed": null()}},
}

func TestActionsGoalsAndMilestonesAtTheirEdges(t *testing.T) {
	for _, c := range actionEdges {
		t.Run(c.name, func(t *testing.T) { checkEdge(t, c.build, c.asOf, c.want) })
	}
}

func TestWhyThereIsNoValue(t *testing.T) {
	e := newEdge(t)
	e.program.Format = record.Informal
	p := measure.Programme(e.repository(), day(t, "2026-09-10")).Cohorts[0].Pairings[0]
	for id, why := range map[record.MetricID]string{
		"cadence_kept":    "Only a formal programme expects a rhythm of meetings.",
		"days_since_last": "No meeting that counts has been logged.",
		"goal_progress":   "No goals set yet.",
		"milestones_kept": "Neither the cohort nor the programme sets milestones.",
		"log_lag":         "No meeting that counts has been logged.",
	} {
		if f := p.Figure(id); f.Unavailable != why {
			t.Errorf("%s is unavailable: %q, want %q", id, f.Unavailable, why)
		}
	}
	early := measure.Programme(e.repository(), day(t, "2026-09-06")).Cohorts[0]
	for _, f := range early.Pairings[0].Figures {
		if f.Value != nil || f.Unavailable != "not started" {
			t.Errorf("%s before the start is %v, %q", f.ID, f.Value, f.Unavailable)
		}
	}
	if f := early.Figure("cadence_kept"); f.Unavailable != "No pairing has started yet." {
		t.Errorf("the cohort's cadence before any start: %q", f.Unavailable)
	}
}

func TestStateAt(t *testing.T) {
	d := func(s string) when.Date { return day(t, s) }
	p := &record.Pairing{Started: d("2026-09-07"), Ended: d("2026-11-01"), Pauses: []record.Pause{{From: d("2026-10-01"), Until: d("2026-10-10")}}}
	for _, c := range []struct {
		recorded record.PairingState
		day      string
		want     record.PairingState
	}{
		{record.Completed, "2026-09-06", record.Proposed},
		{record.Completed, "2026-09-07", record.Active},
		{record.Completed, "2026-10-01", record.Paused},
		{record.Active, "2026-10-10", record.Paused},
		{record.Paused, "2026-10-11", record.Active},
		{record.Completed, "2026-10-31", record.Active},
		{record.Completed, "2026-11-01", record.Completed},
		{record.Ended, "2026-12-01", record.Ended},
	} {
		p.State = c.recorded
		if got := measure.StateAt(p, d(c.day)); got != c.want {
			t.Errorf("recorded %s, on %s: %s, want %s", c.recorded, c.day, got, c.want)
		}
	}
}

func TestMetricsAreDefined(t *testing.T) {
	seen := map[record.MetricID]bool{}
	for i, m := range measure.Metrics() {
		if m.Name == "" || m.Unit == "" || m.Definition == "" || m.Better != measure.Higher && m.Better != measure.Lower || seen[m.ID] {
			t.Errorf("metric %q is not wholly defined, or twice: %+v", m.ID, m)
		}
		seen[m.ID] = true
		if i < len(pairingMetrics) && m.ID != pairingMetrics[i] {
			t.Errorf("metric %d is %s, want %s", i, m.ID, pairingMetrics[i])
		}
	}
	if f := (&measure.Pairing{}).Figure("cadence"); f.Value != nil || f.Unavailable == "" {
		t.Errorf("a metric that is not there: %+v", f)
	}
}

// TestWhoStandsByTakesNoPlace counts no place of an adviser, and a meeting of theirs only
// where a log names them.
func TestWhoStandsByTakesNoPlace(t *testing.T) {
	for as, taken := range map[record.MemberAs]int{record.Adviser: 0, record.Backup: 0, record.CoMentor: 1, "": 1} {
		e := newEdge(t)
		e.pairing.Mentors = append(e.pairing.Mentors, record.Member{Person: "elm", As: as})
		e.log("2026-09-10")
		e.log("2026-09-17", "elm", "bay")
		c := *e.cohort
		c.Enrolments = record.NewTable(map[record.PersonID]*record.Enrolment{"elm": {Person: "elm", Status: record.Accepted, Mentor: &record.AsMentor{Capacity: 2}}})
		c.Pairings = record.NewTable(map[record.PairingID]*record.Pairing{"otter": e.pairing})
		repo := &record.Repository{Site: &record.Site{}, Programs: record.NewTable(map[record.ProgramID]*record.Program{"together": e.program}),
			Cohorts: record.NewTable(map[record.CohortID]*record.Cohort{"autumn": &c})}
		m := measure.Programme(repo, day(t, "2026-10-20")).Cohorts[0]
		if got := len(m.MentorLoad[0].Pairings); got != taken || len(m.Pairings[0].Held) != 2 {
			t.Errorf("as %q: %d places are taken, %d meetings were held", as, got, len(m.Pairings[0].Held))
		}
	}
}
