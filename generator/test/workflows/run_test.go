package workflows

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/review"
	"pairbook/generator/test/here"
)

var (
	grace   = githubUser{"Grace-Example", 102}
	goodLog = map[string]string{logPath: "---\ndate: 2026-10-05\n---\n"}
	badLog  = map[string]string{logPath: "---\ndate: 5.10.2026\n---\n"}
	merging = map[string]any{"PAIRBOOK_AUTOMERGE": "true"}
	noVars  = map[string]any{}
)

func TestCheckOfAGoodLog(t *testing.T) {
	f := newForge(t)
	jobs, r := f.check(f.request(7, grace, goodLog))
	want(t, jobs, map[string]string{"check": "success", "test": "skipped"})
	log := jobs["check"].log
	if !strings.Contains(log, "built from program") || strings.Contains(log, "::error") {
		t.Errorf("the program was not built from its pinned checkout, or there are errors:\n%s", log)
	}
	var report struct{ Lane string }
	if err := json.Unmarshal(mustRead(t, filepath.Join(r.artifacts, "report", "report.json")), &report); err != nil || report.Lane != "routine" {
		t.Errorf("the lane is %q (%v)", report.Lane, err)
	}
	if site := tree(t, filepath.Join(r.artifacts, "site")); !slices.Contains(site, "index.html") {
		t.Errorf("the site is not kept: %d files", len(site))
	}
	if text := string(mustRead(t, filepath.Join(r.artifacts, "report", "report.md"))); jobs["check"].summary != text || !strings.HasPrefix(text, review.Marker) {
		t.Errorf("the summary is\n%s\nand the report\n%s", jobs["check"].summary, text)
	}
}

// A mistake is shown at its line, and the report and the site are there all the same.
func TestCheckOfABadDate(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	jobs, r := f.check(f.request(7, grace, badLog))
	want(t, jobs, map[string]string{"check": "failure", "test": "skipped"})
	if log := jobs["check"].log; !strings.Contains(log, "::error file="+logPath+",line=2") {
		t.Errorf("no annotation at the line:\n%s", log)
	}
	for _, path := range []string{"report/report.md", "report/report.json", "site/index.html"} {
		if _, err := os.Stat(filepath.Join(r.artifacts, filepath.FromSlash(path))); err != nil {
			t.Error(err)
		}
	}
}

// What is compared with is the main that GitHub merged into, not the one of when
// the event was sent: what others did meanwhile is not the author's.
func TestCheckComparesWithTheMergesParent(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	before := f.base
	f.onMain(map[string]string{"program/people/eve.yaml": "nam: Eve\n"})
	p := f.request(7, grace, goodLog)
	f.base = before
	jobs, _ := f.check(p)
	want(t, jobs, map[string]string{"check": "success"})
}

func TestCheckOfAMergeGroup(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	p := f.request(7, grace, goodLog)
	r := f.runner("merge_group", p.merge, "refs/heads/gh-readonly-queue/main/pr-7", map[string]any{"merge_group": map[string]any{"base_sha": f.base}})
	want(t, r.run(f.workflow(p.merge, "check.yml")), map[string]string{"check": "success", "test": "skipped"})
	if _, err := os.Stat(filepath.Join(r.artifacts, "report")); err == nil {
		t.Error("a merge group has no author, and got a report")
	}
}

