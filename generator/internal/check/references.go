package check

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/record"
)

// The rules here look up each id in the record that should define it, even in
// records with unreadable values. They report no reference to a record that exists but
// could not be read.

// reference reports an id that is not among the known ones.
func reference[ID ~string](c *checker, s spot, kind string, id ID, known []ID, hint string) {
	if slices.Contains(known, id) {
		return
	}
	if hint == "" {
		hint = "known here: " + list(known)
		if len(known) == 0 {
			hint = "there is none yet"
		}
	}
	c.errorf(s.at(), hint, "%sthere is no %s %q", s.prefix(), kind, id)
	meant(c, id, func() []ID { return known })
}

// idsOf lists the ids of what a record defines.
func idsOf[T any, ID ~string](all []T, id func(T) ID) (ids []ID) {
	for _, one := range all {
		ids = append(ids, id(one))
	}
	return ids
}

// isFormer reports whether a value is in a list of a record's former ids.
func isFormer(s spot) bool { return len(s.path) > 0 && s.path[0] == "formerly" }

func unknownPerson(c *checker, s spot, value any) {
	id, ok := value.(record.PersonID)
	if !ok || isFormer(s) || c.repo.People.Has(id) || c.repo.MayLieAt(record.PersonPath(id)) {
		return
	}
	if now, ok := c.renamed[id]; ok {
		c.errorf(s.at(), fmt.Sprintf("write %q", now), "%s%q has the id %q now", s.prefix(), id, now)
		return
	}
	c.errorf(s.at(), fmt.Sprintf("an id is the name of a file in program/people; %s would make it known", record.PersonPath(id)),
		"%snobody has the id %q", s.prefix(), id)
	meant(c, id, c.repo.People.IDs)
}

func unknownTopic(c *checker, s spot, value any) {
	id, ok := value.(record.TopicID)
	if !ok || c.repo.Topics.Has(id) || c.repo.MayLieAt(record.TopicPath(id)) {
		return
	}
	if named, ok := c.vocabulary.Lookup(string(id)); ok {
		c.errorf(s.at(), "a topic is named by its id, the name of its file", "%sthere is no topic %q; did you mean %q?", s.prefix(), id, named)
		return
	}
	reference(c, s, "topic", id, c.repo.Topics.IDs(), fmt.Sprintf("a topic is a file in program/topics; %s would make it known", record.TopicPath(id)))
}

func unknownProgram(c *checker, s spot, value any) {
	if id, ok := value.(record.ProgramID); ok && !c.repo.MayLieAt(record.ProgramPath(id)) {
		reference(c, s, "programme", id, c.repo.Programs.IDs(), "")
	}
}

func unknownRole(c *checker, s spot, value any) {
	if id, ok := value.(record.RoleID); ok && !c.repo.MayLieAt(record.RolePath(id)) {
		reference(c, s, "role", id, c.repo.Roles.IDs(), "")
	}
}

func unknownPairing(c *checker, s spot, value any) {
	switch id := value.(type) {
	case record.PairingID:
		if !isFormer(s) && s.cohort != nil && !s.cohort.Pairings.Has(id) && !c.repo.MayLieAt(record.PairingPath(s.cohort.ID, id)) {
			reference(c, s, "pairing", id, s.cohort.Pairings.IDs(), "the file's name begins with the id of a pairing of this cohort")
		}
	case record.PairingRef:
		if _, found := c.follow(s.cohort, id); found == nil && !c.repo.MayLieAt(pathOf(s.cohort, id)) {
			c.errorf(s.at(), "write the id of a pairing of this cohort, or COHORT/PAIRING for one of another",
				"%sthere is no pairing %q", s.prefix(), id)
			meant(c, id, func() []record.PairingRef { return c.pairingRefs(s.cohort) })
		}
	}
}

// unknownMetric reports a metric that package measure does not define.
func unknownMetric(c *checker, s spot, value any) {
	if id, ok := value.(record.MetricID); ok {
		reference(c, s, "metric", id, Metrics(), "")
	}
}

