package veil

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// A cohort whose programme is not there has nothing to ask its pairings.
func TestPromptsWithoutAProgramme(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Everything), Coordinators))
	if all := r.prompts(&measure.Cohort{}); all != nil {
		t.Errorf("%+v", all)
	}
}

// A cohort has no planned days without a programme, without a first day, or when it ends before it.
func TestNoDaysArePlanned(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Everything), Coordinators))
	for _, c := range []struct {
		program      record.ProgramID
		starts, ends when.Date
		planned      bool
	}{{"career", mini.Day, mini.Day + 90, true}, {"", mini.Day, mini.Day + 90, false}, {"career", 0, mini.Day, false}, {"career", mini.Day, mini.Day - 1, false}} {
		if days := r.planned(&record.Cohort{Program: c.program, Starts: c.starts, Ends: c.ends}, r.programs["career"]); len(days) > 0 != c.planned {
			t.Errorf("of %+v: %+v", c, days)
		}
	}
}

// Whatever keeps a ratio from being known is shown with its words.
func TestEveryLackHasItsWords(t *testing.T) {
	var shown []measure.Lack
	for _, l := range Show(input(t, mini.Files(mini.Everything), Coordinators)).ROIs[0].Lacks {
		shown = append(shown, measure.Lack(l.Name))
	}
	if want := []measure.Lack{measure.NoPeople, measure.NoHours, measure.NoBaseline, measure.NoInput, measure.NoCost, measure.NoSense}; !slices.Equal(shown, want) {
		t.Errorf("%q are shown, not %q", shown, want)
	}
}

// What is no picture is no logo, though the site carries it.
func TestLogoThatIsNoPicture(t *testing.T) {
	for name, shown := range map[string]bool{"logo.png": true, "logo.pdf": false} {
		files := mini.Files(mini.Defaults + "look: {logo: images/" + name + "}\n")
		files["content/images/"+name] = mini.File("a file")
		files["content/index.md"] = mini.File("# Home\n\n[A file](images/%s)\n", name)
		in := input(t, files, Public)
		p := Show(in)
		if got := p.Look.Logo.File != ""; got != shown {
			t.Errorf("%s is the logo: %t", name, got)
		}
		if !slices.ContainsFunc(p.Assets, func(a view.Asset) bool { return a.File == "content/images/"+name }) {
			t.Errorf("%s is not carried", name)
		}
	}
}

// A log without notes shows none.
func TestLogsWithoutNotes(t *testing.T) {
	logs := map[bool]int{}
	for _, c := range Show(input(t, mini.Files(mini.Everything), Coordinators)).Cohorts {
		for _, p := range c.Pairings {
			for _, s := range p.Sessions {
				logs[s.Notes != nil]++
				if s.Notes != nil && !strings.Contains(string(s.Notes.Text), "word") {
					t.Errorf("%s has notes: %q", s.Notes.File, s.Notes.Text)
				}
			}
		}
	}
	if logs[true] == 0 || logs[false] == 0 {
		t.Errorf("%v logs have notes", logs)
	}
}

// The form knows each pairing that has meetings to log, the last of a cohort too.
func TestTheFormKnowsThemAll(t *testing.T) {
	files := mini.Files(mini.Everything)
	files["program/cohorts/spring/pairings/yaffle/pairing.yaml"] = files["program/cohorts/spring/pairings/lapwing/pairing.yaml"]
	shown := Show(input(t, files, Coordinators))
	want := map[string]bool{}
	for _, c := range shown.Cohorts {
		for _, p := range c.Pairings {
			if p.Log != nil {
				want[p.Log.Key] = true
			}
		}
	}
	for key := range want {
		if shown.Forms.Pairings[key] == nil {
			t.Errorf("%s is not in the form", key)
		}
	}
	if len(want) < 2 || len(want) != len(shown.Forms.Pairings) {
		t.Errorf("%d pairings are logged, and %d are in the form", len(want), len(shown.Forms.Pairings))
	}
}

// The form knows what an id is.
func TestIDForm(t *testing.T) {
	form := regexp.MustCompile("^(?:" + idForm() + ")$")
	for id, fits := range map[string]bool{"kim": true, "kim-2": true, "": false, "Kim": false, "kim/x": false, "k m": false} {
		if form.MatchString(id) != fits {
			t.Errorf("%q fits %s: %t", id, form, !fits)
		}
	}
}

// The form lets a log be of a day up to the cohort's last, or of any later day
// where the last is before the first, which check says.
func TestLastDayOfTheForm(t *testing.T) {
	for ends, want := range map[string]string{"2026-06-01": "2026-06-01", "2026-01-01": ""} {
		files := mini.Files(mini.Everything)
		cohort := files["program/cohorts/spring/cohort.yaml"]
		cohort.Data = []byte(strings.Replace(string(cohort.Data), "ends: 2026-06-01", "ends: "+ends, 1))
		forms := 0
		for _, form := range Show(input(t, files, Coordinators)).Forms.Pairings {
			if form.Cohort != "spring" {
				continue
			}
			forms++
			if got := form.Ends.String(); form.Ends != 0 && got != want || form.Ends == 0 && want != "" {
				t.Errorf("ends: %s; the form lets %s be last", ends, got)
			}
		}
		if forms == 0 {
			t.Error("there is no form")
		}
	}
}
