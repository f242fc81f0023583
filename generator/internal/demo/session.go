package demo

import (
	"fmt"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// logs generates the logs of a pairing in order, because later logs may complete the
// actions of earlier ones.
func (m *pairing) logs(write func(*record.Session, string) error) error {
	var open []record.Action
	agreed := 0
	for k, day := range m.days {
		s := &record.Session{Date: day, Format: pick(m.chance, formats)}
		if m.chance.in(90) {
			s.Duration = when.Duration(5 * m.chance.between(5, 18))
		}
		m.attend(s)
		s.Topics = some(m.chance, m.chance.between(0, 2), m.topics)
		s.Goals = m.touched(day)
		open = m.settle(s, open)
		for range m.chance.IntN(3) {
			agreed++
			a := m.action(day, agreed)
			s.Actions = append(s.Actions, a)
			open = append(open, a)
		}
		s.Next = m.next(k)
		if err := write(s, notes(m.chance)); err != nil {
			return err
		}
	}
	return nil
}

var formats = []record.Medium{"video", "video", "video", "in-person", "chat"}

// attend sets who attended. Most logs leave it out, which means everybody.
func (m *pairing) attend(s *record.Session) {
	all := personIDs(m.members())
	switch kind := m.chance.IntN(100); {
	case kind < 78:
	case kind < 92:
		s.Attended = &all
	case kind < 97:
		alone := []record.PersonID{pick(m.chance, all)}
		s.Attended = &alone
	default:
		s.Attended = &[]record.PersonID{}
	}
	if m.chance.in(3) {
		s.Guests = []string{"a colleague from the " + pick(m.chance, things) + " unit"}
	}
	if m.chance.in(3) {
		s.Introductions = []string{"somebody who knows about " + topicName(pick(m.chance, m.topics))}
	}
	if m.chance.in(45) {
		first := m.chance.IntN(len(all))
		s.Confirmed = []record.PersonID{all[first], all[(first+1)%len(all)]}
	}
}

// touched returns the goals that a meeting was about, of those set and still open.
func (m *pairing) touched(day when.Date) []record.GoalTouched {
	var touched []record.GoalTouched
	for _, g := range m.goals {
		over := g.Done != 0 && g.Done < day || g.Dropped != 0 && g.Dropped < day
		if day < g.Set || over || !m.chance.in(40) {
			continue
		}
		t := record.GoalTouched{ID: g.ID}
		if m.chance.in(40) {
			percent := min(90, 10+10*(day.Sub(g.Set)/15))
			t.Percent = &percent
		}
		touched = append(touched, t)
	}
	return touched
}

// mostOpen is the number of latest actions that a pairing may still complete.
const mostOpen = 6

// settle completes or drops some of the open actions in a log, and returns the others.
func (m *pairing) settle(s *record.Session, open []record.Action) []record.Action {
	var still []record.Action
	for _, a := range open {
		switch outcome := m.chance.IntN(100); {
		case outcome < 45:
			s.Done = append(s.Done, record.ActionDone{ID: a.ID})
		case outcome < 60 && a.Due != 0 && a.Due < s.Date:
			s.Done = append(s.Done, record.ActionDone{ID: a.ID, On: a.Due.Add(-m.chance.IntN(2))})
		case outcome < 65:
			s.Dropped = append(s.Dropped, a.ID)
		default:
			still = append(still, a)
		}
	}
	return still[max(0, len(still)-mostOpen):]
}

func (m *pairing) action(day when.Date, number int) record.Action {
	verb, object := pick(m.chance, verbs), pick(m.chance, objects)
	a := record.Action{
		ID: record.ActionID(fmt.Sprintf("action-%d", number)), Who: personID(pick(m.chance, m.members())), What: capital(verb) + " " + object,
	}
	if m.chance.in(85) {
		a.Due = day.Add(m.chance.between(5, 24))
	}
	return a
}

// next returns the day agreed for the meeting after the k-th, 0 for none; mostly the
// day on which it takes place.
func (m *pairing) next(k int) when.Date {
	switch {
	case !m.chance.in(60):
	case k+1 < len(m.days) && m.chance.in(80):
		return m.days[k+1]
	case m.course.state == record.Active || k+1 < len(m.days):
		return m.cadence.After(m.days[k], 1)
	}
	return 0
}
