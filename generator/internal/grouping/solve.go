package grouping

import (
	"slices"

	"pairbook/generator/internal/assign"
	"pairbook/generator/internal/couple"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/team"
)

// answer is teams of members by number, and what they count, in hundredths. Lead is a mentor's number, -1
// for nobody.
type answer struct {
	teams        []team.Team
	placed, most int
	total, bound int64
	proof        *pricesJSON
}

// solve returns the best answer with the pins that it finds, nil for none.
func (t *pool) solve() *answer {
	if t.shape == record.InPeers {
		return t.couple()
	}
	return t.group()
}

// couple solves for peers in pairs. Those who are pinned are a pair or a trio, and the rest is matched
// around them.
func (t *pool) couple() *answer {
	p, rest := t.peers()
	solution := couple.Solve(p)
	a := &answer{proof: t.peerPrices(p, rest, solution)}
	dual, _, err := couple.Check(p, solution)
	if err != nil {
		panic("grouping: " + err.Error()) // an answer that breaks its own rules
	}
	for _, members := range inTeams(solution) {
		a.teams = append(a.teams, team.Team{Lead: -1, Members: pick(members, rest)})
	}
	pinned := int64(0)
	for _, pin := range t.pins {
		a.teams = append(a.teams, team.Team{Lead: -1, Members: slices.Clone(pin.members)})
		pinned += t.twice(pin.members)
	}
	for _, found := range a.teams {
		a.placed += len(found.Members)
	}
	a.total, a.bound = (solution.Twice+pinned)*hundredths/2, (dual+pinned)*hundredths/2
	return a
}

// inTeams lists the pairs and trios of a solution.
func inTeams(solution *couple.Solution) (teams [][]int) {
	for _, part := range solution.Parts {
		for _, pair := range part.Pairs {
			teams = append(teams, pair[:])
		}
		if part.Trio != nil {
			teams = append(teams, part.Trio)
		}
	}
	return teams
}

// pick returns what stands at places of a list.
func pick[T any](places []int, list []T) (all []T) {
	for _, at := range places {
		all = append(all, list[at])
	}
	return all
}

// twice is twice the total of a pair or a trio.
func (t *pool) twice(members []int) (sum int64) {
	for i, a := range members {
		for _, b := range members[:i] {
			score, _ := t.score(a, b)
			sum += 2 * int64(score) / int64(len(members)-1)
		}
	}
	return sum
}

// peers is the members who are not pinned as numbers, by their lot.
func (t *pool) peers() (p *couple.Problem, rest []int) {
	for _, m := range t.lot {
		if !slices.ContainsFunc(t.pins, func(p pin) bool { return slices.Contains(p.members, m) }) {
			rest = append(rest, m)
		}
	}
	p = &couple.Problem{Size: len(rest), Rank: t.ranks(rest)}
	for i, a := range rest {
		for j, b := range rest[:i] {
			if score, allowed := t.may(a, b); allowed {
				p.Pairs = append(p.Pairs, couple.Pair{A: j, B: i, Score: int32(score)})
			}
		}
	}
	return p, rest
}

// ranks are by how long members have waited, nil where that is not known.
func (t *pool) ranks(members []int) []int {
	if t.others == nil {
		return nil
	}
	return pick(members, t.others.Waited)
}

// group solves for groups and circles.
func (t *pool) group() *answer {
	p, leaders := t.problem()
	solution := team.Solve(p)
	if solution == nil {
		return nil
	}
	a := &answer{placed: solution.Placed, most: solution.Most - solution.Placed, proof: t.groupPrices(p, leaders, solution)}
	a.sum(solution.Total, solution.Bound, p.Unit())
	for _, found := range solution.Teams {
		if found.Members = pick(found.Members, t.lot); found.Lead >= 0 {
			found.Lead = leaders[found.Lead]
		}
		a.teams = append(a.teams, found)
	}
	if t.shape == record.InCircles {
		t.facilitate(a.teams)
	}
	return a
}

// sum takes over a total and its bound, in so many units a point. However small a gap is, it is not 0.
func (a *answer) sum(total, bound, unit int64) {
	a.total = total * hundredths / unit
	a.bound = a.total + ((bound-total)*hundredths+unit-1)/unit
}

// facilitate gives circles without anybody who leads them somebody, as many as can have one, and those who
// fit best. The circles are what they are without.
func (t *pool) facilitate(teams []team.Team) {
	p := &assign.Problem{Start: make([]int, 1)}
	for _, m := range t.led.Mentors {
		p.Capacity = append(p.Capacity, m.Room)
	}
	for _, circle := range teams {
		if circle.Lead >= 0 {
			p.Capacity[circle.Lead]--
		}
		p.Wants = append(p.Wants, 1)
		for j := range t.led.Mentors {
			if score, allowed := t.fit(circle.Members, j); allowed && circle.Lead < 0 {
				p.Column, p.Score = append(p.Column, int32(j)), append(p.Score, int32(score))
			}
		}
		p.Start = append(p.Start, len(p.Column))
	}
	for k, columns := range assign.Solve(p, assign.Coverage).Columns {
		if len(columns) > 0 && teams[k].Lead < 0 {
			teams[k].Lead = columns[0]
		}
	}
}

// fit is how well a mentor fits members on average, and whether all may have them and can meet.
func (t *pool) fit(members []int, mentor int) (mean int, allowed bool) {
	for _, m := range members {
		score, may := t.led.Score(m, mentor)
		if !may {
			return 0, false
		}
		mean += score
	}
	return fit.Rounded(mean, len(members)), t.canMeet(append(slices.Clone(members), len(t.led.Mentees)+mentor)...)
}
