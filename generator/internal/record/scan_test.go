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

// A path that is too long is cut after its invisible characters have become one byte each.
func TestLongPaths(t *testing.T) {
	for _, letter := range []string{"a", "é", "\u200b"} {
		file := "content/" + strings.Repeat(letter, 240/len(letter)) + ".md"
		_, problems, err := Load(files(file, "# A\n"))
		if err != nil || len(problems) != 1 || problems[0].Hint != "choose shorter names" {
			t.Errorf("%q: %v, %v", letter, err, problems)
		}
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

// fading lists Ada's record and picture, and then has trouble with both.
type fading struct {
	fstest.MapFS
	err error
}

func (f fading) Open(name string) (fs.File, error) {
	if name == "program/people/ada.yaml" {
		return nil, f.err
	}
	return f.MapFS.Open(name)
}

func (f fading) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := f.MapFS.ReadDir(name)
	for i, e := range entries {
		if e.Name() == "ada.png" {
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

// A file that is gone between being listed and being opened or asked for its size is
// not there; one that cannot be opened or asked stops the reading.
func TestFilesThatFade(t *testing.T) {
	for _, name := range []string{"program/people/ada.yaml", "content/ada.png"} {
		all := files(name, "name: Ada\n", "program/people/bo.yaml", "name: Bo\n")
		repo, problems, err := Load(fading{all, &fs.PathError{Op: "lstat", Path: name, Err: fs.ErrNotExist}})
		if err != nil || len(problems) > 0 || repo.People.Len() != 1 || !repo.People.Has("bo") || len(repo.Assets) > 0 {
			t.Errorf("%s: %v, %v", name, err, problems)
		}
		if _, _, err := Load(fading{all, fs.ErrPermission}); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("%s that may not be read gives %v", name, err)
		}
	}
}

// A folder that is walked on all processors has the same files and problems.
func TestFolderOfMany(t *testing.T) {
	all := files("program/people/README.md", "no record", "program/people/NoID.yaml", "name: X\n", "program/people/large.yaml", strings.Repeat("#", yamlLimit+1))
	for i := range 3 * manyEntries {
		all[fmt.Sprintf("program/people/p%03d.yaml", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "name: Person %d\n", i)}
	}
	all["program/people/pipe.yaml"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	repo, problems, err := Load(all)
	if err != nil {
		t.Fatal(err)
	}
	var at []string
	for _, p := range problems.Sorted() {
		at = append(at, p.Path+" "+p.Rule)
	}
	want := []string{"program/people/NoID.yaml path", "program/people/large.yaml oversize", "program/people/pipe.yaml special-file"}
	if !slices.Equal(at, want) || repo.People.Len() != 3*manyEntries+1 || !repo.MayLieAt("program/people/pipe.yaml") || !repo.MayLieAt("program/people/noid.yaml") {
		t.Errorf("%q and %d people", at, repo.People.Len())
	}
	if ids := repo.People.IDs(); !slices.IsSorted(ids) {
		t.Errorf("in the order %v", ids)
	}
}

// TestHintsOfStrayFiles gives the name that would make a file a record, or else says what
// lies where it is.
func TestHintsOfStrayFiles(t *testing.T) {
	const log = "program/cohorts/c/pairings/x/sessions/"
	for file, want := range map[string]string{
		log + "2026-10-03.MD":                       "name it 2026-10-03.md",
		log + "2026-10-04.markdown":                 "name it 2026-10-04.md",
		log + "2026-10-05.md.txt":                   "name it 2026-10-05.md",
		log + "2026-1-5-2.md.txt":                   "name it 2026-01-05-2.md",
		log + "2026-13-05.txt":                      "what " + log + " holds is called 2026-11-12.md",
		log + "board.docx":                          "what " + log + " holds is called 2026-11-12.md",
		"program/people/ada.yml":                    "name it ada.yaml",
		"program/people/ada.YAML.txt":               "name it ada.yaml",
		"program/people/ada.json":                   "what program/people/ holds is called ID.yaml",
		"program/people/more/ada.yaml":              "what program/people/ holds is called ID.yaml",
		"program/cohorts/c/cohort.yml":              "name it cohort.yaml",
		"program/cohorts/c/surveys/a.txt":           "what program/cohorts/c/surveys/ holds is called 2026-11-12-SURVEY.yaml",
		"program/cohorts/c/gatherings/2026-3-9.txt": "name it 2026-03-09.md",
		"program/cohorts/c/notes":                   "what program/cohorts/c/ holds is called cohort.yaml, enrolments/, pairings/, surveys/, gatherings/ and attention/",
		"program/cohorts/notes":                     "what program/cohorts/ holds is called ID/",
		"program/ada.txt":                           "what program/ holds is called site.yaml, topics/, programs/, roles/, people/, imports/ and cohorts/",
	} {
		if got := rename(file); got != want {
			t.Errorf("%s: %q, not %q", file, got, want)
		}
	}
}

// TestLeftover knows what editors, merges and patches leave.
func TestLeftover(t *testing.T) {
	for name, want := range map[string]bool{
		"a/b.yaml~": true, "a/#b.yaml#": true, "b.yaml.orig": true, "b.rej": true, "b.bak": true, ".b.yaml.swp": true,
		"#b.yaml": false, "b.yaml#": false, "b.yaml": false, "orig": false,
	} {
		if got := leftover(name); got != want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
