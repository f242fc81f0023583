package command

import (
	"fmt"

	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/match"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// writeProposal writes a proposed pairing for every pair and prints what to do
// with them. Pairings that are already proposed stay as they are.
func (a *app) writeProposal(ws *workspace, p *match.Proposal, m matchFlags) error {
	lowest := p.Side().Lowest
	var pairings []*record.Pairing
	for _, pair := range p.Pairs {
		pairings = append(pairings, proposedPairing(pair, lowest))
	}
	return a.writePairings(ws, p.Cohort, "pair", pairings, m)
}

// writePairings writes proposed pairings, each with an id of a noun and a number that is free.
func (a *app) writePairings(ws *workspace, of record.CohortID, noun string, pairings []*record.Pairing, m matchFlags) error {
	out := a.besides(m)
	cohort := ws.Repo.Cohorts.Get(of)
	var changes []edit.Change
	number := 1
	for _, pairing := range pairings {
		id := pairingNumber(noun, number)
		for ; cohort.Pairings.Has(id); id = pairingNumber(noun, number) {
			number++
		}
		number++
		text, err := record.Marshal(pairing)
		if err != nil {
			return fmt.Errorf("write the proposal %s: %w", id, err)
		}
		changes = append(changes, edit.Change{Path: record.PairingPath(of, id), New: text})
	}
	outcome, err := a.write(ws, changes)
	if err != nil {
		return err
	}
	if outcome.Created == 0 {
		fmt.Fprintln(out, "\nNothing was written: there is nothing new to propose.")
		return nil
	}
	as := "the two"
	if noun != "pair" {
		as = "each of them"
	}
	fmt.Fprintf(out, "\n%s written. Next: read each as if you were %s, then open a pull request.\n", prose.Count(outcome.Created, "proposal"), as)
	if m.fill {
		fmt.Fprintln(out, "Who waited has a place with it: write status: accepted in their enrolments in the same pull request.")
	}
	if m.rematch != "" {
		fmt.Fprintf(out, "%s is as it was: end it in the same pull request, or delete it if it was only proposed.\n", m.rematch)
	}
	return nil
}

// pairingNumber returns the id pair-N, or of another noun: an id made from people's ids would
// reveal them.
func pairingNumber(noun string, n int) record.PairingID {
	return record.PairingID(fmt.Sprintf("%s-%02d", noun, n))
}

func proposedPairing(p match.Pair, lowest int) *record.Pairing {
	pairing := &record.Pairing{
		Mentors: []record.Member{{Person: record.PersonID(p.Mentor)}},
		Mentees: []record.Member{{Person: record.PersonID(p.Mentee)}},
		State:   record.Proposed,
		Match:   &record.MatchReason{Score: p.Score, Lot: p.Lot, Because: fit.Reasons(p.Criteria)},
	}
	if p.Pin != nil {
		pairing.Match.Because = append(pairing.Match.Because, p.Pin.Words(lowest))
	}
	return pairing
}
