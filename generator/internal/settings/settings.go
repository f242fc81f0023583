// Package settings reads the settings of a repository on GitHub, as its API gives
// them, and says what they leave open: whose changes could be merged although
// nobody who owns the files has approved them. It asks nobody; what the text does
// not tell is said to be unknown, never taken to be fine.
package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Parts are the paths below repos/OWNER/NAME of which the answers are read.
// BRANCH stands for the main branch.
func Parts() []string {
	return []string{"", "/rules/branches/BRANCH", "/branches/BRANCH/protection", "/actions/permissions/workflow",
		"/actions/permissions/fork-pr-workflows-private-repos", "/actions/permissions/fork-pr-contributor-approval", "/collaborators?per_page=100"}
}

// actionsApp is the number of GitHub Actions among GitHub's apps.
const actionsApp = 15368

// Settings is what is known of a repository. A nil pointer is not known.
type Settings struct {
	name, branch string
	private      *bool
	forking      *bool
	rules        []rule
	ruled        bool // the rules of the branch are known
	refused      bool // the plan has no rules for this repository
	exempt       bool // the rules do not hold for everybody
	workflow     *workflowSettings
	privateForks *privateForkSettings
	publicForks  string   // the approval policy
	writers      []string // who can write, administrators aside
	peopled      bool     // who can write is known
}

type (
	rule struct {
		Type       string `json:"type"`
		Parameters struct {
			Checks    []check `json:"required_status_checks"`
			Approvals int     `json:"required_approving_review_count"`
		} `json:"parameters"`
		Login string `json:"login"` // of a person, who is no rule
	}
	check struct {
		Context string `json:"context"`
		App     int    `json:"integration_id"`
		Classic int    `json:"app_id"`
	}
	workflowSettings struct {
		Default string `json:"default_workflow_permissions"`
	}
	privateForkSettings struct {
		Run     bool `json:"run_workflows_from_fork_pull_requests"`
		Write   bool `json:"send_write_tokens_to_workflows"`
		Secrets bool `json:"send_secrets_and_variables"`
	}
	person struct {
		Login       string `json:"login"`
		Permissions struct {
			Admin bool `json:"admin"`
			Push  bool `json:"push"`
		} `json:"permissions"`
	}
	protection struct {
		Checks *struct {
			Contexts []string `json:"contexts"`
			Checks   []check  `json:"checks"`
		} `json:"required_status_checks"`
		Reviews *struct {
			Approvals int `json:"required_approving_review_count"`
		} `json:"required_pull_request_reviews"`
		Admins  struct{ Enabled bool } `json:"enforce_admins"`
		Force   struct{ Enabled bool } `json:"allow_force_pushes"`
		Deletes struct{ Enabled bool } `json:"allow_deletions"`
	}
)

// Read reads the answers of the API, one after the other, in any order, or put
// together in objects and lists. It fails where the text is no JSON, or where none
// of it is an answer that it knows.
func Read(r io.Reader, branch string) (*Settings, error) {
	s := &Settings{branch: branch}
	known := 0
	for dec := json.NewDecoder(r); ; {
		var doc json.RawMessage
		switch err := dec.Decode(&doc); {
		case errors.Is(err, io.EOF) && known == 0:
			return nil, errors.New("none of it is an answer about a repository's settings")
		case errors.Is(err, io.EOF):
			return s, nil
		case err != nil:
			return nil, fmt.Errorf("read JSON: %w", err)
		}
		known += s.take(doc, 0)
	}
}

