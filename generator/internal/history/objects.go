package history

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// errMissing reports that a referenced object does not exist.
var errMissing = errors.New("the object is not here: the repository is damaged, or a partial clone that did not fetch it")

// objects reads objects by id, from the repository and those it borrows from. It
// serialises access, because go-git's stores are not safe for concurrent use.
type objects struct {
	mu     sync.Mutex
	stores []*filesystem.Storage // the repository's own first
	sizes  map[plumbing.Hash]int64

	// The folders that have been read: those of two commits are mostly the same.
	folders sync.Map // plumbing.Hash → []*entry
}

func newObjects(stores ...*filesystem.Storage) *objects {
	return &objects{stores: stores, sizes: map[plumbing.Hash]int64{}}
}

// get returns an object after checking its bytes against its id.
func (o *objects) get(id plumbing.Hash) (plumbing.ObjectType, []byte, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, s := range o.stores {
		encoded, err := s.EncodedObject(plumbing.AnyObject, id)
		if errors.Is(err, plumbing.ErrObjectNotFound) {
			continue
		}
		if err != nil {
			return 0, nil, fmt.Errorf("read object %s: %w", id, err)
		}
		data, err := content(encoded)
		if err != nil {
			return 0, nil, fmt.Errorf("read object %s: %w", id, err)
		}
		if is := plumbing.ComputeHash(encoded.Type(), data); is != id {
			return 0, nil, fmt.Errorf("read object %s: it is damaged: its bytes make %s", id, is)
		}
		return encoded.Type(), data, nil
	}
	return 0, nil, fmt.Errorf("read object %s: %w", id, errMissing)
}

func content(encoded plumbing.EncodedObject) ([]byte, error) {
	r, err := encoded.Reader()
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(r)
	return data, errors.Join(err, r.Close())
}

// size returns the size in bytes and reads as little of the object as possible.
func (o *objects) size(id plumbing.Hash) (int64, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if size, known := o.sizes[id]; known {
		return size, nil
	}
	for _, s := range o.stores {
		size, err := s.EncodedObjectSize(id)
		if errors.Is(err, plumbing.ErrObjectNotFound) {
			continue
		}
		if err != nil {
			return 0, fmt.Errorf("measure object %s: %w", id, err)
		}
		o.sizes[id] = size
		return size, nil
	}
	return 0, fmt.Errorf("measure object %s: %w", id, errMissing)
}

// typed reads an object of a type for go-git's decoders.
func (o *objects) typed(want plumbing.ObjectType, id plumbing.Hash) (plumbing.EncodedObject, error) {
	is, data, err := o.get(id)
	if err != nil {
		return nil, err
	}
	if is != want {
		return nil, fmt.Errorf("object %s is a %s, not a %s", id, is, want)
	}
	m := &plumbing.MemoryObject{}
	m.SetType(is)
	_, err = m.Write(data)
	return m, err
}

func (o *objects) commit(id plumbing.Hash) (*object.Commit, error) {
	encoded, err := o.typed(plumbing.CommitObject, id)
	if err != nil {
		return nil, err
	}
	c, err := object.DecodeCommit(nil, encoded)
	if err != nil {
		return nil, fmt.Errorf("read commit %s: %w", id, err)
	}
	return c, nil
}

func (o *objects) tree(id plumbing.Hash) ([]object.TreeEntry, error) {
	encoded, err := o.typed(plumbing.TreeObject, id)
	if err != nil {
		return nil, err
	}
	t, err := object.DecodeTree(nil, encoded)
	if err != nil {
		return nil, fmt.Errorf("read tree %s: %w", id, err)
	}
	return t.Entries, nil
}

// peel follows annotated tags to their commit.
func (o *objects) peel(id plumbing.Hash) (plumbing.Hash, error) {
	for {
		is, _, err := o.get(id)
		if err != nil || is == plumbing.CommitObject {
			return id, err
		}
		if is != plumbing.TagObject {
			return id, fmt.Errorf("object %s is a %s, not a commit", id, is)
		}
		encoded, err := o.typed(plumbing.TagObject, id)
		if err != nil {
			return id, err
		}
		tag, err := object.DecodeTag(nil, encoded)
		if err != nil {
			return id, fmt.Errorf("read tag %s: %w", id, err)
		}
		id = tag.Target
	}
}

// startingWith lists the objects whose ids have a prefix, in order.
func (o *objects) startingWith(prefix []byte) ([]plumbing.Hash, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var found []plumbing.Hash
	for _, s := range o.stores {
		ids, err := s.HashesWithPrefix(prefix)
		if err != nil {
			return nil, fmt.Errorf("look for objects: %w", err)
		}
		found = append(found, ids...)
	}
	slices.SortFunc(found, func(a, b plumbing.Hash) int { return bytes.Compare(a[:], b[:]) })
	return slices.Compact(found), nil
}

// reference returns plumbing.ErrReferenceNotFound when there is none.
func (o *objects) reference(name plumbing.ReferenceName) (*plumbing.Reference, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.stores[0].Reference(name)
}

// hasReferenceFile tells a missing reference from one that cannot be read.
func (o *objects) hasReferenceFile(name plumbing.ReferenceName) bool {
	info, err := o.stores[0].Filesystem().Stat(name.String())
	return err == nil && !info.IsDir()
}
