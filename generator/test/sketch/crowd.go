package sketch

import (
	"fmt"
	"math/rand"
	"time"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Crowd returns a cohort of n mentees and n mentors over two changes of clocks, with
// all criteria and constraints, and 200 topics in families of five. Every tenth
// person's level and hours are not known.
func Crowd(n int) *World {
	r := rand.New(rand.NewSource(1))
	w := New()
	w.Cohort.Ends = when.Day(2027, 6, 1)
	for _, kind := range Criteria {
		w.Program.Matching.Criteria = append(w.Program.Matching.Criteria, record.Criterion{ID: record.CriterionID(kind), Kind: kind, Weight: 1, Target: 2})
	}
	for _, kind := range Constraints {
		w.Program.Matching.Constraints = append(w.Program.Matching.Constraints, record.Constraint{ID: record.ConstraintID(kind), Kind: kind, Hours: 12, Tolerance: 4})
	}
	var topics []record.TopicID
	for i := range 200 {
		topic := &record.Topic{ID: record.TopicID(fmt.Sprint("topic-", i)), Name: fmt.Sprintf("Word%d of word%d", i, r.Intn(100))}
		if i%5 > 0 {
			topic.Within = []record.TopicID{record.TopicID(fmt.Sprint("topic-", i-i%5))}
		}
		w.Topics[topic.ID], topics = topic, append(topics, topic.ID)
	}
	some := func(n int) (all []record.TopicID) {
		for range n {
			all = append(all, topics[r.Intn(len(topics))])
		}
		return all
	}
	for i := range 2 * n {
		id := fmt.Sprintf("p%06d", i)
		who, e := w.Person(id), w.Enrolment(id)
		who.TimeZone, who.Languages = Zones[1+r.Intn(len(Zones)-1)], []string{"en", []string{"fr", "de", "es"}[r.Intn(3)]}
		who.Level, who.Unit, who.Manager = w.Program.Levels[r.Intn(5)], fmt.Sprint(r.Intn(9)), record.PersonID(fmt.Sprintf("p%06d", i/10))
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
