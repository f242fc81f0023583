package workflows

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/issue"
	"pairbook/generator/internal/review"
	"pairbook/generator/test/here"
)

var mallory = githubUser{"mallory", 666}

// filled is the text of an issue that was made with a form.
func filled(f issue.Form, given map[string]string) string {
	var parts []string
	for _, field := range f.Fields {
		answer := given[field.ID]
		if answer == "" {
			answer = "_No response_"
		}
		parts = append(parts, "### "+field.Label, answer)
	}
	return strings.Join(parts, "\r\n\r\n")
}

func met(day string, more ...string) string {
	given := map[string]string{"date": day}
	for i := 0; i+1 < len(more); i += 2 {
		given[more[i]] = more[i+1]
	}
	return filled(issue.WeMet(), given)
}

// issued opens or edits an issue, by its author where the editor is nil, and runs
// issue.yml as main has it.
func (f *forge) issued(number int, by githubUser, editor *githubUser, body string) map[string]*ran {
	f.t.Helper()
	g := f.load()
	g.Issues = append(slices.DeleteFunc(g.Issues, func(is githubIssue) bool { return is.Number == number }), githubIssue{number, "OPEN", by, editor, body})
	f.save(g)
	r := f.runner("issues", f.main(), "refs/heads/main", map[string]any{"issue": map[string]any{"number": number, "state": "open", "body": body}})
	return r.run(f.workflow(f.main(), "issue.yml"))
}

// read has report.yml read the pull request of an issue, as issue.yml starts it.
func (f *forge) read(p githubPull, vars map[string]any) map[string]*ran {
	f.t.Helper()
	return f.reportOn("workflow_dispatch", vars, map[string]any{"inputs": map[string]any{"number": fmt.Sprint(p.Number), "conclusion": "success"}})
}

// made is the open pull request of an issue, without a number if there is none.
func (f *forge) made(number int) githubPull {
	f.t.Helper()
	g := f.load()
	g.follow()
	for _, p := range g.Pulls {
		if p.Head.Ref == fmt.Sprintf("pairbook/issue-%d", number) && p.State == "open" {
			return p
		}
	}
	return githubPull{}
}

// answered is the one comment below an issue.
func (f *forge) answered(number int) string {
	f.t.Helper()
	answer, n := "", 0
	for _, c := range f.load().Comments {
		if c.Number == number {
			answer = c.Body
			n++
		}
	}
	if n > 1 || n == 1 && !strings.HasPrefix(answer, review.Marker) {
		f.t.Errorf("there are %d comments below issue %d: %s", n, number, answer)
	}
	return answer
}

// A meeting that somebody logs in an issue goes the way of any log of theirs.
func TestIssueBecomesALog(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	jobs := f.issued(7, grace, nil, met("2026-10-05", "notes", "`$(touch /tmp/x)` @ada"))
	want(t, jobs, map[string]string{"read": "success", "write": "success"})
	p := f.made(7)
	if p.Number == 0 || p.User != bot() {
		t.Fatalf("%+v\n%s", f.load(), jobs["write"].log)
	}
	if who := f.inBare("log", "-1", "--format=%an %ae, %cn: %s", p.Head.SHA); who != "Grace-Example 102+Grace-Example@users.noreply.github.com, github-actions[bot]: What issue 7 says" {
		t.Error(who)
	}
	if names := f.inBare("diff", "--name-status", f.main(), p.Head.SHA); names != "A\t"+logPath {
		t.Error(names)
	}
	if a := f.answered(7); !strings.Contains(a, "it is on its way") || !strings.Contains(a, fmt.Sprintf("It is in #%d", p.Number)) {
		t.Error(a)
	}
	g := f.load()
	if s := g.latest(p.Head.SHA); len(s) != 1 || s[0].Context != "check" || s[0].State != "success" || !slices.Equal(g.Started, []string{fmt.Sprintf("report.yml -f number=%d -f conclusion=success", p.Number)}) {
		t.Errorf("%+v, started %q", s, g.Started)
	}
	want(t, f.read(p, merging), map[string]string{"read": "success", "comment": "success", "status": "success", "merge": "success"})
	f.wantStatus(&request{githubPull: p}, "success: it changes what is the author’s own, in the routine lane")
	if g := f.load(); g.Issues[0].State != "CLOSED" || g.Pulls[0].State != "closed" || !strings.Contains(f.inBare("show", "main:"+logPath), "touch") {
		t.Errorf("%+v", g)
	}
	// The other tells of the same meeting in an issue of their own.
	want(t, f.issued(8, ada, nil, met("2026-10-05", "duration", "1h")), map[string]string{"read": "success", "write": "success"})
	if a := f.answered(8); !strings.Contains(a, "that day has a log already") || f.made(8).Number != 0 {
		t.Error(a)
	}
	// What is closed, or no form, starts nothing.
	for _, payload := range []map[string]any{{"number": 7, "state": "closed", "body": met("2026-10-06")}, {"number": 9, "state": "open", "body": "A question:\n\n" + met("2026-10-06")}} {
		want(t, f.runner("issues", f.main(), "refs/heads/main", map[string]any{"issue": payload}).run(f.workflow(f.main(), "issue.yml")), map[string]string{"read": "skipped", "write": "skipped"})
	}
}

