package publish

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// verify checks that every file in the manifest of the site in dir exists, is a
// regular file and has the listed sum. It ignores files that are not in the
// manifest, and reports all differences in the order of their paths.
func verify(dir string) error {
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return fmt.Errorf("verify %s: %w", dir, err)
	}
	t := newTree(real)
	if t.manifest, err = readManifest(real); err != nil {
		return fmt.Errorf("verify %s: %w", dir, err)
	}
	if err := t.walk(); err != nil {
		return fmt.Errorf("verify %s: %w", dir, err)
	}
	var problems []error
	for _, name := range slices.Sorted(maps.Keys(t.manifest)) {
		if err := t.verify(name, t.manifest[name]); err != nil {
			problems = append(problems, fmt.Errorf("verify %s: %s: %w", dir, name, err))
		}
	}
	return errors.Join(problems...)
}

func (t *tree) verify(name, want string) error {
	info, found := t.entries[name]
	switch {
	case !found:
		return errors.New("it is in the manifest and not in the folder")
	case !info.Mode().IsRegular():
		return fmt.Errorf("it is not a file (%s)", info.Mode().Type())
	}
	data, err := os.ReadFile(t.file(name))
	if err != nil {
		return err
	}
	if got := sum(data); got != want {
		return fmt.Errorf("its SHA-256 is %s, the manifest says %s", got, want)
	}
	return nil
}
