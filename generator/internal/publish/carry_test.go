package publish

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
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
	for _, dir := range []string{"empty/folder", "next.html/no/file"} {
		if err := os.MkdirAll(filepath.Join(out, dir), 0o755); err != nil {
			t.Fatal(err)
		}
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

// A foreign file stays in a folder that the new site has, too.
func TestAForeignFileInAFolderOfTheSite(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	publish(t, map[string]string{"a/b.html": "1"}, Options{Out: out})
	put(t, filepath.Join(out, "a", "mine.txt"), "mine")
	if got, want := publish(t, map[string]string{"a/b.html": "2"}, Options{Out: out}), (Result{Files: 1, Changed: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	holds(t, out, map[string]string{"a/b.html": "2", "a/mine.txt": "mine"})
}

func TestCleanRemovesAnEmptyFolder(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	publish(t, map[string]string{"index.html": "1"}, Options{Out: out})
	if err := os.Mkdir(filepath.Join(out, "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	if got, want := publish(t, map[string]string{"index.html": "1"}, Options{Out: out, Clean: true}), (Result{Files: 1}); got != want {
		t.Errorf("%+v, want %+v: a folder is no file", got, want)
	}
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

// TestAFolderThatCannotBeMade expects an error rather than a site without the file that is in it.
func TestAFolderThatCannotBeMade(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	publish(t, map[string]string{"index.html": "1"}, Options{Out: out})
	put(t, filepath.Join(out, "mine", "notes.txt"), "mine")
	plan, err := newPlan(site(map[string]string{"index.html": "1"}))
	if err != nil {
		t.Fatal(err)
	}
	old, err := examine(out, false)
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{dir: filepath.Join(t.TempDir(), "nowhere"), plan: plan, old: old, link: os.Link, made: map[string]bool{}}
	if err := s.carry(); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "carry mine/notes.txt over") {
		t.Errorf("the error is %v", err)
	}
}

// TestFileSystemsWithoutLinks expects a copy of what cannot be linked: bytes,
// mode and time.
func TestFileSystemsWithoutLinks(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	publish(t, map[string]string{"index.html": "1", "gone.html": "2"}, Options{Out: out})
	mine, day := filepath.Join(out, "mine.txt"), time.Date(2020, 2, 29, 12, 0, 0, 0, time.UTC)
	put(t, mine, "mine")
	if err := errors.Join(os.Chmod(mine, 0o640), os.Chtimes(mine, day, day)); err != nil {
		t.Fatal(err)
	}
	fill := func() (place, error) {
		at, err := resolve(out)
		if err != nil {
			t.Fatal(err)
		}
		plan, err := newPlan(site(map[string]string{"index.html": "1", "new.html": "3"}))
		if err != nil {
			t.Fatal(err)
		}
		old, err := examine(out, false)
		if err != nil {
			t.Fatal(err)
		}
		refused := func(_, _ string) error { return errors.ErrUnsupported }
		return at, (&stage{dir: at.staging, plan: plan, old: old, link: refused, made: map[string]bool{}}).fill(t.Context())
	}
	at, err := fill()
	if err != nil {
		t.Fatal(err)
	}
	holds(t, at.staging, map[string]string{"index.html": "1", "new.html": "3", "mine.txt": "mine"})
	if info, err := os.Stat(filepath.Join(at.staging, "mine.txt")); err != nil || !info.ModTime().Equal(day) || info.Mode().Perm() != 0o640 && runtime.GOOS != "windows" {
		t.Errorf("%v, %v %v", err, info.Mode(), info.ModTime())
	}

	// A special file cannot be copied; the error names it.
	if err := errors.Join(discard(at.staging), os.Remove(mine)); err != nil {
		t.Fatal(err)
	}
	socket, err := net.Listen("unix", mine)
	if err != nil {
		t.Skip(err)
	}
	defer socket.Close()
	if _, err := fill(); err == nil || !strings.Contains(err.Error(), "carry mine.txt over: ") {
		t.Errorf("error %v", err)
	}
}

// TestAnEmptyFolderInTheWayOfAFile goes, and is no file that was removed.
func TestAnEmptyFolderInTheWayOfAFile(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	publish(t, map[string]string{"index.html": "1"}, Options{Out: out})
	if err := os.Mkdir(filepath.Join(out, "a"), 0o755); err != nil {
		t.Fatal(err)
	}
	if got, want := publish(t, map[string]string{"index.html": "1", "a": "2"}, Options{Out: out}), (Result{Files: 2, Added: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	holds(t, out, map[string]string{"index.html": "1", "a": "2"})
}

// TestAForeignFileThatTheSystemTakesForAnother, as one that ignores case does, is removed and
// counted.
func TestAForeignFileThatTheSystemTakesForAnother(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	publish(t, map[string]string{"page.html": "1"}, Options{Out: out})
	put(t, filepath.Join(out, "mine"), "mine")
	plan, err := newPlan(site(map[string]string{"page.html": "1"}))
	if err != nil {
		t.Fatal(err)
	}
	old, err := examine(out, false)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	put(t, filepath.Join(dir, "mine"), "the site's") // the new site has it, for this system
	s := &stage{dir: dir, plan: plan, old: old, link: os.Link, made: map[string]bool{}}
	if err := s.carry(); err != nil || s.result != (Result{Removed: 1}) {
		t.Errorf("%+v, %v", s.result, err)
	}
	holds(t, dir, map[string]string{"mine": "the site's"})
}

// TestWhatGoesWhileItIsCarried is an error: the new site would be without it.
func TestWhatGoesWhileItIsCarried(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	put(t, filepath.Join(from, "file"), "mine")
	link(t, "file", filepath.Join(from, "link"))
	refused := func(_, _ string) error { return errors.ErrUnsupported }
	for _, name := range []string{"file", "link"} {
		info, err := os.Lstat(filepath.Join(from, name))
		if err == nil {
			err = os.Remove(filepath.Join(from, name))
		}
		if err != nil {
			t.Fatal(err)
		}
		s := &stage{dir: to, old: newTree(from), link: refused, made: map[string]bool{}}
		if err := s.carryOne(name, info); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAnEmptyFolderThatCannotBeMade is an error at any depth, as no file in it will tell.
func TestAnEmptyFolderThatCannotBeMade(t *testing.T) {
	out := t.TempDir()
	if err := os.MkdirAll(filepath.Join(out, "a", "b", "c"), 0o755); err != nil {
		t.Fatal(err)
	}
	old, err := examine(out, true)
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{dir: filepath.Join(out, "nowhere"), plan: &plan{}, old: old, link: os.Link, made: map[string]bool{}}
	if err := s.carry(); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "carry a/b/c over") {
		t.Errorf("the error is %v", err)
	}
}

// TestAManifestThatCannotBeWritten is an error: without it the next run takes the site for
// somebody else's.
func TestAManifestThatCannotBeWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "nowhere")
	s := &stage{dir: dir, plan: &plan{}, old: newTree(dir), link: os.Link}
	if err := s.record(nil); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "write manifest.json: ") {
		t.Errorf("the error is %v", err)
	}
}

// TestAStageThatIsThere is not filled: it is another run's.
func TestAStageThatIsThere(t *testing.T) {
	plan, err := newPlan(site(map[string]string{"a/index.html": "1"}))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	s := &stage{dir: dir, plan: plan, old: newTree(filepath.Join(dir, "old")), link: os.Link, made: map[string]bool{}}
	if err := s.fill(t.Context()); !errors.Is(err, fs.ErrExist) {
		t.Errorf("the error is %v", err)
	}
	holds(t, dir, map[string]string{".": "(empty folder)"})
}
