package team

import (
	"errors"
	"fmt"
	"slices"
)

// maxTeams is how many beginnings of teams [Check] looks at.
const maxTeams = 10_000_000

// Check returns what the prices of a solution prove that no answer with as many people in teams
// has more than, by looking at each team that there may be; all is false, and nothing is proven,
// where these are too many. It fails when the solution breaks a rule of the problem, says what it
// has otherwise than it is, or has prices that cannot be. It shares nothing with [Solve] but what a
// team is worth.
//
// Each team of an answer counts no more than its people, their places and its leader cost, so all
// together count no more than everybody, all places and all teams that leaders can lead.
func Check(p *Problem, s *Solution) (bound int64, all bool, err error) {
	if err := p.check(s); err != nil {
		return 0, false, err
	}
	at := &s.Prices
	add := func(price int64, times int, may bool) {
		if !may || price < -mostPrice || price > mostPrice || bound < -mostPrice<<10 || bound > mostPrice<<10 {
			err = errors.New("a price is below 0, or out of range")
			return
		}
		bound += price * int64(times)
	}
	add(at.Place, s.Placed, true)
	for a, price := range at.Person {
		add(price, 1, price >= 0 || p.pinned(a))
	}
	for k, price := range at.Lead {
		add(price, min(p.Leads[k].Room, s.Placed/p.Min), price >= 0)
	}
	if err != nil {
		return 0, false, err
	}
	left := maxTeams
	for _, lead := range p.leads() {
		if p.dear(Team{Lead: lead}, at, 0, &left) {
			return 0, false, errors.New("there is a team that counts more than it costs")
		}
	}
	return bound, left > 0, nil
}

// mostPrice is more than a price can be.
const mostPrice = 1 << 45

// dear reports whether a team that begins so, and goes on with people from one on, counts more than it costs.
func (p *Problem) dear(t Team, at *Prices, from int, left *int) bool {
	if len(t.Members) >= p.Min {
		cost := at.Place * int64(len(t.Members))
		for _, a := range t.Members {
			cost += at.Person[a]
		}
		if t.Lead >= 0 {
			cost += at.Lead[t.Lead]
		}
		if worth, allowed := p.Worth(t); allowed && worth > cost {
			return true
		}
	}
	for a := from; a < p.Size && len(t.Members) < p.Max; a++ {
		if *left--; *left <= 0 {
			return false
		}
		if slices.ContainsFunc(t.Members, func(b int) bool { return p.Score[a][b] == Apart }) || t.Lead >= 0 && p.Leads[t.Lead].Score[a] == Apart {
			continue
		}
		if p.dear(Team{t.Lead, append(slices.Clone(t.Members), a)}, at, a+1, left) {
			return true
		}
	}
	return false
}

// check returns what is wrong with an answer, its prices aside.
func (p *Problem) check(s *Solution) error {
	have, leads, total := make([]bool, p.Size), make([]int, len(p.Leads)), int64(0)
	for _, t := range s.Teams {
		for _, a := range t.Members {
			if have[a] {
				return fmt.Errorf("%d is there twice", a)
			}
			have[a] = true
		}
		if t.Lead >= 0 {
			if leads[t.Lead]++; leads[t.Lead] > p.Leads[t.Lead].Room {
				return fmt.Errorf("%d leads more teams than they have room for", t.Lead)
			}
		}
		worth, allowed := p.Worth(t)
		if !allowed || (t.Lead < 0) != (len(p.Leads) == 0) {
			return fmt.Errorf("the team %v may not be", t)
		}
		total += worth
	}
	placed := 0
	for a := range have {
		if have[a] {
			placed++
		} else if p.pinned(a) {
			return fmt.Errorf("%d is pinned, and has no team", a)
		}
	}
	if placed != s.Placed || total != s.Total {
		return fmt.Errorf("%d have a team, with a total of %d, not %d with %d", placed, total, s.Placed, s.Total)
	}
	return nil
}
