package measure

import (
	"cmp"
	"maps"
	"slices"

	"pairbook/generator/internal/record"
)

// Survey is a round of a survey held by D. Definition is the programme's, nil
// when it has none with that id.
type Survey struct {
	Answers    *record.Answers
	Definition *record.Survey
	Response   Figure   // answered ÷ asked
	Questions  []Answer // those of the definition with a scale, in its order
}

// Answer holds the answers to a question in a round: Counts[i] people answered
// i+1, N answered at all, and Satisfaction is the mean of (answer − 1) ÷ (scale −
// 1).
type Answer struct {
	Question     record.Question
	Counts       []int
	N            int
	Satisfaction Figure

	points int // the sum of answer − 1
}

func (c *Cohort) observeSurveys() {
	rounds := slices.Clone(c.Record.Surveys)
	slices.SortFunc(rounds, func(a, b *record.Answers) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Survey, b.Survey), cmp.Compare(a.Path, b.Path))
	})
	for _, round := range rounds {
		if round.Date != 0 && round.Date <= c.AsOf {
			c.Surveys = append(c.Surveys, c.survey(round))
		}
	}
}

func (c *Cohort) survey(round *record.Answers) Survey {
	s := Survey{Answers: round, Definition: c.surveyDefinition(round.Survey)}
	s.Response = ratio(float64(round.Answered), float64(round.Asked), []string{round.Path}, nobodyAsked)
	s.Response.Metric = metricOf(responseRateID)
	if s.Definition == nil {
		return s
	}
	for _, q := range s.Definition.Questions {
		if q.Scale < 2 {
			continue
		}
		a := countAnswers(q, round.Counts[q.ID])
		a.Satisfaction = a.figure(append(c.rules(), round.Path))
		s.Questions = append(s.Questions, a)
	}
	return s
}

func (c *Cohort) surveyDefinition(id record.SurveyID) *record.Survey {
	if c.Program == nil {
		return nil
	}
	i := slices.IndexFunc(c.Program.Surveys, func(s record.Survey) bool { return s.ID == id })
	if i < 0 {
		return nil
	}
	return &c.Program.Surveys[i]
}

// countAnswers ignores answers that are not on the question's scale.
func countAnswers(q record.Question, counts map[int]int) Answer {
	a := Answer{Question: q, Counts: make([]int, q.Scale)}
	for _, answer := range slices.Sorted(maps.Keys(counts)) {
		n := counts[answer]
		if answer < 1 || answer > q.Scale || n < 0 {
			continue
		}
		a.Counts[answer-1] = n
		a.N += n
		a.points += n * (answer - 1)
	}
	return a
}

func (a Answer) figure(records []string) Figure {
	f := ratio(float64(a.points)/float64(a.Question.Scale-1), float64(a.N), records, nobodyAnswered)
	if f.Value != nil && a.N <= most {
		var tallies []tally
		for points, n := range a.Counts {
			tallies = append(tallies, slices.Repeat([]tally{{points, a.Question.Scale - 1}}, n)...)
		}
		f.Interval = bootstrap(tallies)
	}
	f.Metric = metricOf(satisfactionID)
	return f
}

func responseRate(c *Cohort) Figure {
	asked, answered := 0, 0
	var records []string
	for _, s := range c.Surveys {
		asked += s.Answers.Asked
		answered += s.Answers.Answered
		records = append(records, s.Answers.Path)
	}
	return ratio(float64(answered), float64(asked), records, nobodyAsked)
}

// Heard returns an expectation that a survey shows, by the last round in which at least
// so many answered its question.
func (c *Cohort) Heard(x Expectation, least int) Expectation {
	x.Figure, x.Reached = c.satisfied(x.Expectation.Evidence, least), nil
	x.Figure.Metric = metricOf(satisfactionID)
	if x.Figure.Value != nil {
		x.Figure.Records = sortedUnique(append(slices.Clone(x.Figure.Records), x.Role.Path))
	}
	x.setReached()
	return x
}

func (c *Cohort) satisfied(by record.Evidence, least int) Figure {
	for _, s := range slices.Backward(c.Surveys) {
		for _, a := range s.Questions {
			if s.Answers.Survey == by.Survey && a.Question.ID == by.Question && a.N >= least {
				return a.Satisfaction
			}
		}
	}
	return unavailable(noAnswer)
}
