// Package private reads what a repository's folder private/ has for coordinators
// alone: who must not meet, and names that no record has. It says of a file whether it
// can be read; its problems quote nothing of a person.
package private

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/regular"
)

// Where things lie, from the root of the repository.
const (
	folder       = "private"
	NamesPath    = folder + "/" + record.NamesName
	ContactsPath = folder + "/contacts.csv"
)

// Limits on the files, in bytes.
const (
	maxAvoid = 256 << 10
	maxNames = 64 << 20
)

// Avoid reads the list of people who must not meet, and reports whether there is one:
// in the folder, or in private/ where that is "". Ids of the list are looked up in the
// repositories. The error is that of a folder in which a list cannot be looked for.
func Avoid(root, folder string, repositories func() []*record.Repository) (list record.Avoid, there bool, problems diag.List, err error) {
	path, there, problems, err := findAvoid(root, folder)
	if err != nil || !there {
		return nil, false, problems, err
	}
	text, err := regular.Read(path, maxAvoid)
	if err != nil {
		problems.Errorf(start(root, path), record.AvoidRule, "put a plain text file here, with a pair of ids a line, as in - [ada, bob]", "%v", err)
		return nil, true, problems, nil
	}
	list, found := record.DecodeAvoid(start(root, path).Path, text, repositories()...)
	return list, true, append(problems, found...), nil
}

// findAvoid looks for the list in a folder, or in the root and its private/ where that is
// "". A file that may be meant as the list but would not be read is a problem.
func findAvoid(root, in string) (path string, there bool, problems diag.List, err error) {
	folders := []string{in}
	if in == "" {
		in = filepath.Join(root, folder)
		folders = []string{root, in}
		if _, err := os.Lstat(in); errors.Is(err, fs.ErrNotExist) {
			folders = folders[:1]
		}
	}
	path = filepath.Join(in, record.AvoidName)
	for _, dir := range folders {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return "", false, nil, fmt.Errorf("the private list cannot be looked for in %s: %w", dir, regular.Cause(err))
		}
		for _, e := range entries {
			name := filepath.Join(dir, e.Name())
			switch {
			case name == path:
				there = true
			case isAvoid(e.Name()):
				problems.Errorf(start(root, name), record.AvoidRule, "write its pairs into "+start(root, path).Path+", and take this away", "this may be meant as the private list, and it would not be read")
			}
		}
	}
	return path, there, problems, nil
}

// isAvoid reports whether somebody may have meant a file as the list. An editor's
// backup copies are not.
func isAvoid(name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, copied := range []string{"~", ".bak", ".orig", ".swp", ".tmp"} {
		if strings.HasSuffix(name, copied) {
			return false
		}
	}
	return strings.HasPrefix(name, "avoid")
}

// Names reads the names that records do not have, by the ids of people in a repository.
// The text is that of the file, nil if there is none.
func Names(root string, repository *record.Repository) (names map[record.PersonID]string, text []byte, problems diag.List) {
	path := filepath.Join(root, filepath.FromSlash(NamesPath))
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	text, err := regular.Read(path, maxNames)
	if err != nil {
		problems.Errorf(start(root, path), record.NamesRule, "put a plain text file here, with an id and a name on each line", "%v", err)
		return nil, nil, problems
	}
	names, problems = record.DecodeNames(NamesPath, text, repository)
	return names, text, problems
}

// start returns the first position of a file; the path is relative if it is below root.
func start(root, path string) diag.Position {
	if relative, err := filepath.Rel(root, path); err == nil && filepath.IsLocal(relative) {
		path = relative
	}
	return diag.Position{Path: filepath.ToSlash(path), Line: 1, Column: 1}
}
