// Package here finds what tests need in their environment: the programme of this
// repository, tables beside it, tools of the machine, and the program itself,
// built once. A test that lacks something is skipped with a line that says so, or
// fails if a variable demands it.
package here

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Root returns the folder of this repository's go.mod.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no folder above this one has a go.mod")
		}
		dir = parent
	}
}

// exampleIs is the address in the example's site.yaml. Those who take over this
// repository have another address there, or none.
const exampleIs = "repository: https://github.com/harbour-example/mentoring"

// exampleHas are files of the example that tests depend on, one of each cohort
// and kind.
var exampleHas = []string{
	"program/programs/career-mentoring.yaml", "program/people/sigrun.yaml", "program/people/bronwen.yaml",
	"program/cohorts/2026-spring/cohort.yaml", "program/cohorts/2027-spring/cohort.yaml",
	"program/cohorts/2026-autumn/pairings/kestrel/pairing.yaml", "program/cohorts/2026-autumn/pairings/swift/plan.yaml",
	"program/cohorts/2026-circles/pairings/avocet/pairing.yaml", "content/index.md", "content/meeting/when-it-stalls.md",
}

// Example returns the root of this repository, for a test of the example
// programme. It skips the test when another programme is there.
func Example(t testing.TB) string {
	t.Helper()
	root := Root(t)
	if why := notTheExample(root); why != "" {
		Lacks(t, "PAIRBOOK_NEED_EXAMPLE", "the example programme is not here: "+why)
	}
	return root
}

// notTheExample says why the programme at a root is not the example, "" if it is.
func notTheExample(root string) string {
	file, err := os.Open(filepath.Join(root, "program", "site.yaml"))
	if err != nil {
		return "there is no program/site.yaml"
	}
	defer file.Close()
	is := false
	for lines := bufio.NewScanner(file); lines.Scan(); {
		is = is || strings.TrimSpace(lines.Text()) == exampleIs
	}
	if !is {
		return "program/site.yaml is another programme's"
	}
	for _, name := range exampleHas {
		if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(name))); err != nil {
			return name + " is gone"
		}
	}
	return ""
}

// Tables returns the folder with the tables of two real programmes, which may be
// beside the repository.
func Tables(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(filepath.Dir(Root(t)), "shared", "data")
	if _, err := os.Stat(dir); err != nil {
		Lacks(t, "PAIRBOOK_NEED_TABLES", "the real tables are not here: "+err.Error())
	}
	return dir
}

// Lacks ends a test that lacks something: it is skipped, or fails if the
// environment demands the thing.
func Lacks(t testing.TB, variable, what string) {
	t.Helper()
	if os.Getenv(variable) != "" {
		t.Fatalf("%s is set, and %s", variable, what)
	}
	t.Skip(what)
}
