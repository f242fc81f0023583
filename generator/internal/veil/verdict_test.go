package veil

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestVerdict judges a share by its interval, and another value by itself.
func TestVerdict(t *testing.T) {
	share := func(n, of float64, better string) view.Figure {
		value := n / of
		return view.Figure{Value: &value, Interval: (*view.Interval)(measure.Wilson(n, of)), Metric: view.Metric{Better: better}}
	}
	plain := func(value float64, better string) view.Figure {
		return view.Figure{Value: &value, Metric: view.Metric{Better: better}}
	}
	for _, c := range []struct {
		figure view.Figure
		target float64
		want   string
	}{
		{share(1, 4, "higher"), 0.75, "not yet"},
		{share(2, 4, "higher"), 0.75, "unclear"},
		{share(3, 4, "higher"), 0.75, "likely"},
		{share(4, 4, "higher"), 0.75, "likely"},
		{share(20, 20, "higher"), 0.75, "as hoped for"},
		{share(0, 40, "lower"), 0.1, "as hoped for"},
		{share(1, 10, "lower"), 0.1, "likely"},
		{share(2, 10, "lower"), 0.1, "unclear"},
		{share(9, 10, "lower"), 0.1, "not yet"},
		{plain(14, "lower"), 14, "as hoped for"},
		{plain(15, "lower"), 14, "not yet"},
		{plain(0.95, "higher"), 0.9, "as hoped for"},
	} {
		if got := verdict(&c.target, c.figure); got != c.want {
			t.Errorf("%v, hoped to be %s than %v: %s, not %s", *c.figure.Value, c.figure.Metric.Better, c.target, got, c.want)
		}
	}
	if got := verdict(nil, share(1, 2, "higher")); got != "" {
		t.Errorf("without a target: %q", got)
	}
}

// TestJudge expects nothing more of a cohort that is over.
func TestJudge(t *testing.T) {
	target, value := 0.5, 0.1
	for ends, want := range map[when.Date]string{when.Day(2026, 4, 1): "not yet", when.Day(2026, 3, 31): "not as hoped for"} {
		m := &measure.Cohort{Record: &record.Cohort{Starts: when.Day(2026, 1, 1), Ends: ends}, AsOf: when.Day(2026, 4, 1)}
		if got := judge(m, &target, view.Figure{Value: &value}); got != want {
			t.Errorf("of a cohort that ends on %s: %s, not %s", ends, got, want)
		}
	}
}

// TestTold compares the first of some cohorts with each other.
func TestTold(t *testing.T) {
	share := func(k, n float64) view.Figure {
		value := k / n
		return view.Figure{Value: &value, Interval: (*view.Interval)(measure.Wilson(k, n))}
	}
	var cohorts []view.Snapshot
	for _, name := range []string{"Now", "Spring", "Winter", "Autumn", "Summer"} {
		cohorts = append(cohorts, view.Snapshot{Cohort: view.Link{Words: name}})
	}
	figures := []view.Figure{share(20, 40), share(1, 40), share(39, 40), share(21, 40), share(0, 40)}
	const want = "Higher than Spring; lower than Winter; can't be told apart from Autumn; too few pairings to tell from Summer"
	if got := told(cohorts, []int{10, 10, 11, 12, 9}, figures); got != want {
		t.Errorf("%q", got)
	}
	if got := told(cohorts[:2], []int{10, 10}, []view.Figure{figures[0], {}}); got != "" {
		t.Errorf("of a figure without an interval: %q", got)
	}
}