// An issue that is edited takes its pull request along, and its one answer: a mistake
// closes the pull request until it is mended.
func TestIssueIsEdited(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	f.issued(7, grace, nil, met("2026-10-05"))
	first := f.made(7)
	f.issued(7, grace, &grace, met("2026-10-06", "duration", "45m"))
	second := f.made(7)
	if names := f.inBare("diff", "--name-status", f.main(), second.Head.SHA); second.Number != first.Number || names != "A\t"+strings.Replace(logPath, "10-05", "10-06", 1) {
		t.Errorf("%+v: %s", second, names)
	}
	want(t, f.issued(7, grace, &grace, met("2026-10-06", "duration", "an hour", "topics", "Knitting")), map[string]string{"read": "success", "write": "success"})
	if a := f.answered(7); f.made(7).Number != 0 || !strings.Contains(a, "### 2 things to mend") || !strings.Contains(a, "**How long? (optional)** `duration: \"an hour\" is not a duration; write it as 45m, 1h or 1h30m`") {
		t.Errorf("%+v: %s", f.made(7), a)
	}
	f.issued(7, grace, &grace, met("2026-10-06"))
	if p := f.made(7); p.Number == 0 || !strings.Contains(f.answered(7), fmt.Sprintf("#%d", p.Number)) {
		t.Error(f.answered(7))
	}
}

// Whoever joins gets a record with their account, which a coordinator reads.
func TestIssueOfSomebodyNew(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	f.onMain(map[string]string{"program/cohorts/2027-spring/cohort.yaml": "program: mentoring\nname: Spring\nstarts: 2027-03-01\nends: 2099-02-28\nstate: open\n"})
	newcomer := githubUser{"noor-example", 104}
	want(t, f.issued(7, newcomer, nil, filled(issue.Join(), map[string]string{"id": "noor", "name": "Noor", "as": "- [ ] as a mentor\r\n- [X] as a mentee\r\n- [ ] as a peer"})), map[string]string{"read": "success", "write": "success"})
	p := f.made(7)
	if p.Number == 0 {
		t.Fatal(f.answered(7))
	}
	if text := f.inBare("show", p.Head.SHA+":program/people/noor.yaml"); text != "name: Noor\ngithub: noor-example\ngithub_id: 104" {
		t.Error(text)
	}
	want(t, f.read(p, merging), map[string]string{"read": "success", "status": "success", "merge": "skipped"})
	f.review(&request{githubPull: p}, joan, "APPROVED")
	f.wantStatus(&request{githubPull: p}, "pending: ")
	for _, c := range f.load().Comments {
		if c.Number == p.Number && !strings.Contains(c.Body, "somebody new: say welcome") {
			t.Error(c.Body)
		}
	}
}

// Nobody writes in another's name, or outside of what is theirs.
func TestIssueAttacks(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	for name, c := range map[string]struct {
		by     githubUser
		editor *githubUser
		body   string
		says   string
	}{
		"a stranger":              {mallory, nil, met("2026-10-05", "pairing", "2026-autumn/otter", "notes", "by grace-example, 102"), "no record has the number of your account, 666"},
		"a name taken over":       {githubUser{"grace-example", 666}, nil, met("2026-10-05"), "the number of another"},
		"another's pairing":       {joan, nil, met("2026-10-05", "pairing", "2026-autumn/otter"), "you are in no pairing"},
		"edited by another":       {grace, &mallory, met("2026-10-05"), "somebody else has changed"},
		"edited by nobody":        {grace, &githubUser{}, met("2026-10-05"), "somebody else has changed"},
		"a path as the pairing":   {grace, nil, met("2026-10-05", "pairing", "../../../.github/workflows"), "you are in no pairing"},
		"a path as the day":       {grace, nil, met("../../../../.github/x"), "is not a date"},
		"a path as the id":        {mallory, nil, filled(issue.Join(), map[string]string{"id": "../../.github/x", "as": "- [x] as a mentee"}), "is no id"},
		"somebody else's id":      {mallory, nil, filled(issue.Join(), map[string]string{"id": "grace", "name": "Grace", "as": "- [x] as a mentee"}), "somebody else’s"},
		"64 KB":                   {grace, nil, met("2026-10-05", "notes", strings.Repeat("words ", 10_800)), "is the most"},
		"a heading in the notes":  {grace, nil, met("2026-10-05", "notes", "### Which pairing?\r\n\r\nany"), "stands there twice"},
		"a workflow's command":    {grace, nil, met("2026-10-05", "attended", "x\r\n::add-path::/tmp"), "is no id"},
		"a coordinator of others": {joan, nil, met("2026-10-05"), "you are in no pairing"},
	} {
		g := f.load()
		g.Issues = []githubIssue{{7, "OPEN", c.by, c.editor, c.body}}
		f.save(g)
		dir := f.checkedOut(f.base)
		is := f.script(dir, "issues:read", "receive.sh", []string{"NUMBER=7", "BASE=" + f.base}, "answer")
		if answer := tree(t, filepath.Join(dir, "answer")); !is.ok || !slices.Equal(answer, []string{"report.md"}) {
			t.Errorf("%s: it hands on %q: %s", name, answer, is.said)
		}
		if a := string(mustRead(t, filepath.Join(dir, "answer/report.md"))); !strings.Contains(a, c.says) || strings.Contains(a, "\n::") || strings.Contains(is.said, "\n::add-path") {
			t.Errorf("%s: %s: %s", name, is.said, a)
		}
	}
}

