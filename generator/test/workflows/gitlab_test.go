package workflows

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"pairbook/generator/test/here"
)

// pipeline is what .gitlab-ci.yml has, with the keys that GitLab documents and it
// uses. Any other key is a mistake.
type pipeline struct {
	Stages []string       `yaml:"stages"`
	Jobs   map[string]job `yaml:",inline"`
}

type job struct {
	Extends   string              `yaml:"extends"`
	Stage     string              `yaml:"stage"`
	Image     string              `yaml:"image"`
	Variables map[string]string   `yaml:"variables"`
	Rules     []map[string]string `yaml:"rules"`
	Before    []string            `yaml:"before_script"`
	Script    []string            `yaml:"script"`
	Artifacts struct {
		When    string            `yaml:"when"`
		Paths   []string          `yaml:"paths"`
		Reports map[string]string `yaml:"reports"`
	} `yaml:"artifacts"`
	AllowFailure struct {
		ExitCodes int `yaml:"exit_codes"`
	} `yaml:"allow_failure"`
}

// gitLab is a project on a GitLab of our own, which init began and where ada and
// grace are a pair.
type gitLab struct {
	*testing.T
	pipeline
	dir string // holds the bare repository, the program's, and what curl answers
}

func newGitLab(t *testing.T) *gitLab {
	t.Helper()
	if _, err := exec.LookPath("jq"); err != nil {
		here.Lacks(t, "PAIRBOOK_NEED_JQ", "there is no jq, which the pipeline's scripts use")
	}
	g := &gitLab{T: t, dir: t.TempDir()}
	first := filepath.Join(g.dir, "first")
	g.must(exec.Command("pairbook", "init", first, "--forge", "gitlab").CombinedOutput())
	decoder := yaml.NewDecoder(strings.NewReader(string(mustRead(t, filepath.Join(first, ".gitlab-ci.yml")))))
	decoder.KnownFields(true)
	if err := decoder.Decode(&g.pipeline); err != nil {
		t.Fatal(err)
	}
	revision, err := commitAll(filepath.Join(g.dir, "program"), map[string]string{"go.mod": "module pairbook\n", "generator/main.go": "package main\n"})
	if err != nil {
		t.Fatal(revision, err)
	}
	files := maps.Clone(thePair)
	files["program/people/ada.yaml"] = "name: Ada\nalias: Heron\naccounts: {gitlab: ada.lark}\n"
	files[".gitlab/pairbook.env"] = "PAIRBOOK_REPOSITORY=file://" + filepath.Join(g.dir, "program") + "\nPAIRBOOK_REVISION=" + revision + "\n"
	if out, err := commitAll(first, files); err != nil {
		t.Fatal(out, err)
	}
	g.git("clone", "-q", "--bare", "first", "bare")
	g.git("-C", "program", "config", "uploadpack.allowAnySHA1InWant", "true")
	g.tools()
	return g
}

func (g *gitLab) must(out []byte, err error) {
	g.Helper()
	if err != nil {
		g.Fatalf("%v: %s", err, out)
	}
}

func (g *gitLab) git(args ...string) string {
	g.Helper()
	out, err := gitIn(g.dir, args...)
	if err != nil {
		g.Fatalf("git %v: %v: %s", args, err, out)
	}
	return out
}

