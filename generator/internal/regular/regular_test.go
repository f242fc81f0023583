package regular

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRead reads a file up to the limit, and says of others what is amiss without their
// names.
func TestRead(t *testing.T) {
	dir := t.TempDir()
	name, content := filepath.Join(dir, "file"), strings.Repeat("a", 1025)
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		limit int64
		want  string
	}{
		{name, 1025, ""}, {name, 1024, "the file has more than 1 KiB"}, {dir, 1 << 20, "this is no plain file, and it was not read"},
		{name + "s", 1025, "there is no such file"},
	} {
		text, err := Read(c.name, c.limit)
		switch {
		case c.want == "" && (err != nil || string(text) != content):
			t.Errorf("%q, %v", text, err)
		case c.want != "" && (err == nil || err.Error() != c.want || text != nil):
			t.Errorf("%q, %v, want %s", text, err, c.want)
		}
	}
	if got := tooLarge(64 << 20).Error(); !strings.HasSuffix(got, "64 MiB") {
		t.Error(got)
	}
}

// TestTooLarge says the limit in MiB from one on, and below it in KiB.
func TestTooLarge(t *testing.T) {
	for limit, want := range map[int64]string{1<<20 - 1024: "the file has more than 1023 KiB", 1 << 20: "the file has more than 1 MiB", 3 << 20: "the file has more than 3 MiB"} {
		if got := tooLarge(limit).Error(); got != want {
			t.Errorf("%d: %s, want %s", limit, got, want)
		}
	}
}

// TestCause leaves the path out of an error, and keeps an error without one.
func TestCause(t *testing.T) {
	plain := errors.New("no")
	if got := Cause(&fs.PathError{Op: "open", Path: "secret", Err: plain}); got != plain {
		t.Errorf("with a path: %v", got)
	}
	if got := Cause(plain); got != plain {
		t.Errorf("without a path: %v", got)
	}
}
