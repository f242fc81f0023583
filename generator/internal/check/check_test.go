package check

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
)

func TestMain(m *testing.M) { os.Exit(here.Draws(m, 100, 100)) }

var update = flag.Bool("update", false, "rewrite the wanted output in testdata and CHECKS.md")

var today = when.Day(2026, 11, 20)

// The files of testdata hold, besides plain text, what an editor could not
// show: «U+202E» is that character, «0xFF» that byte, «500 × text#\n» a text as
// many times, # being the number. A file that is «a link to X», «a pipe» or
// «deleted» is that.
var marks = regexp.MustCompile(`(?s)«(?:U\+([0-9A-F]{4,6})|0x([0-9A-F]{2})|(\d+) × (.+?))»`)

func expand(text string) string {
	return marks.ReplaceAllStringFunc(text, func(mark string) string {
		m := marks.FindStringSubmatch(mark)
		switch {
		case m[1] != "":
			n, _ := strconv.ParseInt(m[1], 16, 32)
			return string(rune(n))
		case m[2] != "":
			n, _ := strconv.ParseUint(m[2], 16, 8)
			return string([]byte{byte(n)})
		}
		n, _ := strconv.Atoi(m[3])
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.NewReplacer("#", strconv.Itoa(i+1), `\n`, "\n").Replace(m[4]))
		}
		return b.String()
	})
}

// repository is the base programme with the files of an archive laid over it.
func repository(t testing.TB, archive *txtar.Archive) fstest.MapFS {
	t.Helper()
	base, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	lay := func(a *txtar.Archive) {
		for _, f := range a.Files {
			text := string(f.Data)
			target, link := strings.CutPrefix(strings.TrimSpace(text), "«a link to ")
			switch {
			case f.Name == "want":
			case strings.TrimSpace(text) == "«deleted»":
				delete(files, f.Name)
			case strings.TrimSpace(text) == "«a pipe»":
				files[f.Name] = &fstest.MapFile{Mode: fs.ModeNamedPipe | 0o644}
			case link:
				files[f.Name] = &fstest.MapFile{Data: []byte(strings.TrimSuffix(target, "»")), Mode: fs.ModeSymlink | 0o777}
			default:
				files[f.Name] = &fstest.MapFile{Data: []byte(expand(text)), Mode: 0o644}
			}
		}
	}
	lay(base)
	lay(archive)
	return files
}

// problemsIn loads and checks a repository as the program does, and fails the
// test when a problem's rule is not registered.
func problemsIn(t tester, files fs.FS, asOf when.Date) diag.List {
	t.Helper()
	repo, problems, err := record.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	problems = append(problems, Run(repo, asOf, Themes("default"))...)
	for _, p := range problems {
		if ruleOf(p.Rule) == nil {
			t.Errorf("%s: the rule %q is not registered", p.Position, p.Rule)
		}
	}
	return problems.Sorted()
}

// tester is what a test and a property have in common.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
	Fatal(args ...any)
}

func ruleOf(name string) *Rule {
	for _, r := range Rules() {
		if r.Name == name {
			return &r
		}
	}
	return nil
}

func printed(t testing.TB, files fs.FS, problems diag.List) string {
	t.Helper()
	var out bytes.Buffer
	source := func(path string) []byte {
		text, err := fs.ReadFile(files, path)
		if err != nil {
			return nil
		}
		return text
	}
	if err := diag.Print(&out, diag.Text, problems, source); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// compare runs an archive and compares what is found with its file "want",
// which -update rewrites.
func compare(t *testing.T, file string) diag.List {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	files := repository(t, archive)
	problems := problemsIn(t, files, today)
	problems = append(problems, Deletions(loaded(t, repository(t, &txtar.Archive{})), loaded(t, files))...).Sorted()
	got := printed(t, files, problems)
	last := len(archive.Files) - 1
	if last < 0 || archive.Files[last].Name != "want" {
		archive.Files = append(archive.Files, txtar.File{Name: "want"})
		last++
	}
	if *update {
		archive.Files[last].Data = []byte(got)
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return problems
	}
	if diff := cmp.Diff(string(archive.Files[last].Data), got); diff != "" {
		t.Errorf("%s finds something else (-want +got); -update rewrites it\n%s", file, diff)
	}
	return problems
}

func TestBaseIsCleanTodayAndLater(t *testing.T) {
	files := repository(t, &txtar.Archive{})
	for _, days := range []int{0, 1, 30, 365, 3650} {
		if problems := problemsIn(t, files, today.Add(days)); len(problems) > 0 {
			t.Errorf("%d days later:\n%s", days, printed(t, files, problems))
		}
	}
}

// TestRules shows each rule at work: testdata/rules/RULE.txtar breaks the base
// programme so that RULE speaks, and no other.
func TestRules(t *testing.T) {
	for _, rule := range Rules() {
		t.Run(rule.Name, func(t *testing.T) {
			problems := compare(t, filepath.Join("testdata/rules", rule.Name+".txtar"))
			if len(problems) == 0 {
				t.Error("the rule finds nothing")
			}
			gravest := diag.Warning
			for _, p := range problems {
				gravest = min(gravest, p.Severity)
				if p.Rule != rule.Name {
					t.Errorf("the rule %s speaks, too: %s", p.Rule, p.Message)
				}
			}
			if gravest != rule.Severity {
				t.Errorf("the gravest problem is %s, and the registry says %s", gravest, rule.Severity)
			}
		})
	}
}

// TestCases holds what is near a rule: the other severity, and what is fine.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { compare(t, file) })
	}
}
