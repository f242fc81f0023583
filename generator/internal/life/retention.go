package life

import (
	"regexp"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// RetentionRule is the rule of all problems that Retained finds.
const RetentionRule = "retention"

var forgotten = regexp.MustCompile(`^somebody-[0-9]+$`)

// Retained lists people whose names a programme has kept for longer than it promises:
// the last cohort that they were in, of all programmes, ended that long ago. A person
// in a cohort of a programme without such a promise is kept, and so is a
// programme's coordinator.
func Retained(repo *record.Repository, day when.Date) diag.List {
	type last struct {
		cohort *record.Cohort
		until  when.Date
		term   when.Interval
	}
	ends, kept := map[record.PersonID]last{}, map[record.PersonID]bool{}
	seen := func(c *record.Cohort, id record.PersonID) {
		program := repo.Program(c)
		if program == nil || program.Retention.IsZero() {
			kept[id] = true
			return
		}
		if until := program.Retention.After(c.Ends, 1); until > ends[id].until {
			ends[id] = last{c, until, program.Retention}
		}
	}
	for _, p := range repo.Programs.All() {
		for _, id := range p.Coordinators {
			kept[id] = true
		}
	}
	for _, c := range repo.Cohorts.All() {
		for _, id := range c.Enrolments.IDs() {
			seen(c, id)
		}
		for _, p := range c.Pairings.All() {
			for _, m := range p.Members() {
				seen(c, m.Person)
			}
		}
	}
	var problems diag.List
	for _, who := range repo.People.All() {
		l := ends[who.ID]
		if l.cohort == nil || kept[who.ID] || l.until >= day || forgotten.MatchString(string(who.ID)) {
			continue
		}
		problems.Warnf(who.At("name"), RetentionRule, "pairbook person forget "+string(who.ID)+", or enrol them again if they want to stay",
			"names are kept for %s, and the last cohort of %q, %s, ended on %s", l.term.Term(), who.ID, l.cohort.ID, l.cohort.Ends)
	}
	return problems
}
