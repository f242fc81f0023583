package publish

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

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
		"a manifest of short sums":  {"manifest.json": manifest(map[string]string{"a": "abcd"})},
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
		filepath.Join(home, "work/repo/.git"), filepath.Join(home, "work/repo/.git/x/y"), filepath.Join(home, "private"),
		"/", home, filepath.Dir(home), filepath.Join(home, "work"), filepath.Join(home, "shortcut"),
		filepath.Join(home, "work/repo"), filepath.Join(home, "work/tree"), filepath.Join(home, "work/../work/repo/."),
	} {
		opt := Options{Out: out, Clean: true, Protected: []string{home, filepath.Join(home, "work/repo/program"), filepath.Join(home, "private/site")}}
		if _, err := Write(t.Context(), site(map[string]string{"index.html": "1"}), opt); !errors.Is(err, ErrProtected) {
			t.Errorf("%s: error %v, want ErrProtected", out, err)
		}
	}
	if !within(filepath.Join(home, "shortcut/repo"), filepath.Join(home, "work")) || within(filepath.Join(home, "shortcut/repo"), filepath.Join(home, "private")) {
		t.Error("a folder is taken for another than it is, by another of its names")
	}
	if diff := cmp.Diff(before, read(t, home)); diff != "" {
		t.Errorf("the folder changed:\n%s", diff)
	}
	publish(t, map[string]string{"index.html": "1"}, Options{Out: filepath.Join(home, "work/repo/public"), Protected: []string{home}})
}

func TestKeptFolders(t *testing.T) {
	root := t.TempDir()
	put(t, filepath.Join(root, "program/site.yaml"), "format: 1")
	link(t, "program", filepath.Join(root, "records"))
	link(t, "program/later", filepath.Join(root, "dangling"))
	before := read(t, root)
	for _, out := range []string{"program", "program/x", "program/x/y", "records/x", "dangling", "dangling/x", "later", "later/x", "."} {
		opt := Options{Out: filepath.Join(root, out), Clean: true, Kept: []Kept{
			{filepath.Join(root, "program"), "is kept"}, {filepath.Join(root, "later"), "will be kept"}}}
		if _, err := Write(t.Context(), site(map[string]string{"index.html": "1"}), opt); !errors.Is(err, ErrProtected) {
			t.Errorf("%s: error %v, want ErrProtected", out, err)
		}
	}
	if diff := cmp.Diff(before, read(t, root)); diff != "" {
		t.Errorf("the folder changed:\n%s", diff)
	}
	publish(t, map[string]string{"index.html": "1"}, Options{Out: filepath.Join(root, "programs"), Kept: []Kept{{filepath.Join(root, "program"), "is kept"}}})
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

// TestLinksThatLeadToLinks are followed to their end, where nothing is yet, and no further
// than a limit.
func TestLinksThatLeadToLinks(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for i := range maxLinks + 1 { // 0 leads to 1, and the last to the site
		link(t, fmt.Sprint(i+1), filepath.Join(dir, fmt.Sprint(i)))
	}
	end := filepath.Join(dir, fmt.Sprint(maxLinks+1))
	for from, want := range map[int]string{maxLinks: end, maxLinks - 1: end, 1: end, 0: filepath.Join(dir, fmt.Sprint(maxLinks))} {
		if got, err := follow(filepath.Join(dir, fmt.Sprint(from))); got != want || err != nil {
			t.Errorf("from %d: %s, %v; want %s", from, got, err, want)
		}
	}
}

func TestPaths(t *testing.T) {
	long := strings.Repeat("a", 200)
	for _, path := range []string{"a", "a/b.html", long, "ä.html", ".nojekyll", "a/..b", "…"} {
		if _, err := newPlan(site(map[string]string{path: ""})); err != nil {
			t.Errorf("%q: %v", path, err)
		}
	}
	for says, all := range map[string][][]string{
		"it is empty":                        {{""}},
		"must be relative and clean":         {{"."}, {".."}, {"../a"}, {"a/../b"}, {"a/./b"}, {"/a"}, {"a/"}, {"a//b"}},
		"a control character":                {{"a\x00b"}, {"a\nb"}},
		"a backslash":                        {{`a\b`}},
		"not UTF-8":                          {{"a\xff"}},
		"201 bytes, at most 200 are allowed": {{long + "a"}},
		"a repository":                       {{".git/config"}, {".GIT"}},
		`path "a": two files want it`:        {{"a", "a"}},
		`paths "A.html" and "a.html" differ`: {{"a.html", "A.html"}},
		"by case or Unicode form alone":      {{"ä.html", "Ä.html"}, {"a", "A/b"}, {"a/x", "A/y"}, {"a/b/c", "a/B/d"}},
		`path "a": both a file and a folder`: {{"a", "a/b"}, {"a/b", "a"}},
		"":                                   {{"manifest.json"}, {"Manifest.json"}, {"manifest.json/a"}, {}},
	} {
		for _, paths := range all {
			var files []File
			for _, path := range paths {
				files = append(files, site(map[string]string{path: ""})...)
			}
			out := filepath.Join(t.TempDir(), "public")
			if _, err := Write(t.Context(), files, Options{Out: out}); err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("%q: error %v, not %q", paths, err, says)
			}
			if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%q: the output was made", paths)
			}
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

	// Other errors of the system are returned, in the order of the places.
	for _, refusal := range []struct {
		err  error
		says string
	}{
		{syscall.EBUSY, "name a folder inside of it"}, {syscall.EXDEV, "name a folder inside of it"},
		{fs.ErrPermission, fmt.Sprintf("exchange %s and %s: ", at.staging, at.out)},
	} {
		if err := at.swap(true, func(_, _ string) error { return refusal.err }); !errors.Is(err, refusal.err) || !strings.Contains(err.Error(), refusal.says) {
			t.Errorf("%v, not %v", err, refusal)
		}
	}
	for _, exists := range []bool{true, false} { // the staged site has gone
		if err := at.swap(exists, exchange); !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errors.ErrUnsupported) {
			t.Errorf("the output was there: %v: %v", exists, err)
		}
	}
	holds(t, at.out, map[string]string{"index.html": "new"})

	// The staged site has gone: the old one must come back.
	if err := os.RemoveAll(at.old); err != nil {
		t.Fatal(err)
	}
	if err := at.swap(true, unsupported); err == nil {
		t.Error("no error")
	}
	holds(t, at.out, map[string]string{"index.html": "new"})

	// The old one has gone, too.
	if err := os.RemoveAll(at.out); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(at.staging, "index.html"), "newer")
	if err := at.swap(true, unsupported); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "move the old site away") {
		t.Errorf("error %v", err)
	}
	if err := os.RemoveAll(at.staging); err != nil {
		t.Fatal(err)
	}
	if err := at.swap(true, unsupported); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
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
	// Killed after them, while removing; some of it is read-only.
	put(t, filepath.Join(at.old, "sub/rest.html"), "0")
	if err := os.Chmod(filepath.Join(at.old, "sub"), 0o500); err != nil {
		t.Fatal(err)
	}
	link(t, out, at.staging)
	publish(t, content, Options{Out: out})
	holds(t, out, content)
	alone(t, out)
}

