package history

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// Arrivals tells how the files of a commit came to be there.
type Arrivals struct {
	Files map[string]Arrival // by path
	// CutOff reports that a shallow clone ends before the first commit, so files
	// that came earlier are missing from Files.
	CutOff bool
}

// Arrival is the commit that brought a file, and the last one that changed it.
type Arrival struct {
	At      time.Time   // in UTC
	First   bool        // the repository began with this commit
	By      []Signature // of the commit that brought it
	Changed time.Time   // in UTC; At where no later commit changed its contents
}

// Arrivals finds, for each file below some folders, the last commit that has it
// where its first parent has not, and the last that has other contents, on the way of
// first parents back from rev. What a merge brought came with the merge. A file that a
// commit moved as it was came with the one that brought it to its former path. The
// folders and the paths are relative to the folder given to [Open].
func (r *Repository) Arrivals(rev string, folders ...string) (Arrivals, error) {
	id, err := r.resolve(rev)
	if err != nil {
		return Arrivals{}, fmt.Errorf("revision %q: %w", rev, err)
	}
	w := &walk{objects: r.objects, today: map[string]string{}, came: map[string]Arrival{}, touched: map[string]time.Time{}}
	for _, folder := range folders {
		w.folders = append(w.folders, path.Join(r.prefix, folder))
	}
	cutOff, err := w.from(id, r.shallow)
	if err != nil {
		return Arrivals{}, err
	}
	all := Arrivals{Files: make(map[string]Arrival, len(w.came)), CutOff: cutOff}
	for file, came := range w.came {
		all.Files[r.relative(file)] = came
	}
	return all, nil
}

// walk goes back through commits.
type walk struct {
	objects *objects
	folders []string

	// today has, for a path of the commit that the walk is at, that of the same file
	// in the commit where it began; "" where that has no such file, or an earlier
	// step has dated it. A path that is not here is the same in both.
	today   map[string]string
	came    map[string]Arrival
	touched map[string]time.Time // when files of the commit where it began last changed

	added, changed, gone []leaf // by the commit that the walk is at

	// The folders read at this step and the one before, whose older commit is this
	// one's newer. All folders of a long history would not fit.
	read, readBefore map[plumbing.Hash][]byte
}

// leaf is a file with the id of its contents.
type leaf struct {
	path string
	id   plumbing.Hash
}

// from walks back from a commit to the first, or to where a shallow clone is cut off.
func (w *walk) from(id plumbing.Hash, shallow map[plumbing.Hash]bool) (cutOff bool, err error) {
	commit, err := w.objects.commit(id)
	for err == nil && !shallow[id] {
		newer, after, came := commit, commit.TreeHash, Arrival{At: commit.Committer.When.UTC(), First: len(commit.ParentHashes) == 0}
		var before, parent plumbing.Hash
		if !came.First {
			parent = commit.ParentHashes[0]
			if commit, err = w.objects.commit(parent); err != nil {
				break
			}
			before = commit.TreeHash
		}
		if err = w.step(before, after); err != nil {
			break
		}
		if len(w.added) > 0 {
			came.By = signatures(newer)
		}
		w.settle(came)
		if came.First {
			return false, nil
		}
		id = parent
	}
	if err != nil {
		return false, fmt.Errorf("commit %s: %w", id, err)
	}
	return true, nil
}

// step finds what a commit added and removed.
func (w *walk) step(before, after plumbing.Hash) error {
	w.added, w.changed, w.gone = w.added[:0], w.changed[:0], w.gone[:0]
	w.read, w.readBefore = map[plumbing.Hash][]byte{}, w.read
	for _, folder := range w.folders {
		old, err := w.find(before, folder)
		if err != nil {
			return err
		}
		now, err := w.find(after, folder)
		if err != nil {
			return err
		}
		if err := w.compare(folder, old, now, 0); err != nil {
			return err
		}
	}
	return nil
}

// settle dates the files that a commit added, or follows them to where they were.
func (w *walk) settle(came Arrival) {
	left := map[plumbing.Hash][]string{}
	for _, f := range w.gone {
		left[f.id] = append(left[f.id], f.path)
	}
	for _, f := range w.changed {
		if today := w.now(f.path); w.touched[today].IsZero() {
			w.touched[today] = came.At
		}
	}
	moved := map[string]string{}
	for _, f := range w.added {
		today := w.now(f.path)
		w.today[f.path] = ""
		if today == "" {
			continue
		}
		if from := takeAlike(left, f); from != "" {
			moved[from] = today
			continue
		}
		came.Changed = w.touched[today]
		if came.Changed.IsZero() {
			came.Changed = came.At
		}
		w.came[today] = came
	}
	for _, f := range w.gone {
		w.today[f.path] = moved[f.path]
	}
}

// now returns the path in the commit where the walk began of a file of the one that it is
// at; "" where that has no such file.
func (w *walk) now(name string) string {
	if today, known := w.today[name]; known {
		return today
	}
	return name
}

