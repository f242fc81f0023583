package pulls

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/command"
)

// reportOf reads the report for machines.
func reportOf(t *testing.T, w gitWork, args ...string) (a answer) {
	t.Helper()
	status, text := pairbook(t, w, append([]string{"report", "--format", "json"}, args...)...)
	if err := json.Unmarshal([]byte(text), &a); err != nil || status != statusFine {
		t.Fatalf("exit status %d, %v\n%s", status, err, text)
	}
	return a
}

func (a answer) paths() (paths []string) {
	for _, c := range a.Changes {
		paths = append(paths, c.Path)
	}
	return paths
}

// TestCrosswiseMergesHideNothing takes a pull request apart that undoes what the
// base has: its author's first branch was merged into the base, and the base of
// before was merged into the second one, but with an old pairing.yaml. Compared
// with the first branch the file has not changed, and yet the merge would.
func TestCrosswiseMergesHideNothing(t *testing.T) {
	w := copied(t, theBase(t))
	w.git("checkout", "--quiet", "-b", "first")
	w.write(otter+"sessions/2026-11-06.md", logOf("2026-11-06", ""))
	first := w.commit("the first log")
	w.git("checkout", "--quiet", "main")
	w.edit(otter+"pairing.yaml", "mentees: [noor]", "mentees: [{person: noor, until: 2026-12-31}]")
	changed := w.commit("a coordinator's change")
	w.git("merge", "--quiet", "--no-ff", "-m", "merge the first", "first")

	w.git("checkout", "--quiet", "-b", "second", first)
	w.git("merge", "--quiet", "--no-commit", "--no-ff", changed)
	w.git("checkout", "--quiet", first, "--", otter+"pairing.yaml")
	w.write(otter+"sessions/2026-11-20.md", goodby)
	w.commit("we met, and nothing else")

	w.git("checkout", "--quiet", "main")
	w.git("merge", "--quiet", "--no-ff", "-m", "merge the second", "second")
	if strings.Contains(w.read(otter+"pairing.yaml"), "2026-12-31") {
		t.Fatal("the merge does not undo the coordinator's change, so that this test shows nothing")
	}
	w.git("reset", "--quiet", "--hard", "HEAD~1")

	a := reportOf(t, w, "--base", "main", "--head", "second", "--author", "noor-reads")
	if a.Lane != "review" || !slices.Contains(a.paths(), otter+"pairing.yaml") || !strings.Contains(strings.Join(a.Reasons, "\n"), "crosswise") {
		t.Errorf("lane %s, %q: %q", a.Lane, a.paths(), a.Reasons)
	}
}

// TestProgrammeInAFolder has the programme below the top of its repository: what
// a pull request changes outside of it is not passed over.
func TestProgrammeInAFolder(t *testing.T) {
	base := copied(t, theBase(t))
	w := newGitWork(t)
	base.git("checkout-index", "--all", "--prefix="+w.at("mentoring")+"/")
	w.write(".github/workflows/check.yml", "name: check\n")
	w.commit("the programme, in a folder")
	w.git("checkout", "--quiet", "-b", "log")
	w.write("mentoring/"+otter+"sessions/2026-11-20.md", goodby)
	w.commit("we met")
	w.git("checkout", "--quiet", "-b", "workflow")
	w.write(".github/workflows/check.yml", "name: check\non: pull_request_target\n")
	w.commit("and a workflow")
	inside := gitWork{t, filepath.Join(w.dir, "mentoring")}

	if a := reportOf(t, inside, "--base", "main", "--head", "log", "--author", "noor-reads"); a.Lane != "routine" || !slices.Equal(a.paths(), []string{otter + "sessions/2026-11-20.md"}) {
		t.Errorf("a log: lane %s, %q: %q", a.Lane, a.paths(), a.Reasons)
	}
	a := reportOf(t, inside, "--base", "main", "--head", "workflow", "--author", "noor-reads")
	if a.Lane != "review" || !slices.Contains(a.paths(), "../.github/workflows/check.yml") || a.Changes[0].Allowed {
		t.Errorf("a workflow: lane %s, %q: %q", a.Lane, a.paths(), a.Reasons)
	}
}

// TestReportWithoutCommonHistory says what is the matter instead of guessing.
func TestReportWithoutCommonHistory(t *testing.T) {
	w := copied(t, theBase(t))
	w.git("checkout", "--quiet", "--orphan", "elsewhere")
	w.commit("another beginning")
	var out, errors strings.Builder
	if status := command.Run(t.Context(), []string{"report", "--root", w.dir, "--base", "main", "--author", "noor-reads"}, strings.NewReader(""), &out, &errors, testDay); status != statusFailed || !strings.Contains(errors.String(), "no commit in common") {
		t.Errorf("exit status %d: %s", status, errors.String())
	}
}
