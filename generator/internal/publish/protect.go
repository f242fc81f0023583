package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// protect refuses outputs that no option may replace, whether they exist or not.
func (at place) protect(protected []string, kept []Kept) error {
	if filepath.Dir(at.out) == at.out {
		return fmt.Errorf("%w: it is the root of the file system", ErrProtected)
	}
	for dir := at.out; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if strings.EqualFold(filepath.Base(dir), ".git") {
			return fmt.Errorf("%w: %s is git's own", ErrProtected, dir)
		}
	}
	if err := at.protectRepository(); err != nil {
		return err
	}
	for _, dir := range protected {
		if err := at.refuseAbove(dir); err != nil {
			return err
		}
	}
	for _, k := range kept {
		if err := at.refuseInside(k); err != nil {
			return err
		}
	}
	return nil
}

// protectRepository refuses a file, and a folder that holds a repository.
func (at place) protectRepository() error {
	info, err := os.Stat(at.out)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return errors.New("it is a file, and a site needs a folder")
	}
	if _, err := os.Lstat(filepath.Join(at.out, ".git")); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: it holds .git", ErrProtected)
	}
	return nil
}

func (at place) refuseAbove(dir string) error {
	real, err := follow(dir)
	if err != nil {
		return fmt.Errorf("find %s: %w", dir, err)
	}
	if within(real, at.out) {
		return fmt.Errorf("%w: it is, or holds, %s", ErrProtected, dir)
	}
	return nil
}

func (at place) refuseInside(k Kept) error {
	real, err := follow(k.Folder)
	if err != nil {
		return fmt.Errorf("find %s: %w", k.Folder, err)
	}
	if within(at.out, real) || within(real, at.out) {
		return fmt.Errorf("%w: %s %s", ErrProtected, k.Folder, k.Why)
	}
	return nil
}

// within reports whether a folder is another one or lies in it, by name or by
// identity, since a folder can have many names.
func within(dir, other string) bool {
	info, _ := os.Stat(other)
	for at := dir; ; at = filepath.Dir(at) {
		if at == other {
			return true
		}
		if here, _ := os.Stat(at); os.SameFile(here, info) { // not where either is missing
			return true
		}
		if filepath.Dir(at) == at {
			return false
		}
	}
}