// tools are a go that "builds" by giving the program under test, and a curl that
// answers as the API does, and keeps what it is sent.
func (g *gitLab) tools() {
	g.Helper()
	program, err := exec.LookPath("pairbook")
	if err != nil {
		g.Fatal(err)
	}
	const curl = `#!/bin/bash
method=GET body=
while [[ $# -gt 1 ]]; do
	case $1 in
	--request) method=$2; shift ;;
	--header) [[ $2 == 'PRIVATE-TOKEN: a-token' ]] || exit 22; shift ;;
	--data-urlencode) body=${2#body@}; shift ;;
	esac
	shift
done
case "$method $1" in
'GET https://gitlab.example/api/v4/user') echo '{"id": 9}' ;;
'GET https://gitlab.example/api/v4/projects/5/merge_requests?state=opened&target_branch=main&per_page=100') cat "$STATE/requests.json" ;;
'GET https://gitlab.example/api/v4/projects/5/merge_requests/'*'/notes?sort=asc&per_page=100') cat "$STATE/notes.json" ;;
'POST https://gitlab.example/api/v4/projects/5/merge_requests/'*'/notes') cp "$body" "$STATE/posted" ;;
'PUT https://gitlab.example/api/v4/projects/5/merge_requests/'*'/notes/7') cp "$body" "$STATE/put" ;;
*) echo "curl: $method $1" >&2; exit 22 ;;
esac
`
	golang := "#!/bin/sh\n[ \"$1 $2 $4 $6\" = 'build -C -o ./generator' ] && [ -f \"$3/generator/main.go\" ] && ln -s '" + program + "' \"$5\"\n"
	tools := filepath.Join(g.dir, "tools")
	if err := errors.Join(os.Mkdir(tools, 0o777), os.WriteFile(filepath.Join(tools, "go"), []byte(golang), 0o777), os.WriteFile(filepath.Join(tools, "curl"), []byte(curl), 0o777)); err != nil {
		g.Fatal(err)
	}
}

// run runs a job as GitLab's runner does, in a fresh clone of a commit. It returns the
// clone, what the job says, and whether the pipeline goes on.
func (g *gitLab) run(name, commit string, variables ...string) (clone, said string, green bool) {
	g.Helper()
	j := g.Jobs[name]
	of := g.Jobs[j.Extends]
	clone, home := g.TempDir(), g.TempDir()
	g.git("clone", "-q", "bare", clone)
	g.git("-C", clone, "fetch", "-q", "origin", commit)
	g.git("-C", clone, "checkout", "-q", "--detach", "FETCH_HEAD")
	cmd := exec.Command("bash", "-c", "set -eo pipefail\n"+strings.Join(slices.Concat(of.Before, j.Before, j.Script), "\n"))
	cmd.Dir = clone
	cmd.Env = append(os.Environ(), "HOME="+home, "STATE="+g.dir, "CI_DEFAULT_BRANCH=main", "CI_PROJECT_ID=5", "CI_API_V4_URL=https://gitlab.example/api/v4",
		"PATH="+filepath.Join(g.dir, "tools")+string(os.PathListSeparator)+os.Getenv("PATH"))
	cmd.Env = append(cmd.Env, variables...)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		g.Fatal(err)
	}
	return clone, string(out), err == nil || exit.ExitCode() == of.AllowFailure.ExitCodes
}

// request makes a commit of a merge request.
func (g *gitLab) request(number, file, text string) (head, base string) {
	g.Helper()
	clone := g.TempDir()
	g.git("clone", "-q", "bare", clone)
	base = g.git("-C", clone, "rev-parse", "HEAD")
	head, err := commitAll(clone, map[string]string{file: text})
	if err != nil {
		g.Fatal(head, err)
	}
	g.git("-C", clone, "push", "-q", "origin", "HEAD:refs/merge-requests/"+number+"/head")
	return head, base
}

// TestGitLabLints holds the file to what GitLab documents.
func TestGitLabLints(t *testing.T) {
	g := newGitLab(t)
	var jobs []string
	for name, j := range g.Jobs {
		if strings.HasPrefix(name, ".") {
			continue
		}
		jobs = append(jobs, name)
		if _, known := g.Jobs[j.Extends]; !known || len(j.Script) == 0 || len(j.Rules) != 1 || j.Rules[0]["if"] == "" || len(j.Rules[0]) != 1 || !slices.Contains(g.Stages, j.Stage) {
			t.Errorf("%s: %+v", name, j)
		}
		for _, line := range j.Script {
			if strings.Contains(line, "PAIRBOOK_NOTES_TOKEN") {
				t.Errorf("%s shows the token", name)
			}
		}
		if strings.Contains(j.Rules[0]["if"], "merge_request_event") == strings.Contains(j.Rules[0]["if"], "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH") {
			t.Errorf("%s runs if %s", name, j.Rules[0]["if"])
		}
	}
	slices.Sort(jobs)
	if !slices.Equal(jobs, []string{"check", "notes", "pages", "site"}) {
		t.Errorf("the jobs are %v", jobs)
	}
	if g.Jobs["check"].Artifacts.Reports["codequality"] == "" || !slices.Equal(g.Jobs["pages"].Artifacts.Paths, []string{"public"}) {
		t.Errorf("check keeps %+v, pages %+v", g.Jobs["check"].Artifacts, g.Jobs["pages"].Artifacts)
	}
}