func unknownMilestone(c *checker, s spot, value any) {
	id, ok := value.(record.MilestoneID)
	if _, plan := s.record.(*record.Plan); !ok || !plan || s.cohort.Incomplete || s.program == nil || s.program.Incomplete {
		return
	}
	reference(c, s, "milestone", id, idsOf(milestonesOf(s.cohort, s.program), func(m record.Milestone) record.MilestoneID { return m.ID }), "")
}

// milestonesOf returns the cohort's own milestones, or else the programme's.
func milestonesOf(c *record.Cohort, program *record.Program) []record.Milestone {
	if len(c.Milestones) > 0 {
		return c.Milestones
	}
	return program.Milestones
}

func unknownObjective(c *checker, s spot, value any) {
	id, ok := value.(record.ObjectiveID)
	if _, cohort := s.record.(*record.Cohort); !ok || !cohort || s.program == nil || s.program.Incomplete {
		return
	}
	reference(c, s, "objective", id, idsOf(s.program.Objectives, func(o record.Objective) record.ObjectiveID { return o.ID }), "")
}

func unknownRequirement(c *checker, s spot, value any) {
	id, ok := value.(record.RequirementID)
	if _, enrolment := s.record.(*record.Enrolment); !ok || !enrolment || s.program == nil || s.program.Incomplete {
		return
	}
	reference(c, s, "requirement", id, idsOf(s.program.Requirements, func(r record.Requirement) record.RequirementID { return r.ID }), "")
}

func unknownTraining(c *checker, s spot, value any) {
	id, ok := value.(record.TrainingID)
	if _, person := s.record.(*record.Person); !ok || !person || c.somePrograms() {
		return
	}
	var known []record.TrainingID
	for _, p := range c.repo.Programs.All() {
		for _, t := range p.Training {
			known = append(known, t.ID)
		}
	}
	reference(c, s, "training module", id, known, "")
}

// somePrograms reports whether a programme could not be read wholly.
func (f *facts) somePrograms() bool {
	return !f.repo.ReadWholly("program/programs") || slices.ContainsFunc(f.repo.Programs.All(), func(p *record.Program) bool { return p.Incomplete })
}

// surveysFor returns the surveys that a value may refer to: those of its cohort's
// programme, or of every programme for a value in a role. ok is false if some could not
// be read.
func (c *checker) surveysFor(s spot) (surveys []record.Survey, ok bool) {
	switch s.record.(type) {
	case *record.Answers:
		if s.program == nil || s.program.Incomplete {
			return nil, false
		}
		return s.program.Surveys, true
	case *record.Role:
		for _, p := range c.repo.Programs.All() {
			surveys = append(surveys, p.Surveys...)
		}
		return surveys, !c.somePrograms()
	}
	return nil, false
}

func unknownSurvey(c *checker, s spot, value any) {
	id, isSurvey := value.(record.SurveyID)
	surveys, ok := c.surveysFor(s)
	if !isSurvey || !ok {
		return
	}
	reference(c, s, "survey", id, idsOf(surveys, func(s record.Survey) record.SurveyID { return s.ID }), "")
}

func unknownQuestion(c *checker, s spot, value any) {
	id, isQuestion := value.(record.QuestionID)
	surveys, ok := c.surveysFor(s)
	if !isQuestion || !ok {
		return
	}
	survey, defined := surveyOf(s), false
	var known []record.QuestionID
	for _, of := range surveys {
		if of.ID != survey {
			continue
		}
		defined = true
		for _, q := range of.Questions {
			known = append(known, q.ID)
		}
	}
	if defined { // unknown-survey speaks otherwise
		reference(c, s, "question", id, known, "")
	}
}

// surveyOf returns the survey that a question's id belongs to.
func surveyOf(s spot) record.SurveyID {
	switch rec := s.record.(type) {
	case *record.Answers:
		return rec.Survey
	case *record.Role:
		if i, ok := s.path[1].(int); ok && s.path[0] == "expectations" {
			return rec.Expectations[i].Evidence.Survey
		}
	}
	return ""
}

