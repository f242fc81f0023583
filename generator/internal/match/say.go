package match

import (
	"fmt"
	"slices"

	"pairbook/generator/internal/prose"
)

// Proof says in words what the certificate proves.
func (s *Proposal) Proof() string {
	claim := "no answer that matches as many mentees has a higher total"
	stays := len(s.Kept) > 0 || slices.ContainsFunc(s.Pairs, func(p Pair) bool { return p.Pin != nil })
	switch {
	case s.Objective == "score":
		claim = "no answer at all has a higher total"
	case s.Objective == "fair" && stays:
		claim = "of the answers that match as many mentees and add no pair scoring below " + s.Floor.words() + ", none has a higher total"
	case s.Objective == "fair":
		claim = "no answer that matches as many mentees without a lower score has a higher total"
	}
	if s.Open {
		return fmt.Sprintf("Not proven to the end: of %d cases without two who are each other's mentors this is the best, and no case has more than %d of the mentees matched, or then a total above %d (gap %d).",
			s.Cases, s.MostMatched, s.Dual, s.Gap)
	}
	if s.Cases > 0 {
		claim = fmt.Sprintf("in %s, without two who are each other's mentors, ", prose.Count(s.Cases, "case")) + claim
	}
	if stays {
		claim = "with the pairings and pins that stay, " + claim
	}
	return fmt.Sprintf("Proven: %s (bound %d, gap %d).", claim, s.Dual, s.Gap)
}

func (f Floor) words() string {
	switch {
	case f.None:
		return "the mentor its mentee has already"
	case f.Further:
		return fmt.Sprintf("%d, or below the mentor its mentee has already where that is less", f.Score)
	}
	return fmt.Sprint(f.Score)
}

// Words say who chose a pair and what that costs the rest; lowest is the lowest
// score with the pin.
func (c *PinCost) Words(lowest int) string {
	by := "pinned"
	if c.By != "" {
		by += " by " + string(c.By)
	}
	if words := Changes(c.Matched, c.Total, lowest, c.Lowest); words != "" {
		return by + "; without the pin " + words
	}
	return by + ", which costs nothing"
}

// Changes says how another answer differs, "" for not at all: how many more or
// fewer mentees have a mentor, the change of the total, and the lowest score now
// and then.
func Changes(matched int, total int64, now, then int) string {
	var parts []string
	switch {
	case matched > 0:
		parts = append(parts, prose.Count(matched, "mentee")+" more would have a mentor")
	case matched < 0:
		parts = append(parts, prose.Count(-matched, "mentee")+" fewer would have a mentor")
	}
	switch {
	case total > 0:
		parts = append(parts, fmt.Sprintf("the total would be %d higher", total))
	case total < 0:
		parts = append(parts, fmt.Sprintf("the total would be %d lower", -total))
	}
	if now != then {
		parts = append(parts, fmt.Sprintf("the lowest score would be %d instead of %d", then, now))
	}
	return prose.List(parts)
}
