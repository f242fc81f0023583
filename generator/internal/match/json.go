package match

import (
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
)

// ProposalJSON is a proposal as JSON, also the input of a later comparison. Lists
// are never null.
type ProposalJSON struct {
	Cohort        string           `json:"cohort"`
	Objective     string           `json:"objective"`
	Mentees       int              `json:"mentees"`
	Mentors       int              `json:"mentors"`
	Matched       int              `json:"matched"`
	Unmatched     []unmatchedJSON  `json:"unmatched"`
	Total         int64            `json:"total"`
	Certificate   certificateJSON  `json:"certificate"`
	BlockingPairs int              `json:"blocking_pairs"`
	Pairs         []pairJSON       `json:"pairs"`
	Kept          []keptJSON       `json:"kept"`
	Staying       *stayingJSON     `json:"reopened,omitempty"`
	NotOffered    []record.TopicID `json:"topics_not_offered"`
	Parts         []string         `json:"parts,omitempty"` // files that continue its lists
}

type (
	// partJSON continues the lists of a proposal that lies in more than one file.
	partJSON struct {
		Cohort    string          `json:"cohort"`
		Unmatched []unmatchedJSON `json:"unmatched"`
		Pairs     []pairJSON      `json:"pairs"`
	}
	certificateJSON struct {
		Dual    int64       `json:"dual"`
		Gap     int64       `json:"gap"`
		Prices  *pricesJSON `json:"prices,omitempty"`
		Without []twoJSON   `json:"without,omitempty"` // pairs that others mirror, in the case that is proven
	}
	// pricesJSON are the dual values, from which [ProposalJSON.Verify] proves the proposal.
	pricesJSON struct {
		Mentees map[string]int64 `json:"mentees"`
		Mentors map[string]int64 `json:"mentors"`
		Without int64            `json:"without"`         // what staying without a mentor is worth
		Floor   *int             `json:"floor,omitempty"` // below which fair adds no pair; none where nobody is newly matched
	}
	twoJSON struct {
		Mentee string `json:"mentee"`
		Mentor string `json:"mentor"`
	}
	unmatchedJSON struct {
		Mentee  string     `json:"mentee"`
		Reason  string     `json:"reason"`
		Kind    string     `json:"kind"`
		Nearest *otherJSON `json:"nearest"`
	}
	otherJSON struct {
		Mentor string `json:"mentor"`
		Score  int    `json:"score"`
	}
	pairJSON struct {
		Mentee   string          `json:"mentee"`
		Mentor   string          `json:"mentor"`
		Score    int             `json:"score"`
		Lot      bool            `json:"lot,omitempty"`
		Criteria []CriterionJSON `json:"criteria"`
		RunnerUp *otherJSON      `json:"runner_up"`
		Pin      *pinJSON        `json:"pin,omitempty"`
	}
	pinJSON struct {
		By      record.PersonID `json:"by"`
		Matched int             `json:"matched_without"`
		Total   int64           `json:"total_without"`
		Lowest  int             `json:"lowest_without"`
	}
	// stayingJSON is the outcome if no pairing were proposed yet.
	stayingJSON struct {
		Proposed int   `json:"proposed"`
		Agreed   int   `json:"agreed"` // to which all have said yes
		Matched  int   `json:"matched_more"`
		Total    int64 `json:"total_more"`
		Lowest   int   `json:"lowest"`
	}
	keptJSON struct {
		Mentee  record.PersonID  `json:"mentee"`
		Mentor  record.PersonID  `json:"mentor"`
		Pairing record.PairingID `json:"pairing"`
	}
)

// CriterionJSON is a pair's points from one criterion: raw is 0 to 100, of the two or,
// unless it is known of them, of others.
type CriterionJSON struct {
	ID      record.CriterionID `json:"id"`
	Raw     int                `json:"raw"`
	Known   bool               `json:"known"`
	Points  int                `json:"points"`
	Of      int                `json:"of"`
	Because string             `json:"because"`
}

