package workflows

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/test/here"
)

// pinnedProgram says that it runs, and is the program under test from then on:
// to compile that once more, in a folder where nothing of it is known yet, takes
// as long as all other workflows.
const pinnedProgram = `package main

import (
	"fmt"
	"os"
	"syscall"
)

func main() {
	fmt.Fprintln(os.Stderr, "the pinned program runs")
	fmt.Fprintln(os.Stderr, syscall.Exec(%q, os.Args, os.Environ()))
	os.Exit(1)
}
`

// withGo is a GitHub where go builds for real, and a program that it can build.
func withGo(t *testing.T) (*forge, map[string]string) {
	t.Helper()
	f := newForge(t)
	if err := os.Remove(filepath.Join(f.tools, "go")); err != nil {
		t.Fatal(err)
	}
	program, err := exec.LookPath("pairbook")
	if err != nil {
		t.Fatal(err)
	}
	return f, map[string]string{"go.mod": "module pairbook\n\ngo 1.26\n", "generator/main.go": fmt.Sprintf(pinnedProgram, program)}
}

// chosen is the file that names a commit of the program.
func chosen(commit string) map[string]string {
	return map[string]string{".github/pairbook.env": "PAIRBOOK_REPOSITORY=" + programRepository + "\nPAIRBOOK_REVISION=" + commit + "\n"}
}

// A repository that init made names a commit of the program; the workflows check
// that out, build it with go and publish with it.
func TestWorkflowsBuildThePinnedProgram(t *testing.T) {
	here.OnlyWhole(t)
	f, module := withGo(t)
	pinned := f.programAt(module)
	// What comes later in the program's repository is not what was chosen.
	f.programAt(map[string]string{"generator/main.go": "package broken\n"})
	f.onMain(map[string]string{".github/pairbook.env": "# Ours.\r\nPAIRBOOK_REPOSITORY=" + programRepository + " \r\nPAIRBOOK_REVISION=" + pinned + "\r\n"})
	jobs, r := f.publish("push", "publish.yml")
	want(t, jobs, map[string]string{"build": "success", "deploy": "skipped"})
	if !strings.Contains(jobs["build"].log, "the pinned program runs") {
		t.Errorf("something else was built:\n%s", jobs["build"].log)
	}
	if site := tree(t, filepath.Join(r.artifacts, "github-pages")); !slices.Contains(site, "index.html") || !slices.Contains(site, "cohorts/2026-autumn/index.html") {
		t.Errorf("the site has %d files:\n%s", len(site), jobs["build"].log)
	}
}

// A pull request that chooses another program is tried with it before it is merged: one
// that is not there, or cannot be built, is seen.
func TestAnotherProgramIsTried(t *testing.T) {
	here.OnlyWhole(t)
	f, module := newForge(t), map[string]string{"go.mod": "module pairbook\n", "generator/main.go": "package main // newer\n"}
	works := f.programAt(module)
	broken := f.programAt(map[string]string{"generator/main.go": "package broken\n"})
	f.onMain(chosen(works))
	for _, c := range []struct{ commit, pin string }{
		{works, "skipped"},
		{broken, "failure"},
		{strings.Repeat("0", 40), "failure"},
	} {
		jobs, _ := f.check(f.request(7, githubUser{"ana", 1001}, chosen(c.commit)))
		want(t, jobs, map[string]string{"check": "success", "pin": c.pin, "test": "skipped", "fuzz": "skipped"})
	}
	module["README.md"] = "Newer.\n"
	jobs, _ := f.check(f.request(7, githubUser{"ana", 1001}, chosen(f.programAt(module))))
	want(t, jobs, map[string]string{"check": "success", "pin": "success", "test": "skipped", "fuzz": "skipped"})
	if log := jobs["pin"].log; !strings.Contains(log, "built from program") {
		t.Errorf("the chosen program was not built:\n%s", log)
	}
}

