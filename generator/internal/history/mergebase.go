package history

import (
	"container/heap"
	"fmt"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
)

// MergeBases names the commits from which two revisions went apart: those that
// both have and that no other such commit comes after. Mostly it is one; where
// the two were merged crosswise they are several, the latest by its date first,
// then by name. [ErrNoCommon] says that there is none, [ErrShallow] that it lies
// beyond the end of the clone.
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

// side says from which of the two a commit was reached, and older that a commit
// after it was reached from both.
type side int

const (
	both  side = 3
	older side = 4
)

// walker goes back from two commits at once, the latest first, until only what
// is older than a meeting is left. Dates can be wrong, so the first commit that
// both reach need not be the last that they have.
type walker struct {
	repository *Repository
	seen       map[plumbing.Hash]side
	queue      byDate
	cut        bool // a clone ends on the way
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
	// Of several, one may come before another, which only the whole way shows.
	for w.going() || len(met) > 1 && len(w.queue) > 0 {
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

// going tells whether anything is left that is not older than a meeting.
func (w *walker) going() bool {
	for _, d := range w.queue {
		if w.seen[d.id]&older == 0 {
			return true
		}
	}
	return false
}