// A pull request that brings its own program, action and scripts: none of them
// is run but by "test", which can only fail.
func TestCheckRunsNothingOfThePullRequest(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	f.onMain(map[string]string{"go.mod": "module pairbook\n", "generator/main.go": "package main // the base's\n"})
	mine := map[string]string{"generator/main.go": "package main // STOLEN\n"}
	for _, path := range workflowPaths(t, starterGitHub) {
		path = ".github" + strings.TrimPrefix(path, starterGitHub)
		switch filepath.Ext(path) {
		case ".sh":
			mine[path] = "echo STOLEN\nexit 0\n"
		case ".yml":
			if strings.Contains(path, "/actions/") {
				mine[path] = "runs:\n  using: composite\n  steps: [{run: echo STOLEN, shell: bash}]\n"
			}
		}
	}
	mine[".ci/run"], mine[".ci/fuzz"] = "cat generator/main.go\n", "echo STOLEN again\n"
	mine[".github/pairbook.env"] = "PAIRBOOK_REPOSITORY=mallory/stolen\nPAIRBOOK_REVISION=" + f.base + "\n"
	p := f.request(7, githubUser{"mallory", 666}, mine)
	jobs, r := f.check(p)
	want(t, jobs, map[string]string{"check": "success", "test": "success", "fuzz": "success"})
	if log := jobs["check"].log; strings.Contains(log, "STOLEN") || !strings.Contains(log, "built from base") {
		t.Errorf("the pull request's own was run:\n%s", log)
	}
	for _, job := range []string{"test", "fuzz"} {
		if log := jobs[job].log; !strings.Contains(log, "STOLEN") {
			t.Errorf("the changed program was not tested:\n%s", log)
		}
	}
	if files := tree(t, r.artifacts); slices.ContainsFunc(files, func(p string) bool {
		return bytes.Contains(mustRead(t, filepath.Join(r.artifacts, p)), []byte("STOLEN"))
	}) {
		t.Error("an artifact was made by the pull request")
	}
	want(t, f.report(p, "success", merging), map[string]string{"read": "success", "comment": "success", "merge": "skipped"})
}

func TestReportKeepsOneComment(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	g := f.load()
	for _, login := range []string{"mallory", "grace-example", "dependabot[bot]"} {
		g.Comments = append(g.Comments, githubComment{len(g.Comments) + 1, 7, githubUser{Login: login}, review.Marker + "\nnot ours"})
	}
	f.save(g)
	bad := f.request(7, grace, badLog)
	want(t, f.report(bad, "failure", merging), map[string]string{"read": "success", "comment": "success", "merge": "skipped"})
	if c := f.load().Comments; len(c) != 4 || !strings.HasPrefix(c[3].Body, review.Marker) || !strings.Contains(c[3].Body, logPath) {
		t.Fatalf("there are %d comments: %+v", len(c), c)
	}
	before := f.load().Comments[3].Body
	good := f.request(7, grace, goodLog)
	want(t, f.report(good, "success", noVars), map[string]string{"read": "success", "comment": "success", "merge": "skipped"})
	c := f.load().Comments
	if len(c) != 4 || c[3].Body == before || !strings.HasPrefix(c[3].Body, review.Marker) {
		t.Errorf("the comment was not brought up to date: %+v", c)
	}
	for _, other := range c[:3] {
		if other.Body != review.Marker+"\nnot ours" {
			t.Errorf("the comment of %s was changed", other.User.Login)
		}
	}
	// The first run may end last: its commit is no longer the pull request's.
	jobs := f.report(bad, "failure", noVars)
	want(t, jobs, map[string]string{"read": "success", "comment": "skipped", "merge": "skipped"})
	if !strings.Contains(jobs["read"].log, "No open pull request ends in this commit") || f.load().Comments[3].Body != c[3].Body {
		t.Errorf("an old commit was reported:\n%s", jobs["read"].log)
	}
}

// What is not the latest of an open pull request into main gets no comment.
func TestReportSaysNothing(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	p := f.request(7, grace, goodLog)
	for name, change := range map[string]func(*githubPull){
		"closed":         func(p *githubPull) { p.State = "closed" },
		"another branch": func(p *githubPull) { p.Base.Ref = "drafts" },
		"a newer commit": func(p *githubPull) { p.Head.SHA = strings.Repeat("a", 40) },
		"another fork":   func(p *githubPull) { p.Head.Owner = "mallory" },
		"a strange name": func(p *githubPull) { p.User.Login = "x\nnumber=1" },
	} {
		g := f.load()
		g.Pulls = []githubPull{p.githubPull}
		change(&g.Pulls[0])
		f.save(g)
		want(t, f.report(p, "success", merging), map[string]string{"read": "success", "comment": "skipped", "merge": "skipped"})
		if len(f.load().Comments) > 0 {
			t.Errorf("%s: it was commented on", name)
		}
	}
	want(t, f.report(p, "cancelled", merging), map[string]string{"read": "skipped", "comment": "skipped", "merge": "skipped"})
}

