package edit

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// tree lists every file of a folder with its contents, and every folder.
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

// listing lists every folder, in order: names, kinds, and sizes of files.
func listing(t testing.TB, fsys fs.FS) (all []string) {
	t.Helper()
	for name := range tree(t, fsys) {
		dir, isDir := strings.CutSuffix(name, "/")
		if !isDir {
			continue
		}
		entries, err := fs.ReadDir(fsys, dir)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range entries {
			info, err := e.Info()
			if err != nil {
				t.Fatal(err)
			}
			text := fmt.Sprintf("%s %d: %s %s %v", dir, i, e.Name(), info.Name(), info.Mode().Type())
			if !e.IsDir() {
				text += fmt.Sprintf(" %d", info.Size())
			}
			all = append(all, text)
		}
	}
	slices.Sort(all)
	return all
}

// folder creates a folder with files.
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
	root, dir := folder(t, map[string]string{"people/ada.yaml": "name: Ada\r\n", "people/bo.yaml": "name: Bo\n", "people/cy.yaml": "name: Cy\n"})
	if err := os.Chmod(filepath.Join(dir, "people/bo.yaml"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Apply(root, []Change{
		{"topics/go.yaml", nil, []byte("name: Go\n"), false},
		{"people/ada.yaml", []byte("name: Ada\n"), []byte("name: Ada\n"), false},
		{"people/bo.yaml", []byte("name: Bo\n"), []byte("name: Bodil\n"), false},
		{"a/b/c.yaml", nil, []byte("c: 1\n"), false},
		{"people/cy.yaml", []byte("name: Cy\n"), nil, true},
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := (Outcome{Created: 2, Changed: 1, Unchanged: 1, Removed: 1}); got != want {
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
	ordinary, err := os.Stat(filepath.Join(dir, "people/ada.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(dir, "topics/go.yaml")); err != nil || info.Mode() != ordinary.Mode() {
		t.Errorf("the mode of a new file is %v, of others %v; %v", info.Mode(), ordinary.Mode(), err)
	}
}

func TestApplyRefuses(t *testing.T) {
	outside := t.TempDir()
	for name, test := range map[string]struct {
		change Change
		want   string
	}{
		"changed":             {Change{"ada.yaml", []byte("name: A\n"), []byte("x"), false}, "has changed meanwhile"},
		"exists":              {Change{"ada.yaml", nil, []byte("x"), false}, "it exists now"},
		"gone":                {Change{"bo.yaml", []byte("name: Bo\n"), []byte("x"), false}, "it is gone"},
		"parent":              {Change{"../bo.yaml", nil, []byte("x"), false}, "no path below the root"},
		"absolute":            {Change{"/bo.yaml", nil, []byte("x"), false}, "no path below the root"},
		"the root":            {Change{".", nil, []byte("x"), false}, "no path below the root"},
		"nul":                 {Change{"a\x00b", nil, []byte("x"), false}, "no path below the root"},
		"a backslash":         {Change{"z\\b", nil, []byte("x"), false}, `write "z\\b": this is no path below the root`},
		"the last":            {Change{"z/../bo.yaml", nil, []byte("x"), false}, "no path below the root"},
		"too long":            {Change{strings.Repeat("x", 300), nil, []byte("x"), false}, "statat"},
		"a folder":            {Change{"people", []byte(""), []byte("x"), false}, "another thing"},
		"gone already":        {Change{"bo.yaml", []byte("name: Bo\n"), nil, true}, "it is gone"},
		"goes and is written": {Change{"ada.yaml", []byte("name: Ada\n"), []byte("x"), true}, "nothing takes its place"},
		"below a file":        {Change{"ada.yaml/x", nil, []byte("x"), false}, "another thing"},
		"link":                {Change{"link.yaml", []byte("name: Ada\n"), []byte("x"), false}, "write link.yaml: link.yaml is a link or another thing that"},
		"link inside":         {Change{"inside/new.yaml", nil, []byte("x"), false}, "is a link"},
		"link outside":        {Change{"outside/new.yaml", nil, []byte("x"), false}, "is a link"},
	} {
		t.Run(name, func(t *testing.T) {
			root, dir := folder(t, map[string]string{"ada.yaml": "name: Ada\n", "people/x.yaml": "x"})
			for link, to := range map[string]string{"link.yaml": "ada.yaml", "inside": "people", "outside": outside} {
				if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
					t.Skipf("no symbolic links here: %v", err)
				}
			}
			_, err := Apply(root, []Change{{"a-first.yaml", nil, []byte("first"), false}, test.change})
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
	once := func(name string) Change { return Change{name, nil, []byte("1"), false} }
	for _, changes := range [][]Change{{once("a"), once("a")}, {once("a"), once("b"), once("a")}, {once("b"), once("a"), once("b")}, {once("c"), once("c"), once("b"), once("a")}} {
		root, _ := folder(t, nil)
		if _, err := Apply(root, changes); err == nil || !strings.Contains(err.Error(), "it is changed twice") {
			t.Errorf("%v: %v", changes, err)
		}
		if left := tree(t, root.FS()); len(left) > 1 {
			t.Errorf("it was written all the same: %v", left)
		}
	}
}

// A folder blocks the temporary file, so that writing z fails after the others
// have been written.
func TestApplyTakesBackWhatItDid(t *testing.T) {
	root, _ := folder(t, map[string]string{"empty.yaml": "", "gone/goes.yaml": "goes\r\n", "old.yaml": "old\r\n", "sub/.z.yaml.new/blocks": "x"})
	before := tree(t, root.FS())
	_, err := Apply(root, []Change{
		{"a/b/new.yaml", nil, []byte("new"), false},
		{"empty.yaml", []byte{}, []byte("filled\n"), false},
		{"gone/goes.yaml", []byte("goes\n"), nil, true},
		{"old.yaml", []byte("old\n"), []byte("changed\n"), false},
		{"sub/z.yaml", nil, []byte("z"), false},
	})
	if err == nil || !strings.Contains(err.Error(), "write sub/z.yaml: ") || strings.Contains(err.Error(), "put back") {
		t.Fatalf("the blocked file was written: %v", err)
	}
	if diff := cmp.Diff(before, tree(t, root.FS())); diff != "" {
		t.Errorf("something is left (-before +after):\n%s", diff)
	}
}

// What cannot be restored is named, and everything else is restored.
func TestUndoNamesWhatItLeaves(t *testing.T) {
	root, _ := folder(t, map[string]string{"a/stays": "x", "b": "new", ".c.new/blocks": "x", "c": "new", "d": "new", "e": "new"})
	w := &writer{root: root, folders: []string{"a", "not-there"}, originals: []original{{"a/gone", nil, 0o666}, {"b", []byte("old"), 0o600}, {"c", []byte("old"), 0o666}, {"d", nil, 0o666}, {"e", []byte{}, 0o666}}}
	err := w.undo()
	if err == nil {
		t.Fatal("nothing failed")
	}
	if text := err.Error(); !strings.HasPrefix(text, "some files could not be put back, git can do it: a/gone (") || !strings.Contains(text, "), c (") || strings.Contains(text, "b (") {
		t.Errorf("error %q", text)
	}
	want := map[string]string{"./": "", "a/": "", "a/stays": "x", "b": "old", ".c.new/": "", ".c.new/blocks": "x", "c": "new", "e": ""}
	if diff := cmp.Diff(want, tree(t, root.FS())); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if info, err := root.Stat("b"); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the mode of a file that was put back is %v, %v", info.Mode(), err)
	}
	if err := (&writer{root: root}).undo(); err != nil {
		t.Errorf("nothing to do: %v", err)
	}
}

// A file may change between the check of all files and its write.
func TestWritingLooksAgain(t *testing.T) {
	root, _ := folder(t, map[string]string{"a": "now"})
	w := &writer{root: root}
	if err := w.one(Change{"a", []byte("before"), []byte("after"), false}); !errors.Is(err, ErrChanged) {
		t.Errorf("a file that changed: %v", err)
	}
	if err := w.one(Change{"a", nil, []byte("after"), false}); !errors.Is(err, ErrChanged) {
		t.Errorf("a file that came to be: %v", err)
	}
	if diff := cmp.Diff(map[string]string{"./": "", "a": "now"}, tree(t, root.FS())); diff != "" || w.originals != nil {
		t.Errorf("it was written (-before +after):\n%s", diff)
	}
}

// The temporary files of a killed process do not matter.
func TestLeftAside(t *testing.T) {
	root, _ := folder(t, map[string]string{".a.new": "half of i", "a": "old"})
	if _, err := Apply(root, []Change{{"a", []byte("old"), []byte("new"), false}}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"./": "", "a": "new"}, tree(t, root.FS())); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// The overlay must show what Apply then writes.
func TestOverlayIsWhatApplyMakes(t *testing.T) {
	names := []string{"a", "b/a", "b/c/a", "b/c/d", "d/e", "f"}
	rapid.Check(t, func(rt *rapid.T) {
		files := map[string]string{"g/h": "untouched"}
		var changes []Change
		for _, name := range names {
			exists, changed := rapid.Bool().Draw(rt, "exists "+name), rapid.Bool().Draw(rt, "changed "+name)
			c := Change{Path: name, New: []byte("new " + name)}
			if exists {
				files[name], c.Old = "older", []byte("older")
				if c.Gone = rapid.Bool().Draw(rt, "gone "+name); c.Gone {
					c.New = nil
				}
			}
			if changed {
				changes = append(changes, c)
			}
		}
		root, _ := folder(t, files)
		over := Overlay(root.FS(), changes)
		shown, listed := tree(t, over), listing(t, over)
		if _, err := Apply(root, changes); err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(tree(t, root.FS()), shown); diff != "" {
			rt.Fatalf("overlay differs (-made +shown):\n%s", diff)
		}
		if diff := cmp.Diff(listing(t, root.FS()), listed); diff != "" {
			rt.Fatalf("overlay lists otherwise (-made +shown):\n%s", diff)
		}
		for name := range shown {
			if strings.HasSuffix(name, "/") {
				continue
			}
			if text, err := opened(over, name); err != nil || text != path.Base(name)+" "+shown[name] {
				rt.Fatalf("%s is opened as %q, %v", name, text, err)
			}
		}
	})
}

func TestOverlay(t *testing.T) {
	below := fstest.MapFS{"program/site.yaml": {Data: []byte("format: 1\n")}}
	o := Overlay(below, []Change{{"program/site.yaml", nil, []byte("format: 2\n"), false}, {"program/people/ada.yaml", nil, []byte("name: Ada\n"), false}})
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
	for i, want := range []fs.FileMode{fs.ModeDir | 0o777, 0o666} {
		if info, err := entries[i].Info(); err != nil || info.Mode() != want {
			t.Errorf("%s has %v, %v", entries[i].Name(), info.Mode(), err)
		}
	}
	if text, err := opened(o, "program/site.yaml"); err != nil || text != "site.yaml format: 2\n" {
		t.Errorf("the changed file is %q, %v", text, err)
	}
	if _, err := fs.ReadDir(o, "elsewhere"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
	if _, err := fs.ReadFile(o, "program/gone.yaml"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// locked is a file system with a folder that cannot be read.
type locked struct{ fstest.MapFS }

func (l locked) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == "locked" {
		return nil, fs.ErrPermission
	}
	return l.MapFS.ReadDir(name)
}

// A folder that cannot be listed, or is not there, is an error, whatever changes elsewhere
// and in it.
func TestOverlayOfFoldersThatCannotBeListed(t *testing.T) {
	below := locked{fstest.MapFS{"locked/a": {}, "b/c": {}, "d/e": {}}}
	comes, goes := Change{"locked/new", nil, []byte("new"), false}, Change{"b/c", []byte{}, nil, true}
	for _, changes := range [][]Change{nil, {comes}, {goes}, {comes, goes}} {
		o := Overlay(below, changes)
		if _, err := fs.ReadDir(o, "locked"); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("with %v, the folder that cannot be read: %v", changes, err)
		}
		if _, err := fs.ReadDir(o, "elsewhere"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("with %v, a folder that is not there: %v", changes, err)
		}
		if _, err := fs.ReadDir(o, "b"); slices.ContainsFunc(changes, func(c Change) bool { return c.Gone }) != errors.Is(err, fs.ErrNotExist) {
			t.Errorf("with %v, a folder whose only file may go: %v", changes, err)
		}
	}
}

// TestOverlayOfNothingLeft is a folder without anything, as the root stays when all goes.
func TestOverlayOfNothingLeft(t *testing.T) {
	for _, goes := range []string{"a", "b/c"} {
		o := Overlay(fstest.MapFS{goes: {Data: []byte("x")}}, []Change{{goes, []byte("x"), nil, true}})
		if entries, err := fs.ReadDir(o, "."); len(entries) > 0 || err != nil {
			t.Errorf("without %s there is %v, %v", goes, entries, err)
		}
	}
}

// opened returns the name and the contents of an opened file.
func opened(fsys fs.FS, name string) (string, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(f)
	if info.Size() != int64(len(text)) || info.IsDir() {
		return "", fmt.Errorf("%d bytes, folder %v, and read are %d", info.Size(), info.IsDir(), len(text))
	}
	return info.Name() + " " + string(text), err
}
