// Package here tells tests what there is where they run: the programme that
// lies in this repository, tables beside it, the tools of the machine, and the
// program itself, built once. A test that needs what is not there is skipped
// with a line that says so; where a variable demands it, the test fails.
package here

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Root is the folder that this repository's go.mod lies in.
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

// exampleIs is what the example's site.yaml calls itself. Whoever makes this
// repository their own has another address there, or none.
const exampleIs = "repository: https://github.com/harbour-example/mentoring"

// exampleHas are files of the example that tests count on, one of each cohort
// and kind.
var exampleHas = []string{
	"program/programs/career-mentoring.yaml", "program/people/sigrun.yaml", "program/people/bronwen.yaml",
	"program/cohorts/2026-spring/cohort.yaml", "program/cohorts/2027-spring/cohort.yaml",
	"program/cohorts/2026-autumn/pairings/kestrel/pairing.yaml", "program/cohorts/2026-autumn/pairings/swift/plan.yaml",
	"program/cohorts/2026-circles/pairings/avocet/pairing.yaml", "content/index.md", "content/meeting/when-it-stalls.md",
}

// Example is the root of this repository, for a test of the example programme.
// The test is skipped where another programme lies there.
func Example(t testing.TB) string {
	t.Helper()
	root := Root(t)
	if why := notTheExample(root); why != "" {
		Lacks(t, "PAIRBOOK_NEED_EXAMPLE", "the example programme is not here: "+why)
	}
	return root
}

// notTheExample says by what it is seen that another programme lies at a root.
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

// Tables is the folder with tables of two real programmes, which may lie beside
// the repository.
func Tables(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(filepath.Dir(Root(t)), "shared", "data")
	if _, err := os.Stat(dir); err != nil {
		Lacks(t, "PAIRBOOK_NEED_TABLES", "the real tables are not here: "+err.Error())
	}
	return dir
}

// Lacks ends a test that goes without something: it is skipped, or fails where
// the environment demands that the thing be there.
func Lacks(t testing.TB, variable, what string) {
	t.Helper()
	if os.Getenv(variable) != "" {
		t.Fatalf("%s is set, and %s", variable, what)
	}
	t.Skip(what)
}
