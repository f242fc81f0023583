//go:build unix

package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The test binary runs itself as another process, which can be killed, lose its
// rights or run out of disk. The variable says what it should do, and where.
const childVariable = "PAIRBOOK_PUBLISH_CHILD"

func TestMain(m *testing.M) {
	if task, out, found := strings.Cut(os.Getenv(childVariable), ":"); found {
		child(task, out)
	}
	os.Exit(m.Run())
}

func child(task, out string) {
	var err error
	switch task {
	case "alternate":
		fmt.Println("ready")
		for err == nil {
			for _, letter := range []string{"a", "b"} {
				_, err = Write(context.Background(), site(letters(letter)), Options{Out: out})
			}
		}
	case "full":
		// A limit on the size of a file fails like a full disk: in write(2).
		signal.Ignore(syscall.SIGXFSZ)
		err = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 4096, Max: 4096})
		if err == nil {
			_, err = Write(context.Background(), site(map[string]string{"big.html": strings.Repeat("x", 8192)}), Options{Out: out})
		}
	case "discard":
		err = discard(out)
	case "again":
		// The folder above the site lets nothing be removed once the same site has
		// been staged.
		same := append(site(letters("b")), File{"z.html", func(io.Writer) error { return os.Chmod(filepath.Dir(out), 0o555) }})
		_, err = Write(context.Background(), same, Options{Out: out})
	case "once":
		_, err = Write(context.Background(), site(letters("b")), Options{Out: out})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// letters is a site: some files are its own, some differ between letters, and
// some are the same in all.
func letters(letter string) map[string]string {
	content := map[string]string{}
	for i := range 8 {
		content[fmt.Sprintf("only/%s/%d.html", letter, i)] = letter
		content[fmt.Sprintf("%d/page.html", i)] = strings.Repeat(letter, 5000)
		content[fmt.Sprintf("common/%d.html", i)] = "common"
	}
	return content
}

func command(t *testing.T, task, out string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), childVariable+"="+task+":"+out)
	return cmd
}

func TestKilled(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	put(t, filepath.Join(out, ".gitignore"), "*\n")
	publish(t, letters("a"), Options{Out: out})
	a, b := letters("a"), letters("b")
	a[".gitignore"], b[".gitignore"] = "*\n", "*\n"
	seen := map[string]int{}
	for range 40 {
		startAndKill(t, command(t, "alternate", out))
		if err := verify(out); err != nil {
			t.Fatal(err)
		}
		switch got := read(t, out); {
		case sameSite(got, a):
			seen["a"]++
		case sameSite(got, b):
			seen["b"]++
		default:
			t.Fatalf("neither a nor b, compared with a:\n%s", cmp.Diff(a, got))
		}
		if _, err := os.Lstat(filepath.Join(filepath.Dir(out), ".public.staging")); err == nil {
			seen["staging left behind"]++
		}
	}
	t.Logf("after a kill: %v", seen)
	if seen["staging left behind"] == 0 {
		t.Error("no kill hit a run in the middle: the test shows nothing")
	}
	publish(t, letters("b"), Options{Out: out})
	holds(t, out, b)
	alone(t, out)
}

func sameSite(got, want map[string]string) bool {
	delete(got, manifestName)
	return maps.Equal(got, want)
}

// startAndKill kills the child after up to 50 ms.
func startAndKill(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	ready, err := cmd.StdoutPipe()
	if err := errors.Join(err, cmd.Start()); err != nil {
		t.Fatal(err)
	}
	if _, err := ready.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Duration(rand.IntN(50_000)) * time.Microsecond)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); cmd.ProcessState.Exited() {
		t.Fatalf("the child ended by itself: %v", err)
	}
}

func TestDiskFull(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	publish(t, letters("a"), Options{Out: out})
	message, err := command(t, "full", out).CombinedOutput()
	if err == nil || !strings.Contains(string(message), "write big.html: ") {
		t.Errorf("%v: %s", err, message)
	}
	holds(t, out, letters("a"))
	alone(t, out)
}

func TestReadOnlyParent(t *testing.T) {
	dir, err := os.MkdirTemp("", "publish")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		os.Chmod(filepath.Join(dir, "disk"), 0o755)
		os.RemoveAll(dir)
	})
	out := filepath.Join(dir, "disk", "public")
	publish(t, letters("a"), Options{Out: out})
	if err := errors.Join(os.Chmod(dir, 0o755), os.Chmod(filepath.Dir(out), 0o555)); err != nil {
		t.Fatal(err)
	}
	cmd := command(t, "once", out)
	asNobody(t, cmd, dir)
	message, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(message), "publish into "+out+": ") || !strings.Contains(string(message), "permission denied") {
		t.Errorf("%v: %s", err, message)
	}
	holds(t, out, letters("a"))
	alone(t, out)

	// The lock is there already, and what a stopped run has left cannot be removed.
	lock := filepath.Join(filepath.Dir(out), ".public.lock")
	if err := os.Chmod(filepath.Dir(out), 0o755); err != nil {
		t.Fatal(err)
	}
	put(t, lock, "")
	put(t, filepath.Join(filepath.Dir(out), ".public.staging", "half.html"), "")
	if err := errors.Join(os.Chmod(lock, 0o666), os.Chmod(filepath.Dir(out), 0o555)); err != nil {
		t.Fatal(err)
	}
	again := command(t, "once", out)
	again.Path, again.Dir, again.SysProcAttr = cmd.Path, cmd.Dir, cmd.SysProcAttr
	if message, err := again.CombinedOutput(); err == nil || !strings.Contains(string(message), ".public.staging: ") || !strings.Contains(string(message), "permission denied") {
		t.Errorf("%v: %s", err, message)
	}
	holds(t, out, letters("a"))
}

