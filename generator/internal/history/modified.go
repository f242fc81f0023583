package history

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/config"
)

// Outside lists the files outside of a repository that git reads too, by
// ascending precedence. Missing files are ignored.
type Outside struct {
	Config     []string
	Ignores    []string // used when no config names another
	Attributes []string
	Home       string // the expansion of ~
}

// Modified reports whether something in the folders, relative to the one given to
// Open, differs from HEAD: what git status would list, including staged changes
// and files that are neither tracked nor ignored. It skips files that are assumed
// unchanged or not in a sparse checkout. It compares the metadata in the index
// first and reads only files whose metadata has changed, or that were written in the
// second of the index or later, as git does.
func (r *Repository) Modified(folders []string, outside Outside) (bool, error) {
	head, err := r.top("HEAD")
	if err != nil {
		return false, err
	}
	x, err := r.readIndex()
	if err != nil {
		return false, err
	}
	m := &modifier{repository: r, index: x, outside: outside, settings: map[string]string{}, macros: map[string][]string{"binary": {"-diff", "-merge", "-text"}}}
	m.readSettings()
	data, _ := os.ReadFile(filepath.Join(r.where.commonDir, "info", "attributes"))
	m.strongest = m.strongest.with(data, ".", m.macros)
	for _, f := range folders {
		modified, err := m.scope(head, path.Join(r.prefix, f))
		if modified || err != nil {
			return modified, err
		}
	}
	return false, nil
}

// modifier compares the work tree with the index, and the index with HEAD.
type modifier struct {
	repository *Repository
	index      *index
	outside    Outside
	settings   map[string]string // by section.key, in lower case
	macros     map[string][]string
	attributes map[string]attributes // by folder
	strongest  attributes            // from the repository's info/attributes
}

func isTrue(value string) bool {
	return slices.Contains([]string{"true", "yes", "on", "1"}, strings.ToLower(value))
}

// readSettings reads the relevant settings; no two sections share one of their
// keys.
func (m *modifier) readSettings() {
	own := []string{filepath.Join(m.repository.where.commonDir, "config"), filepath.Join(m.repository.where.gitDir, "config.worktree")}
	for i, name := range slices.Concat(m.outside.Config, own) {
		if i > len(m.outside.Config) && !isTrue(m.settings["extensions.worktreeconfig"]) {
			continue
		}
		data, err := os.ReadFile(name)
		c := config.New()
		if err != nil || config.NewDecoder(bytes.NewReader(data)).Decode(c) != nil {
			continue
		}
		for _, section := range []string{"core", "extensions"} {
			for _, o := range c.Section(section).Options {
				m.settings[section+"."+strings.ToLower(o.Key)] = o.Value
			}
		}
	}
}

// files returns the file that a setting names, or else the defaults.
func (m *modifier) files(setting string, others []string) []string {
	name := m.settings[setting]
	if name == "" {
		return others
	}
	if rest, found := strings.CutPrefix(name, "~/"); found {
		name = filepath.Join(m.outside.Home, rest)
	}
	return []string{name}
}

func (m *modifier) at(name string) string {
	return filepath.Join(m.repository.where.top, filepath.FromSlash(name))
}

