package history

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// Arrivals returns when the files below a folder came, by path: the time of the last
// commit, on the way of first parents back from rev, that has the file where its parent
// has not. That way ends at a commit older than since, at the first, and where a shallow
// clone was cut off. Files whose commit lies beyond, or is the first, or moved them
// there as they were, have no time. The folder and the paths are relative to the
// folder given to [Open].
func (r *Repository) Arrivals(rev, folder string, since time.Time) (map[string]time.Time, error) {
	id, err := r.resolve(rev)
	if err != nil {
		return nil, fmt.Errorf("revision %q: %w", rev, err)
	}
	w := &arrivals{objects: r.objects, folder: path.Join(r.prefix, folder), came: map[string]time.Time{}}
	commit, err := r.objects.commit(id)
	if err != nil {
		return nil, fmt.Errorf("commit %s: %w", id, err)
	}
	for !r.shallow[id] && len(commit.ParentHashes) > 0 && !commit.Committer.When.Before(since) {
		parent, err := r.objects.commit(commit.ParentHashes[0])
		if err != nil {
			return nil, fmt.Errorf("commit %s: %w", commit.ParentHashes[0], err)
		}
		if err := w.compare(parent.TreeHash, commit.TreeHash, commit.Committer.When.UTC()); err != nil {
			return nil, fmt.Errorf("commit %s: %w", id, err)
		}
		id, commit = commit.ParentHashes[0], parent
	}
	all := map[string]time.Time{}
	for file, came := range w.came {
		if !came.IsZero() {
			all[r.relative(file)] = came
		}
	}
	return all, nil
}

// arrivals is a walk back through commits.
type arrivals struct {
	objects *objects
	folder  string
	came    map[string]time.Time // zero for what was moved
}

// compare takes up what a commit added that no later one has.
func (w *arrivals) compare(before, after plumbing.Hash, at time.Time) error {
	d := &differ{}
	var folders [2]*entry
	for i, root := range []plumbing.Hash{before, after} {
		d.trees[i] = newTreeFS(w.objects, root)
		e, err := d.trees[i].find("open", w.folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		folders[i] = e
	}
	if folders[0] != nil && folders[1] != nil && folders[0].id == folders[1].id {
		return nil
	}
	if err := d.folder(w.folder, folders[0], folders[1]); err != nil {
		return err
	}
	gone := map[string]bool{}
	for _, c := range d.changes {
		if c.After == nil {
			gone[c.Before.ID] = true
		}
	}
	for _, c := range d.changes {
		if _, later := w.came[c.Path]; later || c.Before != nil {
			continue
		}
		w.came[c.Path] = at
		if gone[c.After.ID] {
			w.came[c.Path] = time.Time{}
		}
	}
	return nil
}
