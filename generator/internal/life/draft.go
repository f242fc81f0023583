// Package life changes records as a programme goes on: a pairing begins and ends, a cohort
// opens and closes, a person gets another id, leaves or is forgotten.
//
// A [Draft] holds the changes until they are written together. Each kind of change
// is made of the same few edits: keys of a record are set, ids are replaced wherever the
// type of a value says that it is one, files move or go. Comments and the order of keys
// stay as they are.
package life

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Draft is changes to the records of a repository, with the words about them.
type Draft struct {
	Repo  *record.Repository // as the changes leave it, after a Settle
	Files fs.FS              // as they are
	Day   when.Date

	Said []string // what the changes do, a sentence each
	Next []string // what to do next

	files map[string]*file // by path
}

// file is a file before and after the changes; nil is no file.
type file struct{ before, after []byte }

// NewDraft returns a draft without changes.
func NewDraft(repo *record.Repository, files fs.FS, day when.Date) *Draft {
	return &Draft{Repo: repo, Files: files, Day: day, files: map[string]*file{}}
}

// Changes lists the changes in the order of paths.
func (d *Draft) Changes() []edit.Change {
	var changes []edit.Change
	for _, path := range slices.Sorted(maps.Keys(d.files)) {
		switch f := d.files[path]; {
		case f.after == nil && f.before != nil:
			changes = append(changes, edit.Change{Path: path, Old: f.before, Gone: true})
		case f.after != nil && (f.before == nil || !bytes.Equal(f.before, f.after)):
			changes = append(changes, edit.Change{Path: path, Old: f.before, New: f.after})
		}
	}
	return changes
}

// settle loads the records as the changes leave them.
func (d *Draft) settle() error {
	repo, _, err := record.Load(edit.Overlay(d.Files, d.Changes()))
	if err != nil {
		return fmt.Errorf("load the records as they would be: %w", err)
	}
	d.Repo = repo
	return nil
}

func (d *Draft) says(format string, args ...any) {
	d.Said = append(d.Said, fmt.Sprintf(format, args...))
}
func (d *Draft) next(format string, args ...any) {
	d.Next = append(d.Next, fmt.Sprintf(format, args...))
}

// read returns a file; one that is not there has no contents.
func (d *Draft) read(path string) (*file, error) {
	if f := d.files[path]; f != nil {
		return f, nil
	}
	raw, err := fs.ReadFile(d.Files, path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if err == nil && raw == nil {
		raw = []byte{}
	}
	d.files[path] = &file{before: raw, after: raw}
	return d.files[path], nil
}

// change replaces the contents of a file that is there.
func (d *Draft) change(path string, by func(raw []byte) ([]byte, error)) error {
	f, err := d.read(path)
	if err != nil || f.after == nil {
		return err
	}
	after, err := by(f.after)
	if err != nil {
		return fmt.Errorf("%s cannot be changed: %w", path, err)
	}
	if after == nil {
		after = []byte{}
	}
	f.after = after
	return nil
}

// set sets keys of a record to what rec has.
func (d *Draft) set(rec record.Record, keys ...string) error {
	src := rec.Where()
	if src.Incomplete {
		return fmt.Errorf("%s has a mistake, and it is not changed before that is mended; pairbook check says where", src.Path)
	}
	return d.change(src.Path, func(raw []byte) ([]byte, error) { return record.SetKeys(raw, rec, keys...) })
}

// create writes a new record.
func (d *Draft) create(path string, rec record.Record) error {
	f, err := d.read(path)
	if err != nil {
		return err
	}
	if f.after != nil {
		return fmt.Errorf("%s is there already; choose another id", path)
	}
	f.after, err = record.Marshal(rec)
	return err
}

// move gives a file another path.
func (d *Draft) move(from, to string) error {
	f, err := d.read(from)
	if err != nil || f.after == nil || from == to {
		return err
	}
	there, err := d.read(to)
	if err != nil {
		return err
	}
	if there.after != nil {
		return fmt.Errorf("%s is there already, and %s would take its place; move it away first", to, from)
	}
	there.after, f.after = f.after, nil
	return nil
}

// remove removes a file.
func (d *Draft) remove(path string) error {
	f, err := d.read(path)
	if err == nil {
		f.after = nil
	}
	return err
}
