package measure_test

import (
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// TestFlash expects a flash pairing to be completed by its meeting, whatever its
// record says, and a second meeting to count.
func TestFlash(t *testing.T) {
	d := func(s string) when.Date { return day(t, s) }
	session := func(s string, attended ...record.PersonID) *record.Session {
		log := &record.Session{Date: d(s), Source: at("sessions/%s.md", s)}
		if attended != nil {
			log.Attended = &attended
		}
		return log
	}
	flash := &record.Pairing{ID: "wren", Source: at("wren/pairing.yaml"), State: record.Active, Structure: record.Flash, Started: d("2026-09-07"),
		Mentors: []record.Member{{Person: "ash"}}, Mentees: []record.Member{{Person: "bay"}},
		Sessions: []*record.Session{session("2026-09-10", "ash"), session("2026-09-14"), session("2026-10-01")}}
	repo := &record.Repository{
		Programs: record.NewTable(map[record.ProgramID]*record.Program{"p": {ID: "p", Format: record.Formal, Cadence: when.Interval{N: 1, Unit: when.Weeks},
			Milestones: []record.Milestone{{ID: "m", After: when.Interval{N: 1, Unit: when.Weeks}}}}}),
		Cohorts: record.NewTable(map[record.CohortID]*record.Cohort{"c": {ID: "c", Program: "p", Pairings: record.NewTable(map[record.PairingID]*record.Pairing{"wren": flash}),
			Enrolments: record.NewTable(map[record.PersonID]*record.Enrolment{"ash": {Person: "ash", Mentor: &record.AsMentor{Capacity: 1}}, "bay": {Person: "bay", Mentee: &record.AsMentee{}}})}}),
	}
	for _, c := range []struct {
		day        string
		state      record.PairingState
		held, last float64 // days since the last; -1 without
		completed  int
		taken      float64
	}{
		{"2026-09-13", record.Active, 0, -1, 0, 1},
		{"2026-09-14", record.Completed, 1, 0, 1, 0},
		{"2026-09-30", record.Completed, 1, 0, 1, 0},
		{"2026-11-01", record.Completed, 2, 0, 1, 0},
	} {
		cohort := measure.Programme(repo, d(c.day)).Cohorts[0]
		p := cohort.Pairings[0]
		if p.State != c.state || *p.Figure("sessions_held").Value != c.held {
			t.Errorf("on %s it is %s after %v meetings", c.day, p.State, *p.Figure("sessions_held").Value)
		}
		if last := p.Figure("days_since_last").Value; (last == nil) != (c.last < 0) || last != nil && *last != c.last {
			t.Errorf("on %s the last meeting was %v days ago", c.day, last)
		}
		if rhythm, milestones := p.Figure("cadence_kept"), p.Figure("milestones_kept"); rhythm.Unavailable != "A single meeting has no rhythm." || milestones.Unavailable != "A single meeting has no milestones." {
			t.Errorf("on %s: %+v, %+v", c.day, rhythm, milestones)
		}
		if steps := cohort.Funnel; steps[len(steps)-1].Count() != c.completed || *cohort.Figure("mentor_load").Value != c.taken {
			t.Errorf("on %s %d completed, and of the places %v are taken", c.day, steps[len(steps)-1].Count(), *cohort.Figure("mentor_load").Value)
		}
	}
	flash.State, flash.Ended = record.Completed, d("2026-09-20")
	if p := measure.Programme(repo, d("2026-11-01")).Cohorts[0].Pairings[0]; p.End != d("2026-09-20") || *p.Figure("sessions_held").Value != 1 {
		t.Errorf("a record that gives an end: %s, %v", p.End, *p.Figure("sessions_held").Value)
	}
}

// TestFlashOfOneDay expects completion for a peer who leaves on the day of the
// meeting, although the record still says proposed.
func TestFlashOfOneDay(t *testing.T) {
	e := newEdge(t)
	e.pairing.State, e.pairing.Structure, e.pairing.Ended = record.Proposed, record.Flash, day(t, "2026-09-17")
	e.pairing.Mentors, e.pairing.Mentees = nil, nil
	e.pairing.Peers = []record.Member{{Person: "bay", Until: day(t, "2026-09-07")}, {Person: "ash"}}
	e.log("2026-09-07")
	e.cohort.Enrolments = record.NewTable(map[record.PersonID]*record.Enrolment{
		"bay": {Person: "bay", Status: record.Accepted, Peer: &record.AsPeer{}, Source: at("program/cohorts/autumn/enrolments/bay.yaml")},
	})
	repo, on := e.repository(), day(t, "2026-09-07")
	compare(t, "on its day", measure.Programme(repo, on).Cohorts[0].Figure("completed"), of(1, 1))
	compareAll(t, repo, on)
}

// TestFormats expects a cadence only in formal programmes, and milestones in all.
func TestFormats(t *testing.T) {
	for format, why := range map[record.Format][2]string{
		record.Informal: {"Only a formal programme expects a rhythm of meetings.", ""},
		record.Hybrid:   {"Only a formal programme expects a rhythm of meetings.", ""},
		record.Formal:   {"", ""},
	} {
		e := newEdge(t)
		e.program.Format = format
		e.program.Milestones = []record.Milestone{{ID: "met", After: when.Interval{N: 2, Unit: when.Weeks}}}
		c := measure.Programme(e.repository(), day(t, "2026-11-20")).Cohorts[0]
		for i, id := range []record.MetricID{"cadence_kept", "milestones_kept"} {
			if f := c.Pairings[0].Figure(id); f.Unavailable != why[i] || (f.Value == nil) != (why[i] != "") {
				t.Errorf("%s, %s: %v, %q", format, id, f.Value, f.Unavailable)
			}
		}
	}
}
