package veil

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/match"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
)

// addMatching shows a cohort's matching while there is one: to coordinators
// the proposal as the program makes it today, to everybody what coordinators
// have written down as proposed, and only where that is published. What nobody
// has read yet, and what the list of people who must not meet was not at hand
// for, as it is not where a site is published, is never everybody's.
func (r *revealer) addMatching(in Input, m *measure.Cohort, c *view.Cohort) {
	if !r.tells(proposed) || !beingMatched(m) {
		return
	}
	full := r.tells(scores)
	c.Matching = view.Link{Words: "Matching", Path: c.Page("matching")}
	shown := view.Matching{ID: c.ID, Cohort: view.Link{Words: c.Name, Path: c.Path}, Path: c.Matching.Path, API: "api/v1/matching/" + c.ID + ".json",
		Pairs: r.matched(m, full)}
	if !full {
		r.shown.Matchings = append(r.shown.Matchings, &shown)
		return
	}
	proposal := &view.Proposal{Matching: shown, Nouns: "pairs"}
	result, err := r.run.Propose(m.Record.ID, match.Options{Options: fit.Options{Avoid: in.Avoid}})
	switch {
	case err == nil && result.Teams != nil:
		err = r.teams(proposal, result.Teams)
	case err == nil:
		err = r.proposal(proposal, result.Proposal)
	}
	if err != nil {
		proposal.Failure = prose.Sentence(err.Error()) + "."
		said, _ := json.Marshal(map[string]string{"cohort": c.ID, "unavailable": err.Error()}) // of strings
		proposal.Data = []view.DataFile{{Path: proposal.API, Data: said}}
	}
	r.shown.Proposals = append(r.shown.Proposals, proposal)
}

// beingMatched reports whether a cohort's people are still being put together.
func beingMatched(m *measure.Cohort) bool {
	return m.Record.State.ToMatch() || slices.ContainsFunc(m.Pairings, func(p *measure.Pairing) bool { return p.State == record.Proposed })
}

// matched lists the pairings that are proposed and, in full, those under way.
func (r *revealer) matched(m *measure.Cohort, full bool) (all []view.Matched) {
	for _, p := range m.Pairings {
		under := p.State.GoesOn()
		if p.State != record.Proposed && (!under || !full) {
			continue
		}
		shown := view.Matched{Pairing: r.pairingLink(m.Record, p.Record), Words: pairingStates[p.State], Topics: r.topicsShared(m.Record, p.Record)}
		for _, who := range p.Record.Mentors {
			shown.Mentors = append(shown.Mentors, r.who(who.Person, record.Mentors, ""))
		}
		for _, who := range p.Record.Mentees {
			shown.Mentees = append(shown.Mentees, r.who(who.Person, record.Mentees, ""))
		}
		for _, who := range p.Record.Peers {
			shown.Peers = append(shown.Peers, r.who(who.Person, record.Peers, ""))
		}
		all = append(all, shown)
	}
	slices.SortFunc(all, func(a, b view.Matched) int { return cmp.Compare(a.Pairing.Path, b.Pairing.Path) })
	return all
}

// topicsShared names what a pairing's mentees seek and its mentors offer, or what two of its peers named;
// nothing when one of them withheld consent.
func (r *revealer) topicsShared(c *record.Cohort, p *record.Pairing) (names []string) {
	var shared []record.TopicID
	for _, member := range p.Members() {
		if !r.consents(r.repo.People.Get(member.Person)) {
			return nil
		}
	}
	for _, mentee := range p.Mentees {
		for _, mentor := range p.Mentors {
			shared = append(shared, r.sharing.Pair(c.Enrolments.Get(mentee.Person), c.Enrolments.Get(mentor.Person))...)
		}
	}
	for i, one := range p.Peers {
		for _, other := range p.Peers[:i] {
			shared = append(shared, r.sharing.Peers(c.Enrolments.Get(one.Person), c.Enrolments.Get(other.Person))...)
		}
	}
	slices.Sort(shared)
	return r.topicNames(slices.Compact(shared))
}

// mostBlocking is how many blocking pairs are named.
const mostBlocking = 20

