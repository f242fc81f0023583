package history

import (
	"encoding/binary"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
)

// TestDamagedIndex cuts an index short after each of its bytes, and claims more
// entries than there are: an index that lacks an entry is an error, and never a
// work tree without changes. An extension that begins with a capital letter is
// passed over, as git does.
func TestDamagedIndex(t *testing.T) {
	w := newWork(t)
	w.write("content/one.md", "one\n")
	w.write("content/two.md", "two\n")
	w.commit("1")
	data, err := os.ReadFile(w.at(".git/index"))
	if err != nil {
		t.Fatal(err)
	}
	whole := emptyIndex()
	if err := whole.parse(data); err != nil || len(whole.entries) != 2 {
		t.Fatal(len(whole.entries), err)
	}
	for n := range data {
		x := emptyIndex()
		if err := x.parse(data[:n]); err == nil && len(x.entries) != 2 {
			t.Errorf("of %d bytes of %d: %d entries and no error", n, len(data), len(x.entries))
		} else if err != nil && !errors.Is(err, errIndex) {
			t.Errorf("of %d bytes: %v", n, err)
		}
	}
	more := append([]byte{}, data...)
	binary.BigEndian.PutUint32(more[8:], 3)
	if err := emptyIndex().parse(more); !errors.Is(err, errIndex) {
		t.Errorf("a third entry that is not there: %v", err)
	}
	for sign, optional := range map[string]bool{"@AAA": false, "AAAA": true, "ZZZZ": true, "[AAA": false} {
		end := len(data) - 20
		extended := slices.Concat(data[:end], []byte(sign), make([]byte, 4), data[end:])
		if err := emptyIndex().parse(extended); optional != (err == nil) || err != nil && !errors.Is(err, ErrUnsupported) {
			t.Errorf("the extension %s: %v", sign, err)
		}
	}
}

func emptyIndex() *index { return &index{trees: map[string]plumbing.Hash{}} }

// TestDamagedCommit names the commit that cannot be read.
func TestDamagedCommit(t *testing.T) {
	w := newWork(t)
	w.write("a", "a\n")
	w.commit("1")
	cmd := w.command("hash-object", "-t", "commit", "-w", "--literally", "--stdin")
	cmd.Stdin = strings.NewReader("tree nothing\nauthor nobody\n\nmessage\n")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	id := strings.TrimSpace(string(out))
	if _, err := open(t, w.dir).FS(id); err == nil || !strings.Contains(err.Error(), id) {
		t.Errorf("the commit is read: %v", err)
	}
}
