package settings

import (
	"encoding/json"
	"strings"
	"testing"
)

// held is what the API says of a private repository whose rules hold.
const held = `{"full_name": "harbour-example/mentoring", "private": true, "allow_forking": true, "default_branch": "main", "topics": []}
[{"type": "deletion"}, {"type": "non_fast_forward"}, {"type": "pull_request", "parameters": {"required_approving_review_count": 0}},
 {"type": "required_status_checks", "parameters": {"required_status_checks": [{"context": "check", "integration_id": 15368}, {"context": "pairbook/owner", "integration_id": 15368}]}}]
{"message": "Branch not protected", "status": "404"}
{"default_workflow_permissions": "read", "can_approve_pull_request_reviews": false}
{"run_workflows_from_fork_pull_requests": true, "send_write_tokens_to_workflows": false, "send_secrets_and_variables": false, "require_approval_for_fork_pr_workflows": false}
{"message": "Not allowed for a private repository", "status": "422"}
[{"login": "joan-example", "type": "User", "permissions": {"admin": true, "push": true}}, {"login": "grace-example", "type": "User", "permissions": {"admin": false, "push": false}}]
`

// says reads settings and returns all that is open, and the commands.
func says(t *testing.T, text string) (gaps, commands string, unknown []string) {
	t.Helper()
	s, err := Read(strings.NewReader(text), "main")
	if err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	for _, g := range s.Open() {
		gaps += g.Says + "\n"
		commands += strings.Join(g.Close, "\n") + "\n"
	}
	return gaps, commands, s.Unknown()
}

func TestRulesThatHold(t *testing.T) {
	for name, text := range map[string]string{
		"one after the other": held,
		"in one list":         "[" + strings.ReplaceAll(strings.TrimSpace(held), "}\n{", "},{"),
	} {
		if name == "in one list" {
			text = strings.NewReplacer("}\n[", "},[", "]\n{", "],{").Replace(text) + "]"
			if !json.Valid([]byte(text)) {
				t.Fatal(text)
			}
		}
		if gaps, _, unknown := says(t, text); gaps != "" || len(unknown) > 0 {
			t.Errorf("%s: open: %sunknown: %q", name, gaps, unknown)
		}
	}
}

// Each setting that is open is told, and nothing else, with what closes it.
func TestEachGapIsTold(t *testing.T) {
	for _, c := range []struct{ from, to, says, closes string }{
		{`{"type": "deletion"}, `, "", "can be deleted", "rulesets"},
		{`{"type": "non_fast_forward"}, `, "", "force push", "rulesets"},
		{`{"type": "pull_request", "parameters": {"required_approving_review_count": 0}},`, "", "push to the main branch", "rulesets"},
		{`{"context": "check", "integration_id": 15368}, `, "", `check "check" is not required`, "rulesets"},
		{`, {"context": "pairbook/owner", "integration_id": 15368}`, "", `"pairbook/owner" is not required`, "rulesets"},
		{`"pairbook/owner", "integration_id": 15368`, `"pairbook/owner"`, `can set "pairbook/owner" by hand`, "rulesets"},
		{`"required_approving_review_count": 0`, `"required_approving_review_count": 1`, "no pair's own log", ""},
		{`"default_workflow_permissions": "read"`, `"default_workflow_permissions": "write"`, "A workflow can write", "actions/permissions/workflow"},
		{`"can_approve_pull_request_reviews": false`, `"can_approve_pull_request_reviews": true`, "", ""},
		{`"run_workflows_from_fork_pull_requests": true`, `"run_workflows_from_fork_pull_requests": false`, "start no workflow", "fork-pr-workflows-private-repos"},
		{`"send_write_tokens_to_workflows": false`, `"send_write_tokens_to_workflows": true`, "token that can write", "fork-pr-workflows-private-repos"},
		{`"send_secrets_and_variables": false`, `"send_secrets_and_variables": true`, "or secrets", "fork-pr-workflows-private-repos"},
		{`"allow_forking": true`, `"allow_forking": false`, "may not be forked", "allow_forking=true"},
		{`"admin": false, "push": false`, `"admin": false, "push": true`, "set any status: grace-example", "collaborators/LOGIN"},
		{`{"message": "Branch not protected", "status": "404"}`, `{"enforce_admins": {"enabled": false}}`, "go past the rules", ""},
		{`"private": true`, `"private": false, "visibility": "public"`, "", ""},
		{`{"message": "Not allowed for a private repository", "status": "422"}`, `{"approval_policy": "first_time_contributors_new_to_github"}`, "", ""},
	} {
		text := strings.Replace(held, c.from, c.to, 1)
		if text == held {
			t.Fatalf("there is no %q", c.from)
		}
		gaps, commands, _ := says(t, text)
		if n := strings.Count(gaps, "\n"); (c.says == "") != (n == 0) || n > 1 || !strings.Contains(gaps, c.says) || !strings.Contains(commands, c.closes) {
			t.Errorf("%s for %s: it says %q and %q, want %q and %q", c.to, c.from, gaps, commands, c.says, c.closes)
		}
	}
	public := strings.NewReplacer(`"private": true`, `"private": false`, `"message": "Not allowed for a private repository", "status": "422"`, `"approval_policy": "first_time_contributors_new_to_github"`).Replace(held)
	if gaps, commands, _ := says(t, public); !strings.Contains(gaps, "A stranger") || !strings.Contains(commands, "first_time_contributors") {
		t.Errorf("public: %q %q", gaps, commands)
	}
}