// TestGitLabFirstPush is green, with the program and before anybody has said where it is.
func TestGitLabFirstPush(t *testing.T) {
	here.OnlyWhole(t)
	g := newGitLab(t)
	for job, page := range map[string]string{"site": "site/index.html", "pages": "public/index.html"} {
		clone, said, green := g.run(job, "main")
		if _, err := os.Stat(filepath.Join(clone, page)); err != nil || !green {
			t.Errorf("%s: green %t, %v\n%s", job, green, err, said)
		}
	}
	head, _ := g.request("1", ".gitlab/pairbook.env", "PAIRBOOK_REPOSITORY=\nPAIRBOOK_REVISION=\n")
	if _, said, green := g.run("site", head); !green || !strings.Contains(said, "write PAIRBOOK_REPOSITORY=") {
		t.Errorf("without a program: green %t\n%s", green, said)
	}
}

// TestGitLabMergeRequest is checked against where it left the default branch.
func TestGitLabMergeRequest(t *testing.T) {
	here.OnlyWhole(t)
	g := newGitLab(t)
	for number, c := range map[string]struct {
		text   string
		green  bool
		issues []string
	}{
		"1": {"---\ndate: 2026-10-05\n---\n", true, nil},
		"2": {"---\ndate: 5.10.2026\n---\n", false, []string{"date"}},
	} {
		head, base := g.request(number, logPath, c.text)
		clone, said, green := g.run("check", head, "CI_MERGE_REQUEST_DIFF_BASE_SHA="+base)
		var issues []struct {
			Check    string `json:"check_name"`
			Severity string
		}
		if err := json.Unmarshal(mustRead(t, filepath.Join(clone, g.Jobs["check"].Artifacts.Reports["codequality"])), &issues); err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, issue := range issues {
			if issue.Severity != "info" { // known already
				found = append(found, issue.Check)
			}
		}
		if green != c.green || !slices.Equal(found, c.issues) {
			t.Errorf("%q is green: %t, and %v is found\n%s", c.text, green, found, said)
		}
	}
}

// TestGitLabNotes keeps one note of our own in a merge request, and touches nobody
// else's.
func TestGitLabNotes(t *testing.T) {
	here.OnlyWhole(t)
	g := newGitLab(t)
	head, _ := g.request("3", logPath, "---\ndate: 2026-10-05\n---\n")
	for _, c := range []struct{ notes, sent, other string }{
		{`[]`, "posted", "put"},
		{`[{"id": 6, "author": {"id": 8}, "body": "<!-- pairbook report --> mine"}]`, "posted", "put"},
		{`[{"id": 6, "author": {"id": 8}, "body": "<!-- pairbook report -->"}, {"id": 7, "author": {"id": 9}, "body": "<!-- pairbook report -->\nold"}]`, "put", "posted"},
	} {
		writeFiles(t, g.dir, map[string]string{"notes.json": c.notes,
			"requests.json": `[{"iid": 3, "sha": "` + head + `", "author": {"username": "ada.lark", "id": 41}}, {"iid": 3, "sha": "0000", "author": {"username": "x", "id": 1}}]`})
		_, said, green := g.run("notes", "main", "PAIRBOOK_NOTES_TOKEN=a-token")
		note, err := os.ReadFile(filepath.Join(g.dir, c.sent))
		if _, other := os.Stat(filepath.Join(g.dir, c.other)); !green || err != nil || other == nil || !strings.HasPrefix(string(note), "<!-- pairbook report -->\n") || strings.Contains(string(note), "no record has this account") {
			t.Errorf("with the notes %s: green %t, %v\n%s\n%s", c.notes, green, err, note, said)
		}
		os.Remove(filepath.Join(g.dir, c.sent))
	}
	writeFiles(t, g.dir, map[string]string{"requests.json": `[]`})
	if _, said, green := g.run("notes", "main", "PAIRBOOK_NOTES_TOKEN=a-token"); !green {
		t.Errorf("without a merge request: %s", said)
	}
}
