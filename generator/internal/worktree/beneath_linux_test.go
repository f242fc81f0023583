package worktree

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestReadingLeavesTheTimeOfAccess reads a file that was last read before it was
// written, as in a new clone: the time of which a reader usually brings up to date.
func TestReadingLeavesTheTimeOfAccess(t *testing.T) {
	dir := t.TempDir()
	at := filepath.Join(dir, "log.md")
	if err := os.WriteFile(at, []byte("we met"), 0o600); err != nil {
		t.Fatal(err)
	}
	files, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	written := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	read := written.AddDate(-1, 0, 0)
	if err := os.Chtimes(at, read, written); err != nil {
		t.Fatal(err)
	}
	if text, err := fs.ReadFile(files, "log.md"); err != nil || string(text) != "we met" {
		t.Fatalf("read %q, %v", text, err)
	}
	if got := accessed(t, at); !got.Equal(read) {
		t.Errorf("the file was accessed %v, want %v", got, read)
	}
}

// TestAFileOfAnotherTakesOneCall reads a file that belongs to somebody else, whose time
// of access nobody but them may leave as it is.
func TestAFileOfAnotherTakesOneCall(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can become somebody else")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "log.md"), []byte("we met"), 0o644); err != nil {
		t.Fatal(err)
	}
	top, err := os.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = top.Close() }()
	const nobody = 65534
	runtime.LockOSThread() // to become somebody else in one thread alone
	defer runtime.UnlockOSThread()
	if err := unix.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	file := beneath(top, "log.md")
	if err := unix.Setfsuid(0); err != nil {
		t.Fatal(err)
	}
	if file == nil {
		t.Fatal("the file is not opened in one call")
	}
	_ = file.Close()
}

func accessed(t *testing.T, name string) time.Time {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	stat := info.Sys().(*syscall.Stat_t)
	return time.Unix(stat.Atim.Unix()).UTC()
}