// Where no program is chosen yet, the pull request that chooses one is checked with it,
// and nothing that can write is.
func TestTheFirstProgram(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	works := f.programAt(map[string]string{"generator/main.go": "package main // chosen\n"})
	f.onMain(map[string]string{".github/pairbook.env": string(mustRead(t, filepath.Join(starterGitHub, "pairbook.env")))})
	p := f.request(7, githubUser{"ana", 1001}, chosen(works))
	jobs, _ := f.check(p)
	want(t, jobs, map[string]string{"check": "success", "pin": "success"})
	want(t, f.report(p, "success", merging), map[string]string{"read": "success", "comment": "skipped", "merge": "skipped"})
}

// releasedProgram is a curl that gives the program under test where a release lies.
const releasedProgram = `#!/bin/sh
out= address=
while [ $# -gt 0 ]; do
	case $1 in --output) out=$2; shift ;; --proto|--retry) shift ;; -*) ;; *) address=$1 ;; esac
	shift
done
[ "$address" = "https://github.com/` + programRepository + `/releases/download/v1.2.0/pairbook-linux-amd64" ] && cp "%s" "$out"
`

// A release that is named with its sum is fetched and not built; what has another sum
// is not run.
func TestAReleasedProgram(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	program, err := exec.LookPath("pairbook")
	if err == nil {
		err = os.WriteFile(filepath.Join(f.tools, "curl"), fmt.Appendf(nil, releasedProgram, program), 0o777)
	}
	if err != nil {
		t.Fatal(err)
	}
	sum := fmt.Sprintf("%x", sha256.Sum256(mustRead(t, program)))
	named := func(release, sum string) map[string]string {
		return map[string]string{".github/pairbook.env": "PAIRBOOK_REPOSITORY=" + programRepository + "\nPAIRBOOK_REVISION=\nPAIRBOOK_RELEASE=" + release + "\nPAIRBOOK_SHA256=" + sum + "\n"}
	}
	for _, c := range []struct{ release, sum, says, build string }{
		{"v1.2.0", sum, "files new", "success"},
		{"v1.2.0", strings.Repeat("0", 64), "is not what PAIRBOOK_SHA256 names", "failure"},
		{"v1.3.0", sum, "", "failure"},
	} {
		f.onMain(named(c.release, c.sum))
		jobs, _ := f.publish("push", "publish.yml")
		want(t, jobs, map[string]string{"build": c.build, "deploy": "skipped"})
		if log := jobs["build"].log; strings.Contains(log, "built from") || c.build == "failure" && strings.Contains(log, "index.html in a browser") {
			t.Errorf("%s %s: something was built:\n%s", c.release, c.sum, log)
		} else if c.build == "failure" && !strings.Contains(log, c.says) {
			t.Errorf("%s %s: nobody is told %q:\n%s", c.release, c.sum, c.says, log)
		}
	}
}