// TestPlacesThatCannotBeFound expects an error for links in a circle, which must
// not be taken for a missing folder.
func TestPlacesThatCannotBeFound(t *testing.T) {
	dir := t.TempDir()
	circle, file := filepath.Join(dir, "circle"), filepath.Join(dir, "file")
	link(t, "circle", circle)
	link(t, "nowhere/../ring", filepath.Join(dir, "ring"))
	put(t, file, "x")
	content, fine := site(map[string]string{"index.html": "1"}), filepath.Join(dir, "public")
	for name, opt := range map[string]Options{
		"the output":               {Out: circle},
		"a circle of missing ones": {Out: filepath.Join(dir, "ring")},
		"a folder of the output":   {Out: filepath.Join(circle, "public")},
		"a file above the output":  {Out: filepath.Join(file, "public")},
		"what is protected":        {Out: fine, Protected: []string{dir + "x", circle}},
		"a folder that is kept":    {Out: fine, Kept: []Kept{{dir + "x", "is kept"}, {filepath.Join(circle, "x"), "is kept"}}},
		"what cannot be made":      {Out: "/proc/self/nothing/public"}, // on Linux
		"a lock that is a folder":  {Out: filepath.Join(dir, "locked")},
		"what lies deep in a site": {Out: filepath.Join(dir, "old")},
	} {
		t.Run(name, func(t *testing.T) {
			switch {
			case strings.HasPrefix(opt.Out, "/proc/") && runtime.GOOS != "linux":
				t.Skip("there is no /proc")
			case strings.HasSuffix(opt.Out, "locked"):
				put(t, filepath.Join(dir, ".locked.lock", "x"), "x")
			case strings.HasSuffix(opt.Out, "old"):
				publish(t, map[string]string{"index.html": "0"}, Options{Out: opt.Out})
				deeper(t, opt.Out)
			}
			if _, err := Write(t.Context(), content, opt); err == nil {
				t.Error("no error")
			}
			if text, err := os.ReadFile(filepath.Join(opt.Out, "index.html")); err == nil && string(text) != "0" {
				t.Errorf("it was written all the same: %s", text)
			}
		})
	}
}

// deeper creates nested folders until their path is too long to use.
func deeper(t *testing.T, dir string) {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for range 30 {
		if err := root.Mkdir(strings.Repeat("x", 200), 0o755); err != nil {
			t.Fatal(err)
		}
		next, err := root.OpenRoot(strings.Repeat("x", 200))
		if err != nil {
			t.Fatal(err)
		}
		root.Close()
		root = next
	}
}

// TestNoWorkingFolder expects an error for a relative path when the working
// folder has gone.
func TestNoWorkingFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a folder that is in use stays")
	}
	dir := filepath.Join(t.TempDir(), "gone")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(t.Context(), site(map[string]string{"index.html": "1"}), Options{Out: "public"}); err == nil {
		t.Error("no error")
	}
	if at, err := follow("public"); err == nil {
		t.Errorf("it is taken for %q", at)
	}
}

// TestAnOutputThatCannotBeLookedAt may be a repository, so that it is refused.
func TestAnOutputThatCannotBeLookedAt(t *testing.T) {
	if err := (place{out: filepath.Join(t.TempDir(), strings.Repeat("long", 100))}).protectRepository(); err == nil {
		t.Error("no error")
	}
}

// TestAFreeLockIsLetGo takes the lock again after a run that was cancelled before
// it had it.
func TestAFreeLockIsLetGo(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	over, cancel := context.WithCancel(t.Context())
	cancel()
	for range 20 {
		if _, err := Write(over, site(map[string]string{"index.html": "1"}), Options{Out: out}); err == nil {
			t.Fatal("no error")
		}
	}
	soon, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if _, err := Write(soon, site(map[string]string{"index.html": "1"}), Options{Out: out}); err != nil {
		t.Fatal(err)
	}
	alone(t, out)
}

// TestAFolderThatIsThere is not made again, so that nothing that lies in it is
// published.
func TestAFolderThatIsThere(t *testing.T) {
	if err := makeDir(t.TempDir(), 0o755); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
}
