package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// site returns the files of a site with the given contents.
func site(content map[string]string) []File {
	var files []File
	for name, text := range content {
		files = append(files, File{name, func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		}})
	}
	return files
}

// read returns every file, link and empty folder below dir, with its contents.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		rel = filepath.ToSlash(rel)
		switch {
		case d.Type() == fs.ModeSymlink:
			target, err := os.Readlink(name)
			found[rel] = "-> " + target
			return err
		case d.IsDir():
			if entries, err := os.ReadDir(name); err == nil && len(entries) == 0 {
				found[rel] = "(empty folder)"
			}
		case d.Type().IsRegular():
			data, err := os.ReadFile(name)
			found[rel] = string(data)
			return err
		default:
			found[rel] = d.Type().String()
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func publish(t *testing.T, content map[string]string, opt Options) Result {
	t.Helper()
	result, err := Write(t.Context(), site(content), opt)
	if err != nil {
		t.Fatal(err)
	}
	if err := verify(opt.Out); err != nil {
		t.Error(err)
	}
	return result
}

// holds compares the output, except for its manifest.
func holds(t *testing.T, out string, want map[string]string) {
	t.Helper()
	got := read(t, out)
	delete(got, manifestName)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", out, diff)
	}
}

// alone fails when anything but the output and its lock is beside it.
func alone(t *testing.T, out string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(out))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != filepath.Base(out) {
			t.Errorf("%s was left beside the output", e.Name())
		}
	}
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, name); err != nil {
		t.Fatal(err)
	}
}

func TestWriteCountsWhatItDid(t *testing.T) {
	out := filepath.Join(t.TempDir(), "new", "public")
	for _, step := range []struct {
		name    string
		content map[string]string
		want    Result
	}{
		{"first", map[string]string{"index.html": "1", "a/b.html": "2", "a/c/d.html": "3"}, Result{Files: 3, Added: 3}},
		{"again", map[string]string{"index.html": "1", "a/b.html": "2", "a/c/d.html": "3"}, Result{Files: 3}},
		{"changed", map[string]string{"index.html": "1", "a/b.html": "two", "a/c/d.html": "4"}, Result{Files: 3, Changed: 2}},
		{"removed and added", map[string]string{"index.html": "1", "a/b/e.html": "5"}, Result{Files: 2, Added: 1, Removed: 2}},
		{"a folder becomes a file", map[string]string{"index.html": "1", "a": "6"}, Result{Files: 2, Added: 1, Removed: 1}},
	} {
		if got := publish(t, step.content, Options{Out: out}); got != step.want {
			t.Errorf("%s: %+v, want %+v", step.name, got, step.want)
		}
		holds(t, out, step.content)
		alone(t, out)
	}
}

