package command

import (
	"fmt"

	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/match"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// writeProposal writes a proposed pairing for every pair, and says what to do
// with them. What is proposed stays when the command is run again.
func (a *app) writeProposal(o *opened, p *match.Proposal, m matchFlags) error {
	say := a.stdout
	if m.format == "json" {
		say = a.stderr // standard output is for a machine
	}
	lowest := p.Side().Lowest
	cohort := o.Repo.Cohorts.Get(p.Cohort)
	taken := func(id record.PairingID) bool { return cohort.Pairings.Has(id) }
	var changes []edit.Change
	number := 1
	for _, pair := range p.Pairs {
		id := pairingNumber(number)
		for ; taken(id); id = pairingNumber(number) {
			number++
		}
		number++
		text, err := record.Marshal(proposed(pair, lowest))
		if err != nil {
			return fmt.Errorf("write the pairing of %s and %s: %w", pair.Mentee, pair.Mentor, err)
		}
		changes = append(changes, edit.Change{Path: record.PairingPath(p.Cohort, id), New: text})
	}
	outcome, err := a.write(o, changes)
	if err != nil {
		return err
	}
	if outcome.Created == 0 {
		fmt.Fprintln(say, "\nNothing was written: there is nothing new to propose.")
		return nil
	}
	fmt.Fprintf(say, "\n%s written. Next: read each as if you were the two, then open a pull request.\n", prose.Count(outcome.Created, "proposal"))
	if m.rematch != "" {
		fmt.Fprintf(say, "%s is as it was: end it in the same pull request, or delete it if it was only proposed.\n", m.rematch)
	}
	return nil
}

// pairingNumber names a pairing by nothing but a number: an id made of two
// people's would tell who they are.
func pairingNumber(n int) record.PairingID { return record.PairingID(fmt.Sprintf("pair-%02d", n)) }

func proposed(p match.Pair, lowest int) *record.Pairing {
	pairing := &record.Pairing{
		Mentors: []record.Member{{Person: record.PersonID(p.Mentor)}},
		Mentees: []record.Member{{Person: record.PersonID(p.Mentee)}},
		State:   record.Proposed,
		Match:   &record.MatchReason{Score: p.Score},
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
