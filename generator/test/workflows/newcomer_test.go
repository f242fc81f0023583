package workflows

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/issue"
	"pairbook/generator/internal/starter"
	"pairbook/generator/test/here"
)

// unpinned is the file that says where the program is as init leaves it.
func unpinned(t *testing.T) map[string]string {
	t.Helper()
	return map[string]string{".github/pairbook.env": string(mustRead(t, filepath.Join(starterGitHub, "pairbook.env")))}
}

// Before anybody has said where the program is, a run says what to do and ends well. What
// others rely on does not become green of it: a pull request's check fails, and its
// owners' status waits.
func TestNoProgramYet(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	f.onMain(unpinned(t))
	started := f.load().Started
	says := func(job *ran, what string) {
		t.Helper()
		if !strings.Contains(job.log, "title="+what+"::Nothing was done: in .github/pairbook.env, write PAIRBOOK_REPOSITORY=") {
			t.Errorf("nobody is told what to do:\n%s", job.log)
		}
	}
	jobs, r := f.publish("push", "publish.yml")
	want(t, jobs, map[string]string{"build": "success", "deploy": "skipped"})
	says(jobs["build"], "No program yet")
	if !strings.Contains(jobs["build"].summary, "PAIRBOOK_REVISION=") || len(tree(t, r.artifacts)) > 0 {
		t.Errorf("%q is kept, and the summary is %q", tree(t, r.artifacts), jobs["build"].summary)
	}
	jobs, r = f.publish("schedule", "monday.yml")
	want(t, jobs, map[string]string{"monday": "success"})
	says(jobs["monday"], "No program yet")
	jobs = f.issued(7, grace, nil, filled(issue.WeMet(), map[string]string{"date": "2026-10-05"}))
	want(t, jobs, map[string]string{"read": "success", "write": "skipped"})
	says(jobs["read"], "No program yet")

	p := f.request(8, grace, goodLog)
	jobs, _ = f.check(p)
	want(t, jobs, map[string]string{"check": "failure", "pin": "skipped"})
	says(jobs["check"], "No program")
	jobs = f.report(p, "success", merging)
	want(t, jobs, map[string]string{"read": "success", "comment": "skipped", "status": "success", "merge": "skipped"})
	says(jobs["read"], "No program yet")
	g := f.load()
	if s := g.latest(p.Head.SHA); len(s) != 1 || s[0].Context != "pairbook/owner" || s[0].State != "pending" {
		t.Errorf("the statuses are %+v", s)
	}
	if len(g.Comments)+len(g.Lists) > 0 || !slices.Equal(g.Started, started) || len(tree(t, r.artifacts)) > 0 {
		t.Errorf("it did something: %+v, %q", g, tree(t, r.artifacts))
	}
}

// commandsToTheFirstPush is how many commands a newcomer types, from init on, and no more.
const commandsToTheFirstPush = 7

// newcomer begins a programme as init tells them to, word for word, and pushes it to a new
// repository.
func newcomer(t *testing.T, bare string, more ...string) {
	t.Helper()
	if out, err := gitIn(filepath.Dir(bare), "init", "-q", "--bare", bare); err != nil {
		t.Fatal(err, out)
	}
	dir := t.TempDir()
	in := func(command string) string {
		t.Helper()
		cmd := exec.Command("bash", "-euc", command)
		cmd.Dir = dir
		cmd.Env = append(gitCommand(dir).Env, "GIT_CONFIG_COUNT=2", "GIT_CONFIG_KEY_0=user.name", "GIT_CONFIG_VALUE_0=Noor", "GIT_CONFIG_KEY_1=user.email", "GIT_CONFIG_VALUE_1=noor@harbour.example")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", command, err, out)
		}
		return string(out)
	}
	_, said, found := strings.Cut(in("pairbook init mentoring "+strings.Join(more, " ")), "\nThe first push, ")
	var typed []string
	for line := range strings.Lines(said) {
		if command, ok := strings.CutPrefix(line, "  "); ok {
			typed = append(typed, command)
		}
	}
	if !found || 1+len(typed) != commandsToTheFirstPush {
		t.Errorf("with init, a newcomer types %d commands: %q", 1+len(typed), typed)
	}
	in(regexp.MustCompile(`https://\S+/OWNER/NAME\.git`).ReplaceAllLiteralString(strings.Join(typed, ""), bare))
}

// pushed runs every workflow that a push to main starts, and wants none of it to fail.
func (f *forge) pushed() map[string]*ran {
	f.t.Helper()
	all := map[string]*ran{}
	names := strings.Fields(f.inBare("ls-tree", "--name-only", "main:.github/workflows"))
	for _, name := range names {
		text := f.workflow(f.main(), name)
		var w workflowFile
		if err := yaml.Unmarshal([]byte(text), &w); err != nil {
			f.t.Fatal(err)
		}
		r := &rulebook{}
		if r.top(w); !r.starts("push") {
			continue
		}
		for id, job := range f.runner("push", f.main(), "refs/heads/main", map[string]any{}).run(text) {
			if all[name+" "+id] = job; job.conclusion == "failure" {
				f.t.Errorf("%s: %s fails:\n%s", name, id, job.log)
			}
		}
	}
	return all
}

