package history

import (
	"io/fs"
	"strings"
	"testing"
)

// An object may be of another kind than its reference says.
func TestObjectsOfAnotherKind(t *testing.T) {
	w := branchy(t)
	r := open(t, w.dir)
	if got, err := r.Commit("a-file"); err == nil || !strings.Contains(err.Error(), "is a blob, not a commit") {
		t.Errorf("the commit of a tag of a file: %q, %v", got, err)
	}
	// A tree that calls a commit a file, which git itself refuses to make.
	id, err := r.resolve("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	cmd := w.command("hash-object", "-t", "tree", "-w", "--literally", "--stdin")
	cmd.Stdin = strings.NewReader("100644 odd\x00" + string(id[:]))
	tree, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	odd := w.git("commit-tree", "-m", "odd", strings.TrimSpace(string(tree)))
	files, err := open(t, w.dir).FS(odd)
	if err != nil {
		t.Fatal(err)
	}
	if data, err := fs.ReadFile(files, "odd"); err == nil || !strings.Contains(err.Error(), "is a commit, not a file") {
		t.Errorf("a commit read as a file: %q, %v", data, err)
	}
}

// TestWhatIsBinary compares with git's heuristic: one unprintable byte per 128
// printable ones is text, one more is not.
func TestWhatIsBinary(t *testing.T) {
	prose := strings.Repeat("x", 128)
	for text, want := range map[string]bool{
		"": false, "words\n": false, "a\r\nb": false, "a\rb": true, "a\r": true, "a\x00": true,
		"\x01": true, "\x7f": true, "\b\t\x1b\f": false, "\x1a": false, "\x01\x1a": true,
		prose + "\x01": false, prose + "\x01\x02": true, prose + prose + "\x01\x02": false, prose[1:] + "\x01": true, prose + "\x01\x02\x1a": true,
		strings.Repeat("é", 64) + "\x01": false,
	} {
		if got := isBinary([]byte(text)); got != want {
			t.Errorf("%.20q of %d bytes: %v", text, len(text), got)
		}
	}
}

func TestAGitFileWithoutAPath(t *testing.T) {
	for _, text := range []string{"gitdir:", "gitdir: \n", "", "gitdi: /somewhere\n"} {
		w := work{t, t.TempDir()}
		w.write(".git", text)
		if _, err := Open(w.dir); err == nil || !strings.Contains(err.Error(), "holds no path") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
