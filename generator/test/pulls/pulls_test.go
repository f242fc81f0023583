// Package pulls makes pull requests with git, and holds what CI runs for each to
// what is expected, and to the comment and the annotations in testdata.
package pulls

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"pairbook/generator/internal/command"
	"pairbook/generator/test/here"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// The exit statuses that the commands have here.
const (
	statusFine     = 0
	statusProblems = 1
	statusFailed   = 3
)

// testDay is the clock, which no command looks at when --as-of is given.
var testDay time.Time

// pull is a pull request: what its author's branch changes, what happens to the
// base meanwhile, and what both commands must say.
type pull struct {
	name   string
	author string
	// before changes the base before the branch begins; a commit follows.
	before func(w gitWork)
	change func(w gitWork) // in the fork; a commit follows
	// meanwhile changes the base after the branch began; a commit follows.
	meanwhile func(w gitWork)

	status  int  // of check --base
	unseen  bool // the commit has a problem that a checkout does not show
	lane    string
	reasons []string // parts of the reasons, one of each at least
	allowed []string // paths that the author may change alone; nil for not asked

	approved string // who approves the head
	owned    bool   // an owner has approved all of it, or nobody needs to
}

const (
	otter  = "program/cohorts/2026-autumn/pairings/otter/"
	heron  = "program/cohorts/2026-autumn/pairings/heron/"
	goodby = "---\ndate: 2026-11-20\nduration: 50m\ndone: [library]\n---\nWe read the opening aloud.\n"
	today  = "2026-11-20"
)

// answer is what report --format json says.
type answer struct {
	Lane     string   `json:"lane"`
	Reasons  []string `json:"reasons"`
	Problems []struct {
		Path, Rule string
		Severity   string
	} `json:"problems"`
	Changes []struct {
		Path, Change, Whose string
		Allowed             bool
	} `json:"changes"`
	Owner struct {
		State  string
		Needed []string
		Why    string
	}
	Verdict string `json:"verdict"`
}

// theBase makes the repository that all pull requests are for.
func theBase(t *testing.T) fs.FS {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	w := newGitWork(t)
	for _, f := range archive.Files {
		w.write(f.Name, string(f.Data))
	}
	w.commit("the programme")
	w.git("repack", "-a", "-d", "-q") // fewer files to copy and to open
	return inMemory(t, w.dir)
}

// TestPulls makes each pull request in a fork of its own, and holds what CI runs
// for it to what is expected and to the goldens in testdata. Where tests leave something
// out, it makes every second one.
func TestPulls(t *testing.T) {
	programme := theBase(t)
	for i, p := range slices.Concat(pullsOfPairs(), pullsOfPeople(), pullsOfCoordinators(), pullsOfStrangers(), pullsMeanwhile()) {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			if i%2 == 1 {
				here.OnlyWhole(t)
			}
			base := copied(t, programme)
			if p.before != nil {
				p.before(base)
				base.commit("before")
			}
			fork := base.fork("pull")
			p.change(fork)
			fork.commit("a pull request")
			if p.meanwhile != nil {
				p.meanwhile(base)
				base.commit("meanwhile")
				fork.git("fetch", "--quiet", base.dir, "main:refs/remotes/origin/main")
			}
			p.holds(t, fork)
		})
	}
}

// pairbook runs the program as CI does, at the root of the fork.
func pairbook(t *testing.T, w gitWork, args ...string) (status int, stdout string) {
	t.Helper()
	var out, errors bytes.Buffer
	args = append(args, "--root", w.dir, "--as-of", today)
	status = command.Run(t.Context(), args, strings.NewReader(""), &out, &errors, testDay)
	if errors.Len() > 0 {
		t.Errorf("pairbook %s says: %s", strings.Join(args, " "), errors.String())
	}
	return status, out.String()
}

