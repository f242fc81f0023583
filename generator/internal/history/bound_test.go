package history

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"

	"pairbook/generator/test/here"
)

// nested makes a commit of nested folders: on each level a folder contains the
// one below that many times, and the last one a file.
func nested(w work, levels, times int) {
	if times == 1 { // as one file, which git writes at once
		w.write(strings.Repeat("n0/", levels-1)+"n0", "a\n")
		w.commit("m")
		return
	}
	w.write("raw", "a\n")
	entry := "100644 blob " + w.git("hash-object", "-w", w.at("raw"))
	for range levels {
		var tree []string
		for i := range times {
			tree = append(tree, fmt.Sprintf("%s\tn%d", entry, i))
		}
		entry = "040000 tree " + strings.TrimSpace(w.ask(tree, "mktree"))
	}
	w.write(".git/refs/heads/main", w.git("commit-tree", "-m", "m", strings.TrimPrefix(entry, "040000 tree "))+"\n")
}

// TestFewObjectsOfManyFiles refuses commits with many more files than stored
// objects, when listing and when comparing them, and expects each tree to be read
// once.
func TestFewObjectsOfManyFiles(t *testing.T) {
	for _, c := range []struct {
		levels, times int
		want          error
		whole         bool
	}{
		{4, 10, nil, false}, {5, 10, ErrTooMany, false}, {60, 10, ErrTooMany, true}, {90, 1, nil, true}, {120, 1, ErrTooMany, false},
		{1, here.Cases(3000, 30_000), nil, false},
	} {
		t.Run(fmt.Sprintf("%d levels of %d", c.levels, c.times), func(t *testing.T) {
			if c.whole {
				here.OnlyWhole(t)
			}
			w := newWork(t)
			nested(w, c.levels, c.times)
			r := open(t, w.dir)
			if _, err := r.FS("HEAD"); !errors.Is(err, c.want) {
				t.Errorf("it is listed: %v", err)
			}
			if _, err := r.Diff("HEAD", "HEAD"); !errors.Is(err, c.want) {
				t.Errorf("it is compared: %v", err)
			}
			id, err := r.resolve("HEAD")
			if err != nil {
				t.Fatal(err)
			}
			commit, err := r.objects.commit(id)
			if err != nil {
				t.Fatal(err)
			}
			top := &counter{tree: newTreeFS(r.objects, commit.TreeHash), paths: map[plumbing.Hash]int{}}
			if top.count(commit.TreeHash, 0); top.stored > c.levels*c.times {
				t.Errorf("%d entries were counted", top.stored)
			}
		})
	}
}
