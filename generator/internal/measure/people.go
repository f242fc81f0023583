package measure

import (
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Step is a step of the funnel: the mentees and peers who reached it, each once.
// The steps are counted independently.
type Step struct {
	Metric  record.MetricID
	Name    string
	People  []record.PersonID // sorted
	Records []string          // the enrolments of these people
}

// Count returns how many people reached the step.
func (s Step) Count() int { return len(s.People) }

// Load is the number of a mentor's pairings at D, active or on a break, and of
// the places that the mentor offers.
type Load struct {
	Enrolment *record.Enrolment
	Capacity  int
	Pairings  []*Pairing
}

// participant is an accepted mentee or peer, with their started and completed
// pairings and the held sessions that they attended.
type participant struct {
	enrolment          *record.Enrolment
	matched, completed []*Pairing
	met                []*record.Session
}

func anyone(*participant) bool            { return true }
func (w *participant) isMatched() bool    { return len(w.matched) > 0 }
func (w *participant) hasMet() bool       { return len(w.met) > 0 }
func (w *participant) hasMetThree() bool  { return len(w.met) >= 3 }
func (w *participant) completedOne() bool { return len(w.completed) > 0 }

func (c *Cohort) observePeople(repo *record.Repository) {
	byPerson := map[record.PersonID]*participant{}
	mentored := c.mentored()
	for _, e := range c.Record.Enrolments.All() {
		if e.Status != record.Accepted && e.Status != "" {
			continue
		}
		if who := repo.People.Get(e.Person); who != nil && who.Left != 0 && who.Left <= c.Until() {
			c.gone = append(c.gone, who.Path)
		}
		if e.Mentor != nil && !repo.Gone(c.Record, e.Person, c.Until()) {
			c.MentorLoad = append(c.MentorLoad, Load{Enrolment: e, Capacity: e.Mentor.Capacity, Pairings: mentored[e.Person]})
		}
		if e.Mentee != nil || e.Peer != nil {
			w := &participant{enrolment: e}
			c.participants = append(c.participants, w)
			byPerson[e.Person] = w
		}
	}
	for _, p := range c.started {
		p.credit(byPerson)
	}
	for _, w := range c.participants {
		if !w.isMatched() && !repo.Gone(c.Record, w.enrolment.Person, c.Until()) {
			c.Unmatched = append(c.Unmatched, w.enrolment)
		}
	}
	c.Funnel = []Step{
		c.step("enrolled", "Enrolled", anyone),
		c.step("matched", "Matched", (*participant).isMatched),
		c.step("met", "Met", (*participant).hasMet),
		c.step("met_three", "Met three times", (*participant).hasMetThree),
		c.step("completed", "Completed", (*participant).completedOne),
	}
}

// mentored returns the pairings that go on, by each of their mentors who takes a place
// in them.
func (c *Cohort) mentored() map[record.PersonID][]*Pairing {
	by := map[record.PersonID][]*Pairing{}
	for _, p := range c.started {
		if !p.State.GoesOn() {
			continue
		}
		for _, m := range p.Record.Mentors {
			if m.Expected(c.Until()) && !slices.Contains(by[m.Person], p) {
				by[m.Person] = append(by[m.Person], p)
			}
		}
	}
	return by
}

// credit adds to the pairing's mentees and peers what they did in it.
func (p *Pairing) credit(byPerson map[record.PersonID]*participant) {
	side := slices.Concat(p.Record.Mentees, p.Record.Peers)
	met := map[record.PersonID]bool{}
	for _, s := range p.Held {
		for _, who := range record.Attending(side, s.Date, p.Record.Present(s)) {
			if w := byPerson[who]; w != nil {
				w.met = append(w.met, s)
				met[who] = true
			}
		}
	}
	for _, m := range side {
		w := byPerson[m.Person]
		if w == nil || !overlaps(m, p.Start, p.End) {
			continue
		}
		if !slices.Contains(w.matched, p) {
			w.matched = append(w.matched, p)
		}
		if p.State == record.Completed && m.On(p.End) && met[m.Person] && !slices.Contains(w.completed, p) {
			w.completed = append(w.completed, p)
		}
	}
}

// overlaps reports whether a member was there on any day from start to end.
func overlaps(m record.Member, start, end when.Date) bool {
	if m.Until != 0 {
		end = min(end, m.Until)
	}
	return max(start, m.From) <= end
}

func (c *Cohort) step(id record.MetricID, name string, reached func(*participant) bool) Step {
	s := Step{Metric: id, Name: name, Records: []string{}}
	for _, w := range c.participants {
		if reached(w) {
			s.People = append(s.People, w.enrolment.Person)
			s.Records = append(s.Records, w.enrolment.Path)
		}
	}
	return s
}

func enrolled(c *Cohort) Figure {
	return amount(float64(len(c.participants)), append(slices.Clone(c.Funnel[0].Records), c.Record.Path))
}

func matched(c *Cohort) Figure {
	n := len(filter(c.participants, (*participant).isMatched))
	return amount(float64(n), append(c.recordsOf(anyone, (*participant).pairings), c.Record.Path))
}

// unmatched also lists the records of the matched and of those who left, because
// they are why the number is not higher.
func unmatched(c *Cohort) Figure {
	records := append(c.recordsOf(anyone, (*participant).pairings), c.gone...)
	return amount(float64(len(c.Unmatched)), append(records, c.Record.Path))
}

// shareOf returns the share of the participants at one step among those at an
// earlier one; proof adds the records that show how far somebody came.
func shareOf(part, whole func(*participant) bool, proof func(*participant, []string) []string, nothing string) func(*Cohort) Figure {
	return func(c *Cohort) Figure {
		n, of := len(filter(c.participants, part)), len(filter(c.participants, whole))
		return ratio(float64(n), float64(of), c.recordsOf(whole, proof), nothing)
	}
}

// recordsOf returns the enrolments of participants, each with its proof.
func (c *Cohort) recordsOf(which func(*participant) bool, proof func(*participant, []string) []string) []string {
	var records []string
	for _, w := range filter(c.participants, which) {
		records = proof(w, append(records, w.enrolment.Path))
	}
	return records
}

// pairings adds the records of the participant's started pairings.
func (w *participant) pairings(records []string) []string {
	return appendPairings(records, w.matched)
}

// meetings adds the sessions that the participant attended as well.
func (w *participant) meetings(records []string) []string {
	return appendSessions(w.pairings(records), w.met)
}

func mentorLoad(c *Cohort) Figure {
	taken, offered := 0, 0
	var records []string
	for _, l := range c.MentorLoad {
		taken += min(len(l.Pairings), max(l.Capacity, 0))
		offered += max(l.Capacity, 0)
		records = append(records, l.Enrolment.Path)
		records = appendPairings(records, l.Pairings)
	}
	return ratio(float64(taken), float64(offered), append(records, c.gone...), noPlace)
}
