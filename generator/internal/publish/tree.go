package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// tree is the output as found.
type tree struct {
	dir      string
	exists   bool
	manifest map[string]string      // path → SHA-256; nil without a manifest of ours
	entries  map[string]fs.FileInfo // by slash-separated path; links are not followed
	children map[string]int         // of a folder
}

func newTree(dir string) *tree {
	return &tree{dir: dir, entries: map[string]fs.FileInfo{}, children: map[string]int{}}
}

// examine reads the output folder, after checking that it may be replaced: a
// foreign folder can be very large.
func examine(dir string, clean bool) (*tree, error) {
	t := newTree(dir)
	top, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return t, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the folder that is there: %w", err)
	}
	t.exists = true
	if t.manifest, err = readManifest(dir); err != nil && !errors.Is(err, errNoManifest) {
		return nil, err
	}
	for _, entry := range top {
		if t.manifest == nil && !clean && !strings.HasPrefix(entry.Name(), ".") {
			return nil, fmt.Errorf("%w: found %s and no manifest.json of ours", ErrForeign, entry.Name())
		}
	}
	return t, t.walk()
}

func (t *tree) walk() error {
	err := filepath.WalkDir(t.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == t.dir {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(t.dir, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		t.entries[rel] = info
		t.children[path.Dir(rel)]++
		return nil
	})
	if err != nil {
		return fmt.Errorf("read the folder that is there: %w", err)
	}
	return nil
}

func (t *tree) file(name string) string {
	return filepath.Join(t.dir, filepath.FromSlash(name))
}
