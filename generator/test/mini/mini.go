// Package mini is a programme in miniature for tests: small enough to know every
// word of, with people of each kind of consent and pairings in each state.
package mini

import (
	"bytes"
	_ "embed"
	"fmt"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Day is the day on which the miniature is looked at: 1 April 2026.
var Day = when.Day(2026, 4, 1)

// Defaults is a site.yaml that publishes what nobody has to allow.
const Defaults = "format: 1\ntitle: Miniature\nbase_url: https://mini.example.org/handbook\nrepository: https://github.com/mini/mini\n"

// Everything is a site.yaml that publishes all there is.
const Everything = Defaults + "visibility: public\npublish: {people: names, sessions: summaries, goals: true, actions: true, health: true, matching: true, minimum_group: 1}\n"

//go:embed mini.txtar
var archive []byte

// Files is the programme with a site.yaml.
func Files(site string) fstest.MapFS {
	files := fstest.MapFS{record.SitePath: {Data: []byte(site)}}
	for _, f := range txtar.Parse(archive).Files {
		files[f.Name] = &fstest.MapFile{Data: bytes.Clone(f.Data)}
	}
	return files
}

// Load loads a repository, whose records must be sound.
func Load(t testing.TB, files fs.FS) *record.Repository {
	t.Helper()
	repo, problems, err := record.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Position, p.Message)
	}
	return repo
}

// File is a file of a programme.
func File(format string, args ...any) *fstest.MapFile {
	return &fstest.MapFile{Data: fmt.Appendf(nil, format, args...)}
}
