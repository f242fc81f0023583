package history

import (
	"errors"

	"github.com/go-git/go-git/v5/plumbing"
)

// ErrTooMany reports a commit that contains the same folders so often that
// listing its files would take long: a few small objects can make any number of
// paths.
var ErrTooMany = errors.New("its folders hold each other again and again, as no programme's do, and were not listed")

const (
	// freePaths is how many files and folders any commit may have. A larger one
	// must be mostly distinct: at most repeats times as many as are stored.
	freePaths = 20_000
	repeats   = 4
	// maxFolders limits the depth of folders.
	maxFolders = 100
)

// bound refuses a commit that is much larger than its stored objects. It reads
// each tree once, however often the commit contains it.
func (t *treeFS) bound() error {
	c := &counter{tree: t, paths: map[plumbing.Hash]int{}}
	if paths := c.count(t.root.id, 0); c.deep || paths > freePaths+repeats*c.stored {
		return ErrTooMany
	}
	return nil
}

// counter counts the paths of trees.
type counter struct {
	tree   *treeFS
	paths  map[plumbing.Hash]int // below a tree
	stored int                   // entries of all trees, counting each tree once
	deep   bool
}

// count returns the number of paths below a tree, limited to a number that is too
// large in any case. A tree that cannot be read counts as empty: reading it later
// fails.
func (c *counter) count(id plumbing.Hash, depth int) int {
	if known, found := c.paths[id]; found {
		return known
	}
	if c.deep = c.deep || depth > maxFolders; c.deep {
		return 0
	}
	entries, err := c.tree.list(id)
	if err != nil {
		return 0
	}
	c.stored += len(entries)
	paths := len(entries)
	for _, e := range entries {
		if e.IsDir() {
			const enough = 1 << 40
			paths = min(paths+c.count(e.id, depth+1), enough)
		}
	}
	c.paths[id] = paths
	return paths
}
