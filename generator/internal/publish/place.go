package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// place is the output folder and the names beside it that belong to it.
type place struct {
	out     string // absolute, without symbolic links
	staging string // the new site while it is built; after an exchange the old one
	old     string // the old site between two renames
	lock    string
}

// resolve follows the symbolic links of out, once.
func resolve(out string) (place, error) {
	if out == "" {
		return place{}, errors.New("no output folder was named")
	}
	real, err := follow(out)
	if err != nil {
		return place{}, fmt.Errorf("find %s: %w", out, err)
	}
	beside := func(suffix string) string {
		return filepath.Join(filepath.Dir(real), "."+filepath.Base(real)+suffix)
	}
	return place{out: real, staging: beside(".staging"), old: beside(".old"), lock: beside(".lock")}, nil
}

// maxLinks is how many links to missing targets are followed.
const maxLinks = 40

// follow returns the absolute path of a folder without symbolic links. Neither
// the folder nor its parents need to exist.
func follow(dir string) (string, error) {
	at, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	missing := ""
	for links := 0; ; {
		real, err := filepath.EvalSymlinks(at)
		if err == nil {
			return filepath.Join(real, missing), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if target, err := os.Readlink(at); err == nil && links < maxLinks {
			links++
			if !filepath.IsAbs(target) {
				target = filepath.Join(filepath.Dir(at), target)
			}
			at = target
			continue
		}
		if filepath.Dir(at) == at {
			return "", err
		}
		missing = filepath.Join(filepath.Base(at), missing)
		at = filepath.Dir(at)
	}
}

// lockGrace is far longer than it takes to acquire a free lock.
const lockGrace = 100 * time.Millisecond

// acquire waits until no other process or goroutine writes to this output.
func (at place) acquire(ctx context.Context) (unlock func(), err error) {
	type outcome struct {
		unlock func()
		err    error
	}
	done := make(chan outcome, 1)
	go func() {
		unlock, err := takeLock(ctx, at.lock)
		done <- outcome{unlock, err}
	}()
	select {
	case o := <-done:
		switch {
		case o.err == nil:
			return o.unlock, nil
		case ctx.Err() == nil:
			return nil, fmt.Errorf("take the lock: %w", o.err)
		}
	case <-ctx.Done():
		// A free lock is being acquired at this moment: release it. Do not wait
		// for one that another run holds.
		select {
		case o := <-done:
			if o.err == nil {
				o.unlock()
			}
		case <-time.After(lockGrace):
			go func() {
				if o := <-done; o.err == nil {
					o.unlock()
				}
			}()
		}
	}
	return nil, fmt.Errorf("wait for another run to release %s: %w", at.lock, ctx.Err())
}

// takeLock locks a file, which unlock removes. When the file was removed while
// takeLock waited, its lock is worthless, so takeLock tries again. It makes no file once
// the context is done, as nobody may be there any more to remove it.
func takeLock(ctx context.Context, name string) (unlock func(), err error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f, err := lockedfile.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
		if err != nil {
			return nil, err
		}
		held, err := f.Stat()
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		if there, err := os.Stat(name); err == nil && os.SameFile(held, there) {
			return func() {
				// An open file that cannot be removed stays.
				_ = os.Remove(name)
				_ = f.Close()
			}, nil
		}
		if err := f.Close(); err != nil {
			return nil, err
		}
	}
}

// recover repairs what a killed run left behind.
func (at place) recover() error {
	if _, err := os.Lstat(at.old); err == nil {
		if _, err := os.Lstat(at.out); errors.Is(err, fs.ErrNotExist) {
			if err := os.Rename(at.old, at.out); err != nil {
				return fmt.Errorf("bring back the site of a run that was stopped: %w", err)
			}
		}
	}
	return at.removeLeftovers()
}

func (at place) removeLeftovers() error {
	return errors.Join(discard(at.staging), discard(at.old))
}

// discard removes dir with its contents; carried folders may be read-only.
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
