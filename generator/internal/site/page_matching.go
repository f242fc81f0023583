package site

import (
	"bytes"
	"io"
	"slices"

	"pairbook/generator/internal/view"
)

// matchingPage is who is proposed to whom, for everybody.
type matchingPage struct {
	cohortFrame
	Matching *view.Matching
}

// proposalPage is the same place for coordinators: the whole proposal.
type proposalPage struct {
	cohortFrame
	Proposal *view.Proposal
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
	Topics  []string `json:"topics"`
}

// matchingPage says which template shows a cohort's matching, and what it is given:
// for coordinators the proposal.
func (b *builder) matchingPage(c *view.Cohort) (template string, make func(Frame) any) {
	for _, p := range b.shown.Proposals {
		if p.ID == c.ID {
			return "proposal", func(f Frame) any { return &proposalPage{b.matchingFrame(f, c), p} }
		}
	}
	i := slices.IndexFunc(b.shown.Matchings, func(m *view.Matching) bool { return m.ID == c.ID })
	return "matching", func(f Frame) any { return &matchingPage{b.matchingFrame(f, c), b.shown.Matchings[i]} }
}

func (b *builder) matchingFrame(f Frame, c *view.Cohort) cohortFrame {
	f.Summary = "Who is proposed to whom in " + c.Name + ", and what they share."
	return b.cohortFrame(f, c, "matching")
}

// addMatchingsData adds the matchings as data.
func (b *builder) addMatchingsData() {
	for _, m := range b.shown.Matchings {
		b.json(m.API, func() any { return newMatchingJSON(m) })
	}
	for _, p := range b.shown.Proposals {
		b.outputs = append(b.outputs, Output{p.API, func(w io.Writer) error {
			_, err := bytes.NewReader(p.Data).WriteTo(w)
			return err
		}})
	}
}

func newMatchingJSON(m *view.Matching) matchingJSON {
	out := matchingJSON{Cohort: m.ID, Pairs: []matchedJSON{}}
	for _, p := range m.Pairs {
		out.Pairs = append(out.Pairs, matchedJSON{p.Pairing.Words, whoWords(p.Mentors), whoWords(p.Mentees), append([]string{}, p.Topics...)})
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
