package workflows

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rhysd/actionlint"
	"gopkg.in/yaml.v3"
)

// runner runs workflows as GitHub does, as far as ours go: jobs in the order of
// their needs, each in a folder of its own, every step's shell command for real.
// Only actions of others are played: a checkout is a clone, an artifact a folder.
type runner struct {
	t         *testing.T
	remotes   map[string]string // OWNER/NAME to a bare repository
	github    map[string]any    // the context of that name
	vars      map[string]any
	secrets   map[string]any
	state     string // of the GitHub that gh talks to
	tools     string // a folder that is first on the path
	artifacts string
	deployed  bool
	full      bool // no artifact can be kept
}

// ran is what came of a job.
type ran struct {
	conclusion string // success, failure or skipped
	outputs    map[string]any
	log        string
	workspace  string
	summary    string
}

// run runs a workflow.
func (r *runner) run(text string) map[string]*ran {
	r.t.Helper()
	var w workflowFile
	if err := yaml.Unmarshal([]byte(text), &w); err != nil {
		r.t.Fatal(err)
	}
	r.artifacts = r.t.TempDir()
	done := map[string]*ran{}
	for len(done) < len(w.Jobs) {
		before := len(done)
		for _, id := range slices.Sorted(maps.Keys(w.Jobs)) {
			if needs := needsOf(w.Jobs[id]); done[id] == nil && !slices.ContainsFunc(needs, func(n string) bool { return done[n] == nil }) {
				done[id] = r.job(w.Jobs[id], needs, done)
			}
		}
		if len(done) == before {
			r.t.Fatalf("%s: jobs wait for each other", w.Name)
		}
	}
	return done
}

func needsOf(j workflowJob) []string {
	if j.Needs.Value != "" {
		return []string{j.Needs.Value}
	}
	var all []string
	for _, n := range j.Needs.Content {
		all = append(all, n.Value)
	}
	return all
}

// running is a job while it runs.
type running struct {
	*runner
	*ran
	temp     string
	contexts map[string]any
	path     []string
	failed   bool
	log      bytes.Buffer
}

func (r *runner) job(j workflowJob, needs []string, done map[string]*ran) *ran {
	r.t.Helper()
	of := map[string]any{}
	j2 := &running{runner: r, ran: &ran{workspace: r.t.TempDir(), outputs: map[string]any{}}, temp: r.t.TempDir()}
	for _, n := range needs {
		of[n] = map[string]any{"outputs": done[n].outputs, "result": done[n].conclusion}
		j2.failed = j2.failed || done[n].conclusion != "success"
	}
	github := maps.Clone(r.github)
	github["token"] = tokenOf(j.Permissions)
	j2.contexts = map[string]any{"github": github, "vars": r.vars, "secrets": r.secrets, "needs": of, "steps": map[string]any{}}
	if !j2.condition(j.If) {
		j2.conclusion = "skipped"
		return j2.ran
	}
	j2.failed = false
	for _, s := range j.Steps {
		j2.step(s)
	}
	for name, value := range j.Outputs {
		j2.outputs[name] = j2.fill(value)
	}
	j2.conclusion = map[bool]string{true: "failure", false: "success"}[j2.failed]
	j2.ran.log = j2.log.String()
	return j2.ran
}

// tokenOf makes a token that says what it is good for.
func tokenOf(permissions yaml.Node) string {
	var all []string
	for i := 0; i+1 < len(permissions.Content); i += 2 {
		all = append(all, permissions.Content[i].Value+":"+permissions.Content[i+1].Value)
	}
	return strings.Join(all, ",")
}

func (j *running) step(s workflowStep) {
	if !j.condition(s.If) {
		return
	}
	outputs := map[string]any{}
	err := j.work(s, outputs)
	outcome := "success"
	if err != nil {
		outcome = "failure"
		j.failed = j.failed || s.Continue == "" || j.fill(s.Continue) != "true"
		fmt.Fprintf(&j.log, "%s: %v\n", s.Name, err)
	}
	if s.ID != "" {
		j.contexts["steps"].(map[string]any)[s.ID] = map[string]any{"outputs": outputs, "outcome": outcome}
	}
}

