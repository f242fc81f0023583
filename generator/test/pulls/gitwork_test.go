package pulls

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// gitWork is a work tree that the git command fills, without the configuration
// of the machine and at a fixed time, so that its commits have the same names
// everywhere.
type gitWork struct {
	t   testing.TB
	dir string
}

// newGitWork makes an empty repository, or skips the test where there is no git.
func newGitWork(t testing.TB) gitWork {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("the git command is not installed, and without it no repository can be made to test with")
	}
	w := gitWork{t, filepath.Join(t.TempDir(), "repository")}
	if err := os.Mkdir(w.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	w.git("init", "--quiet", "--initial-branch=main", "--object-format=sha1", "--template=")
	return w
}

// copied makes a copy of a repository, without git: a process costs more.
func copied(t testing.TB, files fs.FS) gitWork {
	t.Helper()
	w := gitWork{t, filepath.Join(t.TempDir(), "repository")}
	if err := os.CopyFS(w.dir, files); err != nil {
		t.Fatal(err)
	}
	return w
}

// fork copies the repository, as somebody who clones it does, and begins a branch.
func (w gitWork) fork(branch string) gitWork {
	w.t.Helper()
	f := copied(w.t, os.DirFS(w.dir))
	f.write(".git/refs/remotes/origin/main", w.head()+"\n")
	f.write(".git/refs/heads/"+branch, w.head()+"\n")
	f.write(".git/HEAD", "ref: refs/heads/"+branch+"\n")
	return f
}

// inMemory reads a repository that has no links.
func inMemory(t testing.TB, dir string) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{}
	disk := os.DirFS(dir)
	err := fs.WalkDir(disk, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(disk, name)
		all[name] = &fstest.MapFile{Data: data, Mode: 0o644}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (w gitWork) git(args ...string) string {
	w.t.Helper()
	return w.gitWith(nil, args...)
}

// gitWith runs git with a standard input, and says what it prints.
func (w gitWork) gitWith(stdin []byte, args ...string) string {
	w.t.Helper()
	cmd := exec.Command("git", append([]string{"-C", w.dir, "-c", "core.autocrlf=false", "-c", "core.symlinks=true", "-c", "core.protectNTFS=false", "-c", "maintenance.auto=false"}, args...)...)
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "GIT_") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, "HOME="+w.dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "LC_ALL=C",
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_AUTHOR_DATE=2026-11-02T03:04:05Z",
		"GIT_COMMITTER_NAME=C", "GIT_COMMITTER_EMAIL=c@example.org", "GIT_COMMITTER_DATE=2026-11-02T03:04:05Z")
	cmd.Stdin = bytes.NewReader(stdin)
	out, err := cmd.CombinedOutput()
	if err != nil {
		w.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func (w gitWork) at(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }

func (w gitWork) write(name, text string) {
	w.t.Helper()
	if err := os.MkdirAll(filepath.Dir(w.at(name)), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(w.at(name), []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

func (w gitWork) read(name string) string {
	w.t.Helper()
	text, err := os.ReadFile(w.at(name))
	if err != nil {
		w.t.Fatal(err)
	}
	return string(text)
}

// edit replaces a part of a file, which must be there.
func (w gitWork) edit(name, from, to string) {
	w.t.Helper()
	text := w.read(name)
	if !strings.Contains(text, from) {
		w.t.Fatalf("%s does not hold %q", name, from)
	}
	w.write(name, strings.Replace(text, from, to, 1))
}

func (w gitWork) remove(name string) {
	w.t.Helper()
	if err := os.RemoveAll(w.at(name)); err != nil {
		w.t.Fatal(err)
	}
}

// move renames a file, into folders that need not be there.
func (w gitWork) move(from, to string) {
	w.t.Helper()
	w.write(to, w.read(from))
	w.remove(from)
}

func (w gitWork) commit(message string) string {
	w.t.Helper()
	w.git("add", "--all", "--force")
	w.git("commit", "--quiet", "--allow-empty", "-m", message)
	return w.head()
}

// head is the commit that HEAD names.
func (w gitWork) head() string {
	w.t.Helper()
	at, isRef := strings.CutPrefix(strings.TrimSpace(w.read(".git/HEAD")), "ref: ")
	if isRef {
		at = strings.TrimSpace(w.read(".git/" + at))
	}
	return at
}
