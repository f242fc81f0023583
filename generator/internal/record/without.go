package record

import "slices"

// Without returns a copy of the repository without the records and the other files of
// content/ at the given paths, and without the records that belong to them: those of a
// cohort without cohort.yaml, and of a pairing without pairing.yaml. It keeps all
// pages.
func (r *Repository) Without(paths map[string]bool) *Repository {
	kept := *r
	kept.Topics = keep(r.Topics, paths)
	kept.Programs = keep(r.Programs, paths)
	kept.Roles = keep(r.Roles, paths)
	kept.People = keep(r.People, paths)
	kept.Signups = keep(r.Signups, paths)
	cohorts := map[CohortID]*Cohort{}
	for _, c := range r.Cohorts.All() {
		if !paths[c.Path] && kept.Programs.Has(c.Program) {
			cohorts[c.ID] = c.without(paths)
		}
	}
	kept.Cohorts = NewTable(cohorts)
	kept.Assets = slices.DeleteFunc(slices.Clone(r.Assets), func(a *Asset) bool { return paths[a.Path] })
	return &kept
}

func (c *Cohort) without(paths map[string]bool) *Cohort {
	kept := *c
	kept.Enrolments = keep(c.Enrolments, paths)
	pairings := map[PairingID]*Pairing{}
	for _, p := range c.Pairings.All() {
		if !paths[p.Path] {
			pairings[p.ID] = p.without(paths)
		}
	}
	kept.Pairings = NewTable(pairings)
	kept.Surveys = keepAll(c.Surveys, paths)
	kept.Attention = keepAll(c.Attention, paths)
	kept.Gatherings = keepAll(c.Gatherings, paths)
	return &kept
}

func (p *Pairing) without(paths map[string]bool) *Pairing {
	kept := *p
	if p.Plan != nil && paths[p.Plan.Path] {
		kept.Plan = nil
	}
	kept.Sessions = keepAll(p.Sessions, paths)
	kept.ActionEnds = keepAll(p.ActionEnds, paths)
	return &kept
}

func keep[ID ~string, R Record](t Table[ID, R], paths map[string]bool) Table[ID, R] {
	kept := map[ID]R{}
	for _, id := range t.IDs() {
		if r := t.Get(id); !paths[r.Where().Path] {
			kept[id] = r
		}
	}
	return NewTable(kept)
}

func keepAll[R Record](records []R, paths map[string]bool) []R {
	return slices.DeleteFunc(slices.Clone(records), func(r R) bool { return paths[r.Where().Path] })
}
