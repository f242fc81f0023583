package programme_test

import (
	"io/fs"
	"slices"
	"strings"
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
