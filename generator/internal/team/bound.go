package team

import (
	"cmp"
	"math"
	"slices"
)

// bound is prices that no team counts more than, and what they prove: with so many places, no answer
// counts more than all together.
type bound struct {
	at    Prices
	total int64
}

// sum is what all who have a price and all places cost.
func (p *Problem) sum(at *Prices, places int) int64 {
	total := at.Place * int64(places)
	for _, price := range at.Person {
		total += price
	}
	for k, price := range at.Lead {
		total += price * int64(p.most(k, places))
	}
	return total
}

// plain prices people at the best that each could count with anybody: places go to those who
// could count most.
func (p *Problem) plain(places int) bound {
	at := Prices{Person: make([]int64, p.Size), Lead: make([]int64, len(p.Leads))}
	for _, lead := range p.leads() {
		open, alone := p.open(lead), p.alone(lead)
		for size := p.Min; size <= p.Max; size++ {
			for _, a := range open {
				if weight := p.weight(a); weight <= size {
					// Each of two counts half of what they count.
					at.Person[a] = max(at.Person[a], alone[a]+p.pair(size)*int64(p.within(a))+p.best(a, open, size)[size-weight])
				}
			}
		}
	}
	if people := p.everybody(); places < people {
		var each []int64
		for a, price := range at.Person {
			each = append(each, slices.Repeat([]int64{share(price, p.weight(a))}, p.weight(a))...)
		}
		slices.Sort(each)
		at.Place = each[people-places-1]
		for a := range at.Person {
			at.Person[a] = max(0, at.Person[a]-at.Place*int64(p.weight(a)))
		}
	}
	return bound{at, p.sum(&at, places)}
}

const (
	// maxSteps is how many people are looked at in beginnings of teams for one bound or search, and
	// maxWork so many and numbers of the linear program for one bound.
	maxSteps = 150_000_000
	maxWork  = 1_000_000_000
	// maxFound is how many columns one walk brings.
	maxFound = 60
)

// program finds prices by the linear program of all teams, for answers with so many places, and
// returns the best bound with the program itself, whose columns are worth trying. With a bonus for
// each place all are filled.
func (p *Problem) program(places int, start []Team, bonus int64) (bound, *linear) {
	best, l, must := p.plain(places), newLinear(p, places), p.bonus()
	seen := map[string]bool{}
	add := func(t Team) bool {
		key := t.key()
		if seen[key] {
			return false
		}
		seen[key] = true
		worth, _ := p.Worth(t)
		places := int64(p.heads(t.Members))
		l.columns = append(l.columns, column{t, float64(worth + bonus*places + must*int64(p.of(t.Members))), float64(places)})
		return true
	}
	for _, t := range start {
		add(t)
	}
	rows, leads, left := len(l.limit), len(p.leads()), maxSteps
	for work := maxWork; work > 0; work -= leads * p.Size * p.Size * p.Max * p.Max / 2 {
		pivots, each := l.pivots, 2*rows*rows+p.Max*len(l.columns)
		at := p.rounded(l.solve(min(50*rows, work/each)), bonus, must)
		work -= (l.pivots - pivots) * each
		added := false
		for _, t := range p.greedy(&at) {
			added = add(t) || added
		}
		if added {
			continue
		}
		over, complete := p.found(&at, &left, add, &added)
		if !complete {
			return best, l
		}
		p.settle(&at, over)
		if total := p.sum(&at, places); total < best.total {
			best = bound{at, total}
		}
		if !added {
			return best, l
		}
	}
	return best, l
}

// settle raises prices by what teams count over them.
func (p *Problem) settle(at *Prices, over map[int]int64) {
	for lead, v := range over {
		if lead >= 0 {
			at.Lead[lead] += v
		} else {
			at.Place += (v + int64(p.Min) - 1) / int64(p.Min)
		}
	}
}

// most is how many teams somebody can lead, with so many places.
func (p *Problem) most(lead, places int) int {
	if most := places / p.Min; lead < 0 || p.Leads[lead].Room > most {
		return most
	}
	return p.Leads[lead].Room
}

// bonus is so much that filling a place counts more than any team.
func (p *Problem) bonus() int64 {
	high := int32(0)
	for _, row := range p.Score {
		high = max(high, slices.Max(append(row, 0)))
	}
	for _, lead := range p.Leads {
		high = max(high, slices.Max(append(lead.Score, 0)))
	}
	return p.Unit() * (int64(high) + 1) * 4
}

