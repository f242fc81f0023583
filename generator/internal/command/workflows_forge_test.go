package command

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pairbook/generator/test/here"
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
	"program/cohorts/2026-autumn/cohort.yaml":                 "program: mentoring\nname: Autumn\nstarts: 2026-09-01\nends: 2099-02-28\nstate: running\ncoordinators: [joan]\n",
	"program/cohorts/2026-autumn/enrolments/ada.yaml":         "mentor: {capacity: 1}\n",
	"program/cohorts/2026-autumn/enrolments/grace.yaml":       "mentee: {}\n",
	"program/cohorts/2026-autumn/pairings/otter/pairing.yaml": "mentors: [ada]\nmentees: [grace]\nstate: active\nstarted: 2026-09-07\n",
}

const logPath = "program/cohorts/2026-autumn/pairings/otter/sessions/2026-10-05.md"

func newForge(t *testing.T) *forge {
	t.Helper()
	t.Parallel()
	if _, err := exec.LookPath("jq"); err != nil {
		here.Lacks(t, "PAIRBOOK_NEED_JQ", "there is no jq, which the workflows' scripts use")
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

func (f *forge) publish(event, workflow string) (map[string]*ran, *runner) {
	f.t.Helper()
	f.git("fetch", "-q", "origin", "main")
	f.git("checkout", "-q", "--detach", "FETCH_HEAD")
	r := f.runner(event, f.git("rev-parse", "HEAD"), "refs/heads/main", map[string]any{})
	return r.run(f.workflow(workflow)), r
}
