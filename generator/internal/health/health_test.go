package health_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/health"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

var (
	start  = when.Day(2026, 9, 7)
	weekly = when.Interval{N: 1, Unit: when.Weeks}
	rules  = record.Health{SayHello: record.SayHello{Days: 21, Cadences: 1.5}, Quiet: record.Quiet{Days: 35, Cadences: 2.5}, TooEarly: 3}
)

// healthOf returns the health of a weekly pairing that met on the given days after
// its start, as of another such day.
func healthOf(asOf int, met []int, change func(*record.Program, *record.Cohort, *record.Pairing)) *health.Health {
	program := &record.Program{
		ID: "together", Format: record.Formal, Cadence: weekly,
		Health: rules,
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
	unrhythmic := func(program *record.Program, _ *record.Cohort, _ *record.Pairing) { program.Cadence = when.Interval{} }
	every := func(n int, unit when.Unit) change {
		return func(_ *record.Program, c *record.Cohort, _ *record.Pairing) {
			c.Cadence = when.Interval{N: n, Unit: unit}
		}
	}
	for _, c := range []struct {
		name   string
		asOf   int
		met    []int
		change change
		want   health.State
		why    string
	}{
		{"not started", -1, nil, nil, "proposed", ""},
		{"one day short of three cadences", 20, nil, nil, health.TooEarly, ""},
		{"three cadences without a meeting", 21, nil, nil, health.TooEarly, ""},
		{"three weeks without a meeting, and a day", 22, nil, nil, health.SayHello, "by the logs they have not met since the start on 7 Sep 2026, 22 days ago, and they mean to meet every week"},
		{"met every week", 28, []int{1, 8, 15, 22}, nil, health.OnTrack, ""},
		{"met three weeks ago", 28, []int{1, 7}, nil, health.OnTrack, ""},
		{"met more than three weeks ago", 29, []int{1, 7}, nil, health.SayHello, "by the logs they last met on 14 Sep 2026, 22 days ago, and they mean to meet every week"},
		{"met five weeks ago", 42, []int{1, 7}, nil, health.SayHello, "35 days ago"},
		{"met more than five weeks ago", 43, []int{1, 7}, nil, health.Quiet, "36 days ago"},
		{"every three weeks, and one and a half of them have passed", 71, []int{40}, every(3, when.Weeks), health.OnTrack, ""},
		{"every three weeks, and more have passed", 72, []int{40}, every(3, when.Weeks), health.SayHello, "32 days ago, and they mean to meet every 3 weeks"},
		{"every three weeks, and two and a half of them have passed", 92, []int{40}, every(3, when.Weeks), health.SayHello, ""},
		{"every three weeks, and more than two and a half have passed", 93, []int{40}, every(3, when.Weeks), health.Quiet, ""},
		{"every month, and 45 days have passed", 145, []int{100}, every(1, when.Months), health.OnTrack, ""},
		{"every month, and 46 days have passed", 146, []int{100}, every(1, when.Months), health.SayHello, "every month"},
		{"every month now, and every week before", 60, []int{20}, func(_ *record.Program, _ *record.Cohort, p *record.Pairing) {
			p.Cadence = []record.CadenceStep{{From: start, Every: weekly}, {From: start.Add(28), Every: when.Interval{N: 1, Unit: when.Months}}}
		}, health.OnTrack, ""},
		{"on a break", 70, []int{1}, func(_ *record.Program, _ *record.Cohort, p *record.Pairing) {
			p.Pauses = []record.Pause{{From: start.Add(60)}}
		}, "paused", ""},
		{"back from a break", 70, []int{1, 8, 15, 22}, func(_ *record.Program, _ *record.Cohort, p *record.Pairing) {
			p.Pauses = []record.Pause{{From: start.Add(28), Until: start.Add(69)}}
		}, health.OnTrack, ""},
		{"back from a break for a while", 90, []int{1, 8, 15, 22}, func(_ *record.Program, _ *record.Cohort, p *record.Pairing) {
			p.Pauses = []record.Pause{{From: start.Add(28), Until: start.Add(69)}}
		}, health.SayHello, "68 days ago (26 without breaks), and"},
		{"completed", 70, []int{1}, func(_ *record.Program, _ *record.Cohort, p *record.Pairing) {
			p.State, p.Ended = record.Completed, start.Add(70)
		}, "completed", ""},
		{"to be completed", 69, []int{1}, func(_ *record.Program, _ *record.Cohort, p *record.Pairing) {
			p.State, p.Ended = record.Completed, start.Add(70)
		}, health.Quiet, ""},
		{"the cohort's own rule", 70, []int{1, 8}, func(_ *record.Program, c *record.Cohort, _ *record.Pairing) {
			c.Health = &record.Health{SayHello: record.SayHello{Cadences: 8}, Quiet: record.Quiet{Days: 63}}
		}, health.SayHello, ""},
		{"the cohort says it is too early", 70, []int{1, 8}, func(_ *record.Program, c *record.Cohort, _ *record.Pairing) {
			c.Health = &record.Health{TooEarly: 11}
		}, health.TooEarly, ""},
		{"no cadence, and not met yet", 21, nil, unrhythmic, health.TooEarly, ""},
		{"no cadence, and not met for three weeks", 22, nil, unrhythmic, health.SayHello, ""},
		{"no cadence, and not met for five weeks", 36, nil, unrhythmic, health.Quiet, ""},
		{"no cadence, and met three weeks ago", 28, []int{7}, unrhythmic, health.OnTrack, ""},
		{"a goal whose day has come", 28, []int{1, 13, 21}, func(_ *record.Program, _ *record.Cohort, p *record.Pairing) {
			p.Plan = &record.Plan{Goals: []record.Goal{{ID: "a", Target: start.Add(28)}}}
		}, health.OnTrack, ""},
	} {
		h := healthOf(c.asOf, c.met, c.change)
		if h.State != c.want || h.Words == "" || !strings.Contains(h.Why, c.why) {
			t.Errorf("%s: %+v, want %q, and why %q", c.name, *h, c.want, c.why)
		}
		if care := h.State == health.Quiet || h.State == health.SayHello; care != (h.Why != "") {
			t.Errorf("%s: why it is %q: %q", c.name, h.State, h.Why)
		}
	}
}

// TestNeverMetIsCalledTheSame has a pairing called in one way where coordinators look at
// it and beside the others, whether it is too early to say more of it or not.
func TestNeverMetIsCalledTheSame(t *testing.T) {
	for asOf, want := range map[int]string{5: "too early to say", 10: "not met yet", 20: "not met yet"} {
		h := healthOf(asOf, nil, func(_ *record.Program, c *record.Cohort, _ *record.Pairing) {
			c.Health = &record.Health{SayHello: record.SayHello{Days: 50}, Quiet: record.Quiet{Days: 90}, TooEarly: 2}
		})
		if h.State != health.TooEarly || h.Words != want {
			t.Errorf("on day %d: %+v, want the words %q", asOf, *h, want)
		}
	}
}

// TestNobodyIsSaidNotToHaveMetTooSoon waits for a whole window of the rhythm, however
// long, and without one for the days until somebody could use a hello.
func TestNobodyIsSaidNotToHaveMetTooSoon(t *testing.T) {
	for _, test := range []struct {
		every when.Interval
		asOf  int
		want  string
	}{
		{when.Interval{N: 8, Unit: when.Weeks}, 55, "too early to say"},
		{when.Interval{N: 8, Unit: when.Weeks}, 56, "not met yet"},
		{when.Interval{}, 50, "too early to say"},
		{when.Interval{}, 51, "could use a hello"},
	} {
		h := healthOf(test.asOf, nil, func(program *record.Program, c *record.Cohort, _ *record.Pairing) {
			program.Cadence = test.every
			c.Health = &record.Health{SayHello: record.SayHello{Days: 50, Cadences: 9}, Quiet: record.Quiet{Days: 900, Cadences: 90}, TooEarly: 80}
		})
		if h == nil || h.Words != test.want {
			t.Errorf("every %v, on day %d: %+v, want the words %q", test.every, test.asOf, h, test.want)
		}
	}
}

func TestOnlyFormalProgrammesHaveHealth(t *testing.T) {
	for _, format := range []record.Format{record.Informal, record.Hybrid} {
		h := healthOf(70, []int{1}, func(p *record.Program, _ *record.Cohort, _ *record.Pairing) { p.Format = format })
		if h != nil {
			t.Errorf("a pairing of a programme that is %s has health %+v", format, h)
		}
	}
}

// TestStatesAgainstAnOracle walks from the start through every day and counts those since
// the last meeting that are not on a break.
func TestStatesAgainstAnOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		asOf, weeks := rapid.IntRange(0, 200).Draw(t, "as of"), rapid.IntRange(0, 5).Draw(t, "every so many weeks")
		met := rapid.SliceOfN(rapid.IntRange(0, 200), 0, 6).Draw(t, "met")
		from := rapid.IntRange(0, 200).Draw(t, "a break from")
		until := from + rapid.IntRange(0, 60).Draw(t, "days of it")
		hello := record.SayHello{Days: rapid.IntRange(0, 40).Draw(t, "days"), Cadences: float64(rapid.IntRange(0, 8).Draw(t, "halves")) / 2}
		quiet := record.Quiet{Days: hello.Days + rapid.IntRange(0, 20).Draw(t, "more"), Cadences: hello.Cadences + float64(rapid.IntRange(0, 4).Draw(t, "more halves"))/2}
		early := rapid.IntRange(0, 4).Draw(t, "too early")
		got := healthOf(asOf, met, func(program *record.Program, _ *record.Cohort, p *record.Pairing) {
			program.Health = record.Health{SayHello: hello, Quiet: quiet, TooEarly: early}
			program.Cadence = when.Interval{N: weeks, Unit: when.Weeks}
			p.Pauses = []record.Pause{{From: start.Add(from), Until: start.Add(until)}}
		})
		idle := 0
		for day := 1; day <= asOf; day++ {
			if day < from || day > until {
				idle++
			}
			if slices.Contains(met, day) {
				idle = 0
			}
		}
		beyond := func(days int, cadences float64) bool { return idle > days && 2*idle > int(2*cadences)*7*weeks }
		want := health.OnTrack
		switch {
		case from <= asOf && asOf <= until:
			want = health.State(record.Paused)
		case asOf < 7*weeks*early:
			want = health.TooEarly
		case beyond(quiet.Days, quiet.Cadences):
			want = health.Quiet
		case beyond(hello.Days, hello.Cadences):
			want = health.SayHello
		case len(met) == 0 || slices.Min(met) > asOf:
			want = health.TooEarly
		}
		if got.State != want {
			t.Fatalf("after %d days without a meeting it is %s, not %s", idle, got.State, want)
		}
	})
}
