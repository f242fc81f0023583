package workflows

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// The parts of a workflow, or of a composite action, that decide what runs and
// what it may do.
type (
	workflowFile struct {
		Name        string         `yaml:"name"`
		On          yaml.Node      `yaml:"on"`
		Permissions yaml.Node      `yaml:"permissions"`
		Concurrency yaml.Node      `yaml:"concurrency"`
		Env         map[string]any `yaml:"env"`
		Defaults    yaml.Node      `yaml:"defaults"`
		Jobs        map[string]workflowJob
		Outputs     map[string]struct{ Value string } // of an action
		Runs        struct {
			Using string
			Steps []workflowStep
		}
	}
	workflowJob struct {
		Needs       yaml.Node         `yaml:"needs"`
		If          string            `yaml:"if"`
		RunsOn      string            `yaml:"runs-on"`
		Timeout     int               `yaml:"timeout-minutes"`
		Permissions yaml.Node         `yaml:"permissions"`
		Outputs     map[string]string `yaml:"outputs"`
		Env         map[string]string `yaml:"env"`
		Uses        string            `yaml:"uses"`
		Container   yaml.Node         `yaml:"container"`
		Services    yaml.Node         `yaml:"services"`
		Defaults    yaml.Node         `yaml:"defaults"`
		Strategy    yaml.Node         `yaml:"strategy"`
		Environment yaml.Node         `yaml:"environment"`
		Steps       []workflowStep
	}
	workflowStep struct {
		ID       string
		Name     string
		If       string
		Uses     yaml.Node
		Run      string
		Shell    string
		Dir      string `yaml:"working-directory"`
		Continue string `yaml:"continue-on-error"`
		With     map[string]string
		Env      map[string]string
	}
)

// mayWrite lists every job that can write, and all that it can: NAME of the
// workflow / job.
var mayWrite = map[string]string{
	"report/comment":  "pull-requests",
	"report/status":   "actions statuses",
	"report/again":    "actions statuses",
	"report/merge":    "actions contents issues pull-requests",
	"issue/write":     "actions contents issues pull-requests statuses",
	"publish/deploy":  "id-token pages",
	"monday/monday":   "issues",
	"release/publish": "attestations contents id-token",
}

// mayKnow lists every secret, by the job that is given it.
var mayKnow = map[string]string{
	"publish/build": "PAIRBOOK_DEPLOY_KEY",
	"monday/monday": "PAIRBOOK_PRIVATE_KEY",
}

// runsTheRequest are the jobs that run what a pull request brings.
var runsTheRequest = []string{"check/test", "check/fuzz", "check/pin"}

// events are what may start a workflow. pull_request_target is none of them.
var events = []string{"pull_request", "pull_request_review", "merge_group", "workflow_run", "push", "schedule", "workflow_dispatch", "issues"}

var (
	pinnedUse     = regexp.MustCompile(`^[A-Za-z0-9_.-]+/[A-Za-z0-9_./-]+@[0-9a-f]{40}$`)
	versionBeside = regexp.MustCompile(`^# v\d+\.\d+\.\d+$`)
	// baseCommand is what a line of "run" may be: the program, or a script of the base.
	baseCommand = regexp.MustCompile(`^(pairbook|bash base/\.github/scripts/[a-z-]+\.sh)( [A-Za-z0-9"$ /._-]+)?$`)
	// testCommand is what the jobs that run a pull request's code may run.
	testCommand = regexp.MustCompile(`^bash \.ci/(run|fuzz)$`)
	// nothing is what a workflow may run of which only the end is asked.
	nothing = regexp.MustCompile(`^true$`)
)

// elsewhere is where a step may fail: the actions that keep a file work on GitHub alone.
const elsewhere = "${{ github.server_url != 'https://github.com' }}"

// rulebook collects what a workflow gets wrong.
type rulebook struct {
	workflow string
	on       []string
	wrong    []string
}

func (r *rulebook) say(format string, args ...any) {
	r.wrong = append(r.wrong, fmt.Sprintf(format, args...))
}

