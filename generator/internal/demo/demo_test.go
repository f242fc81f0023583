package demo

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
)

func TestMain(m *testing.M) { os.Exit(here.Draws(m, 20, 100)) }

func options(pairings, sessions, pages int, seed uint64) Options {
	return Options{Pairings: pairings, Sessions: sessions, Pages: pages, Seed: seed, AsOf: DefaultDay}
}

// write writes a programme into a folder of its own, and gives its files.
func write(t *rapid.T, dir string, o Options) fs.FS {
	t.Helper()
	files, err := Write(context.Background(), dir, o)
	if err != nil {
		t.Fatalf("%+v: %v", o, err)
	}
	found := 0
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			found++
		}
		return err
	})
	if err != nil || found != files {
		t.Errorf("%+v: %d files are said to be written, and %d are there (%v)", o, files, found, err)
	}
	return os.DirFS(dir)
}

// clean loads a programme and holds it to its sizes and to every rule.
func clean(t *rapid.T, files fs.FS, o Options) *record.Repository {
	t.Helper()
	repo, problems, err := record.Load(files)
	if err != nil {
		t.Fatalf("%+v: %v", o, err)
	}
	for _, p := range append(problems, check.Run(repo, o.AsOf, check.Themes("default"))...) {
		t.Errorf("%+v: %s: %s: %s", o, p.Position, p.Rule, p.Message)
	}
	if n := repo.Counts(); n.Pairings != o.Pairings || n.Sessions != o.Sessions || n.Pages != o.Pages {
		t.Errorf("%+v: the counts are %+v", o, n)
	}
	return repo
}

func TestSmallProgrammesAreCleanAndOfTheirSize(t *testing.T) {
	root := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		o := options(rapid.IntRange(0, 25).Draw(t, "pairings"), 0, rapid.IntRange(0, 30).Draw(t, "pages"), rapid.Uint64().Draw(t, "seed"))
		if rapid.Bool().Draw(t, "another day") {
			o.AsOf = when.Day(1990, 1, 1).Add(rapid.IntRange(0, 60_000).Draw(t, "day"))
		}
		p, err := plan(o)
		if err != nil {
			t.Fatal(err)
		}
		o.Sessions = rapid.IntRange(0, min(int(p.weight)/workingDay, 150)).Draw(t, "sessions")
		n++
		dir := filepath.Join(root, fmt.Sprint(n))
		clean(t, write(t, dir, o), o)
		_ = os.RemoveAll(dir)
	})
}

// A programme is the same wherever it is written: the sum is that of all files
// and their paths.
func TestTheBytesFollowFromTheOptions(t *testing.T) {
	sum := func(o Options) string {
		dir := t.TempDir()
		if _, err := Write(t.Context(), dir, o); err != nil {
			t.Fatal(err)
		}
		h := sha256.New()
		err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(filepath.Join(dir, path))
			fmt.Fprintf(h, "%s %d\n%s", path, len(data), data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return hex.EncodeToString(h.Sum(nil)[:8])
	}
	const want = "8fc77f364ab8445f"
	if got := sum(options(60, 400, 40, 7)); got != want {
		t.Errorf("the sum is %s, not %s; a change of what is written changes this line", got, want)
	}
	if sum(options(60, 400, 40, 8)) == want {
		t.Error("another seed gives the same programme")
	}
}

// Of a million logs, 33 pairings of peers were open, which is for mentors alone.
func TestNoCircleIsOpen(t *testing.T) {
	p := &programme{Options: options(60, 400, 0, 7)}
	h := newCohort(halfYearOf(p.AsOf), 0, 1, true)
	for _, state := range []record.CohortState{record.CohortMatching, record.CohortRunning} {
		h.state = state
		for l := range 200 {
			if p.course(h, l).state == record.Open {
				t.Fatalf("circle %d of a cohort that is %s is open", l, state)
			}
		}
	}
}

// A programme of some size has something of every field that its records can have and
// that no page could be tried without.
func TestRecordsSayMuch(t *testing.T) {
	dir := t.TempDir()
	if _, err := Write(t.Context(), dir, options(300, 400, 0, 7)); err != nil {
		t.Fatal(err)
	}
	repo, _, err := record.Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]int{}
	count := func(what string, is bool) {
		if is {
			said[what]++
		}
	}
	for _, p := range repo.People.All() {
		count("about", p.About != "")
		count("pronouns", p.Pronouns != "")
		count("links", p.Links != nil)
	}
	for _, c := range repo.Cohorts.All() {
		for _, p := range c.Pairings.All() {
			count("title", p.Title != "" && p.Summary != "" && p.Links != nil)
			count("outcome", p.Outcome != "")
			count("open", p.State == record.Open)
			count("adviser", slices.ContainsFunc(p.Mentors, func(m record.Member) bool { return m.As == record.Adviser }))
		}
	}
	if len(said) != 7 {
		t.Errorf("records say only %v", said)
	}
}

func TestNobodyHasAnothersName(t *testing.T) {
	seen := make([]bool, mostPeople)
	for n := range mostPeople {
		spelled := spelling(n)
		if seen[spelled] {
			t.Fatalf("%s is called like somebody before", name(n))
		}
		seen[spelled] = true
	}
	if got := name(3); got != "Mirtob Silwimmir" {
		t.Errorf("the name is %q", got)
	}
}

