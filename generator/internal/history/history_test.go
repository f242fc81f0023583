package history

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// work is a work tree made by the git command.
type work struct {
	t   testing.TB
	dir string
}

var newWork = once(func(t testing.TB) work {
	w := work{t, filepath.Join(t.TempDir(), "repo")}
	w.mkdir(".")
	w.git("init", "--quiet", "--initial-branch=main", "--template=")
	return w
})

// once has git make a repository for the first test that needs it, and returns a
// copy for each. A copy's files are newer than its index says.
func once(make func(t testing.TB) work) func(t testing.TB) work {
	var first sync.Once
	var made fstest.MapFS
	return func(t testing.TB) work {
		t.Helper()
		first.Do(func() { made = inMemory(t, make(t).dir) })
		if made == nil {
			t.Fatal("the repository could not be made")
		}
		w := work{t, filepath.Join(t.TempDir(), "repo")}
		if err := os.CopyFS(w.dir, made); err != nil {
			t.Fatal(err)
		}
		return w
	}
}

func inMemory(t testing.TB, dir string) fstest.MapFS {
	t.Helper()
	disk := os.DirFS(dir)
	files := fstest.MapFS{}
	err := fs.WalkDir(disk, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		var data []byte
		switch {
		case d.Type() == fs.ModeSymlink:
			var to string
			to, err = fs.ReadLink(disk, name)
			data = []byte(to)
		case d.Type().IsRegular():
			data, err = fs.ReadFile(disk, name)
		}
		files[name] = &fstest.MapFile{Data: data, Mode: info.Mode()}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func (w work) mkdir(name string) {
	w.t.Helper()
	if err := os.MkdirAll(filepath.Join(w.dir, name), 0o755); err != nil {
		w.t.Fatal(err)
	}
}

// git returns git's output, without its warnings.
func (w work) git(args ...string) string {
	w.t.Helper()
	var warnings strings.Builder
	command := w.command(args...)
	command.Stderr = &warnings
	out, err := command.Output()
	if err != nil {
		w.t.Fatalf("git %s: %v\n%s%s", strings.Join(args, " "), err, out, warnings.String())
	}
	return strings.TrimSpace(string(out))
}

func (w work) try(args ...string) (string, error) {
	out, err := w.command(args...).CombinedOutput()
	return string(out), err
}

// command returns a git command without the configuration of the machine, at a
// fixed time.
func (w work) command(args ...string) *exec.Cmd {
	cmd := exec.Command("git", append([]string{"-C", w.dir, "-c", "protocol.file.allow=always"}, args...)...)
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "GIT_") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, "HOME="+w.dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "LC_ALL=C",
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_AUTHOR_DATE=2026-01-02T03:04:05Z",
		"GIT_COMMITTER_NAME=C", "GIT_COMMITTER_EMAIL=c@example.org", "GIT_COMMITTER_DATE=2026-01-02T03:04:05Z")
	return cmd
}

