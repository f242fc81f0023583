package veil

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/match"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestFiguresOfBefore finds each figure of a running cohort beside what it was,
// and in its periods all that happened.
func TestFiguresOfBefore(t *testing.T) {
	ids := func(figures []view.Figure) (all []string) {
		for _, f := range figures {
			all = append(all, f.Metric.ID)
		}
		return all
	}
	for _, c := range Show(input(t, mini.Files(mini.Everything), Coordinators)).Cohorts {
		if c.ID != "spring" {
			continue
		}
		if got, want := ids(c.Before.Figures), ids(c.Figures); !slices.Equal(got, want) {
			t.Errorf("of %v, %v are told of before", want, got)
		}
		flows := slices.DeleteFunc(ids(c.Figures), func(id string) bool { return !measure.IsFlow(record.MetricID(id)) || !c.Program.Asks(id) })
		for _, s := range c.Recent {
			if got := ids(s.Flows); !slices.Equal(got, flows) || !slices.Equal(ids(s.Before[0].Figures), flows) {
				t.Errorf("within %s, %v happened, not %v", s.Words, got, flows)
			}
			for _, stands := range [][]string{ids(s.Stands), ids(s.Before[1].Figures)} {
				if want := prose.Strings(standing); !slices.Equal(stands, want) {
					t.Errorf("at the end of %s, %v stand, not %v", s.Words, stands, want)
				}
			}
		}
		if len(c.Recent) == 0 || len(flows) == 0 {
			t.Error("no periods are shown")
		}
	}
}

// TestWhomACohortAsks finds the programme's coordinators where a cohort has none
// of its own, or none who are still there.
func TestWhomACohortAsks(t *testing.T) {
	for coordinators, want := range map[string]string{"": "Nameboss Firthboss", "coordinators: [ideve]\n": "Nameboss Firthboss", "coordinators: [idada]\n": "Nameada Firthada"} {
		files := mini.Files(mini.Everything)
		cohort, eve := files["program/cohorts/spring/cohort.yaml"], files["program/people/ideve.yaml"]
		cohort.Data = append(cohort.Data, coordinators...)
		eve.Data = append(eve.Data, "left: 2026-03-31\n"...)
		for _, c := range Show(input(t, files, Coordinators)).Cohorts {
			if c.ID == "spring" && (len(c.ToAsk) != 1 || c.ToAsk[0].Words != want) {
				t.Errorf("with %q, questions go to %+v, not %s", coordinators, c.ToAsk, want)
			}
		}
	}
}

// TestEventsOfOneID tells events apart that have one id.
func TestEventsOfOneID(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	var keys []string
	for _, e := range r.events([]record.Event{{ID: "day", On: 1}, {ID: "day", On: 2}, {ID: "day-2", On: 3}, {ID: "day", On: 4}}, "spring", view.Link{}) {
		keys = append(keys, e.Key)
	}
	if want := []string{"spring/event/day", "spring/event/day-2", "spring/event/day-2-2", "spring/event/day-3"}; !slices.Equal(keys, want) {
		t.Errorf("the events are %v, not %v", keys, want)
	}
}

// TestResultsOfAnObjective tells the newest result, wherever it is written, of one day the
// last, and none of a day to come.
func TestResultsOfAnObjective(t *testing.T) {
	const old, same, newer, later = "{objective: stay, value: 0.5, on: 2026-03-10}", "{objective: stay, value: 0.9, on: 2026-03-30}", "{objective: stay, value: 0.95, on: 2026-03-30, source: sourceword}", "{objective: stay, value: 1, on: 2026-04-02}"
	for _, results := range []string{old + ", " + newer, newer + ", " + old, same + ", " + newer, later + ", " + newer + ", " + old} {
		files := mini.Files(mini.Everything)
		cohort := files["program/cohorts/spring/cohort.yaml"]
		cohort.Data = []byte(strings.Replace(string(cohort.Data), newer, results, 1))
		told := 0
		for _, c := range Show(input(t, files, Coordinators)).Cohorts {
			for _, o := range c.Objectives {
				if c.ID != "spring" || o.Statement != "People stay." {
					continue
				}
				told++
				if o.Value != "95 %" || o.On != when.Day(2026, 3, 30) || o.Source != "sourceword" {
					t.Errorf("of %s, %s is told, of %s by %q", results, o.Value, o.On, o.Source)
				}
			}
		}
		if told != 1 {
			t.Errorf("the objective is told %d times", told)
		}
	}
}

