package command

import (
	"fmt"

	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/match"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// writeProposal writes a proposed pairing for every pair and prints what to do
// with them. Pairings that are already proposed stay as they are.
func (a *app) writeProposal(ws *workspace, p *match.Proposal, m matchFlags) error {
	out := a.stdout
	if m.format == "json" {
		out = a.stderr // standard output is for JSON alone
	}
	lowest := p.Side().Lowest
	cohort := ws.Repo.Cohorts.Get(p.Cohort)
	taken := func(id record.PairingID) bool { return cohort.Pairings.Has(id) }
	var changes []edit.Change
	number := 1
	for _, pair := range p.Pairs {
		id := pairingNumber(number)
		for ; taken(id); id = pairingNumber(number) {
			number++
		}
		number++
		text, err := record.Marshal(proposedPairing(pair, lowest))
		if err != nil {
			return fmt.Errorf("write the pairing of %s and %s: %w", pair.Mentee, pair.Mentor, err)
		}
		changes = append(changes, edit.Change{Path: record.PairingPath(p.Cohort, id), New: text})
	}
	outcome, err := a.write(ws, changes)
	if err != nil {
		return err
	}
	if outcome.Created == 0 {
		fmt.Fprintln(out, "\nNothing was written: there is nothing new to propose.")
		return nil
	}
	fmt.Fprintf(out, "\n%s written. Next: read each as if you were the two, then open a pull request.\n", prose.Count(outcome.Created, "proposal"))
	if m.rematch != "" {
		fmt.Fprintf(out, "%s is as it was: end it in the same pull request, or delete it if it was only proposed.\n", m.rematch)
	}
	return nil
}

// pairingNumber returns the id pair-N: an id made from two people's ids would
// reveal them.
func pairingNumber(n int) record.PairingID { return record.PairingID(fmt.Sprintf("pair-%02d", n)) }

func proposedPairing(p match.Pair, lowest int) *record.Pairing {
	pairing := &record.Pairing{
		Mentors: []record.Member{{Person: record.PersonID(p.Mentor)}},
		Mentees: []record.Member{{Person: record.PersonID(p.Mentee)}},
		State:   record.Proposed,
		Match:   &record.MatchReason{Score: p.Score, Lot: p.Lot},
	}
	for _, c := range p.Criteria {
		if c.Of > 0 {
			pairing.Match.Because = append(pairing.Match.Because, fmt.Sprintf("%s, %d of %d: %s", c.Criterion, c.Points, c.Of, c.Because))
		}
	}
	if p.Pin != nil {
		pairing.Match.Because = append(pairing.Match.Because, p.Pin.Words(lowest))
	}
	return pairing
}
