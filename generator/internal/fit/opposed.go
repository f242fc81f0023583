package fit

import (
	"slices"

	"pairbook/generator/internal/record"
)

// Opposed lists the pairings of a cohort that stay although how two of their members
// stand to each other speaks against it: by who is to be avoided, or by their managers,
// where the matching of the cohort keeps these apart.
func Opposed(repo *record.Repository, c *record.Cohort, o Options) (ids []record.PairingID) {
	program := repo.Program(c)
	if program == nil {
		return nil
	}
	matching := program.MatchingOf(c)
	keeps := func(kind record.ConstraintKind) bool {
		return slices.ContainsFunc(matching.Constraints, func(c record.Constraint) bool { return c.Kind == kind })
	}
	shape := program.MatchShape(c)
	line, same := keeps("manager") || shape == record.InCircles || shape == record.InGroups, keeps("same-manager")
	for _, p := range c.Pairings.All() {
		if p.ID == o.Release || !IsOpen(p, o.AsOf) {
			continue
		}
		var members []record.Member
		for _, m := range p.Members() {
			if p.State == record.Proposed || m.Until == 0 || m.Until >= o.AsOf {
				members = append(members, m)
			}
		}
		opposed := func(m, n record.Member) bool {
			avoid := slices.ContainsFunc(o.Avoid, func(a Avoid) bool { return a == Avoid{m.Person, n.Person} || a == Avoid{n.Person, m.Person} })
			led := !m.StandsBy() && !n.StandsBy() && (line && isAbove(repo, m.Person, n.Person) || same && haveOneManager(repo, m.Person, n.Person))
			return (avoid || led) && m.Overlaps(n)
		}
		if slices.ContainsFunc(members, func(m record.Member) bool {
			return slices.ContainsFunc(members, func(n record.Member) bool { return opposed(m, n) })
		}) {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// isAbove reports whether somebody is in the line of managers of another.
func isAbove(repo *record.Repository, above, person record.PersonID) bool {
	return above != person && slices.Contains(managersOf(repo, repo.People.Get(person)), above)
}

func haveOneManager(repo *record.Repository, one, other record.PersonID) bool {
	a, b := repo.People.Get(one), repo.People.Get(other)
	return one != other && a != nil && b != nil && a.Manager != "" && a.Manager == b.Manager
}
