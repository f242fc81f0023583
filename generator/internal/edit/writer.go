package edit

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

// writer replaces files and can undo it.
type writer struct {
	root      *os.Root
	originals []original
	folders   []string // created by this writer, parents first
	emptied   []string // that a removed file was in
}

// original is a file before its change; old is nil if it did not exist.
type original struct {
	path string
	old  []byte
	mode fs.FileMode
}

func (w *writer) all(changes []Change) error {
	for _, c := range changes {
		if err := w.one(c); err != nil {
			return fmt.Errorf("write %s: %w", c.Path, err)
		}
	}
	return nil
}

func (w *writer) one(c Change) error {
	if !c.Gone {
		if err := w.makeFolders(path.Dir(c.Path)); err != nil {
			return err
		}
	}
	old, mode, err := current(w.root, c) // Apply may have checked it long ago
	if err != nil {
		return err
	}
	if c.Gone {
		err = w.root.Remove(c.Path)
		w.emptied = append(w.emptied, path.Dir(c.Path))
	} else {
		err = w.replace(c.Path, c.New, mode)
	}
	if err != nil {
		return err
	}
	w.originals = append(w.originals, original{c.Path, old, mode})
	return nil
}

// makeFolders creates the missing folders, one by one.
func (w *writer) makeFolders(folder string) error {
	if folder == "." {
		return nil
	}
	if err := w.makeFolders(path.Dir(folder)); err != nil {
		return err
	}
	err := w.root.Mkdir(folder, 0o777)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err == nil {
		w.folders = append(w.folders, folder)
	}
	return err
}

// replace writes a temporary file next to name and renames it. Its name begins
// with a dot, so that a concurrent loader ignores it.
func (w *writer) replace(name string, data []byte, mode fs.FileMode) error {
	aside := path.Join(path.Dir(name), "."+path.Base(name)+".new")
	if err := w.root.Remove(aside); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := w.root.OpenFile(aside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = w.root.Rename(aside, name)
	}
	if err != nil {
		return errors.Join(err, w.root.Remove(aside))
	}
	return nil
}

// tidy removes the folders that removed files have left empty.
func (w *writer) tidy() {
	for _, folder := range w.emptied {
		for ; folder != "." && w.root.Remove(folder) == nil; folder = path.Dir(folder) {
		}
	}
}

// undo restores every replaced file and removes the created ones.
func (w *writer) undo() error {
	var failed []string
	for _, c := range w.originals {
		var err error
		if c.old == nil {
			err = w.root.Remove(c.path)
		} else {
			err = w.replace(c.path, c.old, c.mode)
		}
		if err != nil {
			failed = append(failed, fmt.Sprintf("%s (%v)", c.path, err))
		}
	}
	for i := len(w.folders) - 1; i >= 0; i-- {
		_ = w.root.Remove(w.folders[i]) // it fails if somebody else has put a file there
	}
	if failed != nil {
		return fmt.Errorf("some files could not be put back, git can do it: %s", strings.Join(failed, ", "))
	}
	return nil
}