// The ruleset that is printed closes what it is printed for.
func TestTheRulesetCloses(t *testing.T) {
	open := strings.Replace(held, held[strings.Index(held, `[{"type": "deletion"`):strings.Index(held, `{"message": "Branch`)], "[]\n", 1)
	gaps, commands, _ := says(t, open)
	if n := strings.Count(gaps, "\n"); n != 5 || strings.Count(commands, "rulesets") != 1 {
		t.Errorf("%d things are open: %s%s", n, gaps, commands)
	}
	if !strings.Contains(commands, "'repos/harbour-example/mentoring/rulesets'") || !strings.Contains(commands, ruleset) {
		t.Error(commands)
	}
	if gaps, _, unknown := says(t, open+ruleset); gaps != "" || len(unknown) > 0 {
		t.Errorf("with the ruleset: %s%q", gaps, unknown)
	}
	for from, to := range map[string]string{`"active"`: `"evaluate"`, "~DEFAULT_BRANCH": "refs/heads/other", `"exclude": []`: `"exclude": ["refs/heads/main"]`, `"branch"`: `"tag"`} {
		if gaps, _, _ := says(t, open+strings.Replace(ruleset, from, to, 1)); strings.Count(gaps, "\n") != 5 {
			t.Errorf("a ruleset that is %s counts: %s", to, gaps)
		}
	}
}

func TestClassicProtection(t *testing.T) {
	classic := `{"required_status_checks": {"contexts": ["check", "pairbook/owner"], "checks": [{"context": "check", "app_id": 15368}, {"context": "pairbook/owner", "app_id": null}]},
 "required_pull_request_reviews": {"required_approving_review_count": 1}, "enforce_admins": {"enabled": true}, "allow_force_pushes": {"enabled": true}, "allow_deletions": {"enabled": false}}`
	gaps, _, _ := says(t, classic)
	_, checks, _ := strings.Cut(classic, `, "checks": `)
	checks, _, _ = strings.Cut(checks, "]")
	if older, _, _ := says(t, strings.Replace(classic, `, "checks": `+checks+"]", "", 1)); strings.Count(older, "by hand") != 2 {
		t.Errorf("of checks without their apps it says: %s", older)
	}
	for _, want := range []string{`"pairbook/owner" by hand`, "force push", "no pair's own log"} {
		if !strings.Contains(gaps, want) {
			t.Errorf("it does not say %q: %s", want, gaps)
		}
	}
	if n := strings.Count(gaps, "\n"); n != 3 {
		t.Errorf("it says %d things: %s", n, gaps)
	}
}

func TestPlansWithoutRules(t *testing.T) {
	gaps, commands, unknown := says(t, `{"message": "Upgrade to GitHub Pro or make this repository public to enable this feature.", "status": "403"}`)
	if !strings.Contains(gaps, "with its plan") || strings.TrimSpace(commands) != "" || len(unknown) != 5 {
		t.Errorf("%s%s%q", gaps, commands, unknown)
	}
}

// What the text does not tell is not taken to be fine.
func TestUnknown(t *testing.T) {
	for _, text := range []string{"", "[]x", "{", `{"hello": 1}`, `"check"`, strings.Repeat("[", 100) + strings.Repeat("]", 100)} {
		if s, err := Read(strings.NewReader(text), "main"); err == nil && len(s.Unknown()) < 5 {
			t.Errorf("%q: %+v", text, s)
		}
	}
	if _, _, unknown := says(t, `{"default_workflow_permissions": "read", "can_approve_pull_request_reviews": false}`); len(unknown) != 5 {
		t.Errorf("%q", unknown)
	}
}

