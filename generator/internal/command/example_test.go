package command

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/test/here"
)

// exampleDay is the day on which the example's records end.
const exampleDay = "2026-11-20"

// buildExample builds the repository's own site into a new folder.
func buildExample(t *testing.T, more ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "site")
	args := append([]string{"build", "--root", here.Example(t), "--as-of", exampleDay, "--out", out}, more...)
	if status, stdout, stderr := pairbook(t, time.Now(), args...); status != statusFine {
		t.Fatalf("the example does not build, status %d:\n%s%s", status, stdout, stderr)
	}
	return out
}

// A repository without problems today has none tomorrow.
func TestTheExampleIsCleanOnAnyDay(t *testing.T) {
	root := here.Example(t)
	for _, day := range []string{exampleDay, "2026-11-21", "2026-12-31", "2027-04-01", "2028-02-29", "2040-01-01"} {
		status, stdout, stderr := pairbook(t, time.Now(), "check", "--root", root, "--as-of", day)
		if status != statusFine || stdout != "no problems\n" || stderr != "" {
			t.Errorf("on %s: status %d\n%s%s", day, status, stdout, stderr)
		}
	}
}

// Every expected page exists, with counts that equal those of the files.
func TestTheExamplesSite(t *testing.T) {
	site := buildExample(t)
	for _, path := range []string{
		"index.html", "404.html", "about.html", "metrics.html", "roles/index.html", "programs/index.html", "cohorts/index.html",
		"cohorts/2026-autumn/index.html", "cohorts/2026-autumn/pairings/swift.html", "people/index.html",
		"feed.xml", "sitemap.xml", "manifest.json", "api/v1/metrics.json", "api/v1/cohorts/2026-autumn.json",
	} {
		if _, err := os.Stat(filepath.Join(site, filepath.FromSlash(path))); err != nil {
			t.Errorf("%s is not built: %v", path, err)
		}
	}
	repo, _, err := record.Load(os.DirFS(here.Example(t)))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range repo.Pages {
		path := strings.TrimPrefix(strings.TrimSuffix(page.Path, ".md"), "content/")
		path = strings.TrimSuffix(path, "README")
		if path == "" || strings.HasSuffix(path, "/") {
			path += "index"
		}
		if _, err := os.Stat(filepath.Join(site, filepath.FromSlash(path)+".html")); err != nil {
			t.Errorf("%s has no page: %v", page.Path, err)
		}
	}
	var index struct {
		AsOf     string        `json:"as_of"`
		Programs []string      `json:"programs"`
		Cohorts  []string      `json:"cohorts"`
		Counts   record.Counts `json:"counts"`
	}
	readJSON(t, filepath.Join(site, "api", "v1", "index.json"), &index)
	if index.AsOf != exampleDay || len(index.Programs) != repo.Programs.Len() || len(index.Cohorts) != repo.Cohorts.Len() {
		t.Errorf("api/v1/index.json says %+v", index)
	}
	if diff := cmp.Diff(countFiles(t), index.Counts); diff != "" {
		t.Errorf("counts (-files +index.json):\n%s", diff)
	}
}

// countFiles counts the records by their paths.
func countFiles(t *testing.T) record.Counts {
	t.Helper()
	count := func(patterns ...string) (n int) {
		for _, pattern := range patterns {
			found, err := filepath.Glob(filepath.Join(here.Root(t), filepath.FromSlash(pattern)))
			if err != nil {
				t.Fatal(err)
			}
			n += len(found)
		}
		return n
	}
	const cohort = "program/cohorts/*/"
	return record.Counts{
		People:     count("program/people/*.yaml"),
		Enrolments: count(cohort + "enrolments/*.yaml"),
		Pairings:   count(cohort + "pairings/*/pairing.yaml"),
		Sessions:   count(cohort + "pairings/*/sessions/*.md"),
		Pages:      count("content/*.md", "content/*/*.md", "content/*/*/*.md"),
	}
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatalf("read %s: %v", path, err)
	}
}

// The same records give the same bytes: again, in another time zone, language,
// working folder and umask, and with another number of processors.
func TestSameInputSameBytes(t *testing.T) {
	want := manifest(t, buildExample(t))
	root := here.Example(t)
	for i, vary := range [][]string{
		{"TZ=Pacific/Kiritimati", "LANG=tr_TR.UTF-8", "GOMAXPROCS=1", "UMASK=077"},
		{"TZ=America/St_Johns", "LC_ALL=de_DE.UTF-8", "GOMAXPROCS=7", "UMASK=002"},
		{"TZ=", "LANG=", "HOME=", "UMASK=000"},
	} {
		if i > 0 && !here.Whole() {
			continue
		}
		out := filepath.Join(t.TempDir(), "another", "place")
		var stderr bytes.Buffer
		args := []string{"build", "--root", root, "--as-of", exampleDay, "--out", out}
		command := exec.Command("pairbook", args...)
		if _, err := exec.LookPath("sh"); err == nil {
			command = exec.Command("sh", slices.Concat([]string{"-c", `umask "$UMASK" && exec "$@"`, "sh", "pairbook"}, args)...)
		}
		command.Env = append(os.Environ(), vary...)
		command.Dir = t.TempDir()
		command.Stderr = &stderr
		if err := command.Run(); err != nil {
			t.Fatalf("build with %v: %v\n%s", vary, err, &stderr)
		}
		if diff := cmp.Diff(want, manifest(t, out)); diff != "" {
			t.Errorf("with %v other bytes (-want +got):\n%s", vary, diff)
		}
	}
}

func manifest(t *testing.T, site string) (files map[string]string) {
	t.Helper()
	readJSON(t, filepath.Join(site, "manifest.json"), &files)
	if len(files) < 50 {
		t.Fatalf("the manifest names %d files", len(files))
	}
	return files
}

// The metrics that expectations may name as evidence are those that exist.
func TestChecksKnowTheMetrics(t *testing.T) {
	var measured []string
	for _, m := range measure.Metrics() {
		measured = append(measured, string(m.ID))
	}
	var checked []string
	for _, id := range check.Metrics() {
		checked = append(checked, string(id))
	}
	slices.Sort(measured)
	slices.Sort(checked)
	if diff := cmp.Diff(measured, checked); diff != "" {
		t.Errorf("metrics (-measure +check):\n%s", diff)
	}
}
