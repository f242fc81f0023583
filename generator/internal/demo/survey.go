package demo

import (
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

var questions = []record.Question{
	{ID: "heard", Text: "I am heard before advice is given.", Scale: 5},
	{ID: "worth", Text: "Our meetings are worth the time.", Scale: 5},
	{ID: "recommend", Text: "How likely are you to recommend it to a colleague?", Scale: 10},
}

// surveysOf returns the surveys of some parties: at the start, every two months, and
// at the close.
func surveysOf(parts ...record.Party) []record.Survey {
	var all []record.Survey
	for _, part := range parts {
		id := record.SurveyID(part)
		all = append(all,
			record.Survey{ID: id + "-start", Title: "Before you begin", For: part, At: record.AtStart, Questions: questions[:1]},
			record.Survey{ID: id + "-check-in", Title: "How is it going?", For: part, After: days(30), Every: days(60), Questions: questions[:2]},
			record.Survey{ID: id + "-close", Title: "Looking back", For: part, At: record.AtClose, Questions: questions})
	}
	return all
}

// round is a survey on one of its days.
type round struct {
	survey record.Survey
	day    when.Date
}

// rounds returns the surveys that a cohort was asked up to a day. The answers to one
// at the start come some days later, and to one at the close some days before it.
func (h *cohort) rounds(until when.Date) []round {
	if h.size == 0 || h.state == record.CohortMatching {
		return nil
	}
	surveys := surveysOf(record.Mentors, record.Mentees)
	if h.circles {
		surveys = surveysOf(record.Peers)
	}
	run := record.Cohort{Starts: h.starts, Ends: h.ends}
	var asked []round
	for _, s := range surveys {
		for day := range run.Due(&s) {
			switch s.At {
			case record.AtStart:
				day = day.Add(3)
			case record.AtClose:
				day = day.Add(-2)
			}
			if day <= until {
				asked = append(asked, round{s, day})
			}
		}
	}
	return asked
}

// answers draws the answers to a survey: most are favourable, and some people skip the
// later questions.
func (h *cohort) answers(c chance, r round) *record.Answers {
	a := &record.Answers{Asked: h.size, Counts: map[record.QuestionID]map[int]int{}}
	if h.circles {
		a.Asked = 2 * h.size
	}
	a.Answered = a.Asked * c.between(45, 90) / 100
	left := a.Answered
	for _, q := range r.survey.Questions {
		counts := map[int]int{}
		total, before := 0, 0
		weights := make([]int, q.Scale)
		for i := range weights {
			weights[i] = (i + 1) * (i + 1) * c.between(5, 10)
			total += weights[i]
		}
		sum := 0
		for i, w := range weights {
			sum += w
			upTo := left * sum / total
			counts[i+1] = upTo - before
			before = upTo
		}
		a.Counts[q.ID] = counts
		left -= left * c.between(0, 6) / 100
	}
	return a
}
