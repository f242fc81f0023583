package intake

import (
	"bytes"
	"maps"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/table"
	"pairbook/generator/internal/when"
)

// fsys is a repository in memory.
type fsys fstest.MapFS

// repository returns one with a site, a programme and some files.
func repository(files map[string]string) fsys {
	f := fsys{}
	f.put(map[string]string{
		"program/site.yaml":               "format: 1\ntitle: Test\n",
		"program/programs/mentoring.yaml": "name: Mentoring\nformat: formal\ncadence: 2w\nduration: 6mo\n",
	})
	f.put(files)
	return f
}

func (f fsys) put(files map[string]string) {
	for name, text := range files {
		f[name] = &fstest.MapFile{Data: []byte(text)}
	}
}

func (f fsys) apply(plan *Plan) {
	for _, file := range plan.Files {
		f[file.Path] = &fstest.MapFile{Data: file.After}
	}
}

func clone(f fsys) fsys { return maps.Clone(f) }

func equal(a, b fsys) bool {
	return maps.EqualFunc(a, b, func(x, y *fstest.MapFile) bool { return bytes.Equal(x.Data, y.Data) })
}

// load reads the repository and fails on any problem.
func load(t testing.TB, f fsys) *record.Repository {
	t.Helper()
	repo, problems, err := record.Load(fstest.MapFS(f))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Position, p.Message)
	}
	return repo
}

// spec is an import command.
type spec struct {
	kind                 Kind
	text                 string
	columns, values, set []string
	split                []string
	dates, idFrom        string
	widen                bool
	newPeople            bool
	name                 string
}

var asOf = when.Day(2026, 11, 20)

// plan runs an import command; its error is a usage error.
func plan(t testing.TB, f fsys, s spec) (*Plan, error) {
	t.Helper()
	if s.name == "" {
		s.name = "in.csv"
	}
	sheet, problems := table.Read(s.name, []byte(s.text), table.Dialect{})
	if sheet == nil {
		return &Plan{Bad: problems}, nil
	}
	options, err := ParseOptions(s.kind, Flags{s.columns, s.values, s.set, s.split, s.dates, s.idFrom})
	if err != nil {
		return nil, err
	}
	bound, err := Bind(s.kind, sheet, options)
	if err != nil {
		return nil, err
	}
	repo, _, err := record.Load(fstest.MapFS(f))
	if err != nil {
		t.Fatal(err)
	}
	return (&Import{Repository: repo, Rows: bound, AsOf: asOf, NewPeople: s.newPeople, Widen: s.widen}).Plan(nil)
}

func mustPlan(t testing.TB, f fsys, s spec) *Plan {
	t.Helper()
	p, err := plan(t, f, s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
