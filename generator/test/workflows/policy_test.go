package workflows

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/starter"
)

// Where the workflows are: this repository's, and those that init writes.
const (
	ownGitHub     = "../../../.github"
	starterGitHub = "../../internal/starter/files/dot-github"
)

// workflowPaths lists the workflows, scripts and actions under a folder.
func workflowPaths(t *testing.T, folder string) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"workflows/*", "scripts/*", "actions/*/*"} {
		paths, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s/%s: nothing there (%v)", folder, pattern, err)
		}
		all = append(all, paths...)
	}
	return all
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestWorkflowsKeepTheRules(t *testing.T) {
	seen := map[string]bool{}
	pins := map[string]string{}
	for _, path := range workflowPaths(t, ownGitHub) {
		if filepath.Ext(path) != ".yml" {
			continue
		}
		text := mustRead(t, path)
		for _, wrong := range judgeOwn(t, path, text) {
			t.Errorf("%s: %s", path, wrong)
		}
		seen[filepath.Base(path)] = true
		for line := range strings.Lines(string(text)) {
			_, uses, found := strings.Cut(line, "uses: ")
			name, pin, isPinned := strings.Cut(strings.TrimSpace(uses), "@")
			if !found || !isPinned {
				continue
			}
			if other := pins[name]; other != "" && other != pin {
				t.Errorf("%s: %s is used as %s and as %s", path, name, pin, other)
			}
			pins[name] = pin
		}
	}
	for _, name := range []string{"check.yml", "review.yml", "report.yml", "publish.yml", "monday.yml", "issue.yml", "release.yml", "action.yml"} {
		if !seen[name] {
			t.Errorf("%s was not looked at", name)
		}
	}
}

// judgeOwn is judge, but for the one checkout of another repository there is:
// the program, at the commit that the base names.
func judgeOwn(t *testing.T, path string, text []byte) []string {
	wrong := judge(t, path, text)
	if filepath.Base(path) != "action.yml" {
		return wrong
	}
	for _, line := range []string{
		"repository: ${{ steps.find.outputs.repository }}", "ref: ${{ steps.find.outputs.revision }}",
		"path: program", "persist-credentials: false",
	} {
		if strings.Count(string(text), line) != 1 {
			wrong = append(wrong, "the action does not have once: "+line)
		}
	}
	return wrong
}

// A workflow runs what its commands name: scripts that are there, that stop at
// the first error, and that are all used.
func TestWorkflowsRunTheScripts(t *testing.T) {
	var all []byte
	scripts, byScript := map[string]bool{}, map[string]bool{}
	for _, path := range workflowPaths(t, ownGitHub) {
		text := mustRead(t, path)
		if filepath.Ext(path) == ".yml" {
			all = append(all, text...)
			continue
		}
		for _, part := range strings.Split(string(text), `bash "${BASH_SOURCE%/*}/`)[1:] {
			byScript[part[:strings.Index(part, `"`)]] = true
		}
		scripts[filepath.Base(path)] = true
		if !strings.HasPrefix(string(text), "#!/usr/bin/env bash\n# ") || !strings.Contains(string(text), "\nset -euo pipefail\n") {
			t.Errorf("%s does not say what it does, or goes on after an error", path)
		}
		for _, never := range []string{"checkout", "git switch", "worktree", "eval", "source ", "${{"} {
			if bytes.Contains(text, []byte(never)) {
				t.Errorf("%s has %q", path, never)
			}
		}
	}
	var used []string
	for _, part := range strings.Split(string(all), "base/.github/scripts/")[1:] {
		used = append(used, part[:strings.Index(part, ".sh")+3])
	}
	for _, name := range used {
		if !scripts[name] {
			t.Errorf("a workflow runs %s, which is not there", name)
		}
	}
	for name := range scripts {
		if !slices.Contains(used, name) && !byScript[name] {
			t.Errorf("no workflow runs %s", name)
		}
	}
}

