package diag

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"pairbook/generator/test/here"
)

var update = flag.Bool("update", false, "rewrite the goldens in testdata")

// sample is a list and the files that it refers to.
func sample() (List, map[string]string) {
	files := map[string]string{
		"program/people/ada.yaml":   "name: Ada\nmanager: grcae\n",
		"program/people/wide.yaml":  "name: 日本語, cafe\u0301 and 🙂 → here\n",
		"program/people/tabs.yaml":  "name:\tAda\t\there\r\nalias: x\r\n",
		"program/people/evil.yaml":  "name: \x1b[2J\u202egone\u200b\xff here\n",
		"program/people/long.yaml":  "name: " + strings.Repeat("long and ", 60) + "HERE" + strings.Repeat(" and on", 60) + "\n",
		"content/100%, a: page.md":  "# Title\n",
		"program/people/empty.yaml": "",
	}
	var list List
	list.Errorf(at("program/people/ada.yaml", 2, 10), "unknown-person",
		"use the id of a file in program/people, without .yaml", `manager: nobody has the id "grcae"; did you mean "grace"?`)
	list.Warnf(at("program/people/wide.yaml", 1, 26), "wide", "", "the caret stands under the h")
	list.Errorf(at("program/people/tabs.yaml", 1, 12), "tabs", "", "the caret stands under the h")
	list.Errorf(at("program/people/evil.yaml", 1, 19), "evil", "a\nhint", "the caret stands under the h, found \x1b[2J and \u202e and \xff\nand a line")
	list.Errorf(at("program/people/long.yaml", 1, 547), "long", "", "the caret stands under HERE")
	list.Errorf(at("content/100%, a: page.md", 1, 99), "past-the-end", "", "50%%: done\r\nreally")
	list.Warnf(at("program/people/empty.yaml", 1, 1), "empty", "", "nothing to show")
	list.Warnf(at("program/people/absent.yaml", 3, 1), "absent", "", "no such file")
	list.Warnf(Position{Path: "program/people"}, "folder", "", "a folder has no line")
	return list, files
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	here.Golden(t, filepath.Join("testdata", name), string(got), *update)
}

