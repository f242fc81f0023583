package worktree_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/worktree"
)

// tree writes files into a new folder, and opens it.
func tree(t *testing.T, files map[string]string) (dir string, opened *worktree.Files) {
	t.Helper()
	dir = t.TempDir()
	for name, body := range files {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(body), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	opened, err := worktree.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return dir, opened
}

func TestFilesIsAFileSystem(t *testing.T) {
	_, files := tree(t, map[string]string{"site.yaml": "format: 1\n", "a/b/c/deep.md": "deep", "a/empty": ""})
	if err := fstest.TestFS(files, "site.yaml", "a/b/c/deep.md", "a/empty"); err != nil {
		t.Error(err)
	}
}

// TestNothingLeadsOut compares each way to a file with that of os.Root.
func TestNothingLeadsOut(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("symbolic links need a privilege")
	}
	outside := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(outside, []byte("secret"), 0o666); err != nil {
		t.Fatal(err)
	}
	dir, files := tree(t, map[string]string{"in/plain": "plain", "in/x/y": "y"})
	for name, to := range map[string]string{
		"in/near": "plain", "in/up": "../in/plain", "in/folder": "x", "in/gone": "nowhere", "in/loop": "loop",
		"in/out": outside, "in/above": "../../" + filepath.Base(filepath.Dir(outside)) + "/secret", "in/outside": filepath.Dir(outside),
		"in/absolute": filepath.Join(dir, "in/plain"),
	} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = root.Close() }()
	read := 0
	for _, name := range []string{
		"in/plain", "in/near", "in/up", "in/folder/y", "in/gone", "in/loop", "in/out", "in/above", "in/outside/secret", "in/absolute",
		"../" + filepath.Base(dir) + "/in/plain", outside, "in/../in/plain", "in/", "", "nothing", "in/plain/below", "in\x00/plain",
	} {
		want, wantErr := fs.ReadFile(root.FS(), name)
		got, err := files.ReadFile(name)
		if string(got) != string(want) || (err == nil) != (wantErr == nil) || errors.Is(err, fs.ErrNotExist) != errors.Is(wantErr, fs.ErrNotExist) {
			t.Errorf("%q gives %q, %v; os.Root gives %q, %v", name, got, err, want, wantErr)
		}
		if err == nil {
			read++
		}
	}
	if read != 4 {
		t.Errorf("%d files were read", read)
	}
}

// TestInfoIsOfTheFolderThatWasListed replaces a folder by a link that leads out.
func TestInfoIsOfTheFolderThatWasListed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("symbolic links need a privilege")
	}
	outside := t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "file"), []byte("long and secret"), 0o666); err != nil {
		t.Fatal(err)
	}
	dir, files := tree(t, map[string]string{"in/file": "short"})
	entries, err := files.ReadDir("in")
	if err != nil || len(entries) != 1 {
		t.Fatal(entries, err)
	}
	if err := errors.Join(os.RemoveAll(filepath.Join(dir, "in")), os.Symlink(outside, filepath.Join(dir, "in"))); err != nil {
		t.Fatal(err)
	}
	if info, err := entries[0].Info(); err == nil {
		t.Errorf("%d bytes are told of a file outside", info.Size())
	}
}
