package site

import (
	"encoding/json"
	"strings"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
	"pgregory.net/rapid"
)

// builds renders the API of a programme as of any day.
type builds struct {
	in   veil.Input
	days map[when.Date]map[string]cohortJSON
}

func (b *builds) on(t interface{ Fatal(...any) }, day when.Date) map[string]cohortJSON {
	if done := b.days[day]; done != nil {
		return done
	}
	in := b.in
	in.AsOf = day
	site := map[string]cohortJSON{}
	for _, o := range outputs(t, in) {
		id, ok := strings.CutPrefix(o.Path, "api/v1/cohorts/")
		if !ok {
			continue
		}
		var body strings.Builder
		var c cohortJSON
		if err := o.Render(&body); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(body.String()), &c); err != nil {
			t.Fatal(err)
		}
		site[strings.TrimSuffix(id, ".json")] = c
	}
	b.days[day] = site
	return site
}

// TestWhatWasBefore builds the example on days at random, and on the days that
// its pages compare with: what a page says of before is what the page of that
// day said, and of another cohort at the same age what that cohort's said.
func TestWhatWasBefore(t *testing.T) {
	here.OnlyWhole(t)
	b := &builds{in: example(t, veil.Coordinators), days: map[when.Date]map[string]cohortJSON{}}
	rapid.Check(t, func(t *rapid.T) {
		// The days are few, so that their builds are used again.
		day := when.Day(2026, 9, 1).Add(7 * rapid.IntRange(0, 26).Draw(t, "week"))
		for id, c := range b.on(t, day) {
			if c.Before != nil {
				then := b.on(t, parsed(t, c.Before.AsOf))[id]
				sameFigures(t, id+" before", c.Before.Figures, then.Figures)
				if got := day.Sub(parsed(t, c.Before.AsOf)); got != 28 {
					t.Errorf("%s on %s is compared with %d days before", id, day, got)
				}
			}
			for _, s := range c.AtAge {
				then := b.on(t, parsed(t, s.AsOf))[s.Cohort]
				sameFigures(t, id+" beside "+s.Cohort, s.Figures, then.Figures)
				if starts := b.in.Repo.Cohorts.Get(record.CohortID(s.Cohort)).Starts; parsed(t, s.AsOf).Sub(starts) != c.Age {
					t.Errorf("%s is compared with %s on %s, and that is not its day %d", id, s.Cohort, s.AsOf, c.Age)
				}
			}
		}
	})
}

func parsed(t interface{ Fatal(...any) }, s string) when.Date {
	d, err := when.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sameFigures compares values; records may be named by their folders.
func sameFigures(t *rapid.T, what string, some, all []figureJSON) {
	t.Helper()
	if len(some) == 0 {
		t.Errorf("%s: there are no figures", what)
	}
	for _, f := range some {
		found := false
		for _, g := range all {
			if g.Metric != f.Metric {
				continue
			}
			found = true
			if !near(orNaN(f.Value), orNaN(g.Value)) || !near(orNaN(f.Numerator), orNaN(g.Numerator)) || !near(orNaN(f.Denominator), orNaN(g.Denominator)) {
				t.Errorf("%s: %s is %v, and was %v", what, f.Metric, orNaN(f.Value), orNaN(g.Value))
			}
		}
		if !found {
			t.Errorf("%s: there was no %s", what, f.Metric)
		}
	}
}

// TestPeriodsBefore compares each period with the same page of so many days
// before.
func TestPeriodsBefore(t *testing.T) {
	here.OnlyWhole(t)
	b := &builds{in: example(t, veil.Coordinators), days: map[when.Date]map[string]cohortJSON{}}
	compared := 0
	for _, day := range []when.Date{when.Day(2026, 10, 20), when.Day(2026, 11, 20), when.Day(2027, 1, 15)} {
		for id, c := range b.on(t, day) {
			for i, p := range c.Periods {
				then := b.on(t, parsed(t, p.Before[1].AsOf))[id]
				if len(then.Periods) == 0 {
					continue // the cohort had not begun
				}
				compared++
				for j := range p.Before {
					for k, f := range p.Before[j].Figures {
						if was := then.Periods[i].Now[j].Figures[k]; was.Metric != f.Metric || !near(orNaN(was.Value), orNaN(f.Value)) {
							t.Errorf("%s on %s, %s: %s was %v, and the page of that day said %v", id, day, p.Period, f.Metric, orNaN(f.Value), orNaN(was.Value))
						}
					}
				}
			}
		}
	}
	if compared < 4 {
		t.Errorf("%d periods were compared", compared)
	}
}

// TestClosedCohortsStandStill has no change and no periods where nothing moves.
func TestClosedCohortsStandStill(t *testing.T) {
	b := &builds{in: example(t, veil.Public), days: map[when.Date]map[string]cohortJSON{}}
	for id, c := range b.on(t, b.in.AsOf) {
		running := b.in.Repo.Cohorts.Get(record.CohortID(id)).State == record.CohortRunning
		if (c.Before != nil) != running || (len(c.Periods) > 0) != running {
			t.Errorf("%s: before %v, %d periods", id, c.Before != nil, len(c.Periods))
		}
	}
}
