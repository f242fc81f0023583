package measure_test

import (
	"encoding/json"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// everyFigure lists all figures of a measured repository.
func everyFigure(m *measure.Measured) []measure.Figure {
	var all []measure.Figure
	for _, c := range m.Cohorts {
		all = append(all, c.Figures...)
		for _, p := range c.Pairings {
			all = append(all, p.Figures...)
		}
		for _, e := range c.Expectations {
			all = append(all, e.Figure)
		}
		for _, s := range c.Surveys {
			all = append(all, s.Response)
			for _, q := range s.Questions {
				all = append(all, q.Satisfaction)
			}
		}
	}
	return all
}

// text formats everything in a measured repository, for comparison.
func text(t failer, m *measure.Measured) string {
	t.Helper()
	var said []any
	for _, f := range everyFigure(m) {
		said = append(said, f)
	}
	for _, c := range m.Cohorts {
		said = append(said, c.Retention, c.Funnel)
		for _, p := range c.Pairings {
			said = append(said, p.State, p.Start, p.End)
		}
	}
	out, err := json.Marshal(said)
	if err != nil {
		t.Errorf("write the figures as JSON: %v", err)
	}
	return string(out)
}

func TestEveryFigureIsWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		repo := drawRepository(t)
		exists := map[string]bool{}
		for _, rec := range repo.Records() {
			exists[rec.Where().Path] = true
		}
		for _, f := range everyFigure(measure.Programme(repo, drawDay(t, "as of"))) {
			checkForm(t, f, exists)
		}
	})
}

// overPairings are the metrics of which a cohort's interval is drawn from pairings.
var overPairings = []record.MetricID{"cadence_kept", "follow_through", "goal_progress", "milestones_kept", "confirmed"}

func checkForm(t failer, f measure.Figure, exists map[string]bool) {
	t.Helper()
	if (f.Value == nil) == (f.Unavailable == "") {
		t.Errorf("%s: a value or the reason why there is none, not %v and %q", f.ID, f.Value, f.Unavailable)
	}
	if (f.Numerator == nil) != (f.Denominator == nil) {
		t.Errorf("%s: has one of numerator and denominator only", f.ID)
	}
	switch i := f.Interval; {
	case (i == nil) != (f.Denominator == nil) && f.ID != "retention", (i == nil) != (f.Value == nil) && f.ID == "retention":
		t.Errorf("%s: %v of a denominator %v", f.ID, i, f.Denominator)
	case i == nil:
	case i.Level != 0.95 || i.Low < 0 || i.Low >= i.High || i.High > 1:
		t.Errorf("%s: the interval %v", f.ID, *i)
	case !slices.Contains(overPairings, f.ID) && f.ID != "satisfaction" && f.ID != "retention" && *i != *measure.Wilson(*f.Numerator, *f.Denominator):
		t.Errorf("%s: %v of %v is in %v, and Wilson has another interval", f.ID, *f.Numerator, *f.Denominator, *i)
	}
	if f.Value == nil && f.Numerator != nil {
		t.Errorf("%s: no value, and yet a numerator", f.ID)
	}
	if f.Numerator != nil && (*f.Value != *f.Numerator / *f.Denominator || *f.Value < 0 || *f.Value > 1) {
		t.Errorf("%s: %v is not %v ÷ %v, from 0 to 1", f.ID, *f.Value, *f.Numerator, *f.Denominator)
	}
	if f.Records == nil || !slices.IsSorted(f.Records) || len(slices.Compact(slices.Clone(f.Records))) != len(f.Records) {
		t.Errorf("%s: the records are not a sorted list without repetition: %v", f.ID, f.Records)
	}
	for _, path := range f.Records {
		if !exists[path] {
			t.Errorf("%s: there is no record %q", f.ID, path)
		}
	}
}

func TestOrderOfFilesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		repo, d := drawRepository(t), drawDay(t, "as of")
		before := text(t, measure.Programme(repo, d))
		shuffle := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 0))
		for _, c := range repo.Cohorts.All() {
			for _, p := range c.Pairings.All() {
				shuffle.Shuffle(len(p.Sessions), func(i, j int) { p.Sessions[i], p.Sessions[j] = p.Sessions[j], p.Sessions[i] })
			}
		}
		if after := text(t, measure.Programme(repo, d)); after != before {
			t.Errorf("in another order:\n%s\nwant\n%s", after, before)
		}
	})
}

