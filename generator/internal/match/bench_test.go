package match

import (
	"fmt"
	"math/rand"
	"testing"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/test/sketch"
)

// BenchmarkMatch runs a whole match of n mentees and n mentors except for reading
// the files, with every criterion and constraint.
func BenchmarkMatch(b *testing.B) {
	for _, n := range []int{125, 500, 2000} {
		w := sketch.Crowd(n)
		for _, pins := range []int{0, 10} {
			repo := pinned(b, w, pins)
			b.Run(fmt.Sprintf("%d/pins-%d", n, pins), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					propose(b, repo)
				}
			})
		}
	}
}

// BenchmarkPins explains 200 pins among 600 mentees and 600 mentors.
func BenchmarkPins(b *testing.B) {
	for _, objective := range Objectives() {
		b.Run(string(objective), func(b *testing.B) {
			r, t := rand.New(rand.NewSource(1)), &Table{Start: []int{0}}
			for i := range 600 {
				t.Mentees, t.Mentors = append(t.Mentees, fmt.Sprintf("e%03d", i)), append(t.Mentors, fmt.Sprintf("r%03d", i))
				t.Wants, t.Room = append(t.Wants, 1), append(t.Room, 1)
				for j := range int32(600) {
					t.Mentor, t.Score = append(t.Mentor, j), append(t.Score, r.Int31n(101))
				}
				t.Start = append(t.Start, len(t.Mentor))
				if i < 200 {
					t.Pins = append(t.Pins, Chosen{i, i, int(t.Score[len(t.Score)-600+i]), true})
				}
			}
			a := t.Solve(objective)
			b.ReportAllocs()
			for b.Loop() {
				a.Explain(nil)
			}
		})
	}
}

// propose matches the cohort of a repository, and fails without a proof of the
// answer.
func propose(t testing.TB, repo *record.Repository) *Proposal {
	t.Helper()
	p, err := fit.NewPool(repo, "cohort", fit.Options{AsOf: sketch.AsOf})
	if err != nil {
		t.Fatal(err)
	}
	table := NewTable(p)
	made := table.Solve("coverage").Explain(p)
	if made.Gap != 0 {
		t.Fatalf("the gap is %d", made.Gap)
	}
	return made
}

// pinned pins the first pairs of a world that may be pinned.
func pinned(t testing.TB, w *sketch.World, pins int) *record.Repository {
	t.Helper()
	w.Cohort.Pins = nil
	p, err := fit.NewPool(w.Repository(), "cohort", fit.Options{AsOf: sketch.AsOf})
	if err != nil {
		t.Fatal(err)
	}
	taken := map[int]bool{}
	for i := 0; len(w.Cohort.Pins) < pins; i++ {
		for j := range p.Mentors {
			if _, allowed := p.Score(i, j); allowed && !taken[j] {
				taken[j] = true
				w.Cohort.Pins = append(w.Cohort.Pins, record.Pin{Mentee: p.Mentees[i].Person.ID, Mentor: p.Mentors[j].Person.ID})
				break
			}
		}
	}
	return w.Repository()
}