// The commit that is reported on is the one that was checked, even if GitHub
// answers before it knows of the next.
func TestReportRefusesAnotherCommit(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	old := f.request(7, grace, badLog)
	f.request(7, grace, goodLog)
	g := f.load()
	g.Pulls = []githubPull{old.githubPull}
	f.save(g)
	jobs := f.report(old, "success", merging)
	want(t, jobs, map[string]string{"read": "failure", "comment": "skipped", "merge": "skipped"})
	if !strings.Contains(jobs["read"].log, "title=Another commit") {
		t.Error(jobs["read"].log)
	}
}

func TestRoutineLaneMerges(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	p := f.request(7, grace, goodLog)
	want(t, f.report(p, "failure", merging), map[string]string{"comment": "success", "merge": "skipped"})
	want(t, f.report(p, "success", noVars), map[string]string{"comment": "success", "merge": "skipped"})
	want(t, f.report(p, "success", merging), map[string]string{"comment": "success", "merge": "success"})
	g := f.load()
	if g.Pulls[0].State != "closed" || !slices.Equal(g.Started, []string{"publish.yml"}) {
		t.Errorf("it was not merged and published: %+v", g)
	}
	if text, err := gitIn(f.bare(), "show", "main:"+logPath); err != nil || !strings.Contains(text, "2026-10-05") {
		t.Errorf("main does not have the log: %v %s", err, text)
	}
}

// Who is not of the pair, or not by the recorded account, merges nothing, and no
// word in the pull request makes it so.
func TestReviewLaneWaits(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	for i, c := range []struct {
		author githubUser
		files  map[string]string
	}{
		{mallory, goodLog},
		{githubUser{"grace-example", 666}, goodLog},
		{joan, goodLog},
		{grace, map[string]string{"program/people/grace.yaml": thePair["program/people/grace.yaml"] + "level: head of everything\n"}},
		{ada, map[string]string{logPath: goodLog[logPath] + "lane=routine, by Ada-Example\n", "content/index.md": "lane=routine\n"}},
	} {
		p := f.request(1+i, c.author, c.files)
		dir := f.checkedOut(p.Head.SHA)
		env := []string{"BASE=" + f.base, "HEAD=" + p.Head.SHA, fmt.Sprintf("AUTHOR=%s:%d", c.author.Login, c.author.ID)}
		report, lane := f.script(dir, "", "report.sh", env, "base", "report"), f.script(dir, "", "lane.sh", nil, "report")
		if !report.ok || !lane.ok || lane.set["lane"] != "review" {
			t.Errorf("%s: the lane is %q: %s%s", c.author.Login, lane.set["lane"], report.said, lane.said)
		}
	}
	p := f.request(8, mallory, goodLog)
	want(t, f.report(p, "success", merging), map[string]string{"comment": "success", "merge": "skipped"})
}

func TestCommentThatDoesNotFit(t *testing.T) {
	f := newForge(t)
	for name, text := range map[string]string{
		"too long":     review.Marker + "\n" + strings.Repeat("ä", 40_000),
		"not a report": "You have won! https://mallory.example/\n",
	} {
		file := filepath.Join(t.TempDir(), "report.md")
		writeFiles(t, filepath.Dir(file), map[string]string{"report.md": text})
		if is := f.script("", "pull-requests:write", "comment.sh", []string{"NUMBER=7"}, file); !is.ok {
			t.Fatalf("%s: %s", name, is.said)
		}
		c := f.load().Comments
		if len(c) != 1 || !strings.HasPrefix(c[0].Body, review.Marker+"\nThe report does not fit") || len(c[0].Body) > 500 {
			t.Errorf("%s: %d comments", name, len(c))
		}
	}
}

