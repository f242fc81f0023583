package record

import (
	"maps"
	"path"
	"strings"

	"pairbook/generator/internal/text"
)

// unread is the paths that were not read as a record, such as a symbolic link, a pipe
// or a misplaced file, as likened returns them.
type unread struct {
	at    map[string]bool // those paths, with their ending and without
	above map[string]bool // the folders that lead there
}

func (u *unread) add(file string) {
	if u.at == nil {
		u.at, u.above = map[string]bool{}, map[string]bool{}
	}
	file = likened(file)
	u.at[file] = true
	u.at[strings.TrimSuffix(file, path.Ext(file))] = true
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		u.above[dir] = true
	}
}

// merge adds the paths of another.
func (u *unread) merge(other unread) {
	if u.at == nil {
		*u = other
		return
	}
	maps.Copy(u.at, other.at)
	maps.Copy(u.above, other.above)
}

var hyphens = strings.NewReplacer("_", "-", " ", "-")

// likened returns a path in a form in which small mistakes in a name do not matter.
func likened(file string) string {
	return hyphens.Replace(text.Fold(file))
}

// MayLieAt reports whether something that could not be read is at a path, at a
// similar one, or at a folder above it. The record may then exist, so that a reference
// to it is not a problem.
func (r *Repository) MayLieAt(file string) bool {
	file = likened(file)
	if r.unread.at[strings.TrimSuffix(file, path.Ext(file))] {
		return true
	}
	for ; file != "."; file = path.Dir(file) {
		if r.unread.at[file] {
			return true
		}
	}
	return false
}

// ReadWholly reports whether everything in a folder could be read.
func (r *Repository) ReadWholly(folder string) bool {
	return !r.unread.above[likened(folder)] && !r.MayLieAt(folder)
}
