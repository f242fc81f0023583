package record

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// A path that is longer or shorter than that of a record is no record's.
func TestPathsOfOtherLengths(t *testing.T) {
	repo, problems, err := Load(files("program/people/ada.yaml/notes.yaml", "name: Ada\n", "program/ada.yaml", "name: Ada\n", "program/cohorts/spring/pairings/otter.yaml", "x: y\n"))
	if err != nil {
		t.Fatal(err)
	}
	if repo.People.Len() != 0 || repo.Cohorts.Len() != 0 {
		t.Errorf("%d people and %d cohorts are read", repo.People.Len(), repo.Cohorts.Len())
	}
	var at []string
	for _, p := range problems.Sorted() {
		at = append(at, p.Path+" "+p.Rule)
	}
	if want := []string{"program/ada.yaml unknown-file", "program/cohorts/spring/pairings/otter.yaml unknown-file", "program/people/ada.yaml/notes.yaml unknown-file"}; !slices.Equal(at, want) {
		t.Errorf("%q, want %q", at, want)
	}
}

// Each visits every key of a mapping that the grammar does not fix.
func TestEachVisitsEveryAnswer(t *testing.T) {
	answers := &Answers{Counts: map[QuestionID]map[int]int{"first": {1: 4, 2: 5}, "second": {3: 6}}}
	var got []string
	Each(answers, func(path []any, value any) {
		got = append(got, strings.TrimSpace(fmt.Sprintln(append(slices.Clone(path), value)...)))
	})
	if want := []string{"counts first 1 4", "counts first 2 5", "counts second 3 6"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// fading lists files whose sizes it cannot tell.
type fading struct {
	fstest.MapFS
	err error
}

func (f fading) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := f.MapFS.ReadDir(name)
	for i, e := range entries {
		if e.Name() == "ada.yaml" {
			entries[i] = faded{e, f.err}
		}
	}
	return entries, err
}

type faded struct {
	fs.DirEntry
	err error
}

func (f faded) Info() (fs.FileInfo, error) { return nil, f.err }

// A file that is gone between being listed and being asked for is not there; one
// that cannot be asked stops the reading.
func TestFilesThatFade(t *testing.T) {
	people := files("program/people/ada.yaml", "name: Ada\n", "program/people/bo.yaml", "name: Bo\n")
	repo, problems, err := Load(fading{people, &fs.PathError{Op: "lstat", Path: "ada.yaml", Err: fs.ErrNotExist}})
	if err != nil || len(problems) > 0 || repo.People.Len() != 1 || !repo.People.Has("bo") {
		t.Errorf("%v, %v", err, problems)
	}
	if _, _, err := Load(fading{people, fs.ErrPermission}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("a size that is not told gives %v", err)
	}
}
