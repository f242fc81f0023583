package review

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
)

func TestMain(m *testing.M) { os.Exit(here.Draws(m, 100, 100)) }

var today = when.Day(2026, 11, 20)

const otter, heron = "program/cohorts/2026-autumn/pairings/otter/", "program/cohorts/2026-autumn/pairings/heron/"

// tester is the common part of a test and a property.
type tester interface {
	Helper()
	Fatal(args ...any)
	Errorf(format string, args ...any)
}

// theBase is the programme of the end-to-end test's pull requests.
func theBase(t tester) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile("../../test/pulls/testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range archive.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data, Mode: 0o644}
	}
	return files
}

// with returns a copy of files with some replaced; an empty text deletes.
func with(files fstest.MapFS, pathsAndTexts ...string) fstest.MapFS {
	copied := maps.Clone(files)
	for i := 0; i < len(pathsAndTexts); i += 2 {
		if pathsAndTexts[i+1] == "" {
			delete(copied, pathsAndTexts[i])
			continue
		}
		copied[pathsAndTexts[i]] = &fstest.MapFile{Data: []byte(pathsAndTexts[i+1]), Mode: 0o644}
	}
	return copied
}

func edited(files fstest.MapFS, path, from, to string) fstest.MapFS {
	return with(files, path, strings.Replace(string(files[path].Data), from, to, 1))
}

// input returns the command's input for a base that has not moved, and a head.
func input(t tester, base, head fstest.MapFS, author Author) Input {
	t.Helper()
	in := Input{AsOf: today, Forks: 1, Author: author, Changes: differences(base, head), Head: strings.Repeat("a", 40)}
	var known, found diag.List
	in.Base, known = loaded(t, base)
	in.Before = in.Base
	in.After, found = loaded(t, head)
	in.Problems = append(found, check.Deletions(in.Before, in.After)...).Since(known)
	in.MeasuredBefore, in.MeasuredAfter = measure.Programme(in.Before, today), measure.Programme(in.After, today)
	return in
}

func loaded(t tester, files fstest.MapFS) (*record.Repository, diag.List) {
	t.Helper()
	repo, problems, err := record.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return repo, append(problems, check.Run(repo, today)...).Sorted()
}

func differences(before, after fstest.MapFS) (changes []Change) {
	paths := slices.Collect(maps.Keys(before))
	paths = slices.AppendSeq(paths, maps.Keys(after))
	slices.Sort(paths)
	for _, path := range slices.Compact(paths) {
		was, is := before[path], after[path]
		if was != nil && is != nil && string(was.Data) == string(is.Data) && was.Mode == is.Mode {
			continue
		}
		c := Change{Path: path, Added: was == nil, Gone: is == nil}
		if was != nil {
			c.Before, c.Was = was.Mode, string(was.Data)
		}
		if is != nil {
			c.After, c.Is, c.Size = is.Mode, string(is.Data), int64(len(is.Data))
		}
		changes = append(changes, c)
	}
	return changes
}

