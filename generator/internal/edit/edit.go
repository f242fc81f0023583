package edit

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/text"
)

// Change is a file to create, to replace or, if it is Gone, to remove. Old is compared
// with the file's contents after [text.Normalise].
type Change struct {
	Path string // from the root, with slashes
	Old  []byte // the contents when the file was read; nil when it must not exist
	New  []byte // the new contents
	Gone bool   // the file is to go, and with it the folders that it leaves empty
}

// ErrChanged reports that a file is not in the state that its change expects.
var ErrChanged = errors.New("the file has changed meanwhile")

// Outcome counts the changed files.
type Outcome struct {
	Created, Changed, Unchanged, Removed int
}

// Apply makes all changes below root, or none: on an error it undoes what it has
// written. It does not touch files whose bytes stay the same.
func Apply(root *os.Root, changes []Change) (Outcome, error) {
	changes = slices.SortedFunc(slices.Values(changes), func(a, b Change) int { return cmp.Compare(a.Path, b.Path) })
	if err := validate(changes); err != nil {
		return Outcome{}, err
	}
	var outcome Outcome
	var pending []Change
	for _, c := range changes {
		if _, _, err := current(root, c); err != nil {
			return Outcome{}, fmt.Errorf("write %s: %w", c.Path, err)
		}
		switch {
		case c.Gone:
			outcome.Removed++
		case c.Old == nil:
			outcome.Created++
		case bytes.Equal(c.Old, c.New):
			outcome.Unchanged++
			continue
		default:
			outcome.Changed++
		}
		pending = append(pending, c)
	}
	w := &writer{root: root}
	if err := w.all(pending); err != nil {
		return Outcome{}, errors.Join(err, w.undo())
	}
	w.tidy()
	return outcome, nil
}

// validate refuses paths outside of the root and changes to the same file.
func validate(changes []Change) error {
	for i, c := range changes {
		switch {
		case !fs.ValidPath(c.Path) || c.Path == "." || strings.ContainsAny(c.Path, "\\\x00"):
			return fmt.Errorf("write %q: this is no path below the root", c.Path)
		case c.Gone && (c.Old == nil || c.New != nil):
			return fmt.Errorf("write %s: what goes has been there, and nothing takes its place", c.Path)
		case i > 0 && c.Path == changes[i-1].Path:
			return fmt.Errorf("write %s: it is changed twice", c.Path)
		}
	}
	return nil
}

// current returns the contents of a file, nil if there is none, and its mode. It
// refuses what its change does not expect, and any link on the way to it.
func current(root *os.Root, c Change) (raw []byte, mode fs.FileMode, err error) {
	for at, rest := "", c.Path; rest != ""; {
		var element string
		element, rest, _ = strings.Cut(rest, "/")
		at = path.Join(at, element)
		info, err := root.Lstat(at)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			if c.Old != nil {
				return nil, 0, fmt.Errorf("%w: it is gone", ErrChanged)
			}
			return nil, 0o666, nil // before the umask
		case err != nil:
			return nil, 0, err
		case rest != "" && !info.IsDir(), rest == "" && !info.Mode().IsRegular():
			return nil, 0, fmt.Errorf("%s is a link or another thing that records are not written through", at)
		}
		mode = info.Mode().Perm()
	}
	if c.Old == nil {
		return nil, 0, fmt.Errorf("%w: it exists now", ErrChanged)
	}
	if raw, err = root.ReadFile(c.Path); err != nil {
		return nil, 0, err
	}
	if !bytes.Equal(text.Normalise(raw), text.Normalise(c.Old)) {
		return nil, 0, ErrChanged
	}
	return raw, mode, nil
}
