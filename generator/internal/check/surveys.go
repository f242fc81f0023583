package check

import (
	"strconv"

	"pairbook/generator/internal/record"
)

// surveyCounts reports answers that do not add up.
func surveyCounts(c *checker) {
	for _, cohort := range c.repo.Cohorts.All() {
		for _, a := range cohort.Surveys {
			if a.Incomplete {
				continue
			}
			if a.Answered > a.Asked {
				c.errorf(a.At("answered"), "correct one of the two", "answered: %d answered, but only %d were asked", a.Answered, a.Asked)
			}
			for _, question := range sortedKeys(a.Counts) {
				total := 0
				for _, n := range a.Counts[question] {
					total += n
				}
				if total > a.Answered {
					c.errorf(a.At("counts", string(question)), "correct the counts or answered", "%s: the answers are %d, but only %d answered", question, total, a.Answered)
				}
			}
		}
	}
}

// surveyScale reports answers that the question did not offer.
func surveyScale(c *checker) {
	for _, p := range c.places {
		a, ok := p.record.(*record.Answers)
		if !ok || a.Incomplete || p.program == nil {
			continue
		}
		for _, question := range sortedKeys(a.Counts) {
			scale := scaleOf(p.program, a.Survey, question)
			for _, answer := range sortedKeys(a.Counts[question]) {
				if scale > 0 && (answer < 1 || answer > scale) {
					c.errorf(a.KeyAt("counts", string(question), strconv.Itoa(answer)), "answers are the numbers of the scale, lowest first",
						"%s: %d is not on the question's scale of 1 to %d", question, answer, scale)
				}
			}
		}
	}
}

// scaleOf returns the highest answer to a question, 0 if the question is unknown.
func scaleOf(program *record.Program, survey record.SurveyID, question record.QuestionID) int {
	for _, s := range program.Surveys {
		for _, q := range s.Questions {
			if s.ID == survey && q.ID == question {
				return q.Scale
			}
		}
	}
	return 0
}