func (j *running) work(s workflowStep, outputs map[string]any) error {
	with := map[string]string{}
	for name, value := range s.With {
		with[name] = j.fill(value)
	}
	name, _, _ := strings.Cut(s.Uses.Value, "@")
	if strings.Contains(name, "-artifact") && (j.full || j.github["server_url"] != "https://"+ourHost) {
		return fmt.Errorf("%s works on github.com alone, while there is room", name)
	}
	artifact := filepath.Join(j.artifacts, with["name"])
	inside := filepath.Join(j.workspace, with["path"])
	switch name {
	case "":
		return j.shell(s, outputs)
	case "actions/checkout":
		return j.checkout(with)
	case "actions/setup-go":
		_, err := os.Stat(filepath.Join(j.workspace, with["go-version-file"]))
		return err
	case "actions/upload-artifact":
		if _, err := os.Stat(inside); err != nil && with["if-no-files-found"] == "ignore" {
			return nil
		}
		return os.CopyFS(artifact, os.DirFS(inside))
	case "actions/download-artifact":
		return os.CopyFS(inside, os.DirFS(artifact))
	case "actions/upload-pages-artifact":
		return os.CopyFS(filepath.Join(j.artifacts, "github-pages"), os.DirFS(inside))
	case "actions/deploy-pages":
		j.deployed = true
		return nil
	}
	if !strings.HasPrefix(name, "./") {
		j.t.Fatalf("the runner does not know %s", name)
	}
	return j.composite(filepath.Join(j.workspace, name, "action.yml"), with, outputs)
}

// composite runs a local action's steps, which have outputs of their own; some are the
// action's.
func (j *running) composite(file string, with map[string]string, outputs map[string]any) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var action workflowFile
	if err := yaml.Unmarshal(text, &action); err != nil {
		return err
	}
	inputs := map[string]any{}
	for name, value := range with {
		inputs[name] = value
	}
	outer, failed := j.contexts["steps"], j.failed
	j.contexts["steps"], j.contexts["inputs"], j.failed = map[string]any{}, inputs, false
	for _, s := range action.Runs.Steps {
		j.step(s)
	}
	for name, output := range action.Outputs {
		outputs[name] = j.fill(output.Value)
	}
	broke := j.failed
	j.contexts["steps"], j.failed = outer, failed
	if broke {
		return fmt.Errorf("the action failed")
	}
	return nil
}

// shell runs a command as GitHub does for "shell: bash".
func (j *running) shell(s workflowStep, outputs map[string]any) error {
	file := func(name string) string { return filepath.Join(j.temp, name) }
	if err := os.WriteFile(file("step.sh"), []byte(s.Run), 0o666); err != nil {
		return err
	}
	for _, name := range []string{"output", "path", "summary"} {
		if err := os.WriteFile(file(name), nil, 0o666); err != nil {
			return err
		}
	}
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", file("step.sh"))
	if s.Shell == "" {
		cmd = exec.Command("bash", "-e", file("step.sh"))
	}
	cmd.Dir = j.workspace
	cmd.Env = []string{
		"HOME=" + j.temp, "RUNNER_TEMP=" + j.temp, "GITHUB_OUTPUT=" + file("output"), "GITHUB_PATH=" + file("path"),
		"GITHUB_STEP_SUMMARY=" + file("summary"), "GITHUB_REPOSITORY=" + j.github["repository"].(string), "GITHUB_WORKSPACE=" + j.workspace, "GITHUB_SERVER_URL=" + j.github["server_url"].(string), "GITHUB_RUN_ID=7",
		"GITHUB_ACTIONS=true", "FAKE_GITHUB=" + j.state, "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C.UTF-8",
		"PATH=" + strings.Join(append(append(slices.Clone(j.path), j.tools), systemPath()...), ":"),
	}
	cmd.Env = append(cmd.Env, goEnvironment()...)
	for name, value := range s.Env {
		cmd.Env = append(cmd.Env, name+"="+j.fill(value))
	}
	out, err := cmd.CombinedOutput()
	fmt.Fprintf(&j.log, "> %s\n%s", s.Run, out)
	for _, line := range lines(j.t, file("output")) {
		name, value, _ := strings.Cut(line, "=")
		outputs[name] = value
	}
	j.path = append(j.path, lines(j.t, file("path"))...)
	j.summary += string(mustRead(j.t, file("summary")))
	return err
}

