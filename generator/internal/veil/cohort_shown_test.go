package veil

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// cohortOf shows a cohort of a programme.
func cohortOf(t *testing.T, in Input, id string) *view.Cohort {
	t.Helper()
	cohorts := Show(in).Cohorts
	i := slices.IndexFunc(cohorts, func(c *view.Cohort) bool { return c.ID == id })
	if i < 0 {
		t.Fatalf("there is no cohort %s", id)
	}
	return cohorts[i]
}

// TestWhatIsShownOfACohort is its days, its people and its numbers, and to coordinators alone
// who waits and how full mentors are.
func TestWhatIsShownOfACohort(t *testing.T) {
	boss := []view.Who{{Words: "Nameboss Firthboss", Path: "people/idboss.html"}}
	milestone := view.PlannedDay{ID: "milestone/met", Name: "Met for the first time", On: day(9, 14), About: "A milestone, for pairings that started on the first day of the cohort. Others have it later. It is for the mentee to see to."}
	want := view.Cohort{ID: "next", Name: "Autumn 2026", Path: "cohorts/next/index.html", Starts: day(9, 7), Ends: day(12, 7), State: "open", Words: "open to join",
		Coordinators: boss, ToAsk: boss, Opens: day(3, 1), Closes: day(8, 1),
		Planned:  []view.PlannedDay{milestone, {ID: "survey/check-in/1", Name: "How is it going?", On: day(10, 7), About: "The survey of the mentees is due."}},
		Funnel:   []view.Stage{{Name: "Enrolled", Count: 3}, {Name: "Matched"}, {Name: "Met"}, {Name: "Met three times"}, {Name: "Completed"}},
		States:   []view.Count{{Words: "proposed", Count: 1}},
		Topics:   []view.TopicBalance{{Topic: "Knots", Sought: 2, Offered: 1}, {Topic: "Tidetopicword", Sought: 1}},
		Matching: view.Link{Words: "Matching", Path: "cohorts/next/matching.html"}}
	full := want
	full.Topics = []view.TopicBalance{{Topic: "Knots", Sought: 3, Offered: 1}, {Topic: "Tidetopicword", Sought: 1}}
	full.Load = []view.MentorLoad{{Mentor: person("ada", record.Mentors), Of: 2}}
	full.Waiting = []view.Who{person("bob", record.Mentees), person("cyd", record.Mentees), person("dot", record.Mentees), person("eve", record.Peers)}
	full.Funnel = slices.Clone(want.Funnel)
	full.Funnel[0].Count, want.Funnel[0].Count = 4, 4
	files := mini.Files(mini.Everything)
	files["program/cohorts/next/enrolments/ideve.yaml"] = mini.File("peer: {topics: []}\n")
	for audience, want := range map[Audience]view.Cohort{Public: want, Coordinators: full} {
		got := *cohortOf(t, input(t, files, audience), "next")
		got.Program, got.Figures, got.Pairings, got.Objectives, got.Evidence = nil, nil, nil, nil, nil
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("to %d: %s", audience, diff)
		}
	}
	spring := cohortOf(t, input(t, files, Coordinators), "spring")
	if got := fmt.Sprint(spring.Daily, spring.States, spring.Started, spring.Week, spring.Weeks, spring.Load); got != "[{2026-03-03 1} {2026-03-04 1} {2026-03-10 1}] [{active 2} {ended early 1}] 3 5 14 [{{Nameada Firthada people/idada.html mentor} 2 2 "+
		"[{idada-iddot cohorts/spring/pairings/idada-iddot.html  } {lapwing cohorts/spring/pairings/lapwing.html  }]}]" {
		t.Errorf("of the cohort that runs: %s", got)
	}
	if got := fmt.Sprint(spring.Lessons); got != "[{2026-03-27 There is a page on what to bring. } {2026-03-25 The drop-in begins at six. Two mentees asked for a later hour.}]" {
		t.Errorf("the lessons are %s", got)
	}
}

