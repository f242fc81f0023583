package workflows

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/test/here"
)

var (
	ada  = githubUser{"Ada-Example", 101}
	joan = githubUser{"joan-example", 103} // coordinates the cohort
	// marked is a log for somebody else to read.
	marked = map[string]string{logPath: "---\ndate: 2026-10-05\n---\n<b>We</b> met.\n"}
)

// asked is what a script said and set.
type asked struct {
	said string
	set  map[string]string
	ok   bool
}

// script runs a script of the workflows as they do, beside a folder base that is a
// checkout of main where there is one.
func (f *forge) script(dir, token, name string, env []string, args ...string) asked {
	f.t.Helper()
	script, err := filepath.Abs(filepath.Join(ownGitHub, "scripts", name))
	if err != nil {
		f.t.Fatal(err)
	}
	temp := f.t.TempDir()
	output := filepath.Join(temp, "output")
	writeFiles(f.t, temp, map[string]string{"output": ""})
	cmd := exec.Command("bash", append([]string{script}, args...)...)
	cmd.Dir = dir
	cmd.Env = append([]string{
		"PATH=" + f.tools + ":" + os.Getenv("PATH"), "GH_TOKEN=" + token, "HOME=" + temp, "RUNNER_TEMP=" + temp, "GITHUB_REPOSITORY=" + ourRepository,
		"GITHUB_OUTPUT=" + output, "GITHUB_STEP_SUMMARY=" + filepath.Join(temp, "summary"), "BRANCH=main", "EVENT=workflow_dispatch", "GIT_CONFIG_NOSYSTEM=1",
	}, env...)
	out, err := cmd.CombinedOutput()
	is := asked{string(out), map[string]string{}, err == nil}
	for _, line := range lines(f.t, output) {
		key, value, _ := strings.Cut(line, "=")
		is.set[key] = value
	}
	return is
}

// checkedOut is a folder with a checkout of main, base, which knows a commit.
func (f *forge) checkedOut(commit string) string {
	f.t.Helper()
	main := f.main()
	made, err := shared.checkouts.of(main, func(dir string) error { return fetch(dir, f.bare(), "--tags", "main") })
	dir := f.t.TempDir()
	base := filepath.Join(dir, "base")
	if err == nil {
		err = os.CopyFS(base, os.DirFS(made))
	}
	if err != nil {
		f.t.Fatal(err)
	}
	f.must(gitIn(base, "fetch", "-q", "file://"+f.bare(), commit))
	return dir
}

// review adds a review of a pull request's head, after those that are there.
func (f *forge) review(p *request, by githubUser, state string) {
	f.t.Helper()
	g := f.load()
	day := string(rune('0' + len(g.Reviews)))
	g.Reviews = append(g.Reviews, githubReview{p.Number, by, state, p.Head.SHA, "2026-11-0" + day + "T10:00:00Z"})
	f.save(g)
}

// wantStatus holds what GitHub shows of a commit, "STATE: DESCRIPTION".
func (f *forge) wantStatus(p *request, want string) {
	f.t.Helper()
	got := ""
	for _, s := range f.load().latest(p.Head.SHA) {
		if s.Context == "pairbook/owner" {
			got = s.State + ": " + s.Description
		}
	}
	if !strings.Contains(got, want) {
		f.t.Errorf("the status of %d is %q, want %q", p.Number, got, want)
	}
}

// Of reviews the latest of each counts that says yes or no, and if it is of the
// very commit.
func TestApprovals(t *testing.T) {
	f := newForge(t)
	head := strings.Repeat("b", 40)
	for _, c := range []struct{ reviews, want string }{
		{"", ""},
		{"ada APPROVED b", "ada:1"},
		{"ada APPROVED a", ""},
		{"ada APPROVED b, ada COMMENTED b, joan APPROVED b", "ada:1 joan:2"},
		{"ada APPROVED b, ada CHANGES_REQUESTED b", ""},
		{"ada APPROVED b, ada CHANGES_REQUESTED a, joan APPROVED a", ""},
		{"ada DISMISSED b, ada PENDING b", ""},
		{"ada CHANGES_REQUESTED a, ada APPROVED b", "ada:1"},
		{"ada APPROVED b, joan DISMISSED b, eve;id APPROVED b", "ada:1"},
	} {
		g := f.load()
		g.Reviews = []githubReview{{Number: 8, User: joan, State: "APPROVED", CommitID: head}}
		for k, text := range strings.Split(c.reviews, ", ") {
			if part := strings.Fields(text); len(part) == 3 {
				user := githubUser{part[0], map[string]int{"ada": 1, "joan": 2}[part[0]]}
				g.Reviews = append(g.Reviews, githubReview{7, user, part[1], strings.Repeat(part[2], 40), "2026-11-0" + string(rune('1'+k))})
			}
		}
		f.save(g)
		if got := f.script("", "pull-requests:read", "approvals.sh", []string{"NUMBER=7", "HEAD_SHA=" + head}); strings.TrimSpace(got.said) != c.want || !got.ok {
			t.Errorf("%s: %q, want %q", c.reviews, got.said, c.want)
		}
	}
}