// afresh is a forge with a repository that nobody has pushed to, and the address at which
// init takes the program.
func afresh(t *testing.T) (f *forge, program string) {
	t.Helper()
	f = newForge(t)
	if err := os.RemoveAll(f.bare()); err != nil {
		t.Fatal(err)
	}
	return f, "https://github.com/" + programRepository + "@" + f.must(gitIn(f.program, "rev-parse", "HEAD"))
}

// TestFirstPush is green on each forge that runs GitHub's workflows, with the program and
// before anybody has said where it is.
func TestFirstPush(t *testing.T) {
	here.OnlyWhole(t)
	for on, server := range map[string]string{"github": "https://" + ourHost, "forgejo": "https://forge.example"} {
		for _, pinned := range []bool{true, false} {
			t.Run(fmt.Sprint(on, " ", pinned), func(t *testing.T) {
				f, program := afresh(t)
				f.server = server
				if on == "forgejo" { // which has no client of GitHub's
					if err := os.Remove(filepath.Join(f.tools, "gh")); err != nil {
						t.Fatal(err)
					}
				}
				args := []string{"--forge", on}
				if pinned {
					args = append(args, "--program", program)
				}
				newcomer(t, f.bare(), args...)
				f.base = f.main()
				build := f.pushed()["publish.yml build"]
				if build == nil || pinned == strings.Contains(build.log, "title=No program yet::") {
					t.Fatalf("with a program %t, publish does:\n%+v", pinned, build)
				}
				if _, err := os.Stat(filepath.Join(build.workspace, "site", "index.html")); pinned != (err == nil) {
					t.Errorf("with a program %t, the site: %v\n%s", pinned, err, build.log)
				}
				p := f.request(8, githubUser{"noor", 7}, map[string]string{"program/people/noor.yaml": "name: Noor\n"})
				jobs, _ := f.check(p)
				want(t, jobs, map[string]string{"check": map[bool]string{true: "success", false: "failure"}[pinned]})
			})
		}
	}
}

// TestKeptFiles holds that what cannot be kept is an error on GitHub, and elsewhere not.
func TestKeptFiles(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	for server, conclusion := range map[string]string{"https://" + ourHost: "failure", "https://forge.example": "success"} {
		f.server, f.full = server, true
		jobs, _ := f.check(f.request(7, grace, goodLog))
		want(t, jobs, map[string]string{"check": conclusion})
	}
}

// TestForgejosFiles has what the workflows there run, and no script that they do not.
func TestForgejosFiles(t *testing.T) {
	all, err := starter.FilesOf(starter.Choice{Forge: "forgejo"})
	if err != nil {
		t.Fatal(err)
	}
	var run []byte
	for _, f := range all {
		if strings.HasSuffix(f.Path, ".yml") {
			run = append(run, f.Data...)
		}
	}
	have := map[string]bool{}
	for _, f := range all {
		if name, ok := strings.CutPrefix(f.Path, ".github/scripts/"); ok {
			have[name] = true
			if !bytes.Contains(run, []byte("base/.github/scripts/"+name)) {
				t.Errorf("no workflow there runs %s", name)
			}
			if bytes.Contains(f.Data, []byte("BASH_SOURCE")) {
				t.Errorf("%s runs another, which may not be there", name)
			}
		}
	}
	for _, m := range regexp.MustCompile(`base/\.github/scripts/([a-z-]+\.sh)`).FindAllSubmatch(run, -1) {
		if !have[string(m[1])] {
			t.Errorf("%s is not there", m[1])
		}
	}
}

// TestGitLabsFirstPush is green, too, with the commands that init says.
func TestGitLabsFirstPush(t *testing.T) {
	here.OnlyWhole(t)
	g := newGitLab(t)
	if err := os.RemoveAll(filepath.Join(g.dir, "bare")); err != nil {
		t.Fatal(err)
	}
	program := "https://github.com/" + programRepository
	newcomer(t, filepath.Join(g.dir, "bare"), "--forge", "gitlab", "--program", program+"@"+g.git("-C", "program", "rev-parse", "HEAD"))
	clone, said, green := g.run("site", "main", "GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=url.file://"+filepath.Join(g.dir, "program")+".insteadOf", "GIT_CONFIG_VALUE_0="+program)
	if _, err := os.Stat(filepath.Join(clone, "site/index.html")); err != nil || !green {
		t.Errorf("green %t, %v\n%s", green, err, said)
	}
	if err := os.RemoveAll(filepath.Join(g.dir, "bare")); err != nil {
		t.Fatal(err)
	}
	newcomer(t, filepath.Join(g.dir, "bare"), "--forge", "gitlab")
	if _, said, green := g.run("site", "main"); !green || !strings.Contains(said, "write PAIRBOOK_REPOSITORY=") {
		t.Errorf("without a program: green %t\n%s", green, said)
	}
}