func (p pull) holds(t *testing.T, fork gitWork) {
	t.Helper()
	status, annotations := pairbook(t, fork, "check", "--base", "origin/main", "--format", "github")
	if status != p.status {
		_, all := pairbook(t, fork, "check", "--base", "origin/main")
		t.Errorf("check: exit status %d, want %d\n%s", status, p.status, all)
	}
	report := []string{"report", "--base", "origin/main", "--head", "pull", "--author", p.author}
	if status, text := pairbook(t, fork, append(report, "--approved", p.approved, "--format", "json")...); status != statusFine {
		t.Errorf("report: exit status %d", status)
	} else {
		p.judges(t, text)
	}
	_, comment := pairbook(t, fork, report...)
	harmless(t, comment)
	p.agree(t, fork, comment)
	golden(t, p.name+".md", comment)
	golden(t, p.name+".annotations", annotations)
}

// judges holds the report for machines to what is expected.
func (p pull) judges(t *testing.T, text string) {
	t.Helper()
	var a answer
	if err := json.Unmarshal([]byte(text), &a); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if a.Lane != p.lane {
		t.Errorf("lane %s, want %s: %q", a.Lane, p.lane, a.Reasons)
	}
	owned := map[bool]string{true: "success", false: "pending"}[p.owned || p.lane == "routine"]
	if a.Owner.State != owned || a.Owner.Needed == nil || a.Owner.Why == "" {
		t.Errorf("the owner is %+v, want %s", a.Owner, owned)
	}
	for _, part := range p.reasons {
		if !slices.ContainsFunc(a.Reasons, func(r string) bool { return strings.Contains(r, part) }) {
			t.Errorf("no reason says %q: %q", part, a.Reasons)
		}
	}
	if p.allowed != nil {
		got := []string{}
		for _, c := range a.Changes {
			if c.Allowed {
				got = append(got, c.Path)
			}
		}
		if diff := cmp.Diff(p.allowed, got); diff != "" {
			t.Errorf("allowed (-want +got):\n%s", diff)
		}
	}
	errors := 0
	for _, problem := range a.Problems {
		if problem.Severity == "error" {
			errors++
		}
	}
	if (errors > 0) != (p.statusOfCommit() == statusProblems) {
		t.Errorf("the report counts %d errors, and check exits with %d", errors, p.status)
	}
}

func (p pull) statusOfCommit() int {
	if p.unseen {
		return statusProblems
	}
	return p.status
}

// agree checks that the report reads commits alone: wherever it is run, and
// whatever lies in the work tree, it says the same, of a commit as of its branch.
func (p pull) agree(t *testing.T, fork gitWork, comment string) {
	t.Helper()
	head := fork.head()
	fork.git("checkout", "--quiet", "--force", "--detach", "origin/main")
	fork.write("program/people/nobody.yaml", "what: is not in any commit\n")
	if status, again := pairbook(t, fork, "report", "--base", "origin/main", "--head", head, "--author", p.author); status != statusFine || again != comment {
		t.Errorf("from the base's work tree, of %s:\n%s", head, cmp.Diff(comment, again))
	}
	status, _ := pairbook(t, fork, "check", "--rev", head, "--base", "origin/main")
	if want := p.statusOfCommit(); status != want {
		t.Errorf("check --rev: exit status %d, want %d", status, want)
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if got == "" {
			_ = os.Remove(file)
		} else if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got; -update rewrites it):\n%s", file, diff)
	}
}

// TestPullGoldensAreUsed finds goldens of which the test is gone.
func TestPullGoldensAreUsed(t *testing.T) {
	known := map[string]bool{"base.txtar": true}
	for _, p := range slices.Concat(pullsOfPairs(), pullsOfPeople(), pullsOfCoordinators(), pullsOfStrangers(), pullsMeanwhile()) {
		if known[p.name+".md"] {
			t.Errorf("two are called %s", p.name)
		}
		known[p.name+".md"], known[p.name+".annotations"] = true, true
	}
	files, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !known[f.Name()] {
			t.Errorf("nothing uses testdata/%s", f.Name())
		}
	}
}

func logOf(date, rest string) string { return fmt.Sprintf("---\ndate: %s\n%s---\n", date, rest) }