func TestWhatIsDatedAfterTheDayHasNotHappened(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		repo, d := drawRepository(t), drawDay(t, "as of")
		full := text(t, measure.Programme(repo, d))
		for _, c := range repo.Cohorts.All() {
			for _, p := range c.Pairings.All() {
				forget(p, d)
			}
		}
		if known := text(t, measure.Programme(repo, d)); known != full {
			t.Errorf("without what comes later:\n%s\nwith it\n%s", known, full)
		}
	})
}

// forget removes everything dated after a day from a pairing.
func forget(p *record.Pairing, d when.Date) {
	blank := func(day *when.Date) {
		if *day > d {
			*day = 0
		}
	}
	p.Sessions = slices.DeleteFunc(p.Sessions, func(s *record.Session) bool { return s.Date > d })
	p.Pauses = slices.DeleteFunc(p.Pauses, func(b record.Pause) bool { return b.From > d })
	p.Cadence = slices.DeleteFunc(p.Cadence, func(s record.CadenceStep) bool { return s.From > d })
	blank(&p.Started)
	if p.Ended > d {
		p.Ended, p.State = 0, record.Active
	}
	if p.Plan == nil {
		return
	}
	p.Plan.Milestones = slices.DeleteFunc(p.Plan.Milestones, func(m record.MilestoneDone) bool { return m.Done > d })
	p.Plan.Goals = slices.DeleteFunc(p.Plan.Goals, func(g record.Goal) bool { return g.Set > d })
	for i := range p.Plan.Goals {
		blank(&p.Plan.Goals[i].Done)
		blank(&p.Plan.Goals[i].Dropped)
	}
}

func TestALogAfterTheDayChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		repo, d := drawRepository(t), drawDay(t, "as of")
		before := text(t, measure.Programme(repo, d))
		for _, c := range repo.Cohorts.All() {
			for _, p := range c.Pairings.All() {
				s := drawSession(t, "program/cohorts/autumn/pairings/"+string(p.ID), 99)
				s.Date = d + 1 + when.Date(below(t, "days ahead", 30))
				p.Sessions = append(p.Sessions, s)
			}
		}
		if after := text(t, measure.Programme(repo, d)); after != before {
			t.Errorf("with a log ahead:\n%s\nwant\n%s", after, before)
		}
	})
}

// A pause only removes windows and days, and never affects what was done.
func TestAPauseOnlyTakesAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		repo, d := drawRepository(t), drawDay(t, "as of")
		before := measure.Programme(repo, d)
		for _, c := range repo.Cohorts.All() {
			for _, p := range c.Pairings.All() {
				p.Pauses = append(p.Pauses, drawPause(t))
			}
		}
		after := measure.Programme(repo, d)
		for i, c := range before.Cohorts {
			for j, p := range c.Pairings {
				checkPause(t, p, after.Cohorts[i].Pairings[j])
			}
		}
	})
}

func checkPause(t failer, before, after *measure.Pairing) {
	t.Helper()
	missed := func(p *measure.Pairing) int {
		n := 0
		for _, w := range p.Windows {
			if w.Outcome == measure.Missed {
				n++
			}
		}
		return n
	}
	if missed(after) > missed(before) {
		t.Errorf("a pause made a window missed: %d before, %d after", missed(before), missed(after))
	}
	of, then := before.Figure("cadence_kept"), after.Figure("cadence_kept")
	if then.Value != nil && (of.Value == nil || *then.Numerator > *of.Numerator || *then.Denominator > *of.Denominator) {
		t.Errorf("a pause added stretches: %v before, %v after", of, then)
	}
	for _, id := range []record.MetricID{"days_since_last", "median_gap", "longest_gap"} {
		if b, a := before.Figure(id), after.Figure(id); b.Value != nil && *a.Value > *b.Value {
			t.Errorf("a pause made %s longer: %v before, %v after", id, *b.Value, *a.Value)
		}
	}
	for _, id := range []record.MetricID{"sessions_held", "time_to_first", "follow_through", "goal_progress", "milestones_kept"} {
		if b, a := before.Figure(id), after.Figure(id); b.Value != nil && *a.Value != *b.Value {
			t.Errorf("a pause changed %s from %v to %v", id, *b.Value, *a.Value)
		}
	}
}

func TestTheNumberOfCoresDoesNotMatter(t *testing.T) {
	repo := manyPairings(300)
	many := text(t, measure.Programme(repo, benchDay))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if one := text(t, measure.Programme(repo, benchDay)); one != many {
		t.Error("one core measures something else than several")
	}
}
