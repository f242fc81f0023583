package workflows

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/test/here"
)

// forge is a programme on a GitHub of our own: a repository that init began, with
// one pair, ada and grace, and the program in another one.
type forge struct {
	t       *testing.T
	program string // the program's repository
	state   string // what gh knows; its repository is state/bare
	tools   string
	base    string // the commit of main at the start
	server  string // its address
	full    bool   // and keeps no artifact
}

const ourRepository, programRepository = "harbour-example/mentoring", "harbour-example/pairbook"

// ourHost is where the repositories lie, and hostKey by what ssh knows it.
const ourHost, hostKey = "github.com", "ssh-ed25519 AAAAhost"

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
	begun, err := shared.begun()
	if err != nil {
		t.Fatal(err)
	}
	own := t.TempDir()
	if err := os.CopyFS(own, os.DirFS(begun)); err != nil {
		t.Fatal(err)
	}
	f := &forge{t: t, state: filepath.Join(own, "state"), program: filepath.Join(own, "program"), server: "https://" + ourHost}
	f.linkTools()
	f.base = f.main()
	f.save(&githubState{Repository: ourRepository, Bare: f.bare(), Visibility: "private"})
	return f
}

// begin makes the repositories that each forge begins with, in a folder:
// state/bare and program.
func begin(dir string) error {
	clone, err := os.MkdirTemp("", "pairbook-workflows-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(clone)
	if out, err := exec.Command("pairbook", "init", clone).CombinedOutput(); err != nil {
		return fmt.Errorf("init: %w\n%s", err, out)
	}
	revision, err := commitAll(filepath.Join(dir, "program"), map[string]string{"go.mod": "module pairbook\n", "generator/main.go": "package main\n"})
	if err != nil {
		return err
	}
	files := maps.Clone(thePair)
	files[".github/pairbook.env"] = "PAIRBOOK_REPOSITORY=" + programRepository + "\nPAIRBOOK_REVISION=" + revision + "\n"
	if _, err := commitAll(clone, files); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"clone", "-q", "--bare", "file://" + clone, "state/bare"},
		{"-C", "state/bare", "config", "uploadpack.allowAnySHA1InWant", "true"},
		{"-C", "program", "config", "uploadpack.allowAnySHA1InWant", "true"},
	} {
		if out, err := gitIn(dir, args...); err != nil {
			return fmt.Errorf("git %v: %w: %s", args, err, out)
		}
	}
	return nil
}

// commitAll writes files into a repository, which need not be there, and commits
// all that lies there.
func commitAll(dir string, files map[string]string) (commit string, err error) {
	if err := write(dir, files); err != nil {
		return "", err
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A", "-f"}, {"commit", "-q", "-m", "Begin"}, {"rev-parse", "HEAD"}} {
		if commit, err = gitIn(dir, args...); err != nil {
			return "", fmt.Errorf("git %v: %w: %s", args, err, commit)
		}
	}
	return commit, nil
}

func (f *forge) bare() string { return filepath.Join(f.state, "bare") }

func (f *forge) must(out string, err error) string {
	f.t.Helper()
	if err != nil {
		f.t.Fatalf("%v: %s", err, out)
	}
	return out
}

// inBare runs git in the repository on GitHub.
func (f *forge) inBare(args ...string) string {
	f.t.Helper()
	return f.must(gitIn(f.bare(), args...))
}

func (f *forge) main() string {
	f.t.Helper()
	return f.inBare("rev-parse", "main")
}

// fakeSSH lets in who has the key in FAKE_GITHUB/deploy-key and knows the host, to the
// repositories below FAKE_GITHUB.
const fakeSSH = `#!/bin/sh
while [ $# -gt 1 ]; do
	case $1 in
	-i) key=$2 ;;
	UserKnownHostsFile=*) hosts=${1#*=} ;;
	git@*) host=${1#git@} ;;
	esac
	shift
done
grep -qxF "$host ` + hostKey + `" "$hosts" || { echo 'Host key verification failed.' >&2; exit 255; }
[ "$(cat "$key")" = "$(cat "$FAKE_GITHUB/deploy-key")" ] || { echo 'Permission denied (publickey).' >&2; exit 255; }
name=${1#*\'}
unset GIT_DIR GIT_WORK_TREE
exec ${1%% *} "$FAKE_GITHUB/${name%\'}"
`

// linkTools puts gh and ssh on the path, and a go that "builds" by giving the program
// under test, and otherwise says where it was run.
func (f *forge) linkTools() {
	f.t.Helper()
	f.tools = f.t.TempDir()
	program, err := exec.LookPath("pairbook")
	if err != nil {
		f.t.Fatal(err)
	}
	script := "#!/bin/sh\nif [ \"$1 $2 $4\" = 'build -C -o' ] && [ -f \"$3/generator/main.go\" ]; then\n" +
		"  ! grep -q '^package broken' \"$3/generator/main.go\" || exit 1\n" +
		"  echo \"built from $3\"; ln -s '" + program + "' \"$5\"\nelse echo \"go $*\"; cat generator/main.go; fi\n"
	if err := errors.Join(os.WriteFile(filepath.Join(f.tools, "gh"), fmt.Appendf(nil, gh, f.listen()), 0o777), os.WriteFile(filepath.Join(f.tools, "go"), []byte(script), 0o777), os.WriteFile(filepath.Join(f.tools, "ssh"), []byte(fakeSSH), 0o777)); err != nil {
		f.t.Fatal(err)
	}
}

