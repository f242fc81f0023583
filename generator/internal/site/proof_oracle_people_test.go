package site

import (
	"math"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// What the oracle says of plans, people, surveys and expectations, and how it
// picks what a claim asks for.

func (o *oracle) goals() numbers {
	done, set := 0.0, 0.0
	for _, p := range o.pairs {
		if p.Plan == nil {
			continue
		}
		for _, g := range p.Plan.Goals {
			if g.Set > o.at || g.Dropped != 0 && g.Dropped <= o.at {
				continue
			}
			set++
			if g.Done != 0 && g.Done <= o.at {
				done++
			}
		}
	}
	return part(done, set)
}

func (o *oracle) confirmed() numbers {
	n := 0.0
	for _, p := range o.pairs {
		for _, s := range p.held {
			behind := map[record.PersonID]bool{}
			for who := range p.there(s, slices.Concat(p.Mentors, p.Mentees, p.Peers)) {
				if slices.Contains(s.Confirmed, who) || slices.Contains(o.repo.Arrivals.By[s.Path], who) {
					behind[who] = true
				}
			}
			if o.recent(s.Date) && len(behind) > 1 {
				n++
			}
		}
	}
	return part(n, float64(len(o.meetings())))
}

// people counts those enrolled by how far they came.
func (o *oracle) people() (enrolled, matched, unmatched, met, three, completed float64) {
	for _, e := range o.cohort.Enrolments.All() {
		if e.Status != record.Accepted || e.Mentee == nil && e.Peer == nil {
			continue
		}
		enrolled++
		paired, done, times := false, false, 0
		for _, p := range o.pairs {
			side := slices.Concat(p.Mentees, p.Peers)
			in := func(day when.Date) bool {
				return slices.ContainsFunc(side, func(m record.Member) bool { return m.Person == e.Person && belongs(m, day) })
			}
			for d := p.Started; d <= p.end; d++ {
				paired = paired || in(d)
			}
			before := times
			for _, s := range p.held {
				if p.there(s, side)[e.Person] {
					times++
				}
			}
			done = done || times > before && o.state(p) == record.Completed && in(p.end)
		}
		if !paired {
			unmatched += truth(!o.left(e))
			continue
		}
		matched++
		met += truth(times > 0)
		three += truth(times > 2)
		completed += truth(done)
	}
	return
}

func (o *oracle) left(e *record.Enrolment) bool {
	who := o.repo.People.Get(e.Person)
	return e.Left != 0 && e.Left <= o.at || who != nil && who.Left != 0 && who.Left <= o.at
}

func truth(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

func (o *oracle) load() numbers {
	taken, offered := 0.0, 0.0
	for _, e := range o.cohort.Enrolments.All() {
		if e.Status != record.Accepted || e.Mentor == nil || o.left(e) {
			continue
		}
		busy := 0
		for _, p := range o.pairs {
			here := slices.ContainsFunc(p.Mentors, func(m record.Member) bool { return m.Person == e.Person && belongs(m, o.at) })
			if state := o.state(p); here && (state == record.Active || state == record.Paused) {
				busy++
			}
		}
		taken += float64(min(busy, e.Mentor.Capacity))
		offered += float64(e.Mentor.Capacity)
	}
	return part(taken, offered)
}

// survival multiplies, week by week, the share of those at risk that go on.
func (o *oracle) survival() numbers {
	if len(o.pairs) == 0 {
		return only(math.NaN())
	}
	share := 1.0
	for week := when.Date(0); ; week++ {
		risk, ended := 0.0, 0.0
		for _, p := range o.pairs {
			if lasted := (p.end - p.Started) / 7; lasted >= week {
				risk++
				ended += truth(lasted == week && o.early(p))
			}
		}
		if risk < 5 && week == 0 {
			return only(math.NaN())
		}
		if risk < 5 {
			return only(share)
		}
		share *= 1 - ended/risk
	}
}

func (o *oracle) early(p *pair) bool {
	return o.state(p) == record.Ended && p.Reason != record.FinishedEarly
}

// lately counts the pairings under way for six weeks, and those that met in the last six.
func (o *oracle) lately() numbers {
	met, all := 0.0, 0.0
	for _, p := range o.pairs {
		if o.state(p) == record.Active && p.end >= p.Started+42 {
			all++
			met += truth(slices.ContainsFunc(p.held, func(s *record.Session) bool { return s.Date > p.end-42 }))
		}
	}
	return part(met, all)
}

// going gives what pairings that go on have.
func (o *oracle) going(of func(*pair) []float64) func(*pair) []float64 {
	return func(p *pair) []float64 {
		if state := o.state(p); state != record.Active && state != record.Paused {
			return nil
		}
		return of(p)
	}
}

func (o *oracle) ended() numbers {
	n := 0.0
	for _, p := range o.pairs {
		n += truth(o.early(p))
	}
	return part(n, float64(len(o.pairs)))
}

// satisfied counts the answers to a question in the last round of its survey that has
// some, of those up to the day that its records name.
func (o *oracle) satisfied(survey record.SurveyID, question record.QuestionID) numbers {
	points, n, last := 0.0, 0.0, when.Date(0)
	for _, a := range o.cohort.Surveys {
		if a.Date > o.today || a.Date < last || o.program == nil || a.Survey != survey || len(a.Counts[question]) == 0 {
			continue
		}
		points, n, last = 0, 0, a.Date
		for _, s := range o.program.Surveys {
			for _, q := range s.Questions {
				if s.ID != survey || q.Scale < 2 || q.ID != question {
					continue
				}
				for answer, people := range a.Counts[q.ID] {
					points += float64(people) * float64(answer-1) / float64(q.Scale-1)
					n += float64(people)
				}
			}
		}
	}
	return part(points, n)
}

func (o *oracle) response() numbers {
	asked, answered := 0.0, 0.0
	for _, a := range o.cohort.Surveys {
		if a.Date <= o.today {
			asked, answered = asked+float64(a.Asked), answered+float64(a.Answered)
		}
	}
	return part(answered, asked)
}

// prompt counts the pairings that have had so many days, and those that met in them.
func (o *oracle) prompt(days when.Date) numbers {
	met, due := 0.0, 0.0
	for _, p := range o.pairs {
		if o.at-p.Started >= days {
			due++
			met += truth(slices.ContainsFunc(p.held, func(s *record.Session) bool { return s.Date-p.Started <= days }))
		}
	}
	return part(met, due)
}

// expected weighs the pairings by an expectation of a role that is named.
func (o *oracle) expected(c claim) numbers {
	for _, role := range o.repo.Roles.All() {
		for _, e := range role.Expectations {
			if !says(c.label, e.Statement) || e.Evidence.AtLeast == nil {
				continue
			}
			if e.Evidence.Metric == "time_to_first" {
				return o.prompt(when.Date(*e.Evidence.AtLeast))
			}
			met, all := 0.0, 0.0
			for _, p := range o.pairs {
				one := *o
				one.pairs = []*pair{p}
				value := one.compute(claim{metric: string(e.Evidence.Metric)}).value
				if math.IsNaN(value) {
					continue
				}
				all++
				lower := slices.Contains([]string{"days_since_last", "median_gap", "longest_gap", "log_lag", "actions_open", "actions_overdue"}, string(e.Evidence.Metric))
				met += truth(!lower && value >= *e.Evidence.AtLeast || lower && value <= *e.Evidence.AtLeast)
			}
			return part(met, all)
		}
	}
	return only(math.NaN())
}

// says reports whether a label is that of an expectation: the handbook leaves out
// its full stop and adds the cohort.
func says(label, statement string) bool {
	rest, ok := strings.CutPrefix(label, strings.TrimSuffix(statement, "."))
	return ok && (rest == "" || rest == "." || strings.HasPrefix(rest, ", "))
}

// asked is the question that a figure of satisfaction is about, if it is about
// one: its text is the label, or an expectation of a named role is.
func (o *oracle) asked(label string) (record.SurveyID, record.QuestionID) {
	for _, role := range o.repo.Roles.All() {
		for _, e := range role.Expectations {
			if says(label, e.Statement) {
				return e.Evidence.Survey, e.Evidence.Question
			}
		}
	}
	if o.program != nil {
		for _, s := range o.program.Surveys {
			asked := slices.ContainsFunc(o.cohort.Surveys, func(a *record.Answers) bool { return a.Survey == s.ID })
			for _, q := range s.Questions {
				if asked && q.Text == label {
					return s.ID, q.ID
				}
			}
		}
	}
	return "", ""
}

func (o *oracle) compute(c claim) numbers {
	enrolled, matched, unmatched, met, three, completed := o.people()
	switch c.metric {
	case "sessions_held":
		return only(float64(len(o.meetings())))
	case "hours":
		return o.hours()
	case "days_since_last":
		if c.pairing != "" {
			return o.ofPairs(sinceLast, half, half)
		}
		return o.ofPairs(o.going(sinceLast), half, half)
	case "time_to_first":
		return o.ofPairs(toFirst, half, half)
	case "met_within":
		return o.prompt(14)
	case "median_gap":
		return o.ofPairs(gaps, half, half)
	case "longest_gap":
		return o.ofPairs(gaps, greatest, greatest)
	case "cadence_kept":
		return o.cadence()
	case "follow_through":
		return o.followed()
	case "actions_open":
		return o.open(false)
	case "actions_overdue":
		return o.open(true)
	case "goal_progress":
		return o.goals()
	case "milestones_kept":
		return o.milestones()
	case "log_lag":
		return o.ofPairs(o.waits, half, half)
	case "confirmed":
		return o.confirmed()
	case "enrolled":
		return only(enrolled)
	case "matched":
		return only(matched)
	case "unmatched":
		return only(unmatched)
	case "match_rate":
		return part(matched, enrolled)
	case "met":
		return part(met, matched)
	case "met_three":
		return part(three, matched)
	case "completed":
		return part(completed, matched)
	case "retention":
		return o.survival()
	case "met_lately":
		return o.lately()
	case "early_endings":
		return o.ended()
	case "mentor_load":
		return o.load()
	case "response_rate":
		return o.response()
	case "satisfaction":
		return o.satisfied(o.asked(c.label))
	case "expectation_met":
		return o.expected(c)
	}
	return numbers{}
}

// cohortOf is the cohort that a proof is about: the one that its records lie in.
func cohortOf(records []string) record.CohortID {
	for _, p := range records {
		if rest, ok := strings.CutPrefix(path.Clean(p), "program/cohorts/"); ok {
			id, _, _ := strings.Cut(rest, "/")
			return record.CohortID(id)
		}
	}
	return ""
}
