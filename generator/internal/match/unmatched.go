package match

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"pairbook/generator/internal/record"
)

// unmatched says why a mentee has nobody.
func (e *explainer) unmatched(mentee int) Unmatched {
	u := Unmatched{Mentee: e.Table.Mentees[mentee], Nearest: e.best(mentee, nil)}
	switch {
	case len(e.Table.Mentors) == 0:
		u.Reason, u.Words = "no-mentors", "there is no mentor in this cohort yet"
	case u.Nearest == nil && e.pool != nil:
		e.excluded(mentee, &u)
	case u.Nearest == nil:
		u.Reason, u.Words = "excluded", "no mentor has a score with them, so no pair is allowed"
	case !e.roomFor(mentee):
		u.Reason, u.Words = "no-room", fmt.Sprintf("every mentor they may be paired with is full; %s would suit best, with %d", u.Nearest.ID, u.Nearest.Score)
	default:
		u.Reason, u.Words = "outbid", fmt.Sprintf("the mentors they may be paired with are proposed to others, and the whole comes out best like this; %s would suit best, with %d", u.Nearest.ID, u.Nearest.Score)
	}
	return u
}

// roomFor tells whether a mentor whom a mentee may be paired with had room when
// the matching began.
func (e *explainer) roomFor(mentee int) bool {
	t := e.Table
	room := slices.Clone(t.Room)
	for _, c := range t.Pins {
		room[c.Mentor]--
	}
	for k := t.Start[mentee]; k < t.Start[mentee+1]; k++ {
		if room[t.Mentor[k]] > 0 {
			return true
		}
	}
	return false
}

// excluded says what keeps a mentee from every mentor: a constraint, or scores
// below the minimum.
func (e *explainer) excluded(mentee int, u *Unmatched) {
	below := 0
	var all [][]Bar
	for j, m := range e.pool.Mentors {
		bars := e.pool.Forbidden(mentee, j)
		all = append(all, bars)
		if len(bars) > 0 {
			continue
		}
		below++
		score, _ := e.pool.Score(mentee, j)
		if u.Nearest == nil || score > u.Nearest.Score {
			u.Nearest = &Other{string(m.Person.ID), score}
		}
	}
	if below > 0 {
		u.Reason = "below-minimum"
		u.Words = fmt.Sprintf("every score that is left is under the minimum of %d; the nearest is %s, with %d", e.pool.Matching.Minimum, u.Nearest.ID, u.Nearest.Score)
		return
	}
	u.Reason, u.Words = "excluded", "nobody passes "+tally(all, "mentors")
}

// tally counts what excludes pairs, the commonest first.
func tally(pairs [][]Bar, of string) string {
	by := map[string]int{}
	for _, bars := range pairs {
		for name := range names(bars) {
			by[name]++
		}
	}
	var parts []string
	for _, name := range slices.SortedFunc(maps.Keys(by), func(a, b string) int { return cmp.Or(cmp.Compare(by[b], by[a]), cmp.Compare(a, b)) }) {
		parts = append(parts, fmt.Sprintf("%s (%d of %d %s)", name, by[name], len(pairs), of))
	}
	return strings.Join(parts, ", ")
}

// alone says why a mentor has no mentee.
func (e *explainer) alone(mentor int) string {
	if e.pool == nil {
		return ""
	}
	var all [][]Bar
	for i := range e.Table.Mentees {
		bars := e.pool.Forbidden(i, mentor)
		if len(bars) == 0 {
			return ""
		}
		all = append(all, bars)
	}
	return "nobody passes " + tally(all, "mentees")
}

// names gives what excludes a pair: a constraint by its id. That two are not
// available to each other has no other name.
func names(bars []Bar) map[string]bool {
	all := map[string]bool{}
	for _, b := range bars {
		switch {
		case b.Constraint != "":
			all[string(b.Constraint)] = true
		case b.Kind == "not-available":
			all["not available"] = true
		default:
			all[strings.ReplaceAll(b.Kind, "-", " ")] = true
		}
	}
	return all
}

// notOffered lists the topics that are sought and that nobody offers.
func (p *Pool) notOffered() (topics []record.TopicID) {
	var sought, offered []record.TopicID
	for _, m := range p.Mentees {
		sought = append(sought, m.Enrolment.Mentee.Seeks...)
	}
	for _, m := range p.Mentors {
		offered = append(offered, offers(m)...)
	}
	offered = unify(p.vocabulary, offered)
	return slices.DeleteFunc(unify(p.vocabulary, sought), func(id record.TopicID) bool {
		_, there := slices.BinarySearch(offered, id)
		return there
	})
}
