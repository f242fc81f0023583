package site

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// ptr is a value that may be missing.
func ptr[T any](value T) *T { return &value }

// measured is a figure with all that it can have.
func measured(id string) view.Figure {
	return view.Figure{Metric: view.Metric{ID: id, Name: "Name of " + id, Unit: "ratio"}, Value: ptr(0.5), Numerator: ptr(1.0), Denominator: ptr(2.0),
		Interval: &view.Interval{Low: 0.25, High: 0.75, Method: "wilson"}, AsOf: when.Day(2026, 3, 10),
		Records: []view.Record{{Path: "program/cohorts/spring/pairings/lapwing/sessions/1.md"}, {Path: "program/cohorts/spring/pairings/lapwing/pairing.yaml"}, {Path: "program/site.yaml"}}}
}

// wholeCohort is a cohort with something in each of its tables.
func wholeCohort() *view.Cohort {
	lacking := view.Figure{Metric: view.Metric{ID: "lacking", Name: "Lacking", Unit: "days"}, Unavailable: "Nobody knows."}
	c := &view.Cohort{ID: "spring", Started: 2, Program: &view.Program{ID: "career"}, Figures: []view.Figure{measured("met"), lacking},
		Gatherings: []view.Gathering{{Title: "Lunch", On: when.Day(2026, 3, 9), Came: ptr(17), Length: "1 h"}, {Title: "Call", On: when.Day(2026, 3, 2)}},
		Topics:     []view.TopicBalance{{Topic: "Writing", Sought: 2, Offered: 3}},
		Load:       []view.MentorLoad{{Mentor: view.Who{Words: "Ada"}, Has: 1, Of: 2, Pairings: []view.Link{{Words: "lapwing"}, {Words: "tern"}}}},
		Retention:  []view.Survival{{Week: 1, AtRisk: 6, Endings: 2, Censored: 3, Share: 0.75}},
		Earlier:    &view.Comparison{Age: 9, Cohorts: []view.Snapshot{{ID: "winter", On: when.Day(2025, 3, 10), Figures: []view.Figure{measured("met"), lacking}}}},
		Before:     view.Snapshot{ID: "spring", On: when.Day(2026, 2, 10), Figures: []view.Figure{lacking}}}
	c.Pairings = []*view.Pairing{{ID: "lapwing", Title: "Work", Summary: "What", State: "active", Health: &view.Health{State: "quiet"}, Started: when.Day(2026, 3, 2), Last: when.Day(2026, 3, 9),
		Links:   []view.Link{{Words: "Plan", Address: "https://a.example"}, {Words: "Notes", Path: "a b.html"}},
		Members: []view.Member{{Who: view.Who{Words: "Ada", Party: "mentor"}}, {Who: view.Who{Words: "Bob", Party: "mentee"}}, {Who: view.Who{Words: "Cyd", Party: "mentee"}}, {Who: view.Who{Words: "Dot", Party: "peer"}}},
		Figures: []view.Figure{measured("met"), lacking},
		Sessions: []view.Session{{Meeting: view.Meeting{On: when.Day(2026, 3, 3), Held: true, Counted: true}, Came: 2, Length: "1 h", Format: "call", Topics: []string{"a", "b"}},
			{Meeting: view.Meeting{On: when.Day(2026, 3, 9)}}}},
		{ID: "tern", State: "ended", Health: &view.Health{}, Ended: when.Day(2026, 3, 10), Figures: []view.Figure{lacking, measured("met")}}}
	return c
}

