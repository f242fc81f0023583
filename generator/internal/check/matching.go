package check

import (
	"fmt"
	"slices"

	"pairbook/generator/internal/record"
)

// matching reports criteria and constraints that lack what they need, and a size that nothing has.
func matching(c *checker) {
	for _, program := range c.repo.Programs.All() {
		if !program.Incomplete {
			c.weighMatching(program, program.Matching, program)
		}
	}
	for _, cohort := range c.repo.Cohorts.All() {
		if program := c.repo.Program(cohort); cohort.Matching != nil && !cohort.Incomplete && program != nil && !program.Incomplete {
			c.weighMatching(cohort, *cohort.Matching, program)
			c.sizeOfNoUse(cohort, cohort.Matching.Size, program.MatchShape(cohort))
		}
	}
}

// sizeOfNoUse reports a size in a cohort whose shape has none.
func (c *checker) sizeOfNoUse(cohort *record.Cohort, size record.Size, shape record.MatchShape) {
	if size != (record.Size{}) && (shape == record.InPairs || shape == record.InPeers) {
		c.warnf(cohort.KeyAt("matching", "size"), "take it out, or write shape: groups or shape: circles", "size: only groups and circles have a size, and the shape here is %s", shape)
	}
}

func (c *checker) weighMatching(rec record.Record, m record.Matching, program *record.Program) {
	src, weight := rec.Where(), 0
	for i, criterion := range m.Criteria {
		weight += criterion.Weight
		if criterion.Kind == "level" && len(program.Levels) == 0 {
			c.errorf(src.At("matching", "criteria", i), "add levels, lowest first", "criteria: %q compares levels, and the programme has none", criterion.ID)
		}
	}
	if len(m.Criteria) > 0 && weight == 0 {
		c.errorf(src.At("matching", "criteria"), "give one of them a weight", "criteria: every one weighs nothing")
	}
	if m.Minimum > 100 {
		c.errorf(src.At("matching", "minimum"), "write 0 to 100", "minimum: no pair can have %d points; 100 are the most", m.Minimum)
	}
	if size := m.Size; size.Max > 0 && size.Min > size.Max {
		least := "2"
		if size.Max > 2 {
			least = fmt.Sprintf("2 to %d", size.Max)
		}
		c.errorf(src.At("matching", "size", "min"), fmt.Sprintf("write a min of %s, or a max of %d or more", least, size.Min), "size: the least, %d, is more than the most, %d", size.Min, size.Max)
	}
	for i, constraint := range m.Constraints {
		at := func() (path []any) { return []any{"matching", "constraints", i} }
		switch {
		case constraint.Kind == "time-zone-gap" && constraint.Hours == 0:
			c.errorf(src.At(at()...), "add hours: 6, for instance", "constraints: %q does not say how many hours apart is too far", constraint.ID)
		case constraint.Kind != "time-zone-gap" && constraint.Hours != 0:
			c.warnf(src.At(append(at(), "hours")...), "take it out", "hours: only a time-zone-gap knows hours, and %q is a %s", constraint.ID, constraint.Kind)
		case constraint.Kind == "level" && len(program.Levels) == 0:
			c.errorf(src.At(at()...), "add levels, lowest first", "constraints: %q compares levels, and the programme has none", constraint.ID)
		case constraint.Kind == "cleared" && len(program.Requirements) == 0:
			c.errorf(src.At(at()...), "add requirements, or take the constraint out", "constraints: %q asks who is cleared, and the programme requires nothing", constraint.ID)
		case constraint.Kind == "trained" && !slices.ContainsFunc(program.Training, func(t record.Training) bool { return t.Required }):
			c.errorf(src.At(at()...), "mark a module required: true, or take the constraint out", "constraints: %q asks who is trained, and the programme requires no training", constraint.ID)
		}
	}
}
