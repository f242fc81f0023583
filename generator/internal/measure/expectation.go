package measure

import (
	"pairbook/generator/internal/record"
)

// Expectation is what the records say about an expectation of a role in a
// cohort.
//
// Where its evidence is a metric of pairings with a threshold, Met of the Of
// pairings that have a value reach it, and Figure is their share. Otherwise
// Figure is the cohort's own: of the metric, or the satisfaction that a
// survey's question found; Reached tells whether it reaches the threshold, and
// is nil without one or without a value. An expectation without evidence has
// a Figure that says so.
type Expectation struct {
	Role        *record.Role
	Expectation record.Expectation
	Met, Of     int
	Reached     *bool
	Figure      Figure
}

func (c *Cohort) observeExpectations(repo *record.Repository) {
	if c.Program == nil {
		return
	}
	for _, id := range c.Program.Roles {
		role := repo.Roles.Get(id)
		if role == nil {
			continue
		}
		for _, e := range role.Expectations {
			c.Expectations = append(c.Expectations, c.weigh(role, e))
		}
	}
}

func (c *Cohort) weigh(role *record.Role, e record.Expectation) Expectation {
	x := Expectation{Role: role, Expectation: e}
	switch evidence := e.Evidence; {
	case evidence.Metric != "" && evidence.AtLeast != nil && ofPairings(evidence.Metric):
		c.weighPairings(&x)
	case evidence.Metric != "":
		x.Figure = c.Figure(evidence.Metric)
		x.reach()
	case evidence.Survey != "":
		x.Figure = c.satisfied(func(s record.SurveyID, q record.QuestionID) bool {
			return s == evidence.Survey && q == evidence.Question
		})
		x.Figure.Metric = metricOf(satisfactionID)
		if x.Figure.Value != nil {
			x.Figure.Records = tidy(append(x.Figure.Records, role.Path))
		}
		x.reach()
	default:
		x.Figure = unavailable(noEvidence)
		x.Figure.Metric = metricOf(expectationMetID)
	}
	return x
}

func (c *Cohort) weighPairings(x *Expectation) {
	if x.Expectation.Evidence.Metric == timeToFirstID {
		met, due := c.MetBy(int(*x.Expectation.Evidence.AtLeast))
		x.Met, x.Of = len(met), len(due)
		x.Figure = ratio(float64(x.Met), float64(x.Of), append(firstMeetings(due), x.Role.Path), "No pairing started long enough ago yet.")
		x.Figure.Metric = metricOf(expectationMetID)
		return
	}
	figures, records := c.available(x.Expectation.Evidence.Metric)
	for _, f := range figures {
		x.Of++
		if reaches(f, *x.Expectation.Evidence.AtLeast) {
			x.Met++
		}
	}
	x.Figure = ratio(float64(x.Met), float64(x.Of), append(records, x.Role.Path), c.nothing(x.Expectation.Evidence.Metric))
	x.Figure.Metric = metricOf(expectationMetID)
}

func (x *Expectation) reach() {
	if x.Figure.Value != nil && x.Expectation.Evidence.AtLeast != nil {
		reached := reaches(x.Figure, *x.Expectation.Evidence.AtLeast)
		x.Reached = &reached
	}
}

// reaches tells whether a value is at least as good as the threshold: at most
// it, where lower is better.
func reaches(f Figure, threshold float64) bool {
	if f.Better == Lower {
		return *f.Value <= threshold
	}
	return *f.Value >= threshold
}
