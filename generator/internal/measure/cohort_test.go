package measure_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// small is a cohort of three pairings: one that meets, one that ended early, one
// that is only proposed, with surveys and a role.
func small(t *testing.T) *record.Repository {
	e := newEdge(t)
	half, most, gap, whole := 0.5, 0.8, 24.0, 1.0
	e.program.Roles = []record.RoleID{"mentor"}
	e.program.Milestones = []record.Milestone{{ID: "met", After: when.Interval{N: 2, Unit: when.Weeks}}}
	e.program.Surveys = []record.Survey{{ID: "check-in", Questions: []record.Question{{ID: "there", Scale: 5}, {ID: "again", Scale: 2}}}}
	s := e.log("2026-09-10")
	s.Duration, s.Confirmed = 45, []record.PersonID{"bay"}
	s.Actions = []record.Action{{ID: "read", Due: day(t, "2026-09-24")}, {ID: "write"}}
	e.log("2026-09-24").Done = []record.ActionDone{{ID: "read"}}
	e.log("2026-10-08").Guests = []string{"somebody"}
	e.pairing.Plan = &record.Plan{
		Source:     at("program/cohorts/autumn/pairings/otter/plan.yaml"),
		Goals:      []record.Goal{{ID: "speak", Done: day(t, "2026-10-01")}, {ID: "write"}},
		Milestones: []record.MilestoneDone{{ID: "met", Done: day(t, "2026-09-10")}},
	}
	repo := e.repository()
	e.cohort.Pairings = record.NewTable(map[record.PairingID]*record.Pairing{
		"otter": e.pairing,
		"heron": {
			ID: "heron", State: record.Ended, Reason: record.NoTime, Started: day(t, "2026-09-07"), Ended: day(t, "2026-10-01"),
			Mentors: []record.Member{{Person: "cob"}}, Mentees: []record.Member{{Person: "dew"}},
			Source: at("program/cohorts/autumn/pairings/heron/pairing.yaml"),
		},
		"wren": {
			ID: "wren", State: record.Proposed, Mentors: []record.Member{{Person: "cob"}}, Mentees: []record.Member{{Person: "elm"}},
			Source: at("program/cohorts/autumn/pairings/wren/pairing.yaml"),
		},
	})
	enrolments := map[record.PersonID]*record.Enrolment{}
	enrol := func(id record.PersonID, e record.Enrolment) {
		e.Person, e.Status, e.Source = id, record.Accepted, at("program/cohorts/autumn/enrolments/%s.yaml", id)
		enrolments[id] = &e
	}
	enrol("ash", record.Enrolment{Mentor: &record.AsMentor{Capacity: 2}})
	enrol("cob", record.Enrolment{Mentor: &record.AsMentor{Capacity: 1}})
	for _, id := range []record.PersonID{"bay", "dew", "elm"} {
		enrol(id, record.Enrolment{Mentee: &record.AsMentee{}})
	}
	e.cohort.Enrolments = record.NewTable(enrolments)
	e.cohort.Surveys = []*record.Answers{{
		Date: day(t, "2026-10-15"), Survey: "check-in", Asked: 8, Answered: 6, Source: at("program/cohorts/autumn/surveys/2026-10-15-check-in.yaml"),
		Counts: map[record.QuestionID]map[int]int{"there": {1: 0, 3: 2, 4: 2, 5: 2, 6: 9}, "again": {1: 1, 2: 4}, "unknown": {1: 7}},
	}}
	repo.Roles = record.NewTable(map[record.RoleID]*record.Role{"mentor": {
		ID: "mentor", Name: "Mentor", Source: at("program/roles/mentor.yaml"),
		Expectations: []record.Expectation{
			{ID: "rhythm", Evidence: record.Evidence{Metric: "cadence_kept", AtLeast: &half}},
			{ID: "gaps", Evidence: record.Evidence{Metric: "longest_gap", AtLeast: &gap}},
			{ID: "there", Evidence: record.Evidence{Survey: "check-in", Question: "there", AtLeast: &most}},
			{ID: "all-matched", Evidence: record.Evidence{Metric: "match_rate", AtLeast: &half}},
			{ID: "word", Evidence: record.Evidence{Metric: "follow_through", AtLeast: &whole}},
			{ID: "curious"},
		},
	}})
	return repo
}

