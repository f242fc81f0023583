package fit

import (
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/sketch"
)

// TestWhoHasWaitedComesFirst has somebody of each kind who has waited, and of each who
// has not.
func TestWhoHasWaitedComesFirst(t *testing.T) {
	w := sketch.New()
	for _, id := range []string{"ana", "ben", "cai", "dee", "eli", "fay", "gus", "hal", "ida", "jo", "kit", "lou"} {
		w.Mentee(id)
	}
	w.Cohort.Starts = when.Day(2027, 1, 1)
	declined := func(of, by string, on when.Date) *record.Pairing {
		return &record.Pairing{State: record.Declined, Mentees: sketch.Members(record.PersonID(of)), Mentors: sketch.Members("rowan"), Declined: &record.Decline{By: record.Decliner(by), On: on}}
	}
	w.Pairings["one"], w.Pairings["two"] = declined("ben", "mentor", 300), declined("cai", "mentee", 300)
	w.Before["one"], w.Before["two"] = declined("dee", "coordinator", 200), declined("eli", "mentor", 200)
	w.Before["three"] = &record.Pairing{State: record.Ended, Started: 250, Ended: 260, Mentees: sketch.Members("eli"), Mentors: sketch.Members("rowan")}
	w.Pairings["today"] = declined("kit", "mentor", sketch.AsOf)
	w.Before["four"], w.Before["five"] = declined("lou", "mentor", 250), &record.Pairing{State: record.Ended, Started: 250, Ended: 260, Mentees: sketch.Members("lou"), Mentors: sketch.Members("rowan")}
	w.Pairings["late"] = declined("ida", "mentor", sketch.AsOf+1)
	repo := w.Repository()
	earlier := func(id, program string, starts when.Date, who string, e record.Enrolment) *record.Cohort {
		e.Person = record.PersonID(who)
		return &record.Cohort{ID: record.CohortID(id), Program: record.ProgramID(program), Starts: starts,
			Enrolments: record.NewTable(map[record.PersonID]*record.Enrolment{e.Person: &e})}
	}
	mentee := &record.AsMentee{Mentors: 1}
	cohorts := map[record.CohortID]*record.Cohort{"cohort": w.Cohort, "earlier": repo.Cohorts.Get("earlier")}
	for _, c := range []*record.Cohort{
		earlier("a", "program", 100, "fay", record.Enrolment{Status: record.Waiting, Mentee: mentee}),
		earlier("b", "other", 100, "gus", record.Enrolment{Status: record.Waiting, Mentee: mentee}),
		earlier("c", "program", 100, "hal", record.Enrolment{Status: record.Waiting, Mentor: &record.AsMentor{}}),
		earlier("d", "program", w.Cohort.Starts, "jo", record.Enrolment{Status: record.Waiting, Mentee: mentee}),
		earlier("e", "program", 150, "fay", record.Enrolment{Status: record.Waiting, Mentee: mentee}),
	} {
		cohorts[c.ID] = c
	}
	repo.Cohorts = record.NewTable(cohorts)
	p, err := NewPool(repo, "cohort", Options{AsOf: sketch.AsOf})
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range p.Mentees {
		want, waited := map[record.PersonID]int{"fay": 0, "dee": 1, "ben": 2, "kit": 3}[m.Person.ID]
		if !waited {
			want = 4
		}
		if p.Waited[i] != want {
			t.Errorf("%s has the rank %d, not %d", m.Person.ID, p.Waited[i], want)
		}
	}
}
