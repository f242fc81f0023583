package health_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/health"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
)

// life is the days after its start on which a pairing met.
type life struct{ met []int }

// past measures cohorts that are over, whose pairings all started on the first
// day.
func past(days int, cohorts ...[]life) *measure.Measured {
	s := newScene()
	all := map[record.CohortID]*record.Cohort{}
	for i, lives := range cohorts {
		c := &record.Cohort{ID: record.CohortID(fmt.Sprintf("c%02d", i)), Program: "together", State: record.CohortClosed, Starts: start, Ends: start.Add(days)}
		pairings := map[record.PairingID]*record.Pairing{}
		for j, l := range lives {
			p := *s.pairing
			p.ID, p.State, p.Ended = record.PairingID(fmt.Sprintf("p%02d", j)), record.Completed, start.Add(days)
			for _, n := range l.met {
				p.Sessions = append(p.Sessions, &record.Session{Date: start.Add(n), Source: at(fmt.Sprintf("sessions/%03d.md", n))})
			}
			pairings[p.ID] = &p
		}
		c.Pairings = record.NewTable(pairings)
		all[c.ID] = c
	}
	return measure.Programme(&record.Repository{
		Programs: record.NewTable(map[record.ProgramID]*record.Program{"together": s.program}), Cohorts: record.NewTable(all),
	}, start.Add(days+400))
}

// By hand: 84 days are asked on day 7, 14, … 56. The first pairing, which tunes,
// and the second meet on day 0 and 7 and then no more, so all eight days are
// risky, in a single silence that is plain on day 35. It is too early until day
// 21, when two of three weeks are kept and the recency is 50: the number is
// (40 × 66.7 + 30 × 50) ÷ 70 = 59.5, below 60, and later it is lower. That is six
// days, the first of them 14 days ahead. 21 idle days are reached on day 28: five
// days, 7 days ahead; 90 never.
func TestBacktestByHand(t *testing.T) {
	b := health.Try(past(84, []life{{[]int{0, 7}}, {[]int{0, 7}}}))
	want := health.Sample{Cohorts: []record.CohortID{"c00"}, Pairings: 1, Days: 8, Risky: 8, Silences: 1}
	for _, got := range []health.Sample{b.Tuning, b.Judging} {
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("the sample is %+v, want %+v", got, want)
		}
	}
	if b.Set != (health.Setting{Below: 60, TooEarly: 3}) {
		t.Errorf("what is set is %+v", b.Set)
	}
	verdict(t, b.Verdicts[0], "our rule, as set", 6, 6, 14)
	verdict(t, b.Verdicts[2], "90 idle days", 0, 0, math.NaN())
	verdict(t, b.Verdicts[3], "21 idle days", 5, 5, 7)
	for _, v := range b.Verdicts {
		if v.Equal == nil || *v.Equal != 1 {
			t.Errorf("%s has the precision %v at equal recall, want 1", v.Rule, v.Equal)
		}
	}
}

func verdict(t *testing.T, v health.Verdict, rule string, flagged, right int, lead float64) {
	t.Helper()
	noLead := v.Lead == nil && math.IsNaN(lead)
	if v.Rule != rule || v.Flagged != flagged || v.Right != right || !noLead && (v.Lead == nil || *v.Lead != lead) {
		t.Errorf("%+v (lead %v), want %s with %d flagged, %d right, lead %v", v, v.Lead, rule, flagged, right, lead)
	}
}

// A break, an end in time and the last weeks are no silence, and without a
// finished cohort there is no result.
func TestWhatIsNotTried(t *testing.T) {
	if b := health.Try(past(84)); b.Judging.Days != 0 || b.Tuning.Days != 0 {
		t.Errorf("without a cohort: %+v", b)
	}
	if b := health.Try(past(34, []life{{[]int{1}}, {[]int{1}}})); b.Tuning.Days != 0 {
		t.Errorf("in a cohort shorter than five weeks: %+v", b)
	}
	if b := health.Try(past(84, []life{{}, {}})); b.Tuning.Days != 0 {
		t.Errorf("in a cohort without a log: %+v", b)
	}
	m := past(84, []life{{[]int{1}}})
	m.Cohorts[0].Pairings[0].Record.Pauses = []record.Pause{{From: start.Add(30), Until: start.Add(40)}}
	if b := health.Try(m); b.Tuning.Days != 3 { // day 42, 49 and 56: on 7 to 28, the break is within four weeks
		t.Errorf("around a break %d days are asked", b.Tuning.Days)
	}
	m = past(84, []life{{[]int{1}}})
	m.Cohorts[0].Pairings[0].Record.State, m.Cohorts[0].Pairings[0].Record.Ended = record.Ended, start.Add(20)
	if b := health.Try(m); b.Tuning.Days != 2 || b.Tuning.Risky != 2 {
		t.Errorf("of a pairing that ended early: %+v", b.Tuning)
	}
}

// TestBacktestAgainstAnOracle recounts the idle rule and the samples from the
// days of the meetings alone. No rule's best precision at equal recall is worse
// than that of flagging every day.
func TestBacktestAgainstAnOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.IntRange(35, 200).Draw(t, "days")
		var cohorts [][]life
		for range rapid.IntRange(1, 4).Draw(t, "cohorts") {
			var lives []life
			for range rapid.IntRange(1, 3).Draw(t, "pairings") {
				met := rapid.SliceOfNDistinct(rapid.IntRange(0, days), 1, 20, rapid.ID[int]).Draw(t, "met")
				slices.Sort(met)
				lives = append(lives, life{met})
			}
			cohorts = append(cohorts, lives)
		}
		b := health.Try(past(days, cohorts...))
		var judged []life
		n := 0
		for i, lives := range cohorts {
			for _, l := range lives {
				turn := i
				if len(cohorts) == 1 {
					turn = n
				}
				if n++; turn%2 == 1 {
					judged = append(judged, l)
				}
			}
		}
		for rule, limit := range map[int]int{2: 90, 3: 21} {
			compareIdle(t, b, b.Verdicts[rule], judged, days, limit)
		}
	})
}

func compareIdle(t *rapid.T, b *health.Backtest, v health.Verdict, judged []life, days, limit int) {
	asked, risky, flagged, right := 0, 0, 0, 0
	for _, l := range judged {
		for day := 7; day+28 <= days; day += 7 {
			last, next := 0, math.MaxInt
			for _, n := range l.met {
				if n <= day {
					last = n
				} else {
					next = min(next, n)
				}
			}
			asked++
			if next > day+28 {
				risky++
			}
			if day-last >= limit {
				flagged++
			}
			if day-last >= limit && next > day+28 {
				right++
			}
		}
	}
	if b.Judging.Days != asked || b.Judging.Risky != risky || v.Flagged != flagged || v.Right != right {
		t.Fatalf("%s: asked %d, risky %d, flagged %d, right %d; want %d, %d, %d, %d", v.Rule, b.Judging.Days, b.Judging.Risky, v.Flagged, v.Right, asked, risky, flagged, right)
	}
	if v.Equal != nil && *v.Equal < float64(risky)/float64(asked)-1e-9 {
		t.Fatalf("%s: the precision at equal recall is %v, and of all days %d of %d are risky", v.Rule, *v.Equal, risky, asked)
	}
}
