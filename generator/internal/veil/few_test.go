package veil

import (
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestTotalsOverRounds tries of which rounds a total is told. The first number of a round
// is its day, the second how many answered, the third how many were asked.
func TestTotalsOverRounds(t *testing.T) {
	const none, one = "No round has five answers, so nothing is shown.", "One round has fewer than five answers, and a total would tell it."
	const two, three = "Two rounds have fewer than five answers each, and a total would tell of them.", "Three rounds have fewer than five answers each, and a total would tell of them."
	for _, c := range []struct {
		group  int
		rounds [][3]int
		want   string
	}{
		{5, nil, ""},
		{5, [][3]int{{1, 5, 9}, {2, 9, 9}}, ""},
		{5, [][3]int{{1, 4, 9}}, none},
		{5, [][3]int{{1, 0, 9}}, none},
		{5, [][3]int{{1, 5, 9}, {2, 4, 9}}, one},
		{5, [][3]int{{1, 5, 9}, {2, 0, 9}}, one},
		{5, [][3]int{{1, 5, 9}, {2, 0, 0}}, one},
		{5, [][3]int{{1, 5, 9}, {2, 3, 9}, {3, 2, 9}}, ""},               // five of two rounds
		{5, [][3]int{{1, 5, 9}, {2, 3, 9}, {3, 1, 9}}, two},              // four
		{5, [][3]int{{1, 5, 9}, {2, 4, 9}, {3, 3, 9}}, ""},               // seven of at most eight
		{5, [][3]int{{1, 5, 9}, {2, 4, 9}, {3, 4, 9}}, two},              // eight: each has four
		{5, [][3]int{{1, 5, 9}, {2, 4, 9}, {3, 3, 3}}, two},              // all who were asked
		{5, [][3]int{{1, 4, 9}, {1, 3, 9}}, ""},                          // the total of what is not told
		{5, [][3]int{{1, 5, 9}, {2, 4, 9}, {3, 3, 9}, {4, 2, 9}}, three}, // the last by subtraction from the day before
		{5, [][3]int{{1, 5, 9}, {2, 4, 9}, {2, 3, 9}, {2, 2, 9}}, ""},    // all three came on one day
		{5, [][3]int{{1, 5, 9}, {2, 4, 9}, {3, 3, 9}, {4, 8, 9}}, ""},
		{1, [][3]int{{1, 5, 9}, {2, 0, 9}}, ""},
		{2, [][3]int{{1, 5, 9}, {2, 1, 9}, {3, 1, 9}, {4, 0, 9}}, ""},
		{2, [][3]int{{1, 5, 9}, {2, 1, 9}, {3, 1, 9}}, "Two rounds have fewer than two answers each, and a total would tell of them."},
	} {
		var rounds []measure.Survey
		for _, r := range c.rounds {
			rounds = append(rounds, measure.Survey{Answers: &record.Answers{Date: when.Date(r[0]), Answered: r[1], Asked: r[2]}})
		}
		v := &veil{minimumGroup: c.group}
		if got := v.fewInTotal(rounds); got != c.want {
			t.Errorf("in groups of %d, of %v: %q, want %q", c.group, c.rounds, got, c.want)
		}
		value := 0.5
		f := v.total(measure.Figure{Value: &value, Numerator: &value, Denominator: &value, Records: []string{"a"}}, rounds)
		if (f.Value == nil) != (c.want != "") || f.Unavailable != c.want || c.want != "" && (f.Numerator != nil || f.Denominator != nil || f.Records != nil) {
			t.Errorf("in groups of %d, of %v: %+v", c.group, c.rounds, f)
		}
	}
}

// TestAnswersOfACohort gives the figure of a cohort no total that would tell of a round
// with too few answers, except to coordinators.
func TestAnswersOfACohort(t *testing.T) {
	for _, c := range []struct {
		audience Audience
		last     int
		told     bool
	}{{Public, 3, true}, {Public, 2, false}, {Public, 0, false}, {Coordinators, 2, true}} {
		files := mini.Files(mini.Defaults + "publish: {minimum_group: 3}\n")
		files["program/cohorts/spring/surveys/2026-03-25-check-in.yaml"] = mini.File("asked: 9\nanswered: 4\n")
		files["program/cohorts/spring/surveys/2026-03-27-check-in.yaml"] = mini.File("asked: 9\nanswered: %d\n", c.last)
		for _, cohort := range Show(input(t, files, c.audience)).Cohorts {
			if f := view.Of(cohort.Figures, string(responseRate)); cohort.ID == "spring" && (f.Value != nil) != c.told {
				t.Errorf("to %d, with %d in the last round: %+v", c.audience, c.last, f)
			}
		}
	}
}

// TestTooFewAnswers says that they are too few, and of none to coordinators that there
// are none.
func TestTooFewAnswers(t *testing.T) {
	for _, c := range []struct {
		group, answered int
		want            string
	}{
		{5, 5, ""}, {5, 4, "Fewer than five answers, so nothing is shown."}, {5, 0, "Fewer than five answers, so nothing is shown."},
		{2, 1, "Fewer than two answers, so nothing is shown."}, {1, 1, ""}, {1, 0, "Nobody has answered this."}, {0, 0, "Nobody has answered this."},
	} {
		if got := (&veil{minimumGroup: c.group}).few(c.answered); got != c.want {
			t.Errorf("in groups of %d, of %d: %q, want %q", c.group, c.answered, got, c.want)
		}
	}
}

// TestEvidenceOfTheLastToldRound passes over a round that too few answered, and tells
// nobody whether it was one or none.
func TestEvidenceOfTheLastToldRound(t *testing.T) {
	const untold = "No round has three answers to this, so nothing is shown."
	for _, c := range []struct {
		audience Audience
		counts   [2]string // of rounds in March
		want     string
	}{
		{Public, [2]string{"{5: 3}", "{1: 4}"}, "0 %"},
		{Public, [2]string{"{5: 3}", "{1: 2}"}, "100 %"},
		{Public, [2]string{"{5: 3}", "{}"}, "100 %"},
		{Public, [2]string{"{5: 2}", "{1: 2}"}, untold},
		{Public, [2]string{"{}", "{}"}, untold},
		{Coordinators, [2]string{"{5: 3}", "{1: 2}"}, "0 of 2"},
		{Coordinators, [2]string{"{5: 3}", "{}"}, "100 %"},
		{Coordinators, [2]string{"{}", "{}"}, "No answer on a scale has come back yet."},
		{Public, [2]string{"", ""}, "No answer on a scale has come back yet."}, // nobody has been asked
	} {
		files := mini.Files(mini.Defaults + "publish: {minimum_group: 3}\n")
		for i, name := range []string{"2026-03-25", "2026-03-27"} {
			file := "program/cohorts/spring/surveys/" + name + "-check-in.yaml"
			if files[file] = mini.File("asked: 9\nanswered: 4\ncounts: {useful: %s}\n", c.counts[i]); c.counts[i] == "" {
				delete(files, file)
			}
		}
		in := input(t, files, c.audience)
		r := newRevealer(in)
		m := r.measured.Cohort("spring")
		for _, x := range m.Expectations {
			if x.Expectation.Evidence.Survey == "" {
				continue
			}
			f := r.figure(r.heard(m, x).Figure, "")
			if got := f.Number + f.Unavailable; got != c.want {
				t.Errorf("to %d, of %v: %q, want %q", c.audience, c.counts, got, c.want)
			}
		}
	}
}
