package command

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pairbook/generator/test/here"
)

// asked is a programme in which every kind of record can be created.
func asked(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "programme")
	for _, args := range [][]string{
		{"init", dir},
		{"new", "person", "ada", "--name", "Ada"}, {"new", "person", "bo", "--name", "Bo"},
		{"new", "cohort", "2026", "--starts", "2026-11-02"},
		{"new", "pairing", "2026/otter", "--mentors", "ada", "--mentees", "bo", "--started", "2026-11-02"},
	} {
		if args[0] == "new" {
			args = append(args, "--root", dir)
		}
		respond(t, 0, nil, args...)
	}
	return dir
}

// respond runs a command and returns its standard error.
func respond(t *testing.T, status int, stdin io.Reader, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if got := Run(t.Context(), append(args, "--as-of", "2026-11-20"), stdin, &stdout, &stderr, time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)); got != status {
		t.Fatalf("%v: status %d, not %d\n%s", args, got, status, stderr.String())
	}
	return stderr.String()
}

// asking is a new record of each kind, the answers to its questions, and what the
// record must contain.
func asking() map[string]struct{ arg, answers, path, holds string } {
	return map[string]struct{ arg, answers, path, holds string }{
		"person":    {"zora", "Zora\nQuiet Crane\n\n\n\n\n", "program/people/zora.yaml", "alias: Quiet Crane"},
		"enrolment": {"2026/bo", "mentee\n\n\nGive a talk\n\n", "program/cohorts/2026/enrolments/bo.yaml", "Give a talk"},
		"cohort":    {"2027", "\nNext year\n2027-01-04\n\n\n", "program/cohorts/2027/cohort.yaml", "name: Next year"},
		"pairing":   {"2026/wren", "ada\nbo\n\nactive\n2026-11-03\n3w\n", "program/cohorts/2026/pairings/wren/pairing.yaml", "cadence: 3w"},
		"session":   {"2026/otter", "2026-11-18\n45m\n\n\n\n\n\n\n\n\nWe sat outside.\n", "program/cohorts/2026/pairings/otter/sessions/2026-11-18.md", "We sat outside."},
		"gathering": {"2026", "2026-11-18\nHalf-way call\n1h\nada, bo\nWe all met.\n", "program/cohorts/2026/gatherings/2026-11-18.md", "title: Half-way call"},
		"page":      {"walks", "Walks\nOn foot.\n", "content/walks.md", "summary: On foot."},
	}
}

// TestASlowPipeIsReadToItsEnd answers with a pause before each answer, and once
// ends early: for two kinds, or for every kind where tests run whole.
func TestASlowPipeIsReadToItsEnd(t *testing.T) {
	t.Parallel()
	dir, kinds, records := asked(t), asking(), newRecords()
	if !here.Whole() {
		records = records[:2]
	}
	for _, kind := range records {
		k, known := kinds[kind.name]
		if !known {
			t.Fatalf("no answers for new %s", kind.name)
		}
		lines := slices.Collect(strings.Lines(k.answers))
		said := respond(t, 2, slowly(t, lines[:len(lines)-1]), "new", kind.name, k.arg, "--ask", "--root", dir)
		if _, err := os.Stat(filepath.Join(dir, k.path)); err == nil || !strings.Contains(said, "the answers end ") {
			t.Errorf("new %s with an answer too few: %v, %s", kind.name, err, said)
		}
		respond(t, 0, slowly(t, lines), "new", kind.name, k.arg, "--ask", "--root", dir)
		text, err := os.ReadFile(filepath.Join(dir, k.path))
		if err != nil || !strings.Contains(string(text), k.holds) {
			t.Errorf("new %s: %v, and no %q in:\n%s", kind.name, err, k.holds, text)
		}
	}
}

// slowly returns a pipe to which lines are written, the first after longer than
// any poll would wait.
func slowly(t *testing.T, lines []string) *os.File {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	go func() {
		defer w.Close()
		for i, line := range lines {
			if i < 2 {
				time.Sleep(150 * time.Millisecond)
			}
			io.WriteString(w, line)
		}
	}()
	return r
}

// TestNothingIsReadUnasked leaves answers in the pipe, and uses a pipe that
// nobody ever writes to.
func TestNothingIsReadUnasked(t *testing.T) {
	t.Parallel()
	dir := asked(t)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	respond(t, 0, r, "new", "person", "yan", "--root", dir)
	io.WriteString(w, "Zora\nQuiet Crane\n")
	respond(t, 0, r, "new", "person", "zora", "--root", dir)
	respond(t, 2, r, "new", "session", "2026/nobody", "--root", dir)
	left := make([]byte, 100)
	if n, err := r.Read(left); err != nil || string(left[:n]) != "Zora\nQuiet Crane\n" {
		t.Errorf("left in the pipe: %q, %v", left[:n], err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "program/people/zora.yaml"))
	if err != nil || string(text) != "name: zora\n" {
		t.Errorf("%q, %v", text, err)
	}
}

// TestNobodyAnswers asks where no answer can come, in a process of its own.
func TestNobodyAnswers(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	dir := asked(t)
	for name, redirect := range map[string]string{"the null device": "</dev/null", "closed": "<&-", "an empty pipe": "", "a folder": "<."} {
		for _, ask := range []bool{false, true} {
			id := "p" + strings.ReplaceAll(name, " ", "-")
			script := "exec pairbook new person " + id + " --root \"$1\" " + redirect
			if ask {
				id += "-asked"
				script = "exec pairbook new person " + id + " --ask --root \"$1\" " + redirect
			}
			cmd := exec.Command("sh", "-c", script, "sh", dir)
			cmd.Stdin = strings.NewReader("")
			out, err := cmd.CombinedOutput()
			_, there := os.Stat(filepath.Join(dir, "program/people", id+".yaml"))
			if ask && (err == nil || there == nil || !strings.Contains(string(out), "name")) || !ask && (err != nil || there != nil) {
				t.Errorf("%s, --ask %v: %v, %v\n%s", name, ask, err, there, out)
			}
		}
	}
}
