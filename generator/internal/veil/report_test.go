package veil

import (
	"slices"
	"strings"
	"testing"

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