// JSON returns the proposal as JSON data.
func (s *Proposal) JSON() ProposalJSON {
	j := ProposalJSON{
		Cohort: string(s.Cohort), Objective: string(s.Objective), Mentees: s.Mentees, Mentors: s.Mentors, Matched: s.Matched,
		Total: s.Total, Certificate: s.certificate, BlockingPairs: len(s.Blocking),
		Unmatched: []unmatchedJSON{}, Pairs: []pairJSON{}, Kept: []keptJSON{}, NotOffered: []record.TopicID{},
	}
	for _, u := range s.Unmatched {
		j.Unmatched = append(j.Unmatched, unmatchedJSON{u.Mentee, u.Words, u.Reason, u.Nearest.json()})
	}
	for _, p := range s.Pairs {
		pair := pairJSON{Mentee: p.Mentee, Mentor: p.Mentor, Score: p.Score, Lot: p.Lot, RunnerUp: p.RunnerUp.json(), Criteria: CriteriaJSON(p.Criteria)}
		if p.Pin != nil {
			pair.Pin = &pinJSON{p.Pin.By, s.Matched + p.Pin.Matched, s.Total + p.Pin.Total, p.Pin.Lowest}
		}
		j.Pairs = append(j.Pairs, pair)
	}
	for _, k := range s.Kept {
		j.Kept = append(j.Kept, keptJSON(k))
	}
	if y := s.Staying; y != nil {
		j.Staying = &stayingJSON{y.Pairings, y.Agreed, y.Matched, y.Total, y.Then}
	}
	j.NotOffered = append(j.NotOffered, s.NotOffered...)
	return j
}

// WithoutPrices returns the proposal as those are told it who have no scores to verify.
func (j ProposalJSON) WithoutPrices() ProposalJSON {
	j.Certificate.Prices, j.Certificate.Without = nil, nil
	return j
}

// certificate is the proof of an answer as JSON data.
func (a *Answer) certificate(dual, gap int64) certificateJSON {
	p := &pricesJSON{Mentees: map[string]int64{}, Mentors: map[string]int64{}, Without: a.solution.Alone}
	for i, id := range a.Table.Mentees {
		p.Mentees[id] = a.solution.RowPrice[i]
	}
	for j, id := range a.Table.Mentors {
		p.Mentors[id] = a.solution.ColumnPrice[j]
	}
	if f := a.floor(); a.Objective == "fair" && f.Score != none {
		p.Floor = &f.Score
	}
	c := certificateJSON{Dual: dual, Gap: gap, Prices: p}
	for _, w := range a.without {
		c.Without = append(c.Without, twoJSON{a.Table.Mentees[w.Mentee], a.Table.Mentors[w.Mentor]})
	}
	return c
}

// Split returns the proposal as JSON data for a file and those that continue it, each
// with at most so many pairs, and twice as many unmatched mentees, which take less.
// The first names the others; name is asked for the name of the second, third and so on.
func (j ProposalJSON) Split(pairs int, name func(number int) string) []any {
	unmatched := 2 * pairs
	parts := max(1, (len(j.Pairs)+pairs-1)/pairs, (len(j.Unmatched)+unmatched-1)/unmatched)
	first := j
	first.Pairs, first.Unmatched = piece(j.Pairs, 0, pairs), piece(j.Unmatched, 0, unmatched)
	all := make([]any, parts)
	for i := 1; i < parts; i++ {
		first.Parts = append(first.Parts, name(i+1))
		all[i] = partJSON{j.Cohort, piece(j.Unmatched, i, unmatched), piece(j.Pairs, i, pairs)}
	}
	all[0] = first
	return all
}

// piece returns the part of a list with a number, from 0; it is not nil.
func piece[T any](list []T, number, size int) []T {
	list = list[min(number*size, len(list)):]
	return append([]T{}, list[:min(size, len(list))]...)
}

// Side returns the sums of a saved proposal.
func (j ProposalJSON) Side() Side {
	s := &Proposal{Matched: j.Matched, Total: j.Total}
	for _, p := range j.Pairs {
		s.Pairs = append(s.Pairs, Pair{Mentee: p.Mentee, Mentor: p.Mentor, Score: p.Score})
	}
	for _, u := range j.Unmatched {
		s.Unmatched = append(s.Unmatched, Unmatched{Mentee: u.Mentee})
	}
	for _, k := range j.Kept {
		s.Kept = append(s.Kept, fit.Kept(k))
	}
	return s.Side()
}

// CriteriaJSON returns a pair's points as JSON data.
func CriteriaJSON(points []fit.Points) []CriterionJSON {
	all := []CriterionJSON{}
	for _, c := range points {
		all = append(all, CriterionJSON{c.Criterion, c.Raw, c.Known, c.Points, c.Of, c.Because})
	}
	return all
}

func (o *Other) json() *otherJSON {
	if o == nil {
		return nil
	}
	return &otherJSON{o.ID, o.Score}
}
