package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// place is where a site goes, and the names beside it that belong to it.
type place struct {
	out     string // absolute, without symbolic links
	staging string // the new site in the making; after an exchange the old one
	old     string // the old site between two renames
	lock    string
}

// resolve follows the symbolic links of out, once, and makes the folders
// above it.
func resolve(out string) (place, error) {
	if out == "" {
		return place{}, errors.New("no output folder was named")
	}
	abs, err := filepath.Abs(out)
	if err != nil {
		return place{}, fmt.Errorf("find %s: %w", out, err)
	}
	real, err := filepath.EvalSymlinks(abs)
	if errors.Is(err, fs.ErrNotExist) {
		real, err = resolveMissing(abs)
	}
	if err != nil {
		return place{}, fmt.Errorf("find %s: %w", out, err)
	}
	beside := func(suffix string) string {
		return filepath.Join(filepath.Dir(real), "."+filepath.Base(real)+suffix)
	}
	return place{out: real, staging: beside(".staging"), old: beside(".old"), lock: beside(".lock")}, nil
}

// resolveMissing does it for an output that is not there yet, or a link to one.
func resolveMissing(abs string) (string, error) {
	if target, err := os.Readlink(abs); err == nil {
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(abs), target)
		}
		abs = target
	}
	if err := os.MkdirAll(filepath.Dir(abs), dirMode); err != nil {
		return "", err
	}
	parent, err := filepath.EvalSymlinks(filepath.Dir(abs))
	if err != nil {
		return "", err
	}
	return filepath.Join(parent, filepath.Base(abs)), nil
}

// protect refuses outputs that no option may replace.
func (at place) protect(protected []string) error {
	if filepath.Dir(at.out) == at.out {
		return fmt.Errorf("%w: it is the root of the file system", ErrProtected)
	}
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
	for _, dir := range protected {
		if err := refuseAbove(info, dir); err != nil {
			return err
		}
	}
	return nil
}

// refuseAbove compares folders, not names: a folder has many.
func refuseAbove(out fs.FileInfo, dir string) error {
	real, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("find %s: %w", dir, err)
	}
	if r, err := filepath.EvalSymlinks(real); err == nil {
		real = r
	}
	for at := real; ; at = filepath.Dir(at) {
		if info, err := os.Stat(at); err == nil && os.SameFile(info, out) {
			return fmt.Errorf("%w: it is, or holds, %s", ErrProtected, dir)
		}
		if filepath.Dir(at) == at {
			return nil
		}
	}
}

// acquire waits until no other process or goroutine writes this output.
func (at place) acquire(ctx context.Context) (unlock func(), err error) {
	type outcome struct {
		unlock func()
		err    error
	}
	done := make(chan outcome, 1)
	go func() {
		unlock, err := lockedfile.MutexAt(at.lock).Lock()
		done <- outcome{unlock, err}
	}()
	select {
	case o := <-done:
		if o.err != nil {
			return nil, fmt.Errorf("take the lock: %w", o.err)
		}
		return o.unlock, nil
	case <-ctx.Done():
		go func() {
			if o := <-done; o.err == nil {
				o.unlock()
			}
		}()
		return nil, fmt.Errorf("wait for another run to release %s: %w", at.lock, ctx.Err())
	}
}

// recover mends what a killed run left behind.
func (at place) recover() error {
	if _, err := os.Lstat(at.old); err == nil {
		if _, err := os.Lstat(at.out); errors.Is(err, fs.ErrNotExist) {
			if err := os.Rename(at.old, at.out); err != nil {
				return fmt.Errorf("bring back the site of a run that was stopped: %w", err)
			}
		}
	}
	return at.tidy()
}

func (at place) tidy() error {
	return errors.Join(discard(at.staging), discard(at.old))
}

// discard removes dir and all in it; carried folders may be read-only.
func discard(dir string) error {
	if os.RemoveAll(dir) == nil {
		return nil
	}
	_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			return os.Chmod(name, 0o700)
		}
		return nil
	})
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("remove %s: %w", dir, err)
	}
	return nil
}