// pairsInFile is how many pairs a file of a proposal's data holds: about 250 KB, and hardly ever 500.
const pairsInFile = 150

// proposal shows a proposal to coordinators.
func (r *revealer) proposal(shown *view.Proposal, p *match.Proposal) error {
	name := func(number int) string {
		return fmt.Sprintf("%s/%d.json", strings.TrimSuffix(shown.API, ".json"), number)
	}
	for i, part := range p.JSON().WithoutPrices().Split(pairsInFile, name) {
		data, err := json.MarshalIndent(part, "", "  ")
		if err != nil {
			return fmt.Errorf("write the proposal: %w", err)
		}
		path := shown.API
		if i > 0 {
			path = name(i + 1)
		}
		shown.Data = append(shown.Data, view.DataFile{Path: path, Data: append(data, '\n')})
	}
	side := p.Side()
	shown.NotOffered = r.topicNames(p.NotOffered)
	shown.Counts = fmt.Sprintf("%d of %s with a mentor, %s", p.Matched, prose.Count(p.Mentees, "mentee"), prose.Count(p.Mentors, "mentor"))
	if len(p.Pairs) > 0 {
		shown.Counts += fmt.Sprintf("; %s with %d points in all, %s on average and %d at least", prose.Count(len(p.Pairs), "proposed pair"),
			p.Total, view.Quantity(side.Mean()), side.Lowest)
		shown.Proof = p.Proof()
	}
	if s := p.Staying; s != nil {
		shown.Staying = "If those that are only proposed were open again, " + cmp.Or(s.Words(), "nothing would be gained") + "."
	}
	for _, pair := range p.Pairs {
		shown.Proposed = append(shown.Proposed, r.proposedPair(pair, side.Lowest))
	}
	slices.SortStableFunc(shown.Proposed, func(a, b view.ProposedPair) int { return cmp.Compare(a.Score, b.Score) })
	for _, u := range p.Unmatched {
		shown.Unmatched = append(shown.Unmatched, view.NoPlace{Mentee: r.mentee(u.Mentee), Words: prose.Sentence(u.Words) + "."})
	}
	shown.MoreBlocking = max(0, len(p.Blocking)-mostBlocking)
	for _, b := range p.Blocking[:min(mostBlocking, len(p.Blocking))] {
		shown.Blocking = append(shown.Blocking, view.BlockingPair{Mentee: r.mentee(b.Mentee), Mentor: r.mentor(b.Mentor), Score: b.Score})
	}
	for _, f := range p.Free {
		shown.Free = append(shown.Free, view.FreeMentor{Mentor: r.mentor(f.Mentor), Room: f.Room, None: f.None, Words: f.Words})
	}
	return nil
}

func (r *revealer) proposedPair(p match.Pair, lowest int) view.ProposedPair {
	shown := view.ProposedPair{Mentee: r.mentee(p.Mentee), Mentor: r.mentor(p.Mentor), Score: p.Score, Unknown: fit.UnknownOf(p.Criteria), Lot: p.Lot}
	for _, c := range p.Criteria {
		shown.Criteria = append(shown.Criteria, criterionPoints(c))
	}
	slices.SortStableFunc(shown.Criteria, func(a, b view.CriterionPoints) int {
		return cmp.Or(cmp.Compare(a.Points*max(1, b.Of), b.Points*max(1, a.Of)), cmp.Compare(b.Of, a.Of))
	})
	if n := p.RunnerUp; n != nil {
		shown.Next = &view.OtherMentor{Mentor: r.mentor(n.ID), Score: n.Score, Better: n.Score > p.Score}
	}
	if f := p.Full; f != nil {
		shown.Full = &view.OtherMentor{Mentor: r.mentor(f.ID), Score: f.Score, Better: true}
	}
	if p.Pin != nil {
		shown.Pin = prose.Sentence(p.Pin.Words(lowest)) + "."
	}
	return shown
}

func (r *revealer) mentee(id string) view.Who { return r.who(record.PersonID(id), record.Mentees, "") }
func (r *revealer) mentor(id string) view.Who { return r.who(record.PersonID(id), record.Mentors, "") }