// TestPastEvents counts an event of the day itself among those to come.
func TestPastEvents(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	for day, past := range map[when.Date]bool{mini.Day - 1: true, mini.Day: false, mini.Day + 1: false} {
		if e := r.events([]record.Event{{ID: "day", On: day}}, "spring", view.Link{}); e[0].Past != past {
			t.Errorf("on %s, an event of %s is past: %t", mini.Day, day, !past)
		}
	}
}

// TestTheWeakestPairFirst begins a proposal with the pair that fits least.
func TestTheWeakestPairFirst(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Coordinators))
	var shown view.Proposal
	if err := r.proposal(&shown, &match.Proposal{Pairs: []match.Pair{{Mentee: "idbob", Mentor: "idada", Score: 80}, {Mentee: "iddot", Mentor: "idada", Score: 10}}}); err != nil {
		t.Fatal(err)
	}
	if len(shown.Proposed) != 2 || shown.Proposed[0].Score != 10 {
		t.Errorf("%+v", shown.Proposed)
	}
}

// TestDataOfManyPairs lays the data of a large proposal into files that can be loaded.
func TestDataOfManyPairs(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Coordinators))
	p := &match.Proposal{}
	for i := range 450 {
		pair := match.Pair{Mentee: fmt.Sprint("mentee-with-a-long-id-", i), Mentor: fmt.Sprint("mentor-with-a-long-id-", i), Score: 50}
		for range 8 {
			pair.Criteria = append(pair.Criteria, fit.Points{Criterion: "of-some-kind", Points: 10, Of: 12, Because: strings.Repeat("a reason ", 16)})
		}
		p.Pairs = append(p.Pairs, pair)
		p.Unmatched = append(p.Unmatched, match.Unmatched{Mentee: fmt.Sprint("left-", i), Words: strings.Repeat("a reason ", 20)})
	}
	shown := view.Proposal{Matching: view.Matching{API: "api/v1/matching/next.json"}}
	if err := r.proposal(&shown, p); err != nil {
		t.Fatal(err)
	}
	var paths []string
	pairs := 0
	for _, file := range shown.Data {
		paths, pairs = append(paths, file.Path), pairs+bytes.Count(file.Data, []byte(`"mentee": "mentee-`))
		if len(file.Data) > 500_000 || !json.Valid(file.Data) {
			t.Errorf("%s has %d bytes", file.Path, len(file.Data))
		}
	}
	if got := strings.Join(paths, " "); got != "api/v1/matching/next.json api/v1/matching/next/2.json api/v1/matching/next/3.json" || pairs != 450 {
		t.Errorf("%d pairs in %s", pairs, got)
	}
	if !bytes.Contains(shown.Data[0].Data, []byte("\"parts\": [\n    \"api/v1/matching/next/2.json\",\n    \"api/v1/matching/next/3.json\"\n  ]")) {
		t.Error("the first names no others")
	}
}

// TestAQuestionThatFewAnswered keeps the answers to a question back which fewer
// answered than the survey.
func TestAQuestionThatFewAnswered(t *testing.T) {
	files := mini.Files(mini.Defaults + "publish: {minimum_group: 3}\n")
	survey := files["program/cohorts/spring/surveys/2026-03-25-check-in.yaml"]
	for counts, hidden := range map[string]bool{"{4: 1, 5: 2}": false, "{4: 1, 5: 1}": true} {
		survey.Data = []byte("asked: 4\nanswered: 3\ncounts: {useful: " + counts + "}\n")
		for _, c := range Show(input(t, files, Public)).Cohorts {
			if c.ID != "spring" {
				continue
			}
			if len(c.Rounds) != 1 || len(c.Rounds[0].Questions) != 1 {
				t.Fatalf("%+v", c.Rounds)
			}
			if q := c.Rounds[0].Questions[0]; (q.Hidden != "") != hidden || (q.N == 0) != hidden || (len(q.Counts) == 0) != hidden || (q.Satisfaction.Value == nil) != hidden {
				t.Errorf("of %s, %+v is told", counts, q)
			}
		}
	}
}

// TestTheLastRoundOfASurvey reports the newest round, and that one before was
// answered by too few.
func TestTheLastRoundOfASurvey(t *testing.T) {
	files := mini.Files(mini.Defaults + "publish: {minimum_group: 3}\n")
	files["program/cohorts/spring/surveys/2026-03-27-check-in.yaml"] = mini.File("asked: 4\nanswered: 4\ncounts: {useful: {2: 4}}\n")
	files["program/cohorts/spring/surveys/2026-03-20-check-in.yaml"] = mini.File("asked: 4\nanswered: 2\ncounts: {useful: {2: 2}}\n")
	report := Report(input(t, files, Public), "spring")
	if len(report.Voices) != 1 || report.Voices[0].On != when.Day(2026, 3, 27) {
		t.Errorf("the report has %+v", report.Voices)
	}
	if !slices.ContainsFunc(report.Unknown, func(line string) bool { return strings.Contains(line, "20 Mar 2026") }) {
		t.Errorf("the report does not say that a round is unknown: %q", report.Unknown)
	}
}