// classic is what the API says of a branch that classic protection keeps.
const classic = `{"required_status_checks": {"contexts": [], "checks": [{"context": "check", "app_id": 15368}, {"context": "pairbook/owner", "app_id": 15368}]},
 "required_pull_request_reviews": {"required_approving_review_count": 0}, "enforce_admins": {"enabled": true}, "allow_force_pushes": {"enabled": false}, "allow_deletions": {"enabled": false}}`

// TestClassicProtectionThatHolds leaves nothing open, and each thing that it allows is told.
func TestClassicProtectionThatHolds(t *testing.T) {
	if gaps, _, unknown := says(t, classic); gaps != "" || len(unknown) != 5 {
		t.Errorf("open: %sunknown: %q", gaps, unknown)
	}
	for allowed, want := range map[string]string{
		`"allow_force_pushes": {"enabled": false}`: "force push", `"allow_deletions": {"enabled": false}`: "can be deleted", `"enforce_admins": {"enabled": true}`: "go past the rules",
		`"required_approving_review_count": 0`: "no pair's own log",
	} {
		other := strings.NewReplacer("false", "true", "true", "false", "0", "1").Replace(allowed)
		if gaps, _, _ := says(t, strings.Replace(classic, allowed, other, 1)); strings.Count(gaps, "\n") != 1 || !strings.Contains(gaps, want) {
			t.Errorf("%s: it says %q, want %q", other, gaps, want)
		}
	}
}

// TestWhoIsExempt keeps in mind that one of several answers lets somebody go past the rules.
func TestWhoIsExempt(t *testing.T) {
	bypassed := strings.Replace(ruleset, `"conditions"`, `"bypass_actors": [{"actor_id": 5}], "conditions"`, 1)
	for name, text := range map[string]string{"a ruleset": bypassed, "the first of two": bypassed + ruleset, "the last of two": ruleset + bypassed, "before classic protection": bypassed + classic} {
		if gaps, _, _ := says(t, text); gaps != "Some may go past the rules of the main branch: a ruleset names them, or classic protection leaves administrators out. Keep these few.\n" {
			t.Errorf("%s: %s", name, gaps)
		}
	}
	if gaps, _, _ := says(t, ruleset); gaps != "" {
		t.Errorf("nobody is exempt, and it says %s", gaps)
	}
	inactive := strings.Replace(ruleset, `"active"`, `"disabled"`, 1)
	if gaps, commands, unknown := says(t, inactive); strings.Count(gaps, "\n") != 5 || len(unknown) != 5 || !strings.Contains(commands, "'repos/{owner}/{repo}/rulesets'") {
		t.Errorf("of a ruleset that is off it says %s%s, unknown: %q", gaps, commands, unknown)
	}
}

// TestWhoCanWriteIsSorted lists those who can write, administrators aside, by their names.
func TestWhoCanWriteIsSorted(t *testing.T) {
	text := strings.Replace(held, `{"login": "joan-example"`, `{"login": "zoe", "permissions": {"push": true}}, {"login": "ann", "permissions": {"push": true}}, {"login": "joan-example"`, 1)
	if gaps, _, _ := says(t, text); !strings.Contains(gaps, "any status: ann, zoe.") {
		t.Error(gaps)
	}
}

// TestAnswersInOtherAnswers are found in objects and in lists of lists, though not at any depth.
func TestAnswersInOtherAnswers(t *testing.T) {
	const answer = `{"default_workflow_permissions": "write"}`
	for text, found := range map[string]bool{
		`{"a": ` + answer + `}`: true, `{"a": [` + answer + `]}`: true, `[[` + answer + `]]`: true, `{"a": {"b": {"c": {"d": ` + answer + `}}}}`: true,
		`{"a": {"b": {"c": {"d": {"e": ` + answer + `}}}}}`: false, `[[[[[` + answer + `]]]]]`: false,
		`{"full_name": "a/b"}`: false, `{"default_branch": "main"}`: false, `{"enforcement": "active"}`: false, `{"rules": 1}`: false,
		`{"message": "Not Found"}`: false, `{"status": "404"}`: false, `[{"login": ""}]`: false, `[{"x": 1}]`: false,
		`{"approval_policy": 1}`: false, `{"default_workflow_permissions": 1}`: false, `{"run_workflows_from_fork_pull_requests": 1}`: false,
		`{"full_name": 1, "default_branch": "main"}`: false, `{"enforcement": 1, "rules": 1}`: false, `{"enforce_admins": 1}`: false,
	} {
		s, err := Read(strings.NewReader(text), "main")
		if (err == nil) != found || found && (s.workflow == nil || s.workflow.Default != "write") {
			t.Errorf("%s is an answer: %t, %v", text, !found, err)
		}
	}
}