// TestAuthors identifies authors only by the account's number if the record has
// one, else by the login in any case.
func TestAuthors(t *testing.T) {
	people := func(records ...string) fstest.MapFS {
		files := theBase(t)
		for path := range files {
			if strings.HasPrefix(path, "program/people/") {
				delete(files, path)
			}
		}
		for _, r := range records {
			id, rest, _ := strings.Cut(r, " ")
			files = with(files, "program/people/"+id+".yaml", "name: N\n"+strings.ReplaceAll(rest, "; ", "\n")+"\n")
		}
		return files
	}
	for _, test := range []struct {
		author   Author
		people   []string
		want     string // the id, or what keeps it from being found
		stranger bool
	}{
		{Author{"ada", 0}, []string{"a github: ada", "b github: bo"}, "a", false},
		{Author{"ADA", 7}, []string{"a github: ada"}, "a", false},
		{Author{"ada", 7}, []string{"a github: AdA"}, "a", false},
		{Author{"ada", 7}, []string{"a github: ada; github_id: 7"}, "a", false},
		{Author{"renamed", 7}, []string{"a github: ada; github_id: 7"}, "a", false},
		{Author{"renamed", 7}, []string{"a github_id: 7"}, "a", false},
		{Author{"ada", 8}, []string{"a github: ada; github_id: 7"}, "number of another account", false},
		{Author{"ada", 0}, []string{"a github: ada; github_id: 7"}, "number is not known", false},
		{Author{"ada", 8}, []string{"a github: ada; github_id: 7", "b github: ADA"}, "number of another account", false},
		{Author{"ada", 7}, []string{"a github: ada; github_id: 7", "b github: ADA"}, "a", false},
		{Author{"bo", 7}, []string{"a github: ada; github_id: 7", "b github: bo"}, "a", false},
		{Author{"bo", 7}, []string{"a github: ada; github_id: 7", "b github: bo; github_id: 9"}, "a", false},
		{Author{"ada", 0}, []string{"a github: ada", "b github: Ada"}, "several records", false},
		{Author{"ada", 7}, []string{"a github_id: 7", "b github_id: 7"}, "several records", false},
		{Author{"ada", 0}, []string{"a github: ada; left: 2026-11-20"}, "has left", false},
		{Author{"ada", 0}, []string{"a github: ada; left: 2026-11-21"}, "a", false},
		{Author{"", 0}, []string{"a github: ada", "b alias: B"}, "because --author was not given", false},
		{Author{"", 7}, []string{"a github: ada; github_id: 7"}, "because --author was not given", false},
		{Author{"ada", 0}, []string{"ada alias: A"}, "no record has this account", true},
		{Author{"ada", 0}, []string{"a github: adam", "b github: ada-m"}, "no record has this account", true},
		{Author{"ada", 0}, nil, "no record has this account", true},
	} {
		base := people(test.people...)
		j := newJudge(input(t, base, base, test.author))
		got := j.why.String()
		if j.person != nil {
			got = string(j.person.ID)
		}
		if ok := got == test.want || j.person == nil && strings.Contains(test.want, " ") && strings.Contains(got, test.want); !ok || j.stranger != test.stranger || (j.person == nil) == j.why.empty() {
			t.Errorf("%v among %q is %q (stranger %v), want %q (%v)", test.author, test.people, got, j.stranger, test.want, test.stranger)
		}
	}
}

// An id in the records belongs to somebody, even without a person's record.
func TestNobodyTakesAnIdThatIsSpokenOf(t *testing.T) {
	newcomer := "name: Mallory\ngithub: mallory\n"
	for what, base := range map[string]fstest.MapFS{
		"a coordinator":            edited(theBase(t), "program/programs/mentoring.yaml", "[wren]", "[wren, ghost]"),
		"a cohort's coordinator":   edited(theBase(t), "program/cohorts/2026-autumn/cohort.yaml", "[ines]", "[ines, ghost]"),
		"a member":                 edited(theBase(t), otter+"pairing.yaml", "[noor]", "[noor, ghost]"),
		"somebody's name before":   edited(theBase(t), "program/people/noor.yaml", "name: Noor", "name: Noor\nformerly: [ghost]"),
		"somebody who is enrolled": with(theBase(t), "program/cohorts/2026-autumn/enrolments/ghost.yaml", "mentee: {}\n"),
	} {
		r := Of(input(t, base, with(base, "program/people/ghost.yaml", newcomer), Author{"mallory", 1}))
		if r.Changes[0].Allowed || !strings.Contains(fmt.Sprint(r.Reasons), "speak of ghost") {
			t.Errorf("%s: %v", what, r.Reasons)
		}
	}
	base := theBase(t)
	if r := Of(input(t, base, with(base, "program/people/ghost.yaml", newcomer), Author{"mallory", 1})); !r.Changes[0].Allowed {
		t.Errorf("nobody spoke of the id: %v", r.Reasons)
	}
}

// Branches that were merged crosswise are not routine.
func TestCrosswiseIsNotRoutine(t *testing.T) {
	base := theBase(t)
	in := input(t, base, with(base, otter+"sessions/2026-11-20.md", "---\ndate: 2026-11-20\n---\n"), Author{"noor-reads", 0})
	if r := Of(in); r.Lane != Routine {
		t.Fatalf("lane %s: %v", r.Lane, r.Reasons)
	}
	in.Forks = 2
	if r := Of(in); r.Lane != Careful || !strings.Contains(fmt.Sprint(r.Reasons), "2 commits") {
		t.Errorf("lane %s: %v", r.Lane, r.Reasons)
	}
}