// take reads an answer, or those inside it, and counts them.
func (s *Settings) take(doc json.RawMessage, depth int) (known int) {
	var list []json.RawMessage
	if depth > 4 {
		return 0
	}
	if json.Unmarshal(doc, &list) == nil {
		if s.takeList(doc, len(list)) {
			return 1
		}
		for _, one := range list {
			known += s.take(one, depth+1)
		}
		return known
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(doc, &object) != nil {
		return 0
	}
	if s.takeObject(doc, object) {
		return 1
	}
	for _, one := range object {
		known += s.take(one, depth+1)
	}
	return known
}

// takeList reads the rules of a branch, or who works with the repository.
func (s *Settings) takeList(doc json.RawMessage, length int) bool {
	var rules []rule
	if json.Unmarshal(doc, &rules) == nil && !slices.ContainsFunc(rules, func(r rule) bool { return r.Type == "" || r.Login != "" }) {
		s.rules, s.ruled = append(s.rules, rules...), true
		return true
	}
	var people []person
	if length == 0 || json.Unmarshal(doc, &people) != nil || slices.ContainsFunc(people, func(p person) bool { return p.Login == "" }) {
		return false
	}
	s.peopled = true
	for _, p := range people {
		if p.Permissions.Push && !p.Permissions.Admin {
			s.writers = append(s.writers, p.Login)
		}
	}
	return true
}

// takeObject reads an answer that is told by its keys.
func (s *Settings) takeObject(doc json.RawMessage, object map[string]json.RawMessage) bool {
	has := func(key string) bool { return object[key] != nil }
	switch {
	case has("default_workflow_permissions"):
		s.workflow = new(workflowSettings)
		return json.Unmarshal(doc, s.workflow) == nil
	case has("run_workflows_from_fork_pull_requests"):
		s.privateForks = new(privateForkSettings)
		return json.Unmarshal(doc, s.privateForks) == nil
	case has("approval_policy"):
		return json.Unmarshal(object["approval_policy"], &s.publicForks) == nil
	case has("full_name") && has("default_branch"):
		return s.takeRepository(doc)
	case has("enforcement") && has("rules"):
		return s.takeRuleset(doc)
	case has("enforce_admins"):
		return s.takeProtection(doc)
	case has("message") && strings.Contains(string(object["message"]), "Upgrade to"):
		s.refused = true
		return true
	}
	return has("message") && has("status")
}

func (s *Settings) takeRepository(doc json.RawMessage) bool {
	var r struct {
		Name    string `json:"full_name"`
		Private *bool  `json:"private"`
		Forking *bool  `json:"allow_forking"`
		Branch  string `json:"default_branch"`
	}
	if json.Unmarshal(doc, &r) != nil {
		return false
	}
	s.name, s.private, s.forking, s.branch = r.Name, r.Private, r.Forking, r.Branch
	return true
}

// takeRuleset reads a ruleset, which counts when it is active and for the main
// branch.
func (s *Settings) takeRuleset(doc json.RawMessage) bool {
	var set struct {
		Enforcement string `json:"enforcement"`
		Target      string `json:"target"`
		Rules       []rule `json:"rules"`
		Bypass      []any  `json:"bypass_actors"`
		Conditions  struct {
			Refs struct{ Include, Exclude []string } `json:"ref_name"`
		} `json:"conditions"`
	}
	if json.Unmarshal(doc, &set) != nil {
		return false
	}
	s.ruled = true
	refs := []string{"~ALL", "~DEFAULT_BRANCH", "refs/heads/" + s.branch}
	names := func(ref string) bool { return slices.Contains(refs, ref) }
	if set.Enforcement == "active" && set.Target == "branch" && slices.ContainsFunc(set.Conditions.Refs.Include, names) && len(set.Conditions.Refs.Exclude) == 0 {
		s.rules, s.exempt = append(s.rules, set.Rules...), s.exempt || len(set.Bypass) > 0
	}
	return true
}

// takeProtection reads the classic protection of a branch as rules.
func (s *Settings) takeProtection(doc json.RawMessage) bool {
	var p protection
	if json.Unmarshal(doc, &p) != nil {
		return false
	}
	s.ruled, s.exempt = true, s.exempt || !p.Admins.Enabled
	if p.Checks != nil {
		r := rule{Type: "required_status_checks"}
		if r.Parameters.Checks = p.Checks.Checks; len(r.Parameters.Checks) == 0 {
			for _, context := range p.Checks.Contexts {
				r.Parameters.Checks = append(r.Parameters.Checks, check{Context: context})
			}
		}
		s.rules = append(s.rules, r)
	}
	if p.Reviews != nil {
		r := rule{Type: "pull_request"}
		r.Parameters.Approvals = p.Reviews.Approvals
		s.rules = append(s.rules, r)
	}
	if !p.Force.Enabled {
		s.rules = append(s.rules, rule{Type: "non_fast_forward"})
	}
	if !p.Deletes.Enabled {
		s.rules = append(s.rules, rule{Type: "deletion"})
	}
	return true
}
