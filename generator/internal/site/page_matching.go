package site

import (
	"bytes"
	"io"

	"pairbook/generator/internal/view"
)

// matchingPage is who is proposed to whom, for everybody.
type matchingPage struct {
	Frame
	Matching *view.Matching
}

// proposalPage is the same place for coordinators: the whole proposal.
type proposalPage struct {
	Frame
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

func (b *builder) addMatchings() {
	for _, m := range b.shown.Matchings {
		b.pageUnder(m.Cohort.Path, m.Path, "matching", func(f Frame) (any, error) { return &matchingPage{matchingFrame(m, f), m}, nil })
		b.json(m.API, func() any { return newMatchingJSON(m) })
	}
	for _, p := range b.shown.Proposals {
		b.pageUnder(p.Cohort.Path, p.Path, "proposal", func(f Frame) (any, error) { return &proposalPage{matchingFrame(&p.Matching, f), p}, nil })
		b.outputs = append(b.outputs, Output{p.API, func(w io.Writer) error {
			_, err := bytes.NewReader(p.Data).WriteTo(w)
			return err
		}})
	}
}

func matchingFrame(m *view.Matching, f Frame) Frame {
	f.Title, f.Summary = "Matching, "+m.Cohort.Words, "Who is proposed to whom in "+m.Cohort.Words+", and what they share."
	f.Crumbs = []view.Link{home, {Words: "Cohorts", Path: "cohorts/index.html"}, m.Cohort, {Words: "Matching"}}
	return f
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
