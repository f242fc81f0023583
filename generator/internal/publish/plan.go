package publish

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pairbook/generator/internal/text"
)

const (
	manifestName = "manifest.json"
	maxPath      = 200 // bytes
)

// plan is the content of the site: its files in the order of their paths, and
// their folders, parents first.
type plan struct {
	files []File
	paths map[string]bool // of all files, including the manifest
	dirs  []string
}

func newPlan(files []File) (*plan, error) {
	if len(files) == 0 {
		return nil, errors.New("a site without any file")
	}
	p := &plan{paths: map[string]bool{manifestName: true}}
	p.files = slices.SortedFunc(slices.Values(files), func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	dirs := map[string]bool{}
	for _, f := range p.files {
		if err := checkPath(f.Path); err != nil {
			return nil, fmt.Errorf("path %q: %w", f.Path, err)
		}
		if p.paths[f.Path] {
			return nil, fmt.Errorf("path %q: two files want it", f.Path)
		}
		p.paths[f.Path] = true
		for dir := range parents(f.Path) {
			dirs[dir] = true
		}
	}
	p.dirs = slices.Sorted(maps.Keys(dirs))
	return p, p.checkNeighbours()
}

// checkNeighbours refuses what some file systems cannot store side by side: a
// file and a folder of one name, and names that differ only by case or Unicode
// form.
func (p *plan) checkNeighbours() error {
	spelled := map[string]string{}
	for _, name := range slices.Concat(slices.Sorted(maps.Keys(p.paths)), p.dirs) {
		folded := text.Fold(name)
		switch first, taken := spelled[folded]; {
		case taken && first == name:
			return fmt.Errorf("path %q: both a file and a folder want it", name)
		case taken:
			return fmt.Errorf("paths %q and %q differ by case or Unicode form alone", first, name)
		}
		spelled[folded] = name
	}
	return nil
}

func checkPath(name string) error {
	switch {
	case name == "":
		return errors.New("it is empty")
	case len(name) > maxPath:
		return fmt.Errorf("%d bytes, at most %d are allowed", len(name), maxPath)
	case !utf8.ValidString(name):
		return errors.New("it is not UTF-8")
	case strings.ContainsFunc(name, unicode.IsControl):
		return errors.New("it holds a control character")
	case strings.Contains(name, `\`):
		return errors.New("it holds a backslash; folders are separated by slashes")
	case !fs.ValidPath(name), name == ".":
		return errors.New(`it must be relative and clean, without "." or ".."`)
	}
	if first, _, _ := strings.Cut(name, "/"); strings.EqualFold(first, ".git") {
		return errors.New("it would turn the site into a repository")
	}
	return nil
}

// parents yields the folders above name, the nearest first, without the root.
func parents(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if !yield(dir) {
				return
			}
		}
	}
}
