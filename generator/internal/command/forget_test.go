package command

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/test/here"
)

// TestForgottenOnBothSites forgets somebody of the example, and looks for them in every
// byte of the records, the handbook, the private folder and both sites.
func TestForgottenOnBothSites(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	root := t.TempDir()
	for _, top := range []string{"program", "content", "themes"} {
		if err := os.CopyFS(filepath.Join(root, top), os.DirFS(filepath.Join(here.Example(t), top))); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) string {
		status, stdout, stderr := pairbook(t, time.Now(), append(args, "--root", root, "--as-of", exampleDay)...)
		if status != statusFine {
			t.Fatalf("%v: status %d\n%s%s", args, status, stdout, stderr)
		}
		return stdout
	}
	run("person", "leave", "kwabena")
	before := run("stats", "--format", "json")
	run("person", "forget", "kwabena")
	sorted := func(text string) []string { // the paths of a proof are in their order
		lines := strings.Split(strings.ReplaceAll(text, ",\n", "\n"), "\n")
		slices.Sort(lines)
		return lines
	}
	if diff := cmp.Diff(sorted(strings.ReplaceAll(before, "/kwabena.yaml", "/somebody-1.yaml")), sorted(run("stats", "--format", "json"))); diff != "" {
		t.Errorf("the figures are others (-before +after):\n%s", diff)
	}
	run("build")
	run("build", "--audience", "coordinators")
	files := 0
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		text, err := os.ReadFile(name)
		for _, word := range []string{"kwabena", "mpoano"} {
			if bytes.Contains(bytes.ToLower(text), []byte(word)) || strings.Contains(strings.ToLower(strings.TrimPrefix(name, root)), word) {
				t.Errorf("%s names them: %s", strings.TrimPrefix(name, root), word)
			}
		}
		return err
	})
	if err != nil || files < 500 {
		t.Errorf("%d files were looked through: %v", files, err)
	}
}
