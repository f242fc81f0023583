package grouping

import (
	"cmp"
	"fmt"
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/team"
)

// alone says why a member has nobody.
func (t *pool) alone(m int, teams []team.Team) Alone {
	a := Alone{Member: t.names[m]}
	under, best, companions, near := nearest{}, nearest{}, 0, 0
	for b := range t.names {
		score, allowed := t.score(m, b)
		switch _, may := t.may(m, b); {
		case !allowed || b == m:
		case !may:
			under.consider(t.names[b], score)
		default:
			if companions++; t.shape == record.InPeers || t.canMeet(m, b) {
				near++
				best.consider(t.names[b], score)
			}
		}
	}
	if t.others != nil {
		a.Words = t.others.MenteeLacks(m, "the "+string(t.part())+" ")
	}
	switch least := t.least() - 1; {
	case a.Words != "":
		a.Reason = "excluded"
	case t.shape == record.InGroups && t.unled(m, &a):
	case len(t.names) == 1 && len(t.kept) == 0:
		a.Reason, a.Words = "excluded", "no other "+string(t.part())+" takes part yet"
	case len(t.names) == 1:
		a.Reason, a.Words = "excluded", "every other "+string(t.part())+" has a pairing"
	case companions == 0 && under.name != "":
		a.Reason, a.Words = "below-minimum", "with everybody who is left "+t.underMinimum(under)
	case companions == 0 && t.others == nil:
		a.Reason, a.Words = "excluded", "nobody has a score with them, so no pair is allowed"
	case companions == 0:
		a.Reason, a.Words = "excluded", cmp.Or(t.others.MenteeFloors(m, string(t.part())), "nobody who takes part can be proposed")
	case companions < least:
		a.Reason, a.Words = "excluded", "too few who take part can be proposed"
	case near < least:
		a.Reason, a.Words = "excluded", "too few who take part have an hour and a language in common with them"
	default:
		a.Reason, a.Words = t.leftOver(m, teams)
		a.Words += fmt.Sprintf("; %s would suit best, with %d", best.name, best.score)
	}
	return a
}

// unled says why no mentor can have somebody in a group, and reports whether that is so.
func (t *pool) unled(m int, a *Alone) bool {
	under, mentors := nearest{}, 0
	for j, mentor := range t.led.Mentors {
		switch score, allowed := t.led.Score(m, j); {
		case allowed && score >= t.matching.Minimum:
			mentors++
		case allowed:
			under.consider(string(mentor.Person.ID), score)
		}
	}
	switch {
	case mentors > 0:
		return false
	case len(t.led.Mentors) == 0:
		a.Reason, a.Words = "no-room", "no mentor has room for a group"
	case under.name != "":
		a.Reason, a.Words = "below-minimum", "with every mentor who is left "+t.underMinimum(under)
	default:
		a.Reason, a.Words = "excluded", cmp.Or(t.led.MenteeFloors(m, "mentor"), "no mentor can be proposed")
	}
	return true
}

func (t *pool) underMinimum(n nearest) string {
	return fmt.Sprintf("their score is under the minimum of %d; the nearest is %s, with %d", t.matching.Minimum, n.name, n.score)
}

// nearest is who has the highest score with somebody.
type nearest struct {
	name  string
	score int
}

func (n *nearest) consider(name string, score int) {
	if n.name == "" || score > n.score {
		n.name, n.score = name, score
	}
}

// least is how many members make a team.
func (t *pool) least() int {
	if t.shape == record.InPeers {
		return 2
	}
	return t.size().Min
}

// leftOver says why somebody who might have a place has none: others came first, or a lot decided, where
// they could take another's at no loss.
func (t *pool) leftOver(m int, teams []team.Team) (reason, words string) {
	reason, words = "left-over", "not all who may be together can be at once"
	for _, found := range teams {
		sum, _ := t.sum(found)
		for i, u := range found.Members {
			other := team.Team{Lead: found.Lead, Members: slices.Clone(found.Members)}
			other.Members[i] = m
			if instead, allowed := t.sum(other); !allowed || instead != sum || t.pinnedBy(found.Members) != nil {
				continue
			}
			switch first := t.ranks([]int{u, m}); {
			case first == nil || first[0] == first[1]:
				return "lot", "an answer as good exists in which they have a place, and it was decided by lot"
			case first[0] < first[1]:
				reason, words = "waited", "an answer as good exists in which they have a place, and those who have waited longer came first"
			}
		}
	}
	return reason, words
}

// sum is what a team counts among those of its size, and whether it may be.
func (t *pool) sum(found team.Team) (sum int, allowed bool) {
	for i, a := range found.Members {
		for _, b := range found.Members[:i] {
			score, may := t.may(a, b)
			if !may {
				return 0, false
			}
			sum += score
		}
	}
	if t.shape == record.InPeers {
		return sum, true
	}
	if t.apartByUnit() || !t.canMeet(t.everybody(found)...) {
		return 0, false
	}
	if sum *= 2 * t.together(); t.shape == record.InGroups {
		for _, a := range found.Members {
			score, may := t.led.Score(a, found.Lead)
			if !may || score < t.matching.Minimum {
				return 0, false
			}
			sum += (100 - t.together()) * (len(found.Members) - 1) * score
		}
		return sum, true
	}
	if found.Lead >= 0 {
		_, allowed = t.fit(found.Members, found.Lead)
		return sum, allowed
	}
	return sum, true
}