// judge says what is wrong with a workflow or a composite action.
func judge(t *testing.T, name string, text []byte) []string {
	t.Helper()
	var w workflowFile
	if err := yaml.Unmarshal(text, &w); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	r := &rulebook{workflow: w.Name}
	if w.Jobs == nil {
		for _, s := range w.Runs.Steps {
			r.step("action", s, baseCommand)
		}
		if w.Runs.Using != "composite" || len(w.Runs.Steps) == 0 {
			r.say("the action is not composite, or empty")
		}
		return r.wrong
	}
	r.top(w)
	for _, id := range slices.Sorted(maps.Keys(w.Jobs)) {
		r.job(id, w.Jobs[id])
	}
	r.nobodyTrusts(w)
	return r.wrong
}

func (r *rulebook) top(w workflowFile) {
	if w.Permissions.Kind != yaml.MappingNode || len(w.Permissions.Content) > 0 {
		r.say("the workflow does not begin with permissions: {}")
	}
	if w.Concurrency.IsZero() {
		r.say("the workflow has no concurrency")
	}
	if len(w.Env) > 0 || !w.Defaults.IsZero() {
		r.say("the workflow has env or defaults for all")
	}
	switch w.On.Kind {
	case yaml.ScalarNode:
		r.on = []string{w.On.Value}
	case yaml.SequenceNode:
		for _, n := range w.On.Content {
			r.on = append(r.on, n.Value)
		}
	default:
		for i := 0; i < len(w.On.Content); i += 2 {
			r.on = append(r.on, w.On.Content[i].Value)
		}
	}
	for _, event := range r.on {
		if !slices.Contains(events, event) {
			r.say("the event %s is not allowed", event)
		}
	}
}

func (r *rulebook) starts(event string) bool { return slices.Contains(r.on, event) }

// strangers says whether somebody else's pull request starts the workflow.
func (r *rulebook) strangers() bool {
	return r.starts("pull_request") || r.starts("pull_request_review") || r.starts("merge_group")
}

func (r *rulebook) job(id string, j workflowJob) {
	if j.RunsOn != "ubuntu-latest" {
		r.say("%s runs on %q", id, j.RunsOn)
	}
	if j.Timeout == 0 {
		r.say("%s has no timeout", id)
	}
	if j.Uses != "" || !j.Container.IsZero() || !j.Services.IsZero() || !j.Defaults.IsZero() || !j.Strategy.IsZero() || len(j.Env) > 0 {
		r.say("%s has uses, container, services, defaults, strategy or env", id)
	}
	writes := r.permissions(id, j.Permissions)
	allowed := baseCommand
	if slices.Contains(runsTheRequest, r.workflow+"/"+id) {
		if id != "pin" { // its ./base is the pull request
			allowed = testCommand
		}
		if len(j.Outputs) > 0 {
			r.say("%s runs a pull request's code and has outputs", id)
		}
	}
	if r.starts("pull_request_review") {
		allowed = nothing
	}
	for _, s := range j.Steps {
		r.step(id, s, allowed)
		r.checkout(id, s, writes)
		r.artifact(id, s)
	}
}

// permissions holds a job to what it may do, and says whether it can write.
func (r *rulebook) permissions(id string, node yaml.Node) bool {
	if node.Kind != yaml.MappingNode {
		r.say("%s does not list its permissions", id)
		return true
	}
	var writes []string
	for i := 0; i < len(node.Content); i += 2 {
		scope, access := node.Content[i].Value, node.Content[i+1].Value
		switch {
		case access == "write":
			writes = append(writes, scope)
		case access != "read" || !slices.Contains([]string{"contents", "issues", "pull-requests"}, scope):
			r.say("%s has %s: %s", id, scope, access)
		}
	}
	slices.Sort(writes)
	if got, want := strings.Join(writes, " "), mayWrite[r.workflow+"/"+id]; got != want {
		r.say("%s can write %q and may write %q", id, got, want)
	}
	if len(writes) > 0 && r.strangers() {
		r.say("%s can write, and a pull request starts it", id)
	}
	return len(writes) > 0
}