func print(t *testing.T, f Format, list List, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	source := func(path string) []byte {
		text, ok := files[path]
		if !ok {
			return nil
		}
		return []byte(text)
	}
	if err := Print(&out, f, list, source); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestPrint(t *testing.T) {
	list, files := sample()
	for _, f := range Formats() {
		t.Run(string(f), func(t *testing.T) { golden(t, string(f)+".golden", print(t, f, list, files)) })
	}
}

func many(errors, warnings int) List {
	var list List
	for i := range warnings {
		list.Warnf(at("a.yaml", i+1, 1), "w", "", "a warning")
	}
	for i := range errors {
		list.Errorf(at("b.yaml", i+1, 1), "e", "", "an error")
	}
	return list
}

func TestTextIsCutAtFiftyAndSaysSo(t *testing.T) {
	text := string(print(t, Text, many(2, 60), nil))
	if n := strings.Count(text, "[e]"); n != 2 {
		t.Errorf("%d of 2 errors are shown", n)
	}
	if n := strings.Count(text, "[w]"); n != 48 {
		t.Errorf("%d warnings are shown, want 48", n)
	}
	if want := "and 12 more: 12 warnings\n2 errors and 60 warnings in 2 files\n"; !strings.HasSuffix(text, want) {
		t.Errorf("the end is not %q:\n%s", want, text[max(0, len(text)-200):])
	}
}

func TestGitHubShowsTenAnnotations(t *testing.T) {
	for _, test := range []struct {
		errors, warnings int
		last             string
	}{
		{12, 3, "::error title=6 more::3 errors and 3 warnings more; `pairbook check` shows them"},
		{9, 3, "::warning title=3 more::3 warnings more; `pairbook check` shows them"},
		{3, 6, "::error file=b.yaml,line=3,col=1,title=e::an error"},
	} {
		lines := strings.Split(strings.TrimSpace(string(print(t, GitHub, many(test.errors, test.warnings), nil))), "\n")
		if len(lines) > 10 {
			t.Errorf("%d annotations, of which GitHub shows ten", len(lines))
		}
		if got := lines[len(lines)-1]; got != test.last {
			t.Errorf("%d errors, %d warnings: the last line is\n%s\nwant\n%s", test.errors, test.warnings, got, test.last)
		}
	}
}

func TestJSONIsNeverCutShort(t *testing.T) {
	var report struct {
		Problems         []map[string]any
		Errors, Warnings int
	}
	if err := json.Unmarshal(print(t, JSON, many(100, 200), nil), &report); err != nil {
		t.Fatal(err)
	}
	if len(report.Problems) != 300 || report.Errors != 100 || report.Warnings != 200 {
		t.Errorf("%d problems, %d errors, %d warnings; want 300, 100, 200", len(report.Problems), report.Errors, report.Warnings)
	}
	for _, key := range []string{"path", "line", "column", "severity", "rule", "message", "hint"} {
		if _, ok := report.Problems[0][key]; !ok {
			t.Errorf("a problem lacks the key %s: %v", key, report.Problems[0])
		}
	}
}

// Known problems are printed, and fail in no format.
func TestAKnownProblemIsPrintedAsKnown(t *testing.T) {
	var base, now List
	base.Errorf(at("a.yaml", 1, 1), "date", "", "old")
	base.Warnf(at("a.yaml", 2, 1), "date", "", "old, too")
	now = append(now, base...)
	now.Errorf(at("b.yaml", 1, 1), "date", "", "new")
	now = now.Since(base)
	for f, want := range map[Format][]string{
		Text:   {"a.yaml:1:1: error: old [date] (known already)\n", "a.yaml:2:1: warning: old, too [date] (known already)\n", "b.yaml:1:1: error: new [date]\n"},
		JSON:   {"\"message\": \"old\",\n      \"hint\": \"\",\n      \"known\": true\n", "\"message\": \"new\",\n      \"hint\": \"\"\n", "\"errors\": 2,"},
		GitHub: {"::notice file=a.yaml,line=1,col=1,title=date::old\n", "::notice file=a.yaml,line=2,col=1,title=date::old, too\n", "::error file=b.yaml,line=1,col=1,title=date::new\n"},
		SARIF:  {`"level": "note",`, `"level": "error",`},

		CodeQuality: {`"severity": "info",`, `"severity": "major",`},
	} {
		got := string(print(t, f, now, nil))
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q is not in\n%s", f, w, got)
			}
		}
	}
	if got, want := now.Comparison("HEAD~1"), "1 error known already in HEAD~1, 1 new"; got != want {
		t.Errorf("compared: %q, want %q", got, want)
	}
}

// A new warning is shown before ten known errors.
func TestGitHubShowsWhatIsNewFirst(t *testing.T) {
	known := many(12, 0)
	now := append(many(12, 1), Problem{Position: at("c.yaml", 1, 1), Rule: "n", Message: "new"}).Since(known)
	lines := strings.Split(strings.TrimSpace(string(print(t, GitHub, now, nil))), "\n")
	if !slices.Contains(lines, "::error file=c.yaml,line=1,col=1,title=n::new") || !slices.Contains(lines, "::warning file=a.yaml,line=1,col=1,title=w::a warning") {
		t.Errorf("what is new is not shown:\n%s", strings.Join(lines, "\n"))
	}
	if want := "::notice title=5 more::5 errors more; `pairbook check` shows them"; lines[len(lines)-1] != want {
		t.Errorf("the last line is %s", lines[len(lines)-1])
	}
}

func TestNoProblems(t *testing.T) {
	for f, want := range map[Format]string{
		Text:   "no problems\n",
		JSON:   "{\n  \"problems\": [],\n  \"errors\": 0,\n  \"warnings\": 0\n}\n",
		GitHub: "",

		CodeQuality: "[]\n",
	} {
		if got := string(print(t, f, nil, nil)); got != want {
			t.Errorf("%s prints %q, want %q", f, got, want)
		}
	}
}