func (w work) write(name, text string) {
	w.t.Helper()
	w.mkdir(filepath.Dir(name))
	if err := os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

func (w work) commit(message string) string {
	w.t.Helper()
	w.git("add", "--all")
	w.git("commit", "--quiet", "--allow-empty", "-m", message)
	head, err := os.ReadFile(w.at(".git/HEAD"))
	if err != nil {
		w.t.Fatal(err)
	}
	id, err := os.ReadFile(w.at(".git/" + strings.TrimSpace(strings.TrimPrefix(string(head), "ref: "))))
	if err != nil {
		w.t.Fatal(err)
	}
	return strings.TrimSpace(string(id))
}

// imports creates the commits of a stream, whose marks count from 1, and returns
// their ids.
func (w work) imports(stream string) []string {
	w.t.Helper()
	w.ask([]string{stream}, "fast-import", "--quiet", "--export-marks=.git/marks")
	marks, err := os.ReadFile(w.at(".git/marks"))
	if err != nil {
		w.t.Fatal(err)
	}
	commits := make([]string, strings.Count(string(marks), "\n"))
	for line := range strings.Lines(string(marks)) {
		var n int
		var id string
		if _, err := fmt.Sscanf(line, ":%d %s", &n, &id); err != nil {
			w.t.Fatal(err)
		}
		commits[n-1] = id
	}
	return commits
}

// ask asks git one question per line, and returns its answers.
func (w work) ask(questions []string, args ...string) string {
	w.t.Helper()
	cmd := w.command(args...)
	cmd.Stdin = strings.NewReader(strings.Join(questions, "\n") + "\n")
	var warnings strings.Builder
	cmd.Stderr = &warnings
	out, err := cmd.Output()
	if err != nil {
		w.t.Fatalf("git %s: %v\n%s%s", strings.Join(args, " "), err, out, warnings.String())
	}
	return string(out)
}

func (w work) at(name string) string { return filepath.Join(w.dir, name) }

func open(t *testing.T, dir string) *Repository {
	t.Helper()
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func files(t *testing.T, r *Repository, rev string) fs.FS {
	t.Helper()
	fsys, err := r.FS(rev)
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

// contents reads everything, with the types of entries that are not files.
func contents(fsys fs.FS) (map[string]string, error) {
	found := map[string]string{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if d.Type() != 0 {
			found[name] = d.Type().String()
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		found[name] = string(data)
		return err
	})
	return found, err
}

func holds(t *testing.T, fsys fs.FS, want map[string]string) {
	t.Helper()
	got, err := contents(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func fails(t *testing.T, err, want error, words ...string) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
		return
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("error %q does not say %q", err, word)
		}
	}
}

// sample has every kind of entry, with names whose order in a tree differs from
// that of their bytes.
var sample = once(func(t testing.TB) work {
	w := newWork(t)
	w.write("program/site.yaml", "title: T\n")
	w.write("program/a.b/x.yaml", "in a folder that sorts after a.b-c")
	w.write("program/a.b-c", "beside it")
	w.write("program/a/z", "")
	w.write("program/é.md", "accented")
	w.write("program/run.sh", "#!/bin/sh\n")
	w.write("README.md", "top\n")
	if err := errors.Join(os.Chmod(w.at("program/run.sh"), 0o755), os.Symlink("site.yaml", w.at("program/link")),
		os.Symlink("a", w.at("program/folder-link"))); err != nil {
		t.Fatal(err)
	}
	w.git("update-index", "--add", "--cacheinfo", "160000,"+strings.Repeat("1", 40)+",program/module")
	w.git("add", "--all", "--", "program/*.*", "program/a", "program/link", "program/folder-link", "program/a.b-c", "README.md")
	w.git("commit", "--quiet", "-m", "first")
	return w
})

var sampleProgram = map[string]string{
	"site.yaml": "title: T\n", "a.b/x.yaml": "in a folder that sorts after a.b-c", "a.b-c": "beside it", "a/z": "", "é.md": "accented",
	"run.sh": "#!/bin/sh\n", "link": fs.ModeSymlink.String(), "folder-link": fs.ModeSymlink.String(), "module": fs.ModeIrregular.String(),
}

func TestFS(t *testing.T) {
	w := sample(t)
	for _, packed := range []bool{false, true} {
		if packed {
			w.git("gc", "--quiet")
		}
		fsys := files(t, open(t, w.at("program")), "HEAD")
		holds(t, fsys, sampleProgram)
		var names []string
		for name := range sampleProgram {
			names = append(names, name)
		}
		if err := fstest.TestFS(fsys, names...); err != nil {
			t.Errorf("packed %v: %v", packed, err)
		}
		holds(t, files(t, open(t, w.at("program/a.b")), "HEAD"), map[string]string{"x.yaml": sampleProgram["a.b/x.yaml"]})
		if err := fstest.TestFS(files(t, open(t, w.dir), "HEAD"), "README.md", "program/a/z"); err != nil {
			t.Errorf("packed %v: %v", packed, err)
		}
	}
}

func TestFSAnswersLikeAFolder(t *testing.T) {
	w := sample(t)
	fsys := files(t, open(t, w.at("program")), "HEAD").(interface {
		fs.ReadDirFS
		fs.StatFS
		fs.ReadFileFS
	})
	for name, want := range map[string]error{
		"none": fs.ErrNotExist, "site.yaml/x": fs.ErrNotExist, "folder-link/z": fs.ErrNotExist, "module/x": fs.ErrNotExist,
		"../README.md": fs.ErrInvalid, "/site.yaml": fs.ErrInvalid, "": fs.ErrInvalid, "a/": fs.ErrInvalid,
		"link": errLink, "a": errFolder,
	} {
		_, err := fsys.ReadFile(name)
		fails(t, err, want, name)
	}
	f, err := fsys.Open("link")
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.ReadAll(f)
	fails(t, err, errLink)
	_, err = fsys.ReadDir("site.yaml")
	fails(t, err, errNotFolder)
	for name, want := range map[string]fs.FileMode{
		"site.yaml": 0o444, "run.sh": 0o555, "a": fs.ModeDir | 0o555, "link": fs.ModeSymlink | 0o777, "module": fs.ModeIrregular,
	} {
		if i, err := fsys.Stat(name); err != nil || i.Mode() != want || !i.ModTime().IsZero() {
			t.Errorf("%s: %v, %v, want mode %v", name, i, err, want)
		}
	}
}

// Sizes must be known without reading: the objects are removed, except for their
// headers.
func TestSizesAreKnownWithoutReading(t *testing.T) {
	w := newWork(t)
	base := strings.Repeat("a line that two versions share\n", 3000)
	w.write("large.md", base)
	w.commit("first")
	w.write("large.md", base+"and one more\n")
	w.commit("second")
	w.git("gc", "--quiet", "--aggressive") // one version becomes a difference to the other
	w.write("loose.md", strings.Repeat("x", 100_000))
	w.commit("third")
	r := open(t, w.dir)
	for rev, sizes := range map[string]map[string]int{
		"HEAD":   {"large.md": len(base) + 13, "loose.md": 100_000},
		"HEAD~2": {"large.md": len(base)},
	} {
		fsys := files(t, r, rev)
		for name, want := range sizes {
			i, err := fs.Stat(fsys, name)
			if err != nil || i.Size() != int64(want) {
				t.Errorf("%s %s: %v %v, want %d bytes", rev, name, i, err, want)
			}
		}
	}
	id := w.git("rev-parse", "HEAD:loose.md")
	loose := w.at(filepath.Join(".git/objects", id[:2], id[2:]))
	data, err := os.ReadFile(loose)
	if err == nil {
		err = errors.Join(os.Chmod(loose, 0o644), os.WriteFile(loose, data[:60], 0o644))
	}
	if err != nil {
		t.Fatal(err)
	}
	fsys := files(t, open(t, w.dir), "HEAD")
	if i, err := fs.Stat(fsys, "loose.md"); err != nil || i.Size() != 100_000 {
		t.Errorf("cut off: %v, %v", i, err)
	}
	if _, err := fs.ReadFile(fsys, "loose.md"); err == nil {
		t.Error("a file that was cut off could be read")
	}
}

func TestReadingFromManyGoroutines(t *testing.T) {
	w := newWork(t)
	want := map[string]string{}
	for i := range 60 {
		name := fmt.Sprintf("%d/%d.md", i%7, i)
		want[name] = strings.Repeat(name, i)
		w.write(name, want[name])
	}
	w.commit("first")
	w.git("gc", "--quiet")
	fsys := files(t, open(t, w.dir), "HEAD")
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			got, err := contents(fsys)
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("%v\n%s", err, diff)
			}
		})
	}
	readers.Wait()
}

