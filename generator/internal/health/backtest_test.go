package health_test

import (
	"fmt"
	"maps"
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

// By hand: 84 days are asked on day 7, 14, … 56. Each pairing meets on day 0 and 7 and then
// no more, so all eight days are risky, in a single silence. It is too early until day 21,
// could use a hello from day 29 on, the first asked being 35, and is quiet from day 43, so on
// 49: of eight days four are flagged, and two of these as quiet.
func TestBacktestByHand(t *testing.T) {
	var lives []life
	for range 20 {
		lives = append(lives, life{[]int{0, 7}})
	}
	lives = append(lives, life{[]int{0, 7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84}})
	b := health.Try(past(84, lives[:10], lives[10:]))
	if got := fmt.Sprint(b.Cohorts, b.Pairings, b.Days, b.Risky, b.Silences); got != "[c00 c01] 21 168 160 20" {
		t.Errorf("it is of %s", got)
	}
	if got, want := b.Rests(), "It rests on 20 silences of 21 pairings, asked on 168 days, 160 of them before or in a silence."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	want := [][]string{
		{"could use a hello", "100 % (80 of 80)", "50 % (80 of 160)", "20 of 20"},
		{"no meeting logged lately", "100 % (40 of 40)", "25 % (40 of 160)", "20 of 20"},
	}
	if got := b.Rows(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Of fewer than 20 silences nothing is told but how many there are.
func TestBacktestOfFewSilences(t *testing.T) {
	for n, want := range map[int]string{
		0:  "It rests on 0 silences of 0 pairings; from 20 silences on, a table says here how many were seen coming.",
		1:  "It rests on 1 silence of 1 pairing; from 20 silences on, a table says here how many were seen coming.",
		19: "It rests on 19 silences of 19 pairings; from 20 silences on, a table says here how many were seen coming.",
	} {
		b := health.Try(past(84, slices.Repeat([]life{{[]int{0, 7}}}, n)))
		if b.Rests() != want || len(b.Rows()) > 0 || b.Verdicts == nil {
			t.Errorf("%q and %v, want %q", b.Rests(), b.Rows(), want)
		}
	}
}

// A break, an end in time and the last weeks are no silence, and without a
// finished cohort there is no result.
func TestWhatIsNotTried(t *testing.T) {
	if b := health.Try(past(84)); b.Days != 0 {
		t.Errorf("without a cohort: %+v", b)
	}
	if b := health.Try(past(34, []life{{[]int{1}}, {[]int{1}}})); b.Days != 0 || len(b.Cohorts) > 0 {
		t.Errorf("in a cohort shorter than five weeks: %+v", b)
	}
	if b := health.Try(past(84, []life{{}, {}})); b.Days != 0 {
		t.Errorf("in a cohort without a log: %+v", b)
	}
	for _, c := range []struct {
		from, until, ended int
		days               int // of 7, 14, … 56, those before the end and without a break in four weeks
	}{{30, 40, 0, 3}, {35, 41, 0, 3}, {36, 42, 0, 3}, {36, 41, 0, 4}, {36, 0, 0, 1}, {90, 99, 21, 2}, {90, 99, 22, 3}} {
		m := past(84, []life{{[]int{1}}})
		p := m.Cohorts[0].Pairings[0].Record
		p.Pauses = []record.Pause{{From: start.Add(c.from)}}
		if c.until > 0 {
			p.Pauses[0].Until = start.Add(c.until)
		}
		if c.ended > 0 {
			p.State, p.Ended = record.Ended, start.Add(c.ended)
		}
		if b := health.Try(m); b.Days != c.days || b.Risky != c.days {
			t.Errorf("%+v: %d days are asked, %d before or in a silence", c, b.Days, b.Risky)
		}
	}
}

// TestBacktestAgainstAnOracle recounts everything from the days of the meetings alone.
func TestBacktestAgainstAnOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.IntRange(35, 200).Draw(t, "days")
		var cohorts [][]life
		var all []life
		for range rapid.IntRange(1, 4).Draw(t, "cohorts") {
			var lives []life
			for range rapid.IntRange(1, 12).Draw(t, "pairings") {
				met := rapid.SliceOfNDistinct(rapid.IntRange(0, days), 1, 5, rapid.ID[int]).Draw(t, "met")
				slices.Sort(met)
				lives = append(lives, life{met})
			}
			cohorts, all = append(cohorts, lives), append(all, lives...)
		}
		compare(t, health.Try(past(days, cohorts...)), all, days)
	})
}

func compare(t *rapid.T, b *health.Backtest, all []life, days int) {
	asked, risky, silences := 0, 0, map[string]bool{}
	flagged, right, seen := [2]int{}, [2]int{}, [2]map[string]bool{{}, {}}
	for i, l := range all {
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
			silence := fmt.Sprint(i, "since", last)
			if next > day+28 {
				risky++
				silences[silence] = true
			}
			for j, limit := range []int{21, 35} {
				if day < 21 || day-last <= limit {
					continue
				}
				flagged[j]++
				seen[j][silence] = true
				if next > day+28 {
					right[j]++
				}
			}
		}
	}
	if b.Days != asked || b.Risky != risky || b.Silences != len(silences) || (len(b.Verdicts) > 0) != (len(silences) >= 20) {
		t.Fatalf("%+v; want %d days, %d risky, %d silences", b, asked, risky, len(silences))
	}
	for j, v := range b.Verdicts {
		maps.DeleteFunc(seen[j], func(silence string, _ bool) bool { return !silences[silence] })
		if v.Flagged != flagged[j] || v.Right != right[j] || v.Seen != len(seen[j]) {
			t.Fatalf("%+v; want %d flagged, %d right, %d seen", v, flagged[j], right[j], len(seen[j]))
		}
	}
}
