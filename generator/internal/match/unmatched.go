package match

import (
	"cmp"
	"fmt"
)

// unmatched returns a mentee without a mentor, with the reason.
func (e *explainer) unmatched(mentee int) Unmatched {
	room, full := e.best(mentee)
	u := Unmatched{Mentee: e.Table.Mentees[mentee], Nearest: room}
	switch {
	case e.Table.Wants[mentee] == 0:
		u.Reason, u.Words = "none-wanted", "they asked for no mentor"
	case len(e.Table.Mentors) == 0:
		u.Reason, u.Words = "no-mentors", "there is no mentor in this cohort yet"
	case room == nil && full != nil:
		u.Reason = "no-room"
		u.Words = fmt.Sprintf("no mentor they may be paired with has room; %s would suit best, with %d", full.ID, full.Score)
	case room == nil && e.pool != nil:
		e.excludedReason(mentee, &u)
	case room == nil:
		u.Reason, u.Words = "excluded", "no mentor has a score with them, so no pair is allowed"
	default:
		u.Reason, u.Words = e.takenReason(mentee)
		u.Words += fmt.Sprintf("; %s would suit best, with %d", room.ID, room.Score)
		if full != nil && full.Score > room.Score {
			u.Words += " of those with room"
		}
	}
	return u
}

// takenReason says why a mentee has none of the mentors with room.
func (e *explainer) takenReason(mentee int) (reason, words string) {
	t := e.Table
	best, asGood, drawn := "", false, false
	if e.equals != nil {
		best = ", and the whole comes out best like this"
		asGood, drawn = e.equals.Row(mentee)
	}
	switch {
	case drawn:
		return "lot", "an answer as good exists in which they have a place, and it was decided by lot"
	case asGood:
		return "waited", "an answer as good exists in which they have a place, and those who have waited longer came first"
	}
	full, mirrored, begun := 0, 0, t.Start[mentee]
	for _, j := range t.Mentor[begun:t.Start[mentee+1]] {
		switch {
		case e.mirrors(mentee, int(j)):
			mirrored++
		case len(e.has[j]) < t.Room[j]:
			return "lowers-total", "every pair that is left would lower the total"
		case e.problem.Capacity[j] == 0:
			full++
		}
	}
	switch all := t.Start[mentee+1] - begun; {
	case all == mirrored:
		return "excluded", "they are the mentor of everybody who could be theirs"
	case mirrored > 0:
		return "outbid", "the mentors they may be paired with are proposed to others, or have them as a mentor" + best
	case all == 1:
		return "outbid", "the only mentor they may be paired with is proposed to others" + best
	case full == 0:
		return "outbid", "the mentors they may be paired with are proposed to others" + best
	}
	return "outbid", "the mentors they may be paired with are full or proposed to others" + best
}

// excludedReason says what keeps a mentee from every mentor: scores below the
// minimum, or what they lack. It does not say which constraints forbid how many
// pairs: a missing number would reveal the private list.
func (e *explainer) excludedReason(mentee int, u *Unmatched) {
	for j, m := range e.pool.Mentors {
		score, allowed := e.pool.Score(mentee, j)
		if allowed && e.problem.Capacity[j] > 0 && (u.Nearest == nil || score > u.Nearest.Score) {
			u.Nearest = &Other{ID: string(m.Person.ID), Score: score}
		}
	}
	if u.Nearest != nil {
		u.Reason = "below-minimum"
		u.Words = fmt.Sprintf("with every mentor who is left their score is under the minimum of %d; the nearest is %s, with %d", e.pool.Matching.Minimum, u.Nearest.ID, u.Nearest.Score)
		return
	}
	u.Reason = "excluded"
	u.Words = cmp.Or(e.pool.MenteeLacks(mentee, "the mentee "), e.pool.MenteeFloors(mentee, "mentor"), "no mentor can be proposed")
}

// unpairable says why a mentor can have no mentee, "" if one is allowed.
func (e *explainer) unpairable(mentor int) string {
	if e.pool == nil {
		return ""
	}
	for i := range e.Table.Mentees {
		if _, allowed := e.pool.Score(i, mentor); allowed {
			return ""
		}
	}
	return cmp.Or(e.pool.MentorLacks(mentor, "the mentor "), e.pool.MentorFloors(mentor, "mentee"), "no mentee can be proposed")
}
