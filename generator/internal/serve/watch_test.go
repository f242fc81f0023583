package serve

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestWatch makes one change after another and waits until each has been seen.
// What changes beside the folders, and an editor's own files, are not: the change
// after them is the next that is seen.
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
	seen, ended := make(chan bool, 100), make(chan error)
	ready := make(chan bool)
	go func() {
		first := true
		ended <- Watch(ctx, []string{content, filepath.Join(root, "themes")}, func() {
			if first {
				first = false
				close(ready)
				return
			}
			seen <- true
		})
	}()
	write := func(name string) {
		t.Helper()
		must(os.WriteFile(filepath.Join(root, name), []byte("x"), 0o666))
	}
	// Nobody says when watching has begun: write until it has, and wait for the
	// last of what was written.
	for begun := false; !begun; {
		write("content/index.md")
		select {
		case <-ready:
			begun = true
		case err := <-ended:
			t.Fatal(err)
		case <-time.After(time.Millisecond):
		}
	}
	for quiet := false; !quiet; {
		select {
		case <-seen:
		case <-time.After(5 * settled):
			quiet = true
		}
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

func TestWhatIsNotWatched(t *testing.T) {
	for name, want := range map[string]bool{"a.md": false, ".a.md.swp": true, "a.md~": true, "#a.md#": true, ".git": true, "4913": false} {
		if got := ignored(filepath.Join("content", name)); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
