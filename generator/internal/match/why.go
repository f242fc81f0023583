package match

import (
	"fmt"
	"slices"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/prose"
)

// Why says why two people are, or are not, a pair.
type Why struct {
	Mentee, Mentor string
	Paired         bool
	Pinned         bool
	Bars           []fit.Bar // what forbids it
	Below          int       // the minimum that their score misses, else 0
	Score          int
	Criteria       []fit.Points

	// If they were paired anyway: how many fewer mentees would be matched and how
	// much lower the total would be.
	Matched int
	Total   int64
	Lowest  int        // the lowest score then
	Now     int        // the lowest score of the actual answer
	Enough  int        // a score above this would get them proposed; 0 when no score decides it
	Moves   []fit.Move // mentees who would have other mentors
}

// Why computes the exact cost of pairing two people, from the best answer with them
// paired. It fails for ids that are not in the table.
func (a *Answer) Why(p *fit.Pool, mentee, mentor string) (*Why, error) {
	t := a.Table
	i, isMentee := slices.BinarySearch(t.Mentees, mentee)
	j, isMentor := slices.BinarySearch(t.Mentors, mentor)
	if !isMentee || !isMentor {
		return nil, t.idError(mentee, mentor, isMentee)
	}
	w := &Why{Mentee: mentee, Mentor: mentor}
	w.Pinned = slices.ContainsFunc(t.Pins, func(c Chosen) bool { return c.Mentee == i && c.Mentor == j })
	w.Paired = slices.ContainsFunc(a.Pairs, func(c Chosen) bool { return c.Mentee == i && c.Mentor == j })
	score, allowed := t.scoreOf(i, j)
	if w.Score = score; p != nil {
		w.Bars = fit.Discreet(p.Forbidden(i, j))
		w.Score, _ = p.Score(i, j)
		if len(w.Bars) == 0 {
			w.Criteria = p.Explain(i, j)
		}
		if len(w.Bars) == 0 && !allowed && !w.Paired {
			w.Below = p.Matching.Minimum
		}
	} else if !allowed {
		w.Bars = []fit.Bar{{Kind: "no-score", Because: "there is no score for the two, so the pair is not allowed"}}
	}
	if !w.Paired && len(w.Bars) == 0 {
		w.cost(a, Chosen{i, j, w.Score, true})
	}
	return w, nil
}

// idError says which of two ids is not in the table, or that they are in the
// wrong order.
func (t *Table) idError(mentee, mentor string, isMentee bool) error {
	_, reversed := slices.BinarySearch(t.Mentees, mentor)
	_, too := slices.BinarySearch(t.Mentors, mentee)
	switch {
	case reversed && too:
		return fmt.Errorf("%s is a mentor here and %s a mentee; the mentee comes first: %s,%s", mentee, mentor, mentor, mentee)
	case !isMentee:
		return fmt.Errorf("%q is no mentee who takes part in this matching%s", mentee, prose.DidYouMean(mentee, t.Mentees))
	}
	return fmt.Errorf("%q is no mentor who takes part in this matching%s", mentor, prose.DidYouMean(mentor, t.Mentors))
}

// cost pairs the two and compares with the best answer that has them.
func (w *Why) cost(a *Answer, forced Chosen) {
	t := a.Table
	wants, room := t.Wants[forced.Mentee], t.Room[forced.Mentor]
	for _, pin := range t.Pins {
		if pin.Mentee == forced.Mentee {
			wants--
		}
		if pin.Mentor == forced.Mentor {
			room--
		}
	}
	if wants <= 0 || room <= 0 {
		w.Bars = []fit.Bar{{Kind: "full", Because: noRoomWords(wants, w.Mentee, w.Mentor)}}
		return
	}
	other := a.again(t, append(slices.Clone(t.Pins), forced), nil, []int{forced.Mentee})
	w.Matched, w.Total = a.better(other)
	w.Now, w.Lowest = a.Lowest(), other.Lowest()
	// Each additional point of theirs adds one to the total with them and to no
	// other; but fair looks at the lowest score first.
	if _, allowed := t.scoreOf(forced.Mentee, forced.Mentor); allowed && a.Objective != "fair" && (w.Matched == 0 || a.Objective == "score") {
		w.Enough = w.Score + int(w.Total)
	}
	w.Moves = fit.Moves(a.mentors(), other.mentors())
}

func noRoomWords(wants int, mentee, mentor string) string {
	if wants <= 0 {
		return mentee + " has as many mentors as they asked for, in pairings and pins that stay"
	}
	return mentor + " is full, with pairings and pins that stay"
}

// mentors returns the mentors by mentee.
func (a *Answer) mentors() map[string][]string {
	has := map[string][]string{}
	for _, id := range a.Table.Mentees {
		has[id] = nil
	}
	for _, c := range a.Pairs {
		id := a.Table.Mentees[c.Mentee]
		has[id] = append(has[id], a.Table.Mentors[c.Mentor])
	}
	return has
}
