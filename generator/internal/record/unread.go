package record

import (
	"path"
	"strings"

	"pairbook/generator/internal/text"
)

// unread is what lies in the repository and was not read as a record: a link,
// a pipe, a name that no record can have. Paths are kept as they compare.
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

var hyphens = strings.NewReplacer("_", "-", " ", "-")

// likened writes a path so that slips of the hand in a name do not matter.
func likened(file string) string {
	return hyphens.Replace(text.Fold(file))
}

// MayLieAt tells whether something that could not be read lies at a path, at
// nearly the same, or at a folder above it. Whether there is such a record
// nobody can say then, and who refers to it is not to be blamed.
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

// ReadWholly tells whether everything in a folder could be read.
func (r *Repository) ReadWholly(folder string) bool {
	return !r.unread.above[likened(folder)] && !r.MayLieAt(folder)
}
