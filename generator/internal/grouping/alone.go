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
	reason, words = "left-over", t.takenWords(m, teams)
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

// takenWords say what is known of why no place is left for somebody.
func (t *pool) takenWords(m int, teams []team.Team) string {
	if t.shape == record.InPeers {
		return t.pairedWords(m)
	}
	size, left, full, joins := t.size(), len(t.names), true, false
	for _, found := range teams {
		left -= len(found.Members)
		if len(found.Members) < size.Max {
			full, joins = false, joins || t.joins(m, found)
		}
	}
	switch {
	case t.shape == record.InGroups && !t.mentorLeft(m, teams):
		return "the groups of every mentor they may have are full"
	case joins, len(teams) == 0, full && left >= size.Min:
		return "not all who may be together can be at once"
	case full:
		return fmt.Sprintf("every %s has the %d it can have, and another would take at least %d, more than are left", t.noun(), size.Max, size.Min)
	}
	return fmt.Sprintf("no %s with room can take them: somebody in it cannot be with them, or all would have no hour or no language in common", t.noun())
}

// pairedWords say it of a peer, whom nobody is left for: else the two would be a pair.
func (t *pool) pairedWords(m int) string {
	others := "no other pairs"
	if len(t.pins) > 0 {
		others += " that keep the pins"
	}
	for b := range t.names {
		_, may := t.may(m, b)
		if may && b != m && !slices.ContainsFunc(t.pins, func(p pin) bool { return slices.Contains(p.members, b) }) {
			return "everybody they may be with is in a pair, and " + others + " would leave fewer people alone"
		}
	}
	return "everybody they may be with is pinned to others"
}

// joins reports whether somebody could be in a team that has room.
func (t *pool) joins(m int, found team.Team) bool {
	if t.shape == record.InGroups {
		if score, may := t.led.Score(m, found.Lead); !may || score < t.matching.Minimum {
			return false
		}
	}
	apart := slices.ContainsFunc(found.Members, func(b int) bool { _, may := t.may(m, b); return !may })
	return !apart && t.canMeet(append(t.everybody(found), m)...)
}

// mentorLeft reports whether a mentor whom somebody may have could take one more, or lead one more group.
func (t *pool) mentorLeft(m int, teams []team.Team) bool {
	for j, mentor := range t.led.Mentors {
		room := mentor.Room
		for _, found := range teams {
			if found.Lead == j && len(found.Members) == t.size().Max {
				room--
			}
		}
		if score, may := t.led.Score(m, j); may && score >= t.matching.Minimum && room > 0 {
			return true
		}
	}
	return false
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
