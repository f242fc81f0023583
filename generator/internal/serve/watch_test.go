package serve

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fsnotify/fsnotify"
)

// TestWatch makes one change after another and waits until each has been seen.
func TestWatch(t *testing.T) {
	root := t.TempDir()
	content := filepath.Join(root, "content")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.MkdirAll(filepath.Join(content, "roles"), 0o777))
	ctx, stop := context.WithCancel(t.Context())
	seen, ended := make(chan bool, 100), make(chan error, 1)
	go func() {
		ended <- Watch(ctx, []string{content, filepath.Join(root, "themes")}, func() { seen <- true })
	}()
	<-seen // it watches
	write := func(name string) {
		t.Helper()
		must(os.WriteFile(filepath.Join(root, name), []byte("x"), 0o666))
	}
	for _, change := range []func(){
		func() { write("content/roles/mentor.md") },
		func() { must(os.Mkdir(filepath.Join(content, "new"), 0o777)) },
		func() { write("content/new/page.md") },
		func() { must(os.MkdirAll(filepath.Join(root, "themes", "ours", "assets"), 0o777)) },
		func() { write("themes/ours/assets/style.css") },
		func() { must(os.Rename(filepath.Join(content, "new"), filepath.Join(content, "old"))) },
		func() { write("content/old/page.md") },
		func() { must(os.Remove(filepath.Join(content, "old", "page.md"))) },
	} {
		change()
		<-seen
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestWhatCounts leaves out what lies beside the folders, an editor's own files, and
// changes of what may be done with a file.
func TestWhatCounts(t *testing.T) {
	root := t.TempDir()
	w := &watch{folders: []string{filepath.Join(root, "content")}}
	for _, c := range []struct {
		name string
		op   fsnotify.Op
		want bool
	}{
		{"content", fsnotify.Create, true},
		{"content/a.md", fsnotify.Write, true},
		{"content/roles/a.md", fsnotify.Remove, true},
		{"content/roles", fsnotify.Rename, true},
		{"content/a.md", fsnotify.Chmod, false},
		{"content/a.md", fsnotify.Chmod | fsnotify.Write, true},
		{"contents/a.md", fsnotify.Write, false},
		{"public/index.html", fsnotify.Write, false},
		{"content/.a.md.swp", fsnotify.Write, false},
		{"content/a.md~", fsnotify.Create, false},
		{"content/#a.md#", fsnotify.Create, false},
	} {
		if got := w.counts(fsnotify.Event{Name: filepath.Join(root, filepath.FromSlash(c.name)), Op: c.op}); got != c.want {
			t.Errorf("%s %v: %v", c.name, c.op, got)
		}
	}
}

// TestAFolderInNoFolderIsNotWatched says which folder is not there.
func TestAFolderInNoFolderIsNotWatched(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "gone")
	err := Watch(t.Context(), []string{filepath.Join(gone, "content")}, func() { t.Error("a change is seen") })
	if err == nil || !strings.HasPrefix(err.Error(), "watch "+gone+": ") {
		t.Errorf("%v", err)
	}
}
