package veil

import (
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestWhatARatioIsOf calls one and many by their nouns, and few without a number, which is the
// figure's own then.
func TestWhatARatioIsOf(t *testing.T) {
	ratio := func(metric string, n, of float64) view.Figure {
		return view.Figure{Metric: view.Metric{ID: metric}, Numerator: &n, Denominator: &of}
	}
	for _, c := range []struct {
		figure view.Figure
		whole  [2]string
		want   string
	}{
		{view.Figure{}, [2]string{"goal", "goals"}, ""},
		{ratio("satisfaction", 1, 1), [2]string{}, "from 1 person"},
		{ratio("satisfaction", 1, 4), [2]string{}, "from 4 people"},
		{ratio("goal_progress", 0, 1), [2]string{"goal", "goals"}, "goal"},
		{ratio("goal_progress", 0, 2), [2]string{"goal", "goals"}, "goals"},
		{ratio("goal_progress", 2, 3), [2]string{"goal", "goals"}, "2 of 3 goals"},
		{ratio("completed", 2, 3), [2]string{}, "2 of 3"},
	} {
		if got := strings.ReplaceAll(ofWords(c.figure, c.whole), "\u00a0", " "); got != c.want {
			t.Errorf("%q, not %q", got, c.want)
		}
	}
}

// TestHowAFigureReads gives few their numbers, none a reason, and what has no definition here
// the one that it brings.
func TestHowAFigureReads(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	r.addMetrics()
	half, one, two := 0.5, 1.0, 2.0
	f := r.figure(measure.Figure{Metric: measure.Metric{ID: "own", Name: "Own", Unit: "share", Better: measure.Higher, Definition: "Said."}, Value: &half, Numerator: &one, Denominator: &two}, "a.json")
	if f.Number != "1 of 2" || f.Label != "Own" || f.Metric != (view.Metric{ID: "own", Name: "Own", Unit: "share", Better: "higher", Definition: "Said."}) || f.API != "a.json" || f.AsOf != mini.Day {
		t.Errorf("%+v", f)
	}
	for unavailable, want := range map[string]string{"": "Not available.", "nobody has met": "Nobody has met"} {
		f := r.figure(measure.Figure{Metric: measure.Metric{ID: "met"}, Unavailable: unavailable, Interval: &measure.Interval{}}, "")
		if f.Unavailable != want || f.Label == "" || f.Metric.Definition == "" || f.Interval != nil || f.Number != "" {
			t.Errorf("%q: %+v", unavailable, f)
		}
	}
}

// TestRhythms calls the stretches of a rhythm by what they are, and several kinds times.
func TestRhythms(t *testing.T) {
	window := func(n int, unit when.Unit, outcome measure.Outcome) measure.Window {
		return measure.Window{Every: when.Interval{N: n, Unit: unit}, Outcome: outcome}
	}
	week, month := window(1, when.Weeks, measure.Kept), window(1, when.Months, measure.Missed)
	for _, c := range []struct {
		windows [][]measure.Window
		want    [2]string
	}{
		{nil, [2]string{"time", "times"}},
		{[][]measure.Window{{week, week}, {week}}, [2]string{"week", "weeks"}},
		{[][]measure.Window{{month}}, [2]string{"month", "months"}},
		{[][]measure.Window{{window(2, when.Weeks, measure.Kept)}}, [2]string{"fortnight", "fortnights"}},
		{[][]measure.Window{{window(3, when.Weeks, measure.Kept)}}, [2]string{"stretch of 3 weeks", "stretches of 3 weeks"}},
		{[][]measure.Window{{window(2, when.Months, measure.Kept)}}, [2]string{"stretch of 2 months", "stretches of 2 months"}},
		{[][]measure.Window{{week}, {month}}, [2]string{"time", "times"}},
		{[][]measure.Window{{window(1, when.Months, ""), week}}, [2]string{"week", "weeks"}}, // one that does not count
	} {
		var pairings []*measure.Pairing
		for _, w := range c.windows {
			pairings = append(pairings, &measure.Pairing{Windows: w})
		}
		got := rhythmOf(pairings)
		for i := range got {
			got[i] = strings.ReplaceAll(got[i], "\u00a0", " ")
		}
		if got != c.want {
			t.Errorf("%q, not %q", got, c.want)
		}
	}
}

// TestRecordsThatMayBeTold are each there once, in order, and by their folder where their name
// may not be told.
func TestRecordsThatMayBeTold(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	var got []string
	for _, rec := range r.records([]string{"program/topics/knots.yaml", "program/people/idbob.yaml", "program/people/idada.yaml", "program/roles/mentor.yaml"}) {
		got = append(got, strings.TrimPrefix(rec.Address, atRepo))
	}
	if want := []string{"tree/main/program/people", "blob/main/program/roles/mentor.yaml", "blob/main/program/topics/knots.yaml"}; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}

// TestWordsOfRecords are the folder that matters to a reader and the name in it.
func TestWordsOfRecords(t *testing.T) {
	const spring = "program/cohorts/spring/"
	for file, want := range map[string][2]string{
		spring + "cohort.yaml":                             {"spring", "cohort"},
		spring + "pairings":                                {"spring", "all pairings"},
		spring + "pairings/lapwing/pairing.yaml":           {"lapwing", "pairing"},
		spring + "pairings/lapwing/sessions/2026-03-03.md": {"lapwing", "2026-03-03"},
		spring + "pairings/lapwing/actions/done.yaml":      {"lapwing", "done"},
		"program/people":                                   {"program", "all people"},
		spring + "surveys/2026-03-25-check-in.yaml":        {"surveys", "2026-03-25-check-in"},
	} {
		if folder, name := recordWords(file); [2]string{folder, name} != want {
			t.Errorf("%s is %q in %q, not %q", file, name, folder, want)
		}
	}
}

// TestTopicsByName calls a topic that is in no record by its id.
func TestTopicsByName(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	if got := r.topicNames([]record.TopicID{"tides", "gone", "knots"}); !slices.Equal(got, []string{"Tidetopicword", "gone", "Knots"}) {
		t.Errorf("%q", got)
	}
}
