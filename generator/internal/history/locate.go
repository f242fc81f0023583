package history

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-billy/v5"
	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/format/config"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/go-git/go-git/v5/storage/filesystem/dotgit"
)

// location holds the paths of a repository, as in gitrepository-layout(5).
// go-git's own search refuses sparse checkouts and partial clones because of
// their config, and a whole repository because of one branch's config.
type location struct {
	top       string // of the work tree
	gitDir    string // HEAD and the index
	commonDir string // objects, references and config; elsewhere in a linked worktree
	prefix    string
}

func locate(dir string) (location, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return location{}, err
	}
	real, err := filepath.EvalSymlinks(abs)
	if err != nil {
		return location{}, err
	}
	for top := real; ; top = filepath.Dir(top) {
		gitDir, err := gitDirOf(top)
		if err != nil {
			return location{}, err
		}
		if gitDir != "" {
			return locationOf(gitDir, top, real)
		}
		if filepath.Dir(top) == top {
			return location{}, ErrNone
		}
	}
}

// gitDirOf returns "" when top is not the top of a work tree. Like git, it
// ignores a .git folder that is not a repository, and fails on a .git file that
// leads nowhere.
func gitDirOf(top string) (string, error) {
	name := filepath.Join(top, ".git")
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	if info.IsDir() {
		if !hasHead(name) {
			return "", nil
		}
		return name, nil
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is neither a folder nor a plain file, and it was not read", name)
	}
	target, err := readPointer(name, "gitdir:")
	if err != nil {
		return "", err
	}
	if !hasHead(target) {
		return "", fmt.Errorf("%s leads to %s, which is not a repository", name, target)
	}
	return target, nil
}

func hasHead(gitDir string) bool {
	_, err := os.Lstat(filepath.Join(gitDir, "HEAD"))
	return err == nil
}

// readPointer reads a file that contains a path, relative to the file's folder.
func readPointer(name, label string) (string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	target, found := strings.CutPrefix(string(data), label)
	target = strings.TrimSpace(target)
	if !found || target == "" {
		return "", fmt.Errorf("%s holds no path", name)
	}
	if !filepath.IsAbs(target) {
		target = filepath.Join(filepath.Dir(name), target)
	}
	return filepath.Clean(target), nil
}

func locationOf(gitDir, top, dir string) (location, error) {
	rel, err := filepath.Rel(top, dir)
	if err != nil {
		return location{}, err
	}
	where := location{top: top, gitDir: gitDir, commonDir: gitDir, prefix: filepath.ToSlash(rel)}
	common, err := readPointer(filepath.Join(gitDir, "commondir"), "")
	if errors.Is(err, fs.ErrNotExist) {
		return where, nil
	}
	where.commonDir = common
	return where, err
}

func (where location) open() (*Repository, error) {
	if err := checkFormat(filepath.Join(where.commonDir, "config")); err != nil {
		return nil, err
	}
	var files billy.Filesystem = osfs.New(where.gitDir)
	if where.commonDir != where.gitDir {
		files = dotgit.NewRepositoryFilesystem(files, osfs.New(where.commonDir))
	}
	store := newStore(files)
	stores := []*filesystem.Storage{store}
	others, err := alternates(filepath.Join(where.commonDir, "objects"), nil)
	if err != nil {
		return nil, err
	}
	for _, dir := range others {
		stores = append(stores, newStore(osfs.New(filepath.Dir(dir))))
	}
	cut, err := store.Shallow()
	if err != nil {
		return nil, fmt.Errorf("read where the clone was cut off: %w", err)
	}
	r := &Repository{objects: newObjects(stores...), where: where, prefix: where.prefix, shallow: map[plumbing.Hash]bool{}}
	for _, id := range cut {
		r.shallow[id] = true
	}
	return r, nil
}

// newStore keeps packs open and lists the objects once: a commit's files are read
// one by one, and each would otherwise go to the disk again.
func newStore(files billy.Filesystem) *filesystem.Storage {
	return filesystem.NewStorageWithOptions(files, cache.NewObjectLRUDefault(), filesystem.Options{KeepDescriptors: true, ExclusiveAccess: true})
}

// checkFormat refuses formats that would be read incorrectly. Extensions of the
// work tree and of fetching do not affect reading objects.
func checkFormat(name string) error {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	c := config.New()
	if err := config.NewDecoder(bytes.NewReader(data)).Decode(c); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	switch v := c.Section("core").Option("repositoryformatversion"); v {
	case "", "0", "1":
	default:
		return fmt.Errorf("%w: repository format version %s", ErrUnsupported, v)
	}
	for _, o := range c.Section("extensions").Options {
		if err := checkExtension(strings.ToLower(o.Key), strings.ToLower(o.Value)); err != nil {
			return err
		}
	}
	return nil
}

func checkExtension(key, value string) error {
	switch key {
	case "noop", "noop-v1", "partialclone", "preciousobjects", "worktreeconfig", "relativeworktrees":
		return nil
	case "objectformat":
		if value == "sha1" {
			return nil
		}
		return fmt.Errorf("%w: its objects are named by %s, and only sha1 is understood", ErrUnsupported, value)
	case "refstorage":
		if value == "files" {
			return nil
		}
		return fmt.Errorf("%w: its references are stored as %s, and only files are understood", ErrUnsupported, value)
	}
	return fmt.Errorf("%w: extension %s", ErrUnsupported, key)
}

// alternates lists the object folders that this one borrows from, transitively.
// Like git it ignores a missing one: only a missing object is an error.
func alternates(dir string, seen []string) ([]string, error) {
	name := filepath.Join(dir, "info", "alternates")
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	seen = append(seen, dir)
	var all []string
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		other := lines.Text()
		if other == "" || strings.HasPrefix(other, "#") {
			continue
		}
		if !filepath.IsAbs(other) {
			other = filepath.Join(dir, other)
		}
		other = filepath.Clean(other)
		if slices.Contains(seen, other) {
			continue
		}
		if filepath.Base(other) != "objects" {
			return nil, fmt.Errorf("%w: %s names %s, which is not called objects", ErrUnsupported, name, other)
		}
		further, err := alternates(other, seen)
		if err != nil {
			return nil, err
		}
		all = append(append(all, other), further...)
	}
	return all, lines.Err()
}
