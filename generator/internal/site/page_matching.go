package site

import (
	"slices"

	"pairbook/generator/internal/view"
)

// matchingPage is who is proposed to whom, for everybody; or a stretch of it.
type matchingPage struct {
	cohortFrame
	Matching view.Matching // of its lists what stands on this page
	Supply   supply
}

// proposalPage is the same place for coordinators: the whole proposal.
type proposalPage struct {
	cohortFrame
	Proposal view.Proposal // of its lists what stands on this page
	Supply   supply
}

// matchingJSON is matchingPage as data.
type matchingJSON struct {
	Cohort string        `json:"cohort"`
	Pairs  []matchedJSON `json:"pairs"`
}

type matchedJSON struct {
	Pairing string   `json:"pairing"`
	Mentors []string `json:"mentors"`
	Mentees []string `json:"mentees"`
	Peers   []string `json:"peers,omitempty"`
	Topics  []string `json:"topics"`
}

// The lists of these pages, by their headings.
const (
	proposedPairs    = "Proposed pairs"
	pairingsThatStay = "Pairings that stay"
	noPlace          = "No place this round"
	withRoom         = "Mentors with room"
	withoutMatch     = "In no pairing yet"
	mentorsPlaces    = "Mentors and their places"
)

// supply is what there is to match in a cohort, or a stretch of it: who waits, the
// topics, on the first page, and the mentors' places.
type supply struct {
	Waiting []view.Who
	Topics  []view.TopicBalance
	Load    []view.MentorLoad
}

// supplyEntries lists what is long of it.
func supplyEntries(c *view.Cohort) []listEntry {
	return slices.Concat(entriesOf(withoutMatch, c.Waiting, weightOfWho), entriesOf(mentorsPlaces, c.Load, weightOfLoad))
}

// supplyIn is the supply of a cohort that stands on a page.
func supplyIn(c *view.Cohort, part stretch[listEntry], first bool) supply {
	s := supply{Waiting: entriesIn(part, withoutMatch, c.Waiting), Load: entriesIn(part, mentorsPlaces, c.Load)}
	if first {
		s.Topics = c.Topics
	}
	return s
}

// weightOfLoad estimates the row of a mentor's places.
func weightOfLoad(l view.MentorLoad) int {
	return 60 + weightOfWho(l.Mentor) + weightOfLinks(l.Pairings)
}

// weightOfWho estimates what somebody is called with the way to their page.
func weightOfWho(w view.Who) int { return 60 + len(w.Words) + len(w.Path) }

// addMatching adds the pages of a cohort's matching: for coordinators those of the
// proposal.
func (b *builder) addMatching(c *view.Cohort) {
	for _, p := range b.shown.Proposals {
		if p.ID == c.ID {
			b.addProposal(c, p)
			return
		}
	}
	m := b.shown.Matchings[slices.IndexFunc(b.shown.Matchings, func(m *view.Matching) bool { return m.ID == c.ID })]
	parts := cutEntries(m.Path, slices.Concat(entriesOf(proposedPairs, m.Pairs, weightOfMatched), supplyEntries(c)), b.most)
	addStretches(b, c.Path, "matching", parts, func(f Frame, part stretch[listEntry]) any {
		page := &matchingPage{b.matchingFrame(f, c, part), *m, supplyIn(c, part, f.First())}
		page.Matching.Pairs = entriesIn(part, proposedPairs, m.Pairs)
		return page
	})
}

// addProposal adds the pages of a proposal. What is no long list stands on the first.
func (b *builder) addProposal(c *view.Cohort, p *view.Proposal) {
	parts := cutEntries(p.Path, slices.Concat(
		entriesOf(proposedPairs, p.Proposed, weightOfProposed),
		entriesOf(pairingsThatStay, p.Pairs, weightOfMatched),
		entriesOf(noPlace, p.Unmatched, func(n view.NoPlace) int { return 20 + weightOfWho(n.Mentee) + len(n.Words) }),
		entriesOf(withRoom, p.Free, func(m view.FreeMentor) int { return 80 + weightOfWho(m.Mentor) + len(m.Words) }),
		supplyEntries(c)), b.most)
	addStretches(b, c.Path, "proposal", parts, func(f Frame, part stretch[listEntry]) any {
		page := &proposalPage{b.matchingFrame(f, c, part), view.Proposal{Matching: p.Matching, Nouns: p.Nouns}, supplyIn(c, part, f.First())}
		if f.First() {
			page.Proposal = *p
		}
		page.Proposal.Proposed = entriesIn(part, proposedPairs, p.Proposed)
		page.Proposal.Pairs = entriesIn(part, pairingsThatStay, p.Pairs)
		page.Proposal.Unmatched = entriesIn(part, noPlace, p.Unmatched)
		page.Proposal.Free = entriesIn(part, withRoom, p.Free)
		return page
	})
}

func (b *builder) matchingFrame(f Frame, c *view.Cohort, part stretch[listEntry]) cohortFrame {
	f.Summary = "Who is proposed to whom in " + c.Name + ", and what they share."
	return b.cohortFrame(f, c, f.called("matching", part.Words))
}

// weightOfProposed estimates a proposed pair with its reasons.
func weightOfProposed(p view.ProposedPair) int {
	weight := 700 + 2*weightOfWho(p.Mentee) + 2*weightOfWho(p.Mentor) + len(p.Pin)
	for _, who := range p.Members {
		weight += 2 * weightOfWho(who)
	}
	for _, c := range p.Criteria {
		weight += 220 + len(c.Criterion) + len(c.Because)
	}
	if p.Next != nil {
		weight += 60 + weightOfWho(p.Next.Mentor)
	}
	return weight
}

// weightOfMatched estimates the row of people who are proposed to each other.
func weightOfMatched(m view.Matched) int {
	weight := 150 + 2*len(m.Pairing.Words) + len(m.Words)
	for _, who := range slices.Concat(m.Mentors, m.Mentees, m.Peers) {
		weight += weightOfWho(who)
	}
	for _, t := range m.Topics {
		weight += len(t) + len(", ")
	}
	return weight
}

// addMatchingsData adds the matchings as data.
func (b *builder) addMatchingsData() {
	for _, m := range b.shown.Matchings {
		b.json(m.API, func() any { return newMatchingJSON(m) })
	}
	for _, p := range b.shown.Proposals {
		for _, file := range p.Data {
			b.outputs = append(b.outputs, static(file.Path, file.Data))
		}
	}
}

func newMatchingJSON(m *view.Matching) matchingJSON {
	out := matchingJSON{Cohort: m.ID, Pairs: []matchedJSON{}}
	for _, p := range m.Pairs {
		out.Pairs = append(out.Pairs, matchedJSON{p.Pairing.Words, whoWords(p.Mentors), whoWords(p.Mentees), whoWords(p.Peers), append([]string{}, p.Topics...)})
	}
	return out
}

func whoWords(people []view.Who) []string {
	words := []string{}
	for _, who := range people {
		words = append(words, who.Words)
	}
	return words
}