func TestOrdinaryFiles(t *testing.T) {
	for mode, want := range map[fs.FileMode]bool{
		0o444: true, 0o644: true, 0o555: false, 0o755: false, fs.ModeSymlink | 0o777: false, fs.ModeIrregular: false, fs.ModeDir | 0o555: false, fs.ModeNamedPipe: false,
	} {
		if got := ordinary(mode); got != want {
			t.Errorf("%v: %v", mode, got)
		}
	}
}

// TestCohortOf finds a cohort in paths of its own files alone: a page of the handbook in a
// folder that is called like one is not its coordinators' to change.
func TestCohortOf(t *testing.T) {
	for file, want := range map[string]record.CohortID{
		"program/cohorts/autumn/cohort.yaml": "autumn", "program/cohorts/autumn/pairings/otter/plan.yaml": "autumn",
		"content/meeting/autumn/page.md": "", "program/people/autumn/page.md": "", "content/cohorts/autumn/page.md": "", "program/cohorts/autumn": "",
	} {
		if got := cohortOf(strings.Split(file, "/")); got != want {
			t.Errorf("%s is of %q, want %q", file, got, want)
		}
	}
}

// TestANewcomerWhoseRecordIsBroken is not welcomed on the strength of what can be read of
// it: what cannot may be a coordinator's line.
func TestANewcomerWhoseRecordIsBroken(t *testing.T) {
	base := theBase(t)
	for text, want := range map[string]bool{"name: Mallory\ngithub: mallory\n": true, "name: Mallory\ngithub: mallory\nlevel: [senior]\n": false} {
		r := Of(input(t, base, with(base, "program/people/mallory.yaml", text), Author{"mallory", 1}))
		if got := r.Changes[0].Allowed; got != want {
			t.Errorf("%q: it is allowed: %t, want %t", text, got, want)
		}
	}
}

// TestTheAccountOfANewcomer is the author's by its login and, where the record has one, by
// its number.
func TestTheAccountOfANewcomer(t *testing.T) {
	base := theBase(t)
	for account, want := range map[string]bool{
		"github: mallory": true, "github: Mallory\ngithub_id: 41": true, "github: mallory\ngithub_id: 42": false, "github: pia\ngithub_id: 41": false,
	} {
		r := Of(input(t, base, with(base, "program/people/mallory.yaml", "name: Mallory\n"+account+"\n"), Author{"mallory", 41}))
		if got := r.Changes[0].Allowed; got != want {
			t.Errorf("%q: it is allowed: %t, want %t: %v", account, got, want, r.Reasons)
		}
	}
}

// TestARecordOfOneself lets somebody change their own record where both sides of it were
// read whole, and nothing in it is the coordinators'.
func TestARecordOfOneself(t *testing.T) {
	whole, broken := &record.Person{ID: "noor"}, &record.Person{ID: "noor"}
	broken.Incomplete = true
	for _, c := range []struct {
		before, after *record.Person
		want          bool
	}{
		{whole, whole, true}, {nil, whole, false}, {whole, nil, false}, {broken, whole, false}, {whole, broken, false},
		{whole, &record.Person{ID: "noor", Unit: "harbour"}, false}, {whole, &record.Person{ID: "noor", GitHub: "noor"}, false},
	} {
		d := &Judged{}
		(&judge{}).ofOneself(d, c.before, c.after)
		if d.Allowed != c.want {
			t.Errorf("from %+v to %+v: allowed is %v, %v", c.before, c.after, d.Allowed, d.why)
		}
	}
}

// What comes and goes is counted, gatherings, too.
func TestGatheringsAreCounted(t *testing.T) {
	base := theBase(t)
	r := Of(input(t, base, with(base, autumn+"gatherings/2026-10-15.md", "---\ndate: 2026-10-15\nattended: [noor, grace]\n---\n"), wren))
	if got := fmt.Sprint(r.Effects); got != "[gatherings: 0 → 1]" {
		t.Errorf("the effects are %s", got)
	}
}
