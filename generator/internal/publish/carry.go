package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
)

// carry brings foreign files from the old site into the new one, and counts those
// removed.
func (s *stage) carry() error {
	for _, name := range slices.Sorted(maps.Keys(s.old.entries)) {
		info := s.old.entries[name]
		_, ours := s.old.manifest[name]
		switch {
		case s.plan.paths[name] && !info.IsDir(), info.IsDir() && (s.made[name] || s.old.children[name] > 0):
			// In the new site already, or created when something inside needs it.
		case info.IsDir() && (s.clean || s.blocked(name)):
			s.replace = true
		case ours, s.clean && name != ".gitignore", s.blocked(name):
			s.result.Removed++
		default:
			err := s.carryOne(name, info)
			if errors.Is(err, fs.ErrExist) { // the file system ignores case
				s.result.Removed++
			} else if err != nil {
				return fmt.Errorf("carry %s over: %w", name, err)
			}
		}
	}
	return nil
}

// blocked reports whether the new site has something else at name, or a file
// where name needs a folder.
func (s *stage) blocked(name string) bool {
	if s.made[name] || s.plan.paths[name] {
		return true
	}
	for dir := range parents(name) {
		if s.plan.paths[dir] {
			return true
		}
	}
	return false
}

func (s *stage) carryOne(name string, info fs.FileInfo) error {
	if err := s.carryDir(path.Dir(name)); err != nil {
		return err
	}
	from, to := s.old.file(name), s.file(name)
	switch {
	case info.IsDir():
		return s.carryDir(name)
	case info.Mode().Type() == fs.ModeSymlink:
		target, err := os.Readlink(from)
		if err != nil {
			return err
		}
		return os.Symlink(target, to)
	}
	err := s.link(from, to)
	if err == nil || !info.Mode().IsRegular() {
		return err
	}
	return copyFile(from, to, info)
}

// carryDir creates a folder with its old mode for foreign files.
func (s *stage) carryDir(name string) error {
	if name == "." || s.made[name] {
		return nil
	}
	if err := s.carryDir(path.Dir(name)); err != nil {
		return err
	}
	s.made[name] = true
	return makeDir(s.file(name), s.old.entries[name].Mode().Perm()|0o700)
}

// copyFile replaces a hard link on file systems without them.
func copyFile(from, to string, info fs.FileInfo) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	err = writeFile(to, f, info.Mode().Perm())
	return errors.Join(err, f.Close(), os.Chtimes(to, info.ModTime(), info.ModTime()))
}