// TestEarlierCohorts puts a cohort beside all the earlier ones of its programme.
func TestEarlierCohorts(t *testing.T) {
	files := mini.Files(mini.Everything)
	for id, starts := range map[string]string{"winter": "2025-12-01", "autumn": "2025-09-01"} {
		files["program/cohorts/"+id+"/cohort.yaml"] = mini.File("program: career\nname: %s\nstarts: %s\nends: 2026-03-01\nstate: closed\n", id, starts)
	}
	for _, c := range Show(input(t, files, Coordinators)).Cohorts {
		if c.ID != "spring" {
			continue
		}
		var told []string
		for _, s := range c.Earlier.Cohorts {
			told = append(told, s.ID+" "+s.On.String())
		}
		if want := []string{"spring 2026-04-01", "winter 2025-12-31", "autumn 2025-10-01"}; !slices.Equal(told, want) {
			t.Errorf("%v are put beside each other, not %v", told, want)
		}
		asked := slices.DeleteFunc(slices.Clone(compared), func(id record.MetricID) bool { return !c.Program.Asks(string(id)) })
		var rows []record.MetricID
		for _, row := range c.Earlier.Rows {
			rows = append(rows, record.MetricID(row.Metric.ID))
		}
		if !slices.Equal(rows, asked) {
			t.Errorf("they are compared in %v, not in %v", rows, asked)
		}
	}
}

// TestNetworksOfProgrammes finds in each programme's network its own cohorts.
func TestNetworksOfProgrammes(t *testing.T) {
	files := mini.Files(mini.Everything)
	files["program/programs/circles.yaml"] = mini.File("%s", strings.Replace(string(files["program/programs/career.yaml"].Data), "Career mentoring", "Circles", 1))
	files["program/cohorts/ring/cohort.yaml"] = mini.File("program: circles\nname: Ring\nstarts: 2026-03-02\nends: 2026-06-01\nstate: running\n")
	files["program/cohorts/ring/enrolments/ideve.yaml"] = mini.File("mentor: {capacity: 1}\n")
	files["program/cohorts/ring/enrolments/idboss.yaml"] = mini.File("mentee: {seeks: [knots]}\n")
	files["program/cohorts/ring/pairings/wren/pairing.yaml"] = mini.File("mentors: [ideve]\nmentees: [idboss]\nstate: active\nstarted: 2026-03-02\n")
	ties := map[string]int{}
	for _, n := range Show(input(t, files, Coordinators)).Networks {
		name := "all"
		if n.Program != nil {
			name = n.Program.ID
		}
		ties[name] = len(n.Ties)
	}
	if ties["circles"] != 1 || ties["career"]+ties["circles"] != ties["all"] || ties["career"] == 0 {
		t.Errorf("%v", ties)
	}
}

// TestSharesInPerCent takes each share of benefit and cost for the number that
// people read, and leaves the record as it is.
func TestSharesInPerCent(t *testing.T) {
	const written, wanted = 0.250000001, 0.25
	x := written
	read := inPerCent(&record.ROI{BaselineAttrition: &x, ParticipantsAttrition: &x, Attributed: &x, Spread: &x})
	for i, share := range []*float64{read.BaselineAttrition, read.ParticipantsAttrition, read.Attributed, read.Spread} {
		if *share != wanted {
			t.Errorf("share %d is read as %v, not %v", i, *share, wanted)
		}
	}
	if x != written {
		t.Errorf("the record's share is %v now", x)
	}
}

