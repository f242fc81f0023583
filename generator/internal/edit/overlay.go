package edit

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// Overlay returns fsys as it would be after the changes.
func Overlay(fsys fs.FS, changes []Change) fs.FS {
	o := &overlay{FS: fsys, files: map[string][]byte{}, folders: map[string]map[string]bool{}, gone: map[string]bool{}}
	for _, c := range changes {
		if c.Gone {
			o.gone[c.Path] = true
			continue
		}
		o.files[c.Path] = c.New
		for at := c.Path; at != "."; at = path.Dir(at) {
			folder := path.Dir(at)
			if o.folders[folder] == nil {
				o.folders[folder] = map[string]bool{}
			}
			o.folders[folder][path.Base(at)] = true
		}
	}
	for _, c := range changes {
		for at := path.Dir(c.Path); c.Gone && at != "." && o.empty(at); at = path.Dir(at) {
			o.gone[at] = true
		}
	}
	return o
}

// empty reports whether nothing is left in a folder.
func (o *overlay) empty(folder string) bool {
	entries, err := o.ReadDir(folder)
	return err == nil && len(entries) == 0
}

type overlay struct {
	fs.FS
	files   map[string][]byte
	folders map[string]map[string]bool // folder → the names that changes add
	gone    map[string]bool
}

// Open opens a changed file, or a file of the file system below. A folder that
// only the changes create can be listed but not opened.
func (o *overlay) Open(name string) (fs.File, error) {
	if data, ok := o.files[name]; ok {
		return &file{entry{path.Base(name), data, false}, bytes.NewReader(data)}, nil
	}
	if o.gone[name] {
		return nil, missing(name)
	}
	return o.FS.Open(name)
}

func (o *overlay) ReadFile(name string) ([]byte, error) {
	if data, ok := o.files[name]; ok {
		return bytes.Clone(data), nil
	}
	if o.gone[name] {
		return nil, missing(name)
	}
	return fs.ReadFile(o.FS, name)
}

func missing(name string) error {
	return &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadDir lists a folder with the added files, in order.
func (o *overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	if o.gone[name] {
		return nil, missing(name)
	}
	fresh := o.folders[name]
	entries, err := fs.ReadDir(o.FS, name)
	if err != nil && (fresh == nil || !errors.Is(err, fs.ErrNotExist)) {
		return entries, err
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		at := path.Join(name, e.Name())
		_, changed := o.files[at]
		return changed || o.gone[at]
	})
	known := map[string]bool{}
	for _, e := range entries {
		known[e.Name()] = true
	}
	for element := range fresh {
		data, isFile := o.files[path.Join(name, element)]
		if !known[element] {
			entries = append(entries, fs.FileInfoToDirEntry(entry{element, data, !isFile}))
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// file is an open changed file.
type file struct {
	entry
	io.Reader
}

func (f *file) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *file) Close() error               { return nil }

// entry describes a changed file, or a folder that the changes create.
type entry struct {
	name   string
	data   []byte
	folder bool
}

func (e entry) Name() string       { return e.name }
func (e entry) Size() int64        { return int64(len(e.data)) }
func (e entry) ModTime() time.Time { return time.Time{} }
func (e entry) IsDir() bool        { return e.folder }
func (e entry) Sys() any           { return nil }
func (e entry) Mode() fs.FileMode {
	if e.folder {
		return fs.ModeDir | 0o777
	}
	return 0o666
}
