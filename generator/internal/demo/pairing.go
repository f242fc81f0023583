package demo

import (
	"fmt"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// pairing is a pairing being written: its people, its course and the days on which
// it met.
type pairing struct {
	*programme
	cohort *cohort
	number int // in the cohort
	id     record.PairingID
	chance chance
	course course
	days   []when.Date

	mentors, mentees, peers []int
	topics                  []record.TopicID
	goals                   []record.Goal
}

// pairing draws the l-th pairing of a cohort, with a given course and number of
// meetings.
func (p *programme) pairing(h *cohort, l int, course course, meetings int) *pairing {
	number := h.first + l
	m := &pairing{programme: p, cohort: h, chance: newChance(p.Seed, ofPairing, number), course: course, number: l}
	m.id = record.PairingID(fmt.Sprintf("%s-%d", pick(m.chance, things), number+1))
	m.topics = some(m.chance, m.chance.between(1, 3), topicIDs)
	m.days = m.course.meetings(m.chance, meetings)
	if h.circles {
		m.peers = []int{newcomer(number), mentee(number)}
		return m
	}
	m.mentors, m.mentees = []int{h.mentor(l)}, []int{mentee(number)}
	if course.state == record.Open {
		m.mentees = nil
	} else if m.spare(l) && l%4 == 1 {
		m.mentees = append(m.mentees, newcomer(number))
	}
	return m
}

// spare reports whether the newcomer that the pairing adds is not its mentor.
func (m *pairing) spare(l int) bool {
	return !m.cohort.circles && m.cohort.mentor(l) != newcomer(m.cohort.first+l)
}

func (m *pairing) members() []int {
	return append(append(append([]int{}, m.mentors...), m.mentees...), m.peers...)
}

func members(people []int) []record.Member {
	var all []record.Member
	for _, p := range people {
		all = append(all, record.Member{Person: personID(p)})
	}
	return all
}

// record returns the pairing's record, pairing.yaml.
func (m *pairing) record() *record.Pairing {
	rec := &record.Pairing{
		Mentors: members(m.mentors), Mentees: members(m.mentees), Peers: members(m.peers), Structure: m.structure(),
		State: m.course.state, Started: m.course.started, Ended: m.course.ended, Reason: m.course.reason, Pauses: m.course.pauses,
	}
	m.describe(rec)
	switch m.course.state {
	case record.Open:
		return rec
	case record.Proposed:
		score := m.chance.between(40, 95)
		rec.Match = &record.MatchReason{Score: score, Because: []string{
			fmt.Sprintf("%s is sought and offered", topicName(m.topics[0])), "both are free on the same morning",
		}}
		return rec
	}
	if m.chance.in(70) {
		for _, who := range m.members() {
			rec.Accepted = append(rec.Accepted, record.Acceptance{Person: personID(who), On: m.course.started.Add(-m.chance.between(1, 9))})
		}
	}
	if m.cohort.circles {
		return rec
	}
	if days := len(m.course.likely); days > 100 && m.chance.in(6) {
		rec.Cadence = []record.CadenceStep{{Every: m.cadence}, {From: m.course.started.Add(90), Every: when.Interval{N: 1, Unit: when.Months}}}
	}
	return rec
}

// outcomes are how pairings came out.
var outcomes = []string{"Reached what they set out for", "Reached half of it, and goes on alone", "Found another way"}

// describe says of some pairings what they meet for, and how they came out; some have an
// adviser, who is the mentor of another.
func (m *pairing) describe(rec *record.Pairing) {
	words := newChance(m.Seed, ofWords, 2*(m.cohort.first+m.number)+1)
	if words.in(20) || rec.State == record.Open {
		rec.Title = capital(pick(words, objects))
		rec.Summary = capital(pick(words, verbs)) + " it together, and show it to the others."
		rec.Links = []record.NamedLink{{URL: record.Address("https://work.example.org/" + string(m.id))}}
	}
	if rec.State == record.Completed && words.in(30) {
		rec.Outcome = pick(words, outcomes)
	}
	if m.number == 0 || m.cohort.circles || !words.in(5) {
		return
	}
	if other := m.cohort.mentor(m.number - 1); other != m.mentors[0] {
		rec.Mentors = append(rec.Mentors, record.Member{Person: personID(other), As: record.Adviser})
	}
}

func (m *pairing) structure() record.Structure {
	switch {
	case m.cohort.circles:
		return record.PeerPair
	case len(m.mentees) > 1:
		return record.Group
	}
	return record.OneToOne
}

// plan returns the record of the plan, plan.yaml, or nil if the pairing has not met.
// Goals are set at the second meeting and may be done or dropped at a later one.
func (m *pairing) plan() *record.Plan {
	if len(m.days) == 0 {
		return nil
	}
	second := m.days[min(1, len(m.days)-1)]
	for i, aim := range some(m.chance, m.chance.between(1, 3), aims) {
		g := record.Goal{ID: record.GoalID(fmt.Sprintf("goal-%d", i+1)), Text: aim, Set: second, Target: second.Add(m.chance.between(40, 150))}
		later := pick(m.chance, m.days)
		switch outcome := m.chance.IntN(100); {
		case later <= second || outcome > 60:
		case outcome > 50:
			g.Dropped = later
		default:
			g.Done = later
		}
		m.goals = append(m.goals, g)
	}
	plan := &record.Plan{Goals: m.goals, Milestones: m.milestones(second)}
	if m.chance.in(85) {
		for _, who := range m.members() {
			plan.Agreement = append(plan.Agreement, record.Signature{Person: personID(who), Signed: second})
		}
	}
	return plan
}

func (m *pairing) milestones(second when.Date) []record.MilestoneDone {
	first, last := m.days[0], m.days[len(m.days)-1]
	if m.cohort.circles {
		return []record.MilestoneDone{{ID: "met", Done: first}, {ID: "ground-rules", Done: second}}
	}
	all := []record.MilestoneDone{{ID: "met", Done: first}, {ID: "agreed", Done: second}, {ID: "goals-set", Done: second}}
	for _, day := range m.days {
		if day.Sub(m.course.started) >= 80 && m.chance.in(60) {
			all = append(all, record.MilestoneDone{ID: "half-way", Done: day})
			break
		}
	}
	if m.course.state == record.Completed && m.chance.in(80) {
		all = append(all, record.MilestoneDone{ID: "last-meeting", Done: last})
	}
	return all
}
