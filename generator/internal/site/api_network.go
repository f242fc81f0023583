package site

import "pairbook/generator/internal/view"

// networkJSON is api/v1/network.json. People are numbered from 1 within the
// file; their order and numbers tell nothing of their ids.
type networkJSON struct {
	AsOf     string               `json:"as_of"`
	Figures  []figureJSON         `json:"figures"`
	Programs []programNetworkJSON `json:"programs"`
	People   []tiedJSON           `json:"people"`
	Ties     []tieJSON            `json:"ties"`
	Groups   []int                `json:"groups"`
	Alone    []aloneJSON          `json:"alone,omitempty"`
}

type programNetworkJSON struct {
	Program string       `json:"program"`
	Figures []figureJSON `json:"figures"`
}

type tiedJSON struct {
	N        int      `json:"n"`
	Name     string   `json:"name"`
	Page     *string  `json:"page"`
	Mentor   bool     `json:"mentor"`
	Mentee   bool     `json:"mentee"`
	Peer     bool     `json:"peer"`
	Became   bool     `json:"became_mentor"`
	Tied     int      `json:"ties"`
	Meetings int      `json:"meetings"`
	Hours    *float64 `json:"hours"`
	Units    []string `json:"units,omitempty"`
}

type tieJSON struct {
	A        int      `json:"a"`
	B        int      `json:"b"`
	Kinds    []string `json:"kinds"`
	Mentor   *int     `json:"mentor"`
	Meetings int      `json:"meetings"`
	Hours    *float64 `json:"hours"`
	Strength string   `json:"strength"`
	Cohorts  []string `json:"cohorts"`
}

type aloneJSON struct {
	Name    string   `json:"name"`
	Cohorts []string `json:"cohorts"`
}

func (b *builder) networkJSON() networkJSON {
	n := b.shown.Networks[0]
	out := networkJSON{AsOf: b.shown.AsOf.String(), Figures: figuresJSON(n.Figures), Programs: []programNetworkJSON{},
		People: []tiedJSON{}, Ties: []tieJSON{}, Groups: append([]int{}, n.Groups...)}
	for _, of := range b.shown.Networks[1:] {
		out.Programs = append(out.Programs, programNetworkJSON{of.Program.ID, figuresJSON(of.Figures)})
	}
	for _, p := range n.People {
		person := tiedJSON{N: p.N, Name: p.Words, Mentor: p.Mentor, Mentee: p.Mentee, Peer: p.Peer, Became: p.Became,
			Tied: len(p.To), Meetings: p.Meetings, Hours: p.Hours, Units: p.Units}
		if p.Path != "" {
			person.Page = &p.Path
		}
		out.People = append(out.People, person)
	}
	for _, t := range n.Ties {
		tie := tieJSON{A: t.A, B: t.B, Kinds: t.Kinds, Meetings: t.Meetings, Hours: t.Hours, Strength: t.StrengthWord, Cohorts: words(t.Cohorts)}
		if t.Mentor != 0 {
			tie.Mentor = &t.Mentor
		}
		out.Ties = append(out.Ties, tie)
	}
	for _, a := range n.Alone {
		out.Alone = append(out.Alone, aloneJSON{a.Who.Words, words(a.Cohorts)})
	}
	return out
}

func words(links []view.Link) []string {
	all := []string{}
	for _, l := range links {
		all = append(all, l.Words)
	}
	return all
}