// Without the program, a workflow says what to write where.
func TestFindProgram(t *testing.T) {
	here.OnlyWhole(t)
	const commit = "0123456789abcdef0123456789abcdef01234567"
	for _, c := range []struct{ name, env, want string }{
		{"pinned", "PAIRBOOK_REPOSITORY=o/n\nPAIRBOOK_REVISION=" + commit + "\n", "found=true\nfolder=program\nrepository=o/n\nrevision=" + commit + "\n"},
		{"as init left it", string(mustRead(t, filepath.Join(starterGitHub, "pairbook.env"))), "::notice file=.github/pairbook.env,title=No program yet::Nothing was done: in .github/pairbook.env, write PAIRBOOK_REPOSITORY=OWNER/NAME"},
		{"no file", "", "::notice file=.github/pairbook.env,title=No program yet::Nothing was done: this repository has neither generator/ nor .github/pairbook.env"},
		{"a branch", "PAIRBOOK_REPOSITORY=o/n\nPAIRBOOK_REVISION=main\n", "Write PAIRBOOK_REVISION= and the whole name of a commit"},
		{"a short name", "PAIRBOOK_REPOSITORY=o/n\nPAIRBOOK_REVISION=" + commit[:12] + "\n", "Write PAIRBOOK_REVISION="},
		{"said twice", "PAIRBOOK_REPOSITORY=o/n\nPAIRBOOK_REPOSITORY=p/n\nPAIRBOOK_REVISION=" + commit + "\n", "Write PAIRBOOK_REPOSITORY="},
		{"an address", "PAIRBOOK_REPOSITORY=https://github.com/o/n\nPAIRBOOK_REVISION=" + commit + "\n", "Write PAIRBOOK_REPOSITORY="},
		{"a release", "PAIRBOOK_REPOSITORY=o/n\nPAIRBOOK_RELEASE=v1.2.0\nPAIRBOOK_SHA256=" + commit + commit[:24] + "\n", "found=true\naddress=https://github.com/o/n/releases/download/v1.2.0/pairbook-linux-amd64\nsum=" + commit + commit[:24] + "\n"},
		{"a release without its sum", "PAIRBOOK_REPOSITORY=o/n\nPAIRBOOK_RELEASE=v1.2.0\n", "Write PAIRBOOK_SHA256="},
		{"the newest release", "PAIRBOOK_REPOSITORY=o/n\nPAIRBOOK_RELEASE=latest\nPAIRBOOK_SHA256=" + commit + "\n", "Write PAIRBOOK_RELEASE="},
		{"a release and a commit", "PAIRBOOK_REPOSITORY=o/n\nPAIRBOOK_REVISION=" + commit + "\nPAIRBOOK_RELEASE=v1.2.0\n", "Write PAIRBOOK_RELEASE="},
		{"a command", "PAIRBOOK_REPOSITORY=$(id)/n\nPAIRBOOK_REVISION=" + commit + "\n", "Write PAIRBOOK_REPOSITORY="},
	} {
		dir := t.TempDir()
		if err := os.MkdirAll(filepath.Join(dir, "base", ".github"), 0o777); err != nil {
			t.Fatal(err)
		}
		if c.env != "" {
			writeFiles(t, dir, map[string]string{"base/.github/pairbook.env": c.env})
		}
		script, err := filepath.Abs(filepath.Join(ownGitHub, "scripts", "find-program.sh"))
		if err != nil {
			t.Fatal(err)
		}
		output := filepath.Join(dir, "output")
		find := func(needed string) (printed, written []byte, err error) {
			cmd := exec.Command("bash", script)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "GITHUB_OUTPUT="+output, "GITHUB_STEP_SUMMARY="+filepath.Join(dir, "summary"), "NEEDED="+needed)
			printed, err = cmd.CombinedOutput()
			written, _ = os.ReadFile(output)
			return printed, written, err
		}
		printed, written, err := find("")
		if _, says, none := strings.Cut(c.want, "title=No program yet::"); none {
			summary := string(mustRead(t, filepath.Join(dir, "summary")))
			if err != nil || len(written) > 0 || !strings.Contains(string(printed), c.want) || !strings.Contains(summary, says) {
				t.Errorf("%s: %v: %s%s%s", c.name, err, printed, written, summary)
			}
			if printed, _, err = find("true"); err == nil || !strings.Contains(string(printed), "::error file=.github/pairbook.env,title=No program::"+says) {
				t.Errorf("%s, where it is needed: %v: %s", c.name, err, printed)
			}
		} else if strings.Contains(c.want, "Write ") {
			if err == nil || len(written) > 0 || !strings.Contains(string(printed), c.want) {
				t.Errorf("%s: %v: %s%s", c.name, err, printed, written)
			}
		} else if err != nil || string(written) != c.want {
			t.Errorf("%s: %v: %s%s", c.name, err, printed, written)
		}
	}
}
