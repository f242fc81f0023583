package veil

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestWhatAReportDoesNotKnow says it in words that fit one and many, and nothing of what the
// programme does not ask.
func TestWhatAReportDoesNotKnow(t *testing.T) {
	const answers, met = "What those think who did not answer: ", "Whether people met "
	for _, x := range []struct{ survey, expectations, answers, met string }{
		{"asked: 9\nanswered: 7\n", "judge, evidence: none}\n  - {id: two, statement: Two., evidence: none}\n  - {id: three, statement: Three., evidence: {metric: hours}}\n", "7 of 9 answers came.", "2 of the 3 expectations of the roles: no record could show it."},
		{"asked: 1\nanswered: 0\n", "judge, evidence: none}\n", "0 of 1 answer came.", "1 of the 1 expectation of the roles: no record could show it."},
		{"asked: 7\nanswered: 7\n", "judge, evidence: {metric: hours}}\n", "", ""},
	} {
		files := mini.Files(mini.Defaults + "publish: {minimum_group: 1}\n")
		files["program/cohorts/spring/surveys/2026-03-25-check-in.yaml"] = mini.File("%s", x.survey)
		files["program/roles/mentor.yaml"] = mini.File("name: Mentor\nexpectations:\n  - {id: one, statement: %s", x.expectations)
		report := Report(input(t, files, Public), "spring")
		said := func(begins string) string {
			i := slices.IndexFunc(report.Unknown, func(line string) bool { return strings.HasPrefix(line, begins) })
			if i < 0 {
				return ""
			}
			return strings.TrimPrefix(report.Unknown[i], begins)
		}
		if said(answers) != x.answers || said(met) != x.met {
			t.Errorf("%q says %q and %q, not %q and %q", x.survey, said(answers), said(met), x.answers, x.met)
		}
	}
	for format, told := range map[string]bool{"formal": true, "hybrid": false} {
		files := mini.Files(mini.Everything)
		program := files["program/programs/career.yaml"]
		program.Data = []byte(strings.NewReplacer("format: formal", "format: "+format, "cadence: 1w\n", "").Replace(string(program.Data)))
		report := Report(input(t, files, Public), "spring")
		if got := slices.ContainsFunc(report.Unknown, func(line string) bool { return strings.HasPrefix(line, "Rhythm kept:") }); got != told {
			t.Errorf("a %s programme without a rhythm: %q", format, report.Unknown)
		}
	}
}

// TestAPromiseWithoutANumber leaves no cell empty.
func TestAPromiseWithoutANumber(t *testing.T) {
	files := mini.Files(mini.Everything)
	program := files["program/programs/career.yaml"]
	program.Data = []byte(strings.Replace(string(program.Data), "objectives:\n", "objectives:\n  - {id: worth, statement: It is worth the time.}\n  - {id: often, statement: They meet., metric: sessions_held}\n", 1))
	hopes := map[string]string{}
	for _, p := range Report(input(t, files, Public), "spring").Promises {
		hopes[p.Statement] = p.Target
	}
	if p := promise(view.Outcome{Target: "most", Figure: &view.Figure{}, Note: "of nobody"}, nil); p.Value != "no meeting yet" || p.Of != "of nobody" || p.Unknown != "" {
		t.Errorf("of a figure without a value, but with a note: %+v", p)
	}
	for statement, want := range map[string]string{"It is worth the time.": "no number was set", "They meet.": "no number was set", "People stay.": "at least 90 %", "Pairs meet soon.": "Days to the first meeting: at most 14 days"} {
		if hopes[statement] != want {
			t.Errorf("%s %q, not %q", statement, hopes[statement], want)
		}
	}
}

// TestWhatNoFigureTells says of silences and early endings only where there are any, and of
// what comes of what in every report.
func TestWhatNoFigureTells(t *testing.T) {
	const silence, finished, reasons = "How 1 pairing of 3 got on: no meeting of theirs is logged, and they may have met all the same.", "How many of the early endings came because all goals were reached, ", "Why some pairings ended early: Fewer than five pairings ended early, so the reasons are not shown."
	const tern = "program/cohorts/spring/pairings/tern/pairing.yaml"
	for _, there := range []bool{true, false} {
		files := mini.Files(mini.Defaults)
		if !there {
			delete(files, tern)
		}
		unknown := Report(input(t, files, Public), "spring").Unknown
		for _, begins := range []string{silence, finished, reasons} {
			if said := slices.ContainsFunc(unknown, func(line string) bool { return strings.HasPrefix(line, begins) }); said != there {
				t.Errorf("with a pairing that ended early without a meeting, %t, it is said that %q: %t", there, begins, said)
			}
		}
		if slices.ContainsFunc(unknown, func(line string) bool { return strings.HasPrefix(line, "How 0 ") }) {
			t.Errorf("%q", unknown)
		}
		if last := unknown[len(unknown)-1]; !strings.HasPrefix(last, "What would have happened without the programme: ") {
			t.Errorf("a report ends with %q", last)
		}
	}
}

