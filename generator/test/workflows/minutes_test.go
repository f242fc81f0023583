package workflows

import (
	"strings"
	"testing"

	"pairbook/generator/test/here"
)

// TestJobsOfALog counts the jobs that a logged meeting starts, and those of them that get
// the program, as the handbook's page rules.md says what they cost: each job is billed in
// whole minutes.
func TestJobsOfALog(t *testing.T) {
	here.OnlyWhole(t)
	type cost struct{ jobs, programs int }
	count := func(all ...map[string]*ran) (c cost) {
		for _, jobs := range all {
			for _, job := range jobs {
				if job.conclusion != "skipped" {
					c.jobs++
				}
				if strings.Contains(job.log, "built from ") {
					c.programs++
				}
			}
		}
		return c
	}
	f := newForge(t)
	on := func(day string) map[string]string {
		return map[string]string{strings.Replace(logPath, "2026-10-05", day, 1): "---\ndate: " + day + "\n---\n"}
	}
	p := f.request(7, grace, on("2026-10-05"))
	check, _ := f.check(p)
	report := f.report(p, "success", merging)
	publish, _ := f.publish("workflow_dispatch", "publish.yml")
	if got := count(check, report, publish); got != (cost{6, 3}) {
		t.Errorf("a log in a pull request that merges by itself: %+v", got)
	}
	f.base = f.main()
	p = f.request(8, grace, on("2026-10-06"))
	check, _ = f.check(p)
	report = f.report(p, "success", noVars)
	f.onMain(on("2026-10-06"))
	publish, _ = f.publish("push", "publish.yml")
	if got := count(check, report, publish, f.reportOn("push", noVars, map[string]any{})); got != (cost{6, 3}) {
		t.Errorf("a log in a pull request that somebody merges: %+v", got)
	}
	issue := f.issued(9, grace, nil, met("2026-10-07"))
	report = f.read(f.made(9), merging)
	publish, _ = f.publish("workflow_dispatch", "publish.yml")
	if got := count(issue, report, publish); got != (cost{7, 3}) {
		t.Errorf("a log in an issue: %+v", got)
	}
}
