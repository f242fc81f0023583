package history

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestNoRepository(t *testing.T) {
	dir := t.TempDir()
	_, err := Open(dir)
	fails(t, err, ErrNone, dir)
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil { // not a repository, so passed by
		t.Fatal(err)
	}
	_, err = Open(dir)
	fails(t, err, ErrNone)
	_, err = Open(filepath.Join(dir, "nowhere"))
	fails(t, err, os.ErrNotExist)
}

func TestNoCommitYet(t *testing.T) {
	w := newWork(t)
	r := open(t, w.dir)
	_, err := r.Commit("HEAD")
	fails(t, err, ErrNoCommit)
	_, err = r.FS("HEAD")
	fails(t, err, ErrNoCommit)
	_, err = r.FS("main")
	fails(t, err, ErrUnknownRevision)
}

func TestADamagedHeadIsNotNoCommit(t *testing.T) {
	w := newWork(t)
	w.commit("first")
	for _, text := range []string{"", "nonsense\n", strings.Repeat("1", 40) + "\n", "ref: refs/heads/main\n"} {
		w.write(".git/refs/heads/main", text)
		_, err := open(t, w.dir).Commit("HEAD")
		if err == nil || errors.Is(err, ErrNoCommit) || errors.Is(err, ErrUnknownRevision) {
			t.Errorf("%q: error %v", text, err)
		}
	}
}

func TestDetachedHeadLinkedWorktreeAndSubfolder(t *testing.T) {
	w := sample(t)
	head := w.git("rev-parse", "HEAD")
	linked := filepath.Join(filepath.Dir(w.dir), "linked")
	w.git("worktree", "add", "--quiet", "--detach", linked, "HEAD")
	w.git("commit", "--quiet", "--allow-empty", "-m", "main goes on")
	w.git("tag", "seen-from-there")
	for dir, want := range map[string]string{w.dir: w.git("rev-parse", "HEAD"), linked: head, filepath.Join(linked, "program", "a"): head} {
		if got, err := open(t, dir).Commit("HEAD"); err != nil || got != want {
			t.Errorf("%s: %s, %v, want %s", dir, got, err, want)
		}
	}
	r := open(t, filepath.Join(linked, "program"))
	holds(t, files(t, r, "HEAD"), sampleProgram)
	holds(t, files(t, r, "seen-from-there"), sampleProgram)

	shortcut := filepath.Join(t.TempDir(), "shortcut")
	if err := os.Symlink(filepath.Join(linked, "program"), shortcut); err != nil {
		t.Fatal(err)
	}
	holds(t, files(t, open(t, shortcut), "HEAD"), sampleProgram)
}

func TestSubmodule(t *testing.T) {
	inner, outer := sample(t), newWork(t)
	outer.git("submodule", "--quiet", "add", inner.dir, "inner")
	outer.commit("with a submodule")
	holds(t, files(t, open(t, outer.at("inner/program")), "HEAD"), sampleProgram)
	holds(t, files(t, open(t, outer.dir), "HEAD"), map[string]string{
		"inner": "?---------", ".gitmodules": "[submodule \"inner\"]\n\tpath = inner\n\turl = " + inner.dir + "\n",
	})
}

func TestAGitFileThatLeadsNowhere(t *testing.T) {
	w := work{t, t.TempDir()}
	w.write(".git", "gitdir: gone\n")
	_, err := Open(w.dir)
	if err == nil || errors.Is(err, ErrNone) || !strings.Contains(err.Error(), "gone") {
		t.Errorf("error %v", err)
	}
	w.write(".git", "something else\n")
	if _, err := Open(w.dir); err == nil || errors.Is(err, ErrNone) {
		t.Errorf("error %v", err)
	}
}

func (w work) clone(args ...string) work {
	w.t.Helper()
	to := filepath.Join(w.t.TempDir(), "clone")
	w.git(append(append([]string{"clone", "--quiet"}, args...), "file://"+w.dir, to)...)
	return work{w.t, to}
}