// TestWhomAShareIsOf calls people by the parts that a cohort has.
func TestWhomAShareIsOf(t *testing.T) {
	n := 2.0
	mentee, peer := &record.Enrolment{Mentee: &record.AsMentee{}}, &record.Enrolment{Peer: &record.AsPeer{}}
	for want, enrolled := range map[string][]*record.Enrolment{"mentees": {mentee, mentee}, "peers": {peer, peer}, "mentees and peers": {mentee, peer}} {
		byID := map[record.PersonID]*record.Enrolment{}
		for i, e := range enrolled {
			byID[record.PersonID(fmt.Sprint("id", i))] = e
		}
		m := &measure.Cohort{Record: &record.Cohort{Enrolments: record.NewTable(byID)}}
		for id, words := range map[string]string{"match_rate": " enrolled", "met": " matched"} {
			f := view.Figure{Value: &n, Numerator: &n, Denominator: &n, Metric: view.Metric{ID: id}}
			if got := strings.ReplaceAll(ofPeople(f, m).Of, "\u00a0", " "); got != want+words {
				t.Errorf("%s is of %q, not %q", id, got, want+words)
			}
		}
	}
}

// TestALongProof names folders instead of many records, and counts those that a page leaves out.
func TestALongProof(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Everything), Coordinators))
	for n, want := range map[int][2]int{1: {1, 0}, mostRecords: {mostRecords, 0}, mostRecords + 1: {mostRecords + 1, 1}, mostProof: {mostProof, mostProof - mostRecords}, mostProof + 1: {1, 0}} {
		var paths []string
		for i := range n {
			paths = append(paths, fmt.Sprintf("program/cohorts/spring/surveys/2026-03-25-%03d.yaml", i))
		}
		named := r.figure(measure.Figure{Records: paths}, "").Records
		if _, more := new(proofs).group(r, named); len(named) != want[0] || more != want[1] {
			t.Errorf("%d records: %d are named, %d of them not on the page; want %v", n, len(named), more, want)
		}
	}
}

// TestFolders names the folder of a cohort's records and of people, and each but once.
func TestFolders(t *testing.T) {
	const spring = "program/cohorts/spring/"
	got := folders([]string{spring + "cohort.yaml", spring + "pairings/lapwing/pairing.yaml", spring + "pairings/lapwing/sessions/2026-03-03.md", spring + "surveys/2026-03-25-check-in.yaml",
		"program/cohorts/odd.yaml", "program/people/idada.yaml", "program/people/idbob.yaml", "program/programs/career.yaml", "program/topics/knots.yaml"})
	if want := []string{spring + "cohort.yaml", spring + "pairings", spring + "surveys", "program/cohorts/odd.yaml", "program/people", "program/programs/career.yaml", "program/topics/knots.yaml"}; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}

// TestWhereAProofLeads leads to the page of a pairing for its record, to the entry of a log
// where meetings are told, and else to the record.
func TestWhereAProofLeads(t *testing.T) {
	const lapwing, page, record = "program/cohorts/spring/pairings/lapwing/", "cohorts/spring/pairings/lapwing.html", "https://github.com/"
	for site, log := range map[string]view.Link{mini.Everything: {Words: "x", Path: page, Fragment: "pb-meeting-2026-03-03"}, mini.Defaults: {Words: "x", Address: record}} {
		r := newRevealer(input(t, mini.Files(site), Public))
		for path, want := range map[string]view.Link{
			lapwing + "sessions/2026-03-03.md":                     log,
			lapwing + "pairing.yaml":                               {Words: "x", Path: page},
			lapwing + "plan.yaml":                                  {Words: "x", Address: record},
			lapwing + "actions/done-action.yaml":                   {Words: "x", Address: record},
			"program/cohorts/spring/cohort.yaml":                   {Words: "x", Address: record},
			"program/cohorts/spring/gatherings/2026-03-19.md":      {Words: "x", Address: record},
			"program/cohorts/spring/attention/a/b/2026-03-19.yaml": {Words: "x", Address: record},
			"program/cohorts/spring/surveys/lapwing/pairing.yaml":  {Words: "x", Address: record},
			"program/topics/spring/pairings/lapwing/pairing.yaml":  {Words: "x", Address: record},
			"program/cohorts/spring/pairings/lapwing":              {Words: "x", Address: record},
		} {
			if got := r.recordLink("x", view.Record{Path: path, Address: record}); got != want {
				t.Errorf("%s leads to %+v, not to %+v", path, got, want)
			}
		}
	}
}
