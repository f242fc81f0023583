package team

import (
	"fmt"
	"math/rand"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// overPrice says which teams count more than they cost and so much, by trying all, where those
// that are found are others.
func overPrice(p *Problem, at *Prices, least int64) string {
	for _, lead := range p.leads() {
		want := map[string]int64{}
		for set := range 1 << p.Size {
			team, cost := Team{Lead: lead}, int64(0)
			if lead >= 0 {
				cost = at.Lead[lead]
			}
			for a := range p.Size {
				if set>>a&1 == 1 {
					team.Members = append(team.Members, a)
					cost += at.Person[a] + at.Place
				}
			}
			if n := len(team.Members); n < p.Min || n > p.Max {
				continue
			}
			if worth, allowed := p.Worth(team); allowed && worth-cost > least {
				want[fmt.Sprint(team.Members)] = worth - cost
			}
		}
		got, over, left := map[string]int64{}, least, maxSteps
		if all := p.each(lead, at, &over, &left, func(t Team, v int64) { got[fmt.Sprint(t.Members)] = v }); !all || !reflect.DeepEqual(got, want) {
			return fmt.Sprintf("of leader %d, over %d: %v, not %v", lead, least, got, want)
		}
	}
	return ""
}

// TestEachTeamOverAPrice finds every team that counts more than it costs, where people cost more or
// less than they add.
func TestEachTeamOverAPrice(t *testing.T) {
	free := &Problem{Size: 4, Min: 3, Max: 3, Score: [][]int32{make([]int32, 4), make([]int32, 4), make([]int32, 4), make([]int32, 4)}}
	for least := range int64(12) { // all but the first cost, and the last the most
		if wrong := overPrice(free, &Prices{Person: []int64{-10, 1, 2, 5}}, least); wrong != "" {
			t.Error(wrong)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		p := problem(t, 7)
		unit := int(p.Unit())
		price := func() int64 { return int64(rapid.IntRange(-2*unit, 4*unit).Draw(t, "price")) }
		at := Prices{Person: make([]int64, p.Size), Lead: make([]int64, len(p.Leads)), Place: price()}
		for a := range at.Person {
			at.Person[a] = price()
		}
		for k := range at.Lead {
			at.Lead[k] = price()
		}
		if wrong := overPrice(p, &at, price()); wrong != "" {
			t.Fatal(wrong)
		}
	})
}

// TestWhoComesFirstIsFavouredFirst gives a place to the first by rank, who keeps it.
func TestWhoComesFirstIsFavouredFirst(t *testing.T) {
	p := &Problem{Size: 4, Min: 2, Max: 2, Rank: []int{1, 0, 2, 0}, Score: [][]int32{{0, 0, 0, 3}, {0, 0, 0, 2}, {0, 0, 0, 1}, {3, 2, 1, 0}}}
	a := newAnswer(p, p.bonus())
	a.teams = a.teams[:1]
	a.put([]Team{{-1, []int{2, 3}}})
	if a.favour(); !slices.Equal(a.alone, []int{0, 2}) {
		t.Errorf("%v are alone", a.alone)
	}
}

// TestEverybodyGrowsATeam begins a team with each person for each leader and size, with whom the leader may have.
func TestEverybodyGrowsATeam(t *testing.T) {
	p := people(rand.New(rand.NewSource(3)), 8, 2, 100, 0)
	p.Leads[0].Score[5] = Apart
	firsts := map[string]int{}
	for _, team := range p.greedy(&Prices{Person: make([]int64, p.Size), Lead: make([]int64, 2), Place: -1}) {
		if worth, allowed := p.Worth(team); !allowed || worth < 0 {
			t.Errorf("%+v counts %d, and is allowed: %t", team, worth, allowed)
		}
		firsts[fmt.Sprint(team.Lead, len(team.Members))]++
	}
	for lead, want := range []int{7, 8} {
		for size := p.Min; size <= p.Max; size++ {
			if n := firsts[fmt.Sprint(lead, size)]; n != want {
				t.Errorf("%d teams of %d have grown for leader %d, not %d", n, size, lead, want)
			}
		}
	}
}
