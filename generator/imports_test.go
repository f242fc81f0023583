package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// imports is the direction of the project: what each package imports of ours,
// and may import no more.
var imports = map[string]string{
	"generator":          "command",
	"generator/pairbook": "command",
	"command":            "check couple demo diag edit fit forge grouping health history inbox intake issue life match measure message private programme progress prose publish record regular review schema seal serve settings signup site starter table text themes topic veil view when workbook worktree",
	"themes":             "",
	"when":               "",
	"diag":               "prose text",
	"parallel":           "",
	"progress":           "",
	"prose":              "",
	"regular":            "",
	"text":               "",
	"worktree":           "",
	"forge":              "text",
	"graph":              "",
	"splitmix":           "",
	"assign":             "graph",
	"couple":             "",
	"team":               "splitmix",
	"history":            "",
	"chart":              "prose",
	"calendar":           "when",
	"publish":            "parallel text",
	"markdown":           "diag prose text",
	"record":             "forge parallel diag when text prose",
	"topic":              "record text",
	"check":              "colour forge graph parallel record markdown text topic when diag prose",
	"fit":                "record topic when prose phrase",
	"grouping":           "record fit assign couple team prose phrase",
	"match":              "record fit grouping assign prose",
	"measure":            "parallel record splitmix when",
	"health":             "record measure when prose",
	"message":            "record measure health text when prose",
	"network":            "record measure",
	"programme":          "record markdown check measure health network fit match history diag when",
	"review":             "record measure diag when text prose",
	"table":              "diag prose",
	"workbook":           "diag prose table",
	"phrase":             "text when",
	"inbox":              "record prose text when",
	"issue":              "intake prose record text topic when",
	"intake":             "record topic when diag text prose phrase table",
	"signup":             "phrase prose table text",
	"life":               "diag edit prose record table when",
	"edit":               "text",
	"view":               "forge markdown when text prose",
	"veil":               "fit forge grouping programme parallel record match measure health network markdown when text prose view phrase",
	"search":             "text parallel",
	"picture":            "",
	"colour":             "",
	"site":               "calendar colour forge markdown chart picture when parallel prose search table text view",
	"starter":            "edit forge text",
	"demo":               "record splitmix when",
	"schema":             "record",
	"seal":               "diag edit prose record regular text",
	"private":            "diag record regular",
	"serve":              "",
	"settings":           "",

	// Tests of the built program, and what tests know of where they run.
	"generator/test/here":      "",
	"generator/test/mini":      "record when",
	"generator/test/sketch":    "record when",
	"generator/test/browser":   "",
	"generator/test/pulls":     "",
	"generator/test/workflows": "",
	"generator/test/bench":     "chart",
}

// owners is who may import a library; every other direct one is the tests'.
var owners = map[string][]string{
	"gopkg.in/yaml.v3":                    {"record"},
	"github.com/yuin/goldmark":            {"markdown"},
	"github.com/alecthomas/chroma":        {"markdown"},
	"github.com/go-git/":                  {"history"},
	"filippo.io/age":                      {"seal"},
	"golang.org/x/crypto/":                {"seal"},
	"github.com/spf13/cobra":              {"command"},
	"golang.org/x/term":                   {"command"},
	"github.com/fsnotify/fsnotify":        {"serve"},
	"html/template":                       {"markdown", "site", "chart"},
	"encoding/csv":                        {"table", "intake"},
	"golang.org/x/net/html":               {"inbox"},
	"golang.org/x/text/cases":             {"text"},
	"golang.org/x/text/encoding":          {"table"},
	"golang.org/x/text/language":          {"phrase"},
	"github.com/xuri/excelize":            {"workbook"},
	"github.com/agnivade/levenshtein":     {"prose"},
	"github.com/blevesearch/snowballstem": {"topic"},
}

const internal = "pairbook/generator/internal/"

type listed struct {
	ImportPath string
	Imports    []string
}

func listPackages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "pairbook/...").Output()
	if err != nil {
		t.Fatalf("list the packages: %v", err)
	}
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func shortName(path string) string {
	return strings.TrimPrefix(strings.TrimPrefix(path, internal), "pairbook/")
}

