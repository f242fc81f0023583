package demo

import (
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

const (
	mentoringID record.ProgramID = "mentoring"
	circlesID   record.ProgramID = "circles"
)

// site returns program/site.yaml. It publishes everything, because everybody is
// invented.
func site() *record.Site {
	return &record.Site{
		Format: 1, Title: "Demo of a mentoring programme",
		Publish: record.Publish{
			People: record.ShowNames, Sessions: record.ShowSummaries, Goals: true, Actions: true, Health: true, Attention: true,
			Network: true, Matching: true, MinimumGroup: 5,
		},
	}
}

// mentoring returns the formal programme.
func (p *programme) mentoring() *record.Program {
	return &record.Program{
		Name: "Mentoring", Purpose: "Half a year in which two people meet regularly, on what one of them wants to learn and the other can offer.",
		Format: record.Formal, Structures: []record.Structure{record.OneToOne, record.Group}, Roles: []record.RoleID{"mentor", "mentee"},
		Coordinators: p.coordinators(), Help: record.Contact{Mail: "help@demo.example"}, Safeguarding: record.Contact{Mail: "safe@demo.example", Hours: "on working days"},
		Objectives: []record.Objective{
			{ID: "start-soon", Statement: "Three in four pairs meet within two weeks of being matched.", Metric: "met_within", Target: number(0.75)},
			{ID: "keep-meeting", Statement: "Pairs keep the rhythm they agreed, six times in ten.", Metric: "cadence_kept", Target: number(0.6)},
			{ID: "get-there", Statement: "Half of the goals that are set are reached.", Metric: "goal_progress", Target: number(0.5)},
			{ID: "stay", Statement: "Nine in ten of those who take part are still here when the cohort closes.", Target: number(0.9), Unit: "share", Better: record.Higher},
		},
		Cadence: p.cadence, Duration: months(6), Levels: levels,
		Milestones: []record.Milestone{
			{ID: "met", Name: "Met for the first time", After: weeks(2), Owner: record.Mentees},
			{ID: "agreed", Name: "Agreed how to work together", After: weeks(4), Owner: record.Mentees},
			{ID: "goals-set", Name: "Wrote down the first goals", After: weeks(6), Owner: record.Mentees},
			{ID: "half-way", Name: "Looked back and ahead at half time", After: weeks(13), Owner: record.Mentors},
			{ID: "last-meeting", Name: "Said goodbye properly", After: weeks(26), Owner: record.Mentors},
		},
		Requirements: []record.Requirement{
			{ID: "safeguarding-talk", Name: "Talked through confidentiality with a coordinator", Role: "mentor"},
			{ID: "time-agreed", Name: "The line manager has agreed to the hours", Role: "mentee"},
		},
		Training: []record.Training{
			{ID: "listening", Title: "Listening first", Role: "mentor", Required: true},
			{ID: "first-hour", Title: "Your first hour together", Role: "mentee"},
		},
		Surveys:  surveysOf(record.Mentors, record.Mentees),
		Matching: matching(), Health: health(),
		LogTemplate: "What we talked about, in a line or two. Everybody with access to the repository can read this.\n",
	}
}

// circles returns the hybrid programme, of peers.
func (p *programme) circles() *record.Program {
	return &record.Program{
		Name: "Circles", Purpose: "Two people at about the same point, who take turns at helping and being helped.",
		Format: record.Hybrid, Structures: []record.Structure{record.PeerPair}, Roles: []record.RoleID{"peer"},
		Coordinators: p.coordinators()[:1], Help: record.Contact{Mail: "circles@demo.example"}, Safeguarding: record.Contact{Mail: "safe@demo.example"},
		Objectives: []record.Objective{{ID: "follow-through", Statement: "Peers do what they said, six times in ten.", Metric: "follow_through", Target: number(0.6)}},
		Duration:   months(6),
		Milestones: []record.Milestone{
			{ID: "met", Name: "Met for the first time", After: weeks(4), Owner: record.Peers},
			{ID: "ground-rules", Name: "Ground rules agreed", After: weeks(8), Owner: record.Peers},
		},
		Surveys: surveysOf(record.Peers), Health: health(),
	}
}

func health() record.Health {
	return record.Health{SayHello: record.SayHello{Days: 21, Cadences: 1.5}, Quiet: record.Quiet{Days: 35, Cadences: 2.5}, TooEarly: 3}
}

func matching() record.Matching {
	return record.Matching{
		Objective: "coverage", Minimum: 20,
		Criteria: []record.Criterion{
			{ID: "topics", Kind: "topics", Weight: 5}, {ID: "goals", Kind: "goals", Weight: 2}, {ID: "level", Kind: "level", Weight: 2, Target: 1, Tolerance: 1},
			{ID: "free-time", Kind: "availability", Weight: 2}, {ID: "time-zone", Kind: "time-zone", Weight: 1}, {ID: "languages", Kind: "languages", Weight: 1},
			{ID: "wishes", Kind: "preference", Weight: 2}, {ID: "other-unit", Kind: "unit", Weight: 1},
		},
		Constraints: []record.Constraint{
			{ID: "own-manager", Kind: "manager"}, {ID: "common-language", Kind: "languages"}, {ID: "waking-hours", Kind: "time-zone-gap", Hours: 10},
			{ID: "new-people", Kind: "met-before"}, {ID: "cleared", Kind: "cleared"}, {ID: "trained", Kind: "trained"},
		},
	}
}

func number(f float64) *float64  { return &f }
func weeks(n int) when.Interval  { return when.Interval{N: n, Unit: when.Weeks} }
func months(n int) when.Interval { return when.Interval{N: n, Unit: when.Months} }
func days(n int) when.Interval   { return when.Interval{N: n, Unit: when.Days} }
func expects(id record.ExpectationID, statement, why string, e record.Evidence) record.Expectation {
	return record.Expectation{ID: id, Statement: statement, Why: why, Evidence: e}
}

// roles returns the roles, with each kind of evidence.
func roles() []*record.Role {
	rhythm := record.Evidence{Metric: "cadence_kept", AtLeast: number(0.6)}
	return []*record.Role{
		{
			ID: "mentor", Name: "Mentor", Summary: "Listens, asks, and shares experience when it helps.",
			Facets:   []record.Facet{{ID: "listener", Name: "Listener", Summary: "Hears the whole of it first.", Practices: []string{"Ask what has been tried.", "Wait before you advise."}}},
			Benefits: []string{"A look at how the work feels from another desk."},
			Expectations: []record.Expectation{
				expects("rhythm", "Keep the rhythm you agreed.", "Trust grows from small promises kept.", rhythm),
				expects("listen", "Listen before you advise.", "Advice that comes too early is about your own life.", record.Evidence{Survey: "mentee-check-in", Question: "heard", AtLeast: number(0.7)}),
				expects("limits", "Say when something is beyond you.", "A mentor is nobody's line manager.", record.Evidence{}),
			},
		},
		{
			ID: "mentee", Name: "Mentee", Summary: "Chooses where to go, and brings something to work on.",
			Benefits: []string{"Somebody who has been some of the way."},
			Expectations: []record.Expectation{
				expects("prepare", "Come with something to work on.", "An hour is short.", record.Evidence{Survey: "mentor-check-in", Question: "heard", AtLeast: number(0.7)}),
				expects("do", "Do what you said you would.", "Otherwise the next hour repeats this one.", record.Evidence{Metric: "follow_through", AtLeast: number(0.6)}),
			},
		},
		{
			ID: "peer", Name: "Peer", Summary: "Helps, and is helped, in turns.",
			Expectations: []record.Expectation{expects("turns", "Share the time fairly.", "Both came for it.", record.Evidence{Survey: "peer-check-in", Question: "heard", AtLeast: number(0.7)})},
		},
	}
}
