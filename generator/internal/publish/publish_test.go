package publish

import (
	"bytes"
	"context"
	"encoding/json"
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

// site makes the files of a site from their contents.
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

// read gives every file, link and empty folder below dir, with what it holds.
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
	if err := Verify(opt.Out); err != nil {
		t.Error(err)
	}
	return result
}

// holds compares the output, its manifest apart.
func holds(t *testing.T, out string, want map[string]string) {
	t.Helper()
	got := read(t, out)
	delete(got, manifestName)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", out, diff)
	}
}

// alone fails when something else than the output and its lock is beside it.
func alone(t *testing.T, out string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(out))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if base := filepath.Base(out); e.Name() != base && e.Name() != "."+base+".lock" {
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

func TestManifest(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	publish(t, map[string]string{"b.html": "", "a/<&>.html": "abc"}, Options{Out: out})
	got, err := os.ReadFile(filepath.Join(out, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	// The sums are those of FIPS 180-2 for "abc" and for nothing.
	want := `{
  "a/<&>.html": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  "b.html": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("manifest.json (-want +got):\n%s", diff)
	}
}

func TestVerifyNamesEveryDifference(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	publish(t, map[string]string{"a.html": "1", "b.html": "2", "c.html": "3", "d/e.html": "4", "f.html": "5"}, Options{Out: out})
	put(t, filepath.Join(out, "a.html"), "9")
	for _, name := range []string{"b.html", "c.html", "d"} {
		if err := os.RemoveAll(filepath.Join(out, name)); err != nil {
			t.Fatal(err)
		}
	}
	link(t, "f.html", filepath.Join(out, "c.html"))
	put(t, filepath.Join(out, "stranger.html"), "does not matter")
	err := Verify(out)
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 4 {
		t.Fatalf("%d differences, want 4:\n%v", len(lines), err)
	}
	for i, want := range []string{"a.html: its SHA-256 is", "b.html: it is in the manifest", "c.html: it is not a file", "d/e.html: it is in the manifest"} {
		if !strings.Contains(lines[i], want) {
			t.Errorf("line %d: %q, want %q", i, lines[i], want)
		}
	}
	if err := Verify(t.TempDir()); err == nil {
		t.Error("a folder without a manifest passed")
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
}

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

func TestForeignFolders(t *testing.T) {
	manifest := func(v any) string {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	for name, content := range map[string]map[string]string{
		"files":                     {"thesis.txt": "years of work"},
		"a folder":                  {"photos/cat.jpg": "cat"},
		"an app's manifest":         {"manifest.json": `{"name":"My app","icons":[]}`},
		"an empty manifest":         {"manifest.json": `{}`},
		"a manifest of other sums":  {"manifest.json": manifest(map[string]string{"a": "abc"})},
		"a manifest that goes away": {"manifest.json": manifest(map[string]string{"../thesis.txt": strings.Repeat("0", 64)})},
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "public")
			for file, text := range content {
				put(t, filepath.Join(out, file), text)
			}
			before := read(t, out)
			_, err := Write(t.Context(), site(map[string]string{"index.html": "1"}), Options{Out: out})
			if !errors.Is(err, ErrForeign) {
				t.Fatalf("error %v, want ErrForeign", err)
			}
			if diff := cmp.Diff(before, read(t, out)); diff != "" {
				t.Errorf("the folder changed:\n%s", diff)
			}
			alone(t, out)
			publish(t, map[string]string{"index.html": "1"}, Options{Out: out, Clean: true})
			holds(t, out, map[string]string{"index.html": "1"})
		})
	}
}

func TestProtectedFolders(t *testing.T) {
	home := t.TempDir()
	put(t, filepath.Join(home, "work/repo/.git/HEAD"), "ref: refs/heads/main")
	put(t, filepath.Join(home, "work/tree/.git"), "gitdir: elsewhere")
	link(t, "work", filepath.Join(home, "shortcut"))
	before := read(t, home)
	for _, out := range []string{
		"/", home, filepath.Dir(home), filepath.Join(home, "work"), filepath.Join(home, "shortcut"),
		filepath.Join(home, "work/repo"), filepath.Join(home, "work/tree"), filepath.Join(home, "work/../work/repo/."),
	} {
		opt := Options{Out: out, Clean: true, Protected: []string{home, filepath.Join(home, "work/repo/program")}}
		if _, err := Write(t.Context(), site(map[string]string{"index.html": "1"}), opt); !errors.Is(err, ErrProtected) {
			t.Errorf("%s: error %v, want ErrProtected", out, err)
		}
	}
	if diff := cmp.Diff(before, read(t, home)); diff != "" {
		t.Errorf("the folder changed:\n%s", diff)
	}
	publish(t, map[string]string{"index.html": "1"}, Options{Out: filepath.Join(home, "work/repo/public"), Protected: []string{home}})
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

func TestOutIsASymbolicLink(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "disk", "site")
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "public")
	link(t, "disk/site", out)
	for _, text := range []string{"1", "2"} { // first the target is not there
		publish(t, map[string]string{"index.html": text}, Options{Out: out})
		holds(t, target, map[string]string{"index.html": text})
		alone(t, target)
	}
	if got, err := os.Readlink(out); err != nil || got != "disk/site" {
		t.Errorf("the link is %q, %v", got, err)
	}
}

func TestPaths(t *testing.T) {
	long := strings.Repeat("a", 200)
	for _, path := range []string{"a", "a/b.html", long, "ä.html", ".nojekyll", "a/..b", "…"} {
		if _, err := newPlan(site(map[string]string{path: ""})); err != nil {
			t.Errorf("%q: %v", path, err)
		}
	}
	for _, paths := range [][]string{
		{""}, {"."}, {".."}, {"../a"}, {"a/../b"}, {"a/./b"}, {"/a"}, {"a/"}, {"a//b"}, {"a\x00b"}, {"a\nb"}, {`a\b`},
		{"a\xff"}, {long + "a"}, {"manifest.json"}, {"Manifest.json"}, {".git/config"}, {".GIT"}, {"a", "a"}, {"a.html", "A.html"},
		{"ä.html", "Ä.html"}, {"a", "a/b"}, {"a", "A/b"}, {"a/x", "A/y"}, {"a/b/c", "a/B/d"}, {"manifest.json/a"}, {},
	} {
		var files []File
		for _, path := range paths {
			files = append(files, site(map[string]string{path: ""})...)
		}
		out := filepath.Join(t.TempDir(), "public")
		if _, err := Write(t.Context(), files, Options{Out: out}); err == nil {
			t.Errorf("%q: no error", paths)
		}
		if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: the output was made", paths)
		}
	}
	if _, err := Write(t.Context(), site(map[string]string{"a": ""}), Options{}); err == nil {
		t.Error("no output folder: no error")
	}
	file := filepath.Join(t.TempDir(), "file")
	put(t, file, "x")
	if _, err := Write(t.Context(), site(map[string]string{"a": ""}), Options{Out: file, Clean: true}); err == nil {
		t.Error("the output is a file: no error")
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
	if err := Verify(out); err != nil {
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

func TestSwapWithoutExchange(t *testing.T) {
	unsupported := func(_, _ string) error { return fmt.Errorf("renameat2: %w", errors.ErrUnsupported) }
	out := filepath.Join(t.TempDir(), "public")
	put(t, filepath.Join(out, "index.html"), "old")
	at, err := resolve(out)
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(at.staging, "index.html"), "new")
	if err := at.swap(true, unsupported); err != nil {
		t.Fatal(err)
	}
	holds(t, at.out, map[string]string{"index.html": "new"})
	holds(t, at.old, map[string]string{"index.html": "old"})

	// The staged site has gone: the old one must come back.
	if err := os.RemoveAll(at.old); err != nil {
		t.Fatal(err)
	}
	if err := at.swap(true, unsupported); err == nil {
		t.Error("no error")
	}
	holds(t, at.out, map[string]string{"index.html": "new"})
}

func TestLeftoversOfAKilledRun(t *testing.T) {
	content := map[string]string{"index.html": "1"}
	fails := []File{{"index.html", func(io.Writer) error { return errors.New("no") }}}
	out := filepath.Join(t.TempDir(), "public")
	publish(t, content, Options{Out: out})
	at, err := resolve(out)
	if err != nil {
		t.Fatal(err)
	}
	// Killed between two renames: the old site is back even if the run fails.
	if err := os.Rename(out, at.old); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(at.staging, "half.html"), "2")
	if _, err := Write(t.Context(), fails, Options{Out: out}); err == nil {
		t.Fatal("no error")
	}
	holds(t, out, content)
	alone(t, out)
	// Killed after them, in the middle of removing; some of it read-only.
	put(t, filepath.Join(at.old, "sub/rest.html"), "0")
	if err := os.Chmod(filepath.Join(at.old, "sub"), 0o500); err != nil {
		t.Fatal(err)
	}
	link(t, out, at.staging)
	publish(t, content, Options{Out: out})
	holds(t, out, content)
	alone(t, out)
}

func FuzzDecodeManifest(f *testing.F) {
	f.Add([]byte(`{"a/b.html":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}`))
	f.Add([]byte(`{"../b":"00"}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		sums, err := decodeManifest(data)
		if err != nil {
			return
		}
		again, err := encodeManifest(sums)
		if err != nil {
			t.Fatal(err)
		}
		back, err := decodeManifest(again)
		if err != nil || !maps.Equal(sums, back) {
			t.Fatalf("%q became %q: %v", data, again, err)
		}
		for name := range sums {
			if !filepath.IsLocal(filepath.FromSlash(name)) || bytes.ContainsAny([]byte(name), "\x00\\") {
				t.Fatalf("%q leaves the folder", name)
			}
		}
	})
}