// takeAlike takes a removed file with the contents of f out of left, preferring one of
// the same name; "" where there is none.
func takeAlike(left map[plumbing.Hash][]string, f leaf) string {
	alike := left[f.id]
	for i, from := range alike {
		if path.Base(from) == path.Base(f.path) {
			alike[0], alike[i] = alike[i], alike[0]
			break
		}
	}
	if len(alike) == 0 {
		return ""
	}
	left[f.id] = alike[1:]
	return alike[0]
}

// compare takes up the files that only one of two folders has; zero stands for a folder
// that is not there.
func (w *walk) compare(at string, before, after plumbing.Hash, depth int) error {
	if before == after {
		return nil
	}
	if depth > maxFolders {
		return ErrTooMany
	}
	old, err := w.open(before)
	if err != nil {
		return err
	}
	now, err := w.open(after)
	if err != nil {
		return err
	}
	for old.more() || now.more() {
		switch order := old.compare(now); {
		case order < 0:
			err = w.only(&w.gone, at, old.entryOf, true, depth)
			old.next()
		case order > 0:
			err = w.only(&w.added, at, now.entryOf, false, depth)
			now.next()
		default:
			if old.id != now.id && old.folder() {
				err = w.compare(path.Join(at, string(old.name)), old.id, now.id, depth+1)
			} else if old.id != now.id {
				w.changed = append(w.changed, leaf{path.Join(at, string(now.name)), now.id})
			}
			old.next()
			now.next()
		}
		if err != nil {
			return err
		}
	}
	if old.broken || now.broken {
		return fmt.Errorf("a tree of %s and %s is damaged", before, after)
	}
	return nil
}

// only takes up what one of two folders has alone.
func (w *walk) only(into *[]leaf, at string, e entryOf, gone bool, depth int) error {
	name := path.Join(at, string(e.name))
	switch {
	case !e.folder():
		*into = append(*into, leaf{name, e.id})
		return nil
	case gone:
		return w.compare(name, e.id, plumbing.ZeroHash, depth+1)
	}
	return w.compare(name, plumbing.ZeroHash, e.id, depth+1)
}

// find returns the folder at a path of a tree; zero where there is none.
func (w *walk) find(tree plumbing.Hash, folder string) (plumbing.Hash, error) {
	if folder == "." {
		return tree, nil
	}
	for part := range strings.SplitSeq(folder, "/") {
		t, err := w.open(tree)
		if err != nil {
			return plumbing.ZeroHash, err
		}
		for t.more() && !(t.folder() && string(t.name) == part) {
			t.next()
		}
		if tree = t.id; !t.more() {
			return plumbing.ZeroHash, nil
		}
	}
	return tree, nil
}

// open reads a tree; zero is an empty one.
func (w *walk) open(id plumbing.Hash) (*cursor, error) {
	if id.IsZero() {
		return &cursor{}, nil
	}
	data, found := w.read[id]
	if !found {
		data, found = w.readBefore[id]
	}
	if !found {
		is, content, err := w.objects.get(id)
		if err == nil && is != plumbing.TreeObject {
			err = fmt.Errorf("object %s is a %s, not a tree", id, is)
		}
		if err != nil {
			return nil, err
		}
		data = content
	}
	w.read[id] = data
	c := &cursor{rest: data}
	c.next()
	return c, nil
}

// entryOf is an entry of a tree as git stores it.
type entryOf struct {
	mode, name []byte
	id         plumbing.Hash
}

func (e entryOf) folder() bool { return string(e.mode) == "40000" || string(e.mode) == "040000" }

// cursor goes through the entries of a tree in git's order, in which a folder's name
// ends with a slash.
type cursor struct {
	entryOf
	rest   []byte
	broken bool
}

func (c *cursor) more() bool { return len(c.name) > 0 }

func (c *cursor) next() {
	space := bytes.IndexByte(c.rest, ' ')
	end := bytes.IndexByte(c.rest, 0)
	if space < 0 || end <= space+1 || len(c.rest) < end+1+len(c.id) {
		c.broken = len(c.rest) > 0
		c.entryOf, c.rest = entryOf{}, nil
		return
	}
	c.mode, c.name = c.rest[:space], c.rest[space+1:end]
	c.rest = c.rest[end+1+copy(c.id[:], c.rest[end+1:]):]
}

// compare orders the entries that two cursors are at; what has come to its end is last.
func (c *cursor) compare(other *cursor) int {
	switch {
	case !other.more():
		return -1
	case !c.more():
		return 1
	}
	n := min(len(c.name), len(other.name))
	if order := bytes.Compare(c.name[:n], other.name[:n]); order != 0 {
		return order
	}
	return int(c.at(n)) - int(other.at(n))
}

// at returns a byte of the name as it is ordered.
func (c *cursor) at(i int) byte {
	switch {
	case i < len(c.name):
		return c.name[i]
	case c.folder():
		return '/'
	}
	return 0
}
