package history

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Change is a file that differs between two commits.
type Change struct {
	Path   string
	Before *Blob // nil when the file is new
	After  *Blob // nil when the file is deleted
}

// Blob is a file of a commit. Mode tells files from symbolic links and
// submodules. Equal IDs mean equal bytes.
type Blob struct {
	ID   string
	Mode fs.FileMode
	Size int64
}

// Diff lists the files that differ between two commits, ordered by path. Paths
// are relative to the folder given to [Open]; those of files outside of it begin
// with "../", so that no change is hidden. Folders that are equal in both are not
// read, so the cost is that of the change. A renamed file is a deleted one and a
// new one.
func (r *Repository) Diff(from, to string) ([]Change, error) {
	d := &differ{}
	for i, rev := range []string{from, to} {
		top, err := r.top(rev)
		if err != nil {
			return nil, err
		}
		d.trees[i] = top
	}
	if err := d.folder(".", d.trees[0].root, d.trees[1].root); err != nil {
		return nil, fmt.Errorf("compare %s with %s: %w", from, to, err)
	}
	for i, c := range d.changes {
		d.changes[i].Path = r.relative(c.Path)
	}
	slices.SortFunc(d.changes, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
	return d.changes, nil
}

// relative converts a path from the top of the work tree to one from the
// repository's folder.
func (r *Repository) relative(name string) string {
	from, up := r.prefix, ""
	for from != "." && !strings.HasPrefix(name, from+"/") {
		from, up = path.Dir(from), up+"../"
	}
	if from != "." {
		name = strings.TrimPrefix(name, from+"/")
	}
	return up + name
}

type differ struct {
	trees   [2]*treeFS
	changes []Change
}

// folder compares two folders, either of which may be nil.
func (d *differ) folder(at string, before, after *entry) error {
	var lists [2][]*entry
	for i, e := range []*entry{before, after} {
		if e == nil || !e.IsDir() {
			continue
		}
		list, err := d.trees[i].list(e.id)
		if err != nil {
			return err
		}
		lists[i] = list
	}
	for len(lists[0])+len(lists[1]) > 0 {
		var pair [2]*entry
		switch {
		case len(lists[0]) == 0 || len(lists[1]) > 0 && lists[1][0].name < lists[0][0].name:
			pair[1], lists[1] = lists[1][0], lists[1][1:]
		case len(lists[1]) == 0 || lists[0][0].name < lists[1][0].name:
			pair[0], lists[0] = lists[0][0], lists[0][1:]
		default:
			pair = [2]*entry{lists[0][0], lists[1][0]}
			lists[0], lists[1] = lists[0][1:], lists[1][1:]
		}
		if err := d.entry(at, pair[0], pair[1]); err != nil {
			return err
		}
	}
	return nil
}

func (d *differ) entry(at string, before, after *entry) error {
	if before != nil && after != nil && before.id == after.id && before.mode == after.mode {
		return nil
	}
	named := before
	if named == nil {
		named = after
	}
	c := Change{Path: path.Join(at, named.name)}
	var err error
	if c.Before, err = blob(before); err != nil {
		return err
	}
	if c.After, err = blob(after); err != nil {
		return err
	}
	if c.Before != nil || c.After != nil {
		d.changes = append(d.changes, c)
	}
	return d.folder(c.Path, before, after)
}

// blob returns nil for a folder, and for nil.
func blob(e *entry) (*Blob, error) {
	if e == nil || e.IsDir() {
		return nil, nil
	}
	info, err := e.Info()
	if err != nil {
		return nil, err
	}
	return &Blob{ID: e.id.String(), Mode: e.mode, Size: info.Size()}, nil
}