// view is what the golden file shows of a cohort.
type view struct {
	Figures      []measure.Figure
	Pairings     map[record.PairingID][]measure.Figure
	States       []string
	Funnel       []measure.Step
	Retention    []measure.Week
	EarlyEndings []string
	Unmatched    []record.PersonID
	Load         []string
	Expectations []string
}

func viewOf(c *measure.Cohort) view {
	v := view{Figures: c.Figures, Pairings: map[record.PairingID][]measure.Figure{}, Funnel: c.Funnel, Retention: c.Retention}
	for _, p := range c.Pairings {
		v.Pairings[p.Record.ID] = p.Figures
	}
	for _, s := range c.States {
		v.States = append(v.States, fmt.Sprint(s.State, " ", len(s.Pairings)))
	}
	for _, e := range c.EarlyEndings {
		v.EarlyEndings = append(v.EarlyEndings, fmt.Sprint(e.Reason, " ", len(e.Pairings)))
	}
	for _, e := range c.Unmatched {
		v.Unmatched = append(v.Unmatched, e.Person)
	}
	for _, l := range c.MentorLoad {
		v.Load = append(v.Load, fmt.Sprintf("%s %d of %d", l.Enrolment.Person, len(l.Pairings), l.Capacity))
	}
	for _, x := range c.Expectations {
		reached := "no threshold of its own"
		if x.Reached != nil {
			reached = fmt.Sprint("reached: ", *x.Reached)
		}
		v.Expectations = append(v.Expectations, fmt.Sprintf("%s: %d of %d pairings, %s, %s", x.Expectation.ID, x.Met, x.Of, x.Figure.ID, reached))
	}
	return v
}