// of counts who is pinned.
func (p *Problem) of(members []int) (n int) {
	for _, a := range members {
		if p.pinned(a) {
			n += p.weight(a)
		}
	}
	return n
}

// rounded rounds prices of rows to whole numbers. The bonus of a place is in its price, and so is what it
// counts that somebody who is pinned has one.
func (p *Problem) rounded(row []float64, bonus, must int64) Prices {
	at := Prices{Person: make([]int64, p.Size), Lead: make([]int64, len(p.Leads))}
	round := func(v float64) int64 { return int64(math.Round(max(0, v))) }
	for a := range p.Size {
		if at.Person[a] = round(row[a]); p.pinned(a) {
			at.Person[a] -= must * int64(p.weight(a))
		}
	}
	for k := range p.Leads {
		at.Lead[k] = round(row[p.Size+k])
	}
	at.Place = round(row[len(row)-1]) - bonus
	return at
}

// found adds the teams that count most over their cost, for each leader, and returns by how much
// one does at most, and whether that is known.
func (p *Problem) found(at *Prices, left *int, add func(Team) bool, added *bool) (over map[int]int64, complete bool) {
	over = map[int]int64{}
	for _, lead := range p.leads() {
		type item struct {
			team Team
			over int64
		}
		var list []item
		least := int64(0)
		p.each(lead, at, &least, left, func(t Team, over int64) {
			list = append(list, item{t, over})
			if len(list) < 2*maxFound {
				return
			}
			slices.SortStableFunc(list, func(a, b item) int { return cmp.Compare(b.over, a.over) })
			list = list[:maxFound]
			least = list[maxFound-1].over
		})
		if *left < 0 {
			return nil, false
		}
		for _, i := range list {
			*added = add(i.team) || *added
			over[lead] = max(over[lead], i.over)
		}
	}
	return over, true
}

// greedy grows a team from each person, leader and size, by whoever adds most.
func (p *Problem) greedy(at *Prices) (all []Team) {
	for _, lead := range p.leads() {
		for size := p.Min; size <= p.Max; size++ {
			for a := range p.Size {
				if t, over := p.grow(at, lead, size, a); over > 0 {
					all = append(all, t)
				}
			}
		}
	}
	return all
}

func (p *Problem) grow(at *Prices, lead, size, first int) (Team, int64) {
	pair, gain := p.pair(size), p.alone(lead)
	for b := range gain {
		gain[b] += pair*int64(p.within(b)) - at.Person[b] - at.Place*int64(p.weight(b))
		if p.within(b) == Apart || lead >= 0 && p.Leads[lead].Score[b] == Apart {
			gain[b] = math.MinInt64
		}
	}
	t, sum, next, need := Team{Lead: lead}, int64(0), first, size-p.weight(first)
	if lead >= 0 {
		sum -= at.Lead[lead]
	}
	for gain[next] != math.MinInt64 && need >= 0 {
		t.Members = append(t.Members, next)
		sum += gain[next]
		if need == 0 {
			slices.Sort(t.Members)
			if _, allowed := p.Worth(t); allowed {
				return t, sum
			}
			return t, 0
		}
		for b, s := range p.Score[next] {
			switch {
			case b == next || s == Apart || gain[b] == math.MinInt64 || p.weight(b) > need:
				gain[b] = math.MinInt64
			default:
				gain[b] += pair * int64(s)
			}
		}
		next = p.next(gain, first)
		need -= p.weight(next)
	}
	return t, 0
}

// next returns who adds most to a team, of a block for each of its people; one whose gain is the least
// number if nobody may come.
func (p *Problem) next(gain []int64, next int) int {
	for b, g := range gain {
		if g != math.MinInt64 && (gain[next] == math.MinInt64 || g*int64(p.weight(next)) > gain[next]*int64(p.weight(b))) {
			next = b
		}
	}
	return next
}

// key tells teams apart.
func (t Team) key() string {
	key := []byte{byte(t.Lead + 1), byte((t.Lead + 1) >> 8)}
	for _, m := range t.Members {
		key = append(key, byte(m), byte(m>>8))
	}
	return string(key)
}