func unknownGoal(c *checker, s spot, value any) {
	id, ok := value.(record.GoalID)
	if _, session := s.record.(*record.Session); !ok || !session {
		return
	}
	plan := s.pairing.Plan
	if plan == nil {
		if c.repo.MayLieAt(record.PlanPath(s.cohort.ID, s.pairing.ID)) {
			return
		}
		c.errorf(s.at(), "goals stand in the pairing's plan.yaml, with an id each", "%sthere is no goal %q: the pairing has no plan yet", s.prefix(), id)
		return
	}
	if plan.Incomplete {
		return
	}
	reference(c, s, "goal", id, idsOf(plan.Goals, func(g record.Goal) record.GoalID { return g.ID }), "")
}

// unknownAction reports an action that neither this meeting nor an earlier one agreed
// on; of a file of its own, one that no meeting did.
func unknownAction(c *checker, s spot, value any) {
	id, ok := value.(record.ActionID)
	if !ok || len(s.path) > 0 && s.path[0] == "actions" {
		return
	}
	here, session := s.record.(*record.Session)
	var known []record.ActionID
	later := ""
	for _, log := range s.pairing.Sessions {
		if log.Incomplete {
			return
		}
		for _, a := range log.Actions {
			switch agreed := !session || log.Date <= here.Date; {
			case agreed && a.ID == id:
				return
			case agreed:
				known = append(known, a.ID)
			case a.ID == id:
				later = log.Name
			}
		}
	}
	if !c.repo.ReadWholly(path.Dir(record.SessionPath(s.cohort.ID, s.pairing.ID, ""))) {
		return
	}
	if later != "" {
		c.errorf(s.at(), "correct one of the two dates", "%sthe action %q is agreed on only later, in %s.md", s.prefix(), id, later)
		return
	}
	reference(c, s, "action", id, known, "")
}

// unknownLevel reports a person's level that no programme has, if any has levels.
func unknownLevel(c *checker) {
	var known []string
	for _, p := range c.repo.Programs.All() {
		known = append(known, p.Levels...)
	}
	if len(known) == 0 || c.somePrograms() {
		return
	}
	for _, p := range c.repo.People.All() {
		if p.Level != "" && !slices.Contains(known, p.Level) {
			c.warnf(p.At("level"), "known: "+list(known), "level: no programme has the level %q", p.Level)
			meant(c, p.Level, func() []string { return known })
		}
	}
}

// follow returns the pairing that a reference in a cohort names and the pairing's own
// cohort, or nil.
func (f *facts) follow(from *record.Cohort, ref record.PairingRef) (*record.Cohort, *record.Pairing) {
	id := record.PairingID(ref)
	if cohort, pairing, elsewhere := strings.Cut(string(ref), "/"); elsewhere {
		from, id = f.repo.Cohorts.Get(record.CohortID(cohort)), record.PairingID(pairing)
	}
	if from == nil {
		return nil, nil
	}
	return from, from.Pairings.Get(id)
}

// pathOf returns the path of the pairing that a reference in a cohort names.
func pathOf(from *record.Cohort, ref record.PairingRef) string {
	cohort, pairing, elsewhere := strings.Cut(string(ref), "/")
	if !elsewhere {
		cohort, pairing = string(from.ID), string(ref)
	}
	return record.PairingPath(record.CohortID(cohort), record.PairingID(pairing))
}

// pairingRefs returns the valid references to pairings in a cohort.
func (f *facts) pairingRefs(from *record.Cohort) []record.PairingRef {
	var refs []record.PairingRef
	for _, c := range f.repo.Cohorts.All() {
		for _, id := range c.Pairings.IDs() {
			if c == from {
				refs = append(refs, record.PairingRef(id))
			}
			refs = append(refs, record.PairingRef(string(c.ID)+"/"+string(id)))
		}
	}
	return refs
}