func TestDamagedObjects(t *testing.T) {
	w := newWork(t)
	for i := range 30 {
		w.write(fmt.Sprintf("%d.md", i), strings.Repeat(fmt.Sprintf("line of %d\n", i%3), 40+i))
	}
	w.commit("first")
	want, err := contents(files(t, open(t, w.dir), "HEAD"))
	if err != nil {
		t.Fatal(err)
	}
	w.git("gc", "--quiet")
	packs, err := filepath.Glob(w.at(".git/objects/pack/*.pack"))
	if err != nil || len(packs) != 1 {
		t.Fatal(packs, err)
	}
	whole, err := os.ReadFile(packs[0])
	if err == nil {
		err = os.Chmod(packs[0], 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	random, failed := rand.New(rand.NewPCG(1, 2)), 0
	for range 300 {
		damaged := append([]byte(nil), whole...)
		damaged[12+random.IntN(len(whole)-32)] ^= 1 << random.IntN(8)
		if err := os.WriteFile(packs[0], damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		fsys, err := open(t, w.dir).FS("HEAD")
		var got map[string]string
		if err == nil {
			got, err = contents(fsys)
		}
		if err != nil {
			failed++
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("damage went unnoticed:\n%s", diff)
		}
	}
	if failed < 200 {
		t.Errorf("%d of 300 failed", failed)
	}
}

func TestSwappedObjectIsNoticed(t *testing.T) {
	w := newWork(t)
	w.write("a.md", "one")
	w.write("b.md", "two")
	w.commit("first")
	loose := func(name string) string {
		id := w.git("rev-parse", "HEAD:"+name)
		return w.at(filepath.Join(".git/objects", id[:2], id[2:]))
	}
	if err := os.Rename(loose("a.md"), loose("b.md")); err != nil {
		t.Fatal(err)
	}
	fsys := files(t, open(t, w.dir), "HEAD")
	_, err := fs.ReadFile(fsys, "b.md")
	if err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("error %v", err)
	}
	_, err = fs.ReadFile(fsys, "a.md")
	fails(t, err, errMissing, "a.md")
}

func TestTreesThatNoGitWouldMake(t *testing.T) {
	for name, entries := range map[string]string{
		"up":    "100644 ../x\x00",
		"slash": "100644 a/b\x00",
		"dots":  "40000 ..\x00",
		"twice": "100644 a\x00" + strings.Repeat("\x22", 20) + "100644 a\x00",
		"short": "100644 a",
	} {
		t.Run(name, func(t *testing.T) {
			w := newWork(t)
			w.write("raw", entries+strings.Repeat("\x11", 20))
			tree := w.git("hash-object", "-t", "tree", "-w", "--literally", w.at("raw"))
			w.write("raw", "tree "+tree+"\nauthor A <a@example.org> 1767322245 +0000\ncommitter A <a@example.org> 1767322245 +0000\n\nm\n")
			commit := w.git("hash-object", "-t", "commit", "-w", w.at("raw"))
			w.write(".git/refs/heads/main", commit+"\n")
			if _, err := open(t, w.dir).FS("HEAD"); err == nil || !strings.Contains(err.Error(), "tree") {
				t.Errorf("error %v", err)
			}
		})
	}
}
