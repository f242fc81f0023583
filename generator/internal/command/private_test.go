package command

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
	"pairbook/generator/test/here"
)

// canary is in every planted text, and in no other.
const canary = "quillfeather"

// personal matches the ids of the real tables' people, and every canary.
var personal = regexp.MustCompile(`(?i)\b[pg]\d{4}\b|` + canary)

// TestImportedProgrammeStaysPrivate imports the real programme, gives everybody a
// name and every pairing goals, actions, notes and a coordinator's remark, and
// finds none of it in any byte published by default.
func TestImportedProgrammeStaysPrivate(t *testing.T) {
	here.OnlyWhole(t)
	root, day, _ := realProgramme(t)
	plant(t, root)

	status, stdout, stderr := pairbook(t, day, "build", "--root", root)
	if status != statusFine {
		t.Fatalf("build: status %d\n%s%s", status, stdout, stderr)
	}
	public := filepath.Join(root, "public")
	for _, found := range search(t, public) {
		t.Errorf("published: %s", found)
	}
	repo, _, err := record.Load(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	var index struct{ Counts record.Counts }
	readJSON(t, filepath.Join(public, "api", "v1", "index.json"), &index)
	want := expectedCounts(t)
	want.Pages = len(repo.Pages)
	if diff := cmp.Diff(want, index.Counts); diff != "" {
		t.Errorf("counts (-tables +index.json):\n%s", diff)
	}

	// The same search finds them where they may be: it can fail.
	if status, _, stderr := pairbook(t, day, "build", "--root", root, "--audience", "coordinators"); status != statusFine {
		t.Fatal(stderr)
	}
	if found := search(t, filepath.Join(root, "private", "site")); len(found) < 100 {
		t.Errorf("the coordinators' site shows %d files with somebody in them", len(found))
	}
}

// plant puts a canary into every kind of text about a person or a pair.
func plant(t *testing.T, root string) {
	t.Helper()
	for _, path := range glob(t, root, "program/people/*.yaml") {
		id := strings.TrimSuffix(filepath.Base(path), ".yaml")
		replaceIn(t, path, "name: "+id, fmt.Sprintf("name: %s %s\ngithub: %s-%s\nunit: %s", canary, id, canary, id, canary))
	}
	for _, path := range glob(t, root, "program/cohorts/*/pairings/*/pairing.yaml") {
		writeText(t, filepath.Join(filepath.Dir(path), "plan.yaml"), fmt.Sprintf("goals:\n  - {id: %s, text: Learn %s, set: 2021-06-01}\n", canary, canary))
		pairing, cohort := filepath.Base(filepath.Dir(path)), filepath.Dir(filepath.Dir(filepath.Dir(path)))
		writeText(t, filepath.Join(cohort, "attention", pairing+"-2021-06-01.yaml"), fmt.Sprintf("until: 2021-07-01\nnote: They said %s.\n", canary))
	}
	for _, path := range glob(t, root, "program/cohorts/*/pairings/*/sessions/*.md") {
		text := readText(t, path)
		end := strings.LastIndex(text, "---\n")
		action := fmt.Sprintf("goals: [%s]\nactions: [{id: %s-%s, what: Call %s}]\nintroductions: [%s]\n",
			canary, canary, strings.TrimSuffix(filepath.Base(path), ".md"), canary, canary)
		writeText(t, path, text[:end]+action+text[end:]+"\nWe spoke about "+canary+".\n")
	}
	for _, path := range glob(t, root, "program/cohorts/*/enrolments/*.yaml") {
		replaceIn(t, path, "mentee:\n", "mentee:\n  goals: ["+canary+"]\n")
	}
}

// search lists the files below a folder that name somebody, in path or text.
func search(t *testing.T, dir string) (found []string) {
	t.Helper()
	for path := range hashes(t, dir) {
		relative, _ := filepath.Rel(dir, path)
		if match := personal.FindString(relative + "\n" + readText(t, path)); match != "" {
			found = append(found, relative+": "+match)
		}
	}
	return found
}

func glob(t *testing.T, root, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
	if err != nil || len(found) == 0 {
		t.Fatalf("nothing is at %s: %v", pattern, err)
	}
	return found
}

func readText(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func writeText(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func replaceIn(t *testing.T, path, from, to string) {
	t.Helper()
	writeText(t, path, strings.Replace(readText(t, path), from, to, 1))
}
