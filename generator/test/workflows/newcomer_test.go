package workflows

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/issue"
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