func TestShallowClone(t *testing.T) {
	w := branchy(t)
	r := open(t, w.clone("--depth=2").at("program"))
	holds(t, files(t, r, "HEAD"), map[string]string{"n": "2", "side": "s"})
	holds(t, files(t, r, "HEAD~1"), map[string]string{"n": "2"})
	for _, rev := range []string{"HEAD~2", "HEAD~1^", "old", w.git("rev-parse", "old")} {
		_, err := r.FS(rev)
		fails(t, err, ErrShallow, "fetch-depth: 0")
	}
	_, err := r.FS("old")
	fails(t, err, ErrUnknownRevision)
}

func TestSparseCheckout(t *testing.T) {
	w := sample(t)
	w.git("sparse-checkout", "set", "program/a")
	holds(t, files(t, open(t, w.at("program")), "HEAD"), sampleProgram)
}

func TestPartialClone(t *testing.T) {
	w := branchy(t)
	w.git("config", "uploadpack.allowFilter", "true")
	c := w.clone("--filter=tree:0", "--no-checkout")
	c.mkdir("program")
	r := open(t, c.dir)
	if got, err := r.Commit("HEAD"); err != nil || got != w.git("rev-parse", "HEAD") {
		t.Errorf("Head: %s, %v", got, err)
	}
	_, err := r.FS("HEAD~1")
	fails(t, err, errMissing, "partial clone")
}

func TestAlternates(t *testing.T) {
	w := sample(t)
	first := work{t, filepath.Join(t.TempDir(), "first")}
	w.git("clone", "--quiet", "--shared", w.dir, first.dir)
	second := work{t, filepath.Join(filepath.Dir(first.dir), "second")}
	first.git("clone", "--quiet", "--shared", first.dir, second.dir)
	head := w.git("rev-parse", "HEAD")
	// Borrowed objects that are borrowed themselves, by a relative path.
	second.write(".git/objects/info/alternates", "../../../first/.git/objects\n")
	for _, rev := range []string{"HEAD", head[:8]} {
		fsys := files(t, open(t, second.at("program")), rev)
		holds(t, fsys, sampleProgram)
	}
	second.write(".git/objects/info/alternates", "/nowhere/objects\n")
	_, err := open(t, second.dir).FS("HEAD")
	fails(t, err, errMissing)
}

func TestUnsupportedRepositories(t *testing.T) {
	for config, word := range map[string]string{
		"[core]\n\trepositoryformatversion = 2\n":                                        "version 2",
		"[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n": "sha256",
		"[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n": "reftable",
		"[core]\n\trepositoryformatversion = 1\n[extensions]\n\tsomethingNew = true\n":   "somethingnew",
	} {
		w := newWork(t)
		w.write(".git/config", config)
		_, err := Open(w.dir)
		fails(t, err, ErrUnsupported, word, w.dir)
	}
	w := work{t, t.TempDir()}
	w.git("init", "--quiet", "--object-format=sha256")
	_, err := Open(w.dir)
	fails(t, err, ErrUnsupported, "sha256")
}

func TestConfigsOfOthersDoNotMatter(t *testing.T) {
	w := sample(t)
	w.write(".git/config", "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = /nowhere\n[branch \"x\"]\n\tmerge = nonsense\n[remote \"r\"]\n"+
		"[extensions]\n\tworktreeConfig = true\n\tpreciousObjects = true\n[include]\n\tpath = ~/elsewhere\n")
	t.Setenv("GIT_DIR", "/nowhere")
	t.Setenv("GIT_CONFIG_GLOBAL", "/nowhere")
	holds(t, files(t, open(t, w.at("program")), "HEAD"), sampleProgram)
}

