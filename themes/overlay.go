package themes

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"
	"strings"
)

// Over returns a theme of somebody's own, with the default theme's files in the
// place of those that it lacks. A folder of it is listed by ReadDir only.
func Over(own fs.FS) fs.FS { return overlay{own, Default()} }

type overlay struct{ own, base fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.own.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.base.Open(name)
	}
	return f, err
}

// ReadDir lists what either theme has in a folder.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.own, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	below, errBelow := fs.ReadDir(o.base, name)
	switch {
	case errors.Is(errBelow, fs.ErrNotExist):
		return entries, err
	case errBelow != nil:
		return nil, errBelow
	}
	byName := func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) }
	for _, e := range below {
		if _, there := slices.BinarySearchFunc(entries, e, byName); !there {
			entries = append(entries, e)
			slices.SortFunc(entries, byName)
		}
	}
	return entries, nil
}

// HasTemplates reports whether a theme has a template that is not as the default
// theme has it.
func HasTemplates(own fs.FS) (has bool) {
	base := Default()
	_ = fs.WalkDir(own, "templates", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		ours, err := fs.ReadFile(own, name)
		theirs, errBase := fs.ReadFile(base, name)
		has = has || err != nil || errBase != nil || !bytes.Equal(ours, theirs)
		return nil
	})
	return has
}