// scope compares a file or folder, given by its path from the top.
func (m *modifier) scope(head *treeFS, name string) (bool, error) {
	e, err := head.find("compare", name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	if staged, err := m.staged(name, e); staged || err != nil {
		return staged, err
	}
	rules := ignores{fold: isTrue(m.settings["core.ignorecase"])}
	for _, file := range append(m.files("core.excludesfile", m.outside.Ignores), filepath.Join(m.repository.where.commonDir, "info", "exclude")) {
		data, _ := os.ReadFile(file)
		rules = rules.with(data, ".")
	}
	ignored := false
	for _, folder := range above(name) {
		ignored = ignored || folder != "." && rules.ignored(folder, true)
		rules = rules.with(m.readSmall(path.Join(folder, ".gitignore")), folder)
	}
	if name == "." {
		return m.folder(name, m.index.entries, rules, false)
	}
	info, err := os.Lstat(m.at(name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	var found fs.DirEntry
	if err == nil {
		found = fs.FileInfoToDirEntry(info)
	}
	return m.child(name, found, exactly(m.index.entries, name), below(m.index.entries, name), rules, ignored)
}

// above lists the folders that contain a file or folder, from the top down.
func above(name string) (folders []string) {
	for name != "." {
		name = path.Dir(name)
		folders = append(folders, name)
	}
	slices.Reverse(folders)
	return folders
}

// readSmall reads a file of the work tree, or, in a sparse checkout, its entry in
// the index. It does not follow a link.
func (m *modifier) readSmall(name string) []byte {
	if info, err := os.Lstat(m.at(name)); err == nil {
		if !info.Mode().IsRegular() {
			return nil
		}
		data, _ := os.ReadFile(m.at(name))
		return data
	}
	if e := exactly(m.index.entries, name); e != nil && e.skipped {
		if is, data, err := m.repository.objects.get(e.id); err == nil && is == plumbing.BlobObject {
			return data
		}
	}
	return nil
}

// staged reports whether the index differs from HEAD at a name; e is nil when
// HEAD has nothing there.
func (m *modifier) staged(name string, e *entry) (bool, error) {
	one, more := exactly(m.index.entries, name), below(m.index.entries, name)
	if name == "." {
		one = nil
	}
	switch {
	case e == nil:
		return one != nil || len(more) > 0, nil
	case !e.IsDir():
		return one == nil || len(more) > 0 || one.unmerged || one.intended || one.id != e.id || one.fileMode() != e.mode, nil
	case one != nil:
		return true, nil
	}
	known := name
	if name == "." {
		known = ""
	}
	if id, found := m.index.trees[known]; found {
		return id != e.id, nil
	}
	list, err := newTreeFS(m.repository.objects, e.id).list(e.id)
	if err != nil {
		return false, err
	}
	counted := 0
	for _, child := range list {
		at := path.Join(name, child.name)
		if differs, err := m.staged(at, child); differs || err != nil {
			return differs, err
		}
		counted += len(between(more, at, at+"\x00"))
		if child.IsDir() {
			counted += len(below(more, at))
		}
	}
	return counted != len(more), nil
}

// folder compares the contents of a folder of the work tree with the entries
// below it.
func (m *modifier) folder(name string, entries []staged, rules ignores, ignored bool) (bool, error) {
	found, err := os.ReadDir(m.at(name))
	if err != nil {
		return false, err
	}
	if slices.ContainsFunc(found, func(d fs.DirEntry) bool { return d.Name() == ".gitignore" }) {
		rules = rules.with(m.readSmall(path.Join(name, ".gitignore")), name)
	}
	seen := 0
	for _, d := range found {
		if d.Name() == ".git" {
			continue
		}
		at := path.Join(name, d.Name())
		one, more := exactly(entries, at), below(entries, at)
		seen += len(more) + len(between(entries, at, at+"\x00"))
		if modified, err := m.child(at, d, one, more, rules, ignored); modified || err != nil {
			return modified, err
		}
	}
	if seen == len(entries) {
		return false, nil
	}
	return m.deleted(entries, found, name), nil
}

// deleted reports whether an expected file is missing.
func (m *modifier) deleted(entries []staged, found []fs.DirEntry, folder string) bool {
	return slices.ContainsFunc(entries, func(e staged) bool {
		rest := e.name
		if folder != "." {
			rest = e.name[len(folder)+1:]
		}
		first, _, _ := strings.Cut(rest, "/")
		_, there := slices.BinarySearchFunc(found, first, func(d fs.DirEntry, name string) int { return cmp.Compare(d.Name(), name) })
		return !there && !e.assumed && !e.skipped
	})
}

// child compares what is at a name in the work tree, or nil, with the entry of
// that name and the entries below it.
func (m *modifier) child(name string, found fs.DirEntry, one *staged, more []staged, rules ignores, ignored bool) (bool, error) {
	expected := func(e staged) bool { return !e.assumed && !e.skipped }
	switch {
	case found == nil:
		return one != nil && expected(*one) || slices.ContainsFunc(more, expected), nil
	case one != nil:
		return m.entry(one, found)
	case found.IsDir():
		ignored = ignored || rules.ignored(name, true)
		if len(more) == 0 && (ignored || hasHead(filepath.Join(m.at(name), ".git"))) {
			return !ignored, nil // another repository
		}
		return m.folder(name, more, rules, ignored)
	case slices.ContainsFunc(more, expected):
		return true, nil
	case !found.Type().IsRegular() && found.Type() != fs.ModeSymlink:
		return false, nil // git does not track devices and the like
	}
	return !ignored && !rules.ignored(name, false), nil
}

// entry compares a file of the work tree with its entry.
func (m *modifier) entry(e *staged, found fs.DirEntry) (bool, error) {
	switch {
	case e.unmerged || e.intended:
		return true, nil
	case e.assumed, e.skipped && !isTrue(m.settings["core.sparsecheckout"]):
		return false, nil
	case e.mode&modeMask == modeGitlink:
		return m.submodule(e, found)
	}
	info, err := found.Info()
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	link := e.mode&modeMask == modeLink
	switch isLink, plain := info.Mode()&fs.ModeSymlink != 0, info.Mode().IsRegular(); {
	case link && !isLink && !(plain && m.settings["core.symlinks"] == "false"), !link && !plain:
		return true, nil
	case !link && m.settings["core.filemode"] != "false" && (info.Mode()&0o100 != 0) != (e.mode == modeExec):
		return true, nil
	case stampOf(info) == e.seen && info.ModTime().Unix() < m.index.written.Unix():
		return false, nil
	case isLink:
		target, err := os.Readlink(m.at(e.name))
		return plumbing.ComputeHash(plumbing.BlobObject, []byte(filepath.ToSlash(target))) != e.id, err
	}
	data, err := os.ReadFile(m.at(e.name))
	if err != nil {
		return false, err
	}
	clean, err := m.cleaned(e, data)
	return !clean, err
}

// submodule compares the commit of another repository, and its work tree. One
// that was not fetched is an empty folder, and like git it takes one without a
// commit for that.
func (m *modifier) submodule(e *staged, found fs.DirEntry) (bool, error) {
	if !found.IsDir() {
		return true, nil
	}
	if _, err := os.Lstat(filepath.Join(m.at(e.name), ".git")); err != nil {
		return false, nil
	}
	r, err := Open(m.at(e.name))
	if err != nil {
		return false, fmt.Errorf("look into the submodule %s: %w", e.name, err)
	}
	id, err := r.Commit("HEAD")
	switch {
	case errors.Is(err, ErrNoCommit):
		return false, nil
	case err != nil || id != e.id.String():
		return err == nil, err
	}
	return r.Modified([]string{"."}, m.outside)
}

// attributesOf returns the attributes of a file, and caches those of folders.
func (m *modifier) attributesOf(name string) map[string]string {
	in := m.inFolder(path.Dir(name))
	return attributes{slices.Concat(in.lines, m.strongest.lines), in.fold}.of(name, m.macros)
}

func (m *modifier) inFolder(folder string) attributes {
	if known, found := m.attributes[folder]; found {
		return known
	}
	var in attributes
	if folder == "." {
		in.fold = isTrue(m.settings["core.ignorecase"])
		for _, file := range m.files("core.attributesfile", m.outside.Attributes) {
			data, _ := os.ReadFile(file)
			in = in.with(data, ".", m.macros)
		}
	} else {
		in = m.inFolder(path.Dir(folder))
	}
	in = in.with(m.readSmall(path.Join(folder, ".gitattributes")), folder, m.macros)
	if m.attributes == nil {
		m.attributes = map[string]attributes{}
	}
	m.attributes[folder] = in
	return in
}
