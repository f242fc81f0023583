package intake

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/table"
	"pairbook/generator/test/here"
	"pairbook/generator/test/mini"
)

// exported is the table of a kind.
func exported(t testing.TB, kind Kind, repo *record.Repository) string {
	t.Helper()
	var b bytes.Buffer
	rows, _ := Export(kind, repo)
	if err := table.Write(&b, kind.Fields(), rows); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// goesRound imports the exports of files into them, which must change nothing, and into
// the same programme without them, from which the exports must be the same again.
func goesRound(t testing.TB, files fsys) {
	t.Helper()
	repo, _, err := record.Load(fstest.MapFS(files))
	if err != nil {
		t.Fatal(err)
	}
	empty := fsys{}
	for path, f := range files {
		_, inCohort, _ := strings.Cut(path, "cohorts/") // «cohort»/…
		_, below, _ := strings.Cut(inCohort, "/")
		if !strings.HasPrefix(path, "program/people/") && (inCohort == "" || below == "cohort.yaml") {
			empty[path] = f
		}
	}
	for _, kind := range Kinds() {
		text := exported(t, kind, repo)
		if p := mustPlan(t, files, spec{kind: kind, text: text, widen: true}); len(p.Files)+len(p.Bad) > 0 {
			for _, f := range p.Files {
				t.Errorf("importing the exported %s changes %s (-before +after):\n%s", kind, f.Path, cmp.Diff(string(f.Before), string(f.After)))
			}
			t.Errorf("importing the exported %s refuses %v of\n%s", kind, p.Bad, text)
		}
		p := mustPlan(t, empty, spec{kind: kind, text: text, newPeople: true, widen: true})
		if len(p.Bad) > 0 {
			t.Errorf("importing the exported %s anew refuses %v of\n%s", kind, p.Bad, text)
		}
		empty.apply(p)
		again, _, err := record.Load(fstest.MapFS(empty))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(text, exported(t, kind, again)); diff != "" {
			t.Errorf("%s are exported otherwise when they were imported (-before +after):\n%s", kind, diff)
		}
	}
}

func TestExportsGoRound(t *testing.T) {
	goesRound(t, fsys(mini.Files(mini.Everything)))
	example := fsys{}
	root := os.DirFS(here.Example(t))
	err := fs.WalkDir(root, "program", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, path)
		example[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	goesRound(t, example)
}

// TestTablesHaveEveryKey fails when a record gets a key that no column holds.
func TestTablesHaveEveryKey(t *testing.T) {
	columns := map[string]bool{}
	for _, kind := range Kinds() {
		for field, meaning := range meanings[kind] {
			columns[meaning[0]] = true
			if !slices.Contains(kind.Fields(), field) {
				t.Errorf("%s: %s has a meaning and no column", kind, field)
			}
		}
	}
	// These share a column with enrolment.mentee.seeks.
	columns["enrolment.mentor.offers"], columns["enrolment.peer.topics"] = true, true
	var missing func(prefix string, s *record.Shape)
	missing = func(prefix string, s *record.Shape) {
		for _, key := range s.Keys {
			name := prefix + "." + key.Name
			switch {
			case columns[name]:
			case key.Value.Shape != nil && key.Value.Form != record.List:
				missing(name, key.Value.Shape)
			default:
				t.Errorf("no column holds %s", name)
			}
		}
	}
	for _, kind := range record.Kinds() {
		if slices.Contains([]string{"person", "enrolment", "pairing", "session"}, kind.Name) {
			missing(kind.Name, kind.Shape)
		}
	}
}

func TestAnyExportGoesRound(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		files := repository(cohort())
		for _, kind := range Kinds() {
			files.apply(mustPlan(t, files, spec{kind: kind, text: written(tabled(rt, kind)), newPeople: true}))
		}
		goesRound(t, maps.Clone(files))
		if t.Failed() {
			rt.FailNow()
		}
	})
}
