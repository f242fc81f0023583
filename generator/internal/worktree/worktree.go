// Package worktree opens the files below a folder and no others: neither a name
// nor a symbolic link leads out of it.
//
// It does what [os.Root] does. Where the system can keep a path below a folder by
// itself, a file takes one call to open, however deep it lies; a programme has
// hundreds of thousands, and os.Root opens each folder on the way to each of them.
package worktree

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// Files is the files below a folder as a file system. Its methods are safe for
// concurrent use.
type Files struct {
	root *os.Root
	top  *os.File // the folder itself
}

// Open opens the folder with a name of the system.
func Open(name string) (*Files, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	top, err := root.Open(".")
	if err != nil {
		return nil, fmt.Errorf("open the folder %s: %w", name, err)
	}
	return &Files{root, top}, nil
}

// Open opens a file or a folder.
func (f *Files) Open(name string) (fs.File, error) {
	if fs.ValidPath(name) {
		if file := beneath(f.top, name); file != nil {
			return file, nil
		}
	}
	return f.root.FS().Open(name)
}

// ReadDir lists a folder by name. The system is asked for the size of an entry when
// its Info is called, and not before.
func (f *Files) ReadDir(name string) ([]fs.DirEntry, error) {
	file, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	folder, ok := file.(fs.ReadDirFile)
	if !ok {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	entries, err := folder.ReadDir(-1)
	for i, e := range entries {
		entries[i] = entry{e, f, name}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// Stat describes a file, or the file that a symbolic link leads to.
func (f *Files) Stat(name string) (fs.FileInfo, error) { return fs.Stat(f.root.FS(), name) }

// ReadFile reads a whole file.
func (f *Files) ReadFile(name string) ([]byte, error) { return fs.ReadFile(opener{f}, name) }

// opener is Files without the methods that are made of Open.
type opener struct{ files *Files }

func (o opener) Open(name string) (fs.File, error) { return o.files.Open(name) }

// entry describes itself by way of the root: its own Info goes by the name of the
// folder, which may be another folder by now.
type entry struct {
	fs.DirEntry
	files  *Files
	folder string
}

func (e entry) Info() (fs.FileInfo, error) { return e.files.root.Lstat(path.Join(e.folder, e.Name())) }
