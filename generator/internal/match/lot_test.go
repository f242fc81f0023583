package match

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// names have each another first letter, and ascend.
var names = []string{"ana", "ben", "cai", "dee", "eli", "fay", "gus", "hal", "ida", "jo", "kim", "lou", "mia", "ned", "ola", "pia", "quin", "ros", "sol", "tam"}

// coarse draws a table of everybody with everybody, in steps of twenty points.
func coarse(r *rand.Rand, mentees, mentors int) *Table {
	t := &Table{Mentees: names[:mentees], Mentors: names[:mentors], Wants: slices.Repeat([]int{1}, mentees), Room: slices.Repeat([]int{1}, mentors), Start: []int{0}}
	for range mentees {
		for j := range mentors {
			t.Mentor, t.Score = append(t.Mentor, int32(j)), append(t.Score, 20+20*r.Int31n(4))
		}
		t.Start = append(t.Start, len(t.Mentor))
	}
	return t
}

// TestNobodyIsFavoured counts over 500 tables who is left out: no id, place or letter is
// it more often than chance has it, by a chi-square test with p > 0.01.
func TestNobodyIsFavoured(t *testing.T) {
	const draws, everybody, places, limit = 500, 20, 12, 36.19 // of chi-square with 19 degrees of freedom
	for _, objective := range Objectives() {
		for _, side := range []string{"mentees", "mentors"} {
			r := rand.New(rand.NewSource(2))
			var out [everybody]int
			for draw := range draws {
				table, of := coarse(r, everybody, places), func(c Chosen) int { return c.Mentee }
				if side == "mentors" {
					table, of = coarse(r, places, everybody), func(c Chosen) int { return c.Mentor }
				}
				if draw%2 == 0 {
					table.Draw("")
				} else {
					for _, id := range names {
						number := lot(record.CohortID(fmt.Sprint("cohort-", draw)), "", id)
						table.Ties.Rows, table.Ties.Columns = append(table.Ties.Rows, number), append(table.Ties.Columns, number)
					}
				}
				in := map[int]bool{}
				for _, c := range table.Solve(objective).Pairs {
					in[of(c)] = true
				}
				for i := range out {
					if !in[i] {
						out[i]++
					}
				}
			}
			expected, square := float64(draws*(everybody-places))/everybody, 0.0
			for _, n := range out {
				square += (float64(n) - expected) * (float64(n) - expected) / expected
			}
			// Eight of twenty are left out each time, which varies less than if each were by itself.
			square *= float64(everybody-1) / everybody / (float64(places) / everybody)
			if square > limit {
				t.Errorf("%s, %s: chi-square %.1f; left out %v", objective, side, square, out)
			}
		}
	}
}

// TestAnotherWordDrawsAgain expects the same of the same word, and another of another.
func TestAnotherWordDrawsAgain(t *testing.T) {
	w := newWorld(record.Criterion{ID: "unit", Kind: "unit", Weight: 1})
	w.mentor("rowan")
	for _, id := range names {
		w.mentee(id)
	}
	first := func() string {
		table, err := w.pool(t, Options{}).Table()
		if err != nil {
			t.Fatal(err)
		}
		return table.Mentees[table.Solve("coverage").Pairs[0].Mentee]
	}
	won := map[string]bool{}
	for k := range 40 {
		w.cohort.Matching = &record.Matching{Objective: "coverage", Lot: fmt.Sprint("word-", k)}
		who := first()
		won[who] = true
		w.people["zed"] = &record.Person{ID: "zed", Formerly: []record.PersonID{record.PersonID(who), "zoe"}}
		e := w.enrolled[record.PersonID(who)]
		delete(w.enrolled, record.PersonID(who))
		e.Person, w.enrolled["zed"] = "zed", e
		if again := first(); again != "zed" {
			t.Errorf("%s wins, and by another id %s", who, again)
		}
		delete(w.enrolled, "zed")
		e.Person, w.enrolled[record.PersonID(who)] = record.PersonID(who), e
	}
	if len(won) < 10 {
		t.Errorf("over 40 words only %v win", won)
	}
}

// TestWhoHasWaitedComesFirst has somebody of each kind who has waited, and of each who
// has not.
func TestWhoHasWaitedComesFirst(t *testing.T) {
	w := newWorld()
	for _, id := range names {
		w.mentee(id)
	}
	w.cohort.Starts = when.Day(2027, 1, 1)
	declined := func(of, by string, on when.Date) *record.Pairing {
		return &record.Pairing{State: record.Declined, Mentees: members(record.PersonID(of)), Mentors: members("rowan"), Declined: &record.Decline{By: record.Decliner(by), On: on}}
	}
	w.pairings["one"], w.pairings["two"] = declined("ben", "mentor", 300), declined("cai", "mentee", 300)
	w.before["one"], w.before["two"] = declined("dee", "coordinator", 200), declined("eli", "mentor", 200)
	w.before["three"] = &record.Pairing{State: record.Ended, Started: 250, Ended: 260, Mentees: members("eli"), Mentors: members("rowan")}
	w.pairings["late"] = declined("ida", "mentor", asOf+1)
	repo := w.repository()
	earlier := func(id, program string, starts when.Date, who string, e record.Enrolment) *record.Cohort {
		e.Person = record.PersonID(who)
		return &record.Cohort{ID: record.CohortID(id), Program: record.ProgramID(program), Starts: starts,
			Enrolments: record.NewTable(map[record.PersonID]*record.Enrolment{e.Person: &e})}
	}
	mentee := &record.AsMentee{Mentors: 1}
	cohorts := map[record.CohortID]*record.Cohort{"cohort": w.cohort, "earlier": repo.Cohorts.Get("earlier")}
	for _, c := range []*record.Cohort{
		earlier("a", "program", 100, "fay", record.Enrolment{Status: record.Waiting, Mentee: mentee}),
		earlier("b", "other", 100, "gus", record.Enrolment{Status: record.Waiting, Mentee: mentee}),
		earlier("c", "program", 100, "hal", record.Enrolment{Status: record.Waiting, Mentor: &record.AsMentor{}}),
		earlier("d", "program", w.cohort.Starts, "jo", record.Enrolment{Status: record.Waiting, Mentee: mentee}),
		earlier("e", "program", 150, "fay", record.Enrolment{Status: record.Waiting, Mentee: mentee}),
	} {
		cohorts[c.ID] = c
	}
	repo.Cohorts = record.NewTable(cohorts)
	p, err := NewPool(repo, "cohort", Options{AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range p.Mentees {
		want, waited := map[record.PersonID]int{"fay": 0, "dee": 1, "ben": 2}[m.Person.ID]
		if !waited {
			want = 3
		}
		if p.waited[i] != want {
			t.Errorf("%s has the rank %d, not %d", m.Person.ID, p.waited[i], want)
		}
	}
}
