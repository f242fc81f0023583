package veil

import (
	"slices"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/view"
)

// What comes of answers, or of why pairings ended, is told of a smallest group or more.
// Each round and each question is told by itself, so that one that too few have answered
// keeps back no other; only a total that would tell of it is kept back with it.
//
// That does not hide an answer that all of a group have given: where each chose the
// highest, or each the lowest, the mean is 1 or 0 and tells what everybody said. Such a
// mean is told all the same: to keep it back would tell as much, being the one reason
// for which enough answers have no mean. about.html and the handbook say so.

// few says that too few have answered to tell of it, or "".
func (v *veil) few(answered int) string {
	switch {
	case answered >= max(v.minimumGroup, 1):
		return ""
	case v.minimumGroup <= 1:
		return "Nobody has answered this."
	}
	return "Fewer than " + view.InWords(v.minimumGroup) + " answers, so nothing is shown."
}

// total is a figure over rounds, without its value where that would tell of one of them.
func (v *veil) total(f measure.Figure, rounds []measure.Survey) measure.Figure {
	if why := v.fewInTotal(rounds); why != "" {
		return measure.Figure{Metric: f.Metric, Unavailable: why}
	}
	return f
}

// fewInTotal says why a total over rounds is not told, or "". It is of answers that too few
// gave as well, and is told only on days on which so many of these are new that neither a
// subtraction nor an older total brings back those of one round.
func (v *veil) fewInTotal(rounds []measure.Survey) string {
	small, open, answered, most := 0, 0, 0, 0
	for i, s := range rounds {
		a := s.Answers
		if a.Answered < v.minimumGroup {
			small, open = small+1, open+1
			answered += a.Answered
			most += min(a.Asked, v.minimumGroup-1)
		}
		last := i+1 == len(rounds) || rounds[i+1].Answers.Date != a.Date
		if last && answered >= v.minimumGroup && answered < most {
			open, answered, most = 0, 0, 0
		}
	}
	least := view.InWords(v.minimumGroup)
	switch {
	case open == 0 || v.minimumGroup <= 1:
		return ""
	case small == len(rounds):
		return "No round has " + least + " answers, so nothing is shown."
	case small == 1:
		return "One round has fewer than " + least + " answers, and a total would tell it."
	}
	return prose.Sentence(view.InWords(small)) + " rounds have fewer than " + least + " answers each, and a total would tell of them."
}

// heard is an expectation that a survey shows, by the last round that may be told. Without
// one it says the same whether nobody has answered yet or too few have.
func (r *revealer) heard(m *measure.Cohort, x measure.Expectation) measure.Expectation {
	x = m.Heard(x, r.minimumGroup)
	asked := func(s measure.Survey) bool { return s.Answers.Survey == x.Expectation.Evidence.Survey }
	if x.Figure.Value == nil && r.minimumGroup > 1 && slices.ContainsFunc(m.Surveys, asked) {
		x.Figure.Unavailable = "No round has " + view.InWords(r.minimumGroup) + " answers to this, so nothing is shown."
	}
	return x
}