func TestNothingChangedTouchesNothing(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	content := map[string]string{"index.html": "1", "a/b.html": "2"}
	publish(t, content, Options{Out: out})
	put(t, filepath.Join(out, "CNAME"), "example.org")
	then := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	stamp := func(name string) os.FileInfo {
		info, err := os.Stat(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	for _, name := range []string{"a/b.html", "a", "index.html", "manifest.json", "CNAME", "."} {
		if err := os.Chtimes(filepath.Join(out, name), then, then); err != nil {
			t.Fatal(err)
		}
	}
	before := stamp(".")
	if got := publish(t, content, Options{Out: out}); got != (Result{Files: 2}) {
		t.Errorf("%+v", got)
	}
	if !os.SameFile(before, stamp(".")) {
		t.Error("the folder was replaced")
	}
	for _, name := range []string{".", "a", "a/b.html", "index.html", "manifest.json"} {
		if got := stamp(name).ModTime(); !got.Equal(then) {
			t.Errorf("%s: time %v, want %v", name, got, then)
		}
	}
	content["a/b.html"] = "other"
	publish(t, content, Options{Out: out})
	for _, name := range []string{"index.html", "CNAME"} {
		if got := stamp(name).ModTime(); !got.Equal(then) {
			t.Errorf("%s did not change, its time did: %v, want %v", name, got, then)
		}
	}
}

func TestSomebodyChangedTheOutput(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	content := map[string]string{"index.html": "1", "a/b.html": "2", "c.html": "3"}
	publish(t, content, Options{Out: out})
	put(t, filepath.Join(out, "index.html"), "X") // as long as it was
	if err := os.Remove(filepath.Join(out, "c.html")); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(out, "a", "b.html"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, want := publish(t, content, Options{Out: out}), (Result{Files: 3, Changed: 2, Added: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	holds(t, out, content)

	// Differences that no file shows are repaired, too: a folder's mode, and the
	// manifest's format.
	manifest := filepath.Join(out, "manifest.json")
	want, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	put(t, manifest, strings.Join(strings.Fields(string(want)), " "))
	publish(t, content, Options{Out: out})
	if got, err := os.ReadFile(manifest); err != nil || string(got) != string(want) {
		t.Errorf("the manifest is %q, %v", got, err)
	}
	if err := os.Chmod(filepath.Join(out, "a"), 0o700); err != nil {
		t.Fatal(err)
	}
	publish(t, content, Options{Out: out})
	if info, err := os.Stat(filepath.Join(out, "a")); err != nil || info.Mode().Perm() != 0o755 && runtime.GOOS != "windows" {
		t.Errorf("the folder has mode %v, %v", info.Mode(), err)
	}
}

func TestFailingRenderChangesNothing(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	publish(t, map[string]string{"index.html": "1", "a/b.html": "2"}, Options{Out: out})
	before := read(t, out)
	cause := errors.New("the template is wrong")
	for range 20 {
		files := site(map[string]string{"index.html": "changed", "a/0.html": "new"})
		for i := range 30 {
			files = append(files, File{fmt.Sprintf("c/%02d.html", i), func(w io.Writer) error {
				if i%7 == 3 {
					runtime.Gosched()
					return cause
				}
				return nil
			}})
		}
		_, err := Write(t.Context(), files, Options{Out: out})
		if !errors.Is(err, cause) || !strings.Contains(err.Error(), "render c/03.html") {
			t.Fatalf("error %v, want the cause and the first path", err)
		}
	}
	if diff := cmp.Diff(before, read(t, out)); diff != "" {
		t.Errorf("the site changed:\n%s", diff)
	}
	alone(t, out)
}

// TestTheOutputGoesMeanwhile removes the site, and then the staged one, while the
// new one is rendered: a run that cannot finish returns an error.
func TestTheOutputGoesMeanwhile(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	at, err := resolve(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, goes := range []string{out, at.staging} {
		publish(t, map[string]string{"index.html": "1"}, Options{Out: out})
		files := []File{{"index.html", func(w io.Writer) error {
			_, err := io.WriteString(w, "2")
			return errors.Join(err, os.RemoveAll(goes))
		}}}
		if _, err := Write(t.Context(), files, Options{Out: out}); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s goes: error %v", filepath.Base(goes), err)
		}
		alone(t, out)
	}
	holds(t, out, map[string]string{"index.html": "1"})
}

func TestCancelledChangesNothing(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	publish(t, map[string]string{"index.html": "1"}, Options{Out: out})
	ctx, cancel := context.WithCancel(t.Context())
	files := []File{{"index.html", func(w io.Writer) error {
		cancel()
		_, err := io.WriteString(w, "2")
		return err
	}}}
	if _, err := Write(ctx, files, Options{Out: out}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
	holds(t, out, map[string]string{"index.html": "1"})
	alone(t, out)
}

func TestWaitingForTheLockEndsWithTheContext(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	waiting, release := make(chan struct{}), make(chan struct{})
	done := make(chan error)
	go func() {
		_, err := Write(context.Background(), []File{{"index.html", func(w io.Writer) error {
			close(waiting)
			<-release
			return nil
		}}}, Options{Out: out})
		done <- err
	}()
	<-waiting
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Write(ctx, site(map[string]string{"index.html": "2"}), Options{Out: out}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
	close(release)
	if err := <-done; err != nil {
		t.Error(err)
	}
	publish(t, map[string]string{"index.html": "3"}, Options{Out: out})
}

func TestTwoWritersWaitForEachOther(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	sites := []map[string]string{}
	for _, letter := range []string{"a", "b", "c", "d"} {
		content := map[string]string{}
		for i := range 20 {
			content[fmt.Sprintf("%s/%d.html", letter, i)] = letter
			content[fmt.Sprintf("all/%d.html", i)] = letter
		}
		sites = append(sites, content)
	}
	var writers sync.WaitGroup
	for _, content := range sites {
		writers.Go(func() {
			for range 5 {
				if _, err := Write(context.Background(), site(content), Options{Out: out}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	got := read(t, out)
	delete(got, manifestName)
	if !slices.ContainsFunc(sites, func(s map[string]string) bool { return maps.Equal(s, got) }) {
		t.Errorf("the site is a mixture: %v", slices.Sorted(maps.Keys(got)))
	}
	if err := verify(out); err != nil {
		t.Error(err)
	}
	alone(t, out)
}

func TestSameFilesGiveTheSameTree(t *testing.T) {
	content := map[string]string{}
	for i := range 200 {
		content[fmt.Sprintf("%d/%d/page.html", i%7, i)] = strings.Repeat(fmt.Sprint(i), i)
	}
	var first map[string]string
	for _, procs := range []int{1, 2, 8} {
		before := runtime.GOMAXPROCS(procs)
		out := filepath.Join(t.TempDir(), "public")
		publish(t, content, Options{Out: out})
		runtime.GOMAXPROCS(before)
		got := read(t, out)
		if first == nil {
			first = got
		}
		if diff := cmp.Diff(first, got); diff != "" {
			t.Errorf("%d cores:\n%s", procs, diff)
		}
	}
}
