package edit

import (
	"os"
	"os/signal"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fullDisk limits files to one mebibyte, as a full disk does. The log of go test
// stays below.
func fullDisk(t *testing.T) {
	t.Helper()
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1 << 20, Max: was.Max}); err != nil {
		t.Skipf("no limits here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
			t.Error(err)
		}
	})
}

func TestFullDisk(t *testing.T) {
	long := []byte(strings.Repeat("long ", 1<<20))
	t.Run("before", func(t *testing.T) {
		root, _ := folder(t, map[string]string{"b": "old"})
		before := tree(t, root.FS())
		fullDisk(t)
		_, err := Apply(root, []Change{{"a/a", nil, []byte("new"), false}, {"b", []byte("old"), []byte("new"), false}, {"c", nil, long, false}, {"d", nil, []byte("new"), false}})
		if err == nil || !strings.HasPrefix(err.Error(), "write c: ") || strings.Contains(err.Error(), "put back") {
			t.Errorf("error %v", err)
		}
		if diff := cmp.Diff(before, tree(t, root.FS())); diff != "" {
			t.Errorf("something is left (-before +after):\n%s", diff)
		}
	})
	t.Run("and full when it is taken back", func(t *testing.T) {
		root, _ := folder(t, map[string]string{"a": string(long), "b": "old"})
		fullDisk(t)
		_, err := Apply(root, []Change{{"a", long, []byte("new"), false}, {"b", []byte("old"), []byte("new"), false}, {"c", nil, long, false}})
		if err == nil || !strings.HasPrefix(err.Error(), "write c: ") || !strings.Contains(err.Error(), "could not be put back, git can do it: a (") {
			t.Errorf("error %v", err)
		}
		if diff := cmp.Diff(map[string]string{"./": "", "a": "new", "b": "old"}, tree(t, root.FS())); diff != "" {
			t.Errorf("files (-want +got):\n%s", diff)
		}
	})
}

// If nothing can be created or read, the error says what was attempted.
func TestNothingCanBeWritten(t *testing.T) {
	root, err := os.OpenRoot("/proc/self")
	if err != nil {
		t.Skipf("no such folder here: %v", err)
	}
	defer root.Close()
	for want, c := range map[string]Change{
		"mkdirat": {"pairbook/people/ada.yaml", nil, []byte("x"), false},
		"openat":  {"ada.yaml", nil, []byte("x"), false},
		"read":    {"mem", []byte("x"), []byte("y"), false},
	} {
		if _, err := Apply(root, []Change{c}); err == nil || !strings.HasPrefix(err.Error(), "write "+c.Path+": "+want) || strings.Contains(err.Error(), "put back") {
			t.Errorf("%s: %v, want that %s failed", c.Path, err, want)
		}
	}
}

// Every written file is closed.
func TestFilesAreClosed(t *testing.T) {
	open := func() int {
		entries, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Skipf("open files cannot be counted here: %v", err)
		}
		return len(entries)
	}
	root, _ := folder(t, nil)
	before := open()
	for _, name := range []string{"a", "b", "c", "d", "e", "f"} {
		if err := (&writer{root: root}).replace(name, []byte(name), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if after := open(); after > before {
		t.Errorf("%d files were open, and are %d", before, after)
	}
}