func TestReadingWritesNothing(t *testing.T) {
	w := branchy(t)
	w.git("gc", "--quiet")
	list := func() (names []string) {
		err := filepath.Walk(w.dir, func(name string, info os.FileInfo, err error) error {
			if err == nil {
				names = append(names, name+" "+info.Mode().String()+" "+info.ModTime().String())
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return names
	}
	before := strings.Join(list(), "\n")
	if _, err := contents(files(t, open(t, w.dir), "HEAD~1")); err != nil {
		t.Fatal(err)
	}
	if after := strings.Join(list(), "\n"); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
}

// TestKindsOfRepositories has the formats and extensions that are understood, and those
// that are not.
func TestKindsOfRepositories(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := filepath.Join(dir, "config")
	if err := checkFormat(name); err != nil {
		t.Errorf("without a config: %v", err)
	}
	for text, refused := range map[string]string{
		"": "", "[core]\n\trepositoryformatversion = 0\n": "", "[core]\n\trepositoryformatversion = 1\n": "", "[core]\n\trepositoryformatversion = 2\n": "version 2",
		"[extensions]\n\tobjectFormat = SHA1\n\trefStorage = files\n": "", "[extensions]\n\tobjectFormat = sha256\n": "sha256", "[extensions]\n\trefStorage = reftable\n": "reftable",
		"[extensions]\n\tnoop = x\n\tnoop-v1 = x\n\tpartialClone = origin\n\tpreciousObjects = true\n\tworktreeConfig = true\n\trelativeWorktrees = true\n": "",
		"[extensions]\n\tpartialClone = origin\n\ttimeTravel = true\n":                                                                                      "timetravel", "[core\n": name,
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		err := checkFormat(name)
		if (err != nil) != (refused != "") || err != nil && !strings.Contains(err.Error(), refused) || err != nil && refused != name && !errors.Is(err, ErrUnsupported) {
			t.Errorf("%q: %v, want %q", text, err, refused)
		}
	}
	if err := checkFormat(dir); err == nil {
		t.Error("a folder is a config")
	}
}

// TestBorrowedObjects follows what each folder names, once, however they name each other.
func TestBorrowedObjects(t *testing.T) {
	t.Parallel()
	w := work{t, t.TempDir()}
	first := w.at("a/objects")
	w.write("a/objects/info/alternates", "# of others\n\n../../b/objects\n"+w.at("c/objects")+"\n")
	w.write("b/objects/info/alternates", "../../a/objects\n../../d/objects\n")
	got, err := alternates(first, nil)
	if want := []string{w.at("b/objects"), w.at("d/objects"), w.at("c/objects")}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	w.write("d/objects/info/alternates", "../../elsewhere\n")
	_, err = alternates(first, nil)
	fails(t, err, ErrUnsupported, w.at("elsewhere"), "not called objects")
	w.mkdir("e/objects/info/alternates")
	if _, err := alternates(w.at("e/objects"), nil); err == nil {
		t.Error("a folder names others")
	}
	repository := newWork(t)
	repository.write(".git/objects/info/alternates", w.at("elsewhere")+"\n")
	_, err = Open(repository.dir)
	fails(t, err, ErrUnsupported)
}

// TestAGitFileThatIsNoFile is not read, as a pipe would keep the reader waiting.
func TestAGitFileThatIsNoFile(t *testing.T) {
	t.Parallel()
	w := work{t, t.TempDir()}
	fifo(w.at(".git"))
	if _, err := Open(w.dir); err == nil || !strings.Contains(err.Error(), "neither a folder nor a plain file") {
		t.Error(err)
	}
	_, err := Open(w.at("none"))
	fails(t, err, fs.ErrNotExist)
}

// TestDayOfACommit is that of its committer, in UTC.
func TestDayOfACommit(t *testing.T) {
	t.Parallel()
	w := newWork(t)
	w.write("p/a", "a")
	w.commitOn(1)
	r := open(t, w.at("p"))
	if at, err := r.Time("HEAD"); err != nil || !at.Equal(time.Date(2026, 10, 2, 1, 30, 0, 0, time.UTC)) || at.Location() != time.UTC {
		t.Errorf("%v, %v", at, err)
	}
	if r.Folder() != "p" {
		t.Errorf("the folder is %s", r.Folder())
	}
	_, err := r.Time("nowhere")
	fails(t, err, ErrUnknownRevision)
	_, err = r.Arrivals("nowhere")
	fails(t, err, ErrUnknownRevision)
	_, err = r.MergeBases("HEAD", "nowhere")
	fails(t, err, ErrUnknownRevision)
	_, err = r.Diff("HEAD", "nowhere")
	fails(t, err, ErrUnknownRevision)
}
