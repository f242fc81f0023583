package edit

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// tree lists every file of a folder with what it holds, and every folder.
func tree(t testing.TB, fsys fs.FS) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			files[p+"/"] = ""
			return err
		}
		data, err := fs.ReadFile(fsys, p)
		files[p] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// folder makes a folder that holds files.
func folder(t *testing.T, files map[string]string) (*os.Root, string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root, dir
}

func TestApply(t *testing.T) {
	root, dir := folder(t, map[string]string{"people/ada.yaml": "name: Ada\r\n", "people/bo.yaml": "name: Bo\n"})
	if err := os.Chmod(filepath.Join(dir, "people/bo.yaml"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Apply(root, []Change{
		{"topics/go.yaml", nil, []byte("name: Go\n")},
		{"people/ada.yaml", []byte("name: Ada\n"), []byte("name: Ada\n")},
		{"people/bo.yaml", []byte("name: Bo\n"), []byte("name: Bodil\n")},
		{"a/b/c.yaml", nil, []byte("c: 1\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := (Outcome{Created: 2, Changed: 1, Unchanged: 1}); got != want {
		t.Errorf("outcome %+v, want %+v", got, want)
	}
	want := map[string]string{
		"./": "", "people/": "", "topics/": "", "a/": "", "a/b/": "",
		"people/ada.yaml": "name: Ada\r\n", "people/bo.yaml": "name: Bodil\n", "topics/go.yaml": "name: Go\n", "a/b/c.yaml": "c: 1\n",
	}
	if diff := cmp.Diff(want, tree(t, root.FS())); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	info, err := os.Stat(filepath.Join(dir, "people/bo.yaml"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the mode of a replaced file is %v, %v", info.Mode(), err)
	}
}

func TestApplyRefuses(t *testing.T) {
	outside := t.TempDir()
	for name, test := range map[string]struct {
		change Change
		want   string
	}{
		"changed":      {Change{"ada.yaml", []byte("name: A\n"), []byte("x")}, "has changed meanwhile"},
		"exists":       {Change{"ada.yaml", nil, []byte("x")}, "it exists now"},
		"gone":         {Change{"bo.yaml", []byte("name: Bo\n"), []byte("x")}, "it is gone"},
		"parent":       {Change{"../bo.yaml", nil, []byte("x")}, "no path below the root"},
		"absolute":     {Change{"/bo.yaml", nil, []byte("x")}, "no path below the root"},
		"the root":     {Change{".", nil, []byte("x")}, "no path below the root"},
		"nul":          {Change{"a\x00b", nil, []byte("x")}, "no path below the root"},
		"a folder":     {Change{"people", []byte(""), []byte("x")}, "another thing"},
		"below a file": {Change{"ada.yaml/x", nil, []byte("x")}, "another thing"},
		"link":         {Change{"link.yaml", []byte("name: Ada\n"), []byte("x")}, "is a link"},
		"link inside":  {Change{"inside/new.yaml", nil, []byte("x")}, "is a link"},
		"link outside": {Change{"outside/new.yaml", nil, []byte("x")}, "is a link"},
	} {
		t.Run(name, func(t *testing.T) {
			root, dir := folder(t, map[string]string{"ada.yaml": "name: Ada\n", "people/x.yaml": "x"})
			for link, to := range map[string]string{"link.yaml": "ada.yaml", "inside": "people", "outside": outside} {
				if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
					t.Skipf("no symbolic links here: %v", err)
				}
			}
			_, err := Apply(root, []Change{{"a-first.yaml", nil, []byte("first")}, test.change})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one that says %q", err, test.want)
			}
			if _, err := root.Lstat("a-first.yaml"); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the change before the refused one was made: %v", err)
			}
		})
	}
	if left, _ := os.ReadDir(outside); len(left) > 0 {
		t.Errorf("%v was written outside the root", left)
	}
}

func TestApplyRefusesTheSameFileTwice(t *testing.T) {
	root, _ := folder(t, nil)
	if _, err := Apply(root, []Change{{"a", nil, []byte("1")}, {"a", nil, []byte("2")}}); err == nil {
		t.Error("a file was written twice")
	}
}

// A folder stands where the file is first put aside, so that writing z fails
// after the others have been written.
func TestApplyTakesBackWhatItDid(t *testing.T) {
	root, _ := folder(t, map[string]string{"old.yaml": "old\r\n", "sub/.z.yaml.new/blocks": "x"})
	before := tree(t, root.FS())
	_, err := Apply(root, []Change{
		{"a/b/new.yaml", nil, []byte("new")},
		{"old.yaml", []byte("old\n"), []byte("changed\n")},
		{"sub/z.yaml", nil, []byte("z")},
	})
	if err == nil {
		t.Fatal("the blocked file was written")
	}
	if diff := cmp.Diff(before, tree(t, root.FS())); diff != "" {
		t.Errorf("something is left (-before +after):\n%s", diff)
	}
}

// The overlay must show what Apply then makes.
func TestOverlayIsWhatApplyMakes(t *testing.T) {
	names := []string{"a", "b/a", "b/c/a", "b/c/d", "d/e", "f"}
	rapid.Check(t, func(rt *rapid.T) {
		files := map[string]string{"g/h": "untouched"}
		var changes []Change
		for _, name := range names {
			exists, changed := rapid.Bool().Draw(rt, "exists "+name), rapid.Bool().Draw(rt, "changed "+name)
			c := Change{Path: name, New: []byte("new " + name)}
			if exists {
				files[name], c.Old = "old", []byte("old")
			}
			if changed {
				changes = append(changes, c)
			}
		}
		root, _ := folder(t, files)
		shown := tree(t, Overlay(root.FS(), changes))
		if _, err := Apply(root, changes); err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(tree(t, root.FS()), shown); diff != "" {
			rt.Fatalf("overlay differs (-made +shown):\n%s", diff)
		}
	})
}

func TestOverlay(t *testing.T) {
	below := fstest.MapFS{"program/site.yaml": {Data: []byte("format: 1\n")}}
	o := Overlay(below, []Change{{"program/site.yaml", nil, []byte("format: 2\n")}, {"program/people/ada.yaml", nil, []byte("name: Ada\n")}})
	entries, err := fs.ReadDir(o, "program")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, []string{"people", "site.yaml"}) || !entries[0].IsDir() {
		t.Errorf("the folder lists %v", names)
	}
	f, err := o.Open("program/site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Size() != int64(len("format: 2\n")) {
		t.Errorf("the changed file has %v, %v", info, err)
	}
	if _, err := fs.ReadFile(o, "program/gone.yaml"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}
