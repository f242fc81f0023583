package site

import (
	"bytes"
	"io/fs"
	"maps"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
	"pairbook/themes"
)

// TestLineEndsOfAThemeDoNotMatter builds a site with a theme as git writes it on a
// system where lines end in CRLF: its files have the same bytes and the same names.
func TestLineEndsOfAThemeDoNotMatter(t *testing.T) {
	theirs := fstest.MapFS{}
	changed := 0
	err := fs.WalkDir(themes.Default(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(themes.Default(), name)
		if !bytes.Contains(body, []byte{0}) {
			body = bytes.ReplaceAll(body, []byte("\n"), []byte("\r\n"))
			changed++
		}
		theirs[name] = &fstest.MapFile{Data: body}
		return err
	})
	if err != nil || changed < 20 {
		t.Fatal(changed, err)
	}
	theme, err := loadTheme(theirs)
	if err != nil {
		t.Fatal(err)
	}
	in := input(t, mini.Files(everything), veil.Coordinators)
	all, err := build(veil.Show(in), theme, in.Files, mostOnPage)
	if err != nil {
		t.Fatal(err)
	}
	want, got := render(t, in), renderAll(t, all)
	for name := range maps.Keys(want) {
		if got[name] != want[name] {
			t.Errorf("%s differs, or is not there", name)
		}
	}
}
