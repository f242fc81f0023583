package veil

import (
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestOpening reads the three sentences of a report in which much or little is known.
func TestOpening(t *testing.T) {
	without := func(part string) func(fstest.MapFS) {
		return func(files fstest.MapFS) {
			maps.DeleteFunc(files, func(name string, _ *fstest.MapFile) bool { return strings.Contains(name, part) })
		}
	}
	const program = "program/programs/career.yaml"
	edit := func(old, new string) func(fstest.MapFS) {
		return func(files fstest.MapFS) {
			files[program] = mini.File("%s", strings.Replace(string(files[program].Data), old, new, 1))
		}
	}
	const soon, stay = "  - {id: soon, statement: Pairs meet soon., metric: time_to_first, target: 14}\n", "  - {id: stay, statement: People stay., target: 0.9, unit: share, better: higher}\n"
	for name, c := range map[string]struct {
		cohort record.CohortID
		change func(fstest.MapFS)
		day    when.Date
		want   string
	}{
		"under way": {"spring", func(fstest.MapFS) {}, mini.Day,
			"3 pairings have started, for 3 of 3 mentees and peers enrolled. 2 of 3 pairings have met: the logs tell of 3 meetings and 0.8 hours. Of two objectives, one is as hoped for and one is likely to be as hoped for."},
		"not begun": {"spring", func(fstest.MapFS) {}, when.Day(2026, 2, 1),
			"No pairing has started yet, and 3 people are enrolled as mentees or peers. No meeting that counts has been logged. Both objectives are without a verdict."},
		"one enrolled": {"spring", func(files fstest.MapFS) { without("enrolments/idbob")(files); without("enrolments/idcyd")(files) }, when.Day(2026, 2, 1),
			"No pairing has started yet, and 1 person is enrolled as a mentee or peer. No meeting that counts has been logged. Both objectives are without a verdict."},
		"nobody enrolled": {"next", without("next/enrolments/"), mini.Day,
			"No pairing has started yet. No meeting that counts has been logged. Both objectives are without a verdict."},
		"none met": {"spring", without("/sessions/"), mini.Day,
			"3 pairings have started, for 3 of 3 mentees and peers enrolled. No meeting that counts has been logged. Of two objectives, one is as hoped for and one is unclear."},
		"without enrolments": {"spring", without("/enrolments/"), mini.Day,
			"3 pairings have started. 2 of 3 pairings have met: the logs tell of 3 meetings and 0.8 hours. Of two objectives, one is as hoped for and one is likely to be as hoped for."},
		"one objective": {"spring", edit(soon, ""), mini.Day, " The one objective is as hoped for."},
		"no objective":  {"spring", edit("objectives:\n"+soon+stay, ""), mini.Day, " The programme has no objectives to hold this to."},
		"over":          {"spring", func(fstest.MapFS) {}, when.Day(2027, 4, 1), ""},
	} {
		files := mini.Files(mini.Defaults)
		c.change(files)
		in := input(t, files, Public)
		in.AsOf = c.day
		report := Report(in, c.cohort)
		said := strings.Join(report.Opening, " ")
		if len(report.Opening) != 3 || !strings.HasSuffix(said, c.want) || (len(report.Funnel) > 0) != (name != "nobody enrolled" && name != "without enrolments") {
			t.Errorf("%s: %q, not %q; %v", name, said, c.want, report.Funnel)
		}
	}
}

// TestJudged counts objectives by their verdicts.
func TestJudged(t *testing.T) {
	for want, verdicts := range map[string][]string{
		"The one objective is unclear.":                                                   {"unclear"},
		"Both objectives are likely to be as hoped for.":                                  {"likely", "likely"},
		"All three objectives are without a verdict.":                                     {"", "", ""},
		"Of three objectives, two are not yet as hoped for and one is without a verdict.": {"not yet", "", "not yet"},
		"Both objectives are not as hoped for.":                                           {"not as hoped for", "not as hoped for"},
		"Of five objectives, one is as hoped for, one is likely to be as hoped for, one is unclear, one is not yet as hoped for and one is without a verdict.": {"", "unclear", "likely", "not yet", "as hoped for"},
	} {
		var all []view.Outcome
		for _, v := range verdicts {
			all = append(all, view.Outcome{Verdict: v})
		}
		if got := judged(all); got != want {
			t.Errorf("%q: %q, not %q", verdicts, got, want)
		}
	}
}

// TestDifference expects the intervals that R. G. Newcombe printed, Interval estimation
// for the difference between independent proportions, Statistics in Medicine 17 (1998),
// table II, method 10.
func TestDifference(t *testing.T) {
	share := func(k, n float64) view.Figure {
		value := k / n
		return view.Figure{Value: &value, Interval: (*view.Interval)(measure.Wilson(k, n))}
	}
	for _, c := range []struct{ a, m, b, n, low, high float64 }{
		{56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090}, {6, 7, 2, 7, 0.0582, 0.8062}, {5, 56, 0, 29, -0.0381, 0.1926},
		{0, 10, 0, 20, -0.1611, 0.2775}, {0, 10, 0, 10, -0.2775, 0.2775}, {10, 10, 0, 20, 0.6791, 1}, {10, 10, 0, 10, 0.6075, 1},
	} {
		for _, sign := range []float64{1, -1} {
			a, b, low, high := share(c.a, c.m), share(c.b, c.n), c.low, c.high
			if sign < 0 {
				a, b, low, high = b, a, -c.high, -c.low
			}
			if gotLow, gotHigh := difference(a, b); math.Abs(gotLow-low) > 2e-4 || math.Abs(gotHigh-high) > 2e-4 {
				t.Errorf("%v of %v less %v of %v, times %v: %v to %v, not %v to %v", c.a, c.m, c.b, c.n, sign, gotLow, gotHigh, low, high)
			}
			if apart(a, b) != (low > 0 || high < 0) {
				t.Errorf("%v to %v: apart is %v", low, high, apart(a, b))
			}
		}
	}
}

// TestSince compares the answers at the close with those at the start, of the same side
// to the same question, where enough came.
func TestSince(t *testing.T) {
	const start, end = "  - {id: before, title: Before, for: mentee, at: start, questions: [{id: know, text: I know.}]}\n", "  - {id: after, title: After, for: mentee, at: close, questions: [{id: know, text: I know.}]}\n"
	const few = "asked: 9\nanswered: 4\ncounts: {know: {1: 4}}\n"
	const few20 = "asked: 20\nanswered: 20\ncounts: {know: {1: 4}}\n"
	const low, high = "asked: 20\nanswered: 20\ncounts: {know: {1: 15, 2: 5}}\n", "asked: 20\nanswered: 20\ncounts: {know: {4: 5, 5: 15}}\n"
	change := func(old, new string) string { return strings.Replace(end, old, new, 1) }
	for name, c := range map[string]struct{ end, first, last, want string }{
		"higher":                 {end, low, high, "6 % from 20 people at the start; the difference is +88 points, likely between +"},
		"lower":                  {end, high, low, "94 % from 20 people at the start; the difference is −88 points, likely between −"},
		"the same":               {end, low, low, "so the two can't be told apart"},
		"few at the start":       {end, few, high, ""},
		"few at the close":       {end, low, few, ""},
		"other words":            {change("I know.", "I knew."), low, high, ""},
		"another scale":          {change("I know.", "I know., scale: 10"), low, high, ""},
		"another side":           {change("mentee", "mentor"), low, high, ""},
		"not the close":          {change("at: close", "after: 1w"), low, high, ""},
		"few to this question":   {end, few20, high, ""},
		"few to it at the close": {end, low, few20, ""},
		"another question":       {change("id: know", "id: know2"), low, strings.Replace(high, "know", "know2", 1), ""},
	} {
		files := mini.Files(mini.Defaults)
		const program = "program/programs/career.yaml"
		files[program] = mini.File("%s", strings.Replace(string(files[program].Data), "surveys:\n", "surveys:\n"+start+c.end, 1))
		files["program/cohorts/spring/surveys/2026-03-03-before.yaml"] = mini.File("%s", c.first)
		files["program/cohorts/spring/surveys/2026-03-28-after.yaml"] = mini.File("%s", c.last)
		var said []string
		for _, voice := range Report(input(t, files, Public), "spring").Voices {
			for _, line := range voice.Lines {
				said = append(said, line.Of)
			}
		}
		if found := slices.ContainsFunc(said, func(words string) bool { return strings.Contains(words, "at the start") }); found != (c.want != "") || !strings.Contains(strings.Join(said, "\n"), c.want) {
			t.Errorf("%s: %q, not %q", name, said, c.want)
		}
	}
}

// TestSinceALaterStart compares nothing with answers that came no earlier, nor with a round of
// which the programme says nothing.
func TestSinceALaterStart(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	question := record.Question{ID: "know", Text: "I know.", Scale: 5}
	round := func(at record.Moment, date when.Date, value float64) measure.Survey {
		answer := measure.Answer{Question: question, N: 20}
		answer.Satisfaction.Value, answer.Satisfaction.Interval = &value, measure.Wilson(20*value, 20)
		return measure.Survey{Definition: &record.Survey{At: at}, Answers: &record.Answers{Date: date, Answered: 20}, Questions: []measure.Answer{answer}}
	}
	last := round(record.AtClose, mini.Day, 0.5)
	unknown := round(record.AtStart, mini.Day-9, 0.5)
	unknown.Definition = nil
	for name, c := range map[string]struct {
		first measure.Survey
		told  bool
	}{
		"the day before": {round(record.AtStart, mini.Day-1, 0.5), true}, "the same day": {round(record.AtStart, mini.Day, 0.5), false},
		"unknown": {unknown, false}, "another close": {round(record.AtClose, mini.Day-9, 0.5), false},
	} {
		if got := r.since(&measure.Cohort{Surveys: []measure.Survey{c.first, last}}, last, last.Questions[0]); (got != "") != c.told {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := r.since(&measure.Cohort{Surveys: []measure.Survey{round(record.AtStart, 1, 0.5)}}, unknown, last.Questions[0]); got != "" {
		t.Errorf("of a round of which the programme says nothing: %q", got)
	}
}

// TestPoints counts one in the singular, on either side of nothing.
func TestPoints(t *testing.T) {
	for x, want := range map[float64]string{0: "0 points", 0.4: "0 points", 0.6: "+1 point", 1: "+1 point", -1: "−1 point", 2: "+2 points", -12.5: "−13 points"} {
		if got := points(x); got != want {
			t.Errorf("%v is %q, not %q", x, got, want)
		}
	}
}

// TestWhetherTheTwoCanBeToldApart says so beside the difference of two means.
func TestWhetherTheTwoCanBeToldApart(t *testing.T) {
	mean := func(value, n float64) view.Figure {
		f := view.Figure{Metric: view.Metric{Unit: "share"}, Value: &value, Interval: (*view.Interval)(measure.Wilson(n*value, n)), Of: "from so many"}
		f.Number = view.Percentage(value)
		return f
	}
	const start = "50 % from so many at the start; the difference is "
	for want, is := range map[string]view.Figure{
		start + "+1 point, likely between −20 and +22 points, so the two can't be told apart": mean(0.51, 40),
		start + "+45 points, likely between +26 and +60 points":                               mean(0.95, 40),
	} {
		if got := moved(mean(0.5, 40), is); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
