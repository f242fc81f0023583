package history

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/config"
)

// Remote returns the name and the address of the remote repository called origin, or
// of the only one, as the repository's own config has them. Both are "" where there
// is none.
func (r *Repository) Remote() (name, address string) {
	data, err := os.ReadFile(filepath.Join(r.where.commonDir, "config"))
	c := config.New()
	if err != nil || config.NewDecoder(bytes.NewReader(data)).Decode(c) != nil {
		return "", ""
	}
	remotes := c.Section("remote").Subsections
	i := slices.IndexFunc(remotes, func(s *config.Subsection) bool { return s.IsName("origin") })
	if i < 0 && len(remotes) == 1 {
		i = 0
	}
	if i < 0 {
		return "", ""
	}
	return remotes[i].Name, remotes[i].Option("url")
}

// Branch returns the branch that is checked out, even if it has no commit yet. It
// returns "" where HEAD is detached.
func (r *Repository) Branch() string {
	head, err := r.objects.reference(plumbing.HEAD)
	if err != nil || head.Type() != plumbing.SymbolicReference || !head.Target().IsBranch() {
		return ""
	}
	return head.Target().Short()
}

// Pushed reports whether a branch of the remote of [Repository.Remote], as it was when
// the clone last heard of it, has a commit.
func (r *Repository) Pushed(commit string) bool {
	name, _ := r.Remote()
	branches := []string{"HEAD", r.Branch(), "main", "master"}
	return name != "" && slices.ContainsFunc(branches, func(branch string) bool {
		tip := strings.Join([]string{"refs/remotes", name, branch}, "/")
		if at, err := r.Commit(tip); err != nil || at == commit {
			return err == nil
		}
		bases, err := r.MergeBases(tip, commit)
		return err == nil && slices.Contains(bases, commit)
	})
}