// TestTablesOfACohort writes each of its tables, with empty cells for what is not known.
func TestTablesOfACohort(t *testing.T) {
	t.Parallel()
	want := map[string][][]string{
		"pairings": {{"pairing", "title", "mentors", "mentees", "peers", "state", "health", "started", "ended", "last_met", "met", "lacking"},
			{"lapwing", "Work", "Ada", "Bob|Cyd", "Dot", "active", "quiet", "2026-03-02", "", "2026-03-09", "0.5", ""},
			{"tern", "", "", "", "", "ended", "", "", "2026-03-10", "", "", "0.5"}},
		"metrics": {{"metric", "name", "unit", "value", "numerator", "denominator", "low", "high", "method", "as_of", "unavailable"},
			{"met", "Name of met", "ratio", "0.5", "1", "2", "0.25", "0.75", "wilson", "2026-03-10", ""},
			{"lacking", "Lacking", "days", "", "", "", "", "", "", "", "Nobody knows."}},
		"sessions": {{"pairing", "date", "held", "counted", "came", "length", "format", "topics"},
			{"lapwing", "2026-03-03", "true", "true", "2", "1 h", "call", "a|b"}, {"lapwing", "2026-03-09", "false", "false", "0", "", "", ""}},
		"gatherings": {{"date", "title", "came", "length"}, {"2026-03-09", "Lunch", "17", "1 h"}, {"2026-03-02", "Call", "", ""}},
		"topics":     {{"topic", "sought", "offered"}, {"Writing", "2", "3"}},
		"mentors":    {{"mentor", "taken", "offered", "pairings"}, {"Ada", "1", "2", "lapwing|tern"}},
		"retention":  {{"week", "at_risk", "ended", "censored", "share", "low", "high", "method"}, {"1", "6", "2", "3", "0.75", "", "", ""}},
		"earlier": {{"metric", "cohort", "as_of", "value", "numerator", "denominator", "low", "high", "method"},
			{"met", "winter", "2025-03-10", "0.5", "1", "2", "0.25", "0.75", "wilson"}, {"lacking", "winter", "2025-03-10", "", "", "", "", "", ""}},
	}
	got := map[string][][]string{}
	for _, table := range tablesOf(wholeCohort()) {
		got[table.name] = append([][]string{table.head}, table.rows...)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if all := tablesOf(&view.Cohort{Figures: []view.Figure{measured("met")}}); len(all) > 0 {
		t.Errorf("of a cohort that has not started: %v", all)
	}
}

// TestPartsOfATable have room for twice what a page has, and are numbered after it.
func TestPartsOfATable(t *testing.T) {
	t.Parallel()
	c := &view.Cohort{ID: "spring", Topics: []view.TopicBalance{{Topic: "aa"}, {Topic: "bb"}, {Topic: "cc"}}}
	weight := weightOfRow([]string{"aa", "0", "0"})
	for most, want := range map[int][]view.Link{
		2 * weight: {{Words: "topics", Path: "exports/spring-topics.csv"}},
		weight:     {{Words: "topics", Path: "exports/spring-topics.csv"}, {Words: "topics/2", Path: "exports/spring-topics/2.csv"}},
	} {
		b := &builder{most: most, exports: map[string][]view.Link{}}
		b.addExports(c)
		if diff := cmp.Diff(want, b.exports["spring"]); diff != "" || len(b.outputs) != len(want) {
			t.Errorf("%d files: -want +got:\n%s", len(b.outputs), diff)
		}
		if got := rendered(t, b.outputs[len(want)-1]); got[:len("topic,sought,offered\n")] != "topic,sought,offered\n" {
			t.Errorf("the last part begins with %q", got)
		}
	}
	if got := weightOfRow([]string{"a", `"`}); got != 1+4+5 {
		t.Errorf("a row weighs %d", got)
	}
	page := cohortFrame{Exports: []view.Link{{Words: "topics"}, {Words: "topics/2"}, {Words: "topic"}}}
	if got := page.Export("topics"); len(got) != 2 || got[1].Words != "topics/2" {
		t.Errorf("the ways to the topics are %v", got)
	}
}

// TestACohortAsData has each of its figures and what they are beside, in full.
func TestACohortAsData(t *testing.T) {
	t.Parallel()
	c := wholeCohort()
	period := &view.Recent{Slug: "4-weeks", From: when.Day(2026, 2, 10), To: when.Day(2026, 3, 10), Flows: []view.Figure{measured("met")}}
	period.Before = [2]view.Snapshot{{ID: "spring", From: when.Day(2026, 1, 13), On: when.Day(2026, 2, 10)}, {ID: "spring", On: when.Day(2026, 2, 10)}}
	c.Recent = []*view.Recent{period}
	met := figureJSON{Metric: "met", Value: ptr(0.5), Numerator: ptr(1.0), Denominator: ptr(2.0), Interval: measured("met").Interval,
		Records: []string{"program/cohorts/spring/pairings/lapwing/sessions/1.md", "program/cohorts/spring/pairings/lapwing/pairing.yaml", "program/site.yaml"}}
	lacking := figureJSON{Metric: "lacking", Records: []string{}, Unavailable: "Nobody knows."}
	want := cohortJSON{Cohort: "spring", Program: "career", Figures: []figureJSON{met, lacking}, Age: 9,
		Before: &snapshotJSON{Cohort: "spring", AsOf: "2026-02-10", Figures: []figureJSON{lacking}},
		AtAge:  []snapshotJSON{{Cohort: "winter", AsOf: "2025-03-10", Figures: []figureJSON{met, lacking}}},
		Periods: []periodJSON{{"4-weeks", []snapshotJSON{{"spring", "2026-02-10", "2026-03-10", []figureJSON{met}}, {"spring", "", "2026-03-10", []figureJSON{}}},
			[]snapshotJSON{{"spring", "2026-01-13", "2026-02-10", []figureJSON{}}, {"spring", "", "2026-02-10", []figureJSON{}}}}},
		Gatherings: []gatheringJSON{{"2026-03-09", "Lunch", ptr(17)}, {"2026-03-02", "Call", nil}}}
	if diff := cmp.Diff(want, newCohortJSON(c)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := newCohortJSON(&view.Cohort{ID: "next"}); got.Before != nil || got.Program != "" || got.AtAge != nil || got.Figures == nil {
		t.Errorf("a bare cohort is %+v", got)
	}
	short := met
	short.Records = []string{"program/cohorts/spring/pairings/lapwing", "program/site.yaml"}
	for detailed, figure := range map[bool]figureJSON{true: met, false: short} {
		want := []pairingJSON{{Pairing: "lapwing", Title: "Work", Summary: "What", State: "active", Health: ptr("quiet"), Links: []linkJSON{{"Plan", "https://a.example"}, {"Notes", "a%20b.html"}}, Figures: []figureJSON{figure, lacking}},
			{Pairing: "tern", State: "ended", Figures: []figureJSON{lacking, figure}}}
		if diff := cmp.Diff(want, newPairingsJSON(c.Pairings, detailed)); diff != "" {
			t.Errorf("detailed %t: -want +got:\n%s", detailed, diff)
		}
	}
	more := measured("met")
	more.More = 1
	if got := newPairingsJSON([]*view.Pairing{{Figures: []view.Figure{more, measured("b")}}}, false)[0].Figures; len(got[0].Records) != 3 || len(got[1].Records) != 2 {
		t.Errorf("where the page leaves records out: %v", got)
	}
}

// TestFoldersOfPairings are told from other records by their paths.
func TestFoldersOfPairings(t *testing.T) {
	t.Parallel()
	const folder = "program/cohorts/spring/pairings/lapwing"
	for file, want := range map[string]string{folder + "/pairing.yaml": folder, folder + "/sessions/1.md": folder, folder: folder, "program/cohorts/spring/enrolments/ada.yaml": "program/cohorts/spring/enrolments/ada.yaml",
		"program/cohorts/spring/surveys/a/b.yaml": "program/cohorts/spring/surveys/a/b.yaml", "program/site.yaml": "program/site.yaml", "": ""} {
		if got := pairingFolder(file); got != want {
			t.Errorf("%s: %s", file, got)
		}
	}
}

// TestOtherData is the index, a network, a list, a matching and what a programme is worth.
func TestOtherData(t *testing.T) {
	t.Parallel()
	b := &builder{shown: &view.Programme{AsOf: when.Day(2026, 3, 10), Revision: "abc", Programs: []*view.Program{{ID: "b"}, {ID: "a"}}, Cohorts: []*view.Cohort{{ID: "d"}, {ID: "c"}}, Counts: view.Counts{People: 3},
		ROIs: []*view.ROI{{Program: &view.Program{ID: "a"}, From: when.Day(2025, 3, 10), To: when.Day(2026, 3, 10), Currency: "EUR", Missing: []string{"rate"}, Figures: []view.Figure{measured("met")},
			Cases: []view.ROICase{{Name: "low", Numbers: view.ROINumbers{Cost: ptr(1.0)}}, {Name: "base"}}}}}}
	figure := figuresJSON([]view.Figure{measured("met")})
	hours := 1.5
	alone := tiedItem{alone: &view.Alone{Who: view.Who{Words: "Cyd"}, Cohorts: []view.Link{{Words: "Spring"}}}}
	tied := tiedItem{Tied: &view.Tied{Who: view.Who{Words: "Ada", Path: "people/ada.html"}, N: 1, Mentor: true, Became: true, To: []view.Who{{}, {}}, Meetings: 3, Hours: &hours, Units: []string{"u"}},
		ties: []*view.Tie{{A: 1, B: 2, Mentor: 1, Kinds: []string{"mentoring"}, Meetings: 3, Hours: &hours, StrengthWord: "light", Cohorts: []view.Link{{Words: "Spring"}}}, {A: 1, B: 3, Kinds: []string{"peers"}, StrengthWord: "unmet"}}}
	look := view.Look{CohortID: "c", Pairing: view.Link{Words: "lapwing"}, ID: "ada", Person: &view.Who{Party: "mentor"}, Kind: "silence", Also: []string{"x"}, Words: "w", Urgency: "soon", Seen: "s", Step: "ask", Next: "Ask.",
		Records: []view.Record{{Path: "r"}}, Until: when.Day(2026, 4, 1), Note: "n"}
	lookData := lookJSON{Cohort: "c", Pairing: "lapwing", Person: "ada", Party: "mentor", Kind: "silence", Also: []string{"x"}, Words: "w", Urgency: "soon", Seen: "s", Records: []string{"r"}, Next: "ask"}
	resting := lookData
	resting.Snoozed = &snoozeJSON{when.Day(2026, 4, 1), "n"}
	for _, c := range []struct{ want, got any }{
		{indexJSON{when.Day(2026, 3, 10), ptr("abc"), []string{"a", "b"}, []string{"c", "d"}, view.Counts{People: 3}}, b.indexJSON()},
		{roiJSON{"2026-03-10", []worthJSON{{"a", "2025-03-10", "2026-03-10", "EUR", figure, map[string]view.ROINumbers{"low": {Cost: ptr(1.0)}, "base": {}}, []string{"rate"}}}}, b.roiJSON()},
		{tiesJSON{People: []tiedJSON{{N: 1, Name: "Ada", Page: ptr("people/ada.html"), Mentor: true, Became: true, Tied: 2, Meetings: 3, Hours: &hours, Units: []string{"u"}}, {N: 2}},
			Ties:  []tieJSON{{1, 2, []string{"mentoring"}, ptr(1), 3, &hours, "light", []string{"Spring"}}, {1, 3, []string{"peers"}, nil, 0, nil, "unmet", []string{}}},
			Alone: []aloneJSON{{"Cyd", []string{"Spring"}}}}, newTiesJSON([]tiedItem{{head: 5}, tied, {Tied: &view.Tied{N: 2}}, alone})},
		{[]lookJSON{lookData, {Cohort: "c", Kind: "k"}, resting}, newLooksJSON([]lookItem{{look, false}, {view.Look{CohortID: "c", Kind: "k"}, false}, {look, true}})},
		{matchingJSON{"next", []matchedJSON{{"kite", []string{"Ada"}, []string{"Bob"}, []string{"Cyd"}, []string{"t"}}, {"", []string{}, []string{}, []string{}, []string{}}}},
			newMatchingJSON(&view.Matching{ID: "next", Pairs: []view.Matched{{Pairing: view.Link{Words: "kite"}, Mentors: []view.Who{{Words: "Ada"}}, Mentees: []view.Who{{Words: "Bob"}}, Peers: []view.Who{{Words: "Cyd"}}, Topics: []string{"t"}}, {}}})},
	} {
		if diff := cmp.Diff(c.want, c.got, cmp.AllowUnexported(tiesJSON{})); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
	b.shown.Revision = ""
	if b.indexJSON().Revision != nil {
		t.Error("an unknown commit is told")
	}
}

// TestEvidenceAsData is each expectation with what every cohort shows of it; where that is
// too much for a file, the figures are in a file of each cohort, which the first names.
func TestEvidenceAsData(t *testing.T) {
	t.Parallel()
	role := &view.Role{ID: "mentor", Expectations: []view.Expectation{
		{ID: "meet", Statement: "Meets.", Kind: "metric", Metric: &view.Metric{ID: "met"}, AtLeast: ptr(0.5), Ledger: []view.Evidence{{CohortID: "b", Reached: ptr(true), Figure: measured("met")}, {CohortID: "a", Figure: measured("met")}}},
		{ID: "listen", Kind: "survey", Survey: "half", Question: "heard", Ledger: []view.Evidence{{CohortID: "b", Figure: measured("heard")}}}, {ID: "care", Kind: "none"}}}
	met, heard := figuresJSON([]view.Figure{measured("met")})[0], figuresJSON([]view.Figure{measured("heard")})[0]
	expected := func(cohorts ...[]evidenceJSON) []expectationJSON {
		return []expectationJSON{{Role: "mentor", Expectation: "meet", Statement: "Meets.", Evidence: "metric", Metric: "met", AtLeast: ptr(0.5), Cohorts: cohorts[0]},
			{Role: "mentor", Expectation: "listen", Evidence: "survey", Survey: "half", Question: "heard", Cohorts: cohorts[1]}, {Role: "mentor", Expectation: "care", Evidence: "none", Cohorts: []evidenceJSON{}}}
	}
	files := func(most int) map[string][]expectationJSON {
		b := &builder{most: most, divided: map[string]bool{}, shown: &view.Programme{Roles: []*view.Role{role}}}
		b.addExpectationsAPI()
		if b.divided[view.ExpectationsPath] != (len(b.outputs) > 1) {
			t.Errorf("of %d files the first names others: %t", len(b.outputs), b.divided[view.ExpectationsPath])
		}
		all := map[string][]expectationJSON{}
		for _, o := range b.outputs {
			all[o.Path] = read[[]expectationJSON](t, rendered(t, o))
		}
		return all
	}
	whole := expected([]evidenceJSON{{Cohort: "b", Reached: ptr(true), Figure: &met}, {Cohort: "a", Figure: &met}}, []evidenceJSON{{Cohort: "b", Figure: &heard}})
	if diff := cmp.Diff(map[string][]expectationJSON{view.ExpectationsPath: whole}, files(9000)); diff != "" {
		t.Errorf("in one file: -want +got:\n%s", diff)
	}
	a, b := view.ExpectationsOf("a"), view.ExpectationsOf("b")
	first := expected([]evidenceJSON{{Cohort: "b", Reached: ptr(true), File: b}, {Cohort: "a", File: a}}, []evidenceJSON{{Cohort: "b", File: b}})
	inA, inB := expected([]evidenceJSON{{Cohort: "a", Figure: &met}}, nil)[:1], expected([]evidenceJSON{{Cohort: "b", Reached: ptr(true), Figure: &met}}, []evidenceJSON{{Cohort: "b", Figure: &heard}})[:2]
	if diff := cmp.Diff(map[string][]expectationJSON{view.ExpectationsPath: first, a: inA, b: inB}, files(1500)); diff != "" {
		t.Errorf("in several: -want +got:\n%s", diff)
	}
}
