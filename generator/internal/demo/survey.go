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

// rounds returns the surveys that a cohort was asked up to a day.
func (h *cohort) rounds(until when.Date) []round {
	surveys := surveysOf(record.Mentors, record.Mentees)
	if h.circles {
		surveys = surveysOf(record.Peers)
	}
	var all []round
	for _, s := range surveys {
		switch {
		case s.At == record.AtStart:
			all = append(all, round{s, h.starts.Add(3)})
		case s.At == record.AtClose:
			all = append(all, round{s, h.ends.Add(-2)})
		default:
			for day := s.After.After(h.starts, 1); day < h.ends; day = s.Every.After(day, 1) {
				all = append(all, round{s, day})
			}
		}
	}
	asked := all[:0]
	for _, r := range all {
		if r.day <= until && h.size > 0 && h.state != record.CohortMatching {
			asked = append(asked, r)
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
