package team

import "slices"

// inBlocks returns the problem in which the people of each pin count as one, a block: whoever takes
// one of them takes all. What blocks score is the sum of what their people do. A block's number
// stands where a person's does.
func (p *Problem) inBlocks() *Problem {
	if p.Pin == nil {
		return p
	}
	q := *p
	q.block, q.Pin, q.Rank = p.pinsAndOthers(), nil, nil
	q.Size = len(q.block)
	q.Score, q.Leads = make([][]int32, q.Size), make([]Lead, len(p.Leads))
	q.Common = make([]Common, len(p.Common))
	for i, c := range p.Common {
		q.Common[i].Leads = c.Leads
	}
	for k, lead := range p.Leads {
		q.Leads[k].Room = lead.Room
	}
	for u, block := range q.block {
		q.Pin = append(q.Pin, p.Pin[block[0]])
		if p.Rank != nil {
			q.Rank = append(q.Rank, p.Rank[block[0]])
		}
		for v, other := range q.block {
			q.Score[u] = append(q.Score[u], p.between(block, other, u == v))
		}
		for k, lead := range p.Leads {
			q.Leads[k].Score = append(q.Leads[k].Score, sum(block, func(a int) int32 { return lead.Score[a] }))
		}
		for i, c := range p.Common {
			var marks Marks
			for _, a := range block {
				marks = marks.and(c.People[a])
			}
			q.Common[i].People = append(q.Common[i].People, marks)
		}
	}
	return &q
}

// between returns what the people of two blocks score with each other. If both are the same block, each
// two of it count once.
func (p *Problem) between(block, other []int, same bool) (total int32) {
	for i, a := range block {
		if same {
			other = block[:i]
		}
		total = plus(total, sum(other, func(b int) int32 { return p.Score[a][b] }))
	}
	return total
}

// pinsAndOthers lists the people of each pin, and each of the others, by the first of them.
func (p *Problem) pinsAndOthers() (all [][]int) {
	for a, pin := range p.Pin {
		at := slices.IndexFunc(all, func(block []int) bool { return pin != 0 && p.Pin[block[0]] == pin })
		if at < 0 {
			at, all = len(all), append(all, nil)
		}
		all[at] = append(all[at], a)
	}
	return all
}

// sum returns the sum of scores, or Apart if one of them is.
func sum(list []int, score func(int) int32) (total int32) {
	for _, a := range list {
		total = plus(total, score(a))
	}
	return total
}

// plus returns the sum of two scores, or Apart if one of them is.
func plus(a, b int32) int32 {
	if a == Apart || b == Apart {
		return Apart
	}
	return a + b
}

// within returns what the people of a block score with each other, Apart if they may not be together.
func (p *Problem) within(u int) int32 {
	if p.block == nil {
		return 0
	}
	return p.Score[u][u]
}

// weight returns how many people a block stands for.
func (p *Problem) weight(u int) int {
	if p.block == nil {
		return 1
	}
	return len(p.block[u])
}

// heads returns how many people a list of blocks stands for.
func (p *Problem) heads(blocks []int) (n int) {
	if p.block == nil {
		return len(blocks)
	}
	for _, u := range blocks {
		n += len(p.block[u])
	}
	return n
}

// everybody returns how many people there are.
func (p *Problem) everybody() (n int) {
	for u := range p.Size {
		n += p.weight(u)
	}
	return n
}

// people returns the people of blocks, ascending.
func (p *Problem) people(blocks []int) []int {
	if p.block == nil {
		return blocks
	}
	var all []int
	for _, u := range blocks {
		all = append(all, p.block[u]...)
	}
	slices.Sort(all)
	return all
}

// inPeople returns a solution by people instead of blocks. The first of a block has the price of all.
func (s *Solution) inPeople(p *Problem) *Solution {
	if p.block == nil {
		return s
	}
	for k := range s.Teams {
		s.Teams[k].Members = p.people(s.Teams[k].Members)
	}
	s.Alone = p.people(s.Alone)
	price := make([]int64, p.everybody())
	for u, block := range p.block {
		price[block[0]] = s.Prices.Person[u]
	}
	s.Prices.Person = price
	return s
}

// flat returns the problem with one point for every two who may be together, so that a total counts people.
func (p *Problem) flat() *Problem {
	q := *p
	q.Score, q.Leads, q.Together = nil, nil, 100
	for a, row := range p.Score {
		weight := p.weight(a)
		q.Score = append(q.Score, alike(row, func(b int) int {
			if a == b {
				return weight * (weight - 1) / 2
			}
			return weight * p.weight(b)
		}))
	}
	for _, lead := range p.Leads {
		q.Leads = append(q.Leads, Lead{lead.Room, alike(lead.Score, p.weight)})
	}
	return &q
}

// alike returns so many points wherever a score lets two be together.
func alike(scores []int32, points func(int) int) (all []int32) {
	for b, s := range scores {
		if s != Apart {
			s = int32(points(b))
		}
		all = append(all, s)
	}
	return all
}
