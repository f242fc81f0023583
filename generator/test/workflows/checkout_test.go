package workflows

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// checkouts are work trees of commits, each made once by a fetch and copied for
// every job that checks it out: a fetch is ten processes.
type checkouts struct {
	dir  string
	mu   sync.Mutex
	made map[string]func() (string, error)
}

// of gives the work tree of a key, and has it made where it is the first.
func (c *checkouts) of(key string, fetch func(dir string) error) (string, error) {
	c.mu.Lock()
	once := c.made[key]
	if once == nil {
		dir := filepath.Join(c.dir, fmt.Sprint("checkout-", len(c.made)))
		once = sync.OnceValues(func() (string, error) { return dir, fetch(dir) })
		c.made[key] = once
	}
	c.mu.Unlock()
	return once()
}

// checkout plays actions/checkout.
func (j *running) checkout(with map[string]string) error {
	name := with["repository"]
	if name == "" {
		name = j.github["repository"].(string)
	}
	remote, ref := j.remotes[name], with["ref"]
	if remote == "" {
		return fmt.Errorf("there is no repository %s", name)
	}
	if ref == "" {
		ref = j.github["sha"].(string)
	}
	depth := "--depth=1"
	if with["fetch-depth"] == "0" {
		depth = "--tags"
	}
	commit, err := gitIn(remote, "rev-parse", "--verify", ref+"^{commit}")
	if err != nil {
		return fmt.Errorf("%s has no %s: %s", name, ref, commit)
	}
	made, err := shared.checkouts.of(strings.Join([]string{commit, ref, depth}, " "), func(dir string) error { return fetch(dir, remote, depth, ref) })
	if err != nil {
		return err
	}
	dir := filepath.Join(j.workspace, with["path"])
	if err := os.CopyFS(dir, os.DirFS(made)); err != nil {
		return err
	}
	return write(filepath.Join(dir, ".git"), map[string]string{"config": configOf(remote)})
}

// fetch makes a repository and checks out a ref of another.
func fetch(dir, remote, depth, ref string) error {
	for _, folder := range []string{"objects", "refs"} { // as git init does
		if err := os.MkdirAll(filepath.Join(dir, ".git", folder), 0o777); err != nil {
			return err
		}
	}
	if err := write(filepath.Join(dir, ".git"), map[string]string{"HEAD": "ref: refs/heads/main\n", "config": configOf(remote)}); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"fetch", "-q", depth, "origin", ref}, {"checkout", "-q", "--detach", "FETCH_HEAD"},
	} {
		if out, err := gitIn(dir, args...); err != nil {
			return fmt.Errorf("git %v: %w: %s", args, err, out)
		}
	}
	return nil
}

func configOf(remote string) string {
	return "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n\tlogallrefupdates = true\n" +
		"[remote \"origin\"]\n\turl = file://" + remote + "\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n"
}
