package veil

import (
	"path"
	"slices"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// Addresses are where people are sent to: absolute addresses of pages of
// everybody's site, and of the forms in which a pair's records are changed.
// "" stands for what has none, because nobody said where the site or the
// repository is.
type Addresses struct {
	base   string
	places *places
	veil   *veil
	repo   *record.Repository
}

// NewAddresses finds addresses in the site of a repository, of which the programme
// is a folder.
func NewAddresses(repo *record.Repository, folder string) *Addresses {
	return &Addresses{repo: repo, veil: newVeil(repo, Public), base: baseAddress(string(repo.Site.BaseURL)),
		places: newPlaces(repo, folder, func(file string) string { return file })}
}

// Pairing is the address of a pairing's page.
func (a *Addresses) Pairing(c *record.Cohort, p *record.Pairing) string {
	return a.page(pairingPath(c.ID, a.label(c, p)))
}

// label is what a pairing is called in addresses. The veil holds pairings of its
// own, which are found by their ids.
func (a *Addresses) label(c *record.Cohort, p *record.Pairing) string {
	if told := a.veil.repo.Cohorts.Get(c.ID); told != nil {
		p = told.Pairings.Get(p.ID)
	}
	return a.veil.labels[p]
}

// Log is the address of the site's form for a log, with the pairing chosen. It
// knows the pairings that go on, and those that are proposed once they have begun; of
// others, and where there is no site, it is that of the repository's form for a new
// file, for a meeting on a day.
func (a *Addresses) Log(c *record.Cohort, p *record.Pairing, asOf, day when.Date) string {
	known := slices.Contains([]record.PairingState{record.Proposed, record.Active, record.Paused}, measure.StateAt(p, asOf))
	if a.base != "" && known {
		return a.base + "log.html?pairing=" + string(c.ID) + "/" + a.label(c, p)
	}
	return a.places.source.Add(path.Join(path.Dir(p.Path), "sessions"), freeLog(p, day)+".md", "---\ndate: "+day.String()+"\n---\n")
}

// Plan is the address of the form that changes a pairing's plan, or begins it.
func (a *Addresses) Plan(c *record.Cohort, p *record.Pairing, day when.Date) string {
	if p.Plan != nil {
		return a.places.source.Edit(p.Plan.Path)
	}
	file := record.PlanPath(c.ID, p.ID)
	return a.places.source.Add(path.Dir(file), path.Base(file), "goals:\n  - id: first\n    text: What I would like to be able to do\n    set: "+day.String()+"\n")
}

// Of is the address that a record gives: elsewhere, or of a page of the handbook.
func (a *Addresses) Of(address record.Address) string {
	link := a.places.address(address)
	if link.Address != "" || link.Path == "" {
		return link.Address
	}
	return a.page(link.Path)
}

func (a *Addresses) page(path string) string {
	if a.base == "" {
		return ""
	}
	return a.base + view.EscapePath(path)
}

// freeLog is a free name for a log of a day.
func freeLog(p *record.Pairing, day when.Date) string {
	taken := map[string]bool{}
	for _, s := range p.Sessions {
		taken[s.Name] = true
	}
	return unique(taken, day.String())
}

func pairingPath(c record.CohortID, label string) string {
	return "cohorts/" + string(c) + "/pairings/" + label + ".html"
}
