package match

import (
	"fmt"
	"math/rand"
	"testing"
	"time"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// crowd returns a cohort of n mentees and n mentors over two changes of clocks, with
// all criteria and constraints, and 200 topics in families of five. Every tenth
// person's level and hours are not known.
func crowd(n int) *world {
	r := rand.New(rand.NewSource(1))
	w := newWorld()
	w.cohort.Ends = when.Day(2027, 6, 1)
	for _, kind := range allCriteria {
		w.program.Matching.Criteria = append(w.program.Matching.Criteria, record.Criterion{ID: record.CriterionID(kind), Kind: kind, Weight: 1, Target: 2})
	}
	for _, kind := range allBars {
		w.program.Matching.Constraints = append(w.program.Matching.Constraints, record.Constraint{ID: record.ConstraintID(kind), Kind: kind, Hours: 12, Tolerance: 4})
	}
	var topics []record.TopicID
	for i := range 200 {
		topic := &record.Topic{ID: record.TopicID(fmt.Sprint("topic-", i)), Name: fmt.Sprintf("Word%d of word%d", i, r.Intn(100))}
		if i%5 > 0 {
			topic.Within = []record.TopicID{record.TopicID(fmt.Sprint("topic-", i-i%5))}
		}
		w.topics[topic.ID], topics = topic, append(topics, topic.ID)
	}
	some := func(n int) (all []record.TopicID) {
		for range n {
			all = append(all, topics[r.Intn(len(topics))])
		}
		return all
	}
	for i := range 2 * n {
		id := fmt.Sprintf("p%06d", i)
		who, e := w.person(id), w.enrolment(id)
		who.TimeZone, who.Languages = someZones[1+r.Intn(len(someZones)-1)], []string{"en", []string{"fr", "de", "es"}[r.Intn(3)]}
		who.Level, who.Unit, who.Manager = w.program.Levels[r.Intn(5)], fmt.Sprint(r.Intn(9)), record.PersonID(fmt.Sprintf("p%06d", i/10))
		for day := time.Monday; day <= time.Thursday; day++ {
			from := 60 * (8 + r.Intn(9))
			e.Availability = append(e.Availability, when.Slot{Day: day, From: from, Until: from + 120})
		}
		if i%10 == 0 {
			who.Level, e.Availability = "", nil
		}
		e.Prefers = []record.PersonID{record.PersonID(fmt.Sprintf("p%06d", r.Intn(2*n)))}
		if i < n {
			e.Mentee = &record.AsMentee{Mentors: 1, Seeks: some(4), Goals: []string{fmt.Sprintf("Become better at word%d and word%d", r.Intn(100), r.Intn(100))}}
		} else {
			e.Mentor = &record.AsMentor{Capacity: 1, Offers: some(6)}
		}
	}
	return w
}

func BenchmarkScore(b *testing.B) {
	for _, n := range []int{125, 500, 2000} {
		repo := crowd(n).repository()
		b.Run(fmt.Sprintf("prepare/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := NewPool(repo, "cohort", Options{AsOf: asOf}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("pairs/%d", n), func(b *testing.B) {
			p, err := NewPool(repo, "cohort", Options{AsOf: asOf})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				for i := range p.Mentees {
					for j := range p.Mentors {
						p.Score(i, j)
					}
				}
			}
		})
	}
}

// BenchmarkMatch runs a whole match of n mentees and n mentors except for reading
// the files, with every criterion and constraint.
func BenchmarkMatch(b *testing.B) {
	for _, n := range []int{125, 500, 2000} {
		w := crowd(n)
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
	p, err := NewPool(repo, "cohort", Options{AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	table, err := p.Table()
	if err != nil {
		t.Fatal(err)
	}
	made := table.Solve("coverage").Explain(p)
	if made.Gap != 0 {
		t.Fatalf("the gap is %d", made.Gap)
	}
	return made
}

// pinned pins the first pairs of a world that may be pinned.
func pinned(t testing.TB, w *world, pins int) *record.Repository {
	t.Helper()
	w.cohort.Pins = nil
	p, err := NewPool(w.repository(), "cohort", Options{AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	taken := map[int]bool{}
	for i := 0; len(w.cohort.Pins) < pins; i++ {
		for j := range p.Mentors {
			if _, allowed := p.Score(i, j); allowed && !taken[j] {
				taken[j] = true
				w.cohort.Pins = append(w.cohort.Pins, record.Pin{Mentee: p.Mentees[i].Person.ID, Mentor: p.Mentors[j].Person.ID})
				break
			}
		}
	}
	return w.repository()
}
