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
	case e.Table.Wants[mentee] == 0:
		u.Reason, u.Words = "none-wanted", "they asked for no mentor"
	case len(e.Table.Mentors) == 0:
		u.Reason, u.Words = "no-mentors", "there is no mentor in this cohort yet"
	case u.Nearest == nil && e.pool != nil:
		e.excluded(mentee, &u)
	case u.Nearest == nil:
		u.Reason, u.Words = "excluded", "no mentor has a score with them, so no pair is allowed"
	default:
		u.Reason, u.Words = e.taken(mentee)
		u.Words += fmt.Sprintf("; %s would suit best, with %d", u.Nearest.ID, u.Nearest.Score)
	}
	return u
}

// taken says why none of the mentors that a mentee may be paired with is left.
func (e *explainer) taken(mentee int) (reason, words string) {
	t := e.Table
	full, begun := 0, t.Start[mentee]
	for _, j := range t.Mentor[begun:t.Start[mentee+1]] {
		pinned := 0
		for _, c := range e.has[j] {
			if c.Pinned {
				pinned++
			}
		}
		switch room := t.Room[j]; {
		case len(e.has[j]) < room:
			return "lowers-total", "every pair that is left would lower the total"
		case pinned == room:
			full++
		}
	}
	switch all := t.Start[mentee+1] - begun; {
	case full == all:
		return "no-room", "no mentor they may be paired with has room"
	case all == 1:
		return "outbid", "the only mentor they may be paired with is proposed to others, and the whole comes out best like this"
	case full == 0:
		return "outbid", "the mentors they may be paired with are proposed to others, and the whole comes out best like this"
	}
	return "outbid", "the mentors they may be paired with are full or proposed to others, and the whole comes out best like this"
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
		u.Words = fmt.Sprintf("with every mentor who is left their score is under the minimum of %d; the nearest is %s, with %d", e.pool.Matching.Minimum, u.Nearest.ID, u.Nearest.Score)
		return
	}
	u.Reason = "excluded"
	if u.Words = e.pool.lacks(func(l *lacking) []string { return l.mentees[mentee] }, "the mentee "); u.Words == "" {
		u.Words = "every mentor is ruled out: " + tally(all)
	}
}

// lacks says what somebody lacks for being paired with anybody, "" for nothing.
func (p *Pool) lacks(of func(*lacking) []string, who string) string {
	var parts []string
	for _, c := range p.constraints {
		if l, ok := c.constraint.(*lacking); ok && len(of(l)) > 0 {
			parts = append(parts, l.still+list(of(l)))
		}
	}
	if parts == nil {
		return ""
	}
	return who + list(parts)
}

// tally counts what excludes pairs, the commonest first.
func tally(pairs [][]Bar) string {
	by := map[string]int{}
	for _, bars := range pairs {
		for name := range names(bars) {
			by[name]++
		}
	}
	var parts []string
	for _, name := range slices.SortedFunc(maps.Keys(by), func(a, b string) int { return cmp.Or(cmp.Compare(by[b], by[a]), cmp.Compare(a, b)) }) {
		parts = append(parts, fmt.Sprintf("%s (%d of %d)", name, by[name], len(pairs)))
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
	if words := e.pool.lacks(func(l *lacking) []string { return l.mentors[mentor] }, "the mentor "); words != "" {
		return words
	}
	return "every mentee is ruled out: " + tally(all)
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
		case b.Kind == "cleared":
			all["not cleared yet"] = true
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