func (r *rulebook) step(id string, s workflowStep, allowed *regexp.Regexp) {
	uses := s.Uses.Value
	switch {
	case uses == "" && s.Run == "":
		r.say("%s has a step that does nothing", id)
	case strings.HasPrefix(uses, "./"):
		if !strings.HasPrefix(uses, "./base/.github/actions/") || strings.Contains(uses, "..") {
			r.say("%s uses %s, which is not the base's", id, uses)
		}
	case uses != "" && !pinnedUse.MatchString(uses):
		r.say("%s uses %s, which is not pinned by 40 hex digits", id, uses)
	case uses != "" && !versionBeside.MatchString(s.Uses.LineComment):
		r.say("%s uses %s without its version beside it", id, uses)
	}
	if s.With["instead"] != "" && r.workflow+"/"+id != "check/check" {
		r.say("%s lets a pull request choose the program", id)
	}
	if strings.Contains(s.Run, "${{") {
		r.say("%s has an expression in run", id)
	}
	for line := range strings.Lines(s.Run) {
		if line = strings.TrimSpace(line); !allowed.MatchString(line) {
			r.say("%s runs %q", id, line)
		}
	}
	if s.Continue != "" && s.Continue != elsewhere {
		r.say("%s goes on after an error", id)
	}
	if s.Dir != "" || (s.Shell != "" && s.Shell != "bash") {
		r.say("%s has a working-directory or another shell", id)
	}
	everything := fmt.Sprint(s.If, s.With, s.Env)
	if known := mayKnow[r.workflow+"/"+id]; known != "" && s.Run != "" && !r.strangers() && !r.starts("workflow_run") {
		everything = strings.Replace(everything, "${{ secrets."+known+" }}", "", 1)
	}
	if strings.Contains(everything, "secrets") {
		r.say("%s uses a secret", id)
	}
	if strings.HasPrefix(uses, "actions/setup-go@") && s.With["cache"] != "false" || strings.Contains(uses, "cache@") {
		r.say("%s keeps a cache, which one run can fill and another trust", id)
	}
	for name := range s.Env {
		if name != "GH_TOKEN" && strings.Contains(s.Env[name], "github.token") {
			r.say("%s hands the token on as %s", id, name)
		}
		if slices.Contains([]string{"PATH", "BASH_ENV", "ENV", "LD_PRELOAD", "GOFLAGS", "NODE_OPTIONS"}, name) {
			r.say("%s sets %s", id, name)
		}
	}
}

// checkout decides whether a step brings a stranger's files, and where.
func (r *rulebook) checkout(id string, s workflowStep, writes bool) {
	if !strings.HasPrefix(s.Uses.Value, "actions/checkout@") {
		return
	}
	if s.With["persist-credentials"] != "false" {
		r.say("%s leaves the token in a checkout", id)
	}
	ref, path := s.With["ref"], s.With["path"]
	if s.With["repository"] != "" || s.With["allow-unsafe-pr-checkout"] != "" || s.With["submodules"] != "" || s.With["lfs"] != "" || s.With["token"] != "" || s.With["ssh-key"] != "" {
		r.say("%s checks out another repository, or more than this one", id)
	}
	const base = "${{ github.event.pull_request.base.sha || github.event.merge_group.base_sha }}"
	stranger := ref != ""
	if r.strangers() {
		stranger = ref != base
	}
	switch {
	case !stranger && path != "base":
		r.say("%s has the base in %q", id, path)
	case stranger && writes:
		r.say("%s can write, and has a stranger's files", id)
	case stranger && r.starts("workflow_run"):
		r.say("%s checks out %s in workflow_run", id, ref)
	case stranger && slices.Contains(runsTheRequest, r.workflow+"/"+id):
	case stranger && path != "pull-request":
		r.say("%s has a stranger's files in %q", id, path)
	}
}

// artifact keeps what another run left, and what runs a pull request, apart.
func (r *rulebook) artifact(id string, s workflowStep) {
	uses := s.Uses.Value
	if strings.HasPrefix(uses, "actions/download-artifact@") && (s.With["run-id"] != "" || s.With["repository"] != "" || s.With["github-token"] != "" || s.With["name"] == "" || s.With["path"] == "") {
		r.say("%s downloads what another run left", id)
	}
	if slices.Contains(runsTheRequest, r.workflow+"/"+id) && strings.Contains(uses, "artifact") {
		r.say("%s runs a pull request's code and leaves an artifact", id)
	}
}

// nobodyTrusts holds that no job waits for one that runs a stranger's code.
func (r *rulebook) nobodyTrusts(w workflowFile) {
	for id, j := range w.Jobs {
		needs := j.Needs.Value
		for _, n := range j.Needs.Content {
			needs += " " + n.Value
		}
		for _, n := range strings.Fields(needs) {
			if slices.Contains(runsTheRequest, r.workflow+"/"+n) {
				r.say("%s goes by %s, which runs a pull request's code", id, n)
			}
		}
	}
}