// Pages get the site only where site.yaml says so.
func TestPublish(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	jobs, r := f.publish("push", "publish.yml")
	want(t, jobs, map[string]string{"build": "success", "deploy": "skipped"})
	if !slices.Contains(tree(t, filepath.Join(r.artifacts, "github-pages")), "index.html") || r.deployed {
		t.Error("the site was not built, or deployed")
	}
	f.onMain(map[string]string{"program/site.yaml": "format: 1\ntitle: Mentoring\npublish: {to: pages}\n"})
	jobs, r = f.publish("schedule", "publish.yml")
	want(t, jobs, map[string]string{"build": "success", "deploy": "success"})
	if !r.deployed {
		t.Error("the site was not deployed")
	}
	f.onMain(map[string]string{"program/site.yaml": "format: 1\ntitle: Mentoring\npublish: {to: page}\n"})
	jobs, r = f.publish("push", "publish.yml")
	want(t, jobs, map[string]string{"build": "failure", "deploy": "skipped"})
	if r.deployed {
		t.Error("a broken site.yaml deployed")
	}
}

// TestPublishElsewhere puts the site, and nothing else, into another repository.
func TestPublishElsewhere(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	const other = "harbour-example/site"
	f.onMain(map[string]string{"program/site.yaml": "format: 1\ntitle: Mentoring\npublish: {to: repository, repository: " + other + "}\n"})
	bare := filepath.Join(f.state, other+".git")
	f.must(gitIn(f.state, "init", "-q", "--bare", bare))
	writeFiles(t, f.state, map[string]string{"deploy-key": "-----KEY-----\nright\n"})
	inOther := func(args ...string) string { return f.must(gitIn(bare, args...)) }
	const key, main = "-----KEY-----\nright", "refs/heads/main"
	publish := func(ref string) (*ran, *runner) {
		t.Helper()
		r := f.runner("schedule", f.main(), ref, map[string]any{})
		r.secrets["PAIRBOOK_DEPLOY_KEY"] = key
		jobs := r.run(f.workflow(f.main(), "publish.yml"))
		want(t, jobs, map[string]string{"build": "success", "deploy": "skipped"})
		return jobs["build"], r
	}
	publish("refs/heads/draft")
	if refs := inOther("for-each-ref"); refs != "" {
		t.Fatalf("of a draft, it has %s", refs)
	}
	build, r := publish(main)
	if refs := inOther("for-each-ref", "--format=%(refname)"); refs != "refs/heads/gh-pages" || inOther("rev-list", "--count", "gh-pages") != "1" {
		t.Fatalf("it has %s:\n%s", refs, build.log)
	}
	if strings.Contains(build.log, "KEY-----") {
		t.Error("the key is told")
	}
	site := append(tree(t, filepath.Join(r.artifacts, "github-pages")), ".nojekyll")
	slices.Sort(site)
	if got := strings.Split(strings.TrimSuffix(inOther("ls-tree", "-r", "-z", "--name-only", "gh-pages"), "\x00"), "\x00"); !slices.Equal(got, site) {
		t.Errorf("it has %q, and the site %q", got, site)
	}
	if all := inOther("log", "--all", "--format=%an %ae %cn %B"); all != "pairbook pairbook@localhost pairbook The site" {
		t.Errorf("it says %q", all)
	}
	// again runs the last step once more, in the folder that the job left.
	again := func(key, said string) {
		t.Helper()
		cmd := exec.Command("bash", "base/.github/scripts/push-site.sh", "site")
		cmd.Dir = build.workspace
		cmd.Env = append(os.Environ(), "PATH="+f.tools+":"+os.Getenv("PATH"), "FAKE_GITHUB="+f.state, "GITHUB_REPOSITORY="+ourRepository,
			"GITHUB_SERVER_URL=https://"+ourHost, "RUNNER_TEMP="+t.TempDir(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "DEPLOY_KEY="+key)
		if out, _ := cmd.CombinedOutput(); !strings.Contains(string(out), said) || strings.Contains(string(out), "KEY-----") {
			t.Errorf("it does not say %q:\n%s", said, out)
		}
	}
	first := inOther("rev-parse", "gh-pages")
	again("", "title=No key::")
	again("-----KEY-----\nwrong", "Permission denied")
	again(key, "title=Nothing changed::")
	if inOther("rev-parse", "gh-pages") != first {
		t.Error("the same site was pushed again")
	}

	// The domain that somebody chose in the settings stays, and what was is gone.
	blob := inOther("hash-object", "-w", filepath.Join(f.state, "deploy-key"))
	setTree := func(lines string) {
		cmd := gitCommand(bare, "mktree")
		cmd.Stdin = strings.NewReader(lines)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		inOther("update-ref", "refs/heads/gh-pages", inOther("commit-tree", "-m", "x", strings.TrimSpace(string(out))))
	}
	setTree(inOther("ls-tree", "gh-pages") + "\n100644 blob " + blob + "\tCNAME\n")
	writeFiles(t, filepath.Join(build.workspace, "site"), map[string]string{"new.html": "Something new"})
	again(key, "title=Published::")
	if inOther("rev-parse", "gh-pages:CNAME") != blob || inOther("rev-list", "--count", "gh-pages") != "1" || inOther("show", "gh-pages:new.html") != "Something new" {
		t.Error("the domain is lost, or the history kept, or the site old")
	}

	// What is no site of ours is not overwritten; nor are the records.
	setTree("100644 blob " + blob + "\tREADME.md\n")
	theirs := inOther("rev-parse", "gh-pages")
	again(key, "title=Not ours::")
	if inOther("rev-parse", "gh-pages") != theirs {
		t.Error("somebody's branch was overwritten")
	}
	writeFiles(t, build.workspace, map[string]string{"base/program/site.yaml": "format: 1\ntitle: Mentoring\npublish: {to: repository, repository: Harbour-Example/Mentoring}\n"})
	again(key, "title=The site stays here::")
}

func TestMonday(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	g := f.load()
	g.Lists = []githubList{{1, githubUser{Login: "mallory"}, "open", "Mine", "<!-- pairbook monday -->", ""}}
	f.save(g)
	jobs, r := f.publish("schedule", "monday.yml")
	want(t, jobs, map[string]string{"monday": "success"})
	if files := tree(t, r.artifacts); !slices.Contains(files, "monday/attention.txt") {
		t.Errorf("it wrote %q:\n%s", files, jobs["monday"].log)
	}
	issues := f.load().Lists
	if len(issues) != 2 || issues[0].Body != g.Lists[0].Body || issues[1].Assignees != "joan-example" || !strings.Contains(issues[1].Body, "- [ ] `2026-autumn/otter`: ") {
		t.Fatalf("the issues are %+v", issues)
	}
	if body := issues[1].Body; strings.Contains(body, "Grace") || strings.Contains(body, "@") || !strings.Contains(body, "(https://"+ourHost+"/"+ourRepository+"/actions/runs/7)") {
		t.Errorf("the list is\n%s", body)
	}

	// The same issue is opened again, and closed when nothing waits.
	g = f.load()
	g.Lists[1].State, g.Lists[1].Body = "closed", "<!-- pairbook monday -->\nof last week"
	f.save(g)
	f.publish("schedule", "monday.yml")
	if again := f.load().Lists; len(again) != 2 || again[1].State != "open" || again[1].Body != issues[1].Body {
		t.Errorf("the issues are %+v", again)
	}
	f.onMain(map[string]string{"program/cohorts/2026-autumn/pairings/otter/pairing.yaml": "mentors: [ada]\nmentees: [grace]\nstate: ended\nstarted: 2026-09-07\nended: 2026-09-08\nreason: time\n", "program/cohorts/2026-autumn/enrolments/grace.yaml": "mentee: {}\nleft: 2026-09-08\n"})
	f.publish("schedule", "monday.yml")
	if again := f.load().Lists; len(again) != 2 || again[1].State != "closed" || !strings.Contains(again[1].Body, "Nothing waits") {
		t.Errorf("the issues are %+v", again)
	}

	visible := func(v string) {
		g := f.load()
		g.Visibility, g.Lists = v, nil
		f.save(g)
	}
	f.onMain(thePair)
	for _, seen := range []string{"public", "", "null"} {
		visible(seen)
		_, r := f.publish("schedule", "monday.yml")
		if files := tree(t, r.artifacts); len(files) > 0 || len(f.load().Lists) > 0 {
			t.Errorf("seen by %q, it wrote %q", seen, files)
		}
	}
	visible("internal")
	f.onMain(map[string]string{"program/site.yaml": "format: 1\ntitle: Mentoring\nvisibility: public\n"})
	jobs, r = f.publish("schedule", "monday.yml")
	want(t, jobs, map[string]string{"monday": "success"})
	if files := tree(t, r.artifacts); len(files) > 0 || len(f.load().Lists) > 0 {
		t.Errorf("site.yaml says public, and it wrote %q", files)
	}
}

// With its key, a run opens what is sealed, and shows none of it.
func TestMondaySealed(t *testing.T) {
	here.OnlyWhole(t)
	f := newForge(t)
	dir := t.TempDir()
	writeFiles(t, dir, map[string]string{"ours/private/contacts.csv": "person,email,name\ngrace,grace@mail.example,Gracie\n"})
	pairbook := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("pairbook", args...)
		cmd.Dir = dir
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("pairbook %v: %v", args, err)
		}
		return strings.TrimSpace(string(out))
	}
	public := pairbook("private", "key", "--identity", "key")
	writeFiles(t, dir, map[string]string{"ours/private.recipients": public + " the Monday run\n"})
	pairbook("private", "seal", "--root", "ours")
	f.onMain(map[string]string{
		"private.age": string(mustRead(t, filepath.Join(dir, "ours/private.age"))), "private.recipients": public + " the Monday run\n",
	})
	monday := func(key, conclusion string) (*ran, *runner) {
		t.Helper()
		r := f.runner("schedule", f.main(), "refs/heads/main", map[string]any{})
		r.secrets["PAIRBOOK_PRIVATE_KEY"] = key
		jobs := r.run(f.workflow(f.main(), "monday.yml"))
		want(t, jobs, map[string]string{"monday": conclusion})
		return jobs["monday"], r
	}
	job, r := monday(string(mustRead(t, filepath.Join(dir, "key"))), "success")
	if files := tree(t, r.artifacts); !slices.Equal(files, []string{"monday/private.age", "monday/private.recipients"}) {
		t.Fatalf("it left %q:\n%s", files, job.log)
	}
	for _, told := range []string{job.log, f.load().Lists[0].Body} {
		if strings.Contains(told, "mail.example") || strings.Contains(told, "Gracie") || strings.Contains(told, "AGE-SECRET") {
			t.Errorf("what is private is told:\n%s", told)
		}
	}
	pairbook("private", "open", "--root", filepath.Join(r.artifacts, "monday"), "--identity", "key")
	letters := string(mustRead(t, filepath.Join(r.artifacts, "monday/private/2026-autumn-quiet.csv")))
	if !strings.Contains(letters, "grace@mail.example") {
		t.Errorf("the letters are\n%s", letters)
	}
	job, r = monday("AGE-SECRET-KEY-1WRONG", "failure")
	if files := tree(t, r.artifacts); len(files) > 0 || !strings.Contains(job.log, "is no private key of age") {
		t.Errorf("with another key it left %q:\n%s", files, job.log)
	}
	if _, r = monday("", "success"); !slices.Contains(tree(t, r.artifacts), "monday/attention.txt") {
		t.Error("without the key there is no list")
	}
}