// TestHowACohortStands calls over what its record does not call closed yet.
func TestHowACohortStands(t *testing.T) {
	for _, c := range []struct {
		state string
		day   when.Date
		want  string
	}{
		{"running", day(6, 1), "running, running, over: false"},
		{"running", day(6, 2), "closed, over, and not closed yet, over: true"},
		{"closed", day(6, 2), "closed, closed, over: true"},
		{"closed", day(6, 1), "closed, closed, over: false"},
	} {
		files := mini.Files(mini.Defaults)
		files[cohortFile].Data = []byte(replaced(string(files[cohortFile].Data), "state: running", "state: "+c.state))
		in := input(t, files, Public)
		in.AsOf = c.day
		shown := cohortOf(t, in, "spring")
		if got := fmt.Sprintf("%s, %s, over: %t", shown.State, shown.Words, shown.Over); got != c.want {
			t.Errorf("%s on %s: %q, not %q", c.state, c.day, got, c.want)
		}
		if runs := c.state == "running" && c.day == day(6, 1); (len(shown.Recent) > 0) != runs || (shown.Before.ID != "") != runs {
			t.Errorf("%s on %s has %d periods", c.state, c.day, len(shown.Recent))
		}
	}
}

// TestWeekOf counts weeks from the first day to the last, of a cohort that runs.
func TestWeekOf(t *testing.T) {
	running := &record.Cohort{State: record.CohortRunning, Starts: 100, Ends: 113}
	for d, want := range map[when.Date]string{99: "0 0", 100: "1 2", 106: "1 2", 107: "2 2", 113: "2 2", 114: "0 0"} {
		week, of := weekOf(running, d)
		if got := fmt.Sprint(week, of); got != want {
			t.Errorf("on day %d it is week %s, not %s", d, got, want)
		}
	}
	if week, _ := weekOf(&record.Cohort{State: record.CohortClosed, Starts: 100, Ends: 113}, 100); week != 0 {
		t.Errorf("a closed cohort is in week %d", week)
	}
}

// TestACohortWithoutItsProgramme is shown all the same, with nothing of the programme.
func TestACohortWithoutItsProgramme(t *testing.T) {
	files := mini.Files(mini.Everything)
	files[cohortFile].Data = []byte(replaced(string(files[cohortFile].Data), "program: career", "program: gone"))
	in := flawed(t, files)
	shown := cohortOf(t, in, "spring")
	if shown.Program != nil || shown.Coordinators != nil || shown.ToAsk != nil || shown.Planned != nil || shown.Objectives != nil || shown.Evidence != nil || len(shown.Pairings) != 3 {
		t.Errorf("%+v", shown)
	}
	if p := shown.Pairings[1]; p.ID != "lapwing" || p.Log == nil || p.Log.Template != "" || p.Log.Mail != "" || p.Health != nil {
		t.Errorf("%+v", p)
	}
	if report := Report(in, "spring"); report.Programme != "" || report.Purpose != "" {
		t.Errorf("the report is of %q", report.Programme)
	}
}

// TestPeriodsOfACohort list what goes on, with the meetings of the period.
func TestPeriodsOfACohort(t *testing.T) {
	for _, s := range cohortOf(t, input(t, mini.Files(mini.Everything), Public), "spring").Recent {
		got := fmt.Sprint(s.Path, " ", s.From, " ", s.To, " ", s.Daily, " ", s.Before[0].From, " ", s.Before[0].On, " ", s.Before[1].On)
		for _, p := range s.Pairings {
			got += fmt.Sprint(" ", p.Pairing.ID, " ", p.Held)
		}
		want := map[string]string{
			"4-weeks":  "cohorts/spring/4-weeks.html 2026-03-05 2026-04-01 [{2026-03-10 1}] 2026-02-05 2026-03-04 2026-03-04 idada-iddot 0 lapwing 1",
			"12-weeks": "cohorts/spring/12-weeks.html 2026-01-08 2026-04-01 [{2026-03-03 1} {2026-03-04 1} {2026-03-10 1}] 2025-10-16 2026-01-07 2026-01-07 idada-iddot 1 lapwing 2",
		}[s.Slug]
		if got != want {
			t.Errorf("%s: %q, not %q", s.Slug, got, want)
		}
		for _, figures := range [][]view.Figure{s.Before[0].Figures, s.Flows} {
			if len(figures) == 0 || figures[0].From == 0 {
				t.Errorf("%s: what happened has no first day: %+v", s.Slug, figures)
			}
		}
	}
}

