package workflows

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// githubState is what a small GitHub knows, in a file state.json. It does what a
// token may, and nothing that gh was not seen to ask for.
type githubState struct {
	Repository string // OWNER/NAME
	Bare       string // its git repository
	Visibility string
	Pulls      []githubPull
	Comments   []githubComment
	Lists      []githubList // issues that a workflow keeps
	Started    []string     // workflows that were started by hand, with their inputs
	Reviews    []githubReview
	Statuses   []githubStatus // in the order in which they were set
	Issues     []githubIssue
	NoPulls    bool // a workflow may open no pull request

	token string    // of who asks
	told  io.Writer // what they are told
}

type (
	githubPull struct {
		Number int        `json:"number"`
		State  string     `json:"state"`
		User   githubUser `json:"user"`
		Head   githubEnd  `json:"head"`
		Base   githubEnd  `json:"base"`
	}
	githubUser struct {
		Login string `json:"login"`
		ID    int    `json:"id"`
	}
	githubEnd struct {
		Owner string     `json:"owner"`
		Ref   string     `json:"ref"`
		SHA   string     `json:"sha"`
		Repo  githubRepo `json:"repo"`
	}
	githubRepo struct {
		Name string `json:"full_name"`
	}
	githubIssue struct {
		Number int
		State  string // OPEN or CLOSED
		User   githubUser
		Editor *githubUser // who edited it last
		Body   string
	}
	githubReview struct {
		Number    int        `json:"number"` // the pull request's
		User      githubUser `json:"user"`
		State     string     `json:"state"`
		CommitID  string     `json:"commit_id"`
		Submitted string     `json:"submitted_at"`
	}
	githubStatus struct {
		SHA         string `json:"sha"`
		Context     string `json:"context"`
		State       string `json:"state"`
		Description string `json:"description"`
	}
	githubList struct {
		Number    int        `json:"number"`
		User      githubUser `json:"user"`
		State     string     `json:"state"`
		Title     string     `json:"title"`
		Body      string     `json:"body"`
		Assignees string     `json:"assignees"`
	}
	githubComment struct {
		ID     int        `json:"id"`
		Number int        `json:"number"`
		User   githubUser `json:"user"`
		Body   string     `json:"body"`
	}
)

func readGitHub(dir string) (*githubState, error) {
	text, err := os.ReadFile(filepath.Join(dir, "state.json"))
	if err != nil {
		return nil, err
	}
	g := new(githubState)
	return g, json.Unmarshal(text, g)
}

func (g *githubState) write(dir string) error {
	text, err := json.MarshalIndent(g, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "state.json"), text, 0o666)
}

// may holds the token to its permissions.
func (g *githubState) may(scope, access string) error {
	held := strings.Split(g.token, ",")
	if slices.Contains(held, scope+":write") || (access == "read" && slices.Contains(held, scope+":read")) {
		return nil
	}
	return fmt.Errorf("HTTP 403: the token has %q and this needs %s:%s", held, scope, access)
}

func (g *githubState) command(args []string) error {
	switch line := strings.Join(args, " "); {
	case strings.HasPrefix(line, "api "):
		return g.api(args[1:])
	case strings.HasPrefix(line, "pr merge "):
		return g.merge(args[2:])
	case strings.HasPrefix(line, "workflow run ") && slices.Equal(args[3:7], []string{"--repo", g.Repository, "--ref", "main"}):
		g.Started = append(g.Started, strings.Join(append(args[2:3:3], args[7:]...), " "))
		return g.may("actions", "write")
	default:
		return fmt.Errorf("unknown command %q", line)
	}
}

// bot is who a workflow's token speaks for.
func bot() githubUser { return githubUser{"github-actions[bot]", 41898282} }

// follow has the pull requests from branches of the repository itself follow them: a
// branch that is gone closes its own.
func (g *githubState) follow() {
	for i, p := range g.Pulls {
		if p.Head.Repo.Name != g.Repository || p.State != "open" {
			continue
		}
		head, err := gitIn(g.Bare, "rev-parse", "--verify", "--quiet", "refs/heads/"+p.Head.Ref)
		if err != nil {
			g.Pulls[i].State = "closed"
			continue
		}
		g.Pulls[i].Head.SHA = head
		_, _ = gitIn(g.Bare, "update-ref", fmt.Sprintf("refs/pull/%d/head", p.Number), head)
	}
}

// issue answers the one question to GraphQL that there is.
func (g *githubState) issue(fields map[string]string) error {
	for _, is := range g.Issues {
		if strconv.Itoa(is.Number) != fields["number"] || fields["owner"]+"/"+fields["name"] != g.Repository || !strings.Contains(fields["query"], "editor { login ... on User { databaseId } }") {
			continue
		}
		account := func(u githubUser) map[string]any { return map[string]any{"login": u.Login, "databaseId": u.ID} }
		said := map[string]any{"number": is.Number, "state": is.State, "body": is.Body, "author": account(is.User), "editor": nil, "lastEditedAt": nil}
		if is.Editor != nil {
			said["editor"], said["lastEditedAt"] = account(*is.Editor), "2026-11-01T10:00:00Z"
		}
		if is.Editor != nil && is.Editor.Login == "" { // whose account is gone
			said["editor"] = nil
		}
		return errors.Join(g.may("issues", "read"), g.print(map[string]any{"data": map[string]any{"repository": map[string]any{"issue": said}}}))
	}
	return errors.New("GraphQL: Could not resolve to an Issue")
}

