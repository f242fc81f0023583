package history

import (
	"container/heap"
	"fmt"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
)

// MergeBases returns the merge bases of two revisions: their common ancestors
// that are not ancestors of another common one. Mostly there is one; after
// crosswise merges there are several, by descending date, then by id. It returns
// [ErrNoCommon] if there is none, [ErrShallow] if it lies beyond the end of the
// clone.
func (r *Repository) MergeBases(one, other string) (shas []string, err error) {
	w := &walker{repository: r, seen: map[plumbing.Hash]side{}}
	for s, rev := range []string{one, other} {
		id, err := r.resolve(rev)
		if err != nil {
			return nil, fmt.Errorf("revision %q: %w", rev, err)
		}
		if err := w.visit(id, side(1<<s)); err != nil {
			return nil, err
		}
	}
	ids, err := w.common()
	if err != nil {
		return nil, fmt.Errorf("find where %s and %s went apart: %w", one, other, err)
	}
	for _, id := range ids {
		shas = append(shas, id.String())
	}
	return shas, nil
}

// side is a set: from which of the two a commit was reached, and older if it is
// an ancestor of a common one.
type side int

const (
	both  side = 3
	older side = 4
)

// walker walks back from two commits at once, by descending date, until only
// ancestors of common commits are left. Dates can be wrong, so the first common
// commit need not be the last.
type walker struct {
	repository *Repository
	seen       map[plumbing.Hash]side
	queue      byDate
	cut        bool // the walk reached the end of a shallow clone
}

type dated struct {
	id   plumbing.Hash
	unix int64
}

type byDate []dated

func (q byDate) Len() int { return len(q) }
func (q byDate) Less(i, j int) bool {
	if q[i].unix != q[j].unix {
		return q[i].unix > q[j].unix
	}
	return q[i].id.String() < q[j].id.String()
}
func (q byDate) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *byDate) Push(x any)   { *q = append(*q, x.(dated)) }
func (q *byDate) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

func (w *walker) visit(id plumbing.Hash, from side) error {
	before := w.seen[id]
	if before|from == before {
		return nil
	}
	w.seen[id] = before | from
	c, err := w.repository.objects.commit(id)
	if err != nil {
		return err
	}
	heap.Push(&w.queue, dated{id, c.Committer.When.Unix()})
	return nil
}

func (w *walker) common() (bases []plumbing.Hash, err error) {
	var met []plumbing.Hash
	// One of several may be an ancestor of another, which only the whole walk
	// shows.
	for w.hasNew() || len(met) > 1 && len(w.queue) > 0 {
		at := heap.Pop(&w.queue).(dated)
		from := w.seen[at.id]
		if from == both && !slices.Contains(met, at.id) {
			met = append(met, at.id)
			from |= older
		}
		if w.repository.shallow[at.id] {
			w.cut = true
			continue
		}
		c, err := w.repository.objects.commit(at.id)
		if err != nil {
			return nil, err
		}
		for _, parent := range c.ParentHashes {
			if err := w.visit(parent, from); err != nil {
				return nil, err
			}
		}
	}
	for _, id := range met {
		if w.seen[id] == both {
			bases = append(bases, id)
		}
	}
	switch {
	case len(bases) > 0:
		return bases, nil
	case w.cut:
		return nil, ErrShallow
	}
	return nil, ErrNoCommon
}

// hasNew reports whether the queue holds a commit that is not an ancestor of a
// common one.
func (w *walker) hasNew() bool {
	for _, d := range w.queue {
		if w.seen[d.id]&older == 0 {
			return true
		}
	}
	return false
}