// TestPeriodsOfWhatIsAskedFor leave out what the programme's format asks nothing of.
func TestPeriodsOfWhatIsAskedFor(t *testing.T) {
	files := mini.Files(mini.Everything)
	files[programFile].Data = []byte(replaced(string(files[programFile].Data), "format: formal", "format: informal"))
	files["program/cohorts/old/cohort.yaml"] = mini.File("program: career\nname: Old\nstarts: 2025-03-02\nends: 2025-06-01\nstate: closed\n")
	shown := cohortOf(t, input(t, files, Public), "spring")
	for _, row := range shown.Earlier.Rows {
		if !shown.Program.Asks(row.Metric.ID) {
			t.Errorf("cohorts are compared in %s", row.Metric.ID)
		}
	}
	for _, s := range shown.Recent {
		for _, f := range slices.Concat(s.Flows, s.Stands, s.Before[0].Figures, s.Before[1].Figures) {
			if !shown.Program.Asks(f.Metric.ID) {
				t.Errorf("%s shows %s", s.Slug, f.Metric.ID)
			}
		}
	}
	if len(shown.Recent) != 2 || len(shown.Earlier.Rows) != len(compared)-1 || shown.Milestones != nil || slices.ContainsFunc(shown.Planned, func(d view.PlannedDay) bool { return strings.HasPrefix(d.ID, "milestone/") }) {
		t.Errorf("%d periods, milestones %+v, planned %+v", len(shown.Recent), shown.Milestones, shown.Planned)
	}
}

// TestPlansOfACohort take the cohort's milestones before the programme's, but none without a
// day, and every round of a survey.
func TestPlansOfACohort(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	weeks := func(n int) when.Interval { return when.Interval{N: n, Unit: when.Weeks} }
	program := r.repo.Programs.Get("career")
	program.Surveys = []record.Survey{{ID: "pulse", Title: "Pulse", After: weeks(1), Every: weeks(2)}}
	own := []record.Milestone{{ID: "b", Name: "B", After: weeks(2)}, {ID: "a", Name: "A", After: weeks(1)}, {ID: "c", Name: "C"}}
	var got []string
	for _, d := range r.planned(&record.Cohort{Program: "career", Starts: 100, Ends: 130, Milestones: own}, &view.Program{}) {
		got = append(got, fmt.Sprint(d.ID, " ", int(d.On), " ", d.About))
	}
	const milestone = " A milestone, for pairings that started on the first day of the cohort. Others have it later."
	want := []string{"milestone/a 107" + milestone, "survey/pulse/1 107 The survey is due.", "milestone/b 114" + milestone, "survey/pulse/2 121 The survey is due."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestRetentionCells are full at the start, of the share after the week before, and empty where
// too few are left.
func TestRetentionCells(t *testing.T) {
	weeks := []measure.Week{{AtRisk: 9, Survival: 0.9}, {AtRisk: 8, Survival: 0.6}, {AtRisk: 7, Survival: 0.1}}
	for week, want := range []view.RetentionCell{{Share: "100 %", AtRisk: 9, Tint: 4}, {Share: "90 %", AtRisk: 8, Tint: 4}, {Share: "60 %", AtRisk: 7, Tint: 2}, {}} {
		if got := retentionCell(weeks, week); got != want {
			t.Errorf("in week %d: %+v, not %+v", week, got, want)
		}
	}
	if got := retentionCell(nil, 0); got != (view.RetentionCell{}) {
		t.Errorf("of no week: %+v", got)
	}
}

// TestWhichCohortsAreEarlier are up to three of the same programme, the newest first.
func TestWhichCohortsAreEarlier(t *testing.T) {
	files := mini.Files(mini.Everything)
	for id, lines := range map[string]string{
		"a": "program: career\nstarts: 2025-01-01", "b": "program: career\nstarts: 2025-02-01", "c": "program: career\nstarts: 2025-03-01", "d": "program: career\nstarts: 2025-04-01",
		"e": "program: gone\nstarts: 2025-05-01", "same": "program: career\nstarts: 2026-03-02",
	} {
		files["program/cohorts/"+id+"/cohort.yaml"] = mini.File("%s\nname: %s\nends: 2026-12-31\nstate: closed\n", lines, id)
	}
	in := flawed(t, files)
	r := newRevealer(in)
	var got []string
	for _, c := range r.earlier(r.measured.Cohort("spring")) {
		got = append(got, string(c.ID))
	}
	if want := []string{"d", "c", "b"}; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
	for day, want := range map[when.Date]int{day(3, 1): 0, day(3, 2): 3} {
		in.AsOf = day
		r := newRevealer(in)
		if got := len(r.earlier(r.measured.Cohort("spring"))); got != want {
			t.Errorf("on %s it is compared with %d cohorts, not %d", day, got, want)
		}
	}
	if got := r.earlier(r.measured.Cohort("next")); got != nil {
		t.Errorf("a cohort without pairings that started is compared with %d", len(got))
	}
}
