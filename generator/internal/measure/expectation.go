package measure

import "pairbook/generator/internal/record"

// Expectation is the evidence in the records for an expectation of a role in a
// cohort.
//
// If its evidence is a pairing metric with a threshold, Met of the Of pairings
// with a value reach it, and Figure is their share. Otherwise Figure is the
// cohort's: the metric, or the satisfaction with a survey's question. Reached
// reports whether it reaches the threshold and is nil without a threshold or a
// value. Without evidence, Figure says so.
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
			c.Expectations = append(c.Expectations, c.expectation(role, e))
		}
	}
}

func (c *Cohort) expectation(role *record.Role, e record.Expectation) Expectation {
	x := Expectation{Role: role, Expectation: e}
	switch evidence := e.Evidence; {
	case evidence.AtLeast != nil && OfPairings(evidence.Metric):
		c.pairingEvidence(&x)
	case evidence.Metric != "":
		x.Figure = c.Figure(evidence.Metric)
		x.setReached()
	case evidence.Survey != "":
		x = c.Heard(x, 1)
	default:
		x.Figure = unavailable(noEvidence)
		x.Figure.Metric = metricOf(expectationMetID)
	}
	return x
}

func (c *Cohort) pairingEvidence(x *Expectation) {
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
		if reachesThreshold(f, *x.Expectation.Evidence.AtLeast) {
			x.Met++
		}
	}
	x.Figure = ratio(float64(x.Met), float64(x.Of), append(records, x.Role.Path), c.noValueReason(x.Expectation.Evidence.Metric))
	x.Figure.Metric = metricOf(expectationMetID)
}

func (x *Expectation) setReached() {
	if x.Figure.Value != nil && x.Expectation.Evidence.AtLeast != nil {
		reached := reachesThreshold(x.Figure, *x.Expectation.Evidence.AtLeast)
		x.Reached = &reached
	}
}

// reachesThreshold reports whether a value is at least as good as the threshold: at most
// it, where lower is better.
func reachesThreshold(f Figure, threshold float64) bool {
	if f.Better == Lower {
		return *f.Value <= threshold
	}
	return *f.Value >= threshold
}