// TestTextPrintsWhatATerminalMayShow draws hostile texts: only line ends and
// printable characters may come out.
func TestTextPrintsWhatATerminalMayShow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOf(rapid.Byte()).Draw(t, "text")
		message := string(rapid.SliceOf(rapid.Byte()).Draw(t, "message"))
		list := List{{Position: at(message, rapid.IntRange(0, 5).Draw(t, "line"), rapid.IntRange(-1, 300).Draw(t, "column")), Rule: "any", Message: message, Hint: message}}
		for _, f := range []Format{Text, GitHub} {
			var out bytes.Buffer
			if err := Print(&out, f, list, func(string) []byte { return text }); err != nil {
				t.Fatal(err)
			}
			for _, r := range out.String() {
				if r != '\n' && !unicode.IsPrint(r) {
					t.Fatalf("%s prints %U in %q", f, r, out.String())
				}
			}
			if f == GitHub && strings.Count(out.String(), "\n") != 1 {
				t.Fatalf("one problem takes more than a line: %q", out.String())
			}
		}
	})
}

// TestNoRunnerTakesACommand checks that no record puts ##[command], which
// GitHub's runner recognises anywhere in a line, into the output.
func TestNoRunnerTakesACommand(t *testing.T) {
	part := rapid.SampledFrom([]string{"#", "##", "###", "[", "##[", "##[error]", "##[add-mask]Mentoring", "\t", "é", "\u200b", "\xff", "\n", "x"})
	hostile := rapid.Map(rapid.SliceOfN(part, 1, 60), func(parts []string) string { return strings.Join(parts, "") })
	rapid.Check(t, func(t *rapid.T) {
		list := List{{
			Position: at(hostile.Draw(t, "path"), rapid.IntRange(1, 3).Draw(t, "line"), rapid.IntRange(1, 130).Draw(t, "column")),
			Rule:     "any", Message: hostile.Draw(t, "message"), Hint: hostile.Draw(t, "hint"),
		}}
		source := hostile.Draw(t, "source")
		for _, f := range []Format{Text, JSON, SARIF} {
			var out bytes.Buffer
			if err := Print(&out, f, list, func(string) []byte { return []byte(source) }); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(out.String(), "##[") {
				t.Fatalf("%s prints a command: %s", f, out.String())
			}
			if f == JSON && utf8.ValidString(list[0].Message) {
				var read struct{ Problems []struct{ Message string } }
				if err := json.Unmarshal(out.Bytes(), &read); err != nil || read.Problems[0].Message != list[0].Message {
					t.Fatalf("%q is read as %q, %v", list[0].Message, read.Problems, err)
				}
			}
		}
		if got := list.Comparison(source); strings.Contains(got, "##[") {
			t.Fatalf("a command: %s", got)
		}
	})
}

func TestParseFormat(t *testing.T) {
	for _, f := range Formats() {
		if got, err := ParseFormat(string(f)); err != nil || got != f {
			t.Errorf("%q parses as %q, %v", f, got, err)
		}
	}
	if _, err := ParseFormat("xml"); err == nil || !strings.Contains(err.Error(), "text, json, github, sarif or codequality") {
		t.Errorf("an unknown format gives %v", err)
	}
}

func TestPrintSaysWhatFailed(t *testing.T) {
	err := Print(failing{}, Text, many(1, 0), nil)
	if want := "print the problems as text: the pipe is closed"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, fmt.Errorf("the pipe is closed") }

// TestCodeQuality tells issues by fingerprints that stay when lines move, and are
// those of no other issue.
func TestCodeQuality(t *testing.T) {
	issues := func(list List) (all []qualityIssue) {
		if err := json.Unmarshal(print(t, CodeQuality, list, nil), &all); err != nil {
			t.Fatal(err)
		}
		return all
	}
	var list, moved, fewer List
	for i, p := range []struct{ path, rule, message string }{
		{"a.yaml", "date", "x"}, {"a.yaml", "date", "x"}, {"a.yaml", "date", "y"}, {"a.yaml", "due", "x"}, {"b.yaml", "date", "x"}, {"a.yaml", `date" "x`, ""}, {"a.yaml", "date", `" "x`},
	} {
		list.Errorf(at(p.path, i, 1), p.rule, "", "%s", p.message)
		moved.Errorf(at(p.path, 10+2*i, 7), p.rule, "do it", "%s", p.message)
		if i > 0 {
			fewer.Errorf(at(p.path, i, 1), p.rule, "", "%s", p.message)
		}
	}
	seen, of := map[string]bool{}, map[string]bool{}
	for _, issue := range issues(list) {
		if seen[issue.Fingerprint] = true; len(issue.Fingerprint) != 32 || issue.Location.Lines.Begin < 1 || issue.CheckName == "" {
			t.Errorf("%+v", issue)
		}
	}
	if len(seen) != len(list) {
		t.Errorf("%d fingerprints of %d problems", len(seen), len(list))
	}
	for _, issue := range append(issues(moved), issues(fewer)...) {
		if of[issue.Fingerprint] = true; !seen[issue.Fingerprint] {
			t.Errorf("another fingerprint: %+v", issue)
		}
	}
	if len(of) != len(seen) {
		t.Errorf("%d fingerprints once lines have moved, and %d before", len(of), len(seen))
	}
}

