package team

import (
	"cmp"
	"slices"
)

const (
	// maxColumns and maxBranches are where a search gives up: the gap stays.
	maxColumns  = 400_000
	maxBranches = 1_500_000
)

// search tries all answers that a bound leaves open. A team loses what it costs more than it
// counts, whoever is alone loses their price, and a leader that for each team that they could lead
// still: an answer counts the bound less all that it loses.
type search struct {
	p        *Problem
	at       *Prices
	allowed  int64      // what may be lost
	step     int64      // totals are multiples of it
	place    int64      // what an empty place loses
	exactly  bool       // whether all places are to be filled
	order    []int      // people, those with the fewest teams first
	of       [][]option // by person: the teams in which they are the first of the order
	room     []int      // by leader, the last for none
	taken    []bool
	chosen   []Team
	seen     map[string]int64
	branches int
	found    []Team
}

// option is a team with what it loses.
type option struct {
	Team
	loss int64
}

// exact returns the best answer that counts more than a total, nil if there is none, and whether
// it could tell. Totals are multiples of a step. So many people are alone, or, where an empty
// place has a price, so many or fewer.
func (p *Problem) exact(b *bound, step, total int64, alone int, place *int64) (teams []Team, known bool) {
	s := &search{p: p, at: &b.at, step: step, exactly: place == nil, taken: make([]bool, p.Size), seen: map[string]int64{}}
	if place != nil {
		s.place = *place
	}
	if s.allowed = b.total - total - step; s.allowed < 0 {
		return nil, true
	}
	if !s.list() {
		return nil, false
	}
	for k := range p.Leads {
		s.room = append(s.room, p.most(k, p.everybody()))
	}
	s.room = append(s.room, p.everybody()/p.Min)
	s.try(0, 0, alone)
	return s.found, s.branches <= maxBranches
}

// step divides the total of every answer.
func (p *Problem) step() (step int64) {
	for size := p.Min; size <= p.Max; size++ {
		step = gcd(step, p.pair(size))
	}
	if len(p.Leads) > 0 {
		step = gcd(step, p.fit())
	}
	return max(1, step)
}

// list gathers the teams that an answer may have.
func (s *search) list() bool {
	var all []option
	count := make([]int, s.p.Size)
	left, over := maxSteps, -s.allowed-1
	for _, lead := range s.p.leads() {
		s.p.each(lead, s.at, &over, &left, func(t Team, over int64) {
			if len(all) == maxColumns {
				left = 0
				return
			}
			all = append(all, option{t, -over})
			for _, m := range t.Members {
				count[m]++
			}
		})
		if left <= 0 {
			return false
		}
	}
	for v := range s.p.Size {
		s.order = append(s.order, v)
	}
	slices.SortStableFunc(s.order, func(a, b int) int { return cmp.Compare(count[a], count[b]) })
	s.of = make([][]option, s.p.Size)
	for _, o := range all {
		first := slices.IndexFunc(s.order, func(v int) bool { return slices.Contains(o.Members, v) })
		s.of[s.order[first]] = append(s.of[s.order[first]], o)
	}
	for _, options := range s.of {
		slices.SortStableFunc(options, func(a, b option) int { return cmp.Compare(a.loss, b.loss) })
	}
	return true
}

// try decides over the people from a place in the order on; so many more may be alone.
func (s *search) try(at int, lost int64, alone int) {
	for at < len(s.order) && s.taken[s.order[at]] {
		at++
	}
	if s.branches++; s.branches > maxBranches || lost > s.allowed {
		return
	}
	if at == len(s.order) {
		for k, price := range s.at.Lead {
			lost += price * int64(s.room[k])
		}
		if lost <= s.allowed && (alone == 0 || !s.exactly) {
			s.found, s.allowed = slices.Clone(s.chosen), lost-s.step
		}
		return
	}
	key := s.key(at, alone)
	if before, ok := s.seen[key]; ok && before <= lost {
		return
	}
	s.seen[key] = lost
	v := s.order[at]
	for _, o := range s.of[v] {
		if lost+o.loss > s.allowed {
			break
		}
		lead := o.Lead
		if lead < 0 {
			lead = len(s.room) - 1
		}
		if s.room[lead] == 0 || slices.ContainsFunc(o.Members, func(m int) bool { return s.taken[m] }) {
			continue
		}
		s.room[lead]--
		s.take(o, at, lost, alone)
		s.room[lead]++
	}
	if alone > 0 && !s.p.pinned(v) { // a block is pinned, so v is one person
		s.taken[v] = true
		s.try(at+1, lost+s.at.Person[v]+s.place, alone-1)
		s.taken[v] = false
	}
}

// take gives its people a team and decides over the others.
func (s *search) take(o option, at int, lost int64, alone int) {
	s.set(o.Members, true)
	s.chosen = append(s.chosen, o.Team)
	s.try(at+1, lost+o.loss, alone)
	s.chosen = s.chosen[:len(s.chosen)-1]
	s.set(o.Members, false)
}

func (s *search) set(members []int, taken bool) {
	for _, m := range members {
		s.taken[m] = taken
	}
}

// key tells what is left to decide. How many more may be alone matters only where all places are to be
// filled: else everybody may be.
func (s *search) key(at, alone int) string {
	key := make([]byte, 0, len(s.order)/8+2*len(s.room)+5)
	word := byte(0)
	for i, v := range s.order {
		if word <<= 1; i >= at && s.taken[v] {
			word |= 1
		}
		if i%8 == 7 {
			key, word = append(key, word), 0
		}
	}
	key = append(key, word)
	number := func(n int) { key = append(key, byte(n), byte(n>>8)) }
	number(at)
	for _, room := range s.room {
		number(room)
	}
	if s.exactly {
		number(alone)
	}
	return string(key)
}
