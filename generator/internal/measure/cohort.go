package measure

import (
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Cohort is the figures of a cohort by the as-of date.
type Cohort struct {
	Record  *record.Cohort
	Program *record.Program // nil when its record is missing
	AsOf    when.Date       // D

	Figures  []Figure   // one per metric, in display order
	Pairings []*Pairing // by id

	Funnel       []Step
	Retention    []Week // from week 0 to the last that five pairings reached
	States       []StateCount
	EarlyEndings []ReasonCount
	MentorLoad   []Load
	Unmatched    []*record.Enrolment // mentees and peers, by person
	Surveys      []Survey            // by date and id
	Expectations []Expectation       // by the programme's roles, each role's in order

	started      []*Pairing
	participants []*participant // accepted mentees and peers, by person
	gone         []string       // the records of people with an enrolment who left altogether
	arrivals     *record.Arrivals
	only         []record.MetricID // of which there are figures; nil for all
	ofPairings   []metric          // of which each pairing has a figure
}

// StateCount lists the pairings in a state at D.
type StateCount struct {
	State    record.PairingState
	Pairings []*Pairing
}

// ReasonCount lists the started pairings that ended early for a reason.
type ReasonCount struct {
	Reason   record.Reason
	Pairings []*Pairing
}

// Over reports whether the cohort's last day, if it is one, is past on D.
func (c *Cohort) Over() bool { return c.Record.Over(c.AsOf) }

// Started returns how many pairings have started.
func (c *Cohort) Started() int { return len(c.started) }

// Until returns the day at which the figures stand: D, or the last day of a cohort
// that is over.
func (c *Cohort) Until() when.Date {
	if c.Over() {
		return c.Record.Ends
	}
	return c.AsOf
}

// stands adds to the records of a figure that of a cohort that is over, which gives
// the day at which it stands.
func (c *Cohort) stands(f Figure) Figure {
	if c.Over() && f.Value != nil {
		f.Records = sortedUnique(append(f.Records, c.Record.Path))
	}
	return f
}

// Figure returns the cohort's figure of a metric; it has no value when the metric
// is unknown.
func (c *Cohort) Figure(id record.MetricID) Figure { return findFigure(c.Figures, id) }

// measure computes everything but the pairings, which must have been measured.
func (c *Cohort) measure(repo *record.Repository) {
	for _, p := range c.Pairings {
		if p.Started {
			c.started = append(c.started, p)
		}
	}
	c.observeStates()
	c.observePeople(repo)
	c.observeRetention()
	if c.wants(satisfactionID) || c.wants(responseRateID) {
		c.observeSurveys()
	}
	for _, m := range registry {
		if m.cohort == nil || !c.wants(m.ID) {
			continue
		}
		f := c.stands(m.cohort(c))
		f.Metric = m.Metric
		c.Figures = append(c.Figures, f)
	}
	if c.only == nil {
		c.observeExpectations(repo)
	}
}

// wants reports whether a metric is to be measured.
func (c *Cohort) wants(id record.MetricID) bool { return c.only == nil || slices.Contains(c.only, id) }

func (c *Cohort) observeStates() {
	states := []record.PairingState{record.Proposed, record.Active, record.Paused, record.Completed, record.Ended}
	for _, state := range states {
		c.States = append(c.States, StateCount{State: state, Pairings: c.inState(state)})
	}
	for _, state := range []record.PairingState{record.Open, record.Declined} {
		if some := c.inState(state); len(some) > 0 {
			c.States = append(c.States, StateCount{State: state, Pairings: some})
		}
	}
	reasons := []record.Reason{record.MovedOn, record.NoTime, record.DifferentMatch, record.OtherReason, record.Unrecorded}
	byReason := map[record.Reason][]*Pairing{}
	for _, p := range filter(c.started, (*Pairing).endedEarly) {
		reason := p.Record.Reason
		if !slices.Contains(reasons, reason) {
			reason = record.Unrecorded
		}
		byReason[reason] = append(byReason[reason], p)
	}
	for _, reason := range reasons {
		if of := byReason[reason]; len(of) > 0 {
			c.EarlyEndings = append(c.EarlyEndings, ReasonCount{reason, of})
		}
	}
}

// inState lists the pairings in a state at D.
func (c *Cohort) inState(state record.PairingState) []*Pairing {
	return filter(c.Pairings, func(p *Pairing) bool { return p.State == state })
}

// milestones returns the cohort's own milestones, or else the programme's.
func (c *Cohort) milestones() []record.Milestone {
	if len(c.Record.Milestones) > 0 || c.Program == nil {
		return c.Record.Milestones
	}
	return c.Program.Milestones
}

// rules returns the paths of the records that set expectations: the cohort's,
// which names its programme, and the programme's.
func (c *Cohort) rules() []string {
	if c.Program == nil {
		return []string{c.Record.Path}
	}
	return []string{c.Record.Path, c.Program.Path}
}

// pairingPaths returns the paths of the records that decide the states of
// pairings.
func pairingPaths(pairings []*Pairing) []string {
	return appendPairings(make([]string, 0, len(pairings)), pairings)
}

func appendPairings(paths []string, pairings []*Pairing) []string {
	for _, p := range pairings {
		paths = append(paths, p.Record.Path)
		if p.Record.Structure == record.Flash {
			paths = appendSessions(paths, p.Held) // they end it
		}
	}
	return paths
}
