package match

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/test/sketch"
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
						number := fit.Lot(record.CohortID(fmt.Sprint("cohort-", draw)), "", id)
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
	w := sketch.New(record.Criterion{ID: "unit", Kind: "unit", Weight: 1})
	w.Mentor("rowan")
	for _, id := range names {
		w.Mentee(id)
	}
	first := func() string {
		table := NewTable(poolOf(t, w, fit.Options{}))
		return table.Mentees[table.Solve("coverage").Pairs[0].Mentee]
	}
	won := map[string]bool{}
	for k := range 40 {
		w.Cohort.Matching = &record.Matching{Objective: "coverage", Lot: fmt.Sprint("word-", k)}
		who := first()
		won[who] = true
		w.People["zed"] = &record.Person{ID: "zed", Formerly: []record.PersonID{record.PersonID(who), "zoe"}}
		e := w.Enrolled[record.PersonID(who)]
		delete(w.Enrolled, record.PersonID(who))
		e.Person, w.Enrolled["zed"] = "zed", e
		if again := first(); again != "zed" {
			t.Errorf("%s wins, and by another id %s", who, again)
		}
		delete(w.Enrolled, "zed")
		e.Person, w.Enrolled[record.PersonID(who)] = record.PersonID(who), e
	}
	if len(won) < 10 {
		t.Errorf("over 40 words only %v win", won)
	}
}