func TestSmallProgramme(t *testing.T) {
	got, err := json.MarshalIndent(viewOf(measure.Programme(small(t), day(t, "2026-10-20")).Cohorts[0]), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	here.Golden(t, filepath.Join("testdata", "small.json"), string(got)+"\n", *update)
}

func TestSurveys(t *testing.T) {
	repo := small(t)
	c := measure.Programme(repo, day(t, "2026-10-20")).Cohorts[0]
	// 2·(2÷4) + 2·(3÷4) + 2·(4÷4) of six, and 4·1 of five.
	compare(t, "there", c.Surveys[0].Questions[0].Satisfaction, of(4.5, 6))
	compare(t, "again", c.Surveys[0].Questions[1].Satisfaction, of(4, 5))
	compare(t, "response", c.Figure("response_rate"), of(6, 8))
	early := measure.Programme(repo, day(t, "2026-10-14")).Cohorts[0]
	if f := early.Expectations[2].Figure; f.Value != nil || f.Unavailable != "No answer on a scale has come back yet." {
		t.Errorf("before the survey: %+v", f)
	}
}

func TestSurveysOverAllRounds(t *testing.T) {
	repo := small(t)
	c := repo.Cohorts.Get("autumn")
	c.Surveys = append(c.Surveys,
		&record.Answers{Date: day(t, "2026-10-18"), Survey: "check-in", Asked: 8, Answered: 2, Counts: map[record.QuestionID]map[int]int{"there": {5: 2}}, Source: at("b")},
		&record.Answers{Date: day(t, "2026-10-18"), Survey: "of-nobody", Asked: 0, Answered: 0, Source: at("a")},
	)
	m := measure.Programme(repo, day(t, "2026-10-20")).Cohorts[0]
	compare(t, "response", m.Figure("response_rate"), of(8, 16))
	compare(t, "evidence", m.Expectations[2].Figure, of(2, 2))
	for least, want := range map[int]expected{1: of(2, 2), 2: of(2, 2), 3: of(4.5, 6), 6: of(4.5, 6)} {
		compare(t, fmt.Sprintf("evidence of %d or more", least), m.Heard(m.Expectations[2], least).Figure, want)
	}
	if x := m.Heard(m.Expectations[2], 7); x.Figure.Value != nil || x.Reached != nil {
		t.Errorf("evidence of seven or more: %+v", x)
	}
	if m.Surveys[2].Definition != nil || m.Surveys[2].Response.Unavailable == "" {
		t.Errorf("a survey that the programme does not have, and nobody was asked: %+v", m.Surveys[2])
	}
}

// lasted is for how many days a pairing went, and whether it ended early then.
type lasted struct {
	days  int
	early bool
}

// retentionOf measures a cohort of pairings that lasted so long.
func retentionOf(t *testing.T, all []lasted) *measure.Cohort {
	e := newEdge(t)
	start := e.pairing.Started
	pairings := map[record.PairingID]*record.Pairing{}
	for i, l := range all {
		id := record.PairingID(fmt.Sprint("p", i))
		pairings[id] = &record.Pairing{ID: id, State: record.Completed, Started: start, Ended: start.Add(l.days), Reason: record.MovedOn, Source: at("%s", id)}
		if l.early {
			pairings[id].State = record.Ended
		}
	}
	repo := e.repository()
	e.cohort.Pairings = record.NewTable(pairings)
	return measure.Programme(repo, start.Add(1000)).Cohorts[0]
}

// TestRetention has an example of E. L. Kaplan and P. Meier's estimate by hand. Of the
// eight pairings that reach week 3, five reach week 4, and four no more.
func TestRetention(t *testing.T) {
	c := retentionOf(t, []lasted{{13, true}, {7, false}, {20, false}, {27, true}, {27, true}, {27, false}, {28, false}, {28, true}, {60, true}, {60, false}, {60, false}})
	want := []measure.Week{
		{Week: 0, AtRisk: 11, Survival: 1},
		{Week: 1, AtRisk: 11, Events: 1, Censored: 1, Survival: 10.0 / 11},
		{Week: 2, AtRisk: 9, Censored: 1, Survival: 10.0 / 11},
		{Week: 3, AtRisk: 8, Events: 2, Censored: 1, Survival: 10.0 / 11 * 6 / 8},
		{Week: 4, AtRisk: 5, Events: 1, Censored: 1, Survival: 10.0 / 11 * 6 / 8 * 4 / 5},
	}
	for i := range c.Retention {
		c.Retention[i].Interval = nil
	}
	if diff := cmp.Diff(want, c.Retention); diff != "" {
		t.Errorf("retention (-want +got):\n%s", diff)
	}
	compare(t, "early endings", c.Figure("early_endings"), of(5, 11))
}

// TestRetentionAgainstScipy compares the curves of some cohorts, and where they lie, with
// scipy's.
func TestRetentionAgainstScipy(t *testing.T) {
	draws := rand.New(rand.NewPCG(13, 2))
	var cohorts []*measure.Cohort
	script := "import scipy.stats\nfor ended, went_on in [\n"
	for range 20 {
		var all []lasted
		weeks := [2]string{}
		for range 5 + draws.IntN(60) {
			l := lasted{draws.IntN(200), draws.IntN(2) == 0}
			side := 1
			if all = append(all, l); l.early {
				side = 0
			}
			weeks[side] += fmt.Sprint(l.days/7, ", ")
		}
		cohorts = append(cohorts, retentionOf(t, all))
		script += fmt.Sprintf("([%s], [%s]),\n", weeks[0], weeks[1])
	}
	script += `]:
    if not hasattr(scipy.stats, "ecdf"):
        break
    sf = scipy.stats.ecdf(scipy.stats.CensoredData(uncensored=ended, right=went_on)).sf
    ci = sf.confidence_interval(method="log-log")
    for week in range(30):
        print(*(float(of.evaluate(week)) for of in (sf, ci.low, ci.high)))`
	out := scipy(t, script)
	if out == "" {
		t.Skip("this scipy is older than 1.11 and knows no survival curves: nothing was compared with what it says")
	}
	lines := strings.Split(out, "\n")
	for i, c := range cohorts {
		for _, w := range c.Retention {
			var share, low, high float64
			if _, err := fmt.Sscan(lines[30*i+w.Week], &share, &low, &high); err != nil {
				t.Fatalf("%q: %v", lines[30*i+w.Week], err)
			}
			if math.Abs(w.Survival-share) > 1e-12 || w.Interval.Method == "log-log" && (math.Abs(w.Interval.Low-low) > rounding || math.Abs(w.Interval.High-high) > rounding) {
				t.Errorf("cohort %d, week %d: %v in %v, and scipy has %v in %v to %v", i, w.Week, w.Survival, *w.Interval, share, low, high)
			}
		}
	}
}

func TestTheExampleEqualsTheOracle(t *testing.T) {
	repo, problems, err := record.Load(os.DirFS(here.Example(t)))
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	exists := map[string]bool{}
	for _, rec := range repo.Records() {
		exists[rec.Where().Path] = true
	}
	for d := day(t, "2025-12-01"); d <= day(t, "2027-03-01"); d = d.Add(11) {
		compareAll(t, repo, d)
		for _, f := range everyFigure(measure.Programme(repo, d)) {
			checkForm(t, f, exists)
		}
	}
}

// TestWhoNeverMetIsLate has an expectation of the days to the first meeting. All
// pairings that have had these days count: one met on the last of them, one a day
// later, one never, and one ended before it met; the fifth has days left.
func TestWhoNeverMetIsLate(t *testing.T) {
	e := newEdge(t)
	repo := e.repository()
	pairings := map[record.PairingID]*record.Pairing{}
	for id, days := range map[record.PairingID]int{"last-day": 10, "day-late": 11, "never": -1, "ended": -1, "young": 0} {
		p := *e.pairing
		p.ID, p.Source = id, at("program/cohorts/autumn/pairings/%s/pairing.yaml", id)
		switch id {
		case "ended":
			p.State, p.Ended = record.Ended, p.Started+9
		case "young":
			p.Started = day(t, "2026-10-11")
		}
		if days >= 0 {
			p.Sessions = []*record.Session{{Date: p.Started.Add(days), Source: at("program/cohorts/autumn/pairings/%s/sessions/x.md", id)}}
		}
		pairings[id] = &p
	}
	e.cohort.Pairings = record.NewTable(pairings)
	ten := 10.0
	e.program.Roles = []record.RoleID{"mentor"}
	repo.Roles = record.NewTable(map[record.RoleID]*record.Role{"mentor": {ID: "mentor", Source: at("program/roles/mentor.yaml"),
		Expectations: []record.Expectation{{ID: "soon", Evidence: record.Evidence{Metric: "time_to_first", AtLeast: &ten}}}}})
	c := measure.Programme(repo, day(t, "2026-10-20")).Cohorts[0]
	if x := c.Expectations[0]; x.Met != 1 || x.Of != 4 || len(x.Figure.Records) != 7 {
		t.Errorf("%d of %d met, proven by %v", x.Met, x.Of, x.Figure.Records)
	}
	compare(t, "2026-10-20", c.Figure("met_within"), of(2, 4))
	if f := measure.Programme(repo, day(t, "2026-09-20")).Cohorts[0].Figure("met_within"); f.Value != nil || f.Unavailable != "No pairing started 14 days ago or earlier yet." {
		t.Errorf("before anybody had two weeks it is %+v", f)
	}
}

// TestReasonsOfAll expects the pairings' own reason only when all of them have
// the same.
func TestReasonsOfAll(t *testing.T) {
	for structure, want := range map[record.Structure]string{
		"":           "No whole stretch of the rhythm has passed outside a break.",
		record.Flash: "No pairing of this cohort has a value, for reasons of their own.",
	} {
		e := newEdge(t)
		repo, last := e.repository(), *e.pairing
		last.ID, last.Structure = "zebra", structure
		e.cohort.Pairings = record.NewTable(map[record.PairingID]*record.Pairing{"otter": e.pairing, "zebra": &last})
		if f := measure.Programme(repo, day(t, "2026-09-08")).Cohorts[0].Figure("cadence_kept"); f.Value != nil || f.Unavailable != want {
			t.Errorf("with %q the last, the rhythm is %v, because %q", structure, f.Value, f.Unavailable)
		}
	}
}

func TestExpectations(t *testing.T) {
	repo := small(t)
	c := measure.Programme(repo, day(t, "2026-10-20")).Cohorts[0]
	last := c.Expectations[len(c.Expectations)-1]
	if last.Figure.Value != nil || last.Figure.Unavailable == "" {
		t.Errorf("an expectation without evidence says %+v", last.Figure)
	}
	if i := slices.IndexFunc(c.Expectations, func(x measure.Expectation) bool { return x.Expectation.ID == "rhythm" }); c.Expectations[i].Of != 2 {
		t.Errorf("the rhythm is measured for %d pairings, want 2", c.Expectations[i].Of)
	}
}