// ownAlone are what only the repository of the program has.
var ownAlone = []string{"release.yml", "release.sh", "licences.sh", "publish-release.sh"}

// A repository that init made has these very workflows. With -update they are
// copied there.
func TestInitWritesTheseWorkflows(t *testing.T) {
	paths := slices.DeleteFunc(workflowPaths(t, ownGitHub), func(path string) bool { return slices.Contains(ownAlone, filepath.Base(path)) })
	for _, path := range paths {
		copied := filepath.Join(starterGitHub, strings.TrimPrefix(path, ownGitHub))
		if *update {
			if err := os.MkdirAll(filepath.Dir(copied), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(copied, mustRead(t, path), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(mustRead(t, path), mustRead(t, copied)) {
			t.Errorf("%s is not as %s; run go test ./generator/test/workflows -run TestInitWritesTheseWorkflows -update", copied, path)
		}
	}
	if own, copies := len(paths), len(workflowPaths(t, starterGitHub)); own != copies {
		t.Errorf("%s has %d workflows, scripts and actions for others, %s has %d", ownGitHub, own, starterGitHub, copies)
	}
	files, err := starter.Files()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(files, func(f starter.File) bool { return f.Path == ".github/scripts/find-program.sh" }) {
		t.Error("init does not write the scripts")
	}
}

// Each sample is check.yml or report.yml with one thing changed for the worse.
func TestTheRulesAreHeld(t *testing.T) {
	checkout := "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
	for _, c := range []struct{ file, from, to, want string }{
		{"check", "permissions: {}", "permissions: read-all", "does not begin with permissions"},
		{"check", "permissions: {}\n", "", "does not begin with permissions"},
		{"check", "  pull_request:", "  pull_request_target:", "pull_request_target is not allowed"},
		{"check", "      contents: read", "      contents: write", `check can write "contents" and may write ""`},
		{"check", "      contents: read", "      contents: write", "check can write, and a pull request starts it"},
		{"check", "    permissions:\n      contents: read\n", "", "does not list its permissions"},
		{"check", "    permissions:\n      contents: read\n", "    permissions: write-all\n", "does not list its permissions"},
		{"check", "      contents: read", "      contents: read\n      secrets: read", "check has secrets: read"},
		{"check", "    timeout-minutes: 15\n", "", "has no timeout"},
		{"check", "ubuntu-latest", "self-hosted", "runs on"},
		{"check", checkout, "actions/checkout@v7 # v7.0.1", "not pinned"},
		{"check", checkout, "actions/checkout@3d3c42e # v7.0.1", "not pinned"},
		{"check", checkout, strings.TrimSuffix(checkout, " # v7.0.1"), "without its version"},
		{"check", "./base/.github/actions/program", "./pull-request/.github/actions/program", "which is not the base's"},
		{"check", "./base/.github/actions/program", "./.github/actions/program", "which is not the base's"},
		{"check", "bash base/.github/scripts/compare.sh", "bash pull-request/.github/scripts/compare.sh", "check runs"},
		{"check", "bash base/.github/scripts/compare.sh", "go run -C pull-request ./generator check", "check runs"},
		{"check", "bash base/.github/scripts/compare.sh", "pairbook check; make -C pull-request", "check runs"},
		{"check", "bash base/.github/scripts/compare.sh", "bash base/.github/scripts/../../../pull-request/x.sh", "check runs"},
		{"check", "bash base/.github/scripts/compare.sh", "pairbook check --base ${{ github.head_ref }}", "expression in run"},
		{"check", "          path: pull-request\n", "          path: base\n", "has a stranger's files in"},
		{"check", "          path: pull-request\n", "", "has a stranger's files in"},
		{"check", "          path: base\n", "          path: pull-request\n", "has the base in"},
		{"check", "${{ github.event.pull_request.base.sha || github.event.merge_group.base_sha }}\n          path", "${{ github.head_ref }}\n          path", "has a stranger's files in"},
		{"check", "          persist-credentials: false\n", "", "leaves the token"},
		{"check", "          fetch-depth: 0\n", "          submodules: recursive\n", "more than this one"},
		{"check", "          cache: false # nothing from here reaches another run\n", "", "keeps a cache"},
		{"check", "        run: bash .ci/run", "        run: go run ./generator", "test runs"},
		{"check", "        run: bash .ci/fuzz", "        run: bash .ci/../x", "fuzz runs"},
		{"check", "        run: bash .ci/run", "        uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0", "leaves an artifact"},
		{"check", "  test:\n    needs: check\n", "  test:\n    needs: check\n    outputs:\n      ok: 'true'\n", "has outputs"},
		{"check", "  check:\n    runs-on", "  check:\n    needs: [test]\n    runs-on", "goes by test"},
		{"check", "          BASE: ${{ steps.compare.outputs.base }}\n", "          KEY: ${{ secrets.KEY }}\n", "uses a secret"},
		{"check", "          BASE: ${{ steps.compare.outputs.base }}\n", "          BASH_ENV: pull-request/x\n", "sets BASH_ENV"},
		{"check", "        run: pairbook check", "        working-directory: pull-request\n        run: pairbook check", "working-directory"},
		{"check", "concurrency:\n  group: check-${{ github.ref }}\n  cancel-in-progress: true\n", "", "no concurrency"},
		{"report", "          path: base\n", "          path: base\n          ref: ${{ github.event.workflow_run.head_sha }}\n", "checks out ${{ github.event.workflow_run.head_sha }} in workflow_run"},
		{"report", "          path: base\n          persist", "          path: base\n          ref: refs/pull/7/head\n          persist", "can write, and has a stranger's files"},
		{"report", "          path: base\n", "          path: base\n          repository: ${{ github.event.workflow_run.head_repository.full_name }}\n", "another repository"},
		{"report", "          path: base\n", "          path: base\n          allow-unsafe-pr-checkout: true\n", "another repository"},
		{"report", "          name: report\n          path: report\n      - name: Keep", "          name: report\n          path: report\n          run-id: ${{ github.event.workflow_run.id }}\n      - name: Keep", "what another run left"},
		{"report", "      pull-requests: write", "      pull-requests: write\n      issues: write", `"issues pull-requests"`},
		{"report", "      statuses: write", "      statuses: write\n      checks: write", `status can write "actions checks statuses"`},
		{"issue", "      issues: read", "      issues: write", `read can write "issues"`},
		{"issue", "          path: base\n          persist", "          path: base\n          ref: refs/heads/pairbook/issue-7\n          persist", "write can write, and has a stranger's files"},
		{"issue", "bash base/.github/scripts/receive.sh answer", "bash base/.github/scripts/receive.sh ${{ github.event.issue.body }}", "expression in run"},
		{"review", "    permissions: {}\n", "    permissions: {statuses: write}\n", "noted can write"},
		{"review", `        run: "true"`, "        run: bash base/.github/scripts/status.sh report", "noted runs"},
		{"report", "      pull-requests: read", "      pull-requests: write", `read can write "pull-requests"`},
		{"report", "      actions: write # starts publish.yml: what this token merges starts nothing by itself\n", "", `may write "actions contents issues pull-requests"`},
		{"report", "          NUMBER: ${{ needs.read.outputs.number }}", "          TOKEN: ${{ github.token }}", "hands the token on as TOKEN"},
	} {
		good := string(mustRead(t, filepath.Join(ownGitHub, "workflows", c.file+".yml")))
		bad := strings.Replace(good, c.from, c.to, 1)
		if bad == good {
			t.Errorf("%s.yml does not have %q", c.file, c.from)
			continue
		}
		wrong := judge(t, c.file, []byte(bad))
		if !slices.ContainsFunc(wrong, func(w string) bool { return strings.Contains(w, c.want) }) {
			t.Errorf("%s.yml with %q: the rules say %q, and not %q", c.file, c.to, wrong, c.want)
		}
	}
}
