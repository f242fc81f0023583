package veil

import (
	"fmt"
	"math"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
)

// opening says of a cohort, in a sentence each, who takes part, whether they meet, and
// what has come of its objectives. Each is true of every cohort on every day.
func opening(m *measure.Cohort, c *view.Cohort) []string {
	enrolled, matched := view.Of(c.Figures, "enrolled"), view.Of(c.Figures, "match_rate")
	who := "No pairing has started yet"
	switch started := m.Started(); {
	case started > 0:
		who = prose.CountOf(started, "pairing has", "pairings have") + " started"
		if matched.Value != nil {
			who += ", for " + matched.Sum()
		}
	case enrolled.Value != nil && *enrolled.Value > 0:
		who += ", and " + prose.CountOf(int(*enrolled.Value), "person is enrolled as a mentee or peer", "people are enrolled as mentees or peers")
	}
	meet := "No meeting that counts has been logged"
	if met := m.Started() - silent(m); met > 0 {
		held, hours := view.Of(c.Figures, "sessions_held"), view.Of(c.Figures, "hours")
		of := "of " + prose.Count(m.Started(), "pairing")
		meet = prose.CountOf(met, of+" has", of+" have") + " met: the logs tell of " + held.Sum()
		if hours.Value != nil {
			meet += " and " + hours.Sum()
		}
	}
	return []string{who + ".", meet + ".", judged(c.Objectives)}
}

// silent counts the pairings that have started and not met.
func silent(m *measure.Cohort) (n int) {
	for _, p := range m.Pairings {
		if p.Started && len(p.Held) == 0 {
			n++
		}
	}
	return n
}

// judged says of how many objectives there is which verdict.
func judged(all []view.Outcome) string {
	if len(all) == 0 {
		return "The programme has no objectives to hold this to."
	}
	var parts []string
	for _, v := range []struct{ verdict, words string }{
		{"as hoped for", "as hoped for"}, {"likely", "likely to be as hoped for"}, {"unclear", "unclear"}, {notYet, "not yet as hoped for"}, {inTheEnd, inTheEnd}, {"", "without a verdict"},
	} {
		n := 0
		for _, o := range all {
			if o.Verdict == v.verdict {
				n++
			}
		}
		switch {
		case n == len(all) && n == 1:
			return "The one objective is " + v.words + "."
		case n == len(all) && n == 2:
			return "Both objectives are " + v.words + "."
		case n == len(all):
			return "All " + view.InWords(n) + " objectives are " + v.words + "."
		case n == 1:
			parts = append(parts, "one is "+v.words)
		case n > 1:
			parts = append(parts, view.InWords(n)+" are "+v.words)
		}
	}
	return "Of " + view.InWords(len(all)) + " objectives, " + prose.List(parts) + "."
}

// since says how the answers to a question at the close of a cohort differ from those at
// its start, where the same side was asked the same. Nobody knows who gave which answer,
// so the two rounds are samples of their own.
func (r *revealer) since(m *measure.Cohort, s measure.Survey, a measure.Answer) string {
	if s.Definition == nil || s.Definition.At != record.AtClose {
		return ""
	}
	words := ""
	for _, first := range m.Surveys {
		if first.Definition == nil || first.Definition.At != record.AtStart || first.Definition.For != s.Definition.For || first.Answers.Date >= s.Answers.Date ||
			r.few(first.Answers.Answered) != "" {
			continue
		}
		for _, was := range first.Questions {
			if was.Question == a.Question && r.few(was.N) == "" && was.Satisfaction.Interval != nil && a.Satisfaction.Interval != nil {
				words = moved(r.figure(was.Satisfaction, ""), r.figure(a.Satisfaction, ""))
			}
		}
	}
	return words
}

// moved says how far a mean of answers lies from an earlier one, in points of a hundred.
func moved(was, is view.Figure) string {
	low, high := difference(is, was)
	words := fmt.Sprintf("%s %s at the start; the difference is %s, likely between %s and %s", was.Number, was.Of,
		points(shownValue(is)-shownValue(was)), signed(100*low), points(100*high))
	if !apart(is, was) {
		words += ", so the two can't be told apart"
	}
	return words
}

func points(x float64) string {
	return signed(x) + map[bool]string{true: " point", false: " points"}[math.Abs(math.Round(x)) == 1]
}

// signed writes a whole number with its sign.
func signed(x float64) string {
	switch n := int(math.Round(x)); {
	case n < 0:
		return fmt.Sprintf("−%d", -n)
	case n > 0:
		return fmt.Sprintf("+%d", n)
	}
	return "0"
}