func TestImportsRunOneWay(t *testing.T) {
	unmade := map[string][]string{} // by package, the imports that the table has and nobody makes
	for name, allowed := range imports {
		unmade[name] = strings.Fields(allowed)
	}
	for _, p := range listPackages(t) {
		name := shortName(p.ImportPath)
		allowed, known := imports[name]
		if !known {
			t.Errorf("the package %s is not in the table", name)
		}
		for _, i := range p.Imports {
			if strings.HasPrefix(i, "pairbook/") && !slices.Contains(strings.Fields(allowed), shortName(i)) {
				t.Errorf("%s imports %s and may import: %s", name, shortName(i), allowed)
			}
			unmade[name] = slices.DeleteFunc(unmade[name], func(made string) bool { return made == shortName(i) })
		}
		if len(unmade[name]) > 0 {
			t.Errorf("%s does not import %s, and the table says that it does", name, strings.Join(unmade[name], ", "))
		}
		delete(unmade, name)
	}
	for name := range unmade {
		t.Errorf("the table has the package %s, which is not there", name)
	}
}

func TestLibrariesHaveOneOwner(t *testing.T) {
	for _, p := range listPackages(t) {
		for _, i := range p.Imports {
			for library, packages := range owners {
				if strings.HasPrefix(i, library) && !slices.Contains(packages, shortName(p.ImportPath)) {
					t.Errorf("%s imports %s, which belongs to %v", shortName(p.ImportPath), i, packages)
				}
			}
		}
	}
}

// TestPagesReachNoRecord keeps what knows records out of all that the site and
// the view are made with, also by a way round.
func TestPagesReachNoRecord(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", internal+"site", internal+"view").Output()
	if err != nil {
		t.Fatalf("list what the pages are made with: %v", err)
	}
	for dependency := range strings.FieldsSeq(string(out)) {
		name := shortName(dependency)
		if slices.Contains([]string{"record", "measure", "fit", "grouping", "match", "health", "network", "programme", "check", "veil", "history"}, name) {
			t.Errorf("the pages are made with %s", name)
		}
	}
	if !strings.Contains(string(out), internal+"chart\n") {
		t.Errorf("the site draws without chart; go list says\n%s", out)
	}
}

// TestNothingBelowReadsTheWorld keeps the clock, the environment and the
// network out of everything but the command line and, as to the network, serve: their
// packages are not imported, or their functions not called.
func TestNothingBelowReadsTheWorld(t *testing.T) {
	for _, p := range listPackages(t) {
		name := shortName(p.ImportPath)
		if name == "command" || strings.HasPrefix(name, "generator/test/") {
			continue
		}
		for _, i := range p.Imports {
			seeded := name == "demo" && i == "math/rand/v2" // its seed is a flag
			networks := name != "serve" && (i == "net" || i == "net/http")
			if networks || i == "os/exec" || i == "math/rand" || i == "math/rand/v2" && !seeded {
				t.Errorf("%s imports %s", name, i)
			}
		}
	}
	out, err := exec.Command("git", "grep", "--untracked", "-nE", `time\.(Now|Since|Local)|os\.(Getenv|LookupEnv|Environ)|rand\.([A-MO-Z][A-Za-z0-9]*|N|Norm[A-Za-z0-9]*)[([]`, "--", ".", ":!internal/command", ":!test", ":!*_test.go").Output()
	var exit *exec.ExitError
	if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) {
		t.Skipf("not a git work tree: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		t.Errorf("reads the clock or the environment: %s", strings.TrimSpace(line))
	}
}

// TestGoVersion compares the version of Go that is needed with what README.md says: a
// later patch than the first would turn away who may use no other than theirs.
func TestGoVersion(t *testing.T) {
	var texts [2]string
	for i, name := range []string{"../go.mod", "../README.md"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = string(text)
	}
	needed := regexp.MustCompile(`(?m)^go (\d+\.\d+)\.0$`).FindStringSubmatch(texts[0])
	if needed == nil || !strings.Contains(texts[1], "You need [Go](https://go.dev/dl/) "+needed[1]+" or newer") {
		t.Errorf("go.mod needs %q, and README.md says another version", needed)
	}
}
