// Package starter holds the files of a new, empty programme: a formal programme
// with its roles, a start page and a short handbook, and the workflows that check
// pull requests, report on them and publish what is merged. It has no people and
// no cohorts, and its site publishes only what the defaults allow.
package starter

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

// files is the tree of files; an element "dot-x" stands for ".x", so that git and
// the tools of this repository do not treat it as their own.
//
//go:embed files
var files embed.FS

// File is a file of the new programme: its path from the root, and its bytes.
type File struct {
	Path string
	Data []byte
}

// Files lists all files, in the order of their embedded names.
func Files() ([]File, error) {
	var all []File
	err := fs.WalkDir(files, "files", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := files.ReadFile(name)
		all = append(all, File{realName(name), data})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the files of a new programme: %w", err)
	}
	return all, nil
}

func realName(name string) string {
	return strings.ReplaceAll(strings.TrimPrefix(name, "files"), "/dot-", "/.")[1:]
}
