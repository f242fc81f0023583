package publish

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestWhatIsNotOursIsCarriedOver(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	put(t, filepath.Join(out, ".gitignore"), "*\n")
	put(t, filepath.Join(out, ".well-known/security.txt"), "hello")
	publish(t, map[string]string{"index.html": "1", "old/page.html": "2", "both/page.html": "3"}, Options{Out: out})

	put(t, filepath.Join(out, "CNAME"), "example.org")
	put(t, filepath.Join(out, "both/mine.txt"), "mine")
	put(t, filepath.Join(out, "notes/a/b.txt"), "note")
	put(t, filepath.Join(out, "next.html/x.txt"), "in the way of a file")
	put(t, filepath.Join(out, "next"), "in the way of a folder")
	if err := os.MkdirAll(filepath.Join(out, "empty/folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(out, "notes"), 0o700); err != nil {
		t.Fatal(err)
	}
	got := publish(t, map[string]string{"index.html": "1", "next.html": "4", "next/page.html": "5"}, Options{Out: out})
	if want := (Result{Files: 3, Added: 2, Removed: 4}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	kept := map[string]string{
		"index.html": "1", "next.html": "4", "next/page.html": "5", ".gitignore": "*\n", ".well-known/security.txt": "hello",
		"CNAME": "example.org", "both/mine.txt": "mine", "notes/a/b.txt": "note", "empty/folder": "(empty folder)",
	}
	holds(t, out, kept)
	if info, err := os.Stat(filepath.Join(out, "notes")); err != nil || info.Mode().Perm() != 0o700 && runtime.GOOS != "windows" {
		t.Errorf("notes: %v %v, want mode 0700", info.Mode(), err)
	}

	publish(t, map[string]string{"index.html": "1"}, Options{Out: out, Clean: true})
	holds(t, out, map[string]string{"index.html": "1", ".gitignore": "*\n"})
}

func TestCleanRemovesAnEmptyFolder(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	publish(t, map[string]string{"index.html": "1"}, Options{Out: out})
	if err := os.Mkdir(filepath.Join(out, "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	publish(t, map[string]string{"index.html": "1"}, Options{Out: out, Clean: true})
	holds(t, out, map[string]string{"index.html": "1"})
}

func TestSymbolicLinksAreNeverFollowed(t *testing.T) {
	dir := t.TempDir()
	out, precious := filepath.Join(dir, "public"), filepath.Join(dir, "precious")
	put(t, filepath.Join(precious, "x.css"), "1")
	put(t, filepath.Join(precious, "page.html"), "2")
	publish(t, map[string]string{"index.html": "1", "gone.html": "2"}, Options{Out: out})
	for _, name := range []string{"index.html", "gone.html"} {
		if err := os.Remove(filepath.Join(out, name)); err != nil {
			t.Fatal(err)
		}
	}
	link(t, precious, filepath.Join(out, "assets"))
	link(t, precious, filepath.Join(out, "mine"))
	link(t, "nowhere", filepath.Join(out, "dangling"))
	link(t, "../precious/page.html", filepath.Join(out, "index.html"))
	link(t, "../precious", filepath.Join(out, "gone.html"))
	content := map[string]string{"index.html": "2", "assets/x.css": "1"}
	got := publish(t, content, Options{Out: out})
	if want := (Result{Files: 2, Changed: 1, Added: 1, Removed: 2}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	holds(t, out, map[string]string{"index.html": "2", "assets/x.css": "1", "mine": "-> " + precious, "dangling": "-> nowhere"})
	holds(t, precious, map[string]string{"x.css": "1", "page.html": "2"})
	publish(t, content, Options{Out: out, Clean: true})
	holds(t, out, content)
	holds(t, precious, map[string]string{"x.css": "1", "page.html": "2"})
}
