package veil

import (
	"strings"
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestWhoIsTypical counts, of how long ago pairings met, only those that go on, as the
// median does, and of other medians all that have a value.
func TestWhoIsTypical(t *testing.T) {
	repo := mini.Load(t, mini.Files(mini.Everything))
	repo.Arrivals = &record.Arrivals{Days: map[string]when.Date{}, By: map[string][]record.PersonID{}}
	for _, p := range repo.Cohorts.Get("spring").Pairings.All() {
		for _, s := range p.Sessions {
			repo.Arrivals.Days[s.Path] = s.Date
		}
	}
	over := repo.Cohorts.Get("spring").Pairings.Get("idada-iddot")
	over.State, over.Ended = record.Completed, mini.Day-1
	in := inputOf(repo, mini.Files(mini.Everything), Coordinators)
	measured := measure.Programme(repo, in.AsOf).Cohort("spring")
	for _, c := range Show(in).Cohorts {
		if c.ID != "spring" {
			continue
		}
		for _, id := range []record.MetricID{"days_since_last", "time_to_first", "median_gap", "log_lag"} {
			going, all := 0, 0
			for _, p := range measured.Pairings {
				if p.Figure(id).Value == nil {
					continue
				}
				all++
				if p.State == record.Active || p.State == record.Paused {
					going++
				}
			}
			if all == going || going == 0 {
				t.Fatalf("%s: %d pairings have a value, and %d of them go on", id, all, going)
			}
			if id == "days_since_last" {
				all = going
			}
			if got, want := view.Of(c.Figures, string(id)).Of, "typical of "+prose.Count(all, "pairing"); got != want {
				t.Errorf("%s: %q, not %q", id, got, want)
			}
		}
	}
}

// TestWordsOfWhatIsOver calls figures that look back from now by the end at which they
// stand, of a pairing and of a cohort that is over.
func TestWordsOfWhatIsOver(t *testing.T) {
	const since, before = "Days since the last meeting", "Days from the last meeting to the end"
	for _, x := range []struct {
		day                when.Date
		cohort, going, met string
	}{
		{mini.Day, since, since, "Met in the last six weeks"},
		{when.Day(2026, 6, 2), before, before, "Met in the last six weeks before the end"},
	} {
		in := input(t, mini.Files(mini.Everything), Coordinators)
		in.AsOf = x.day
		for _, c := range Show(in).Cohorts {
			if c.ID != "spring" {
				continue
			}
			if got := view.Of(c.Figures, "days_since_last").Label + ", " + view.Of(c.Figures, "met_lately").Label; got != x.cohort+", "+x.met {
				t.Errorf("on %s the cohort has %s", x.day, got)
			}
			for _, p := range c.Pairings {
				want, over := x.going, p.ID == "tern"
				if over {
					want = before
				}
				if got := p.Figure("days_since_last").Label; got != want || p.Over != over || p.Still != (over || x.day != mini.Day) {
					t.Errorf("on %s %s has %s; over: %t, still: %t", x.day, p.ID, got, p.Over, p.Still)
				}
			}
		}
	}
}

// TestBreaksAreLeftOut says of days without a meeting that those on a break are not among
// them.
func TestBreaksAreLeftOut(t *testing.T) {
	for _, c := range Show(input(t, mini.Files(mini.Everything), Coordinators)).Cohorts {
		for _, p := range c.Pairings {
			for _, id := range withoutBreaks {
				f := p.Figure(string(id))
				if want := p.ID == "lapwing" && f.Value != nil; (f.Of == "breaks left out") != want {
					t.Errorf("%s, %s: %q", p.ID, id, f.Of)
				}
			}
		}
	}
}

// TestWhoTakesPart calls nobody a mentor who stands by, and lists nobody who waits or
// withdrew among those who take part.
func TestWhoTakesPart(t *testing.T) {
	files := mini.Files(mini.Everything)
	files["program/cohorts/spring/pairings/lapwing/pairing.yaml"] = mini.File("mentors: [idada, {person: idboss, as: adviser}, {person: ideve, as: backup}]\nmentees: [idbob]\nstate: active\nstarted: 2026-03-02\n")
	as, takes := map[string]string{}, map[string]string{}
	for _, p := range Show(input(t, files, Coordinators)).People {
		for _, in := range p.Pairings {
			if in.Pairing.Words == "lapwing" {
				as[p.ID] = in.As
			}
		}
		for _, part := range p.TakesPart() {
			takes[p.ID] += part.Cohort.Words + " as a " + part.Party + ". "
		}
	}
	for id, want := range map[string]string{"idada": "a mentor", "idbob": "a mentee", "idboss": "an adviser", "ideve": "a backup"} {
		if as[id] != want {
			t.Errorf("%s is there as %q, not %q", id, as[id], want)
		}
	}
	if takes["ideve"] != "" || !strings.Contains(takes["idbob"], "Spring 2026 as a mentee. ") {
		t.Errorf("take part: %q", takes)
	}
}