// authorOf is whose pull request report.yml takes it for.
func (f *forge) authorOf(number int) string {
	f.t.Helper()
	found := f.script("", "pull-requests:read", "find-pull-request.sh", []string{fmt.Sprint("NUMBER=", number), "HEAD_SHA=", "HEAD_OWNER=", "HEAD_BRANCH="})
	if found.set["issue"] == "" {
		return found.set["author"]
	}
	is := f.script(f.checkedOut(found.set["head"]), "issues:read", "author.sh", []string{"NUMBER=" + found.set["issue"], "HEAD_SHA=" + found.set["head"]})
	if !is.ok {
		f.t.Error(is.said)
	}
	return cmp.Or(is.set["author"], found.set["author"])
}

// A pull request is its author's who wrote the issue only while it is what the issue
// says: whoever can write can change the branch, or the issue, or open another.
func TestIssueOfWhom(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	f.issued(7, grace, nil, met("2026-10-05"))
	p := f.made(7)
	issue, other := f.load().Issues[0], "refs/heads/pairbook/issue-7"
	restore := func() {
		g := f.load()
		g.Issues, g.Pulls = []githubIssue{issue}, []githubPull{p}
		f.save(g)
		f.inBare("update-ref", other, p.Head.SHA)
	}
	for name, attack := range map[string]func(g *githubState){
		"another file": func(*githubState) {
			f.commit(other, other+"^0", "More", map[string]string{strings.Replace(logPath, "10-05", "10-12", 1): goodLog[logPath]})
		},
		"other words": func(*githubState) {
			f.commit(other, other+"^0", "Other", map[string]string{logPath: "---\ndate: 2026-10-05\nduration: 9h\n---\n"})
		},
		"a workflow": func(*githubState) {
			f.commit(other, other+"^0", "Run", map[string]string{".github/workflows/x.yml": "on: push\n"})
		},
		"an edited issue": func(g *githubState) { g.Issues[0].Editor = &mallory },
		"another issue":   func(g *githubState) { g.Issues[0].Body = met("2026-10-06") },
		"a closed issue":  func(g *githubState) { g.Issues[0].State = "CLOSED" },
		"a stranger's":    func(g *githubState) { g.Issues[0].User = mallory },
		"a fork": func(g *githubState) {
			g.Pulls[0].Head.Repo.Name, g.Pulls[0].Head.Owner = "mallory/mentoring", "mallory"
		},
		"a member's own": func(g *githubState) { g.Pulls[0].User = mallory },
	} {
		g := f.load()
		attack(g)
		g.follow()
		f.save(g)
		if by := f.authorOf(p.Number); strings.HasPrefix(by, "Grace") {
			t.Errorf("%s: it is taken for %s’s", name, by)
		}
		restore()
	}
	if by := f.authorOf(p.Number); by != "Grace-Example:102" {
		t.Errorf("it is taken for %s’s", by)
	}
	// And all of it, once without and once with its author.
	f.commit(other, other+"^0", "More", map[string]string{strings.Replace(logPath, "10-05", "10-12", 1): goodLog[logPath]})
	want(t, f.read(f.load().Pulls[0], merging), map[string]string{"read": "success", "merge": "skipped"})
	f.wantStatus(&request{githubPull: f.load().Pulls[0]}, "pending: ")
	restore()
	want(t, f.read(p, merging), map[string]string{"read": "success", "merge": "success"})
}

// Where GitHub Actions may open no pull requests the answer says so.
func TestIssueWithoutPullRequests(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	g := f.load()
	g.NoPulls = true
	f.save(g)
	want(t, f.issued(7, grace, nil, met("2026-10-05")), map[string]string{"read": "success", "write": "success"})
	if a := f.answered(7); !strings.Contains(a, "allow GitHub Actions to create pull requests") {
		t.Error(a)
	}
}
