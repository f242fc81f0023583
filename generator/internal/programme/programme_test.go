package programme_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/match"
	"pairbook/generator/internal/programme"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

const small = `
-- program/site.yaml --
format: 1
title: Small
theme: plain
-- themes/plain/page.html --
-- program/programs/together.yaml --
name: Together
format: formal
cadence: 1w
duration: 6mo
coordinators: [cyd]
-- program/people/ash.yaml --
name: Ash Alder
-- program/people/bay.yaml --
name: Bay Birch
-- program/people/cyd.yaml --
name: Cyd Cedar
-- program/cohorts/autumn/cohort.yaml --
name: Autumn
program: together
state: matching
starts: 2026-09-07
ends: 2027-03-01
-- program/cohorts/autumn/enrolments/ash.yaml --
mentor: {capacity: 1}
-- program/cohorts/autumn/enrolments/bay.yaml --
mentee: {}
`

// files are the small programme with other files laid over it; one without a
// line is taken away.
func files(over string) fs.FS {
	all := fstest.MapFS{}
	for _, f := range append(txtar.Parse([]byte(small)).Files, txtar.Parse([]byte(over)).Files...) {
		all[f.Name] = &fstest.MapFile{Data: f.Data}
		if len(f.Data) == 0 && strings.HasPrefix(f.Name, "program/") {
			delete(all, f.Name)
		}
	}
	return all
}

