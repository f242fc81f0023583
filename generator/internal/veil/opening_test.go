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
	const low, high = "asked: 20\nanswered: 20\ncounts: {know: {1: 15, 2: 5}}\n", "asked: 20\nanswered: 20\ncounts: {know: {4: 5, 5: 15}}\n"
	change := func(old, new string) string { return strings.Replace(end, old, new, 1) }
	for name, c := range map[string]struct{ end, first, last, want string }{
		"higher":           {end, low, high, "6 % from 20 people at the start; the difference is +88 points, likely between +"},
		"lower":            {end, high, low, "94 % from 20 people at the start; the difference is −88 points, likely between −"},
		"the same":         {end, low, low, "so the two can't be told apart"},
		"few at the start": {end, few, high, ""},
		"few at the close": {end, low, few, ""},
		"other words":      {change("I know.", "I knew."), low, high, ""},
		"another scale":    {change("I know.", "I know., scale: 10"), low, high, ""},
		"another side":     {change("mentee", "mentor"), low, high, ""},
		"not the close":    {change("at: close", "after: 1w"), low, high, ""},
		"another question": {change("id: know", "id: know2"), low, strings.Replace(high, "know", "know2", 1), ""},
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
