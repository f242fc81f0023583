// Package starter holds the files of a new, empty programme: a formal programme
// with its roles, a start page and a short handbook, and the workflows that check
// pull requests, report on them and publish what is merged. It has no people and
// no cohorts, and its site publishes only what the defaults allow.
package starter

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"pairbook/generator/internal/forge"
	"pairbook/generator/internal/text"
)

// files are a programme on GitHub, and what differs on other forges; an element "dot-x" stands for ".x", so that git and
// the tools of this repository do not treat it as their own.
//
//go:embed files forges
var files embed.FS

// File is a file of the new programme: its path from the root, and its bytes.
type File struct {
	Path string
	Data []byte
}

// Files lists all files of a programme on GitHub, in the order of their embedded names.
func Files() ([]File, error) { return below("files") }

// FilesOn lists all files of a programme on a forge. Forgejo has those of GitHub's
// workflows that need no GitHub; elsewhere there are none, or the forge's own. The README
// ends with a section on the forge.
func FilesOn(on string) ([]File, error) {
	all, err := Files()
	if on == forge.GitHub || err != nil {
		return all, err
	}
	section, err := files.ReadFile("forges/" + on + ".md")
	if err != nil {
		return nil, fmt.Errorf("read of a programme on %s: %w", on, err)
	}
	all = slices.DeleteFunc(all, func(f File) bool {
		below, ok := strings.CutPrefix(f.Path, ".github/")
		return ok && !(on == forge.Forgejo && onForgejo().MatchString(below))
	})
	for i, f := range all {
		switch f.Path {
		case "README.md":
			before, _, _ := strings.Cut(string(f.Data), "## On GitHub\n")
			before = strings.Replace(before, "the repository that `.github/pairbook.env` names", programOn[on], 1)
			all[i].Data = append([]byte(before), section...)
		case "program/site.yaml":
			all[i].Data = bytes.Replace(f.Data, []byte("\nforge: github\n"), []byte("\nforge: "+on+"\n"), 1)
		}
	}
	if on != forge.GitLab {
		return all, nil
	}
	own, err := below("forges/" + on)
	return append(all, own...), err
}

// onForgejo are the files below .github/ that Forgejo has a use for.
var onForgejo = text.Pattern(`^(CODEOWNERS|PULL_REQUEST_TEMPLATE\.md|pairbook\.env|actions/.*|workflows/(check|publish)\.yml|scripts/(build-program|build-site|compare|fetch-program|find-program|push-site|report|settings)\.sh)$`)

// programOn is where a README says that the program is.
var programOn = map[string]string{
	forge.GitLab:  "the repository that `.gitlab/pairbook.env` names",
	forge.Forgejo: "the repository that `.github/pairbook.env` names",
	forge.None:    "the repository of pairbook",
}

// below lists the files below an embedded folder.
func below(folder string) ([]File, error) {
	var all []File
	err := fs.WalkDir(files, folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := files.ReadFile(name)
		all = append(all, File{realName(strings.TrimPrefix(name, folder)), data})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the files of a new programme: %w", err)
	}
	return all, nil
}

func realName(name string) string {
	return strings.ReplaceAll(name, "/dot-", "/.")[1:]
}
