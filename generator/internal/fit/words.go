package fit

import (
	"fmt"
	"io"

	"pairbook/generator/internal/prose"
)

// lasting formats minutes for people: "45 min", "3 h", "1 h 30 min".
func lasting(minutes int) string {
	h, m := minutes/60, minutes%60
	switch {
	case h == 0:
		return fmt.Sprintf("%d min", m)
	case m == 0:
		return fmt.Sprintf("%d h", h)
	}
	return fmt.Sprintf("%d h %d min", h, m)
}

// unknown says whose entry is missing.
func unknown(what string, mentee, mentor bool) string {
	whose := "the mentor's " + what
	switch {
	case mentee && mentor:
		whose = "both people's " + what
	case mentee:
		whose = "the mentee's " + what
	}
	return "not known: " + whose
}

// UnknownOf says of how many criteria something is not known, "" for none.
func UnknownOf(criteria []Points) string {
	of, not := 0, 0
	for _, c := range criteria {
		if c.Of > 0 {
			of++
		}
		if c.Of > 0 && !c.Known {
			not++
		}
	}
	if not == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %s unknown", not, prose.CountOf(of, "criterion", "criteria"))
}

// restWouldNeed begins what a pair lacks for all points.
const restWouldNeed = "the rest would need "

func pronoun(n int) string {
	switch n {
	case 1:
		return "it"
	case 2:
		return "both"
	}
	return "them all"
}

func wordOrWords(quoted []string) string {
	if len(quoted) == 1 {
		return "word " + quoted[0]
	}
	return "words " + prose.List(quoted)
}

// Reasons says why people are proposed to each other, a sentence a criterion that counts.
func Reasons(criteria []Points) []string {
	all := []string{}
	for _, c := range criteria {
		if c.Of > 0 {
			all = append(all, fmt.Sprintf("%s, %d of %d: %s", c.Criterion, c.Points, c.Of, c.Because))
		}
	}
	return all
}

// PrintCriteria prints a line a criterion.
func PrintCriteria(w io.Writer, criteria []Points) {
	width := 0
	for _, c := range criteria {
		width = max(width, len(c.Criterion))
	}
	for _, c := range criteria {
		fmt.Fprintf(w, "  %-*s %3d of %-3d %s\n", width, c.Criterion, c.Points, c.Of, c.Because)
	}
	if words := UnknownOf(criteria); words != "" {
		fmt.Fprintf(w, "  %s\n", words)
	}
}

// Words say what forbids the pair, with the name of the constraint.
func (b Bar) Words() string {
	if b.Constraint == "" {
		return b.Because
	}
	return fmt.Sprintf("%s: %s", b.Constraint, b.Because)
}