func lines(t *testing.T, file string) []string {
	text := strings.TrimSuffix(string(mustRead(t, file)), "\n")
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// goEnvironment is what a real go needs to know of this machine.
var goEnvironment = sync.OnceValue(func() []string {
	var all []string
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOFLAGS", "GOPROXY", "GOSUMDB", "GOTOOLCHAIN"} {
		out, _ := exec.Command("go", "env", name).Output()
		all = append(all, name+"="+strings.TrimSpace(string(out)))
	}
	return all
})

// systemPath is the path without the folder that testscript puts pairbook in:
// a workflow has to build its own.
func systemPath() []string {
	return slices.DeleteFunc(filepath.SplitList(os.Getenv("PATH")), func(dir string) bool {
		_, err := os.Stat(filepath.Join(dir, "pairbook"))
		return err == nil || dir == ""
	})
}

func gitIn(dir string, args ...string) (string, error) {
	out, err := gitCommand(dir, args...).CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

func gitCommand(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command("git", append([]string{"-c", "user.name=Test", "-c", "user.email=test@harbour.example", "-c", "init.defaultBranch=main", "-c", "init.templateDir=", "-c", "maintenance.auto=false"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") }), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
		"GIT_AUTHOR_DATE=2026-11-01T12:00:00Z", "GIT_COMMITTER_DATE=2026-11-01T12:00:00Z")
	return cmd
}

var expression = regexp.MustCompile(`\$\{\{(.*?)\}\}`)

// fill replaces the expressions in a text by their values.
func (j *running) fill(text string) string {
	return expression.ReplaceAllStringFunc(text, func(e string) string { return asText(j.value(e[3 : len(e)-2])) })
}

// condition is the value of an "if", which holds success() unless it asks itself.
func (j *running) condition(text string) bool {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "${{") {
		text = strings.TrimSuffix(strings.TrimPrefix(text, "${{"), "}}")
	}
	if text == "" {
		return !j.failed
	}
	if !strings.Contains(text, "cancelled()") && j.failed {
		return false
	}
	return truth(j.value(text))
}

func (j *running) value(text string) any {
	node, err := actionlint.NewExprParser().Parse(actionlint.NewExprLexer(text + "}}"))
	if err != nil {
		j.t.Fatalf("%s: %v", text, err)
	}
	return j.evaluate(node)
}

func (j *running) evaluate(node actionlint.ExprNode) any {
	switch n := node.(type) {
	case *actionlint.VariableNode:
		context, known := j.contexts[n.Name]
		if !known {
			j.t.Fatalf("there is no context %s", n.Name)
		}
		return context
	case *actionlint.ObjectDerefNode:
		object, _ := j.evaluate(n.Receiver).(map[string]any)
		for name, value := range object {
			if strings.EqualFold(name, n.Property) {
				return value
			}
		}
		return nil
	case *actionlint.StringNode:
		return n.Value
	case *actionlint.NotOpNode:
		return !truth(j.evaluate(n.Operand))
	case *actionlint.LogicalOpNode:
		left := j.evaluate(n.Left)
		if truth(left) == (n.Kind == actionlint.LogicalOpNodeKindOr) {
			return left
		}
		return j.evaluate(n.Right)
	case *actionlint.CompareOpNode:
		same := strings.EqualFold(asText(j.evaluate(n.Left)), asText(j.evaluate(n.Right)))
		return same == (n.Kind == actionlint.CompareOpNodeKindEq)
	case *actionlint.FuncCallNode:
		switch strings.ToLower(n.Callee) {
		case "cancelled":
			return false
		case "startswith":
			return strings.HasPrefix(strings.ToLower(asText(j.evaluate(n.Args[0]))), strings.ToLower(asText(j.evaluate(n.Args[1]))))
		}
	}
	j.t.Fatalf("the runner does not know the expression %T %+v", node, node)
	return nil
}

func truth(value any) bool { return value != nil && value != "" && value != false }

func asText(value any) string {
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

// tree lists the files under a folder.
func tree(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
