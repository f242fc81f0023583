package history

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
)

var (
	errNotFolder = errors.New("not a folder")
	errFolder    = errors.New("it is a folder")
	errLink      = errors.New("it is a symbolic link, and is not followed")
)

// treeFS is a tree as an fs.FS.
type treeFS struct {
	objects *objects
	root    *entry
}

func newTreeFS(o *objects, root plumbing.Hash) *treeFS {
	top := &entry{name: ".", mode: fs.ModeDir | 0o555, id: root, objects: o}
	return &treeFS{objects: o, root: top}
}

// check reads the top, so that damage there is found immediately.
func (t *treeFS) check(rev string) error {
	if _, err := t.list(t.root.id); err != nil {
		return fmt.Errorf("revision %q: %w", rev, err)
	}
	return nil
}

// entry is a file or folder of a tree, as fs.DirEntry.
type entry struct {
	name    string
	mode    fs.FileMode
	id      plumbing.Hash
	objects *objects
}

func (e *entry) Name() string      { return e.name }
func (e *entry) IsDir() bool       { return e.mode.IsDir() }
func (e *entry) Type() fs.FileMode { return e.mode.Type() }
func (e *entry) String() string    { return fs.FormatDirEntry(e) }

// hasBytes reports whether an entry is a file or link: folders have none, and the
// commit of a submodule is in another repository.
func (e *entry) hasBytes() bool { return e.mode&(fs.ModeDir|fs.ModeIrregular) == 0 }

func (e *entry) Info() (fs.FileInfo, error) {
	if !e.hasBytes() {
		return info{e, 0}, nil
	}
	size, err := e.objects.size(e.id)
	return info{e, size}, err
}

type info struct {
	*entry
	size int64
}

func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return i.mode }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) Sys() any           { return nil }
func (i info) String() string     { return fs.FormatFileInfo(i) }

// list reads a folder, ordered by name: trees are ordered as if folder names
// ended in a slash.
func (t *treeFS) list(id plumbing.Hash) ([]*entry, error) {
	if entries, found := t.objects.folders.Load(id); found {
		return entries.([]*entry), nil
	}
	raw, err := t.objects.tree(id)
	if err != nil {
		return nil, err
	}
	entries := make([]*entry, 0, len(raw))
	for _, e := range raw {
		if e.Name == "" || e.Name == "." || e.Name == ".." || strings.Contains(e.Name, "/") {
			return nil, fmt.Errorf("tree %s is damaged: it has an entry %q", id, e.Name)
		}
		entries = append(entries, &entry{name: e.Name, mode: modeOf(e), id: e.Hash, objects: t.objects})
	}
	slices.SortFunc(entries, func(a, b *entry) int { return strings.Compare(a.name, b.name) })
	for i, e := range entries[min(1, len(entries)):] {
		if e.name == entries[i].name {
			return nil, fmt.Errorf("tree %s is damaged: it has two entries %q", id, e.name)
		}
	}
	t.objects.folders.Store(id, entries)
	return entries, nil
}

func modeOf(e object.TreeEntry) fs.FileMode {
	switch e.Mode {
	case filemode.Dir:
		return fs.ModeDir | 0o555
	case filemode.Symlink:
		return fs.ModeSymlink | 0o777
	case filemode.Regular, filemode.Deprecated:
		return 0o444
	case filemode.Executable:
		return 0o555
	}
	return fs.ModeIrregular // a submodule
}

// find walks down to name.
func (t *treeFS) find(op, name string) (*entry, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	at := t.root
	if name == "." {
		return at, nil
	}
	for part := range strings.SplitSeq(name, "/") {
		if !at.IsDir() {
			return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
		}
		entries, err := t.list(at.id)
		if err != nil {
			return nil, &fs.PathError{Op: op, Path: name, Err: err}
		}
		i, found := slices.BinarySearchFunc(entries, part, func(e *entry, part string) int { return strings.Compare(e.name, part) })
		if !found {
			return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
		}
		at = entries[i]
	}
	return at, nil
}

func (t *treeFS) Open(name string) (fs.File, error) {
	e, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	if !e.IsDir() {
		return &file{entry: e, path: name}, nil
	}
	entries, err := t.list(e.id)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &folder{entry: e, path: name, rest: entries}, nil
}

// Holds reports whether a file of a commit, from [Repository.FS], is a regular
// one with exactly these bytes. It compares ids and reads no file. For any other
// file system it returns false.
func Holds(commit fs.FS, name string, data []byte) bool {
	t, ok := commit.(*treeFS)
	if !ok {
		return false
	}
	e, err := t.find("compare", name)
	return err == nil && e.mode.IsRegular() && e.id == plumbing.ComputeHash(plumbing.BlobObject, data)
}

func (t *treeFS) Stat(name string) (fs.FileInfo, error) {
	e, err := t.find("stat", name)
	if err != nil {
		return nil, err
	}
	i, err := e.Info()
	if err != nil {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	return i, nil
}

func (t *treeFS) ReadDir(name string) ([]fs.DirEntry, error) {
	e, err := t.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if !e.IsDir() {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errNotFolder}
	}
	entries, err := t.list(e.id)
	if err != nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: err}
	}
	return dirEntries(entries), nil
}

func (t *treeFS) ReadFile(name string) ([]byte, error) {
	e, err := t.find("read", name)
	if err != nil {
		return nil, err
	}
	data, err := e.read()
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	return data, nil
}

func (e *entry) read() ([]byte, error) {
	switch {
	case e.IsDir():
		return nil, errFolder
	case e.Type() == fs.ModeSymlink:
		return nil, errLink
	case !e.hasBytes():
		return nil, nil
	}
	is, data, err := e.objects.get(e.id)
	if err == nil && is != plumbing.BlobObject {
		err = fmt.Errorf("object %s is a %s, not a file", e.id, is)
	}
	return data, err
}

func dirEntries(entries []*entry) []fs.DirEntry {
	list := make([]fs.DirEntry, len(entries))
	for i, e := range entries {
		list[i] = e
	}
	return list
}

// file is an open file, whose bytes are read on demand.
type file struct {
	*entry
	path   string
	bytes  *bytes.Reader
	closed bool
}

func (f *file) Stat() (fs.FileInfo, error) { return f.Info() }

func (f *file) Read(p []byte) (int, error) {
	if f.closed {
		return 0, &fs.PathError{Op: "read", Path: f.path, Err: fs.ErrClosed}
	}
	if f.bytes == nil {
		data, err := f.read()
		if err != nil {
			return 0, &fs.PathError{Op: "read", Path: f.path, Err: err}
		}
		f.bytes = bytes.NewReader(data)
	}
	return f.bytes.Read(p)
}

func (f *file) Close() error {
	f.closed, f.bytes = true, nil
	return nil
}

// folder is an open folder.
type folder struct {
	*entry
	path string
	rest []*entry
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.Info() }
func (f *folder) Close() error               { return nil }

func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.path, Err: errFolder}
}

func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(f.rest)
	} else if len(f.rest) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.rest))
	list := dirEntries(f.rest[:n])
	f.rest = f.rest[n:]
	return list, nil
}
