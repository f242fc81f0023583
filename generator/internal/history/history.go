// Package history reads the git repository that holds a programme. It is the
// only user of go-git.
//
// [Open] finds the [Repository] of a folder, [Repository.Commit] names the commit
// that a revision means, and [Repository.FS] gives a commit's files as an
// [fs.FS]. [Repository.Diff] tells what differs between two commits, and
// [Repository.MergeBases] where they went apart. [Repository.Arrivals] tells when
// files came and last changed, and [Repository.Modified] whether folders of the work tree are as
// the commit has them. It promises:
//
//   - It only reads: objects, references, the index and the repository's own
//     config. Nothing is written, and neither the clock, the network nor a config
//     file outside of the repository that is not handed in has a say.
//   - An object is checked against its name before it is believed.
//   - What it cannot read it names. A folder without a repository is
//     [ErrNone], a repository without a commit [ErrNoCommit]: both can be lived
//     with. [ErrUnknownRevision] is a wrong name, [ErrShallow] a clone that was
//     cut off, [ErrUnsupported] a repository of a kind that is not understood.
//     Any other error means that the repository is damaged.
//   - All of it may be used by several goroutines at once.
//
// Linked worktrees, submodules, detached heads, sparse checkouts, partial
// clones and alternates work. In a partial clone an object that was not
// fetched is missing, as nothing is ever fetched.
package history

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

var (
	// ErrNone reports that no repository contains the folder.
	ErrNone = errors.New("not inside a git repository")
	// ErrNoCommit reports that the repository has no commit yet.
	ErrNoCommit = errors.New("the repository has no commit yet")
	// ErrUnknownRevision reports that nothing in the repository has that name.
	ErrUnknownRevision = errors.New("unknown revision")
	// ErrShallow reports that the answer lies beyond the end of a shallow clone.
	ErrShallow = errors.New("the clone is shallow (get all of it with `git fetch --unshallow`, or fetch-depth: 0 in a workflow)")
	// ErrNoCommon reports that two commits have no common history.
	ErrNoCommon = errors.New("the two have no commit in common")
	// ErrUnsupported reports a repository format that is not supported.
	ErrUnsupported = errors.New("unsupported kind of repository")
)

// A Repository is an open git repository, seen from one of its folders.
type Repository struct {
	objects *objects
	where   location
	prefix  string // from the top of the work tree to that folder, slash-separated; "." at the top
	shallow map[plumbing.Hash]bool
}

// Open finds the repository whose work tree contains dir, which need not be its
// top.
func Open(dir string) (*Repository, error) {
	where, err := locate(dir)
	if err != nil {
		return nil, fmt.Errorf("find the repository of %s: %w", dir, err)
	}
	r, err := where.open()
	if err != nil {
		return nil, fmt.Errorf("open the repository %s: %w", where.gitDir, err)
	}
	return r, nil
}

// Folder returns the path of the folder given to Open from the top of the work tree,
// slash-separated; "." for the top.
func (r *Repository) Folder() string { return r.prefix }

// Commit returns the full id of the commit that rev names, in any form that
// [Repository.FS] accepts.
func (r *Repository) Commit(rev string) (sha string, err error) {
	id, err := r.resolve(rev)
	if err != nil {
		return "", fmt.Errorf("revision %q: %w", rev, err)
	}
	return id.String(), nil
}

// Time returns when the commit that rev names was made, in UTC.
func (r *Repository) Time(rev string) (time.Time, error) {
	id, err := r.resolve(rev)
	if err != nil {
		return time.Time{}, fmt.Errorf("revision %q: %w", rev, err)
	}
	commit, err := r.objects.commit(id)
	if err != nil {
		return time.Time{}, fmt.Errorf("revision %q: %w", rev, err)
	}
	return commit.Committer.When.UTC(), nil
}

// FS returns the folder given to Open as it is in the commit that rev names:
// HEAD, a branch, a tag, origin/main, a full or abbreviated id of a commit, and
// any of these followed by ~2, ^ or ^2.
//
// It implements [fs.ReadDirFS], [fs.StatFS] and [fs.ReadFileFS]. Sizes are known
// without reading a file. Symbolic links have the type [fs.ModeSymlink], are not
// followed and cannot be read; submodules have the type [fs.ModeIrregular] and
// are empty. Times are zero, because commits do not record them.
func (r *Repository) FS(rev string) (fs.FS, error) {
	top, err := r.top(rev)
	if err != nil {
		return nil, err
	}
	if r.prefix == "." {
		return top, top.check(rev)
	}
	e, err := top.find("open", r.prefix)
	if err == nil && !e.IsDir() {
		err = &fs.PathError{Op: "open", Path: r.prefix, Err: errNotFolder}
	}
	if err != nil {
		return nil, fmt.Errorf("revision %q: %w", rev, err)
	}
	sub := newTreeFS(r.objects, e.id)
	return sub, sub.check(rev)
}

// top returns the whole tree of a commit.
func (r *Repository) top(rev string) (*treeFS, error) {
	id, err := r.resolve(rev)
	if err != nil {
		return nil, fmt.Errorf("revision %q: %w", rev, err)
	}
	commit, err := r.objects.commit(id)
	if err != nil {
		return nil, fmt.Errorf("revision %q: %w", rev, err)
	}
	top := newTreeFS(r.objects, commit.TreeHash)
	if err := top.bound(); err != nil {
		return nil, fmt.Errorf("revision %q: %w", rev, err)
	}
	return top, nil
}

// isID reports whether text is hexadecimal, like the ids of objects.
func isID(text string) bool {
	return text != "" && strings.Trim(text, "0123456789abcdefABCDEF") == ""
}
