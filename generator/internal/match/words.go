package match

import (
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
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

// quoted lists the names of topics in quotation marks.
func (t *topics) quoted(ids []record.TopicID) string {
	var names []string
	for _, id := range ids {
		names = append(names, "“"+t.name(id)+"”")
	}
	return prose.List(names)
}

// sentence says which of the sought topics are offered.
func (t *topics) sentence(seeks *subjects, shared []record.TopicID, relatives []relative, inCommon []record.TopicID) string {
	var parts []string
	switch n := len(shared); {
	case n == 0:
	case n < len(seeks.ids):
		parts = append(parts, "the mentor offers "+t.quoted(shared)+", which the mentee seeks")
	default:
		parts = append(parts, "the mentee seeks "+t.quoted(shared)+", and the mentor offers "+pronoun(n))
	}
	for _, r := range relatives {
		parts = append(parts, t.relation(r))
	}
	if len(inCommon) > 0 {
		parts = append(parts, "what the mentor offers has words in common with "+t.quoted(inCommon))
	}
	if len(parts) == 0 {
		var sought []record.TopicID
		for _, n := range seeks.ids {
			sought = append(sought, t.names[n])
		}
		return "the mentee seeks " + t.quoted(sought) + "; the mentor offers other topics"
	}
	return strings.Join(parts, "; ")
}

func pronoun(n int) string {
	switch n {
	case 1:
		return "it"
	case 2:
		return "both"
	}
	return "them all"
}

func (t *topics) relation(r relative) string {
	sought, offered := t.quoted([]record.TopicID{r.sought}), t.quoted([]record.TopicID{r.offered})
	switch {
	case slices.Contains(t.kinship.Ancestors(r.sought), r.offered):
		return "for " + sought + " the mentor offers the wider " + offered
	case slices.Contains(t.kinship.Ancestors(r.offered), r.sought):
		return "for " + sought + " the mentor offers the narrower " + offered
	}
	return "for " + sought + " the mentor offers " + offered + ", a close relative"
}
