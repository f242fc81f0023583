package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settled is how long after the first sign of a change it counts as made: editors
// write a file in several steps.
const settled = 20 * time.Millisecond

// Watch calls changed as soon as it watches the folders, whenever files in them or
// below them have changed, and once more if they change while it runs. Folders that are not there are
// waited for in the folder above them. Watch returns when ctx ends, or with an
// error when the system refuses to watch.
func Watch(ctx context.Context, folders []string, changed func()) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch for changes: %w", err)
	}
	defer watcher.Close()
	w := &watch{watcher: watcher, folders: folders}
	if err := w.addAll(); err != nil {
		return err
	}
	changed()
	var made <-chan time.Time // nil while nothing has changed
	for {
		select {
		case <-ctx.Done():
			return nil
		case event := <-watcher.Events:
			if w.counts(event) && made == nil {
				made = time.After(settled)
			}
		case err := <-watcher.Errors:
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return fmt.Errorf("watch for changes: %w", err)
			}
			made = time.After(settled)
		case <-made:
			made = nil
			// A folder may be new, or have been renamed, which ends its watch.
			if err := w.addAll(); err != nil {
				return err
			}
			changed()
		}
	}
}

type watch struct {
	watcher *fsnotify.Watcher
	folders []string
}

// addAll watches the folders with all below them, and what they lie in.
func (w *watch) addAll() error {
	for _, folder := range w.folders {
		above := filepath.Dir(folder)
		if err := w.watcher.Add(above); err != nil {
			return fmt.Errorf("watch %s: %w", above, err)
		}
		if err := w.addBelow(folder); err != nil {
			return err
		}
	}
	return nil
}

// addBelow watches a folder and all below it. A file, or a folder that is gone
// again, is none.
func (w *watch) addBelow(folder string) error {
	return filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return fmt.Errorf("watch %s: %w", name, err)
		case !entry.IsDir():
			return nil
		case ignored(name):
			return filepath.SkipDir
		}
		if err := w.watcher.Add(name); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("watch %s: %w; the system may allow fewer folders to be watched than there are", name, err)
		}
		return nil
	})
}

// counts reports whether an event is a change of what is watched. The folders
// above hold other things, too.
func (w *watch) counts(event fsnotify.Event) bool {
	if event.Op == fsnotify.Chmod || ignored(event.Name) {
		return false
	}
	for _, folder := range w.folders {
		if event.Name == folder || strings.HasPrefix(event.Name, folder+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

// ignored reports whether a name is an editor's own: hidden, or a copy.
func ignored(name string) bool {
	base := filepath.Base(name)
	return strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~") || strings.HasPrefix(base, "#")
}
