package team

import (
	"math"
	"slices"
)

// answer is teams while they change. Teams may be empty, and each leader's are as many as there is
// room for.
type answer struct {
	p     *Problem
	bonus int64
	teams []Team
	alone []int
	total int64 // with the bonus of each who has a place, and more for each who is pinned
}

func newAnswer(p *Problem, bonus int64) *answer {
	a := &answer{p: p, bonus: bonus}
	for _, lead := range p.leads() {
		for range min(p.room(lead), p.everybody()/p.Min) {
			a.teams = append(a.teams, Team{Lead: lead})
		}
	}
	for v := range p.Size {
		a.alone = append(a.alone, v)
	}
	return a
}

// counts is what a team counts, with the bonus of its members, and an empty one nothing.
func (a *answer) counts(t Team) (int64, bool) {
	if len(t.Members) == 0 {
		return 0, true
	}
	worth, allowed := a.p.Worth(t)
	return worth + a.bonus*int64(a.p.heads(t.Members)+(a.p.everybody()+1)*a.p.of(t.Members)), allowed
}

// worth is what the teams count by themselves.
func (a *answer) worth() (sum int64) {
	for _, t := range a.full() {
		worth, _ := a.p.Worth(t)
		sum += worth
	}
	return sum
}

// keeps reports whether everybody who is pinned has a team.
func (a *answer) keeps() bool { return a.p.of(a.alone) == 0 }

// put adds teams whose people are alone, in a leader's empty places.
func (a *answer) put(teams []Team) {
	for _, t := range teams {
		free := slices.IndexFunc(a.teams, func(s Team) bool { return s.Lead == t.Lead && len(s.Members) == 0 })
		taken := slices.ContainsFunc(t.Members, func(m int) bool { return !slices.Contains(a.alone, m) })
		if free < 0 || taken {
			continue
		}
		worth, _ := a.counts(t)
		a.teams[free].Members = t.Members
		a.total += worth
		a.alone = slices.DeleteFunc(a.alone, func(m int) bool { return slices.Contains(t.Members, m) })
	}
}

// maxLoose is how many people are out of their teams at a time: all ways to put them back are tried.
const maxLoose = 9

// mend improves an answer by taking people out of a few teams and putting them back in the best
// way, so many times.
func (a *answer) mend(times int, r *draws) {
	if len(a.teams) == 0 || a.p.Size == 0 {
		return
	}
	order := make([]int, len(a.teams))
	for k := range order {
		order[k] = k
	}
	for range times {
		var chosen []int
		r.shuffle(order)
		for _, k := range order {
			full := len(a.teams[k].Members) > 0
			if n := len(chosen); n < 2 && full || n < 4 && !full && !slices.ContainsFunc(chosen, func(c int) bool {
				return len(a.teams[c].Members) == 0 && a.teams[c].Lead == a.teams[k].Lead
			}) {
				chosen = append(chosen, k)
			}
			if len(chosen) == 4 {
				break
			}
		}
		var loose []int
		for _, k := range chosen {
			loose = append(loose, a.teams[k].Members...)
		}
		r.shuffle(loose)
		others := slices.Clone(a.alone)
		r.shuffle(others)
		others = others[:min(len(others), maxLoose/3)]
		loose = append(loose[:min(len(loose), maxLoose-len(others))], others...)
		a.refill(chosen, loose)
	}
}

// refill finds the best way to put loose people back into teams, or leave them alone. best[k][set] is
// what the first k teams count at most with people of a set.
func (a *answer) refill(chosen, loose []int) {
	all := 1<<len(loose) - 1
	core := make([][]int, len(chosen))
	best, took := make([][]int64, len(chosen)+1), make([][]int, len(chosen)+1)
	best[0] = make([]int64, all+1)
	before := int64(0)
	for k, c := range chosen {
		was, _ := a.counts(a.teams[c])
		before += was
		for _, m := range a.teams[c].Members {
			if !slices.Contains(loose, m) {
				core[k] = append(core[k], m)
			}
		}
		worth := a.fillings(Team{a.teams[c].Lead, core[k]}, loose)
		best[k+1], took[k+1] = slices.Repeat([]int64{math.MinInt64 / 2}, all+1), make([]int, all+1)
		for set := range all + 1 {
			for sub := set; ; sub = (sub - 1) & set {
				if v := worth[sub] + best[k][set&^sub]; worth[sub] >= 0 && v > best[k+1][set] {
					best[k+1][set], took[k+1][set] = v, sub
				}
				if sub == 0 {
					break
				}
			}
		}
	}
	if best[len(chosen)][all] <= before {
		return
	}
	a.total += best[len(chosen)][all] - before
	set := all
	for k := len(chosen) - 1; k >= 0; k-- {
		sub := took[k+1][set]
		a.teams[chosen[k]].Members = with(core[k], loose, sub)
		set &^= sub
	}
	a.alone = slices.DeleteFunc(a.alone, func(m int) bool { return slices.Contains(loose, m) })
	a.alone = append(a.alone, with(nil, loose, set)...)
	slices.Sort(a.alone)
}

// fillings is what a team counts with each set of loose people, -1 where that is not allowed.
func (a *answer) fillings(core Team, loose []int) []int64 {
	worth := make([]int64, 1<<len(loose))
	for set := range worth {
		members := with(core.Members, loose, set)
		var allowed bool
		if worth[set], allowed = a.counts(Team{core.Lead, members}); !allowed {
			worth[set] = -1
		}
	}
	return worth
}

// with returns the core and those of the loose people who are in a set, ascending.
func with(core, loose []int, set int) []int {
	members := slices.Clone(core)
	for i, m := range loose {
		if set>>i&1 == 1 {
			members = append(members, m)
		}
	}
	slices.Sort(members)
	return members
}
