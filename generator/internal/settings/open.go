package settings

import (
	"fmt"
	"slices"
	"strings"
)

// Gap is something that the settings leave open.
type Gap struct {
	Says  string   // one sentence
	Close []string // the commands that close it; none where no command can
}

// Open says what the settings leave open, in the order in which it matters. Gaps of
// the main branch's rules have one ruleset that closes them all, with the last.
func (s *Settings) Open() []Gap {
	gaps := s.ofBranch()
	if len(gaps) > 0 && !s.refused {
		last := &gaps[len(gaps)-1]
		last.Close = []string{s.command("POST", "rulesets") + " --input - <<'JSON'\n" + ruleset + "\nJSON"}
	}
	return slices.Concat(gaps, s.ofReview(), s.ofWorkflows(), s.ofForks())
}

// Unknown lists what the text did not tell, so that its silence is not taken for
// a good answer.
func (s *Settings) Unknown() (what []string) {
	for _, one := range []struct {
		known bool
		what  string
	}{
		{s.ruled || s.refused, "the rules of the main branch"},
		{s.private != nil, "whether the repository is private, and may be forked"},
		{s.workflow != nil, "what workflows may do"},
		{s.privateForks != nil || s.public(), "what pull requests from private forks start"},
		{s.publicForks != "" || s.private != nil && *s.private, "whose workflows have to be approved"},
		{s.peopled, "who can write"},
	} {
		if !one.known {
			what = append(what, one.what)
		}
	}
	return what
}

func (s *Settings) public() bool { return s.private != nil && !*s.private }

// ruleset is the rules that a repository of records wants for its main branch.
// Approvals are counted by pairbook/owner, so that a pair's own logs need none.
const ruleset = `{
  "name": "pairbook", "target": "branch", "enforcement": "active",
  "conditions": {"ref_name": {"include": ["~DEFAULT_BRANCH"], "exclude": []}},
  "rules": [
    {"type": "deletion"},
    {"type": "non_fast_forward"},
    {"type": "pull_request", "parameters": {
      "required_approving_review_count": 0, "dismiss_stale_reviews_on_push": false, "require_code_owner_review": false,
      "require_last_push_approval": false, "required_review_thread_resolution": false}},
    {"type": "required_status_checks", "parameters": {
      "strict_required_status_checks_policy": false,
      "required_status_checks": [{"context": "check", "integration_id": 15368}, {"context": "pairbook/owner", "integration_id": 15368}]}}
  ]
}`

// command begins a command of GitHub's client for a path below the repository's.
func (s *Settings) command(method, path string) string {
	name := s.name
	if name == "" {
		name = "{owner}/{repo}"
	}
	if path != "" {
		path = "/" + path
	}
	return "gh api --method " + method + " 'repos/" + name + path + "'"
}

// has reports whether the main branch has a rule.
func (s *Settings) has(kind string) bool {
	return slices.ContainsFunc(s.rules, func(r rule) bool { return r.Type == kind })
}

func (s *Settings) ofBranch() (gaps []Gap) {
	switch {
	case s.refused:
		return []Gap{{Says: "GitHub offers no rules for this repository with its plan: whoever can write can merge anything. Give write access to coordinators alone, or take a plan with rules."}}
	case !s.ruled:
		return nil
	}
	say := func(open bool, says string) {
		if open {
			gaps = append(gaps, Gap{Says: says})
		}
	}
	say(!s.has("pull_request"), "Whoever can write can push to the main branch, past every check.")
	for _, c := range []struct{ context, says string }{
		{"check", "A pull request can be merged with mistakes in its records: the check \"check\" is not required."},
		{"pairbook/owner", "A pull request can be merged without an approval of those who own what it changes: the status \"pairbook/owner\" is not required."},
	} {
		found, ours := s.check(c.context)
		say(!found, c.says)
		say(found && !ours, fmt.Sprintf("Whoever can write can set %q by hand: it is not expected from GitHub Actions.", c.context))
	}
	say(!s.has("non_fast_forward"), "The history of the main branch can be rewritten by a force push.")
	say(!s.has("deletion"), "The main branch can be deleted.")
	return gaps
}

// check reports whether a check is required, and from GitHub Actions alone.
func (s *Settings) check(context string) (found, ours bool) {
	for _, r := range s.rules {
		for _, c := range r.Parameters.Checks {
			if c.Context == context {
				found, ours = true, ours || c.App == actionsApp || c.Classic == actionsApp
			}
		}
	}
	return found, ours
}

// ofReview tells of what no ruleset closes.
func (s *Settings) ofReview() (gaps []Gap) {
	if s.exempt {
		gaps = append(gaps, Gap{Says: "Some may go past the rules of the main branch: a ruleset names them, or classic protection leaves administrators out. Keep these few."})
	}
	if slices.ContainsFunc(s.rules, func(r rule) bool { return r.Parameters.Approvals > 0 }) {
		gaps = append(gaps, Gap{Says: "Every pull request needs an approval, so that no pair's own log is merged by itself. The status \"pairbook/owner\" asks for one where one is due; 0 required approvals are enough beside it."})
	}
	if len(s.writers) > 0 {
		slices.Sort(s.writers)
		gaps = append(gaps, Gap{Says: fmt.Sprintf("Whoever can write can have a workflow in a branch of this repository set any status: %s. Leave write access to coordinators; everybody else works in a fork.", strings.Join(s.writers, ", ")),
			Close: []string{s.command("PUT", "collaborators/LOGIN") + " -f permission=pull"}})
	}
	return gaps
}

func (s *Settings) ofWorkflows() (gaps []Gap) {
	if s.workflow != nil && s.workflow.Default != "read" {
		gaps = append(gaps, Gap{Says: "A workflow can write without asking for it in its file.",
			Close: []string{s.command("PUT", "actions/permissions/workflow") + " -f default_workflow_permissions=read"}})
	}
	return gaps
}

func (s *Settings) ofForks() (gaps []Gap) {
	if s.private != nil && *s.private {
		if s.forking != nil && !*s.forking {
			gaps = append(gaps, Gap{Says: "The repository may not be forked, so that members need write access to hand in a log.",
				Close: []string{s.command("PATCH", "") + " -F allow_forking=true"}})
		}
		if f := s.privateForks; f != nil && (!f.Run || f.Write || f.Secrets) {
			says := "Pull requests from forks start no workflow, so that nothing checks them and \"pairbook/owner\" is never set."
			if f.Run {
				says = "A pull request from a fork gets a token that can write, or secrets: it could set any status."
			}
			gaps = append(gaps, Gap{Says: says, Close: []string{s.command("PUT", "actions/permissions/fork-pr-workflows-private-repos") +
				" -F run_workflows_from_fork_pull_requests=true -F send_write_tokens_to_workflows=false -F send_secrets_and_variables=false -F require_approval_for_fork_pr_workflows=false"}})
		}
	}
	if s.public() && s.publicForks == "first_time_contributors_new_to_github" {
		gaps = append(gaps, Gap{Says: "A stranger whose account is not new starts workflows unasked.",
			Close: []string{s.command("PUT", "actions/permissions/fork-pr-contributor-approval") + " -f approval_policy=first_time_contributors"}})
	}
	return gaps
}
