package health_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/health"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

var (
	start   = when.Day(2026, 9, 7)
	weekly  = when.Interval{N: 1, Unit: when.Weeks}
	weights = record.HealthWeights{Cadence: 40, Recency: 30, FollowThrough: 15, GoalProgress: 15}
)

// weigh returns the health of a weekly pairing that met on the given days after
// its start, as of another such day.
func weigh(asOf int, met []int, change func(*record.Program, *record.Cohort, *record.Pairing)) *health.Health {
	program := &record.Program{
		ID: "together", Format: record.Formal, Cadence: weekly,
		Health: record.Health{Weights: weights, SayHelloBelow: 60, QuietBelow: 35, TooEarly: 3},
	}
	p := &record.Pairing{
		ID: "otter", State: record.Active, Started: start,
		Mentors: []record.Member{{Person: "ash"}}, Mentees: []record.Member{{Person: "bay"}},
	}
	for _, n := range met {
		p.Sessions = append(p.Sessions, &record.Session{Date: start.Add(n), Source: record.Source{Path: fmt.Sprintf("sessions/%03d.md", n)}})
	}
	cohort := &record.Cohort{ID: "autumn", Program: "together"}
	if change != nil {
		change(program, cohort, p)
	}
	cohort.Pairings = record.NewTable(map[record.PairingID]*record.Pairing{p.ID: p})
	c := measure.Programme(&record.Repository{
		Programs: record.NewTable(map[record.ProgramID]*record.Program{program.ID: program}),
		Cohorts:  record.NewTable(map[record.CohortID]*record.Cohort{cohort.ID: cohort}),
	}, start.Add(asOf)).Cohorts[0]
	return health.Of(c, c.Pairings[0])
}

func TestStates(t *testing.T) {
	type change = func(*record.Program, *record.Cohort, *record.Pairing)
	unrhythmic := func(program *record.Program, _ *record.Cohort, p *record.Pairing) {
		program.Cadence = when.Interval{}
		p.Plan = &record.Plan{Goals: []record.Goal{{ID: "a", Target: start.Add(7), Done: start.Add(5)}}}
	}
	for _, c := range []struct {
		name   string
		asOf   int
		met    []int
		change change
		want   health.State
	}{
		{"not started", -1, nil, nil, "proposed"},
		{"one day short of three cadences", 20, nil, nil, health.TooEarly},
		{"three cadences without a meeting", 21, nil, nil, health.Quiet},
		{"met every week", 28, []int{1, 8, 15, 22}, nil, health.OnTrack},
		{"two of four weeks, and a week ago", 28, []int{15, 21}, nil, health.OnTrack},
		{"two of four weeks, and two weeks ago", 28, []int{1, 13}, nil, health.SayHello},
		{"met long ago", 70, []int{1, 8}, nil, health.Quiet},
		{"on a break", 70, []int{1}, func(_ *record.Program, _ *record.Cohort, p *record.Pairing) {
			p.Pauses = []record.Pause{{From: start.Add(60)}}
		}, "paused"},
		{"back from a break", 70, []int{1, 8, 15, 22}, func(_ *record.Program, _ *record.Cohort, p *record.Pairing) {
			p.Pauses = []record.Pause{{From: start.Add(28), Until: start.Add(69)}}
		}, health.OnTrack},
		{"completed", 70, []int{1}, func(_ *record.Program, _ *record.Cohort, p *record.Pairing) {
			p.State, p.Ended = record.Completed, start.Add(70)
		}, "completed"},
		{"to be completed", 69, []int{1}, func(_ *record.Program, _ *record.Cohort, p *record.Pairing) {
			p.State, p.Ended = record.Completed, start.Add(70)
		}, health.Quiet},
		{"the cohort's own thresholds", 70, []int{1, 8}, func(_ *record.Program, c *record.Cohort, _ *record.Pairing) {
			c.Health = &record.Health{Weights: weights, TooEarly: 11}
		}, health.TooEarly},
		{"no cadence and nothing agreed", 70, []int{1, 8}, func(p *record.Program, _ *record.Cohort, _ *record.Pairing) {
			p.Cadence = when.Interval{}
		}, health.Quiet},
		{"no cadence, and not met yet", 21, nil, unrhythmic, health.TooEarly},
		{"no cadence, and not met for three weeks", 22, nil, unrhythmic, health.SayHello},
		{"no cadence, and not met for five weeks, whatever goal is reached", 36, nil, unrhythmic, health.Quiet},
		{"no cadence, and met three weeks ago", 28, []int{7}, unrhythmic, health.OnTrack},
		{"a goal whose day is to come", 28, []int{1, 13, 21}, func(_ *record.Program, _ *record.Cohort, p *record.Pairing) {
			p.Plan = &record.Plan{Goals: []record.Goal{{ID: "a", Set: start.Add(28)}, {ID: "b", Target: start.Add(29)}}}
		}, health.OnTrack},
		{"a goal whose day has come", 28, []int{1, 13, 21}, func(_ *record.Program, _ *record.Cohort, p *record.Pairing) {
			p.Plan = &record.Plan{Goals: []record.Goal{{ID: "a", Target: start.Add(28)}}}
		}, health.OnTrack},
	} {
		h := weigh(c.asOf, c.met, c.change)
		if h.State != c.want || h.Words == "" {
			t.Errorf("%s: %q, in words %q, want %q (number %v)", c.name, h.State, h.Words, c.want, h.Number)
		}
	}
}

