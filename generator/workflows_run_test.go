package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pairbook/generator/internal/review"
)

// forge is a programme on a GitHub of our own: a repository that init began, with
// one pair, ada and grace, and the program in another one.
type forge struct {
	t       *testing.T
	dir     string // a clone to make commits in
	program string // bare: the program's repository
	state   string // what gh knows; its repository is state/bare
	tools   string
	base    string // the commit of main at the start
}

const ourRepository, programRepository = "harbour-example/mentoring", "harbour-example/pairbook"

// thePair are records of two people and their pairing.
var thePair = map[string]string{
	"program/people/ada.yaml":                                 "name: Ada\nalias: Heron\ngithub: Ada-Example\ngithub_id: 101\n",
	"program/people/grace.yaml":                               "name: Grace\nalias: Otter\ngithub: grace-example\ngithub_id: 102\n",
	"program/people/joan.yaml":                                "name: Joan\nalias: Wren\ngithub: joan-example\ngithub_id: 103\n",
	"program/cohorts/2026-autumn/cohort.yaml":                 "program: mentoring\nname: Autumn\nstarts: 2026-09-01\nends: 2027-02-28\nstate: running\ncoordinators: [joan]\n",
	"program/cohorts/2026-autumn/enrolments/ada.yaml":         "mentor: {capacity: 1}\n",
	"program/cohorts/2026-autumn/enrolments/grace.yaml":       "mentee: {}\n",
	"program/cohorts/2026-autumn/pairings/otter/pairing.yaml": "mentors: [ada]\nmentees: [grace]\nstate: active\nstarted: 2026-09-07\n",
}

const logPath = "program/cohorts/2026-autumn/pairings/otter/sessions/2026-10-05.md"

func newForge(t *testing.T) *forge {
	t.Helper()
	if _, err := exec.LookPath("jq"); err != nil {
		if os.Getenv("PAIRBOOK_NEED_JQ") != "" {
			t.Fatal("PAIRBOOK_NEED_JQ is set, and there is no jq")
		}
		t.Skip("the workflows' scripts use jq, and there is none")
	}
	f := &forge{t: t, dir: filepath.Join(t.TempDir(), "clone"), state: t.TempDir(), tools: t.TempDir(), program: filepath.Join(t.TempDir(), "program.git")}
	if status, _, stderr := pairbook(t, time.Now(), "init", f.dir); status != statusFine {
		t.Fatal(stderr)
	}
	f.linkTools()
	revision := f.programAt(map[string]string{"go.mod": "module pairbook\n", "generator/main.go": "package main\n"})
	files := maps.Clone(thePair)
	files[".github/pairbook.env"] = "PAIRBOOK_REPOSITORY=" + programRepository + "\nPAIRBOOK_REVISION=" + revision + "\n"
	f.git("init", "-q")
	f.base = f.commit("Begin", files)
	f.must(gitIn(f.state, "clone", "-q", "--bare", f.dir, "bare"))
	f.must(gitIn(f.bare(), "config", "uploadpack.allowAnySHA1InWant", "true"))
	f.git("remote", "add", "origin", f.bare())
	f.save(&githubState{Repository: ourRepository, Bare: f.bare(), Visibility: "private"})
	return f
}

func (f *forge) bare() string { return filepath.Join(f.state, "bare") }

func (f *forge) must(out string, err error) string {
	f.t.Helper()
	if err != nil {
		f.t.Fatalf("%v: %s", err, out)
	}
	return out
}

func (f *forge) git(args ...string) string {
	f.t.Helper()
	return f.must(gitIn(f.dir, args...))
}

// linkTools puts gh on the path, and a go that "builds" by giving the program
// under test, and otherwise says where it was run.
func (f *forge) linkTools() {
	f.t.Helper()
	for _, name := range []string{"gh", "pairbook"} {
		path, err := exec.LookPath(name)
		if err != nil {
			f.t.Fatal(err)
		}
		target := filepath.Join(f.tools, name)
		if name == "pairbook" {
			target = filepath.Join(f.tools, "built", name)
		}
		if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
			f.t.Fatal(err)
		}
		if err := os.Symlink(path, target); err != nil {
			f.t.Fatal(err)
		}
	}
	script := "#!/bin/sh\nif [ \"$1 $2 $4\" = 'build -C -o' ] && [ -f \"$3/generator/main.go\" ]; then\n" +
		"  echo \"built from $3\"; ln -s '" + filepath.Join(f.tools, "built", "pairbook") + "' \"$5\"\nelse echo \"go $*\"; cat generator/main.go; fi\n"
	if err := os.WriteFile(filepath.Join(f.tools, "go"), []byte(script), 0o777); err != nil {
		f.t.Fatal(err)
	}
}

