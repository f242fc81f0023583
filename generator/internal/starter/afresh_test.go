package starter

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/edit"
)

// broken is a folder in which one thing cannot be done.
type broken struct {
	fstest.MapFS
	does, at string
	err      error
}

func (b broken) fail(does, at string) error {
	if does == b.does && at == b.at {
		return &fs.PathError{Op: does, Path: at, Err: b.err}
	}
	return nil
}

func (b broken) ReadFile(name string) ([]byte, error) {
	if err := b.fail("read", name); err != nil {
		return nil, err
	}
	return b.MapFS.ReadFile(name)
}

func (b broken) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := b.fail("list", name); err != nil {
		return nil, err
	}
	return b.MapFS.ReadDir(name)
}

func (b broken) Lstat(name string) (fs.FileInfo, error) {
	if err := b.fail("look", name); err != nil {
		return nil, err
	}
	return b.MapFS.Lstat(name)
}

// folder has files with texts; a text that begins with -> is a link.
func folder(texts map[string]string) fstest.MapFS {
	all := fstest.MapFS{}
	for name, text := range texts {
		all[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
		if to, is := strings.CutPrefix(text, "->"); is {
			all[name] = &fstest.MapFile{Data: []byte(to), Mode: fs.ModeSymlink | 0o777}
		}
	}
	return all
}

// few are the files of a new programme, in little.
func few() []File {
	return []File{
		{"README.md", []byte("# New\n")}, {".gitignore", []byte("/private/\n")}, {"program/site.yaml", []byte("title: New\n")},
		{"content/index.md", []byte("# Home\n")}, {"content/a/x.md", []byte("# X\n")},
	}
}

// done puts changes into words, sorted: the path, and what is done to it.
func done(changes []edit.Change) []string {
	words := []string{}
	for _, c := range changes {
		what := "new"
		switch {
		case c.Gone:
			what = "gone"
		case c.Old != nil && string(c.Old) == string(c.New):
			what = "same"
		case c.Old != nil:
			what = "changed"
		}
		words = append(words, c.Path+" "+what)
	}
	slices.Sort(words)
	return words
}

const exampleSite = "title: T\nrepository: https://github.com/harbour-example/mentoring\n"

// TestTheExampleMakesWay replaces records, handbook and README, and keeps what is read by
// nobody or is theirs. What git does not have is in the way.
func TestTheExampleMakesWay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		there            map[string]string
		unsaved, readme  string
		changed, inWay   []string
		changedOfNothing bool
	}{
		"nothing": {changed: []string{"README.md new", "content/a/x.md new", "content/index.md new", "program/site.yaml new"}},
		"the example": {
			there: map[string]string{"README.md": "# pairbook\n\nMore.\n", "program/site.yaml": exampleSite, "program/people/ada.yaml": "name: Ada\n", "content/index.md": "# Old\n",
				"content/.DS_Store": "x", "content/.obsidian/x.json": "x", "generator/main.go": "package main\n"},
			changed: []string{"README.md changed", "content/a/x.md new", "content/index.md changed", "program/people/ada.yaml gone", "program/site.yaml changed"},
		},
		"a README of theirs": {
			there: map[string]string{"README.md": "# Ours\n", "content/index.md": "# Home\n"}, readme: "README.md",
			changed: []string{"content/a/x.md new", "content/index.md same", "program/site.yaml new"},
		},
		"what is not saved": {
			there: map[string]string{"program/site.yaml": exampleSite, "content/index.md": "# Mine\n"}, unsaved: "content/index.md", inWay: []string{"content/index.md"},
			changed: []string{"README.md new", "content/a/x.md new", "content/index.md changed", "program/site.yaml changed"},
		},
		"a link": {
			there: map[string]string{"content/a/x.md": "->index.md"}, inWay: []string{"content/a/x.md"},
			changed: []string{"README.md new", "content/a/x.md new", "content/index.md new", "program/site.yaml new"},
		},
	} {
		fit, err := Afresh(folder(c.there), few(), func(path string, data []byte) bool {
			return path != c.unsaved && string(data) == c.there[path]
		})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(c.changed, done(fit.Changes)); diff != "" || fit.Readme != c.readme || !slices.Equal(fit.InTheWay, c.inWay) {
			t.Errorf("%s: README %q, in the way %v\n%s", name, fit.Readme, fit.InTheWay, diff)
		}
	}
}

// TestAnothersProgrammeIsNotReplaced knows the example by its repository.
func TestAnothersProgrammeIsNotReplaced(t *testing.T) {
	t.Parallel()
	all := func(string, []byte) bool { return true }
	if _, err := Afresh(folder(map[string]string{"program/site.yaml": "title: Ours\n"}), few(), all); !errors.Is(err, ErrOthers) {
		t.Errorf("of others: %v", err)
	}
	there := map[string]string{"program/site.yaml": exampleSite, "content/b/y.md": "# Y\n"}
	for _, b := range []broken{
		{does: "list", at: "content/b", err: fs.ErrPermission}, {does: "list", at: "content/b", err: fs.ErrNotExist},
		{does: "list", at: "program", err: fs.ErrPermission}, {does: "read", at: "content/b/y.md", err: fs.ErrPermission},
	} {
		b.MapFS = folder(there)
		if fit, err := Afresh(b, few(), all); !errors.Is(err, b.err) || len(fit.Changes) > 0 {
			t.Errorf("%s %s: %v, %v", b.does, b.at, done(fit.Changes), err)
		}
	}
}