// A site that stays as it is leaves nothing beside it, or an error says so.
func TestStagingFolderThatCannotBeRemoved(t *testing.T) {
	dir, err := os.MkdirTemp("", "publish")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = discard(dir) })
	out := filepath.Join(dir, "above", "site")
	content := letters("b")
	content["z.html"] = ""
	publish(t, content, Options{Out: out})
	cmd := command(t, "again", out)
	asNobody(t, cmd, dir)
	if os.Geteuid() == 0 {
		err = filepath.WalkDir(filepath.Dir(out), func(name string, _ fs.DirEntry, err error) error {
			return errors.Join(err, os.Chown(name, nobody, nobody))
		})
	}
	if err := errors.Join(err, os.Chmod(dir, 0o755)); err != nil {
		t.Fatal(err)
	}
	message, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(message), "publish into "+out+": remove ") {
		t.Errorf("%v: %s", err, message)
	}
	holds(t, out, content)
}

// asNobody runs a command without the rights of root, who ignores permissions.
// Everybody may enter the folder.
func asNobody(t *testing.T, cmd *exec.Cmd, dir string) {
	t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	cmd.Path = filepath.Join(dir, "publish.test")
	copyExecutable(t, cmd.Path)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	cmd.Dir = "/"
}

const nobody = 65534

// A carried folder may be read-only; it is still removed with its contents.
func TestReadOnlyFoldersAreRemoved(t *testing.T) {
	dir, err := os.MkdirTemp("", "publish")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = discard(dir) })
	staging := filepath.Join(dir, "staging")
	inner := filepath.Join(staging, "kept", "deep")
	put(t, filepath.Join(inner, "file"), "text")
	outside := filepath.Join(dir, "outside")
	put(t, outside, "not ours")
	link(t, outside, filepath.Join(inner, "link"))
	cmd := command(t, "discard", staging)
	asNobody(t, cmd, dir)
	for _, name := range []string{dir, staging, filepath.Dir(inner), inner, filepath.Join(inner, "file"), outside} {
		if os.Geteuid() == 0 {
			err = errors.Join(err, os.Chown(name, nobody, nobody))
		}
	}
	err = errors.Join(err, os.Chmod(dir, 0o755), os.Chmod(outside, 0o444), os.Chmod(inner, 0o555), os.Chmod(filepath.Dir(inner), 0o500))
	if err != nil {
		t.Fatal(err)
	}
	if message, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, message)
	}
	if _, err := os.Lstat(staging); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it is still there: %v", err)
	}
	if info, err := os.Stat(outside); err != nil || info.Mode().Perm() != 0o444 {
		t.Errorf("what a link led to has mode %v, %v", info.Mode(), err)
	}
}

func copyExecutable(t *testing.T, to string) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(exe)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := writeFile(to, f, 0o755); err != nil {
		t.Fatal(err)
	}
}

func TestModesWhateverTheUmask(t *testing.T) {
	for _, umask := range []int{0, 0o022, 0o027, 0o077} {
		out := filepath.Join(t.TempDir(), "public")
		before := syscall.Umask(umask)
		_, err := Write(t.Context(), site(letters("a")), Options{Out: out})
		syscall.Umask(before)
		if err != nil {
			t.Fatal(err)
		}
		err = filepath.WalkDir(out, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := d.Info()
			want := fs.FileMode(0o644)
			if d.IsDir() {
				want = 0o755
			}
			if err == nil && info.Mode().Perm() != want {
				t.Errorf("umask %03o: %s has mode %v, want %v", umask, name, info.Mode().Perm(), want)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestPipesAreNotRead(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	publish(t, map[string]string{"index.html": "1", "page.html": "2"}, Options{Out: out})
	if err := os.Remove(filepath.Join(out, "page.html")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"page.html", "mine"} {
		if err := syscall.Mkfifo(filepath.Join(out, name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	publish(t, map[string]string{"index.html": "1", "page.html": "2"}, Options{Out: out})
	holds(t, out, map[string]string{"index.html": "1", "page.html": "2", "mine": fs.ModeNamedPipe.String()})
}