// The status goes by those who own the files and have approved them, whatever
// somebody else says, and whatever stood there before.
func TestStatusOfOwners(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	p := f.request(7, grace, marked)
	// A workflow of the pull request, in a branch of this repository, says it is fine.
	g := f.load()
	g.Statuses = append(g.Statuses, githubStatus{p.Head.SHA, "pairbook/owner", "success", "Forged"})
	f.save(g)
	for _, by := range []githubUser{grace, {"ada-example", 666}, {"mallory", 667}} {
		f.review(p, by, "APPROVED")
	}
	f.report(p, "success", merging)
	f.wantStatus(p, "pending: one of the owners")
	f.review(p, ada, "APPROVED")
	// A review's run has the merge's commit, or the head's.
	p.Head.SHA, p.merge = p.merge, p.Head.SHA
	want(t, f.reportAfter("pull_request_review", p, "success", merging), map[string]string{"status": "success", "merge": "skipped", "again": "skipped"})
	p.Head.SHA = p.merge
	f.wantStatus(p, "success: an owner of every changed file")
	if g := f.load(); len(g.Started) > 0 || g.Pulls[0].State != "open" {
		t.Errorf("something was started or merged: %+v", g.Started)
	}
	// Of a commit that nobody can read an old status does not stay.
	f.inBare("update-ref", "-d", "refs/pull/7/head")
	want(t, f.report(p, "success", merging), map[string]string{"read": "failure", "status": "success", "merge": "skipped"})
	f.wantStatus(p, "pending: Nobody could say")
}

// What changes between the reading, the status and the merge is not passed over:
// the base and the approvals are read again, and of a newer commit nothing is said.
func TestChangedAfterReading(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	p := f.request(7, grace, goodLog)
	report := t.TempDir()
	text, _ := json.Marshal(map[string]any{"owner": map[string]string{"state": "success", "why": strings.Repeat("ä", 200)}})
	writeFiles(t, report, map[string]string{"report.json": string(text)})
	env := []string{"NUMBER=7", "HEAD_SHA=" + p.Head.SHA, "BASE_SHA=" + f.main(), "APPROVED=", "CONCLUSION=success"}
	const token = "contents:write,pull-requests:write,actions:write,statuses:write"
	for name, meanwhile := range map[string]func(g *githubState){
		"head":     func(g *githubState) { g.Pulls[0].Head.SHA = strings.Repeat("a", 40) },
		"branch":   func(g *githubState) { g.Pulls[0].Base.Ref = "release" },
		"closed":   func(g *githubState) { g.Pulls[0].State = "closed" },
		"approval": func(g *githubState) { g.Reviews = []githubReview{{7, ada, "APPROVED", p.Head.SHA, "2026-11-01"}} },
		"base":     nil,
	} {
		g := f.load()
		g.Pulls, g.Started, g.Reviews = []githubPull{p.githubPull}, nil, nil
		var again []string
		env := slices.Clone(env)
		if meanwhile == nil {
			env[2] = "BASE_SHA=" + strings.Repeat("c", 40)
		} else {
			meanwhile(g)
		}
		f.save(g)
		if name == "base" || name == "approval" {
			again = []string{"report.yml -f number=7 -f conclusion=success"}
		}
		if is := f.script("", token, "status.sh", env, report); !is.ok {
			t.Error(is.said)
		}
		f.wantStatus(p, "pending: Something changed")
		if got := f.load().Started; !slices.Equal(got, again) {
			t.Errorf("%s: started %q, want %q", name, got, again)
		}
		before := f.main()
		if is := f.script("", token, "merge.sh", env); is.ok || !strings.Contains(is.said, "title=Not merged") || f.main() != before {
			t.Errorf("%s: it was merged: %s", name, is.said)
		}
	}
	g := f.load()
	g.Pulls, g.Started, g.Reviews = []githubPull{p.githubPull}, nil, nil
	f.save(g)
	if is := f.script("", token, "status.sh", env, report); !is.ok {
		t.Error(is.said)
	}
	f.wantStatus(p, "success: "+strings.Repeat("ä", 139)+"…")
	jobs := f.reportOn("workflow_dispatch", merging, map[string]any{"inputs": map[string]any{"number": "7", "conclusion": "success"}})
	want(t, jobs, map[string]string{"read": "success", "status": "success", "merge": "success"})
}

// After a push to main what owners stood behind is taken back and read again,
// and nothing else: the owner may be another now.
func TestPushTakesBack(t *testing.T) {
	f := newForge(t)
	p, q := f.request(7, grace, marked), f.request(8, grace, marked)
	q.Head.SHA = strings.Repeat("d", 40)
	g := f.load()
	g.Pulls = []githubPull{p.githubPull, q.githubPull}
	g.Statuses = []githubStatus{{p.Head.SHA, "pairbook/owner", "success", "Yes"}, {q.Head.SHA, "pairbook/owner", "success", "Yes"}, {q.Head.SHA, "pairbook/owner", "pending", "No"}}
	f.save(g)
	want(t, f.reportOn("push", merging, map[string]any{}), map[string]string{"again": "success", "read": "skipped", "status": "skipped", "merge": "skipped"})
	f.wantStatus(p, "pending: The records have changed")
	if g := f.load(); !slices.Equal(g.Started, []string{"report.yml -f number=7 -f conclusion="}) || len(g.Statuses) != 4 {
		t.Errorf("started %q, and %d statuses", g.Started, len(g.Statuses))
	}
}
