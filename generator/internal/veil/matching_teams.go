package veil

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/grouping"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
)

// teams shows coordinators a proposal of peers, groups or circles.
func (r *revealer) teams(shown *view.Proposal, p *grouping.Teams) error {
	data, err := json.MarshalIndent(p.JSON().WithoutPrices(), "", "  ")
	if err != nil {
		return fmt.Errorf("write the proposal: %w", err)
	}
	shown.Data = []view.DataFile{{Path: shown.API, Data: append(data, '\n')}}
	shown.Counts = p.Counts()
	if p.Shape != record.InPeers {
		shown.Nouns = string(p.Shape)
	}
	if len(p.Teams) > 0 {
		shown.Proof = p.Proof()
	}
	party := record.Peers
	if p.Shape == record.InGroups {
		party = record.Mentees
	}
	for _, t := range p.Teams {
		team := view.ProposedPair{Score: t.Score, Lowest: t.Lowest}
		for _, id := range t.Members {
			team.Members = append(team.Members, r.who(record.PersonID(id), party, ""))
		}
		if t.Mentor != "" {
			team.Mentor = r.mentor(t.Mentor)
		}
		if t.Pinned != nil {
			team.Pin = "Pinned: " + prose.List(t.Pinned) + "."
		}
		for _, c := range t.Because {
			team.Criteria = append(team.Criteria, criterionPoints(c))
		}
		shown.Proposed = append(shown.Proposed, team)
	}
	slices.SortStableFunc(shown.Proposed, func(a, b view.ProposedPair) int { return cmp.Compare(a.Score, b.Score) })
	for _, a := range p.Unmatched {
		shown.Unmatched = append(shown.Unmatched, view.NoPlace{Mentee: r.who(record.PersonID(a.Member), party, ""), Words: prose.Sentence(a.Words) + "."})
	}
	return nil
}

// criterionPoints shows what a criterion gives.
func criterionPoints(c fit.Points) view.CriterionPoints {
	return view.CriterionPoints{Criterion: strings.ReplaceAll(string(c.Criterion), "-", " "), Points: c.Points, Of: c.Of, Because: prose.Sentence(c.Because) + "."}
}