// open opens a pull request from a branch of the repository itself.
func (g *githubState) open(fields map[string]string) error {
	if g.NoPulls {
		return errors.New("HTTP 403: GitHub Actions is not permitted to create or approve pull requests")
	}
	p := githubPull{20 + len(g.Pulls), "open", bot(), githubEnd{"harbour-example", fields["head"], "", githubRepo{g.Repository}}, githubEnd{Owner: g.Repository, Ref: fields["base"]}}
	g.Pulls = append(g.Pulls, p)
	g.follow()
	return errors.Join(g.may("pull-requests", "write"), g.print(p))
}

// ofComments is what a token has to be good for to comment on an issue, or a pull
// request.
func (g *githubState) ofComments(number string) string {
	if slices.ContainsFunc(g.Issues, func(is githubIssue) bool { return strconv.Itoa(is.Number) == number }) {
		return "issues"
	}
	return "pull-requests"
}

func (g *githubState) api(args []string) error {
	g.follow()
	method, path, pages := "GET", "", false
	fields := map[string]string{}
	for i := 0; i < len(args); i++ {
		switch args[i] {
		case "--method":
			i++
			method = args[i]
		case "--paginate":
			pages = true
		case "-f", "-F":
			i++
			name, value, _ := strings.Cut(args[i], "=")
			if file, isFile := strings.CutPrefix(value, "@"); isFile && args[i-1] == "-F" {
				text, err := os.ReadFile(file)
				if err != nil {
					return err
				}
				value = string(text)
			}
			if list, isList := strings.CutSuffix(name, "[]"); isList {
				name, value = list, strings.TrimPrefix(fields[list]+" "+value, " ")
			}
			fields[name] = value
		default:
			path = args[i]
		}
	}
	if path == "graphql" {
		return g.issue(fields)
	}
	if path == "meta" {
		return g.print(map[string]any{"ssh_keys": []string{"ssh-rsa AAAAother", hostKey}})
	}
	rest, ours := strings.CutPrefix(path, "repos/"+g.Repository)
	if !ours {
		return fmt.Errorf("HTTP 404: %s", path)
	}
	return g.answer(method, strings.Split(strings.Trim(rest, "/"), "/"), fields, pages)
}

func (g *githubState) answer(method string, path []string, fields map[string]string, pages bool) error {
	switch route := method + " " + strings.Join(path, " "); {
	case route == "GET ":
		return g.print(map[string]string{"visibility": g.Visibility})
	case method == "GET" && len(path) == 3 && path[2] == "reviews?per_page=100" && pages:
		return errors.Join(g.may("pull-requests", "read"), printPages(g, g.Reviews, func(r githubReview) bool { return strconv.Itoa(r.Number) == path[1] }))
	case route == "GET pulls?state=open&per_page=100" && pages:
		return errors.Join(g.may("pull-requests", "read"), printPages(g, g.Pulls, func(p githubPull) bool { return p.State == "open" }))
	case route == "GET git ref heads main":
		tip, err := gitIn(g.Bare, "rev-parse", "main")
		return errors.Join(g.may("contents", "read"), err, g.print(map[string]any{"object": map[string]string{"sha": tip}}))
	case method == "GET" && len(path) == 3 && path[0] == "commits" && path[2] == "status":
		return errors.Join(g.may("statuses", "read"), g.print(map[string]any{"statuses": g.latest(path[1])}))
	case method == "POST" && len(path) == 2 && path[0] == "statuses":
		if len([]rune(fields["description"])) > 140 || !slices.Contains([]string{"success", "pending"}, fields["state"]) {
			return errors.New("HTTP 422: Validation Failed")
		}
		g.Statuses = append(g.Statuses, githubStatus{path[1], fields["context"], fields["state"], fields["description"]})
		return g.may("statuses", "write")
	case route == "POST pulls":
		return g.open(fields)
	case route == "GET issues?state=all&per_page=100" && pages:
		return errors.Join(g.may("issues", "read"), printPages(g, g.Lists, func(githubList) bool { return true }))
	case route == "POST issues":
		g.Lists = append(g.Lists, githubList{len(g.Lists) + 1, githubUser{Login: "github-actions[bot]"}, "open", fields["title"], fields["body"], fields["assignees"]})
		return errors.Join(g.may("issues", "write"), tooLong(fields["body"]))
	case method == "PATCH" && len(path) == 2 && path[0] == "issues" && fields["body"] != "":
		n, _ := strconv.Atoi(path[1])
		issue := &g.Lists[n-1]
		issue.Body, issue.State = fields["body"], fields["state"]
		if assigned, given := fields["assignees"]; given {
			issue.Assignees = assigned
		}
		return errors.Join(g.may("issues", "write"), tooLong(fields["body"]))
	case method == "PATCH" && len(path) == 2 && path[0] == "issues" && fields["state"] == "closed":
		for i, is := range g.Issues {
			if strconv.Itoa(is.Number) == path[1] {
				g.Issues[i].State = "CLOSED"
			}
		}
		return g.may("issues", "write")
	case route == "GET pulls":
		return errors.Join(g.may("pull-requests", "read"), g.print(g.pulls(fields)))
	case strings.HasPrefix(route, "GET pulls "):
		for _, p := range g.Pulls {
			if strconv.Itoa(p.Number) == path[1] {
				return errors.Join(g.may("pull-requests", "read"), g.print(p))
			}
		}
		return errors.New("HTTP 404")
	case method == "GET" && len(path) == 2 && path[0] == "assignees":
		if path[1] != "joan-example" {
			return errors.New("HTTP 404")
		}
		return nil
	case method == "GET" && len(path) == 3 && path[2] == "comments?per_page=100" && pages:
		return errors.Join(g.may(g.ofComments(path[1]), "read"), printPages(g, g.Comments, func(c githubComment) bool { return strconv.Itoa(c.Number) == path[1] }))
	case method == "POST" && len(path) == 3 && path[2] == "comments":
		number, _ := strconv.Atoi(path[1])
		g.Comments = append(g.Comments, githubComment{len(g.Comments) + 1, number, bot(), fields["body"]})
		return errors.Join(g.may(g.ofComments(path[1]), "write"), tooLong(fields["body"]))
	case method == "PATCH" && len(path) == 3 && path[1] == "comments":
		return errors.Join(g.may("pull-requests", "write"), tooLong(fields["body"]), g.edit(path[2], fields["body"]))
	default:
		return fmt.Errorf("HTTP 404: %s", route)
	}
}

