package command

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
)

// realInput are the commands that import the tables into an empty programme, with
// their exit status: rows that no record can be made of are skipped.
var realInput = []struct {
	args   string
	status int
}{
	{"people|open-seeds-people.csv|--column|id=person|--column|time_zone=utc_offset|--column|topics=expertise", statusFine},
	{"enrolments|open-seeds-enrolments.csv|--column|topics=keywords", statusFine},
	{"pairings|open-seeds-pairings.csv|--column|state=outcome|--value|state:graduated=completed|--value|state:not graduated=ended|--value|state:=ended|" +
		"--set|reason=unrecorded|--column|started=first_week|--column|ended=last_week|--skip-bad", statusProblems},
	{"pairings|gsoc-pairings.csv|--column|cohort=year|--column|started=first|--column|ended=last|--set|state=completed|--set|cadence=1w|--new-people|--skip-bad", statusProblems},
	{"sessions|gsoc-sessions.csv|--column|cohort=year|--column|date=file_date|--column|attended=attendees|--set|duration=1h|--new-people|--skip-bad", statusProblems},
}

// pairbook runs a command in this process.
func pairbook(t *testing.T, now time.Time, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	status = Run(t.Context(), args, strings.NewReader(""), &out, &err, now)
	return status, out.String(), err.String()
}

func TestRealInput(t *testing.T) {
	here.OnlyWhole(t)
	root, day, reports := realProgramme(t)
	repo, problems, err := record.Load(os.DirFS(root))
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	want := expectedCounts(t)
	want.Pages = len(repo.Pages)
	if diff := cmp.Diff(want, repo.Counts()); diff != "" {
		t.Errorf("counts (-tables +records):\n%s", diff)
	}
	for _, want := range []string{"pairings: 172 of 176 rows", "pairings: 11 of 12 rows"} {
		if !strings.Contains(reports, want) {
			t.Errorf("%q is not reported in\n%s", want, reports)
		}
	}
	if status, stdout, _ := pairbook(t, day, "check", "--root", root); status != statusFine {
		t.Errorf("check finds errors:\n%s", stdout)
	}

	before := hashes(t, root)
	importReal(t, root, day.AddDate(0, 3, 0))
	if diff := cmp.Diff(before, hashes(t, root)); diff != "" {
		t.Errorf("importing everything again changes (-before +after):\n%s", diff)
	}
}

// imported is the programme that the real tables make, once for all tests.
var imported struct {
	sync.Once
	files   fstest.MapFS
	reports string
}

// realProgramme copies the programme that the real tables make, or skips the
// test.
func realProgramme(t *testing.T) (root string, day time.Time, reports string) {
	t.Helper()
	here.Tables(t)
	root = filepath.Join(t.TempDir(), "programme")
	day = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	imported.Do(func() {
		first := filepath.Join(t.TempDir(), "programme")
		if status, _, stderr := pairbook(t, day, "init", first); status != statusFine {
			t.Fatal(stderr)
		}
		imported.reports = importReal(t, first, day)
		imported.files = filesOf(t, first)
	})
	if err := os.CopyFS(root, imported.files); err != nil {
		t.Fatal(err)
	}
	return root, day, imported.reports
}

// filesOf reads every file below a folder.
func filesOf(t *testing.T, dir string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = &fstest.MapFile{Data: text, Mode: 0o644}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func importReal(t *testing.T, root string, day time.Time) (reports string) {
	t.Helper()
	for _, command := range realInput {
		args := strings.Split(command.args, "|")
		args[1] = filepath.Join(here.Tables(t), args[1])
		status, stdout, stderr := pairbook(t, day, slices.Concat([]string{"import"}, args, []string{"--root", root})...)
		if status != command.status {
			t.Fatalf("import %s: status %d, want %d\n%s", args, status, command.status, stderr)
		}
		reports += stdout
	}
	return reports
}

// expectedCounts counts the contents of the tables from their cells alone.
func expectedCounts(t *testing.T) record.Counts {
	t.Helper()
	people, enrolments, pairings, sessions := map[string]bool{}, map[string]bool{}, map[string]bool{}, 0
	for _, r := range tableRows(t, "open-seeds-people.csv") {
		people[r["person"]] = true
	}
	for _, r := range tableRows(t, "open-seeds-enrolments.csv") {
		enrolments[r["cohort"]+"/"+r["person"]] = true
	}
	for _, r := range append(tableRows(t, "open-seeds-pairings.csv"), tableRows(t, "gsoc-pairings.csv")...) {
		mentors, mentees := strings.Split(r["mentors"], "|"), strings.Split(r["mentees"], "|")
		self := slices.ContainsFunc(mentees, func(id string) bool { return slices.Contains(mentors, id) })
		if r["mentors"] == "" || r["mentees"] == "" || self {
			continue
		}
		pairings[r["cohort"]+r["year"]+"/"+r["pairing"]] = true
		for _, id := range slices.Concat(mentors, mentees) {
			people[id] = true
		}
	}
	for _, r := range tableRows(t, "gsoc-sessions.csv") {
		if _, err := when.ParseDate(r["file_date"]); err != nil || !pairings[r["year"]+"/"+r["pairing"]] {
			continue
		}
		sessions++
		for _, id := range strings.FieldsFunc(r["attendees"], func(c rune) bool { return c == '|' }) {
			people[id] = true
		}
	}
	return record.Counts{People: len(people), Enrolments: len(enrolments), Pairings: len(pairings), Sessions: sessions}
}

func tableRows(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(here.Tables(t), name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, cell := range cells {
			row[all[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// hashes returns a hash and the modification time of every file below a folder,
// so that rewriting the same bytes shows.
func hashes(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		sum := sha256.Sum256(data)
		files[path] = string(sum[:]) + info.ModTime().String()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