// TestFoldersKeepTheirNames puts all of a folder below the spelling that most pages, files
// and former paths have, whichever come last.
func TestFoldersKeepTheirNames(t *testing.T) {
	for _, c := range []struct{ names, moved, want []string }{
		{[]string{"zoo/ape.md", "zoo/wet/eel.md"}, []string{"Zoo/was.md"}, []string{"zoo/ape.html", "zoo/wet/eel.html"}},
		{[]string{"zoo/a.pdf", "zoo/b.pdf"}, []string{"Zoo/was.md"}, []string{"zoo/a.pdf", "zoo/b.pdf"}},
		{[]string{"Zoo/ape.md"}, []string{"zoo/was.md", "zoo/was-too.md"}, []string{"zoo/ape.html"}},
	} {
		files := mini.Files(mini.Defaults)
		files["content/elsewhere.md"] = mini.File("---\nmoved_from: [%s]\n---\n# Elsewhere\n", strings.Join(c.moved, ", "))
		for _, name := range c.names {
			files["content/"+name] = mini.File("# %s\n", name)
		}
		shown := Show(input(t, files, Public))
		var paths []string
		for _, p := range shown.Pages {
			paths = append(paths, p.Path)
		}
		for _, a := range shown.Assets {
			paths = append(paths, a.Path)
		}
		paths = slices.DeleteFunc(paths, func(path string) bool { return !strings.HasPrefix(strings.ToLower(path), "zoo") })
		if slices.Sort(paths); !slices.Equal(paths, c.want) {
			t.Errorf("%v and formerly %v: the site has %v, not %v", c.names, c.moved, paths, c.want)
		}
	}
}

// TestNothingBeforeTheBeginning compares no figure with days on which the cohort had not
// begun.
func TestNothingBeforeTheBeginning(t *testing.T) {
	for _, c := range Show(input(t, mini.Files(mini.Everything), Coordinators)).Cohorts {
		for _, s := range c.Recent {
			for i, figures := range [][]view.Figure{s.Flows, s.Stands} {
				before := []when.Date{s.Before[0].From, s.Before[1].On}[i]
				for _, f := range figures {
					if f.Change != nil && before < c.Starts {
						t.Errorf("%s, %s of %s: %q, and it began on %s", s.Words, f.Metric.ID, c.ID, f.Change.Words, c.Starts)
					}
				}
			}
		}
	}
}

// TestEvidenceOfACohort shows of each expectation that a record can show the figure, under its
// own words.
func TestEvidenceOfACohort(t *testing.T) {
	var got []string
	for _, c := range Show(input(t, mini.Files(mini.Everything), Coordinators)).Cohorts {
		if c.ID != "spring" {
			continue
		}
		for _, e := range c.Evidence {
			got = append(got, fmt.Sprintf("%s %s %s: %s", e.Role, e.Figure.Label, e.Figure.Metric.ID, e.Words))
		}
	}
	if want := []string{"Mentor Keep the rhythm. expectation_met: ", "Mentor Hear people out. satisfaction: likely", "Mentor Be worth the hour. satisfaction: Each question of a survey has a value of its own."}; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}

// TestPairingsByTheirPages lists pairings by their pages, whose numbers tell nothing of ids, and
// with each person how each of theirs stands.
func TestPairingsByTheirPages(t *testing.T) {
	files := mini.Files(mini.Defaults)
	for _, id := range []string{"idada-a", "idada-b", "idada-c", "idada-d", "idada-e"} {
		files["program/cohorts/spring/pairings/"+id+"/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [iddot]\nstate: active\nstarted: 2026-03-02\n")
	}
	shown := Show(input(t, files, Public))
	for _, c := range shown.Cohorts {
		if !slices.IsSortedFunc(c.Pairings, func(a, b *view.Pairing) int { return strings.Compare(a.Path, b.Path) }) {
			t.Errorf("%s lists its pairings in another order", c.ID)
		}
		for _, s := range c.Recent {
			if len(s.Pairings) != 7 || !slices.IsSortedFunc(s.Pairings, func(a, b view.RecentPairing) int { return strings.Compare(a.Pairing.Path, b.Pairing.Path) }) {
				t.Errorf("%s lists %d pairings, in another order", s.Words, len(s.Pairings))
			}
		}
	}
	if len(shown.People) == 0 {
		t.Error("nobody is shown")
	}
	for _, person := range shown.People {
		if len(person.Pairings) == 0 || slices.ContainsFunc(person.Pairings, func(p view.PersonPairing) bool { return p.State == "" }) {
			t.Errorf("%s has %+v", person.Name, person.Pairings)
		}
	}
}

// TestTied names with each person all to whom they are tied, by what they are called.
func TestTied(t *testing.T) {
	got := map[string]string{}
	for _, who := range Show(input(t, mini.Files(mini.Everything), Coordinators)).Networks[0].People {
		for _, other := range who.To {
			got[who.Words] += other.Words + ". "
		}
	}
	want := map[string]string{"Nameada Firthada": "Namebob Firthbob. Namedot Firthdot. ", "Namebob Firthbob": "Nameada Firthada. ", "Namedot Firthdot": "Nameada Firthada. ",
		"Nameboss Firthboss": "Namecyd Firthcyd. ", "Namecyd Firthcyd": "Nameboss Firthboss. "}
	if !maps.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
