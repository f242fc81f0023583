package history

import (
	"io/fs"
	"strings"
	"testing"
)

// What a name leads to may be of another kind than it should.
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

func TestAGitFileWithoutAPath(t *testing.T) {
	for _, text := range []string{"gitdir:", "gitdir: \n", "", "gitdi: /somewhere\n"} {
		w := work{t, t.TempDir()}
		w.write(".git", text)
		if _, err := Open(w.dir); err == nil || !strings.Contains(err.Error(), "holds no path") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