// A programme ten times the size needs no more memory. Measured is what is
// alive, not what was allocated.
func TestMemoryDoesNotGrow(t *testing.T) {
	alive := func(o Options) (most uint64) {
		o.Progress = func(_ string, done, _ int) {
			if done%200 != 0 {
				return
			}
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
		if _, err := Write(t.Context(), t.TempDir(), o); err != nil {
			t.Fatal(err)
		}
		return most
	}
	alive(options(20, 200, 200, 1)) // what is made once
	small, large := alive(options(20, 200, 200, 1)), alive(options(200, 2000, 2000, 1))
	t.Logf("%d KiB alive, and %d KiB of ten times as much", small>>10, large>>10)
	if large > small+256<<10 {
		t.Errorf("%d KiB are alive, and %d KiB of a programme ten times as large", small>>10, large>>10)
	}
}

func TestSizesThatNoProgrammeHas(t *testing.T) {
	for _, o := range []Options{
		options(-1, 0, 0, 1), options(0, -1, 0, 1), options(0, 0, -1, 1), options(0, 1, 0, 1), options(2, 5000, 0, 1),
		options(MostPairings+1, 0, 0, 1), options(1, MostSessions+1, 0, 1), options(1, 0, MostPages+1, 1),
		{AsOf: when.Day(1971, 1, 1)}, {AsOf: when.Day(2199, 1, 1)},
	} {
		dir := filepath.Join(t.TempDir(), "new")
		if _, err := Write(t.Context(), dir, o); !errors.Is(err, ErrSize) {
			t.Errorf("%+v: error %v", o, err)
		}
		if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%+v: the folder was made (%v)", o, err)
		}
	}
}

// Where a folder cannot be written, whichever it is, the run ends with that.
func TestWhatCannotBeWrittenIsSaid(t *testing.T) {
	for _, folder := range []string{"people", "cohorts/*/enrolments", "cohorts/*/pairings"} {
		dir, blocked := t.TempDir(), 0
		o := options(40, 300, 40, 1)
		o.Progress = func(string, int, int) {
			there, _ := filepath.Glob(filepath.Join(dir, "program", filepath.FromSlash(folder)))
			for _, name := range there {
				if info, err := os.Lstat(name); err == nil && info.IsDir() && os.RemoveAll(name) == nil && os.WriteFile(name, nil, 0o666) == nil {
					blocked++
				}
			}
		}
		if _, err := Write(t.Context(), dir, o); err == nil || blocked == 0 {
			t.Errorf("%s: %d are files, and the run ends with %v", folder, blocked, err)
		}
	}
}

// TestEveryFileThatCannotBeWrittenEndsTheRun puts a folder in the place of one file of each
// kind in turn.
func TestEveryFileThatCannotBeWrittenEndsTheRun(t *testing.T) {
	t.Parallel()
	o := options(40, 30, 1, 1)
	whole := t.TempDir()
	if _, err := Write(t.Context(), whole, o); err != nil {
		t.Fatal(err)
	}
	for _, pattern := range []string{
		"content/index.md", "program/topics/craft.yaml", "program/roles/mentor.yaml", "program/programs/mentoring.yaml", "program/programs/circles.yaml", "program/people/*.yaml",
		"program/cohorts/*/cohort.yaml", "program/cohorts/*/enrolments/*.yaml", "program/cohorts/*-circles/enrolments/*.yaml", "program/cohorts/*/pairings/*/pairing.yaml",
		"program/cohorts/*/pairings/*/plan.yaml", "program/cohorts/*/pairings/*/sessions/*.md", "program/cohorts/*/surveys/*.yaml", "program/cohorts/*/attention/*.yaml",
		"README.md", ".gitignore", "program/site.yaml", UnfinishedName,
	} {
		found, _ := filepath.Glob(filepath.Join(whole, filepath.FromSlash(pattern)))
		if pattern == UnfinishedName {
			found = []string{filepath.Join(whole, UnfinishedName)} // it is gone at the end
		}
		if len(found) == 0 {
			t.Errorf("no file is %s", pattern)
			continue
		}
		below, err := filepath.Rel(whole, found[0])
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		if err := os.MkdirAll(filepath.Join(dir, below), 0o777); err != nil {
			t.Fatal(err)
		}
		if _, err := Write(t.Context(), dir, o); err == nil {
			t.Errorf("%s cannot be written, and the run ends as if it were", below)
		}
		if _, err := os.Stat(filepath.Join(dir, "program", "site.yaml")); below != filepath.Join("program", "site.yaml") && err == nil {
			t.Errorf("%s cannot be written, and the folder is a programme", below)
		}
	}
}

// Wherever a run is stopped, the folder says that it is not finished, and is no
// programme.
func TestWhatIsStoppedSaysSo(t *testing.T) {
	for _, at := range []int{1, 30, 90} {
		ctx, stop := context.WithCancel(t.Context())
		dir, calls := t.TempDir(), 0
		o := options(40, 300, 40, 1)
		o.Progress = func(string, int, int) {
			if calls++; calls == at {
				stop()
			}
		}
		_, err := Write(ctx, dir, o)
		stop()
		if at <= 80 != errors.Is(err, context.Canceled) {
			t.Fatalf("stopped at %d of %d: %v", at, calls, err)
		}
		_, unfinished := os.Lstat(filepath.Join(dir, UnfinishedName))
		_, site := os.Lstat(filepath.Join(dir, filepath.FromSlash(record.SitePath)))
		if (unfinished == nil) != (err != nil) || (site == nil) != (err == nil) {
			t.Errorf("stopped at %d: %v, %v, %v", at, err, unfinished, site)
		}
	}
}
