package view

import "strings"

// Network is who is tied to whom, in all programmes or in one.
type Network struct {
	Program *Program // nil for all of them
	ID      string   // of the drawing in its page
	Figures []Figure
	People  []*Tied // who is tied to anybody, by what they are called
	Ties    []*Tie
	Groups  []int   // how many people are in each, the largest first
	Alone   []Alone // for coordinators
	Apart   bool    // somebody stands there more than once
}

// Tied is somebody in the network. N counts from 1. Units are for coordinators.
type Tied struct {
	Who
	N                            int
	Mentor, Mentee, Peer, Became bool
	To                           []Who
	Meetings                     int
	Hours                        *float64
	Units                        []string
}

// Tie is two people of a network by their N. Mentor is the N of the one who
// mentors the other, 0 without one; Both that each did.
type Tie struct {
	A, B         int
	Mentor       int
	Both         bool
	Kinds        []string // mentoring, peers, beside, guest
	Words        string   // "Ada mentors Bob"
	Meetings     int
	Hours        *float64
	Strength     int    // 0 to 3
	StrengthWord string // unmet, light, steady, strong
	Cohorts      []Link
}

// Alone is somebody who takes part and is tied to nobody.
type Alone struct {
	Who     Who
	Cohorts []Link
}

// Title is what the drawing is called.
func (n *Network) Title() string {
	if n.Program != nil {
		return "Ties in " + n.Program.Name
	}
	return "Who is tied to whom"
}

// Parts says what somebody has been.
func (t *Tied) Parts() string {
	var parts []string
	for _, part := range []struct {
		is    bool
		words string
	}{{t.Became, "mentee, then mentor"}, {t.Mentor && !t.Became, "mentor"}, {t.Mentee && !t.Became, "mentee"}, {t.Peer, "peer"}} {
		if part.is {
			parts = append(parts, part.words)
		}
	}
	if parts == nil {
		return "guest"
	}
	return strings.Join(parts, ", ")
}

// Length writes the hours, "–" where nobody knows them.
func (t *Tied) Length() string {
	if t.Hours == nil {
		return "–"
	}
	return Quantity(*t.Hours)
}
