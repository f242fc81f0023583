package veil

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/view"
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