func TestOnlyFormalProgrammesHaveHealth(t *testing.T) {
	for _, format := range []record.Format{record.Informal, record.Hybrid} {
		h := weigh(70, []int{1}, func(p *record.Program, _ *record.Cohort, _ *record.Pairing) { p.Format = format })
		if h != nil {
			t.Errorf("a pairing of a programme that is %s has health %+v", format, h)
		}
	}
}

// The parts by hand, on day 42: of the windows 2 to 5 (days 14 to 41) those
// with days 15 and 29 are kept; day 29 is 13 days ago, which is 8 of the 14
// days between one cadence and three from 0; one of two actions was done in
// time; one of four goals is reached.
func TestParts(t *testing.T) {
	h := weigh(42, []int{1, 15, 29}, func(_ *record.Program, _ *record.Cohort, p *record.Pairing) {
		p.Sessions[0].Actions = []record.Action{{ID: "read", Due: start.Add(20)}, {ID: "write", Due: start.Add(20)}}
		p.Sessions[1].Done = []record.ActionDone{{ID: "read"}}
		due := start.Add(42)
		p.Plan = &record.Plan{Goals: []record.Goal{{ID: "a", Target: due, Done: start.Add(9)}, {ID: "b", Target: due}, {ID: "c", Target: due}, {ID: "d", Target: due}, {ID: "e"}, {ID: "f", Target: due.Add(1)}}}
	})
	want := []float64{50, 100 * 8.0 / 14, 50, 25}
	for i, p := range h.Parts {
		if p.Value == nil || math.Abs(*p.Value-want[i]) > 1e-9 {
			t.Errorf("the part %s is %v, want %v", p.Name, p.Value, want[i])
		}
	}
	number := (40*50 + 30*100*8.0/14 + 15*50 + 15*25) / 100
	if math.Abs(*h.Number-number) > 1e-9 {
		t.Errorf("the number is %v, want %v", *h.Number, number)
	}
}

func TestPartsThatAreNotThereHaveNoWeight(t *testing.T) {
	h := weigh(28, []int{1, 8, 15, 22}, nil)
	if *h.Number != 100 {
		t.Errorf("the number without actions and goals is %v, want 100", *h.Number)
	}
	for _, p := range h.Parts[2:] {
		if p.Value != nil || p.Unavailable == "" {
			t.Errorf("the part %s is %v, %q", p.Name, p.Value, p.Unavailable)
		}
	}
	none := weigh(28, []int{1}, func(p *record.Program, _ *record.Cohort, _ *record.Pairing) {
		p.Health.Weights = record.HealthWeights{}
	})
	if none.Number != nil || none.State != "" {
		t.Errorf("without weights the number is %v and the state %q", none.Number, none.State)
	}
}

// recencyOf returns the recency of a pairing that met on its first day.
func recencyOf(days int) float64 { return *weigh(days, []int{0}, nil).Parts[1].Value }

func TestRecency(t *testing.T) {
	for days, want := range map[int]float64{0: 100, 7: 100, 14: 50, 21: 0, 99: 0} {
		if got := recencyOf(days); math.Abs(got-want) > 1e-9 {
			t.Errorf("%d days after the last meeting the recency is %v, want %v", days, got, want)
		}
	}
}

func TestAnotherMeetingNeverLowersTheNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		asOf := rapid.IntRange(21, 120).Draw(t, "as of")
		met := rapid.SliceOfN(rapid.IntRange(0, asOf), 1, 20).Draw(t, "met")
		more := append([]int{rapid.IntRange(0, asOf).Draw(t, "one more")}, met...)
		before, after := weigh(asOf, met, nil), weigh(asOf, more, nil)
		if *before.Number < 0 || *before.Number > 100 || *after.Number < *before.Number-1e-9 {
			t.Fatalf("the number went from %v to %v", *before.Number, *after.Number)
		}
	})
}
