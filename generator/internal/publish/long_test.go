package publish

import (
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestWhicheverStepFails writes into folders whose names grow byte by byte until
// the system refuses them: first the deepest path, at last the output itself.
// Each time the whole new or the whole old site must be there, with an error that
// says why and nothing left beside it.
func TestWhicheverStepFails(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("elsewhere another length is too long")
	}
	root := t.TempDir()
	old := map[string]string{"index.html": "old", "gone.html": "old"}
	fresh := map[string]string{"index.html": "new", strings.Repeat("d", 30) + "/page.html": "new", "a/b.html": "new"}
	const mine, empty = "my-own-notes/of-a-long-name.txt", "my-own-empty-folder-whose-name-is-longer-than-any-other-name-here"
	written, refused := 0, 0
	for length := 4095 - 80; length <= 4095; length++ {
		out := deep(root, length-len("/site")) + "/site"
		if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
			break
		}
		before := map[string]string{}
		if _, err := Write(t.Context(), site(old), Options{Out: out}); err == nil {
			maps.Copy(before, old)
			if os.Mkdir(filepath.Join(out, filepath.Dir(mine)), 0o755) == nil && os.WriteFile(filepath.Join(out, mine), []byte("mine"), 0o644) == nil {
				before[mine] = "mine"
			} else {
				os.Remove(filepath.Join(out, filepath.Dir(mine)))
			}
			if os.Mkdir(filepath.Join(out, empty), 0o755) == nil {
				before[empty] = "(empty folder)"
			}
		}
		_, err := Write(t.Context(), site(fresh), Options{Out: out})
		switch {
		case err == nil:
			written++
			maps.Copy(before, fresh)
			delete(before, "gone.html")
			holds(t, out, before)
		case len(before) > 0:
			refused++
			holds(t, out, before)
		default:
			refused++
			if _, err := os.Lstat(out); err == nil {
				t.Errorf("%d bytes: a site that is not whole is there", length)
			}
		}
		alone(t, out)
		if err := os.RemoveAll(filepath.Join(root, strings.Repeat("x", 200))); err != nil {
			t.Fatal(err)
		}
	}
	if written < 10 || refused < 30 {
		t.Errorf("%d were written, %d refused", written, refused)
	}
}

// deep returns a folder below root whose full path has that many bytes.
func deep(root string, length int) string {
	for {
		left := length - len(root) - 1
		if left <= 200 {
			return root + "/" + strings.Repeat("x", left)
		}
		root += "/" + strings.Repeat("x", min(200, left-2))
	}
}