// A line that is veiled for one problem is not shown for another, and the other lines are.
func TestAVeiledLineIsNotPrinted(t *testing.T) {
	var list List
	list.Errorf(Position{"a.yaml", 1, 1}, "quote", "", "first")
	list.Veil()
	list.Errorf(Position{"a.yaml", 1, 3}, "quote", "", "second")
	list.Errorf(Position{"a.yaml", 2, 1}, "quote", "", "third")
	var out strings.Builder
	if err := Print(&out, Text, list, func(string) []byte { return []byte("\ufeffsecret\nplain\n") }); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); strings.Contains(got, "secret") || !strings.Contains(got, "   2 | plain\n     | ^\n") {
		t.Errorf("printed is\n%s", got)
	}
	out.Reset()
	if err := Print(&out, Text, list[2:], func(string) []byte { return []byte("\ufeff\nplain\n") }); err != nil || !strings.Contains(out.String(), "   2 | plain\n") {
		t.Errorf("%v: below a byte order mark, printed is\n%s", err, out.String())
	}
	marked := List{{Position: Position{"a.yaml", 1, 3}, Rule: "quote", Message: "first"}}
	out.Reset()
	if err := Print(&out, Text, marked, func(string) []byte { return []byte("\ufeffplain\n") }); err != nil || !strings.Contains(out.String(), "   1 | plain\n     |   ^\n") {
		t.Errorf("%v: behind a byte order mark, printed is\n%s", err, out.String())
	}
}

// Only what is longer than the limit is cut.
func TestALongLineIsCut(t *testing.T) {
	line := strings.Repeat("a", lineLimit)
	if before, after := cut([]byte(line), 2); before+"|"+after != "aa|"+line[2:] {
		t.Errorf("a line of the limit is %q and %q", before, after)
	}
	if before, after := cut([]byte(line+"bc"), 0); before != "" || after != line+"…" {
		t.Errorf("of the beginning of a longer line is left %q and %q", before, after)
	}
	if before, after := cut([]byte("bc"+line), len(line)+2); before != "…"+line || after != "" {
		t.Errorf("of the end of a longer line is left %q and %q", before, after)
	}
}

// SARIF names each rule once, and JSON keeps < and & as they are.
func TestRulesAndLettersOfMachines(t *testing.T) {
	var list List
	list.Errorf(Position{"a.yaml", 1, 1}, "quote", "", "a < b & c")
	list.Errorf(Position{"a.yaml", 2, 1}, "quote", "", "d")
	list.Errorf(Position{"a.yaml", 3, 1}, "date", "", "e")
	var sarif, plain strings.Builder
	if err := errors.Join(Print(&sarif, SARIF, list, nil), Print(&plain, JSON, list, nil)); err != nil {
		t.Fatal(err)
	}
	if n, m := strings.Count(sarif.String(), `"id": "quote"`), strings.Count(sarif.String(), `"id": "date"`); n != 1 || m != 1 {
		t.Errorf("the rules are named %d and %d times in\n%s", n, m, sarif.String())
	}
	if !strings.Contains(plain.String(), "a < b & c") {
		t.Errorf("the words are changed in\n%s", plain.String())
	}
	if err := Print(&plain, Format("smoke"), list, nil); err == nil || err.Error() != `print the problems as smoke: unknown format "smoke"` {
		t.Errorf("a format that nobody knows: %v", err)
	}
}