// programAt makes the program's repository and gives its commit.
func (f *forge) programAt(files map[string]string) string {
	f.t.Helper()
	f.must(gitIn(filepath.Dir(f.program), "init", "-q", f.program)) // again is nothing
	writeFiles(f.t, f.program, files)
	f.must(gitIn(f.program, "add", "-A"))
	f.must(gitIn(f.program, "commit", "-q", "-m", "The program"))
	f.must(gitIn(f.program, "config", "uploadpack.allowAnySHA1InWant", "true"))
	return f.must(gitIn(f.program, "rev-parse", "HEAD"))
}

func writeFiles(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for path, text := range files {
		path = filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func (f *forge) commit(message string, files map[string]string) string {
	f.t.Helper()
	writeFiles(f.t, f.dir, files)
	f.git("add", "-A", "-f")
	f.git("commit", "-q", "-m", message)
	return f.git("rev-parse", "HEAD")
}

// onMain commits to the main branch.
func (f *forge) onMain(files map[string]string) {
	f.t.Helper()
	f.git("fetch", "-q", "origin", "main")
	f.git("checkout", "-q", "-B", "main", "FETCH_HEAD")
	f.base = f.commit("On main", files)
	f.git("push", "-q", "origin", "main")
}

func (f *forge) load() *githubState {
	f.t.Helper()
	g, err := readGitHub(f.state)
	if err != nil {
		f.t.Fatal(err)
	}
	return g
}

func (f *forge) save(g *githubState) {
	f.t.Helper()
	if err := g.write(f.state); err != nil {
		f.t.Fatal(err)
	}
}

// request opens a pull request from a fork, or pushes to it: its head, and
// GitHub's merge of it, as refs.
func (f *forge) request(number int, author githubUser, files map[string]string) *request {
	f.t.Helper()
	ref := "refs/pull/" + string(rune('0'+number)) + "/"
	if _, err := gitIn(f.dir, "fetch", "-q", "origin", ref+"head"); err != nil {
		f.git("fetch", "-q", "origin", "main")
	}
	f.git("checkout", "-q", "--detach", "FETCH_HEAD")
	head := f.commit("We met", files)
	main := f.must(gitIn(f.bare(), "rev-parse", "main"))
	f.git("checkout", "-q", "--detach", main)
	f.git("merge", "-q", "--no-ff", "-m", "Merge", head)
	merge := f.git("rev-parse", "HEAD")
	f.git("push", "-q", "-f", "origin", head+":"+ref+"head", merge+":"+ref+"merge")
	pull := githubPull{number, "open", author, githubEnd{author.Login, "we-met", head}, githubEnd{ourRepository, "main", main}}
	g := f.load()
	g.Pulls = append(slices.DeleteFunc(g.Pulls, func(p githubPull) bool { return p.Number == number }), pull)
	f.save(g)
	return &request{pull, merge}
}

// request is a pull request and GitHub's merge of it.
type request struct {
	githubPull
	merge string
}

func (f *forge) runner(event, sha, ref string, payload map[string]any) *runner {
	payload["repository"] = map[string]any{"default_branch": "main", "visibility": f.load().Visibility}
	return &runner{
		t: f.t, state: f.state, tools: f.tools,
		remotes: map[string]string{ourRepository: f.bare(), programRepository: f.program},
		github:  map[string]any{"event_name": event, "repository": ourRepository, "sha": sha, "ref": ref, "event": payload},
		vars:    map[string]any{},
	}
}

func (f *forge) workflow(name string) string {
	return filepath.Join(f.dir, ".github", "workflows", name)
}

// check runs check.yml as the pull request's merge has it.
func (f *forge) check(p *request) (map[string]*ran, *runner) {
	f.t.Helper()
	f.git("checkout", "-q", "--detach", p.merge)
	r := f.runner("pull_request", p.merge, "refs/pull/7/merge", map[string]any{"pull_request": map[string]any{
		"base": map[string]any{"sha": f.base}, "head": map[string]any{"sha": p.Head.SHA},
		"user": map[string]any{"login": p.User.Login, "id": p.User.ID},
	}})
	return r.run(f.workflow("check.yml")), r
}

// report runs report.yml as main has it.
func (f *forge) report(p *request, conclusion string, vars map[string]any) map[string]*ran {
	f.t.Helper()
	main := f.must(gitIn(f.bare(), "rev-parse", "main"))
	f.git("fetch", "-q", "origin", "main")
	f.git("checkout", "-q", "--detach", "FETCH_HEAD")
	r := f.runner("workflow_run", main, "refs/heads/main", map[string]any{"workflow_run": map[string]any{
		"event": "pull_request", "conclusion": conclusion, "head_sha": p.Head.SHA, "head_branch": p.Head.Ref, "id": 1,
		"head_repository": map[string]any{"owner": map[string]any{"login": p.Head.Owner}, "full_name": p.Head.Owner + "/mentoring"},
	}})
	r.vars = vars
	return r.run(f.workflow("report.yml"))
}

func want(t *testing.T, jobs map[string]*ran, conclusions map[string]string) {
	t.Helper()
	for id, c := range conclusions {
		if jobs[id] == nil || jobs[id].conclusion != c {
			t.Errorf("the job %s ended in %q, not %q:\n%s", id, jobs[id].conclusion, c, jobs[id].log)
		}
	}
}

var (
	grace   = githubUser{"Grace-Example", 102}
	goodLog = map[string]string{logPath: "---\ndate: 2026-10-05\n---\n"}
	badLog  = map[string]string{logPath: "---\ndate: 5.10.2026\n---\n"}
	merging = map[string]any{"PAIRBOOK_AUTOMERGE": "true"}
	noVars  = map[string]any{}
)

func TestCheckOfAGoodLog(t *testing.T) {
	f := newForge(t)
	jobs, r := f.check(f.request(7, grace, goodLog))
	want(t, jobs, map[string]string{"check": "success", "test": "skipped"})
	log := jobs["check"].log
	if !strings.Contains(log, "built from program") || strings.Contains(log, "::error") {
		t.Errorf("the program was not built from its pinned checkout, or there are errors:\n%s", log)
	}
	var report struct{ Lane string }
	if err := json.Unmarshal(mustRead(t, filepath.Join(r.artifacts, "report", "report.json")), &report); err != nil || report.Lane != "routine" {
		t.Errorf("the lane is %q (%v)", report.Lane, err)
	}
	if site := tree(t, filepath.Join(r.artifacts, "site")); !slices.Contains(site, "index.html") {
		t.Errorf("the site is not kept: %d files", len(site))
	}
	if text := string(mustRead(t, filepath.Join(r.artifacts, "report", "report.md"))); jobs["check"].summary != text || !strings.HasPrefix(text, review.Marker) {
		t.Errorf("the summary is\n%s\nand the report\n%s", jobs["check"].summary, text)
	}
}

// A mistake is shown at its line, and the report and the site are there all the same.
func TestCheckOfABadDate(t *testing.T) {
	f := newForge(t)
	jobs, r := f.check(f.request(7, grace, badLog))
	want(t, jobs, map[string]string{"check": "failure", "test": "skipped"})
	if log := jobs["check"].log; !strings.Contains(log, "::error file="+logPath+",line=2") {
		t.Errorf("no annotation at the line:\n%s", log)
	}
	for _, path := range []string{"report/report.md", "report/report.json", "site/index.html"} {
		if _, err := os.Stat(filepath.Join(r.artifacts, filepath.FromSlash(path))); err != nil {
			t.Error(err)
		}
	}
}

// What is compared with is the main that GitHub merged into, not the one of when
// the event was sent: what others did meanwhile is not the author's.
func TestCheckComparesWithTheMergesParent(t *testing.T) {
	f := newForge(t)
	before := f.base
	f.onMain(map[string]string{"program/people/eve.yaml": "nam: Eve\n"})
	p := f.request(7, grace, goodLog)
	f.base = before
	jobs, _ := f.check(p)
	want(t, jobs, map[string]string{"check": "success"})
}

func TestCheckOfAMergeGroup(t *testing.T) {
	f := newForge(t)
	p := f.request(7, grace, goodLog)
	f.git("checkout", "-q", "--detach", p.merge)
	r := f.runner("merge_group", p.merge, "refs/heads/gh-readonly-queue/main/pr-7", map[string]any{"merge_group": map[string]any{"base_sha": f.base}})
	want(t, r.run(f.workflow("check.yml")), map[string]string{"check": "success", "test": "skipped"})
	if _, err := os.Stat(filepath.Join(r.artifacts, "report")); err == nil {
		t.Error("a merge group has no author, and got a report")
	}
}

// A pull request that brings its own program, action and scripts: none of them
// is run but by "test", which can only fail.
func TestCheckRunsNothingOfThePullRequest(t *testing.T) {
	f := newForge(t)
	f.onMain(map[string]string{"go.mod": "module pairbook\n", "generator/main.go": "package main // the base's\n"})
	mine := map[string]string{"generator/main.go": "package main // STOLEN\n"}
	for _, path := range workflowPaths(t, filepath.Join(f.dir, ".github")) {
		path = strings.TrimPrefix(path, f.dir+"/")
		switch filepath.Ext(path) {
		case ".sh":
			mine[path] = "echo STOLEN\nexit 0\n"
		case ".yml":
			if strings.Contains(path, "/actions/") {
				mine[path] = "runs:\n  using: composite\n  steps: [{run: echo STOLEN, shell: bash}]\n"
			}
		}
	}
	mine[".github/pairbook.env"] = "PAIRBOOK_REPOSITORY=mallory/stolen\nPAIRBOOK_REVISION=" + f.base + "\n"
	p := f.request(7, githubUser{"mallory", 666}, mine)
	jobs, r := f.check(p)
	want(t, jobs, map[string]string{"check": "success", "test": "success"})
	if log := jobs["check"].log; strings.Contains(log, "STOLEN") || !strings.Contains(log, "built from base") {
		t.Errorf("the pull request's own was run:\n%s", log)
	}
	if log := jobs["test"].log; !strings.Contains(log, "go vet ./...") || !strings.Contains(log, "STOLEN") {
		t.Errorf("the changed program was not tested:\n%s", log)
	}
	if files := tree(t, r.artifacts); slices.ContainsFunc(files, func(p string) bool {
		return bytes.Contains(mustRead(t, filepath.Join(r.artifacts, p)), []byte("STOLEN"))
	}) {
		t.Error("an artifact was made by the pull request")
	}
	want(t, f.report(p, "success", merging), map[string]string{"read": "success", "comment": "success", "merge": "skipped"})
}

func TestReportKeepsOneComment(t *testing.T) {
	f := newForge(t)
	g := f.load()
	for _, login := range []string{"mallory", "grace-example", "dependabot[bot]"} {
		g.Comments = append(g.Comments, githubComment{len(g.Comments) + 1, 7, githubUser{Login: login}, review.Marker + "\nnot ours"})
	}
	f.save(g)
	bad := f.request(7, grace, badLog)
	want(t, f.report(bad, "failure", merging), map[string]string{"read": "success", "comment": "success", "merge": "skipped"})
	if c := f.load().Comments; len(c) != 4 || !strings.HasPrefix(c[3].Body, review.Marker) || !strings.Contains(c[3].Body, logPath) {
		t.Fatalf("there are %d comments: %+v", len(c), c)
	}
	before := f.load().Comments[3].Body
	good := f.request(7, grace, goodLog)
	want(t, f.report(good, "success", noVars), map[string]string{"read": "success", "comment": "success", "merge": "skipped"})
	c := f.load().Comments
	if len(c) != 4 || c[3].Body == before || !strings.HasPrefix(c[3].Body, review.Marker) {
		t.Errorf("the comment was not brought up to date: %+v", c)
	}
	for _, other := range c[:3] {
		if other.Body != review.Marker+"\nnot ours" {
			t.Errorf("the comment of %s was changed", other.User.Login)
		}
	}
	// The first run may end last: its commit is no longer the pull request's.
	jobs := f.report(bad, "failure", noVars)
	want(t, jobs, map[string]string{"read": "success", "comment": "skipped", "merge": "skipped"})
	if !strings.Contains(jobs["read"].log, "No open pull request ends in this commit") || f.load().Comments[3].Body != c[3].Body {
		t.Errorf("an old commit was reported:\n%s", jobs["read"].log)
	}
}

// What is not the latest of an open pull request into main gets no comment.
func TestReportSaysNothing(t *testing.T) {
	f := newForge(t)
	p := f.request(7, grace, goodLog)
	for name, change := range map[string]func(*githubPull){
		"closed":         func(p *githubPull) { p.State = "closed" },
		"another branch": func(p *githubPull) { p.Base.Ref = "drafts" },
		"a newer commit": func(p *githubPull) { p.Head.SHA = strings.Repeat("a", 40) },
		"another fork":   func(p *githubPull) { p.Head.Owner = "mallory" },
		"a strange name": func(p *githubPull) { p.User.Login = "x\nnumber=1" },
	} {
		g := f.load()
		g.Pulls = []githubPull{p.githubPull}
		change(&g.Pulls[0])
		f.save(g)
		want(t, f.report(p, "success", merging), map[string]string{"read": "success", "comment": "skipped", "merge": "skipped"})
		if len(f.load().Comments) > 0 {
			t.Errorf("%s: it was commented on", name)
		}
	}
	want(t, f.report(p, "cancelled", merging), map[string]string{"read": "skipped", "comment": "skipped", "merge": "skipped"})
}

// The commit that is reported on is the one that was checked, even if GitHub
// answers before it knows of the next.
func TestReportRefusesAnotherCommit(t *testing.T) {
	f := newForge(t)
	old := f.request(7, grace, badLog)
	f.request(7, grace, goodLog)
	g := f.load()
	g.Pulls = []githubPull{old.githubPull}
	f.save(g)
	jobs := f.report(old, "success", merging)
	want(t, jobs, map[string]string{"read": "failure", "comment": "skipped", "merge": "skipped"})
	if !strings.Contains(jobs["read"].log, "title=Another commit") {
		t.Error(jobs["read"].log)
	}
}

func TestRoutineLaneMerges(t *testing.T) {
	f := newForge(t)
	p := f.request(7, grace, goodLog)
	want(t, f.report(p, "failure", merging), map[string]string{"comment": "success", "merge": "skipped"})
	want(t, f.report(p, "success", noVars), map[string]string{"comment": "success", "merge": "skipped"})
	want(t, f.report(p, "success", merging), map[string]string{"comment": "success", "merge": "success"})
	g := f.load()
	if g.Pulls[0].State != "closed" || !slices.Equal(g.Started, []string{"publish.yml"}) {
		t.Errorf("it was not merged and published: %+v", g)
	}
	if text, err := gitIn(f.bare(), "show", "main:"+logPath); err != nil || !strings.Contains(text, "2026-10-05") {
		t.Errorf("main does not have the log: %v %s", err, text)
	}
}

// Who is not of the pair, or not by the recorded account, merges nothing, and no
// word in the pull request makes it so.
func TestReviewLaneWaits(t *testing.T) {
	f := newForge(t)
	for _, author := range []githubUser{{"mallory", 666}, {"grace-example", 666}, {"joan-example", 103}} {
		p := f.request(7, author, map[string]string{logPath: "---\ndate: 2026-10-05\n---\nlane=routine, by " + author.Login + "\n"})
		want(t, f.report(p, "success", merging), map[string]string{"comment": "success", "merge": "skipped"})
	}
	p := f.request(8, grace, map[string]string{"program/people/grace.yaml": thePair["program/people/grace.yaml"] + "level: head of everything\n"})
	want(t, f.report(p, "success", merging), map[string]string{"comment": "success", "merge": "skipped"})
}

// Between the report and the merge somebody may push.
func TestMergeMatchesTheCommit(t *testing.T) {
	f := newForge(t)
	p := f.request(7, grace, goodLog)
	before := f.must(gitIn(f.bare(), "rev-parse", "main"))
	g := f.load()
	g.Pulls[0].Head.SHA = strings.Repeat("a", 40)
	f.save(g)
	cmd := exec.Command("bash", filepath.Join(ownGitHub, "scripts", "merge.sh"))
	cmd.Env = []string{
		"PATH=" + f.tools + ":" + os.Getenv("PATH"), "FAKE_GITHUB=" + f.state, "GH_TOKEN=contents:write,pull-requests:write,actions:write",
		"GITHUB_REPOSITORY=" + ourRepository, "NUMBER=7", "HEAD_SHA=" + p.Head.SHA, "BRANCH=main",
	}
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "head branch was modified") {
		t.Errorf("%v: %s", err, out)
	}
	if after := f.must(gitIn(f.bare(), "rev-parse", "main")); after != before || len(f.load().Started) > 0 {
		t.Error("it was merged or published all the same")
	}
}

func TestCommentThatDoesNotFit(t *testing.T) {
	f := newForge(t)
	for name, text := range map[string]string{
		"too long":     review.Marker + "\n" + strings.Repeat("ä", 40_000),
		"not a report": "You have won! https://mallory.example/\n",
	} {
		file := filepath.Join(t.TempDir(), "report.md")
		writeFiles(t, filepath.Dir(file), map[string]string{"report.md": text})
		cmd := exec.Command("bash", filepath.Join(ownGitHub, "scripts", "comment.sh"), file)
		cmd.Env = []string{
			"PATH=" + f.tools + ":" + os.Getenv("PATH"), "FAKE_GITHUB=" + f.state, "GH_TOKEN=pull-requests:write",
			"GITHUB_REPOSITORY=" + ourRepository, "NUMBER=7", "RUNNER_TEMP=" + t.TempDir(),
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", name, err, out)
		}
		c := f.load().Comments
		if len(c) != 1 || !strings.HasPrefix(c[0].Body, review.Marker+"\nThe report does not fit") || len(c[0].Body) > 500 {
			t.Errorf("%s: %d comments", name, len(c))
		}
	}
}

func (f *forge) publish(event, workflow string) (map[string]*ran, *runner) {
	f.t.Helper()
	f.git("fetch", "-q", "origin", "main")
	f.git("checkout", "-q", "--detach", "FETCH_HEAD")
	r := f.runner(event, f.git("rev-parse", "HEAD"), "refs/heads/main", map[string]any{})
	return r.run(f.workflow(workflow)), r
}

// Pages get the site only where site.yaml says so.
func TestPublish(t *testing.T) {
	f := newForge(t)
	jobs, r := f.publish("push", "publish.yml")
	want(t, jobs, map[string]string{"build": "success", "deploy": "skipped"})
	if !slices.Contains(tree(t, filepath.Join(r.artifacts, "github-pages")), "index.html") || r.deployed {
		t.Error("the site was not built, or deployed")
	}
	f.onMain(map[string]string{"program/site.yaml": "format: 1\ntitle: Mentoring\npages: true\n"})
	jobs, r = f.publish("schedule", "publish.yml")
	want(t, jobs, map[string]string{"build": "success", "deploy": "success"})
	if !r.deployed {
		t.Error("the site was not deployed")
	}
	f.onMain(map[string]string{"program/site.yaml": "format: 1\ntitle: Mentoring\npages: yes\n"})
	jobs, r = f.publish("push", "publish.yml")
	want(t, jobs, map[string]string{"build": "failure", "deploy": "skipped"})
	if r.deployed {
		t.Error("a broken site.yaml deployed")
	}
}

func TestMonday(t *testing.T) {
	f := newForge(t)
	jobs, r := f.publish("schedule", "monday.yml")
	want(t, jobs, map[string]string{"monday": "success"})
	if files := tree(t, r.artifacts); !slices.Contains(files, "monday/attention.txt") {
		t.Errorf("it wrote %q:\n%s", files, jobs["monday"].log)
	}
	visible := func(v string) {
		g := f.load()
		g.Visibility = v
		f.save(g)
	}
	for _, seen := range []string{"public", "", "null"} {
		visible(seen)
		_, r := f.publish("schedule", "monday.yml")
		if files := tree(t, r.artifacts); len(files) > 0 {
			t.Errorf("seen by %q, it wrote %q", seen, files)
		}
	}
	visible("internal")
	f.onMain(map[string]string{"program/site.yaml": "format: 1\ntitle: Mentoring\nvisibility: public\n"})
	jobs, r = f.publish("schedule", "monday.yml")
	want(t, jobs, map[string]string{"monday": "success"})
	if files := tree(t, r.artifacts); len(files) > 0 {
		t.Errorf("site.yaml says public, and it wrote %q", files)
	}
}
