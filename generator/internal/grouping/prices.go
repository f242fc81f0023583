package grouping

import (
	"pairbook/generator/internal/couple"
	"pairbook/generator/internal/team"
)

type (
	// pricesJSON are the prices from which [TeamsJSON.Verify] proves a proposal. Those of peers in pairs are
	// by part, people whom no allowed pair joins with anybody else: a pair counts its score, times Point, and
	// what Somebody has of the two, and no more than its own prices and those of the sets with both. Those of
	// groups and circles are in units of a point: a team counts no more than its members, their places and
	// its mentor, "" for none.
	pricesJSON struct {
		Point    int64            `json:"point,omitempty"`
		Somebody map[string]int64 `json:"somebody,omitempty"`
		Parts    []partJSON       `json:"parts,omitempty"`

		Unit    int64            `json:"unit,omitempty"`
		Members map[string]int64 `json:"members,omitempty"`
		Mentors map[string]int64 `json:"mentors,omitempty"`
		Place   int64            `json:"place,omitempty"`
	}
	partJSON struct {
		proofJSON
		Trios []trioJSON `json:"trios,omitempty"`
	}
	proofJSON struct {
		Peers map[string]int64 `json:"peers"`
		Sets  []setJSON        `json:"sets,omitempty"`
	}
	setJSON struct {
		Peers []string `json:"peers"`
		Price int64    `json:"price"`
	}
	// trioJSON is the prices of all others of a part besides a trio.
	trioJSON struct {
		Trio []string `json:"trio"`
		proofJSON
	}
)

// peerPrices are the prices of peers in pairs, who are rest by number.
func (t *pool) peerPrices(p *couple.Problem, rest []int, s *couple.Solution) *pricesJSON {
	names := pick(rest, t.names)
	scale := p.Scale()
	j := &pricesJSON{Point: scale.Point, Somebody: byName(names, scale.Somebody)}
	for _, part := range s.Parts {
		own := pick(part.Members, names)
		shown := partJSON{proofJSON: proofOf(part.Proof, own)}
		for _, c := range part.Cases {
			shown.Trios = append(shown.Trios, trioJSON{pick(c.Trio[:], own), proofOf(c.Proof, own)})
		}
		j.Parts = append(j.Parts, shown)
	}
	return j
}

func proofOf(f couple.Proof, names []string) proofJSON {
	j := proofJSON{Peers: byName(names, f.Price)}
	for _, set := range f.Sets {
		j.Sets = append(j.Sets, setJSON{pick(set.Members, names), set.Price})
	}
	return j
}

func byName(names []string, prices []int64) map[string]int64 {
	all := map[string]int64{}
	for i, name := range names {
		all[name] = prices[i]
	}
	return all
}

// groupPrices are the prices of groups or circles.
func (t *pool) groupPrices(p *team.Problem, leaders []int, s *team.Solution) *pricesJSON {
	return &pricesJSON{Unit: p.Unit(), Members: byName(pick(t.lot, t.names), s.Prices.Person),
		Mentors: byName(t.called(leaders), s.Prices.Lead), Place: s.Prices.Place}
}

// called names mentors by number, "" for nobody.
func (t *pool) called(leaders []int) (names []string) {
	for _, j := range leaders {
		name := ""
		if j >= 0 {
			name = string(t.led.Mentors[j].Person.ID)
		}
		names = append(names, name)
	}
	return names
}

// WithoutPrices returns the proposal as those are told it who have no scores to verify.
func (j TeamsJSON) WithoutPrices() TeamsJSON {
	j.Certificate.Prices = nil
	return j
}