func (g *githubState) pulls(fields map[string]string) []githubPull {
	found := []githubPull{}
	either := func(filter, value string) bool { return filter == "" || filter == value }
	for _, p := range g.Pulls {
		if either(fields["state"], p.State) && either(fields["base"], p.Base.Ref) && either(fields["head"], p.Head.Owner+":"+p.Head.Ref) {
			found = append(found, p)
		}
	}
	return found
}

// printPages prints what is found a page after the other, as gh --paginate may.
func printPages[T any](g *githubState, all []T, found func(T) bool) error {
	var here []T
	for _, one := range all {
		if found(one) {
			here = append(here, one)
		}
	}
	for page := range slices.Chunk(here, 2) {
		if err := g.print(page); err != nil {
			return err
		}
	}
	return nil
}

// latest lists the last status of each context of a commit.
func (g *githubState) latest(sha string) (all []githubStatus) {
	for _, s := range g.Statuses {
		if s.SHA == sha {
			all = slices.DeleteFunc(all, func(old githubStatus) bool { return old.Context == s.Context })
			all = append(all, s)
		}
	}
	return all
}

func (g *githubState) edit(id, body string) error {
	for i := range g.Comments {
		if strconv.Itoa(g.Comments[i].ID) == id {
			if g.Comments[i].User.Login != "github-actions[bot]" {
				return errors.New("HTTP 403: this is somebody else's comment")
			}
			g.Comments[i].Body = body
			return nil
		}
	}
	return errors.New("HTTP 404")
}

func tooLong(body string) error {
	if len([]rune(body)) > 65536 {
		return errors.New("HTTP 422: Body is too long (maximum is 65536 characters)")
	}
	return nil
}

// merge squashes, if the head is what the caller saw.
func (g *githubState) merge(args []string) error {
	if err := errors.Join(g.may("contents", "write"), g.may("pull-requests", "write")); err != nil {
		return err
	}
	for i, p := range g.Pulls {
		if strconv.Itoa(p.Number) != args[0] {
			continue
		}
		if want := []string{args[0], "--repo", g.Repository, "--squash", "--match-head-commit", p.Head.SHA}; !slices.Equal(args, want) {
			return fmt.Errorf("head branch was modified, or a flag is missing: %q", args)
		}
		if p.State != "open" {
			return errors.New("the pull request is not open")
		}
		tree, err := gitIn(g.Bare, "merge-tree", "--write-tree", "main", p.Head.SHA)
		if err != nil {
			return fmt.Errorf("merge: %w: %s", err, tree)
		}
		commit, err := gitIn(g.Bare, "commit-tree", tree, "-p", "main", "-m", "We met")
		if err != nil {
			return err
		}
		g.Pulls[i].State = "closed"
		_, err = gitIn(g.Bare, "update-ref", "refs/heads/main", commit)
		return err
	}
	return errors.New("there is no such pull request")
}

func (g *githubState) print(value any) error { return json.NewEncoder(g.told).Encode(value) }