// programAt makes a commit in the program's repository.
func (f *forge) programAt(files map[string]string) string {
	f.t.Helper()
	return f.must(commitAll(f.program, files))
}

func writeFiles(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	if err := write(dir, files); err != nil {
		t.Fatal(err)
	}
}

func write(dir string, files map[string]string) error {
	for path, text := range files {
		path = filepath.Join(dir, filepath.FromSlash(path))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(text), 0o666)); err != nil {
			return err
		}
	}
	return nil
}

// commit adds a commit with files to a ref of the repository on GitHub, which
// begins at another where it is new.
func (f *forge) commit(ref, from, message string, files map[string]string) string {
	f.t.Helper()
	var stream strings.Builder
	fmt.Fprintf(&stream, "commit %s\ncommitter Test <test@harbour.example> 1793534400 +0000\ndata %d\n%s\nfrom %s\n", ref, len(message), message, from)
	for _, path := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&stream, "M 100644 inline %s\ndata %d\n%s\n", path, len(files[path]), files[path])
	}
	cmd := gitCommand(f.bare(), "fast-import", "--quiet")
	cmd.Stdin = strings.NewReader(stream.String())
	if out, err := cmd.CombinedOutput(); err != nil {
		f.t.Fatalf("%v: %s", err, out)
	}
	return f.inBare("rev-parse", ref)
}

// onMain commits to the main branch.
func (f *forge) onMain(files map[string]string) {
	f.t.Helper()
	f.base = f.commit("refs/heads/main", "refs/heads/main^0", "On main", files)
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
	main := f.main()
	from := main
	if pushed, err := gitIn(f.bare(), "rev-parse", "--verify", "--quiet", ref+"head"); err == nil {
		from = pushed
	}
	head := f.commit(ref+"head", from, "We met", files)
	merged := f.inBare("merge-tree", "--write-tree", main, head)
	merge := f.inBare("commit-tree", merged, "-p", main, "-p", head, "-m", "Merge")
	f.inBare("update-ref", ref+"merge", merge)
	pull := githubPull{number, "open", author, githubEnd{Owner: author.Login, Ref: "we-met", SHA: head}, githubEnd{Owner: ourRepository, Ref: "main", SHA: main}}
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
		t: f.t, state: f.state, tools: f.tools, full: f.full,
		remotes: map[string]string{ourRepository: f.bare(), programRepository: f.program},
		github:  map[string]any{"event_name": event, "repository": ourRepository, "sha": sha, "ref": ref, "event": payload, "server_url": f.server},
		vars:    map[string]any{},
		secrets: map[string]any{},
	}
}

// workflow reads a workflow of a commit.
func (f *forge) workflow(commit, name string) string {
	f.t.Helper()
	return f.inBare("show", commit+":.github/workflows/"+name)
}

// check runs check.yml as the pull request's merge has it.
func (f *forge) check(p *request) (map[string]*ran, *runner) {
	f.t.Helper()
	r := f.runner("pull_request", p.merge, "refs/pull/7/merge", map[string]any{"pull_request": map[string]any{
		"base": map[string]any{"sha": f.base}, "head": map[string]any{"sha": p.Head.SHA},
		"user": map[string]any{"login": p.User.Login, "id": p.User.ID},
	}})
	return r.run(f.workflow(p.merge, "check.yml")), r
}

// report runs report.yml as main has it, after check.
func (f *forge) report(p *request, conclusion string, vars map[string]any) map[string]*ran {
	f.t.Helper()
	return f.reportAfter("pull_request", p, conclusion, vars)
}

func (f *forge) reportAfter(event string, p *request, conclusion string, vars map[string]any) map[string]*ran {
	f.t.Helper()
	return f.reportOn("workflow_run", vars, map[string]any{"workflow_run": map[string]any{
		"event": event, "conclusion": conclusion, "head_sha": p.Head.SHA, "head_branch": p.Head.Ref, "id": 1,
		"head_repository": map[string]any{"owner": map[string]any{"login": p.Head.Owner}, "full_name": p.Head.Owner + "/mentoring"},
	}})
}

// reportOn runs report.yml as main has it.
func (f *forge) reportOn(event string, vars, payload map[string]any) map[string]*ran {
	f.t.Helper()
	r := f.runner(event, f.main(), "refs/heads/main", payload)
	r.vars = vars
	return r.run(f.workflow(f.main(), "report.yml"))
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
	main := f.main()
	r := f.runner(event, main, "refs/heads/main", map[string]any{})
	return r.run(f.workflow(main, workflow)), r
}