func load(t *testing.T, over string, o programme.Options) *programme.Run {
	t.Helper()
	o.AsOf = day(t, "2026-10-01")
	r, err := programme.Load(files(over), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func day(t *testing.T, text string) when.Date {
	t.Helper()
	d, err := when.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestEachStepOnceAndOnlyWhenAsked watches the steps of a run.
func TestEachStepOnceAndOnlyWhenAsked(t *testing.T) {
	var steps []string
	r := load(t, "", programme.Options{Step: func(name string, do func() error) error {
		steps = append(steps, name)
		return do()
	}})
	for _, c := range []struct {
		ask  func()
		want string
	}{
		{func() {}, "load"},
		{func() { r.Problems() }, "load check"},
		{func() { r.Measured() }, "load check measure"},
		{func() { r.Attention(); r.Attention() }, "load check measure health"},
		{func() { r.Problems(); r.Measured(); r.Backtest(); r.Valid() }, "load check measure health"},
		{func() {
			result, err := r.Propose("autumn", match.Options{})
			if err != nil || len(result.Proposal.Pairs) != 1 {
				t.Fatal(result.Proposal, err)
			}
		}, "load check measure health score solve explain"},
	} {
		if c.ask(); strings.Join(steps, " ") != c.want {
			t.Errorf("done are %v, not %s", steps, c.want)
		}
	}
	if found := r.Problems(); len(found) > 0 {
		t.Errorf("%+v", found)
	}
}

// TestValidIsWithoutErrors leaves out the records that have errors, and keeps
// those that have warnings.
func TestValidIsWithoutErrors(t *testing.T) {
	clean := load(t, "", programme.Options{})
	if clean.Valid() != clean {
		t.Error("where nothing is wrong the run is another")
	}
	r := load(t, "-- program/people/dew.yaml --\nnam: Dew\n-- program/people/ash.yaml --\nname: Ash Alder\nmanager: nobody\n", programme.Options{})
	valid := r.Valid()
	if !r.Repo.People.Has("dew") || valid.Repo.People.Has("dew") || !valid.Repo.People.Has("bay") {
		t.Errorf("with: %v; without: %v", r.Repo.People.IDs(), valid.Repo.People.IDs())
	}
	if again, _ := valid.Problems().Count(); again > 0 && slices.ContainsFunc(valid.Problems(), func(p diag.Problem) bool { return p.Path == "program/people/dew.yaml" }) {
		t.Errorf("%+v", valid.Problems())
	}
}

// TestSinceKnowsTheBase tells what is new from what the tip or the fork has.
func TestSinceKnowsTheBase(t *testing.T) {
	const (
		broken = "-- program/people/dew.yaml --\nnam: Dew\n"
		worse  = "-- program/people/elm.yaml --\nnam: Elm\n"
	)
	tip := load(t, "", programme.Options{Compared: true})
	like := func(over string) *programme.Run {
		r, err := tip.Like(files(over))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	count := func(l diag.List) (fresh, known int) {
		for _, p := range l {
			if p.Known {
				known++
			} else {
				fresh++
			}
		}
		return fresh, known
	}
	head := like(broken + worse)
	each, _ := count(head.Problems())
	if fresh, known := count(head.Since(tip, tip)); fresh != each || known != 0 {
		t.Errorf("%d new and %d known of %d", fresh, known, each)
	}
	if fresh, known := count(head.Since(tip, like(broken))); fresh != each/2 || known != each/2 {
		t.Errorf("the fork has one of the two: %d new and %d known of %d", fresh, known, each)
	}
	if fresh, known := count(head.Since(like(broken), like(worse))); fresh != 0 || known != each {
		t.Errorf("the tip has one, the fork the other: %d new and %d known of %d", fresh, known, each)
	}
	if found := tip.Since(tip, tip); found != nil {
		t.Errorf("%+v", found)
	}
}

// TestLikeIsTheSameAsLoad loads records that share most files with others.
func TestLikeIsTheSameAsLoad(t *testing.T) {
	base := load(t, "", programme.Options{Compared: true})
	over := "-- program/people/bay.yaml --\nname: Bay Beech\n-- program/people/ash.yaml --\n-- content/index.md --\n# Here\n\n[away](nowhere.md)\n"
	like, err := base.Like(files(over))
	if err != nil {
		t.Fatal(err)
	}
	plain := load(t, over, programme.Options{})
	if got, want := like.Problems(), plain.Problems(); !slices.EqualFunc(got, want, func(a, b diag.Problem) bool { return a.Position == b.Position && a.Message == b.Message }) || len(got) == 0 {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if like.Repo.People.Get("bay").Name != "Bay Beech" || like.Repo.People.Has("ash") {
		t.Error("the records are those of the base")
	}
}

// TestOfKnowsNoProblems takes records that were made from others as they are.
func TestOfKnowsNoProblems(t *testing.T) {
	r := load(t, "", programme.Options{})
	of := programme.Of(r.Repo.Without(map[string]bool{record.PersonPath("bay"): true}), programme.Options{AsOf: r.AsOf})
	if of.Repo.People.Has("bay") || of.Measured().Cohort("autumn") == nil {
		t.Errorf("%v", of.Repo.People.IDs())
	}
}

// TestAPinThatCannotBeKeptIsSaidOnce warns of a pin that a constraint rules out, of none
// that has a problem already, and of none while a record has an error.
func TestAPinThatCannotBeKeptIsSaidOnce(t *testing.T) {
	const (
		units = "-- program/people/ash.yaml --\nname: Ash Alder\nunit: Wood\n-- program/people/bay.yaml --\nname: Bay Birch\nunit: Wood\n" +
			"-- program/programs/together.yaml --\nname: Together\nformat: formal\ncadence: 1w\nduration: 6mo\ncoordinators: [cyd]\nmatching:\n  constraints:\n    - {id: units, kind: unit}\n"
		cohort = "-- program/cohorts/autumn/cohort.yaml --\nname: Autumn\nprogram: together\nstarts: 2026-09-07\nends: 2027-03-01\nstate: "
		pinned = "pins:\n  - {mentor: ash, mentee: bay, by: cyd}\n"
	)
	for name, c := range map[string]struct{ over, want string }{
		"a unit":       {units + cohort + "matching\n" + pinned, "program/cohorts/autumn/cohort.yaml:7:5 " + programme.PinHint},
		"no pin":       {units + cohort + "matching\n", ""},
		"not matched":  {units + cohort + "running\n" + pinned, ""},
		"twice pinned": {units + cohort + "matching\n" + pinned + "  - {mentor: ash, mentee: bay, by: cyd}\n", "program/cohorts/autumn/cohort.yaml:7:5 " + programme.PinHint + "|program/cohorts/autumn/cohort.yaml:8:5 take one of the two out"},
		"an error":     {units + cohort + "matching\n" + pinned + "-- program/people/dew.yaml --\nname: Dew\nmanager: nobody\nlevel: [x\n", ""},
	} {
		var found []string
		for _, p := range load(t, c.over, programme.Options{}).Problems() {
			if p.Rule == "pins" {
				found = append(found, p.Position.String()+" "+p.Hint)
			}
		}
		if got := strings.Join(found, "|"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestTextsAreKeptForWhoNeedsThem keeps the handbook's texts for a comparison and for a
// site, and a run that is like another, or without errors, has the same.
func TestTextsAreKeptForWhoNeedsThem(t *testing.T) {
	if r := load(t, "", programme.Options{}); r.Texts() != nil {
		t.Error("texts are kept that nobody needs")
	}
	for _, o := range []programme.Options{{Compared: true}, {Rendered: true}} {
		r := load(t, "-- program/people/dew.yaml --\nnam: Dew\n", o)
		like, err := r.Like(files(""))
		if err != nil {
			t.Fatal(err)
		}
		if r.Texts() == nil || like.Texts() != r.Texts() || r.Valid().Texts() != r.Texts() {
			t.Errorf("%+v: the texts are %p, of a commit like it %p, without errors %p", o, r.Texts(), like.Texts(), r.Valid().Texts())
		}
		if like.AsOf != r.AsOf || like.Compared != o.Compared || like.Rendered {
			t.Errorf("a run that is like %+v has %+v", o, like.Options)
		}
	}
}

// TestWhatCannotBeLoadedIsSaid ends with the error of a step, and of the files.
func TestWhatCannotBeLoadedIsSaid(t *testing.T) {
	stopped := errors.New("stopped")
	r, err := programme.Load(files(""), programme.Options{Step: func(string, func() error) error { return stopped }})
	if r != nil || !errors.Is(err, stopped) {
		t.Errorf("%v, %v", r, err)
	}
	if r, err := programme.Load(fstest.MapFS{"program/site.yaml/x": {}}, programme.Options{}); err == nil && r.Problems() == nil {
		t.Error("a folder in the place of site.yaml is fine")
	}
}

// TestReadingIsTold tells of every file and text of a step how far it is.
func TestReadingIsTold(t *testing.T) {
	var told atomic.Int64
	r := load(t, "-- content/index.md --\n# Here\n", programme.Options{Tell: func(done, total int) { told.Add(1) }})
	loaded := told.Load()
	if r.Problems(); loaded == 0 || told.Load() == loaded {
		t.Errorf("%d calls while loading, %d while checking", loaded, told.Load()-loaded)
	}
}
