package team

import (
	"math/rand"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPricesProve: what prices prove is never below the best, and they are right.
func TestPricesProve(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problem(t, 9)
		s := Solve(p)
		if s == nil {
			return
		}
		bound, all, err := Check(p, s)
		if err != nil || !all || bound < s.Total {
			t.Fatalf("a bound of %d, the total is %d; of all teams: %v; %v", bound, s.Total, all, err)
		}
		change := func(prices []int64) {
			for k := range prices {
				prices[k] += rapid.Int64Range(-2*p.Unit(), p.Unit()).Draw(t, "more")
			}
		}
		change(s.Prices.Person)
		change(s.Prices.Lead)
		if bound, _, err := Check(p, s); err == nil && bound < s.Total {
			t.Fatalf("other prices prove %d, and the total is %d", bound, s.Total)
		}
	})
}

func TestCheckRefuses(t *testing.T) {
	p := people(rand.New(rand.NewSource(2)), 12, 4, 100, 0)
	p.Pin = make([]int, 12)
	p.Pin[3], p.Pin[7] = 1, 1
	for want, spoil := range map[string]func(*Solution){
		"a price is below 0, or out of range": func(s *Solution) { s.Prices.Lead[0] = -1 },
		"counts more than it costs":           func(s *Solution) { s.Prices.Place -= 1000 * p.Unit() },
		"is there twice":                      func(s *Solution) { s.Teams[1].Members = s.Teams[0].Members },
		"may not be":                          func(s *Solution) { s.Teams[0].Members = s.Teams[0].Members[:2] },
		"than they have room for":             func(s *Solution) { s.Teams[0].Lead = s.Teams[1].Lead },
		"has no team":                         func(s *Solution) { s.Teams = nil },
		"have a team, with a total of":        func(s *Solution) { s.Total++ },
	} {
		s := Solve(p)
		spoil(s)
		if _, _, err := Check(p, s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, not %s", err, want)
		}
	}
}