// TestCertificates gives one to each who was in a completed pairing to its end, for the meetings
// to which they came from the day on which they joined.
func TestCertificates(t *testing.T) {
	files := mini.Files(mini.Defaults)
	files["program/cohorts/spring/pairings/lapwing/pairing.yaml"] = mini.File("mentors: [idada, {person: iddot, until: 2026-03-08}, {person: idboss, from: 2026-03-09}]\nmentees: [idbob]\nstate: completed\nstarted: 2026-03-02\nended: 2026-03-30\n")
	var got []string
	for _, c := range Certificates(input(t, files, Public), "spring") {
		got = append(got, fmt.Sprint(c.ID, ", ", c.Name, ", ", c.Programme, ", ", c.Cohort, ", ", c.Coordinators, ", ", c.On, ": ", c.Parts))
	}
	const of = ", Career mentoring, Spring 2026, [Nameboss Firthboss], 2026-04-01: "
	want := []string{
		"idada, Nameada Firthada" + of + "[{as a mentor 2026-03-02 2026-03-30 2 meetings 0.8 hours}]",
		"idbob, Namebob Firthbob" + of + "[{as a mentee 2026-03-02 2026-03-30 2 meetings 0.8 hours}]",
		"idboss, Nameboss Firthboss" + of + "[{as a mentor 2026-03-09 2026-03-30 1 meeting }]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestWhatIsReported is how the cohort stands, what was promised, and figures that no promise is
// about, each with what it is of.
func TestWhatIsReported(t *testing.T) {
	in := input(t, mini.Files(mini.Defaults), Public)
	in.Revision = "0123456789"
	r := Report(in, "spring")
	if got := fmt.Sprint(r.Site, ", ", r.Title, ", ", r.Programme, ", ", r.Purpose, ", ", r.Words, ", ", r.Starts, ", ", r.Ends, ", ", r.AsOf, ", ", r.Address, ", ", r.Revision, ", ", len(r.Lessons)); got !=
		"Miniature, Spring 2026, Career mentoring, To get further with somebody who has been there., running, week 5 of 14, 2026-03-02, 2026-06-01, 2026-04-01, https://mini.example.org/handbook/cohorts/spring/index.html, 0123456, 2" {
		t.Errorf("%s", got)
	}
	promises := []view.Promise{
		{Statement: "Pairs meet soon.", Target: "Days to the first meeting: at most 14 days", Value: "1.5 days", Of: "typical of 2 pairings; 2 of the 3 pairings that started at least 14 days ago met within that time", Verdict: "likely"},
		{Statement: "People stay.", Target: "at least 90 %", Value: "95 %", Of: "on 30 Mar 2026", Verdict: "as hoped for", Source: "sourceword"},
	}
	for i := range r.Promises {
		r.Promises[i].Of = strings.ReplaceAll(r.Promises[i].Of, "\u00a0", " ")
	}
	if diff := cmp.Diff(promises, r.Promises); diff != "" {
		t.Error(diff)
	}
	var got []string
	for _, f := range r.Facts {
		got = append(got, strings.ReplaceAll(f.Label+": "+f.Value+" "+f.Of, "\u00a0", " "))
	}
	if diff := cmp.Diff([]string{"Mentees and peers enrolled: 3 people ", "Share matched: 100 % 3 of 3 mentees and peers enrolled", "Met within two weeks: 67 % 2 of 3 pairings", "Met at least once: 67 % 2 of 3 mentees and peers matched", "Met three times: 0 % 0 of 3 mentees and peers matched", "Meetings held: 3 meetings from 3 pairings", "Hours together: 0.8 hours from 2 pairings", "Rhythm kept: 25 % 3 of 12 weeks", "Actions done in time: 1 of 2 actions", "Goals reached: 33 % 1 of 3 goals", "Early endings: 33 % 1 of 3 pairings", "Completed: 0 % 0 of 3 mentees and peers matched"}, got); diff != "" {
		t.Error(diff)
	}
	in.AsOf = when.Day(2026, 7, 1)
	late := Report(in, "spring")
	for at, told := range map[*view.Report]bool{r: true, late: false} {
		if got := slices.ContainsFunc(at.Unknown, func(line string) bool { return strings.HasPrefix(line, "Met in the last six weeks") }); got != told {
			t.Errorf("on %s, of the last six weeks, %t: %q", at.AsOf, got, at.Unknown)
		}
	}
	if late.Words != "over, and not closed yet" {
		t.Errorf("%q", late.Words)
	}
	bare := Report(input(t, mini.Files("format: 1\ntitle: Miniature\n"), Public), "spring")
	if bare.Address != "" || bare.Revision != "" {
		t.Errorf("%q, %q", bare.Address, bare.Revision)
	}
}

// TestPromisesInWords say why there is no value, and how sure one is where it is judged.
func TestPromisesInWords(t *testing.T) {
	value, n, of := 0.5, 5.0, 10.0
	figure := &view.Figure{Metric: view.Metric{ID: "met", Name: "Met"}, Value: &value, Numerator: &n, Denominator: &of, Number: "50 %", Of: "5 of 10 mentees", Interval: &view.Interval{Low: 0.2, High: 0.8}}
	m := &measure.Cohort{}
	for _, c := range []struct {
		outcome view.Outcome
		want    view.Promise
	}{
		{view.Outcome{}, view.Promise{Target: "no number was set", Unknown: "No result is recorded yet."}},
		{view.Outcome{Target: "at least 3", Value: "4", On: mini.Day, Source: "a"}, view.Promise{Target: "at least 3", Value: "4", Of: "on 1 Apr 2026", Source: "a"}},
		{view.Outcome{Target: "at least 60 %", Figure: figure}, view.Promise{Target: "Met: at least 60 %", Value: "50 %", Of: "5 of 10 mentees"}},
		{view.Outcome{Target: "at least 60 %", Figure: figure, Verdict: "unclear"}, view.Promise{Target: "Met: at least 60 %", Value: "50 %", Of: "5 of 10 mentees, likely between 20 % and 80 %", Verdict: "unclear"}},
		{view.Outcome{Target: "at least 60 %", Figure: &view.Figure{Unavailable: "Nobody has."}}, view.Promise{Target: ": at least 60 %", Unknown: "Nobody has."}},
	} {
		got := promise(c.outcome, m)
		got.Of, got.Unknown = strings.ReplaceAll(got.Of, "\u00a0", " "), strings.ReplaceAll(got.Unknown, "\u00a0", " ")
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Error(diff)
		}
	}
}

// TestVoices gives of each survey how many answered and what they said, and of what too few
// answered that it is unknown.
func TestVoices(t *testing.T) {
	files := mini.Files(mini.Defaults + "publish: {minimum_group: 3}\n")
	files["program/cohorts/spring/surveys/2026-03-27-other.yaml"] = mini.File("asked: 4\nanswered: 3\ncounts: {good: {5: 3}, hard: {1: 2}}\n")
	files["program/programs/career.yaml"].Data = []byte(replaced(string(files["program/programs/career.yaml"].Data), "surveys:\n", "surveys:\n  - {id: other, title: Another, questions: [{id: good, text: It is good.}, {id: hard, text: It is hard.}]}\n"))
	r := Report(input(t, files, Public), "spring")
	var got []string
	for _, v := range r.Voices {
		got = append(got, strings.ReplaceAll(fmt.Sprint(v.Title, ", ", v.On, ", ", v.Response, ": ", v.Lines), "\u00a0", " "))
	}
	want := []string{"How is it going? (mentees), 2026-03-25, 3 of 4 people asked: [{Our meetings are worth the time. 92 % from 3 people}]", "Another, 2026-03-27, 3 of 4 people asked: [{It is good. 100 % from 3 people}]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !slices.Contains(r.Unknown, "Another, 27 Mar 2026, “It is hard.”: Fewer than three answers, so nothing is shown.") {
		t.Errorf("%q", r.Unknown)
	}
}
